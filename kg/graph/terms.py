"""The terms of the graph as RDF nodes, and text as a literal in Chinese."""

from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.ontology import ontology

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]
Properties = dict[NamedNode, list[Term]]
Nodes = dict[NamedNode, Properties]

TYPE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
SUBJECT = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#subject")
PREDICATE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#predicate")
OBJECT = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#object")
LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
NOTATION = NamedNode("http://www.w3.org/2004/02/skos/core#notation")
DERIVED = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
START = NamedNode("http://www.w3.org/ns/oa#start")
END = NamedNode("http://www.w3.org/ns/oa#end")
EXACT = NamedNode("http://www.w3.org/ns/oa#exact")
PREFIX = NamedNode("http://www.w3.org/ns/oa#prefix")
SUFFIX = NamedNode("http://www.w3.org/ns/oa#suffix")
TITLE = NamedNode("http://purl.org/dc/terms/title")
SOURCE = NamedNode("http://purl.org/dc/terms/source")
IDENTIFIER = NamedNode("http://purl.org/dc/terms/identifier")
SELECTOR = NamedNode("http://www.w3.org/ns/oa#hasSelector")
FRAGMENT = NamedNode("http://www.w3.org/ns/oa#FragmentSelector")
VALUE = NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#value")
CONFORMS = NamedNode("http://purl.org/dc/terms/conformsTo")
PDF_FRAGMENTS = NamedNode("http://tools.ietf.org/rfc/rfc3778")  # which the Web Annotation standard names for PDF
PAGE_START = NamedNode("https://schema.org/pageStart")
PAGE_END = NamedNode("https://schema.org/pageEnd")
PAGES = NamedNode("https://schema.org/numberOfPages")
FORMAT = NamedNode("http://purl.org/dc/elements/1.1/format")
PUBLISHER = NamedNode("http://purl.org/dc/elements/1.1/publisher")
ISSUED = NamedNode("http://purl.org/dc/terms/issued")
LOCAL_ID = NamedNode("http://data.europa.eu/eli/ontology#id_local")
DATE = NamedNode("http://www.w3.org/2001/XMLSchema#date")

MEDIA_TYPES = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "csv": "text/csv",
    "word": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pdf": "application/pdf",
    "ofd": "application/ofd",
    "web": "text/html",
    "sheet": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}
"""The media types of the formats that are read; what an office program has to open first has none of its own here."""

FIGURE_NUMBERS = ("value", "value_max", "lower", "upper")
FIGURE_WORDS = ("of", "scope", "lexical")
FIGURE_CODES = ("period", "per")


def node(term: object) -> NamedNode:
    """A term that is an IRI, as all of ours but texts and numbers are."""
    assert isinstance(term, NamedNode)
    return term


def zh(text: str) -> Literal:
    """A text of a report."""
    return Literal(text, language="zh")


@cache
def jq(local: str) -> NamedNode:
    """A term of the ontology by its local name. DefinitionError if there is none."""
    return NamedNode(ontology().iri(local))


@cache
def concept(code: str) -> NamedNode:
    """A concept of the ontology by its notation. DefinitionError if there is none."""
    return NamedNode(ontology().term(code))


@cache
def notation(concept: NamedNode) -> str:
    """The notation of a concept. DefinitionError if it has none."""
    return ontology().notation(concept.value)
