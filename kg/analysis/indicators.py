"""Indicators that two figures of one thing give: 利润率 = 利润 ÷ 营业收入, each with its bounds and the two figures."""

import csv
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Context, Decimal
from functools import cache
from typing import Any

from kg.errors import DefinitionError
from kg.ontology import ontology
from kg.queries import Words
from kg.resources import resource

_DIGITS = 4  # significant ones of a quotient
_YEAR = re.compile(r"(?:.*/)?([0-9]{4})")


@dataclass(frozen=True, slots=True)
class Indicator:
    """A row of seeds/indicators.csv: `times` the first of `numerators` that a thing has by the first of `denominators`.

    Both are codes of measures, `unit` the code of the unit of what comes out.
    """

    code: str
    label: Words
    numerators: tuple[str, ...]
    denominators: tuple[str, ...]
    times: Decimal
    unit: str


@dataclass(frozen=True, slots=True)
class Derived:
    """An indicator of a thing: its value with the bounds that those of the two figures leave, None where one is open.

    `numerator` and `denominator` are rows of the query figures-of. The value has four significant digits.
    """

    indicator: Indicator
    value: Decimal
    lower: Decimal | None
    upper: Decimal | None
    numerator: Any
    denominator: Any

    @property
    def period(self) -> str:
        """The period of the figures, that of the numerator first."""
        return self.numerator.period or self.denominator.period or ""

    @property
    def formula(self) -> str:
        """What was divided by what, in the words of the figures: 利润 ÷ 主营业务收入."""
        times = "" if self.indicator.times == 1 or self.indicator.unit == "%" else f" × {self.indicator.times}"
        return f"{self.numerator.measure} ÷ {self.denominator.measure}{times}"


@cache
def indicators() -> tuple[Indicator, ...]:
    """The indicators of seeds/indicators.csv. DefinitionError with the line for a measure or unit that there is not."""
    path = resource("seeds", "indicators.csv")
    lines = [(n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line and line[0] != "#"]
    found = []
    for (number, _), row in zip(lines[1:], csv.DictReader(line for _, line in lines), strict=True):
        codes = [*row["numerators"].split(), *row["denominators"].split()]
        if unknown := [code for code in codes if code not in ontology().measures] or (
            [row["unit"]] if row["unit"] not in ontology().units else []
        ):
            raise DefinitionError(f"indicators.csv:{number}: there is no {', '.join(unknown)}")
        found.append(
            Indicator(
                row["code"],
                Words(row["zh"], row["en"]),
                tuple(row["numerators"].split()),
                tuple(row["denominators"].split()),
                Decimal(row["times"]),
                row["unit"],
            )
        )
    return tuple(found)


def derived(figures: Iterable[Any]) -> list[Derived]:
    """The indicators that the figures of one thing (rows of figures-of) give, in the order of the table.

    Only figures of the whole thing, as it is, count. Two of different years give none, one of which the year is not
    told goes with any one year; what several years make together goes with the same years only. Of several years the
    last that has both is taken. A denominator that may be 0 gives none.
    """
    whole = [row for row in figures if is_whole(row)]
    found = []
    for indicator in indicators():
        tops = _first(whole, indicator.numerators)
        pairs = [
            (top, below) for top in tops for below in _first(whole, indicator.denominators) if _together(top, below)
        ]
        if pairs:
            top, below = max(pairs, key=lambda pair: (year(pair[0].period), year(pair[1].period)))
            if made := _divided(indicator, top, below):
                found.append(made)
    return found


def is_whole(row: Any) -> bool:
    """Whether a figure is of the whole thing, as it is: of no part, in no scope, no rate, neither planned nor past."""
    return not (row.of or row.scope or row.per) and row.modality_id == "actual"


def year(period: str | None) -> str:
    """The last year of a period in EDTF, "" where none is told: 2023/2024-06 is 2024."""
    found = _YEAR.match((period or "").removesuffix("/.."))
    return found[1] if found else ""


def _span(period: str | None) -> tuple[str, str]:
    """The first and the last year of a period: what is told of 1953/1957 is of five years together."""
    last = year(period)
    return year((period or "").partition("/")[0]) or last, last


def _first(figures: Sequence[Any], measures: Sequence[str]) -> list[Any]:
    for code in measures:
        if found := [row for row in figures if row.measure_id == code]:
            return found
    return []


def _together(top: Any, below: Any) -> bool:
    spans = {_span(top.period), _span(below.period)}
    years = {last for _, last in spans} - {""}
    same = len(spans) == 1 or (len(years) < 2 and all(first == last for first, last in spans))
    return same and (top.unit == below.unit or "1" in (top.unit, below.unit) or below.unit == "person")


def _divided(indicator: Indicator, top: Any, below: Any) -> Derived | None:
    low, high = below.lower, below.upper
    if below.value <= 0 or (low is not None and low <= 0):
        return None
    times = indicator.times

    def by(above: Decimal | None, under: Decimal | None) -> Decimal | None:
        return None if above is None or under is None else _rounded(times * above / under)

    value = by(Decimal(top.value), Decimal(below.value))
    assert value is not None
    lower, upper = by(top.lower, high), by(top.upper, low)
    return Derived(indicator, value, lower, upper, top, below)


def _rounded(value: Decimal) -> Decimal:
    return Context(prec=_DIGITS).plus(value)
