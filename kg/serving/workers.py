"""A few processes that answer SPARQL, each killed and replaced when a query runs away: 10 秒, 内存, 行数上限.

Every query begins in the lane of quick ones. One that is not done soon goes on in the lane of slow ones, and another
process takes the place of its own, so that quick queries wait for quick ones only. Asked again, it begins there, until
it is quick.
"""

import asyncio
import json
import os
import sys
import time
from collections import deque
from collections.abc import Coroutine
from contextlib import suppress
from dataclasses import dataclass
from math import ceil, inf
from typing import Any, Literal, Protocol, Self

from kg.ontology import PREFIXES
from kg.serving.media import BINDINGS, GRAPHS, unacceptable
from kg.serving.processes import Graph, Origin, Process, Told, origin
from kg.serving.refusals import Refusal

_MUCH = 1_000_000  # bytes of an answer after which a process gives its memory back by ending
_PAUSE = 1.0  # seconds between two attempts to start a process
_KNOWN = 256  # slow queries that are remembered
_QUEUE = 1000  # queries that wait for their first turn
_SOON = 0.02  # seconds, the least that is waited for an answer
_SLOW = 19  # niceness of a process in the lane of slow queries
_DEATHS = {-6: "memory", -9: "memory", -11: "depth", -14: "time"}  # SIGABRT, SIGKILL, SIGSEGV, SIGALRM


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take: seconds, of which the first `quick` of processor time among the quick ones, rows and bytes
    of the answer, and bytes of memory; how many quick ones run at once (`workers`), how many slow ones beside them, and
    how many of these wait."""

    seconds: float = 10.0
    quick: float = 0.25
    rows: int = 200_000
    size: int = 32_000_000
    memory: int = 1_000_000_000
    workers: int = 2
    slow: int = 2
    waiting: int = 64


@dataclass(frozen=True, slots=True)
class Question:
    """A query, the graphs that it is asked of (None: as the query says), and the media types wanted of a table or an
    ASK and of a graph (None where the client accepts none)."""

    query: str
    default_graphs: tuple[str, ...] | None = None
    named_graphs: tuple[str, ...] | None = None
    bindings: str | None = "application/sparql-results+json"
    graph: str | None = "text/turtle"

    @property
    def asked(self) -> list[Any]:
        """The question as worker.py takes it."""
        return [self.query, self.default_graphs, self.named_graphs, self.bindings, self.graph]

    @property
    def line(self) -> bytes:
        """The question as a process reads it."""
        return json.dumps(self.asked).encode() + b"\n"


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave, in one of the media types that were wanted."""

    media: str
    body: bytes


@dataclass(slots=True)
class Run:
    """A query in a process, in the lane of quick ones, in that of slow ones, or in none; and what it will have told."""

    process: Process
    telling: asyncio.Future[Told]
    began: float  # the processor time that the process had taken before
    end: float  # when it has taken too long, by the monotonic clock
    lane: Literal["quick", "slow", "none"]

    @property
    def left(self) -> float:
        """The seconds until it has taken too long."""
        return max(self.end - time.monotonic(), 0)

    @property
    def spent(self) -> float:
        """The seconds of processor time that it has taken; on a busy machine it may wait for more."""
        return _processor_time(self.process) - self.began

    async def told(self, seconds: float = inf) -> Told | None:
        """What it told within so many seconds of those that it has left; None if it goes on."""
        done, _ = await asyncio.wait({self.telling}, timeout=min(seconds, self.left))
        if not done:
            return None
        try:
            return self.telling.result()
        except ConnectionError:
            return {"failure": _DEATHS.get(await self.process.wait(), "evaluation")}, b""


class Answering(Protocol):
    """Who answers questions: `Workers` over a build, or a store elsewhere."""

    async def answer(self, question: Question) -> Answer:
        """The answer to a question. Refusal if there is none."""


def answer_of(limits: Limits, question: Question, head: dict[str, Any], body: bytes) -> Answer:
    """The answer in what worker.py told. Refusal as of `Workers.answer`."""
    if "failure" in head:
        raise refusal(limits, head["failure"], head.get("message", ""))
    if head["media"] is None:
        raise unacceptable(GRAPHS if question.graph is None else BINDINGS)
    return Answer(head["media"], body)


def refusal(limits: Limits, failure: str, message: str = "") -> Refusal:
    """What a client is told of a query that failed so."""
    match failure:
        case "syntax":
            return Refusal(400, f"这不是 SPARQL 查询：{message}", f"This is not a SPARQL query: {message}")
        case "depth":
            return Refusal(400, "查询嵌套太深。", "The query is nested too deep.")
        case "time":
            return Refusal(
                504,
                f"查询超过 {limits.seconds:g} 秒，已停止。请缩小范围。",
                f"The query took more than {limits.seconds:g} seconds and was stopped. Ask for less.",
            )
        case "rows" | "size":
            return Refusal(
                507,
                f"结果超过 {limits.rows:,} 行或 {limits.size:,} 字节。请加 LIMIT。",
                f"The answer has more than {limits.rows:,} rows or {limits.size:,} bytes. Add a LIMIT.",
            )
        case "memory":
            return Refusal(
                507,
                f"查询所需内存超过 {limits.memory:,} 字节，已停止。",
                f"The query needed more than {limits.memory:,} bytes of memory and was stopped.",
            )
        case "busy":
            wait = {"Retry-After": str(ceil(limits.seconds))}
            return Refusal(503, "查询太多，请稍后再试。", "Too many queries at once. Try again soon.", wait)
    return Refusal(500, f"查询失败。{message}", f"The query failed. {message}")


def origin_of(graph: Graph, limits: Limits) -> Origin:
    """Where processes over a graph come from that keep to the limits."""
    told = {name: getattr(limits, name) for name in ("seconds", "rows", "size", "memory")}
    return origin(graph, **told, prefixes=PREFIXES)


class Workers:
    """Processes of one origin, from `async with` to its end."""

    def __init__(self, processes: Origin, limits: Limits) -> None:
        self.limits = limits
        self._origin = processes
        self._free: asyncio.LifoQueue[Process] = asyncio.LifoQueue()
        self._slow = asyncio.Semaphore(limits.slow)
        self._known: deque[int] = deque(maxlen=_KNOWN)  # hashes of slow queries
        self._running: set[Process] = set()
        self._tasks: set[asyncio.Task[None]] = set()
        self._queued = self._waiting = 0

    async def __aenter__(self) -> Self:
        for process in await asyncio.gather(*(self._started() for _ in range(self.limits.workers))):
            self._free.put_nowait(process)
        return self

    async def __aexit__(self, *error: object) -> None:
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await asyncio.gather(*map(self._end, tuple(self._running)))

    async def answer(self, question: Question) -> Answer:
        """The answer to a question.

        Refusal 400 if it is not SPARQL or is nested too deep, 406 if no format of such an answer is wanted, 500 if it
        fails, 503 if too many wait, 504 over the time limit, 507 over the limit of rows, size or memory.
        """
        run = await self._begun(question)
        told: Told | None = None
        try:
            while told is None and run.lane == "quick" and run.left:
                if (more := self.limits.quick - run.spent) > 0:
                    told = await run.told(max(more, _SOON))
                else:
                    run = await self._slowed(run, question)
            told = told or await run.told() or ({"failure": "time"}, b"")
            if run.lane == "slow" and run.spent < self.limits.quick:
                with suppress(ValueError):
                    self._known.remove(hash(question))
        finally:
            self._leave(run, told)
        return answer_of(self.limits, question, *told)

    async def _next(self) -> Process:
        """A process that is free. Refusal 503 if too many wait for one, or if none gets free in the time of a query."""
        if self._queued >= _QUEUE:
            raise refusal(self.limits, "busy")
        self._queued += 1
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._free.get()
        except TimeoutError:
            raise refusal(self.limits, "busy") from None
        finally:
            self._queued -= 1

    async def _begun(self, question: Question) -> Run:
        """A run of a question, among the slow ones if it was slow before. Refusal 503 as in `_next` and `_turn`."""
        process = await self._next()
        if hash(question) in self._known:
            self._free.put_nowait(process)
            return await self._anew(question)
        return self._run(process, question, "quick")

    async def _slowed(self, run: Run, question: Question) -> Run:
        """Moves a run to the lane of slow ones; it begins anew there if it has to wait. Refusal 503 as in `_turn`."""
        if hash(question) not in self._known:
            self._known.append(hash(question))
        if self._slow.locked():
            self._leave(run, None)  # it must not work for nothing
            return await self._anew(question)
        await self._slow.acquire()
        run.lane = "slow"
        self._do(self._add())
        _yield_to_others(run.process)
        return run

    async def _anew(self, question: Question) -> Run:
        """A run in a new process, once there is a place among the slow ones. Refusal 503 as in `_turn`."""
        await self._turn()
        try:
            process = await self._started()
        except BaseException as error:
            self._slow.release()
            if isinstance(error, ConnectionError):
                raise refusal(self.limits, "busy") from None
            raise
        _yield_to_others(process)
        return self._run(process, question, "slow")

    def _run(self, process: Process, question: Question, lane: Literal["quick", "slow"]) -> Run:
        return Run(
            process, process.ask(question.line), _processor_time(process), time.monotonic() + self.limits.seconds, lane
        )

    async def _turn(self) -> None:
        """Waits for a place among the slow ones.

        Refusal 503 if too many wait for one, or if none gets free in the time of a query.
        """
        if self._waiting >= self.limits.waiting:
            raise refusal(self.limits, "busy")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.seconds):
                await self._slow.acquire()
        except TimeoutError:
            raise refusal(self.limits, "busy") from None
        finally:
            self._waiting -= 1

    def _leave(self, run: Run, told: Told | None) -> None:
        """Makes the place of a query free: its process serves the next, or ends if the query was slow or told much."""
        lane, run.lane = run.lane, "none"
        run.telling.cancel()
        if lane == "slow":
            self._slow.release()
            self._do(self._end(run.process))
        elif lane == "quick":
            if told and told[0].get("failure", "syntax") == "syntax" and len(told[1]) < _MUCH:
                self._free.put_nowait(run.process)
            else:
                self._do(self._renew(run.process))

    async def _started(self) -> Process:
        """A new process, when it is ready. ConnectionError if it cannot open the graph."""
        process = await self._origin.start()
        self._running.add(process)
        return process

    async def _end(self, process: Process) -> None:
        process.kill()
        await process.wait()
        self._running.discard(process)

    async def _renew(self, process: Process) -> None:
        """Ends a process and starts another in its place, while the answer goes out."""
        await self._end(process)
        await self._add()

    async def _add(self) -> None:
        """Starts a process for quick queries."""
        while True:
            try:
                self._free.put_nowait(await self._started())
                return
            except ConnectionError:  # there is no memory for it now
                await asyncio.sleep(_PAUSE)

    def _do(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)


def _processor_time(process: Process) -> float:
    """The seconds of processor time that a process has taken, by the clock that clock_getcpuclockid(3) has for it; the
    time of day where there is none, or no process."""
    with suppress(OSError):
        if sys.platform == "linux":
            return time.clock_gettime(~process.pid << 3 | 2)
    return time.monotonic()


def _yield_to_others(process: Process) -> None:
    """Lets a process have the processor when no other wants it."""
    if sys.platform != "win32":
        with suppress(OSError):
            os.setpriority(os.PRIO_PROCESS, process.pid, _SLOW)
