"""The grid of a table, as Word, web pages, sheets and PDF print it → its captions, one row of headers, rows and notes.

Cells that go over several columns or rows are told in each of them where they are words: the place that stands beside
five clusters is the place of each. A figure is told once.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.reading.columns import is_header, is_period

_FIGURE = re.compile(r"[-+±]?[\d,，.．]+\s?[%％‰]?")
_NOTE = re.compile(r"[（(]?(?:注|备注|说明|资料来源|数据来源|来源)\d?[）)]?[：:]")
_BLANKS = re.compile(r"\s+")
_HAN_GAP = re.compile("(?<=[\u3400-\u9fff（）()、])\\s+(?=[\u3400-\u9fff（）()、])")
_MOST_HEADERS = 4
_FEWEST = 2


@dataclass(frozen=True, slots=True)
class Slot:
    """A cell as it is printed: its words, and how many rows and columns it goes over."""

    words: str
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Printed:
    """A row as it is printed: the cells that begin in it, its number from 1, its page (0 without), and whether the file
    itself says that it is one of headers."""

    slots: tuple[Slot, ...]
    number: int
    page: int = 0
    head: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a table: a text for each column, its number as printed, and its page (0 without)."""

    cells: tuple[str, ...]
    number: int
    page: int = 0


@dataclass(frozen=True, slots=True)
class Laid:
    """A table: lines that stand over it, its headers, its rows, and the notes below; without rows no table."""

    captions: tuple[Line, ...]
    header: Line
    rows: tuple[Line, ...]
    notes: tuple[Line, ...]


def laid(printed: Sequence[Printed]) -> Laid:
    """A table of the rows that are printed; what has one column or one row is lines and no table."""
    lines, starts = _spread(printed)
    kept = [at for at, line in enumerate(lines) if any(line.cells)]
    if len(kept) < _FEWEST or len(lines[0].cells) < _FEWEST:
        return Laid(_once(starts, lines, kept), Line((), 0), (), ())
    first = next((n for n, at in enumerate(kept) if not _is_banner(starts[at])), len(kept))
    captions, kept = kept[:first], kept[first:]
    last = len(kept)
    while last and _is_banner(starts[kept[last - 1]]) and _NOTE.match(_said(starts[kept[last - 1]])):
        last -= 1
    notes, kept = kept[last:], kept[:last]
    heads = _heads(printed, starts, kept)
    header = _header([lines[at] for at in kept[:heads]])
    again = {header.cells, *(lines[at].cells for at in kept[:heads])}
    rows = tuple(_body(starts[at], lines[at]) for at in kept[heads:] if lines[at].cells not in again)
    if not rows:
        return Laid(_once(starts, lines, [*captions, *kept, *notes]), Line((), 0), (), ())
    return Laid(_once(starts, lines, captions), header, rows, _once(starts, lines, notes))


def _once(starts: Sequence[Sequence[str]], lines: Sequence[Line], chosen: Iterable[int]) -> tuple[Line, ...]:
    """Rows with each cell told where it begins, and only if it has words."""
    return tuple(Line(tuple(filter(None, starts[at])), lines[at].number, lines[at].page) for at in chosen)


def _spread(printed: Sequence[Printed]) -> tuple[list[Line], list[list[str]]]:
    """Each row with all its columns filled by the cells that go over them; and with each cell where it begins only."""
    width = 0
    open_cells: dict[int, tuple[int, str]] = {}
    lines: list[Line] = []
    starts: list[list[str]] = []
    for row in printed:
        full: dict[int, str] = {}
        begun: dict[int, str] = {}
        for column in list(open_cells):
            left, words = open_cells.pop(column)
            full[column] = "" if _FIGURE.fullmatch(words) else words
            if left > 1:
                open_cells[column] = (left - 1, words)
        column = 0
        for slot in row.slots:
            while column in full:
                column += 1
            words = slot.words.strip()
            begun[column] = words
            for over in range(column, column + slot.columns):
                full[over] = words
                if slot.rows > 1:
                    open_cells[over] = (slot.rows - 1, words)
            column += slot.columns
        width = max(width, *full, 0)
        lines.append(Line(tuple(full.get(at, "") for at in range(width + 1)), row.number, row.page))
        starts.append([begun.get(at, "") for at in range(width + 1)])
    lines = [Line((*line.cells, *[""] * (width + 1 - len(line.cells))), line.number, line.page) for line in lines]
    return lines, [[*cells, *[""] * (width + 1 - len(cells))] for cells in starts]


def _is_banner(cells: Sequence[str]) -> bool:
    """Whether a row has one cell with words, and they are of the table, not of a column."""
    return sum(map(bool, cells)) == 1 and len(cells) > 1


def _said(cells: Sequence[str]) -> str:
    return next(filter(None, cells), "")


def _heads(printed: Sequence[Printed], starts: Sequence[Sequence[str]], kept: Sequence[int]) -> int:
    """How many rows at the top are headers: those the file marks, else the first and those that share it by cells that
    go over several rows or columns."""
    marked = 0
    while marked < len(kept) and printed[kept[marked]].head:
        marked += 1
    if marked:
        return min(marked, _MOST_HEADERS)
    if not kept:
        return 0
    slots = printed[kept[0]].slots
    deep = max((slot.rows for slot in slots), default=1)
    wide = any(slot.columns > 1 for slot in slots)
    if deep == 1 and wide and len(kept) > 1 and not any(map(_FIGURE.fullmatch, starts[kept[1]])):
        deep = 2
    return min(deep, len(kept), _MOST_HEADERS)


def _header(lines: Sequence[Line]) -> Line:
    """One row of headers: 2023年 over 产值（万元） is 2023年产值（万元）; a group that tells nothing falls away."""
    if not lines:
        return Line((), 0)
    columns = zip(*(line.cells for line in lines), strict=True)
    return Line(
        tuple(_joined(list(dict.fromkeys(map(_tight, column)))) for column in columns), lines[0].number, lines[0].page
    )


def _joined(words: Sequence[str]) -> str:
    """The words of the headers over one column as one header."""
    said = [word for word in words if word]
    if len(said) < 2:
        return said[0] if said else ""
    whole = "".join(said)
    if is_header(said[-1]) and not is_header(whole):
        return "".join([*(word for word in said[:-1] if is_period(word)), said[-1]])
    return whole


def _body(cells: Sequence[str], line: Line) -> Line:
    """A row below the headers: a cell over several columns is told in the first."""
    told = tuple(
        own or (whole if at == 0 or whole != line.cells[at - 1] else "")
        for at, (own, whole) in enumerate(zip(cells, line.cells, strict=True))
    )
    return Line(told, line.number, line.page)


def _tight(words: str) -> str:
    """The words of a header on one line, without the blanks that centre them."""
    return _HAN_GAP.sub("", _BLANKS.sub(" ", words)).strip()
