"""A sheet as a file draws it → its leaf: the characters that stand upright on it, each once, and the rules."""

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from kg.legible import usual
from kg.lexicon import any_of, words
from kg.reading.leaves.leaf import Glyph, Leaf, Rule
from kg.reading.leaves.setting import set_lines
from kg.reading.leaves.struck import without_struck

LOST = "\ufffd"
"""A character whose meaning the file does not tell."""

PICTURE = 0.3
"""How much of a page pictures take up if it is a picture."""

DRAWN = 200
"""The curves of a page whose letters are drawn."""

Placer = Callable[[float, float], tuple[float, float]]
"""From a point of a page, y going up, to where it is seen."""

Drawn = TypeVar("Drawn")

_BOLD = re.compile(any_of(words("documents", "font")), re.IGNORECASE)
_UNMAPPED = re.compile("[\ufffd\ue000-\uefff]|[\uf100-\uf8ff]")
_FEWEST = 10  # characters on a page that is more than a picture with its page number
_TWICE = 0.15


class OverdrawnError(Exception):
    """A page draws more than any page of a report does."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a file holds it: its leaf, whether it shows something without a text that can be read, and whether
    words on it are struck through, which are not in the leaf."""

    leaf: Leaf
    unreadable: bool
    struck: bool


def held(
    number: int,
    size: tuple[float, float],
    turns: Mapping[int, Sequence[Drawn]],
    seen: Callable[[Drawn, Placer], Glyph],
    rules: Sequence[Rule],
    *,
    shown: bool,
) -> Sheet:
    """A page of a size in points, by what is drawn on it, y going up: characters by how many quarters they are turned,
    what each of them is when it is seen upright, and rules; `shown` where there is more than they, as a picture."""
    order = sorted(turns, key=lambda turn: (-len(turns[turn]), turn))
    main = order[0] if order else 0
    lines = []
    readable = lost = 0
    struck = False
    for turn in order:
        place = _placer(turn, *size)
        drawn = [_turned(rule, place) for rule in rules]
        told = list(_once(seen(one, place) for one in turns[turn]))
        glyphs = without_struck(told, drawn)
        struck = struck or len(glyphs) < len(told)
        wrong = sum(glyph.text == LOST for glyph in glyphs)
        lost += wrong
        readable += sum(not glyph.text.isspace() for glyph in glyphs) - wrong
        lines += set_lines(glyphs, drawn)
    place = _placer(main, *size)
    width, height = size if main % 2 == 0 else size[::-1]
    leaf = Leaf(number, width, height, tuple(lines), tuple(_turned(rule, place) for rule in rules))
    return Sheet(leaf, lost > readable or (readable < _FEWEST and shown), struck)


def meaning(text: str) -> str:
    """A character in its usual form, or LOST."""
    return LOST if _UNMAPPED.match(text) else usual(text) or LOST


def is_bold(font: str) -> bool:
    """Whether a font of this name is bold."""
    return bool(_BOLD.search(font))


def turned_by(matrix: Sequence[float]) -> int | None:
    """How many quarters a character is turned to the left; None if it stands aslant, as in a water mark."""
    a, b = matrix[:2]
    if abs(b) <= 0.2 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.2 * abs(b):
        return 1 if b > 0 else 3
    return None


def _placer(turn: int, width: float, height: float) -> Placer:
    """From a point of a page to where it is seen when the page is held so that these characters stand upright."""
    if turn == 0:
        return lambda x, y: (x, height - y)
    if turn == 1:
        return lambda x, y: (y, x)
    if turn == 2:
        return lambda x, y: (width - x, y)
    return lambda x, y: (height - y, width - x)


def _once(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Characters without those drawn a second time at nearly the same place, for a shadow or to look bold."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        near = _TWICE * glyph.size
        unit = max(glyph.size, 1.0)
        x, y = int(glyph.x0 // unit), int(glyph.base // unit)
        same = (one for i in (-1, 0, 1) for j in (-1, 0, 1) for one in seen.get((glyph.text, x + i, y + j), ()))
        if any(abs(one.x0 - glyph.x0) < near and abs(one.base - glyph.base) < near for one in same):
            continue
        seen.setdefault((glyph.text, x, y), []).append(glyph)
        yield glyph


def _turned(rule: Rule, place: Placer) -> Rule:
    x0, top = place(rule.x0, rule.top)
    x1, bottom = place(rule.x1, rule.bottom)
    return Rule(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))
