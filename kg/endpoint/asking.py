"""Questions to a store over the SPARQL 1.1 Protocol, with answers that are whole."""

import json
import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from pyoxigraph import (
    BlankNode,
    DefaultGraph,
    NamedNode,
    QueryBoolean,
    QueryResultsFormat,
    QuerySolutions,
    QueryTriples,
    RdfFormat,
    Store,
    parse_query_results,
)

from kg.endpoint.address import bare
from kg.endpoint.record import DIGEST, RECORD, STANDS_IN
from kg.endpoint.reply import Ask, Reply
from kg.errors import InputError
from kg.folder import Readable
from kg.messages import message
from kg.queries.syntax import outline, unsaid

_BINDINGS = "application/sparql-results+json"
_TRIPLES = "application/n-triples"
_PROLOGUE = re.compile(r"(?>(?:\s|#[^\n\r]*|PREFIX\s++[^\s<]*+\s*+<[^>]*+>|BASE\s*+<[^>]*+>)*)", re.IGNORECASE)
_LIMITED = re.compile(r"\blimit\s+\d+", re.IGNORECASE)
_ROUND = 1000  # a number of triples that is a multiple of this, or one more, may be where a store stops without a word
_GRAPH = re.compile(r"(?<![?$:\w])graph\b", re.IGNORECASE)

Graphs = dict[str, list[str]]
"""The dataset of a question, in the parameters of the protocol."""


@dataclass(frozen=True, eq=False, slots=True)
class Endpoint:
    """A graph that is asked as a `pyoxigraph.Store` is, and gives the same answers; nothing is asked before it must be.

    Where a store has no default graph, the one that stands in for it is asked, as its record says.
    """

    url: str
    _met: list[tuple[Ask, Graphs]] = field(default_factory=list)

    def query(
        self,
        query: str,
        *,
        default_graph: Iterable[NamedNode | BlankNode | DefaultGraph] | None = None,
        named_graphs: Iterable[NamedNode | BlankNode] | None = None,
    ) -> QuerySolutions | QueryBoolean | QueryTriples:
        """The answer to SPARQL, of some graphs if they are told. SyntaxError as of a Store; InputError as of a
        `Connection`, and if the store stops in the middle of an answer."""
        form = Store().query(query)
        asked = {"default-graph-uri": default_graph, "named-graph-uri": named_graphs}
        told = {key: [g.value for g in some if isinstance(g, NamedNode)] for key, some in asked.items() if some}
        if isinstance(form, QueryTriples):
            return self._triples(query, told)
        if isinstance(form, QueryBoolean):
            return self._boolean(query, told)
        reply = self._asked(query, told, _BINDINGS)
        if isinstance(form, QuerySolutions) and reply.headers.get("X-SPARQL-MaxRows"):
            reply = self._rest(query, told, reply)
        return _read(reply)

    def __str__(self) -> str:
        return bare(self.url)

    def build(self) -> Readable:
        """The build that was published there, with its files. InputError if none was."""
        from kg.endpoint.published import published  # who asks questions only does not wait for it

        return published(self, self.url)

    def contains_named_graph(self, graph_name: NamedNode) -> bool:
        """Whether there is a graph of this name."""
        return bool(self.query(f"ASK {{ GRAPH ?g {{ ?s ?p ?o }} FILTER (?g = {graph_name}) }}"))

    def _boolean(self, query: str, told: Graphs) -> QueryBoolean:
        found = _read(self._asked(query, told, _BINDINGS))
        if isinstance(found, QuerySolutions):  # as of Virtuoso: a row of 1, or none
            said = any(row[0].value in ("1", "true") for row in found)
            found = parse_query_results(json.dumps({"head": {}, "boolean": said}), format=QueryResultsFormat.JSON)
        assert isinstance(found, QueryBoolean)
        return found

    def _triples(self, query: str, told: Graphs) -> QueryTriples:
        reply = self._asked(query, told, _TRIPLES)
        store = Store()
        store.load(reply.body, RdfFormat.N_TRIPLES)
        count = len(reply.body.splitlines())
        if count >= _ROUND and count % _ROUND < 2 and not _LIMITED.search(query):
            raise InputError(message("endpoint_cut", url=bare(self.url), count=count))
        found = store.query("CONSTRUCT { ?s ?p ?o } WHERE { ?s ?p ?o }")
        assert isinstance(found, QueryTriples)
        return found

    def _rest(self, query: str, told: Graphs, first: Reply) -> Reply:
        """The rows of an answer that come in parts, as one."""
        most = int(first.headers["X-SPARQL-MaxRows"])
        found = json.loads(first.body)
        bindings = found["results"]["bindings"]
        if len(bindings) < most:
            return first
        start = _PROLOGUE.match(query)
        cut = start.end() if start else 0
        while True:
            text = f"{query[:cut]}\nSELECT * {{ {{ {query[cut:]}\n}} }} LIMIT {most} OFFSET {len(bindings)}"
            part = json.loads(self._asked(text, told, _BINDINGS).body)["results"]["bindings"]
            bindings += part
            if len(part) < most:
                return Reply(first.status, first.headers, json.dumps(found).encode())

    def _asked(self, query: str, told: Graphs, accept: str) -> Reply:
        ask, graphs = self._meeting()
        return self._answered(ask, {"query": [query], **(told or self._dataset(query, graphs))}, accept)

    def _dataset(self, query: str, graphs: Graphs) -> Graphs:
        """Which graphs a question is of, where one stands in for the default graph.

        Virtuoso looks into all for `GRAPH ?g` if none is told, and multiplies rows if they are; for `GRAPH <…>` it
        looks into those that it is told. InputError if a query has both.
        """
        if not graphs or outline(query).graphs:
            return {}
        named = {query[found.end() :].lstrip()[:1] in ("?", "$") for found in _GRAPH.finditer(unsaid(query))}
        if named == {True, False}:
            raise InputError(message("endpoint_graphs", url=bare(self.url)))
        return graphs if named == {False} else {"default-graph-uri": graphs["default-graph-uri"]}

    def _meeting(self) -> tuple[Ask, Graphs]:
        """Who is asked, and which graphs are, made at the first question."""
        if not self._met:
            from kg.endpoint.connection import connected  # who asks a build does not wait for it

            ask = connected(self.url).ask
            of_record = f"GRAPH <{RECORD}> {{ <{RECORD}> <{STANDS_IN}> ?default . ?graph <{DIGEST}> ?digest }}"
            text = f"SELECT ?graph ?default {{ {of_record} }} ORDER BY ?graph"
            found = _read(self._answered(ask, {"query": [text]}, _BINDINGS))
            assert isinstance(found, QuerySolutions)
            pairs = [(row["graph"].value, row["default"].value) for row in found]
            named = [graph for graph, default in pairs if graph != default and not graph.startswith(RECORD)]
            graphs = {"default-graph-uri": [pairs[0][1]], "named-graph-uri": named} if pairs else {}
            self._met.append((ask, graphs))
        return self._met[0]

    def _answered(self, ask: Ask, form: Graphs, accept: str) -> Reply:
        reply = ask(form, accept)
        if reply.headers.get("X-SQL-State"):  # Virtuoso gave up
            raise InputError(message("endpoint_late", url=bare(self.url)))
        if accept not in reply.headers.get("Content-Type", ""):
            kind = reply.headers.get("Content-Type", "")
            raise InputError(message("endpoint_other", url=bare(self.url), kind=kind))
        return reply


def _read(reply: Reply) -> QuerySolutions | QueryBoolean:
    return parse_query_results(reply.body, format=QueryResultsFormat.JSON)
