"""Workbooks of OpenDocument (.ods) → sheets: the words that stand in each cell are what is seen in it."""

import re
from collections.abc import Mapping

from kg.reading.package import Package
from kg.reading.sheets.runs import Runs
from kg.reading.sheets.sheet import Area, Budget, Place, Sheet

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_HIDDEN = ("collapse", "filter")
_LINES = ("text-line-through-style", "text-line-through-type")
_RAISED = re.compile(r"super|0*[1-9]")
_CELLS = ("table-cell", "covered-table-cell")


def sheets(package: Package) -> list[Sheet]:
    """The sheets of a workbook in its order. What the package raises, TooLarge, and ValueError if it is encrypted."""
    if b"encryption-data" in package.read("META-INF/manifest.xml"):
        raise PermissionError("it is protected by a password")
    found = _Book()
    package.walk("content.xml", found.start, found.end)
    return found.sheets


class _Book:
    """The sheets of a workbook as they are met."""

    def __init__(self) -> None:
        self.sheets: list[Sheet] = []
        self._unseen: set[str] = set()
        self._style = self._name = self._table_style = ""
        self._row = self._column = 0
        self._rows = self._columns = 1
        self._cells: dict[Place, str] = {}
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._declared = 0
        self._words = Runs()
        self._set: list[str] = []
        """The styles of the cell and of the spans that are open."""
        self._above: set[str] = set()
        self._struck: set[str] = set()
        self._left_out = False
        self._span = (1, 1)
        self._noted = self._paragraphs = 0
        self._budget = Budget()

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """An element starts."""
        given = {name.rpartition(":")[2]: value for name, value in told.items()}
        if tag == "style":
            self._style = given.get("name", "")
        elif tag.endswith("-properties"):
            self._shape(tag, given)
        elif tag == "table":
            self._name, self._table_style = given.get("name", ""), given.get("style-name", "")
            self._row = self._declared = 0
            self._left_out = False
            self._rows = 1
            self._cells, self._merged = {}, []
            self._hidden_rows, self._hidden_columns = set(), set()
        elif tag == "table-column":
            self._declare(given)
        elif tag == "table-row":
            self._row += self._rows if self._row else 1
            self._rows, self._column, self._columns = _count(given, "number-rows-repeated"), 0, 1
            if given.get("visibility") in _HIDDEN:
                self._hidden_rows.update(range(self._row, min(self._row + self._rows, _LAST_ROW)))
        elif tag in _CELLS:
            self._column += self._columns if self._column else 1
            self._columns = _count(given, "number-columns-repeated")
            self._span = _count(given, "number-rows-spanned"), _count(given, "number-columns-spanned")
            self._words.told()
            self._set, self._paragraphs = [given.get("style-name", "")], 0
        elif tag in ("annotation", "ruby-text"):
            self._noted += 1
        elif tag == "p":
            self._say("\n" if self._paragraphs else "")
            self._paragraphs += not self._noted
        elif tag == "s":
            self._say(" ")
        elif tag == "span":
            self._set.append(given.get("style-name", ""))

    def end(self, tag: str, said: str) -> None:
        """An element ends."""
        if tag in ("annotation", "ruby-text"):
            self._noted -= 1
        elif tag in ("", "p", "span", "a", "ruby-base"):
            self._say(said)
            if tag == "span":
                self._set.pop()
        elif tag == "table-cell":
            words, struck = self._words.told()
            self._left_out = self._left_out or struck
            self._take(words.strip())
        elif tag == "table":
            hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
            is_hidden = self._table_style in self._unseen
            merged = tuple(self._merged)
            self.sheets.append(Sheet(self._name, self._cells, merged, is_hidden, *hidden, struck=self._left_out))

    def _shape(self, tag: str, given: Mapping[str, str]) -> None:
        """What a style does to what is of it."""
        if tag == "table-properties" and given.get("display") == "false":
            self._unseen.add(self._style)
        if tag == "text-properties" and any(given.get(name, "none") != "none" for name in _LINES):
            self._struck.add(self._style)
        if tag == "text-properties" and _RAISED.match(given.get("text-position", "")):
            self._above.add(self._style)

    def _say(self, words: str) -> None:
        """Words of a cell, if they are of no comment on it."""
        if not self._noted:
            struck = not self._struck.isdisjoint(self._set)
            self._words.add(words, above=not self._above.isdisjoint(self._set), struck=struck)

    def _declare(self, given: Mapping[str, str]) -> None:
        first = self._declared + 1
        self._declared = min(self._declared + _count(given, "number-columns-repeated"), _LAST_COLUMN)
        if given.get("visibility") in _HIDDEN:
            self._hidden_columns.update(range(first, self._declared + 1))

    def _take(self, words: str) -> None:
        """A cell with words, as often as it is repeated."""
        if not words or self._row > _LAST_ROW or self._column > _LAST_COLUMN:
            return
        self._budget.take(words, self._rows * self._columns)
        for row in range(self._row, self._row + self._rows):
            for column in range(self._column, self._column + self._columns):
                self._cells[row, column] = words
        if self._span != (1, 1):
            self._merged.append(Area(self._row, self._column, *self._span))


def _count(given: Mapping[str, str], name: str) -> int:
    """How often, or over how many, an attribute says; 1 if it says nothing."""
    value = given.get(name, "1")
    return min(max(int(value), 1), _LAST_ROW) if value.isdecimal() and len(value) < 10 else 1
