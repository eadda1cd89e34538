"""What Virtuoso answers: each named query the rows that Oxigraph gives."""

from collections.abc import Iterator

import pytest
import requests
from explored import built
from pyoxigraph import DefaultGraph, QueryResultsFormat, RdfFormat, Store, parse_query_results
from requests.auth import HTTPDigestAuth
from virtuoso import PROGRAM, Virtuoso, virtuoso

from kg.queries import Column, Query, bound, named, open_build, run
from kg.queries.answers import Rows, answer, rows

pytestmark = [
    pytest.mark.skipif(not PROGRAM, reason="Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)"),
    pytest.mark.no_cover,  # most of the time is Virtuoso's
]

DEFAULT = "https://w3id.org/jiqun/id/default"
ID = "https://w3id.org/jiqun/id/"
NAMES = {
    "cluster": "造纸",
    "thing": "造纸",
    "name": "造纸",
    "place": "诸城",
    "within": "诸城",
    "holder": "公司",
    "product": "鞋",
    "firm": "义和",
    "industry": "制造",
    "year": "2024",
    "about": "服装",
}
IRIS = {
    "cluster": f"{ID}cluster/370782/造纸机械",
    "thing": f"{ID}cluster/370782/造纸机械",
    "firm": f"{ID}firm/370782/义和车桥",
    "holder": f"{ID}firm/370782/义和车桥",
    "place": f"{ID}place/370782",
    "within": f"{ID}place/370782",
    "name": f"{ID}firm/370782/义和车桥",
}
OTHERS = {"certainty": "0.75", "below": "0.8", "minimum": "1", "measure": "output_value"}


@pytest.fixture(scope="module")
def graph() -> Store:
    return open_build(built())


@pytest.fixture(scope="module")
def server(graph: Store, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Virtuoso]:
    """Virtuoso with the graph of the shipped reports; the default graph, which it has not, has a name."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        session = requests.Session()
        session.auth = HTTPDigestAuth("dba", "dba")
        for each in (DefaultGraph(), *graph.named_graphs()):
            iri = DEFAULT if isinstance(each, DefaultGraph) else each.value
            body = graph.dump(format=RdfFormat.N_TRIPLES, from_graph=each)
            session.get(running.graphs, params={"graph": iri})  # a body before the server's nonce breaks the pipe
            put = session.put(
                running.graphs, body, params={"graph": iri}, headers={"Content-Type": "application/n-triples"}
            )
            put.raise_for_status()
        yield running


def asked(server: Virtuoso, text: str, columns: tuple[Column, ...]) -> Rows:
    form = {"query": text, "default-graph-uri": DEFAULT}
    reply = requests.post(server.sparql, form, headers={"Accept": "application/sparql-results+json"})
    assert reply.ok, reply.text[:300]
    return rows(parse_query_results(reply.content, format=QueryResultsFormat.JSON), columns)


def questions(query: Query) -> list[dict[str, object]]:
    """The query as it is; by part of a name, by a whole IRI, by choices; with the others changed at once."""
    takes = {parameter.name: parameter for parameter in query.parameters}
    found: list[dict[str, object]] = [{}]
    found += [{name: said[name]} for said in (NAMES, IRIS) for name in said if name in takes]
    found += [{name: takes[name].choices[at]} for name in takes if takes[name].choices for at in (0, -1)]
    found += [changed] if (changed := {name: OTHERS[name] for name in takes if name in OTHERS}) else []
    return found


@pytest.mark.parametrize("name", named())
def test_a_named_query_gives_the_rows_that_oxigraph_gives(name: str, graph: Store, server: Virtuoso) -> None:
    query = named()[name]
    for values in questions(query):
        text = bound(graph, query, **values)
        expected = rows(answer(graph, text, name), query.columns)
        assert repr(asked(server, text, query.columns).rows) == repr(expected.rows), values
    assert len(run(graph, query)) > 0
