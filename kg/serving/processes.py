"""The processes that answer SPARQL, as the server sees them: started, asked, killed, and what becomes of them.

Where a process can be copied, one opens the graph and the others are copies of it, so that they share its memory and
are there at once; elsewhere each opens it.
"""

import asyncio
import json
import os
import signal
import socket
import sys
from asyncio.subprocess import DEVNULL
from collections import deque
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any, Protocol, Self, cast

_PROGRAM = str(Path(__file__).with_name("worker.py"))
_LOST = -9  # the status of a process of which nobody can tell

Graph = Callable[[], bytes] | Path
"""What a process opens: the N-Quads that a function gives, or a store on disk in a folder."""

Told = tuple[dict[str, Any], bytes]
"""The head and the body of an answer."""


class Process(asyncio.Protocol):
    """A process that answers one question at a time."""

    def __init__(self) -> None:
        loop = asyncio.get_running_loop()
        self.number: asyncio.Future[int] = loop.create_future()
        self.ready: asyncio.Future[None] = loop.create_future()
        self.ended: asyncio.Future[int] = loop.create_future()
        self._loop = loop
        self._line: asyncio.WriteTransport | None = None
        self._received = bytearray()
        self._head: dict[str, Any] | None = None
        self._asked: asyncio.Future[Told] | None = None

    @property
    def pid(self) -> int:
        """Its number, when it is ready."""
        return self.number.result()

    def ask(self, question: bytes) -> asyncio.Future[Told]:
        """What it tells to a question, which is a line; ConnectionError if it dies over it."""
        self._asked = self._loop.create_future()
        if self.ended.done() or self._line is None:
            self._lose()
        else:
            self._line.write(question)
        return self._asked

    async def started(self) -> Self:
        """The process when it is ready. ConnectionError if it does not come to that."""
        try:
            await self.ready
            await self.number
        except BaseException:
            self._hang_up()
            raise
        return self

    async def wait(self) -> int:
        """The status with which it ends, when it has."""
        await asyncio.wait({self.ended})
        return self.ended.result()

    def kill(self) -> None:
        """Ends it at once."""
        if self.number.done() and not self.ended.done():
            with suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGTERM if sys.platform == "win32" else signal.SIGKILL)

    def end(self, status: int) -> None:
        """Takes note that it has ended."""
        if not self.ended.done():
            self.ended.set_result(status)
        self._hang_up()
        self._lose()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._line = cast(asyncio.WriteTransport, transport)  # uvloop's transports are none by descent

    def data_received(self, data: bytes) -> None:
        if not self.ready.done():
            self.ready.set_result(None)
            data = data[1:]
        self._received += data
        if self._head is None:
            head, line, rest = self._received.partition(b"\n")
            if not line:
                return
            self._head, self._received = json.loads(head), rest
        if len(self._received) >= self._head["length"]:
            told, self._head, self._received = (self._head, bytes(self._received)), None, bytearray()
            if self._asked and not self._asked.done():
                self._asked.set_result(told)

    def connection_lost(self, error: Exception | None) -> None:
        self._line = None
        self._lose()

    def _hang_up(self) -> None:
        if self._line and not self._line.is_closing():
            self._line.abort()

    def _lose(self) -> None:
        waiting: tuple[asyncio.Future[Any] | None, ...] = (self.number, self.ready, self._asked)
        for waited in waiting:
            if waited and not waited.done():
                waited.set_exception(ConnectionResetError())
                waited.exception()  # nobody need look at it


class Origin(Protocol):
    """Where processes over one graph come from, from `async with` to its end."""

    async def __aenter__(self) -> Self: ...

    async def __aexit__(self, *error: object) -> None: ...

    async def start(self) -> Process:
        """A new process, when it is ready. ConnectionError if it cannot open the graph."""


def origin(graph: Graph, **limits: Any) -> Origin:
    """The origin of processes over a graph; the limits are those that worker.py takes."""
    return (Forked if hasattr(os, "fork") else Spawned)(graph, **limits)


class _Opening:
    """The command that opens a graph, and the N-Quads that it is to be given."""

    def __init__(self, graph: Graph, **limits: Any) -> None:
        self._graph, self._limits = graph, limits

    def command(self, *, forks: bool) -> tuple[tuple[str, ...], bytes]:
        folder, quads = (str(self._graph), b"") if isinstance(self._graph, Path) else ("", self._graph())
        told = {"store": folder, "length": len(quads), "forks": forks, **self._limits}
        return (sys.executable, "-P", _PROGRAM, json.dumps(told)), quads


class Forked:
    """Processes that are copies of one. If that dies, another takes its place when the next is started."""

    def __init__(self, graph: Graph, **limits: Any) -> None:
        self._opening = _Opening(graph, **limits)
        self._first: asyncio.subprocess.Process | None = None
        self._control: socket.socket | None = None
        self._opens = asyncio.Lock()
        self._starting: deque[Process] = deque()
        self._running: dict[int, Process] = {}
        self._heard = b""

    async def __aenter__(self) -> Self:
        await self._open()
        return self

    async def __aexit__(self, *error: object) -> None:
        self._leave()
        await self._end()

    async def start(self) -> Process:
        """A new process, when it is ready. ConnectionError if it cannot open the graph."""
        control = await self._open()
        ours, theirs = socket.socketpair()
        process = Process()
        with theirs:
            self._starting.append(process)
            try:
                socket.send_fds(control, [b"+"], [theirs.fileno()])
            except OSError as error:
                self._leave()
                raise ConnectionResetError from error
        ours.setblocking(False)
        await asyncio.get_running_loop().create_connection(lambda: process, sock=ours)
        return await process.started()

    async def _open(self) -> socket.socket:
        """The line to the process that has opened the graph."""
        async with self._opens:
            if self._control:
                return self._control
            loop = asyncio.get_running_loop()
            command, quads = self._opening.command(forks=True)
            ours, theirs = socket.socketpair()
            with theirs:
                self._first = await asyncio.create_subprocess_exec(*command, stdin=theirs.fileno(), stdout=DEVNULL)
            ours.setblocking(False)
            ready = b""
            try:
                with suppress(OSError):
                    await loop.sock_sendall(ours, quads)
                    ready = await loop.sock_recv(ours, 1)
            finally:
                if not ready:
                    ours.close()
                    await self._end()
            if not ready:
                raise ConnectionResetError
            self._control = ours
            loop.add_reader(ours, self._hear)
            return ours

    async def _end(self) -> None:
        if self._first:
            with suppress(ProcessLookupError):
                self._first.kill()
            await self._first.wait()

    def _hear(self) -> None:
        """Takes note of which processes have started, and which have ended."""
        assert self._control
        try:
            heard = self._control.recv(1 << 16)
        except BlockingIOError:
            return
        except OSError:
            heard = b""
        if not heard:
            self._leave()
            return
        *lines, self._heard = (self._heard + heard).split(b"\n")
        for line in lines:
            pid, *status = map(int, line.split())
            if status:
                self._running.pop(pid).end(*status)
            else:
                self._running[pid] = self._starting.popleft()
                self._running[pid].number.set_result(pid)

    def _leave(self) -> None:
        """Gives up the line to the process that has opened the graph; of what it started nobody can tell any more."""
        if self._control:
            asyncio.get_running_loop().remove_reader(self._control)
            self._control.close()
            self._control = None
        self._heard = b""
        for process in (*self._starting, *self._running.values()):
            process.kill()
            process.end(_LOST)
        self._starting.clear()
        self._running.clear()


class Spawned:
    """Processes that each open the graph."""

    def __init__(self, graph: Graph, **limits: Any) -> None:
        self._opening = _Opening(graph, **limits)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None: ...

    async def start(self) -> Process:
        """A new process, when it is ready. ConnectionError if it cannot open the graph."""
        command, quads = self._opening.command(forks=False)
        process = Process()
        pipes = _Pipes(process)
        await asyncio.get_running_loop().subprocess_exec(lambda: pipes, *command, stderr=None)
        process.ask(quads)
        try:
            return await process.started()
        except BaseException:
            process.kill()
            await process.wait()
            raise


class _Pipes(asyncio.SubprocessProtocol):
    """The standard input and output of a process."""

    def __init__(self, process: Process) -> None:
        self._process = process

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        assert isinstance(transport, asyncio.SubprocessTransport)
        self._transport = transport
        self._process.number.set_result(transport.get_pid())
        stdin = transport.get_pipe_transport(0)
        assert stdin
        self._process.connection_made(stdin)

    def pipe_data_received(self, fd: int, data: bytes) -> None:
        self._process.data_received(data)

    def process_exited(self) -> None:
        self._process.end(self._transport.get_returncode() or 0)
        self._transport.close()
