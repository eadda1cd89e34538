"""What must stand in a text for a pattern to match it, told from its syntax tree: a rule without it is not tried.

A pattern's gate is a number with a bit for each of its needs; a need is a set of signs of which one must stand in
the text. A sign is a character, two neighbours (产值), a folded hole, or `DIGIT` for \\d. What is optional, negated or
told by a class too wide to list needs nothing.

Words of any kind at the head of a pattern are dear; its core behind them says from where on they are worth a try.
"""

import re
from collections.abc import Collection, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from functools import reduce
from itertools import pairwise, product
from operator import add, or_
from re import _compiler, _parser  # type: ignore[attr-defined]
from re import _constants as code  # type: ignore[attr-defined]
from typing import Any

DIGIT = "\0"
HOLES = range(0xE000, 0xF900)  # the private characters, of which folded mentions take theirs
_MOST = 400  # strings that a stretch of a pattern may be listed as
_ONE = (code.LITERAL, code.IN)
_REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
_COST = {DIGIT: 30, "的": 30, "，": 50, "、": 20, "。": 50}  # what most texts hold narrows little
_DIGIT = re.compile(r"\d")
_ALONE = {DIGIT, *map(chr, HOLES)}  # signs that make no pair with a neighbour

Tree = Any  # re._parser.SubPattern, a sequence of pairs of a code and its value
Need = frozenset[str]

_bits: dict[Need, int] = {}
_signs: dict[str, int] = {}


@dataclass(frozen=True, slots=True)
class Core:
    """The stretch of a pattern that its matches are found by, and how many characters before it one begins at most."""

    pattern: re.Pattern[str]
    before: int


def gated(text: str) -> tuple[re.Pattern[str], int, Core | None]:
    """A pattern, its gate and its core, from one reading of its text. re.error where that is no regular expression.

    Where the characters that a match may begin with are told, and `re` does not see them, the pattern looks for one of
    them first: behind what leads to a number and may be left out, before any other word.
    """
    tree = _parser.parse(text)
    gate = _gate(tree)
    core = _core(tree)
    if signs := _beginning(tree):
        tree.insert(0, (code.ASSERT, (1, _parser.parse(signs))))
    return _compiler.compile(tree), gate, core


def _core(tree: Tree) -> Core | None:
    """The first stretch of a pattern that begins with signs that are told, where any words may stand before it.

    `re` tries such words at every character of a text (.{2,18}?产值); their end is found at once or nowhere.
    """
    first = next((at for at in range(len(tree)) if _is_told(_heads(tree[at:]))), 0)
    wide = (at for at in range(first + 1, len(tree)) if _heads_of(*tree[at]) is None)
    stretch = tree[first : next(wide, len(tree))]
    if first == 0 or not _is_told(_heads(stretch)) or "GROUPREF" in repr(stretch.data):
        return None
    return Core(_compiler.compile(stretch), tree[:first].getwidth()[1])


def _is_told(heads: set[str] | None) -> bool:
    return heads is not None and "" not in heads


def beginning(text: str) -> str:
    """The class of the characters that a pattern's matches begin with; "" where `re` sees it or it is not told."""
    return _beginning(_parser.parse(text))


def _beginning(tree: Tree) -> str:
    heads = None if tree.state.flags & re.IGNORECASE or _is_plain(tree) else _heads(tree)
    if not heads or not _is_told(heads):
        return ""
    signs = sorted("\\d" if sign == DIGIT else re.escape(sign) for sign in heads)
    return f"[{''.join(signs)}]"


def _is_plain(tree: Tree) -> bool:
    """Whether `re` itself looks for the characters that a pattern may begin with."""
    kind, value = tree[0] if len(tree) else (code.FAILURE, [])
    if kind is code.SUBPATTERN:
        return _is_plain(value[3])
    return kind in _ONE or (kind is code.BRANCH and all(len(way) and way[0][0] is code.LITERAL for way in value[1]))


def _heads(tree: Tree) -> set[str] | None:
    """The signs that what a tree takes may begin with, "" if it may take nothing; None where they are not told."""
    found: set[str] = set()
    for kind, value in tree:
        heads = _heads_of(kind, value)
        if heads is None:
            return None
        found |= heads - {""}
        if "" not in heads:
            return found
    return found | {""}


def _heads_of(kind: Any, value: Any) -> set[str] | None:
    match kind:
        case code.SUBPATTERN:
            return None if value[1] & re.IGNORECASE else _heads(value[3])
        case code.ATOMIC_GROUP:
            return _heads(value)
        case code.BRANCH:
            ways = [_heads(way) for way in value[1]]
            return None if None in ways else {sign for way in ways for sign in way or ()}
        case code.MAX_REPEAT | code.MIN_REPEAT | code.POSSESSIVE_REPEAT:
            once = _heads(value[2])
            return once if once is None or value[0] else once | {""}
    return _listed(kind, value)


def _gate(tree: Tree) -> int:
    """The needs of a pattern, a bit each; patterns share the bits of the needs that they share."""
    found = 0
    for need in _needs(tree):
        if need not in _bits:
            _bits[need] = 1 << len(_bits)
            for sign in need:
                _signs[sign] = _signs.get(sign, 0) | _bits[need]
        found |= _bits[need]
    return found


def met(text: str) -> int:
    """The needs that a text meets, of all that gates have."""
    digit = _signs.get(DIGIT, 0) if _DIGIT.search(text) else 0
    stands = {*text, *map(add, text, text[1:])}
    return reduce(or_, map(_signs.__getitem__, _signs.keys() & stands), digit)


def met_by(hole: str) -> int:
    """The needs that a folded mention meets."""
    return _signs.get(hole, 0)


def needs(text: str) -> frozenset[Need]:
    """The needs of a pattern, none where nothing is sure."""
    return _needs(_parser.parse(text))


def _needs(tree: Tree) -> frozenset[Need]:
    found: set[Need] = set()
    if not tree.state.flags & re.IGNORECASE:
        _close(_walk(tree, {""}, found), found)
    return frozenset(found)


def _walk(tree: Tree, stretch: set[str], found: set[Need]) -> set[str]:
    """Adds what a tree needs; gives the strings that the text may end with behind it, from `stretch` before it."""
    for kind, value in tree:
        if kind is code.ASSERT:
            _close(_walk(value[1], {""}, found), found)
            continue
        listed = _listed(kind, value)
        if listed is not None and len(stretch) * len(listed) <= _MOST:
            stretch = {before + behind for before, behind in product(stretch, listed)}
            continue
        if kind is code.SUBPATTERN and not value[1] & re.IGNORECASE:
            stretch = _walk(value[3], stretch, found)
            continue
        _close(stretch, found)
        stretch = listed or {""}
        if listed is not None:
            continue
        if kind is code.BRANCH:
            found |= _of_any(value[1])
        elif kind is code.ATOMIC_GROUP:
            stretch = _walk(value, {""}, found)
        elif kind in _REPEATS and value[0] > 0:
            _close(_walk(value[2], {""}, found), found)
    return stretch


def _of_any(ways: Iterable[Tree]) -> set[Need]:
    """What every way of a branch needs: one of the dearest needs of each."""
    best: set[str] = set()
    for way in ways:
        found: set[Need] = set()
        _close(_walk(way, {""}, found), found)
        if not found:
            return set()
        dearest: Need = min(found, key=_cost)
        best |= dearest
    return {frozenset(best)}


def _cost(need: AbstractSet[str]) -> int:
    """How often a need may be met, roughly."""
    return sum(_COST.get(sign, 1 if len(sign) == 2 else 5) for sign in need)


def _close(stretch: Collection[str], found: set[Need]) -> None:
    """Adds what one of some strings needs: the first and the last sign of each, of a single one all."""
    if "" in stretch:
        return
    if len(stretch) == 1:
        found |= {frozenset({sign}) for string in stretch for sign in _signs_of(string)}
    else:
        found |= {frozenset(map(_first, stretch)), frozenset(map(_last, stretch))}


def _first(string: str) -> str:
    return string[0] if string[0] in _ALONE or string[1:2] in _ALONE else string[:2]


def _last(string: str) -> str:
    return string[-1] if string[-1] in _ALONE or string[-2:-1] in _ALONE else string[-2:]


def _signs_of(string: str) -> Iterator[str]:
    """The signs of a string: its pairs of neighbours, holes and digits; a character without a neighbour by itself."""
    for stretch in re.findall("[\0\ue000-\uf8ff]|[^\0\ue000-\uf8ff]+", string):
        yield from map("".join, pairwise(stretch)) if len(stretch) > 1 else stretch


def _listed(kind: Any, value: Any) -> set[str] | None:
    """All the strings that a node takes; None where they are too many or not told."""
    match kind:
        case code.LITERAL:
            return {chr(value)}
        case code.IN:
            return _members(value)
        case code.AT | code.ASSERT | code.ASSERT_NOT:
            return {""}
        case code.SUBPATTERN:
            return None if value[1] & re.IGNORECASE else _strings(value[3])
        case code.ATOMIC_GROUP:
            return _strings(value)
        case code.BRANCH:
            ways = [_strings(way) for way in value[1]]
            found = {string for way in ways for string in way or ()}
            return found if None not in ways and len(found) <= _MOST else None
        case code.MAX_REPEAT | code.MIN_REPEAT | code.POSSESSIVE_REPEAT if value[1] == 1:
            once = _strings(value[2])
            return once if once is None or value[0] else once | {""}
    return None


def _strings(tree: Tree) -> set[str] | None:
    found = {""}
    for kind, value in tree:
        listed = _listed(kind, value)
        if listed is None or len(found) * len(listed) > _MOST:
            return None
        found = {before + behind for before, behind in product(found, listed)}
    return found


def _members(parts: Any) -> set[str] | None:
    """The characters of a class."""
    found: set[str] = set()
    for kind, value in parts:
        if kind is code.LITERAL:
            found.add(chr(value))
        elif kind is code.RANGE and value[1] - value[0] < _MOST:
            found |= set(map(chr, range(value[0], value[1] + 1)))
        elif kind is code.CATEGORY and value is code.CATEGORY_DIGIT:
            found.add(DIGIT)
        else:
            return None
    return found
