"""Growth: a rate against two levels, 年均增长1500吨 over 10年 against the level and the rate of the sentence."""

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from decimal import Decimal

from kg.audit.equations import Compute, Equation
from kg.audit.intervals import Interval, point
from kg.audit.ledger import Entry, Ledger

_YEARLY = re.compile("年均|年递增|年平均|年增长")
_ON_YEAR = re.compile("同比|比上年|较上年|比去年|较去年")
_YEARS_AGO = re.compile(r"(?:前|近|这|过去)?(\d{1,2})年(?!代|底|末|度|\d)")
_YEAR = re.compile(r"\d{4}")
_HUNDRED = Decimal(100)


def growth(ledger: Ledger) -> Iterator[Equation]:
    """Each rate of growth whose two levels the report gives, or whose yearly amount and level its sentence gives."""
    levels: dict[tuple[str, str, str, str, str], list[Entry]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.figure.unit != "%" and _YEAR.fullmatch(entry.year) and entry.fact.modality == "actual":
            levels[_thing(entry)].append(entry)
    for at, entry in enumerate(ledger.entries):
        if entry.figure.measure == "growth_rate" and entry.figure.unit == "%" and entry.figure.value > 0:
            yield from _between_levels(ledger, entry, at, levels)
            yield from _by_amount(ledger, entry, at)


def _thing(entry: Entry) -> tuple[str, str, str, str, str]:
    figure = entry.figure
    return entry.key, figure.measure, figure.of, figure.unit, figure.per


def _between_levels(
    ledger: Ledger, rate: Entry, at: int, levels: dict[tuple[str, str, str, str, str], list[Entry]]
) -> Iterator[Equation]:
    level = _level_before(ledger, rate, at)
    if level is None or level.fact.modality != "actual" or not _YEAR.fullmatch(level.year):
        return
    words = _clause(ledger, rate)
    earlier = [e for e in levels[_thing(level)] if e.year < level.year]
    if not earlier:
        return
    base = max(earlier, key=lambda e: (e.sentence == level.sentence, e.year))
    years = int(level.year) - int(base.year)
    if years != 1 and (_ON_YEAR.search(words) or base.sentence != rate.sentence):
        return
    terms = (level.term, base.term)
    if years > 1 and _YEARLY.search(words):
        yield Equation(
            "growth",
            "growth.yearly",
            rate.term,
            terms,
            _compound(years),
            "({} ÷ {})^(1/" + str(years) + ") − 1",
            approximate=True,
        )
    else:
        yield Equation("growth", "growth.rate", rate.term, terms, _simple, "{} ÷ {} − 1", approximate=True)


def _level_before(ledger: Ledger, rate: Entry, at: int) -> Entry | None:
    """The level that a rate follows in its sentence, of the measure that the rate is said to be of."""
    for entry in reversed(ledger.entries[:at]):
        if entry.sentence != rate.sentence:
            return None
        if entry.figure.unit != "%" and entry.key == rate.key and rate.figure.of in ("", entry.figure.measure):
            return entry
    return None


def _clause(ledger: Ledger, entry: Entry) -> str:
    return re.split("[，；。]", ledger.text[entry.sentence[0] : entry.term.start])[-1]


def _by_amount(ledger: Ledger, rate: Entry, at: int) -> Iterator[Equation]:
    """A yearly rate as the yearly amount over the level that the years have grown from: i ÷ (L − n × i)."""
    if not at or not _YEARLY.search(_clause(ledger, rate)):
        return
    amount = ledger.entries[at - 1]
    if amount.sentence != rate.sentence or amount.key != rate.key or not _YEARLY.search(_clause(ledger, amount)):
        return
    years = _YEARS_AGO.search(ledger.text, rate.sentence[0], rate.term.start)
    level = _level(ledger, amount, at - 1)
    if not years or level is None:
        return
    count = Decimal(years[1])
    yield Equation(
        "growth",
        "growth.amount",
        rate.term,
        (amount.term, level.term),
        _of_amount(count),
        "{0} ÷ ({1} − " + years[1] + " × {0})",
        approximate=True,
        doubt="warning",
    )


def _level(ledger: Ledger, amount: Entry, at: int) -> Entry | None:
    """The nearest figure before in the paragraph that has the amount's unit and is no yearly amount itself."""
    for entry in reversed(ledger.entries[:at]):
        if entry.passage != amount.passage:
            return None
        if (
            entry.figure.unit == amount.figure.unit
            and entry.key == amount.key
            and not _YEARLY.search(_clause(ledger, entry))
        ):
            return entry
    return None


def _simple(intervals: Sequence[Interval]) -> Interval:
    return (intervals[0] / intervals[1] - point(Decimal(1))).times(_HUNDRED)


def _compound(years: int) -> Compute:
    def compute(intervals: Sequence[Interval]) -> Interval:
        ratio = intervals[0] / intervals[1]
        root = Interval(
            *(
                None if end is None else (end.ln() / years).exp() if end > 0 else end
                for end in (ratio.lower, ratio.upper)
            )
        )
        return (root - point(Decimal(1))).times(_HUNDRED)

    return compute


def _of_amount(years: Decimal) -> Compute:
    def compute(intervals: Sequence[Interval]) -> Interval:
        amount, level = intervals
        base = level - amount.times(years)
        if base.lower is None or base.lower <= 0:
            return Interval(Decimal(0), None)
        return (amount / base).times(_HUNDRED)

    return compute
