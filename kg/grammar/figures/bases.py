"""Figures for each of something: 每公斤10元, 每株年产胶量120公斤, 亩产值达3.6万元, 户均增收8000元, 5000元/亩."""

import re

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.heads import headed
from kg.grammar.figures.reading import NO_BOUND, NOUN, VERB, WORD, Reading, trimmed
from kg.grammar.phrases import nouns
from kg.grammar.rates import Rate
from kg.grammar.words import unit_in
from kg.lexicon import any_of, table, words

bases = Grammar("bases")

_NO_BASE = ("年", "月", "天", "小时", "次", "个", "元", "大", "项", "%", "％", "﹪")
_BASE = any_of(surface for surface in table("units", "unit") if surface not in _NO_BASE)
_HEADS = {"亩": "mu", "户": "household", "人": "person"}
_NO_GOODS = ("项", "个", "次", "家", "户", "大", "种", "类", "位", "名")
_BEARING = ("mu", "株", "棵", "head", "m2")  # what yields a mass
_MEASURES = {
    "产值": "output_value",
    "利润": "profit",
    **dict.fromkeys(("收入", "收益", "创收", "效益"), "income"),
}
_PAID_OUT = re.compile("补|奖|罚")  # 每亩补贴500元 is a condition of a policy
_PRICED = re.compile("价格?$|^卖到?$|^售$")


def _measure(what: str, quantity: Quantity, per: str) -> str:
    """What an amount for each of something measures, by the words before it."""
    if quantity.kind == "mass":
        return "yield" if per in _BEARING else "other"
    if quantity.kind != "money":
        return "other"
    if not what or _PRICED.search(what):
        return "price"
    return next((measure for word, measure in _MEASURES.items() if word in what), "other")


@bases.rule(
    rf"(?P<of>(?:每年|年)?每(?P<base>{_BASE})(?P<what>{NOUN}{{0,12}}?))(?:按|为|的)?{VERB}{{quantity}}{NO_BOUND}"
)
def each(of: Span, base: str, what: Span, quantity: Quantity) -> Reading | None:
    """每‹base›‹what›‹quantity›: 每公斤10元, 每株年产胶量120公斤, 每亩年产值3000元."""
    if quantity.unit == "%" or quantity.kind == "time" or _PAID_OUT.search(what.text):
        return None
    if quantity.kind in ("person", "count") and quantity.value <= 1:
        return None  # 每条产业链配1名专员 is how it is done
    per = _HEADS.get(base) or unit_in(base).id
    measure = _measure(what.text, quantity, per)
    if measure == "price" and base in _HEADS and base != "亩":
        return None  # 每人1万元 is paid out
    if measure == "price":
        noun = None if what.text in ("价格", "售价", "单价") else trimmed(what)
        return Reading(measure, quantity, noun, per=per)
    if measure == "other" and quantity.kind == "money" and not headed(trimmed(what), quantity):
        return None  # 每人每年2万元
    counted = "" if what.text or quantity.kind == "money" else f"{quantity.word}数"
    return Reading(measure, quantity, Span(of.text + counted, of.start, of.end), per=per)


@bases.rule(r"{one}(?P<of>[^，。；、\s\ue000-\uf8ff]{1,8}?)(?:就?能|可以?|要)?(?:卖到?了?|售价?|收购价?)为?{quantity}")
def sold_for(one: Quantity, of: Span, quantity: Quantity) -> Reading | None:
    """一‹base›‹product›卖‹quantity›: 一公斤香梨卖2元."""
    sold = one.kind not in ("money", "time", "person", "share", "ratio", "length") and one.word not in _NO_GOODS
    if quantity.kind != "money" or one.value != 1 or one.qualifier or not sold:
        return None
    return Reading("price", quantity, trimmed(of), per=one.word if one.unit == "1" else one.unit)


@bases.rule(
    rf"(?P<goods>{NOUN}{{0,8}}?)(?P<of>(?![^，。；]{{0,12}}分别)"
    rf"(?:(?:[果参茶菜蔗花稻药瓜椒薯蒜棉渔牧林]农|{nouns('farmer')}|(?:城镇|农村|城乡)?居民|职工)(?=人))?(?P<base>亩|户|人|株)"
    rf"(?P<what>{any_of(words('figures', 'per'))})(?P<product>{NOUN}{{0,8}}?)){VERB}{{quantity}}"
    rf"(?![/／]){NO_BOUND}"
)
def average(goods: Span, of: Span, base: str, what: str, product: Span, quantity: Quantity) -> Reading | None:
    """亩产‹product›‹quantity›, 户均‹what›‹quantity›: 亩产干草果100公斤, 亩产值达3.6万元, 户均增收8000元."""
    if quantity.kind not in ("mass", "money"):
        return None
    per = _HEADS.get(base, base)
    measure = _measure(what + product.text, quantity, per)
    noun = (product if product.text else trimmed(goods)) if measure == "yield" else of
    return Reading(measure, quantity, noun, per=per)


@bases.rule(
    rf"(?P<of>{WORD}{{0,16}}?)(?>(?:按|为|达|达到){{0,6}})(?P<said>{{rate}})(?!的?(?:标准|补贴|补助|奖励)|{NOUN}{{1,14}}?"
    rf"{nouns('project')})"
)
def rate(of: Span, said: str, rate: Rate) -> Reading | None:
    """‹what›‹quantity›/‹base›: 投资强度300万元/亩, 收购价10元/公斤."""
    alone = rate.quantity.kind in ("person", "count") and rate.quantity.value <= 1
    if alone or _PAID_OUT.search(said):
        return None
    noun = trimmed(of)
    measure = _measure(noun.text if noun else "", rate.quantity, rate.quantity.per)
    return Reading(measure, rate.quantity, noun, per=rate.quantity.per)
