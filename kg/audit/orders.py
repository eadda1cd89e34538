"""What cannot be more than what: 利润 ≤ 利税 ≤ 营业收入, 规模以上企业 ≤ 企业, 其中 ≤ whole; 居四大产业之首."""

import re
from collections import defaultdict
from collections.abc import Iterator

from kg.audit.corrections import variants
from kg.audit.equations import Equation
from kg.audit.ledger import CLUSTERS, SIZE, Entry, Ledger
from kg.audit.sums import Groups, group_size
from kg.lexicon import table

_ORDERS = (
    ("profit", "profit_and_tax"),
    ("tax", "profit_and_tax"),
    ("profit_and_tax", "revenue"),
    ("profit_and_tax", "output_value"),
    ("profit_and_tax", "main_business_revenue"),
    ("profit", "revenue"),
    ("profit", "main_business_revenue"),
    ("main_business_revenue", "revenue"),
    ("above_scale_firm_count", "firm_count"),
    ("high_tech_firm_count", "firm_count"),
)
_PART = re.compile("其中[，：]?[^，。；\\d]{0,16}$")


def orders(ledger: Ledger) -> Iterator[Equation]:
    """Each pair of figures of which one cannot be more than the other."""
    slots: dict[tuple[str, ...], dict[str, Entry]] = defaultdict(dict)
    for entry in ledger.entries:
        figure = entry.figure
        if not figure.per:
            slots[entry.key, figure.of, figure.unit, entry.year, entry.fact.modality].setdefault(figure.measure, entry)
    for slot in slots.values():
        for less, more in _ORDERS:
            if less in slot and more in slot and _of_one_thing(slot[less], slot[more]):
                yield _at_most(slot[less], slot[more], "orders.measures")
    for before, entry in zip(ledger.entries, ledger.entries[1:], strict=False):
        same = entry.adds_to(before) and before.sentence == entry.sentence and before.key == entry.key
        if same and _PART.search(ledger.text[before.term.end : entry.term.start]) and not before.figure.per:
            yield _at_most(entry, before, "orders.part")
    yield from _ranks(ledger)


def _of_one_thing(less: Entry, more: Entry) -> bool:
    """Whether the lesser is of no other size than the greater, or made so by a slip; else a part is not named."""
    least, most = more.figure.value / SIZE, more.figure.value * SIZE
    slipped = (variant.value for variant in variants(less.term))
    return less.figure.value <= most or any(least <= value <= most for value in slipped)


def _at_most(less: Entry, more: Entry, rule: str) -> Equation:
    return Equation("order", rule, less.term, (more.term,), lambda i: i[0], "{}", relation="≤")


def _ranks(ledger: Ledger) -> Iterator[Equation]:
    """A first place among N clusters against their figures: 产值居四大支柱产业之首."""
    measures = table("measures", "measure")
    groups = Groups(ledger)
    first: dict[tuple[str, str], Entry] = {}
    for entry in ledger.entries:
        if not entry.figure.of:
            first.setdefault((entry.key, entry.figure.measure), entry)
    for rank in ledger.entries:
        if rank.figure.measure != "rank" or rank.figure.value != 1 or rank.fact.subject.type not in CLUSTERS:
            continue
        size, measure = group_size(rank.figure.scope), measures.get(rank.figure.of, "")
        own = first.get((rank.key, measure))
        if size < 2 or own is None:
            continue
        others = [e for e in (groups.members(own, size - 1) or groups.members(own, size)) if e.key != own.key]
        if others:
            most = max(others, key=lambda e: e.figure.value)
            yield Equation(
                "order", "orders.rank", own.term, (most.term,), lambda i: i[0], "{}", relation="≥", approximate=True
            )
