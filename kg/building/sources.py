"""The files that a build is asked to read: those given, and those in the folders given."""

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from kg.building.remote import Remote, is_url, listed
from kg.errors import InputError
from kg.messages import Words, message, of_file
from kg.reading.files import printable
from kg.reading.formats import DOCUMENTS, is_passed_over

_EXACT = ("txt", "md", "docx", "xlsx", "html", "htm", "csv", "odt", "doc", "wps", "rtf", "ofd", "pdf")
"""Endings, those first whose characters are read most exactly."""


def sources(paths: Iterable[Path | str], out: Path, errors: list[Words], passed: list[str]) -> Iterator[Path | Remote]:
    """Each file once, on this machine or at a URL; those of a folder and of the folders in it by name, without `out`;
    names of those that hold no report (hidden ones, code, images, empty ones) go to `passed`.

    A folder without any, one that cannot be opened and a link to one are told in `errors`. InputError if a folder given
    is `out`: the next build would read what this one writes.
    """
    seen: set[str] = set()
    for given in paths:
        if is_url(given):
            yield from listed(str(given), errors, passed)
            continue
        path = Path(given)
        found: Iterable[Path] = [path]
        if os.path.isdir(path):  # noqa: PTH112 - which asks no leave
            if os.path.realpath(path) == str(out):
                raise InputError(message("folder_of_reports", folder=printable(path)))
            told = len(errors)
            found = list(_inside(path, out, errors, passed))
            if not found and len(errors) == told:
                errors.append(of_file(printable(path), message("folder_bare")))
        for file in found:
            if (whole := os.path.realpath(file)) not in seen:
                seen.add(whole)
                yield file


def _inside(folder: Path, out: Path, errors: list[Words], passed: list[str]) -> Iterator[Path]:
    try:
        with os.scandir(folder) as listed:
            entries = sorted(listed, key=lambda entry: _rank(entry.name))
    except OSError as error:
        errors.append(of_file(printable(folder), message("folder_closed", why=error)))
        return
    for entry in entries:
        path = folder / entry.name
        if entry.name.startswith("."):
            continue
        if not os.path.isdir(path):  # noqa: PTH112 - which asks no leave
            if _is_passed_over(path):
                passed.append(printable(path))
            else:
                yield path
        elif entry.is_symlink():
            errors.append(of_file(printable(path), message("folder_link")))
        elif os.path.realpath(path) != str(out):
            yield from _inside(path, out, errors, passed)


def _rank(name: str) -> tuple[str, int, str]:
    """By name, and of one name the file first that is read most exactly."""
    stem, _, ending = name.rpartition(".")
    return stem or name, _EXACT.index(ending.lower()) if ending.lower() in _EXACT else len(_EXACT), name


def _is_passed_over(path: Path) -> bool:
    """Whether a file of a folder holds no report; one that cannot be opened may hold one."""
    try:
        size = path.stat().st_size
        if path.suffix.lower() in DOCUMENTS or not path.is_file():
            return path.is_file() and is_passed_over(path.name, b"", size)
        with path.open("rb") as file:
            return is_passed_over(path.name, file.read(1024), size)
    except OSError:
        return False
