"""A sheet → what stands on it: lines of text, and tables with what stands over and under them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Locus
from kg.reading.columns import is_period, role, tells
from kg.reading.grids import Printed, Slot, laid
from kg.reading.headings import numbering
from kg.reading.manuscript import Scribe
from kg.reading.sheets.sheet import Area, Place, Sheet
from kg.reading.titles import is_beside_title

_FIGURE = re.compile(r"[-+−－¥￥$]?[\d,，.．]+\s?[%％‰]?")
_RUNNING = re.compile("[。；！？]")
_LABELLED = re.compile("[：:]")
_LONG = 60
_WIDEST = 1000


@dataclass(frozen=True, slots=True)
class Row:
    """A row with words: its number, and its words by column."""

    number: int
    words: dict[int, str]

    @property
    def is_line(self) -> bool:
        """Whether a row is a line of text and not a row of a table: one cell, or labels such as 单位：万元."""
        said = list(self.words.values())
        return len(said) == 1 or (len(said) == 2 and all(_LABELLED.search(words) for words in said))

    @property
    def is_running(self) -> bool:
        """Whether a row is running text."""
        return any(len(words) > _LONG or _RUNNING.search(words) for words in self.words.values())

    @property
    def may_head(self) -> bool:
        """Whether a row may be one of headers: no figures, and words of columns."""
        said = list(self.words.values())
        told = sum(bool(is_period(words) or role(words) or tells(words)) for words in said)
        return not any(map(_FIGURE.fullmatch, said)) and 2 * told >= len(said)


def opening(sheet: Sheet) -> Row | None:
    """The line at the head of a sheet that is its title, if it has one: no sentence, no label, no numbered heading."""
    first = next(iter(_rows(sheet)), None)
    if first is None or len(first.words) > 1 or first.is_running:
        return None
    [words] = first.words.values()
    return None if _LABELLED.search(words) or numbering(words) or is_beside_title(words) else first


def write(scribe: Scribe, sheet: Sheet, after: int = 0) -> None:
    """Sets down what is seen of a sheet after a row."""
    table: list[Row] = []
    lines: list[Row] = []
    for row in _rows(sheet):
        if row.number <= after:
            continue
        if row.is_line:
            lines.append(row)
            continue
        if table and _parts(table, lines, row):
            _write_table(scribe, sheet, table)
            table = []
        if table:
            table += lines
        else:
            _write_lines(scribe, sheet, lines)
        lines = []
        table.append(row)
    _write_table(scribe, sheet, table)
    _write_lines(scribe, sheet, lines)


def _rows(sheet: Sheet) -> list[Row]:
    """The rows that are seen and have words, from above."""
    found: dict[int, dict[int, str]] = {}
    for place in sorted(sheet.cells):
        if sheet.is_seen(place):
            found.setdefault(place[0], {})[place[1]] = sheet.cells[place]
    return [Row(number, words) for number, words in found.items()]


def _parts(table: Sequence[Row], lines: Sequence[Row], row: Row) -> bool:
    """Whether a table ends before lines and the row below them, which is one of another table."""
    if any(line.is_running for line in lines):
        return True
    heads = row.may_head and row.words != table[0].words
    if lines:
        return row.may_head
    apart = row.number - table[-1].number > 1
    return apart and (heads or not row.words.keys() & {column for one in table for column in one.words})


def _write_lines(scribe: Scribe, sheet: Sheet, lines: Sequence[Row]) -> None:
    for line in lines:
        for column, words in line.words.items():
            scribe.paragraph([(words, Locus(sheet=sheet.name, row=line.number, column=column))])


def _write_table(scribe: Scribe, sheet: Sheet, rows: Sequence[Row]) -> None:
    """Writes a table, or the tables that stand side by side."""
    if not rows:
        return
    areas = {(area.row, area.column): area for area in sheet.merged if (area.row, area.column) in sheet.cells}
    for columns in _beside(rows, areas):
        own = [Row(row.number, {at: row.words[at] for at in columns if at in row.words}) for row in rows]
        own = [row for row in own if row.words]
        if len(columns) == 1:
            _write_lines(scribe, sheet, own)
            continue
        scribe.table(laid(_printed(own, columns, areas)), Locus(sheet=sheet.name), columns)


def _beside(rows: Sequence[Row], areas: dict[Place, Area]) -> list[list[int]]:
    """The columns of each of the tables that stand side by side: behind an empty column, or under the same headers."""
    used = sorted(
        {over for row in rows for column in row.words for over in _over(areas.get((row.number, column)), column)}
    )
    filled = {column for row in rows for column in row.words}
    parts: list[list[int]] = []
    for column in used:
        if not parts or (column - parts[-1][-1] > 1 and column + 1 in used and _names(rows, column)):
            parts.append([])
        parts[-1].append(column)
    kept = [[column for column in part if column in filled] for part in parts]
    return [half for part in kept for half in _halves(rows[0], part)]


def _over(area: Area | None, column: int) -> range:
    return range(column, column + (min(area.columns, _WIDEST) if area else 1))


def _names(rows: Sequence[Row], column: int) -> bool:
    """Whether a column holds words, and may so be the first of a table."""
    own = [row.words[column] for row in rows if column in row.words]
    return 2 * sum(map(bool, map(_FIGURE.fullmatch, own))) < len(own)


def _halves(head: Row, columns: list[int]) -> list[list[int]]:
    """The columns of a table that goes on beside itself: 企业 产值 企业 产值."""
    said = [head.words.get(column, "") for column in columns]
    middle = len(said) // 2
    if middle > 1 and said[:middle] == said[middle:] and all(said):
        return [columns[:middle], columns[middle:]]
    return [columns]


def _printed(rows: Sequence[Row], columns: Sequence[int], areas: dict[Place, Area]) -> list[Printed]:
    """The rows of a table as they are printed."""
    numbers = [row.number for row in rows]
    found = []
    covered: set[Place] = set()
    for at, row in enumerate(rows):
        slots = []
        for n, column in enumerate(columns):
            if (row.number, column) in covered:
                continue
            area = areas.get((row.number, column))
            if area is None:
                slots.append(Slot(row.words.get(column, "")))
                continue
            deep = [number for number in numbers[at:] if number < area.row + area.rows]
            wide = [over for over in columns[n:] if over < area.column + area.columns]
            covered.update((number, over) for number in deep for over in wide)
            slots.append(Slot(row.words.get(column, ""), len(deep), len(wide)))
        found.append(Printed(tuple(slots), row.number))
    return found
