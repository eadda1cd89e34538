"""Lines of print and what they make up: a paragraph whose lines end in mid-sentence is one paragraph."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.reading.columns import headers
from kg.reading.headings import numbering

_LINE = re.compile(r"\S(?:[^\n]*\S)?")
_LAST = "。；：！？!?;:…”》」）)"
_CLOSING = "”》」）)"
_NEVER_FIRST = "，。、；：！？”》」）"
_OPEN = "，、,"
_PUNCTUATION = re.compile("[，。；：！？,;:]")
_INDENT = ("\u3000", "  ", "\t")
_WIDEST = 120
_CUT = 25
_SHORT = 20
_BROKEN = 16  # characters of a line that print may have broken, and how many such lines tell that it did
_LINES = 4


@dataclass(frozen=True, slots=True)
class Line:
    """A line that is not blank: its span of the document's text, without the white space around it."""

    start: int
    end: int


def lines_of(text: str) -> list[Line]:
    """The lines of a text that hold something."""
    return [Line(*found.span()) for found in _LINE.finditer(text)]


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """A span without the white space at its ends."""
    words = text[start:end]
    left = start + len(words) - len(words.lstrip())
    return left, max(left, start + len(words.rstrip()))


def is_short(words: str) -> bool:
    """Whether a line can name something: few words and no punctuation (纺织服装业)."""
    return 2 <= len(words) <= _SHORT and not _PUNCTUATION.search(words)


def ends_sentence(words: str) -> bool:
    """Whether a line ends as a sentence, or the opening of a list, does."""
    return words[-1] in _LAST


@dataclass(frozen=True, slots=True)
class Page:
    """How wide a full line is where print broke the lines at a width, in half-widths of a character; else 0.

    `wrapped` is true where most lines that are no headings end in mid-sentence, whatever their width, `whole` where
    no line goes on in the next.
    """

    width: int
    wrapped: bool = False
    whole: bool = False

    @classmethod
    def of(cls, text: str, lines: Sequence[Line]) -> "Page":
        """The page of a text: a quarter of its lines are as wide as its widest, which is no wider than a page."""
        widths = [_width(text[line.start : line.end]) for line in lines if line.end - line.start <= _WIDEST]
        if len(widths) < len(lines) or max(widths, default=_WIDEST + 1) > _WIDEST:
            return cls(0)
        least = max(widths) - 4
        full = sum(width >= least for width in widths)
        width = least if full >= 3 and full * 4 >= len(widths) else 0
        return cls(width, _is_wrapped([text[line.start : line.end] for line in lines[1:-1]]))

    def fills(self, words: str) -> bool:
        """Whether a line goes to the edge of the page, so that the next may continue it."""
        return bool(self.width) and _width(words) >= self.width


WHOLE = Page(0, whole=True)
"""The page of a text whose lines are whole paragraphs."""


def _is_wrapped(lines: Sequence[str]) -> bool:
    """Whether print broke the sentences of these lines: most of the longer ones end in the middle of one."""
    told = [line for line in lines if len(line) >= _BROKEN and "|" not in line and "\t" not in line]
    broken = sum(not ends_sentence(line) and line[-1] not in _OPEN for line in told)
    said = sum(bool(_PUNCTUATION.search(line)) for line in told)
    return len(told) >= _LINES and broken * 2 > len(told) and said * 2 > len(told)


def paragraph_end(text: str, lines: Sequence[Line], at: int, page: Page) -> int:
    """The last line of the paragraph that starts with line `at`."""
    if page.whole:
        return at
    first = at
    while at + 1 < len(lines) and _continues(text, lines[at], lines[at + 1], page, inside=at > first):
        at += 1
    return at


def _continues(text: str, line: Line, below: Line, page: Page, inside: bool) -> bool:
    """Whether a line was broken in mid-sentence and goes on in the one below; `inside` if it goes on from one above."""
    words, rest = text[line.start : line.end], text[below.start : below.end]
    between = text[line.end : below.start]
    cut = page.fills(words) or len(words) >= _CUT or (page.wrapped and (inside or not is_short(words)))
    if rest[0] in _NEVER_FIRST:
        return True
    if ends_sentence(words) and not (words[-1] in _CLOSING and page.fills(words)):
        return False
    if not (cut or words[-1] in _OPEN) or (between.count("\n") > 1 and not cut):
        return False
    if between.endswith(_INDENT) or rest[0] in "|#" or "\t" in rest or numbering(rest):
        return False
    if len(headers(rest)) > 2 and not (page.wrapped and _PUNCTUATION.search(rest)):
        return False
    return bool(page.width) or page.wrapped or not is_short(rest)


def _width(words: str) -> int:
    return len(words.encode("gb18030"))
