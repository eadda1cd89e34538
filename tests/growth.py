"""How the processor time of a piece of work grows with its size, whatever else the machine does."""

import gc
import time
from collections.abc import Callable

MOST = 2.3  # times as long at twice the size
ROUNDS = 8


def seconds(work: Callable[[], object]) -> float:
    """The processor time that work takes in this process; what there is already is left out of collecting garbage."""
    gc.freeze()
    start = time.process_time()
    work()
    return time.process_time() - start


def per_doubling(work: Callable[[int], Callable[[], object]], size: int, nothing: int | None = None) -> float:
    """By how much the time grows at twice the size, between a size and eight times it.

    `work` makes ready what a size takes and gives what is timed; what it takes of the size `nothing` is left out. Each
    size is timed until its growth is within bounds, eight times at most, and its least time taken: whatever disturbs a
    measurement lengthens it.
    """
    least = dict.fromkeys([size, 8 * size, *([] if nothing is None else [nothing])], float("inf"))
    for _ in range(ROUNDS):
        for each, before in least.items():
            least[each] = min(before, seconds(work(each)))
        fixed = 0.0 if nothing is None else least[nothing]
        grown = ((least[8 * size] - fixed) / max(least[size] - fixed, 0.001)) ** (1 / 3)
        if grown < MOST:
            break
    return grown
