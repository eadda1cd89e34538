"""The characters of a page that are struck through: a rule goes over them from the first to the last."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence

from kg.reading.leaves.leaf import Glyph, Rule

_LOW, _HIGH = 0.15, 0.5  # of the size, where a stroke is above the base
_REACH = 0.4  # of the size, by which it begins and ends beside them
_SAME_LINE = 0.3  # of the size: how far apart the bases of one line are
_MOST_RULES = 4_000
_LARGEST = 100.0  # points of type


def without_struck(glyphs: Sequence[Glyph], rules: Sequence[Rule]) -> list[Glyph]:
    """Characters of a page without those that are struck through; the one before them reaches to the one behind."""
    level = sorted((rule for rule in rules if rule.level), key=lambda rule: rule.x0, reverse=True)
    if len(level) > _MOST_RULES:
        return list(glyphs)
    found = list(glyphs)
    order = sorted(range(len(found)), key=lambda at: found[at].base)
    bases = [found[at].base for at in order]
    struck: set[int] = set()
    for rule in level:
        near = order[bisect_left(bases, rule.top) : bisect_right(bases, rule.top + _HIGH * _LARGEST)]
        own = _struck(glyphs, near, rule)
        if own:
            struck.update(own)
            _bridge(found, own, [at for at in near if at not in struck])
    return [glyph for at, glyph in enumerate(found) if at not in struck]


def _bridge(glyphs: list[Glyph], struck: Sequence[int], others: Sequence[int]) -> None:
    """Has the character before those that are struck reach to their end, so that no gap is left."""
    first = min((glyphs[at] for at in struck), key=lambda glyph: glyph.x0)
    before = [
        at
        for at in others
        if abs(glyphs[at].base - first.base) <= _SAME_LINE * first.size
        and -_REACH * first.size <= first.x0 - glyphs[at].x1 <= first.size
        and not glyphs[at].text.isspace()
    ]
    if before:
        last = max(before, key=lambda at: glyphs[at].x1)
        glyphs[last] = glyphs[last]._replace(x1=max(glyphs[at].x1 for at in struck))


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
