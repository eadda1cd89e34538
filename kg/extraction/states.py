"""Which figures tell a former state, before a change that the sentence tells: 由10万亩 of 由10万亩扩大到60万亩."""

import re
from collections.abc import Sequence

from kg.grammar.amounts import Quantity
from kg.grammar.figures.reading import CHANGED, NOW
from kg.lexicon import any_of, words
from kg.model import Mention

_WORD = re.compile(any_of(words("periods", "former")))
_NOW = re.compile(f"{NOW}|{CHANGED}")
_FROM = re.compile("(?:由|从(?!业))[^，。；：由从]{0,14}$")
_TO = re.compile(
    f"[到至](?=[\\d约近一二三四五六七八九十百千万])|[^，。；：、]{{0,3}}?，?[^，。；：、由从\\d]{{0,6}}?{CHANGED}"
)
_YEAR_START, _YEAR_END = "年初", re.compile("(?:到|至)?年[底末]")


def former(mention: Mention, text: str) -> int | None:
    """Where the words begin that put a figure of a sentence before a change; None for a figure of today.

    由10万亩 before 扩大到, 原来10万亩, 年初30家 before 年底; a figure behind 现在 or 增加到 is of today again.
    """
    quantity = next((part for part in reversed(mention.parts) if isinstance(part.value, Quantity)), None)
    if quantity is None:
        return None
    clause = max(text.rfind(mark, 0, quantity.start) for mark in "，。；：") + 1
    before = text[clause : quantity.start]
    told = _FROM.search(before)
    if told and not _NOW.search(before, told.start()) and _TO.match(text, quantity.end):
        return clause + told.start()
    words = [found.start() for found in _WORD.finditer(before) if not _NOW.search(before, found.end())]
    if words:
        return clause + words[-1]
    if _YEAR_START in before and _YEAR_END.search(text, quantity.end):
        return clause + before.index(_YEAR_START)
    return None


def unchanged(
    mention: Mention, dated: Sequence[tuple[Mention, str]], figures: Sequence[Mention], text: str
) -> list[tuple[Mention, str]]:
    """The periods of a sentence without those that only date a state before a change told before a figure.

    由“十一五”初期的25%提高到48% dates the first alone.
    """
    before = [
        (since, one.end) for one in figures if one.end <= mention.start and (since := former(one, text)) is not None
    ]
    return [(m, edtf) for m, edtf in dated if not any(since <= m.start < end for since, end in before)]
