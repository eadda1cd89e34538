"""Tables without rules: lines of words and figures that stand in columns, under their headers."""

from collections.abc import Sequence
from itertools import takewhile

from kg.reading.grids import Printed, Slot
from kg.reading.leaves.folding import unfolded
from kg.reading.leaves.leaf import Grid, Line, Run
from kg.reading.leaves.wording import after, is_figure, without_gaps

_FEWEST = 3  # lines
_FEWEST_COLUMNS = 2
_MOST_HEADERS = 4
_MOST_ABOVE = 6  # lines above a table that look like its rows
_FIGURES = 0.6  # of the lines below the headers, those with a figure
_APART = 3.0  # times its size, two lines of one table
_MOST_GROUPED = 12  # columns beside its own that a header stands over
_COVERED = Slot("", 1, 0)
_BESIDE = 0.9  # of the size, what two lines that overlap are apart
_PROSE = 45  # characters of a run that is no cell


def aligned(parts: Sequence[Line | Grid], page: int) -> list[Line | Grid]:
    """The parts of a column, with lines that are the rows of a table as one."""
    found: list[Line | Grid] = []
    at = begun = last = 0
    while at < len(parts):
        end = _end(parts, at)
        if end != last:
            begun, last = at, end
        rows = [part for part in parts[at:end] if isinstance(part, Line)]
        if at - begun < _MOST_ABOVE and len(rows) >= _FEWEST:
            rows = unfolded(rows)
        grid = _grid(rows, page) if len(rows) >= _FEWEST else None
        if grid:
            found.append(grid)
            at = end
        else:
            found.append(parts[at])
            at += 1
    return found


def _end(parts: Sequence[Line | Grid], at: int) -> int:
    """The end of the lines from `at` on that may be rows: of several runs, or going on in a column but the first."""
    first = parts[at]
    if not _is_row(first):
        return at
    end = at + 1
    left = first.x0
    while end < len(parts):
        part, above = parts[end], parts[end - 1]
        if not isinstance(part, Line) or part.base - above.bottom > _APART * part.size:
            break
        if (
            not _is_row(part)
            and not _is_beside(parts, end)
            and (part.x0 <= left + 2 * part.size or len(part.words) > _PROSE)
        ):
            break
        left = min(left, part.x0)
        end += 1
    while end > at and not (_is_row(parts[end - 1]) or _is_beside(parts, end - 1)):
        end -= 1
    return end


def _is_beside(parts: Sequence[Line | Grid], at: int) -> bool:
    """Whether a line overlaps the one above or below: it is of a cell of which others in its row have not as many."""
    part = parts[at]
    return isinstance(part, Line) and any(
        isinstance(other, Line) and abs(other.base - part.base) < _BESIDE * part.size
        for other in (*parts[at - 1 : at], *parts[at + 1 : at + 2])
    )


def _is_row(part: Line | Grid) -> bool:
    return (
        isinstance(part, Line)
        and len(part.runs) >= _FEWEST_COLUMNS
        and all(len(run.words) <= _PROSE for run in part.runs)
    )


def _grid(lines: Sequence[Line], page: int) -> Grid | None:
    """The table that lines are, or None: their runs stand in columns, and most below the headers have figures."""
    first = next((at for at, line in enumerate(lines) if _figures(line)), len(lines))
    body = lines[first:]
    if not 0 < first <= _MOST_HEADERS or len(body) < _FEWEST - 1:
        return None
    if sum(map(_figures, body)) < _FIGURES * len(body):
        return None
    columns = _columns([run for line in body for run in line.runs])
    if (
        len(columns) < _FEWEST_COLUMNS
        or sum(len(line.runs) for line in body) < 0.6 * len(columns) * len(body) * _FIGURES
    ):
        return None
    columns = _widened(columns, lines[:first])
    *above, lowest = lines[:first]
    rows = [*(_group_slots(line, lowest, columns) for line in above), _slots([lowest], columns)]
    heads = len(rows)
    groups: list[list[Line]] = []
    for line in body:
        if groups and not _figures(line) and not any(_column(run, columns)[0] == 0 for run in line.runs):
            groups[-1].append(line)
        else:
            groups.append([line])
    rows += [_slots(group, columns) for group in groups]
    printed = tuple(Printed(tuple(slots), n, page, n <= heads) for n, slots in enumerate(rows, 1))
    return Grid(
        printed,
        len(columns),
        *(min(line.x0 for line in lines), max(line.x1 for line in lines)),
        *(lines[0].top, lines[-1].bottom, min(line.score for line in lines)),
    )


def _figures(line: Line) -> bool:
    """Whether a line tells figures behind its first words."""
    return len(line.runs) > 1 and any(is_figure(run.words) for run in line.runs[1:])


def _columns(runs: Sequence[Run]) -> list[tuple[float, float]]:
    """From where to where columns go: runs that stand over one another."""
    found: list[tuple[float, float]] = []
    for run in sorted(runs, key=lambda run: run.x0):
        if found and run.x0 < found[-1][1]:
            found[-1] = (found[-1][0], max(found[-1][1], run.x1))
        else:
            found.append((run.x0, run.x1))
    return found


def _widened(columns: Sequence[tuple[float, float]], heads: Sequence[Line]) -> list[tuple[float, float]]:
    """Columns as wide as the headers over one of them only; a header over none has a column of its own."""
    found = list(columns)
    for run in (run for line in heads for run in line.runs):
        over = [at for at, (start, end) in enumerate(found) if run.x0 < end and run.x1 > start]
        if len(over) == 1:
            at = over[0]
            found[at] = (min(found[at][0], run.x0), max(found[at][1], run.x1))
        elif not over:
            found = sorted([*found, (run.x0, run.x1)])
    return found


def _column(run: Run, columns: Sequence[tuple[float, float]]) -> tuple[int, int]:
    """The column in which words stand, and the one behind the last."""
    over = [at for at, (start, end) in enumerate(columns) if run.x0 < end and run.x1 > start]
    if over:
        return over[0], over[-1] + 1
    nearest = min(range(len(columns)), key=lambda at: abs(sum(columns[at]) - run.x0 - run.x1))
    return nearest, nearest + 1


def _group_slots(line: Line, lowest: Line, columns: Sequence[tuple[float, float]]) -> list[Slot]:
    """A row of headers of which each may stand over several of the lowest, in their middle."""
    own = [_column(run, columns) for run in line.runs]
    taken = [at for start, end in own for at in range(start, end)]
    free = {at for run in lowest.runs for at in range(*_column(run, columns))} - set(taken)
    if len(set(taken)) < len(taken):
        return _slots([line], columns)
    found = [Slot("") for _ in columns]
    for run, (start, end) in zip(line.runs, own, strict=True):
        firsts = [start, *takewhile(free.__contains__, range(start - 1, max(start - _MOST_GROUPED, -1), -1))]
        lasts = [end, *(at + 1 for at in takewhile(free.__contains__, range(end, end + _MOST_GROUPED)))]
        off = {
            (first, last): abs(run.x0 + run.x1 - columns[first][0] - columns[last - 1][1])
            for first in firsts
            for last in lasts
        }
        near = min(off.values()) + run.size
        first, last = max((over for over in off if off[over] <= near), key=lambda over: over[1] - over[0])
        free.difference_update(range(first, last))
        found[first:last] = [Slot(run.words, 1, last - first)] + [_COVERED] * (last - first - 1)
    return [slot for slot in found if slot is not _COVERED]


def _slots(lines: Sequence[Line], columns: Sequence[tuple[float, float]]) -> list[Slot]:
    """A row of the cells that lines tell, one below the other."""
    words = [""] * len(columns)
    wide = [1] * len(columns)
    for line in lines:
        for run in line.runs:
            start, end = _column(run, columns)
            own = without_gaps(run.words)
            if words[start]:
                words[start], between = after(words[start], own)
                own = between + own
            words[start] += own
            wide[start] = max(wide[start], end - start)
    found: list[Slot] = []
    at = 0
    while at < len(columns):
        span = wide[at]
        while span > 1 and any(words[at + 1 : at + span]):
            span -= 1
        found.append(Slot(words[at], 1, span))
        at += span
    return found
