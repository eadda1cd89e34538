"""The blank between a numbered heading and the text behind it, by the ink of a scanned line: （一）电力产业 完成投资….

A recogniser gives the characters and not the blanks. Chinese characters are set a full width apart, so that where the
middles of their ink lie further apart than usual a blank stands between them, however narrow the characters are.
"""

from collections.abc import Sequence
from itertools import pairwise
from re import compile as pattern
from statistics import median
from typing import Any

from kg.reading.headings import numbering

_HAN = pattern("[\u3400-\u9fff]")
_OPENING = 40  # characters of a line in which a heading ends
_FEWEST = 4  # steps from one Chinese character to the next that tell the usual one
_APART = 1.22  # times the usual step


def with_blank(words: str, centres: Sequence[float], ink: Any) -> str:
    """The words of a line with the widest blank that its ink shows, if it begins with a number.

    `centres` are those of its characters in picture points, without blanks; `ink` is an array of whether each column of
    the picture holds ink of the line.
    """
    number = numbering(words)
    if not number or " " in words[number.length :] or len(centres) != len(words.replace(" ", "")):
        return words
    at = [place for place, char in enumerate(words) if char != " "][:_OPENING]
    if len(at) <= _FEWEST:
        return words
    middles = _middles(centres[: len(at)], ink)
    steps = {
        place: middle - before
        for (before, middle), (above, place) in zip(pairwise(middles[:-1]), pairwise(at[:-1]), strict=True)
        if above >= number.length and _HAN.match(words[above]) and _HAN.match(words[place])
    }
    if len(steps) < _FEWEST:
        return words
    widest = max(steps, key=lambda place: steps[place])
    if steps[widest] < _APART * median(steps.values()):
        return words
    return f"{words[:widest]} {words[widest:]}"


def _middles(centres: Sequence[float], ink: Any) -> list[float]:
    """The middle of the ink of each character; that of the last may be of the next as well."""
    step = int(median(other - one for one, other in pairwise(centres)))
    inside = (_between(ink, int(one), int(other)) for one, other in pairwise(centres))
    edges = [max(int(centres[0]) - step, 0), *inside, int(centres[-1]) + step]
    found = []
    for (left, right), centre in zip(pairwise(edges), centres, strict=True):
        inked = ink[left:right].nonzero()[0]
        found.append(left + float(inked[0] + inked[-1]) / 2 if len(inked) else centre)
    return found


def _between(ink: Any, left: int, right: int) -> int:
    """Where one character ends and the next begins: in the middle of the widest white between their centres."""
    best, at, start = 0, (left + right) // 2, left
    for column in range(left, max(right, left) + 1):
        if column == right or ink[column]:
            if column - start > best:
                best, at = column - start, (start + column) // 2
            start = column + 1
    return at
