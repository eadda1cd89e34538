"""Which figures tell a former state, before a change that the sentence tells: 由10万亩 of 由10万亩扩大到60万亩."""

import re

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
