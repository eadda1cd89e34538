"""The explorer's pages: from a build's catalogue and a path (`zh/cluster/370782/造纸机械.html`) to HTML.

`kg site` writes what `paths` lists; the server answers `/zh/…` and `/en/…` with `render`, `/assets/…` with ASSETS,
`/` with the entry page, and sends a browser that asks for `/id/…` to `/zh/` + `address(iri)`. All links are relative,
so that the same bytes work from a disk and from a server; `served` adds what only a server can do.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode

from kg.ontology import ID
from kg.queries.answers import answer, rows
from kg.views.pages import (
    audit,
    cluster,
    compare,
    county,
    firm,
    graph,
    industry,
    listing,
    missing,
    place,
    policy,
    product,
    report,
    search_index,
    sparql,
    start,
    things,
    towns,
    vocabulary,
)
from kg.views.pages.addresses import address, report_address
from kg.views.pages.catalogue import PLACES, Catalogue, Thing, catalogue
from kg.views.pages.view import View, environment, page_texts
from kg.views.wording import LANGS, Lang

__all__ = ["ASSETS", "Catalogue", "Page", "address", "catalogue", "entry", "gone", "located", "paths", "render"]

_KINDS = frozenset({".css", ".js", ".svg"})
ASSETS = {
    # what the frame and each page have beside them, by the name that it has in the site
    str(path.relative_to(path.parents[1] if path.parent.name == "yasgui" else path.parent)): path
    for path in sorted(Path(__file__).parent.rglob("*"))
    if path.suffix in _KINDS
}
HTML, SCRIPT, CSV = "text/html; charset=utf-8", "text/javascript; charset=utf-8", "text/csv; charset=utf-8"
_DERIVED_FROM = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")

_PAGES: dict[str, tuple[str, Callable[[View], bytes]]] = {
    "index.html": (HTML, start.page),
    "industries.html": (HTML, industry.page_of_all),
    "towns.html": (HTML, towns.page),
    "towns.csv": (CSV, towns.table),
    "compare.html": (HTML, compare.page),
    "compare.js": (SCRIPT, compare.script),
    "audit.html": (HTML, audit.page),
    "graph.html": (HTML, graph.page),
    "sparql.html": (HTML, sparql.page),
    "ontology.html": (HTML, vocabulary.page),
    "search.html": (HTML, missing.search),
    "search.js": (SCRIPT, search_index.script),
    "missing.html": (HTML, missing.page),
}
_OF_KIND: dict[str, Callable[[View, Thing], bytes]] = {
    "Cluster": cluster.page,
    "PlannedCluster": cluster.page,
    "Firm": firm.page,
    "Product": product.page,
    "Policy": policy.page,
    "Industry": industry.page,
    **dict.fromkeys(PLACES - county.KINDS, place.page),
    **dict.fromkeys(county.KINDS, county.page),
}


@dataclass(frozen=True, slots=True)
class Page:
    """What stands at a path: 200 with its type and bytes, or 404 with a page that helps on."""

    status: int
    media: str
    body: bytes


def render(found: Catalogue, path: str, *, served: bool = False, lang: Lang = "zh") -> Page:
    """The page at a path from the root of the site, which begins with `zh/` or `en/`.

    `lang` is the language in which a path that begins otherwise is told not to exist.
    """
    folder, _, local = path.partition("/")
    spoken: Lang = "zh" if folder == "zh" else "en" if folder == "en" else lang
    view = View(found, spoken, path, served)
    if folder in LANGS:
        local = local or "index.html"
        if local in _PAGES:
            media, made = _PAGES[local]
            return Page(200, media, made(view))
        if local.removesuffix(".html") in listing.LISTS and local.endswith(".html"):
            return Page(200, HTML, listing.page(view, local.removesuffix(".html")))
        if thing := found.pages.get(local):
            return Page(200, HTML, _OF_KIND.get(thing.kind, things.page)(view, thing))
        name, dot, ending = local.rpartition(".")
        if (
            (thing := found.pages.get(f"{name}.html"))
            and thing.kind in county.KINDS
            and dot + ending in county.DOWNLOADS
        ):
            return Page(200, *county.downloads(view, thing, dot + ending))
        if told := found.report_pages.get(local):
            return Page(200, HTML, report.page(view, told))
    return Page(404, HTML, missing.page(view))


def located(found: Catalogue, iri: str) -> str | None:
    """Where a page tells of an IRI, below the folder of a language: the page of a thing or a report, of a claim its
    sentence in the report, of a figure that of the first claim it is derived from. None if no page does."""
    kind, _, local = iri.removeprefix(ID).partition("/")
    if (path := address(iri)) in found.pages:
        return path
    if kind == "report" and local in found.reports:
        return report_address(local)
    if kind == "claim" and (report := found.claims.get(local)):
        return f"{report_address(report)}#c-{local}"
    if kind == "observation":
        claims = rows(answer(found.store, f"SELECT ?claim {{ {NamedNode(iri)} {_DERIVED_FROM} ?claim }}", "claims"))
        first = min((row.claim for row in claims), default="")
        return located(found, first) if first else None
    return None


def paths(found: Catalogue) -> Iterator[str]:
    """Every path of the site."""
    lists = (f"{name}.html" for name in listing.LISTS)
    counties = [path.removesuffix(".html") for path, thing in found.pages.items() if thing.kind in county.KINDS]
    files = (f"{path}{ending}" for path in counties for ending in county.DOWNLOADS)
    local = [*_PAGES, *lists, *found.pages, *files, *found.report_pages]
    yield from (f"{lang}/{path}" for lang in LANGS for path in local)


def entry() -> bytes:
    """The page at the root, which leads to a language: the one chosen before, else the browser's."""
    return environment().get_template("frame/entry.html").render().encode()


def gone(lang: Lang) -> bytes:
    """The page while the server has no build, which asks again by itself."""
    return environment().get_template("frame/gone.html").render(lang=lang, words=page_texts(lang)).encode()
