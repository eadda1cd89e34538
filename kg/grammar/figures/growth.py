"""Growth of what was just stated: 同比增长14.36%, 年均递增8%, 同比下降3%, 是2012年的2.6倍, 翻番."""

import re
from decimal import Decimal

from kg.grammar.amounts import Quantity, negative
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.heads import headed
from kg.grammar.figures.measures import part_in
from kg.grammar.figures.reading import NOUN, WORD, Reading, joined, trimmed
from kg.grammar.numbers import DIGITS
from kg.lexicon import any_of, words
from kg.model import Measure

growth = Grammar("growth")

_THEN = r"(?<![同环相对])[比较](?!较)[^，。；：、！？\s]{1,10}?(?=净|新|增|减|下|多|少|提|上|翻|回|扩|攀|递)"
_AGAINST = f"(?>(?:{any_of(words('figures', 'growth_base'))}|{_THEN}){{0,6}})"
_RISE = any_of(words("figures", "rise"))
_FALL = any_of(words("figures", "fall"))
# what grows in the figures of a place: 机电产品出口, 工业用电量, 茶园面积; not 患病风险
_GROWS = re.compile(f"(?:[量额值价数入资费积产税款率员]|{any_of(words('figures', 'growing'))})$")
_MONTHS = "(?:\\d{1,2}[-－–—~至]\\d{1,2}月份?|[上下]半年)?"
_PERCENT = ("%", "％", "﹪")


def fallen(quantity: Quantity) -> Quantity:
    """A share by which something has fallen, as growth below nothing; 下降-3% is no rise."""
    return quantity if quantity.value < 0 else negative(quantity)


def _grown(of: Span, said: Span | None, measure: Measure | None) -> Span | None:
    """What has grown: the code of the measure, else the words for it (固定资产投资, 增加值)."""
    if said is None or measure is None:
        return trimmed(of)
    return joined(trimmed(of), named) if (named := part_in(said)) else Span(measure.id, of.end, of.end)


@growth.rule(
    rf"(?P<of>{WORD}{{0,20}}?)(?P<said>{{measure}})?{_MONTHS}{_AGAINST}(?:分别|已)?(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))"
    rf"(?:（下同）|{any_of(words('figures', 'turn'))}"
    rf"[到至为])?(?>(?:了|均|都|保持在?|达到|达|为|约|近|在){{0,6}}){{quantity}}"
)
def percent(
    of: Span, said: Span | None, measure: Measure | None, rise: str, fall: str, quantity: Quantity
) -> Reading | None:
    """‹measure›同比增长‹share›: 同比增长14.36%, 出口额年均递增8%, 同比下降3% (negative)."""
    grown = _grown(of, said, measure)
    if measure and measure.id.endswith("firm_count") and said and not said.text.endswith(("数", "数量")):
        return None  # 9家企业增速超过100%: what of theirs, nothing says
    if quantity.word not in _PERCENT or (grown and measure is None and not _GROWS.search(grown.text)):
        return None
    return Reading("growth_rate", fallen(quantity) if fall else quantity, grown)


@growth.rule(
    rf"(?P<of>{WORD}{{0,16}}?)(?P<said>{{measure}})?(?:[比较]{NOUN}{{1,8}}?)?(?:[一两二三四五六七八九十\d]{{1,2}}年[间来]?，?)?(?:实现了?)?(?:翻番|翻了?(?P<times>[一两二三四五])番|翻了番|翻了?一倍)"
)
def doubled(of: Span, said: Span | None, measure: Measure | None, times: str) -> Reading:
    """‹measure›翻番: twice as much as before; 翻两番: four times."""
    much = Decimal(2 ** DIGITS[times or "一"])
    return Reading(
        "other", Quantity(much, "倍", "ratio", "倍", "", much, much), _grown(of, said, measure), follows="times"
    )


@growth.rule(
    rf"(?P<of>{WORD}{{0,20}}?)(?P<said>{{measure}})?"
    rf"(?>{any_of(words('figures', 'steady'))}"
    rf"{{0,6}})(?:保持|实现|呈现?|取得)了?{{quantity}}的?(?:高速|较快|同比)?(?:(?P<rise>{_RISE})|(?P<fall>{_FALL}))(?!点)"
)
def kept(
    of: Span, said: Span | None, measure: Measure | None, quantity: Quantity, rise: str, fall: str
) -> Reading | None:
    """‹measure›实现‹share›增长: 实现两位数增长, 保持8%以上的增速."""
    if quantity.word not in _PERCENT:
        return None
    return Reading("growth_rate", fallen(quantity) if fall else quantity, _grown(of, said, measure))


@growth.rule(rf"(?P<of>{NOUN}{{1,10}}?){_THEN}(?P<more>净?增加|减少|增长|新增|下降)(?>(?:了|近|约){{0,6}}){{quantity}}")
def added_to(of: Span, more: Span, quantity: Quantity) -> Reading | None:
    """‹thing›比‹then›增加‹quantity›: 企业比1999年增加了近400家: by how much a thing has grown."""
    noun = trimmed(of)
    if noun is None or quantity.unit in ("%", "倍") or not (_GROWS.search(noun.text) or headed(noun, quantity)):
        return None
    return Reading("other", quantity, joined(noun, more))


@growth.rule(
    rf"(?:{_THEN}|同比)(?:净|新)?(?P<more>增加|减少|增长|新增|下降|多)(?>(?:了|近|约){{0,6}}){{quantity}}"
    rf"|(?<=，)净?(?P<new>新增){{fresh}}(?=[，。；、]|$)"
)
def added(more: Span | None, quantity: Quantity | None, new: Span | None, fresh: Quantity | None) -> Reading | None:
    """比‹then›增加‹quantity›, ，新增‹quantity›: by how much what was just told has grown."""
    amount = quantity or fresh
    if amount is None or amount.unit in ("%", "倍"):
        return None
    return Reading("other", amount, more or new, follows="more")


@growth.rule(
    rf"(?P<of>{WORD}{{0,20}}?)(?P<said>{{measure}})?{_AGAINST}{any_of(words('figures', 'rise'))}"
    rf"了?(?:近|约)?{{quantity}}"
)
def multiplied(of: Span, said: Span | None, measure: Measure | None, quantity: Quantity) -> Reading | None:
    """‹measure›增长‹n›倍: growth of n hundred per cent, which is n + 1 times as much."""
    return Reading("growth_rate", _hundredfold(quantity), _grown(of, said, measure)) if quantity.unit == "倍" else None


def _hundredfold(quantity: Quantity) -> Quantity:
    """So many times as much in per cent."""
    ends = (quantity.value, quantity.lower, quantity.upper, quantity.value_max)
    value, lower, upper, last = (None if end is None else 100 * end for end in ends)
    assert value is not None
    return Quantity(value, "%", "share", "%", quantity.qualifier, lower, upper, last)


@growth.rule(
    rf"(?P<of>{WORD}{{0,16}}?)(?P<said>{{measure}})?(?:{any_of(words('figures', 'reaching'))}"
    rf"|是|为)(?P<then>[^，。；]{{1,14}}?)的{{quantity}}"
)
def times(of: Span, said: Span | None, measure: Measure | None, then: str, quantity: Quantity) -> Reading | None:
    """是‹then›的‹n›倍: 是2012年的2.6倍."""
    if quantity.unit != "倍":
        return None
    return Reading("other", quantity, _grown(of, said, measure), follows="times")
