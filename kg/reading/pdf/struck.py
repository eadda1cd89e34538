"""The characters of a page that are struck through: a rule goes over them from the first to the last."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.reading.leaves.leaf import Glyph, Rule

_LOW, _HIGH = 0.15, 0.5  # of the size, where a stroke is above the base
_REACH = 0.4  # of the size, by which it begins and ends beside them
_MOST_RULES = 4_000
_LARGEST = 100.0  # points of type


def without_struck(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Glyph]:
    """Characters of a page without those that are struck through."""
    level = [rule for rule in rules if rule.level]
    if len(level) > _MOST_RULES:
        return list(glyphs)
    order = sorted(range(len(glyphs)), key=lambda at: glyphs[at].base)
    bases = [glyphs[at].base for at in order]
    struck: set[int] = set()
    for rule in level:
        near = order[bisect_left(bases, rule.top) : bisect_right(bases, rule.top + _HIGH * _LARGEST)]
        struck.update(_struck(glyphs, near, rule))
    return [glyph for at, glyph in enumerate(glyphs) if at not in struck]


def _struck(glyphs: Sequence[Glyph], near: Sequence[int], rule: Rule) -> list[int]:
    """Those of some characters that a rule strikes through; none if it goes on beyond them."""
    found = [at for at in near if _is_crossed(glyphs[at], rule)]
    shown = [glyphs[at] for at in found if not glyphs[at].text.isspace()]
    if not shown:
        return []
    reach = _REACH * max(glyph.size for glyph in shown)
    starts, ends = min(glyph.x0 for glyph in shown), max(glyph.x1 for glyph in shown)
    return found if abs(starts - rule.x0) <= reach and abs(ends - rule.x1) <= reach else []


def _is_crossed(glyph: Glyph, rule: Rule) -> bool:
    above = glyph.base - (rule.top + rule.bottom) / 2
    return _LOW * glyph.size <= above <= _HIGH * glyph.size and rule.x0 <= (glyph.x0 + glyph.x1) / 2 <= rule.x1
