"""One at a time in a folder: a lock that goes when its holder does, however that ends."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kg.errors import InputError
from kg.messages import Words, message

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

NAME = ".jiqun-lock"


class TakenError(InputError):
    """Another process builds in the folder."""


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """Holds the lock of a folder. TakenError, saying by whom, if it is held; InputError if it cannot be written."""
    file = folder / NAME
    descriptor = _held(folder, file)
    try:
        since = datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
        with suppress(OSError):  # a full disk locks as well
            os.ftruncate(descriptor, 0)
            os.write(descriptor, "\n".join((str(os.getpid()), socket.gethostname(), since)).encode())
        yield
    finally:
        with suppress(OSError):  # Windows removes no file that is open
            file.unlink()
        os.close(descriptor)


def _held(folder: Path, file: Path) -> int:
    """An open file that is locked and is the one that stands in the folder: who held it before may have removed it."""
    while True:
        try:
            descriptor = os.open(file, os.O_RDWR | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0), 0o666)
        except OSError as error:
            raise InputError(message("unwritten", path=folder, why=error)) from error
        try:
            _lock(descriptor)
            if os.path.samestat(os.fstat(descriptor), file.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except (BlockingIOError, PermissionError) as error:
            holder = _holder(descriptor)
            os.close(descriptor)
            raise TakenError(message("build_taken", folder=folder, holder=holder)) from error
        except OSError as error:
            os.close(descriptor)
            raise InputError(message("folder_unlocked", folder=folder, why=error)) from error
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(descriptor: int) -> Words:
    """Who holds the lock, as he wrote into its file."""
    try:
        process, host, since = os.pread(descriptor, 200, 0).decode(errors="replace").split("\n")
    except (OSError, AttributeError, ValueError):
        return message("build_other")
    return message("build_holder", process=process, host=host, since=since)
