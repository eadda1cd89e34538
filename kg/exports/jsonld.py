"""The graph as JSON-LD 1.1 with short names: all quads, each report's claims in its graph.

The context is in the document: no reader has to fetch it.
"""

import json
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import NamedNode, Quad

from kg.endpoint.asking import Endpoint
from kg.exports import File
from kg.exports.context import Node, context, node, short
from kg.exports.rdf import adopted, of_folder, reports
from kg.folder import Build
from kg.messages import Lang


def jsonld(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """A document: its context, the things of the default graph, and a node for each report with its graph."""
    yield File("graph.jsonld", partial(_write, of_folder(place)))


def _write(build: Build, out: BinaryIO) -> None:
    out.write(b'{"@context": ' + _json(context()) + b',\n"@graph": [\n')
    out.writelines((b",\n" if number else b"") + _json(said) for number, said in enumerate(_nodes(build)))
    out.write(b"\n]}\n")


def _nodes(build: Build) -> Iterator[Node]:
    yield from _things(adopted(build))
    for quads in reports(build):
        yield {"@id": _short(quads[0].graph_name), "@graph": list(_things(quads))}


def _things(quads: Iterable[Quad]) -> Iterator[Node]:
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        yield {"@id": _short(subject), **node(about)}


def _short(term: object) -> str:
    assert isinstance(term, NamedNode)
    return short(term.value)


def _json(said: object) -> bytes:
    return json.dumps(said, ensure_ascii=False).encode()
