"""The lines of many reports in one file, each report's by itself: put down as they come, read in any order."""

from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO


@dataclass(frozen=True, slots=True)
class Segment:
    """Some bytes of a file."""

    path: Path
    start: int
    length: int


class Spool:
    """A file that lines are put into."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._at = 0

    def put(self, lines: bytes) -> Segment:
        """Adds lines; gives where they are."""
        with self._path.open("ab") as file:
            file.write(lines)
        segment = Segment(self._path, self._at, len(lines))
        self._at += len(lines)
        return segment


def read(segments: list[Segment]) -> Iterator[bytes]:
    """What stands in the segments, one after the other."""
    with ExitStack() as open_:
        files: dict[Path, BinaryIO] = {}
        for segment in segments:
            if not segment.length:
                continue
            if segment.path not in files:
                files[segment.path] = open_.enter_context(segment.path.open("rb"))
            files[segment.path].seek(segment.start)
            yield files[segment.path].read(segment.length)
