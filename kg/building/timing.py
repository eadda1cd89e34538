"""How long the stages of a build take."""

from collections.abc import Iterator
from contextlib import contextmanager
from time import perf_counter

STAGES = ("reading", "extraction", "coverage", "identity", "audit", "graph", "store")

Seconds = dict[str, float]
"""The seconds of stages, by name."""


@contextmanager
def timed(seconds: Seconds, stage: str) -> Iterator[None]:
    """Adds the seconds that something takes to those of a stage."""
    start = perf_counter()
    try:
        yield
    finally:
        seconds[stage] = seconds.get(stage, 0) + perf_counter() - start


def added(seconds: Seconds, more: Seconds) -> None:
    """Adds the seconds of one work to those of all."""
    for stage, spent in more.items():
        seconds[stage] = seconds.get(stage, 0) + spent
