"""A sheet as it is seen: the words of its cells, those that are merged, and what it does not show."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from kg.reading.package import TooLarge

Place = tuple[int, int]
"""A row and a column, counted from 1."""

CELLS = 100_000
"""The cells with words of the largest workbook that is read; the sheets of a county's reports have far fewer."""


MERGED = 20_000
"""The merged cells of a sheet that are heeded."""

_CHARACTERS = 20_000_000
_EMPTY = 3_000_000


class Budget:
    """What may still be read of a workbook."""

    def __init__(self) -> None:
        self._cells = CELLS
        self._characters = _CHARACTERS
        self._empty = _EMPTY

    def take(self, words: str, times: int = 1) -> None:
        """Counts cells with these words. TooLarge if it is more than is read."""
        self._cells -= times
        self._characters -= len(words) * times
        if self._cells < 0 or self._characters < 0:
            raise TooLarge

    def see(self) -> None:
        """Counts a part of the file that may hold no words. TooLarge as above."""
        self._empty -= 1
        if self._empty < 0:
            raise TooLarge


@dataclass(frozen=True, slots=True)
class Area:
    """A merged cell: its first place, and how many rows and columns it goes over."""

    row: int
    column: int
    rows: int
    columns: int


@dataclass(frozen=True, slots=True)
class Sheet:
    """A sheet by its name: words by place, merged cells, and the rows and columns that are hidden.

    `boxes` are the words of the text boxes that lie on it; `uncounted` is how many formulas are stored without a
    result, `struck` whether words that are struck through were left out.
    """

    name: str
    cells: Mapping[Place, str] = field(default_factory=dict)
    merged: tuple[Area, ...] = ()
    hidden: bool = False
    hidden_rows: frozenset[int] = frozenset()
    hidden_columns: frozenset[int] = frozenset()
    boxes: tuple[str, ...] = ()
    uncounted: int = 0
    struck: bool = False

    def is_seen(self, place: Place) -> bool:
        """Whether a cell stands in a row and a column that are shown."""
        return place[0] not in self.hidden_rows and place[1] not in self.hidden_columns
