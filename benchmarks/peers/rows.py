"""The rows that all benchmarks give: ours beside a peer's in one run, with the least and the most of its rounds."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from statistics import median
from time import perf_counter, process_time


@dataclass(frozen=True, slots=True)
class Row:
    """What was measured (with its unit and the peer), both medians, the median ratio, its least and its most."""

    what: str
    ours: float
    peer: float
    ratio: float
    spread: tuple[float, float]


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the table, and what was left out of it with the reason."""

    name: str
    rows: tuple[Row, ...]
    left_out: tuple[str, ...] = ()


def row(what: str, ours: Sequence[float], peer: Sequence[float]) -> Row:
    """The row of rounds of which each has one value of ours and one of the peer."""
    ratios = sorted(one / max(other, 1e-9) for one, other in zip(ours, peer, strict=True))
    spread = (round(ratios[0], 3), round(ratios[-1], 3))
    return Row(what, _shown(median(ours)), _shown(median(peer)), round(median(ratios), 3), spread)


def _shown(value: float) -> float:
    return float(f"{value:.4g}")


def cpu(work: Callable[[], object]) -> float:
    """The seconds of processor time that work takes."""
    began = process_time()
    work()
    return process_time() - began


def wall(work: Callable[[], object]) -> float:
    """The seconds that pass while something works, in whatever process."""
    began = perf_counter()
    work()
    return perf_counter() - began


def missing(*packages: str) -> tuple[str, ...]:
    """Of these packages those that are not installed, as what is left out."""
    return tuple(f"{name} is not installed" for name in packages if find_spec(name) is None)
