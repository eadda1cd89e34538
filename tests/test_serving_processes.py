"""Processes that answer, whether they are copies of one or each opens the graph: asked, killed, lost, left alone."""

import asyncio
import json
import os
import signal
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest
from test_serving_limits import children, needs_proc

from kg import store
from kg.serving.processes import Forked, Graph, Origin, Process, Spawned

LIMITS = {"seconds": 10.0, "rows": 100, "size": 100_000, "memory": 1_000_000_000, "prefixes": {}}
QUADS = b'<urn:a> <urn:p> "1" .\n<urn:b> <urn:p> "2" .\n'
ASKED = json.dumps(["SELECT ?s { ?s ?p ?o } ORDER BY ?s", None, None, "text/csv", None]).encode() + b"\n"
Kind = Callable[..., Origin]


def quads() -> bytes:
    return QUADS


async def within(kind: Kind, graph: Graph, use: Callable[[Origin], Awaitable[None]]) -> None:
    async with asyncio.timeout(60), kind(graph, **LIMITS) as origin:
        await use(origin)


@pytest.mark.parametrize("kind", [Forked, Spawned])
@pytest.mark.parametrize("where", ["memory", "disk"])
def test_each_process_answers_and_ends(kind: Kind, where: str, tmp_path: Path) -> None:
    store.write(tmp_path / "store", QUADS)

    async def use(origin: Origin) -> None:
        started = [await origin.start() for _ in range(2)]
        for process in started * 2:
            head, body = await process.ask(ASKED)
            assert (head["media"], body.split()) == ("text/csv", [b"s", b"urn:a", b"urn:b"])
        for process in started:
            process.kill()
            assert await process.wait() == -signal.SIGKILL
            with pytest.raises(ConnectionError):
                await process.ask(ASKED)

    asyncio.run(within(kind, quads if where == "memory" else tmp_path / "store", use))


@pytest.mark.parametrize("kind", [Forked, Spawned])
def test_who_asks_a_process_that_dies_is_told(kind: Kind) -> None:
    async def use(origin: Origin) -> None:
        process = await origin.start()
        os.kill(process.pid, signal.SIGSTOP)
        telling = process.ask(ASKED)
        process.kill()
        with pytest.raises(ConnectionError):
            await telling
        assert await process.wait() == -signal.SIGKILL

    asyncio.run(within(kind, quads, use))


@pytest.mark.parametrize("kind", [Forked, Spawned])
def test_a_graph_that_cannot_be_opened_gives_no_process(kind: Kind, capfd: pytest.CaptureFixture[str]) -> None:
    async def use() -> None:
        async with kind(lambda: b"no quads", **LIMITS) as origin:
            await origin.start()

    with pytest.raises(ConnectionError):
        asyncio.run(use())
    assert "SyntaxError" in capfd.readouterr().err


@needs_proc
def test_copies_of_a_process_that_dies_go_with_it_and_the_next_comes_from_another() -> None:
    async def use(origin: Origin) -> None:
        before = await origin.start()
        [first] = set(children(os.getpid())) - others - {before.pid}
        os.kill(first, signal.SIGKILL)
        await before.wait()
        after: Process = await origin.start()
        assert (await after.ask(ASKED))[0]["media"] == "text/csv"

    others = set(children(os.getpid()))
    asyncio.run(within(Forked, quads, use))


class OtherTransport(asyncio.BaseTransport):
    """One that writes and is no asyncio.WriteTransport by descent, as uvloop's are."""

    def __init__(self) -> None:
        super().__init__()
        self.written = b""

    def write(self, data: bytes) -> None:
        self.written += data


def test_a_loop_may_have_transports_of_its_own() -> None:
    async def use() -> None:
        process, line = Process(), OtherTransport()
        process.connection_made(line)
        process.ask(ASKED)
        assert line.written == ASKED

    asyncio.run(use())
