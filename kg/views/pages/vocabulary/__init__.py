"""The page of the ontology: classes and properties in both languages, how many there are, and examples."""

from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from kg.ontology import JQ, Property, ontology, snake
from kg.queries.answers import answer, rows
from kg.views.pages.catalogue import Catalogue
from kg.views.pages.view import View

_TERMS = """
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX owl: <http://www.w3.org/2002/07/owl#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
PREFIX schema: <https://schema.org/>
SELECT ?term ?kind ?zh ?en ?comment ?note ?domain ?range {
  VALUES ?kind { owl:Class owl:ObjectProperty owl:DatatypeProperty }
  ?term a ?kind ; rdfs:label ?zh, ?en FILTER (LANG(?zh) = "zh" && LANG(?en) = "en")
  OPTIONAL { ?term rdfs:comment ?comment FILTER (LANG(?comment) = "LANGUAGE") }
  OPTIONAL { ?term skos:editorialNote ?note FILTER (LANG(?note) = "LANGUAGE") }
  OPTIONAL { ?term schema:domainIncludes ?domain }
  OPTIONAL { ?term schema:rangeIncludes ?range }
} ORDER BY ?kind ?term ?domain ?range
"""
_CLASSES = """
SELECT ?term (COUNT(*) AS ?count) {
  { ?thing a ?term } UNION { GRAPH ?report { ?thing a ?term } FILTER NOT EXISTS { ?thing a ?term } }
} GROUP BY ?term
"""
_PROPERTIES = "SELECT ?term (COUNT(*) AS ?count) { ?thing ?term ?end } GROUP BY ?term"
_IN_REPORTS = "SELECT ?term (COUNT(*) AS ?count) { GRAPH ?report { ?thing ?term ?end } } GROUP BY ?term"
_FEW = 4


@dataclass(frozen=True, slots=True)
class Term:
    """A class or a property: its IRI, labels, what it means, why it is there, where it starts and ends, how many.

    A property of facts has an `entry` in the table of the ontology: its name from the object, and an example.
    """

    iri: str
    zh: str
    en: str
    comment: str
    note: str
    domain: tuple[str, ...]
    range: tuple[str, ...]
    count: int
    examples: tuple[str, ...]
    entry: Property | None

    @property
    def local(self) -> str:
        """Its name without the namespace."""
        return self.iri.removeprefix(JQ)


def page(view: View) -> bytes:
    """The page of the ontology."""
    store = view.catalogue.store
    counts: dict[str, int] = {}
    for query in (_IN_REPORTS, _PROPERTIES, _CLASSES):
        counts |= {row.term: row.count for row in rows(answer(store, query, "counts"))}
    said: dict[str, list[Any]] = defaultdict(list)
    for row in rows(answer(store, _TERMS.replace("LANGUAGE", view.lang), "terms")):
        if row.term.startswith(JQ):
            said[row.term].append(row)
    classes: list[Term] = []
    properties: list[Term] = []
    for iri, told in said.items():
        term = _term(view.catalogue, iri, told, counts.get(iri, 0))
        (classes if told[0].kind.endswith("#Class") else properties).append(term)
    return view.render(
        "vocabulary/page.html", view.t("ontology_title"), classes=_most(classes), properties=_most(properties)
    )


def _most(terms: list[Term]) -> list[Term]:
    return sorted(terms, key=lambda term: (-term.count, term.iri))


def _term(catalogue: Catalogue, iri: str, told: list[Any], count: int) -> Term:
    first = told[0]
    local = iri.removeprefix(JQ)
    things = catalogue.kinds.get(local, ())
    examples = sorted(things, key=lambda thing: (-len(catalogue.linked.get(thing.iri, ())), thing.iri))[:_FEW]
    return Term(
        iri,
        first.zh,
        first.en,
        first.comment or "",
        first.note or "",
        tuple(dict.fromkeys(row.domain for row in told if row.domain)),
        tuple(dict.fromkeys(row.range for row in told if row.range)),
        count,
        tuple(thing.iri for thing in examples),
        ontology().properties.get(snake(local)),
    )
