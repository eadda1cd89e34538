"""The recipes of docs/, followed word for word in a copy of the code, do what they promise."""

import shutil
from pathlib import Path

import pytest
from examples import CODE, ROOT, blocks, jobs, laid, printed, see, worked
from explored import built

pytestmark = pytest.mark.no_cover  # what runs is a copy

EN = ROOT / "docs" / "en"
RECIPES = sorted(path.stem for path in EN.glob("recipe-*.md"))


@pytest.fixture(scope="module")
def said(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for each recipe, in which its commands have run with the code as all recipes leave it.

    All of them change one copy, so that one process can run what they say.
    """
    folder = tmp_path_factory.mktemp("recipes")
    code = folder / "code"
    for name in CODE:
        shutil.copytree(ROOT / name, code / name, ignore=shutil.ignore_patterns("__pycache__"))
    asked = []
    for recipe in RECIPES:
        own = folder / recipe
        own.mkdir()
        if not any(block.title.startswith(("reports/", "mails/")) for block in blocks(EN / f"{recipe}.md")):
            shutil.copytree(built(), own / "build")
        laid(EN / f"{recipe}.md", code, own)
        for lang in ("zh", "en"):
            page = ROOT / "docs" / lang / f"{recipe}.md"
            asked += [(page, job) for job in jobs(page, own, lang) if not job.before]
    for (page, job), printed_then in zip(asked, worked(code, [job for _, job in asked]), strict=True):
        see(page, job.shown, printed_then)
    return folder


def test_there_is_a_recipe_for_each_thing_to_add() -> None:
    assert {"recipe-word", "recipe-rule", "recipe-property", "recipe-query", "recipe-format", "recipe-page"} == set(
        RECIPES
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("recipe", RECIPES)
def test_before_a_recipe_it_is_as_the_recipe_says(recipe: str, lang: str, tmp_path: Path) -> None:
    page = ROOT / "docs" / lang / f"{recipe}.md"
    for job in jobs(page, tmp_path, lang):
        if job.before:
            see(page, job.shown, "".join(printed(line, lang) for line in job.lines))


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("recipe", RECIPES)
def test_a_recipe_does_what_it_promises(recipe: str, lang: str, said: Path) -> None:
    page = ROOT / "docs" / lang / f"{recipe}.md"
    assert any(job.shown for job in jobs(page, said, lang) if not job.before) or recipe == "recipe-page"
    for block in blocks(page):
        if block.title and block.language == "text":
            made = (said / recipe / block.title).read_text("utf-8")
            assert [words for words in block.text.splitlines() if words not in made] == []
