"""The examples of the pages of docs/, run as their reader would run them: commands, Python, files, changed lines.

What follows a block of `sh` or `python` as `text` is what it prints: each line of it, in that order; … stands for what
is left out. A block with a title is a file: `diff` changes it where its lines stand, `text` shows words that it then
has, anything else is the whole of it.
"""

import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir, redirect_stdout
from dataclasses import dataclass, replace
from io import StringIO
from itertools import pairwise
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

from kg.cli import app
from kg.messages import Lang
from kg.views.wording import text

ROOT = Path(__file__).parents[1]
CODE = ("kg", "ontology", "queries", "seeds")
_FENCE = re.compile(r'^```(\w+)(?: title="([^"]+)")?\n(.*?)^```$', re.MULTILINE | re.DOTALL)
_WORKER = """
import json, os, sys
from click.testing import CliRunner
from kg.cli import app
for folder, lang, words in json.load(sys.stdin):
    os.chdir(folder)
    done = CliRunner().invoke(app, words, env={"KG_LANG": lang})
    print(json.dumps([done.exit_code, done.stdout, done.stderr]))
"""


@dataclass(frozen=True, slots=True)
class Block:
    """A block of code of a page, with its language and the file that it is, if it is one."""

    language: str
    title: str
    text: str

    @property
    def writes(self) -> bool:
        """Whether it makes or changes a file."""
        return bool(self.title) and self.language != "text"


NOTHING = Block("", "", "")


@dataclass(frozen=True, slots=True)
class Job:
    """Commands of a page to run in a folder, and what is shown of them; `before` anything of the page is changed."""

    folder: Path
    lang: str
    lines: tuple[tuple[str, ...], ...]
    shown: str
    before: bool


def blocks(page: Path) -> list[Block]:
    """The blocks of code of a page."""
    return [Block(*found) for found in _FENCE.findall(page.read_text("utf-8"))]


def lines(code: str) -> Iterator[tuple[str, ...]]:
    """The words of each line of shell commands, without comments; a line that ends in \\ goes on."""
    words = (tuple(shlex.split(line, comments=True)) for line in code.replace("\\\n", " ").splitlines())
    yield from filter(None, words)


def _parsed(words: Sequence[str]) -> str:
    command = app.get_command(click.Context(app), words[1])
    assert command
    command.make_context(words[1], list(words[2:]), obj="en", default_map={"lang": "en"})
    return ""


def _passed(_: Sequence[str]) -> str:
    return ""


INSTEAD: dict[tuple[str, ...], Callable[[Sequence[str]], str]] = {
    **dict.fromkeys((("kg", "serve"), ("kg", "mcp"), ("kg", "publish")), _parsed),
    **dict.fromkeys((("python3", "-m"), (".",), ("pip",), ("pipx",), ("uvx",), ("make",), ("curl",)), _passed),
}
"""What is not run, by how its line begins: what goes on for ever or needs a server is only taken apart; what installs,
and make, change more than this folder; the addresses of `curl` are asked in tests/test_serving_clients.py."""


def printed(line: Sequence[str], lang: Lang) -> str:
    """What a line of the shell prints in this process and in the current folder, which must end well."""
    for opening, instead in INSTEAD.items():
        if tuple(line[: len(opening)]) == opening:
            return instead(line)
    said = ""
    for at, part in enumerate(_piped(line)):
        if part[0] == "echo":
            said = " ".join(part[1:])
            continue
        assert part[0] == "kg", line
        target = part[-1] if ">" in part else ""
        words = part[1:-2] if target else part[1:]
        done = CliRunner().invoke(app, words, input=said if at else None, env={"KG_LANG": lang})
        assert done.exit_code == 0, (line, done.output, done.exception)
        assert done.stderr in ("", f"{text('no_rows', lang)}\n"), (line, done.stderr)
        if target:
            Path(target).write_bytes(done.stdout_bytes)
        said = "" if target or not _is_text(done.stdout_bytes) else done.stdout
    return said


def _piped(line: Sequence[str]) -> Iterator[list[str]]:
    part: list[str] = []
    for word in line:
        if word == "|":
            yield part
            part = []
        else:
            part.append(word)
    yield part


def _is_text(data: bytes) -> bool:
    try:
        return bool(data.decode("utf-8"))
    except UnicodeDecodeError:
        return False


def executed(code: str, names: dict[str, object]) -> str:
    """What a block of Python prints, given the names of the blocks before it."""
    with redirect_stdout(StringIO()) as said:
        exec(compile(code, "<example>", "exec"), names)
    return said.getvalue()


def followed(page: Path, folder: Path, lang: str, *, shown: bool) -> None:
    """Runs what a page says in a folder, from its first line to its last, and sees what it says will be seen.

    With `shown` commands are run only if the page shows what they print.
    """
    said = ""
    names: dict[str, object] = {"__name__": "__main__"}
    with chdir(folder):
        for block, behind in pairwise((*blocks(page), NOTHING)):
            if block.writes:
                write(block, folder)
            elif block.language == "sh" and (behind.language == "text" or not shown):
                said = "".join(printed(line, lang) for line in lines(block.text))
            elif block.language == "python":
                said = executed(block.text, names)
            elif block.language == "text":
                see(page, block.text, said)


def see(page: Path, shown: str, said: str) -> None:
    """Looks whether what a page shows is what is printed: each line of it, in order."""
    printed_lines = iter([line.rstrip() for line in said.splitlines()])
    wanted = [line.rstrip() for line in shown.splitlines() if line.strip() not in ("", "…")]
    unseen = next((line for line in wanted if line not in printed_lines), None)
    assert unseen is None, f"{page}: {unseen!r} is not printed:\n{said}"


def write(block: Block, folder: Path) -> None:
    """Makes or changes the file that a block is."""
    file = folder / block.title
    if block.language == "diff":
        change(file, block.text)
    else:
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(block.text, "utf-8")


def change(file: Path, diff: str) -> None:
    """Changes a file where the lines that a diff keeps and takes away stand, which must be in one place."""
    parts = diff.splitlines()
    old, new = ("".join(f"{part[1:]}\n" for part in parts if part[:1] != sign) for sign in "+-")
    text = file.read_text("utf-8")
    assert text.count(old) == 1, f"{file} has {text.count(old)} times:\n{old}"
    file.write_text(text.replace(old, new), "utf-8")


def laid(page: Path, code: Path, folder: Path) -> None:
    """Makes and changes the files of a recipe: those of the code in its copy, others in the folder of the recipe."""
    for block in blocks(page):
        if block.writes:
            write(block, code if block.title.partition("/")[0] in CODE else folder)


def jobs(page: Path, folder: Path, lang: str) -> list[Job]:
    """The commands of a recipe, each block of them with what is shown of it."""
    found: list[Job] = []
    before = True
    for block in blocks(page):
        before &= not block.writes
        if block.language == "sh":
            found.append(Job(folder, lang, tuple(lines(block.text)), "", before))
        elif block.language == "text" and not block.title:
            found[-1] = replace(found[-1], shown=block.text)
    return found


def worked(code: Path, asked: Sequence[Job]) -> list[str]:
    """What each of some jobs prints with the code of a folder, all in one process."""
    each = [(str(job.folder), job.lang, line[1:]) for job in asked for line in job.lines]
    environment = os.environ | {"PYTHONPATH": str(code), "PYTHONIOENCODING": "utf-8"}
    done = subprocess.run(
        [sys.executable, "-c", _WORKER],
        input=json.dumps(each),
        cwd=code,
        env=environment,
        capture_output=True,
        encoding="utf-8",
        timeout=300,
    )
    assert done.returncode == 0, done.stderr
    answers: Iterator[Any] = map(json.loads, done.stdout.splitlines())
    said: list[str] = []
    for job in asked:
        parts = [next(answers) for _ in job.lines]
        assert all(status == 0 for status, _, _ in parts), (job, parts)
        said.append("".join(out for _, out, _ in parts))
    return said
