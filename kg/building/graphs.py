"""The graph of a build, made whole, or with only the reports that changed taken out and put in."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path
from types import TracebackType

from pyoxigraph import DefaultGraph, NamedNode, Quad

from kg import ontology, store
from kg.building.adopted import Adopted, Several, adopted_together, parted, shared
from kg.building.crew import Crew
from kg.building.runs import CHUNK, Runs
from kg.graph import adoption

_AT_ONCE = 100_000  # bytes adopted from blocks of things that are adopted together


class Whole:
    """A graph that is made whole, block by block: the claims of the reports, what is adopted, the ontology.

    `folder` is for what is under way and must be empty; the store is made in `place`, which must not be there; `crew`
    works on this machine.
    """

    def __init__(self, folder: Path, place: Path, crew: Crew) -> None:
        self._spool = folder / "adopted"
        self._blocks: list[Adopted] = []
        self._runs = Runs(folder)
        self._place = place
        self._store = store.writable(place)
        self._crew = crew
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
        several: Counter[str] = Counter()
        with self._spool.open("rb") as spool:
            for block in self._blocks:
                own, others = parted(spool.read(int(block.lengths.sum())), block, of_several)
                self._put(own)
                several.update(others)
        self._put(store.lines(ontology.quads()))
        self._close()
        asked = (Several(self._place, things) for things in _together(several))
        works = self._crew.each(adopted_together, asked, name=_name, weight=_weight, killed=adopted_together)
        with self._spool.open("wb") as spool:
            for _, lines in works:  # none of which sees what is written meanwhile
                spool.write(lines)
        self._store = store.writable(self._place)
        with self._spool.open("rb") as spool:
            while lines := b"".join(spool.readlines(CHUNK)):
                self._put(lines)
        self._close()
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

    def _close(self) -> None:
        """Closes the store when all is in it; whoever reads a store on disk must be alone with others who do."""
        self._load()
        self._loaded()
        with store.on_disk():
            self._store.flush()
        del self._store


def _together(things: Mapping[str, int]) -> Iterator[tuple[str, ...]]:
    """Things that are adopted in one work, with bytes of what is adopted from each block: few of which much is said."""
    some: list[str] = []
    size = 0
    for thing, length in things.items():
        some.append(thing)
        size += length
        if size >= _AT_ONCE:
            yield tuple(some)
            some, size = [], 0
    if some:
        yield tuple(some)


def _name(asked: Several) -> str:
    return asked.things[0]


def _weight(asked: Several) -> int:
    return _AT_ONCE


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
