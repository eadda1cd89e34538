"""Binary workbooks of Excel (.xlsb) → sheets, with every value as its number format shows it."""

import struct
from collections.abc import Iterator

from kg.reading.package import Package
from kg.reading.sheets.sheet import Area, Budget, Place, Sheet
from kg.reading.sheets.shown import BUILT_IN, GENERAL, packed, seen

BOOK = "xl/workbook.bin"
"""The part that tells a binary workbook."""

_ROW, _RK, _ERROR, _BOOL, _REAL, _TEXT, _SHARED = 0, 2, 3, 4, 5, 6, 7
_OF_TEXT, _OF_REAL, _OF_BOOL, _OF_ERROR = 8, 9, 10, 11
_ITEM, _FORMAT, _STYLE, _COLUMNS, _RICH, _PROPERTIES, _SHEET, _MERGED, _STYLES, _END_OF_STYLES = (
    *(19, 44, 47, 60, 62, 153, 156, 176, 617, 618),
)
_LAST_COLUMN = 16_384


def sheets(package: Package) -> list[Sheet]:
    """The sheets of a workbook in its order. What the package raises, struct.error or IndexError, and TooLarge."""
    return _Book(package).sheets()


class _Book:
    def __init__(self, package: Package) -> None:
        self._package = package
        self._budget = Budget()
        self._from_1904 = False
        self._words: list[str] = []
        self._listed: list[tuple[str, str, bool]] = []
        parts = package.targets(BOOK, "worksheet")
        shared = next(iter(package.targets(BOOK, "sharedStrings").values()), "")
        styles = next(iter(package.targets(BOOK, "styles").values()), "")
        for kind, data in _records(package.read(BOOK)):
            if kind == _PROPERTIES:
                self._from_1904 = bool(data[0] & 1)
            elif kind == _SHEET:
                relation = _text(data, 8)
                name = _text(data, 12 + 2 * len(relation))
                if relation in parts:
                    self._listed.append((name, parts[relation], bool(struct.unpack_from("<I", data)[0])))
        budget = Budget()
        for kind, data in _records(package.read(shared)):
            if kind == _ITEM:
                self._words.append(_text(data, 1))
                budget.take(self._words[-1])
        self._formats = _formats(package.read(styles))

    def sheets(self) -> list[Sheet]:
        """All sheets."""
        return [self._sheet(*one) for one in self._listed]

    def _sheet(self, name: str, part: str, hidden: bool) -> Sheet:
        cells: dict[Place, str] = {}
        merged: list[Area] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        row = 0
        for kind, data in _records(self._package.read(part)):
            self._budget.see()
            if kind == _ROW:
                row = struct.unpack_from("<I", data)[0] + 1
                if data[11] & 0x10:
                    hidden_rows.add(row)
            elif kind == _COLUMNS and struct.unpack_from("<H", data, 16)[0] & 1:
                first, last = struct.unpack_from("<II", data)
                after = max(hidden_columns, default=0)  # columns stand in their order
                hidden_columns.update(range(max(first, after) + 1, min(last, _LAST_COLUMN) + 2))
            elif kind == _MERGED:
                top, bottom, left, right = struct.unpack_from("<4I", data)
                merged.append(Area(top + 1, left + 1, max(bottom - top, 0) + 1, max(right - left, 0) + 1))
            elif _RK <= kind <= _OF_ERROR or kind == _RICH:
                column, style = struct.unpack_from("<II", data)
                code = self._formats.get(style & 0xFFFFFF, GENERAL)
                words = seen(self._value(kind, data), code, from_1904=self._from_1904)
                if words:
                    self._budget.take(words)
                    cells[row, column + 1] = words
        return Sheet(name, cells, tuple(merged), hidden, frozenset(hidden_rows), frozenset(hidden_columns))

    def _value(self, kind: int, data: bytes) -> str | float | bool:
        if kind == _RK:
            return packed(struct.unpack_from("<I", data, 8)[0])
        if kind in (_REAL, _OF_REAL):
            return float(struct.unpack_from("<d", data, 8)[0])
        if kind in (_BOOL, _OF_BOOL):
            return bool(data[8])
        if kind in (_TEXT, _OF_TEXT):
            return _text(data, 8)
        if kind == _RICH:
            return _text(data, 9)
        if kind == _SHARED:
            at = struct.unpack_from("<I", data, 8)[0]
            return self._words[at] if at < len(self._words) else ""
        return ""


def _formats(data: bytes) -> dict[int, str]:
    """The formats of the styles of cells, by their numbers."""
    codes = dict(BUILT_IN)
    found: dict[int, str] = {}
    inside = False
    for kind, record in _records(data):
        if kind == _FORMAT:
            codes[struct.unpack_from("<H", record)[0]] = _text(record, 2)
        elif kind in (_STYLES, _END_OF_STYLES):
            inside = kind == _STYLES
        elif kind == _STYLE and inside:
            found[len(found)] = codes.get(struct.unpack_from("<H", record, 2)[0], GENERAL)
    return found


def _records(data: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a part."""
    at = 0
    while at < len(data):
        kind, at = _number(data, at, 2)
        length, at = _number(data, at, 4)
        yield kind, data[at : at + length]
        at += length


def _number(data: bytes, at: int, most: int) -> tuple[int, int]:
    """A number of seven bits a byte, the first the lowest, and where it ends."""
    number = 0
    for n in range(most):
        if at >= len(data):
            break
        byte = data[at]
        at += 1
        number |= (byte & 0x7F) << (7 * n)
        if byte < 0x80:
            break
    return number, at


def _text(data: bytes, at: int) -> str:
    """Words behind their length in four bytes; none where the length says that there are none."""
    length = struct.unpack_from("<I", data, at)[0]
    return "" if length == 0xFFFFFFFF else data[at + 4 : at + 4 + 2 * length].decode("utf-16-le", "replace")
