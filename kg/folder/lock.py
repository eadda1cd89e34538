"""One at a time in a folder: a lock that goes when its holder does, however that ends."""

import os
import socket
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime
from pathlib import Path

from kg.errors import InputError

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
        os.ftruncate(descriptor, 0)
        since = datetime.now().astimezone().isoformat(sep=" ", timespec="minutes")
        os.write(descriptor, f"process {os.getpid()} on {socket.gethostname()} since {since}".encode())
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
            raise InputError(f"{folder} cannot be written: {error.strerror}.") from error
        try:
            _lock(descriptor)
            if os.path.samestat(os.fstat(descriptor), file.stat()):
                return descriptor
        except FileNotFoundError:
            pass
        except (BlockingIOError, PermissionError) as error:
            holder = _holder(descriptor) or "another process"
            os.close(descriptor)
            raise TakenError(
                f"{folder} is being built by {holder}. Wait for it, or choose another folder with --out."
            ) from error
        except BaseException:
            os.close(descriptor)
            raise
        os.close(descriptor)


def _lock(descriptor: int) -> None:
    if sys.platform == "win32":
        msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
    else:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)


def _holder(descriptor: int) -> str:
    try:
        return os.pread(descriptor, 200, 0).decode(errors="replace")
    except (OSError, AttributeError):
        return ""
