"""Tables: which lines are rows, and which words stand in which column."""

import pytest

from kg.reading.columns import headers
from kg.reading.layout import passages
from kg.reading.tables import role


def rows(text: str) -> list[dict[str, str]]:
    """Header → content of each row of a report with this text below its title."""
    text = f"安溪县产业集群调研报告\n{text}"
    _, found = passages(text)
    return [{c.header: text[c.start : c.end] for c in p.cells} for p in found if p.kind == "row" and p.cells]


HEADER = ["集群名称", "主要产品", "企业数", "产值（亿元）", "龙头企业"]
TEA = dict(zip(HEADER, ["茶叶产业集群", "乌龙茶、红茶", "720", "95.3", "八马茶业公司、华祥苑公司"], strict=True))
CANE = dict(zip(HEADER, ["藤铁产业集群", "藤铁家具", "380", "60", "集发藤器公司"], strict=True))


@pytest.mark.parametrize(
    ("header", "expected"),
    [
        ("集群名称", "name"),
        ("所在乡镇", "location"),
        ("主要产品", "products"),
        ("骨干企业名称", "lead_firms"),
        ("主要产品国内市场占有率（%）", "market_share"),
        ("占全县比重（%）", "share"),
        ("2024年营业收入（万元）", "revenue"),
        ("2023年 产值 （亿元）", "output_value"),
        ("企业总数", "firm_count"),
        ("规模以上企业数", "above_scale_firm_count"),
        ("从业人员（人）", "employment"),
        ("龙头企业数（家）", "note"),
        ("产值增长率（%）", "growth_rate"),
        ("2019年", "amount"),
        ("1-6月", "amount"),
        ("数量", "amount"),
        ("同比增减（%）", "growth_rate"),
        ("计量单位", "unit"),
        ("", ""),
        ("（万元）", ""),
    ],
)
def test_the_end_of_a_header_gives_the_role(header: str, expected: str) -> None:
    assert role(header) == expected


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("集群名称 分布区域主要产品 企业总数", ["集群名称", "分布区域", "主要产品", "企业总数"]),
        ("名称 2023年产值（万元）企业数", ["名称", "2023年产值（万元）", "企业数"]),
        ("茶叶产业集群有企业720家，产值95亿元", []),
        ("安溪县 西坪镇 尚卿乡", []),
    ],
)
def test_headers_that_run_together_are_parted(line: str, expected: list[str]) -> None:
    assert headers(line) == expected


LAYOUTS = {
    "markdown": ("| ", " | ", " |\n", "| --- | --- | --- | --- | --- |\n"),
    "markdown without bars at the side": ("", " | ", "\n", "--- | --- | --- | --- | ---\n"),
    "tabs": ("", "\t", "\n", ""),
    "wide spaces": ("", "   ", "\n", ""),
    "one space": ("", " ", "\n", ""),
    "a cell a line": ("", "\n", "\n", ""),
}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_table_reads_the_same_in_every_layout(layout: str) -> None:
    left, between, right, ruling = LAYOUTS[layout]
    lines = [left + between.join(cells) + right for cells in (HEADER, TEA.values(), CANE.values())]
    assert rows(lines[0] + ruling + "".join(lines[1:]) + "\n二、问题\n规模小。\n") == [TEA, CANE]


def test_an_empty_cell_is_an_empty_span() -> None:
    empty = {"集群名称": "茶叶产业集群", "主要产品": "", "企业数": "720"}
    assert rows("集群名称\t主要产品\t企业数\n茶叶产业集群\t\t720\n") == [empty]
    assert rows("| 集群名称 | 主要产品 | 企业数 |\n|---|---|---|\n| 茶叶产业集群 | | 720 |\n") == [empty]


FLAT = "集群名称 分布区域主要产品 市场占有率（%）产值（亿元）企业数 龙头企业名称\n"
NAMES = ["集群名称", "分布区域", "主要产品", "市场占有率（%）", "产值（亿元）", "企业数", "龙头企业名称"]
FIRST = ["茶叶产业集群", "西坪镇、感德镇", "乌龙茶、红茶", "乌龙茶30%以上，红茶5%", "95.3", "720", "八马公司、华祥集团"]
NEXT = ["藤铁工艺产业集群", "尚卿乡", "藤铁家具", "12.5", "60", "380", "集发藤器公司、恒星藤器厂"]


def flat(cells: list[str]) -> str:
    return "".join(cells[:2]) + " " + " ".join(cells[2:])


@pytest.mark.parametrize("between", ["\n", "", " "], ids=["lines", "run together", "one line"])
def test_rows_that_print_flattened_are_parted(between: str) -> None:
    text = FLAT + flat(FIRST) + between + flat(NEXT) + "\n二、问题\n规模小。\n"
    assert [list(row.values()) for row in rows(text)] == [FIRST, NEXT]
    assert list(rows(text)[0]) == NAMES


def test_a_flattened_row_broken_over_two_lines_is_one() -> None:
    row = flat(FIRST)
    at = row.index("乌龙茶30%")
    assert [list(r.values()) for r in rows(FLAT + row[: at - 1] + "\n" + row[at:] + "\n" + flat(NEXT))] == [FIRST, NEXT]


def test_headers_on_two_lines_are_one_row() -> None:
    text = FLAT.replace("产值（亿元）", "\n产值（亿元）") + flat(FIRST) + "\n"
    assert [list(row.values()) for row in rows(text)] == [FIRST]


def test_serial_numbers_part_rows_on_one_line() -> None:
    header = "序号 集群名称 企业数 产值（亿元） 龙头企业\n"
    text = header + "1 茶叶产业集群 720 95 八马茶业公司 2 藤铁产业集群 380 60 集发藤器公司\n"
    assert [list(row.values())[:2] for row in rows(text)] == [["1", "茶叶产业集群"], ["2", "藤铁产业集群"]]
    assert [row["龙头企业"].strip() for row in rows(text)] == ["八马茶业公司", "集发藤器公司"]


def test_a_table_ends_where_the_next_begins() -> None:
    table = FLAT + flat(FIRST) + "\n"
    assert len(rows(f"1、县域产业集群（表1）\n{table}2、镇域产业集群（表2）\n{table}")) == 2


@pytest.mark.parametrize(
    "text",
    [
        "主要产品 有乌龙茶 红茶 和白茶 三类\n产品远销 欧美。\n",
        "茶叶产业集群 藤铁产业集群 建材产业集群\n是全县三大集群。\n",
        FLAT + "上表所列集群2023年产值合计155亿元。\n",
    ],
)
def test_words_apart_by_spaces_are_no_table(text: str) -> None:
    assert rows(text) == []


def test_rows_run_on_behind_their_headers_on_one_line() -> None:
    text = "园区 面积（亩） 入园企业（户） 产值（亿元）青山竹木加工园 1300 42 21.5 白水茶叶园 600 15 4.8"
    assert rows(text) == [
        {"园区": "青山竹木加工园", "面积（亩）": "1300", "入园企业（户）": "42", "产值（亿元）": "21.5"},
        {"园区": "白水茶叶园", "面积（亩）": "600", "入园企业（户）": "15", "产值（亿元）": "4.8"},
    ]


def test_rows_of_firms_run_on_behind_their_headers() -> None:
    headers_first = "企业 主导产品 2023年营收（万元） 员工（人）"
    text = f"{headers_first}青山竹业有限公司 竹席、竹筷 8600 220 白水茶机有限公司 茶机 13500 260"
    assert [row["企业"] for row in rows(text)] == ["青山竹业有限公司", "白水茶机有限公司"]
    assert [row["员工（人）"] for row in rows(text)] == ["220", "260"]


@pytest.mark.parametrize(
    "text",
    [
        "企业 主导产品 2023年营收（万元） 员工（人）",
        "园区 面积（亩） 青山竹木加工园 1300",
        "园区面积1300亩，入园企业42户，产值21.5亿元。",
    ],
)
def test_a_line_without_rows_behind_its_headers_is_no_table(text: str) -> None:
    assert rows(text) == []
