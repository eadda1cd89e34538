"""Shares: 林业用地175.8万亩，占国土面积的53.5% against the two areas; no share is above 100 %."""

import re
from collections.abc import Iterator
from decimal import Decimal
from itertools import combinations

from kg.audit.equations import Compute, Equation
from kg.audit.findings import Term
from kg.audit.intervals import point
from kg.audit.ledger import Entry, Ledger, unit_kind
from kg.ontology import ontology

_SHARES = ("share", "output_share", "market_share", "export_share")
_WORDS = re.compile("[全总当年的额数值]")
_WHOLE = Decimal(100)
_REACH = 24  # figures before a share that may be its part


def shares(ledger: Ledger) -> Iterator[Equation]:
    """Each share whose part and whole the report gives as well, and each that is more than the whole."""
    wholes = _wholes(ledger)
    for at, entry in enumerate(ledger.entries):
        if entry.figure.measure not in _SHARES or entry.figure.unit != "%" or entry.figure.value_max is not None:
            continue
        if entry.figure.value > _WHOLE:
            yield Equation(
                "share", "shares.over", entry.term, (_hundred(entry.term),), lambda i: i[0], "{}", relation="≤"
            )
        whole = _whole(wholes, entry)
        part = _part(ledger, at, whole) if whole else None
        if whole and part:
            ratio = _factor(part.figure.unit) / _factor(whole.figure.unit) * _WHOLE
            yield Equation(
                "share",
                "shares.ratio",
                entry.term,
                (part.term, whole.term),
                _divided(ratio),
                "{} ÷ {}",
                approximate=True,
            )


def _divided(ratio: Decimal) -> Compute:
    return lambda intervals: (intervals[0] / intervals[1]).times(ratio)


def _hundred(term: Term) -> Term:
    return Term(
        "整体", _WHOLE, "%", point(_WHOLE), "100%", term.report, term.start, term.end, term.quote, term.quote_start
    )


def _wholes(ledger: Ledger) -> dict[tuple[str, str | None], Entry]:
    """The first figure of a place behind the words of a share's whole, of each year and (None) of any."""
    wanted = {_WORDS.sub("", entry.figure.scope) for entry in ledger.entries}
    found: dict[tuple[str, str | None], Entry] = {}
    for entry in ledger.entries:
        if entry.figure.unit == "%" or entry.figure.per or entry.fact.subject.type != "Place":
            continue
        first = max(entry.sentence[0], entry.term.start - 16)
        words = re.split("[，、；。：]", ledger.text[first : entry.term.start])[-1]
        if entry.figure.of in words:
            told = _WORDS.sub("", words)
            for start, end in combinations(range(len(told) + 1), 2):
                if told[start:end] in wanted:
                    found.setdefault((told[start:end], entry.year), entry)
                    found.setdefault((told[start:end], None), entry)
    return found


def _whole(wholes: dict[tuple[str, str | None], Entry], share: Entry) -> Entry | None:
    """The figure that a share's whole names: 国土面积 of 占国土面积的53.5%, 全市工业总产值 of 占全市工业总产值的40%."""
    wanted = _WORDS.sub("", share.figure.scope)
    if len(wanted) < 2:
        return None
    if not share.year:
        return wholes.get((wanted, None))
    found = [wholes[wanted, year] for year in (share.year, "") if (wanted, year) in wholes]
    return min(found, key=lambda entry: (entry.term.start, entry.term.end), default=None)


def _part(ledger: Ledger, at: int, whole: Entry) -> Entry | None:
    """The figure before a share in its sentence that is of the whole's kind, and of what the share is of."""
    share = ledger.entries[at]
    for entry in reversed(ledger.entries[max(0, at - _REACH) : at]):
        if entry.sentence != share.sentence:
            return None
        same_kind = unit_kind(entry.figure.unit) == unit_kind(whole.figure.unit) and entry.figure.unit != "%"
        alike = entry is not whole and same_kind and not entry.figure.per and entry.fact.modality == share.fact.modality
        money = entry.figure.unit == "CNY" and entry.figure.measure == whole.figure.measure
        if alike and (money or (entry.figure.unit != "CNY" and entry.figure.of in ("", share.figure.of))):
            return entry
    return None


def _factor(unit: str) -> Decimal:
    units = ontology().units
    return (units[unit].factor if unit in units else None) or Decimal(1)
