"""Which part beside or within the whole a figure is of, by the words before it: 新增规上企业, 其余企业, 12家企业."""

import re

from kg.grammar.amounts import Quantity
from kg.grammar.figures import Reading
from kg.grammar.figures.reading import NOUN, VERB
from kg.grammar.phrases import ANY_LEVEL, HUNDREDS, TOWN, verbs
from kg.lexicon import any_of, table, words
from kg.model import Mention

_NO_LEVELS = ("growth_rate", "rank", "price", "yield", "share", "market_share", "output_share", "export_share")
_NEAR = 60  # characters before a number that may say what it is of
_MEASURE = any_of(table("measures", "measure"))
_PORTION = re.compile(f"{any_of(words('figures', 'portion'))}(?!长|加|量|点)")
_SAID = re.compile(
    f"(?:了|的|各类)?(?P<thing>[^，。；：、\\d]{{0,24}}?{_MEASURE}|[^，。；：、\\d]{{1,24}}?)(?:数量|总数|数|总额)?{VERB}$"
)
_CLAUSE = re.compile("[，。；：]")
_WHOLE = re.compile("[现已共总原]|累计|其中|拥有")
_COUNT = "(?:\\d{1,6}|[一二两三四五六七八九十百千]{1,6})[多余]?[家户]"
_WHICH = f"(?:{any_of(words('figures', 'single'))}|最大的?|最小的?){NOUN}{{0,6}}?(?:企业|公司)"
_EACH = re.compile(
    f"(?:(?P<firms>{_COUNT}(?:{NOUN}{{0,10}}?(?:企业|公司))?)|(?P<some>{_WHICH}))的?(?:均|都|年|实现|完成){{0,4}}"
    f"{_MEASURE}(?:总额|额)?(?P<all>[均都]?)(?:已|已经)?{VERB}$"
)
_YEARS = re.compile(
    f"(?P<years>(?<!\\d)[近前]?[两二三四五六七八九十\\d]{{1,2}}年[来间里]?)，?(?P<sum>"
    f"{any_of(words('figures', 'sum'))})(?:实现|完成)?"
    f"(?P<thing>[^，。；：、\\d]{{0,24}}?){VERB}$"
)
_TOWNS = re.compile(f"乡?{TOWN}$")
_AND_TOWNS = re.compile(f"[、和及]\\d*{HUNDREDS}*[个处]?{TOWN}(?![村镇区])")
_TOWNS_AND = re.compile(f"(?:\\d|{HUNDREDS})[个处]?{TOWN}[、和及]$")
_ADVERB = re.compile(f"(?:{any_of(words('periods', 'now'))}|[全我该本]{ANY_LEVEL})*")
_FIT = f"(?:{any_of(words('places', 'fit'))}|{verbs('farm', 'grow', 'build', 'built')})"
_AREA = any_of(words("places", "area"))
_NAMED = "[^，。；：的是]{2,60}"  # the towns of a list
_SUCH = re.compile(f"(?P<which>[^，。；：]{{0,20}}?{_FIT}[^，。；：]{{0,20}}?)的是?{_NAMED}$")
_SPREAD = re.compile(f"{any_of(words('places', 'spread_verb'))}[在于到]")
_THERE = re.compile(
    f"(?P<which>{any_of(words('places', 'fit'))}[^，。；：的]{{2,12}})"
    f"(?:，[该这此]一?(?P<area>{_AREA})[^，。；：]*|的(?P<land>{_AREA})[^。；：]*)$"
)
_PER = re.compile(f"(?<![\\d十百千万亿几数多余上近超过约足到达])(?P<of>每?[百千万]元{NOUN}{{1,24}}?){VERB}$")


def is_portion(of: str) -> bool:
    """Whether the words for a figure's part begin with those of what is beside the whole: 新增企业."""
    return _PORTION.match(of) is not None


def portion(mention: Mention, reading: Reading, of: str, text: str) -> str:
    """The words of the part that a figure of a sentence is of where its reading takes it for the whole; else `of`.

    近三年累计产值36亿元 is no year's output, 百元产值利润15元 no profit of the whole;
    新增企业12家 is of 新增企业, 新增12家规上企业 of 新增规上企业; 12家企业产值均过亿元 is of 12家企业, each of them.
    """
    if reading.measure == "town_count" and not of:
        return _which_towns(mention, text)
    quantity = next((part for part in reversed(mention.parts) if part.value == reading.quantity), None)
    if quantity is None or reading.measure in _NO_LEVELS or not isinstance(quantity.value, Quantity):
        return of
    near = text[max(0, quantity.start - _NEAR) : quantity.start]
    if years := _YEARS.search(near):
        return years["years"] + years["sum"] + years["thing"]
    before = _CLAUSE.split(near)[-1]
    if reading.quantity.kind != "count" and (per := _PER.search(before)):
        return per["of"]
    each = _EACH.search(before) if reading.quantity.kind == "money" else None
    if each and (each["some"] or each["all"] or reading.quantity.qualifier in ("over", "under")):
        return each["some"] or each["firms"]
    words = list(_PORTION.finditer(before))
    if not words or words[-1][0] in of:
        return of
    word, said = words[-1][0], before[words[-1].end() :]
    if of and said.startswith(of):
        return word + of
    item = said.rsplit("、", 1)[-1]
    if not item:
        return word + (of or text[quantity.end : mention.end])
    if (item is not said and _WHOLE.match(item)) or not (thing := _SAID.fullmatch(item)):
        return of
    return word + thing["thing"]


def _which_towns(mention: Mention, text: str) -> str:
    """Which towns are counted, by the words before their names or beside their number; "" for all that there are.

    适宜种茶的甲镇、乙镇等六个乡镇, 条件成熟的是甲、乙两个乡; 6个街道、11个镇 are so many of each kind.
    """
    kind = _TOWNS.search(text, mention.start, mention.end)
    if kind and (_AND_TOWNS.match(text, mention.end) or _TOWNS_AND.search(text[: mention.start])):
        return kind[0]
    before = text[: mention.start].removesuffix("等")
    clause = before[max(before.rfind(mark) for mark in "，。；：") + 1 :]
    if there := _THERE.search(before):
        return f"{there['which']}的{there['area'] or there['land']}"
    such = None if _SPREAD.search(clause) else _SUCH.match(clause)
    which = _ADVERB.sub("", such["which"], count=1) if such else ""
    return f"{which}的{kind[0] if kind else '乡镇'}" if which else ""
