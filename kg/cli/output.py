"""What a command prints and writes: answers in the form asked for, to the terminal, a pipe or a file."""

import os
import shutil
import stat
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import BinaryIO

import click

from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.exports import File
from kg.messages import Lang, message
from kg.queries import Rows
from kg.views.cells import steady
from kg.views.tables import Format, written
from kg.views.wording import text

_MARK = "\ufeff"  # by which a spreadsheet knows that a file is UTF-8


def show(rows: Rows, form: Format, lang: Lang, given: str = "") -> None:
    """Prints an answer; of one without rows the table says so, with the words that were asked for."""
    if form == "xlsx":
        from kg.views.workbook import workbook

        binary(workbook(rows, lang))
    elif form != "table":
        said = written(rows, form, lang)
        tell(f"{_MARK}{said}" if form == "csv" and _goes_to_a_file() else said)
    elif rows.rows:
        from kg.cli.drawing import draw, width
        from kg.views.drawn import table

        draw(table(rows, lang, width()))
    else:
        click.echo(text("no_rows_of", lang, given=given) if given else text("no_rows", lang), err=True)


def tell(said: str) -> None:
    """Prints a text, in which nothing steers the terminal."""
    click.echo(steady(said), nl=not said.endswith("\n"))


def note(said: str) -> None:
    """Prints a line on standard error, for what is no part of an answer."""
    click.echo(steady(said), err=True)


def binary(data: bytes) -> None:
    """Writes a file to standard output. InputError if that is a terminal."""
    if sys.stdout.isatty():
        raise InputError(message("workbook_shown"))
    sys.stdout.buffer.write(data)


def write(target: Path, data: bytes, graph: Path | Endpoint) -> None:
    """Writes a file. InputError as of `save`."""
    save(target, lambda out: out.write(data), graph)


def save(target: Path, into: Callable[[BinaryIO], object], graph: Path | Endpoint) -> None:
    """Writes a file by a function that writes into it; where that fails, what stood there stays.

    InputError if it cannot be written, or is one of the build in the folder `graph`.
    """
    from kg.folder import holds

    if isinstance(graph, Path) and holds(graph, target):
        raise InputError(message("build_file", path=target))
    try:
        if target.exists() and not target.is_file():  # a device or a pipe
            with target.open("wb") as out:
                into(out)
        else:
            _replace(target.resolve(), into)
    except OSError as error:
        raise InputError(message("unwritten", path=target, why=error)) from error


def _replace(target: Path, into: Callable[[BinaryIO], object]) -> None:
    part = target.with_name(f".{target.name}.part")
    try:
        with part.open("wb") as out:
            into(out)
        if target.exists():
            shutil.copymode(target, part)
        part.replace(target)
    finally:
        part.unlink(missing_ok=True)


def fill(folder: Path, files: Iterable[File], graph: Path | Endpoint) -> int:
    """Writes the files of an export into a folder, which is made where it is not there; their number. InputError as of
    `save`."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise InputError(message("unwritten", path=folder, why=error)) from error
    written = 0
    for file in files:
        save(folder / file.name, file.write, graph)
        written += 1
    return written


def _goes_to_a_file() -> bool:
    """Whether the output is written to a file, as of `kg query … > answer.csv`; what a pipe takes is for programs."""
    try:
        is_file = stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # as in a test, it has no descriptor
        return False
    return is_file and (sys.stdout.encoding or "").lower().startswith("utf")
