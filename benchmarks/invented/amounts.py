"""Amounts as reports write them: 142.3亿元, 近150家, 1.2万余人."""

from dataclasses import dataclass
from math import ceil, floor, log10
from random import Random

from invented.words import rows

SCALES = {  # unit of the facts: what it is written in, by the least number it is written for
    "CNY": ((10**8, "亿元"), (10**4, "万元")),
    "USD": ((10**8, "亿美元"), (10**4, "万美元")),
    "person": ((10**4, "万人"), (1, "人")),
    "mu": ((10**4, "万亩"), (1, "亩")),
    "km2": ((1, "平方公里"),),
    "%": ((1, "%"),),
}
HEDGES = ("exact", "near", "many", "about", "least", "around")
WEIGHTS = (64, 9, 12, 8, 4, 3)


@dataclass(frozen=True, slots=True)
class Amount:
    """What is written, and the value, unit and qualifier that it means."""

    text: str
    value: float
    unit: str
    qualifier: str = ""


def count(random: Random, number: float, classifier: str, unit: str = "1") -> Amount:
    """An amount of things that are counted: 120多家."""
    return _hedged(random, max(1, round(number)), 1, classifier, unit)


def volume(random: Random, number: float, written: str) -> Amount:
    """An amount in a unit of units.csv: 20余万吨."""
    row = next(row for row in rows("units") if row["written"] == written)
    return _hedged(random, _rounded(number), int(row["factor"]), written, row["unit"])


def amount(random: Random, value: float, unit: str, exact: bool = False) -> Amount:
    """An amount of money, people or land, written in thousands or millions as fits."""
    scales = SCALES[unit]
    factor, written = next((scale for scale in scales if value >= scale[0]), scales[-1])
    number = _rounded(value / factor) if factor > 1 or unit in ("%", "km2") else max(1, round(value))
    return (
        Amount(_plain(number) + written, _value(number, factor), unit)
        if exact
        else _hedged(random, number, factor, written, unit)
    )


def _hedged(random: Random, number: float, factor: int, written: str, unit: str) -> Amount:
    (hedge,) = random.choices(HEDGES, WEIGHTS)
    if number < 20 or unit == "%":
        hedge = "exact"
    step = 10 ** max(1, floor(log10(max(number, 1))) - 1)
    above, below = ceil(number / step) * step, floor(number / step) * step
    if hedge == "near":
        return Amount(f"近{above}{written}", _value(above, factor), unit, "about")
    if hedge == "many":
        word = random.choice("多余")
        return Amount(f"{below}{word}{written}", _value(below, factor), unit, "over")
    if hedge == "about":
        return Amount(f"约{_plain(number)}{written}", _value(number, factor), unit, "about")
    if hedge == "least":
        return Amount(f"{below}{written}以上", _value(below, factor), unit, "over")
    if hedge == "around":
        return Amount(f"{above}{written}左右", _value(above, factor), unit, "about")
    return Amount(_plain(number) + written, _value(number, factor), unit)


def _rounded(number: float) -> float:
    """The number as a report would print it: one place after the point below a hundred."""
    return round(number) if number >= 100 else max(0.1, round(number, 1))


def _plain(number: float) -> str:
    return f"{number:g}" if number < 10**6 else str(int(number))


def _value(number: float, factor: int) -> float:
    value = round(number * factor, 6)
    return int(value) if value == int(value) else value
