"""The sentence that a quote stands in, as extraction cuts a report; a heading and a row of a table stand whole."""

from bisect import bisect_right

from kg.extraction.wording import cut, wording
from kg.model import Document, Evidence
from kg.whereabouts import Whereabouts, whereabouts

Span = tuple[int, int]


class Sentences:
    """The sentences of a report, by the characters in them."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._starts = [passage.start for passage in document.passages]
        self._cut: dict[int, list[Span]] = {}

    def around(self, start: int, end: int) -> Span:
        """Where the sentence that a quote stands in starts and ends; the sentences, where it stands in several."""
        first, last = self._at(start), self._at(end - 1)
        return min(start, first[0]), max(end, last[1])

    def parts(self, start: int, end: int) -> tuple[str, str]:
        """What of the sentence stands before a quote, and what after it."""
        first, last = self.around(start, end)
        return self._document.text[first:start], self._document.text[end:last]

    def fields(self, evidence: Evidence) -> dict[str, object]:
        """The fields of a line of facts.jsonl: the sentence, where in it the quote stands, and where in the file."""
        before, after = self.parts(evidence.start, evidence.end)
        sentence = f"{before}{evidence.quote}{after}"
        found = {"sentence": sentence, "quote_start": len(before), "quote_end": len(before) + len(evidence.quote)}
        place = self.whereabouts(evidence)
        return found | ({"where": place.fields()} if place else {})

    def whereabouts(self, evidence: Evidence) -> Whereabouts | None:
        """Where in the file that the report came from a quote stands; None where the file is its text."""
        return whereabouts(self._document.loci, evidence.start, evidence.end)

    def _at(self, place: int) -> Span:
        """The sentence, heading or row that a character stands in; the character itself where it stands in none."""
        number = bisect_right(self._starts, place) - 1
        if number < 0:
            return place, place + 1
        if number not in self._cut:
            self._cut[number] = self._spans(number)
        spans = self._cut[number]
        at = bisect_right(spans, (place, len(self._document.text))) - 1
        return spans[at] if at >= 0 else (place, place + 1)

    def _spans(self, number: int) -> list[Span]:
        passage = self._document.passages[number]
        if passage.kind != "paragraph":
            return [(passage.start, passage.end)]
        said = wording(self._document.text, passage.start, passage.end)
        return [sentence.span for sentence in cut(said)]
