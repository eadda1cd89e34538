"""What became of two names, a row each: merged, near or kept apart, for which reason, how sure, by whom."""

from collections.abc import Iterator
from dataclasses import dataclass

from kg.gazetteer import gazetteer
from kg.identity.decisions import Decision
from kg.identity.likeness import Likeness, Thing


@dataclass(frozen=True, slots=True)
class Row:
    """Two names and what became of them: merged, near (nothing joins them, though they are alike), or kept apart.

    `reason` is key, spelling, place, kind, part, short_form, alike, candidate (a division that a name of several may
    mean; `why` is what that is part of) or decision; `by` is "rule" or who decided.
    """

    verdict: str
    type: str
    one: str
    other: str
    place: str
    reason: str
    score: float
    by: str
    why: str
    one_id: str
    other_id: str
    block: str


def meanings(thing: Thing, block: str) -> Iterator[Row]:
    """The divisions that a name may mean which names several of them, those of the report's province first."""
    within = gazetteer().candidates(thing.rest, block) if block.isdigit() else ()
    meant = within or [d for d in gazetteer().candidates(thing.rest) if d.name == thing.rest and d.level != "town"]
    weights = {division: 2 if block.isdigit() and division.code.startswith(block[:2]) else 1 for division in meant}
    for division, weight in weights.items():
        said = (
            "near",
            "Place",
            thing.names[0],
            division.name,
            _where(thing),
            "candidate",
            weight / sum(weights.values()),
        )
        above = gazetteer().division(division.parent)
        why = above.name if above else ""
        iri = f"{thing.iri.rpartition('/place/')[0]}/place/{division.code}"
        yield Row(*said, "rule", why, thing.iri, iri, block)


def keyed(thing: Thing, name: str, block: str) -> Row:
    """Two names that share a key."""
    return Row(
        *("merged", thing.type, thing.names[0], name, _where(thing), "key", 1.0, "rule", ""),
        thing.iri,
        thing.iri,
        block,
    )


def joined(verdict: str, one: Thing, other: Thing, found: Likeness, block: str) -> Row:
    """Two things that a rule joins, or nearly; the one with more mentions first."""
    first, second = sorted((one, other), key=lambda thing: (-thing.mentions, thing.iri))
    said = (verdict, one.type, first.names[0], second.names[0], _where(first), found.reason, found.score, "rule", "")
    return Row(*said, first.iri, second.iri, block)


def decided(decision: Decision, one: Thing, other: Thing, verdict: str, block: str) -> Row:
    """Two things that a person has decided on."""
    said = (
        verdict,
        decision.type,
        decision.one,
        decision.other,
        _where(one),
        "decision",
        1.0,
        decision.by,
        decision.why,
    )
    return Row(*said, one.iri, other.iri, block)


def _where(thing: Thing) -> str:
    division = gazetteer().division(thing.segment)
    return division.name if division else thing.segment
