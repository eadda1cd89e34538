"""Tables with ruled lines: what is drawn → cells, those that go over several rows or columns too."""

import re
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from kg.reading.grids import Printed, Slot
from kg.reading.leaves.leaf import Grid, Leaf, Line, Rule, Run, regrouped
from kg.reading.leaves.wording import cell_words, is_full

_FIGURE = re.compile(r"[-+－]?\d[\d,.]*[%％]?")
_NEAR = 3.0  # points by which rules that meet may miss one another
_MOST_RULES = 4_000
_MOST_CELLS = 20_000
_FEWEST = 2
_OUTSIDE = 10.0  # points by which rows reach beyond the last upright rule where a table has no sides


def ruled(leaf: Leaf) -> tuple[list[Grid], list[Line]]:
    """The ruled tables of a page, and its lines that stand in none of them."""
    if len(leaf.rules) > _MOST_RULES:
        return [], list(leaf.lines)
    frames = [frame for group in _groups(_merged(leaf.rules)) if (frame := _frame(group))]
    if not frames:
        return [], list(leaf.lines)
    inside: list[list[Run]] = [[] for _ in frames]
    outside: list[Line] = []
    for line in leaf.lines:
        left: list[Run] = []
        for run in line.runs:
            at = next((at for at, frame in enumerate(frames) if frame.holds(run)), None)
            (left if at is None else inside[at]).append(run)
        if left:
            outside.append(line if len(left) == len(line.runs) else Line(left))
    grids = []
    for frame, runs in zip(frames, inside, strict=True):
        grid = _grid(frame, runs, leaf.number)
        if grid:
            grids.append(grid)
        else:
            outside.extend(regrouped(runs))
    return grids, sorted(outside, key=lambda line: line.base)


@dataclass(frozen=True, slots=True)
class _Frame:
    """The rules of one table: the places of its columns and rows, and from where to where rules go at each."""

    xs: tuple[float, ...]
    ys: tuple[float, ...]
    level: tuple[tuple[tuple[float, float], ...], ...]
    upright: tuple[tuple[tuple[float, float], ...], ...]

    def holds(self, run: Run) -> bool:
        """Whether words stand in it."""
        x, y = (run.x0 + run.x1) / 2, (run.top + run.bottom) / 2
        return self.xs[0] - _NEAR <= x <= self.xs[-1] + _NEAR and self.ys[0] - _NEAR <= y <= self.ys[-1] + _NEAR

    def place(self, run: Run) -> tuple[int, int]:
        """The row and the column in which words stand."""
        column = bisect_right(self.xs, (run.x0 + run.x1) / 2) - 1
        row = bisect_right(self.ys, (run.top + run.bottom) / 2) - 1
        return min(max(row, 0), len(self.ys) - 2), min(max(column, 0), len(self.xs) - 2)

    def parts_columns(self, column: int, row: int) -> bool:
        """Whether a rule stands at the left of a column in a row."""
        y = (self.ys[row] + self.ys[row + 1]) / 2
        return any(start - 1 <= y <= end + 1 for start, end in self.upright[column])

    def parts_rows(self, row: int, column: int) -> bool:
        """Whether a rule goes over a row in a column."""
        x = (self.xs[column] + self.xs[column + 1]) / 2
        return any(start - 1 <= x <= end + 1 for start, end in self.level[row])


def _merged(rules: Iterable[Rule]) -> list[Rule]:
    """Rules without thickness, of which those that go on from one another are one."""
    found: list[Rule] = []
    for level in (True, False):
        # where it stands, from where to where it goes
        own = [
            ((rule.top + rule.bottom) / 2, rule.x0, rule.x1)
            if level
            else ((rule.x0 + rule.x1) / 2, rule.top, rule.bottom)
            for rule in rules
            if rule.level == level
        ]
        places = _places([place for place, _, _ in own])
        parts = sorted((places[bisect_right(places, place + 0.01) - 1], start, end) for place, start, end in own)
        for at, (place, start, end) in enumerate(parts):
            if at and found and parts[at - 1][0] == place and start <= (last := _end(found[-1], level)) + _NEAR:
                start, end = _start(found.pop(), level), max(last, end)
            found.append(Rule(start, place, end, place) if level else Rule(place, start, place, end))
    return found


def _start(rule: Rule, level: bool) -> float:
    return rule.x0 if level else rule.top


def _end(rule: Rule, level: bool) -> float:
    return rule.x1 if level else rule.bottom


def _groups(rules: Sequence[Rule]) -> list[list[Rule]]:
    """Rules that cross or meet one another, directly or by others."""
    parent = list(range(len(rules)))

    def root(at: int) -> int:
        while parent[at] != at:
            parent[at] = parent[parent[at]]
            at = parent[at]
        return at

    upright = [at for at, rule in enumerate(rules) if not rule.level]
    upright.sort(key=lambda at: rules[at].x0)
    xs = [rules[at].x0 for at in upright]
    for one, rule in enumerate(rules):
        if not rule.level:
            continue
        first, last = bisect_right(xs, rule.x0 - _NEAR), bisect_right(xs, rule.x1 + _NEAR)
        for other in upright[first:last]:
            if rules[other].top - _NEAR <= rule.top <= rules[other].bottom + _NEAR:
                parent[root(other)] = root(one)
    groups: dict[int, list[Rule]] = {}
    for at, rule in enumerate(rules):
        groups.setdefault(root(at), []).append(rule)
    return list(groups.values())


def _frame(rules: Sequence[Rule]) -> _Frame | None:
    """The frame that rules make up, or None if they part nothing."""
    level, upright = [rule for rule in rules if rule.level], [rule for rule in rules if not rule.level]
    if not level or not upright:
        return None
    left, right = min(rule.x0 for rule in level), max(rule.x1 for rule in level)
    top, bottom = min(rule.top for rule in upright), max(rule.bottom for rule in upright)
    xs = _reaching(_places([rule.x0 for rule in upright]), left, right)
    ys = _reaching(_places([rule.top for rule in level]), top, bottom)
    cells = (len(xs) - 1) * (len(ys) - 1)
    if len(xs) <= _FEWEST or cells < _FEWEST or cells > _MOST_CELLS:
        return None
    return _Frame(
        *(xs, ys),
        tuple(tuple((rule.x0, rule.x1) for rule in level if abs(rule.top - y) <= _NEAR) for y in ys),
        tuple(tuple((rule.top, rule.bottom) for rule in upright if abs(rule.x0 - x) <= _NEAR) for x in xs),
    )


def _places(at: Sequence[float]) -> list[float]:
    """Places of rules, those that are nearly the same once."""
    found: list[float] = []
    for place in sorted(at):
        if not found or place - found[-1] > _NEAR:
            found.append(place)
    return found


def _reaching(places: Sequence[float], start: float, end: float) -> tuple[float, ...]:
    """Places with the ends of the rules across, where they reach beyond: a table may have no sides."""
    before = [start] if start < places[0] - _OUTSIDE else []
    return (*before, *places, *([end] if end > places[-1] + _OUTSIDE else []))


def _grid(frame: _Frame, runs: Sequence[Run], page: int) -> Grid | None:
    """The table of a frame with the words in it; None if only one of its cells has words."""
    width, height = len(frame.xs) - 1, len(frame.ys) - 1
    whole = _owners(frame, width, height)
    parted: set[tuple[int, int]] = set()

    def owner(row: int, column: int) -> tuple[int, int]:
        first = whole(row, column)
        return (row, first[1]) if first in parted else first

    words: dict[tuple[int, int], list[Run]] = {}
    for run in runs:
        words.setdefault(owner(*frame.place(run)), []).append(run)
    if len(words) < _FEWEST:
        return None
    for first in [first for first, held in words.items() if _are_figures_of_rows(held, frame)]:
        for run in words.pop(first):
            words[frame.place(run)[0], first[1]] = [run]
        parted.add(first)
    spans: dict[tuple[int, int], tuple[int, int]] = {}
    for row in range(height):
        for column in range(width):
            first = owner(row, column)
            deep, wide = spans.get(first, (0, 0))
            spans[first] = (max(deep, row - first[0] + 1), max(wide, column - first[1] + 1))
    rows = []
    full: frozenset[int] = frozenset()
    for row in range(height):
        slots: list[Slot] = []
        ends: set[int] = set()
        for column in (column for column in range(width) if (row, column) in spans):
            deep, wide = spans[row, column]
            held = regrouped(words.get((row, column), ()))
            across = frame.xs[column + wide] - frame.xs[column]
            if held and is_full(held[-1], across):
                ends.add(len(slots))
            slots.append(Slot(cell_words(held, across), deep, wide))
        full = frozenset(ends)
        rows.append(Printed(tuple(slots), row + 1, page))
    score = min(run.score for run in runs)
    return Grid(tuple(rows), width, frame.xs[0], frame.xs[-1], frame.ys[0], frame.ys[-1], score, full)


def _are_figures_of_rows(runs: Sequence[Run], frame: _Frame) -> bool:
    """Whether figures with no rule between them stand each in a row of its own, and so are no one cell."""
    rows = {frame.place(run)[0] for run in runs}
    return 1 < len(rows) == len(runs) and all(_FIGURE.fullmatch(run.words) for run in runs)


def _owners(frame: _Frame, width: int, height: int) -> Callable[[int, int], tuple[int, int]]:
    """The first cell of what is one cell with each: cells between which no rule stands."""
    first = {(row, column): (row, column) for row in range(height) for column in range(width)}

    def owner(row: int, column: int) -> tuple[int, int]:
        at = (row, column)
        while first[at] != at:
            at = first[at]
        return at

    def join(one: tuple[int, int], other: tuple[int, int]) -> None:
        a, b = sorted((owner(*one), owner(*other)))
        first[b] = a

    for row in range(height):
        for column in range(1, width):
            if not frame.parts_columns(column, row):
                join((row, column - 1), (row, column))
    for row in range(1, height):
        for column in range(width):
            if not frame.parts_rows(row, column):
                join((row - 1, column), (row, column))
    return owner
