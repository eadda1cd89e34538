"""A measure by its name and its quantity: 实现主营业务收入142亿元, 原盐年产量200万吨, 利税达14.7亿元."""

import re

from kg.grammar.amounts import Bare, Quantity, negative, plain
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.reading import (
    CHANGED,
    CONDITION,
    GROUP,
    NO_BOUND,
    NOUN,
    NOW,
    VERB,
    WORD,
    Reading,
    collective,
    fits,
    joined,
    trimmed,
)
from kg.grammar.numbers import Number
from kg.grammar.periods import Period
from kg.grammar.phrases import nouns, verbs
from kg.grammar.words import Scope
from kg.lexicon import any_of, table, words
from kg.model import Measure

measures = Grammar("measures")

_OF_FIRMS = ("firm_count", "above_scale_firm_count", "high_tech_firm_count", "tech_centre_count")
_PART = frozenset(surface for surface, part in table("measures", "part").items() if part)
# 营业面积: the area in use
_USED = re.compile(f"{any_of(words('nouns', 'land_use'))}$|^适宜")
_BUILT = f"(?:{nouns('project')}|中心)(?!建设)"
# whose 收入 is no firm's
_EARNERS = re.compile(f"{nouns('farmer')}|[农菜果茶花牧渔]农|职工|(?:一|每|典型|部分|个别)户")
_OUTPUT = re.compile("(?<!农业)(?<!农业总)总?产值$")
_COUNTED = re.compile("产业(?=总?产值)|企业(?=总?产值)|工业(?=总?产值)")  # 三大｜产业总产值
_VERBAL = ("employment", "visitor_count")  # what stands before them tells who takes them in, not of which part they are


def part_in(words: Span) -> Span | None:
    """The words of a measure where they tell of which part the figure is, without 年: 年交易额 → 交易额; else None."""
    if words.text not in _PART:
        return None
    text = words.text.removeprefix("年")
    return Span(text, words.end - len(text), words.end)


def _whose_output(part: Span) -> Span:
    """Of which part an output is, without the word for output: 规上工业 of 规上工业总产值; 工农业总产值 in full."""
    text = _OUTPUT.sub("", part.text)
    return Span(text, part.start, part.start + len(text)) if len(text) > len("规上") else part


def measured(
    of: Span, count: Span | None, group: Quantity | None, said: Span, measure: Measure, quantity: Quantity
) -> Reading:
    """The quantity of a measure `said` behind what it is `of`, which may be counted: 三大产业总产值."""
    noun = collective(of, count, group)
    if noun is None and count and group and group.word in ("大", "个") and (shared := _COUNTED.match(said.text)):
        noun = Span(count.text + shared[0], count.start, said.start + shared.end())
    if measure.id == "planted_area" and noun and noun.text.endswith(("适宜", "可")):
        return Reading("area", quantity, joined(noun, said))
    if said.text == "收入" and noun and _EARNERS.search(noun.text):
        return Reading("income", quantity, joined(noun, said))
    if measure.id in _VERBAL and said.text not in _PART:
        noun = None
    elif said.text in _PART or (measure.id == "area" and noun and _USED.search(noun.text)):
        part = part_in(said) or said
        noun = joined(noun, _whose_output(part) if measure.id == "output_value" else part)
    return Reading(measure.id, quantity, noun)


@measures.rule(
    rf"(?P<of>{WORD}{{0,20}}?)的?(?:在|于)?{{scope}}的?(?:同类产品)?的?(?:市场)?(?:占有率|份额)"
    rf"(?:（{NOUN}{{1,12}}）)?{VERB}{{quantity}}"
)
def market(of: Span, scope: Scope, quantity: Quantity) -> Reading | None:
    """‹thing›‹scope›市场占有率‹share›: 国内市场占有率约为45%, 全国市场份额30%."""
    return Reading("market_share", quantity, trimmed(of), scope.name) if quantity.unit == "%" else None


@measures.rule(
    rf"(?P<of>{WORD}{{0,20}}?)(?P<what>{{measure}}{any_of(words('figures', 'step'))}了?)(?:近|约)?{{quantity}}"
)
def change(of: Span, what: Span, measure: Measure, quantity: Quantity) -> Reading | None:
    """‹measure›增加‹quantity›: 产值增加24亿元, 肉类总产年均增长1492吨: what was added, not the level."""
    return None if quantity.unit == "%" else Reading("other", quantity, joined(trimmed(of), what))


@measures.rule(
    rf"投资(?:额|总额)?{VERB}{{quantity}}(?=，?(?:的|(?:{verbs('build')}|打造)的?)(?:{{land}}的?)?(?P<of>{NOUN}{{2,14}}?(?:{_BUILT}|(?<=[工造产])企业)))"
)
def invested_in(quantity: Quantity, land: Quantity | None, of: Span) -> Reading | None:
    """投资‹quantity›建设‹project›: 总投资8.5亿元的复合材料项目, 投资2800万元建设10万亩的草果种植基地."""
    return Reading("investment", quantity, of) if quantity.kind == "money" else None


@measures.rule(
    rf"投资(?:额|总额)?{VERB}{{quantity}}(?=，?(?:{verbs('build')}|购置)的?(?!完成|规模|占地)(?P<of>(?:(?!\d){NOUN}){{2,14}}?)(?:[\d，、。；\ue000-\uf8ff]|$))"
)
def spent_on(quantity: Quantity, of: Span) -> Reading | None:
    """投资‹quantity›建设‹thing›: 投资101万元建设塑料大棚64座."""
    return Reading("investment", quantity, trimmed(of)) if quantity.kind == "money" else None


@measures.rule(
    rf"(?P<of>{GROUP}{WORD}{{0,24}}?)的?(?P<said>{{measure}})(?P<total>{nouns('total')})?"
    rf"(?:（{NOUN}{{1,12}}）)?的?[由从]?{{period}}?的?{VERB}{{quantity}}(?P<bound>{NO_BOUND})?"
)
def stated(
    of: Span,
    count: Span | None,
    group: Quantity | None,
    said: Span,
    measure: Measure,
    total: str,
    period: Period | None,
    quantity: Quantity,
    bound: Span | None,
) -> Reading | None:
    """‹thing›‹measure›‹quantity›: 主营业务收入142亿元, 利税达14.7亿元, 原盐年产量200万吨."""
    if measure.id in _OF_FIRMS or not fits(measure, quantity) or CONDITION.match(of.text):
        return None
    if bound is None and measure.id != "investment" and quantity.qualifier in ("over", "under"):
        return None  # 产值过亿元的企业 are those that are counted
    return measured(of, count, group, said, measure, quantity)


@measures.rule(
    rf"(?P<of>{WORD}{{0,16}}?)(?<![减扭弥补止控])(?<!减少)(?<!补贴)净?亏损(?:总额|额|了)?{VERB}{{quantity}}(?P<bound>{NO_BOUND})?"
)
def loss(of: Span, quantity: Quantity, bound: Span | None) -> Reading | None:
    """亏损‹money›: a profit below nothing; not 弥补亏损500万元, 亏损1000万元以上的企业."""
    if quantity.kind != "money" or (bound is None and quantity.qualifier in ("over", "under")):
        return None
    return Reading("profit", quantity if quantity.value < 0 else negative(quantity), trimmed(of))


@measures.rule(
    rf"(?<=[，\ue000-\uf8ff])(?:{NOW}?(?:已|已经)?{CHANGED}了?(?:{NOW}|{{period}})?的?|{NOW}(?:已经?|则|就)?{VERB}|(?<=[\ue000-\uf8ff])[到至])"
    r"(?:{quantity}|(?:{bare}|{number})(?![家户个人元吨亩年月]))(?=[，。；、]|$)"
)
def later(period: Period | None, quantity: Quantity | None, bare: Bare | None, number: Number | None) -> Reading | None:
    """增加到‹period›的‹quantity›, 现在‹number›: the later level of what was just told, 由10万亩发展到现在的60万."""
    if number is not None:
        bare = plain(number)
    if bare is not None:
        unit = ("", "number", "")
        quantity = Quantity(bare.value, *unit, bare.qualifier, bare.lower, bare.upper, bare.value_max)
    if quantity is None or quantity.kind in ("time", "ratio"):
        return None
    return Reading("", quantity, follows="level")
