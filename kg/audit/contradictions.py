"""Contradictions: 市场占有率30% in a table, 约45% in prose; 企业789家 and 800多家; in one report or between reports."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache, cached_property

from kg.audit.corrections import variants
from kg.audit.equations import Equation
from kg.audit.ledger import Entry, Ledger, alike
from kg.lexicon import words

# measures that count or name whatever the words beside them say: without those words nothing tells two of them apart
_NAMED = {"other", "brand_count", "share", "area", "price", "growth_rate", "rank"}
_MOST = 50  # values of one thing that a figure is held against; a report that tells more of it tells of several
_GROUPS = {"cluster_count", "town_count"}  # each number is of another group, 三大主导产业 and 4个主导产业


def contradictions(ledgers: Iterable[Ledger]) -> Iterator[Equation]:
    """Each two figures of one thing, measure, part, scope and period that cannot both hold; each pair once.

    An undated figure is of its report's last year, so that reports of two years do not contradict each other.
    """
    slots: dict[tuple[str, ...], list[tuple[Ledger, Entry]]] = defaultdict(list)
    for ledger in ledgers:
        latest = ledger.latest
        for entry in ledger.entries:
            figure = entry.figure
            if (
                figure.measure not in _GROUPS
                and (figure.of or figure.measure not in _NAMED)
                and not _of_another_time(ledger, entry)
            ):
                slot = (
                    entry.key,
                    figure.measure,
                    figure.of,
                    figure.scope,
                    figure.unit,
                    figure.per,
                    entry.year or f"~{latest}",
                    entry.fact.modality,
                )
                slots[slot].append((ledger, entry))
    for told in slots.values():
        seen: dict[Decimal, _Told] = {}
        for _, entry in told:
            against = next((other.entry for other in seen.values() if _differ(other, entry)), None)
            if against is not None:
                yield _pair(against, entry)
            if len(seen) < _MOST and entry.figure.value not in seen:
                seen[entry.figure.value] = _Told(entry)


@dataclass(frozen=True)
class _Told:
    """A figure with the values that print may have made it of by one slip, worked out where they are asked for."""

    entry: Entry

    @cached_property
    def slips(self) -> frozenset[Decimal]:
        return frozenset(variant.value for variant in variants(self.entry.term))


def _differ(told: _Told, other: Entry) -> bool:
    """Whether two figures cannot both hold; two of one sentence are not of one thing."""
    one = told.entry
    together = one.term.report == other.term.report and one.sentence == other.sentence
    return (
        not together
        and not one.term.interval.meets(other.term.interval)
        and (alike(one, other) or other.figure.value in told.slips)
    )


def _pair(one: Entry, other: Entry) -> Equation:
    """The exact figure is held against the hedged one, else the first against the second."""
    stated, against = (one, other) if one.figure.qualifier or not other.figure.qualifier else (other, one)
    # 800多家 is refuted by 789家; which of 约45% and 30% is wrong nobody can tell
    refuted = stated.figure.qualifier in ("over", "under") and not against.figure.qualifier
    return Equation(
        "contradiction",
        "contradictions.bound" if refuted else "contradictions.values",
        stated.term,
        (against.term,),
        lambda i: i[0],
        "{}",
    )


def _of_another_time(ledger: Ledger, entry: Entry) -> bool:
    return not entry.figure.period and ledger.told_before(_then(), entry)


@cache
def _then() -> tuple[str, ...]:
    return words("periods", "then")
