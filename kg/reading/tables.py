"""Tables: Markdown, tabs, columns apart by spaces, a cell a line, and cells that run together."""

from collections.abc import Sequence
from dataclasses import dataclass
from re import compile as pattern

from kg.model import Cell
from kg.reading.columns import TEXTS, headers, is_header, is_period, roles, run_on
from kg.reading.columns import role as role
from kg.reading.flattened import Row, fits, rows_in
from kg.reading.headings import numbering
from kg.reading.lines import Line, trimmed
from kg.reading.streams import streamed

_FEWEST = 3
_MOST = 30
_ROW_LINES = 3
_CELL_LENGTH = 60
_MARKDOWN_CELL = pattern(r"(?:\\.|[^|\\])*")
_RULING = pattern(r"[|:\-\s+=─━┄]+$")
_SENTENCE_END = "。；！？"


@dataclass(frozen=True, slots=True)
class Table:
    """The rows of a table, the row of its headers first and without cells, and the number of lines that it takes."""

    rows: tuple[Row, ...]
    lines: int


def table_at(text: str, lines: Sequence[Line], at: int) -> Table | None:
    """The table that starts with line `at`, or None."""
    line = text[lines[at].start : lines[at].end]
    if "|" in line[1:] and (line[0] == "|" or _is_ruled(text, lines, at) or _is_barred(text, lines, at)):
        return _markdown(text, lines, at)
    if "\t" in line:
        return _tabbed(text, lines, at)
    return (
        _spaced(text, lines, at) or _run_on(text, lines, at) or _stacked(text, lines, at) or _streamed(text, lines, at)
    )


def _streamed(text: str, lines: Sequence[Line], at: int) -> Table | None:
    """A table whose cells stand one a line, or are each closed with a bar."""
    found = streamed(text, lines, at)
    return Table(tuple(found[0]), found[1]) if found else None


def _is_ruled(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a ruling stands under a line, as under headers without a bar at their side: 名称 | 产值."""
    below = text[lines[at + 1].start : lines[at + 1].end] if at + 1 < len(lines) else ""
    return "|" in below and "-" in below and bool(_RULING.match(below))


def _is_barred(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether bars part the cells of a line and of those below, as many in each, and stand at no side of them."""
    near = [text[line.start : line.end] for line in lines[at : at + _FEWEST]]
    return (
        len({line.count("|") for line in near}) == 1 and len(near) == _FEWEST and all(line[-1] != "|" for line in near)
    )


def _markdown(text: str, lines: Sequence[Line], at: int) -> Table:
    rows: list[Row] = []
    names: list[str] = []
    end = at
    while end < len(lines) and "|" in text[lines[end].start : lines[end].end]:
        line = lines[end]
        if names and _opens_another(text, lines, end):
            break
        end += 1
        if _RULING.match(text[line.start : line.end]):
            continue
        spans = _piped(text, line)
        if not names:
            names = [text[start:stop] for start, stop in spans]
            rows.append(Row(line.start, line.end))
        else:
            rows.append(_row(line, names, spans))
    return Table(tuple(rows), end - at)


def _opens_another(text: str, lines: Sequence[Line], at: int) -> bool:
    """Whether a line in a table is the headers of the next, with a ruling of their own below."""
    line = text[lines[at].start : lines[at].end]
    below = text[lines[at + 1].start : lines[at + 1].end] if at + 1 < len(lines) else ""
    return "---" in below and bool(_RULING.match(below)) and not _RULING.match(line)


def _piped(text: str, line: Line) -> list[tuple[int, int]]:
    spans = []
    at = line.start + (text[line.start] == "|")
    while at < line.end:
        found = _MARKDOWN_CELL.match(text, at, line.end)
        stop = found.end() if found else line.end
        spans.append(trimmed(text, at, stop))
        at = stop + 1
    return spans


def _tabbed(text: str, lines: Sequence[Line], at: int) -> Table | None:
    end = at
    while end < len(lines) and "\t" in text[lines[end].start : lines[end].end]:
        end += 1
    if end - at < 2:
        return None
    rows = [Row(lines[at].start, lines[at].end)]
    names = [text[start:stop] for start, stop in _tabs(text, lines[at])]
    rows.extend(_row(line, names, _tabs(text, line)) for line in lines[at + 1 : end])
    return Table(tuple(rows), end - at)


def _tabs(text: str, line: Line) -> list[tuple[int, int]]:
    """The cells of a line; a tab before its first word stands for an empty cell."""
    start = text.rfind("\n", 0, line.start) + 1
    spans = []
    for cell in text[start : line.end].split("\t"):
        spans.append(trimmed(text, start, start + len(cell)))
        start += len(cell) + 1
    return spans


def _spaced(text: str, lines: Sequence[Line], at: int) -> Table | None:
    """A table known by the column words of its headers, which stand on one line or two."""
    names: list[str] = []
    end = at
    while end < min(at + 2, len(lines)):
        more = _headers(text, lines[end])
        if len(more) < 2 or (names and not all(map(is_header, more))):
            break
        names += more
        end += 1
    if end == at + 1 and all(map(is_period, names)):
        names = ["", *names]
    rows = [Row(lines[at].start, lines[end - 1].end)]
    while len(names) >= _FEWEST and end < len(lines):
        found, taken = _next_rows(text, lines, end, names)
        if not found:
            break
        rows += found
        end += taken
    return Table(tuple(rows), end - at) if len(rows) > 1 else None


def _run_on(text: str, lines: Sequence[Line], at: int) -> Table | None:
    """A table whose rows stand on the line of its headers, run on behind them, and on those below."""
    line = lines[at]
    names, start = run_on(text[line.start : line.end])
    if not names:
        return None
    start += line.start
    found = rows_in(text, start, line.end, names)
    end = at + 1
    rows = [Row(line.start, start), *found]
    while found and end < len(lines):
        more, taken = _next_rows(text, lines, end, names)
        if not more:
            break
        rows += more
        end += taken
    return Table(tuple(rows), end - at) if found else None


def _next_rows(text: str, lines: Sequence[Line], at: int, names: list[str]) -> tuple[list[Row], int]:
    """The rows of line `at`, or of it and those that continue it, and the number of lines taken."""
    for last in range(at, min(at + _ROW_LINES, len(lines))):
        if last > at and (numbering(text[lines[last].start : lines[last].end]) or _headers(text, lines[last])):
            break
        found = rows_in(text, lines[at].start, lines[last].end, names)
        if found:
            return found, last - at + 1
    return [], 0


def _headers(text: str, line: Line) -> list[str]:
    words = text[line.start : line.end]
    return [] if numbering(words) else headers(words)


def _stacked(text: str, lines: Sequence[Line], at: int) -> Table | None:
    """A table pasted with each cell on a line of its own: the headers, then the cells of row after row."""
    end = at
    while end < min(at + _MOST, len(lines)) and is_header(text[lines[end].start : lines[end].end]):
        end += 1
    columns = lines[at:end]
    names = [text[line.start : line.end] for line in columns]
    kinds = roles(names)
    if len(names) < _FEWEST or "name" not in kinds or not any(kind not in TEXTS for kind in kinds):
        return None
    rows = [Row(columns[0].start, columns[-1].end)]
    while end + len(names) <= len(lines):
        cells = [(line.start, line.end) for line in lines[end : end + len(names)]]
        words = [text[start:stop] for start, stop in cells]
        if not all(map(fits, words, kinds)) or any(len(w) > _CELL_LENGTH or w[-1] in _SENTENCE_END for w in words):
            break
        rows.append(_row(Line(cells[0][0], cells[-1][1]), names, cells))
        end += len(names)
    return Table(tuple(rows), end - at) if len(rows) > 1 else None


def _row(line: Line, names: list[str], spans: list[tuple[int, int]]) -> Row:
    """A row whose surplus cells have no header."""
    names = names + [""] * (len(spans) - len(names))
    inside = [(max(start, line.start), max(end, line.start)) for start, end in spans]
    return Row(line.start, line.end, tuple(Cell(name, *span) for name, span in zip(names, inside, strict=False)))
