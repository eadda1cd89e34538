"""The paragraphs and tables of a Word file, in its order, as print shows them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from kg.model import Locus
from kg.reading.columns import role
from kg.reading.grids import Printed, Slot
from kg.reading.word.markup import (
    ALTERNATIVES,
    CONTROL,
    DROPPED,
    PARAGRAPH,
    TABLE,
    Element,
    below,
    chosen,
    has,
    is_prompt,
    switched,
    value,
    w,
)
from kg.reading.word.numbering import Numbers
from kg.reading.word.package import Package
from kg.reading.word.rows import Row, rows_of
from kg.reading.word.runs import Spoken, Unseen, spoken
from kg.reading.word.styles import RUNNING, Numbered, Style, Styles, first_said, numbered_of, outline_of

_LONGEST_HEADING = 50
_RUNNING_ENDS = ("。", "；", ";")
_RUNNING_CELL = 200
_SENTENCE = re.compile("[。！？；]")
_SEVERAL = 3  # sentences in a cell
_HEADS, _COLUMNS = 3, 2  # rows that may be of headers, and how many tell of a table whatever its cells say
_BLANK = " \t\u3000\xa0\n"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """The words of a paragraph, how deep a heading it is (RUNNING if none), and where it stands."""

    words: str
    depth: int
    locus: Locus


@dataclass(frozen=True, slots=True)
class Table:
    """The printed grid of a table, and which of the file's it is."""

    rows: tuple[Printed, ...]
    locus: Locus


Block = Paragraph | Table


class Story:
    """Reads a Word file from its beginning."""

    def __init__(self, package: Package) -> None:
        self._document = package.document
        self._notes = {
            (kind, note.get(w("id"), "")): note
            for kind, root in (("footnote", package.footnotes), ("endnote", package.endnotes))
            if root is not None
            for note in root
        }
        self._styles = Styles(package.styles)
        self._numbers = Numbers(package.numbering, self._styles)
        self._referred: dict[tuple[str, str], None] = {}
        self._paragraphs = 0
        self._tables = 0
        self.unseen: set[Unseen] = set()
        """How words that were left out so far are."""

    def blocks(self) -> Iterator[Block]:
        """The paragraphs with words and the tables."""
        for body in self._document.iterchildren(w("body")):
            yield from self._blocks(body, None)

    def notes(self) -> Iterator[Block]:
        """The paragraphs and tables of the notes that were referred to so far."""
        for note in list(self._referred):
            if note in self._notes:
                yield from self._blocks(self._notes[note], Locus())

    def _blocks(self, holder: Element, locus: Locus | None) -> Iterator[Block]:
        """What stands in an element; its paragraphs are numbered where `locus` does not say where they stand."""
        begun: list[Element] = []
        for part in self._parts(holder):
            if part.tag == PARAGRAPH and _goes_on(part):
                begun.append(part)
                continue
            if part.tag == PARAGRAPH:
                begun.append(part)
            if begun:
                yield from self._paragraph(begun, locus)
                begun = []
            if part.tag == TABLE:
                yield from self._table(part)
        if begun:
            yield from self._paragraph(begun, locus)

    def _parts(self, holder: Element) -> Iterator[Element]:
        """The paragraphs and tables in an element, also those in content controls."""
        for part in holder:
            if part.tag in (PARAGRAPH, TABLE):
                yield part
            elif part.tag == ALTERNATIVES:
                yield from self._parts(chosen(part))
            elif part.tag not in DROPPED and not (part.tag == CONTROL and is_prompt(part)):
                yield from self._parts(part)

    def _paragraph(self, elements: Sequence[Element], locus: Locus | None) -> Iterator[Block]:
        """A paragraph of one element or several, of which all but the last have lost their ends."""
        told = [self._spoken(element) for element in elements]
        words = "".join(said.words for said in told).strip(_BLANK)
        for said in told:
            self._referred |= dict.fromkeys(said.notes)
            self.unseen |= said.unseen
        holder = _holder(elements, told)
        properties = below(holder, "pPr")
        style = self._style(properties)
        if not style.contents and (words or not _is_mark_hidden(holder)):
            label = self._numbers.label(_numbered(properties, style))
            if words or (locus and locus.row):
                words = f"{label}{words}".strip(_BLANK)
            if words:
                self._paragraphs += locus is None
                yield Paragraph(words, _depth(words, properties, style), locus or Locus(paragraph=self._paragraphs))
        here = locus or Locus(paragraph=self._paragraphs)
        for said in told:
            for box in said.boxes:
                yield from self._blocks(box, here)

    def _style(self, properties: Element | None) -> Style:
        return self._styles.style(value(properties, "pStyle"))

    def _spoken(self, paragraph: Element) -> Spoken:
        style = self._style(below(paragraph, "pPr"))
        return spoken(paragraph, self._styles, hidden=bool(style.hidden))

    def _table(self, table: Element) -> Iterator[Block]:
        """A table, with those in its cells below it; where it only sets text side by side, what stands in its cells."""
        self._tables += 1
        locus = Locus(table=self._tables)
        rows = rows_of(table)
        told = [
            [list(self._cell(spread.cell, replace(locus, row=at, column=n))) for n, spread in enumerate(row.cells, 1)]
            for at, row in enumerate(rows, 1)
        ]
        if _is_frame(rows, told):
            for cells in told:
                yield from _side_by_side(cells)
            return
        yield Table(
            tuple(
                Printed(
                    tuple(
                        Slot(_words(cell), spread.rows, spread.columns)
                        for spread, cell in zip(row.cells, cells, strict=True)
                    ),
                    at,
                    head=row.head,
                )
                for at, (row, cells) in enumerate(zip(rows, told, strict=True), 1)
            ),
            locus,
        )
        for cells in told:
            for cell in cells:
                yield from (block for block in cell if isinstance(block, Table))

    def _cell(self, cell: Element | None, locus: Locus) -> Iterator[Block]:
        return iter(()) if cell is None else self._blocks(cell, locus)


def _goes_on(paragraph: Element) -> bool:
    """Whether a paragraph's end was taken out or is hidden, so that the next goes on in it."""
    end = below(paragraph, "pPr/rPr")
    return end is not None and (has(end, "del") or has(end, "moveFrom") or bool(switched(end, "vanish")))


def _is_mark_hidden(paragraph: Element) -> bool:
    return bool(switched(paragraph, "pPr/rPr/vanish"))


def _holder(elements: Sequence[Element], told: Sequence[Spoken]) -> Element:
    """The element whose properties the paragraph of several has: the last, which kept its end; or the first with words
    if its end is only hidden, as between a heading and what runs on behind it."""
    if len(elements) == 1:
        return elements[0]
    first = next((element for element, said in zip(elements, told, strict=True) if said.words.strip(_BLANK)), None)
    return first if first is not None and _is_mark_hidden(first) else elements[-1]


def _numbered(properties: Element | None, style: Style) -> Numbered | None:
    """Where a paragraph stands in a list: as it says itself, else as its style does."""
    return first_said(numbered_of(properties), style.numbered)


def _depth(words: str, properties: Element | None, style: Style) -> int:
    """How deep a heading a paragraph is: as it says itself, else as its style does; running text is none."""
    own = outline_of(properties)
    depth = style.depth if own is None else own
    if depth is None or len(words) > _LONGEST_HEADING or words.endswith(_RUNNING_ENDS):
        return RUNNING
    return depth


def _words(blocks: Sequence[Block]) -> str:
    return "\n".join(block.words for block in blocks if isinstance(block, Paragraph))


def _is_frame(rows: Sequence[Row], told: Sequence[Sequence[Sequence[Block]]]) -> bool:
    """Whether a table only sets text: it has one column, or running text in a cell beside others and no headers."""
    if all(len(row.cells) < 2 for row in rows):
        return True
    if any(map(_are_headers, told[:_HEADS])):
        return False
    return any(_runs(_words(cell)) for cells in told if len(cells) > 1 for cell in cells)


def _are_headers(cells: Sequence[Sequence[Block]]) -> bool:
    """Whether most cells of a row tell what stands below them; in a form every other one tells what stands beside."""
    known = sum(bool(role(_words(cell))) for cell in cells)
    return known >= _COLUMNS and 2 * known > len(cells)


def _runs(words: str) -> bool:
    return len(words) > _RUNNING_CELL or len(_SENTENCE.findall(words)) >= _SEVERAL


def _side_by_side(cells: Sequence[Sequence[Block]]) -> Iterator[Block]:
    """The blocks of a row's cells; cells of few words make one line, as a label and what it labels do."""
    said = [block for cell in cells for block in cell]
    lines = [block for block in said if isinstance(block, Paragraph) and not _runs(block.words)]
    if len(cells) > 1 and lines == said and all(len(cell) <= 1 for cell in cells):
        if lines:
            yield Paragraph(" ".join(block.words for block in lines), RUNNING, lines[0].locus)
        return
    yield from said
