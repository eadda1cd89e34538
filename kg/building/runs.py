"""Lines in any number made one sorted text, each line once, in a bounded memory: sorted runs on disk, merged by ranges.

The ranges are told by a sample of the lines (sample sort); each is sorted in memory, where runs that are in order cost
next to nothing.
"""

from collections.abc import Iterator
from pathlib import Path

from kg.store import place

CHUNK = 16_000_000
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
        """All lines in order, each once, a range after the other; one run is open at a time, as they may be many."""
        ends = [path.stat().st_size for path in self._runs]
        starts = [0] * len(ends)
        for line in [*self._ranges(ends), None]:
            lines: list[bytes] = []
            for at, path in enumerate(self._runs):
                with path.open("rb") as run:
                    stop = ends[at] if line is None else place(run, line, starts[at], ends[at])
                    run.seek(starts[at])
                    lines += run.read(stop - starts[at]).splitlines(keepends=True)
                    starts[at] = stop
            lines.sort()
            yield b"".join(one for one, before in zip(lines, [b"", *lines], strict=False) if one != before)

    def _ranges(self, ends: list[int]) -> list[bytes]:
        """Lines that part the runs into ranges of about CHUNK bytes."""
        sample: list[tuple[bytes, int]] = []
        for path, end in zip(self._runs, ends, strict=True):
            step = max(1, end // _SAMPLES)
            with path.open("rb") as run:
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
