"""How far the reading of a long file has come, for whoever waits for it: a scanned page takes seconds."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar

Listener = Callable[[int, int], None]
"""Is told how many pages are read, and how many there are."""

_listener: ContextVar[Listener | None] = ContextVar("listener", default=None)


@contextmanager
def heard(listener: Listener) -> Iterator[None]:
    """Tells a listener of the pages that are read meanwhile."""
    token = _listener.set(listener)
    try:
        yield
    finally:
        _listener.reset(token)


def tell(done: int, total: int) -> None:
    """Says how many of so many pages are read."""
    listener = _listener.get()
    if listener:
        listener(done, total)
