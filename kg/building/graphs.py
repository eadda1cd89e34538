"""The graph of a build, made whole, or with only the reports that changed taken out and put in."""

from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import ontology, store
from kg.building.adopted import Adopted, parted, shared
from kg.building.runs import CHUNK, Runs
from kg.graph import adoption

_AT_ONCE = 100  # things of several blocks that are adopted together


class Whole:
    """A graph that is made whole, block by block: the claims of the reports, what is adopted, the ontology.

    `folder` is for what is under way and must be empty; the store is made in `place`, which must not be there.
    """

    def __init__(self, folder: Path, place: Path) -> None:
        self._spool = folder / "adopted"
        self._blocks: list[Adopted] = []
        self._runs = Runs(folder)
        self._store = store.made(place)
        self._held: list[bytes] = []
        self._loader = ThreadPoolExecutor(1)
        self._loading: Future[None] | None = None

    def __enter__(self) -> "Whole":
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._loader.shutdown(cancel_futures=True)

    def add(self, claims: Iterable[bytes], adopted: Adopted) -> None:
        """Adds what the reports of a block claim and what is adopted from it, each as N-Quads."""
        with self._spool.open("ab") as spool:
            spool.write(adopted.lines)
        self._blocks.append(replace(adopted, lines=b""))
        self._put(b"".join(claims))

    def lines(self) -> Iterator[bytes]:
        """The graph as sorted N-Quads, in pieces, when all blocks are there; the store holds it then."""
        of_several = shared(self._blocks)
        things: dict[NamedNode, None] = {}
        with self._spool.open("rb") as spool:
            for block in self._blocks:
                own, others = parted(spool.read(int(block.lengths.sum())), block, of_several)
                self._put(own)
                things.update(dict.fromkeys(others))
        self._put(store.lines(ontology.quads()))
        self._load()
        self._loaded()
        several = list(things)
        for start in range(0, len(several), _AT_ONCE):
            some = several[start : start + _AT_ONCE]
            asked = set(some)
            quads = [quad for quad in adoption.adopt(adoption.relevant(self._store, some)) if quad.subject in asked]
            self._store.extend(quads)
            self._runs.add(store.lines(quads))
        with store.on_disk():
            self._store.flush()
        yield from self._runs.merged()

    def _put(self, lines: bytes) -> None:
        self._held.append(lines)
        if sum(map(len, self._held)) >= CHUNK:
            self._load()

    def _load(self) -> None:
        """Writes a run and has it loaded into the store meanwhile."""
        lines = b"".join(self._held)
        self._held.clear()
        self._loaded()
        self._loading = self._loader.submit(store.load, self._store, lines)
        self._runs.add(lines)

    def _loaded(self) -> None:
        if self._loading:
            self._loading.result()
        self._loading = None


def changed(earlier: Path, folder: Path, graphs: Mapping[str, Iterable[Quad]]) -> Iterator[bytes]:
    """An earlier build's graph, as sorted N-Quads in pieces, with other quads in the graphs of some reports (none: it
    is gone).

    `graphs` has the new quads by the IRI of the report. The store of the earlier build is copied to `folder`/store and
    changed there; only what the reports say of is adopted anew. Nothing is copied where there is nothing to change.
    InputError or OSError if the store cannot be read, or no other written.
    """
    out: set[Quad] = set()
    put: set[Quad] = set()
    if graphs:
        with store.on_disk():
            held = store.copied(earlier / "store", folder / "store")
            pairs = [
                (set(held.quads_for_pattern(None, None, None, NamedNode(iri))), set(quads))
                for iri, quads in graphs.items()
            ]
            out |= {quad for before, after in pairs for quad in before - after}
            put |= {quad for before, after in pairs for quad in after - before}
            store.update(held, out, put)
            things = {thing for before, after in pairs for thing in adoption.touched(before, after, held)}
            before = {quad for thing in things for quad in held.quads_for_pattern(thing, None, None, DefaultGraph())}
            after = {quad for quad in adoption.adopt(adoption.relevant(held, things)) if quad.subject in things}
            store.update(held, before - after, after - before)
            held.flush()
            out |= before - after
            put |= after - before
    with (earlier / "graph.nq").open("rb") as source:
        yield from store.spliced(source, out, put)
