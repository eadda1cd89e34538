"""Two numbers printed as one, as a tracked change leaves them: 产值100120亿元, 20232024年, 企业85家90家.

That digits can be parted in two proves nothing: 6360 firms are 63 and 60. A figure is asked about only if it cannot be
as printed (more money than a country earns, more firms than workers, a share over 100 %) or if the report itself has
one of the two numbers in its place, or a rate of growth that leads from the one to the other.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from itertools import zip_longest

from kg.audit.damage import Damage
from kg.audit.ledger import SIZE, Entry, Ledger
from kg.lexicon import any_of, rows

Slot = tuple[str, ...]
Told = Mapping[Slot, set[Decimal]]

_YEARS = re.compile(r"(?<!\d)(?P<first>(?:19|20)\d\d)(?P<second>(?:19|20)\d\d)年")
_UNITS = any_of(row["surface"] for row in rows("units") if row["unit"] not in ("年", "1") or row["surface"] in "家户")
_AMOUNTS = re.compile(
    rf"(?<![\d.])(?P<first>\d+(?:\.\d+)?)(?P<unit>[万亿]?{_UNITS})(?P<second>\d+(?:\.\d+)?)(?P=unit)(?![/／每\d])"
)
# from how much on a figure of a cluster or a firm, and of a place, cannot be: by its unit
_MOST = {
    "CNY": (Decimal(5 * 10**12), Decimal(3 * 10**13)),
    "1": (Decimal(10**5), Decimal(10**8)),
    "person": (Decimal(10**7), Decimal(10**8)),
    "mu": (Decimal(10**8), Decimal(10**9)),
}
_OF_A_WHOLE = ("share", "market_share", "output_share", "export_share")


def glued(ledger: Ledger) -> Iterator[Damage]:
    """The figures, years and amounts of a report that seem to be two, printed one behind the other."""
    for pattern in (_YEARS, _AMOUNTS):
        for found in pattern.finditer(ledger.text):
            if _alike(found["first"], found["second"]):
                yield _asked(found.start("first"), found.end(), found[0], found["first"], found["second"])
    told: dict[Slot, set[Decimal]] = defaultdict(set)
    for entry in ledger.entries:
        told[_slot(entry)].add(entry.figure.value)
    for entry, following in zip_longest(ledger.entries, ledger.entries[1:]):
        pairs = _halves(entry)
        if pairs and _impossible(entry, told):
            yield replace(_of(entry, pairs[0]), severity="error", suspects=(entry.fact,))
        elif doubtful := [p for p in pairs if _printed_elsewhere(entry, p, told) or _grown(entry, following, p)]:
            yield _of(entry, doubtful[0])


def _of(entry: Entry, pair: tuple[str, str]) -> Damage:
    return _asked(entry.term.start, entry.term.end, entry.term.lexical, *pair)


def _asked(start: int, end: int, printed: str, first: str, second: str) -> Damage:
    zh = f"“{printed}”疑为“{first}”与“{second}”两个数字连在一起，可能是修订时旧数未删。"
    en = f"{printed} seems to be two numbers, {first} and {second}: an edit may have left the old one in."
    return Damage("print", "print.glued", "warning", ((start, end),), zh, en)


def _alike(first: str, second: str) -> bool:
    """Whether two numbers are of one size, neither opening with a nought."""
    low, high = sorted((Decimal(first), Decimal(second)))
    return not (first[0] == "0" or second[0] == "0") and low != high and high <= low * SIZE


def _halves(entry: Entry) -> list[tuple[str, str]]:
    """The two numbers of like size, of two digits or more, that the digits of a figure can be parted into."""
    digits = entry.term.printed.digits if entry.term.printed else ""
    if not digits.isdigit() or entry.figure.qualifier or entry.figure.value_max is not None:
        return []
    middle = range(len(digits) // 2, (len(digits) + 1) // 2 + 1)
    pairs = [(digits[:at], digits[at:]) for at in middle if min(at, len(digits) - at) >= 2]
    return [pair for pair in pairs if _alike(*pair)]


def _impossible(entry: Entry, told: Told) -> bool:
    """Whether a figure is beyond what its measure can be, or a number of firms beyond that of their workers."""
    figure = entry.figure
    if figure.measure in _OF_A_WHOLE:
        return figure.value > 100
    if figure.unit in _MOST and figure.value >= _MOST[figure.unit][entry.fact.subject.type == "Place"]:
        return True
    workers = told.get((entry.key, "employment", figure.of, "", "person", "", figure.period, entry.fact.modality), ())
    return figure.measure == "firm_count" and any(number < figure.value for number in workers)


def _printed_elsewhere(entry: Entry, pair: tuple[str, str], told: Told) -> bool:
    """Whether the report gives one of the two numbers for the same measure of the same thing."""
    assert entry.term.printed is not None
    scale = entry.term.printed.scale
    return any(Decimal(half) * scale in told[_slot(entry)] for half in pair)


def _slot(entry: Entry) -> Slot:
    figure = entry.figure
    return (
        *(entry.key, figure.measure, figure.of, figure.scope, figure.unit, figure.per, figure.period),
        entry.fact.modality,
    )


def _grown(entry: Entry, following: Entry | None, pair: tuple[str, str]) -> bool:
    """Whether the rate of growth that follows in the sentence is that from one of the two numbers to the other."""
    if following is None or following.sentence != entry.sentence or following.figure.measure != "growth_rate":
        return False
    first, second = map(Decimal, pair)
    return following.figure.unit == "%" and round(following.figure.value, 1) == round((second / first - 1) * 100, 1)
