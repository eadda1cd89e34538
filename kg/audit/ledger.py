"""The figures of a report in the order of the text, each with its sentence, its paragraph or row, and its year."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from functools import cache

from kg.audit.findings import Printed, Term
from kg.audit.intervals import Interval
from kg.audit.printed import printed
from kg.identity import Identity
from kg.lexicon import table
from kg.model import Document, Fact, Figure, Passage
from kg.ontology import ontology

_SENTENCE_END = re.compile("[。！？]")
_CLAUSE_END = re.compile("[，；。]")
_LONGEST = 1200  # characters of a quote; of a longer sentence or row it has those around the figure
_COUNTED = {"count", "person", "quantity", "rank", "time"}
SIZE = 2  # times: figures of one size differ by less
CLUSTERS = ("Cluster", "PlannedCluster")


@dataclass(frozen=True, slots=True)
class Entry:
    """One figure of a report: the fact, the figure, the term it is in equations, and where it stands."""

    fact: Fact
    figure: Figure
    term: Term
    sentence: tuple[int, int]
    passage: int
    key: str = field(compare=False)

    @property
    def year(self) -> str:
        """The year or span of years that the figure holds for: 2024 for 2024 and 2024-12-31."""
        return self.figure.period.removesuffix("-12-31")

    def adds_to(self, whole: "Entry") -> bool:
        """Whether it can be a part of a whole: same measure, unit, base of the rate and modality, no other year."""
        one, other = self.figure, whole.figure
        same = (one.measure, one.unit, one.per) == (other.measure, other.unit, other.per)
        return (
            same
            and self.fact.modality == whole.fact.modality
            and (self.year == whole.year or not (self.year and whole.year))
        )


class Ledger:
    """The figures of one report. Without an identity, things of equal type and name are the same."""

    def __init__(self, document: Document, facts: Iterable[Fact], identity: Identity | None = None) -> None:
        self.document = document
        self.facts = tuple(facts)
        self.starts = [passage.start for passage in document.passages]
        self._ends = [m.end() for m in _SENTENCE_END.finditer(document.text)]
        self._clauses = [m.end() for m in _CLAUSE_END.finditer(document.text)]
        key = _keys(identity)
        entries = [self._entry(fact, fact.object, key(fact)) for fact in self.facts if isinstance(fact.object, Figure)]
        self.entries = tuple(sorted(entries, key=lambda entry: (entry.term.start, entry.term.end)))
        self._places = [entry.term.start for entry in self.entries]
        self._first: dict[tuple[tuple[str, ...], int], int] = {}

    @property
    def text(self) -> str:
        """The frozen text."""
        return self.document.text

    def told_before(self, words: tuple[str, ...], entry: Entry) -> bool:
        """Whether one of the words stands in a figure's sentence before it."""
        return self._first_end(words, entry) <= entry.term.start

    def told_in(self, word: str, entry: Entry) -> bool:
        """Whether a word stands in a figure's sentence."""
        return self._first_end((word,), entry) <= entry.sentence[1]

    def _first_end(self, words: tuple[str, ...], entry: Entry) -> int:
        """Where the first of the words ends in a figure's sentence; behind the text where none is."""
        start, end = entry.sentence
        if (words, start) not in self._first:
            places = ((self.text.find(word, start, end), len(word)) for word in words)
            self._first[words, start] = min((at + size for at, size in places if at >= 0), default=len(self.text) + 1)
        return self._first[words, start]

    @property
    def latest(self) -> str:
        """The last year that it has actual figures of, "" where it dates none: that of its undated figures."""
        actual = (entry.figure.period for entry in self.entries if entry.fact.modality == "actual")
        return max((period.rpartition("/")[2][:4] for period in actual), default="")

    def passage(self, at: int) -> Passage | None:
        """The passage that holds a character."""
        index = bisect_right(self.starts, at) - 1
        return self.document.passages[index] if index >= 0 else None

    def sentence(self, at: int) -> tuple[int, int]:
        """The sentence that holds a character, up to 。 or the end of its passage."""
        index = bisect_right(self._ends, at)
        start = self._ends[index - 1] if index else 0
        end = self._ends[index] if index < len(self._ends) else len(self.text)
        passage = self.passage(at)
        if passage and passage.start <= at < passage.end:
            start, end = max(start, passage.start), min(end, passage.end)
        return start, end

    def sentences(self) -> Iterator[tuple[int, int]]:
        """Every sentence of every passage, in order."""
        for passage in self.document.passages:
            at = passage.start
            while at < passage.end:
                start, end = self.sentence(at)
                yield start, end
                at = max(end, at + 1)

    def spoken(self, rule: str, start: int, end: int, value: Decimal, unit: str = "1") -> Term:
        """A term for words of the text that no fact holds, such as the number in 六大产业, with their sentence."""
        first, last = self.around(self.sentence(start), start, end)
        words = self.text[start:end]
        room = Interval(value, value)
        shown = Printed(start, end, words, words if words.isdigit() else "", Decimal(1))
        return Term(rule, value, unit, room, words, self.document.slug, start, end, self.text[first:last], first, shown)

    def around(self, stretch: tuple[int, int], start: int, end: int) -> tuple[int, int]:
        """What of a stretch of text is quoted for what stands in it: all of it, of a long one what lies around."""
        first, last = stretch
        if last - first <= _LONGEST:
            return stretch
        return max(first, start - _LONGEST // 2), min(last, max(end, start + _LONGEST // 2))

    def clause(self, entry: Entry) -> str:
        """The words before a figure in its clause."""
        index = bisect_right(self._clauses, entry.term.start)
        start = max(entry.sentence[0], self._clauses[index - 1] if index else 0)
        return self.text[start : entry.term.start]

    def at(self, start: int, end: int) -> Entry | None:
        """The figure that is printed within a span."""
        return next((e for e in self.between(start, end + 1) if e.term.end <= end), None)

    def between(self, start: int, end: int) -> tuple[Entry, ...]:
        """The figures that start within a span."""
        return self.entries[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def _entry(self, fact: Fact, figure: Figure, key: str) -> Entry:
        evidence = fact.evidence
        shown = printed(figure, evidence)
        start, end = (shown.start, shown.end) if shown else (max(evidence.start, evidence.end - 1), evidence.end)
        if shown:
            end = shown.start + len(shown.lexical)
        lexical = shown.lexical if shown else figure.lexical or evidence.quote[-12:]
        sentence = self.sentence(start)
        first, last = self.around(sentence, start, end)
        words = self.text[first:last]
        term = Term(
            name(fact, figure),
            figure.value,
            figure.unit,
            interval(figure, shown),
            lexical,
            self.document.slug,
            start,
            end,
            words.strip(),
            first + len(words) - len(words.lstrip()),
            shown,
            fact,
        )
        index = bisect_right(self.starts, start) - 1
        return Entry(fact, figure, term, sentence, index, key)


def alike(one: Entry, other: Entry) -> bool:
    """Whether two figures are of one size, as those of one thing are.

    Of another size is, as a rule, a part that nothing names: 50多家企业 beside 6360家.
    """
    low, high = sorted((one.figure.value, other.figure.value))
    return one.figure.unit == "%" or high <= low * SIZE


def _keys(identity: Identity | None) -> Callable[[Fact], str]:
    if identity is None:
        return lambda fact: f"{fact.subject.type} {fact.subject.name}"
    return lambda fact: identity.key(fact.subject)


def name(fact: Fact, figure: Figure) -> str:
    """What a figure is of, in the report's words: 石材产业集群 利税, 晋江市 中国驰名商标."""
    label = "" if figure.measure in ("other", "brand_count") and figure.of else ontology().label(figure.measure, "zh")
    of = "" if figure.measure == "growth_rate" else figure.of
    return " ".join(dict.fromkeys(word for word in (fact.subject.name, of, label) if word))


def interval(figure: Figure, shown: Printed | None) -> Interval:
    """What a figure leaves open: the bounds of its hedge or range, or half of its last printed place."""
    if figure.value_max is not None:
        return Interval(figure.value, figure.value_max)
    if figure.qualifier:
        if figure.lower is not None or figure.upper is not None:
            return Interval(figure.lower, figure.upper)
        lower, upper = _hedges()[figure.qualifier]
        return Interval(lower and figure.value * lower, upper and figure.value * upper)
    if shown is None:
        return Interval(figure.value, figure.value)
    whole = shown.step == 1 and unit_kind(figure.unit) in _COUNTED
    room = Decimal(0) if whole else shown.step / 2
    return Interval(figure.value - room, figure.value + room)


@cache
def _hedges() -> dict[str, tuple[Decimal | None, Decimal | None]]:
    """The widest bounds that seeds/words/numbers.csv gives to each qualifier."""
    found: dict[str, tuple[Decimal | None, Decimal | None]] = {}
    lower, upper = table("numbers", "lower", role="hedge"), table("numbers", "upper", role="hedge")
    for surface, qualifier in table("numbers", "qualifier", role="hedge").items():
        low = Decimal(lower[surface]) if lower[surface] else None
        high = Decimal(upper[surface]) if upper[surface] else None
        known = found.get(qualifier)
        if known:
            low = None if low is None or known[0] is None else min(low, known[0])
            high = None if high is None or known[1] is None else max(high, known[1])
        found[qualifier] = (low, high)
    return found


def unit_kind(unit: str) -> str:
    """money, count, area …: what a unit measures; a classifier of the report's own counts things."""
    units = ontology().units
    return units[unit].kind if unit in units else "quantity"
