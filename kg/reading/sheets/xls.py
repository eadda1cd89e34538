"""Workbooks of Excel 5 to 2003 and of WPS (.xls, .et) → sheets, with every value as its number format shows it.

Excel 97 and later (BIFF8) have words in UTF-16, those before (BIFF5) in the encoding that the workbook names.
"""

import struct
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from kg.reading.sheets.compound import stream
from kg.reading.sheets.runs import Runs
from kg.reading.sheets.sheet import Area, Budget, Place, Sheet
from kg.reading.sheets.shown import BUILT_IN, GENERAL, packed, seen

_FORMULA, _FILEPASS, _DATEMODE, _CONTINUE, _CODEPAGE = 0x06, 0x2F, 0x22, 0x3C, 0x42
_COLINFO, _BOUNDSHEET, _MULRK, _XF, _MERGED, _SST, _LABELSST = 0x7D, 0x85, 0xBD, 0xE0, 0xE5, 0xFC, 0xFD
_NUMBER, _LABEL, _BOOLERR, _STRING, _ROW, _RK = *range(0x203, 0x206), 0x207, 0x208, 0x27E
_FORMAT, _BOF, _EOF = 0x41E, 0x809, 0x0A
_RSTRING = 0xD6
_FONT = 0x31
_STRIKEOUT, _SUPERSCRIPT = 8, 1
_NO_FONT = 4  # the number that fonts leave out
_BIFF8 = 0x600
_UTF16 = 1200
_LAST_COLUMN = 256

Record = tuple[int, bytes]


class _Font(NamedTuple):
    """How words are set: above the line, or struck through."""

    above: bool
    struck: bool


Set = tuple[tuple[int, _Font], ...]
"""The runs of words behind the first: the character that each begins at, and its font."""

_PLAIN = _Font(above=False, struck=False)


def sheets(data: bytes) -> list[Sheet]:
    """The sheets of a workbook in its order. ValueError, struct.error or IndexError if it is damaged, PermissionError
    if it is protected, TooLarge."""
    book = stream(data, "Workbook", "Book", "WORKBOOK", "BOOK")
    return _Book(book).sheets() if book else []


class _Book:
    def __init__(self, book: bytes) -> None:
        self._data = book
        self._is_wide = struct.unpack_from("<H", book, 4)[0] >= _BIFF8
        self._encoding = "gb18030"
        self._from_1904 = False
        self._listed: list[tuple[int, bool, str]] = []
        self._formats = dict(BUILT_IN)
        self._fonts: list[_Font] = []
        self._styles: list[tuple[_Font, int]] = []
        self._words: list[tuple[str, Set]] = []
        self._struck = False
        self._budget = Budget()
        shared: list[bytes] = []
        is_shared = False
        for kind, data in self._records(0):
            if kind == _FILEPASS:
                raise PermissionError("it is protected by a password")
            is_shared = kind == _SST or (kind == _CONTINUE and is_shared)
            if is_shared:
                shared.append(data)
            else:
                self._take(kind, data)
        if shared:
            self._words = list(_Strings(shared, self._fonts).read())

    def _take(self, kind: int, data: bytes) -> None:
        """A record that all sheets share."""
        if kind == _CODEPAGE:
            page = struct.unpack_from("<H", data)[0]
            self._encoding = "gb18030" if page in (936, _UTF16) else f"cp{page}"
        elif kind == _DATEMODE:
            self._from_1904 = data[:2] == b"\x01\0"
        elif kind == _BOUNDSHEET:
            at, state, kind_of_sheet = struct.unpack_from("<IBB", data)
            if kind_of_sheet == 0:
                self._listed.append((at, bool(state & 3), self._short(data[6:])))
        elif kind == _FORMAT:
            number = struct.unpack_from("<H", data)[0]
            self._formats[number] = self._long(data[2:]) if self._is_wide else self._short(data[2:])
        elif kind == _FONT:
            flags, position = struct.unpack_from("<H4xH", data, 2)
            self._fonts.append(_Font(position == _SUPERSCRIPT, bool(flags & _STRIKEOUT)))
        elif kind == _XF:
            font, number = struct.unpack_from("<HH", data)
            self._styles.append((_font(self._fonts, font), number))

    def sheets(self) -> list[Sheet]:
        """All sheets."""
        return [self._sheet(*one) for one in self._listed]

    def _sheet(self, at: int, hidden: bool, name: str) -> Sheet:
        cells: dict[Place, str] = {}
        merged: list[Area] = []
        hidden_rows: set[int] = set()
        hidden_columns: set[int] = set()
        waiting: tuple[Place, int] | None = None
        self._struck = False
        for kind, data in self._records(at):
            self._budget.see()
            if kind == _ROW and struct.unpack_from("<H", data, 12)[0] & 0x20:
                hidden_rows.add(struct.unpack_from("<H", data)[0] + 1)
            elif kind == _COLINFO and struct.unpack_from("<H", data, 8)[0] & 1:
                first, last = struct.unpack_from("<HH", data)
                after = max(hidden_columns, default=0)  # columns stand in their order
                hidden_columns.update(range(max(first, after) + 1, min(last, _LAST_COLUMN) + 2))
            elif kind == _MERGED:
                merged += _areas(data)
            elif kind == _STRING and waiting:
                self._set(cells, *waiting, self._long(data))
            elif kind == _MULRK:
                self._many(cells, data)
            elif kind in (_NUMBER, _LABEL, _RSTRING, _BOOLERR, _RK, _FORMULA, _LABELSST):
                row, column, style = struct.unpack_from("<HHH", data)
                place = row + 1, column + 1
                if kind == _LABELSST:
                    self._label(cells, place, style, struct.unpack_from("<I", data, 6)[0])
                    continue
                value = self._value(kind, data)
                waiting = (place, style) if value is None else None
                if value is not None:
                    self._set(cells, place, style, value)
        unseen = frozenset(hidden_rows), frozenset(hidden_columns)
        return Sheet(name, cells, tuple(merged), hidden, *unseen, struck=self._struck)

    def _value(self, kind: int, data: bytes) -> str | float | bool | None:
        """The value of a cell; None of a formula whose words stand in the next record."""
        if kind == _NUMBER:
            return float(struct.unpack_from("<d", data, 6)[0])
        if kind == _RK:
            return packed(struct.unpack_from("<I", data, 6)[0])
        if kind == _BOOLERR:
            return "" if data[7] else bool(data[6])
        if kind in (_LABEL, _RSTRING):
            return self._long(data[6:])
        if data[12:14] != b"\xff\xff":
            return float(struct.unpack_from("<d", data, 6)[0])
        return {0: None, 1: bool(data[8])}.get(data[6], "")

    def _many(self, cells: dict[Place, str], data: bytes) -> None:
        """Numbers side by side in one record."""
        row, first = struct.unpack_from("<HH", data)
        for n in range((len(data) - 6) // 6):
            style, number = struct.unpack_from("<HI", data, 4 + 6 * n)
            self._set(cells, (row + 1, first + n + 1), style, packed(number))

    def _label(self, cells: dict[Place, str], place: Place, style: int, at: int) -> None:
        """Words that cells share: their first run is set as the cell is, the others as their own fonts say."""
        words, behind = self._words[at] if at < len(self._words) else ("", ())
        told = Runs()
        for (start, font), (end, _) in pairwise([(0, self._style(style)[0]), *behind, (len(words), _PLAIN)]):
            told.add(words[start:end], above=font.above, struck=font.struck)
        seen_of_it, struck = told.told()
        self._struck = self._struck or struck
        self._put(cells, place, style, seen_of_it)

    def _set(self, cells: dict[Place, str], place: Place, style: int, value: str | float | bool) -> None:
        if self._style(style)[0].struck:
            self._struck = self._struck or value != ""
        else:
            self._put(cells, place, style, value)

    def _put(self, cells: dict[Place, str], place: Place, style: int, value: str | float | bool) -> None:
        words = seen(value, self._formats.get(self._style(style)[1], GENERAL), from_1904=self._from_1904)
        if words:
            self._budget.take(words)
            cells[place] = words

    def _style(self, number: int) -> tuple[_Font, int]:
        """The font of a cell, and the number of its format."""
        return self._styles[number] if number < len(self._styles) else (_PLAIN, 0)

    def _records(self, at: int) -> Iterator[Record]:
        """The records from a place to the end of what begins there."""
        depth = 0
        while at + 4 <= len(self._data):
            kind, length = struct.unpack_from("<HH", self._data, at)
            depth += (kind == _BOF) - (kind == _EOF)
            if depth <= 0:
                return
            if depth == 1:
                yield kind, self._data[at + 4 : at + 4 + length]
            at += 4 + length

    def _short(self, data: bytes) -> str:
        """Words behind their length in one byte."""
        return self._text(data[0], data[1:])

    def _long(self, data: bytes) -> str:
        """Words behind their length in two bytes."""
        return self._text(struct.unpack_from("<H", data)[0], data[2:])

    def _text(self, length: int, data: bytes) -> str:
        if not self._is_wide:
            return data[:length].decode(self._encoding, "replace")
        if data[:1] and data[0] & 1:
            return data[1 : 1 + 2 * length].decode("utf-16-le", "replace")
        return data[1 : 1 + length].decode("latin-1")


class _Strings:
    """The words that cells share, in records that may end in the midst of them."""

    def __init__(self, records: list[bytes], fonts: Sequence[_Font]) -> None:
        self._records = records
        self._fonts = fonts
        self._record = 0
        self._at = 8

    def read(self) -> Iterator[tuple[str, Set]]:
        """Each of the words, in their order, with its runs."""
        budget = Budget()
        for _ in range(struct.unpack_from("<I", self._records[0], 4)[0]):
            if self._record >= len(self._records):
                return
            words, runs = self._one()
            budget.take(words)
            yield words, runs

    def _one(self) -> tuple[str, Set]:
        length, flags = struct.unpack("<HB", self._bytes(3))
        runs = struct.unpack("<H", self._bytes(2))[0] if flags & 8 else 0
        extra = struct.unpack("<I", self._bytes(4))[0] if flags & 4 else 0
        said: list[str] = []
        while length > 0 and self._record < len(self._records):
            rest = self._records[self._record][self._at :]
            size = 2 if flags & 1 else 1
            piece = rest[: min(length, len(rest) // size) * size]
            said.append(piece.decode("utf-16-le" if size == 2 else "latin-1", "replace"))
            length -= len(piece) // size
            self._at += len(piece)
            if length:
                self._next()
                flags = self._bytes(1)[0] if self._record < len(self._records) else 0
        formatted = self._bytes(4 * runs)
        self._bytes(extra)
        whole = struct.iter_unpack("<HH", formatted[: len(formatted) & ~3])
        return "".join(said), tuple((at, _font(self._fonts, font)) for at, font in whole)

    def _bytes(self, size: int) -> bytes:
        found = b""
        while len(found) < size and self._record < len(self._records):
            piece = self._records[self._record][self._at : self._at + size - len(found)]
            found += piece
            self._at += len(piece)
            if len(found) < size:
                self._next()
        return found

    def _next(self) -> None:
        self._record += 1
        self._at = 0


def _font(fonts: Sequence[_Font], number: int) -> _Font:
    at = number - (number > _NO_FONT)
    return fonts[at] if at < len(fonts) else _PLAIN


def _areas(data: bytes) -> list[Area]:
    count = min(struct.unpack_from("<H", data)[0], (len(data) - 2) // 8)
    found = []
    for n in range(count):
        top, bottom, left, right = struct.unpack_from("<4H", data, 2 + 8 * n)
        found.append(Area(top + 1, left + 1, max(bottom - top, 0) + 1, max(right - left, 0) + 1))
    return found
