"""The graph as RDF: N-Quads and TriG with all of it, Turtle with what is adopted, RDF 1.2 with claims as reifiers.

They are written from the files of a build, sorted: the same build gives the same bytes.
"""

from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain, groupby
from pathlib import Path
from shutil import copyfileobj
from typing import BinaryIO

from pyoxigraph import DefaultGraph, NamedNode, Quad, RdfFormat, Triple, parse, serialize

from kg.endpoint.address import bare
from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.exports import File
from kg.folder import Build, opened
from kg.graph.terms import OBJECT, PREDICATE, SUBJECT
from kg.messages import Lang, message
from kg.ontology import PREFIXES

_REIFIES = NamedNode(f"{PREFIXES['rdf']}reifies")
_STATEMENT = (SUBJECT, PREDICATE, OBJECT)


def nquads(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """All quads, a line each, as the build has them."""
    build = of_folder(place)
    yield File("graph.nq", partial(_copy, build))


def trig(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """All quads: the default graph, then the claims of each report in its graph."""
    build = of_folder(place)
    yield File(
        "graph.trig",
        lambda out: _write(chain(adopted(build), chain.from_iterable(reports(build))), out, RdfFormat.TRIG),
    )


def turtle(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """The default graph, of things and what is adopted of them; Turtle has no graphs in which claims could stand."""
    build = of_folder(place)
    triples = (quad.triple for quad in adopted(build))
    yield File("graph.ttl", lambda out: _write(triples, out, RdfFormat.TURTLE))


def rdf12(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """As `trig`, in RDF 1.2: a claim, or an inference, reifies what it claims; only the default graph asserts."""
    build = of_folder(place)
    graphs = map(_reified, chain([adopted(build)], reports(build)))
    yield File("graph.rdf12.trig", lambda out: _write(chain.from_iterable(graphs), out, RdfFormat.TRIG))


def of_folder(place: Path | Endpoint) -> Build:
    """The build in a folder. InputError if there is none, or if it is elsewhere, where its files are not."""
    if isinstance(place, Endpoint):
        raise InputError(message("endpoint_folder", url=bare(place.url)))
    return opened(place)


def adopted(build: Build) -> Iterator[Quad]:
    """The default graph, sorted."""
    with build.open("graph.nq") as lines:
        yield from (quad for quad in parse(lines, RdfFormat.N_QUADS) if quad.graph_name == DefaultGraph())


def reports(build: Build) -> Iterator[list[Quad]]:
    """The claims of each report, sorted, each report by itself."""
    store = build.graph()
    for graph in sorted(store.named_graphs(), key=str):
        yield sorted(store.quads_for_pattern(None, None, None, graph), key=str)


def _reified(quads: Iterable[Quad]) -> Iterator[Quad]:
    """Sorted quads with the three that describe a statement as one with a triple term."""
    for subject, about in groupby(quads, key=lambda quad: quad.subject):
        told = list(about)
        parts = {quad.predicate: quad.object for quad in told if quad.predicate in _STATEMENT}
        yield from (quad for quad in told if quad.predicate not in _STATEMENT)
        if parts:
            claimed, predicate, thing = (parts[role] for role in _STATEMENT)
            assert isinstance(claimed, NamedNode)
            assert isinstance(predicate, NamedNode)
            yield Quad(subject, _REIFIES, Triple(claimed, predicate, thing), told[0].graph_name)


def _copy(build: Build, out: BinaryIO) -> None:
    with build.open("graph.nq") as source:
        copyfileobj(source, out)


def _write(quads: Iterable[Quad] | Iterable[Triple], out: BinaryIO, form: RdfFormat) -> None:
    serialize(quads, out, form, prefixes=PREFIXES)
