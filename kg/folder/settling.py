"""How a build takes its place: made aside, written to the disk, and moved file by file where users look for it."""

import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager, nullcontext, suppress
from hashlib import sha256
from pathlib import Path

from kg.errors import InputError
from kg.folder.lock import locked
from kg.folder.manifest import MADE, MANY, NAME, STORE, DamagedError, File, Manifest, of_store, own, parsed, spare
from kg.messages import message

MAKING = ".jiqun-making"
ASIDE = ".aside"


class Making:
    """A build being made: a folder, and which files the build has, of which those of the earlier build are not written
    again."""

    def __init__(self, path: Path, earlier: Mapping[str, File]) -> None:
        self.path = path
        self.files: dict[str, File] = {}
        self._earlier = earlier

    def put(self, name: str, data: bytes) -> None:
        """A file of the build with these bytes."""
        self.files[name] = file = File.of(data)
        if self._earlier.get(name) != file:
            (self.path / name).parent.mkdir(exist_ok=True)
            (self.path / name).write_bytes(data)

    def write(self, name: str, pieces: Iterable[bytes]) -> int:
        """A file of the build with these bytes, of which no more is in memory than a piece; gives how many lines."""
        digest, size, lines = sha256(), 0, 0
        with (self.path / name).open("wb") as file, ThreadPoolExecutor(1) as beside:
            for piece in pieces:
                digested = beside.submit(digest.update, piece)
                file.write(piece)
                size += len(piece)
                lines += piece.count(b"\n")
                digested.result()
        self.files[name] = File(size, digest.hexdigest())
        if self._earlier.get(name) == self.files[name]:
            (self.path / name).unlink()
        return lines

    def keep(self, name: str) -> None:
        """A file of the build that is as in the earlier one."""
        self.files[name] = self._earlier[name]

    def drop(self, name: str) -> None:
        """Takes out a file that was put or kept: the build does not have it."""
        del self.files[name]
        (self.path / name).unlink(missing_ok=True)

    def place(self, name: str) -> Path:
        """Where a file of the build is: one that is as in the earlier build is there alone."""
        made = self.path / name
        return made if made.exists() else self.path.parent / name

    def read(self, name: str) -> bytes:
        """The bytes of a file of the build that was put or kept."""
        return self.place(name).read_bytes()

    @contextmanager
    def aside(self) -> Iterator[Path]:
        """A folder for what is no part of the build, gone when the block ends."""
        folder = self.path / ASIDE
        folder.mkdir()
        try:
            yield folder
        finally:
            shutil.rmtree(folder)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """The folder for one build alone, made if it is not there, and without what builds left that were killed.

    InputError if another process builds there, or if the folder cannot be written.
    """
    missing: list[Path] = []
    try:
        try:
            missing += [each for each in (folder, *folder.parents) if not each.exists()]
            folder.mkdir(parents=True, exist_ok=True)
            _restore(folder)
        except OSError as error:
            raise InputError(message("folder_unmade", folder=folder, why=error)) from error
        with locked(folder):
            try:
                settle(folder)
            except OSError as error:
                raise InputError(message("unwritten", path=folder, why=error)) from error
            shutil.rmtree(folder / MAKING, ignore_errors=True)
            yield
    finally:
        for each in missing:
            with suppress(OSError):  # it holds something now
                each.rmdir()


@contextmanager
def placing(folder: Path, earlier: Mapping[str, File]) -> Iterator[Making]:
    """A build to be made, which takes its place in the folder when the block ends, and leaves no trace if that fails.

    `earlier` are the files of the build that is there. OSError if the disk takes no more. InputError if a file would be
    overwritten that no build wrote.
    """
    made = Making(folder / MAKING, earlier)
    try:
        made.path.mkdir()
        yield made
        spare(folder, made.files)
        _written(made.path.rglob("*"))
        _written([made.path])
        made.path.rename(folder / MADE)
    finally:
        shutil.rmtree(made.path, ignore_errors=True)
    try:
        settle(folder)
    except KeyboardInterrupt:
        settle(folder)
        raise


def settle(folder: Path) -> None:
    """Moves the files of a build that is made to their places, from wherever that was left; nothing if there is none.

    The folder's lock must be held.
    """
    made = folder / MADE
    new = _made(folder)
    if new:
        for name in new.files:
            if (made / name).exists():
                (folder / name).parent.mkdir(exist_ok=True)
                (made / name).replace(folder / name)
        for name in own(folder) - new.files.keys():
            (folder / name).unlink(missing_ok=True)
        _settle_store(made / STORE, folder / STORE)
        _written(path for path in (folder, *map(folder.joinpath, (*MANY, STORE))) if path.is_dir())
        (made / NAME).replace(folder / NAME)
        _written([folder])
    shutil.rmtree(made, ignore_errors=True)


def _made(folder: Path) -> Manifest | None:
    try:
        return parsed((folder / MADE / NAME).read_bytes(), folder)
    except (FileNotFoundError, DamagedError):
        return None


def _settle_store(new: Path, old: Path) -> None:
    if not new.exists():
        return
    if old.exists():
        for file in old.iterdir():
            if not of_store(file.name):
                file.rename(new / file.name)
        shutil.rmtree(old)
    new.rename(old)


def _restore(folder: Path) -> None:
    """Removes what builds by an earlier jiqun left beside the folder; a build that they had put aside comes back."""
    beside = re.compile(rf"\.{re.escape(folder.name)}\.\d+\.(?P<age>new|old)")
    readable = os.access(folder.parent, os.R_OK)
    for path in sorted(folder.parent.iterdir()) if readable else ():
        found = beside.fullmatch(path.name)
        if not found or not path.is_dir():
            continue
        if found["age"] == "new":
            shutil.rmtree(path, ignore_errors=True)
        elif any(folder.iterdir()):
            _emptied(path)
        else:
            folder.rmdir()
            path.rename(folder)


def _emptied(folder: Path) -> None:
    """Removes a build, and its folder if there is nothing else in it."""
    for name in own(folder):
        (folder / name).unlink(missing_ok=True)
    (folder / NAME).unlink(missing_ok=True)
    shutil.rmtree(folder / STORE, ignore_errors=True)
    for path in (*map(folder.joinpath, MANY), folder):
        with suppress(OSError):
            path.rmdir()


def _written(paths: Iterable[Path]) -> None:
    """Waits until files and folders are on the disk; several at once, which is a tenth of the time of one by one."""
    with ThreadPoolExecutor(8) as pool:
        list(pool.map(_sync, paths))


def _sync(path: Path) -> None:
    with suppress(OSError) if path.is_dir() else nullcontext():  # not every system lets folders be opened
        descriptor = os.open(path, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
