"""The adopted figures as an RDF Data Cube (W3C Recommendation, 16 January 2014), which keeps its integrity constraints.

An observation is an adopted figure. Its dimensions are the thing that it is of, the measure, what part and what scope
it is of, its period, its modality and the base of a rate; the amount is the one measure of the cube, whatever it
measures, so that no cell has to be there for a measure that a thing has no figure of (IC-17). Every dimension has a
value (IC-11): what a report does not tell is a code of SDMX, `_T` the whole, `_Z` not applicable, `_U` not told.

The structure is ontology/cube.ttl.
"""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from functools import partial
from itertools import groupby
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, QuerySolutions, RdfFormat, Triple, parse, serialize

from kg import store
from kg.endpoint.asking import Endpoint
from kg.exports import File
from kg.graph.terms import DERIVED, TYPE, Term
from kg.messages import LANGS, Lang
from kg.ontology import ID, JQ, PREFIXES
from kg.queries import open_build
from kg.resources import resource
from kg.store import Graph
from kg.views.wording import text

CUBE = "https://w3id.org/jiqun/cube#"
QB = "http://purl.org/linked-data/cube#"
_DATA = NamedNode(f"{ID}cube")
_BOOLEAN = NamedNode(f"{PREFIXES['xsd']}boolean")
_DIMENSIONS: Mapping[str, tuple[str, str]] = {  # the property of a figure, and the code where it has none
    "thing": ("about", ""),
    "measure": ("measure", ""),
    "part": ("of", "_T"),
    "scope": ("scope", "_Z"),
    "period": ("period", "_U"),
    "modality": ("modality", ""),
    "per": ("per", "_Z"),
}
_REST: Mapping[str, str] = {
    "amount": "value",
    "amountMax": "valueMax",
    "written": "lexical",
    **{
        name: name for name in ("unit", "lower", "upper", "qualifier", "certainty", "contested", "suspect", "confirmed")
    },
}
_FIGURES = f"""
PREFIX prov: <{PREFIXES["prov"]}>
SELECT ?figure ?property ?value {{ ?figure a <{JQ}Observation> ; ?property ?value }}
"""
_CONCEPTS = f"""
PREFIX jq: <{JQ}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?thing ?property ?value {{
  VALUES ?property {{ skos:inScheme skos:notation skos:prefLabel }}
  VALUES ?scheme {{ jq:measures jq:modalities }}
  ?thing skos:inScheme ?scheme ; ?property ?value .
}}
"""
_NAMES = f"""
PREFIX jq: <{JQ}> PREFIX skos: <{PREFIXES["skos"]}>
SELECT ?thing ?property ?value {{
  VALUES ?property {{ skos:prefLabel }}
  {{ ?figure a jq:Observation ; jq:about ?thing }} UNION {{ ?figure a jq:Observation ; jq:unit ?thing }}
  ?thing ?property ?value .
}}
"""


def datacube(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """The cube as Turtle: its structure, its code lists, the names of what it is of, its observations."""
    yield File("datacube.ttl", partial(_write, open_build(place)))


def _write(graph: Graph, out: BinaryIO) -> None:
    prefixes = {**PREFIXES, "cube": CUBE, "qb": QB}
    serialize(_cube(graph), out, RdfFormat.TURTLE, prefixes=prefixes)


def _cube(graph: Graph) -> Iterator[Triple]:
    concept, scheme = (NamedNode(f"{PREFIXES['skos']}{name}") for name in ("Concept", "ConceptScheme"))
    yield from (quad.triple for quad in parse(path=resource("ontology", "cube.ttl"), format=RdfFormat.TURTLE))
    yield Triple(_DATA, TYPE, NamedNode(f"{QB}DataSet"))
    yield Triple(_DATA, NamedNode(f"{QB}structure"), NamedNode(f"{CUBE}structure"))
    for lang in LANGS:
        title = Literal(text("cube_title", lang), language=lang)
        yield Triple(_DATA, NamedNode(f"{PREFIXES['rdfs']}label"), title)
    for name in ("measures", "modalities"):
        yield Triple(NamedNode(f"{JQ}{name}"), TYPE, scheme)
    for thing, told in groupby(_asked(graph, _CONCEPTS), key=lambda triple: triple.subject):
        yield Triple(thing, TYPE, concept)
        yield from told
    yield from _asked(graph, _NAMES)
    said: dict[NamedNode, dict[str, list[Term]]] = defaultdict(lambda: defaultdict(list))
    for triple in _asked(graph, _FIGURES):
        said[triple.subject][triple.predicate.value].append(triple.object)  # type: ignore[index, arg-type]
    for figure, about in said.items():
        yield from _observation(figure, about)


def _observation(figure: NamedNode, about: Mapping[str, list[Term]]) -> Iterator[Triple]:
    yield Triple(figure, TYPE, NamedNode(f"{QB}Observation"))
    yield Triple(figure, NamedNode(f"{QB}dataSet"), _DATA)
    for name, (property, missing) in _DIMENSIONS.items():
        [value] = about.get(JQ + property, [Literal(missing)])
        plain = Literal(value.value) if isinstance(value, Literal) else value
        yield Triple(figure, NamedNode(f"{CUBE}{name}"), plain)
    for name, property in _REST.items():
        yield from (Triple(figure, NamedNode(f"{CUBE}{name}"), value) for value in about.get(JQ + property, ()))
    for claim in about[DERIVED.value]:
        yield Triple(figure, NamedNode(f"{CUBE}claim"), claim)


def _asked(graph: Graph, query: str) -> list[Triple]:
    """What a query gives, each once and in one order, whichever store is asked."""
    found = store.query(graph, query)
    assert isinstance(found, QuerySolutions)
    return sorted({Triple(thing, property, _canonical(value)) for thing, property, value in found}, key=str)


def _canonical(value: object) -> Term:
    """A value as we write it: Virtuoso tells a boolean as 1."""
    assert isinstance(value, NamedNode | Literal)
    boolean = isinstance(value, Literal) and value.datatype == _BOOLEAN
    return Literal(value.value in ("true", "1")) if boolean else value
