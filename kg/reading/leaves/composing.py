"""Printed pages → a manuscript: paragraphs over lines and pages, headings by their type, tables, notes at the end."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.model import Locus
from kg.reading.grids import laid
from kg.reading.headings import numbering
from kg.reading.leaves.aligned import aligned
from kg.reading.leaves.broken import rows_of
from kg.reading.leaves.columns import Column, columns
from kg.reading.leaves.leaf import Grid, Leaf, Line, body_size
from kg.reading.leaves.margins import without_margins
from kg.reading.leaves.ruled import ruled
from kg.reading.leaves.wording import after
from kg.reading.lines import ends_sentence
from kg.reading.manuscript import Piece, Scribe

_NEVER_FIRST = "，。、；：！？”》」）,;:)％%"
_TOKEN = re.compile(r"[0-9A-Za-z.,%/-]+")
_NOTE = re.compile(r"\[[\d*]{1,3}\]|[①-⑳]|[*※]|\d{1,2}(?=[\s\u4e00-\u9fff])")
_LARGER = 1.12  # times the size of the body: a heading
_ALIKE = 0.08  # of the size, what two lines of one paragraph may differ
_INDENT = 1.0  # times the size
_SHORTFALL = 1.7
_PITCH = 1.3  # times the usual distance of lines: a gap between paragraphs
_OFTEN = 0.08  # of the lines, those that begin a paragraph
_HEADING = 45
_TITLE = 60
_POINT = 5  # the level of what may stand in a paragraph
_SMALL = 0.93  # of the body: a note
_FOOT = 0.4  # of a page's height: no note stands above
_SHORT_RULE = 0.5  # of the width of the text
_NOTES = "注释"


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines that make up a paragraph or a heading, with their pages."""

    lines: tuple[tuple[Line, int], ...]
    centred: bool


@dataclass(frozen=True, slots=True)
class _Table:
    """Tables of pages that follow one another, as one."""

    grids: tuple[Grid, ...]
    page: int


@dataclass(frozen=True, slots=True)
class _Manner:
    """How a report sets its paragraphs apart: by indents, by gaps; and how far, in their size, its lines are apart."""

    indents: bool
    gaps: bool
    pitch: float


def compose(leaves: Sequence[Leaf], scribe: Scribe) -> None:
    """Sets down pages."""
    pages = without_margins(leaves)
    size = body_size([line for leaf in pages for line in leaf.lines])
    notes: list[tuple[Line, int]] = []
    flow: list[tuple[Column, int]] = []
    for leaf in pages:
        text, below = _footnotes(leaf, size)
        notes += [(line, leaf.number) for line in below]
        grids, lines = ruled(text)
        flow += [
            (replace(column, parts=tuple(aligned(column.parts, leaf.number))), leaf.number)
            for column in columns([*lines, *grids])
        ]
    blocks = list(_blocks(flow))
    _write(blocks, size, scribe)
    if notes:
        scribe.heading(1, [(_NOTES, Locus(page=notes[0][1]))])
        for pieces in _noted(notes):
            scribe.paragraph(pieces)


def _footnotes(leaf: Leaf, size: float) -> tuple[Leaf, list[Line]]:
    """A page without the notes at its foot, and those: small type below a short rule."""
    if not leaf.lines:
        return leaf, []
    left, right = min(line.x0 for line in leaf.lines), max(line.x1 for line in leaf.lines)
    for rule in sorted(leaf.rules, key=lambda rule: rule.top):
        if not rule.level or rule.top < _FOOT * leaf.height or rule.x1 - rule.x0 > _SHORT_RULE * (right - left):
            continue
        below = [line for line in leaf.lines if line.base > rule.top]
        if below and rule.x0 <= left + 3 * size and all(line.size <= _SMALL * size for line in below):
            lines = tuple(line for line in leaf.lines if line.base <= rule.top)
            return replace(leaf, lines=lines, rules=tuple(one for one in leaf.rules if one != rule)), below
    return leaf, []


def _noted(notes: Sequence[tuple[Line, int]]) -> Iterator[list[Piece]]:
    """Notes, each from its mark on."""
    group: list[tuple[Line, int]] = []
    for line, page in notes:
        if group and _NOTE.match(line.words):
            yield _pieces(group)
            group = []
        group.append((line, page))
    yield _pieces(group)


def _blocks(flow: Sequence[tuple[Column, int]]) -> Iterator[_Block | _Table]:
    """The paragraphs, headings and tables of all pages, in order."""
    manner = _manner(flow)
    lines: list[tuple[Line, int]] = []
    grids: list[Grid] = []
    grids_page = 0
    last: Column | None = None
    for column, page in _even(flow):
        for part in column.parts:
            if isinstance(part, Grid):
                if lines:
                    yield _block(lines, last)
                    lines = []
                if grids and not _goes_on_below(grids[-1], part):
                    yield _Table(tuple(grids), grids_page)
                    grids = []
                grids_page = grids_page if grids else page
                grids.append(part)
                continue
            if grids:
                yield _Table(tuple(grids), grids_page)
                grids = []
            if lines and not _goes_on(lines[-1][0], part, last or column, column, lines, manner):
                yield _block(lines, last)
                lines = []
            lines.append((part, page))
            last = column
    if lines:
        yield _block(lines, last)
    if grids:
        yield _Table(tuple(grids), grids_page)


def _even(flow: Sequence[tuple[Column, int]]) -> Iterator[tuple[Column, int]]:
    """Columns of few lines with the edges of a fuller one in which they stand."""
    full = [column for column, _ in flow if len(column.parts) >= 8]
    for column, page in flow:
        if len(column.parts) < 8:
            around = [one for one in full if one.left <= column.left + 2 and one.right >= column.right - 2]
            if around:
                near = min(around, key=lambda one: one.right - one.left)
                column = replace(column, left=near.left, right=near.right)
        yield column, page


def _manner(flow: Sequence[tuple[Column, int]]) -> _Manner:
    lines = [(line, column) for column, _ in flow for line in column.parts if isinstance(line, Line)]
    begun = sum(_INDENT * line.size <= line.x0 - column.left <= 3.5 * line.size for line, column in lines)
    steps = [
        (below.base - line.base) / line.size
        for column, _ in flow
        for line, below in pairwise(column.parts)
        if isinstance(line, Line) and isinstance(below, Line) and line.size and below.base > line.base
    ]
    pitch = sorted(steps)[len(steps) // 4] if steps else 0.0
    apart = sum(step > _PITCH * pitch for step in steps)
    return _Manner(begun >= max(2, _OFTEN * len(lines)), apart >= max(2, _OFTEN * len(steps)), pitch)


def _goes_on(
    line: Line,
    below: Line,
    column: Column,
    its: Column,
    lines: Sequence[tuple[Line, int]],
    manner: _Manner,
) -> bool:
    """Whether a paragraph goes on from a line to the next, which may stand in another column."""
    if abs(line.size - below.size) > _ALIKE * max(line.size, below.size):
        return False
    if column is its and below.base - line.base > max(manner.pitch * _PITCH, 1.2) * line.size:
        return False
    if below.words[0] in _NEVER_FIRST:
        return True
    if _is_centred(line, column) and _is_centred(below, its) and line.bold == below.bold:
        return len(lines) < 3 and len(line.words) + len(below.words) <= _TITLE and not ends_sentence(line.words)
    token = _TOKEN.match(below.words)
    first = below.size * (0.55 * len(token[0]) if token else 1)
    if column.right - line.x1 > first + _SHORTFALL * line.size:
        return False
    if below.x0 - its.left >= _INDENT * below.size:
        inset = line.x0 - column.left >= _INDENT * line.size
        return inset and not manner.indents and not ends_sentence(line.words) and not numbering(below.words)
    if not ends_sentence(line.words):
        return True
    return (manner.indents or (manner.gaps and column is its)) and not _is_numbered(below)


def _is_numbered(line: Line) -> bool:
    """Whether a line begins as a heading does; what points a paragraph runs through tells nothing: 二是…, ②…."""
    number = numbering(line.words)
    return number is not None and number.level < _POINT


def _is_centred(line: Line, column: Column) -> bool:
    """Whether a line stands in the middle between the edges, and at neither."""
    left, right = line.x0 - column.left, column.right - line.x1
    return min(left, right) >= 1.5 * line.size and abs(left - right) <= 1.5 * line.size


def _goes_on_below(grid: Grid, below: Grid) -> bool:
    """Whether a table is the rest of one on the page before."""
    return (
        below.rows[0].page == grid.rows[-1].page + 1
        and grid.columns == below.columns
        and abs(grid.x0 - below.x0) <= 12
        and abs(grid.x1 - below.x1) <= 12
    )


def _block(lines: Sequence[tuple[Line, int]], column: Column | None) -> _Block:
    return _Block(tuple(lines), column is not None and all(_is_centred(line, column) for line, _ in lines))


def _pieces(lines: Sequence[tuple[Line, int]]) -> list[Piece]:
    """The words of lines, with the page of each."""
    pieces: list[Piece] = []
    above = lines[0][0]
    for line, page in lines:
        if pieces:
            words, between = after(pieces[-1][0], line.words, tight=above.tight)
            pieces[-1] = (words + between, pieces[-1][1])
        above = line
        pieces.append((line.words, Locus(page=page, score=line.score)))
    return pieces


@dataclass(frozen=True, slots=True)
class _Style:
    """The type of a line: its size, and whether it is bold."""

    size: float
    bold: bool


def _write(blocks: Sequence[_Block | _Table], size: float, scribe: Scribe) -> None:
    title = _title(blocks, size)
    levels = _levels([block for block in blocks if isinstance(block, _Block) and block is not title], size)
    tables = 0
    for block in blocks:
        if isinstance(block, _Table):
            tables += 1
            rows = rows_of(block.grids)
            score = min(grid.score for grid in block.grids)
            scribe.table(
                laid([replace(row, number=n) for n, row in enumerate(rows, 1)]),
                Locus(page=block.page, table=tables, score=score),
            )
            continue
        pieces = _pieces(block.lines)
        level = 0 if block is title else levels.get(_style(block)) if _may_head(block) else None
        if level is None or (block is not title and not _is_marked(block, size)):
            scribe.paragraph(pieces)
        else:
            scribe.heading(level, pieces)


def _style(block: _Block) -> _Style:
    line = block.lines[0][0]
    return _Style(round(line.size * 2) / 2, all(line.bold for line, _ in block.lines))


def _words(block: _Block) -> str:
    return "".join(line.words for line, _ in block.lines)


def _may_head(block: _Block) -> bool:
    """Whether words can be a heading: few, and no sentence."""
    words = _words(block)
    return 2 <= len(words) <= _HEADING and not re.search("[。；！]|[，：:、,]$", words)


def _is_marked(block: _Block, size: float) -> bool:
    """Whether a heading needs its mark: it is larger than the body, or has no number by which it is known."""
    return block.lines[0][0].size >= _LARGER * size or not numbering(_words(block))


def _title(blocks: Sequence[_Block | _Table], size: float) -> _Block | None:
    """The largest words on the first page, in its middle, or below nothing but the head of the page."""
    first = [
        block
        for block in blocks[:12]
        if isinstance(block, _Block) and block.lines[0][1] == _first_page(blocks) and 2 <= len(_words(block)) <= _TITLE
    ]
    may = [
        block
        for block in first
        if block.lines[0][0].size >= _LARGER * size and not re.search("[。；]|文件$", _words(block))
    ]
    if not may:
        return None
    best = max(may, key=lambda block: round(block.lines[0][0].size))
    above = blocks[: blocks.index(best)]
    return best if best.centred or all(isinstance(block, _Block) and _may_head(block) for block in above) else None


def _first_page(blocks: Sequence[_Block | _Table]) -> int:
    first = blocks[0]
    return first.page if isinstance(first, _Table) else first.lines[0][1]


def _levels(blocks: Sequence[_Block], size: float) -> dict[_Style, int]:
    """The level of a heading by its type: that of the numbered ones of this type, else one below the next larger."""
    numbered: dict[_Style, list[int]] = {}
    styles: set[_Style] = set()
    bold_body = sum(_style(block).bold for block in blocks) * 2 > len(blocks)
    for block in blocks:
        style = _style(block)
        if not _may_head(block) or not (
            style.size >= _LARGER * size or (style.bold and not bold_body and style.size >= size)
        ):
            continue
        styles.add(style)
        number = numbering(_words(block))
        if number:
            numbered.setdefault(style, []).append(max(number.level, 1))
    found: dict[_Style, int] = {}
    above = 0
    for style in sorted(styles, key=lambda style: (-style.size, not style.bold)):
        own = numbered.get(style)
        level = min(own) if own else above + 1
        found[style] = min(level, 5)
        above = max(above, found[style])
    return found
