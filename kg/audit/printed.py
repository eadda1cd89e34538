"""A figure as it stands in print: the digits of 19238万元, where they stand, what one of their last place is worth."""

import re
from decimal import Decimal
from functools import cache

from kg.audit.findings import Printed
from kg.grammar.numbers import MYRIADS, PLACES, value_of
from kg.lexicon import any_of, table
from kg.model import Evidence, Figure

_DIGITS = r"(?:\d{1,3}(?:[,，]\d{3})+|\d+)(?:[.．]\d+)?"
_NUMERAL = "[零〇一二三四五六七八九两十百千]+"
_NUMBER_WORDS = "零〇一二三四五六七八九两十百千万亿多余几来,，.．"
_NEAR = 60  # characters of a number and its unit
_WIDE = str.maketrans("０１２３４５６７８９．％", "0123456789.%")
_HEADER_FACTORS = (Decimal(1), Decimal(10**4), Decimal(10**8), Decimal(1000), Decimal(100))


@cache
def _number() -> re.Pattern[str]:
    units = any_of(table("units", "unit"))
    return re.compile(
        rf"(?P<number>(?P<digits>{_DIGITS})|(?P<numeral>{_NUMERAL}))(?P<hedge>[多余几来])?(?P<multiplier>[十百千万亿]{{0,8}})[多余]?(?P<unit>{units})?"
    )


@cache
def _factors() -> dict[tuple[str, str], Decimal]:
    return {
        (surface, code): Decimal(factor)
        for (surface, code), factor in zip(
            table("units", "unit").items(), table("units", "factor").values(), strict=True
        )
    }


def printed(figure: Figure, evidence: Evidence) -> Printed | None:
    """Where the evidence of a figure prints it; None where no number of the quote has its value (三分之一, 数百)."""
    quote = evidence.quote
    at = quote.rfind(figure.lexical) if figure.lexical else -1
    end = at + len(figure.lexical)
    near = _numbers(quote, figure, _start(quote, at), end + _NEAR) if at >= 0 else []
    inside = [each for each in near if at <= each.start and each.end <= end]
    found = inside or _numbers(quote, figure, 0, len(quote))
    if not found:
        return None
    # a quote is the shortest that carries its figure, so that the figure is the last of its value in it
    best = found[-1]
    lexical = evidence.quote[best.start : best.start + len(best.lexical)]
    return Printed(best.start + evidence.start, best.end + evidence.start, lexical, best.digits, best.scale)


def _start(quote: str, at: int) -> int:
    """Where the number that runs into a place begins."""
    first = max(0, at - _NEAR)
    while at > first and (quote[at - 1].isdigit() or quote[at - 1] in _NUMBER_WORDS):
        at -= 1
    return at


def _numbers(quote: str, figure: Figure, start: int, end: int) -> list[Printed]:
    """The numbers between two places of a quote that have a figure's value."""
    matches = _number().finditer(quote[start:end].translate(_WIDE))
    found = (_as_figure(match, figure, start) for match in matches)
    return [each for each in found if each is not None]


def _as_figure(match: re.Match[str], figure: Figure, at: int) -> Printed | None:
    digits = match["digits"].replace(",", "").replace("，", "").replace("．", ".") if match["digits"] else ""
    number = Decimal(digits) if digits else value_of(match["numeral"])
    if not number:
        return None
    multiplier = Decimal(1)
    for character in match["multiplier"]:
        multiplier *= PLACES.get(character) or MYRIADS[character]
    word = match["unit"] or ""
    unit = Decimal(1) if word == figure.unit else _factors().get((word, figure.unit))
    if word and unit is None:
        return None  # 锚链70% holds no count of 70
    for factor in _HEADER_FACTORS if unit is None else (unit,):
        if number * multiplier * factor == figure.value:
            start, end = at + match.start("number"), at + match.end("number")
            return Printed(start, end, match[0], digits, multiplier * factor)
    return None
