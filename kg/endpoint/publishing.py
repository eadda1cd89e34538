"""A build put into another store: its default graph, a graph for each report, one for its files; only what changed."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from pyoxigraph import DefaultGraph, Literal, NamedNode, Quad, RdfFormat, Store, parse

from kg.endpoint.connection import Connection
from kg.endpoint.record import DEFAULT, DIGEST, RECORD, STANDS_IN, WHOLE
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


def publish(store: Store, files: Mapping[str, Callable[[], bytes]], there: Connection, progress: Progress) -> Published:
    """Makes what a store holds of a graph, and of the files of its build, equal to it, by the SPARQL 1.1 Graph Store
    Protocol.

    `files` has for each graph of files what makes its N-Triples (`kg.endpoint.files`). What the store holds is told by
    the record that it keeps (`kg.endpoint.record`); a graph is in the record only while it is whole, so that a break
    costs what was at work. Graphs of others are not touched. InputError as of a `Connection`.
    """
    known, standing, whole = _record(there)
    graphs: dict[str, Callable[[], bytes]] = {DEFAULT: partial(_text, store, DefaultGraph())}
    graphs |= {graph.value: partial(_text, store, graph) for graph in _named(store)}
    graphs |= files
    digests = {iri: sha256(text()).hexdigest() for iri, text in graphs.items()}
    version = sha256("".join(f"{iri} {digest}\n" for iri, digest in sorted(digests.items())).encode()).hexdigest()
    changed = [iri for iri, digest in digests.items() if known.get(iri) != digest]
    gone = sorted(known.keys() - digests.keys())
    kept = {iri: digest for iri, digest in digests.items() if iri not in changed}
    if whole == version:
        return Published((), (), len(kept))
    if standing is None:
        standing = not there.serves({"default": ""}, _MEDIA)
    for iri in gone:
        there.delete({"graph": iri})
    _put(there, {"graph": RECORD}, _told(kept, standing))
    for done, iri in enumerate(changed):
        progress(iri, done, len(changed))
        named = {"default": ""} if iri == DEFAULT and not standing else {"graph": iri}
        _put(there, named, graphs[iri]())
        there.send("POST", {"graph": RECORD}, _told({iri: digests[iri]}, standing), _MEDIA)
    there.send("POST", {"graph": RECORD}, lines([Quad(NamedNode(RECORD), NamedNode(WHOLE), Literal(version))]), _MEDIA)
    return Published(tuple(changed), tuple(gone), len(kept))


def _named(store: Store) -> Iterator[NamedNode]:
    return (graph for graph in sorted(store.named_graphs(), key=str) if isinstance(graph, NamedNode))


def _text(store: Store, graph: NamedNode | DefaultGraph) -> bytes:
    """A graph as N-Triples, sorted."""
    said = store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b""
    return b"".join(sorted(said.splitlines(keepends=True)))


def _record(there: Connection) -> tuple[dict[str, str], bool | None, str]:
    """The digests of the graphs that a store holds; whether one stands in for its default graph, None if nothing was
    published yet; the version of all of them, "" if they are not all there."""
    reply = there.get({"graph": RECORD}, _MEDIA)
    quads = list(parse(reply.body, format=RdfFormat.N_TRIPLES)) if reply.status == 200 else []
    digests = {quad.subject.value: quad.object.value for quad in quads if quad.predicate.value == DIGEST}
    standing = any(quad.predicate.value == STANDS_IN for quad in quads)
    whole = next((quad.object.value for quad in quads if quad.predicate.value == WHOLE), "")
    return digests, standing if quads else None, whole


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
