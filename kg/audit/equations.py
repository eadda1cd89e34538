"""An equation between printed figures, such as 总产值 = 纺织 + 机械 + 食品: whether it holds, and by how much not."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from itertools import accumulate
from typing import Literal

from kg.audit.findings import Correction, Kind, Severity, Term
from kg.audit.intervals import Interval, point, total

Compute = Callable[[Sequence[Interval]], Interval]
Sides = tuple[Interval, Interval]
Relation = Literal["=", "≤", "≥"]


@dataclass(frozen=True, slots=True)
class Equation:
    """`stated` = `compute(terms)`, by the rule of that name; `shape` writes the right side, a hole for each term.

    `doubt` is the severity if it does not hold, "" where it then says nothing (parts that may not be all parts);
    `repairable` says that it is then doubted only
    if one slip of print explains it, `approximate` that to hold within rounding is already a confirmation.
    """

    kind: Kind
    rule: str
    stated: Term
    terms: tuple[Term, ...]
    compute: Compute
    shape: str
    relation: Relation = "="
    doubt: Severity | Literal[""] = "error"
    repairable: bool = False
    approximate: bool = False

    @property
    def figures(self) -> tuple[Term, ...]:
        """The stated figure, then those it is checked against."""
        return self.stated, *self.terms

    @property
    def computed(self) -> Decimal:
        """What the terms give without their rounding."""
        value = self.compute([point(term.value) for term in self.terms])
        assert value.lower is not None
        return value.lower

    def sides(self, intervals: Sequence[Interval]) -> Callable[[int, Interval], Sides]:
        """Its two sides for these intervals, stated first, with the one at a place taken to be another."""
        left, terms = intervals[0], intervals[1:]
        right = self.compute(terms)
        if self.compute is not total:
            return lambda at, other: (
                (left, self.compute([*terms[: at - 1], other, *terms[at:]])) if at else (other, right)
            )
        # each term is left out of a sum by the sums of those before it and behind it
        nought = point(Decimal(0))
        before = list(accumulate(terms, _added, initial=nought))
        behind = list(accumulate(reversed(terms), _added, initial=nought))[::-1]
        return lambda at, other: (left, total((before[at - 1], other, behind[at]))) if at else (other, right)

    def within(self, sides: Sides) -> bool:
        """Whether it can hold for these two sides."""
        left, right = sides
        if self.relation == "≤":
            return not right.below(left)
        if self.relation == "≥":
            return not left.below(right)
        return left.meets(right)

    def miss(self, sides: Sides) -> Decimal | None:
        """By how much two sides of exact values miss it; None if by more than half of the last place printed."""
        left, right = sides[0].lower, sides[1].lower
        assert left is not None
        assert right is not None
        printed = self.stated.printed
        counted = self.stated.interval.lower == self.stated.interval.upper
        room = Decimal(0) if printed is None or counted else printed.step / 2
        return abs(left - right) if abs(left - right) <= room else None

    @property
    def holds(self) -> bool:
        """Whether it can hold, rounding and hedges granted."""
        return self.within((self.stated.interval, self.compute([term.interval for term in self.terms])))

    @property
    def confirms(self) -> bool:
        """Whether it holds so closely that it is no chance: to the last place printed, with no figure hedged."""
        hedged = any(term.fact is not None and _hedged(term) for term in self.figures)
        if hedged or not self.holds:
            return False
        return self.approximate or (
            self.relation == "=" and self.miss((point(self.stated.value), point(self.computed))) is not None
        )

    def with_correction(self, correction: Correction) -> Equation:
        """The equation with a correction made in it."""
        figures = [_corrected(term, correction) for term in self.figures]
        return replace(self, stated=figures[0], terms=tuple(figures[1:]))


def _added(one: Interval, other: Interval) -> Interval:
    return total((one, other))


def _hedged(term: Term) -> bool:
    figure = term.fact.object if term.fact else None
    return bool(getattr(figure, "qualifier", ""))


def _corrected(term: Term, correction: Correction) -> Term:
    if (term.report, term.start) != (correction.term.report, correction.term.start):
        return term
    # one figure may stand in two equations in two units, as a cell of a table and as an amount
    value = correction.value * term.value / correction.term.value
    room = term.interval.upper - term.value if term.interval.upper is not None else Decimal(0)
    return replace(term, value=value, interval=Interval(value - room, value + room))
