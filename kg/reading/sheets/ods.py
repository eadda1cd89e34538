"""Workbooks of OpenDocument (.ods) → sheets: the words that stand in each cell are what is seen in it."""

from collections.abc import Mapping

from kg.reading.package import Package
from kg.reading.sheets.sheet import Area, Budget, Place, Sheet

_LAST_ROW, _LAST_COLUMN = 1_048_576, 16_384
_HIDDEN = ("collapse", "filter")
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
        self._words: list[str] = []
        self._span = (1, 1)
        self._noted = 0
        self._budget = Budget()

    def start(self, tag: str, told: Mapping[str, str]) -> None:
        """An element starts."""
        given = {name.rpartition(":")[2]: value for name, value in told.items()}
        if tag == "style":
            self._style = given.get("name", "")
        elif tag == "table-properties" and given.get("display") == "false":
            self._unseen.add(self._style)
        elif tag == "table":
            self._name, self._table_style = given.get("name", ""), given.get("style-name", "")
            self._row = self._declared = 0
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
            self._words = []
        elif tag in ("annotation", "ruby-text"):
            self._noted += 1
        elif tag == "p" and self._words:
            self._words.append("\n")
        elif tag == "s":
            self._words.append(" ")

    def end(self, tag: str, said: str) -> None:
        """An element ends."""
        if tag in ("annotation", "ruby-text"):
            self._noted -= 1
        elif tag in ("", "p", "span", "a", "ruby-base") and not self._noted:
            self._words.append(said)
        elif tag == "table-cell":
            self._take("".join(self._words).strip())
        elif tag == "table":
            hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
            is_hidden = self._table_style in self._unseen
            self.sheets.append(Sheet(self._name, self._cells, tuple(self._merged), is_hidden, *hidden))

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
