"""Workbooks of Excel (.xlsx, .xlsm, and those of WPS) → sheets, with every value as its number format shows it.

python-calamine tells neither formats nor what is hidden, and lays a sheet out whole: one word in the last cell of a
sheet ends the process. So the parts are read here.
"""

import re
from collections.abc import Mapping
from datetime import datetime
from typing import NamedTuple

from kg.reading.package import Package, ignored
from kg.reading.sheets.runs import Runs
from kg.reading.sheets.sheet import MERGED, Area, Budget, Place, Sheet
from kg.reading.sheets.shown import BUILT_IN, GENERAL, shown, shown_words

_REFERENCE = re.compile(r"\$?([A-Z]{1,3})\$?(\d{1,7})$")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_TRUE = ("1", "true", "on")
_LAST_COLUMN = 16_384
_DAY_ZERO = datetime(1899, 12, 30)  # noqa: DTZ001


class _Style(NamedTuple):
    """A style of cells: its number format, and whether what stands in them is struck through."""

    code: str
    struck: bool


_PLAIN = _Style(GENERAL, struck=False)


def sheets(package: Package) -> list[Sheet]:
    """The sheets of a workbook in its order. What the package raises, and TooLarge."""
    book = _Book(package)
    return [book.sheet(*one) for one in book.listed]


class _Book:
    """What the sheets of a workbook share: words, formats, the day from which days are counted."""

    def __init__(self, package: Package) -> None:
        self._package = package
        self.listed: list[tuple[str, str, bool]] = []
        self._from_1904 = False
        self._words: list[tuple[str, bool]] = []
        """The words that cells share, and whether some were struck through."""
        self.budget = Budget()
        root = package.targets("", "officeDocument")
        at = next(iter(root.values()), "xl/workbook.xml")
        parts = package.targets(at, "worksheet")
        self._list(at, parts)
        shared = package.targets(at, "sharedStrings")
        styles = package.targets(at, "styles")
        self._share(next(iter(shared.values()), "xl/sharedStrings.xml"))
        self._styles = _styles(package, next(iter(styles.values()), "xl/styles.xml"))

    def sheet(self, name: str, part: str, hidden: bool) -> Sheet:
        """A sheet, read from its part."""
        found = _Cells(self, name, hidden)
        self._package.walk(part, found.start, found.end)
        return found.sheet(self._boxes(part))

    def _boxes(self, part: str) -> tuple[str, ...]:
        """The words of the text boxes on a sheet, a paragraph each."""
        said: list[str] = []
        pieces: list[str] = []

        def end(tag: str, words: str) -> None:
            if tag == "t":
                pieces.append(words)
            elif tag in ("p", "br"):
                said.append("".join(pieces).strip())
                self.budget.take(said[-1])
                pieces.clear()

        for drawing in self._package.targets(part, "drawing").values():
            self._package.walk(drawing, ignored, end)
        return tuple(filter(None, said))

    def read(self, value: str, kind: str, style: str) -> tuple[str, bool]:
        """What is seen of a value that is stored as one of that kind, in a cell of that style, and whether words of it
        are struck through."""
        code, struck = self._styles.get(_whole(style), _PLAIN)
        if struck:
            return "", True
        if kind != "s":
            return self._shown(value, kind, code), False
        at = _whole(value)
        words, struck = self._words[at] if at < len(self._words) else ("", False)
        return shown_words(words, code), struck

    def _shown(self, value: str, kind: str, code: str) -> str:
        if kind in ("str", "inlineStr"):
            return shown_words(_unescaped(value), code)
        if kind == "b":
            return "TRUE" if value.strip() in _TRUE else "FALSE"
        if kind == "e":
            return ""
        number = _serial(value) if kind == "d" else _number(value)
        return value.strip() if number is None else shown(number, code, from_1904=self._from_1904 and kind != "d")

    def _list(self, part: str, targets: Mapping[str, str]) -> None:
        def start(tag: str, given: Mapping[str, str]) -> None:
            if tag == "workbookPr":
                self._from_1904 = given.get("date1904", "") in _TRUE
            elif tag == "sheet":
                relation = next((value for key, value in given.items() if key.endswith(":id")), "")
                if relation in targets:
                    hidden = given.get("state", "visible") != "visible"
                    self.listed.append((given.get("name", ""), targets[relation], hidden))

        self._package.walk(part, start, ignored)

    def _share(self, part: str) -> None:
        shared = Budget()
        found = _Words()

        def end(tag: str, said: str) -> None:
            found.end(tag, said)
            if tag == "si":
                words, struck = found.told()
                self._words.append((_unescaped(words), struck))
                shared.take(words)

        self._package.walk(part, found.start, end)


class _Words:
    """The words of one cell after another as they are met, without the readings that stand over them."""

    def __init__(self) -> None:
        self._runs = Runs()
        self._over = 0
        self._above = self._struck = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element starts."""
        if tag == "rPh":
            self._over += 1
        elif tag == "vertAlign":
            self._above = given.get("val") == "superscript"
        elif tag == "strike":
            self._struck = given.get("val", "1") in _TRUE

    def end(self, tag: str, said: str) -> None:
        """An element ends."""
        if tag == "rPh":
            self._over -= 1
        elif tag == "r":
            self._above = self._struck = False
        elif tag == "t" and not self._over:
            self._runs.add(said, above=self._above, struck=self._struck)

    def told(self) -> tuple[str, bool]:
        """All words since the last time, and whether some were struck through."""
        return self._runs.told()


class _Cells:
    """The cells of one sheet as they are met."""

    def __init__(self, book: _Book, name: str, hidden: bool) -> None:
        self._book = book
        self._name = name
        self._hidden = hidden
        self._cells: dict[Place, str] = {}
        self._merged: list[Area] = []
        self._hidden_rows: set[int] = set()
        self._hidden_columns: set[int] = set()
        self._row = self._column = 0
        self._kind = self._style = ""
        self._value = ""
        self._is_formula = False
        self._uncounted = 0
        self._words = _Words()
        self._struck = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element starts."""
        self._words.start(tag, given)
        if tag == "c":
            self._book.budget.see()
            place = _place(given.get("r", ""))
            self._row, self._column = place or (self._row, self._column + 1)
            self._kind, self._style, self._value = given.get("t", "n"), given.get("s", ""), ""
            self._is_formula = False
        elif tag == "row":
            self._row = _whole(given.get("r", "")) if given.get("r", "").isdecimal() else self._row + 1
            self._column = 0
            if given.get("hidden", "") in _TRUE:
                self._hidden_rows.add(self._row)
        elif tag == "col" and given.get("hidden", "") in _TRUE:
            first, last = _whole(given.get("min", "")), _whole(given.get("max", ""))
            after = max(self._hidden_columns, default=0)  # columns stand in their order
            self._hidden_columns.update(range(max(first, after + 1), min(last, _LAST_COLUMN) + 1))
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))

    def end(self, tag: str, said: str) -> None:
        """An element ends."""
        self._words.end(tag, said)
        if tag == "v":
            self._value += said
        elif tag == "is":
            words, struck = self._words.told()
            self._value = words if self._kind == "inlineStr" else ""
            self._struck = self._struck or struck
        elif tag == "f":
            self._is_formula = True
        elif tag == "c" and self._value:
            words, struck = self._book.read(self._value, self._kind, self._style)
            self._struck = self._struck or struck
            if words := words.strip():
                self._book.budget.take(words)
                self._cells[self._row, self._column] = words
        elif tag == "c" and self._is_formula and self._kind == "n":
            self._uncounted += 1

    def sheet(self, boxes: tuple[str, ...]) -> Sheet:
        """All cells that were met, with the text boxes on the sheet."""
        hidden = frozenset(self._hidden_rows), frozenset(self._hidden_columns)
        return Sheet(
            self._name, self._cells, tuple(self._merged), self._hidden, *hidden, boxes, self._uncounted, self._struck
        )

    def _merge(self, reference: str) -> None:
        first, _, last = reference.partition(":")
        start, end = _place(first), _place(last)
        if start and end and len(self._merged) < MERGED:
            self._merged.append(Area(*start, max(end[0] - start[0], 0) + 1, max(end[1] - start[1], 0) + 1))


def _styles(package: Package, part: str) -> dict[int, _Style]:
    """The styles of cells by their numbers."""
    codes = dict(BUILT_IN)
    fonts: list[bool] = []
    found: dict[int, _Style] = {}
    inside = ""

    def start(tag: str, given: Mapping[str, str]) -> None:
        nonlocal inside
        if tag == "numFmt":
            codes[_whole(given.get("numFmtId", ""))] = given.get("formatCode", "")
        elif tag in ("cellXfs", "fonts"):
            inside = tag
        elif tag == "font" and inside == "fonts":
            fonts.append(False)
        elif tag == "strike" and inside == "fonts" and fonts:
            fonts[-1] = given.get("val", "1") in _TRUE
        elif tag == "xf" and inside == "cellXfs":
            font = _whole(given.get("fontId", "0"))
            code = codes.get(_whole(given.get("numFmtId", "0")), GENERAL)
            found[len(found)] = _Style(code, font < len(fonts) and fonts[font])

    def end(tag: str, _: str) -> None:
        nonlocal inside
        inside = "" if tag == inside else inside

    package.walk(part, start, end)
    return found


def _place(reference: str) -> Place | None:
    """Row and column of a reference: (12, 28) of AB12."""
    found = _REFERENCE.match(reference)
    if not found:
        return None
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]), column


def _number(value: str) -> float | None:
    try:
        return float(value)
    except ValueError:
        return None


def _serial(value: str) -> float | None:
    """The number of a day that is stored as it is written: 2023-05-01T00:00:00."""
    try:
        return (datetime.fromisoformat(value.strip().removesuffix("Z")) - _DAY_ZERO).total_seconds() / 86_400
    except (ValueError, TypeError):
        return None


def _whole(value: str) -> int:
    return int(value) if value.isascii() and value.isdecimal() and len(value) < 10 else 0


def _unescaped(words: str) -> str:
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), words) if "_x" in words else words
