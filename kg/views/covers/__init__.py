"""Cover sheets as rows, as text, as an offline page and as a Word file: 可先核对的, with sentence and place."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from io import BytesIO

import docx
from docx.oxml.ns import qn
from docx.shared import Cm
from rich.console import Group, RenderableType
from rich.text import Text

from kg.covers import Check, Cover
from kg.evidence import Quoted, quoted
from kg.model import EXISTENCE
from kg.queries import Rows
from kg.views.cells import clean
from kg.views.numbers import figure
from kg.views.offline import offline
from kg.views.paper import sentence
from kg.views.sentences import Told
from kg.views.tables import Format, rows_of
from kg.views.wording import LANGS, Lang, certainty, term, text, texts

_FEW, _MANY = 3, 30  # checks of a document in a terminal, and on a page
_INDENT = 0.75  # of a sentence, in centimetres
_FONTS = {"w:ascii": "Calibri", "w:hAnsi": "Calibri", "w:eastAsia": "Microsoft YaHei"}


@dataclass(frozen=True, slots=True)
class Worded:
    """A check in words: what is to be looked at, its sentence if it has one, where that stands, how sure it is."""

    concern: str
    what: str
    said: Quoted | None
    where: str
    sure: str


def cover_rows(covers: Sequence[Cover], form: Format, lang: Lang) -> Rows:
    """A row for each document; programs get the codes of format and genre and the certainty of the place beside it."""
    names = ("report", "format", "pages", "place", "genre", "facts", "sure", "fair", "doubted", "checks")
    if form in ("table", "md"):
        rows = (
            (c.report, _format(c, lang), c.pages or None, _place(c), _genre(c, lang), *_counts(c), len(c.checks))
            for c in covers
        )
        return rows_of(names, rows)
    beside = ("source", "characters", "figures", "coverage", "place_certainty", "runner_up")
    told = (
        (
            *(c.report, c.format, c.pages or None, c.place, c.genre, *_counts(c), len(c.checks)),
            *(c.source, c.characters, c.figures, c.coverage, c.certainty, c.runner_up),
        )
        for c in covers
    )
    return rows_of((*names, *beside), told)


def cover_page(covers: Sequence[Cover], lang: Lang) -> RenderableType:
    """Below the rows: what to check first of each document."""
    parts: list[RenderableType] = []
    for cover in covers:
        if not cover.checks:
            continue
        parts += [Text(""), Text(text("check_first", lang, report=clean(cover.report)), style="bold underline")]
        for worded in _worded(cover.checks[:_FEW], lang):
            parts.append(Text("  ").append(clean(worded.what), style="bold"))
            if worded.said:
                parts.append(Told(worded.said, cover.report, worded.where, worded.sure))
        if cover.checks[_FEW:]:
            parts.append(Text(f"  {text('checks_more', lang, count=len(cover.checks) - _FEW)}", style="dim"))
    return Group(*parts)


def html(covers: Sequence[Cover], lang: Lang) -> str:
    """The cover sheets as one offline page in both languages, opened in one."""
    sheets = {each: [_sheet(cover, each) for cover in covers] for each in LANGS}
    return offline("covers/covers.html", lang, sheets=sheets, texts={each: texts(each) for each in LANGS})


def word(covers: Sequence[Cover], lang: Lang) -> bytes:
    """The cover sheets as a Word file."""
    made = docx.Document()
    fonts = made.styles["Normal"].element.get_or_add_rPr().get_or_add_rFonts()
    for name, value in _FONTS.items():
        fonts.set(qn(name), value)
    made.add_heading(text("covers_title", lang), 0)
    made.add_paragraph(text("covers_lead", lang))
    for cover in covers:
        sheet = _sheet(cover, lang)
        made.add_heading(cover.report, 1)
        table = made.add_table(rows=0, cols=2, style="Light Grid Accent 1")
        for name, value in sheet.fields:
            cells = table.add_row().cells
            cells[0].text, cells[1].text = name, clean(value)
        if sheet.checks:
            made.add_heading(text("check_heading", lang), 2)
        for worded in sheet.checks:
            made.add_paragraph(clean(worded.what), style="List Bullet")
            if worded.said:
                behind = "  ".join(filter(None, (clean(worded.where), worded.sure)))
                paragraph = made.add_paragraph()
                paragraph.paragraph_format.left_indent = Cm(_INDENT)
                sentence(paragraph, worded.said, behind)
        if sheet.more:
            made.add_paragraph(text("checks_more", lang, count=sheet.more))
    target = BytesIO()
    made.save(target)
    return target.getvalue()


@dataclass(frozen=True, slots=True)
class Sheet:
    """A cover sheet in words: its fields by name, the checks that are told, and how many more there are."""

    cover: Cover
    fields: tuple[tuple[str, str], ...]
    checks: tuple[Worded, ...]
    more: int


def _sheet(cover: Cover, lang: Lang) -> Sheet:
    counts = text("covers_counts", lang, facts=cover.facts, sure=cover.sure, fair=cover.fair, doubted=cover.doubted)
    fields = [
        ("column_source", cover.source),
        ("column_format", _format(cover, lang)),
        ("column_pages", str(cover.pages or "—")),
        ("column_place", _place(cover) or "—"),
        ("column_genre", _genre(cover, lang)),
        ("column_characters", f"{cover.characters:,}"),
        ("column_facts", counts),
        ("column_coverage", "—" if cover.coverage is None else f"{cover.coverage:.0%}"),
    ]
    told = tuple((text(key, lang), value) for key, value in fields)
    return Sheet(cover, told, tuple(_worded(cover.checks[:_MANY], lang)), len(cover.checks[_MANY:]))


def _worded(checks: Iterable[Check], lang: Lang) -> Iterator[Worded]:
    for check in checks:
        sentence, start, end = check.said
        said = quoted(sentence, start, end) if sentence else None
        offsets = check.record.get("stated", check.record)
        where = check.where.told(lang) if check.where else f"{offsets['start']}–{offsets['end']}" if said else ""
        sure = certainty(check.record["certainty"], lang) if check.concern == "doubt" else ""
        yield Worded(check.concern, _what(check, lang), said, where, sure)


def _what(check: Check, lang: Lang) -> str:
    """What a check is about, in a line."""
    record = check.record
    match check.concern:
        case "unreadable":
            return str(record["notes"][lang])
        case "hidden":
            return str(record["asides"][lang])
        case "place":
            key = "place_next" if record["runner_up"] else "place_only" if record["place"] else "place_none"
            said = text(key, lang, report=record["source"], place=record["place"], next=record["runner_up"])
            return f"{said} {text('place_overrule', lang)}"
        case "unread":
            return text("check_unread", lang, share=f"{record['coverage']:.0%}", figures=record["figures"])
        case "doubt":
            return _doubt(check, lang)
        case _:
            return str(record[lang])


def _doubt(check: Check, lang: Lang) -> str:
    line = check.record
    name = line.get("subject") or line.get("of_place", "")
    if "measure" in line:
        upper = Decimal(str(line["value_max"])) if "value_max" in line else None
        value = figure(line["value"], line["unit"], lang, upper, line.get("per", ""))
        parts = (name, line.get("of", ""), term(line["measure"], lang), value, line.get("period", ""))
        return " · ".join(filter(None, parts))
    kind = line["property"]
    label = term(kind.capitalize() if kind in EXISTENCE else kind, lang)
    return " · ".join(filter(None, (name, label, term(line.get("object", ""), lang) if line.get("object") else "")))


def _counts(cover: Cover) -> tuple[int, int, int, int]:
    return cover.facts, cover.sure, cover.fair, cover.doubted


def _place(cover: Cover) -> str:
    return f"{cover.place} ?".lstrip() if cover.doubtful else cover.place


def _genre(cover: Cover, lang: Lang) -> str:
    return text(f"genre_{cover.genre or 'unknown'}", lang)


def _format(cover: Cover, lang: Lang) -> str:
    return text(f"format_{cover.format}", lang)
