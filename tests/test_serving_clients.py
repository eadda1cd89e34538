"""The clients that people have get right answers: SPARQLWrapper, rdflib's SPARQLStore, curl, and a browser's fetch."""

import csv
import io
import json
import shlex
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, sync_playwright
from rdflib import Dataset, Graph, Literal, URIRef
from rdflib.plugins.stores.sparqlstore import SPARQLStore
from rdflib.query import Result, ResultRow
from served import GRAPH, Server
from SPARQLWrapper import CSV, GET, JSON, JSONLD, N3, POST, POSTDIRECTLY, RDFXML, TSV, TURTLE, URLENCODED, XML
from SPARQLWrapper import SPARQLWrapper as Wrapper
from test_graph_page import CHROMIUM, QUIET, needs_browser

GUIDE = Path(__file__).parent.parent / "docs" / "serving.md"
LABEL = "http://www.w3.org/2004/02/skos/core#prefLabel"
TOWN = "https://w3id.org/jiqun/id/place/999901101"
NAMES = f"SELECT ?name {{ <{TOWN}> <{LABEL}> ?name }}"
DESCRIBED = f"CONSTRUCT {{ <{TOWN}> <{LABEL}> ?name }} {{ <{TOWN}> <{LABEL}> ?name }}"


# ---- SPARQLWrapper


@pytest.mark.parametrize(("method", "request_method"), [(GET, URLENCODED), (POST, URLENCODED), (POST, POSTDIRECTLY)])
@pytest.mark.parametrize("form", [JSON, XML, CSV, TSV])
def test_sparqlwrapper_gets_tables(server: Server, form: str, method: str, request_method: str) -> None:
    wrapper = Wrapper(f"{server.address}/sparql", returnFormat=form)
    wrapper.setMethod(method)
    wrapper.setRequestMethod(request_method)
    wrapper.setQuery(NAMES)
    found = wrapper.query()
    assert form in found.info()["content-type"].replace("tab-separated-values", "tsv")
    converted = found.convert()
    if form == JSON:
        assert converted["results"]["bindings"][0]["name"]["value"] == "石桥镇"
    elif form == XML:
        assert converted.getElementsByTagName("literal")[0].firstChild.data == "石桥镇"
    else:
        assert converted.decode().split()[1].strip('"').removesuffix('"@zh') == "石桥镇"


@pytest.mark.filterwarnings("ignore:ConjunctiveGraph is deprecated")  # SPARQLWrapper's own
@pytest.mark.parametrize("form", [TURTLE, N3, RDFXML, JSONLD])
def test_sparqlwrapper_gets_graphs(server: Server, form: str) -> None:
    wrapper = Wrapper(f"{server.address}/sparql", returnFormat=form)
    wrapper.setQuery(DESCRIBED)
    found = wrapper.query().convert()
    graph = found if isinstance(found, Graph) else Graph().parse(data=found)
    assert set(graph) == {(URIRef(TOWN), URIRef(LABEL), Literal("石桥镇", lang="zh"))}


def test_sparqlwrapper_asks_a_named_graph(server: Server) -> None:
    wrapper = Wrapper(f"{server.address}/sparql", returnFormat=JSON)
    wrapper.addNamedGraph(GRAPH)
    wrapper.setQuery("SELECT DISTINCT ?g { GRAPH ?g { ?s ?p ?o } }")
    bindings = wrapper.query().convert()["results"]["bindings"]
    assert [row["g"]["value"] for row in bindings] == [GRAPH]


# ---- rdflib


def names(found: Result) -> list[str]:
    return [str(row[0]) for row in found if isinstance(row, ResultRow)]


@pytest.mark.parametrize("method", ["GET", "POST", "POST_FORM"])
@pytest.mark.parametrize("form", ["xml", "json", "csv", "tsv"])
def test_rdflib_reads_the_endpoint_as_a_graph(server: Server, form: str, method: str) -> None:
    store = SPARQLStore(f"{server.address}/sparql", method=method, returnFormat=form)
    graph = Graph(store)
    assert names(graph.query(NAMES)) == ["石桥镇"]
    if form in ("xml", "json"):  # an ASK is no table
        assert bool(graph.query("ASK {}"))


def test_rdflib_walks_triples_and_constructs(server: Server) -> None:
    graph = Graph(SPARQLStore(f"{server.address}/sparql"))
    assert list(graph.objects(URIRef(TOWN), URIRef(LABEL))) == [Literal("石桥镇", lang="zh")]
    assert len(graph.query(DESCRIBED)) == 1


def test_rdflib_asks_one_graph_of_the_dataset(server: Server) -> None:
    store = SPARQLStore(f"{server.address}/sparql")
    claims = "SELECT (COUNT(*) AS ?n) { ?claim a <https://w3id.org/jiqun/ontology#Claim> }"
    assert names(Graph(store).query(claims)) == ["0"]
    assert names(Graph(store, identifier=URIRef(GRAPH)).query(claims)) != ["0"]
    assert names(Dataset(store).query(claims)) == ["0"]


# ---- curl


def curl(server: Server, *arguments: str) -> str:
    command = ["curl", "--silent", "--fail", "--noproxy", "*", f"{server.address}/sparql", *arguments]
    return subprocess.run(command, check=True, capture_output=True, timeout=600).stdout.decode()


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
@pytest.mark.parametrize("method", [("--get",), ()])
def test_curl_gets_tables(server: Server, method: tuple[str, ...]) -> None:
    asked = (*method, "--data-urlencode", f"query={NAMES}")
    assert json.loads(curl(server, *asked))["results"]["bindings"][0]["name"]["value"] == "石桥镇"
    told = curl(server, *asked, "--header", "Accept: text/csv")
    assert list(csv.DictReader(io.StringIO(told))) == [{"name": "石桥镇"}]


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
def test_curl_posts_a_query_as_it_is(server: Server) -> None:
    sent = ("--header", "Content-Type: application/sparql-query", "--data", DESCRIBED)
    assert Graph().parse(data=curl(server, *sent), format="turtle").value(URIRef(TOWN), URIRef(LABEL)) == Literal(
        "石桥镇", lang="zh"
    )


@pytest.mark.skipif(shutil.which("curl") is None, reason="there is no curl")
@pytest.mark.parametrize("line", [line for line in GUIDE.read_text("utf-8").splitlines() if line.startswith("curl ")])
def test_the_guides_commands_work(server: Server, line: str) -> None:
    command = shlex.split(line.replace("http://127.0.0.1:8000", server.address))
    ran = subprocess.run([*command, "--fail", "--noproxy", "*"], check=True, capture_output=True, timeout=600)
    assert len(ran.stdout) > 20


# ---- fetch


@pytest.fixture(scope="module")
def page(server: Server) -> Iterator[Page]:
    with sync_playwright() as run:
        browser = run.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        page = browser.new_page(bypass_csp=True)  # any page of this machine, not one whose policy forbids asking
        page.goto(f"{server.address}/healthz")
        yield page
        browser.close()


FETCH = """async ([address, query, accept, method]) => {
  const form = new URLSearchParams({query});
  const asked = method === 'GET' ? [`${address}?${form}`, {headers: {Accept: accept}}]
    : [address, {method: 'POST', body: query, headers: {Accept: accept, 'Content-Type': 'application/sparql-query'}}];
  const answer = await fetch(...asked);
  return [answer.status, answer.headers.get('content-type'), await answer.text()];
}"""


@needs_browser
@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("other", [False, True])
def test_fetch_gets_answers_from_this_site_and_another_of_this_machine(
    server: Server, page: Page, method: str, *, other: bool
) -> None:
    address = server.address.replace("127.0.0.1", "localhost") if other else server.address
    status, kind, text = page.evaluate(FETCH, [f"{address}/sparql", NAMES, "application/json", method])
    assert (status, kind) == (200, "application/json")
    assert json.loads(text)["results"]["bindings"][0]["name"]["value"] == "石桥镇"


@needs_browser
@pytest.mark.parametrize("accept", ["text/turtle", "application/n-triples", "application/ld+json"])
def test_fetch_gets_graphs(server: Server, page: Page, accept: str) -> None:
    status, kind, text = page.evaluate(FETCH, [f"{server.address}/sparql", DESCRIBED, accept, "POST"])
    assert (status, kind.split(";")[0]) == (200, accept)
    assert "石桥镇" in text
