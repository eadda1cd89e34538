"""OFD, the state's own format of fixed pages (GB/T 33190) → its text by where each character stands."""

from collections.abc import Iterator
from itertools import chain

from kg.errors import InputError
from kg.messages import Words, in_english, message, of_file
from kg.reading.files import File
from kg.reading.leaves.composing import compose
from kg.reading.leaves.leaf import Glyph, Leaf, Rule
from kg.reading.leaves.sheet import DRAWN, PICTURE, OverdrawnError, Placer, Sheet, held, meaning
from kg.reading.leaves.wording import page_words
from kg.reading.manuscript import Manuscript, Scribe
from kg.reading.ofd.contents import Contents, contents
from kg.reading.ofd.drawing import Allowance, Drawing, Sign, drawn
from kg.reading.ofd.figures import numbers
from kg.reading.pace import tell
from kg.reading.package import DAMAGED, Package, TooLarge

MOST_PAGES = 2_000
"""The pages of the longest OFD file that is read."""

_ELEMENTS = 1_000_000
_FOR_EACH_BYTE = 8  # elements that a file of many pages may have more
_POINTS = 72 / 25.4


def read(file: File) -> Manuscript:
    """An OFD file. InputError if it is encrypted, damaged, too long, or if none of its pages has text."""
    try:
        return _Reader(file).manuscript()
    except TooLarge as error:
        raise file.wrong("ofd_heavy") from error
    except PermissionError as error:
        raise file.wrong("ofd_encrypted") from error
    except DAMAGED as error:
        raise file.wrong("ofd_damaged", why=in_english(error)) from error


class _Reader:
    """Reads one file, and keeps what is to be told of its pages."""

    def __init__(self, file: File) -> None:
        self._file = file
        self._package = Package(file.data)
        self._allowance = Allowance(_ELEMENTS + _FOR_EACH_BYTE * len(file.data))
        self._unreadable: list[int] = []
        self._damaged: list[int] = []
        self._bare: list[int] = []
        self._hiding: list[int] = []
        self._struck: list[int] = []

    def manuscript(self) -> Manuscript:
        """What its documents say, one after the other."""
        documents = contents(self._package)
        total = sum(len(document.pages) for document in documents)
        if total > MOST_PAGES:
            raise self._file.wrong("ofd_long", most=MOST_PAGES)
        scribe = Scribe()
        read = done = 0
        for document in documents:
            leaves = list(self._leaves(document, done, total))
            compose(leaves, scribe)
            read += sum(bool(leaf.lines) for leaf in leaves)
            done += len(document.pages)
        notes = list(self._notes())
        if not read:
            raise InputError(of_file(self._file.path, notes[0])) if notes else self._file.wrong("ofd_empty")
        return scribe.manuscript(total, notes=notes, asides=self._asides())

    def _leaves(self, document: Contents, before: int, total: int) -> Iterator[Leaf]:
        """The pages of a document, which follow others."""
        templates: dict[str, Drawing | None] = {}
        for number, part in enumerate(document.pages, before + 1):
            tell(number - 1, total)
            try:
                page = drawn(self._package, part, document.bold, self._allowance)
                below = [self._template(document, name, templates) for name in page.templates]
                sheet = _sheet(number, [page, *filter(None, below)], page.box or document.box)
            except (OverdrawnError, *DAMAGED):
                self._damaged.append(number)
                continue
            self._allowance.spend(sum(len(one.signs) + len(one.rules) for one in below if one))
            if None in below:
                self._bare.append(number)
            if page.hides:
                self._hiding.append(number)
            if sheet.struck:
                self._struck.append(number)
            if sheet.unreadable:
                self._unreadable.append(number)
            else:
                yield sheet.leaf

    def _template(self, document: Contents, name: str, known: dict[str, Drawing | None]) -> Drawing | None:
        """A template by its number, drawn once; None if it cannot be read."""
        if name not in known:
            try:
                known[name] = drawn(self._package, document.templates.get(name, ""), document.bold, self._allowance)
            except (OverdrawnError, *DAMAGED):
                known[name] = None
        return known[name]

    def _notes(self) -> Iterator[Words]:
        if self._unreadable:
            yield message("ofd_unreadable", pages=page_words(self._unreadable))
        if self._damaged:
            yield message("ofd_broken", pages=page_words(self._damaged))
        if self._bare:
            yield message("ofd_bare", pages=page_words(self._bare))

    def _asides(self) -> Iterator[Words]:
        if self._hiding:
            yield message("ofd_hidden", pages=page_words(self._hiding))
        if self._struck:
            yield message("ofd_struck", pages=page_words(self._struck))


def _sheet(number: int, drawings: list[Drawing], box: str) -> Sheet:
    """A page with what its templates print."""
    left, top, width, height = numbers(box, 4)
    if not min(width, height) > 0:
        raise ValueError(f"{box} is no page")

    def point(x: float, y: float) -> tuple[float, float]:
        return (x - left) * _POINTS, (top + height - y) * _POINTS

    def seen(sign: Sign, place: Placer) -> Glyph:
        x0, y0 = place(*point(sign.x0, sign.top))
        x1, y1 = place(*point(sign.x1, sign.bottom))
        base = place(*point(*sign.foot))[1]
        high = abs(y1 - y0)
        return Glyph(meaning(sign.text), min(x0, x1), max(x0, x1), min(y0, y1), max(y0, y1), base, high, sign.bold)

    turns: dict[int, list[Sign]] = {}
    for sign in chain.from_iterable(one.signs for one in drawings):
        x, y = (sign.x0 + sign.x1) / 2 - left, (sign.top + sign.bottom) / 2 - top
        if 0 <= x <= width and 0 <= y <= height:
            turns.setdefault(sign.turn, []).append(sign)
    rules = [
        Rule(*point(rule.x0, rule.bottom), *point(rule.x1, rule.top))
        for rule in chain.from_iterable(one.rules for one in drawings)
    ]
    pictures, curves = sum(one.pictures for one in drawings), sum(one.curves for one in drawings)
    shown = pictures >= PICTURE * width * height or curves > DRAWN
    return held(number, (width * _POINTS, height * _POINTS), turns, seen, rules, shown=shown)
