"""A request sees one build, all of it, while another is made and after it; where there is none, it is told so.

KG_BUILDS=30 serves as many builds one after another, ten as usual.
"""

import asyncio
import gc
import json
import os
import time
import weakref
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from served import Server, build, serving
from test_serving_limits import children, needs_proc

from kg import building
from kg.serving import builds as builds_module
from kg.serving.build import Served, opened
from kg.serving.builds import Builds
from kg.serving.workers import Limits, Question

BUILDS = int(os.environ.get("KG_BUILDS", "10"))
FEW = Limits(workers=1)
ONE, OTHER = "竹溪", "松岭"
REPORT = """{0}县产业集群发展情况
一、{0}竹器产业集群
{0}竹器产业集群分布在{0}镇，现有企业720家，2023年实现产值95亿元。骨干企业有{0}竹业有限公司。
"""
PLACES = "SELECT ?name { ?thing <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }"
GRAPHS = "SELECT DISTINCT ?name { GRAPH ?graph { ?claim ?p ?name } FILTER (isLiteral(?name)) }"
ASKED = (
    "/zh/index.html",
    "/zh/search.js",
    "/zh/towns.csv",
    "/api/reports",
    "/api/query/entities",
    "/api/search?q=zhu",
    f"/sparql?{urlencode({'query': PLACES})}",
    f"/sparql?{urlencode({'query': GRAPHS})}",
)


def until(found: Callable[[], bool], seconds: float = 120) -> None:
    end = time.monotonic() + seconds
    while not found():
        assert time.monotonic() < end
        time.sleep(0.1)


def anew(folder: Path) -> None:
    """The same build, made again."""
    said = (folder / "manifest.json").read_bytes()
    (folder / "manifest.new").write_bytes(said)
    (folder / "manifest.new").replace(folder / "manifest.json")


def test_an_answer_is_wholly_of_one_build_while_others_are_made(tmp_path: Path) -> None:
    folder = tmp_path / "build"
    reports = {}
    for name in (ONE, OTHER):
        reports[name] = tmp_path / f"{name}.txt"
        reports[name].write_text(REPORT.format(name), "utf-8")
    building.build([reports[ONE]], folder)
    seen: set[str] = set()
    with serving(folder) as server, ThreadPoolExecutor(2) as pool:

        def ask_on(path: str) -> None:
            reply = server.ask(path)
            told = json.dumps(json.loads(reply.text), ensure_ascii=False) if "json" in reply.type else reply.text
            assert reply.status == 200, told
            mentioned = {name for name in (ONE, OTHER) if name in told}
            assert len(mentioned) == 1, (path, mentioned)
            seen.update(mentioned)

        for name in (OTHER, ONE, OTHER):
            making = pool.submit(building.build, [reports[name]], folder)
            seen.clear()
            end = time.monotonic() + 120
            while name not in seen:
                for path in ASKED:
                    ask_on(path)
                assert time.monotonic() < end
            making.result()
            seen.clear()
            list(pool.map(ask_on, ASKED * 2))
            assert seen == {name}
        assert server.troubles.read_text() == ""


def test_a_build_that_is_gone_is_told_in_the_readers_language_until_it_is_back(tmp_path: Path) -> None:
    folder, away = build(tmp_path / "build"), tmp_path / "away"

    def status(server: Server, path: str) -> int:
        return server.ask(path, Accept="text/html").status

    with serving(folder) as server:
        folder.rename(away)
        until(lambda: status(server, "/zh/index.html") == 503)
        zh = server.ask("/zh/index.html", Accept="text/html", Accept_Language="en")
        assert (zh.headers["retry-after"], 'lang="zh-Hans"' in zh.text, "自动恢复" in zh.text) == ("5", True, True)
        en = server.ask("/id/place/999901", Accept="text/html", Accept_Language="en-GB")
        assert (en.status, "by itself" in en.text) == (503, True)
        told = server.ask("/api/reports")
        assert (told.status, told.type) == (503, "application/problem+json")
        assert server.sparql("ASK {}").status == 503
        assert server.ask("/assets/site.css").status == 200
        time.sleep(3)  # looks at a folder that is not there
        away.rename(folder)
        until(lambda: status(server, "/zh/index.html") == 200)
        assert server.sparql("ASK {}").boolean
        [line] = server.troubles.read_text().splitlines()
        assert "is gone" in line


def test_a_build_that_cannot_be_opened_leaves_the_one_before(tmp_path: Path) -> None:
    folder = build(tmp_path / "build")
    with serving(folder) as server:
        whole = (folder / "graph.nq").read_bytes()
        (folder / "graph.nq").write_bytes(b"no graph")
        anew(folder)
        until(lambda: server.troubles.stat().st_size > 0)
        assert server.ask("/zh/index.html").status == 200
        assert server.sparql("ASK {}").boolean
        (folder / "graph.nq").write_bytes(whole)
        [line] = server.troubles.read_text().splitlines()
        assert "not N-Quads" in line


@needs_proc
def test_nothing_is_left_of_builds_that_were_served(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(builds_module, "_PERIOD", 3600)  # the test looks itself
    folder = build(tmp_path / "build")

    others = set(children(os.getpid()))  # that an earlier test has left to end

    async def rebuild() -> tuple[int, int, int, int]:
        first = opened(folder)
        opened_ones = [weakref.ref(first)]
        builds = Builds(folder, first, FEW)
        del first
        async with builds:
            files = 0
            for turn in range(BUILDS):
                with builds.held() as before:
                    anew(folder)
                    await builds.look()
                    assert before is not None
                    answer = await before.workers.answer(Question("ASK {}"))  # it lasts as long as a request needs it
                    assert json.loads(answer.body)["boolean"]
                with builds.held() as now:
                    assert now is not None
                    assert now is not before
                    opened_ones.append(weakref.ref(now.build))
                del before, now
                if turn == 3:
                    await asyncio.sleep(1)
                    files = len(list(Path("/proc/self/fd").iterdir()))
            for _ in range(300):  # what is closed, and the thread that makes its pages, ends in its own time
                await asyncio.sleep(0.2)
                gc.collect()
                alive = sum(each() is not None for each in opened_ones)
                if (alive, len(set(children(os.getpid())) - others)) == (1, 3):
                    break
            return alive, len(set(children(os.getpid())) - others), files, len(list(Path("/proc/self/fd").iterdir()))

    alive, processes, before, after = asyncio.run(rebuild())
    assert (alive, processes) == (1, 3)  # the process that has opened the graph, and two copies
    assert after <= before + 4


def test_a_large_build_is_served_from_a_copy_of_its_store(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.store.LARGE", 1)
    report, folder = tmp_path / f"{ONE}.txt", tmp_path / "build"
    report.write_text(REPORT.format(ONE), "utf-8")
    building.build([report], folder)
    found: Served = opened(folder)
    assert isinstance(found.graph, Path)
    kept = found.graph
    (folder / "store").rename(tmp_path / "away")
    assert len(list(found.store)) > 100

    async def ask() -> bytes:
        builds = Builds(folder, found, FEW)
        async with builds:
            with builds.held() as site:
                assert site is not None
                return (await site.workers.answer(Question("ASK { ?s ?p ?o }"))).body

    assert json.loads(asyncio.run(ask()))["boolean"]
    assert not kept.exists()
