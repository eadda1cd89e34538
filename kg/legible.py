"""A text as its readers see it: ⼋ is 八, and 720家 is 720家 where print put a zero-width space inside it."""

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.lexicon import table

_KANGXI, _COMPATIBLE = range(0x2F00, 0x2FD6), (*range(0xF900, 0xFB00), *range(0x2F800, 0x2FA20))
_BULLETS, _PRIVATE = range(0xF020, 0xF100), range(0xE000, 0xF900)  # of symbol fonts; of any other font
_GLYPHS = str.maketrans(
    {chr(code): unicodedata.normalize("NFKC", chr(code)) for code in (*_KANGXI, *_COMPATIBLE)}
    | table("spellings", "usual", role="glyph")
    | dict.fromkeys(map(chr, _PRIVATE), "□")
    | dict.fromkeys(map(chr, _BULLETS), "•")
    | dict.fromkeys("\x0b\x0c\x85\u2028\u2029", "\n")
)
_PLANE = "".join(chr(code) for code in sorted(_GLYPHS) if code <= 0xFFFF)
# may be one of them; re looks a character up in one step in a class that holds none beyond the first 65,536
_RARE = re.compile(f"[{re.escape(_PLANE)}]|[\U00010000-\U0010ffff]")
# format characters, joiners, marks of direction, thin spaces within numbers, variation selectors, what stands for none
_UNSEEN = re.compile(
    "[\u00ad\u034f\u061c\u180b-\u180e\u2006-\u200f\u202a-\u202f\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff9-\ufffb\ufffe"
    "\U000e0001-\U000e007f\U000e0100-\U000e01ef]+|(?<=\\d)\u00a0(?=\\d{3}(?!\\d))"
    "|(?<=[\u4e00-\u9fff”》）%])[\\[［]\\d{1,2}[\\]］]"  # the mark of a footnote: 上市企业[2]
)

_IN_WORDS = re.compile("(?<=[一-鿿]{2}) (?=[一-鿿])")
_IN_NUMBER = re.compile("(?<=\\d) (?=\\d(?!\\d)|\\.\\d)|(?<=\\d\\.) (?=\\d)")
_LINE, _STOP = re.compile("[^\\n]+"), re.compile("[，。；,;]")
_STREWN = 2  # blanks inside words, and as many inside numbers, that tell of such print


@dataclass(frozen=True, slots=True)
class Legible:
    """The characters that are seen, in their usual forms, and the place of each in the text as written.

    `offsets` has one more for the end.
    """

    text: str
    offsets: Sequence[int]

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of what is seen stands in the text as written."""
        first = self.offsets[start]
        return first, max(first, self.offsets[end - 1] + 1 if end > start else first)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """What is seen of a span of the text as written."""
        return bisect_left(self.offsets, start), bisect_left(self.offsets, end)


def usual(text: str) -> str:
    """A text of the same length in which each character has its usual form: ⻰⼝市 is 龙口市."""
    return text.translate(_GLYPHS) if _RARE.search(text) else text


@lru_cache(maxsize=8)  # a report is looked at passage by passage
def legible(text: str) -> Legible:
    """What is seen of a text."""
    unseen = sorted([*_UNSEEN.finditer(text), *_strewn(text)], key=lambda found: found.start())
    if not unseen:
        return Legible(usual(text), range(len(text) + 1))
    offsets: list[int] = []
    at = 0
    for found in unseen:
        offsets.extend(range(at, found.start()))
        at = found.end()
    offsets.extend(range(at, len(text) + 1))
    return Legible(usual("".join(text[at] for at in offsets[:-1])), offsets)


def _strewn(text: str) -> list[re.Match[str]]:
    """The blanks inside the numbers of a text whose print strewed blanks in its words: 转 型, 201 2年, 3 .5倍."""
    lines = [line.span() for line in _LINE.finditer(text) if " " in line[0] and _STOP.search(line[0])]
    words = sum(len(_IN_WORDS.findall(text, *span)) for span in lines)
    found = [blank for span in lines for blank in _IN_NUMBER.finditer(text, *span)]
    return found if min(words, len(found)) >= _STREWN else []
