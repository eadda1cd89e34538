"""The files that a build is asked to read: those given, and those in the folders given."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.errors import InputError
from kg.reading.files import printable


def sources(paths: Iterable[Path | str], out: Path, errors: list[str]) -> Iterator[Path]:
    """Each file once, those of a folder and of the folders in it by name, without hidden ones and without `out`.

    A folder without any, one that cannot be opened and a link to one are told in `errors`. InputError if a folder given
    is `out`: the next build would read what this one writes.
    """
    seen: set[str] = set()
    for path in map(Path, paths):
        found: Iterable[Path] = [path]
        if os.path.isdir(path):  # noqa: PTH112 - which asks no leave
            if os.path.realpath(path) == str(out):
                raise InputError(
                    f"{printable(path)} holds the reports, so no build is made in it. Choose another folder."
                )
            told = len(errors)
            found = list(_inside(path, out, errors))
            if not found and len(errors) == told:
                errors.append(f"{printable(path)}: there is no report in this folder. Give the folder that holds them.")
        for file in found:
            if (whole := os.path.realpath(file)) not in seen:
                seen.add(whole)
                yield file


def _inside(folder: Path, out: Path, errors: list[str]) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: entry.name)
    except OSError as error:
        errors.append(
            f"{printable(folder)}: this folder cannot be opened ({error.strerror}). Check that it may be read."
        )
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if not os.path.isdir(path):  # noqa: PTH112 - which asks no leave
            yield path
        elif entry.is_symlink():
            errors.append(f"{printable(path)}: this is a link to a folder. Give the folder itself.")
        elif os.path.realpath(path) != str(out):
            yield from _inside(path, out, errors)
