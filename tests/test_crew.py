"""Works are done by this process, by several, by a Dask cluster: what they give is the same, in the same order."""

import os
import signal
import sys
from collections.abc import Iterator
from concurrent.futures import CancelledError, Future
from itertools import count
from pathlib import Path
from time import sleep
from typing import Any

import pytest

from kg.building import build
from kg.building.cluster import Cluster, cluster
from kg.building.crew import Alone, Crew, Processes, processes
from kg.errors import InputError
from kg.reading.pace import tell

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))
from reports import write

HEAVY = 1_000_000  # bytes, enough for other processes to start


def doubled(number: int) -> int:
    return number * 2


def fatal(number: int) -> int:
    """Ends its process at 13."""
    if number == 13:
        os._exit(1)
    return number * 2


def slow(number: int) -> tuple[int, int]:
    sleep(0.1)
    return number * 2, os.getpid()


def paged(number: int) -> int:
    tell(number, 30)
    return number


def silent(_name: str, _page: int, _pages: int) -> None:
    """Tells nobody."""


def each(crew: Crew, work: Any, numbers: Any, weight: int = HEAVY) -> Iterator[tuple[int, Any]]:
    return crew.each(work, numbers, name=str, weight=lambda _: weight, killed=lambda number: -number)


@pytest.mark.parametrize("workers", [1, 2])
def test_what_works_give_comes_in_order(workers: int) -> None:
    with processes(workers, silent) as crew:
        assert isinstance(crew, Alone if workers == 1 else Processes)
        assert list(each(crew, doubled, range(50))) == [(number, number * 2) for number in range(50)]


def test_only_a_few_are_under_way_at_once() -> None:
    taken: list[int] = []
    with processes(2, silent) as crew:
        given = each(crew, doubled, (taken.append(number) or number for number in count()))
        assert [next(given)[1] for _ in range(5)] == [0, 2, 4, 6, 8]
        assert len(taken) < 20


def test_a_little_work_starts_no_process() -> None:
    with processes(2, silent) as crew:
        assert {pid for _, (_, pid) in each(crew, slow, range(3), weight=10)} == {os.getpid()}
        assert os.getpid() not in {pid for _, (_, pid) in each(crew, slow, range(3))}


def test_a_work_that_ends_its_process_costs_itself_alone() -> None:
    with processes(2, silent) as crew:
        given = dict(each(crew, fatal, range(30)))
    assert given == {number: -13 if number == 13 else number * 2 for number in range(30)}


def test_a_work_that_was_cancelled_is_not_waited_for() -> None:
    """As those are that a broken pool had not begun; `concurrent.futures.wait` does not return for one."""
    future: Future[int] = Future()
    future.cancel()
    with pytest.raises(CancelledError):
        Processes(2, silent)._waited(future)


def test_pages_are_told_from_another_process() -> None:
    told: list[tuple[str, int, int]] = []
    with processes(2, lambda *page: told.append(page)) as crew:
        assert len(list(each(crew, paged, range(10)))) == 10
    assert sorted(told) == sorted((str(number), number, 30) for number in range(10))


@pytest.fixture(scope="module")
def dask() -> Iterator[Any]:
    """A cluster of two workers, each a process."""
    distributed = pytest.importorskip("distributed", reason="Dask is not installed: pip install 'jiqun[dask]'")
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0", host="127.0.0.1"
    ) as local:
        yield local


def test_a_cluster_gives_the_same_in_the_same_order(dask: Any) -> None:
    with cluster(dask.scheduler_address) as crew:
        assert isinstance(crew, Cluster)
        assert list(each(crew, doubled, range(50))) == [(number, number * 2) for number in range(50)]


def test_what_a_killed_worker_was_at_is_done_again(dask: Any) -> None:
    with cluster(dask.scheduler_address) as crew:
        given = each(crew, slow, range(40))
        first = [next(given) for _ in range(3)]
        os.kill(first[0][1][1], signal.SIGKILL)
        assert [(number, said[0]) for number, said in [*first, *given]] == [(n, n * 2) for n in range(40)]


def test_two_files_of_one_name_are_two_works(dask: Any) -> None:
    with cluster(dask.scheduler_address) as crew:
        assert [said for _, said in each(crew, doubled, [1, 2, 1])] == [2, 4, 2]


def test_a_build_is_the_same_whoever_does_the_work(dask: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = tmp_path / "reports"
    write(folder, 30)
    monkeypatch.setattr("kg.building.crew._ALONE", 1000)
    outs = [
        build([folder], tmp_path / "alone"),
        build([folder], tmp_path / "processes", workers=2),
        build([folder], tmp_path / "dask", dask=dask.scheduler_address),
    ]
    one, *others = (contents(made.path) for made in outs)
    assert len(outs[0].reports) == 30
    assert all(other == one for other in others)


def contents(folder: Path) -> dict[str, bytes]:
    return {
        str(path.relative_to(folder)): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and path.parent.name != "store"
    }


@pytest.mark.parametrize("address", ["tcp://127.0.0.1:9", "nowhere"])
def test_a_cluster_that_does_not_answer_is_told(address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("distributed", reason="Dask is not installed: pip install 'jiqun[dask]'")
    monkeypatch.setattr(sys.modules["kg.building.cluster"], "_PATIENCE", 1)
    with pytest.raises(InputError, match="does not answer"):
        build([tmp_path], tmp_path / "out", dask=address)
