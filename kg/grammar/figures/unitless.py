"""Figures whose unit goes without saying behind their measure: 年销售收入超700亿, 从业人员逾45万, 企业1200多."""

from kg.grammar.amounts import Bare, Quantity, plain
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.measures import measured
from kg.grammar.figures.reading import CONDITION, VERB, WORD, Reading, trimmed
from kg.grammar.numbers import Number
from kg.grammar.periods import Period
from kg.grammar.phrases import nouns
from kg.model import Measure

unitless = Grammar("unitless")

_UNITS = {"money": ("CNY", "money", "元"), "person": ("person", "person", "人"), "count": ("1", "count", "个")}
_LEAST = 10  # a smaller number without a unit is a number of something that the words do not say


@unitless.rule(
    rf"(?P<of>{WORD}{{0,24}}?)(?P<said>{{measure}}){nouns('total')}?(?:已|现)?[由从]?{{period}}?的?{VERB}"
    r"(?P<amount>{bare}|{number})级?(?=[，。；、）]|$)"
)
def stated(
    of: Span, said: Span, measure: Measure, period: Period | None, amount: str, bare: Bare | None, number: Number | None
) -> Reading | None:
    """‹measure›‹number›, money in 万 or 亿: 年销售收入超700亿, 从业人员逾45万, 企业1200多; not 产值120."""
    told = bare or (None if number is None else plain(number))
    if told is None or measure.kind not in _UNITS or told.value < _LEAST or CONDITION.match(of.text):
        return None
    exact = not told.qualifier and told.value_max is None
    if (measure.kind == "money" and not {"万", "亿"} & set(amount)) or (exact and 1900 <= told.value <= 2100):
        return None
    quantity = Quantity(told.value, *_UNITS[measure.kind], told.qualifier, told.lower, told.upper, told.value_max)
    if measure.kind == "count":
        return Reading(measure.id, quantity, trimmed(of))
    return measured(of, None, None, said, measure, quantity)
