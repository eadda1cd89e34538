"""The facts of the rules and those of an extractor, put together by what they claim.

Facts claim the same where they say the same of the same thing: one property, one modality, one object, or one measure
and amount whose part, scope and period do not contradict each other. Where both read the same words, the fact of the
rules stands for both; where the extractor quotes other words, both are kept. That raises the certainty; that two
extractors say the same does not, as models share their mistakes. Figures are disputed where the same amount
is told of another thing, measure or time, or where one sentence gives one figure two amounts; a relation is where its
modality differs. Both stay.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from kg.extractors.weighing import weighed
from kg.identity import Identity
from kg.model import Entity, Fact, Figure, unconfirmed

_STOP = re.compile("[。！？；\n]")


@dataclass(frozen=True, slots=True)
class Merged:
    """All facts, and how many of the extractor's a fact agrees with, are new, or are disputed."""

    facts: tuple[Fact, ...]
    agreed: int
    new: int
    disputed: int


def merged(told: Sequence[Fact], read: Iterable[Fact], identity: Identity, text: str) -> Merged:
    """The facts told before with those that an extractor has read in a report's text, whose names `identity` knows."""
    grounds: dict[int, set[str]] = {}
    own: list[Fact] = []
    agreed = new = disputed = 0
    for fact in dict.fromkeys(read):
        same = [at for at, one in enumerate(told) if _same(one, fact, identity)]
        against = [] if same else [at for at, one in enumerate(told) if _disputed(one, fact, identity, text)]
        by_rules = [at for at in same if not unconfirmed(told[at])]
        ground = "agreed" if by_rules else "disputed" if against else ""
        for at in by_rules or against:
            grounds.setdefault(at, set()).add(ground)
        agreed += bool(by_rules)
        disputed += bool(against)
        if not any(_overlap(told[at], fact) for at in same):
            own.append(_grounded(fact, {ground} if ground else set()))
            new += not ground
    facts = (*(_grounded(fact, grounds.get(at, set())) for at, fact in enumerate(told)), *own)
    return Merged(facts, agreed, new, disputed)


def _grounded(fact: Fact, more: set[str]) -> Fact:
    """A fact with more grounds and the certainty that they leave it."""
    certainty = fact.certainty
    for ground in sorted(more - set(fact.grounds)):
        certainty = weighed(certainty, ground)
    return replace(fact, certainty=certainty, grounds=tuple(sorted({*fact.grounds, *more}))) if more else fact


def _same(one: Fact, other: Fact, identity: Identity) -> bool:
    if (one.property, one.modality) != (other.property, other.modality) or not _of_one(one, other, identity):
        return False
    match one.object, other.object:
        case Figure() as first, Figure() as second:
            return _amount(first) == _amount(second) and first.measure == second.measure and _beside(first, second)
        case Entity() as first, Entity() as second:
            return identity.iri(first) == identity.iri(second)
        case first, second:
            return first == second and _dated(one.period, other.period)


def _disputed(one: Fact, other: Fact, identity: Identity, text: str) -> bool:
    match one.object, other.object:
        case Figure() as first, Figure() as second:
            if _amount(first) == _amount(second):
                return _overlap(one, other)  # of another thing, measure, part or time, else they were the same
            slot = (first.measure, one.modality) == (second.measure, other.modality) and _beside(first, second)
            return slot and _of_one(one, other, identity) and _in_one_sentence(one, other, text)
        case _:
            as_told = replace(other, modality=one.modality)
            return one.modality != other.modality and _overlap(one, other) and _same(one, as_told, identity)


def _of_one(one: Fact, other: Fact, identity: Identity) -> bool:
    return identity.iri(one.subject) == identity.iri(other.subject)


def _amount(figure: Figure) -> tuple[object, ...]:
    return figure.value, figure.value_max, figure.unit


def _beside(one: Figure, other: Figure) -> bool:
    """Whether two figures may be of one part, in one scope and time: what one leaves open is no contradiction."""
    return _within(one.of, other.of) and _within(one.scope, other.scope) and _dated(one.period, other.period)


def _within(one: str, other: str) -> bool:
    return one in other or other in one


def _dated(one: str, other: str) -> bool:
    """Whether a date may be another: 2023 is that of 2023-12-31."""
    return one.startswith(other) or other.startswith(one)


def _overlap(one: Fact, other: Fact) -> bool:
    return one.evidence.start < other.evidence.end and other.evidence.start < one.evidence.end


def _in_one_sentence(one: Fact, other: Fact, text: str) -> bool:
    first, second = sorted((one.evidence, other.evidence), key=lambda evidence: evidence.start)
    return not _STOP.search(text, first.end, max(first.end, second.start))
