"""An answer as a workbook that may be circulated: a sheet of its rows, and one of the sentences that they stand on."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from io import BytesIO
from typing import Any

from rich.cells import cell_len
from xlsxwriter import Workbook
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from kg.errors import InputError
from kg.evidence import quoted
from kg.messages import message
from kg.queries import Rows, Value
from kg.views.cells import steady
from kg.views.numbers import unit_name
from kg.views.tables import plain_number
from kg.views.wording import Lang, text

_MADE = datetime(2000, 1, 1)  # noqa: DTZ001 - the same bytes whenever they are written
_TITLE = 31  # characters of the name of a sheet
_LINES = 1_048_575  # rows of a sheet below its head
_WIDEST = 60  # characters of a column
_LONGEST = 32_767  # characters of a cell
_EXACT = 15  # digits of a number that a spreadsheet keeps
_SENTENCE = ("sentence", "quote_start", "quote_end", "start", "end")


def workbook(rows: Rows, lang: Lang) -> bytes:
    """A workbook (.xlsx) with the rows of an answer, as `sheets` writes them."""
    return sheets({text("sheet_rows", lang): rows}, lang)


def sheets(answers: Mapping[str, Rows], lang: Lang) -> bytes:
    """A workbook (.xlsx) with a sheet for each answer by its title: numbers as numbers with their unit beside, without
    IRIs and codes (`…_id`); where rows have sentences, a last sheet has these with the quote in bold. The same bytes
    for the same rows. No cell is a formula or a link. InputError if there are more rows, or sentences, than a sheet
    holds."""
    target = BytesIO()
    with Workbook(target, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}) as book:
        book.set_properties({"created": _MADE})
        bold = book.add_format({"bold": True})
        head = book.add_format({"bold": True, "bottom": 1, "bg_color": "#eef2f6"})
        for title, rows in answers.items():
            names = [column.name for column in rows.columns]
            left_out = _SENTENCE if "sentence" in names else ()
            kept = [at for at, name in enumerate(names) if not name.endswith("_id") and name not in left_out]
            labels = [getattr(rows.columns[at].label, lang) for at in kept]
            cells = [[_cell(names[at], row[at], lang) for at in kept] for row in rows]
            _written(book.add_worksheet(title[:_TITLE]), labels, cells, head)
        said = [rows for rows in answers.values() if any(column.name == "sentence" for column in rows.columns)]
        if said:
            _sentences(book.add_worksheet(text("sheet_sentences", lang)), said, lang, (head, bold))
    return target.getvalue()


def _written(sheet: Worksheet, labels: Sequence[str], cells: Sequence[Sequence[Value]], head: Format) -> None:
    """A head that stays and filters, and the rows below it in columns as wide as what they hold. InputError if they are
    more than a sheet holds, of which XlsxWriter would leave out the rest without a word."""
    if len(cells) > _LINES:
        raise InputError(message("sheet_full", rows=len(cells), most=_LINES))
    for column, label in enumerate(labels):
        sheet.write_string(0, column, label, head)
        widest = max((cell_len(str(row[column])) for row in cells if row[column] is not None), default=0)
        sheet.set_column(column, column, min(max(widest, cell_len(label) + 3), _WIDEST) + 1)
    for line, row in enumerate(cells, 1):
        for column, value in enumerate(row):
            if isinstance(value, str):
                sheet.write_string(line, column, value[:_LONGEST])
            elif value is not None:
                sheet.write_number(line, column, value)
    sheet.freeze_panes(1, 0)
    if labels:
        sheet.autofilter(0, 0, len(cells), len(labels) - 1)


def _sentences(sheet: Worksheet, answers: Sequence[Rows], lang: Lang, formats: tuple[Format, Format]) -> None:
    """The sentence of each row that has one, once, behind what it is of and the report and characters it stands in."""
    head, bold = formats
    found: dict[tuple[Value, ...], tuple[Value, Any]] = {}
    labels = [text("column_thing", lang), text("column_report", lang), text("column_sentence", lang)]
    for rows in answers:
        first = next(at for at, column in enumerate(rows.columns) if not column.name.endswith("_id"))
        for row in rows:
            if row.sentence:
                key = (row[first], _where(row), row.sentence, getattr(row, "quote_start", None))
                found.setdefault(key, (row[first], row))
    cells = [[_cell("", name, lang), _where(row), row.sentence] for name, row in found.values()]
    _written(sheet, labels, cells, head)
    for line, (_, row) in enumerate(found.values(), 1):
        start, end = getattr(row, "quote_start", None), getattr(row, "quote_end", None)
        if isinstance(start, int) and isinstance(end, int):
            told = quoted(row.sentence, start, end)
            parts = [part for part in (told.before, bold, told.quote, told.after) if part]
            if len(parts) > 2 and told.quote:
                sheet.write_rich_string(line, 2, *parts)


def _where(row: Any) -> str:
    report, start, end = (getattr(row, name, None) for name in ("report", "start", "end"))
    return f"{report} {start}–{end}" if None not in (report, start, end) else str(report or "")


def _cell(name: str, value: Value, lang: Lang) -> Value:
    """A value as the cell has it: a number that would lose digits is a text."""
    match value:
        case bool():
            return text("yes" if value else "no", lang)
        case str():
            return unit_name(value, lang) if name in ("unit", "per") else steady(value)
        case int() | Decimal() if len(Decimal(value).as_tuple().digits) > _EXACT:
            return str(value)
        case _:
            return plain_number(value)
