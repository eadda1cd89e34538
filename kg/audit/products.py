"""Products and rates by their units: 每亩30株 × 每株100公斤 × 每公斤10元 = 亩产值3万元, 60吨 × 每公斤10元 = 60万元."""

from collections import Counter
from collections.abc import Iterator, Sequence
from decimal import Decimal
from functools import cache
from itertools import combinations

from kg.audit.equations import Compute, Equation
from kg.audit.intervals import Interval, point, product
from kg.audit.ledger import Entry, Ledger
from kg.ontology import ontology

_REACH = 24  # figures of a paragraph that may be factors of one result
_MONEY_RESULTS = {"output_value", "revenue", "main_business_revenue", "income", "profit", "export_value"}
_COSTS = ("成本", "费用", "支出")
_DEDUCTED = ("扣除", "减去", "除去", "剔除")
_GAINS = ("income", "profit")

Dimension = frozenset[tuple[str, int]]


def products(ledger: Ledger) -> Iterator[Equation]:
    """For each result of a calculation in a paragraph: the factors whose units multiply to its own."""
    for at, result in enumerate(ledger.entries):
        if not _is_result(result):
            continue
        before = [
            e for e in ledger.entries[max(0, at - _REACH) : at] if e.passage == result.passage and _together(e, result)
        ]
        if difference := _difference(result, before):
            yield difference
        elif not ledger.told_before(_DEDUCTED, result):  # what is left after costs that no fact holds
            yield from _best(result, [_equation(result, factors) for factors in _factors(result, before)])


def _best(result: Entry, found: list[tuple[Equation, bool]]) -> Iterator[Equation]:
    """The equation that holds if one does; else the first whose factors stand in the result's own sentence."""
    holding = [equation for equation, _ in found if equation.confirms]
    if holding:
        yield holding[0]
    elif not any(equation.holds for equation, _ in found):
        yield from [equation for equation, own in found if own][:1]


def _equation(result: Entry, factors: tuple[Entry, ...]) -> tuple[Equation, bool]:
    scale = Decimal(1)
    for factor in factors:
        scale *= _scale(factor)
    scale /= _scale(result)
    exact = [bool(factor.figure.per) for factor in factors]  # a rate that is reckoned with is what it says
    equation = Equation(
        "product",
        "products.factors",
        result.term,
        tuple(f.term for f in factors),
        _times(scale, tuple(exact)),
        " × ".join(["{}"] * len(factors)),
        doubt="error",
    )
    return equation, all(factor.sentence == result.sentence for factor in factors)


def _times(scale: Decimal, exact: tuple[bool, ...]) -> Compute:
    def compute(intervals: Sequence[Interval]) -> Interval:
        taken = [_middle(each) if plain else each for each, plain in zip(intervals, exact, strict=True)]
        return product(taken).times(scale)

    return compute


def _middle(interval: Interval) -> Interval:
    if interval.lower is None or interval.upper is None:
        return interval
    return point((interval.lower + interval.upper) / 2)


def _is_result(entry: Entry) -> bool:
    measure = entry.figure.measure
    return entry.figure.value_max is None and (
        measure in _MONEY_RESULTS or (measure == "output_volume" and not entry.figure.per)
    )


def _together(entry: Entry, result: Entry) -> bool:
    return (
        entry.key == result.key
        and entry.fact.modality == result.fact.modality
        and not entry.figure.qualifier
        and entry.figure.value_max is None
        and not (entry.year and result.year and entry.year != result.year)
        and bool(_dimension(entry))
    )


def _factors(result: Entry, before: list[Entry]) -> Iterator[tuple[Entry, ...]]:
    """Two or three figures, one of them a rate, whose units multiply to the result's; those nearest to it first."""
    wanted = _dimension(result)
    near = [e for e in reversed(before) if e.figure.measure not in _MONEY_RESULTS or e.figure.per]
    if not any(e.figure.per for e in near):
        return
    seen: set[tuple[Decimal, ...]] = set()
    for size in (2, 3):
        for factors in combinations(near, size):
            if any(f.figure.per for f in factors) and _product(factors) == wanted:
                values = tuple(sorted(f.figure.value for f in factors))
                if values not in seen:
                    seen.add(values)
                    yield tuple(reversed(factors))


def _difference(result: Entry, before: list[Entry]) -> Equation | None:
    """A gain as what is left of a value after its cost: 每亩年产值3000元，扣除经营成本300元，创收2700元.

    A cost without a base, as here, is one for each 亩 too; if it then does not fit, only a slip of print is a doubt.
    """
    if result.figure.measure not in _GAINS:
        return None
    near = [e for e in before if e.sentence == result.sentence and e.figure.unit == result.figure.unit]
    costs = [e for e in near if any(word in e.figure.of or word in e.fact.evidence.quote[-16:] for word in _COSTS)]
    costs = [e for e in costs if e.figure.per in ("", result.figure.per)]
    alike = [e for e in near if _dimension(e) == _dimension(result)]
    values = [e for e in alike if e.figure.measure in _MONEY_RESULTS and e not in costs]
    if len(costs) != 1 or not values:
        return None
    return Equation(
        "product",
        "products.difference",
        result.term,
        (values[-1].term, costs[0].term),
        lambda i: i[0] - i[1],
        "{} − {}",
        repairable=costs[0].figure.per != result.figure.per,
    )


def _product(factors: tuple[Entry, ...]) -> Dimension:
    powers: Counter[str] = Counter()
    for factor in factors:
        for kind, power in _dimension(factor):
            powers[kind] += power
    return frozenset((kind, power) for kind, power in powers.items() if power)


def _dimension(entry: Entry) -> Dimension:
    if entry.figure.unit in ("%", "年"):
        return frozenset()
    powers = Counter({_kind(entry.figure.unit): 1})
    if entry.figure.per:
        powers[_kind(entry.figure.per)] -= 1
    return frozenset((kind, power) for kind, power in powers.items() if power and kind != "count")


def _scale(entry: Entry) -> Decimal:
    scale = _factor(entry.figure.unit)
    return scale / _factor(entry.figure.per) if entry.figure.per else scale


@cache
def _kind(unit: str) -> str:
    units = ontology().units
    if unit in units and units[unit].kind in ("mass", "area", "volume", "length", "count"):
        return units[unit].kind
    return unit


@cache
def _factor(unit: str) -> Decimal:
    units = ontology().units
    factor = units[unit].factor if unit in units and unit != "%" else None
    return Decimal(factor) if factor else Decimal(1)
