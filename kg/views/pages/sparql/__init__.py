"""The page for SPARQL: an editor with the named queries as examples where a server answers, else how to start one."""

from kg.ontology import ID, JQ, PREFIXES, ontology
from kg.queries import named
from kg.views.pages.view import View

_OFFERED = ("jq", "skos", "rdf", "rdfs", "prov", "oa", "dcterms", "xsd", "unit")
_OTHERS = (
    *(("rdf", name) for name in ("type", "subject", "predicate", "object")),
    *(("skos", name) for name in ("prefLabel", "altLabel", "notation", "broader")),
    *(("oa", name) for name in ("prefix", "exact", "suffix", "start", "end")),
    *(("prov", "wasDerivedFrom"), ("rdfs", "label"), ("dcterms", "identifier")),
)


def page(view: View) -> bytes:
    """The page of queries."""
    queries = [
        (query, getattr(query.summary, view.lang), getattr(query.question, view.lang)) for query in named().values()
    ]
    return view.render("sparql/page.html", "SPARQL", queries=queries, settings=_settings())


def _settings() -> dict[str, object]:
    """What the editor completes, prefixes and the classes and properties of the graph by their IRIs; and where the IRIs
    of things begin."""
    words = ontology()
    own = sorted(iri for iri in words.labels if iri.startswith(JQ) and iri not in words.notations)
    classes = [iri for iri in own if iri.removeprefix(JQ)[0].isupper()]
    others = [f"{PREFIXES[prefix]}{name}" for prefix, name in _OTHERS]
    known = [*(i for i in own if i not in classes), *others]
    prefixes = {name: PREFIXES[name] for name in _OFFERED}
    return {"base": ID, "prefixes": prefixes, "classes": classes, "properties": known}
