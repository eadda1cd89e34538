"""The marks that a page prints before the items of its lists: 1. 2. 3., 一、二、三、, (nothing)."""

import re

from lxml import etree

_STYLE = re.compile(r"list-style(?:-type)?\s*:([^;]*)", re.IGNORECASE)
_PLACES = frozenset(("inside", "outside"))
_CHINESE = frozenset(
    (
        *("cjk-ideographic", "simp-chinese-informal", "trad-chinese-informal", "simp-chinese-formal", "cjk-decimal"),
        *("japanese-informal", "trad-chinese-formal"),
    )
)
_TYPES = {"a": "lower-alpha", "A": "upper-alpha", "i": "lower-roman", "I": "upper-roman"}
_ROMAN = ((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i"))
_DIGITS = "〇一二三四五六七八九"
_BULLETED = ("disc", "circle", "square")
_LARGEST = 10_000


class Marks:
    """The marks of one list, item by item."""

    def __init__(self, element: etree._Element) -> None:
        items = sum(1 for one in element if one.tag == "li")
        self._ordered = element.tag == "ol"
        self._style = style(element) or _TYPES.get(element.get("type", ""), "")
        self._step = -1 if element.get("reversed") is not None else 1
        self._next = _number(element.get("start"), items if self._step < 0 else 1)

    def mark(self, item: etree._Element) -> str:
        """The mark of the next item, with what stands between it and the item's words."""
        number = _number(item.get("value"), self._next)
        self._next = number + self._step
        return _shown(number, style(item) or self._style or ("decimal" if self._ordered else "disc"))


def style(element: etree._Element) -> str:
    """The kind of marks that an element asks for itself, "" if it does not."""
    found = _STYLE.search(element.get("style", ""))
    asked = found[1].lower().split() if found else []
    return next((word for word in asked if word not in _PLACES and "(" not in word), "")


def chinese(number: int) -> str:
    """A number below 100 as a heading has it: 一, 十, 十二, 二十三."""
    tens, ones = divmod(number, 10)
    head = "" if not tens else "十" if tens == 1 else f"{_DIGITS[tens]}十"
    return head + (_DIGITS[ones] if ones or not tens else "")


def _shown(number: int, style: str) -> str:
    if style == "none":
        return ""
    if style in _BULLETED:
        return "• "
    if style in _CHINESE and 0 < number < 100:
        return f"{chinese(number)}、"
    if style.endswith(("-alpha", "-latin")) and 0 < number <= 26:
        return f"{chr((96 if style.startswith('lower') else 64) + number)}. "
    if style.endswith("-roman") and 0 < number < 40:
        roman = _roman(number)
        return f"{roman if style.startswith('lower') else roman.upper()}. "
    return f"{number}. "


def _roman(number: int) -> str:
    said = ""
    for size, letters in _ROMAN:
        times, number = divmod(number, size)
        said += letters * times
    return said


def _number(told: str | None, otherwise: int) -> int:
    """The number that an attribute tells."""
    try:
        number = int(told or "")
    except ValueError:
        return otherwise
    return number if abs(number) <= _LARGEST else otherwise
