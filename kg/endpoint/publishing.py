"""A graph put into another store: its default graph and one graph for each report, and only what changed since."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.endpoint.connection import Connection
from kg.endpoint.record import DEFAULT, DIGEST, RECORD, STANDS_IN
from kg.store import lines

_MEDIA = "application/n-triples"
_MOST = 8_000_000  # bytes of a request

Progress = Callable[[str, int, int], None]
"""Is told which graph is next, how many are done, and of how many."""


@dataclass(frozen=True, slots=True)
class Published:
    """What was done: the IRIs of the graphs that were sent, of those that were taken away, and how many were left."""

    sent: tuple[str, ...]
    gone: tuple[str, ...]
    kept: int


def publish(store: Store, there: Connection, progress: Progress) -> Published:
    """Makes what a store holds of a graph equal to it, by the SPARQL 1.1 Graph Store Protocol.

    What it holds is told by the record that it keeps (`kg.endpoint.record`); a graph is in the record only while it is
    whole, so that a break costs what was at work. Graphs of others are not touched. InputError as of a `Connection`.
    """
    known, standing = _record(there)
    graphs: dict[str, NamedNode | DefaultGraph] = {DEFAULT: DefaultGraph()}
    graphs |= {graph.value: graph for graph in _named(store)}
    digests = {iri: sha256(_text(store, graph)).hexdigest() for iri, graph in graphs.items()}
    changed = [iri for iri, digest in digests.items() if known.get(iri) != digest]
    gone = sorted(known.keys() - digests.keys())
    kept = {iri: digest for iri, digest in digests.items() if iri not in changed}
    if not changed and not gone:
        return Published((), (), len(kept))
    if standing is None:
        standing = not there.serves({"default": ""}, _MEDIA)
    for iri in gone:
        there.delete({"graph": iri})
    _put(there, {"graph": RECORD}, _told(kept, standing))
    for done, iri in enumerate(changed):
        progress(iri, done, len(changed))
        named = {"default": ""} if iri == DEFAULT and not standing else {"graph": iri}
        _put(there, named, _text(store, graphs[iri]))
        there.send("POST", {"graph": RECORD}, _told({iri: digests[iri]}, standing), _MEDIA)
    return Published(tuple(changed), tuple(gone), len(kept))


def _named(store: Store) -> Iterator[NamedNode]:
    return (graph for graph in sorted(store.named_graphs(), key=str) if isinstance(graph, NamedNode))


def _text(store: Store, graph: NamedNode | DefaultGraph) -> bytes:
    """A graph as N-Triples, sorted."""
    said = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return b"".join(sorted(said.splitlines(keepends=True)))


def _record(there: Connection) -> tuple[dict[str, str], bool | None]:
    """The digests of the graphs that a store holds, and whether one stands in for its default graph, None if nothing
    was published yet."""
    reply = there.get({"graph": RECORD}, _MEDIA)
    quads = list(parse(reply.body, format=RdfFormat.N_TRIPLES)) if reply.status == 200 else []
    digests = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == DIGEST}
    standing = any(quad.predicate.value == STANDS_IN for quad in quads)
    return digests, standing if quads else None


def _told(digests: dict[str, str], standing: bool) -> bytes:
    """A record, or a part of one, as N-Triples."""
    record = NamedNode(RECORD)
    quads = [Quad(NamedNode(iri), NamedNode(DIGEST), Literal(digest)) for iri, digest in digests.items()]
    if standing:
        quads.append(Quad(record, NamedNode(STANDS_IN), NamedNode(DEFAULT)))
    return lines(quads)


def _put(there: Connection, named: dict[str, str], text: bytes) -> None:
    """Puts N-Triples in the place of what a graph holds, in pieces that a store takes."""
    at, method = 0, "PUT"
    while at < len(text) or method == "PUT":
        end = text.rfind(b"\n", at, at + _MOST) + 1 or len(text)
        there.send(method, named, text[at:end], _MEDIA)
        at, method = end, "POST"
