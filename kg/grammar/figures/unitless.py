"""Figures whose unit goes without saying behind their measure: 年销售收入超700亿, 从业人员逾45万, 企业1200多."""

from kg.grammar.amounts import Bare, Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.measures import part_in
from kg.grammar.figures.reading import CONDITION, VERB, WORD, Reading, joined, trimmed
from kg.grammar.numbers import Number
from kg.grammar.periods import Period
from kg.model import Measure

unitless = Grammar("unitless")

_UNITS = {"money": ("CNY", "money", "元"), "person": ("person", "person", "人"), "count": ("1", "count", "个")}
_LEAST = 10  # a smaller number without a unit is a number of something that the words do not say


@unitless.rule(
    rf"(?P<of>{WORD}{{0,20}}?)(?P<said>{{measure}})(?:总额|总量|总数|数量|数)?(?:已|现)?[由从]?{{period}}?的?{VERB}"
    r"(?P<amount>{bare}|{number})(?=[，。；、）]|$)"
)
def stated(
    of: Span, said: Span, measure: Measure, period: Period | None, amount: str, bare: Bare | None, number: Number | None
) -> Reading | None:
    """‹measure›‹number›, money in 万 or 亿: 年销售收入超700亿, 从业人员逾45万, 企业1200多; not 产值120."""
    told = bare or (None if number is None else _plain(number))
    if told is None or measure.kind not in _UNITS or CONDITION.match(of.text) or told.value < _LEAST:
        return None
    exact = not told.qualifier and told.value_max is None
    if (measure.kind == "money" and not {"万", "亿"} & set(amount)) or (exact and 1900 <= told.value <= 2100):
        return None
    quantity = Quantity(told.value, *_UNITS[measure.kind], told.qualifier, told.lower, told.upper, told.value_max)
    noun = None if measure.kind == "person" else trimmed(of)
    words = part_in(said)
    return Reading(measure.id, quantity, joined(noun, words) if words else noun)


def _plain(number: Number) -> Bare:
    qualifier = "over" if number.upper != number.value and number.last is None else ""
    return Bare(number.value, qualifier, number.value, number.upper, number.last)
