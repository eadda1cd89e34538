"""The processes that answer SPARQL, each one query after another, and killed when one takes too long.

Run as a file, not as a module: it imports nothing of `kg` and so starts in a twentieth of a second. Its argument is a
JSON object with `store` (a folder, or "" for a graph in memory), `length` (bytes of N-Quads that it reads first, for
that), `forks`, `seconds`, `rows`, `size` (bytes of an answer), `memory` (bytes) and `prefixes` (of graphs).

Where it `forks`, its standard input is a socket, over which it is sent N-Quads and then other sockets. For each of
those it makes a copy of itself that answers there and shares the memory of the graph, and tells the number of that
process, and later with which status that ended. Else it answers over its standard input and output.

Who answers writes an empty line when it is ready. Each line that it reads is a JSON array: the query, its default and
named graphs (lists of IRIs, or null for what the query says), the media types of a table and of a graph (null where
none is wanted). It answers with a line, a JSON object with `media` and `length`, or with `failure`, `message` and
`length`, and with so many bytes.
"""

import json
import os
import socket
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import IO, Any, NamedTuple, Protocol

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    Triple,
    serialize,
)

if sys.platform != "win32":
    import resource
    import signal

_GRACE = 5  # seconds beyond the limit after which a process that nobody killed ends itself
# what stands once in each row; a text that holds it counts as a row more
_ROW = {
    QueryResultsFormat.JSON: b"}},{",
    QueryResultsFormat.XML: b"<result>",
    QueryResultsFormat.CSV: b"\n",
    QueryResultsFormat.TSV: b"\n",
}


class Told(NamedTuple):
    """What the process is told at its start."""

    store: str
    length: int
    forks: bool
    seconds: float
    rows: int
    size: int
    memory: int
    prefixes: dict[str, str]


class Asked(Protocol):
    """A graph that is asked: a Store, or one elsewhere."""

    def query(
        self,
        query: str,
        *,
        default_graph: list[NamedNode | BlankNode | DefaultGraph] | None = None,
        named_graphs: list[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to SPARQL, of some graphs if they are told."""


class BeyondError(Exception):
    """The answer passes a limit: rows or size."""


class Page(BytesIO):
    """Memory that takes so many bytes, and so many rows by the mark that each has."""

    def __init__(self, size: int, rows: int, mark: bytes) -> None:
        super().__init__()
        self._size, self._rows, self._mark = size, rows, mark

    def write(self, data: Any) -> int:
        if self._mark:
            self._rows -= bytes(data).count(self._mark)
        self._size -= len(data)
        if self._rows < 0 or self._size < 0:
            raise BeyondError("rows" if self._rows < 0 else "size")
        return super().write(data)


def opened(folder: str, quads: bytes) -> Store:
    """A store on disk, to be read only; one in memory of the N-Quads where there is no folder."""
    if folder:
        return Store.read_only(folder)
    store = Store()
    store.load(quads, RdfFormat.N_QUADS, lenient=True)  # that a build has written
    return store


def confine(memory: int) -> None:
    """Gives up what a query must not have: more memory, files and connections, and the turn of whoever serves pages."""
    if sys.platform != "win32":
        os.nice(10)
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # an interrupt is for the server, which then ends this process
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
        resource.setrlimit(resource.RLIMIT_DATA, (memory, memory))
        resource.setrlimit(resource.RLIMIT_NOFILE, (0, 0))


def watch(seconds: float) -> None:
    """Ends this process after so many seconds, even if those who started it are gone; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, seconds)


def answer(store: Asked, asked: list[Any], told: Told) -> tuple[dict[str, Any], bytes]:
    """The line and the bytes that answer a question."""
    try:
        media, body = _found(store, asked, told)
    except SyntaxError as error:
        return _failure("syntax", str(error))
    except BeyondError as error:
        return _failure(str(error))
    except MemoryError:
        return _failure("memory")
    except (OSError, RuntimeError, ValueError) as error:
        return _failure("evaluation", str(error))
    return {"media": media, "length": len(body)}, body


def _found(store: Asked, asked: list[Any], told: Told) -> tuple[str | None, bytes]:
    """The media type and the text of an answer; no media type if none is wanted of such an answer."""
    query, default, graphs, bindings, graph = asked
    found = store.query(
        query,
        default_graph=None if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if graphs is None else [NamedNode(iri) for iri in graphs],
    )
    media: str | None = graph if isinstance(found, QueryTriples) else bindings
    if media is None:
        return None, b""
    if isinstance(found, QueryTriples):
        page = Page(told.size, told.rows, b"")
        first = _first(found, told.rows)
        serialize(first, page, format=RdfFormat.from_media_type(media), prefixes=told.prefixes)
    else:
        kind = QueryResultsFormat.from_media_type(media)
        page = Page(told.size, told.rows, _ROW[kind] if kind and isinstance(found, QuerySolutions) else b"")
        found.serialize(page, format=kind)
    return media, page.getvalue()


def _first(triples: Iterable[Triple], rows: int) -> Iterator[Triple]:
    for position, triple in enumerate(triples):
        if position == rows:
            raise BeyondError("rows")
        yield triple


def _failure(failure: str, message: str = "") -> tuple[dict[str, Any], bytes]:
    return {"failure": failure, "message": message[:1000], "length": 0}, b""


def serve(graph: Store, questions: IO[bytes], answers: IO[bytes], told: Told) -> None:
    """Answers what comes in until there is no more."""
    confine(told.memory)
    answers.write(b"\n")
    answers.flush()
    for line in questions:
        watch(told.seconds + _GRACE)
        head, body = answer(graph, json.loads(line), told)
        answers.writelines((json.dumps(head).encode(), b"\n", body))
        answers.flush()
        watch(0)


def fork(told: Told) -> None:
    """Reads the graph once, and makes a copy of this process for each socket that it is sent, until it is left."""
    control = socket.socket(fileno=sys.stdin.fileno())
    with control.makefile("rb") as source:
        graph = None if told.store else opened("", source.read(told.length))
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGCHLD, lambda *_: _bury(control))
    control.sendall(b"\n")
    while True:
        _, sockets, _, _ = socket.recv_fds(control, 1, 1)
        if not sockets:
            return
        signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGCHLD})
        if child := os.fork():
            os.close(sockets[0])
            control.sendall(b"%d\n" % child)
            signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
            continue
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGCHLD})
        control.close()
        with socket.socket(fileno=sockets[0]) as line, line.makefile("rb") as questions, line.makefile("wb") as answers:
            serve(graph or opened(told.store, b""), questions, answers, told)
        os._exit(0)


def _bury(control: socket.socket) -> None:
    """Tells of each copy that has ended its number and status."""
    while True:
        try:
            child, status = os.waitpid(-1, os.WNOHANG)
        except ChildProcessError:
            return
        if not child:
            return
        control.sendall(b"%d %d\n" % (child, os.waitstatus_to_exitcode(status)))


def main(told: Told) -> None:
    """Answers, or makes processes that do."""
    if told.forks:
        fork(told)
    else:
        questions, answers = sys.stdin.buffer, sys.stdout.buffer
        serve(opened(told.store, questions.read(told.length)), questions, answers, told)


if __name__ == "__main__":
    main(Told(**json.loads(sys.argv[1])))
