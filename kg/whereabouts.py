"""Where in its file a passage stands, as people look it up: 第3页, 表2 第5行, 指标!B5:D5, 第12段."""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any, Literal
from urllib.parse import quote

from kg.model import Locus

_LETTERS = 26


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """Pages, or the cells of a sheet, or the rows of a table, or else the paragraph; 0 and "" for what it has not.

    `page_end` and `row_end` are those it ends on, if that is another.
    """

    page: int = 0
    page_end: int = 0
    table: int = 0
    row: int = 0
    row_end: int = 0
    paragraph: int = 0
    sheet: str = ""
    cells: str = ""

    def told(self, language: Literal["zh", "en"]) -> str:
        """In words: 第3页 表2 第5行, page 3, table 2, row 5."""
        if self.cells:
            return f"{self.sheet}!{self.cells}" if self.sheet else self.cells
        numbers = (
            (self.page, self.page_end, ("第{}页", "page {}")),
            (self.table, 0, ("表{}", "table {}")),
            (self.row, self.row_end, ("第{}行", "row {}")),
            (self.paragraph, 0, ("第{}段", "paragraph {}")),
        )
        at = 0 if language == "zh" else 1
        words = [form[at].format(f"{one}–{end}" if end else one) for one, end, form in numbers if one]
        return (" ", ", ")[at].join(words)

    @property
    def fragment(self) -> str:
        """As the fragment of an IRI of the file: page=3 (RFC 8118), row=5 (RFC 7111), table=2&row=5."""
        numbers = {"page": self.page, "table": self.table, "row": self.row, "paragraph": self.paragraph}
        words = {"sheet": quote(self.sheet, safe=""), "cells": self.cells}
        return "&".join(f"{name}={value}" for name, value in (words | numbers).items() if value)

    def fields(self) -> dict[str, Any]:
        """What it has, by name."""
        return {name: value for name, value in asdict(self).items() if value}


def whereabouts(loci: Sequence[Locus], start: int, end: int) -> Whereabouts | None:
    """Where the characters from start to end stand in the file; None where the file is its text."""
    here = _over(loci, start, end)
    if not here:
        return None
    first, last = here[0], here[-1]
    page_end = last.page if last.page != first.page else 0
    if first.sheet:
        return Whereabouts(sheet=first.sheet, cells=_cells(here))
    if first.row:
        row_end = last.row if last.row > first.row and last.table == first.table else 0
        return Whereabouts(first.page, page_end, first.table, first.row, row_end)
    return Whereabouts(first.page, page_end, paragraph=0 if first.page else first.paragraph)


def recognised(loci: Sequence[Locus], start: int, end: int) -> float:
    """How surely a recogniser read the characters from start to end, 1 where none had to."""
    return min((locus.score for locus in _over(loci, start, end)), default=1.0)


def _over(loci: Sequence[Locus], start: int, end: int) -> Sequence[Locus]:
    """The loci of a span."""
    first = bisect_right(loci, start, key=_start) - 1
    return loci[max(first, 0) : max(bisect_right(loci, max(end - 1, start), key=_start), 0)]


def _start(locus: Locus) -> int:
    return locus.start


def _cells(here: Sequence[Locus]) -> str:
    """The cells of a sheet that a span goes over, as sheets name them: B5, A5:C5."""
    rows, columns = [one.row for one in here if one.row], [one.column for one in here if one.column]
    if not rows:
        return ""
    ends = [f"{_letters(pick(columns, default=1))}{pick(rows)}" for pick in (min, max)]
    return ends[0] if ends[0] == ends[1] else ":".join(ends)


def _letters(column: int) -> str:
    """The letters of a sheet's column: 1 is A, 27 is AA."""
    said = ""
    while column:
        column, at = divmod(column - 1, _LETTERS)
        said = chr(ord("A") + at) + said
    return said
