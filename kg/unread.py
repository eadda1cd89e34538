"""What of a report no fact holds: a paragraph that gave none, 从业人员近12万人 that was passed over; the share held.

A fault is a sentence, a heading or a row that jiqun failed at, with the reason; a check that failed has no characters.

A figure is an amount that the grammar reads (近12万人, 三成) or any other number in digits. What is part of a period
(2023年), a length of time (五年), an ordinal (第5), the number of a heading or of a table (表2), or joined to Latin
letters (ISO9001) is none.
A fact holds a figure when it stands in the amount that the fact gives as written, or in a name of the fact.
"""

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from kg.extraction.wording import cut, wording
from kg.faults import Fault, sparing
from kg.grammar import DATED
from kg.grammar.amounts import Quantity
from kg.grammar.engine import layered, longest
from kg.grammar.numbers import Ordinal
from kg.grammar.uncounted import Uncounted
from kg.model import Document, Entity, Fact, Figure, Mention, Passage, Sentence, Wording

Kind = Literal["figure", "passage", "fault"]
Span = tuple[int, int]

_DIGIT = re.compile(r"\d")
_NAMED = re.compile(r"[A-Za-z][-–]?$|[表图附件][-–]?$")  # before a number that is part of a name: ISO9001, 表2


@dataclass(frozen=True, slots=True)
class Gap:
    """A figure or a whole passage that no fact holds: `text[start:end] == quote`, under the nearest heading.

    `reason` says of a fault what failed, and where in jiqun.
    """

    kind: Kind
    start: int
    end: int
    quote: str
    heading: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Unread:
    """How many figures a report has, and what no fact of it holds, in the order of the text, then the faults."""

    figures: int
    gaps: tuple[Gap, ...]

    @property
    def coverage(self) -> float | None:
        """The share of the figures that a fact holds, to four places; None if the report has no figure."""
        missing = sum(gap.kind == "figure" for gap in self.gaps)
        return round(1 - missing / self.figures, 4) if self.figures else None


def unread(
    document: Document, facts: Iterable[Fact], faults: Iterable[Fault] = (), read: Sequence[Sentence] = ()
) -> Unread:
    """What of a document its facts do not hold. Passages are paragraphs and rows, each without a fact in it.

    `faults` are those of its reading and `read` the sentences that it read, in order; what fails here is added.
    """
    told = list(facts)
    failed = list(faults)
    held = {at for fact in told for start, end in _held(document, fact) for at in range(start, end)}
    quoted = {at for fact in told for at in range(fact.evidence.start, fact.evidence.end)}
    gaps: list[Gap] = []
    count = 0
    for passage in document.passages:
        spans = list(_figures(_sentences(document, passage, read, failed)))
        count += len(spans)
        missing = [span for span in spans if held.isdisjoint(range(*span))]
        if passage.kind != "heading" and quoted.isdisjoint(range(passage.start, passage.end)):
            gaps.extend(_gap(document, passage, "passage", *_trimmed(document.text, passage.start, passage.end)))
        gaps.extend(gap for span in missing for gap in _gap(document, passage, "figure", *span))
    return Unread(count, (*gaps, *(cost(document, fault) for fault in failed)))


def cost(document: Document, fault: Fault) -> Gap:
    """What a fault cost of a report."""
    over = [passage for passage in document.passages if passage.start <= fault.start < min(fault.end, passage.end)]
    heading = over[0].heading if over else ""
    return Gap("fault", fault.start, fault.end, document.text[fault.start : fault.end], heading, fault.reason)


def _gap(document: Document, passage: Passage, kind: Kind, start: int, end: int) -> Iterator[Gap]:
    if start < end:
        yield Gap(kind, start, end, document.text[start:end], passage.heading)


def _trimmed(text: str, start: int, end: int) -> Span:
    said = text[start:end]
    return start + len(said) - len(said.lstrip()), end - len(said) + len(said.rstrip())


def _sentences(
    document: Document, passage: Passage, read: Sequence[Sentence], faults: list[Fault]
) -> Iterator[Sentence]:
    """The sentences of a passage, read before or now for the amounts and periods in them; of a heading its words."""
    first, last = (
        bisect_left(read, place, key=lambda sentence: sentence.offsets[0]) for place in (passage.start, passage.end)
    )
    yield from read[first:last]
    if first == last:
        yield from _read(document, passage, faults)


def _read(document: Document, passage: Passage, faults: list[Fault]) -> Iterator[Sentence]:
    start, end = passage.start, passage.end
    if passage.kind == "heading" and passage.path:
        start, end = passage.path[-1].start, passage.path[-1].end
    parts = [(cell.start, cell.end) for cell in passage.cells] or [(start, end)]
    for part in parts:
        for said in cut(wording(document.text, *part)):
            with sparing(faults, *said.span):
                yield Sentence(said.text, said.offsets, tuple(layered(said.text, DATED)))


def _figures(sentences: Iterable[Sentence]) -> Iterator[Span]:
    """The spans of the figures of sentences."""
    for said in sentences:
        for mention in _counted(said.text, said.mentions or ()):
            yield said.place(mention.start, mention.end)


def _counted(text: str, found: Sequence[Mention]) -> Iterator[Mention]:
    dated = {at for mention in found if mention.rule.startswith("periods.") for at in range(mention.start, mention.end)}
    bare = [mention for mention in found if mention.rule.startswith("numbers.")]
    for mention in longest([*(mention for mention in found if isinstance(mention.value, Quantity)), *bare]):
        said = text[mention.start : mention.end]
        if isinstance(mention.value, Quantity):
            counted = mention.value.kind != "time"
        else:
            counted = bool(_DIGIT.search(said)) and not isinstance(mention.value, Ordinal | Uncounted)
        named = _NAMED.search(text[max(0, mention.start - 2) : mention.start])
        if counted and not named and dated.isdisjoint(range(mention.start, mention.end)):
            yield mention


def _held(document: Document, fact: Fact) -> Iterator[Span]:
    """Where the amount of a fact, and the names in it, stand in its evidence."""
    said = wording(document.text, fact.evidence.start, fact.evidence.end)
    for form in _forms(fact):
        yield from _places(said, form)
    if isinstance(fact.object, Figure) and (at := said.text.rfind(fact.object.lexical)) >= 0 and fact.object.lexical:
        yield said.place(at, at + len(fact.object.lexical))  # a row's evidence runs from the name to the amount


def _forms(fact: Fact) -> Iterator[str]:
    things = (fact.subject, fact.object, *fact.about)
    yield from (thing.name for thing in things if isinstance(thing, Entity))
    if isinstance(fact.object, Figure):
        yield fact.object.of
    elif isinstance(fact.object, str):
        yield fact.object


def _places(said: Wording, form: str) -> Iterator[Span]:
    at = said.text.find(form) if form else -1
    while at >= 0:
        yield said.place(at, at + len(form))
        at = said.text.find(form, at + len(form))
