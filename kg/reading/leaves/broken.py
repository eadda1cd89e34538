"""Tables of pages that follow one another → the rows of one table; a row that a page breaks is one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from kg.reading.grids import Printed, Slot
from kg.reading.headings import numbering
from kg.reading.leaves.leaf import Grid
from kg.reading.leaves.wording import after, is_figure


def rows_of(grids: Sequence[Grid]) -> list[Printed]:
    """The rows of tables, each of which is the rest of the one before it."""
    first = grids[0]
    found = list(first.rows)
    for above, grid in pairwise(grids):
        rest = [row for row in grid.rows if not (row.head and _is_again(row, first))]
        heads = [row.slots for row in first.rows]
        again = next((at for at, row in enumerate(rest) if _has_words(row) and heads[at : at + 1] != [row.slots]), 0)
        if rest and _is_rest(found[-1], rest[again], above.full):
            row = rest.pop(again)
            found[-1] = replace(found[-1], slots=tuple(map(_joined, found[-1].slots, row.slots)))
        found += rest
    return found


def _is_again(row: Printed, first: Grid) -> bool:
    """Whether a row of headers tells what those of the first table do, or what is left of it at the head of a page."""
    said = "".join(slot.words for one in first.rows if one.head for slot in one.slots)
    return all(slot.words in said for slot in row.slots)


def _has_words(row: Printed) -> bool:
    """Whether something is left of a row: headers that stand at the top of each page may be gone with its head."""
    return any(slot.words for slot in row.slots)


def _is_rest(row: Printed, below: Printed, full: frozenset[int]) -> bool:
    """Whether a row tells nothing but the rest of cells that were full at the end of the page, and what they lack."""
    pairs = list(zip(row.slots, below.slots, strict=False))
    if len(row.slots) != len(below.slots) or any(one.columns != other.columns for one, other in pairs):
        return False
    going_on = {at for at, (one, other) in enumerate(pairs) if one.words and other.words}
    return (
        bool(going_on)
        and going_on <= full
        and any(one.words and not other.words for one, other in pairs)
        and not any(is_figure(pairs[at][1].words) or numbering(pairs[at][1].words) for at in going_on)
    )


def _joined(one: Slot, other: Slot) -> Slot:
    if not one.words or not other.words:
        return replace(one, words=one.words or other.words)
    words, between = after(one.words, other.words)
    return replace(one, words=words + between + other.words)
