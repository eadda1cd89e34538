"""The likely misprint: 192038万元 with a nought dropped prints 19238万元. Every slip of one digit, and which fits."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal
from math import exp
from math import log as ln
from statistics import fmean, pstdev

from kg.audit.findings import Correction, Slip, Term
from kg.audit.intervals import Interval

_FEW = 2
_MOST_LIKELY = 700  # of the logarithm: what no number in a machine outgrows
_LEAST_SPREAD = 0.7  # of the logarithm: parts of one total differ at least twofold
_DIGITS = "0123456789"
_SHIFTS = (1, -1, 4, -4, 8, -8)  # a point moved, 万 or 亿 left out or put in
_SHIFT_WORDS = {4: "万", 8: "亿"}

Holds = Callable[[Sequence[Interval]], bool]
Miss = Callable[[Sequence[Interval]], Decimal | None]
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


def variants(term: Term) -> Iterator[tuple[Correction, Interval]]:
    """What a term may have been before one slip of print, with the interval it would then leave open."""
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
        after = printed.lexical.replace(_shown(printed.digits, printed.lexical), form, 1)
        yield (
            Correction(term, slip, printed.lexical, after, value, _chance(slip, form)),
            Interval(value - room, value + room),
        )
    for power in _SHIFTS:
        if term.unit in ("%", "1") and abs(power) > 1:
            continue
        value = term.value.scaleb(power)
        yield (
            Correction(term, "shifted", printed.lexical, _shifted(term, power), value, Decimal(1) / len(_SHIFTS)),
            Interval(value - half.scaleb(power), value + half.scaleb(power)),
        )


def _chance(slip: Slip, form: str) -> Decimal:
    """How likely a slip of this sort in these digits is the one in question: every place, and every digit, alike."""
    length = len(form.replace(".", ""))
    ways = {"dropped": length, "added": 10 * (length + 1), "swapped": max(1, length - 1), "replaced": 9 * length}
    return Decimal(1) / ways[slip]


def likeness(correction: Correction, parts: Sequence[Term]) -> Decimal:
    """How much more like the other parts a corrected part is than the printed one: the ratio of two densities.

    Sizes of parts are taken as lognormal, with the mean and spread of the parts that are not corrected.
    """
    others = [ln(float(part.value)) for part in parts if part.start != correction.term.start and part.value > 0]
    if len(others) == len(parts) or len(others) < _FEW:
        return Decimal(1)
    middle, spread = fmean(others), max(pstdev(others), _LEAST_SPREAD)
    return density_ratio(correction.term.value, correction.value, middle, spread)


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


def corrections(
    figures: Sequence[Term], miss: Miss, within: Holds, allowed: Callable[[Correction], bool]
) -> tuple[Correction, ...]:
    """The slips in one of the figures that make an equation hold, and that are allowed by the other equations.

    `within` says whether intervals satisfy it, `miss` by how much values without their rounding do not, if by little.
    Where some slips make it hold exactly, or else to the last place, the others are left out.
    """
    intervals = [term.interval for term in figures]
    points = [Interval(term.value, term.value) for term in figures]
    tried: list[tuple[int, Correction]] = []
    for at, term in enumerate(figures):
        for correction, room in variants(term):
            if within([*intervals[:at], room, *intervals[at + 1 :]]) and allowed(correction):
                left = miss([*points[:at], Interval(correction.value, correction.value), *points[at + 1 :]])
                tried.append((_WITHIN if left is None else _TO_THE_PLACE if left else _EXACT, correction))
    best = min((how for how, _ in tried), default=_WITHIN)
    found: dict[tuple[int, Decimal], Correction] = {}
    for correction in (correction for how, correction in tried if how == best):
        known = found.get((correction.term.start, correction.value))
        chance = correction.chance * likeness(correction, figures[1:]) + (known.chance if known else 0)
        found[correction.term.start, correction.value] = replace(known or correction, chance=chance)
    return tuple(sorted(found.values(), key=lambda each: -each.chance))
