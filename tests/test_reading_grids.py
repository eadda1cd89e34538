"""Grids: of the cells that are printed, which are headers, which are rows, and which are lines above and below."""

import pytest

from kg.model import Locus
from kg.reading.grids import Laid, Printed, Slot, laid
from kg.reading.manuscript import Scribe


def grid(*rows: str) -> list[Printed]:
    """Rows of cells with bars between them; 甲*2 goes over two columns, 甲^2 over two rows, = opens headers."""
    printed = []
    for number, row in enumerate(rows, 1):
        slots = []
        for cell in row.removeprefix("=").split("|"):
            words, _, columns = cell.partition("*")
            words, _, deep = words.partition("^")
            slots.append(Slot(words, int(deep or 1), int(columns or 1)))
        printed.append(Printed(tuple(slots), number, head=row.startswith("=")))
    return printed


def table(*rows: str) -> Laid:
    return laid(grid(*rows))


def told(found: Laid) -> list[str]:
    return ["|".join(row.cells) for row in found.rows]


def said(found: Laid) -> tuple[list[str], list[str]]:
    return [" ".join(line.cells) for line in found.captions], [" ".join(line.cells) for line in found.notes]


def test_a_grid_is_its_captions_its_headers_its_rows_and_its_notes() -> None:
    found = table(
        "表1 各集群主要指标*3",
        "单位：亿元*3",
        "集群名称|产值|利税",
        "茶叶|95|9",
        "合计|95|9",
        "注：含规下企业。*3",
        "2. 不含园区外的企业。*3",
    )
    assert said(found) == (["表1 各集群主要指标", "单位：亿元"], ["注：含规下企业。", "2. 不含园区外的企业。"])
    assert (found.header.cells, found.header.number) == (("集群名称", "产值", "利税"), 3)
    assert told(found) == ["茶叶|95|9", "合计|95|9"]
    assert [row.number for row in found.rows] == [4, 5]


@pytest.mark.parametrize(
    ("rows", "headers"),
    [
        (
            ["集群名称^2|2022年*2", "产值（亿元）|企业数（家）", "茶叶|95|120"],
            ["集群名称", "2022年产值（亿元）", "2022年企业数（家）"],
        ),
        (["集群|2022年*2", "|产值|企业数", "茶叶|95|120"], ["集群", "2022年产值", "2022年企业数"]),
        (
            ["集群|2022年||2023年|", "|产值|利税|产值|利税", "茶叶|9|1|8|2"],
            ["集群", "2022年产值", "2022年利税", "2023年产值", "2023年利税"],
        ),
        (["企业名称|所在乡镇||", "青峰茶业|象溪镇||", "白云茶厂|古市镇||"], ["企业名称", "所在乡镇", "", ""]),
        (
            ["地区^3|2023年*2", "规模以上*2", "企业数|产值", "象溪镇|12|9"],
            ["地区", "2023年规模以上企业数", "2023年规模以上产值"],
        ),
        (["集群|企业数|产值", "|家|万元", "茶叶|120|95"], ["集群", "企业数（家）", "产值（万元）"]),
        (["企 业\n名 称|产 值", "青峰茶业|3"], ["企业名称", "产值"]),
        (["=集群|产值", "=|亿元", "茶叶|95"], ["集群", "产值（亿元）"]),
        (["集群^2|主要指标*2", "产值|利税", "茶叶|95|9"], ["集群", "产值", "利税"]),
        (["集群^2|企业*2", "企业数|规上", "茶叶|95|9"], ["集群", "企业数", "企业规上"]),
    ],
    ids=["merged", "beside", "open", "empty", "three", "units", "spaced", "marked", "idle", "same"],
)
def test_headers_are_one_row(rows: list[str], headers: list[str]) -> None:
    found = table(*rows)
    assert list(found.header.cells) == headers
    assert len(found.rows) == (2 if "白云茶厂|古市镇||" in rows else 1)


def test_a_first_row_below_a_wide_header_that_has_figures_is_a_row() -> None:
    assert told(table("集群|企业*2", "茶叶|12|13", "竹子|5|6")) == ["茶叶|12|13", "竹子|5|6"]


def test_words_over_several_rows_are_told_in_each_and_figures_once() -> None:
    found = table("乡镇|企业|产值", "象溪镇^2|青峰茶业|3^2", "白云茶厂", "古市镇|松香厂|2")
    assert told(found) == ["象溪镇|青峰茶业|3", "象溪镇|白云茶厂|", "古市镇|松香厂|2"]


def test_what_the_next_page_prints_again_is_left_out() -> None:
    found = table(
        "表2 骨干企业*2",
        "企业|产值",
        "青峰茶业|3",
        "表2 骨干企业*2",
        "企业|产值",
        "续表*2",
        "白云茶厂|2",
        "表2（续）*2",
        "松香厂|1",
    )
    assert told(found) == ["青峰茶业|3", "白云茶厂|2", "松香厂|1"]


def test_a_row_that_names_a_class_stays_among_the_rows() -> None:
    found = table("企业|产值", "一、茶叶产业*2", "青峰茶业|3", "二、竹产业*2", "翠竹制品|2")
    assert told(found) == ["一、茶叶产业|", "青峰茶业|3", "二、竹产业|", "翠竹制品|2"]


@pytest.mark.parametrize(
    "rows",
    [
        ["全县有企业120家。|全市有企业300家。", "产值95亿元。|产值200亿元。"],
        ["茶叶产业集群", "竹产业集群"],
        ["集群|产值"],
        ["集群|产值", "集群|产值"],
        ["", ""],
    ],
)
def test_what_is_no_table_is_lines(rows: list[str]) -> None:
    found = table(*rows)
    assert found.rows == ()
    assert " ".join(said(found)[0]).replace(" ", "") == "".join(rows).replace("|", "") or rows == ["集群|产值"] * 2


def test_cells_over_endless_columns_end() -> None:
    assert len(table(f"名称|甲*{10**9}", "茶叶|1").header.cells) <= 1001


def test_a_scribe_says_the_columns_that_a_sheet_has() -> None:
    scribe = Scribe()
    scribe.table(table("集群|产值", "茶叶|95"), Locus(sheet="指标"), (2, 5))
    script = scribe.manuscript()
    at = script.text.index("95")
    here = [locus for locus in script.loci if locus.start <= at][-1]
    assert (here.sheet, here.row, here.column) == ("指标", 2, 5)
