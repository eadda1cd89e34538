"""The manual, docs/zh and docs/en: what its pages say to type does what they show, and both languages have it alike."""

import inspect
import json
import os
import re
import shutil
from pathlib import Path

import click
import pytest
from examples import INSTEAD, ROOT, blocks, followed, lines, printed
from explored import built

from kg.cli import app

pytestmark = pytest.mark.no_cover  # other tests run the same code

DOCS = ROOT / "docs"
PAGES = sorted(path.name for path in (DOCS / "en").glob("*.md"))
FOLLOWED = {"zh": ("text",), "en": ("text", "sh", "python")}
"""The blocks that are followed in a language; in Chinese only what a page shows, as the code is that of the English."""
LINK = re.compile(r"\]\(([^)\s]+)\)")
MARKER = re.compile("^<!-- generated: .*$", re.MULTILINE)
HEADING = re.compile("^#+ ", re.MULTILINE)
FRAME = click.Context(app)
COMMANDS = app.list_commands(FRAME)


@pytest.fixture(autouse=True)
def _alone(monkeypatch: pytest.MonkeyPatch) -> None:
    """One process reads five reports sooner than two."""
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0}, raising=False)


def folder(at: Path) -> Path:
    """A folder with the sample reports and their graph, as they are after the ten minutes."""
    shutil.copytree(ROOT / "seeds" / "reports", at / "reports")
    shutil.copytree(built(), at / "build")
    return at


def pages_with_examples() -> list[tuple[str, str]]:
    """The pages that show what a reader does, with their language; those of recipes are in test_recipes.py."""
    pages = [(page, lang) for page in PAGES if not page.startswith("recipe-") for lang in FOLLOWED]
    return [
        (page, lang)
        for page, lang in pages
        if any(block.language in FOLLOWED[lang] for block in blocks(DOCS / lang / page))
    ]


@pytest.mark.parametrize(("page", "lang"), pages_with_examples())
def test_a_page_shows_what_its_examples_print(
    page: str, lang: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("KG_LANG", lang)
    followed(DOCS / lang / page, folder(tmp_path), lang, shown=lang == "zh")


@pytest.mark.parametrize("page", PAGES)
def test_both_languages_have_the_same_code_links_and_parts(page: str) -> None:
    zh, en = (DOCS / lang / page for lang in ("zh", "en"))
    assert [_code(block.text) for block in blocks(zh) if block.language != "text"] == [
        _code(block.text) for block in blocks(en) if block.language != "text"
    ]
    assert [block.title for block in blocks(zh)] == [block.title for block in blocks(en)]
    for part in (LINK, MARKER, HEADING):
        assert part.findall(zh.read_text("utf-8")) == part.findall(en.read_text("utf-8"))


def test_both_languages_have_the_same_pages() -> None:
    assert sorted(path.name for path in (DOCS / "zh").glob("*.md")) == PAGES


def test_addresses_of_the_manual_are_those_that_a_server_is_asked_for() -> None:
    told = {line for block in blocks(DOCS / "serving.md") for line in block.text.splitlines()}
    asked = [line for block in blocks(DOCS / "en" / "http.md") for line in block.text.splitlines()]
    assert {line for line in asked if line.startswith("curl")} <= told


@pytest.fixture(scope="module")
def tried(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with what the examples of the help name, and `new` in it for builds: reports are known by what they are,
    whatever they are called."""
    at = folder(tmp_path_factory.mktemp("help"))
    (at / "new" / "reports").mkdir(parents=True)
    for name, report in (("zhucheng.docx", "zhucheng"), ("laizhou.pdf", "laizhou"), ("unnamed.txt", "xx-county")):
        shutil.copy(at / "reports" / f"{report}.md", at / "new" / name)
    shutil.copy(at / "reports" / "laizhou.md", at / "new" / "reports")
    shutil.copy(ROOT / "queries" / "summary.rq", at / "my.rq")
    shutil.copytree(at / "build", at / "build-2023")
    (at / "gold").mkdir()
    (at / "gold" / "zhucheng.jsonl").write_text(GOLD, "utf-8")
    (at / "gold" / "zhucheng.aliases.json").write_text(ALIASES, "utf-8")
    return at


GOLD = (
    '{"property": "lead_firm", "subject_type": "Cluster", "subject": "造纸机械业", "of_place": "诸城市",'
    ' "object_type": "Firm", "object": "日东造纸机械公司", "quote": "日东造纸机械公司"}\n'
)
ALIASES = '{"same": [["日东造纸机械公司", "日东造纸机械"]], "doubtful": []}'


@pytest.mark.parametrize("name", COMMANDS)
def test_the_examples_of_the_help_run(name: str, tried: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    command = app.get_command(FRAME, name)
    assert command
    monkeypatch.chdir(tried / "new" if name == "build" else tried)
    for example in _examples(command.help or ""):
        if example.startswith("{"):  # settings of another program
            assert json.loads(example)
        for line in lines("" if example.startswith("{") else example):
            assert line[0] in ("kg", "echo"), line
            if line[:2] != ("kg", "site"):  # tests/test_pages.py writes the pages
                printed(line, "zh")


def test_only_what_cannot_run_here_is_stood_in_for() -> None:
    assert {opening[1] for opening in INSTEAD if opening[0] == "kg"} == {"serve", "mcp", "publish"}


def _examples(said: str) -> list[str]:
    """The lines of a docstring that stand behind \\b, which click leaves as they are."""
    return [line.strip() for part in inspect.cleandoc(said).split("\b\n")[1:] for line in part.splitlines()]


def _code(text: str) -> str:
    """Code without comments, which each language has its own."""
    return re.sub(r"\s+# .*$", "", text, flags=re.MULTILINE)
