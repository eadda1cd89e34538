"""What speaks for two names being one thing, 长利不锈钢 and 长利不锈钢材料: reasons and scores."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from rapidfuzz.fuzz import ratio

from kg.endings import trade
from kg.industries import classify, wider
from kg.lexicon import any_of, rows, words

_TAIL = re.compile(f"{any_of(words('firms', 'tail'))}+")
_ATTRIBUTE = re.compile(any_of(words("clusters", "attribute")))
_POLICY_TAIL = re.compile(any_of(words("policies", "tail")))
_FOLDED = {ord(c): row["surface"][0] for row in rows("spellings", "confusable") for c in row["surface"]}
_SHORT_FORM = 4  # characters of a firm's trade mark and trade: 长利不锈钢, 华通消防; fewer may be the mark alone
_ALIKE = 70.0  # of rapidfuzz's ratio, from which names that nothing joins are near misses


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of the keys, before names are joined: what its key says, how it is written, and where.

    `segment` is the code of its place, `rest` its key's last part; `declared` whether a report says that there is
    such a cluster; `towns` those that its names open with.
    """

    iri: str
    type: str
    segment: str
    rest: str
    names: tuple[str, ...]
    mentions: int
    reports: frozenset[str]
    declared: bool = False
    towns: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Likeness:
    """What joins two things: a reason, how sure it is (0 to 1), and whether nothing else may claim either."""

    reason: str
    score: float
    alone: bool = False


def folded(name: str) -> str:
    """A name with characters that are taken for one another made equal."""
    return name.translate(_FOLDED)


def likeness(one: Thing, other: Thing) -> Likeness | None:
    """What joins two things of one class, if anything does."""
    if one.segment != other.segment and not _nested(one, other):
        return None
    if one.segment == other.segment and any(folded(a) == folded(b) for a in _written(one) for b in _written(other)):
        return Likeness("spelling", 0.97)
    found = {
        "Cluster": _clusters,
        "Firm": _firms,
        "Policy": _policies,
        "Place": _placed,
        "Market": _placed,
        "Institution": _placed,
    }.get(one.type)
    return found(one, other) if found else None


def near(one: Thing, other: Thing) -> float | None:
    """How alike the names of two things of one place are, where that is much (0 to 1)."""
    score = ratio(one.rest, other.rest) if one.segment == other.segment else 0.0
    return round(score / 100, 2) if score >= _ALIKE else None


def _written(thing: Thing) -> Iterator[str]:
    yield thing.rest
    yield from thing.names


def _nested(one: Thing, other: Thing) -> bool:
    """Whether the place of one lies in that of the other."""
    codes = sorted((one.segment, other.segment), key=len)
    return codes[0].isdigit() and codes[1].startswith(codes[0])


def _clusters(one: Thing, other: Thing) -> Likeness | None:
    of_one_town = bool(one.towns & other.towns)
    if not one.reports & other.reports or (one.towns and other.towns and not of_one_town):
        return None
    if one.segment != other.segment and _processed(one.rest) == _processed(other.rest):
        return Likeness("place", 0.95, alone=True)
    if _codes(one.rest).isdisjoint(_codes(other.rest)):
        return None
    if of_one_town and (one.rest in wider(other.rest) or other.rest in wider(one.rest)):
        return Likeness("kind", 0.95)
    if one.segment != other.segment or (one.declared and other.declared and not of_one_town):
        return None
    short, long = sorted((one.rest, other.rest), key=len)
    if of_one_town and long.startswith(short) and _codes(long[len(short) :]):
        return Likeness("part", 0.93)
    return Likeness("part", 0.88, alone=True) if _shortens(short, long) else None


def _firms(one: Thing, other: Thing) -> Likeness | None:
    short, long = sorted((one.rest, other.rest), key=len)
    if short == long:
        return Likeness("place", 0.95) if len(short) >= _SHORT_FORM else None
    if one.segment != other.segment or not long.startswith(short):
        return None
    return (
        Likeness("short_form", 0.92, alone=True)
        if len(short) >= _SHORT_FORM and _TAIL.fullmatch(long[len(short) :])
        else None
    )


def _policies(one: Thing, other: Thing) -> Likeness | None:
    short, long = sorted((one.rest, other.rest), key=len)
    tail = long.startswith(short) and len(short) >= _SHORT_FORM and _POLICY_TAIL.fullmatch(long[len(short) :])
    return Likeness("short_form", 0.9, alone=True) if tail and one.segment == other.segment else None


def _placed(one: Thing, other: Thing) -> Likeness | None:
    shared = one.rest == other.rest and one.segment != other.segment and one.reports & other.reports
    return Likeness("place", 0.95, alone=True) if shared else None


@cache
def _codes(name: str) -> frozenset[str]:
    return frozenset(reason.code for reason in classify(name))


@cache
def _processed(name: str) -> str:
    """A trade without 加工 where that does not make it another industry: 脱水蔬菜加工, not 橡胶加工."""
    bare = trade(name).removesuffix("加工")
    return bare if len(bare) >= 2 and _codes(bare) == _codes(name) else name


def _shortens(short: str, long: str) -> bool:
    """Whether a trade is the first of two, or lacks only an attribute: 汽车 of 汽车及机械加工, 装载机 of 小型装载机."""
    if len(short) < 2 or len(short) >= len(long):
        return False
    before, after = long.removesuffix(short), long.removeprefix(short)
    return after.startswith("及") or bool(_ATTRIBUTE.fullmatch(before))
