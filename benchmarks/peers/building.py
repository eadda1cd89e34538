"""Builds of invented reports: one worker beside two, many reports beside few."""

from collections.abc import Iterator
from pathlib import Path

import reports
from peers.rows import Part, Row, row, wall

from kg.building import build


def part(folder: Path, sizes: tuple[int, ...], rounds: int) -> Part:
    """Two workers beside one for the least of the sizes, and the time a report of the other sizes."""
    return Part(f"Builds of {', '.join(f'{size:,}' for size in sizes)} reports", tuple(_rows(folder, sizes, rounds)))


def _rows(folder: Path, sizes: tuple[int, ...], rounds: int) -> Iterator[Row]:
    for size in sizes:
        reports.write(folder / f"reports-{size}", size)
    least, *others = sizes
    pairs = [(_seconds(folder, least, 2, at), _seconds(folder, least, 1, at)) for at in range(rounds)]
    two, one = (list(each) for each in zip(*pairs, strict=True))
    yield row("seconds with two workers; peer: one worker", two, one)
    for size in others:
        spent = [_seconds(folder, size, 2, 0) / size] * rounds
        yield row(f"{size:,} reports, seconds a report; peer: {least:,} reports", spent, [each / least for each in two])


def _seconds(folder: Path, size: int, workers: int, at: int) -> float:
    """The seconds of a build from nothing."""
    out = folder / f"build-{size}-{workers}-{at}"
    return wall(lambda: build([folder / f"reports-{size}"], out, workers=workers))
