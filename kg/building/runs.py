"""Lines in any number made one sorted text, each line once, in a bounded memory: sorted runs on disk, merged by ranges.

The ranges are told by a sample of the lines (sample sort); each is sorted in memory, where runs that are in order cost
next to nothing.
"""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import BinaryIO

from kg.store import place

CHUNK = 32_000_000
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
            runs = [open_.enter_context(path.open("rb")) for path in self._runs]
            ends = [path.stat().st_size for path in self._runs]
            starts = [0] * len(runs)
            for line in [*_ranges(runs, ends), None]:
                stops = ends
                if line is not None:
                    stops = [place(run, line, *span) for run, *span in zip(runs, starts, ends, strict=True)]
                lines = list(_read(runs, starts, stops))
                lines.sort()
                yield b"".join(one for one, before in zip(lines, [b"", *lines], strict=False) if one != before)
                starts = stops


def _read(runs: Sequence[BinaryIO], starts: list[int], stops: list[int]) -> Iterator[bytes]:
    for run, start, stop in zip(runs, starts, stops, strict=True):
        run.seek(start)
        yield from run.read(stop - start).splitlines(keepends=True)


def _ranges(runs: Sequence[BinaryIO], ends: list[int]) -> list[bytes]:
    """Lines that part the runs into ranges of about CHUNK bytes."""
    sample: list[tuple[bytes, int]] = []
    for run, end in zip(runs, ends, strict=True):
        step = max(1, end // _SAMPLES)
        for at in range(step, end, step):
            run.seek(at)
            run.readline()
            if line := run.readline():
                sample.append((line.rstrip(b"\n"), step))
    sample.sort()
    bounds: list[bytes] = []
    held = 0
    for line, step in sample:
        held += step
        if held >= CHUNK and line not in bounds[-1:]:
            bounds.append(line)
            held = 0
    return bounds
