"""The noun that a figure's phrase ends in, which tells what is told: 签约项目12个, 53个重点项目, 贷款余额8亿元."""

import re

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Span
from kg.grammar.figures.reading import THING, Reading
from kg.grammar.phrases import nouns
from kg.lexicon import any_of, rows

_ROWS = {row["surface"]: row for row in rows("nouns", "head")}
_HEAD = any_of(_ROWS)
_CROP = any_of(surface for surface, row in _ROWS.items() if row["measure"] == "planted_area")
_GROWN = re.compile(f"{_CROP}{nouns('base_kind')}{{0,3}}(?:基地|带|园)?$")
_STOCK = ("锭", "株", "棵", "羽", "尾", "头", "艘", "台", "台套")  # what fields, stalls and mills are counted by
_MANY = 1000
_CLASSIFIED = {"quantity": "count"}  # 幅, 间 and 头 count as 个 does
_STATES = re.compile("[了着是]|有(?!量|色|机|限|效|源)|涌现|形成")
# the noun behind a number with the words before it that say which: 53个｜重点产业项目, 12个｜基地建设项目
BEHIND = f"(?:{THING}{{0,12}}?{_HEAD}(?:{THING}{{0,4}}?{_HEAD}){{0,2}}(?![庄民委]))"


def stocked(noun: Span, quantity: Quantity) -> bool:
    """Whether a figure is of a stock of animals, plants or machines by the thousand, of whatever name: 风机2万台."""
    if quantity.word == "户":
        return noun.text.endswith("户") and len(noun.text) > 2  # 养蚕户3200户
    return quantity.word in _STOCK and quantity.value >= _MANY and len(noun.text) > 1


def is_noun(words: str) -> bool:
    """Whether words behind a number are one noun and state nothing: not 三个人｜来了十个村."""
    return not _STATES.search(words)


def _without_verb(words: Span) -> Span:
    """The noun behind the last verb of some words: 全市力争形成特色产业链."""
    at = max((found.end() for found in _STATES.finditer(words.text)), default=0)
    return Span(words.text[at:], words.start + at, words.end)


def grows(noun: str) -> bool:
    """Whether a noun is of what grows on land: 苹果, 茶叶基地, 有机水稻种植基地; a 示范基地 is land."""
    return bool(_GROWN.search(noun))


def _row(noun: str) -> dict[str, str] | None:
    """The row of the longest head that a noun ends in."""
    return next((row for at in range(len(noun)) if (row := _ROWS.get(noun[at:]))), None)


def headed(noun: Span | None, quantity: Quantity) -> Reading | None:
    """A quantity of what its noun ends in; None where that is nothing that such a quantity is told of: 牛腩500克.

    The power of a thing is what it can put out: 光伏项目20万千瓦.
    """
    if noun and quantity.kind == "area":
        return Reading("planted_area" if grows(noun.text) else "area", quantity, noun)
    noun = noun and _without_verb(noun)
    row = _row(noun.text.rstrip("”")) if noun else None
    if noun is None or row is None:
        return None
    if not {quantity.kind, _CLASSIFIED.get(quantity.kind)} & set(row["kinds"].split()):
        return None
    return Reading("output_capacity" if quantity.kind == "power" else row["measure"], quantity, noun)
