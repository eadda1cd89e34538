"""Whether two texts are one: a report that lies in a folder as Word and as PDF is read once.

Compared are the sentences, and apart from the others those with figures: of each kind the least few of their hashes
(Broder's MinHash, 1997), so that a draft with other figures is not taken for the final report.
"""

import re
from collections.abc import Iterable
from math import ceil
from zlib import crc32

from kg.legible import legible

_SENTENCE = re.compile(r"[^。；;！？|\n]+")
_OTHER = re.compile(r"[\W_]+")
_SHORTEST = 10
_FEWEST = 4
_KEPT = 16
_SAME = 0.85


def sketch(text: str) -> str:
    """What of a text is compared: hashes of its sentences in hexadecimal digits, a hyphen, those of its figures."""
    said = {_OTHER.sub("", sentence) for sentence in _SENTENCE.findall(legible(text).text)}
    told = sorted(sentence for sentence in said if len(sentence) >= _SHORTEST)
    return f"{_least(told)}-{_least(sentence for sentence in told if any(map(str.isdigit, sentence)))}"


class Sketches:
    """Sketches of texts by the name of each."""

    def __init__(self) -> None:
        self._known: dict[str, str] = {}
        self._holding: dict[str, list[str]] = {}

    def add(self, name: str, drawn: str) -> None:
        """Keeps a sketch."""
        self._known[name] = drawn
        for value in _hashes(drawn.partition("-")[0]):
            self._holding.setdefault(value, []).append(name)

    def like(self, drawn: str) -> str:
        """The name of a text that is one with that of the sketch, "" without; a few sentences are like nothing."""
        hashes = _hashes(drawn.partition("-")[0])
        rare = sorted((self._holding.get(value, []) for value in hashes), key=len)
        near = {name for names in rare[: _missing(len(hashes)) + 1] for name in names}
        parts = drawn.split("-")
        return next((name for name in sorted(near) if all(map(_same, parts, self._known[name].split("-")))), "")


def _least(sentences: Iterable[str]) -> str:
    return "".join(f"{value:08x}" for value in sorted({crc32(each.encode()) for each in sentences})[:_KEPT])


def _hashes(run: str) -> set[str]:
    return {run[at : at + 8] for at in range(0, len(run), 8)}


def _missing(count: int) -> int:
    """How many of so many hashes a text may lack that is one with the text they are of."""
    return count - ceil(_SAME * count)


def _same(one: str, other: str) -> bool:
    """Whether two runs of hashes have nearly all in common, among the least of both together."""
    first, second = _hashes(one), _hashes(other)
    if min(len(first), len(second)) < _FEWEST:
        return False
    least = sorted(first | second)[: max(len(first), len(second))]
    return sum(value in first and value in second for value in least) >= _SAME * len(least)
