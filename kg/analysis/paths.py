"""What links two things, 龙头企业 → 集群 → 乡镇: the chains between what two names mean, with their sentences.

The store is asked for what lies within two links of either end, where every chain of four links lies.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise, product
from typing import Any

from pyoxigraph import NamedNode

from kg.analysis.names import Thing, resolve, things
from kg.analysis.sentences import Sentence, sentence
from kg.errors import InputError
from kg.messages import message
from kg.queries.answers import answer, rows
from kg.store import Graph

_LONGEST = 4  # links of a chain
_CHAINS = 5
_BROAD = frozenset({"County", "Prefecture", "Province"})
_PREFIXES = """
PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX jq: <https://w3id.org/jiqun/ontology#>
PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX prov: <http://www.w3.org/ns/prov#>
PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
# how one thing is linked with another: a report says so, it says what a policy or a problem is about, or the order of
# things does; each begins with the ends that are asked for
_LINKED = (
    """GRAPH ?report_id {
      %s ?claim_id rdf:subject ?subject_id ; rdf:predicate ?relation_id ; rdf:object ?object_id .
      FILTER (?relation_id NOT IN (rdf:type, jq:observation) && ISIRI(?object_id))
    }""",
    """GRAPH ?report_id {
      %s VALUES ?relation_id { jq:about jq:parent }
      ?claim_id rdf:subject ?subject_id ; ?relation_id ?object_id ; rdf:predicate rdf:type .
    }""",
    "%s VALUES ?relation_id { jq:ofPlace jq:partOf jq:develops } ?subject_id ?relation_id ?object_id .",
)
_PASSAGE = """
      GRAPH ?report_id {
        ?claim_id jq:modality ?standing ; jq:certainty ?certainty ; prov:wasDerivedFrom ?passage .
        ?passage oa:prefix ?before ; oa:exact ?quote ; oa:suffix ?after ; oa:start ?start ; oa:end ?end .
      }
      ?report_id dcterms:identifier ?report .
      OPTIONAL { GRAPH ?report_id { ?passage jq:whereabouts ?place_in_file } FILTER (LANG(?place_in_file) = "%s") }
      BIND (CONCAT(?before, ?quote, ?after) AS ?sentence)
      BIND (STRLEN(?before) AS ?quote_start)
      BIND (?quote_start + STRLEN(?quote) AS ?quote_end)
"""
_LINKS = """
SELECT DISTINCT ?relation ?certainty ?sentence ?quote_start ?quote_end ?report ?place_in_file ?start ?end
  ?subject_id ?relation_id ?object_id ?modality_id ?claim_id
{
  { %s } UNION { %s } UNION { %s BIND (jq:actual AS ?standing) }
  ?relation_id rdfs:label ?relation .
  ?standing skos:notation ?modality_id .
  FILTER (LANG(?relation) = "%s")
} ORDER BY ?relation_id ?report ?start ?claim_id
"""


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of a chain, from subject to object as it is said; `forward` if the chain goes that way too."""

    subject: str
    object: str
    property: str
    label: str
    modality: str
    forward: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Things, and between each and the next the links that hold between them, one or more."""

    things: tuple[Thing, ...]
    links: tuple[tuple[Link, ...], ...]


def chains(store: Graph, source: str, target: str, language: str = "zh") -> tuple[Chain, ...]:
    """The shortest chains between two names, and a few longer ones up to four links, shorter ones first.

    Edges that link nearly everything (a thing and its county) are followed only where nothing else links the two.
    InputError as `resolve`, or if both names mean the same thing.
    """
    ends = tuple(tuple(thing.iri for thing in resolve(store, name, language)) for name in (source, target))
    meant = {iri for end in ends for iri in end}
    pairs = [(start, end) for start, end in product(*ends) if start != end]
    if not pairs:
        raise InputError(message("names_same", one=source, other=target))
    for whole in (False, True):
        near = _near(store, meant, whole=whole)
        found = (route for start, end in pairs for route in _routes(near, start, end))
        # a way through another end is told by the way from there
        if routes := [route for route in found if meant.isdisjoint(route[1:-1])]:
            known = things(store, {iri for route in routes for iri in route}, language)
            routes.sort(key=lambda route: (len(route), [known[iri].name for iri in route], route))
            shortest = sum(len(route) == len(routes[0]) for route in routes)
            told = routes[: max(shortest, _CHAINS)]
            links = _links(store, {step for route in told for step in pairwise(route)}, language)
            return tuple(
                Chain(tuple(known[iri] for iri in route), tuple(links[step] for step in pairwise(route)))
                for route in told
            )
    return ()


def _near(store: Graph, ends: Iterable[str], *, whole: bool) -> dict[str, set[str]]:
    """What each thing within a link of some is linked with; without `whole`, not by what links nearly everything."""
    near: dict[str, set[str]] = {}
    known = things(store, ends)
    ring = set(known)
    for _ in range(_LONGEST // 2):
        edges = list(_edges(store, ring))
        known |= things(store, {iri for edge in edges for iri in (edge.subject_id, edge.object_id)} - known.keys())
        for edge in edges:
            subject, thing, name = edge.subject_id, edge.object_id, edge.relation_id.rpartition("#")[2]
            if subject in known and thing in known and (whole or _tells(name, known[thing])):
                near.setdefault(subject, set()).add(thing)
                near.setdefault(thing, set()).add(subject)
        ring = near.keys() - ring
    return near


def _edges(store: Graph, iris: Iterable[str]) -> Iterator[Any]:
    """The edges from some things and to them."""
    values = " ".join(str(NamedNode(iri)) for iri in iris)
    sides = [each % f"VALUES {end} {{ {values} }}" for each in _LINKED for end in ("?subject_id", "?object_id")]
    query = f"SELECT DISTINCT ?subject_id ?relation_id ?object_id {{ {{ {'} UNION {'.join(sides)} }} }}"
    return iter(rows(answer(store, _PREFIXES + query, "edges")))


def _tells(name: str, thing: Thing) -> bool:
    return name != "ofPlace" and not (name == "partOf" and thing.type in _BROAD)


def _routes(near: Mapping[str, set[str]], start: str, end: str) -> Iterator[list[str]]:
    """All shortest ways from start to end, and all of each length more until they are enough."""
    far = {end: 0}
    ring = {end}
    for distance in range(1, _LONGEST):
        ring = {iri for here in ring for iri in near.get(here, ())} - far.keys()
        far |= dict.fromkeys(ring, distance)
    count = 0
    for length in range(1, _LONGEST + 1):
        for route in _ways(near, far, [start], length):
            count += 1
            yield route
        if count >= _CHAINS:
            return


def _ways(near: Mapping[str, set[str]], far: Mapping[str, int], route: list[str], left: int) -> Iterator[list[str]]:
    """The ways on from a route in so many links, through nothing twice, to where nothing is far."""
    for iri in near.get(route[-1], ()):
        if left == 1 and far.get(iri) == 0:
            yield [*route, iri]
        elif left > 1 and 0 < far.get(iri, left) < left and iri not in route:
            yield from _ways(near, far, [*route, iri], left - 1)


def _links(store: Graph, steps: Iterable[tuple[str, str]], language: str) -> dict[tuple[str, str], tuple[Link, ...]]:
    """The links between two things each, in either direction: first those that go forward."""
    steps = tuple(steps)
    pairs = " ".join(
        f"({NamedNode(one)} {NamedNode(other)}) ({NamedNode(other)} {NamedNode(one)})" for one, other in steps
    )
    values = f"VALUES (?subject_id ?object_id) {{ {pairs} }}"
    stated, about, ordered = (each % values for each in _LINKED)
    passage = _PASSAGE % language
    query = _PREFIXES + _LINKS % (stated + passage, about + passage, ordered, language)
    told: dict[tuple[str, str], dict[str, list[Any]]] = {}
    for row in rows(answer(store, query, "links")):
        edges = told.setdefault((row.subject_id, row.object_id), {})
        edges.setdefault(f"{row.relation_id} {row.modality_id}", []).append(row)
    return {
        (here, there): tuple(
            _link(edge, forward=forward)
            for ends, forward in (((here, there), True), ((there, here), False))
            for edge in told.get(ends, {}).values()
        )
        for here, there in steps
    }


def _link(said: list[Any], *, forward: bool) -> Link:
    """The link that some rows of one relation and modality tell."""
    first = said[0]
    name = first.relation_id.rpartition("#")[2]
    sentences = tuple(sentence(row) for row in said if row.claim_id)
    return Link(first.subject_id, first.object_id, name, first.relation, first.modality_id, forward, sentences)
