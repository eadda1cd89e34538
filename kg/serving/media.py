"""Which format a client gets: Accept with its q-values against what can be given, 406 where nothing fits."""

import re
from collections.abc import Iterable, Sequence
from io import BytesIO

from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, Triple, serialize

from kg.ontology import PREFIXES
from kg.serving.refusals import Refusal

BINDINGS = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/csv": QueryResultsFormat.CSV,
    "text/tab-separated-values": QueryResultsFormat.TSV,
    "application/json": QueryResultsFormat.JSON,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/trig": RdfFormat.TRIG,
    "application/n-quads": RdfFormat.N_QUADS,
}

_RANGE = re.compile(r"\s*(?P<type>[^\s/;,]+)/(?P<subtype>[^\s;,]+)(?P<parameters>(?:\"[^\"]*\"|[^\",])*)$")
_Q = re.compile(r";\s*q\s*=\s*(?P<q>[01](?:\.\d{0,3})?)\s*(?:;|$)", re.IGNORECASE)
_PART = re.compile(r"(?:\"[^\"]*\"|[^\",])+")


def preferred(accept: str, offers: Sequence[str]) -> str | None:
    """The media type that a header Accept likes best of those offered, the earlier of equals; None if it likes none.

    An empty header likes everything. The most specific range counts for each type (RFC 9110, 12.5.1).
    """
    if not accept.strip():
        return offers[0]
    ranges = [read for part in _PART.findall(accept) if (read := _read(part))]
    liked = [(_liking(offer, ranges), -position, offer) for position, offer in enumerate(offers)]
    q, _, best = max(liked)
    return best if q > 0 else None


def negotiated(accept: str, offers: Sequence[str]) -> str:
    """As `preferred`. Refusal 406 with the list of what is offered if the header likes none of it."""
    if best := preferred(accept, offers):
        return best
    raise unacceptable(offers)


def unacceptable(offers: Iterable[str]) -> Refusal:
    """The refusal 406 that lists what is offered."""
    listed = ", ".join(offers)
    zh, en = f"没有所要的格式，可用的有：{listed}。", f"There is no such format. There are {listed}."
    return Refusal(406, zh, en, {"Vary": "Accept"})


def content_type(media: str) -> str:
    """The header Content-Type: texts name their encoding."""
    return f"{media}; charset=utf-8" if media.startswith("text/") else media


def written(triples: Iterable[Triple], media: str) -> bytes:
    """Triples in the format of a media type of `GRAPHS`."""
    text = BytesIO()
    given = list(triples)
    iris = {term.value for triple in given for term in triple if isinstance(term, NamedNode)}
    used = {prefix: base for prefix, base in PREFIXES.items() if any(iri.startswith(base) for iri in iris)}
    serialize(given, text, format=GRAPHS[media], prefixes=used)
    return text.getvalue()


def _read(part: str) -> tuple[str, str, float] | None:
    """text/csv;q=0.5 → ("text", "csv", 0.5); None if it is no media range."""
    said = _RANGE.match(part.strip())
    if said is None:
        return None
    q = _Q.search(said["parameters"])
    return said["type"].lower(), said["subtype"].lower(), float(q["q"]) if q else 1.0


def _liking(offer: str, ranges: list[tuple[str, str, float]]) -> float:
    kind, _, subtype = offer.partition("/")
    for wanted in ((kind, subtype), (kind, "*"), ("*", "*")):
        found = [q for *asked, q in ranges if tuple(asked) == wanted]
        if found:
            return max(found)
    return 0.0
