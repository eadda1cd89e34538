"""A Word file (.docx, .docm) → its text as print shows it: automatic numbers written, tracked changes accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from kg.messages import Words, message
from kg.model import Locus
from kg.reading.files import File
from kg.reading.grids import laid
from kg.reading.manuscript import Manuscript, Scribe
from kg.reading.word.blocks import Block, Paragraph, Story
from kg.reading.word.markup import Element, w
from kg.reading.word.package import opened
from kg.reading.word.runs import Unseen
from kg.reading.word.styles import RUNNING, TITLE

_NOTES = "注释"
_UNSEEN: tuple[Unseen, ...] = ("struck", "hidden")
_OBJECT = "{urn:schemas-microsoft-com:office:office}OLEObject"
_SHEETS = ("Excel.", "ET.", "KET.")


def read(file: File) -> Manuscript:
    """A Word file. InputError, naming it, if it cannot be read or has no words."""
    package = opened(file)
    story = Story(package)
    blocks = _titled(list(story.blocks()))
    notes = list(story.notes())
    if not blocks:
        raise file.wrong("word_bare")
    scribe = Scribe()
    _write(scribe, blocks)
    if notes:
        scribe.heading(1, [(_NOTES, Locus())])
        _write(scribe, notes)
    asides = [message(f"word_{kind}") for kind in _UNSEEN if kind in story.unseen]
    return scribe.manuscript(notes=[*package.notes, *_unread(package.document)], asides=asides)


def _unread(document: Element) -> Iterator[Words]:
    """What tells of other files in the text, which are not read."""
    if next(document.iter(w("altChunk"), w("subDoc")), None) is not None:
        yield message("word_chunk")
    if any(one.get("ProgID", "").startswith(_SHEETS) for one in document.iter(_OBJECT)):
        yield message("word_sheet")


def _titled(blocks: list[Block]) -> list[Block]:
    """The blocks with the first as the title if it is the only heading of the highest level."""
    first = next((block for block in blocks if isinstance(block, Paragraph)), None)
    highest = [block for block in blocks if isinstance(block, Paragraph) and block.depth <= 1]
    if first is None or highest != [first]:
        return blocks
    return [replace(first, depth=TITLE) if block is first else block for block in blocks]


def _write(scribe: Scribe, blocks: Sequence[Block]) -> None:
    for block in blocks:
        if not isinstance(block, Paragraph):
            scribe.table(laid(block.rows), block.locus)
        elif block.depth == RUNNING:
            scribe.paragraph([(block.words, block.locus)])
        else:
            scribe.heading(block.depth, [(block.words.replace("\n", ""), block.locus)])
