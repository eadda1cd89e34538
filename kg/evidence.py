"""What a reader is shown of the words that prove a fact: the whole sentence, and in it the quote, marked.

该县制伞业的【骨干企业有华阳伞业公司、东岭伞骨厂】等6家。
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

_BLANK = re.compile(r"\s+")
_STOP = re.compile("[，。；：！？]")


@dataclass(frozen=True, slots=True)
class Quoted:
    """A sentence in three parts: the quote, and what of the sentence stands before and after it."""

    before: str
    quote: str
    after: str

    @property
    def marked(self) -> str:
        """The sentence as a text, its quote in 【】."""
        return f"{self.before}【{self.quote}】{self.after}"


def quoted(sentence: str, start: int, end: int) -> Quoted:
    """A sentence with its quote, the characters from `start` to `end`, joined over the line breaks of print.

    Between Chinese characters a break is nothing; between Latin ones, and in a row of a table (without stop and comma),
    it is a space.
    """
    gap = "" if _STOP.search(sentence) else " "
    return Quoted(*(_joined(part, gap) for part in (sentence[:start], sentence[start:end], sentence[end:])))


def _joined(part: str, gap: str) -> str:
    def joint(blank: re.Match[str]) -> str:
        beside = part[max(0, blank.start() - 1) : blank.start()] + part[blank.end() : blank.end() + 1]
        return blank[0] if "\n" not in blank[0] else " " if len(beside) == 2 and beside.isascii() else gap

    return _BLANK.sub(joint, part)


def of_line(line: Mapping[str, Any]) -> tuple[str, int, int]:
    """The sentence of a line of facts.jsonl and where in it the quote stands; the quote alone in an earlier build's."""
    sentence = line.get("sentence", line["quote"])
    return sentence, line.get("quote_start", 0), line.get("quote_end", len(sentence))
