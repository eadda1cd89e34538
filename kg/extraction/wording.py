"""The wording of a passage without what print put in: line breaks in words, ６ for 6, ⼋ for 八, a half-width comma."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.grammar.engine import Span
from kg.legible import legible
from kg.model import Document, Wording

_SAME = str.maketrans(
    {chr(ord("０") + n): str(n) for n in range(10)}
    | {
        "％": "%",
        "．": ".",
        "﹪": "%",
        ";": "；",
        "?": "？",
        "!": "！",
        "(": "（",
        ")": "）",
        "〔": "（",
        "〕": "）",
    }
)
_QUOTES = re.compile('["“”]')
_SPACE = re.compile(r"\s")
_COMMA = re.compile(r",(?:(?<!\d,)|(?!\d{3}))")
_COLON = re.compile(r":(?:(?<!\d:)|(?!\d))")
_SENTENCE = re.compile(r"[^。！？；]+[。！？；]*")
_LONGEST = 600  # characters of a sentence; what a rule looks for lies nearer
_CLAUSE = re.compile(r"[^，。；：！？]+")


@dataclass(frozen=True, slots=True)
class Worded:
    """A document with the words of its title and of each of its passages, in their order."""

    document: Document
    title: Wording
    passages: tuple[Wording, ...]


def worded(document: Document) -> Worded:
    """The words of a document."""
    title = wording(document.title, 0, len(document.title))
    return Worded(document, title, tuple(wording(document.text, one.start, one.end) for one in document.passages))


def cut(words: Wording) -> Iterator[Wording]:
    """Words cut after 。！？；, within which subject and period hold; a run without them at its commas."""
    for found in _SENTENCE.finditer(words.text):
        at = found.start()
        while found.end() - at > _LONGEST:
            comma = max(words.text.rfind(mark, at + 1, at + _LONGEST) for mark in "，、：") + 1
            end = comma if comma > at + 1 else at + _LONGEST
            yield Wording(words.text[at:end], words.offsets[at : end + 1])
            at = end
        yield Wording(words.text[at : found.end()], words.offsets[at : found.end() + 1])


def clauses(text: str) -> list[Span]:
    """The stretches of a text between commas."""
    return [Span(m[0], m.start(), m.end()) for m in _CLAUSE.finditer(text)]


def places(text: str, words: str) -> Iterator[int]:
    """Where some words begin in a text, which may overlap."""
    at = text.find(words) if words else -1
    while at >= 0:
        yield at
        at = text.find(words, at + 1)


def wording(text: str, start: int, end: int) -> Wording:
    """The wording of `text[start:end]`: no white space inside Chinese, digits and punctuation of one width."""
    page = legible(text)
    seen = page.text
    first, last = page.span(start, end)
    words = seen[first:last]
    offsets = page.offsets[first:last]
    if _SPACE.search(words):
        kept = [at for at in range(first, last) if not seen[at].isspace() or _parts_words(seen, at)]
        words = "".join(seen[at] for at in kept)
        offsets = [page.offsets[at] for at in kept]
    words = _paired(words.translate(_SAME))
    return Wording(_COLON.sub("：", _COMMA.sub("，", words)), (*offsets, end))


def _parts_words(text: str, at: int) -> bool:
    """Whether the white space at a place of a text is the blank between two words of Latin."""
    return 0 < at < len(text) - 1 and (text[at - 1] + text[at + 1]).isascii() and text[at] == " "


def _paired(words: str) -> str:
    """Words with each quotation mark as it opens or closes: "链长制" and “链长制“ are “链长制”."""
    marks = list(_QUOTES.finditer(words))
    if not marks:
        return words
    paired = list(words)
    is_open = False
    for n, mark in enumerate(marks):
        following = marks[n + 1][0] if n + 1 < len(marks) else ""
        closes = mark[0] == "”" or (is_open and (mark[0] == '"' or following != "”"))
        paired[mark.start()] = "”" if closes else "“"
        is_open = not closes
    return "".join(paired)
