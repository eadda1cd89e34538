"""A page of a PDF → its leaf: the characters that stand upright on it, each once, and the rules."""

import re
from collections.abc import Iterator, Sequence

from pdfminer.converter import PDFPageAggregator
from pdfminer.layout import LTChar, LTComponent, LTCurve, LTFigure, LTImage, LTLine, LTPage, LTRect
from pdfminer.pdfcolor import PDFColorSpace
from pdfminer.pdfdevice import PDFTextSeq
from pdfminer.pdfinterp import PDFGraphicState, PDFPageInterpreter, PDFResourceManager, PDFTextState
from pdfminer.pdfpage import PDFPage
from pdfminer.pdftypes import resolve1
from pdfminer.utils import Matrix, PathSegment, Rect, apply_matrix_rect

from kg.reading.leaves.leaf import Glyph, Rule
from kg.reading.leaves.sheet import (
    DRAWN,
    LOST,
    PICTURE,
    OverdrawnError,
    Placer,
    Sheet,
    held,
    is_bold,
    meaning,
    turned_by,
)
from kg.reading.pdf.weight import weight

MOST = 200_000
"""The characters and shapes of the fullest page that is read: a dense one has 5,000, a map 100,000."""

HEAVIEST = 2_000_000
"""The bytes that draw the fullest page, unpacked: a dense one has 300,000."""

_FIGURE = 50  # as many characters cost as much as a figure
_UNPACKED = 20  # times its size, what the pages of a document draw
_NUMBERED = re.compile(r"\(cid:\d+\)")
_THIN = 2.5


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
        turn = turned_by(char.matrix)
        if turn is not None:
            turns.setdefault(turn, []).append(char)
    rules = [rule for shape in shapes for rule in _rules(shape)]
    shown = _covers(pictures, page) or sum(type(shape) is LTCurve for shape in shapes) > DRAWN
    return held(number, (page.width, page.height), turns, _glyph, rules, shown=shown)


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


def _glyph(char: LTChar, place: Placer) -> Glyph:
    x0, y0 = place(char.x0, char.y0)
    x1, y1 = place(char.x1, char.y1)
    text = char.get_text()
    text = LOST if _NUMBERED.match(text) else meaning(text)
    if x1 < x0:
        x0, x1 = x1, x0
    if y1 < y0:
        y0, y1 = y1, y0
    return Glyph(
        *(text, x0, x1, y0, y1),
        *(place(*char.matrix[4:])[1], y1 - y0, is_bold(char.fontname)),
    )


def _rules(shape: LTCurve) -> Iterator[Rule]:
    """The ruled lines that a shape draws: itself if it is thin, its sides if it has an outline."""
    x0, y0, x1, y1 = shape.bbox
    if isinstance(shape, LTLine) or min(x1 - x0, y1 - y0) <= _THIN:
        if min(x1 - x0, y1 - y0) <= _THIN < max(x1 - x0, y1 - y0):
            yield Rule(x0, y0, x1, y1)
    elif isinstance(shape, LTRect) and shape.stroke:
        yield from (Rule(x0, y0, x1, y0), Rule(x0, y1, x1, y1), Rule(x0, y0, x0, y1), Rule(x1, y0, x1, y1))


def _covers(pictures: list[LTImage], page: LTPage) -> bool:
    """Whether pictures take up a good part of a page."""
    area = sum(picture.width * picture.height for picture in pictures)
    return bool(area >= PICTURE * page.width * page.height)
