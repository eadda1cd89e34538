"""The texts of pages and tables: each key once, in both languages, and used; each used one is there."""

import csv
import re
from pathlib import Path

import pytest

import kg

VIEWS = Path(kg.__file__).parent / "views"
TEXTS = sorted(VIEWS.rglob("texts.csv"))
SOURCES = {
    path: path.read_text("utf-8")
    for path in sorted(Path(kg.__file__).parent.rglob("*"))
    if path.suffix in (".py", ".html", ".js") and "yasgui" not in path.parts and path.is_file()
}
MADE = re.compile(r"""f?["'](?P<head>[a-z_]*)\{|["'](?P<joined>[a-z_]+_)["'] ~""")


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def prefixes() -> set[str]:
    """What keys that are put together begin with: f"column_{name}", 'badge_' ~ code."""
    found = (match["head"] or match["joined"] for text in SOURCES.values() for match in MADE.finditer(text))
    return {each for each in found if each and each.endswith("_") and len(each) > 3}


@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_every_text_is_in_both_languages_with_the_same_holes(path: Path) -> None:
    wrong = [row["key"] for row in rows(path) if not row["zh"] or not row["en"] or None in row]
    holes = [
        row["key"] for row in rows(path) if _holes(row["zh"]) != _holes(row["en"]) and not row["key"].endswith("_one")
    ]
    assert (wrong, holes) == ([], [])


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
@pytest.mark.parametrize("path", TEXTS, ids=lambda path: path.parent.name)
def test_every_text_is_used(path: Path) -> None:
    own = path.parent.parent.name == "pages" and path.parent.name != "frame"  # of one page, which alone may use it
    near = [text for source, text in SOURCES.items() if not own or path.parent in source.parents]
    made = prefixes()
    unused = [
        key
        for key in (row["key"].removesuffix("_one") for row in rows(path))
        if not any(re.search(rf"""["']{re.escape(key)}["']""", text) for text in near)
        and not any(key.startswith(prefix) for prefix in made)
    ]
    assert unused == []


def test_every_key_is_given_once() -> None:
    pages = [row["key"] for path in TEXTS if path.parent != VIEWS for row in rows(path)]
    assert len(pages) == len(set(pages))
    own = [row["key"] for row in rows(VIEWS / "texts.csv")]
    assert len(own) == len(set(own))


def test_every_key_that_a_page_asks_for_is_there() -> None:
    known = {row["key"] for path in TEXTS for row in rows(path)}
    asked = {
        key
        for source, text in SOURCES.items()
        for key in re.findall(r"""(?:view\.t|\btext)\(\s*["']([a-z_0-9]+)["']\s*[,)]""", text)
        if VIEWS in source.parents or source.name == "cli.py"
    }
    assert asked - known == set()


def _holes(said: str) -> set[str]:
    return set(re.findall(r"\{(\w+)", said))
