"""The grid of a table, as Word, web pages, sheets and PDF print it → its captions, one row of headers, rows and notes.

Cells that go over several columns or rows are told in each of them where they are words: the place that stands beside
five clusters is the place of each. A figure is told once. A grid whose first row is running text lays out a page and is
no table.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.lexicon import any_of, words
from kg.reading.columns import is_period, role

_FIGURE = re.compile(r"[-+±]?[\d,，.．]+\s?[%％‰]?")
_NOTE = re.compile(rf"[（(]?(?:[资数][料据])?{any_of(words('tables', 'remark'))}\d?[）)]?[：:]")
_BLANKS = re.compile(r"\s+")
_HAN_GAP = re.compile("(?<=[\u3400-\u9fff（）()、])\\s+(?=[\u3400-\u9fff（）()、])")
_RUNNING = re.compile("[。；！？]")
_AGAIN = re.compile(rf"{any_of(words('tables', 'continued'))}(?=\s|\d|$)|[（(]续[）)]")
_UNITS = frozenset(words("units"))
_GROUPS = words("tables", "caption")
_MOST_HEADERS = 4
_FEWEST = 2
_WIDEST = 1000  # columns that one cell may go over, as in HTML
_LARGEST = 2_000_000  # places of a grid
_LONGEST = 60  # characters of a header


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
    """A table of the rows that are printed; what has one column or one row, or no end, is lines and no table."""
    width = max((sum(min(slot.columns, _WIDEST) for slot in row.slots) for row in printed), default=0)
    if width * len(printed) > _LARGEST:
        lines = [Line(tuple(slot.words for slot in row.slots if slot.words), row.number, row.page) for row in printed]
        return Laid(tuple(lines), Line((), 0), (), ())
    lines, starts = _spread(printed)
    kept = [at for at, line in enumerate(lines) if any(line.cells)]
    if len(kept) < _FEWEST or len(lines[0].cells) < _FEWEST:
        return Laid(_once(starts, lines, kept), Line((), 0), (), ())
    first = next((n for n, at in enumerate(kept) if not _is_banner(starts[at])), len(kept))
    captions, kept = kept[:first], kept[first:]
    last = _notes(starts, kept)
    notes, kept = kept[last:], kept[:last]
    heads = _heads(printed, starts, kept)
    if any(_is_running(words) for at in kept[:heads] for words in starts[at]):
        return Laid(_once(starts, lines, [*captions, *kept, *notes]), Line((), 0), (), ())
    header = _header([lines[at] for at in kept[:heads]], [starts[at] for at in kept[:heads]])
    again = {header.cells, *(lines[at].cells for at in kept[:heads])}
    said = {_said(starts[at]) for at in captions}
    rows = tuple(
        _body(starts[at], lines[at])
        for at in kept[heads:]
        if lines[at].cells not in again and not _is_continued(starts[at], said)
    )
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
            columns = min(slot.columns, _WIDEST)
            for over in range(column, column + columns):
                full[over] = words
                if slot.rows > 1:
                    open_cells[over] = (slot.rows - 1, words)
            column += columns
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


def _is_running(words: str) -> bool:
    return len(words) > _LONGEST or bool(_RUNNING.search(words))


def _is_continued(cells: Sequence[str], captions: Iterable[str]) -> bool:
    """Whether a row tells again, on the next page, what stands over the table: 续表, 表3（续）, 单位：万元."""
    said = _said(cells)
    return _is_banner(cells) and (said in captions or bool(_AGAIN.search(said)))


def _notes(starts: Sequence[Sequence[str]], kept: Sequence[int]) -> int:
    """Where the lines below a table begin: with 注：, or with a sentence, below its last row of several cells."""
    below = len(kept)
    while below and _is_banner(starts[kept[below - 1]]):
        below -= 1
    said = [_said(starts[at]) for at in kept[below:]]
    return next((below + n for n, words in enumerate(said) if _NOTE.match(words) or _is_running(words)), len(kept))


def _heads(printed: Sequence[Printed], starts: Sequence[Sequence[str]], kept: Sequence[int]) -> int:
    """How many rows at the top are headers: those the file marks, else the first and those that share it by cells that
    go over several rows or columns, and a row of units below."""
    marked = 0
    while marked < len(kept) and printed[kept[marked]].head:
        marked += 1
    if marked:
        return min(marked, _MOST_HEADERS)
    if not kept:
        return 0
    deep = 1 if len(kept) == 1 else _grouped(printed, starts, kept)
    at = 1
    while at < min(deep, len(kept), _MOST_HEADERS):
        deep = max(deep, at + max((slot.rows for slot in printed[kept[at]].slots if slot.words), default=1))
        at += 1
    if deep + 1 < len(kept) and _are_units(starts[kept[deep]]):
        deep += 1
    return min(deep, len(kept), _MOST_HEADERS)


def _grouped(printed: Sequence[Printed], starts: Sequence[Sequence[str]], kept: Sequence[int]) -> int:
    """How many rows the headers of the first row make up with those below that they group: 2022年 over 产值, 利税."""
    slots = [slot for slot in printed[kept[0]].slots if slot.words]
    deep = max((slot.rows for slot in slots), default=1)
    if deep > 1:
        return deep
    first, below = starts[kept[0]], starts[kept[1]]
    if any(slot.columns > 1 for slot in slots):
        return 1 if any(map(_FIGURE.fullmatch, below)) else 2
    open_below = [words for above, words in zip(first, below, strict=True) if words and not above]
    grouped = open_below and all(is_period(words) or role(words) for words in below if words)
    return 2 if grouped and not any(map(_FIGURE.fullmatch, below)) else 1


def _are_units(cells: Sequence[str]) -> bool:
    """Whether a row tells the units of the columns above: 个, 万元, 万元."""
    said = [words for words in cells[1:] if words]
    return bool(said) and cells[0] in ("", "单位", "计量单位") and all(map(_is_unit, said))


def _is_unit(words: str) -> bool:
    return words.strip("（）()").lstrip("十百千万亿") in _UNITS


def _header(lines: Sequence[Line], starts: Sequence[Sequence[str]]) -> Line:
    """One row of headers: 2023年 over 产值（万元） is 2023年产值（万元）; a group that tells nothing falls away."""
    if not lines:
        return Line((), 0)
    told = [list(line.cells) for line in lines]
    for above, cells, below in zip(told, starts, starts[1:], strict=False):
        for at in range(1, len(above)):
            if not above[at] and not cells[at] and below[at] and below[at - 1]:
                above[at] = above[at - 1]
    columns = zip(*told, strict=True)
    return Line(
        tuple(_joined(list(dict.fromkeys(map(_tight, column)))) for column in columns), lines[0].number, lines[0].page
    )


def _joined(words: Sequence[str]) -> str:
    """The words of the headers over one column as one header."""
    said = [word for word in words if word]
    if len(said) < 2:
        return said[0] if said else ""
    if _is_unit(said[-1]):
        return f"{_joined(said[:-1])}（{said[-1].strip('（）()')}）"
    return "".join([*(word for word in said[:-1] if is_period(word) or not _tells_nothing(word, said[-1])), said[-1]])


def _tells_nothing(group: str, header: str) -> bool:
    """Whether a header over others says no more than they do: 主要指标, 企业 over 企业数."""
    return group.endswith(_GROUPS) or header.startswith(group)


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
