"""Lines of a table without rules whose words go on below → one line for each row: cells stand in its middle."""

from collections.abc import Iterator, Sequence
from itertools import pairwise

from kg.reading.leaves.leaf import Line, Run
from kg.reading.leaves.wording import after, is_figure

_CLOSE = 1.08  # times the distance of lines: two lines of one cell
_WIDEST = 2.0  # times the size of the type: the distance of lines of one cell
_ABOVE, _BELOW = 0.6, 0.2  # of the distance of lines, what a line takes up above its base and below
_LEVEL = 0.4  # of the distance of lines: headers that stand at one height
_OPENING = "（("
_MOST = 300  # lines of the fullest page
_NEXT = 4  # lines among which the next of a cell is

Cell = list[Run]


def unfolded(lines: Sequence[Line]) -> list[Line]:
    """A line for each row and each height of headers, with a run for each cell; the lines as they are where no cell
    has several of them."""
    pitch = _pitch(lines) if len(lines) <= _MOST else 0.0
    cells = _cells(lines, pitch) if pitch else []
    if not pitch or any(len(cell) > 1 and any(is_figure(run.words) for run in cell) for cell in cells):
        return list(lines)
    rows = _rows(cells, pitch)
    first = next((at for at, row in enumerate(rows) if any(is_figure(cell[0].words) for cell in row)), len(rows))
    return [
        *(Line(_runs(level)) for row in rows[:first] for level in _levels(row, pitch)),
        *(Line(_runs(row)) for row in rows[first:]),
    ]


def _pitch(lines: Sequence[Line]) -> float:
    """The distance of the lines of one cell: the least of two that stand over one another; 0 without any."""
    steps = [
        below.base - line.base
        for at, line in enumerate(lines)
        for below in lines[at + 1 : at + _NEXT]
        if any(_are_over(run, other) for run in line.runs for other in below.runs)
    ]
    pitch = min(steps, default=0.0)
    return pitch if pitch <= _WIDEST * max((line.size for line in lines), default=0.0) else 0.0


def _are_over(run: Run, below: Run) -> bool:
    return run.x0 < below.x1 and run.x1 > below.x0


def _cells(lines: Sequence[Line], pitch: float) -> list[Cell]:
    """The runs of each cell, from above."""
    found: list[Cell] = []
    open_cells: list[Cell] = []
    for line in lines:
        open_cells = [cell for cell in open_cells if line.base - cell[-1].base <= _WIDEST * line.size]
        begun: list[Cell] = []
        for run in line.runs:
            above = next((cell for cell in open_cells if _goes_on(cell[-1], run, pitch)), None)
            if above is None:
                begun.append([run])
            else:
                above.append(run)
        found += begun
        open_cells += begun
    return found


def _goes_on(run: Run, below: Run, pitch: float) -> bool:
    """Whether a cell goes on from a line to another; a unit in brackets is of the header above."""
    step = below.base - run.base
    return step > 0 and (step <= _CLOSE * pitch or below.words[0] in _OPENING) and _are_over(run, below)


def _rows(cells: Sequence[Cell], pitch: float) -> list[list[Cell]]:
    """The cells of each row: those beside one another."""
    found: list[list[Cell]] = []
    bottom = 0.0
    for cell in sorted(cells, key=lambda cell: cell[0].base):
        if found and cell[0].base - _ABOVE * pitch < bottom:
            found[-1].append(cell)
        else:
            found.append([cell])
        bottom = max(bottom, cell[-1].base + _BELOW * pitch)
    return found


def _levels(row: Sequence[Cell], pitch: float) -> Iterator[list[Cell]]:
    """The headers of a row that stand at one height: 集群名称 stands between 2023年 and 产值."""
    cells = sorted(row, key=_middle)
    starts = [
        0,
        *(at for at, (one, other) in enumerate(pairwise(cells), 1) if _middle(other) - _middle(one) > _LEVEL * pitch),
    ]
    for start, end in zip(starts, [*starts[1:], len(cells)], strict=True):
        yield cells[start:end]


def _middle(cell: Cell) -> float:
    return (cell[0].base + cell[-1].base) / 2


def _runs(cells: Sequence[Cell]) -> list[Run]:
    """Each cell as one run, from left to right."""
    return sorted((_joined(cell) for cell in cells), key=lambda run: run.x0)


def _joined(cell: Cell) -> Run:
    words = cell[0].words
    for run in cell[1:]:
        words, between = after(words, run.words)
        words += between + run.words
    return cell[0]._replace(
        words=words,
        x0=min(run.x0 for run in cell),
        x1=max(run.x1 for run in cell),
        bottom=cell[-1].bottom,
        base=_middle(cell),
        score=min(run.score for run in cell),
    )
