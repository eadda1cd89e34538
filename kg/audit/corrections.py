"""The likely misprint: 192038万元 with a nought dropped prints 19238万元. Every slip of one digit, and which fits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from math import exp
from math import log as ln
from statistics import fmean, pstdev

from kg.audit.equations import Equation
from kg.audit.findings import Correction, Slip, Term
from kg.audit.intervals import Interval, point

_FEW = 2
_MOST_LIKELY = 700  # of the logarithm: what no number in a machine outgrows
_MANY = 100  # parts: of more, one in or out changes nothing of their mean and spread
_NOWHERE = -1
_LEAST_SPREAD = 0.7  # of the logarithm: parts of one total differ at least twofold
_DIGITS = "0123456789"
_SHIFTS = (1, -1, 4, -4, 8, -8)  # a point moved, 万 or 亿 left out or put in
_SHIFT_WORDS = {4: "万", 8: "亿"}

_EXACT, _TO_THE_PLACE, _WITHIN = range(3)  # how well a correction makes an equation hold


def slips(digits: str) -> Iterator[tuple[Slip, str]]:
    """The digits that print may have spoilt to these by one slip, each with the slip, without those nobody writes.

    19238: 192038 (one dropped), 1938 (one added), 91238 (two swapped), 19237 (one replaced).
    """
    seen = {digits}
    for slip, form in _forms(digits):
        if form not in seen and _written(form):
            seen.add(form)
            yield slip, form


def _forms(digits: str) -> Iterator[tuple[Slip, str]]:
    for at in range(len(digits) + 1):
        yield from (("dropped", digits[:at] + new + digits[at:]) for new in _DIGITS)
    for at in range(len(digits)):
        yield "added", digits[:at] + digits[at + 1 :]
    for at in range(len(digits) - 1):
        if "." not in digits[at : at + 2]:
            yield "swapped", digits[:at] + digits[at + 1] + digits[at] + digits[at + 2 :]
    for at, old in enumerate(digits):
        if old != ".":
            yield from (("replaced", digits[:at] + new + digits[at + 1 :]) for new in _DIGITS)


def _written(form: str) -> bool:
    """Whether a writer would print it so: 0.5, 12.50; not 05, 12., nothing."""
    whole, point, places = form.partition(".")
    return bool(whole) and (whole == "0" or whole[0] != "0") and bool(places or not point) and Decimal(form) > 0


@dataclass(frozen=True, slots=True)
class Variant:
    """What a printed term may have been before one slip, in digits or shifted by a power of ten, with its interval."""

    slip: Slip
    written: str | int
    value: Decimal
    room: Interval

    def of(self, term: Term) -> Correction:
        """The correction that makes it of the term."""
        assert term.printed is not None
        lexical, digits = term.printed.lexical, term.printed.digits
        if isinstance(self.written, int):
            after, chance = _shifted(term, self.written), Decimal(1) / len(_SHIFTS)
        else:
            after = lexical.replace(_shown(digits, lexical), self.written, 1)
            chance = _chance(self.slip, self.written)
        return Correction(term, self.slip, lexical, after, self.value, chance)


def variants(term: Term) -> Iterator[Variant]:
    """What a term may have been before one slip of print."""
    if term.printed is None or not term.printed.digits:
        return
    printed = term.printed
    half = (
        (term.interval.upper - term.value)
        if term.interval.upper is not None and term.interval.upper > term.value
        else Decimal(0)
    )
    for slip, form in slips(printed.digits):
        value = Decimal(form) * printed.scale
        places = len(form.partition(".")[2]) - len(printed.digits.partition(".")[2])
        room = half.scaleb(-places)
        yield Variant(slip, form, value, Interval(value - room, value + room))
    for power in _SHIFTS:
        if term.unit in ("%", "1") and abs(power) > 1:
            continue
        value, room = term.value.scaleb(power), half.scaleb(power)
        yield Variant("shifted", power, value, Interval(value - room, value + room))


def _chance(slip: Slip, form: str) -> Decimal:
    """How likely a slip of this sort in these digits is the one in question: every place, and every digit, alike."""
    length = len(form.replace(".", ""))
    ways = {"dropped": length, "added": 10 * (length + 1), "swapped": max(1, length - 1), "replaced": 9 * length}
    return Decimal(1) / ways[slip]


class _Sizes:
    """The sizes of the parts of a sum, taken as lognormal."""

    def __init__(self, parts: Sequence[Term]) -> None:
        self._starts = {part.start for part in parts}
        self._logs = [(part.start, ln(float(part.value))) for part in parts if part.value > 0]
        self._none_left_out = len(self._logs) == len(parts)
        self._spreads: dict[int, tuple[float, float] | None] = {}

    def likeness(self, correction: Correction) -> Decimal:
        """How much more like the other parts a corrected part is than the printed one: the ratio of two densities."""
        start = correction.term.start if correction.term.start in self._starts else _NOWHERE
        found = self._spread(start if len(self._logs) <= _MANY else _NOWHERE)
        if found is None or (start == _NOWHERE and self._none_left_out):
            return Decimal(1)
        return density_ratio(correction.term.value, correction.value, *found)

    def _spread(self, start: int) -> tuple[float, float] | None:
        """The mean and the spread of the logarithms of all parts but one; None of too few."""
        if start not in self._spreads:
            others = [size for place, size in self._logs if place != start]
            few = len(others) < _FEW
            self._spreads[start] = None if few else (fmean(others), max(pstdev(others), _LEAST_SPREAD))
        return self._spreads[start]


def density_ratio(printed: Decimal, after: Decimal, middle: float, spread: float) -> Decimal:
    """The lognormal density at one size over that at another; no size is nought or less."""
    if min(printed, after) <= 0:
        return Decimal(1)
    far, near = ((ln(float(value)) - middle) / spread for value in (printed, after))
    return Decimal(exp(min((far**2 - near**2) / 2, _MOST_LIKELY)))


def _shown(digits: str, lexical: str) -> str:
    """The digits as the amount writes them, with separators."""
    return next(
        (lexical[:end] for end in range(len(lexical), 0, -1) if lexical[:end].translate(_PLAIN) == digits), digits
    )


_PLAIN = str.maketrans({",": None, "，": None, "．": "."} | {chr(ord("０") + n): str(n) for n in range(10)})


def _shifted(term: Term, power: int) -> str:
    assert term.printed is not None
    digits, lexical = term.printed.digits, term.printed.lexical
    shown = _shown(digits, lexical)
    if word := _SHIFT_WORDS.get(abs(power)):
        if power > 0:
            return lexical.replace(shown, shown + word, 1)
        if word in lexical:
            return lexical.replace(word, "", 1)
    moved = format(Decimal(digits).scaleb(power).normalize(), "f")
    return lexical.replace(shown, moved, 1)


def corrections(equation: Equation, allowed: Callable[[Correction], bool]) -> tuple[Correction, ...]:
    """The slips in one of the figures that make an equation hold, and that are allowed by the other equations.

    Where some slips make it hold exactly, or else to the last place, the others are left out.
    """
    figures = equation.figures
    rounded = equation.sides([term.interval for term in figures])
    exact = equation.sides([point(term.value) for term in figures])
    tried: list[tuple[int, Correction]] = []
    for at, term in enumerate(figures):
        for variant in variants(term):
            if equation.within(rounded(at, variant.room)) and allowed(correction := variant.of(term)):
                left = equation.miss(exact(at, point(correction.value)))
                tried.append((_WITHIN if left is None else _TO_THE_PLACE if left else _EXACT, correction))
    best = min((how for how, _ in tried), default=_WITHIN)
    found: dict[tuple[int, Decimal], Correction] = {}
    sizes = _Sizes(figures[1:])
    for correction in (correction for how, correction in tried if how == best):
        known = found.get((correction.term.start, correction.value))
        chance = correction.chance * sizes.likeness(correction) + (known.chance if known else 0)
        found[correction.term.start, correction.value] = replace(known or correction, chance=chance)
    return tuple(sorted(found.values(), key=lambda each: -each.chance))
