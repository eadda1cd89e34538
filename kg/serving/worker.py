"""The process that answers SPARQL, one query after another, and is killed when one takes too long.

Run as a file, not as a module: it imports nothing of `kg` and so starts in a twentieth of a second. Its argument is a
JSON object with `store` (a folder, or "" for a graph in memory), `length` (bytes of N-Quads that it reads first, for
that), `seconds`, `rows`, `size` (bytes of an answer) and `memory` (bytes). It writes an empty line when it is ready.
Each line that it reads is a JSON object with `query`, `default_graphs` and `named_graphs`
(lists of IRIs, or null for what the query says), `bindings` and `graph` (media types, or null where none is wanted) and
`prefixes`. It answers with a line, a JSON object with `media` and `length`, or with `failure`, `message` and `length`,
and with so many bytes.
"""

import json
import os
import sys
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pyoxigraph import (
    NamedNode,
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
    store.load(quads, RdfFormat.N_QUADS)
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


def answer(store: Store, asked: dict[str, Any], size: int, rows: int) -> tuple[dict[str, Any], bytes]:
    """The line and the bytes that answer a question."""
    try:
        media, body = _found(store, asked, size, rows)
    except SyntaxError as error:
        return _failure("syntax", str(error))
    except BeyondError as error:
        return _failure(str(error))
    except MemoryError:
        return _failure("memory")
    except (OSError, RuntimeError, ValueError) as error:
        return _failure("evaluation", str(error))
    return {"media": media, "length": len(body)}, body


def _found(store: Store, asked: dict[str, Any], size: int, rows: int) -> tuple[str | None, bytes]:
    """The media type and the text of an answer; no media type if none is wanted of such an answer."""
    default, graphs = asked["default_graphs"], asked["named_graphs"]
    found = store.query(
        asked["query"],
        default_graph=None if default is None else [NamedNode(iri) for iri in default],
        named_graphs=None if graphs is None else [NamedNode(iri) for iri in graphs],
    )
    media: str | None = asked["graph" if isinstance(found, QueryTriples) else "bindings"]
    if media is None:
        return None, b""
    if isinstance(found, QueryTriples):
        page = Page(size, rows, b"")
        serialize(_first(found, rows), page, format=RdfFormat.from_media_type(media), prefixes=asked["prefixes"])
    else:
        kind = QueryResultsFormat.from_media_type(media)
        page = Page(size, rows, _ROW[kind] if kind and isinstance(found, QuerySolutions) else b"")
        found.serialize(page, format=kind)
    return media, page.getvalue()


def _first(triples: Iterable[Triple], rows: int) -> Iterator[Triple]:
    for position, triple in enumerate(triples):
        if position == rows:
            raise BeyondError("rows")
        yield triple


def _failure(failure: str, message: str = "") -> tuple[dict[str, Any], bytes]:
    return {"failure": failure, "message": message[:1000], "length": 0}, b""


def main(store: str, length: int, seconds: float, rows: int, size: int, memory: int) -> None:
    """Answers what comes in until there is no more."""
    questions, answers = sys.stdin.buffer, sys.stdout.buffer
    graph = opened(store, questions.read(length))
    confine(memory)
    answers.write(b"\n")
    answers.flush()
    for line in questions:
        watch(seconds + _GRACE)
        head, body = answer(graph, json.loads(line), size, rows)
        answers.writelines((json.dumps(head).encode(), b"\n", body))
        answers.flush()
        watch(0)


if __name__ == "__main__":
    main(**json.loads(sys.argv[1]))
