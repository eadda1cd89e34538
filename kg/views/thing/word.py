"""The briefing of a place as a Word file that can be circulated: headings, tables, and the sentences at the end."""

import zipfile
from collections.abc import Sequence
from io import BytesIO

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Cm, Pt

from kg.evidence import quoted
from kg.queries import Rows
from kg.views.cells import clean
from kg.views.paper import sentence
from kg.views.thing.briefing import Section
from kg.views.thing.tables import table
from kg.views.wording import Lang, certainty, text

_FONTS = {"w:ascii": "Times New Roman", "w:hAnsi": "Times New Roman", "w:eastAsia": "仿宋"}
_HEADS = {"w:ascii": "Arial", "w:hAnsi": "Arial", "w:eastAsia": "黑体"}
_SIZE = Pt(10.5)
_MARGIN = Cm(2)
_QUOTED = ("clusters", "totals", "problems", "doubts")
_STAMP = (1980, 1, 1, 0, 0, 0)


def word(name: str, sections: Sequence[Section], reports: Sequence[str], lang: Lang) -> bytes:
    """The briefing of a place by the titles of its reports: its sections as tables, then what the reports say.

    The same briefing gives the same bytes.
    """
    made = docx.Document()
    _styled(made)
    made.add_heading(text("briefing_title", lang, name=clean(name)), 0)
    counts = [text(f"brief_{section.key}", lang, count=len(section.rows)) for section in sections]
    made.add_paragraph(("；" if lang == "zh" else "; ").join(counts) + ("。" if lang == "zh" else "."))
    made.add_paragraph(text("briefing_from", lang, reports="、".join(map(clean, reports))))
    made.add_paragraph(text("briefing_sizes", lang))
    for section, count in zip(sections, counts, strict=True):
        made.add_heading(count, 1)
        _table(made, table(section, name, lang, names=0), lang)
    made.add_heading(text("briefing_sentences", lang), 1)
    for section in sections:
        if section.key in _QUOTED:
            _sentences(made, section, lang)
    return _stamped(made)


def _styled(made: Document) -> None:
    page = made.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = _MARGIN
    for style, fonts in (("Normal", _FONTS), ("Title", _HEADS), ("Heading 1", _HEADS)):
        named = made.styles[style].element.get_or_add_rPr().get_or_add_rFonts()
        for theme in ("w:asciiTheme", "w:hAnsiTheme", "w:eastAsiaTheme", "w:cstheme"):
            named.attrib.pop(qn(theme), None)
        for key, value in fonts.items():
            named.set(qn(key), value)
    made.styles["Normal"].font.size = _SIZE


def _table(made: Document, rows: Rows, lang: Lang) -> None:
    grid = made.add_table(rows=1, cols=len(rows.columns), style="Light Grid Accent 1")
    for cell, column in zip(grid.rows[0].cells, rows.columns, strict=True):
        cell.text = getattr(column.label, lang)
    for row in rows:
        for cell, said in zip(grid.add_row().cells, row, strict=True):
            cell.text = clean(said)
    # a table that goes on on the next page says there again what its columns are
    heading = grid.rows[0]._tr.get_or_add_trPr()
    heading.append(heading.makeelement(qn("w:tblHeader"), {qn("w:val"): "true"}))


def _sentences(made: Document, section: Section, lang: Lang) -> None:
    """Each sentence behind a section once, its quote bold, with the report and how surely it was read."""
    told: set[tuple[str, int, int]] = set()
    for row in section.rows:
        if row.sentence is None or (row.report, row.start, row.end) in told:
            continue
        told.add((row.report, row.start, row.end))
        said = quoted(row.sentence, row.quote_start, row.quote_end)
        behind = f"{clean(row.report)} {row.start}–{row.end}  {certainty(float(row.certainty), lang)}"
        sentence(made.add_paragraph(style="List Bullet"), said, behind)


def _stamped(made: Document) -> bytes:
    """The file with the same date on each of its parts, whenever it is made."""
    written, target = BytesIO(), BytesIO()
    made.save(written)
    with zipfile.ZipFile(written) as parts, zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as kept:
        for part in parts.infolist():
            kept.writestr(zipfile.ZipInfo(part.filename, _STAMP), parts.read(part), zipfile.ZIP_DEFLATED)
    return target.getvalue()
