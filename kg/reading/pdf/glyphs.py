"""A page of a PDF → its leaf: the characters that stand upright on it, each once, and the rules."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTCurve, LTFigure, LTImage, LTLine, LTPage, LTRect
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_rect

from kg.reading.leaves.leaf import Glyph, Leaf, Rule
from kg.reading.leaves.setting import set_lines
from kg.reading.pdf.struck import without_struck
from kg.reading.pdf.weight import weight

MOST = 200_000
"""The characters and shapes of the fullest page that is read: a dense one has 5,000, a map 100,000."""

HEAVIEST = 2_000_000
"""The bytes that draw the fullest page, unpacked: a dense one has 300,000."""

_FIGURE = 50  # as many characters cost as much as a figure
_UNPACKED = 20  # times its size, what the pages of a document draw
_BOLD = re.compile("bold|heavy|black|simhei|heiti|黑体", re.IGNORECASE)
_UNMAPPED = re.compile(r"\(cid:\d+\)|[\ufffd\ue000-\uefff]|[\uf100-\uf8ff]")
_LOST = "\ufffd"
_THIN = 2.5
_FEWEST = 10  # characters on a page that is more than a picture with its page number
_PICTURE = 0.3  # of the page
_DRAWN = 200  # curves of a page whose letters are drawn
_TWICE = 0.15


class OverdrawnError(Exception):
    """A page draws more than any page of a report does."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as a PDF holds it: its leaf, whether it shows something without a text that can be read, and whether
    words on it are struck through, which are not in the leaf."""

    leaf: Leaf
    unreadable: bool
    struck: bool


class Press:
    """Reads the pages of one document; what it knows of their fonts is kept from page to page."""

    def __init__(self, size: int) -> None:
        """For a document of so many bytes."""
        manager = PDFResourceManager()
        self._device = _Device(manager, HEAVIEST + _UNPACKED * size)
        self._interpreter = _Interpreter(manager, self._device)

    def sheet(self, page: PDFPage, number: int) -> Sheet:
        """A page. Whatever pdfminer raises on a damaged one; OverdrawnError."""
        self._device.start()
        self._interpreter.process_page(page)
        return _sheet(self._device.get_result(), page, number)


class _Interpreter(PDFPageInterpreter):
    """Draws what is not too heavy to be drawn."""

    def execute(self, streams: Sequence[object]) -> None:
        device = self.device
        if isinstance(device, _Device):
            device.weigh(streams)
        super().execute(streams)


class _Device(PDFPageAggregator):
    """Collects what a page draws, up to a limit."""

    def __init__(self, manager: PDFResourceManager, most: int) -> None:
        super().__init__(manager)
        self.most = most
        self.drawn = self.heavy = self.heavy_in_all = 0

    def start(self) -> None:
        """Begins a page."""
        self.drawn = self.heavy = 0
        self._stack = []

    def weigh(self, streams: Sequence[object]) -> None:
        """Counts what draws a page or a figure on it before it is unpacked. OverdrawnError."""
        more = weight([resolve1(stream) for stream in streams], HEAVIEST)
        self.heavy += more
        self.heavy_in_all += more
        if self.heavy > HEAVIEST or self.heavy_in_all > self.most:
            raise OverdrawnError

    def begin_figure(self, name: str, bbox: Rect, matrix: Matrix) -> None:
        self._count(_FIGURE)
        super().begin_figure(name, bbox, matrix)

    def paint_path(
        self, gstate: PDFGraphicState, stroke: bool, fill: bool, evenodd: bool, path: Sequence[PathSegment]
    ) -> None:
        self._count(len(path))
        super().paint_path(gstate, stroke, fill, evenodd, path)

    def render_string(
        self, textstate: PDFTextState, seq: PDFTextSeq, ncs: PDFColorSpace, graphicstate: PDFGraphicState
    ) -> None:
        self._count(sum(len(part) if isinstance(part, bytes) else 1 for part in seq))
        super().render_string(textstate, seq, ncs, graphicstate)

    def _count(self, more: int) -> None:
        self.drawn += more
        if self.drawn > MOST:
            raise OverdrawnError


def _sheet(page: LTPage, source: PDFPage, number: int) -> Sheet:
    chars: list[LTChar] = []
    shapes: list[LTCurve] = []
    pictures: list[LTImage] = []
    for item in _items(page):
        if isinstance(item, LTChar):
            chars.append(item)
        elif isinstance(item, LTCurve):
            shapes.append(item)
        elif isinstance(item, LTImage):
            pictures.append(item)
    box = _box(source, page)
    inside = [char for char in chars if _within((char.x0 + char.x1) / 2, (char.y0 + char.y1) / 2, box)]
    turns: dict[int, list[LTChar]] = {}
    for char in inside:
        turn = _turn(char.matrix)
        if turn is not None:
            turns.setdefault(turn, []).append(char)
    order = sorted(turns, key=lambda turn: (-len(turns[turn]), turn))
    main = order[0] if order else 0
    rules = [rule for shape in shapes for rule in _rules(shape)]
    width, height = (page.width, page.height) if main % 2 == 0 else (page.height, page.width)
    lines = []
    readable = lost = 0
    struck = False
    for turn in order:
        place = _placer(turn, page.width, page.height)
        drawn = [_turned(rule, place) for rule in rules]
        seen = list(_once(_glyph(char, place) for char in turns[turn]))
        glyphs = without_struck(seen, drawn)
        struck = struck or len(glyphs) < len(seen)
        wrong = sum(glyph.text == _LOST for glyph in glyphs)
        lost += wrong
        readable += sum(not glyph.text.isspace() for glyph in glyphs) - wrong
        lines += set_lines(glyphs, drawn)
    place = _placer(main, page.width, page.height)
    leaf = Leaf(number, width, height, tuple(lines), tuple(_turned(rule, place) for rule in rules))
    shown = _covers(pictures, page) or sum(type(shape) is LTCurve for shape in shapes) > _DRAWN
    return Sheet(leaf, lost > readable or (readable < _FEWEST and shown), struck)


def _items(container: LTPage | LTFigure) -> Iterator[LTComponent]:
    """What a page shows, and what the figures on it hold."""
    waiting = [iter(container)]
    while waiting:
        for item in waiting[-1]:
            if isinstance(item, LTFigure):
                waiting.append(iter(item))
                break
            yield item
        else:
            waiting.pop()


def _box(source: PDFPage, page: LTPage) -> Rect:
    """The part of a page that is shown, as the page is turned."""
    x0, y0, x1, y1 = source.mediabox
    turned: Matrix = {
        90: (0, -1, 1, 0, -y0, x1),
        180: (-1, 0, 0, -1, x1, y1),
        270: (0, 1, -1, 0, y1, -x0),
    }.get(source.rotate, (1, 0, 0, 1, -x0, -y0))
    a, b, c, d = apply_matrix_rect(turned, source.cropbox)
    shown = (max(a, page.x0), max(b, page.y0), min(c, page.x1), min(d, page.y1))
    return shown if shown[0] < shown[2] and shown[1] < shown[3] else page.bbox


def _within(x: float, y: float, box: Rect) -> bool:
    return bool(box[0] <= x <= box[2] and box[1] <= y <= box[3])


def _turn(matrix: Matrix) -> int | None:
    """How many quarters a character is turned to the left; None if it stands aslant, as in a water mark."""
    a, b = matrix[:2]
    if abs(b) <= 0.2 * abs(a):
        return 0 if a > 0 else 2
    if abs(a) <= 0.2 * abs(b):
        return 1 if b > 0 else 3
    return None


Placer = Callable[[float, float], tuple[float, float]]


def _placer(turn: int, width: float, height: float) -> Placer:
    """From a point of a page to where it is seen when the page is held so that these characters stand upright."""
    if turn == 0:
        return lambda x, y: (x, height - y)
    if turn == 1:
        return lambda x, y: (y, x)
    if turn == 2:
        return lambda x, y: (width - x, y)
    return lambda x, y: (height - y, width - x)


def _glyph(char: LTChar, place: Placer) -> Glyph:
    x0, y0 = place(char.x0, char.y0)
    x1, y1 = place(char.x1, char.y1)
    text = char.get_text()
    if x1 < x0:
        x0, x1 = x1, x0
    if y1 < y0:
        y0, y1 = y1, y0
    return Glyph(
        *(_LOST if _UNMAPPED.match(text) else text or _LOST, x0, x1, y0, y1),
        *(place(*char.matrix[4:])[1], y1 - y0, bool(_BOLD.search(char.fontname))),
    )


def _once(glyphs: Iterator[Glyph]) -> Iterator[Glyph]:
    """Characters without those drawn a second time at nearly the same place, for a shadow or to look bold."""
    seen: dict[tuple[str, int, int], list[Glyph]] = {}
    for glyph in glyphs:
        near = _TWICE * glyph.size
        unit = max(glyph.size, 1.0)
        x, y = int(glyph.x0 // unit), int(glyph.base // unit)
        same = (one for i in (-1, 0, 1) for j in (-1, 0, 1) for one in seen.get((glyph.text, x + i, y + j), ()))
        if any(abs(one.x0 - glyph.x0) < near and abs(one.base - glyph.base) < near for one in same):
            continue
        seen.setdefault((glyph.text, x, y), []).append(glyph)
        yield glyph


def _rules(shape: LTCurve) -> Iterator[Rule]:
    """The ruled lines that a shape draws: itself if it is thin, its sides if it has an outline."""
    x0, y0, x1, y1 = shape.bbox
    if isinstance(shape, LTLine) or min(x1 - x0, y1 - y0) <= _THIN:
        if min(x1 - x0, y1 - y0) <= _THIN < max(x1 - x0, y1 - y0):
            yield Rule(x0, y0, x1, y1)
    elif isinstance(shape, LTRect) and shape.stroke:
        yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))


def _turned(rule: Rule, place: Placer) -> Rule:
    x0, top = place(rule.x0, rule.top)
    x1, bottom = place(rule.x1, rule.bottom)
    return Rule(min(x0, x1), min(top, bottom), max(x0, x1), max(top, bottom))


def _covers(pictures: list[LTImage], page: LTPage) -> bool:
    """Whether pictures take up a good part of a page."""
    area = sum(picture.width * picture.height for picture in pictures)
    return bool(area >= _PICTURE * page.width * page.height)
