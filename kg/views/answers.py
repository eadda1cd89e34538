"""The answers of `kg compare`, `measure`, `path`, `audit` and `view` for Python, as a notebook shows them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from markupsafe import Markup

from kg.analysis.comparison import comparison
from kg.analysis.graph import around, drawn
from kg.analysis.graph import graph as linked
from kg.analysis.measured import Refused
from kg.analysis.measures import measure as measured
from kg.analysis.names import meant, one, resolve
from kg.analysis.paths import chains
from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.folder import reading
from kg.queries import Rows, open_build
from kg.store import Graph
from kg.views.chains import chain_rows
from kg.views.compared import beside, listed
from kg.views.findings import chosen, finding_rows
from kg.views.notebook import Answer, spoken, table
from kg.views.wording import Lang, text


@dataclass(frozen=True, slots=True, repr=False)
class Comparison(Answer):
    """A row for each value with its sentence; a notebook shows `beside`, a column for each thing."""

    beside: Rows = field(kw_only=True)

    def _of(self, rows: tuple[Any, ...]) -> Answer:
        return Answer(self.columns, rows, self.lang)

    def _repr_html_(self) -> str:
        return table(self.beside, self.lang, self.notes)


@dataclass(frozen=True, slots=True, repr=False)
class Page:
    """The interactive graph as the `html` of one offline page, which a notebook shows in a frame of its own."""

    html: str
    things: int
    links: int

    def __repr__(self) -> str:
        return f"<page: {self.things} things, {self.links} links>"

    def _repr_html_(self) -> str:
        frame = '<iframe srcdoc="{}" sandbox="allow-scripts allow-downloads" width="100%" height="640"></iframe>'
        return str(Markup(frame).format(self.html))


def compare(names: Sequence[str], graph: Path | str | Graph = "build", language: Lang | None = None) -> Comparison:
    """Clusters or counties side by side: sizes with their measure, figures, indicators with their formula.

    `names` are as `kg compare` takes them, NAME@PLACE where two are called so; the rows are those of
    `kg compare --format csv`. InputError if `graph` is no build, or a name means nothing or several things.
    """
    lang, store = spoken(language), open_build(graph)
    found = dict.fromkeys(one(meant(store, name, language=lang), name) for name in names)
    things, called = [thing.iri for thing in found], [thing.name for thing in found]
    lines = comparison(store, things, lang)
    rows = listed(lines, dict(zip(things, called, strict=True)), lang)
    differ = any(not line.comparable for line in lines)
    note = (text("note", lang) + text("not_comparable", lang),) if differ else ()
    return Comparison(rows.columns, rows.rows, lang, note, beside=beside(lines, called, lang))


def measure(name: str, graph: Path | str | Endpoint = "build", language: Lang | None = None) -> Answer:
    """What a measure of structure, one that `kg measure` lists, says of a graph; below it reading, formula, source.

    InputError if `graph` is no build, if there is no such measure, and with the reason if the graph is too small.
    """
    lang = spoken(language)
    told = measured(open_build(graph), name, lang)
    if isinstance(told, Refused):
        raise InputError(told.reason)
    gap = "：" if lang == "zh" else ": "
    source = (text("formula", lang) + gap + told.formula, text("source", lang) + gap + told.source)
    return Answer(told.rows.columns, told.rows.rows, lang, (getattr(told.reading, lang), *source))


def path(start: str, end: str, graph: Path | str | Graph = "build", language: Lang | None = None) -> Answer:
    """The chains that link two things, a row for each link and sentence. InputError as `compare`."""
    lang = spoken(language)
    rows = chain_rows(chains(open_build(graph), start, end, lang), lang)
    return Answer(rows.columns, rows.rows, lang)


def findings(graph: Path | str | Endpoint = "build", language: Lang | None = None) -> Answer:
    """What reports get wrong, then what holds: a row for each finding. InputError if `graph` is no build."""
    lang = spoken(language)
    rows = finding_rows(reading(graph, chosen), lang)
    return Answer(rows.columns, rows.rows, lang)


def view(graph: Path | str | Endpoint = "build", name: str = "", language: Lang | None = None) -> Page:
    """The interactive graph, or what is near the things of a name. InputError as `compare`."""
    from kg.views import graph_page  # pyvis, which takes as long to import as all the rest

    lang = spoken(language)
    store = open_build(graph)
    nodes = [thing.iri for thing in resolve(store, name, lang)] if name else []
    found = linked(store, lang)
    near = around(found, nodes) if nodes else drawn(found)
    html = graph_page.page(near, lang, text("graph_title", lang), nodes[0] if nodes else None)
    return Page(html, len(near), near.number_of_edges())
