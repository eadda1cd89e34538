"""The page of a report: its frozen text, every fact marked where it stands by kind, and the figures that none holds."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from markupsafe import Markup

from kg.views.pages.catalogue import CLUSTERS, PLACES, Report, Statement
from kg.views.pages.view import View, visible

_RULE = re.compile(r"\|[\s:|-]+\|?\s*")
_CELL = re.compile(r"[^|]+")
_HASHES = re.compile(r"#+\s*")
_NUMBERED = re.compile(r"[（(]?[一二三四五六七八九十]{1,3}[）)、．.][^。]{1,40}")  # 一、发展现状
_LONGEST_HEADING = 60
KINDS = ("cluster", "firm", "place", "product", "honour", "policy", "figure", "other")


@dataclass(frozen=True, slots=True)
class Mark:
    """A fact of the report: its number on the page, where its name or amount stands, and its kind for the colour."""

    number: int
    start: int
    end: int
    kind: str
    statement: Statement


@dataclass(frozen=True, slots=True)
class Block:
    """A heading, a paragraph or a row of a table: the offset where each of its parts begins, and what it shows."""

    kind: str
    parts: tuple[tuple[int, Markup], ...]


def page(view: View, report: Report) -> bytes:
    """The page of a report."""
    marks = _marks(view, report)
    gaps = [gap for gap in view.catalogue.gaps if gap["report"] == report.slug]
    doubts = [each for each in view.catalogue.findings if each["severity"] in ("error", "warning")]
    return view.render(
        "report/page.html",
        report.title,
        report=report,
        marks=marks,
        blocks=list(_tables(_blocks(report, marks, gaps, doubts))),
        kinds=[(kind, sum(mark.kind == kind for mark in marks)) for kind in KINDS],
        gaps=[gap for gap in gaps if gap["kind"] == "figure"],
        passages=[gap for gap in gaps if gap["kind"] == "passage"],
        spans=_spans(marks),
    )


def _marks(view: View, report: Report) -> list[Mark]:
    told = [each for each in view.catalogue.statements if each.report == report.slug]
    found = [(*_where(report.text, each), each) for each in told]
    found.sort(key=lambda each: (each[0], each[1], each[2].claim))
    return [Mark(at, start, end, _kind(view, each), each) for at, (start, end, each) in enumerate(found, 1)]


def _where(text: str, statement: Statement) -> tuple[int, int]:
    """Where the amount or the name that a statement adds stands in its evidence; the whole of that if nowhere."""
    name = statement.figure.lexical if statement.figure else statement.text
    at = text.rfind(name, statement.start, statement.end) if name else -1
    return (at, at + len(name)) if at >= 0 else (statement.start, statement.end)


def _kind(view: View, statement: Statement) -> str:
    if statement.figure:
        return "figure"
    thing = view.catalogue.things.get(statement.object or statement.subject)
    kind = thing.kind if thing and (statement.object or not statement.text) else ""
    if kind in CLUSTERS:
        return "cluster"
    if kind in PLACES or kind == "Market":
        return "place"
    if kind in ("Brand", "Honour"):
        return "honour"
    if kind in ("Policy", "Problem"):
        return "policy"
    return kind.lower() if kind in ("Firm", "Product") else "other"


def _spans(marks: Iterable[Mark]) -> dict[int, list[int]]:
    """For each fact the span of its evidence and that of its name or amount, for the script of the page."""
    return {mark.number: [mark.statement.start, mark.statement.end, mark.start, mark.end] for mark in marks}


def _blocks(
    report: Report, marks: Sequence[Mark], gaps: Sequence[dict[str, Any]], doubts: Iterable[dict[str, Any]]
) -> Iterator[Block]:
    writer = _Writer(report, marks, gaps, doubts)
    headings = {
        each for each in (*(mark.statement.heading for mark in marks), *(gap["heading"] for gap in gaps)) if each
    }
    at = 0
    for line in report.text.split("\n"):
        end = at + len(line)
        if line.lstrip().startswith("|"):
            if not _RULE.fullmatch(line.strip()):
                cells = [(at + cell.start(), at + cell.end()) for cell in _CELL.finditer(line) if cell[0].strip()]
                yield Block("row", tuple((start, writer.write(start, stop)) for start, stop in cells))
        elif line.strip():
            hashes = _HASHES.match(line)
            start = at + (hashes.end() if hashes else 0)
            said = report.text[start:end].strip()
            heading = bool(hashes or _NUMBERED.fullmatch(said)) or any(
                said.endswith(h) for h in headings if len(said) < _LONGEST_HEADING
            )
            kind = "title" if heading and said == report.title else "heading" if heading else "paragraph"
            yield Block(kind, ((start, writer.write(start, end)),))
        at = end + 1


def _tables(blocks: Iterable[Block]) -> Iterator[tuple[str, list[Block]]]:
    """Blocks, rows that follow each other together as a table."""
    rows: list[Block] = []
    for block in blocks:
        if block.kind == "row":
            rows.append(block)
            continue
        if rows:
            yield "table", rows
            rows = []
        yield block.kind, [block]
    if rows:
        yield "table", rows


class _Writer:
    """Writes stretches of a report's text with what stands in them marked."""

    def __init__(
        self, report: Report, marks: Sequence[Mark], gaps: Iterable[dict[str, Any]], doubts: Iterable[dict[str, Any]]
    ) -> None:
        self._text = report.text
        self._marks = marks
        self._unread = [(gap["start"], gap["end"]) for gap in gaps if gap["kind"] == "figure"]
        self._passed = [(gap["start"], gap["end"]) for gap in gaps if gap["kind"] == "passage"]
        self._doubts = [
            (term["start"], term["end"], doubt["finding"])
            for doubt in doubts
            for term in (doubt["stated"], *doubt.get("terms", ()))
            if term["report"] == report.slug
        ]

    def write(self, start: int, end: int) -> Markup:
        """The text between two offsets."""
        marks = [mark for mark in self._marks if mark.start < end and mark.end > start]
        spans = [(mark.start, mark.end) for mark in marks]
        spans += [span for span in self._unread if span[0] < end and span[1] > start]
        spans += [span[:2] for span in self._doubts if span[0] < end and span[1] > start]
        cuts = sorted({start, end, *(cut for span in spans for cut in span if start < cut < end)})
        said = Markup("").join(self._piece(marks, *piece) for piece in pairwise(cuts))
        passed = any(a < end and b > start for a, b in self._passed)
        return Markup('<span class="passed">{}</span>').format(said) if passed else said

    def _piece(self, marks: Sequence[Mark], start: int, end: int) -> Markup:
        words = visible(self._text[start:end])
        here = [mark for mark in marks if mark.start <= start and mark.end >= end]
        anchors = Markup("").join(
            Markup('<span id="c-{}"></span>').format(mark.statement.claim) for mark in here if mark.start == start
        )
        doubted = any(a <= start and b >= end for a, b, _ in self._doubts)
        if here:
            closest = min(here, key=lambda mark: (mark.end - mark.start, mark.number))
            numbers = " ".join(str(mark.number) for mark in here)
            classes = f"m m-{closest.kind}{' doubt' if doubted else ''}"
            piece = Markup('<a class="{}" href="#f{}" data-f="{}">{}</a>')
            return anchors + piece.format(classes, closest.number, numbers, words)
        if any(a <= start and b >= end for a, b in self._unread):
            return Markup('<span class="unread">{}</span>').format(words)
        return Markup('<span class="doubt">{}</span>').format(words) if doubted else Markup.escape(words)
