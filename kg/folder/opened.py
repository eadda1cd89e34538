"""A build, opened to be read: what its manifest says, and its files, which are as the manifest has them."""

import json
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass
from hashlib import file_digest, sha256
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeVar, overload

from pyoxigraph import Store

from kg import store
from kg.errors import InputError
from kg.folder.manifest import MADE, NAME, QUARANTINED, STORE, VERSION, DamagedError, Manifest, Record, parsed
from kg.folder.stamp import size, stamped
from kg.messages import Words, message

_T = TypeVar("_T")
_TRIES = 5
_TOLD = ("facts.jsonl", "findings.jsonl", "unread.jsonl")

Mark = tuple[int, int, int]
"""Of a manifest: its inode, its time in nanoseconds, its bytes."""


class ReplacedError(InputError):
    """Another build has taken the place of the one that was opened."""


class OtherVersionError(InputError):
    """A build whose files are of a version that this jiqun does not read."""


class Readable(ABC):
    """A build to be read, wherever its files are."""

    __slots__ = ()

    @property
    @abstractmethod
    def reports(self) -> Mapping[str, dict[str, Any]]:
        """What the manifest says of each report, by slug."""

    @abstractmethod
    def read(self, name: str) -> bytes:
        """One of its files, by the path in the folder, such as facts.jsonl."""

    @abstractmethod
    def graph(self, *, brief: bool = False) -> store.Graph:
        """Its graph, to be read only; `brief` says that a few questions are all that it is asked."""

    def records(self, name: Record) -> list[dict[str, Any]]:
        """The lines of one of its files of records, such as facts.jsonl."""
        return [json.loads(line) for line in self.read(f"{name}.jsonl").split(b"\n") if line]

    @property
    def quarantined(self) -> list[dict[str, Any]]:
        """The lines of quarantined.jsonl; none where no extractor was asked."""
        return []

    def text(self, slug: str) -> str:
        """The frozen text of a report."""
        return self.read(f"reports/{slug}.txt").decode()


class Elsewhere(Protocol):
    """What keeps a build that is in no folder: a store, with its files beside its graph."""

    def build(self) -> Readable:
        """The build, to be read. InputError if none is there."""


@dataclass(frozen=True, slots=True)
class Build(Readable):
    """A build and its folder. What it gives is of this build, whole, or an error: DamagedError where a file is not as
    it was made, ReplacedError where another build took its place."""

    path: Path
    manifest: Manifest

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """What the manifest says of each report, by slug."""
        return self.manifest.reports

    @property
    def quarantined(self) -> list[dict[str, Any]]:
        """The lines of quarantined.jsonl; none where no extractor was asked."""
        lines = self.read(QUARANTINED).splitlines() if QUARANTINED in self.manifest.files else []
        return [json.loads(line) for line in lines]

    def read(self, name: str) -> bytes:
        """One of its files, by the path in the folder, such as graph.nq."""
        file = self.manifest.files.get(name)
        found = None
        for place in self._places(name):
            try:
                found = place.read_bytes()
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                continue
            except OSError as error:
                raise InputError(message("unreadable", path=place, why=error)) from error
            if not file or (len(found) == file.size and sha256(found).hexdigest() == file.sha256):
                return found
        raise self._wrong(message("part_missing" if found is None else "part_changed", name=name))

    def verify(self, name: str) -> None:
        """DamagedError if one of its files is not as it was made; no more of it is in memory than a piece."""
        asked = self.manifest.files[name]
        found = False
        for place in self._places(name):
            try:
                with place.open("rb") as file:
                    if file_digest(file, "sha256").hexdigest() == asked.sha256:
                        return
                    found = True
            except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
                continue
            except OSError as error:
                raise InputError(message("unreadable", path=place, why=error)) from error
        raise self._wrong(message("part_changed" if found else "part_missing", name=name))

    def open(self, name: str) -> BinaryIO:
        """One of its files to be read from its beginning, which is verified as a whole before."""
        self.verify(name)
        for place in self._places(name):
            with suppress(FileNotFoundError, NotADirectoryError):
                return place.open("rb")
        raise self._wrong(message("part_missing", name=name))

    def piece(self, name: str, start: int, length: int) -> bytes:
        """Some bytes of one of its files, which is not looked at as a whole."""
        for place in self._places(name):
            with suppress(FileNotFoundError, NotADirectoryError), place.open("rb") as file:
                file.seek(start)
                return file.read(length)
        raise self._wrong(message("part_missing", name=name))

    def graph(self, *, brief: bool = False) -> Store:
        """Its graph, to be read only: in memory, unless it is large; for a `brief` use, of a few questions, on disk
        already where reading it would take longer than they."""
        file = self.manifest.files.get("graph.nq")
        if file and file.size > (store.SMALL if brief else store.LARGE):
            for place in self._places(STORE):
                stamp = stamped(place)
                if stamp and stamp.sha256 == file.sha256:
                    with suppress(InputError):
                        return store.open_(place)
            if file.size > store.LARGE:
                raise self._wrong(message("part_changed", name=STORE))
        return store.loaded(self.read("graph.nq"), trusted=bool(file))

    @property
    def size(self) -> int:
        """The bytes of its files and of its store."""
        return sum(file.size for file in self.manifest.files.values()) + size(self.path / STORE)

    def check(self) -> None:
        """DamagedError if a file but those of `cache` is not there or has another length."""
        for name, file in self.manifest.files.items():
            if not name.startswith("cache/") and file.size not in map(_size, self._places(name)):
                raise self._wrong(message("part_cut", name=name))

    def _places(self, name: str) -> Iterator[Path]:
        """Where a file can be: it may not have been moved to its place."""
        yield self.path / MADE / name
        yield self.path / name

    def _wrong(self, what: Words) -> InputError:
        if _source(self.path) != self.manifest.source:
            return ReplacedError(message("build_replaced", folder=self.path))
        return DamagedError(self.path, what)


@dataclass(frozen=True, slots=True)
class HeldBuild(Readable):
    """A build of which all that its pages tell is in memory, whatever becomes of its folder: its graph, and the other
    files that were read (`contents`)."""

    manifest: Manifest
    store: Store
    contents: Mapping[str, bytes]

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """What the manifest says of each report, by slug."""
        return self.manifest.reports

    def read(self, name: str) -> bytes:
        """One of its files, as it was read."""
        return self.contents[name]

    def graph(self, *, brief: bool = False) -> Store:
        """Its graph, as it was opened."""
        return self.store


def held(build: Build) -> HeldBuild:
    """A build with its graph, facts, findings, gaps and texts in memory."""
    names = [*_TOLD, *(f"reports/{slug}.txt" for slug in build.reports)]
    contents = {name: build.read(name) for name in names}
    return HeldBuild(build.manifest, build.graph(), contents)


def is_build(folder: Path) -> bool:
    """Whether a build is in a folder, be it damaged."""
    return any(place.exists() for place in _manifests(folder))


def opened(path: Path | str) -> Build:
    """The build in a folder. InputError if there is none, OtherVersionError if the first number of the version of its
    files is not ours, DamagedError if a file of it is missing or cut."""
    folder = Path(path)
    if (folder / MADE / NAME).exists():
        _finish(folder)
    source = _source(folder)
    if source is None:
        raise InputError(message("build_missing", folder=folder))
    build = Build(folder, parsed(source, folder))
    theirs = build.manifest.version
    if theirs.partition(".")[0] != VERSION.partition(".")[0]:
        maker = str(build.manifest.said.get("jiqun", "?"))
        raise OtherVersionError(message("build_version", folder=folder, maker=maker, theirs=theirs, ours=VERSION))
    build.check()
    return build


@overload
def reading(path: Path | str, use: Callable[[Build], _T]) -> _T: ...


@overload
def reading(path: Path | str | Elsewhere, use: Callable[[Readable], _T]) -> _T: ...


def reading(path: Path | str | Elsewhere, use: Callable[[Any], _T]) -> _T:
    """What a function reads of the build in a folder, all of one build: again if another took its place meanwhile; or
    of the build that is elsewhere.

    InputError as of `opened`, or of `Elsewhere.build`, and of the function.
    """
    if not isinstance(path, Path | str):
        return use(path.build())
    for _ in range(_TRIES):
        with suppress(ReplacedError):
            return use(opened(path))
    return use(opened(path))


def mark(folder: Path) -> Mark | None:
    """What tells a build from the next one in the same folder, without opening it; None if there is none."""
    for place in _manifests(folder):
        try:
            said = place.stat()
        except OSError:
            continue
        return said.st_ino, said.st_mtime_ns, said.st_size
    return None


def _source(folder: Path) -> bytes | None:
    """The manifest that counts, as it is written."""
    for place in _manifests(folder):
        try:
            return place.read_bytes()
        except (FileNotFoundError, NotADirectoryError):
            continue
        except OSError as error:
            raise InputError(message("unreadable", path=place, why=error)) from error
    return None


def _manifests(folder: Path) -> tuple[Path, Path]:
    """Where the manifest that counts can be, which is the first that is there."""
    return folder / MADE / NAME, folder / NAME


def _finish(folder: Path) -> None:
    """Moves a build to its place that was left on the way, if the folder may be written and nobody is at it."""
    from kg.folder.lock import locked  # a query hardly ever needs them
    from kg.folder.settling import settle

    with suppress(InputError, OSError), locked(folder):
        settle(folder)


def _size(path: Path) -> int:
    try:
        return path.stat().st_size
    except OSError:
        return -1
