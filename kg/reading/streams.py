"""Tables that print left as a stream of cells: one on each line, or each closed with a bar.

项 目 | 单 位 | 2019年 | 海参 | 吨 | 22680 | …, with or without the bars: the kinds of the cells tell how wide a row is.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import any_of, table
from kg.model import Cell
from kg.reading.columns import grows, is_period, role, tells
from kg.reading.flattened import Row, Spans
from kg.reading.lines import Line, trimmed

_UNIT_WORD = any_of(table("units", "unit"))
_UNIT = re.compile(f"[（(]?[十百千万亿]{{0,3}}{_UNIT_WORD}(?:/[十百千万亿]{{0,3}}{_UNIT_WORD})?[）)]?")
_EMPTY = re.compile(r"(?:[-—–－/…·.]{1,6})?")
_FIGURE = re.compile(
    rf"[-−－+约近]?\d[\d,]*(?:\.\d+)?(?:[-—:]\d{{1,4}})?(?:[%％‰]|[十百千万亿]{{0,3}}(?:{_UNIT_WORD})?)"
)
_STOP = re.compile("[。！？；，“”：:]|^注|^资料来源")
_AGAIN = re.compile(rf"{any_of(table('tables', 'role', role='continued'))}|[（(]续[）)]")
_GOES_ON = re.compile("[、和及与（(]$")
_CLOSED = re.compile("[）)、和及与]")
_SPACE = re.compile(r"\s+")
_LONGEST = 40  # characters of a cell
_WIDEST = 40  # columns
_HEAD = 100  # cells at the head of a stream that tell how wide its rows are
_FEWEST = 2  # rows
_CLASSES = 3  # lines in turn that may name classes of rows
_REGISTER = 400  # characters of a cell of a register
_MOST = 12  # columns of a register


@dataclass(frozen=True, slots=True)
class Stream:
    """The cells of a stream and the kind of each: T text, F figure, P period, U unit, E empty."""

    text: str
    cells: Spans
    kinds: str
    barred: bool

    def words(self, at: int) -> str:
        """What a cell says, on one line and without blanks."""
        return _SPACE.sub("", self.text[slice(*self.cells[at])])


@dataclass(frozen=True, slots=True)
class Grid:
    """How the cells of a stream stand: where the headers and the first row start, how wide it is, its headers."""

    head: int
    first: int
    headers: tuple[str, ...]

    @property
    def width(self) -> int:
        """How many cells a row has."""
        return len(self.headers)


def streamed(text: str, lines: Sequence[Line], at: int) -> tuple[list[Row], int] | None:
    """The rows of the stream of cells that starts with line `at`, the headers' first, and the number of its lines."""
    barred = _is_barred(text, lines, at)
    if not barred and not _is_cell(text, lines[at]):
        return None
    if found := _register(text, lines, at):
        return found
    most = at + _HEAD * (2 if barred else 1)
    stream = _stream(text, lines, at, most, barred)
    grid = _grid(stream)
    if grid is None:
        return None
    rows, end = _rows(stream, grid)
    while most < len(lines) and end > len(stream.cells) - grid.width - _CLASSES:
        most += 2 * (most - at)
        stream = _stream(text, lines, at, most, barred)
        rows, end = _rows(stream, grid)
    if sum(len(row.cells) > 1 for row in rows) < _FEWEST:
        return None
    last = stream.cells[end - 1][1]
    taken = next((n for n in range(at, len(lines)) if lines[n].start > last), len(lines)) - at
    head = Row(stream.cells[0][0], stream.cells[grid.first - 1][1])
    return [head, *rows], taken


def _is_barred(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line holds or is followed by the bar that closes a cell; not one that bars stand at both sides of."""
    line = text[lines[at].start : lines[at].end]
    below = text[lines[at + 1].start : lines[at + 1].end] if at + 1 < len(lines) else ""
    return line == "|" or line.endswith("|") or (below == "|" and len(line) <= _LONGEST)


def _is_cell(text: str, line: Line) -> bool:
    return line.end - line.start <= _LONGEST and _may_be_cell(text[line.start : line.end])


@lru_cache(4096)
def _may_be_cell(words: str) -> bool:
    return not _STOP.search(words) and "|" not in words and "\t" not in words


def _stream(text: str, lines: Sequence[Line], at: int, most: int, barred: bool) -> Stream:
    end = at
    if not barred:
        while end < min(most, len(lines)) and _is_cell(text, lines[end]):
            end += 1
        cells = _joined(text, lines[at:end])
    else:
        while end < min(most, len(lines)) and _has_bar(text, lines, end):
            end += 1
        cells = list(_barred(text, lines[at].start, lines[end - 1].end))
    return Stream(text, cells, "".join(_kind(text[start:stop]) for start, stop in cells), barred)


def _joined(text: str, lines: Sequence[Line]) -> Spans:
    """A cell for each line, with the bracket that stands below it: 企业数 / （家）."""
    cells: Spans = []
    for line in lines:
        if cells and text[line.start] in "（(" and text[line.end - 1] in "）)":
            cells[-1] = (cells[-1][0], line.end)
        else:
            cells.append((line.start, line.end))
    return cells


def _has_bar(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line has a bar, or is a cell, or the first half of one, that the line below closes."""
    if "|" in text[lines[at].start : lines[at].end]:
        return True
    below = text[lines[at + 1].start : lines[at + 1].end] if at + 1 < len(lines) else ""
    return "|" in below and _is_cell(text, lines[at])


def _barred(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The cells of a stretch of text that bars close; what follows the last bar is one if it says something."""
    while (bar := text.find("|", start, end)) >= 0:
        yield trimmed(text, start, bar)
        start = bar + 1
    if text[start:end].strip():
        yield trimmed(text, start, end)


@lru_cache(4096)
def _kind(written: str) -> str:
    words = _SPACE.sub("", written)
    if _EMPTY.fullmatch(words):
        return "E"
    if is_period(words):
        return "P"
    if _FIGURE.fullmatch(words):
        return "F"
    return "U" if _UNIT.fullmatch(words) else "T"


def _grid(stream: Stream) -> Grid | None:
    """How the cells stand: the narrowest rows under as many headers, else under headers on two levels."""
    figure = stream.kinds.find("F", 0, _WIDEST * 2)
    if figure < 1:
        return None
    numbered = role(stream.words(0)) == "serial"
    firsts = (
        [figure]
        if numbered
        else [at for at in range(figure - 1, max(0, figure - 5), -1) if _may_start(stream, at, figure)]
    )
    tries = [(first, width) for first in firsts for width in range(max(2, figure - first + 1), _WIDEST + 1)]
    for heads in (_level, _levels, _spanned, _headless, _gapped):
        for first, width in tries:
            named = heads(stream, first, width)
            if named and any(map(tells, named)):
                grid = Grid(0, first, named)
                rows, _ = _rows(stream, grid, _FEWEST)
                if sum(len(row.cells) > 1 for row in rows) >= _FEWEST:
                    return grid
    return None


def _may_start(stream: Stream, at: int, figure: int) -> bool:
    """Whether the first row may start here: with a name that is no header, words or units up to its first figure."""
    words = stream.words(at)
    said = stream.kinds[at] in "TP" and all(kind in "TUE" for kind in stream.kinds[at:figure].replace("P", "T", 1))
    return said and not grows(words) and words not in map(stream.words, range(at))


def _level(stream: Stream, first: int, width: int) -> tuple[str, ...] | None:
    """As many headers as columns, the first of them no period of the caption's."""
    if first != width or (stream.kinds[0] == "P" and not stream.barred) or "E" in stream.kinds[1:first]:
        return None
    return tuple(map(stream.words, range(first)))


def _levels(stream: Stream, first: int, width: int) -> tuple[str, ...] | None:
    """Rows of headers with an empty cell behind each that spans more columns; a lone first cell is a caption."""
    if not stream.barred or first % width or not 2 <= first // width <= 3:
        return None
    named = [""] * width
    for start in range(0, first, width):
        level = list(map(stream.words, range(start, start + width)))
        if not any(level[1:]):
            continue
        over = ""
        for column, words in enumerate(level):
            over = words or (over if column and start + width < first else "")
            named[column] = f"{named[column]} {over}".strip()
    return tuple(named)


def _spanned(stream: Stream, first: int, width: int) -> tuple[str, ...] | None:
    """Headers on two levels without empty cells: 行业 产值 利润 本月 累计 本月 累计, 行业 产值 本月 累计 利润 …."""
    groups = first - width
    below = width - 1
    if stream.barred or groups < 2 or below <= groups or stream.kinds[0] == "P":
        return None
    named = list(map(stream.words, range(first)))
    each = (first - 1) // groups
    blocks = [named[n : n + each] for n in range(1, first, each)]
    if each * groups == first - 1 and all(block[1:] == blocks[0][1:] for block in blocks):
        return (named[0], *(f"{block[0]} {words}" for block in blocks for words in block[1:]))
    upper, lower = named[1 : 1 + groups], named[1 + groups :]
    starts = [n for n, words in enumerate(lower) if words == lower[0]]
    if len(starts) != groups or len(set(upper)) != groups:
        return None
    over = [upper[sum(start <= n for start in starts) - 1] for n in range(below)]
    return (named[0], *(f"{words} {part}" for words, part in zip(over, lower, strict=True)))


def _gapped(stream: Stream, first: int, width: int) -> tuple[str, ...] | None:
    """As many headers as columns, some of them empty."""
    return tuple(map(stream.words, range(first))) if stream.barred and first == width else None


def _headless(stream: Stream, first: int, width: int) -> tuple[str, ...] | None:
    """Periods or measures over all columns but the first, whose header print has lost."""
    named = tuple(map(stream.words, range(first)))
    return ("", *named) if first == width - 1 and all(is_period(words) or tells(words) for words in named) else None


def _rows(stream: Stream, grid: Grid, most: int = 0) -> tuple[list[Row], int]:
    """The rows under the headers, `most` at the most, and the cell behind the last."""
    rows: list[Row] = []
    above: Spans = []
    if stream.barred:
        above = [stream.cells[n] for n in range(0, grid.first, grid.width) if _alone(stream, n, grid.width)]
    captions = len(above)
    model = stream.kinds[grid.first : grid.first + grid.width]
    head = [stream.words(n) for n in range(grid.first)]
    at = grid.first
    classes = 0
    if len(model) < grid.width:  # the text ends within the first row
        return rows, at
    while at < len(stream.cells) and not (most and sum(len(row.cells) > 1 for row in rows) >= most):
        spans, taken = _row(stream, at, model)
        if spans:
            classes = 0
            rows.append(_told(grid.headers, spans, above))
        elif head and [stream.words(n) for n in range(at, min(at + len(head), len(stream.cells)))] == head:
            taken = len(head)
        elif (taken := _class(stream, at, grid.width)) and classes < _CLASSES:
            classes += 1
            if not _AGAIN.search(stream.words(at)):
                above = [*above[:captions], stream.cells[at]]
                rows.append(_told(grid.headers[:1], [stream.cells[at]], above[:captions]))
        else:
            break
        at += taken
    while rows and len(rows[-1].cells) == 1:
        at = next(n for n, cell in enumerate(stream.cells) if cell[0] == rows[-1].start)
        rows.pop()
    return rows, at


def _told(headers: Sequence[str], spans: Spans, above: Spans) -> Row:
    cells = tuple(Cell(name, *span) for name, span in zip(headers, spans, strict=True))
    end = max(cell.end for cell in cells if cell.start < cell.end)
    return Row(cells[0].start, end, cells, tuple(above))


def _alone(stream: Stream, at: int, width: int) -> bool:
    """Whether the first of so many cells says something and no other does."""
    rest = stream.kinds[at + 1 : at + width]
    return stream.kinds[at] == "T" and len(rest) == width - 1 and set(rest) <= {"E"}


def _row(stream: Stream, at: int, model: str) -> tuple[Spans, int]:
    """The cells of a row and how many were taken, more where its name was broken over two lines; none if it is none."""
    width = len(model)
    if _fits(stream, at, model):
        return stream.cells[at : at + width], width
    if stream.barred or stream.kinds[at] != "T" or not _fits(stream, at + 1, model):
        return [], 0
    if _GOES_ON.search(stream.words(at)) or _CLOSED.match(stream.words(at + 1)):
        rest = stream.cells[at + 1 : at + 1 + width]
        return [(stream.cells[at][0], rest[0][1]), *rest[1:]], width + 1
    return [], 0


def _fits(stream: Stream, at: int, model: str) -> bool:
    """Whether the cells from here are a row like the first: text under text, figures under figures."""
    kinds = stream.kinds[at : at + len(model)]
    if len(kinds) < len(model) or kinds[0] != model[0]:
        return False
    told = [_like(kind, like) for kind, like in zip(kinds[1:], model[1:], strict=True)]
    if not stream.barred:
        return all(told)
    return 2 * sum(told) >= len(told) and any(kind in "FPU" for kind in kinds)


def _like(kind: str, like: str) -> bool:
    if like in "FPE":
        return kind in "FPE"
    return kind in ("TUE" if like == "U" else "TUEP")


def _class(stream: Stream, at: int, width: int) -> int:
    """How many cells a row takes that names the class, or the place, of those below; 0 if it is none."""
    if stream.barred:
        return width if _alone(stream, at, width) else 0
    return 1 if stream.kinds[at] == "T" and stream.kinds[at + 1 : at + 2] == "T" else 0


def _register(text: str, lines: Sequence[Line], at: int) -> tuple[list[Row], int] | None:
    """A register, a cell a line, whose rows a serial number opens: 编号 登记产品 … 1 石屏杨梅 … 2 弥渡大蒜."""
    words = [text[line.start : line.end] for line in lines[at : at + 2 * _MOST + 1]]
    if role(words[0]) != "serial" or "1" not in words[2 : _MOST + 1]:
        return None
    width = words.index("1", 2)
    if any(len(word) > _LONGEST or _STOP.search(word) for word in words[:width]):
        return None
    if len(words) > 2 * width and words[2 * width] != "2":
        return None
    rows = [Row(lines[at].start, lines[at + width - 1].end)]
    end = at + width
    while end + width <= len(lines) and text[lines[end].start : lines[end].end] == str(len(rows)):
        row = [(line.start, line.end) for line in lines[end : end + width]]
        if any(stop - start > _REGISTER for start, stop in row):
            break
        rows.append(Row(row[0][0], row[-1][1], tuple(Cell(w, *s) for w, s in zip(words, row, strict=False))))
        end += width
    return (rows, end - at) if len(rows) > 1 else None
