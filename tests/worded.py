"""Word files made of a plain report, as a clerk would set it: automatic numbers, real tables; or of parts by hand."""

import io
import re
import zipfile
from collections.abc import Mapping, Sequence
from html import escape

from kg.reading.layout import head_of
from kg.reading.lines import Page, lines_of, paragraph_end
from kg.reading.tables import Table, table_at

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml" xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
KINDS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = "application/vnd.openxmlformats-officedocument.wordprocessingml"
STYLES = "".join(
    f'<w:style w:type="paragraph" w:styleId="{key}"><w:name w:val="{name}"/><w:pPr>{outline}</w:pPr></w:style>'
    for key, name, outline in (
        ("a3", "Title", ""),
        ("1", "heading 1", '<w:outlineLvl w:val="0"/>'),
        ("2", "heading 2", '<w:outlineLvl w:val="1"/>'),
        ("3", "heading 3", '<w:outlineLvl w:val="2"/>'),
        ("TOC1", "toc 1", ""),
    )
)
SIMPLE = "一二三四五六七八九十"
FORMS = (
    ("chineseCounting", "%1、", 1, re.compile("([一二三四五六七八九十]{1,3})、")),
    ("chineseCountingThousand", "（%2）", 2, re.compile("（([一二三四五六七八九十]{1,3})）")),
    ("decimal", "%3、", 3, re.compile(r"(\d{1,2})、")),
    ("decimal", "（%4）", 4, re.compile(r"（(\d{1,2})）")),
    ("decimalEnclosedCircle", "%5", 5, re.compile("([①-⑳])(?=[^、])")),
)
"""How reports number: the style of numFmt, the text of the level, the depth of heading, and how it is typed."""


def packed(parts: Mapping[str, str | bytes]) -> bytes:
    """A zip of these files."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as package:
        for name, data in parts.items():
            package.writestr(name, data)
    return made.getvalue()


def parts_of(body: str, *, main: str = f"{TYPES}.document.main+xml", **others: str) -> dict[str, str | bytes]:
    """The files of a Word file with this body; `styles`, `numbering`, `footnotes`, `endnotes` are parts beside it."""
    others = {"styles": STYLES, **others}
    kinds = "".join(f'<Override PartName="/word/{name}.xml" ContentType="{TYPES}.{name}+xml"/>' for name in others)
    related = "".join(
        f'<Relationship Id="rId{n}" Type="{KINDS}/{name}" Target="{name}.xml"/>' for n, name in enumerate(others, 1)
    )
    return {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Default Extension="xml" ContentType="application/xml"/>'
        f'<Override PartName="/word/document.xml" ContentType="{main}"/>{kinds}</Types>',
        "_rels/.rels": _related(f'<Relationship Id="rId1" Type="{KINDS}/officeDocument" Target="word/document.xml"/>'),
        "word/_rels/document.xml.rels": _related(related),
        "word/document.xml": _root("document", f"<w:body>{body}</w:body>"),
        **{f"word/{name}.xml": _root(name, part) for name, part in others.items()},
    }


def docx(body: str, **others: str) -> bytes:
    """A Word file with this body."""
    return packed(parts_of(body, **others))


def run(words: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{escape(words, quote=False)}</w:t></w:r>'


def paragraph(words: str = "", properties: str = "") -> str:
    """A paragraph; words that begin with < are runs."""
    inside = words if words.startswith("<") else run(words) if words else ""
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def styled(words: str, style: str) -> str:
    return paragraph(words, f'<w:pStyle w:val="{style}"/>')


def numbered(words: str, of: int, level: int = 0, more: str = "") -> str:
    return paragraph(words, f'{more}<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{of}"/></w:numPr>')


def cell(words: str, properties: str = "") -> str:
    """A cell of paragraphs, one a line; words that begin with <w:p or <w:tbl are blocks."""
    inside = words if words.startswith("<w:") else "".join(map(paragraph, words.split("\n")))
    return f"<w:tc><w:tcPr>{properties}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, properties: str = "") -> str:
    made = "".join(one if one.startswith("<w:tc>") else cell(one) for one in cells)
    return f"<w:tr><w:trPr>{properties}</w:trPr>{made}</w:tr>"


def table(*rows: str | Sequence[str]) -> str:
    made = "".join(one if isinstance(one, str) else row(*one) for one in rows)
    grid = '<w:gridCol w:w="1500"/>' * max((len(one) for one in rows if not isinstance(one, str)), default=0)
    return f'<w:tbl><w:tblPr><w:tblW w:w="0" w:type="auto"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{made}</w:tbl>'


def level(at: int, style: str, text: str, more: str = "") -> str:
    return (
        f'<w:lvl w:ilvl="{at}"><w:start w:val="1"/><w:numFmt w:val="{style}"/>{more}<w:lvlText w:val="{text}"/></w:lvl>'
    )


def lists(*levels: str) -> str:
    """A numbering part with a list for each of these, of ids 1, 2 …."""
    shapes = "".join(f'<w:abstractNum w:abstractNumId="{n}">{one}</w:abstractNum>' for n, one in enumerate(levels))
    return shapes + "".join(
        f'<w:num w:numId="{n + 1}"><w:abstractNumId w:val="{n}"/></w:num>' for n in range(len(levels))
    )


def docx_of(text: str) -> bytes:
    """A plain report as a Word file: its title in the style for it, typed numbers made automatic, rows made tables."""
    lines = lines_of(text)
    page = Page.of(text, lines)
    head = head_of(text, lines)
    clerk = _Clerk()
    titles = [text[start:end] for start, end in head.titles]
    body = [styled(_joined(words), "a3") for words in titles]
    body = [paragraph(text[line.start : line.end]) for line in head.before] + body
    at = head.below if head.titles else len(head.before)
    while at < len(lines):
        rows = table_at(text, lines, at)
        if rows:
            body += _tables(text, rows)
            at += rows.lines
            continue
        last = paragraph_end(text, lines, at, page)
        body.append(clerk.line(_joined(text[lines[at].start : lines[last].end])))
        at = last + 1
    return docx("".join(body) + paragraph(), numbering=clerk.numbering())


class _Clerk:
    """Makes typed numbers automatic: a list of several levels, and a list of its own where a number is not the next."""

    def __init__(self) -> None:
        self._counts: dict[int, int] = {}
        self._others: list[tuple[int, int]] = []

    def line(self, words: str) -> str:
        for at, (_, _, depth, typed) in enumerate(FORMS):
            found = typed.match(words)
            if not found:
                continue
            number = _number(found[1])
            rest = words[found.end() :].lstrip()
            style = f'<w:pStyle w:val="{depth}"/>' if depth <= 3 and len(rest) <= 20 else ""
            if number == self._counts.get(at, 0) + 1:
                self._counts = {level: count for level, count in self._counts.items() if level < at} | {at: number}
                return numbered(rest, 1, at, style)
            self._others.append((at, number))
            return numbered(rest, len(self._others) + 1, at, style)
        return paragraph(words)

    def numbering(self) -> str:
        levels = "".join(level(at, style, text) for at, (style, text, *_) in enumerate(FORMS))
        return lists(levels, *(_starting(levels, at, number) for at, number in self._others))


def _starting(levels: str, at: int, number: int) -> str:
    """The levels with one that starts at another number."""
    begun = f'w:ilvl="{at}"><w:start w:val="{{}}"/>'
    return levels.replace(begun.format(1), begun.format(number))


def _number(typed: str) -> int:
    if typed.isascii():
        return int(typed)
    if len(typed) == 1 and typed not in SIMPLE:
        return ord(typed) - ord("①") + 1
    tens, ten, ones = typed.rpartition("十")
    worth = SIMPLE.index(ones) + 1 if ones else 0
    return worth + (10 * (SIMPLE.index(tens) + 1 if tens else 1) if ten else 0)


def _tables(text: str, found: Table) -> list[str]:
    """The rows of a report's table as one of Word's, or several where the headers change; with what is over them."""
    made: list[str] = []
    rows: list[Sequence[str]] = []
    headers: list[str] = []
    for one in found.rows:
        if not one.cells:
            continue
        own = [cell.header for cell in one.cells]
        if own != headers or one.above:
            made += [table(*rows)] if rows else []
            made += [paragraph(_joined(text[start:end])) for start, end in one.above]
            headers, rows = own, [own]
        rows.append([_joined(text[cell.start : cell.end]) for cell in one.cells])
    return [*made, *([table(*rows)] if rows else [])]


def _joined(words: str) -> str:
    return re.sub(r"\s*\n\s*", "", words)


def _root(name: str, inside: str) -> str:
    return f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><w:{name} {SPACES}>{inside}</w:{name}>'


def _related(inside: str) -> str:
    return (
        f'<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">{inside}</Relationships>'
    )
