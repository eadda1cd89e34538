"""Pages in text: one thing with its facts, chains with their sentences, the tree of what is read."""

import io
import json
import re

import pytest
from rich.console import Console, RenderableType
from small import small

from kg.analysis.graph import around, drawn, graph
from kg.analysis.names import meant, one
from kg.analysis.paths import chains
from kg.errors import InputError
from kg.evidence import quoted
from kg.views.chains import chain_page, chain_rows
from kg.views.readings import explained
from kg.views.sentences import Told
from kg.views.thing import Account, account, terminal
from kg.views.thing.record import record
from kg.views.wording import Lang

ID = "https://w3id.org/jiqun/id/"
BAMBOO = f"{ID}cluster/999901/竹器"
FOUND = graph(small())


def printed(said: RenderableType) -> str:
    console = Console(file=io.StringIO(), width=80)
    with console.capture() as caught:
        console.print(said)
    return "\n".join(line.rstrip() for line in caught.get().splitlines())


def called(name: str, of: str = "", pick: int = 0) -> str:
    return one(meant(small(), name, of), name, pick).iri


def told(name: str, lang: Lang = "zh") -> Account:
    return account(small(), one(meant(small(), name, language=lang), name), lang)


def page(name: str, lang: Lang = "zh", *, whole: bool = True) -> str:
    return printed(terminal.page(told(name, lang), lang, whole=whole))


def test_an_account_says_who_it_is() -> None:
    assert page(BAMBOO).splitlines()[:4] == ["竹器产业集群", "产业集群 · 禾山县 · 现有", "又称：竹器业", BAMBOO]


def test_a_contested_figure_is_marked_and_so_is_the_one_not_adopted() -> None:
    lines = page(BAMBOO).splitlines()
    assert "  产值  12亿元  2023  [有出入]" in lines
    assert "  产值  13亿元 (约)  2023  [未采用]" in lines
    assert "  产值  20亿元  2026  [规划]" in lines


def test_an_account_tells_relations_either_way_and_what_names_the_thing() -> None:
    found = page("青竹集团")
    assert "  拥有品牌 → 青竹" in found
    assert "  竹器产业集群 — 龙头企业 →" in found
    assert "设立竹业基金" in page(BAMBOO)


def test_an_account_in_english() -> None:
    assert "1.2 billion" in page(BAMBOO, "en")
    assert "not adopted" in page(BAMBOO, "en")


def test_an_account_says_how_surely_each_sentence_was_read() -> None:
    assert "存疑 0.35" in page(BAMBOO)
    assert "in doubt 0.35" in page(BAMBOO, "en")
    assert "certain 0.90" in page(BAMBOO, "en")


def test_a_name_of_several_things_lists_them_with_numbers_to_choose() -> None:
    with pytest.raises(InputError, match="竹器业 means 3 things") as error:
        called("竹器业")
    assert BAMBOO in str(error.value)
    numbered = [line.split() for line in str(error.value).splitlines()[1:]]
    assert [called("竹器业", pick=int(line[0])) for line in numbered] == [line[-1] for line in numbered]
    with pytest.raises(InputError, match="means 3 things, not 4"):
        called("竹器业", pick=4)


def test_a_name_with_its_place_means_the_thing_that_is_there() -> None:
    assert called("竹器业", of="禾山") == called("竹器业@禾山县") == BAMBOO
    assert called("竹器业@东篱") == f"{ID}cluster/999902/竹器"
    with pytest.raises(InputError, match="No 竹器业 is of 某县"):
        called("竹器业", of="某县")


def test_the_briefing_of_a_county_has_its_clusters_towns_plans_and_doubts() -> None:
    found = told("禾山县")
    sections = {section.key: section.rows for section in found.briefing}
    assert [(row.cluster, row.value, row.lead_firms) for row in sections["clusters"]][:2] == [
        ("竹器产业集群", 1200000000, "青竹集团"),
        ("水产业", None, None),
    ]
    assert [(row.cluster, row.planned_places, row.existing) for row in sections["plans"]] == [
        ("光电业", "石桥镇", None),
        ("竹器业", "南坪街道", "竹器产业集群"),
    ]
    assert [row.town for row in sections["towns"]] == ["石桥镇", "白鹭镇", "南坪街道"]
    assert {row.why for row in sections["doubts"]} >= {"另一处作53%。", "几处说法不一", "读得没有把握"}
    lines = page("禾山县", whole=False)
    assert "12亿元（产值" in lines
    assert "kg show 禾山县 --all" in lines
    assert "“" not in lines
    assert "“" in page("禾山县")


def test_the_account_as_json_has_what_the_page_has() -> None:
    said = json.loads(record(told("禾山县")))
    assert said["briefing"].keys() >= {"clusters", "plans", "towns"}
    assert said["briefing"]["clusters"][0]["value"] == 1200000000
    cluster = json.loads(record(told(BAMBOO)))
    size = cluster["measures"][0]
    assert (size["code"], size["value"]) == ("size", 1200000000)
    assert len(cluster["facts"]) > 10


def test_every_sentence_of_a_thing_is_in_its_account() -> None:
    rows = told(BAMBOO).facts
    assert len(rows) == len({row.claim_id for row in rows}) > 10
    found = page(BAMBOO).replace("\n", "").replace(" ", "")
    marked = [quoted(row.sentence, row.quote_start, row.quote_end).marked for row in rows]
    assert [sentence for sentence in marked if sentence not in found] == []


def test_a_chain_is_told_with_its_sentences() -> None:
    assert printed(chain_page(chains(small(), "禾光科技", "石桥"), "zh")).splitlines() == [
        "禾光科技公司 ←龙头企业— 光电业 [规划] —以…为中心→ 石桥镇",
        "  光电业 — 龙头企业 → 禾光科技公司",
        "    “以南坪为中心，依托青竹集团发展竹器业，以石桥为中心，【依托禾光科技公司发展",
        "    光电业】。”  heshan 376–389  确信 0.90",
        "  光电业 — 以…为中心 → 石桥镇",
        "    “以南坪为中心，依托青竹集团发展竹器业，【以石桥为中心】，依托禾光科技公司发",
        "    展光电业。”  heshan 369–375  确信 0.90",
    ]


def test_in_a_terminal_the_quote_of_a_sentence_is_bold_and_underlined() -> None:
    console = Console(force_terminal=True, width=300, color_system="truecolor", legacy_windows=False)
    with console.capture() as caught:
        console.print(Told(quoted("集群以密州为中心。", 2, 5), "zhucheng", "10–13"))
    assert (
        re.sub("\x1b\\[([0-9;]+)m", r"<\1>", caught.get())
        .strip()
        .startswith("<3>“集群<0><1;3;4>以密州<0><3>为中心。”<0>")
    )


def test_rows_of_chains_have_a_row_for_each_sentence() -> None:
    rows = chain_rows(chains(small(), "石雕业", "白鹭镇"), "zh")
    assert [(row.chain, row.step, row.relation_id, row.sentence is None) for row in rows] == [
        (1, 1, "locatedIn", False),
        (1, 2, "partOf", True),
    ]


def test_what_a_text_says_is_a_tree_of_rules() -> None:
    first, second = explained("产值142亿元。\n税收稳步增长")
    lines = printed(first).splitlines()
    assert (lines[0], printed(second).splitlines()[0]) == ("产值142亿元。", "税收稳步增长")
    rules = [(len(line) - len(line.lstrip("│├└─ ")), line.lstrip("│├└─ ").split()[:2]) for line in lines[1:]]
    depth = {said[1]: at for at, said in rules if len(said) == 2 and said[1].startswith("‹")}
    assert depth["‹产值142亿元›"] < depth["‹142亿元›"] < depth["‹元›"]


def test_links_of_order_are_drawn_for_clusters_and_where_nothing_else_links_a_thing() -> None:
    seen = drawn(FOUND)
    assert set(seen) == set(FOUND)
    assert seen.has_edge(BAMBOO, f"{ID}place/999901")
    order = [subject for subject, _, name in seen.edges(data="property") if name == "ofPlace"]
    assert f"{ID}firm/999901/青竹" not in order
    assert all(len(set(seen.successors(node)) | set(seen.predecessors(node))) for node in order)


def test_around_a_county_are_its_clusters_and_what_is_linked_with_them() -> None:
    near = around(FOUND, [f"{ID}place/999901"])
    assert {BAMBOO, f"{ID}firm/999901/青竹"} < set(near)
    assert f"{ID}cluster/999902/竹器" not in near
    stone, village = f"{ID}cluster/999901/石雕", f"{ID}place/999901/柳村"
    assert set(around(FOUND, [stone], reach=1)) == {stone, village}
