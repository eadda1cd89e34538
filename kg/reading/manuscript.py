"""What a reader sets down of a file: its text, headings and tables marked as in Markdown, and where each part stood."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from re import compile as pattern

from kg.messages import Words
from kg.model import NO_IMPRINT, Imprint, Locus
from kg.reading.grids import Laid

Piece = tuple[str, Locus]
"""Words, and where they stand in the file; the start of the locus does not count."""

_BREAKS = pattern("[\\n\\r\\x0b\\x0c\\x85\\u2028\\u2029]+")
_CONTROLS = pattern("[\\x00-\\x08\\x0e-\\x1f\\x7f\\ud800-\\udfff]")
_BLANK = " \t\u3000\xa0"
_DEEPEST = 6


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A file's text; `whole` where each of its lines is a whole paragraph, heading or row, as in all but plain text.

    `notes` tell what of the file could not be read, `asides` what was left out as it is hidden, each with what to do.
    """

    text: str
    whole: bool = False
    loci: tuple[Locus, ...] = ()
    pages: int = 0
    imprint: Imprint = NO_IMPRINT
    notes: tuple[Words, ...] = ()
    asides: tuple[Words, ...] = ()


class Scribe:
    """Sets down a file part by part."""

    def __init__(self) -> None:
        self._written: list[str] = []
        self._length = 0
        self._loci: list[Locus] = []
        self._last: Locus | None = None

    def heading(self, level: int, pieces: Iterable[Piece]) -> None:
        """A heading: 0 the title, 1 the highest below it; nothing if it has no words."""
        self._line(f"{'#' * min(level + 1, _DEEPEST)} ", pieces)

    def paragraph(self, pieces: Iterable[Piece]) -> None:
        """A paragraph, whose pieces may stand on several pages; each line that its words hold is one of its own."""
        line: list[Piece] = []
        for words, locus in pieces:
            first, *rest = _BREAKS.split(words)
            line.append((first, locus))
            for below in rest:
                self._line("", line)
                line = [(below, locus)]
        self._line("", line)

    def table(self, laid: Laid, locus: Locus, columns: Sequence[int] = ()) -> None:
        """A table: its captions as paragraphs, its headers and rows, its notes as paragraphs; each row with its locus.

        `locus` holds the number of the table, or the sheet; rows say their own page where they have one. `columns` are
        the numbers that a sheet has for the columns; without them they count from 1.
        """
        for row in laid.captions:
            self.paragraph([(" ".join(filter(None, row.cells)), _at(locus, row.number, row.page))])
        if laid.rows:
            self._write("\n")
            columns = columns or range(1, len(laid.header.cells) + 1)
            self._row(laid.header.cells, _at(locus, laid.header.number, laid.header.page), columns)
            self._write(f"|{'---|' * len(laid.header.cells)}\n")
            for row in laid.rows:
                self._row(row.cells, _at(locus, row.number, row.page), columns)
            self._write("\n")
        for row in laid.notes:
            self.paragraph([(" ".join(filter(None, row.cells)), _at(locus, row.number, row.page))])

    def manuscript(
        self,
        pages: int = 0,
        imprint: Imprint = NO_IMPRINT,
        notes: Iterable[Words] = (),
        asides: Iterable[Words] = (),
    ) -> Manuscript:
        """All that was set down."""
        text = "".join(self._written)
        return Manuscript(text, True, tuple(self._loci), pages, imprint, tuple(notes), tuple(asides))

    def _line(self, mark: str, pieces: Iterable[Piece]) -> None:
        said = [(_CONTROLS.sub("", _BREAKS.sub(" ", words)), locus) for words, locus in pieces]
        while said and not said[0][0].strip(_BLANK):
            said.pop(0)
        while said and not said[-1][0].strip(_BLANK):
            said.pop()
        if not said:
            return
        said[0] = (said[0][0].lstrip(_BLANK), said[0][1])
        said[-1] = (said[-1][0].rstrip(_BLANK), said[-1][1])
        self._stand(said[0][1])
        self._write(mark)
        for words, locus in said:
            self._stand(locus)
            self._write(words)
        self._write("\n")

    def _row(self, cells: Iterable[str], locus: Locus, columns: Sequence[int]) -> None:
        self._stand(replace(locus, column=columns[0]))
        self._write("|")
        for column, words in zip(columns, cells, strict=True):
            self._stand(replace(locus, column=column))
            self._write(f" {_cell(words)} |")
        self._write("\n")

    def _stand(self, locus: Locus) -> None:
        """What is written from here on stands there."""
        if locus == self._last:
            return
        self._last = locus
        if self._loci and self._loci[-1].start == self._length:
            self._loci.pop()
        self._loci.append(replace(locus, start=self._length))

    def _write(self, words: str) -> None:
        self._written.append(words)
        self._length += len(words)


def _at(locus: Locus, row: int, page: int) -> Locus:
    return replace(locus, row=row, page=page or locus.page)


def _cell(words: str) -> str:
    said = _CONTROLS.sub("", _BREAKS.sub(" ", words)).replace("\t", " ").strip(_BLANK)
    return said.replace("\\", "\\\\").replace("|", "\\|") if "|" in said else said
