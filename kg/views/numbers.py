"""Figures for the eye, none of them rounded: 142亿元, 7800万元, 40%, 1.2万人; CNY 14.2 billion in English."""

from collections.abc import Iterable
from decimal import Decimal

from kg.views.wording import Lang, term, text

_SCALES: dict[Lang, tuple[tuple[Decimal, str], ...]] = {
    "zh": ((Decimal(10**8), "亿"), (Decimal(10**4), "万")),
    "en": ((Decimal(10**9), " billion"), (Decimal(10**6), " million")),
}
_SIGNS = {"1": "", "%": "%"}  # units that are not written by their labels


def number(value: Decimal | int | float, lang: Lang) -> str:
    """A number with the multiplier of the language, exactly: 14200000000 is 142亿, and 14.2 billion."""
    exact = Decimal(str(value))
    if not exact.is_finite():
        return str(value)
    for scale, word in _SCALES[lang]:
        if abs(exact) >= scale:
            sign, digits, exponent = exact.as_tuple()
            assert isinstance(exponent, int)
            return plain(Decimal((sign, digits, exponent - scale.adjusted()))) + word
    return plain(exact) if lang == "zh" else f"{Decimal(plain(exact)):,}"


def plain(value: Decimal) -> str:
    """A decimal without exponent and without zeros at its end: 14.20 is 14.2. However long, it is not rounded."""
    said = format(value, "f")
    said = said.rstrip("0").rstrip(".") if "." in said else said
    return "0" if said == "-0" else said


def figure(value: Decimal | int | float, unit: str, lang: Lang, upper: Decimal | None = None, per: str = "") -> str:
    """A value of a unit (its code), a range where there is an upper end, the base of a rate: 25–30%, 3000元/亩."""
    said = number(value, lang) if upper is None else f"{number(value, lang)}–{number(upper, lang)}"
    name = unit_name(unit, lang)
    base = f"/{term(per, lang)}" if per else ""
    gap = "" if lang == "zh" or name == "%" else " "
    return f"{said}{gap if name else ''}{name}{base}"


def unit_name(unit: str, lang: Lang) -> str:
    """A unit by its code as it is written behind a number: 元, %, nothing for a count."""
    return _SIGNS[unit] if unit in _SIGNS else term(unit, lang)


def aside(said: str, beside: Iterable[str], lang: Lang) -> str:
    """A text with what stands beside it in brackets, what is empty left out: 323.5亿元（主营业务收入，2024）."""
    told = ("，" if lang == "zh" else ", ").join(filter(None, beside))
    return said if not told else f"{said}（{told}）" if lang == "zh" else f"{said} ({told})"


def bounds(
    value: Decimal,
    lower: Decimal | None,
    upper: Decimal | None,
    unit: str,
    lang: Lang,
    value_max: Decimal | None = None,
) -> str:
    """The bounds that a hedge leaves open: 20亿～30亿元, 不低于40%; "" of an exact figure, and of a printed range."""
    if value_max is not None or lower == upper == value:
        return ""
    if lower is not None and upper is not None:
        return figure(lower, unit, lang, upper)
    if lower is not None:
        return text("at_least", lang, value=figure(lower, unit, lang))
    return "" if upper is None else text("at_most", lang, value=figure(upper, unit, lang))
