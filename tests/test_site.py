"""What `make docs` makes of the code, and that it finds what is wrong with a site."""

from importlib import import_module
from pathlib import Path
from types import ModuleType
from xml.etree import ElementTree

import click
import pytest
from explored import built

import kg
from kg.cli import app
from kg.messages import LANGS, Lang
from kg.ontology import ontology
from kg.queries import named

pytestmark = pytest.mark.no_cover  # other tests run the same code

DOCS = Path(__file__).parents[1] / "scripts" / "docs"
SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture
def room(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The modules of scripts/docs, as attributes of one."""
    monkeypatch.syspath_prepend(str(DOCS))
    found = ModuleType("docs")
    for name in ("terms", "diagram", "answers", "reference", "links"):
        setattr(found, name, import_module(name))
    return found


@pytest.mark.parametrize("lang", LANGS)
def test_the_picture_has_every_property_of_facts_between_things(lang: Lang, room: ModuleType) -> None:
    picture = ElementTree.fromstring(room.diagram.diagram(lang))
    said = " ".join("".join(text.itertext()) for text in picture.iter(f"{SVG}text"))
    assert [
        each.code for each in ontology().properties.values() if each.between_things and each.label[lang] not in said
    ] == []
    ids = {f"#{room.terms.anchor(iri)}" for iri in room.terms.terms()}
    assert {link.get("href") for link in picture.iter(f"{SVG}a")} <= ids
    width = float(picture.attrib["viewBox"].split()[2])
    assert all(float(box.attrib["x"]) + float(box.attrib["width"]) <= width for box in picture.iter(f"{SVG}rect"))


@pytest.mark.parametrize("lang", LANGS)
def test_the_tables_have_every_term(lang: Lang, room: ModuleType) -> None:
    made = "".join(getattr(room.terms, name)(lang) for name in ("classes", "properties", "measures", "units", "codes"))
    assert [
        iri
        for iri in room.terms.terms()
        if iri.endswith(("#Cluster", "#leadFirm")) and room.terms.anchor(iri) not in made
    ] == []
    assert [code for code in ontology().measures if f"`{code}`" not in made] == []
    assert "||" not in made


@pytest.mark.parametrize("lang", LANGS)
def test_every_question_command_and_function_is_told(lang: Lang, room: ModuleType) -> None:
    asked = room.answers.questions(built(), lang)
    assert [name for name, query in named().items() if query.question[lang] not in asked] == []
    told = room.reference.commands(lang)
    assert [name for name in app.list_commands(click.Context(app)) if f"## kg {name} " not in told] == []
    functions = room.reference.functions()
    assert [name for name in kg.__dict__["__all__"] if f"### kg.{name} " not in functions] == []
    assert "<class" not in functions + room.reference.types()


def test_what_is_wrong_with_a_site_is_found(tmp_path: Path, room: ModuleType) -> None:
    (tmp_path / "a.html").write_text(
        '<a href="b.html#there">b</a><a href="b.html#gone">b</a><a href="c.html">c</a><a href="#gone">a</a>'
        '<script src="https://example.org/s.js"></script><a href="https://example.org/">elsewhere</a>',
        "utf-8",
    )
    (tmp_path / "b.html").write_text('<h1 id="there">b</h1>', "utf-8")
    assert list(room.links.faults(tmp_path)) == [
        "a.html links to b.html#gone, which has no such anchor",
        "a.html links to c.html",
        "a.html links to #gone, which has no such anchor",
        "a.html fetches https://example.org/s.js",
    ]
