"""The texts of tables and pages: each key is used, and each that is asked for is there, in both languages."""

import ast
import csv
import re
from functools import cache
from pathlib import Path

import kg
from kg.messages import LANGS
from kg.resources import resource
from kg.views.wording import texts

ROOT = Path(kg.__file__).parent
TREES = {path: ast.parse(path.read_text("utf-8")) for path in sorted(ROOT.rglob("*.py"))}
TEMPLATES = [
    path
    for path in ROOT.rglob("*")
    if path.suffix in (".html", ".js") and "yasgui" not in path.parts and path.is_file()
]


@cache
def said() -> set[str]:
    """The words of every text in the code, of templates and scripts, of queries and of tables of words: the names of
    columns, kinds and sections of which keys are made."""
    words = {
        word
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
        for word in [node.value, *node.value.split()]
    }
    files = [*TEMPLATES, *resource("queries").glob("*.rq"), *(resource("seeds", "words").glob("*.csv"))]
    return words.union(*(re.findall(r"\w+", path.read_text("utf-8")) for path in files))


@cache
def stems() -> set[str]:
    """What keys that are made of a name begin with: `column_` of f"column_{name}"."""
    found = {
        node.values[0].value
        for tree in TREES.values()
        for node in ast.walk(tree)
        if isinstance(node, ast.JoinedStr) and isinstance(node.values[0], ast.Constant)
    }
    return {stem for stem in found if isinstance(stem, str) and re.fullmatch("[a-z_]+_", stem)}


def is_made(key: str) -> bool:
    """Whether code makes a key of a stem and a name that there is."""
    rests = {key.removeprefix(stem) for stem in stems() if key.startswith(stem)}
    return bool({*rests, *(rest.removesuffix("s") for rest in rests)} & said())


def test_every_text_is_used() -> None:
    assert [key for key in texts("zh") if key not in said() and not is_made(key)] == []


def test_every_text_that_is_asked_for_is_there() -> None:
    asked = {
        (key.value, f"{path.relative_to(ROOT)}:{node.lineno}")
        for path, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "text" and node.args
        for key in keys(node.args[0])
    }
    assert len(asked) > 50
    assert {(key, where) for key, where in asked if key not in texts("zh")} == set()


def keys(node: ast.expr) -> list[ast.Constant]:
    """The constants that a key may be: it is one, or one of two."""
    if isinstance(node, ast.IfExp):
        return [*keys(node.body), *keys(node.orelse)]
    return [node] if isinstance(node, ast.Constant) else []


def test_no_key_stands_twice_and_all_are_in_both_languages() -> None:
    with (ROOT / "views" / "texts.csv").open(encoding="utf-8", newline="") as file:
        keys = [row["key"] for row in csv.DictReader(file)]
    assert len(keys) == len(set(keys))
    for lang in LANGS:
        assert all(texts(lang).values())
