"""How the processor time of a piece of work grows with its size, whatever else the machine does."""

import gc
import time
from collections.abc import Callable

MOST = 2.3  # times as long at twice the size
ROUNDS = 8
PIECES = 8


def seconds(work: Callable[[], object]) -> float:
    """The processor time that work takes in this process; what there is already is left out of collecting garbage."""
    gc.freeze()
    start = time.process_time()
    work()
    return time.process_time() - start


def per_doubling(work: Callable[[int], Callable[[], object]], size: int) -> float:
    """By how much the time grows at twice the size, between a size and eight times it.

    `work` makes ready what a size takes and gives what is timed. A whole of eight times the size is timed beside eight
    pieces of the size, so that both take as long and meet the same disturbances, and again while it seems to grow too
    much.
    """
    grown = float("inf")
    for _ in range(ROUNDS):
        pieces = sum(seconds(work(size)) for _ in range(PIECES))
        grown = min(grown, doubled(seconds(work(PIECES * size)), pieces))
        if grown < MOST:
            break
    return grown


def doubled(whole: float, pieces: float) -> float:
    """The growth at twice the size, from the times of a whole of eight times a size and of eight pieces."""
    return 2.0 * (whole / max(pieces, 1e-9)) ** (1 / 3)


def per_doubling_beyond(nothing: int, work: Callable[[int], Callable[[], object]], size: int) -> float:
    """The same for work of which what it takes of the size `nothing` is left out as often as it is in what is timed."""
    grown = float("inf")
    for _ in range(ROUNDS):
        bare = sum(seconds(work(nothing)) for _ in range(PIECES))
        pieces = sum(seconds(work(size)) for _ in range(PIECES)) - bare
        whole = seconds(work(PIECES * size)) - bare / PIECES
        if whole > 0:
            grown = min(grown, doubled(whole, max(pieces, PIECES * 0.001)))
        if grown < MOST:
            break
    return grown
