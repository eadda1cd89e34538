"""The files of a build beside its graph, as graphs of literals: what a store holds so that pages can be made from it.

GRAPH <https://w3id.org/jiqun/id/publication/report/zhucheng> {
  <…/publication/report/zhucheng#text-00000> <https://w3id.org/jiqun/id/publication#text> "…" .
}
"""

import json
from collections.abc import Callable, Iterator
from functools import partial

from pyoxigraph import Literal, NamedNode, Quad

from kg.endpoint.record import RECORD
from kg.folder import Build, Record
from kg.folder.manifest import spans
from kg.identity import Identity
from kg.ontology import ID
from kg.store import lines

REPORT = "report"
"""What the manifest says of a report, with its slug."""

TEXT = "text"
OF_REPORT: tuple[Record, ...] = ("facts", "unread", "findings")
OF_BLOCK: Record = "identity"

_PIECE = 10_000  # characters of a literal: Virtuoso takes none of 64 kB


def files(build: Build) -> dict[str, Callable[[], bytes]]:
    """The graphs of a build's files by their names, each with what makes its N-Triples."""
    places = {
        record: spans({slug: said["lengths"][record] for slug, said in build.reports.items()}) for record in OF_REPORT
    }
    found: dict[str, Callable[[], bytes]] = {
        graph_of(slug): partial(_report, build, slug, {record: places[record][slug] for record in OF_REPORT})
        for slug in build.reports
    }
    for block, span in spans(build.manifest.said["blocks"]).items():
        graph = f"{RECORD}/block/{_quoted(block)}"
        found[graph] = partial(_block, build, graph, span)
    return found


def kind(name: str) -> str:
    """The IRI of the property that has a file's text: `text`, `facts`, `unread`, `findings`, `identity`, `report`."""
    return f"{RECORD}#{name}"


def graph_of(slug: str) -> str:
    """The name of the graph that holds the files of a report."""
    return f"{RECORD}/report/{_quoted(slug)}"


def _quoted(key: str) -> str:
    return Identity("", "", key).report.removeprefix(f"{ID}report/")


def _report(build: Build, slug: str, lines_of: dict[Record, tuple[int, int]]) -> bytes:
    texts = {REPORT: json.dumps({REPORT: slug} | build.reports[slug], ensure_ascii=False), TEXT: build.text(slug)}
    for record, span in lines_of.items():
        texts[record] = build.piece(f"{record}.jsonl", *span).decode()
    return lines(quad for name, text in texts.items() for quad in _pieces(graph_of(slug), name, text))


def _block(build: Build, graph: str, span: tuple[int, int]) -> bytes:
    return lines(_pieces(graph, OF_BLOCK, build.piece(f"{OF_BLOCK}.jsonl", *span).decode()))


def _pieces(graph: str, name: str, text: str) -> Iterator[Quad]:
    for number, start in enumerate(range(0, len(text), _PIECE)):
        piece = NamedNode(f"{graph}#{name}-{number:05d}")
        yield Quad(piece, NamedNode(kind(name)), Literal(text[start : start + _PIECE]))
