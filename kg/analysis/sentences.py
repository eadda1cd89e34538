"""The sentence that says a link, from a row of an answer."""

from dataclasses import dataclass
from typing import Any

from kg.evidence import Quoted, quoted


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a report, the quote in it that says something, the claim that this supports, and how certain it is.

    `start` and `end` are those of the quote in the report, `quote_start` and `quote_end` those in `text`, the sentence;
    `place` is where in its file the quote stands, "" where that is a text.
    """

    report: str
    start: int
    end: int
    text: str
    quote_start: int
    quote_end: int
    claim: str
    certainty: float = 1.0
    place: str = ""

    @property
    def where(self) -> str:
        """Where the quote stands: in its file, else by characters of its text, 1702–1731."""
        return self.place or f"{self.start}–{self.end}"

    @property
    def told(self) -> Quoted:
        """The sentence for the eye, its quote apart."""
        return quoted(self.text, self.quote_start, self.quote_end)


def sentence(row: Any) -> Sentence:
    """The sentence of a row of the query links."""
    place = (row.report, row.start, row.end)
    said = (row.sentence, row.quote_start, row.quote_end)
    return Sentence(*place, *said, row.claim_id, float(row.certainty), row.place_in_file or "")
