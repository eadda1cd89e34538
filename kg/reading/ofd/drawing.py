"""A part of an OFD file that draws a page or a template → what it draws, in millimetres, y going down."""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot
from typing import NamedTuple

from kg.reading.leaves.leaf import Rule
from kg.reading.leaves.sheet import OverdrawnError, turned_by
from kg.reading.ofd.contents import LARGEST
from kg.reading.ofd.figures import Matrix, Point, matrix, moved, number, numbers, outlines, steps
from kg.reading.package import Package, TooLarge

MOST = 50_000
"""The characters of the fullest page that is read: a dense one has 5,000."""

_HEAVY = 10  # elements, which a character costs as much as
_OUTLINE = 4  # bytes of an outline, which cost as much as an element
_ASIDE = ("Clips", "Pattern")
_PICTURES = ("ImageObject", "CompositeObject")
_ABOVE, _BELOW = 0.88, 0.12  # of its size, what of a character stands above its base and below
_THIN = 0.88
_BOLD = 600
_SIZE = 3.5
_WIDEST = {"mwMW@%": 0.9}
_CAPITAL, _NARROW = 0.72, 0.5
_LOOSE = 1.25  # times its width, the step to a character beside
_EVEN = (0.4, 1.05)  # times the size, steps that are all alike and set nothing apart


class Allowance:
    """What may still be read of a file."""

    def __init__(self, elements: int) -> None:
        self._left = elements

    def spend(self, elements: int) -> None:
        """Counts elements. TooLarge if they are more than are read."""
        self._left -= elements
        if self._left < 0:
            raise TooLarge


class Sign(NamedTuple):
    """A character: its box, the point it stands on, how many quarters it is turned to the left, whether it is bold."""

    text: str
    x0: float
    top: float
    x1: float
    bottom: float
    foot: Point
    turn: int
    bold: bool


@dataclass(frozen=True, slots=True)
class Drawing:
    """What a part draws: characters, rules, the area of pictures, how many curves; the templates that it stands on, the
    box of its page, and whether it holds words that are not shown."""

    signs: tuple[Sign, ...]
    rules: tuple[Rule, ...]
    pictures: float
    curves: int
    templates: tuple[str, ...]
    box: str
    hides: bool


def drawn(package: Package, part: str, bold: frozenset[str], allowance: Allowance) -> Drawing:
    """What a part draws. DAMAGED, as if it is missing; OverdrawnError, TooLarge."""
    if not package.has(part):
        raise ValueError(f"{part} is missing")
    if package.size(part) > LARGEST:
        raise OverdrawnError
    pen = _Pen(bold, allowance)
    package.walk(part, pen.start, pen.end)
    return pen.drawing()


@dataclass(frozen=True, slots=True)
class _Text:
    """An object of text: from its points to those of the page, its size and how much it is stretched, how its lines go
    and its characters are turned, whether it is bold and shown."""

    by: Matrix
    size: float
    stretch: float
    read: int
    turned: int
    bold: bool
    shown: bool


class _Pen:
    """Draws what the elements of a part tell."""

    def __init__(self, bold: frozenset[str], allowance: Allowance) -> None:
        self._signs: list[Sign] = []
        self._rules: list[Rule] = []
        self._pictures = 0.0
        self._curves = 0
        self._templates: list[str] = []
        self._box = ""
        self._hides = False
        self._bold = bold
        self._allowance = allowance
        self._left = MOST
        self._aside = 0
        self._text: _Text | None = None
        self._path: tuple[Matrix, bool] | None = None
        self._code: Mapping[str, str] = {}
        self._place: Point = (0.0, 0.0)

    def drawing(self) -> Drawing:
        """What was drawn."""
        return Drawing(
            *(tuple(self._signs), tuple(self._rules), self._pictures, self._curves),
            *(tuple(self._templates), self._box, self._hides),
        )

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """An element begins. ValueError; OverdrawnError, TooLarge."""
        self._allowance.spend(1)
        if tag in _ASIDE:
            self._aside += 1
        elif self._aside:
            return
        elif tag == "TextObject":
            self._text = self._object(given)
            self._place = (0.0, 0.0)
        elif tag == "TextCode":
            self._code = given
        elif tag == "PathObject" and _is_shown(given):
            self._path = (_matrix(given), given.get("Stroke") != "false")
        elif tag == "Template":
            self._templates.append(given.get("TemplateID", ""))
        elif tag in _PICTURES and given.get("Boundary"):
            _, _, width, height = numbers(given["Boundary"], 4)
            self._pictures += abs(width * height)

    def end(self, tag: str, words: str) -> None:
        """An element ends, with the words in it. As above."""
        if tag in _ASIDE:
            self._aside -= 1
        elif self._aside:
            return
        elif tag == "TextCode" and self._text:
            self._write(self._text, words.strip("\r\n\t"))
        elif tag == "TextObject":
            self._text = None
        elif tag == "AbbreviatedData" and self._path:
            self._draw(*self._path, words)
        elif tag == "PathObject":
            self._path = None
        elif tag == "PhysicalBox":
            self._box = words

    def _object(self, given: Mapping[str, str]) -> _Text:
        weight = number(given.get("Weight") or "0")
        return _Text(
            _matrix(given),
            number(given.get("Size") or given.get("size") or str(_SIZE)),
            number(given.get("HScale") or "1"),
            _quarters(given.get("ReadDirection", "")),
            _quarters(given.get("CharDirection", "")),
            weight >= _BOLD or given.get("Font") in self._bold,
            _is_shown(given),
        )

    def _write(self, text: _Text, words: str) -> None:
        x, y = self._place
        self._place = number(self._code.get("X") or str(x)), number(self._code.get("Y") or str(y))
        if not text.shown:
            self._hides = self._hides or bool(words.strip())
            return
        self._count(len(words))
        along = text.size * text.stretch
        across = steps(self._code.get("DeltaX", ""), len(words) - 1)
        down = steps(self._code.get("DeltaY", ""), len(words) - 1)
        widths = _widths(words, across, along)
        x, y = self._place
        for at, (char, width) in enumerate(zip(words, widths, strict=True)):
            sign = _sign(char, (x, y), width, text)
            if sign:
                self._signs.append(sign)
            if across or down:
                x += across[at] if at < len(across) else 0.0 if down else width
                y += down[at] if at < len(down) else 0.0
            elif text.read % 2:
                y += text.size
            else:
                x += width

    def _draw(self, by: Matrix, stroked: bool, words: str) -> None:
        self._allowance.spend(len(words) // _OUTLINE)
        for points, curved in outlines(words):
            places = [moved(point, by) for point in points]
            if curved:
                self._curves += 1
            else:
                self._rules += _rules(places, stroked)

    def _count(self, more: int) -> None:
        self._allowance.spend(_HEAVY * more)
        self._left -= more
        if self._left < 0:
            raise OverdrawnError


def _is_shown(given: Mapping[str, str]) -> bool:
    return given.get("Visible") != "false"


def _quarters(degrees: str) -> int:
    return int(number(degrees or "0")) // 90 % 4


def _matrix(given: Mapping[str, str]) -> Matrix:
    return matrix(given.get("CTM", ""), given.get("Boundary", ""))


def _widths(words: str, across: Sequence[float], size: float) -> Iterator[float]:
    """How wide each character is, as far as its own kind and the step to the next tell."""
    least, most = _EVEN
    even = len(across) > 0 and len(set(across)) == 1 and least * size <= across[0] <= most * size
    for at, char in enumerate(words):
        step = across[at] if at < len(across) else 0.0
        own = _width(char) * size
        if even:
            yield across[0]
        elif 0 < step <= own or (own < size and 0 < step <= _LOOSE * own):
            yield step
        else:
            yield own


def _width(char: str) -> float:
    """How wide a character is in most fonts, in its size."""
    if unicodedata.east_asian_width(char) in "WFA":
        return 1.0
    wide = next((width for chars, width in _WIDEST.items() if char in chars), 0.0)
    return wide or (_CAPITAL if char.isupper() else _NARROW)


def _sign(char: str, foot: Point, width: float, text: _Text) -> Sign | None:
    """A character as it stands on the page; None if it stands aslant or is too small to be seen."""
    along, up = ((1, 0), (0, 1), (-1, 0), (0, -1))[text.turned], ((0, -1), (1, 0), (0, 1), (-1, 0))[text.turned]
    a, b, c, d, _, _ = text.by
    ahead = (a * along[0] + c * along[1], b * along[0] + d * along[1])
    if not hypot(*ahead) * text.size > 0:
        return None
    turn = turned_by((ahead[0], -ahead[1]))
    if turn is None:
        return None
    x, y = foot
    corners = [
        moved((x + along[0] * right + up[0] * high, y + along[1] * right + up[1] * high), text.by)
        for right, high in ((0.0, _ABOVE * text.size), (width, -_BELOW * text.size))
    ]
    (x0, x1), (top, bottom) = (sorted(values) for values in zip(*corners, strict=True))
    return Sign(char, x0, top, x1, bottom, moved(foot, text.by), turn, text.bold)


def _rules(places: Sequence[Point], stroked: bool) -> Iterator[Rule]:
    """The ruled lines of an outline: itself if it is thin, its level and upright sides if it is stroked."""
    whole = _around(places)
    if _is_thin(whole):
        yield whole
    elif stroked:
        yield from (side for ends in pairwise(places) if _is_thin(side := _around(ends)))


def _around(places: Sequence[Point]) -> Rule:
    xs, ys = [x for x, _ in places], [y for _, y in places]
    return Rule(min(xs), min(ys), max(xs), max(ys))


def _is_thin(rule: Rule) -> bool:
    sides = (rule.x1 - rule.x0, rule.bottom - rule.top)
    return min(sides) <= _THIN < max(sides)
