"""What a printed figure leaves open: 142亿元 lies between 141.5 and 142.5, 近200家 between 180 and 200."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal


@dataclass(frozen=True, slots=True)
class Interval:
    """All values from `lower` to `upper`, both in; None is an open end. What is multiplied is not negative."""

    lower: Decimal | None
    upper: Decimal | None

    def __sub__(self, other: Interval) -> Interval:
        return Interval(
            None if self.lower is None or other.upper is None else self.lower - other.upper,
            None if self.upper is None or other.lower is None else self.upper - other.lower,
        )

    def __mul__(self, other: Interval) -> Interval:
        return Interval(
            (self.lower or Decimal(0)) * (other.lower or Decimal(0)),
            None if self.upper is None or other.upper is None else self.upper * other.upper,
        )

    def __truediv__(self, other: Interval) -> Interval:
        """Of positive intervals; open above where the divisor may be nothing."""
        return Interval(
            (self.lower or Decimal(0)) / other.upper if other.upper else Decimal(0),
            None if self.upper is None or not other.lower else self.upper / other.lower,
        )

    def meets(self, other: Interval) -> bool:
        """Whether one value can lie in both."""
        return not self.below(other) and not other.below(self)

    def below(self, other: Interval) -> bool:
        """Whether every value here is less than every value there."""
        return self.upper is not None and other.lower is not None and self.upper < other.lower

    def times(self, factor: Decimal) -> Interval:
        """Every value multiplied by a positive factor."""
        return Interval(
            None if self.lower is None else self.lower * factor,
            None if self.upper is None else self.upper * factor,
        )


def point(value: Decimal) -> Interval:
    """The interval of one value."""
    return Interval(value, value)


def total(intervals: Iterable[Interval]) -> Interval:
    """The sum of intervals; of none, nought."""
    lower: Decimal | None = Decimal(0)
    upper: Decimal | None = Decimal(0)
    for interval in intervals:
        lower, upper = _both(lower, interval.lower), _both(upper, interval.upper)
    return Interval(lower, upper)


def product(intervals: Iterable[Interval]) -> Interval:
    """The product of intervals that are not negative; of none, one."""
    whole = point(Decimal(1))
    for interval in intervals:
        whole = whole * interval
    return whole


def _both(one: Decimal | None, other: Decimal | None) -> Decimal | None:
    return None if one is None or other is None else one + other
