"""The order in which a page is read: a heading over two columns, then the left one, then the right one."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.leaves.leaf import Grid, Line, Run, middle, regrouped

Part = Line | Grid
"""What stands on a page from above to below: lines and tables."""

_INDENT = 3.0  # times the size: no shorter line of a column ends before an indent of the next
_FEWEST = 4  # lines of a column
_WORDS = 6  # characters of most lines of a column, at least
_WIDTH = 12  # characters of the longest
_FULL = 0.25  # of a column's lines, those that go to its edge
_INNER = 0.2  # of the width of a page: no column is narrower


@dataclass(frozen=True, slots=True)
class Column:
    """Parts that follow one another, and the edges between which their lines stand."""

    parts: tuple[Part, ...]
    left: float
    right: float


def columns(parts: Sequence[Part]) -> list[Column]:
    """The columns of a page in the order of reading; one if its lines go over the whole of it."""
    ordered = sorted(parts, key=lambda part: part.top)
    gutter = _gutter(ordered)
    if gutter is None:
        return [_column(ordered)] if ordered else []
    found: list[Column] = []
    sides: tuple[list[Part], list[Part]] = ([], [])
    over: list[Part] = []

    def close() -> None:
        for side in sides:
            if side:
                lines = regrouped([run for part in side if isinstance(part, Line) for run in part.runs])
                found.extend(columns([*lines, *(part for part in side if isinstance(part, Grid))]))
            side.clear()

    for part in ordered:
        halves = _halves(part, gutter)
        if halves is None:
            close()
            over.append(part)
            continue
        if over:
            found.append(_column(over))
            over = []
        for side, half in zip(sides, halves, strict=True):
            side.extend(half)
    close()
    if over:
        found.append(_column(over))
    return found


def _column(parts: Sequence[Part]) -> Column:
    lines = [part for part in parts if isinstance(part, Line)] or parts
    lefts, rights = sorted(part.x0 for part in lines), sorted((part.x1 for part in lines), reverse=True)
    spare = min(2, len(lines) // 8)
    return Column(tuple(parts), lefts[spare], rights[spare])


def _halves(part: Part, gutter: float) -> tuple[list[Part], list[Part]] | None:
    """What of a part stands left and right of a gutter; None if it goes over it."""
    if isinstance(part, Grid):
        if part.x0 < gutter < part.x1:
            return None
        return ([part], []) if part.x1 <= gutter else ([], [part])
    if any(run.x0 < gutter < run.x1 for run in part.runs):
        return None
    left = [run for run in part.runs if run.x1 <= gutter]
    right = [run for run in part.runs if run.x0 >= gutter]
    return [Line(left)] if left else [], [Line(right)] if right else []


def _gutter(parts: Sequence[Part]) -> float | None:
    """Where a page is parted: left of an edge at which many lines begin, with lines of prose at both sides of it."""
    runs = [run for part in parts if isinstance(part, Line) for run in part.runs]
    if len(runs) < 2 * _FEWEST:
        return None
    left, right = min(run.x0 for run in runs), max(run.x1 for run in runs)
    inner = _INNER * (right - left)
    edges = Counter(round(run.x0 / 2) * 2 for run in runs if left + inner < run.x0 < right - inner)
    for edge, count in edges.most_common(3):
        gutter = _before(runs, edge - 2)
        if count >= _FEWEST and _parts_prose(runs, gutter):
            return gutter
    return None


def _before(runs: Sequence[Run], edge: float) -> float:
    """The left side of the gutter before an edge: an indent may begin there."""
    return max((run.x1 for run in runs if run.x1 <= edge and run.x0 <= edge - _INDENT * run.size), default=edge) + 0.5


def _parts_prose(runs: Sequence[Run], gutter: float) -> bool:
    """Whether lines of prose stand at both sides of a gutter, and few go over it where they do."""
    right = [run for run in runs if run.x0 >= gutter]
    top, bottom = min(run.top for run in right), max(run.bottom for run in right)
    near = [run for run in runs if top - 1 <= run.base <= bottom + 1]
    left = [run for run in near if run.x1 <= gutter]
    over = len(near) - len(left) - len(right)
    return over * 4 <= min(len(left), len(right)) and _is_prose(left) and _is_prose(right)


def _is_prose(runs: Sequence[Run]) -> bool:
    """Whether these are lines of one column: about one run on each, most of them long, many up to the edge."""
    if len(runs) < _FEWEST:
        return False
    lines = regrouped(runs)
    right = max(run.x1 for run in runs)
    full = sum(line.x1 >= right - 1.5 * line.size for line in lines)
    return (
        len(runs) <= 1.3 * len(lines)
        and middle([len(line.words) for line in lines]) >= _WORDS
        and max(len(line.words) for line in lines) >= _WIDTH
        and full >= _FULL * len(lines)
    )
