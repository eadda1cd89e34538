"""Queries that run away are cut at their limit, and nobody else waits for them."""

import asyncio
import os
import signal
import socket
import time
from collections import Counter
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import pytest
from served import Reply, Server, build, serving

from kg.errors import InputError
from kg.serving.app import create, run
from kg.serving.workers import Limits, Question, Workers, origin_of

FIVE = "?a ?b ?c . ?d ?e ?f . ?g ?h ?i . ?j ?k ?l . ?m ?n ?o ."
COUNT = f"SELECT (COUNT(*) AS ?count) {{ {FIVE} }}"
DOUBLED = "".join(f"BIND (CONCAT(?t{n}, ?t{n}) AS ?t{n + 1}) " for n in range(40))
PROCESSES = 5  # the one that has opened the graph, and its copies: two for clients, two for named queries
HANGS = 120  # seconds after which what is waited for will not come


def long_text(doublings: int) -> str:
    """A query for a text of 2 ** doublings characters."""
    return f"SELECT ?t{doublings} {{ BIND ('x' AS ?t0) {DOUBLED.partition(f'?t{doublings})')[0]}?t{doublings}) }}"


def nested(depth: int) -> bytes:
    return b"ASK {" + b"{" * depth + b"}" * depth + b"}"


def pages_beside(asked: list[Future[Reply]], server: Server) -> int:
    """How many times a page answers before all queries that were asked have ended."""
    answered = 0
    while not all(future.done() for future in asked):
        assert server.ask("/api/query/towns-with-several-clusters").status == 200
        answered += 1
    return answered


needs_proc = pytest.mark.skipif(not Path("/proc/self/statm").exists(), reason="memory and children are read in /proc")


def children(process: int) -> list[int]:
    """The processes that one has started, and those that these have."""
    found: list[int] = []
    with suppress(FileNotFoundError):  # it has ended meanwhile, or one of its threads has
        for task in Path(f"/proc/{process}/task").iterdir():
            found += map(int, (task / "children").read_text().split())
    return [each for child in found for each in (child, *children(child))]


@pytest.mark.parametrize(
    ("query", "statuses"),
    [
        pytest.param(COUNT, {504}, id="a cartesian product that is counted"),
        pytest.param(f"SELECT * {{ {FIVE} }}", {504, 507}, id="a cartesian product in full"),
        pytest.param(f"CONSTRUCT {{ ?a ?b ?o }} {{ {FIVE} }}", {504, 507}, id="a graph of it"),
        pytest.param(f"SELECT ?a {{ {FIVE} }} ORDER BY ?o ?a", {504, 507}, id="sorted"),
        pytest.param(long_text(27), {504, 507}, id="a text of 134 MB"),
        pytest.param(long_text(40), {504, 507}, id="a text of a terabyte"),
        pytest.param(
            f"SELECT (GROUP_CONCAT(?w) AS ?all) {{ {FIVE} BIND (STR(?a) AS ?w) }}", {504, 507}, id="a long list"
        ),
    ],
)
def test_a_query_is_cut_at_its_limit_and_the_next_is_answered(server: Server, query: str, statuses: set[int]) -> None:
    reply = server.sparql(query, "*/*")
    assert reply.status in statuses, reply.text
    assert server.sparql("ASK {}").boolean


@pytest.mark.parametrize(
    "pattern",
    ["^(a+)+$", "(.*a){20}$", "((((a{99}){99}){99}){99}){99}", "(?:a?){5000}a{5000}", "(" * 5000 + ")" * 5000],
)
def test_a_bomb_of_a_regular_expression_ends(server: Server, pattern: str) -> None:
    text = "a" * 20_000 + "!"
    query = f"SELECT ?found {{ BIND (REGEX('{text}', '{pattern}') AS ?found) }}"
    reply = server.ask("/sparql", method="POST", body=query.encode(), Content_Type="application/sparql-query")
    assert reply.status in (200, 504, 507)
    assert server.sparql("ASK {}").boolean


@pytest.mark.parametrize("depth", [250, 1000])
def test_a_query_that_is_nested_too_deep_is_refused(server: Server, depth: int) -> None:
    reply = server.ask("/sparql", method="POST", body=nested(depth), Content_Type="application/sparql-query")
    assert reply.status == 400
    assert "nested too deep" in reply.text
    assert server.sparql("ASK {}").boolean


def test_more_rows_than_are_given_are_refused(tmp_path: Path) -> None:
    with serving(build(tmp_path / "build"), seconds=HANGS, rows=3000, workers=1) as server:
        assert server.sparql(f"SELECT * {{ {FIVE} }}", "*/*").status == 507


def test_pages_answer_while_queries_run_away(server: Server) -> None:
    with ThreadPoolExecutor(8) as pool:
        asked = [pool.submit(server.sparql, query) for query in (COUNT, f"SELECT * {{ {FIVE} }}", long_text(27)) * 2]
        answered = pages_beside(asked, server)
        statuses = {future.result().status for future in asked}
    assert answered > 2  # a page that waits for a query answers when the query ends, once or twice
    assert statuses <= {503, 504, 507}


def test_two_hundred_clients_get_an_answer_or_are_asked_to_come_back(server: Server) -> None:
    with ThreadPoolExecutor(200) as pool:
        asked = [pool.submit(server.sparql, "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }") for _ in range(200)]
        assert server.ask("/id/report/heshan.txt").status == 200
        replies = [future.result() for future in asked]
    statuses = Counter(reply.status for reply in replies)
    assert set(statuses) <= {200, 503}
    assert statuses[200] >= 64  # those that wait
    assert len({reply.body for reply in replies if reply.status == 200}) == 1
    assert all(int(reply.headers["retry-after"]) >= 1 for reply in replies if reply.status == 503)


def test_quick_queries_do_not_wait_for_slow_ones(tmp_path: Path) -> None:
    quick = "SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"

    def asked(count: int) -> float:
        """The time that 19 of 20 quick queries stay below, thirty at once; none is refused."""

        def ask(_: int) -> float:
            start = time.monotonic()
            assert server.sparql(quick).status == 200
            return time.monotonic() - start

        with ThreadPoolExecutor(30) as clients:
            return sorted(clients.map(ask, range(count)))[count * 19 // 20 - 1]

    with serving(build(tmp_path / "build"), seconds=15, quick=0.1) as server, ThreadPoolExecutor(8) as pool:
        ratios = []
        for _ in range(3):
            alone = asked(150)
            slow = [pool.submit(server.sparql, COUNT) for _ in range(8)]
            ratios.append(asked(150) / alone)
            if ratios[-1] < 8:
                break
            for each in slow:
                each.result()
        server.process.terminate()  # nobody waits for the slow ones
    assert min(ratios) < 8


def test_quick_queries_are_answered_before_slow_ones_that_differ(tmp_path: Path) -> None:
    with serving(build(tmp_path / "build"), seconds=HANGS, quick=0.1) as server, ThreadPoolExecutor(38) as pool:
        slow = [pool.submit(server.sparql, f"{COUNT} # {n}") for n in range(8)]
        quick = list(pool.map(server.sparql, ["SELECT (COUNT(*) AS ?n) { ?s ?p ?o }"] * 150))
        early = [future for future in slow if future.done()]
        server.process.terminate()  # nobody waits for the slow ones
    assert [reply.status for reply in quick] == [200] * 150
    assert not early


def test_queries_that_wait_for_their_place_among_the_slow_ones_are_answered(tmp_path: Path) -> None:
    heavy = "SELECT (COUNT(*) AS ?n) { { SELECT ?c { ?a ?b ?c } LIMIT 90 } ?d ?e ?f FILTER (STR(?c) != STR(?f)) }"
    with (
        serving(build(tmp_path / "build"), seconds=HANGS, quick=0.001, workers=1, slow=1) as server,
        ThreadPoolExecutor(5) as pool,
    ):
        replies = list(pool.map(server.sparql, [heavy, heavy, "ASK {}", heavy, heavy]))
    assert [reply.status for reply in replies] == [200] * 5
    assert len({reply.body for reply in replies}) == 2


def test_a_slow_query_that_is_asked_again_takes_no_time_of_the_quick_ones(tmp_path: Path) -> None:
    def asked() -> float:
        start = time.monotonic()
        assert server.sparql(COUNT).status == 503
        return time.monotonic() - start

    limits = {"seconds": HANGS, "quick": 1, "workers": 1, "slow": 0, "waiting": 0}  # no slow one is answered
    with serving(build(tmp_path / "build"), **limits) as server:
        first, *later = (asked() for _ in range(4))
    assert first > 1
    assert min(later) < 0.5


def test_a_query_that_was_slow_once_is_no_slow_one_for_ever(tmp_path: Path) -> None:
    question = Question("ASK {}")

    async def asked() -> list[bool]:
        async with origin_of(bytes, Limits()) as origin, Workers(origin, Limits()) as workers:
            workers._known.append(hash(question))
            slow = []
            for _ in range(2):
                slow.append(hash(question) in workers._known)
                assert (await workers.answer(question)).media == question.bindings
            return slow

    assert asyncio.run(asked()) == [True, False]


@needs_proc
def test_a_quick_query_that_waits_for_the_processor_is_no_slow_one(tmp_path: Path) -> None:
    limits = {"seconds": HANGS, "quick": 0.1, "workers": 1, "slow": 0, "waiting": 0}  # no slow one is answered
    with serving(build(tmp_path / "build"), **limits) as server, ThreadPoolExecutor(1) as pool:
        workers = children(server.process.pid)
        for each in workers:
            os.kill(each, signal.SIGSTOP)
        asked = pool.submit(server.sparql, "ASK {}")
        time.sleep(1)
        for each in workers:
            os.kill(each, signal.SIGCONT)
        assert asked.result().status == 200
        assert server.sparql(COUNT).status == 503


def test_more_than_can_wait_are_refused_at_once(tmp_path: Path) -> None:
    limits = {"seconds": 2, "quick": 0.05, "workers": 1, "slow": 1, "waiting": 2}
    with serving(build(tmp_path / "build"), **limits) as server, ThreadPoolExecutor(9) as pool:
        replies = list(pool.map(server.sparql, [COUNT] * 9))
    statuses = Counter(reply.status for reply in replies)
    assert statuses[503] >= 6
    assert statuses[504] >= 1


def test_who_hangs_up_frees_the_place(tmp_path: Path) -> None:
    with serving(build(tmp_path / "build"), seconds=2 * HANGS, workers=1) as server:
        with pytest.raises(TimeoutError):
            server.ask("/sparql?query=" + COUNT.replace(" ", "+").replace("?", "%3F"), timeout=0.5)
        assert server.sparql("ASK {}").boolean


def memory(process: int) -> int:
    """The bytes in memory of a process and its children."""
    pages = 0
    for each in (process, *children(process)):
        with suppress(FileNotFoundError):  # a child that has ended meanwhile
            pages += int(Path(f"/proc/{each}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGESIZE")


@needs_proc
def test_memory_returns(server: Server) -> None:
    def ask_all() -> None:
        for query in (f"SELECT * {{ {FIVE} }}", long_text(27), long_text(19)):
            server.sparql(query)

    ask_all()
    time.sleep(0.5)
    before = memory(server.process.pid)
    ask_all()
    deadline = time.monotonic() + HANGS
    while memory(server.process.pid) >= before + 20_000_000:
        assert time.monotonic() < deadline
        time.sleep(0.05)


@needs_proc
def test_no_process_is_left_behind(tmp_path: Path) -> None:
    with serving(build(tmp_path / "build"), seconds=1) as server:
        first = children(server.process.pid)
        server.sparql(COUNT)
        assert len(first) == PROCESSES
        deadline = time.monotonic() + HANGS
        while len(later := children(server.process.pid)) != PROCESSES or set(later) == set(first):
            assert time.monotonic() < deadline
            time.sleep(0.05)
    assert not [each for each in (*first, *later) if Path(f"/proc/{each}").exists()]


@needs_proc
def test_a_process_that_dies_is_replaced(tmp_path: Path) -> None:
    with serving(build(tmp_path / "build"), seconds=2, workers=1) as server:
        for each in children(server.process.pid):
            os.kill(each, signal.SIGKILL)
        assert server.sparql("ASK {}").status in (200, 507)
        assert server.sparql("ASK {}").boolean


def test_service_opens_no_connection(server: Server) -> None:
    with socket.create_server(("127.0.0.1", 0)) as listening:
        listening.settimeout(0.3)
        port = listening.getsockname()[1]
        there = f"<http://127.0.0.1:{port}/>"
        for query in (f"SELECT * {{ SERVICE {there} {{ ?s ?p ?o }} }}", f"LOAD {there}", f"ASK FROM {there} {{}}"):
            assert server.sparql(query).status in (400, 403)
        with pytest.raises(TimeoutError):
            listening.accept()


def test_a_folder_that_is_no_build_cannot_be_served(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a build"):
        create(tmp_path)
    (tmp_path / "manifest.json").write_text('{"reports": {}}', "utf-8")
    with pytest.raises(InputError, match=r"is damaged: facts\.jsonl is missing"):
        create(tmp_path)


def test_a_port_that_is_taken_is_told(tmp_path: Path) -> None:
    folder = build(tmp_path / "build")
    with socket.create_server(("127.0.0.1", 0)) as taken, pytest.raises(InputError, match="--port"):
        run(folder, str, port=taken.getsockname()[1])
