"""The folder of a build: nothing but a build is replaced, and only by a whole one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from kg.errors import InputError


def spare(folder: Path) -> None:
    """InputError if the folder holds anything but a build, as the build would delete it."""
    if folder.is_file() or (folder.is_dir() and any(folder.iterdir()) and not (folder / "manifest.json").is_file()):
        raise InputError(f"{folder} is there and is not a build of jiqun, so it is left alone. Choose another folder.")


@contextmanager
def replacing(target: Path) -> Iterator[Path]:
    """A new folder beside the target, which takes its place when it is complete, and not before."""
    new, old = (target.with_name(f".{target.name}.{os.getpid()}.{age}") for age in ("new", "old"))
    try:
        new.mkdir(parents=True)
    except OSError as error:
        raise InputError(f"{target} cannot be made: {error.strerror}") from error
    try:
        yield new
        if target.exists():
            target.rename(old)
        new.rename(target)
    except BaseException:
        if old.exists():
            old.rename(target)
        raise
    finally:
        shutil.rmtree(new, ignore_errors=True)
        shutil.rmtree(old, ignore_errors=True)


def share(source: Path, target: Path) -> None:
    """Puts a file of one build into another, as one file on the disk where that can be."""
    try:
        target.hardlink_to(source)
    except OSError:
        shutil.copyfile(source, target)
