"""Lines in any number made one sorted text, each line once, in a bounded memory: sorted runs on disk, merged by ranges.

The ranges are told by a sample of the lines (sample sort); each is sorted in memory, where runs that are in order cost
next to nothing.
"""

import mmap
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path

from kg.store import place

CHUNK = 64_000_000
"""The bytes that are sorted at once."""

_SAMPLES = 64  # of a run


class Runs:
    """Sorted runs of lines in a folder, which must be there."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._runs: list[Path] = []

    def add(self, lines: bytes) -> None:
        """Keeps a run of whole lines, in any order."""
        path = self._folder / f"run-{len(self._runs)}"
        path.write_bytes(b"".join(sorted(lines.splitlines(keepends=True))))
        self._runs.append(path)

    def merged(self) -> Iterator[bytes]:
        """All lines in order, each once, a range after the other."""
        with ExitStack() as open_:
            runs: list[mmap.mmap | bytes] = []
            for path in self._runs:
                if path.stat().st_size:
                    file = open_.enter_context(path.open("rb"))
                    runs.append(open_.enter_context(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)))
            starts = [[0] * len(runs), *([place(run, line, 0) for run in runs] for line in _ranges(runs))]
            for start, end in pairwise([*starts, [len(run) for run in runs]]):
                lines = [line for run, a, b in zip(runs, start, end, strict=True) for line in run[a:b].splitlines(True)]
                lines.sort()
                yield b"".join(line for line, before in zip(lines, [b"", *lines], strict=False) if line != before)


def _ranges(runs: "list[mmap.mmap | bytes]") -> list[bytes]:
    """Lines that part the runs into ranges of about CHUNK bytes."""
    sample: list[tuple[bytes, int]] = []
    for run in runs:
        step = max(1, len(run) // _SAMPLES)
        for at in range(step, len(run), step):
            start = run.rfind(b"\n", 0, at) + 1
            sample.append((run[start : run.find(b"\n", start)], step))
    sample.sort()
    bounds: list[bytes] = []
    held = 0
    for line, step in sample:
        held += step
        if held >= CHUNK and line not in bounds[-1:]:
            bounds.append(line)
            held = 0
    return bounds
