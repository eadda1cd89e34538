"""Workbooks made of their parts, so that each oddity of a file stands where the test can see it."""

import io
import struct
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from html import escape
from itertools import groupby
from string import ascii_uppercase

MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGED = "http://schemas.openxmlformats.org/package/2006"
Value = str | int | float | bool | None


@dataclass(frozen=True)
class Shaped:
    """A value in a cell with a number format: its code, or the number of one that is built in."""

    value: Value
    format: str | int


@dataclass(frozen=True)
class Page:
    """A sheet: its rows from the first on, what is merged (A1:C1), and what is hidden."""

    rows: Sequence[Sequence[Value | Shaped]]
    merged: Sequence[str] = ()
    hidden_rows: Sequence[int] = ()
    hidden_columns: Sequence[int] = ()
    state: str = "visible"
    cells: Mapping[str, str] = field(default_factory=dict)
    """Cells as they stand in the file, behind the rows: {"B5": '<c r="B5"><v>7</v></c>'}."""


def letters(column: int) -> str:
    """The letters of a column, counted from 1."""
    said = ""
    while column:
        column, left = divmod(column - 1, 26)
        said = chr(65 + left) + said
    return said


def workbook(pages: Mapping[str, Page | Sequence[Sequence[Value | Shaped]]], *, from_1904: bool = False) -> bytes:
    """A workbook of these sheets by their names."""
    made = {name: page if isinstance(page, Page) else Page(page) for name, page in pages.items()}
    codes = sorted({one.format for page in made.values() for row in page.rows for one in row if _is_coded(one)})
    shared: list[str] = []
    styles: list[str | int] = [0]
    parts = {
        f"xl/worksheets/sheet{number}.xml": _sheet(page, shared, styles) for number, page in enumerate(made.values(), 1)
    }
    listed = "".join(
        f'<sheet name="{escape(name)}" sheetId="{n}" state="{page.state}" r:id="rId{n}"/>'
        for n, (name, page) in enumerate(made.items(), 1)
    )
    kinds = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in range(1, len(made) + 1)]
    kinds += [("rIdA", "styles", "styles.xml"), ("rIdB", "sharedStrings", "sharedStrings.xml")]
    formats = "".join(f'<numFmt numFmtId="{164 + n}" formatCode="{escape(code)}"/>' for n, code in enumerate(codes))
    numbers = [164 + codes.index(style) if isinstance(style, str) else style for style in styles]
    formatted = "".join(f'<xf numFmtId="{n}"/>' for n in numbers)
    return packed(
        {
            "[Content_Types].xml": _types(len(made)),
            "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.xml")]),
            "xl/workbook.xml": f'<workbook xmlns="{MAIN}" xmlns:r="{RELATIONS}"><workbookPr date1904="{from_1904:d}"/>'
            f"<sheets>{listed}</sheets></workbook>",
            "xl/_rels/workbook.xml.rels": _relations(kinds),
            "xl/styles.xml": f'<styleSheet xmlns="{MAIN}"><numFmts>{formats}</numFmts><cellStyleXfs><xf numFmtId="9"/>'
            f"</cellStyleXfs><cellXfs>{formatted}</cellXfs></styleSheet>",
            "xl/sharedStrings.xml": f'<sst xmlns="{MAIN}">{"".join(shared)}</sst>',
            **parts,
        }
    )


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """The parts of a package, zipped."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as package:
        for name, part in parts.items():
            package.writestr(name, part)
    return data.getvalue()


def unpacked(data: bytes) -> dict[str, bytes]:
    """The parts of a package."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


def report(text: str) -> bytes:
    """A workbook with a report on its one sheet: a paragraph a row in the first column, tables as cells below them."""
    rows: list[Sequence[Value]] = []
    for is_row, group in groupby(text.split("\n"), key=lambda line: line.lstrip()[:1] == "|"):
        for line in group:
            cells = [cell.strip() for cell in line.strip().strip("|").split("|")]
            if not is_row:
                rows.append([line])
            elif set("".join(cells)) - set("-: "):
                rows.append([_number(cell) for cell in cells])
    return workbook({"Sheet1": rows})


def _number(cell: str) -> Value:
    """A cell as a person types it: what is a number becomes one."""
    return float(cell) if cell.replace(".", "", 1).isdecimal() and str(float(cell)).removesuffix(".0") == cell else cell


def _is_coded(one: Value | Shaped) -> bool:
    return isinstance(one, Shaped) and isinstance(one.format, str)


def _relations(kinds: Iterable[tuple[str, str, str]]) -> str:
    listed = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{kind}" Target="{target}"/>' for name, kind, target in kinds
    )
    return f'<Relationships xmlns="{PACKAGED}/relationships">{listed}</Relationships>'


def _types(sheets: int) -> str:
    kinds = {"workbook": "sheet.main", "styles": "styles", "sharedStrings": "sharedStrings"}
    kinds |= {f"worksheets/sheet{n}": "worksheet" for n in range(1, sheets + 1)}
    listed = "".join(
        f'<Override PartName="/xl/{part}.xml" '
        f'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.{kind}+xml"/>'
        for part, kind in kinds.items()
    )
    relations = '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    return f'<Types xmlns="{PACKAGED}/content-types">{relations}{listed}</Types>'


def _sheet(page: Page, shared: list[str], styles: list[str | int]) -> str:
    columns = "".join(f'<col min="{n}" max="{n}" hidden="1"/>' for n in page.hidden_columns)
    rows = ""
    for number, row in enumerate(page.rows, 1):
        cells = "".join(_cell(f"{letters(n)}{number}", one, shared, styles) for n, one in enumerate(row, 1))
        rows += f'<row r="{number}" hidden="{number in page.hidden_rows:d}">{cells}</row>'
    for place, cell in page.cells.items():
        rows += f"<row r='{place.lstrip(ascii_uppercase)}'>{cell}</row>"
    merged = "".join(f'<mergeCell ref="{area}"/>' for area in page.merged)
    return (
        f'<worksheet xmlns="{MAIN}"><cols>{columns}</cols><sheetData>{rows}</sheetData>'
        f"<mergeCells>{merged}</mergeCells></worksheet>"
    )


def _cell(place: str, one: Value | Shaped, shared: list[str], styles: list[str | int]) -> str:
    value, code = (one.value, one.format) if isinstance(one, Shaped) else (one, 0)
    if value is None:
        return ""
    if code not in styles:
        styles.append(code)
    style = styles.index(code)
    if isinstance(value, bool):
        return f'<c r="{place}" s="{style}" t="b"><v>{value:d}</v></c>'
    if isinstance(value, str):
        shared.append(f"<si><t>{escape(value)}</t></si>")
        return f'<c r="{place}" s="{style}" t="s"><v>{len(shared) - 1}</v></c>'
    return f'<c r="{place}" s="{style}"><v>{value!r}</v></c>'


INDICATORS = {
    "指标": Page(
        [
            ["青原县集群主要指标"],
            ["填报单位：工信局", None, None, "单位：万元"],
            ["集群名称", "2022年", None, "占比"],
            [None, "产值", "利税", None],
            ["茶叶", Shaped(1234567.5, "#,##0.0"), 95.10000000000001, Shaped(0.153, 10)],
            ["竹子", Shaped(45047, 'yyyy"年"m"月"d"日"'), Shaped(12, '0.0"万亩"'), -3],
            ["合计", 5, 6, None],
            ["注：初步数。"],
        ],
        merged=["A1:D1", "B3:C3", "A3:A4", "D3:D4"],
        hidden_rows=[7],
    ),
    "名单": [["企业名称", "序号", "规上"], *([f"{n}号𠮷林茶厂" + "甲" * 90, n / 4, n % 2 == 0] for n in range(50))],
    "草稿": Page([["甲", "乙"]], state="hidden"),
}
"""A workbook with something of everything; `fixtures/sheets/indicators.xls` is what LibreOffice 7.4 makes of it."""


def open_document(pages: Mapping[str, Page | Sequence[Sequence[Value | Shaped]]]) -> bytes:
    """The same workbook as .ods: each cell with the words that are seen in it."""
    styles = '<style:style style:name="off"><style:table-properties table:display="false"/></style:style>'
    tables = "".join(_open_sheet(name, page if isinstance(page, Page) else Page(page)) for name, page in pages.items())
    names = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for name in ("office", "table", "text", "style")
    )
    content = (
        f"<office:document-content{names}><office:automatic-styles>{styles}</office:automatic-styles>"
        f"<office:body><office:spreadsheet>{tables}</office:spreadsheet></office:body></office:document-content>"
    )
    kind = "application/vnd.oasis.opendocument.spreadsheet"
    return packed({"mimetype": kind, "content.xml": content, "META-INF/manifest.xml": "<manifest/>"})


def _open_sheet(name: str, page: Page) -> str:
    areas = {area.partition(":")[0]: area.partition(":")[2] for area in page.merged}
    rows = ""
    for number, row in enumerate(page.rows, 1):
        cells = ""
        for n, one in enumerate(row, 1):
            end = _place(areas.get(f"{letters(n)}{number}", f"{letters(n)}{number}"))
            spans = f'table:number-rows-spanned="{end[0] - number + 1}" table:number-columns-spanned="{end[1] - n + 1}"'
            said = "".join(f"<text:p>{escape(line)}</text:p>" for line in _seen(one).split("\n") if line)
            cells += f"<table:table-cell {spans}>{said}</table:table-cell>"
        hidden = ' table:visibility="collapse"' if number in page.hidden_rows else ""
        rows += f"<table:table-row{hidden}>{cells}</table:table-row>"
    style = ' table:style-name="off"' if page.state == "hidden" else ""
    empty = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell/></table:table-row>'
    return f'<table:table table:name="{escape(name)}"{style}>{rows}{empty}</table:table>'


def _place(reference: str) -> tuple[int, int]:
    column = reference.rstrip("0123456789")
    return int(reference[len(column) :]), next(n for n in range(1, 1000) if letters(n) == column)


def _seen(one: Value | Shaped) -> str:
    """What LibreOffice would write into the cell, of the few formats that the workbook above has."""
    value, code = (one.value, one.format) if isinstance(one, Shaped) else (one, 0)
    if value is None or isinstance(value, str | bool):
        return "" if value is None else str(value).upper() if isinstance(value, bool) else value
    told = {"#,##0.0": f"{value:,.1f}", 10: f"{value:.2%}", '0.0"万亩"': f"{value:.1f}万亩"}
    return told.get(code, "2023年5月1日" if "yyyy" in str(code) else f"{value:.11g}")


def binary(pages: Mapping[str, Page | Sequence[Sequence[Value | Shaped]]]) -> bytes:
    """The same workbook as .xlsb."""
    made = {name: page if isinstance(page, Page) else Page(page) for name, page in pages.items()}
    codes = sorted({one.format for page in made.values() for row in page.rows for one in row if _is_coded(one)})
    styles: list[str | int] = [0]
    shared: list[str] = []
    sheets = {
        f"xl/worksheets/sheet{n}.bin": _binary_sheet(page, shared, styles) for n, page in enumerate(made.values(), 1)
    }
    listed = b"".join(
        _record(156, struct.pack("<II", page.state == "hidden", n) + _wide(f"rId{n}") + _wide(name))
        for n, (name, page) in enumerate(made.items(), 1)
    )
    kinds = [(f"rId{n}", "worksheet", f"worksheets/sheet{n}.bin") for n in range(1, len(made) + 1)]
    kinds += [("rIdA", "styles", "styles.bin"), ("rIdB", "sharedStrings", "sharedStrings.bin")]
    formats = b"".join(_record(44, struct.pack("<H", 164 + n) + _wide(code)) for n, code in enumerate(codes))
    numbers = [164 + codes.index(style) if isinstance(style, str) else style for style in styles]
    used = b"".join(_record(47, struct.pack("<HH12x", 0, number)) for number in numbers)
    return packed(
        {
            "[Content_Types].xml": "<Types/>",
            "_rels/.rels": _relations([("rId1", "officeDocument", "xl/workbook.bin")]),
            "xl/_rels/workbook.bin.rels": _relations(kinds),
            "xl/workbook.bin": _record(131)
            + _record(153, bytes(12))
            + _record(143)
            + listed
            + _record(144)
            + _record(132),
            "xl/styles.bin": _record(615, struct.pack("<I", len(codes)))
            + formats
            + _record(616)
            + _record(626)
            + _record(47, struct.pack("<HH12x", 0, 9))
            + _record(627)
            + _record(617, struct.pack("<I", len(numbers)))
            + used
            + _record(618),
            "xl/sharedStrings.bin": _record(159, struct.pack("<II", len(shared), len(shared)))
            + b"".join(_record(19, b"\0" + _wide(words)) for words in shared)
            + _record(160),
            **sheets,
        }
    )


def _binary_sheet(page: Page, shared: list[str], styles: list[str | int]) -> bytes:
    rows = b""
    for number, row in enumerate(page.rows):
        rows += _record(0, struct.pack("<IIHBBB", number, 0, 300, 0, 0x10 * (number + 1 in page.hidden_rows), 0))
        for column, one in enumerate(row):
            value, code = (one.value, one.format) if isinstance(one, Shaped) else (one, 0)
            if value is None:
                continue
            if code not in styles:
                styles.append(code)
            head = struct.pack("<II", column, styles.index(code))
            if isinstance(value, bool):
                rows += _record(4, head + bytes([value]))
            elif isinstance(value, str):
                shared.append(value)
                rows += _record(7, head + struct.pack("<I", len(shared) - 1))
            elif isinstance(value, int):
                rows += _record(2, head + struct.pack("<i", value << 2 | 2))
            else:
                rows += _record(5, head + struct.pack("<d", value))
    areas = b""
    for area in page.merged:
        first, last = map(_place, area.split(":"))
        areas += _record(176, struct.pack("<4I", first[0] - 1, last[0] - 1, first[1] - 1, last[1] - 1))
    return _record(129) + _record(145) + rows + _record(146) + areas + _record(130)


def _record(kind: int, data: bytes = b"") -> bytes:
    head = bytes([kind]) if kind < 0x80 else bytes([kind & 0x7F | 0x80, kind >> 7])
    size = len(data)
    while size > 0x7F:
        head += bytes([size & 0x7F | 0x80])
        size >>= 7
    return head + bytes([size]) + data


def _wide(words: str) -> bytes:
    data = words.encode("utf-16-le")
    return struct.pack("<I", len(data) // 2) + data
