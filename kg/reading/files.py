"""A user's file: what it is called, and its bytes, read once and only if it is a file that can hold a report."""

import os
import stat
import unicodedata
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.messages import Hole, message, of_file

LIMIT = 100_000_000
"""The bytes of the largest file that is read: hundreds of scanned pages."""

_UNLIKE_FILES = (
    (stat.S_ISDIR, "file_folder"),
    (stat.S_ISFIFO, "file_pipe"),
    (stat.S_ISSOCK, "file_socket"),
    (stat.S_ISCHR, "file_device"),
    (stat.S_ISBLK, "file_device"),
)
_READ = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NONBLOCK", 0)  # which waits for no pipe
_HIDDEN = ("Cc", "Cf", "Cs", "Zl", "Zp")


@dataclass(frozen=True, slots=True)
class File:
    """A file's path and its name as they are printed, its name without the ending, the ending in small letters, and
    its bytes."""

    path: str
    name: str
    stem: str
    ending: str
    data: bytes

    def wrong(self, key: str, **holes: Hole) -> InputError:
        """The error that tells what is wrong with it, by the key of a message."""
        return _wrong(self.path, key, **holes)


def taken(path: Path) -> File:
    """A file, read once. InputError, naming it, if it cannot be read.

    No more than its kind is looked at if it cannot hold a report: a pipe is not waited for, and a file of many
    gigabytes is not read.
    """
    where = printable(path)
    name = printable(path.name)
    try:
        found = path.stat()
        _is_file(found, where)
        if found.st_size > LIMIT:
            raise _large(where)
        with os.fdopen(os.open(path, _READ), "rb") as source:
            before = os.fstat(source.fileno())
            _is_file(before, where)
            data = source.read(LIMIT + 1)
            after = os.fstat(source.fileno())
    except FileNotFoundError as error:
        raise _wrong(where, "file_missing") from error
    except OSError as error:
        raise _wrong(where, "file_closed", why=error) from error
    if len(data) > LIMIT:
        raise _large(where)
    if (before.st_size, before.st_mtime_ns) != (after.st_size, after.st_mtime_ns):
        raise _wrong(where, "file_changed")
    return named(where, name, data)


def named(path: str, name: str, data: bytes) -> File:
    """A file of these bytes that is called so, in a folder or in an archive."""
    return File(path, name, Path(name).stem, Path(name).suffix.lower(), data)


def printable(path: Path | str) -> str:
    """A path as text: names in GBK, as archives of Windows leave them, decoded; other bytes and controls escaped."""
    return str(Path(*map(_printable, Path(path).parts)))


def _printable(name: str) -> str:
    if name.isprintable():
        return name
    if any("\ud800" <= char <= "\udfff" for char in name):
        source = os.fsencode(name)
        try:
            name = source.decode("gb18030")
        except UnicodeDecodeError:
            name = source.decode("utf-8", "backslashreplace")
    return "".join(
        char.encode("unicode_escape").decode() if unicodedata.category(char) in _HIDDEN else char for char in name
    )


def _is_file(found: os.stat_result, where: str) -> None:
    for unlike, key in _UNLIKE_FILES:
        if unlike(found.st_mode):
            raise _wrong(where, key)


def _large(where: str) -> InputError:
    return _wrong(where, "file_large", size=LIMIT // 1_000_000)


def _wrong(where: str, key: str, **holes: Hole) -> InputError:
    return InputError(of_file(where, message(key, **holes)))
