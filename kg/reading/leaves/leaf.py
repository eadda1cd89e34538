"""What is seen on a printed page: characters, rules, and lines of runs; x goes right, y down from the page's corner."""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median
from typing import NamedTuple

from kg.reading.grids import Printed


class Glyph(NamedTuple):
    """A character as it is drawn: its box, the line it stands on (`base`), its size, and whether it is bold."""

    text: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False


class Rule(NamedTuple):
    """A ruled line, level or upright."""

    x0: float
    top: float
    x1: float
    bottom: float

    @property
    def level(self) -> bool:
        """Whether it goes from left to right."""
        return self.x1 - self.x0 >= self.bottom - self.top


class Run(NamedTuple):
    """Words of a line up to a wide gap: their box, base and size, and how surely they were recognised.

    `tight` is true where no characters are set apart, as they are in lines that are stretched to an edge.
    """

    words: str
    x0: float
    x1: float
    top: float
    bottom: float
    base: float
    size: float
    bold: bool = False
    tight: bool = False
    score: float = 1.0


class Line:
    """The runs that stand on one line, from left to right."""

    __slots__ = ("base", "bold", "bottom", "runs", "score", "size", "tight", "top", "words", "x0", "x1")

    def __init__(self, runs: Sequence[Run]) -> None:
        self.runs = tuple(runs)
        self.words = " ".join(run.words for run in runs)
        self.x0, self.x1 = runs[0].x0, max(run.x1 for run in runs)
        self.top, self.bottom = min(run.top for run in runs), max(run.bottom for run in runs)
        self.base = max(run.base for run in runs)
        self.size = max(runs, key=lambda run: run.x1 - run.x0).size
        self.bold = all(run.bold for run in runs)
        self.tight = all(run.tight for run in runs)
        self.score = min(run.score for run in runs)


@dataclass(frozen=True, slots=True)
class Grid:
    """A table on a page: its rows, its box, how surely its words were recognised, and which cells of its last row are
    full to their edge, so that they may go on on the next page."""

    rows: tuple[Printed, ...]
    columns: int
    x0: float
    x1: float
    top: float
    bottom: float
    score: float = 1.0
    full: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Leaf:
    """A page: its number from 1, its width and height, its lines from above, and its rules."""

    number: int
    width: float
    height: float
    lines: tuple[Line, ...]
    rules: tuple[Rule, ...] = ()


def body_size(lines: Sequence[Line]) -> float:
    """The size that most characters of these lines have."""
    counted: dict[float, int] = {}
    for line in lines:
        size = round(line.size * 2) / 2
        counted[size] = counted.get(size, 0) + len(line.words)
    return max(counted, key=lambda size: (counted[size], size), default=0.0)


def regrouped(runs: Sequence[Run]) -> list[Line]:
    """Runs as lines from above: those that stand on one base."""
    found: list[list[Run]] = []
    for run in sorted(runs, key=lambda run: run.base):
        if found and run.base - found[-1][0].base <= 0.4 * min(run.size, found[-1][0].size):
            found[-1].append(run)
        else:
            found.append([run])
    return [Line(sorted(line, key=lambda run: run.x0)) for line in found]


def middle(values: Sequence[float]) -> float:
    """The middle of some values, 0 of none."""
    return median(values) if values else 0.0
