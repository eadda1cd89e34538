"""The figures in which OFD tells where something stands: numbers, steps of which some are repeated, outlines."""

import re
from collections.abc import Iterator

Point = tuple[float, float]
Matrix = tuple[float, float, float, float, float, float]
"""From a point x, y to ax + cy + e, bx + dy + f."""

_FARTHEST = 1e6
_TOKEN = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_WORD = re.compile(r"\S+")
_TAKEN = {"S": 2, "M": 2, "L": 2, "Q": 4, "B": 6, "A": 7}  # figures behind each letter of an outline
_CURVED = "QBA"


def number(word: str) -> float:
    """A number. ValueError if it is none, or one that stands on no page."""
    found = float(word)
    if not abs(found) <= _FARTHEST:
        raise ValueError(f"{word} is out of reach")
    return found


def numbers(words: str, many: int) -> list[float]:
    """The first numbers, of which there are so many at least. ValueError."""
    found = [number(word) for word in words.split(maxsplit=many)[:many]]
    if len(found) < many:
        raise ValueError(f"{words} has too few numbers")
    return found


def matrix(words: str, boundary: str) -> Matrix:
    """From a point of an object to one of the page: by its matrix, if it has one, and then by its boundary."""
    a, b, c, d, e, f = numbers(words, 6) if words else (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
    x, y = numbers(boundary, 2) if boundary else (0.0, 0.0)
    return a, b, c, d, e + x, f + y


def moved(point: Point, by: Matrix) -> Point:
    """Where a point comes to stand."""
    x, y = point
    a, b, c, d, e, f = by
    return a * x + c * y + e, b * x + d * y + f


def steps(words: str, most: int) -> list[float]:
    """Steps from character to character, up to so many: `g 3 4.5` is 4.5 three times. ValueError."""
    found: list[float] = []
    said = (one[0] for one in _WORD.finditer(words))
    for word in said:
        if len(found) >= most:
            break
        if word == "g":
            times = int(next(said, ""))
            found += [number(next(said, ""))] * min(times, most - len(found))
        else:
            found.append(number(word))
    return found


def outlines(words: str) -> Iterator[tuple[list[Point], bool]]:
    """The outlines that a path draws, each with whether it has curves, of which only the ends are told. ValueError."""
    said = (one[0] for one in _TOKEN.finditer(words))
    points: list[Point] = []
    curved = False
    for letter in said:
        if letter == "C":
            points += points[:1]
            continue
        taken = [number(next(said, "")) for _ in range(_TAKEN.get(letter, 0))]
        if not taken:
            raise ValueError(f"{letter} draws nothing")
        if letter in "SM":
            if len(points) > 1:
                yield points, curved
            points, curved = [], False
        points.append((taken[-2], taken[-1]))
        curved = curved or letter in _CURVED
    if len(points) > 1:
        yield points, curved
