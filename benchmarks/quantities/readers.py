"""What jiqun and its peers read in a phrase, in the table's units, as generously as can be (README.md says how)."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from importlib import import_module
from importlib.metadata import PackageNotFoundError, version
from types import ModuleType

from table import Amount, Row

from kg import grammar
from kg.grammar.amounts import Bare, Quantity
from kg.grammar.engine import longest
from kg.grammar.numbers import Ordinal
from kg.grammar.rates import Rate
from kg.legible import legible
from kg.lexicon import any_of, rows

COUNTED = ("count", "rank", "ratio", "number", "time")
SAID = Quantity | Bare | Rate | Ordinal  # what says an amount; a Number or Fraction is a part of one

# what Recognizers-Text calls a unit, our base unit and how many of it one is
DIMENSIONS = {
    "Meter": ("m", "1"), "Kilometer": ("m", "1000"), "Centimeter": ("m", "0.01"), "Li": ("m", "500"),
    "Square meter": ("m2", "1"), "Square kilometer": ("km2", "1"), "Hectare": ("mu", "15"), "Mu": ("mu", "1"),
    "Liter": ("m3", "0.001"), "Cubic meter": ("m3", "1"), "Kilogram": ("kg", "1"), "Jin": ("kg", "0.5"),
    "Gram": ("kg", "0.001"), "Ton": ("t", "1"), "Bit": ("", "1"),
}  # fmt: skip
CURRENCIES = {"元": "CNY", "美元": "USD", "欧元": "EUR", "港元": "HKD", "日元": "JPY"}


@dataclass(frozen=True, slots=True)
class Reader:
    """A system under trial: its name with the version, and what it reads in the phrase of a row."""

    name: str
    read: Callable[[Row], Sequence[Amount]]
    bounds: bool


def ours() -> Reader:
    """jiqun's grammar: the longest amount, or all of them where the row has several."""
    try:
        name = f"jiqun {version('jiqun')}"
    except PackageNotFoundError:
        name = "jiqun of this checkout"
    return Reader(name, lambda row: read_by_us(row.phrase, several=len(row.amounts) > 1), bounds=True)


def read_by_us(phrase: str, *, several: bool = False) -> list[Amount]:
    """The amounts, rates and ordinals at the top level: the longest of them, or all in order."""
    found = longest(m for m in grammar.read(legible(phrase).text) if isinstance(m.value, SAID))
    if found and not several:
        found = [max(found, key=lambda m: m.end - m.start)]
    return [_amount(m.value) for m in found]


def _amount(said: object) -> Amount:
    match said:
        case Rate():
            return _amount(said.quantity)
        case Quantity():
            return Amount(said.value, said.unit, said.value_max, said.lower, said.upper, said.qualifier, said.per)
        case Bare():
            return Amount(said.value, "", said.value_max, said.lower, said.upper, said.qualifier)
        case Ordinal():
            first, last = Decimal(said.place), Decimal(said.last or said.place)
            return Amount(first, "1", None if said.last is None else last, first, last)
    raise TypeError(f"no amount: {said}")


def peers() -> tuple[list[Reader], list[str]]:
    """The peers that are installed, and a sentence for each that is not."""
    found: list[Reader] = []
    missing: list[str] = []
    for package, module, reader in (
        ("recognizers-text-suite", "recognizers_suite", _recognizers),
        ("jionlp", "jionlp", _jionlp),
    ):
        try:
            found.append(reader(import_module(module), f"{package} {version(package)}"))
        except ImportError as error:
            missing.append(f"{package} is left out: {error}.")
    return found, missing


def _recognizers(suite: ModuleType, name: str) -> Reader:
    zh = suite.Culture.Chinese
    kinds = ("currency", "dimension", "percentage", "ordinal", "number")
    recognizers = [getattr(suite, f"recognize_{kind}") for kind in kinds]

    def read(row: Row) -> list[Amount]:
        results = [result for recognize in recognizers for result in recognize(row.phrase, zh)]
        amounts: list[Amount] = []
        for result in results:
            said = result.resolution or {}
            value = str(said.get("value") or "")
            bare = result.type_name == "number"
            if not row.amounts and bare and re.fullmatch(r"[\d.,]+", result.text):
                continue
            try:
                number = Decimal(value.rstrip("%"))
            except InvalidOperation:
                continue
            if bare and row.kind == "share" and "." in value and number < 1:
                number = (number * 100).quantize(Decimal("0.01"))
                amounts.append(_exact(number, "%"))
            elif result.type_name == "percentage":
                amounts.append(_exact(number, "%"))
            elif result.type_name == "currency":
                amounts.append(_exact(number, said.get("isoCurrency") or said["unit"]))
            elif result.type_name == "dimension":
                unit, factor = DIMENSIONS.get(said["unit"], (said["unit"], "1"))
                amounts.append(_exact(number * Decimal(factor), unit))
            else:
                amounts.append(_exact(number, ""))
        return [*amounts, *_counts(row, amounts)]

    return Reader(name, read, bounds=False)


def _counts(row: Row, amounts: list[Amount]) -> list[Amount]:
    """A bare number beside a classifier passes for a count of it."""
    if row.kind not in COUNTED:
        return []
    return [_exact(a.value, row.amounts[0].unit) for a in amounts if not a.unit]


def _exact(value: Decimal, unit: str) -> Amount:
    return Amount(value, unit, None, value, value)


def _jionlp(jionlp: ModuleType, name: str) -> Reader:
    units = {row["surface"]: row for row in rows("units")}
    words = re.compile(any_of(units))

    def found(text: str) -> list[dict[str, object]]:
        return [mention["detail"] for mention in jionlp.ner.extract_money(text, with_parsing=True)]

    def parse(text: str, unit: str | None, factor: str) -> list[Amount]:
        answers: list[dict[str, object] | None] = []
        for ask in (jionlp.parse_money, found):
            try:
                answer = ask(text)
            except (ValueError, TypeError, IndexError, AttributeError, KeyError):
                continue
            answers += answer if isinstance(answer, list) else [answer]
        given = [answer for answer in answers if answer and answer.get("num")]
        return [amount for answer in given for amount in _parsed(answer, unit, factor)]

    def read(row: Row) -> list[Amount]:
        amounts = parse(row.phrase, None, "1")
        if row.amounts:
            for found in words.finditer(row.phrase):
                unit = units[found[0]]
                text = row.phrase[: found.start()] + "元" + row.phrase[found.end() :]
                amounts += parse(text, unit["unit"], unit["factor"])
            amounts += parse(row.phrase + "元", row.amounts[0].unit if row.kind in COUNTED else "", "1")
        return amounts

    return Reader(name, read, bounds=True)


def _parsed(parsed: dict[str, object], unit: str | None, factor: str) -> list[Amount]:
    """jionlp's answer: one number or the two ends of a range, with blur-, blur+ and blur for under, over and about."""
    said = parsed["num"]
    try:
        numbers = [Decimal(str(n)) * Decimal(factor) for n in (said if isinstance(said, list) else [said])]
    except InvalidOperation:
        return []  # it gives None for an end that it could not read
    low, high = numbers[0], numbers[-1]
    code = CURRENCIES.get(str(parsed["case"]), str(parsed["case"])) if unit is None else unit
    if low != high:
        return [Amount(low, code, high, low, high)]
    match parsed["definition"]:
        case "accurate":
            return [_exact(low, code)]
        case "blur-":
            near = Amount(low, code, None, low * Decimal("0.9"), low, "about")
            return [Amount(low, code, None, None, low, "under"), near]
        case "blur+":
            return [Amount(low, code, None, low, None, "over")]
        case _:
            return [Amount(low, code, None, low * Decimal("0.9"), low * Decimal("1.1"), "about")]
