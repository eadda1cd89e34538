"""The rows of a table in Word, with the rows and columns that each cell goes over."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.reading.word.markup import ALTERNATIVES, DROPPED, Element, below, chosen, has, number, switched, value, w

_ROW, _CELL = w("tr"), w("tc")
_MOST_SLOTS = 300_000

_Printed = tuple[Element | None, int, str]
"""A cell, None for an empty place, the columns it goes over, and how it is merged with the one above."""


@dataclass(frozen=True, slots=True)
class Spread:
    """A cell, None for an empty place, and how many rows and columns it goes over."""

    cell: Element | None
    rows: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Row:
    """The cells that begin in a row, and whether Word repeats it on each page as one of headers."""

    cells: tuple[Spread, ...]
    head: bool


def rows_of(table: Element) -> tuple[Row, ...]:
    """The rows that a table shows; a cell a row if it is so wide and long that no print is."""
    shown = [row for row in _below(table, _ROW) if not _is_out(row)]
    cells = [_across(row) for row in shown]
    widest = max((sum(columns for _, columns, _ in row) for row in cells), default=0)
    if widest * len(shown) > _MOST_SLOTS:
        return tuple(Row((Spread(cell),), head=False) for row in cells for cell, *_ in row)
    spread = _down(cells)
    heads = _heads(shown, spread)
    return tuple(Row(row, at < heads) for at, row in enumerate(spread))


def _below(holder: Element, tag: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those in content controls."""
    for part in holder:
        if part.tag == tag:
            yield part
        elif part.tag == ALTERNATIVES:
            yield from _below(chosen(part), tag)
        elif part.tag not in DROPPED:
            yield from _below(part, tag)


def _is_out(row: Element) -> bool:
    """Whether a row is hidden, or a tracked change took it out."""
    return has(row, "trPr/del") or bool(switched(row, "trPr/hidden"))


def _across(row: Element) -> list[_Printed]:
    """The cells of a row with the columns they go over; a cell merged into the one before lends it its own."""
    properties = below(row, "trPr")
    before, after = (number(properties, name) or 0 for name in ("gridBefore", "gridAfter"))
    found: list[_Printed] = [(None, before, "")] if before > 0 else []
    for cell in _below(row, _CELL):
        own = below(cell, "tcPr")
        if has(own, "cellDel"):
            continue
        columns = max(number(own, "gridSpan") or 1, 1)
        if found and _merged(own, "hMerge") == "continue":
            merged, over, down = found[-1]
            found[-1] = (merged, over + columns, down)
        else:
            found.append((cell, columns, _merged(own, "vMerge")))
    return [*found, (None, after, "")] if after > 0 else found


def _merged(properties: Element | None, which: str) -> str:
    """How a cell is merged with others: restart, continue, "" if it is not."""
    return (value(properties, which) or "continue") if has(properties, which) else ""


def _down(cells: list[list[_Printed]]) -> list[tuple[Spread, ...]]:
    """The rows without the cells that one above goes over."""
    over: dict[tuple[int, int], tuple[int, int]] = {}
    """For each column and width the row and the place in it of the cell that may go on."""
    found: list[list[Spread]] = []
    for row in cells:
        here: dict[tuple[int, int], tuple[int, int]] = {}
        spread: list[Spread] = []
        column = 0
        for cell, columns, merged in row:
            place = (column, columns)
            column += columns
            if merged == "continue" and place in over:
                above, at = here[place] = over[place]
                began = found[above][at]
                found[above][at] = Spread(began.cell, began.rows + 1, began.columns)
                continue
            if merged:
                here[place] = (len(found), len(spread))
            spread.append(Spread(cell, 1, columns))
        over = here
        found.append(spread)
    return [tuple(row) for row in found]


def _heads(rows: list[Element], spread: list[tuple[Spread, ...]]) -> int:
    """How many rows at the top are headers: those that are repeated, and those that their cells go over; none if all
    are."""
    marked = next((at for at, row in enumerate(rows) if not switched(row, "trPr/tblHeader")), len(rows))
    reach = max((at + cell.rows for at in range(marked) for cell in spread[at]), default=0)
    return reach if reach < len(rows) else 0
