"""How the processor time of a piece of work grows with its size, whatever else the machine does."""

import time
from collections.abc import Callable

MOST = 2.3  # times as long at twice the size
ROUNDS = 5


def seconds(work: Callable[[], object]) -> float:
    """The processor time that work takes in this process."""
    start = time.process_time()
    work()
    return time.process_time() - start


def per_doubling(work: Callable[[int], Callable[[], object]], size: int, fixed: float = 0.0) -> float:
    """By how much the time grows at twice the size, between a size and four times it; `fixed` seconds are left out.

    `work` makes ready what a size takes and gives what is timed. Each size is timed until its growth is within bounds,
    five times at most, and its least time taken: whatever disturbs a measurement lengthens it.
    """
    least = {size: float("inf"), 4 * size: float("inf")}
    for _ in range(ROUNDS):
        for each, before in least.items():
            least[each] = min(before, seconds(work(each)))
        grown = ((least[4 * size] - fixed) / max(least[size] - fixed, 0.001)) ** 0.5
        if grown < MOST:
            break
    return grown
