"""A Virtuoso of the tests' own is published to, and answers each query and command as the build does."""

import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from urllib.parse import quote

import pytest
from explored import built
from pyoxigraph import NamedNode, Quad, Store
from served import Server, serving
from virtuoso import PROGRAM, Virtuoso, virtuoso

from kg import store as stores
from kg.endpoint.asking import Endpoint
from kg.endpoint.connection import connected
from kg.endpoint.files import files
from kg.endpoint.published import published
from kg.endpoint.publishing import Published, publish
from kg.endpoint.record import DEFAULT
from kg.errors import InputError
from kg.folder import opened
from kg.queries import Query, bound, named, open_build, query, run
from kg.queries.answers import answer, rows
from kg.serving.build import marked
from kg.views import pages
from kg.views.pages.addresses import address

pytestmark = [
    pytest.mark.skipif(not PROGRAM, reason="Virtuoso is not installed (Debian: virtuoso-opensource-7-bin)"),
    pytest.mark.no_cover,  # most of the time is Virtuoso's
]

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
    """Virtuoso with the graph of the shipped reports."""
    with virtuoso(tmp_path_factory.mktemp("virtuoso")) as running:
        sent(graph, running)
        yield running


@pytest.fixture(scope="module")
def endpoint(server: Virtuoso) -> Endpoint:
    return Endpoint(server.sparql)


def sent(graph: Store, server: Virtuoso) -> Published:
    return publish(graph, files(opened(built())), connected(server.graphs), told_to_nobody)


def told_to_nobody(name: str, done: int, total: int) -> None:
    pass


def questions(query: Query) -> list[dict[str, object]]:
    """The query as it is; by part of a name, by a whole IRI, by choices; with the others changed at once."""
    takes = {parameter.name: parameter for parameter in query.parameters}
    found: list[dict[str, object]] = [{}]
    found += [{name: said[name]} for said in (NAMES, IRIS) for name in said if name in takes]
    found += [{name: takes[name].choices[at]} for name in takes if takes[name].choices for at in (0, -1)]
    found += [changed] if (changed := {name: OTHERS[name] for name in takes if name in OTHERS}) else []
    return found


@pytest.mark.parametrize("name", named())
def test_a_named_query_gives_the_rows_that_oxigraph_gives(name: str, graph: Store, endpoint: Endpoint) -> None:
    asked = named()[name]
    for values in questions(asked):
        text = bound(graph, asked, **values)
        expected, found = (rows(answer(each, text, name), asked.columns) for each in (graph, endpoint))
        assert repr(found.rows) == repr(expected.rows), values
    assert len(run(graph, asked)) > 0


@pytest.mark.parametrize(
    "line",
    [
        "query chains --firm 义和 --format json",
        "query chains --firm 没有这家企业",
        "show 诸城市",
        "path 义和车桥 舜王街道",
        "compare 诸城市 莱州市 --format csv",
        "measure hubs --lang en",
        "export graphml",
        "export datacube",
        "audit",
        "audit laizhou --format json",
        "unread",
        "unread zhucheng --lang en",
        "report",
        "report laizhou --format csv",
        "identity --keys",
    ],
)
def test_a_command_prints_what_it_prints_of_the_build(line: str, server: Virtuoso) -> None:
    of_build, of_store = (
        subprocess.run([sys.executable, "-m", "kg", *line.split(), *which], capture_output=True, check=False)
        for which in (("--graph", str(built())), ("--endpoint", server.sparql))
    )
    assert (of_store.returncode, of_store.stdout, of_store.stderr) == (
        of_build.returncode,
        of_build.stdout,
        of_build.stderr,
    )


def test_an_export_has_the_files_of_one_of_the_build(server: Virtuoso, tmp_path: Path) -> None:
    for name, which in (("build", ("--graph", str(built()))), ("store", ("--endpoint", server.sparql))):
        words = [sys.executable, "-m", "kg", "export", "csv", *which, "--out", tmp_path / name]
        subprocess.run(words, capture_output=True, check=True)
    of_build, of_store = (
        {path.name: path.read_bytes() for path in (tmp_path / name).iterdir()} for name in ("build", "store")
    )
    assert of_store == of_build


def test_the_page_of_the_graph_is_the_same(server: Virtuoso, tmp_path: Path) -> None:
    pages = [tmp_path / "build.html", tmp_path / "store.html"]
    for page, which in zip(pages, (("--graph", str(built())), ("--endpoint", server.sparql)), strict=True):
        subprocess.run([sys.executable, "-m", "kg", "view", "--out", str(page), *which], check=True)
    assert pages[0].read_bytes() == pages[1].read_bytes()


def test_the_pages_are_the_same(server: Virtuoso) -> None:
    of_build, of_store = (pages.catalogue(place) for place in (built(), Endpoint(server.sparql)))
    assert [*pages.paths(of_build)] == [*pages.paths(of_store)]
    cluster, firm = (f"{address(f'{ID}{each}')}" for each in ("cluster/370782/造纸机械", "firm/370782/义和车桥"))
    county = ("place/370782.html", "place/370782.xlsx", "place/370782.docx")
    for local in ("graph.html", "search.js", "clusters.html", "ontology.html", *county, cluster, firm):
        one, other = (pages.render(each, f"zh/{local}") for each in (of_build, of_store))
        assert (one.status, one.body == other.body) == (200, True), local


QUESTION = quote(
    "SELECT ?name { ?c a <https://w3id.org/jiqun/ontology#Cluster> ; ?p ?name } ORDER BY ?name ?p LIMIT 50"
)
FIRST = quote(f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{ID}report/zhucheng> {{ ?s ?p ?o }} }}")
REPORT = quote(f"{ID}report/zhucheng", safe="")


@pytest.fixture(scope="module")
def servers(server: Virtuoso) -> Iterator[tuple[Server, Server]]:
    """One that serves the build, one that serves what the store holds."""
    with serving(built()) as of_build, serving(Endpoint(server.sparql)) as of_store:
        yield of_build, of_store


@pytest.mark.parametrize(
    ("path", "accept"),
    [
        ("/zh/index.html", "text/html"),
        ("/en/audit.html", "text/html"),
        ("/en/no/such.html", "text/html"),
        (f"/id/{quote('cluster/370782/造纸机械')}", "text/html"),
        (f"/id/{quote('cluster/370782/造纸机械')}", "application/n-triples"),
        ("/id/place/370782", "text/turtle"),
        ("/id/report/zhucheng", "text/turtle"),
        ("/id/report/zhucheng.txt", "*/*"),
        ("/id/place/0", "text/turtle"),
        ("/api/reports", "*/*"),
        ("/api/report/zhucheng/text", "*/*"),
        ("/api/report/zhucheng/facts", "*/*"),
        (f"/api/search?q={quote('造纸')}", "*/*"),
        (f"/api/query/towns-with-several-clusters?within={quote('诸城')}", "*/*"),
        (f"/api/entity?iri={quote(f'{ID}cluster/370782/造纸机械', safe='')}", "*/*"),
        ("/api/entity?iri=urn:nothing", "*/*"),
        (f"/sparql?query={QUESTION}", "application/sparql-results+json"),
        (f"/sparql?query={QUESTION}", "text/csv"),
        (f"/sparql?query={FIRST}", "application/sparql-results+json"),
        (f"/sparql?query={quote('ASK { ?s <urn:nothing> ?o }')}", "application/sparql-results+json"),
        (f"/sparql?default-graph-uri={REPORT}&query={quote('SELECT (COUNT(*) AS ?n) { ?s ?p ?o }')}", "text/csv"),
        (f"/sparql?query={quote('SELECT nonsense')}", "*/*"),
    ],
)
def test_what_is_served_is_the_same(path: str, accept: str, servers: tuple[Server, Server]) -> None:
    of_build, of_store = (each.ask(path, Accept=accept) for each in servers)
    assert of_store.status == of_build.status
    assert of_store.body.replace(servers[1].address.encode(), b"") == of_build.body.replace(
        servers[0].address.encode(), b""
    )


def test_a_store_that_goes_is_told(tmp_path: Path) -> None:
    with ExitStack() as running:
        server = running.enter_context(virtuoso(tmp_path))
        sent(open_build(built()), server)
        with serving(Endpoint(server.sparql)) as served:
            running.close()
            for path in (
                f"/sparql?query={QUESTION}",
                "/id/place/370782",
                "/api/report/zhucheng/text",
                "/zh/index.html",
            ):
                told = served.ask(path, Accept="text/csv")
                assert (told.status, "cannot be reached" in told.text) == (502, True), path
            assert "Exception in thread" not in served.troubles.read_text()


def test_what_is_not_whole_is_not_served(graph: Store, server: Virtuoso) -> None:
    """A server goes on with what it has while a graph is being published; another version is another mark."""
    there = Endpoint(server.sparql)
    before = marked(there)
    changed = stores.memory(graph)
    changed.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode(f"{ID}report/laizhou")))

    def looked(name: str, done: int, total: int) -> None:
        with pytest.raises(InputError, match="no whole graph"):
            marked(Endpoint(server.sparql))

    try:
        publish(changed, files(opened(built())), connected(server.graphs), looked)
        assert marked(there) not in (before, None)
    finally:
        sent(graph, server)
    assert marked(there) == before


def test_a_store_without_files_says_so(server: Virtuoso) -> None:
    with pytest.raises(InputError, match="Publish it once more"):
        published(stores.memory(), server.sparql)


def test_an_answer_that_the_store_gives_in_parts_is_whole(graph: Store, endpoint: Endpoint) -> None:
    own = "SELECT ?claim ?p { GRAPH ?g { ?claim a <https://w3id.org/jiqun/ontology#Claim> ; ?p ?o } } "
    own += "ORDER BY ?claim ?p ?o"
    found = query(own, endpoint)
    assert len(found) > 10_000
    assert found.rows == rows(answer(graph, own, "own")).rows


def test_triples_that_may_not_be_all_are_refused(endpoint: Endpoint) -> None:
    every = "CONSTRUCT { ?s ?p ?o } WHERE { GRAPH ?g { ?s ?p ?o } }"
    with pytest.raises(InputError, match="which may not be all"):
        query(every, endpoint)
    assert 0 < len(query(f"{every} LIMIT 10", endpoint)) <= 10


def test_a_query_of_the_users_own_may_name_a_graph(graph: Store, endpoint: Endpoint) -> None:
    report = f"{ID}report/zhucheng"
    for own in (
        f"SELECT (COUNT(*) AS ?n) {{ GRAPH <{report}> {{ ?s ?p ?o }} }}",
        f"SELECT (COUNT(*) AS ?n) FROM <{report}> {{ ?s ?p ?o }}",
        f"ASK {{ GRAPH <{report}> {{ ?s a ?o }} }}",
        "ASK { ?s <urn:nothing> ?o }",
    ):
        assert query(own, endpoint).rows == rows(answer(graph, own, "own")).rows
    with pytest.raises(InputError, match="There is no graph <urn:nothing>"):
        query("SELECT * FROM <urn:nothing> { ?s ?p ?o }", endpoint)


def test_only_what_changed_is_sent(graph: Store, server: Virtuoso) -> None:
    assert sent(graph, server) == Published((), (), len({*graph.named_graphs()}) + 1 + len(files(opened(built()))))
    one, other = f"{ID}report/laizhou", f"{ID}report/zhucheng"
    changed = stores.memory(quad for quad in graph if quad.graph_name != NamedNode(other))
    changed.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode(one)))
    try:
        done = sent(changed, server)
        assert (done.sent, done.gone) == ((one,), (other,))
        told = Endpoint(server.sparql)
        assert told.contains_named_graph(NamedNode(one))
        assert not told.contains_named_graph(NamedNode(other))
        assert query("ASK { GRAPH ?g { <urn:s> <urn:p> <urn:o> } }", told)[0].answer is True
    finally:
        assert set(sent(graph, server).sent) == {one, other}


def test_a_graph_that_was_not_whole_is_sent_again(graph: Store, server: Virtuoso) -> None:
    changed = stores.memory(graph)
    for slug in ("laizhou", "zhucheng"):
        changed.add(Quad(NamedNode("urn:s"), NamedNode("urn:p"), NamedNode("urn:o"), NamedNode(f"{ID}report/{slug}")))

    def broken(name: str, done: int, total: int) -> None:
        if done == 1:
            raise KeyboardInterrupt

    try:
        with pytest.raises(KeyboardInterrupt):
            publish(changed, files(opened(built())), connected(server.graphs), broken)
        assert len(sent(changed, server).sent) == 1
    finally:
        sent(graph, server)


def test_who_may_not_write_is_told(graph: Store, server: Virtuoso, monkeypatch: pytest.MonkeyPatch) -> None:
    bare = server.graphs.replace("dba:dba@", "")
    for wrong in (bare, server.graphs.replace("dba:dba", "dba:wrong")):
        with pytest.raises(InputError, match="denies access"):
            publish(Store(), {}, connected(wrong), told_to_nobody)
    monkeypatch.setenv("KG_ENDPOINT_USER", "dba")
    monkeypatch.setenv("KG_ENDPOINT_PASSWORD", "dba")
    assert publish(graph, files(opened(built())), connected(bare), told_to_nobody).sent == ()


def test_what_is_no_endpoint_is_told(server: Virtuoso) -> None:
    with pytest.raises(InputError, match="404"):
        query("reports", Endpoint(server.sparql.replace("/sparql", "/nothing")))


def test_the_default_graph_has_a_name_where_there_is_none(endpoint: Endpoint) -> None:
    assert endpoint.contains_named_graph(NamedNode(DEFAULT))
