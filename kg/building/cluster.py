"""The works of a build done by the workers of a Dask cluster, on many machines, of which any may end at any time."""

import pickle
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from hashlib import sha256
from typing import Any, TypeVar

from kg.building.cache import made_by
from kg.building.crew import Alone, Crew, in_order
from kg.errors import InputError
from kg.messages import message

_Item = TypeVar("_Item")
_Result = TypeVar("_Result")

_PATIENCE = 20  # seconds that a cluster may take to answer


class Cluster:
    """The workers behind a client of Dask's. A work that a worker was at as it ended is done again by another."""

    def __init__(self, client: Any, killed: type[Exception]) -> None:
        self._client = client
        self._killed = killed
        self._threads = sum(client.nthreads().values())

    def each(
        self,
        work: Callable[[_Item], _Result],
        items: Iterable[_Item],
        *,
        name: Callable[[_Item], str],
        weight: Callable[[_Item], int],
        killed: Callable[[_Item], _Result],
    ) -> Iterator[tuple[_Item, _Result]]:
        """As `Crew` says; `killed` where several workers ended at a value."""

        def ended(item: _Item, future: Any) -> _Result:
            if future is None:
                return work(item)
            try:
                result: _Result = future.result()
            except self._killed:
                return killed(item)
            finally:
                future.release()
            return result

        def begun(item: _Item) -> Any:
            return self._submitted(work, item) if weight(item) else None

        yield from in_order(items, begun, ended, weight, lambda: self._threads)

    @property
    def here(self) -> Crew:
        """This process: the workers may be on other machines."""
        return Alone(_nobody)

    def _submitted(self, work: Callable[[_Item], _Result], item: _Item) -> Any:
        """The work on a value under a key of all that the value holds, as a cluster gives one result for one key."""
        key = f"{work.__name__}-{sha256(pickle.dumps(item)).hexdigest()}-{made_by()}"
        with warnings.catch_warnings():
            warnings.filterwarnings("ignore", message="Sending large graph")  # a block is some megabytes
            return self._client.submit(work, item, key=key)


@contextmanager
def cluster(address: str) -> Iterator[Crew]:
    """The workers of the Dask cluster at an address such as tcp://127.0.0.1:8786, for as long as the block lasts.

    InputError if Dask is not installed, if no cluster or no worker answers, or if a worker has another jiqun.
    """
    try:
        from distributed import Client, KilledWorker
    except ImportError as error:
        raise InputError(message("dask_missing")) from error
    try:
        client = Client(address, timeout=_PATIENCE, set_as_default=False)  # type: ignore[no-untyped-call]
    except (OSError, ValueError) as error:
        raise InputError(message("dask_closed", address=address, why=error)) from error
    with client:
        try:
            client.wait_for_workers(1, timeout=_PATIENCE)
        except TimeoutError as error:
            raise InputError(message("dask_idle", address=address)) from error
        for worker, told in client.run(_made_by, on_error="return").items():
            if told != made_by():
                raise InputError(message("dask_other", worker=worker))
        yield Cluster(client, KilledWorker)


def _nobody(_name: str, _page: int, _pages: int) -> None:
    """Nobody is told."""


def _made_by() -> str:
    return made_by()
