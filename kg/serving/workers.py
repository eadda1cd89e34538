"""A few processes that answer SPARQL, each killed and replaced when a query runs away: 10 秒, 内存, 行数上限."""

import asyncio
import json
import sys
from asyncio.subprocess import PIPE, Process
from contextlib import suppress
from dataclasses import asdict, dataclass
from math import ceil
from pathlib import Path
from time import monotonic
from typing import Any, Self

from kg.serving.media import BINDINGS, GRAPHS, PREFIXES, unacceptable
from kg.serving.refusals import Refusal

_PROGRAM = str(Path(__file__).with_name("worker.py"))
# a process that worked longer or answered more gives its memory back by ending
_LONG = 1.0  # seconds
_MUCH = 1_000_000  # bytes
_PAUSE = 1.0  # seconds between two attempts to start a process
_DEATHS = {-6: "memory", -9: "memory", -11: "depth", -14: "time"}  # SIGABRT, SIGKILL, SIGSEGV, SIGALRM


@dataclass(frozen=True, slots=True)
class Limits:
    """What a query may take, seconds, rows and bytes of the answer, bytes of memory, and how many run and wait."""

    seconds: float = 10.0
    rows: int = 200_000
    size: int = 32_000_000
    memory: int = 1_000_000_000
    workers: int = 2
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


@dataclass(frozen=True, slots=True)
class Answer:
    """What a query gave, in one of the media types that were wanted."""

    media: str
    body: bytes


class Workers:
    """Processes over one build, from `async with` to its end."""

    def __init__(self, folder: Path, limits: Limits) -> None:
        self.limits = limits
        told = {"folder": str(folder.resolve())}
        told |= {name: getattr(limits, name) for name in ("seconds", "rows", "size", "memory")}
        self._command = (sys.executable, "-P", _PROGRAM, json.dumps(told))
        self._free: asyncio.LifoQueue[Process] = asyncio.LifoQueue()
        self._running: set[Process] = set()
        self._starting: set[asyncio.Task[None]] = set()
        self._waiting = 0

    async def __aenter__(self) -> Self:
        for process in await asyncio.gather(*(self._started() for _ in range(self.limits.workers))):
            self._free.put_nowait(process)
        return self

    async def __aexit__(self, *error: object) -> None:
        for task in self._starting:
            task.cancel()
        await asyncio.gather(*self._starting, return_exceptions=True)
        await asyncio.gather(*map(self._end, tuple(self._running)))

    async def answer(self, question: Question) -> Answer:
        """The answer to a question.

        Refusal 400 if it is not SPARQL or is nested too deep, 406 if no format of such an answer is wanted, 500 if it
        fails, 503 if too many wait, 504 over the time limit, 507 over the limit of rows, size or memory.
        """
        process = await self._next()
        start, kept = monotonic(), False
        try:
            async with asyncio.timeout(self.limits.seconds):
                head, body = await _exchange(process, question)
            kept = monotonic() - start < _LONG and len(body) < _MUCH
        except TimeoutError:
            head, body = {"failure": "time"}, b""
        except (asyncio.IncompleteReadError, ConnectionError):
            head, body = {"failure": _DEATHS.get(await process.wait(), "evaluation")}, b""
        finally:
            if kept:
                self._free.put_nowait(process)
            else:
                self._replace(process)
        if "failure" in head:
            raise self._refusal(head["failure"], head.get("message", ""))
        if head["media"] is None:
            raise unacceptable(GRAPHS if question.graph is None else BINDINGS)
        return Answer(head["media"], body)

    async def _next(self) -> Process:
        """A process that is free. Refusal 503 if too many wait for one, or if none gets free in the time of a query."""
        if self._waiting >= self.limits.waiting:
            raise self._refusal("busy")
        self._waiting += 1
        try:
            async with asyncio.timeout(self.limits.seconds):
                return await self._free.get()
        except TimeoutError:
            raise self._refusal("busy") from None
        finally:
            self._waiting -= 1

    async def _started(self) -> Process:
        """A new process, when it is ready. IncompleteReadError, an EOFError, if it cannot open the build."""
        process = await asyncio.create_subprocess_exec(*self._command, stdin=PIPE, stdout=PIPE)
        self._running.add(process)
        assert process.stdout is not None
        await process.stdout.readuntil(b"\n")
        return process

    async def _end(self, process: Process) -> None:
        with suppress(ProcessLookupError):
            process.kill()
        await process.wait()
        self._running.discard(process)

    def _replace(self, process: Process) -> None:
        """Ends a process and starts another in its place, while the answer goes out."""
        task = asyncio.create_task(self._renew(process))
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _renew(self, process: Process) -> None:
        await self._end(process)
        while True:
            try:
                self._free.put_nowait(await self._started())
                return
            except asyncio.IncompleteReadError:  # the build is being replaced
                await asyncio.sleep(_PAUSE)

    def _refusal(self, failure: str, message: str = "") -> Refusal:
        limits = self.limits
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


async def _exchange(process: Process, question: Question) -> tuple[dict[str, Any], bytes]:
    """The head and the body of what a process answers. IncompleteReadError or ConnectionError if it dies over it."""
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(json.dumps(asdict(question) | {"prefixes": PREFIXES}).encode() + b"\n")
    await process.stdin.drain()
    head = json.loads(await process.stdout.readuntil(b"\n"))
    return head, await process.stdout.readexactly(head["length"])
