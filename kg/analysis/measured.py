"""What a measure of an economy's structure gives: a table with its reading, formula and source, or why not."""

import csv
from collections import namedtuple
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from kg.queries import Column, Rows, Value, Words

_ROOM = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Described:
    """What stands in `measures.csv` on a measure: its title, the sentences that read out its table and an empty one,
    formula and source, and the least size that it makes sense for, with the sentence that refuses a smaller graph."""

    name: str
    title: Words
    reading: Words
    none: Words
    formula: str
    source: str
    least: int
    refusal: Words


@dataclass(frozen=True, slots=True)
class Measured:
    """A measure's table and what it says in a sentence; the formula and its source stand below it."""

    name: str
    rows: Rows
    reading: Words
    formula: str
    source: str


@dataclass(frozen=True, slots=True)
class Refused:
    """A measure that a graph is too small for, or does not hold what it needs."""

    name: str
    reason: Words


@cache
def described() -> dict[str, Described]:
    """Every measure by name, in the order of `measures.csv`."""
    return {
        row["name"]: Described(
            name=row["name"],
            title=Words(row["title_zh"], row["title_en"]),
            reading=Words(row["reading_zh"], row["reading_en"]),
            none=Words(row["none_zh"], row["none_en"]),
            formula=row["formula"],
            source=row["source"],
            least=int(row["least"]),
            refusal=Words(row["refusal_zh"], row["refusal_en"]),
        )
        for row in _table("measures.csv")
    }


def listing(language: str) -> Rows:
    """A row for each measure: its name, and what it tells in the language."""
    return _rows(("measure", "tells"), ((each.name, getattr(each.title, language)) for each in described().values()))


def measured(name: str, columns: Sequence[str], values: Iterable[Sequence[Value]], **holes: object) -> Measured:
    """The result of a measure; its reading tells of the first row, of the `count` of rows, and of further `holes`."""
    said = described()[name]
    rows = _rows(columns, values)
    reading = _filled(said.reading, {"count": len(rows), **rows[0]._asdict(), **holes}) if rows.rows else said.none
    return Measured(name, rows, reading, said.formula, said.source)


def refused(name: str, *sizes: int) -> Refused | None:
    """The refusal of a measure whose graph has these sizes, if one of them is below the least."""
    said = described()[name]
    if min(sizes) >= said.least:
        return None
    return Refused(name, _filled(said.refusal, {"least": said.least, "found": "×".join(map(str, sizes))}))


def rounded(value: float) -> Decimal:
    """A measure to four places, which are more than a report bears out."""
    return Decimal(str(round(value, 4)))


def _rows(columns: Sequence[str], values: Iterable[Sequence[Value]]) -> Rows:
    kind = namedtuple("Row", columns)  # type: ignore[misc]  # the fields are known only now
    return Rows(tuple(Column(column, _labels()[column]) for column in columns), tuple(kind(*row) for row in values))


@cache
def _labels() -> dict[str, Words]:
    return {row["name"]: Words(row["zh"], row["en"]) for row in _table("columns.csv")}


def _filled(said: Words, holes: dict[str, object]) -> Words:
    return Words(said.zh.format(**holes), said.en.format(**holes))


def _table(name: str) -> list[dict[str, str]]:
    with (_ROOM / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
