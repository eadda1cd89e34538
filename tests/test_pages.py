"""The explorer's pages as functions: links lead somewhere, numbers keep their value, what a report says is text."""

import csv
import io
import re
from dataclasses import replace
from decimal import Decimal
from os.path import normpath
from pathlib import Path
from urllib.parse import unquote

import pytest
from click.testing import CliRunner
from explored import EVIL, built, explored, hostile, written, written_hostile
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import DefaultGraph, NamedNode

from kg.cli import app
from kg.errors import InputError
from kg.evidence import Quoted
from kg.model import Figure
from kg.queries import named, open_build, run
from kg.views import pages, site
from kg.views.pages import addresses, industry, sections
from kg.views.pages.catalogue import Statement
from kg.views.pages.view import View, page_texts
from kg.views.wording import Lang

ID = "https://w3id.org/jiqun/id/"
QUOTED = Quoted("", "q", "")
BY_SCRIPT = ("graph.html", "compare.html")  # what follows the # of these is a path, and #at-… a character


def ids(said: str) -> list[str]:
    """The ids of a page."""
    return re.findall(r'<[^>]*\sid="([^"]*)"', said)


def links(said: str) -> list[str]:
    """What a page links to and loads, each once."""
    return list(dict.fromkeys(re.findall(r'\s(?:href|src|data-index|data-things)="([^"]*)"', said)))


def html(path: str, *, served: bool = False) -> str:
    page = pages.render(explored(), path, served=served)
    assert page.status == 200, path
    return page.body.decode()


def view(lang: Lang = "zh") -> View:
    return View(explored(), lang, f"{lang}/index.html")


def statement(figure: Figure) -> Statement:
    return Statement("c", "r", 0, 1, "q", "", "s", "observation", "", "", figure, ("actual",), QUOTED)


def test_markup_of_ours_is_no_text() -> None:
    pages_of_ours = [file for file in written().rglob("*.html") if file.parent.name != "report"]
    assert [file.as_posix() for file in pages_of_ours if "&lt;bdi" in file.read_text("utf-8")] == []


def test_every_link_of_the_site_leads_to_a_file_and_a_place_in_it() -> None:
    root = written()
    said = {
        file: file.read_text("utf-8") for file in sorted((root / "zh").rglob("*.html")) if file.name != "graph.html"
    }
    places = {file: ids(page) for file, page in said.items()}
    broken = [f"{file}: an id stands twice" for file, found in places.items() if len(found) != len(set(found))]
    files = {file.as_posix() for file in root.rglob("*") if file.is_file()}
    for file, page in said.items():
        for href in links(page):
            path, _, fragment = href.partition("#")
            target = normpath(file.parent / unquote(path)) if path else file.as_posix()
            by_script = target.endswith(BY_SCRIPT) or fragment.startswith("at-")
            if target not in files or (fragment and not by_script and fragment not in places[Path(target)]):
                broken.append(f"{file.relative_to(root)}: {href}")
    assert len(said) > 500
    assert broken == []


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_cluster_shows_each_figure_in_its_whole_sentence_with_the_quote_marked(lang: Lang) -> None:
    page = html(f"{lang}/cluster/370782/造纸机械.html")
    told = [each for each in explored().of_subject[f"{ID}cluster/370782/造纸机械"] if each.figure]
    assert len(told) > 5
    for each in told:
        said = each.told
        assert said.quote == each.quote
        assert f"{said.before}<mark>{said.quote}</mark>{said.after}</bdi></q>" in page
    assert any(each.told.before for each in told)


@pytest.mark.parametrize(("lang", "leads"), [("zh", "是…的市场"), ("en", "Market of")])
def test_a_thing_names_relations_that_lead_to_it_from_its_end(lang: Lang, leads: str) -> None:
    market = next(each for each in explored().kinds["Market"] if each.iri in explored().of_object)
    assert f"<h3>{leads} <span" in html(f"{lang}/{addresses.address(market.iri)}")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_has_its_language_one_heading_and_its_landmarks(lang: Lang) -> None:
    for path in ("index.html", "towns.html", "audit.html", "place/370782.html", "report/zhucheng.html", "missing.html"):
        page = html(f"{lang}/{path}")
        tags = re.findall(r"<(\w+)", page)
        assert f'<html lang="{"zh-Hans" if lang == "zh" else "en"}">' in page
        assert [tags.count(tag) for tag in ("h1", "main")] == [1, 1], path
        assert {"header", "nav", "footer", "title"} <= set(tags)


def test_both_languages_have_the_same_pages_and_every_text() -> None:
    paths = list(pages.paths(explored()))
    assert {p[3:] for p in paths if p.startswith("zh/")} == {p[3:] for p in paths if p.startswith("en/")}
    assert len(paths) == len(set(paths))
    assert [key for lang in ("zh", "en") for key, said in page_texts(lang).items() if not said] == []
    holes = {key: set(re.findall(r"\{(\w+)\}", said)) for key, said in page_texts("zh").items()}
    assert {key: set(re.findall(r"\{(\w+)\}", page_texts("en")[key])) for key in holes if not key.endswith("_one")} == {
        key: found for key, found in holes.items() if not key.endswith("_one")
    }


def test_a_page_in_english_has_no_chinese_of_ours() -> None:
    page = html("en/index.html")
    ours = re.sub(r"<text lang=\"zh-Hans\".*?</text>|<title lang=\"zh-Hans\">.*?</title>", "", page)
    said = re.sub(r"<bdi[^>]*>.*?</bdi>|<a class=\"language\".*?</a>|<option[^>]*>.*?</option>", "", ours)
    assert re.findall("[\u4e00-\u9fff]+", re.sub(r"<[^>]*>", "", said)) == []


def test_no_page_names_a_host_to_load_from() -> None:
    for path in ("zh/index.html", "en/report/taizhou.html", "zh/sparql.html", "zh/graph.html"):
        page = html(path, served=True)
        assert re.findall(r"<(?:script|link|img|iframe)[^>]*(?:src|href)=\"(?:https?:)?//", page) == []
        assert "default-src &#39;none&#39;" in page or "default-src 'none'" in page


def test_every_figure_of_a_cluster_leads_to_its_sentence() -> None:
    cluster = next(t for t in explored().kinds["Cluster"] if t.name == "造纸机械业")
    page = html(f"zh/{pages.address(cluster.iri)}")
    figures = [each for each in explored().of_subject[cluster.iri] if each.figure]
    assert len(figures) > 5
    for each in figures:
        assert re.search(f'href="../../report/zhucheng.html#c-{each.claim}"><data value=', page), each.quote
    report = html("zh/report/zhucheng.html")
    assert all(f'id="c-{each.claim}"' in report for each in figures)


def test_a_report_is_shown_whole_and_each_fact_once() -> None:
    for slug, report in explored().reports.items():
        page = html(f"zh/report/{slug}.html")
        article = re.search('<article id="text".*?</article>', page, re.DOTALL)
        assert article
        shown = re.sub(r"\s|\|", "", re.sub("<[^>]*>", "", article[0])).replace("&#34;", '"').replace("&amp;", "&")
        said = re.sub(r"[\s|]", "", re.sub(r"(?m)^#+\s*|^\|[\s:|-]+\|?$", "", report.text))
        assert shown == said
        claims = [each.claim for each in explored().statements if each.report == slug]
        assert sorted(re.findall('id="c-([^"]+)"', article[0])) == sorted(claims)


def test_unread_figures_are_marked() -> None:
    gaps = [gap for gap in explored().gaps if gap["kind"] == "figure" and gap["report"] == "taizhou"]
    marked = re.findall('<span class="unread">([^<]*)</span>', html("zh/report/taizhou.html"))
    assert len(marked) >= len(gaps) * 0.9 > 1  # one within the name of a fact is marked as that
    assert gaps[0]["quote"] in marked


@pytest.mark.parametrize(
    ("figure", "zh", "en"),
    [
        (Figure("output_value", Decimal(14_200_000_000), "CNY"), "142亿元", "14.2 billion yuan"),
        (Figure("firm_count", Decimal(200), "1", qualifier="about"), "约 200", "about 200"),
        (Figure("rank", Decimal(3), "1"), "第 3 位", "No. 3"),
        (Figure("market_share", Decimal(25), "%", value_max=Decimal(30)), "25–30%", "25–30%"),
        (Figure("area", Decimal(12_000), "mu", qualifier="over"), "1.2万亩以上", "over 12,000 mu"),
    ],
)
def test_a_figure_is_written_as_its_readers_expect(figure: Figure, zh: str, en: str) -> None:
    assert (view("zh").amount(statement(figure)), view("en").amount(statement(figure))) == (zh, en)


@given(st.decimals(min_value=0, max_value=10**13, places=3))
def test_the_exact_value_is_on_hover(value: Decimal) -> None:
    written_value = view().value(statement(Figure("output_value", value, "CNY")))
    found = re.search('value="([^"]*)" title="([^"元]*)', written_value)
    assert found
    assert Decimal(found[1]) == value
    assert Decimal(found[2].replace(",", "")) == value


def test_a_statement_says_how_surely_it_was_read() -> None:
    doubted, sure = (replace(statement(Figure("rank", Decimal(1), "1")), certainty=each) for each in (0.3, 0.85))
    assert (view().sure(doubted), view("en").sure(sure)) == ("存疑 0.30", "certain 0.85")
    assert view().doubted(doubted)
    assert not view().doubted(doubted, sure)


def test_every_fact_of_a_report_shows_its_certainty() -> None:
    report = html("zh/report/zhucheng.html")
    told = [each for each in explored().statements if each.report == "zhucheng"]
    assert report.count('<small class="sure">') == len(told)
    assert all(view().sure(each) in report for each in told)


@given(st.text(min_size=1, max_size=60))
def test_an_address_is_a_file_name_anywhere_and_one_for_one_thing(name: str) -> None:
    path = addresses.address(f"{ID}firm/370782/{name}")
    assert re.fullmatch(r"firm/370782(/[a-z0-9\u4e00-\u9fff_-]+)+\.html", path) or "/" in name
    assert path != addresses.address(f"{ID}firm/370782/{name}x")


def test_a_link_is_relative() -> None:
    assert addresses.href("zh/firm/370782/甲.html", "zh/index.html") == "../../index.html"
    assert addresses.href("zh/a.html", "assets/site.css") == "../assets/site.css"
    assert addresses.href("zh/index.html", "zh/index.html#reports") == "#reports"


def test_the_table_of_towns_is_that_of_the_query() -> None:
    rows = list(csv.reader(io.StringIO(pages.render(explored(), "zh/towns.csv").body.decode("utf-8-sig"))))[1:]
    towns = {row[0]: (int(row[3]), int(row[4])) for row in rows if row[1] == "乡级" and int(row[3]) + int(row[4]) > 1}
    answer = run(open_build(built()), named()["towns-with-several-clusters"])
    assert towns == {row.town: (row.existing, row.planned) for row in answer}
    assert len(towns) > 2


def test_targets_stand_beside_what_is() -> None:
    now, planned = (
        Statement(
            "a", "r", 0, 1, "", "", "s", "observation", "", "", Figure("output_value", value, "CNY"), (mark,), QUOTED
        )
        for value, mark in ((Decimal(12), "actual"), (Decimal(20), "planned"))
    )
    assert sections.targets([planned, now]) == [(now, planned)]
    assert sections.targets([planned]) == []


def test_an_industry_has_the_clusters_of_those_below_it() -> None:
    found = industry.listed(explored())
    if not found:
        pytest.skip("the build has no industries")
    one, clusters, places = found[0]
    page = html(f"zh/{pages.address(one.iri)}")
    assert clusters >= places > 0
    assert all(pages.address(each.iri).split("/", 1)[1] in page for each in industry.of(explored(), one))


def test_the_search_index_has_names_and_pinyin() -> None:
    script = pages.render(explored(), "zh/search.js").body.decode()
    assert '"诸城市"' in script
    assert '"诸":"zhu"' in script
    assert re.search(r'"长":"(chang zhang|zhang chang)"', script)


def test_each_iri_has_the_page_that_tells_of_it() -> None:
    found = explored()
    figure = next(each for each in found.statements if each.figure and each.adopted)
    assert pages.located(found, figure.subject) == pages.address(figure.subject)
    assert pages.located(found, f"{ID}claim/{figure.claim}") == f"report/{figure.report}.html#c-{figure.claim}"
    claim = NamedNode(f"{ID}claim/{figure.claim}")
    derived = found.store.quads_for_pattern(None, None, claim, DefaultGraph())
    [observation] = {quad.subject.value for quad in derived if isinstance(quad.subject, NamedNode)}
    told = pages.located(found, observation)
    assert told is not None
    assert told.rpartition("#c-")[2] in found.claims
    assert pages.located(found, f"{ID}report/zhucheng") == "report/zhucheng.html"
    assert pages.located(found, f"{ID}claim/0") is None
    assert pages.located(found, "https://example.org/") is None


def test_what_is_not_there_gets_a_page_that_helps_on() -> None:
    page = pages.render(explored(), "zh/firm/370782/没有.html")
    assert page.status == 404
    assert 'href="../../index.html"' in page.body.decode()
    assert pages.render(explored(), "nowhere/at/all", lang="en").body.decode().count("There is no such page") > 0


def test_a_hostile_report_is_text_on_every_page() -> None:
    root = written_hostile()
    names = []
    for file in root.rglob("*.html"):
        said = file.read_text("utf-8")
        assert EVIL not in said, file
        assert "<img" not in said.replace("&lt;img", ""), file
        assert "49镇" not in said
        names.append(said)
    assert any("&lt;script&gt;" in said for said in names)
    for file in root.rglob("*.js"):
        assert "\u2028" not in file.read_text("utf-8")


def test_a_site_is_written_again_in_its_own_place_only(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("x", "utf-8")
    with pytest.raises(InputError, match="is not a site of jiqun"):
        site.write(built(), tmp_path)
    assert (tmp_path / "mine.txt").read_text("utf-8") == "x"


def test_a_page_is_the_same_bytes_each_time() -> None:
    for path in ("zh/index.html", "en/place/370782.html", "zh/compare.js", "zh/search.js"):
        assert pages.render(explored(), path) == pages.render(explored(), path)


def test_the_command_writes_a_site(tmp_path: Path) -> None:
    said = CliRunner().invoke(app, ["site", str(tmp_path / "pages"), "--graph", str(hostile()), "--lang", "en"])
    assert said.exit_code == 0, said.output
    assert "files; open" in said.output
    assert (tmp_path / "pages" / "zh" / "index.html").is_file()
    assert not (tmp_path / "pages" / "assets" / "yasgui").exists()
    assert "kg serve" in (tmp_path / "pages" / "zh" / "sparql.html").read_text("utf-8")
