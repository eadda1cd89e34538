"""The score counts as a careful reader would, and to the last digit as the reference beside the gold does."""

import json
import random
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from kg.errors import InputError
from kg.scoring import Score, Scorecard, score
from tests.gold import SHARED, SLUGS, needs_gold
from tests.scored import BATCHES, SETS, facts, needs

Line = dict[str, Any]

LEAD = {
    "property": "lead_firm",
    "subject_type": "Cluster",
    "subject": "曹县木艺产业集群",
    "object_type": "Firm",
    "object": "鼎森木艺有限公司",
}
OUTPUT = {
    "property": "observation",
    "subject_type": "Cluster",
    "subject": "木艺加工业",
    "measure": "output_value",
    "value": 3_200_000_000,
    "unit": "CNY",
}
POLICY = {"property": "policy", "subject_type": "Policy", "subject": "（一）加强品牌培育和保护"}
PLACE = {
    "property": "located_in",
    "subject_type": "Cluster",
    "subject": "木艺产业",
    "of_place": "曹县",
    "object_type": "Place",
    "object": "庄寨镇",
}


def write(folder: Path, lines: list[Line], report: str = "caoxian") -> None:
    (folder / f"{report}.jsonl").write_text(
        "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines), "utf-8"
    )


def scored(
    folder: Path, gold: list[Line], facts: list[Line], *, lenient: bool = False, certainty: float = 0.0
) -> Scorecard:
    write(folder, gold)
    return score([{"report": "caoxian", **fact} for fact in facts], folder, lenient=lenient, certainty=certainty)


def test_rates() -> None:
    assert (Score(3, 4, 6).precision, Score(3, 4, 6).recall, Score(3, 4, 6).f1) == (0.5, 0.75, 0.6)
    assert (Score(0, 4, 0).precision, Score(0, 4, 0).f1) == (0.0, 0.0)
    assert Score(1, 2, 3) + Score(4, 5, 6) == Score(5, 7, 9)


@pytest.mark.parametrize(
    ("subject", "object_"),
    [
        ("曹县木艺产业集群", "鼎森木艺有限公司"),
        ("木艺", "鼎森木艺"),
        ("木艺加工业", "山东鼎森木艺集团"),
        ("曹县木艺产业", "曹县鼎森木艺股份有限公司"),
        ("“木艺” 集群", "鼎森木艺(公司)"),
    ],
)
def test_names_count_as_one_without_what_writers_leave_out(tmp_path: Path, subject: str, object_: str) -> None:
    assert scored(tmp_path, [LEAD, PLACE], [LEAD | {"subject": subject, "object": object_}]).properties[
        "lead_firm"
    ] == Score(1, 1, 1)


@pytest.mark.parametrize(("subject", "object_"), [("木艺产业", "鼎森家具"), ("家具产业", "鼎森木艺"), ("木艺产业", "")])
def test_other_names_do_not(tmp_path: Path, subject: str, object_: str) -> None:
    card = scored(tmp_path, [LEAD], [LEAD | {"subject": subject, "object": object_}])
    assert card.all == Score(0, 1, 1)
    assert (card.missed[0], card.spurious[0][0]) == (("caoxian", LEAD), "caoxian")


def test_aliases_join_names_and_lists_that_share_a_name(tmp_path: Path) -> None:
    lists = {"same": [["鼎森木艺有限公司", "鼎木"]], "doubtful": [["鼎木", "曹县鼎字号"]]}
    (tmp_path / "caoxian.aliases.json").write_text(json.dumps(lists), "utf-8")
    for name in ("曹县鼎字号", "鼎字号公司", "山东鼎木"):
        assert scored(tmp_path, [LEAD, PLACE], [LEAD | {"object": name}]).properties["lead_firm"] == Score(1, 1, 1)


@pytest.mark.parametrize(
    ("change", "matched"),
    [
        ({}, 1),
        ({"value": 3_200_000_100}, 1),
        ({"value": 3_200_100_000}, 0),
        ({"unit": "USD"}, 0),
        ({"measure": "revenue"}, 0),
        ({"subject": "曹县", "of": "木艺产业"}, 1),
        ({"subject": "曹县", "of": "家具"}, 0),
        ({"subject": "", "of": ""}, 0),
        ({"value": None}, 0),
    ],
)
def test_an_observation_matches_on_measure_value_unit_and_subject(tmp_path: Path, change: Line, matched: int) -> None:
    assert scored(tmp_path, [OUTPUT], [OUTPUT | change]).all.matched == matched


def test_a_figure_of_the_same_part_of_another_thing_counts_only_leniently(tmp_path: Path) -> None:
    gold, fact = OUTPUT | {"of": "棺木"}, OUTPUT | {"subject": "曹县", "of": "棺木"}
    assert scored(tmp_path, [gold], [fact]).all == Score(0, 1, 1)
    assert scored(tmp_path, [gold], [fact], lenient=True).all == Score(1, 1, 1)
    assert scored(tmp_path, [gold], [fact | {"subject": "棺木", "of": ""}]).all == Score(1, 1, 1)
    assert scored(tmp_path, [OUTPUT], [OUTPUT | {"subject": "曹县"}], lenient=True).all == Score(0, 1, 1)


@pytest.mark.parametrize(
    ("value", "unit", "other", "other_unit", "matched"),
    [
        (380, "1", 380, "台", 1),
        (380, "条", 380, "1", 1),
        (380, "条", 380, "台", 0),
        (380, "1", 380, "household", 0),
        (380, "1", 38, "台", 0),
        (33_000, "mu", 22, "km2", 1),
        (33_000, "mu", 2_200, "公顷", 1),
        (33_000, "mu", 22.1, "km2", 0),
        (33_000, "mu", 33_000, "m2", 0),
        (5, "t", 5_000, "kg", 1),
        (5, "t", 10_000, "斤", 1),
        (5, "km", 5_000, "m", 1),
        (5, "km", 5_000, "kg", 0),
        (5, "t", None, "kg", 0),
    ],
)
def test_units_of_one_kind_are_compared_in_one_and_a_count_with_a_classifier(
    tmp_path: Path, value: float, unit: str, other: float | None, other_unit: str, matched: int
) -> None:
    gold, fact = OUTPUT | {"value": value, "unit": unit}, OUTPUT | {"value": other, "unit": other_unit}
    assert scored(tmp_path, [gold], [fact]).all.matched == matched


def test_less_certain_facts_and_those_that_no_gold_has_do_not_count(tmp_path: Path) -> None:
    facts = [LEAD | {"certainty": 0.4}, OUTPUT, POLICY | {"certainty": 0.8}, LEAD | {"property": "founded"}]
    gold = [LEAD, OUTPUT, POLICY]
    assert scored(tmp_path, gold, facts).all == Score(3, 3, 3)
    assert scored(tmp_path, gold, facts, certainty=0.8).all == Score(2, 3, 2)
    assert scored(tmp_path, gold, facts, certainty=1).all == Score(1, 3, 1)


def test_attributes_are_compared_where_either_states_them(tmp_path: Path) -> None:
    gold = [OUTPUT | {"period": "2023"}, OUTPUT | {"value": 5, "period": "2023", "scope": "全国"}]
    card = scored(tmp_path, gold, [gold[0], gold[1] | {"period": "2024", "qualifier": "over"}])
    assert card.attributes == {"scope": 1.0, "period": 0.5, "qualifier": 0.0}


def test_the_fact_that_agrees_most_is_taken(tmp_path: Path) -> None:
    card = scored(
        tmp_path,
        [OUTPUT | {"period": "2023"}],
        [OUTPUT, OUTPUT | {"of": "木盒", "period": "2023"}, OUTPUT | {"value": 3_200_000_000.0, "period": "2023"}],
    )
    assert card.all == Score(1, 1, 3)
    assert card.attributes == {"period": 1.0}


@pytest.mark.parametrize(
    ("heading", "matched"), [("加强品牌培育和保护", 1), ("2.加强品牌的培育和保护", 1), ("加大金融支持", 0), ("", 0)]
)
def test_headings_match_when_alike(tmp_path: Path, heading: str, matched: int) -> None:
    assert scored(tmp_path, [POLICY], [POLICY | {"subject": heading}]).all.matched == matched


def test_a_fact_said_twice_counts_once(tmp_path: Path) -> None:
    assert scored(tmp_path, [LEAD], [LEAD, LEAD | {"quote": "elsewhere"}]).all == Score(1, 1, 1)


def test_reports_without_gold_do_not_count_and_missing_reports_do(tmp_path: Path) -> None:
    write(tmp_path, [LEAD])
    card = score([LEAD | {"report": "elsewhere"}], tmp_path)
    assert (card.all, card.reports) == (Score(0, 1, 0), {"caoxian": Score(0, 1, 0)})


def test_the_macro_mean_leaves_out_what_the_gold_has_not(tmp_path: Path) -> None:
    assert scored(tmp_path, [LEAD, POLICY], [LEAD, PLACE]).macro_f1 == 0.5


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("{", r"caoxian\.jsonl:1: not JSON"),
        ('{"property": "makes"}', "needs a property and a subject"),
        ("[1]", r"caoxian\.jsonl:1: a gold fact needs"),
    ],
)
def test_a_broken_gold_line_is_told_with_its_place(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "caoxian.jsonl").write_text(text, "utf-8")
    with pytest.raises(InputError, match=message):
        score([], tmp_path)


@pytest.mark.parametrize("text", ['"木艺"', '{"same": ["木艺"]}'])
def test_aliases_that_are_none_are_told(text: str, tmp_path: Path) -> None:
    (tmp_path / "caoxian.jsonl").write_text(json.dumps(LEAD), "utf-8")
    (tmp_path / "caoxian.aliases.json").write_text(text, "utf-8")
    with pytest.raises(InputError, match=r"caoxian\.aliases\.json: lists of aliases are"):
        score([], tmp_path)


def test_gold_of_another_encoding_is_told(tmp_path: Path) -> None:
    (tmp_path / "caoxian.jsonl").write_bytes(json.dumps(LEAD, ensure_ascii=False).encode("gb18030"))
    with pytest.raises(InputError, match=r"caoxian\.jsonl is not UTF-8"):
        score([], tmp_path)


def test_a_folder_without_gold_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="has no gold facts"):
        score([], tmp_path)


def gold() -> list[Line]:
    lines = [(slug, (SHARED / "gold" / f"{slug}.jsonl").read_text("utf-8").splitlines()) for slug in SLUGS]
    return [{"report": slug, **json.loads(line)} for slug, texts in lines for line in texts]


def damaged(seed: int) -> list[Line]:
    """The gold with facts left out, repeated, moved and changed as extractors do."""
    chance = random.Random(seed)
    rename: list[Callable[[str], str]] = [
        lambda name: name + "公司",
        lambda name: name.removesuffix("有限公司"),
        lambda name: "江苏" + name,
        lambda name: name + "产业集群",
        lambda name: name[:-1],
        lambda name: f"（二）{name}",
        lambda name: f"“{name}” ",
    ]
    units: list[Callable[[Line], Line]] = [
        lambda line: {"unit": "台"},
        lambda line: {"unit": "1"},
        lambda line: {"unit": "km2", "value": line["value"] / 1500},
        lambda line: {"unit": "kg", "value": line["value"] * 1000},
        lambda line: {"unit": "公顷", "value": line["value"] * 1.0005 / 15},
    ]
    lines: list[Line] = []
    for line in (line for line in gold() for _ in range(chance.choice([0, 1, 1, 1, 2]))):
        changed = dict(line)
        for field in ("subject", "object", "of"):
            if field in changed and chance.random() < 0.3:
                changed[field] = chance.choice(rename)(changed[field])
        if "value" in changed and chance.random() < 0.1:
            changed |= chance.choice(units)(changed)
        if "value" in changed and chance.random() < 0.2:
            changed["value"] = chance.choice(
                [changed["value"] * 10, changed["value"] * (1 + 5e-7), str(changed["value"]), None]
            )
        if "of" in changed and chance.random() < 0.2:
            changed["subject"], changed["of"] = chance.choice(["泰州市", changed["of"]]), changed["subject"]
        for field in ("scope", "period", "qualifier", "status", "of", "object", "subject", "report", "unit"):
            if chance.random() < 0.05:
                changed[field] = chance.choice(["2024", "", None, "全国", chance.choice(SLUGS)])
        if chance.random() < 0.5:
            changed["certainty"] = chance.choice([0, 0.2, 0.5, 0.85, 1])
        if chance.random() < 0.02:
            changed["property"] = "founded"
        lines.append(changed)
    chance.shuffle(lines)
    return lines


def reference(facts: list[Line], folder: Path, gold: Path, *options: str) -> Line:
    path = folder / "facts.jsonl"
    path.write_text("".join(f"{json.dumps(fact, ensure_ascii=False)}\n" for fact in facts), "utf-8")
    run = subprocess.run(
        [sys.executable, SHARED / "gold" / "score.py", path, "--gold", gold, "--json", *options],
        capture_output=True,
        check=True,
        encoding="utf-8",
    )
    read: Line = json.loads(run.stdout)
    return read


def figures(card: Scorecard) -> Line:
    def rates(score: Score) -> Line:
        return {"precision": score.precision, "recall": score.recall, "f1": score.f1}

    return {
        "all": rates(card.all) | {"matched": card.all.matched, "gold": card.all.gold, "extracted": card.all.extracted},
        "macro_f1": card.macro_f1,
        "reports": {report: rates(score) for report, score in card.reports.items()},
        "properties": {
            p: rates(score) | {"gold": score.gold, "extracted": score.extracted} for p, score in card.properties.items()
        },
        "attributes": card.attributes,
    }


@needs_gold
def test_the_gold_against_itself_is_perfect_as_far_as_nothing_is_said_twice(tmp_path: Path) -> None:
    card = score(gold(), SHARED / "gold")
    assert figures(card) == reference(gold(), tmp_path, SHARED / "gold")
    assert card.all.precision == 1.0
    assert card.all.recall > 0.99


@needs_gold
@pytest.mark.parametrize(("seed", "lenient"), [(seed, bool(seed % 2)) for seed in range(6)])
def test_the_figures_are_those_of_the_reference_to_the_last_digit(tmp_path: Path, seed: int, *, lenient: bool) -> None:
    facts, certainty = damaged(seed), seed / 6
    card = score(facts, SHARED / "gold", lenient=lenient, certainty=certainty)
    options = ("--certainty", str(certainty), *(["--lenient"] if lenient else []))
    assert figures(card) == reference(facts, tmp_path, SHARED / "gold", *options)
    assert 0.2 < card.all.f1 < 0.95


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
@pytest.mark.parametrize("name", [pytest.param(name, marks=needs[name]) for name in ("originals", *BATCHES)])
def test_what_is_read_scores_as_the_reference_scores_it(tmp_path: Path, name: str) -> None:
    gold = SETS[name][1]
    assert figures(score(facts(name), gold)) == reference(facts(name), tmp_path, gold)
    assert figures(score(facts(name), gold, lenient=True)) == reference(facts(name), tmp_path, gold, "--lenient")
