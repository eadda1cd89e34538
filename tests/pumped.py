"""Texts that a regular expression takes, or that lead it into a part that it repeats and never out of it."""

import re
from collections.abc import Iterator, Sequence
from random import Random
from re import _constants as code  # type: ignore[attr-defined]
from re import _parser  # type: ignore[attr-defined]
from typing import Any

Tree = Any  # re._parser.SubPattern, a sequence of pairs of a code and its value
COMMON = "甲1、A和 的.%，“（类"  # of the characters that a class has, these are taken first
REPEATS = (code.MAX_REPEAT, code.MIN_REPEAT, code.POSSESSIVE_REPEAT)
CATEGORIES = {
    code.CATEGORY_DIGIT: str.isdecimal,
    code.CATEGORY_NOT_DIGIT: lambda one: not one.isdecimal(),
    code.CATEGORY_SPACE: str.isspace,
    code.CATEGORY_NOT_SPACE: lambda one: not one.isspace(),
    code.CATEGORY_WORD: str.isalnum,
    code.CATEGORY_NOT_WORD: lambda one: not one.isalnum(),
}


def pumped(pattern: re.Pattern[str], random: Random) -> Iterator[tuple[str, str]]:
    """For each part of an expression that it repeats: a text that leads there, and one that the part takes."""
    tree = _parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE)
    for part in _repeated(tree):
        before, once = _written(tree, part, random)
        assert once, f"no way leads to {part} of {pattern.pattern}"
        yield before, once


def taken(pattern: re.Pattern[str], random: Random) -> str:
    """A text that an expression takes, but for what it looks around at."""
    return _written(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE), None, random)[0]


def possessive(pattern: re.Pattern[str]) -> bool:
    """Whether an expression repeats more than a character possessively, which CPython before 3.11.5 reads otherwise."""
    return _is_possessive(_parser.parse(pattern.pattern, pattern.flags & ~re.UNICODE))


def _is_possessive(tree: Tree) -> bool:
    one = (code.IN, code.LITERAL, code.NOT_LITERAL, code.ANY)
    return any(
        (kind is code.POSSESSIVE_REPEAT and (len(value[2]) > 1 or value[2][0][0] not in one))
        or any(map(_is_possessive, _inner(kind, value)))
        for kind, value in tree
    )


def _inner(kind: Any, value: Any) -> Sequence[Tree]:
    if kind in REPEATS:
        return (value[2],)
    match kind:
        case code.BRANCH:
            return tuple(value[1])
        case code.SUBPATTERN:
            return (value[3],)
        case code.ATOMIC_GROUP:
            return (value,)
    return ()


def _repeated(tree: Tree) -> Iterator[Tree]:
    for kind, value in tree:
        for inner in _inner(kind, value):
            if kind in REPEATS and value[1] > 1:
                yield inner
            yield from _repeated(inner)


def _written(tree: Tree, part: Tree | None, random: Random) -> tuple[str, str]:
    """A text that an expression takes, as far as a part of it if that is given; and then one that the part takes."""
    text = ""
    for kind, value in tree:
        ways = [inner for inner in _inner(kind, value) if any(each is part for each in _repeated(inner))]
        if kind in REPEATS:
            least, most, inner = value
            if inner is part:
                return text, _written(inner, None, random)[0]
            for _ in range(0 if ways else random.randint(least, min(most, least + 1))):
                text += _written(inner, None, random)[0]
        elif kind is code.LITERAL:
            text += chr(value)
        elif kind in (code.IN, code.ANY, code.NOT_LITERAL):
            text += random.choice(_members(kind, value))
        elif not ways and _inner(kind, value):
            text += _written(random.choice(_inner(kind, value)), None, random)[0]
        if ways:
            led, once = _written(ways[0], part, random)
            return text + led, once
    return text, ""


def _members(kind: Any, value: Any) -> list[str]:
    """Some of the characters that a class takes."""
    if kind is not code.IN:
        return [one for one in COMMON if kind is code.ANY or ord(one) != value]
    (first, _), *_ = value
    negated = first is code.NEGATE
    found = [one for one in COMMON if any(_is(one, *each) for each in value) != negated]
    told = [chr(each) for kind, each in value if kind is code.LITERAL]
    ranges = [chr(each[0]) for kind, each in value if kind is code.RANGE]
    return found if negated else [*found, *told, *ranges]


def _is(one: str, kind: Any, value: Any) -> bool:
    match kind:
        case code.LITERAL:
            return ord(one) == value
        case code.RANGE:
            return bool(value[0] <= ord(one) <= value[1])
        case code.CATEGORY:
            return bool(CATEGORIES[value](one))
    return False
