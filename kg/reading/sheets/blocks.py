"""A sheet → what stands on it: lines of text, and tables with what stands over and under them."""

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from kg.model import Locus
from kg.reading.columns import is_period, role, tells
from kg.reading.grids import Printed, Slot, laid
from kg.reading.headings import numbering
from kg.reading.manuscript import Scribe
from kg.reading.sheets.sheet import MERGED, Area, Place, Sheet
from kg.reading.titles import is_beside_title

_FIGURE = re.compile(r"[-+−－¥￥$]?[\d,，.．]+\s?[%％‰]?")
_RUNNING = re.compile("[。；！？]")
_NUMBERED = re.compile(r"附?表\s?[\d一二三四五六七八九十]")
_LABELLED = re.compile("[：:]")
_LONG = 60
_WIDEST = 1000
_LARGEST = 2_000_000  # places of a table


@dataclass(frozen=True, slots=True)
class Row:
    """A row with words: its number, and its words by column."""

    number: int
    words: dict[int, str]

    @property
    def is_line(self) -> bool:
        """Whether a row is a line of text and not a row of a table: one cell, or labels (单位：万元) and days."""
        said = list(self.words.values())
        labels = [words for words in said if _LABELLED.search(words)]
        return len(said) == 1 or (bool(labels) and all(words in labels or is_period(words) for words in said))

    @property
    def is_numbered(self) -> bool:
        """Whether a row is the caption of another table by its number: 表2 园区情况."""
        return any(_NUMBERED.match(words) for words in self.words.values())

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
    writer = _Writer(scribe, sheet)
    for row in _rows(sheet):
        if row.number > after:
            writer.take(row)
    writer.close()


class _Writer:
    """Parts the rows of a sheet into lines and tables, and sets them down."""

    def __init__(self, scribe: Scribe, sheet: Sheet) -> None:
        self._scribe = scribe
        self._name = sheet.name
        self._areas = {
            (area.row, area.column): area for area in sheet.merged[:MERGED] if (area.row, area.column) in sheet.cells
        }
        self._table: list[Row] = []
        self._columns: set[int] = set()
        self._lines: list[Row] = []

    def take(self, row: Row) -> None:
        """The next row."""
        if row.is_line:
            self._lines.append(row)
            return
        if self._table and self._ends(row):
            self._end_table()
        if self._table:
            self._table += self._lines
        else:
            self._write_lines(self._lines)
        self._lines = []
        self._table.append(row)
        self._columns.update(row.words)

    def close(self) -> None:
        """Sets down what is left."""
        self._end_table()
        self._write_lines(self._lines)

    def _ends(self, row: Row) -> bool:
        """Whether the table ends before the lines below it and a row below those, which is one of another table."""
        if any(line.is_running or line.is_numbered for line in self._lines):
            return True
        if self._lines:
            return row.may_head
        apart = row.number - self._table[-1].number > 1
        heads = row.may_head and row.words != self._table[0].words
        return apart and (heads or self._columns.isdisjoint(row.words))

    def _write_lines(self, lines: Sequence[Row]) -> None:
        for line in lines:
            for column, words in line.words.items():
                self._scribe.paragraph([(words, Locus(sheet=self._name, row=line.number, column=column))])

    def _end_table(self) -> None:
        """Writes a table, or the tables that stand side by side; rows without end as lines."""
        rows, self._table, self._columns = self._table, [], set()
        for columns in _beside(rows, self._areas) if rows else ():
            chosen = set(columns)
            own = [Row(row.number, {at: words for at, words in row.words.items() if at in chosen}) for row in rows]
            own = [row for row in own if row.words]
            if len(columns) == 1 or len(columns) * len(own) > _LARGEST:
                self._write_lines(own)
            else:
                self._scribe.table(laid(_printed(own, columns, self._areas)), Locus(sheet=self._name), columns)


def _rows(sheet: Sheet) -> list[Row]:
    """The rows that are seen and have words, from above."""
    found: dict[int, dict[int, str]] = {}
    for place in sorted(sheet.cells):
        if sheet.is_seen(place):
            found.setdefault(place[0], {})[place[1]] = sheet.cells[place]
    return [Row(number, words) for number, words in found.items()]


def _beside(rows: Sequence[Row], areas: dict[Place, Area]) -> list[list[int]]:
    """The columns of each of the tables that stand side by side: behind an empty column, or under the same headers."""
    used = sorted(
        {over for row in rows for column in row.words for over in _over(areas.get((row.number, column)), column)}
    )
    taken = set(used)
    filled: dict[int, list[str]] = defaultdict(list)
    for row in rows:
        for column, words in row.words.items():
            filled[column].append(words)
    parts: list[list[int]] = []
    for column in used:
        if not parts or (column - parts[-1][-1] > 1 and column + 1 in taken and _names(filled[column])):
            parts.append([])
        parts[-1].append(column)
    kept = [[column for column in part if column in filled] for part in parts]
    return [half for part in kept for half in _halves(rows[0], part)]


def _over(area: Area | None, column: int) -> range:
    return range(column, column + (min(area.columns, _WIDEST) if area else 1))


def _names(cells: Sequence[str]) -> bool:
    """Whether a column holds words, and may so be the first of a table."""
    return 2 * sum(map(bool, map(_FIGURE.fullmatch, cells))) < len(cells)


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
            deep = numbers[at : bisect_left(numbers, area.row + area.rows)]
            wide = columns[n : bisect_left(columns, area.column + area.columns)]
            covered.update((number, over) for number in deep for over in wide)
            slots.append(Slot(row.words.get(column, ""), len(deep), len(wide)))
        found.append(Printed(tuple(slots), row.number))
    return found
