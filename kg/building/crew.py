"""Who does the works of a build: this process, several of this machine, or the workers of a Dask cluster.

A work is a function of one value that changes nothing and asks nobody. What it gives comes back in the order of the
values, and only a few are under way at once, so that a collection of any size passes through a bounded memory.
"""

import gc
import multiprocessing
import sys
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import CancelledError, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from multiprocessing.queues import SimpleQueue
from typing import Any, Protocol, TypeVar

from kg.reading.pace import heard

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")
_Begun = TypeVar("_Begun")

Paged = Callable[[str, int, int], None]
"""Is told of a long file by its name which page of how many is read."""

_AHEAD = 3  # works under way for each worker
_HEAVY = 4_000_000  # bytes under way for each worker: what works give is several times as large
_PATIENCE = 0.1  # seconds between two looks at what the workers tell
_ALONE = 200_000  # bytes that are worked on here: as long as another process takes to start


class Crew(Protocol):
    """Does a work on each of some values."""

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Iterable[_Item],
        *,
        name: Callable[[_Item], str],
        weight: Callable[[_Item], int],
        killed: Callable[[_Item], _Result],
    ) -> Iterator[tuple[_Item, _Result]]:
        """Each value with what the work gives of it, in order.

        `name` is what a value is called where its pages are told, `weight` its bytes, 0 where there is nothing to do;
        `killed` gives what there is of a value at which a worker's process ended.
        """

    @property
    def here(self) -> "Crew":
        """Those of the crew that see the files of this machine."""


class Alone:
    """This process, one value after the other."""

    def __init__(self, paged: Paged) -> None:
        self._paged = paged

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Iterable[_Item],
        *,
        name: Callable[[_Item], str],
        weight: Callable[[_Item], int],
        killed: Callable[[_Item], _Result],
    ) -> Iterator[tuple[_Item, _Result]]:
        """As `Crew` says; where this process ends, so does the build."""
        for item in items:
            yield item, self.one(work, item, name(item))

    @property
    def here(self) -> "Crew":
        """It itself."""
        return self

    def one(self, work: Callable[[_Item], _Result], item: _Item, name: str) -> _Result:
        """What the work gives of one value."""
        with heard(lambda page, pages: self._paged(name, page, pages)), unswept():
            return work(item)


class Processes:
    """Processes of this machine, which start when there is more to do than starting them takes."""

    def __init__(self, count: int, paged: Paged) -> None:
        self._count = count
        self._paged = paged
        self._alone = Alone(paged)
        self._spared = _ALONE
        self._context = multiprocessing.get_context("forkserver" if _can_fork() else "spawn")
        self._pages: SimpleQueue[tuple[str, int, int]] = self._context.SimpleQueue()
        if _can_fork():
            self._context.set_forkserver_preload(["kg.building.blocks"])
        self._executor: ProcessPoolExecutor | None = None
        self._single: ProcessPoolExecutor | None = None

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Iterable[_Item],
        *,
        name: Callable[[_Item], str],
        weight: Callable[[_Item], int],
        killed: Callable[[_Item], _Result],
    ) -> Iterator[tuple[_Item, _Result]]:
        """As `Crew` says. Of a process that ended, what it and the others had under way is done again, one by one."""

        def begun(item: _Item) -> "Future[_Result] | None":
            self._spared -= weight(item)
            return self._submit(work, item, name(item)) if self._spared < 0 and weight(item) else None

        def ended(item: _Item, future: "Future[_Result] | None") -> _Result:
            if future is None:
                return self._alone.one(work, item, name(item))
            return self._ended(future, work, item, name(item), killed)

        yield from in_order(items, begun, ended, weight, lambda: self._count if self._spared < 0 else 0)

    @property
    def here(self) -> "Crew":
        """All of them."""
        return self

    def close(self) -> None:
        """Ends the processes; what they had under way is not waited for."""
        for executor in (self._executor, self._single):
            if executor:
                executor.shutdown(wait=True, cancel_futures=True)
        self._executor = self._single = None

    def _submit(self, work: Callable[[_Item], _Result], item: _Item, name: str) -> "Future[_Result]":
        if self._executor is None:
            self._executor = self._started(self._count)
        try:
            return self._executor.submit(_heard, work, item, name)
        except BrokenProcessPool as error:
            broken: Future[_Result] = Future()
            broken.set_exception(error)
            return broken

    def _started(self, count: int) -> ProcessPoolExecutor:
        return ProcessPoolExecutor(count, self._context, _started, (self._pages,))

    def _ended(
        self,
        future: "Future[_Result]",
        work: Callable[[_Item], _Result],
        item: _Item,
        name: str,
        killed: Callable[[_Item], _Result],
    ) -> _Result:
        try:
            return self._waited(future)
        except (BrokenProcessPool, CancelledError):
            if self._executor:
                self._executor.shutdown()
            self._executor = None
            return self._again(work, item, name, killed)

    def _again(
        self, work: Callable[[_Item], _Result], item: _Item, name: str, killed: Callable[[_Item], _Result]
    ) -> _Result:
        """What the work gives of a value in a process that has no other; in this one where none can be started."""
        if self._single is None:
            self._single = self._started(1)
            try:
                self._waited(self._single.submit(_ready))
            except BrokenProcessPool:
                self._single = None
                self._spared = sys.maxsize
        if self._single is None:
            return self._alone.one(work, item, name)
        try:
            return self._waited(self._single.submit(_heard, work, item, name))
        except BrokenProcessPool:
            self._single = None
            return killed(item)

    def _waited(self, future: "Future[_Result]") -> _Result:
        while not future.done():  # which one that was cancelled is, though `wait` goes on waiting for it
            wait([future], _PATIENCE)
            self._tell()
        self._tell()
        return future.result()

    def _tell(self) -> None:
        while not self._pages.empty():
            self._paged(*self._pages.get())


def in_order(
    items: Iterable[_Item],
    begun: Callable[[_Item], _Begun],
    ended: Callable[[_Item, _Begun], _Result],
    weight: Callable[[_Item], int],
    workers: Callable[[], int],
) -> Iterator[tuple[_Item, _Result]]:
    """Each value with what its work gives in the end, in order; the works under way are bounded in number and bytes by
    the workers that there are, with none each ends as it is begun."""
    under_way: deque[tuple[_Item, _Begun]] = deque()
    for item in items:
        under_way.append((item, begun(item)))
        while under_way and (
            len(under_way) > workers() * _AHEAD or sum(weight(each) for each, _ in under_way) > workers() * _HEAVY
        ):
            first, at_work = under_way.popleft()
            yield first, ended(first, at_work)
    for last, at_work in under_way:
        yield last, ended(last, at_work)


@contextmanager
def processes(count: int, paged: Paged) -> Iterator[Crew]:
    """So many processes of this machine, for as long as the block lasts; for one, this process is enough."""
    if count == 1:
        yield Alone(paged)
        return
    crew = Processes(count, paged)
    try:
        yield crew
    finally:
        crew.close()


def _can_fork() -> bool:
    return "forkserver" in multiprocessing.get_all_start_methods()


_told: "SimpleQueue[tuple[str, int, int]] | None" = None
_pressed = False


def _started(pages: "SimpleQueue[tuple[str, int, int]]") -> None:
    """Keeps in a new process the queue that its pages are told to."""
    global _told
    _told = pages


def _ready() -> None:
    """Does nothing, in a process that has started."""


@contextmanager
def unswept() -> Iterator[None]:
    """Without the collector of cycles, which looks at the millions of small values that a work makes and finds none."""
    swept = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if swept:
            gc.enable()


def _heard(work: Callable[[Any], _Result], item: Any, name: str) -> _Result:
    """What a work gives in a process of its own, its pages told; nothing more after a key press that ends the build,
    as the executor has put the next work into the queue by then."""
    global _pressed
    assert _told is not None
    pages = _told
    if _pressed:
        raise KeyboardInterrupt
    try:
        with heard(lambda page, total: pages.put((name, page, total))), unswept():
            return work(item)
    except KeyboardInterrupt:
        _pressed = True
        raise
