"""A report in the parts that a language model reads at once: what stands under one heading, cut where it is long."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from kg.extraction.wording import cut, places, wording
from kg.model import Document, Wording

LONGEST = 1500
"""Characters of a section that is not cut, but for a sentence that is longer."""


@dataclass(frozen=True, slots=True)
class Section:
    """Headings above, outermost first, and the words below them, each passage by itself."""

    headings: tuple[str, ...]
    passages: tuple[Wording, ...]

    @property
    def text(self) -> str:
        """Its words, a line for each passage, or piece of one."""
        return "\n".join(one.text for one in self.passages)

    @property
    def start(self) -> int:
        """Where in the report it begins."""
        return self.passages[0].offsets[0]

    @property
    def title(self) -> str:
        """What it is called where it is told of: its heading, else how it begins."""
        return self.headings[-1] if self.headings else f"{self.text[:12]}…"

    def found(self, quote: str, after: int) -> tuple[int, int] | None:
        """Where in the report a quote of its words stands: at the first place from `after` on, else at the first."""
        spans = [
            one.place(at, at + len(quote)) for one in self.passages for at in places(one.text, quote) if quote.strip()
        ]
        return next((span for span in spans if span[0] >= after), spans[0] if spans else None)


def sections(document: Document) -> Iterator[Section]:
    """The sections of a report in order; headings are told with what stands below them."""
    body = (passage for passage in document.passages if passage.kind != "heading")
    for path, passages in groupby(body, key=lambda passage: passage.path):
        headings = tuple(heading.text for heading in path if heading.level)
        held: list[Wording] = []
        size = 0
        for passage in passages:
            for piece in _pieces(wording(document.text, passage.start, passage.end)):
                if held and size + len(piece.text) > LONGEST:
                    yield Section(headings, tuple(held))
                    held, size = [], 0
                held.append(piece)
                size += len(piece.text)
        if held:
            yield Section(headings, tuple(held))


def _pieces(words: Wording) -> Iterator[Wording]:
    """Words in pieces of whole sentences, none longer than a section but a sentence that is."""
    if not words.text.strip():
        return
    start = end = 0
    for sentence in cut(words):
        after = words.text.index(sentence.text, end) + len(sentence.text)
        if end > start and after - start > LONGEST:
            yield Wording(words.text[start:end], words.offsets[start : end + 1])
            start = end
        end = after
    end = len(words.text)
    yield Wording(words.text[start:end], words.offsets[start : end + 1])
