"""Counts: 纺织、机械、食品三大主导产业, 东坪、柳河等6个乡镇 and 18个产业集群 against what is listed."""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from decimal import Decimal
from functools import cache

from kg.audit.equations import Equation
from kg.audit.findings import Severity, Term
from kg.audit.intervals import Interval, total
from kg.audit.ledger import CLUSTERS, Entry, Ledger
from kg.grammar.numbers import value_of
from kg.grammar.phrases import SEVERAL
from kg.lexicon import any_of, words
from kg.model import Heading, Passage

_WIDE = str.maketrans("０１２３４５６７８９", "0123456789")
_NUMBER = rf"(?P<number>{SEVERAL}{{1,3}}|[\d０-９]{{1,2}})"
_ALL = "(?P<all>共计|合计|一共|共|这)?"
_ETC = re.compile(
    rf"等{_ALL}{_NUMBER}(?P<kind>大|个|家|种|类|项|条|处|户|件|枚|镇|乡|街道|村)(?!左右|以上|以下|百|千|万|亿)"
)
_STOP = re.compile("[，。；：！？\\n]")
_BRACKETED = re.compile("[（(][^（）()]*[)）]")
_QUOTED = re.compile("“[^”]*”|《[^》]*》")
_JOINT = re.compile("以及|[和及与]")
_VERB = re.compile("[有达至为是占超建成名列共个]")
_MODIFIER = re.compile("[^、]*、.*的(?=[^的]*、)")  # 以A、B为龙头的 before the list itself
_LONGEST_ITEM = 24
_LONGEST_LIST = 2400  # a hundred of them: no list is said to have more
_FEW = 2
_NOUN = "[^，。；：、！？\\d]"
_CLUSTERS = "集群"
_NEAR = 4  # passages between a number and the tables that it counts


def counts(ledger: Ledger) -> Iterator[Equation]:
    """The numbers that a report puts to its lists, each as an equation with what the list holds."""
    yield from _lists(ledger)
    yield from _sections(ledger)
    yield from _tables(ledger)


@cache
def _whole_list() -> re.Pattern[str]:
    nouns = any_of(words("nouns", "counted"))
    return re.compile(
        rf"{_ALL}{_NUMBER}(?:(?P<kind>大|个|种|类|条|处){_NOUN}{{0,6}}?{nouns}|(?P<town>镇|乡|街道|村)(?=[，。；、和等]|$))"
    )


def _lists(ledger: Ledger) -> Iterator[Equation]:
    for first, last in ledger.sentences():
        words = ledger.text[first:last]
        if "、" not in words:
            continue
        found = sorted([*_ETC.finditer(words), *_whole_list().finditer(words)], key=lambda m: m.start())
        at = 0
        for match in found:
            if match.start() < at:
                continue
            if equation := _list(ledger, words, first, match, at):
                yield equation
            at = match.end()


def _list(ledger: Ledger, words: str, first: int, match: re.Match[str], after: int) -> Equation | None:
    near = max(0, match.start() - _LONGEST_LIST)
    stops = [near + m.end() for m in _STOP.finditer(_masked(words[near : match.start()]))]
    start = max([near, *stops, after])
    if after and start == after and (joint := _JOINT.search(words, start, match.start())):
        start = joint.end()
    listed = _masked(words[start : match.start()])
    if modifier := _MODIFIER.match(listed):
        start, listed = start + modifier.end(), listed[modifier.end() :]
    items = [item.strip() for item in listed.split("、")]
    if len(items) < 2 or not all(items) or any(len(item) > _LONGEST_ITEM for item in items[1:]):
        return None
    value = _value(match["number"])
    low, high = len(items), len(items) + sum(len(_JOINT.findall(item)) for item in items)
    etc = match[0].startswith("等")
    if etc and not match["all"] and value > high:
        return None
    if not etc and (_VERB.search(items[-1][-3:]) or abs(value - low) > _FEW + 1):
        return None
    stated = ledger.spoken(match[0], first + match.start("number"), first + match.end("number"), value)
    entry = ledger.at(first + match.start(), first + match.end())
    listed_from = ledger.spoken("列出的个数", first + start, first + match.start(), value)
    named = _listed(listed_from, low, high)
    if entry:
        stated = entry.term
    doubt: Severity = "error" if low == high else "warning"
    return Equation("count", "counts.list", stated, (named,), lambda i: i[0], "{}", doubt=doubt, approximate=True)


def _value(number: str) -> Decimal:
    digits = number.translate(_WIDE)
    return Decimal(digits) if digits.isdigit() else value_of(number) or Decimal(0)


def _listed(words: Term, low: int, high: int) -> Term:
    """The number of things that words list, of what 和 leaves open the one that is said if it can be."""
    room = Interval(Decimal(low), Decimal(high))
    value = words.value if low <= words.value <= high else Decimal(low)
    return replace(words, value=value, interval=room, lexical=str(value), printed=None)


def _masked(words: str) -> str:
    """Words of the same length in which nothing in brackets or quotation marks looks like a list."""
    for pattern in (_BRACKETED, _QUOTED):
        words = pattern.sub(lambda m: "□" * len(m[0]), words)
    return words


def _sections(ledger: Ledger) -> Iterator[Equation]:
    """The number of clusters that a section opens with against its headings that name clusters."""
    names = {fact.subject.name for fact in ledger.facts if fact.subject.type in CLUSTERS}
    groups: dict[tuple[Heading, ...], list[Passage]] = defaultdict(list)
    for passage in ledger.document.passages:
        if passage.kind == "heading" and passage.path[-1].text in names:
            groups[passage.path[:-1]].append(passage)
    said: dict[tuple[Heading, ...], list[Entry]] = defaultdict(list)
    for entry in filter(_exact_count, ledger.entries):
        paragraph = ledger.passage(entry.term.start)
        if paragraph and paragraph.kind == "paragraph":
            said[paragraph.path].append(entry)
    for path, headings in groups.items():
        opening = [entry for entry in said[path] if entry.term.start < headings[0].start]
        yield from _against(ledger, opening, [(p.path[-1].start, p.path[-1].end) for p in headings])


def _tables(ledger: Ledger) -> Iterator[Equation]:
    """The number of clusters that is last said before the tables against the rows that name clusters."""
    table_rows = [p for p in ledger.document.passages if p.kind == "row" and p.cells]
    named: dict[str, tuple[int, int]] = {}
    for fact in ledger.facts:
        row = ledger.passage(fact.evidence.start)
        if fact.subject.type in CLUSTERS and fact.subject.name not in named and row and row.kind == "row":
            start = max(row.start, ledger.text.find(fact.subject.name, row.start, row.end))
            named[fact.subject.name] = start, min(row.end, start + len(fact.subject.name))
    if not table_rows or not named:
        return
    first = table_rows[0].start
    opening = [e for e in ledger.entries if _exact_count(e) and e.term.start < first and _of_clusters(e)][-1:]
    if opening and sum(opening[0].term.end <= p.start < first for p in ledger.document.passages) <= _NEAR:
        yield from _against(ledger, opening, sorted(named.values()))


def _against(ledger: Ledger, opening: list[Entry], listed: list[tuple[int, int]]) -> Iterator[Equation]:
    """The numbers of clusters that are said before a list of them, each against one for each name of the list."""
    size = len(listed)
    ones = tuple(ledger.spoken(ledger.text[start:end], start, end, Decimal(1)) for start, end in listed)
    for entry in opening:
        counted = _of_clusters(entry) or entry.figure.value == size
        if size >= _FEW and counted and abs(entry.figure.value - size) <= _FEW:
            yield Equation(
                "count", "counts.sections", entry.term, ones, total, "、".join(["{}"] * size), doubt="warning"
            )


def _of_clusters(entry: Entry) -> bool:
    return _CLUSTERS in entry.figure.of + entry.figure.lexical


def _exact_count(entry: Entry) -> bool:
    figure = entry.figure
    return (
        figure.measure == "cluster_count"
        and not figure.qualifier
        and figure.value_max is None
        and entry.fact.subject.type in ("Place", "Policy")
    )
