"""The documents say what is: their commands and code run, their links lead somewhere, and nothing is left untold."""

import os
import re
from pathlib import Path

import click
import examples
import pytest
from examples import executed, printed

from kg.cli import app
from kg.queries import named

ROOT = Path(__file__).parents[1]
READMES = ("README.md", "README.zh.md")
PAGES = [str(path.relative_to(ROOT)) for path in sorted([*ROOT.glob("*.md"), *ROOT.glob("*/**/*.md")])]
PAGES = [page for page in PAGES if not re.match(r"\.|build/|seeds/reports/", page)]
LINK = re.compile(r"\[[^\]]*\]\(([^)\s]+)\)")
CHINESE = re.compile("[\u4e00-\u9fff]")


def text(page: str) -> str:
    return (ROOT / page).read_text("utf-8")


def blocks(page: str, language: str) -> list[str]:
    """The blocks of code of a page in a language."""
    return [block.text for block in examples.blocks(ROOT / page) if block.language == language]


def lines(page: str) -> list[tuple[str, ...]]:
    """The words of each shell command of a page, without comments."""
    return [words for block in blocks(page, "sh") for words in examples.lines(block)]


def commands() -> dict[str, str]:
    """Each command's name and help."""
    ctx = click.Context(app)
    found = {name: app.get_command(ctx, name) for name in app.list_commands(ctx)}
    return {name: command.help or "" for name, command in found.items() if command}


COMMANDS = [words for words in lines("README.md") if words[0] == "kg"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with nothing but the seeds, in which the commands run one after another."""
    folder = tmp_path_factory.mktemp("readme")
    (folder / "seeds").symlink_to(ROOT / "seeds")
    return folder


def test_both_readmes_have_the_same_commands_code_and_links() -> None:
    english, chinese = READMES
    assert lines(english) == lines(chinese)
    assert blocks(english, "python") == blocks(chinese, "python")
    links = [{link.replace(".zh.md", ".md") for link in LINK.findall(text(page))} for page in READMES]
    assert links[0] == links[1]
    assert text(english).count("\n#") == text(chinese).count("\n#")


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_every_command_and_every_block_of_python_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    assert COMMANDS[0][1] == "build"
    monkeypatch.chdir(folder)
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)  # one process reads five reports sooner
    for words in COMMANDS:
        assert printed(words, "zh").strip() or "--out" in words, words
    assert list((folder / "build").glob("graph.*ml")) != []
    for block in blocks("README.md", "python"):
        assert executed(block, {"__name__": "__main__"}).strip()


def test_the_shell_knows_every_other_command() -> None:
    targets = set(re.findall(r"^(\w+):", text("Makefile"), re.MULTILINE))
    others = [words for words in lines("README.md") if words[0] != "kg"]
    assert others == [("make", "demo"), ("make", "test")]
    assert {words[1] for words in others} <= targets


@pytest.mark.parametrize("page", PAGES)
def test_every_link_leads_to_a_file(page: str) -> None:
    links = [link for link in LINK.findall(text(page)) if not link.startswith(("http://", "https://", "#"))]
    assert [link for link in links if not (ROOT / page).parent.joinpath(link.partition("#")[0]).exists()] == []


@pytest.mark.parametrize("page", READMES)
def test_every_command_is_described(page: str) -> None:
    assert set(re.findall(r"^\| `kg (\w+)` \|", text(page), re.MULTILINE)) == set(commands())


@pytest.mark.parametrize("name", commands())
def test_every_command_has_help_with_an_example(name: str) -> None:
    told = commands()[name]
    assert CHINESE.search(told)
    assert re.search(rf"^ *kg {name}\b|\| kg {name}\b", told, re.MULTILINE)


@pytest.mark.parametrize("name", named())
def test_every_query_is_told_in_both_languages(name: str) -> None:
    for said in (named()[name].question, named()[name].summary):
        assert CHINESE.search(said.zh)
        assert said.en
        assert not CHINESE.search(said.en)


def test_every_decision_has_its_reason() -> None:
    entries = re.split(r"^- ", text("docs/decisions.md").split("\n## ", 1)[1], flags=re.MULTILINE)[1:]
    assert len(entries) >= 30
    for entry in entries:
        assert re.match(r"\*\*[^*]+\*\*", entry), entry
        assert len(re.sub(r"\*\*[^*]+\*\*", "", entry).split()) > 4, entry
