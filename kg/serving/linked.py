"""Linked data: /id/cluster/370782/造纸机械业 and /ontology as a page or as Turtle, JSON-LD, N-Triples …, by Accept."""

import re
from urllib.parse import quote, unquote

from pyoxigraph import NamedNode, QuerySolutions, Triple
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from kg import store
from kg.endpoint.record import RECORD
from kg.ontology import ID, JQ, quads
from kg.serving import explorer
from kg.serving.media import GRAPHS, content_type, negotiated, written
from kg.serving.protocol import accepted
from kg.serving.refusals import Refusal
from kg.serving.site import site
from kg.store import Graph

_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_OBSERVATION = NamedNode(f"{JQ}Observation")
_HTML = "text/html"
_AT_ONCE = 200  # names that are asked for together
_NO_SEGMENT = re.compile(r"[^\w\-.~!$&'()*+,;=:@\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]")  # RFC 3987, isegment


def triples(graph: Graph, iri: str) -> list[Triple]:
    """What the graph says of a thing.

    That is all triples that begin with it, in any graph, and those of its parts (`…#about=0`); the adopted ones that
    end with it, the figures about it in full; and the names of what they link. None if no triple begins with it.
    """
    node = NamedNode(iri)
    said = _said(graph, node)
    if not said:
        return []
    found = [
        *said,
        *_found(graph, f"SELECT ?s ?p ({node} AS ?o) {{ ?s ?p {node} }}"),
        *_found(graph, f"SELECT ?s ?p ?o {{ ?s ?any {node} ; a {_OBSERVATION} ; ?p ?o }}"),
    ]
    for each in said:
        if isinstance(each.object, NamedNode) and each.object.value.startswith(f"{iri}#"):
            found += _said(graph, each.object)
    linked = {str(end) for triple in found for end in (triple.subject, triple.object) if isinstance(end, NamedNode)}
    ends = sorted(linked - {str(node)})
    for start in range(0, len(ends), _AT_ONCE):
        some = " ".join(ends[start : start + _AT_ONCE])
        found += _found(graph, f"SELECT ?s ({_LABEL} AS ?p) ?o {{ VALUES ?s {{ {some} }} ?s {_LABEL} ?o }}")
    return sorted(dict.fromkeys(found), key=lambda triple: (triple.subject != node, str(triple)))


def iri_of(raw_path: str) -> str:
    """The IRI that a path below /id/ means as clients send it: decoded, but for what a segment may not hold."""
    segments = (unquote(segment, errors="replace") for segment in raw_path.split("/"))
    return ID + "/".join(_NO_SEGMENT.sub(lambda odd: quote(odd[0], safe=""), segment) for segment in segments)


async def thing(request: Request) -> Response:
    """One thing of the graph by content negotiation; a report's text at …/report/SLUG.txt."""
    at = site(request).build
    raw: bytes = request.scope.get("raw_path") or request.scope["path"].encode()
    iri = iri_of(raw.split(b"?")[0].decode("ascii", "replace").partition("/id/")[2])
    slug = iri.removeprefix(f"{ID}report/").removesuffix(".txt")
    if iri == f"{ID}report/{slug}.txt" and slug in at.reports:
        return PlainTextResponse(await run_in_threadpool(at.build.text, slug))
    found = await run_in_threadpool(triples, at.store, iri)
    if not found:
        raise Refusal(404, f"图谱中没有 {iri}。", f"The graph has no {iri}.")
    media = negotiated(accepted(request), [*GRAPHS, _HTML])
    if media == _HTML:
        return explorer.thing(request, iri) or _data(found, "text/turtle")
    return _data(found, media)


async def vocabulary(request: Request) -> Response:
    """The ontology by content negotiation."""
    media = negotiated(accepted(request), [*GRAPHS, _HTML])
    if media == _HTML:
        return await explorer.vocabulary(request)
    return _data([quad.triple for quad in quads()], media)


ROUTES = [Route("/id/{path:path}", thing), Route("/ontology", vocabulary)]


def _data(found: list[Triple], media: str) -> Response:
    return Response(written(found, media), headers={"Content-Type": content_type(media), "Vary": "Accept"})


def _said(graph: Graph, node: NamedNode) -> list[Triple]:
    """The triples that begin with a node, in any graph but that which tells what was published."""
    begun = f"{node} ?p ?o"
    anywhere = f"{{ {begun} }} UNION {{ GRAPH ?g {{ {begun} }} FILTER (?g != <{RECORD}>) }}"
    return _found(graph, f"SELECT DISTINCT ({node} AS ?s) ?p ?o {{ {anywhere} }}")


def _found(graph: Graph, asked: str) -> list[Triple]:
    found = store.query(graph, asked)
    assert isinstance(found, QuerySolutions)
    return [Triple(row["s"], row["p"], row["o"]) for row in found]
