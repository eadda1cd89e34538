"""Sums: 四个支柱产业集群实现产值 against the four clusters, 完成投资 against its items, 合计 against the rows."""

import re
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg.audit.equations import Equation
from kg.audit.findings import Term
from kg.audit.intervals import Interval, total
from kg.audit.ledger import CLUSTERS, Entry, Ledger, unit_kind
from kg.audit.printed import printed
from kg.grammar.numbers import value_of
from kg.grammar.phrases import COUNTED, nouns
from kg.lexicon import any_of, words
from kg.model import Cell, Evidence, Figure, Passage

_GROUP = re.compile(
    rf"((?<!\d)\d{{1,4}}+(?!\d)|(?<!{COUNTED}){COUNTED}+)(?:个|大|家)?[^，。；\d]{{0,8}}?{nouns('trade')}"
)
_TOGETHER = re.compile(f"{any_of(words('figures', 'sum'))}[^，。；\\d]{{0,14}}$")
_ADDABLE = {"money", "count", "person", "area", "mass", "volume", "quantity", "household"}
_FEW = 3
_NEAR = 24  # characters before a figure in which 共 says that it is of several things together
_REACH = 100  # figures behind a total that may be its items

Sort = tuple[str, str, str, str]

_PLAIN_NUMBER = re.compile(r"\d[\d,，]*(?:\.\d+)?")


def sums(ledger: Ledger) -> Iterator[Equation]:
    """The sums that a report states, each as an equation of the total and its parts."""
    seen: set[int] = set()
    groups = Groups(ledger)
    for at, entry in enumerate(ledger.entries):
        for equation in (_of_group(ledger, groups, entry), _of_list(ledger, at)):
            if equation and equation.stated.start not in seen:
                seen.add(equation.stated.start)
                yield equation
    yield from _of_tables(ledger)


def added(rule: str, stated: Term, parts: list[Term], *, doubt: bool, repairable: bool = False) -> Equation:
    """stated = the sum of the parts; a total printed with noughts at its end is taken as rounded to them."""
    shape = " + ".join(["{}"] * len(parts))
    return Equation(
        "sum", rule, _rounded(stated), tuple(parts), total, shape, doubt="error" if doubt else "", repairable=repairable
    )


def _rounded(stated: Term) -> Term:
    digits = stated.printed.digits if stated.printed else ""
    noughts = len(digits) - len(digits.rstrip("0")) if "." not in digits else 0
    if stated.printed is None or noughts < 2 or stated.interval.upper == stated.interval.lower:
        return stated
    room = stated.printed.step.scaleb(noughts) / 2
    return replace(stated, interval=Interval(stated.value - room, stated.value + room))


def group_size(words: str) -> int:
    """How many things a phrase names together: 四个支柱产业集群 4, 18个产业集群 18; nought where it does not say."""
    found = _GROUP.search(words)
    return _size(found) if found else 0


def _size(group: re.Match[str]) -> int:
    return int(value_of(group[1]) or 0)


class Groups:
    """The figures of a report's clusters among which a group's are sought: of tables' rows, of sections, of all."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._sorts: dict[Sort, list[Entry]] = defaultdict(list)
        for entry in ledger.entries:
            if entry.fact.subject.type in CLUSTERS and not entry.figure.of:
                self._sorts[_sort(entry)].append(entry)
        self._told: dict[tuple[Sort, str], list[dict[str, list[Entry]]]] = {}
        self._named: dict[int, list[tuple[int, int]]] = {}

    def members(self, entry: Entry, size: int) -> list[Entry]:
        """The first figures of as many clusters as a group has, beside the entry itself; or none."""
        for told in self._by_cluster(entry):
            alone = all(each is entry for each in told.get(entry.key, ()))
            if len(told) - (alone and entry.key in told) == size:
                return [entries[0] for entries in told.values() if entries[0] is not entry]
        return []

    def size_before(self, entry: Entry) -> int:
        """The size of the group that an entry's paragraph names last before it; nought where it names none."""
        if entry.passage not in self._named:
            passage = self._ledger.document.passages[entry.passage]
            found = _GROUP.finditer(self._ledger.text, passage.start, passage.end)
            self._named[entry.passage] = [(group.end(), _size(group)) for group in found]
        named = self._named[entry.passage]
        at = bisect_right(named, entry.term.start, key=lambda group: group[0])
        return named[at - 1][1] if at else 0

    def _by_cluster(self, entry: Entry) -> list[dict[str, list[Entry]]]:
        """The figures that can be added to an entry, of its year or the last one, by cluster."""
        sort = _sort(entry)
        if (sort, entry.year) not in self._told:
            alike = self._sorts[sort]
            year = entry.year or max((e.year for e in alike), default="")
            alike = [e for e in alike if e.year in ("", year)]
            in_rows = [e for e in alike if (p := self._ledger.passage(e.term.start)) and p.kind == "row"]
            in_sections = [e for e in alike if _own_section(self._ledger, e)]
            self._told[sort, entry.year] = [_by_key(entries) for entries in (in_rows, in_sections, alike)]
        return self._told[sort, entry.year]


def _by_key(entries: Iterable[Entry]) -> dict[str, list[Entry]]:
    found: dict[str, list[Entry]] = {}
    for entry in entries:
        found.setdefault(entry.key, []).append(entry)
    return found


def _sort(entry: Entry) -> Sort:
    return entry.figure.measure, entry.figure.unit, entry.figure.per, entry.fact.modality


def _own_section(ledger: Ledger, entry: Entry) -> bool:
    passage = ledger.passage(entry.term.start)
    return bool(passage and any(heading.text == entry.fact.subject.name for heading in passage.path))


def _of_group(ledger: Ledger, groups: Groups, entry: Entry) -> Equation | None:
    """A figure of N clusters together against those of the N clusters."""
    if (
        entry.fact.subject.type in CLUSTERS
        or unit_kind(entry.figure.unit) not in _ADDABLE
        or entry.figure.measure in ("cluster_count", "town_count")
    ):
        return None
    size = group_size(entry.figure.of)
    if not size and not entry.figure.of and _together(ledger, entry):
        size = groups.size_before(entry)
    if size < 2:
        return None
    parts = groups.members(entry, size)
    return added("sums.group", entry.term, [part.term for part in parts], doubt=True) if parts else None


def _together(ledger: Ledger, entry: Entry) -> bool:
    first = max(entry.sentence[0], entry.term.start - _NEAR)
    return bool(_TOGETHER.search(ledger.text[first : entry.term.start]))


def _of_list(ledger: Ledger, at: int) -> Equation | None:
    """A figure against those of the same measure that follow it in its sentence: its items, or what 其中 opens."""
    entry = ledger.entries[at]
    if unit_kind(entry.figure.unit) not in _ADDABLE or entry.figure.per or entry.figure.qualifier:
        return None
    parts: list[Entry] = []
    cue = False
    behind = ledger.entries[at + 1 : at + 2 + _REACH]
    if len(behind) > _REACH and behind[-1].sentence == entry.sentence:
        return None
    for other in behind:
        if other.sentence != entry.sentence:
            break
        opened = bool(_cue().search(ledger.text, (parts[-1] if parts else entry).term.end, other.term.start))
        if not (other.adds_to(entry) or ((cue or opened) and _unnamed(other, entry))):
            continue
        if opened and parts:
            return None  # the cue belongs to a later total
        cue = cue or opened
        if other.key != entry.key and other.fact.subject.type not in CLUSTERS:
            break
        parts.append(other)
    named = len({(part.key, part.figure.of) for part in parts}) == len(parts)
    own = all(part.figure.of and part.key == entry.key for part in parts) or entry.fact.subject.type == "Place"
    if len(parts) < 2 or not named or not (cue or (own and not entry.figure.of)):
        return None
    # 其中规上企业17户、高新技术企业9户 are classes that share firms: such counts need not add up to anything
    counted = unit_kind(entry.figure.unit) in ("count", "person")
    too_much = not counted and entry.term.interval.below(total(part.term.interval for part in parts))
    hedged = any(part.figure.qualifier for part in parts)
    doubt = (len(parts) >= _FEW or too_much) and not hedged and not (counted and cue)
    return added("sums.list", entry.term, [part.term for part in parts], doubt=doubt, repairable=True)


def _unnamed(part: Entry, whole: Entry) -> bool:
    """Whether an item has only its whole's measure: 其中：柳河镇149074万元 after 完成投资753823万元."""
    same = part.figure.unit == whole.figure.unit and unit_kind(whole.figure.unit) != "count"
    return same and part.figure.measure == "other" and bool(part.figure.of)


def _of_tables(ledger: Ledger) -> Iterator[Equation]:
    """The row 合计 of a table against the rows above it, column by column."""
    above: list[Passage] = []
    for passage in ledger.document.passages:
        if passage.kind != "row" or not passage.cells:
            above = []
            continue
        if above and [c.header for c in above[0].cells] != [c.header for c in passage.cells]:
            above = []
        if not any(_words(ledger, cell) in _totals() for cell in passage.cells[:2]):
            above.append(passage)
            continue
        names = [_row_name(ledger, row) for row in (passage, *above)]
        for column, cell in enumerate(passage.cells):
            stated = _cell(ledger, cell, passage, names[0])
            parts = [_cell(ledger, row.cells[column], row, name) for row, name in zip(above, names[1:], strict=True)]
            if stated and len(parts) > 1 and all(parts) and "%" not in cell.header and "率" not in cell.header:
                yield added("sums.table", stated, [part for part in parts if part], doubt=True)
        above = []


def _row_name(ledger: Ledger, row: Passage) -> str:
    """What a row is about: its first cell that is no number."""
    return next((words for cell in row.cells if not _PLAIN_NUMBER.fullmatch(words := _words(ledger, cell))), "")


def _cell(ledger: Ledger, cell: Cell, row: Passage, name: str) -> Term | None:
    words = _words(ledger, cell)
    if not _PLAIN_NUMBER.fullmatch(words) or cell.header.strip() in ("", "序号"):
        return None
    value = Decimal(words.replace(",", "").replace("，", ""))
    place = Evidence(ledger.document.slug, cell.start, cell.end, words, "")
    shown = printed(Figure("other", value, "1", lexical=words), place)
    known = ledger.at(cell.start, cell.end)
    first, last = ledger.around((row.start, row.end), cell.start, cell.end)
    return Term(
        f"{name} {cell.header}",
        value,
        "1",
        Interval(value, value),
        words,
        ledger.document.slug,
        cell.start,
        cell.end,
        ledger.text[first:last],
        first,
        shown,
        known.fact if known else None,
    )


def _words(ledger: Ledger, cell: Cell) -> str:
    return ledger.text[cell.start : cell.end].strip()


@cache
def _cue() -> re.Pattern[str]:
    return re.compile(any_of(words("figures", "part_cue")))


@cache
def _totals() -> frozenset[str]:
    return frozenset(words("tables", "total"))
