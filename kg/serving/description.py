"""What the endpoint is and what its graphs hold: SPARQL Service Description and VoID, counts by class and property."""

from collections.abc import Iterator
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode, QueryResultsFormat, QuerySolutions, RdfFormat, Triple

from kg import store as stores
from kg.ontology import ID, JQ
from kg.serving.media import BINDINGS, GRAPHS
from kg.store import Graph

_TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
_TRIPLES = "SELECT (COUNT(*) AS ?count) { ?subject ?property ?object }"
_CLASSES = "SELECT ?class (COUNT(*) AS ?count) { ?thing a ?class } GROUP BY ?class ORDER BY STR(?class)"
_PROPERTIES = "SELECT ?property (COUNT(*) AS ?count) { ?s ?property ?o } GROUP BY ?property ORDER BY STR(?property)"
_GRAPHS = "SELECT ?graph (COUNT(*) AS ?count) { GRAPH ?graph { ?s ?p ?o } } GROUP BY ?graph ORDER BY STR(?graph)"

Said = tuple[NamedNode, NamedNode, NamedNode | Literal]
Numbers = tuple[tuple[NamedNode, Literal], ...]


@dataclass(frozen=True, slots=True)
class Counts:
    """How many triples the default graph holds, how many things of each class and triples of each property, and how
    many triples each named graph holds."""

    default: Literal
    classes: Numbers
    properties: Numbers
    graphs: Numbers


def counted(store: Graph) -> Counts:
    """The counts of a store."""
    [[default]] = _rows(store, _TRIPLES)
    classes, properties, graphs = (
        tuple((name, count) for name, count in _rows(store, query)) for query in (_CLASSES, _PROPERTIES, _GRAPHS)
    )
    return Counts(default, classes, properties, graphs)


def description(counts: Counts, endpoint: str) -> list[Triple]:
    """The description of a store with these counts that is queried at a URL; its parts are fragments of the URL."""
    return [Triple(*triple) for triple in (*_service(endpoint), *_dataset(counts, endpoint))]


def _service(endpoint: str) -> Iterator[Said]:
    service = NamedNode(endpoint)
    yield service, _TYPE, _sd("Service")
    yield service, _sd("endpoint"), service
    yield service, _sd("supportedLanguage"), _sd("SPARQL11Query")
    yield service, _sd("defaultDataset"), NamedNode(f"{endpoint}#dataset")
    formats: list[QueryResultsFormat | RdfFormat] = [*dict.fromkeys(BINDINGS.values()), *GRAPHS.values()]
    for each in formats:
        yield service, _sd("resultFormat"), NamedNode(each.iri)


def _dataset(counts: Counts, endpoint: str) -> Iterator[Said]:
    dataset, default = NamedNode(f"{endpoint}#dataset"), NamedNode(f"{endpoint}#default-graph")
    yield dataset, _TYPE, _sd("Dataset")
    yield dataset, _TYPE, _void("Dataset")
    yield dataset, _void("sparqlEndpoint"), NamedNode(endpoint)
    yield dataset, _void("uriSpace"), Literal(ID)
    yield dataset, _void("vocabulary"), NamedNode(JQ)
    yield dataset, _sd("defaultGraph"), default
    yield default, _TYPE, _sd("Graph")
    yield default, _TYPE, _void("Dataset")
    yield default, _void("triples"), counts.default
    yield from _partitions(default, "class", "entities", counts.classes)
    yield from _partitions(default, "property", "triples", counts.properties)
    for position, (name, count) in enumerate(counts.graphs, 1):
        named, graph = (NamedNode(f"{endpoint}#{kind}-{position}") for kind in ("named-graph", "graph"))
        yield dataset, _sd("namedGraph"), named
        yield named, _TYPE, _sd("NamedGraph")
        yield named, _sd("name"), name
        yield named, _sd("graph"), graph
        yield graph, _TYPE, _sd("Graph")
        yield graph, _void("triples"), count


def _partitions(graph: NamedNode, kind: str, counting: str, numbers: Numbers) -> Iterator[Said]:
    for position, (name, count) in enumerate(numbers, 1):
        part = NamedNode(f"{graph.value}-{kind}-{position}")
        yield graph, _void(f"{kind}Partition"), part
        yield part, _void(kind), name
        yield part, _void(counting), count


def _rows(store: Graph, query: str) -> QuerySolutions:
    found = stores.query(store, query)
    assert isinstance(found, QuerySolutions)
    return found


def _sd(local: str) -> NamedNode:
    return NamedNode(f"http://www.w3.org/ns/sparql-service-description#{local}")


def _void(local: str) -> NamedNode:
    return NamedNode(f"http://rdfs.org/ns/void#{local}")
