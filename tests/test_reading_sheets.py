"""Sheets: what a person sees of a workbook, whatever the file that holds it.

What other readers do with the workbooks below, which are valid: python-calamine 0.9.1 tells 0.153 of a cell that shows
15.3% and 12 of one that shows 12.0万亩, tells nothing of rows that are hidden, and asks for 512 GB and ends the process
where one word stands in the last cell of a sheet (XFD1048576); openpyxl 3.1.5 tells 45047 of a day in a built-in
Chinese format.
"""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Locus
from kg.reading import documents
from kg.reading.files import named
from kg.reading.manuscript import Manuscript
from kg.reading.sheets import csv, read
from kg.reading.sheets.shown import BUILT_IN, shown, shown_words
from tests.sheeted import (
    INDICATORS,
    MAIN,
    PACKAGED,
    RELATIONS,
    Page,
    Shaped,
    binary,
    open_document,
    packed,
    report,
    unpacked,
    workbook,
)
from tests.test_reading_office import converted, needs_office
from tests.told import difference, facts, originals

XLS = Path(__file__).parent / "fixtures" / "sheets" / "indicators.xls"
ALIKE = 0.02  # of the facts of all reports, those that may differ


def book(data: bytes, name: str = "a.xlsx") -> Manuscript:
    return read(named(name, name, data))


def lines(*rows: list[object], **given: object) -> list[str]:
    """The lines that are set down of one sheet without a name of its own."""
    script = book(workbook({"Sheet1": Page(rows, **given)}))  # type: ignore[arg-type]
    return [line for line in script.text.split("\n") if line]


def table(text: str, name: str = "a.csv") -> list[str]:
    script = csv.read(named(name, name, text.encode()))
    return [line for line in script.text.split("\n") if line]


def at(script: Manuscript, words: str) -> Locus:
    """Where words stand."""
    place = script.text.index(words)
    return [locus for locus in script.loci if locus.start <= place][-1]


@pytest.mark.parametrize(
    ("value", "code", "seen"),
    [
        (0.1 + 0.2, "General", "0.3"),
        (1 / 3, "General", "0.33333333333"),
        (120.0, "General", "120"),
        (0.153, "0.0%", "15.3%"),
        (0.153, 9, "15%"),
        (12, '0.0"万亩"', "12.0万亩"),
        (1234567.891, "#,##0.00", "1,234,567.89"),
        (1234567.891, 3, "1,234,568"),
        (7, "000000", "000007"),
        (12.5, "0.##", "12.5"),
        (12, "0.##", "12"),
        (12345, '0!.0,"万元"', "1.2万元"),
        (123456789, '0.00,,"百万"', "123.46百万"),
        (5, '[>=10000]0!.0,"万";0', "5"),
        (123456, '[>=10000]0!.0,"万";0', "12.3万"),
        (0, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "-"),
        (3.5, '_ * #,##0.00_ ;_ * -#,##0.00_ ;_ * "-"??_ ;_ @_ ', "3.50"),
        (3, "[$¥-804]#,##0.00", "¥3.00"),
        (5, ";;;", ""),
        (1e20, "General", "100000000000000000000"),
        (-3, 'General"万"', "-3万"),
        (2.5, "0", "3"),
        # told otherwise than shown
        (0.0004, "0%", "0.04%"),
        (-12.5, "0.0_);[Red](0.0)", "-12.5"),
        (-12.5, "0.0;[红色]0.0", "-12.5"),
        (1.5, "# ?/?", "1.5"),
        (12345.678, "0.00E+00", "12345.678"),
        # days
        (45047, 'yyyy"年"m"月"d"日"', "2023年5月1日"),
        (45047, 14, "2023/5/1"),
        (45047, 31, "2023年5月1日"),
        (45047, 57, "2023年5月"),
        (45047, 58, "5月1日"),
        (45047, "[$-804]aaaa", "星期一"),
        (45047.75, "yyyy/m/d h:mm", "2023/5/1 18:00"),
        (45047.75, '上午/下午h"时"mm"分"', "下午6时00分"),
        (1.5, "[h]:mm", "36:00"),
        (-1, "yyyy/m/d", "-1"),
        (1e9, "yyyy/m/d", "1000000000"),
    ],
)
def test_a_value_is_told_as_it_is_seen(value: float, code: str | int, seen: str) -> None:
    assert shown(value, BUILT_IN[code] if isinstance(code, int) else code) == seen


def test_words_are_told_as_they_are_seen() -> None:
    assert shown_words("象溪", '@"镇"') == "象溪镇"
    assert shown_words("象溪", "0.00") == "象溪"
    assert shown_words("象溪", "_ * #,##0_ ;_ * -#,##0_ ;_ * 0_ ;_ @_ ") == "象溪"


@settings(max_examples=300, deadline=None)
@given(st.floats(), st.text('0#?.,%;"[]@\\_*ymdhsEe+-/万年 >=1'))
def test_no_format_is_too_odd(value: float, code: str) -> None:
    assert isinstance(shown(value, code), str)
    assert isinstance(shown_words("象溪", code), str)


def test_the_cells_of_a_sheet_are_what_is_seen_in_them() -> None:
    told = lines(
        ["企业编号", "达产", "产值（万元）", "开工"],
        ["000123", True, Shaped(1234.5, "#,##0.00"), Shaped(45047, 57)],
        ["000124", False, None, 45047],
        cells={
            "C4": '<c r="A4" t="str"><f>B4</f><v>翠竹</v></c><c r="C4" t="e"><v>#DIV/0!</v></c>'
            '<c r="D4" t="d"><v>2023-05-01</v></c>'
        },
    )
    assert told[2:] == [
        "| 000123 | TRUE | 1,234.50 | 2023年5月 |",
        "| 000124 | FALSE |  | 45047 |",
        "| 翠竹 |  |  | 45047 |",
    ]


def test_days_are_counted_from_1904_where_a_workbook_says_so() -> None:
    rows = [["项目", "开工"], ["茶厂", Shaped(43585, 14)]]
    assert "| 茶厂 | 2023/5/1 |" in book(workbook({"Sheet1": rows}, from_1904=True)).text


def test_a_sheet_is_its_title_its_headers_its_rows_and_its_notes() -> None:
    script = book(workbook(INDICATORS))
    assert [line for line in script.text.split("\n") if line][:9] == [
        "# 青原县集群主要指标",
        "## 指标",
        "填报单位：工信局",
        "单位：万元",
        "| 集群名称 | 2022年产值 | 2022年利税 | 占比 |",
        "|---|---|---|---|",
        "| 茶叶 | 1,234,567.5 | 95.1 | 15.30% |",
        "| 竹子 | 2023年5月1日 | 12.0万亩 | -3 |",
        "注：初步数。",
    ]
    here = at(script, "95.1")
    assert (here.sheet, here.row, here.column) == ("指标", 5, 3)
    assert (at(script, "单位：万元").row, at(script, "注：初步数").row) == (2, 8)


def test_what_is_hidden_is_left_out_and_told() -> None:
    script = book(workbook(INDICATORS))
    assert "合计" not in script.text
    assert "草稿" not in script.text
    assert [told.en.partition(",")[0] for told in script.asides] == [
        "sheet 指标 has hidden rows or columns",
        "sheet 草稿 is hidden",
    ]
    columns = book(workbook({"Sheet1": Page([["名称", "旧", "产值"], ["茶叶", 1, 2]], hidden_columns=[2])}))
    assert "| 茶叶 | 2 |" in columns.text
    assert at(columns, "2 |").column == 3
    empty = workbook({"Sheet1": Page([["名称", "产值"], ["茶叶", 2]], hidden_columns=[9], hidden_rows=[7])})
    assert book(empty).asides == ()


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("a.xls", XLS.read_bytes()),
        ("a.et", XLS.read_bytes()),
        ("a.xlsb", binary(INDICATORS)),
        ("a.ods", open_document(INDICATORS)),
    ],
    ids=["xls", "et", "xlsb", "ods"],
)
def test_other_workbooks_are_read_alike(name: str, data: bytes) -> None:
    [document] = documents(named(name, name, data))
    whole = book(workbook(INDICATORS))
    assert document.text == whole.text
    assert document.loci == whole.loci
    assert document.asides == whole.asides


def test_a_sheet_of_text_is_paragraphs() -> None:
    text = "松阳县茶叶产业集群调研报告\n一、基本情况\n全县有企业120家，产值95亿元。\n二、问题\n品牌不强。"
    assert lines(*([line] for line in text.split("\n"))) == text.split("\n")


@pytest.mark.no_cover
def test_a_report_in_a_sheet_tells_what_its_text_tells() -> None:
    """What differs, 7 facts of 1,633, stands where a survey is broken in the middle of a sentence: its lines are joined
    in a text file, and are rows here."""
    whole = differ = 0
    for path in originals():
        text = path.read_text("utf-8")
        of_text = facts(f"{path.stem}.txt", text.encode())
        whole += of_text.total()
        differ += difference(of_text, facts(f"{path.stem}.xlsx", report(text)))
    assert whole > 400
    assert differ <= ALIKE * whole


def test_tables_below_each_other_are_parted() -> None:
    told = lines(
        ["表1 集群"],
        ["集群名称", "产值"],
        ["茶叶", 95],
        ["表2 企业"],
        ["企业名称", "员工数"],
        ["青峰茶业", 120],
        [],
        ["以上为初步数。"],
    )
    assert told == [
        *("表1 集群", "| 集群名称 | 产值 |", "|---|---|", "| 茶叶 | 95 |"),
        *("表2 企业", "| 企业名称 | 员工数 |", "|---|---|", "| 青峰茶业 | 120 |", "以上为初步数。"),
    ]


def test_a_caption_with_a_number_begins_another_table() -> None:
    told = lines(
        ["表1 园区"], ["园区名称", "面积（亩）"], ["白塔园", 3200], ["表2 商标"], ["商标", "级别"], ["恒力", "省级"]
    )
    assert told[4:7] == ["表2 商标", "| 商标 | 级别 |", "|---|---|"]


def test_who_made_a_table_and_when_is_no_row_of_it() -> None:
    told = lines(
        ["集群", "产值", "企业数"],
        ["茶叶", 9, 12],
        ["制表人：张三", "审核：李四", "2024年3月"],
        ["填报：王五", None, "2024年"],
    )
    assert told[2:] == ["| 茶叶 | 9 | 12 |", "制表人：张三", "审核：李四", "2024年3月", "填报：王五", "2024年"]


def test_a_table_goes_on_behind_an_empty_row_and_a_class_of_rows() -> None:
    told = lines(
        ["企业名称", "产值"], ["一、茶叶"], ["青峰茶业", 3], [], ["二、竹业"], ["翠竹制品", 2], [], ["合计", 5]
    )
    assert told[2:] == ["| 一、茶叶 |  |", "| 青峰茶业 | 3 |", "| 二、竹业 |  |", "| 翠竹制品 | 2 |", "| 合计 | 5 |"]


def test_running_text_between_tables_ends_the_first() -> None:
    told = lines(["企业名称", "产值"], ["青峰茶业", 3], ["全县共有企业120家。"], ["名称", "产值"], ["翠竹制品", 2])
    assert told[3:5] == ["全县共有企业120家。", "| 名称 | 产值 |"]


@pytest.mark.parametrize(
    "rows",
    [
        [["企业名称", "产值", None, "园区名称", "面积"], ["青峰茶业", 3, None, "城东园区", 2]],
        [["企业名称", "产值", "企业名称", "产值"], ["青峰茶业", 3, "城东茶厂", 2]],
    ],
    ids=["apart", "twice"],
)
def test_tables_beside_each_other_are_parted(rows: list[list[object]]) -> None:
    told = lines(*rows)
    assert told[2] == "| 青峰茶业 | 3 |"
    assert told[5][:4] == "| 城东"


def test_an_empty_column_within_a_table_falls_away() -> None:
    assert lines(["企业名称", None, "产值"], ["青峰茶业", None, 3])[2] == "| 青峰茶业 | 3 |"


def test_formulas_have_the_values_that_were_computed_and_readings_are_left_out() -> None:
    data = workbook({"Sheet1": [["名称", "产值"], ["青峰", 3]]})
    parts = unpacked(data)
    shared = parts["xl/sharedStrings.xml"].decode()
    shared = shared.replace("<t>青峰</t>", "<r><t>青</t></r><r><t>峰_x000D_</t></r><rPh><t>qing</t></rPh>")
    sheet = parts["xl/worksheets/sheet1.xml"].decode().replace("<v>3</v>", "<f>1+2</f><v>3</v>")
    told = book(packed(parts | {"xl/sharedStrings.xml": shared, "xl/worksheets/sheet1.xml": sheet})).text
    assert "| 青峰 | 3 |" in told


RAISED, STRUCK = '<rPr><vertAlign val="superscript"/></rPr>', "<rPr><strike/></rPr>"


@pytest.mark.parametrize(
    ("runs", "seen", "struck"),
    [
        ((("企业数", ""), ("①", RAISED)), "企业数", False),
        ((("企业数", ""), ("1", RAISED), ("（家）", "")), "企业数（家）", False),
        ((("面积（km", ""), ("2", RAISED), ("）", "")), "面积（km²）", False),
        ((("120", ""), ("[3]", RAISED)), "120", False),
        ((("企业", ""), ("甲", STRUCK), ("数", '<rPr><strike val="0"/></rPr>')), "企业数", True),
    ],
)
def test_marks_of_notes_and_struck_words_of_a_cell_are_left_out(
    runs: tuple[tuple[str, str], ...], seen: str, struck: bool
) -> None:
    inside = "".join(f"<r>{properties}<t>{words}</t></r>" for words, properties in runs)
    parts = unpacked(workbook({"Sheet1": [["名称", "某列"], ["青峰", 3]]}))
    shared = parts["xl/sharedStrings.xml"].replace("<t>某列</t>".encode(), inside.encode())
    inline = {"B1": f'<c r="B1" t="inlineStr"><is>{inside}</is></c>'}
    for data in (
        packed(parts | {"xl/sharedStrings.xml": shared}),
        workbook({"Sheet1": Page([["名称"], ["青峰", 3]], cells=inline)}),
    ):
        script = book(data)
        assert f"| 名称 | {seen} |" in script.text
        assert tuple(map(str, script.asides)) == (
            ("words that are struck through on sheet Sheet1 were left out.",) if struck else ()
        )


@needs_office
@pytest.mark.parametrize("ending", ["xls", "ods"])
def test_workbooks_that_libreoffice_writes_leave_out_the_same(ending: str, tmp_path: Path) -> None:
    """LibreOffice 7.4.7, of a workbook as Excel writes it, with a raised mark, a power, and words struck through."""
    parts = unpacked(workbook({"Sheet1": [["名称", "面积", "企业"], ["青峰", 3, 8], ["旧镇", Shaped(9, 2), 5]]}))
    shared = parts["xl/sharedStrings.xml"].decode()
    for word, runs in {
        "名称": (("名称", ""), ("①", RAISED)),
        "面积": (("面积（km", ""), ("2", RAISED), ("）", "")),
        "青峰": (("旧", STRUCK), ("青峰", "")),
        "旧镇": (("旧镇", STRUCK), ("白石", "")),
    }.items():
        inside = "".join(f"<r>{properties}<t>{words}</t></r>" for words, properties in runs)
        shared = shared.replace(f"<t>{word}</t>", inside)
    made = packed(parts | {"xl/sharedStrings.xml": shared, "xl/styles.xml": struck_through(parts["xl/styles.xml"])})
    for data in (made, converted({"a": made}, ending, tmp_path, "xlsx")["a"]):
        script = book(data, f"a.{ending}")
        assert script.text.strip() == "| 名称 | 面积（km²） | 企业 |\n|---|---|---|\n| 青峰 | 3 | 8 |\n| 白石 |  | 5 |"
        assert tuple(map(str, script.asides)) == ("words that are struck through on sheet Sheet1 were left out.",)


def test_what_stands_between_and_under_cells_is_of_no_cell() -> None:
    """Words under a merged cell, drawn on the sheet, or struck through in a comment."""
    lined = '<style:style style:name="x"><style:text-properties style:text-line-through-style="solid"/></style:style>'
    parts = unpacked(open_document({"甲": [["名称", "产值"], ["茶叶", 3], ["白石", 4]]}))
    content = parts["content.xml"].decode().replace("</office:automatic-styles>", f"{lined}</office:automatic-styles>")
    cells = "<table:covered-table-cell><text:p>盖住</text:p></table:covered-table-cell><table:table-cell "
    comment = '<office:annotation><text:p><text:span text:style-name="x">批注</text:span></text:p></office:annotation>'
    content = content.replace("<text:p>茶叶", f"{comment}<text:p>茶叶").replace("<table:table-cell ", cells)
    content = content.replace(
        "<table:table-row", "<table:shapes><text:p>图形</text:p></table:shapes><table:table-row", 1
    )
    script = book(packed(parts | {"content.xml": content}), "a.ods")
    assert script.text.strip() == "## 甲\n\n| 名称 | 产值 |\n|---|---|\n| 茶叶 | 3 |\n| 白石 | 4 |"
    assert script.asides == ()


def struck_through(styles: bytes) -> bytes:
    """The styles of a workbook, with what has the second format struck through."""
    fonts = b'<fonts count="2"><font><sz val="11"/></font><font><strike/><sz val="11"/></font></fonts>'
    styles = styles.replace(b"<cellStyleXfs>", fonts + b"<cellStyleXfs>")
    return styles.replace(b'<xf numFmtId="2"/>', b'<xf numFmtId="2" fontId="1" applyFont="1"/>')


def test_a_cell_that_is_struck_through_as_a_whole_is_left_out() -> None:
    parts = unpacked(workbook({"Sheet1": [["名称", "产值"], ["白石", 4], [Shaped("旧镇", 0), Shaped(9, 2)]]}))
    assert "9.00" in book(packed(parts)).text
    script = book(packed(parts | {"xl/styles.xml": struck_through(parts["xl/styles.xml"])}))
    assert "9" not in script.text
    assert "| 白石 | 4 |" in script.text
    assert tuple(map(str, script.asides)) == ("words that are struck through on sheet Sheet1 were left out.",)


def test_a_word_in_the_last_cell_costs_no_time() -> None:
    start = time.process_time()
    told = lines(
        ["企业名称", "产值"], ["青峰茶业", 3], cells={"XFD1048576": '<c r="XFD1048576" t="str"><v>角落</v></c>'}
    )
    assert told[2:] == ["| 青峰茶业 | 3 |", "角落"]
    assert time.process_time() - start < 1


def test_three_hundred_columns_are_read() -> None:
    told = lines(["名称", *(f"指标{n}" for n in range(299))], ["茶叶", *range(299)])
    assert told[2].count("|") == 301


def test_a_workbook_larger_than_is_read_is_told() -> None:
    row = "".join(f"<c><v>{n}</v></c>" for n in range(10))
    sheet = f'<worksheet xmlns="{MAIN}"><sheetData>{f"<row>{row}</row>" * 15_000}</sheetData></worksheet>'
    parts = unpacked(workbook({"Sheet1": [["名称"]]})) | {"xl/worksheets/sheet1.xml": sheet}
    with pytest.raises(InputError, match="more than 100,000 cells"):
        book(packed(parts))


LAUGHS = "".join(f"<!ENTITY a{n} '{f'&a{n - 1};' * 9 if n else '甲'}'>" for n in range(9))
BOMBS = {
    "xl/worksheets/sheet1.xml": f"<x>{' ' * 110_000_000}</x>",
    "xl/sharedStrings.xml": f"<!DOCTYPE x [{LAUGHS}]><x>&a8;</x>",
    "xl/styles.xml": f"<!DOCTYPE x [{LAUGHS}]><x>&a8;</x>",
}


@pytest.mark.parametrize("part", BOMBS)
def test_bombs_are_refused(part: str) -> None:
    data = packed(unpacked(workbook({"Sheet1": [["名称", "产值"]]})) | {part: BOMBS[part]})
    start = time.process_time()
    with pytest.raises(InputError, match=r"^a\.xlsx: "):
        book(data)
    assert time.process_time() - start < 5


def test_a_workbook_in_an_unknown_encoding_is_told() -> None:
    packed_book = packed({"xl/workbook.xml": b'<?xml version="1.0" encoding="x-none"?><workbook/>'})
    with pytest.raises(InputError, match=r"the workbook is damaged \(unknown encoding: x-none\)"):
        book(packed_book)


def test_protected_workbooks_are_told() -> None:
    locked = unpacked(open_document(INDICATORS)) | {"META-INF/manifest.xml": "<m><encryption-data/></m>"}
    with pytest.raises(InputError, match=r"protected by a password\. Take"):
        book(packed(locked), "a.ods")
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600) + "EncryptedPackage".encode("utf-16-le")
    with pytest.raises(InputError, match=r"protected by a password\. Take"):
        documents(named("a.xlsx", "a.xlsx", ole))
    data = bytearray(XLS.read_bytes())
    window = data.index(b"\x3d\x00\x12\x00")
    data[window] = 0x2F  # FILEPASS in the place of a record of the same length
    with pytest.raises(InputError, match=r"protected by a password\. Take"):
        book(bytes(data), "a.xls")


BOOKS = {
    "a.xlsx": workbook(INDICATORS),
    "a.ods": open_document(INDICATORS),
    "a.xlsb": binary(INDICATORS),
    "a.xls": XLS.read_bytes(),
}
CUTS = st.lists(st.tuples(st.integers(0, 20_000), st.binary(max_size=4), st.integers(0, 4)), min_size=1, max_size=8)


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(sorted(BOOKS)), CUTS, st.data())
def test_a_broken_workbook_is_read_or_refused(
    name: str, cuts: list[tuple[int, bytes, int]], data: st.DataObject
) -> None:
    whole = BOOKS[name]
    try:
        if name == "a.xls":
            book(_cut(whole, [(place, piece, len(piece)) for place, piece, _ in cuts]), name)
        elif data.draw(st.booleans()):
            book(_cut(whole, cuts), name)
        else:
            parts = unpacked(whole)
            part = data.draw(st.sampled_from(sorted(parts)))
            book(packed(parts | {part: _cut(parts[part], cuts)}), name)
    except InputError:
        return


def _cut(whole: bytes, cuts: list[tuple[int, bytes, int]]) -> bytes:
    for place, piece, gone in cuts:
        place %= len(whole) or 1
        whole = whole[:place] + piece + whole[place + gone :]
    return whole


@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_tables_in_text_are_read_by_the_mark_that_parts_their_cells(mark: str, encoding: str) -> None:
    rows = [
        "松阳县集群情况",
        "",
        "集群名称{}产值{}企业数",
        "茶叶{}95.1{}120",
        '"竹子{}木材"{}8{}9',
        "合计{}103.1",
        "注：初步数",
    ]
    text = "\r\n".join(row.replace("{}", mark) for row in rows)
    script = csv.read(named("a.csv", "a.csv", text.encode(encoding)))
    wood = f"竹子{mark}木材".replace("|", "\\|").replace("\t", " ")
    assert [line for line in script.text.split("\n") if line] == [
        "松阳县集群情况",
        "| 集群名称 | 产值 | 企业数 |",
        "|---|---|---|",
        "| 茶叶 | 95.1 | 120 |",
        f"| {wood} | 8 | 9 |",
        "| 合计 | 103.1 |  |",
        "注：初步数",
    ]
    assert (at(script, "95.1").row, at(script, "95.1").column) == (4, 2)


def test_quoted_cells_may_hold_line_breaks_and_marks() -> None:
    script = csv.read(named("a.csv", "a.csv", '名称,"产值\n（亿元）"\n青峰,"1,200.5"\n="001",3\n'.encode()))
    assert [line for line in script.text.split("\n") if line] == [
        *("| 名称 | 产值（亿元） |", "|---|---|", "| 青峰 | 1,200.5 |", "| 001 | 3 |"),
    ]
    assert at(script, "青峰").row == 3


def test_a_quotation_that_is_never_closed_is_none() -> None:
    assert table('名称,产值\n"青峰,3\n翠竹,2\n')[2:] == ['| "青峰 | 3 |', "| 翠竹 | 2 |"]


def test_text_in_place_of_a_table_is_text() -> None:
    assert table("全县有企业120家, 产值95亿元。\n品牌不强。\n人才不足。\n") == [
        "全县有企业120家, 产值95亿元。",
        "品牌不强。",
        "人才不足。",
    ]
    assert table("sep=;\n名称;产值\n青峰;3\n")[2] == "| 青峰 | 3 |"


@settings(max_examples=150, deadline=None)
@given(st.text('名称,;\t"\n\r=|产值12\x00\x1c ', max_size=200))
def test_any_text_is_read_or_refused_as_a_table(text: str) -> None:
    try:
        csv.read(named("a.csv", "a.csv", text.encode()))
    except InputError:
        return


def test_a_table_in_text_that_is_too_large_is_told() -> None:
    with pytest.raises(InputError, match="more than 100,000 cells"):
        table("名称,产值\n" + "1,2\n" * 60_000)


def test_formulas_that_nobody_has_counted_are_told() -> None:
    """openpyxl 3.1.5 stores a formula without a result, and so its cell is empty until Excel has opened the file."""
    cells = {
        "B3": '<c r="B3"><f>SUM(B2)</f><v></v></c>',
        "C3": '<c r="C3"><f>SUM(C2)</f></c>',
        "D3": '<c r="D3" t="str"><f>""</f><v></v></c>',
        "E3": '<c r="E3"><f>SUM(E2)</f><v>7</v></c>',
    }
    page = Page([["集群", "产值", "利税", "备注", "企业数"], ["茶叶", 9, 1, "", 7]], cells=cells)
    script = book(workbook({"指标": page}))
    assert tuple(map(str, script.notes)) == (
        "sheet 指标 has 2 formulas without a result. Open the file in Excel or WPS, and save it.",
    )
    assert "| 茶叶 | 9 | 1 |  | 7 |" in script.text


def test_text_boxes_are_read_below_the_cells() -> None:
    drawing = "http://schemas.openxmlformats.org/drawingml/2006"
    box = (
        f'<d:wsDr xmlns:d="{drawing}/spreadsheetDrawing" xmlns:a="{drawing}/main"><d:twoCellAnchor><d:sp><d:txBody>'
        "<a:p><a:r><a:t>竹编集群有企业</a:t></a:r><a:r><a:t>120家。</a:t></a:r></a:p><a:p><a:r><a:t>产值8亿元。</a:t></a:r>"
        "</a:p><a:p/></d:txBody></d:sp></d:twoCellAnchor></d:wsDr>"
    )
    parts = unpacked(workbook({"指标": Page([["集群", "产值"], ["茶叶", 9]])}))
    listed = (
        f'<Relationships xmlns="{PACKAGED}/relationships"><Relationship Id="rId1" Type="{RELATIONS}/drawing" '
        'Target="../drawings/drawing1.xml"/></Relationships>'
    )
    more = {"xl/drawings/drawing1.xml": box, "xl/worksheets/_rels/sheet1.xml.rels": listed}
    script = book(packed({**parts, **more}))
    assert [line for line in script.text.split("\n") if line][-2:] == ["竹编集群有企业120家。", "产值8亿元。"]
    assert at(script, "产值8亿元").sheet == "指标"
