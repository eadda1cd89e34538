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
_NEAR = 600  # characters before a rate in which its sentence says of how many years it is

Thing = tuple[str, str, str, str, str]
Levels = dict[tuple[tuple[int, int] | None, Thing], dict[str, Entry]]


def growth(ledger: Ledger) -> Iterator[Equation]:
    """Each rate of growth whose two levels the report gives, or whose yearly amount and level its sentence gives."""
    levels = _levels(ledger)
    before: dict[tuple[tuple[int, int], str, str], Entry] = {}  # the last of a sentence, key and measure ("": any)
    above: dict[tuple[int, str, str], Entry] = {}  # the last of a paragraph, key and unit that is no yearly amount
    amount: Entry | None = None
    grown: Entry | None = None  # the level that the amount is told after
    for entry in ledger.entries:
        figure = entry.figure
        if figure.measure == "growth_rate" and figure.unit == "%" and figure.value > 0:
            level = before.get((entry.sentence, entry.key, figure.of))
            if level is not None:
                yield from _between_levels(ledger, entry, level, levels)
            if amount is not None and grown is not None:
                yield from _by_amount(ledger, entry, amount, grown)
        if figure.unit != "%":
            before[entry.sentence, entry.key, ""] = before[entry.sentence, entry.key, figure.measure] = entry
        amount, grown = entry, above.get((entry.passage, entry.key, figure.unit))
        if not _YEARLY.search(ledger.clause(entry)):
            above[entry.passage, entry.key, figure.unit] = entry


def _levels(ledger: Ledger) -> Levels:
    """The first actual figure of each thing and year, in the report and in each sentence of it."""
    levels: Levels = defaultdict(dict)
    for entry in ledger.entries:
        if entry.figure.unit != "%" and _YEAR.fullmatch(entry.year) and entry.fact.modality == "actual":
            for where in (None, entry.sentence):
                levels[where, _thing(entry)].setdefault(entry.year, entry)
    return levels


def _thing(entry: Entry) -> Thing:
    figure = entry.figure
    return entry.key, figure.measure, figure.of, figure.unit, figure.per


def _between_levels(ledger: Ledger, rate: Entry, level: Entry, levels: Levels) -> Iterator[Equation]:
    """A rate against the level that it follows in its sentence, of the measure that it is said to be of, and an earlier
    one: of the same sentence, or else of the report."""
    if level.fact.modality != "actual" or not _YEAR.fullmatch(level.year):
        return
    words = ledger.clause(rate)
    base = _last_before(level.year, levels[level.sentence, _thing(level)])
    base = base or _last_before(level.year, levels[None, _thing(level)])
    if base is None:
        return
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


def _last_before(year: str, told: dict[str, Entry]) -> Entry | None:
    return told.get(max((each for each in told if each < year), default=""))


def _by_amount(ledger: Ledger, rate: Entry, amount: Entry, level: Entry) -> Iterator[Equation]:
    """A yearly rate as the yearly amount over the level that the years have grown from: i ÷ (L − n × i).

    The level is the nearest figure before in the paragraph that has the amount's unit and is no yearly amount itself.
    """
    if not (_YEARLY.search(ledger.clause(rate)) and _YEARLY.search(ledger.clause(amount))):
        return
    if amount.sentence != rate.sentence or amount.key != rate.key:
        return
    first = max(rate.sentence[0], rate.term.start - _NEAR)
    years = _YEARS_AGO.search(ledger.text, first, rate.term.start)
    if not years:
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
