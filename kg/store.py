"""RDF in a store: quads in, rows out; in memory or on disk, by Oxigraph, and with no word of what the quads mean."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from decimal import Decimal
from io import SEEK_END
from pathlib import Path
from typing import BinaryIO, Protocol

from pyoxigraph import (
    DefaultGraph,
    Literal,
    NamedNode,
    Quad,
    QueryBoolean,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse,
    serialize,
)

from kg.errors import DefinitionError, InputError
from kg.messages import message, of_file


class Graph(Protocol):
    """A graph that is asked: a Store here, an `Endpoint` elsewhere."""

    def query(self, query: str) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to SPARQL."""

    def contains_named_graph(self, graph_name: NamedNode) -> bool:
        """Whether there is a graph of this name."""


LARGE = 200_000_000
"""The bytes of N-Quads, about a million quads, up to which a graph is read into memory."""

SMALL = 10_000_000
"""The bytes up to which it is worth that for a few questions: reading takes 10 ms a megabyte, a question takes four
times as long on disk."""

FRACTION = 18
"""The fractional digits of a number, at most."""

_DECIMAL = NamedNode("http://www.w3.org/2001/XMLSchema#decimal")
_PIECE = 1 << 24  # bytes that are copied at once
_NEAR = 4096  # bytes in which a line is looked for one by one


def decimal(number: Decimal) -> Literal:
    """A number as xsd:decimal, with as many digits as are `storable`."""
    return Literal(format(storable(number.normalize()).normalize(), "f"), datatype=_DECIMAL)


def storable(number: Decimal) -> Decimal:
    """A number with at most 18 fractional digits, which is what stores and columns hold: Oxigraph compares no longer
    one with anything."""
    return round(number, FRACTION) if -int(number.as_tuple().exponent) > FRACTION else number


def lines(quads: Iterable[Quad]) -> bytes:
    """Quads as N-Quads, each once, sorted as text: equal sets of quads give equal bytes."""
    return b"".join(line + b"\n" for line in sorted(_lines(quads)))


def spliced(source: BinaryIO, out: Iterable[Quad], put: Iterable[Quad]) -> Iterator[bytes]:
    """Sorted N-Quads with some quads taken out and others put in, as `lines` would write what is then there, in pieces.

    The cost is that of the quads that change, and of copying the rest as it is.
    """
    gone, new = _lines(out), _lines(put)
    end = source.seek(0, SEEK_END)
    at = 0
    for line in sorted(gone | new):
        start = place(source, line, at, end)
        yield from _pieces(source, at, start)
        source.seek(start)
        stands = source.readline() == line + b"\n"
        if line in new and not stands:
            yield line + b"\n"
        at = start + len(line) + 1 if stands and line not in new else start
    yield from _pieces(source, at, end)


def place(source: BinaryIO, line: bytes, low: int, high: int) -> int:
    """Where a line stands, or would stand, among the sorted lines that begin from `low` to `high`."""
    while high - low > _NEAR:
        source.seek((low + high) // 2)
        source.readline()
        middle = source.tell()
        if middle >= high:
            break
        if source.readline().rstrip(b"\n") < line:
            low = source.tell()
        else:
            high = middle
    source.seek(low)
    while (at := source.tell()) < high:
        if source.readline().rstrip(b"\n") >= line:
            return at
    return high


def _pieces(source: BinaryIO, start: int, end: int) -> Iterator[bytes]:
    source.seek(start)
    while start < end:
        piece = source.read(min(_PIECE, end - start))
        start += len(piece)
        yield piece


def _lines(quads: Iterable[Quad]) -> set[bytes]:
    text = serialize(quads, format=RdfFormat.N_QUADS) or b""
    return set(text.split(b"\n")) - {b""}


def read(source: bytes) -> list[Quad]:
    """The quads of a text of N-Quads. InputError with the line if it is not one."""
    try:
        return list(parse(source, format=RdfFormat.N_QUADS))
    except SyntaxError as error:
        raise InputError(message("nquads_wrong", why=error)) from error


def turtle(path: Path) -> list[Quad]:
    """The triples of one of our Turtle files, in the default graph. DefinitionError with the line if it is wrong."""
    try:
        return list(parse(path=path, format=RdfFormat.TURTLE))
    except SyntaxError as error:
        raise DefinitionError(f"{path.name}:{error.lineno}: {error}") from error


def memory(quads: Iterable[Quad] = ()) -> Store:
    """A store in memory that holds the quads."""
    store = Store()
    store.extend(quads)
    return store


@contextmanager
def on_disk() -> Iterator[None]:
    """Tells what goes wrong with a store on disk as OSError; Oxigraph tells a part of it as RuntimeError."""
    try:
        yield
    except RuntimeError as error:
        if type(error) is not RuntimeError:
            raise
        raise OSError(str(error)) from error


def writable(folder: Path) -> Store:
    """A store on disk, open to be written, made where there is none. OSError if it cannot be."""
    with on_disk():
        return Store(str(folder))


def load(store: Store, source: bytes | Path) -> None:
    """Adds a text of N-Quads of our own, or a file of them, to a store on disk."""
    text = {"path": str(source)} if isinstance(source, Path) else {"input": source}
    with on_disk():
        # bulk_load: half the time of load and an eighth of the disk for 25,000 quads
        store.bulk_load(**text, format=RdfFormat.N_QUADS, lenient=True)


def write(folder: Path, source: bytes | Path) -> None:
    """Makes a store on disk of a text of N-Quads, or of a file of them, and closes it. `folder` must not exist yet."""
    store = writable(folder)
    load(store, source)
    with on_disk():
        store.flush()


def open_(folder: Path) -> Store:
    """A store on disk, to be read only, so that any number of programs can. InputError if there is none."""
    try:
        with on_disk():
            return Store.read_only(str(folder))
    except OSError as error:
        raise InputError(message("store_closed", folder=folder, why=str(error))) from error


def opened(folder: Path) -> Store:
    """The graph in a folder, to be read only: that of `graph.nq`, or the store on disk if that is large or not there.

    InputError if the folder has neither.
    """
    graph = folder / "graph.nq"
    if not graph.is_file() or graph.stat().st_size > LARGE:
        return open_(folder / "store")
    try:
        return loaded(graph.read_bytes())
    except InputError as error:
        raise InputError(of_file(graph, error.words)) from error


def loaded(source: bytes, *, trusted: bool = False) -> Store:
    """A store in memory that holds a text of N-Quads. InputError with the line if it is not one.

    A `trusted` text is one that we wrote, whose IRIs and languages need no second look, which is a third of the time.
    """
    store = Store()
    try:
        store.load(source, RdfFormat.N_QUADS, lenient=trusted)
    except SyntaxError as error:
        raise InputError(message("nquads_wrong", why=error)) from error
    return store


def copied(source: Path, target: Path) -> Store:
    """A copy of a store on disk, open to be changed; what the two have in common is shared where the disk allows it."""
    open_(source).backup(str(target))
    return writable(target)


def update(store: Store, out: Iterable[Quad], put: Iterable[Quad]) -> None:
    """Takes quads out and puts others in."""
    for quad in out:
        store.remove(quad)
    store.extend(put)


def replace(store: Store, graph: NamedNode, quads: Iterable[Quad]) -> None:
    """Puts quads in the place of everything that one named graph held; no other graph is touched."""
    new = [Quad(quad.subject, quad.predicate, quad.object, graph) for quad in quads]
    store.remove_graph(graph)
    store.extend(new)


def default(store: Store, quads: Iterable[Quad]) -> None:
    """Puts quads in the place of everything that the default graph held."""
    new = [Quad(quad.subject, quad.predicate, quad.object) for quad in quads]
    store.remove_graph(DefaultGraph())
    store.extend(new)


def query(store: Graph, text: str) -> QuerySolutions | QueryBoolean | QueryTriples:
    """The answer to a SPARQL query over the default graph, `GRAPH` for the others. InputError if it is not SPARQL."""
    try:
        return store.query(text)
    except SyntaxError as error:
        raise InputError(message("sparql_wrong", why=error)) from error
