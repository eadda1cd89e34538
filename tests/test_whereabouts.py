"""Where in its file a passage stands, in words of both languages, as a fragment, and from build to page."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from kg import reading
from kg.building import build
from kg.cli import app
from kg.model import Locus
from kg.reading.files import named
from kg.reading.grids import Printed, Slot, laid
from kg.reading.manuscript import Scribe
from kg.whereabouts import Whereabouts, recognised, whereabouts

PAGES = (Locus(0, page=1), Locus(10, page=2, score=0.6), Locus(20, page=2, table=1, row=3), Locus(30, page=3))
CELLS = tuple(Locus(at * 5, sheet="指标", row=2 + at // 3, column=1 + at % 3) for at in range(6))


@pytest.mark.parametrize(
    ("loci", "span", "zh", "en", "fragment"),
    [
        (PAGES, (3, 8), "第1页", "page 1", "page=1"),
        (PAGES, (3, 12), "第1–2页", "page 1–2", "page=1"),
        (PAGES, (22, 25), "第2页 表1 第3行", "page 2, table 1, row 3", "page=2&table=1&row=3"),
        (PAGES, (99, 100), "第3页", "page 3", "page=3"),
        (CELLS, (0, 4), "指标!A2", "指标!A2", "sheet=%E6%8C%87%E6%A0%87&cells=A2"),
        (CELLS, (6, 30), "指标!A2:C3", "指标!A2:C3", "sheet=%E6%8C%87%E6%A0%87&cells=A2:C3"),
        ((Locus(0, paragraph=4),), (0, 9), "第4段", "paragraph 4", "paragraph=4"),
        ((Locus(0, table=2, row=5),), (0, 9), "表2 第5行", "table 2, row 5", "table=2&row=5"),
    ],
)
def test_a_span_is_found_in_its_file(
    loci: tuple[Locus, ...], span: tuple[int, int], zh: str, en: str, fragment: str
) -> None:
    found = whereabouts(loci, *span)
    assert found is not None
    assert (found.told("zh"), found.told("en"), found.fragment) == (zh, en, fragment)
    assert Whereabouts(**found.fields()) == found


def test_a_text_is_its_own_file() -> None:
    assert whereabouts((), 0, 5) is None
    assert recognised((), 0, 5) == 1


def test_a_span_is_as_sure_as_its_least_sure_line() -> None:
    assert [recognised(PAGES, *span) for span in ((0, 5), (5, 11), (10, 20), (20, 30))] == [1, 0.6, 0.6, 1]


@pytest.mark.parametrize(("column", "cell"), [(1, "A1"), (26, "Z1"), (27, "AA1"), (702, "ZZ1"), (703, "AAA1")])
def test_columns_have_the_letters_of_sheets(column: int, cell: str) -> None:
    found = whereabouts((Locus(0, sheet="甲", row=1, column=column),), 0, 1)
    assert found is not None
    assert found.cells == cell


def test_a_manuscript_says_where_each_part_stood() -> None:
    scribe = Scribe()
    scribe.heading(0, [("禾山县竹器产业调研报告", Locus(paragraph=1))])
    scribe.paragraph([("第一页的话，", Locus(page=1)), ("第二页的话。", Locus(page=2))])
    rows = [Printed((Slot("镇"), Slot("产值")), 1), Printed((Slot("菊园镇"), Slot("3|4")), 2)]
    scribe.table(laid(rows), Locus(table=1))
    made = scribe.manuscript()
    assert made.text == (
        "# 禾山县竹器产业调研报告\n第一页的话，第二页的话。\n\n| 镇 | 产值 |\n|---|---|\n| 菊园镇 | 3\\|4 |\n\n"
    )
    at = {words: made.text.index(words) for words in ("禾山", "第一", "第二", "镇 |", "菊园", "3")}
    found = {words: whereabouts(made.loci, start, start + 1) for words, start in at.items()}
    assert {words: one and one.told("zh") for words, one in found.items()} == {
        "禾山": "第1段",
        "第一": "第1页",
        "第二": "第2页",
        "镇 |": "表1 第1行",
        "菊园": "表1 第2行",
        "3": "表1 第2行",
    }


def test_parts_of_a_file_keep_their_places(monkeypatch: pytest.MonkeyPatch) -> None:
    """A line on the place before the reports, and a report before another, move the text and not where it stood."""
    body = "全县有竹器企业120家，实现产值12亿元，从业人员3万人，同比增长8%。" * 2
    lines = [
        "地点：禾山县",
        "第一篇：禾山县竹器产业调研报告",
        body,
        "第二篇：禾山县茶叶产业调研报告",
        "地点：泾川县",
        body,
    ]
    scribe = Scribe()
    for number, line in enumerate(lines, 1):
        scribe.paragraph([(line, Locus(paragraph=number))])
    made = scribe.manuscript()
    monkeypatch.setattr(reading, "manuscript", lambda file, kind: made)
    first, second = reading.documents(named("two.txt", "two.txt", b"x"))
    for document, numbers in ((first, [2, 3]), (second, [4, 6])):
        assert [locus.paragraph for locus in document.loci] == numbers
        for locus in document.loci:
            line = lines[locus.paragraph - 1]
            assert document.text.startswith(line, locus.start)


def test_facts_tell_their_place_from_build_to_terminal(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    scribe = Scribe()
    scribe.heading(0, [("安溪县茶叶产业集群调研报告", Locus(page=1))])
    scribe.heading(1, [("一、茶叶产业集群", Locus(page=1))])
    scribe.paragraph([("茶叶产业集群分布在西坪镇，现有企业720家。", Locus(page=2, score=0.5))])
    made = scribe.manuscript(pages=2)
    monkeypatch.setattr(reading, "manuscript", lambda file, kind: made)
    (tmp_path / "anxi.txt").write_text("安溪", "utf-8")
    done = build([tmp_path / "anxi.txt"], tmp_path / "out")
    lines = [json.loads(line) for line in (done.path / "facts.jsonl").read_text("utf-8").splitlines()]
    told = [line for line in lines if line["property"] == "observation"]
    assert [line["where"] for line in told] == [{"page": 2}]
    assert all(line["certainty"] <= 0.5 and "recognised" in line["grounds"] for line in told)
    quads = (done.path / "graph.nq").read_text("utf-8")
    assert "#page=2>" in quads
    assert '"page 2"@en' in quads
    for asked, place in (("zh", "anxi 第2页"), ("en", "anxi page 2")):
        path = CliRunner().invoke(
            app, ["path", "茶叶产业集群", "西坪镇", "--graph", str(tmp_path / "out"), "--lang", asked]
        )
        assert place in path.stdout
    shown = CliRunner().invoke(app, ["show", "茶叶产业集群", "--graph", str(tmp_path / "out"), "--lang", "zh"])
    assert "anxi 第2页" in shown.stdout
