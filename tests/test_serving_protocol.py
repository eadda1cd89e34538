"""The SPARQL 1.1 Protocol: the query tests of the W3C by their names, the formats, the refusals, the description.

The names are those of the list sparql11-protocol; the requests are our own, with the graphs of our build, as none is
fetched from the web. Of the update tests, those that expect success cannot pass: the endpoint is read-only.
"""

import json
from urllib.parse import quote, urlencode

import pytest
from pyoxigraph import NamedNode, QueryResultsFormat, RdfFormat, parse, parse_query_results
from served import GRAPH, Reply, Server

OTHER = "https://w3id.org/jiqun/id/report/dongli"
FORM = "application/x-www-form-urlencoded"
DIRECT = "application/sparql-query"
SD = "http://www.w3.org/ns/sparql-service-description#"
CLAIM = "?claim a <https://w3id.org/jiqun/ontology#Claim>"
TOWN = "https://w3id.org/jiqun/id/place/999901101"
NAMES = f"SELECT ?name {{ <{TOWN}> <http://www.w3.org/2004/02/skos/core#prefLabel> ?name }}"
TABLES = {
    "application/sparql-results+json": QueryResultsFormat.JSON,
    "application/sparql-results+xml": QueryResultsFormat.XML,
    "text/tab-separated-values": QueryResultsFormat.TSV,
}
GRAPHS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/n-triples": RdfFormat.N_TRIPLES,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/rdf+xml": RdfFormat.RDF_XML,
    "application/n-quads": RdfFormat.N_QUADS,
    "application/trig": RdfFormat.TRIG,
}


def get(server: Server, *parameters: tuple[str, str], **headers: str) -> Reply:
    return server.ask(f"/sparql?{urlencode(parameters)}", **headers)


def post(server: Server, body: str, content: str | None, *parameters: tuple[str, str]) -> Reply:
    headers = {"Content_Type": content} if content else {}
    return server.ask(f"/sparql?{urlencode(parameters)}", method="POST", body=body.encode(), **headers)


# ---- the tests of the W3C


def test_query_get(server: Server) -> None:
    assert get(server, ("query", "ASK {}")).boolean


def test_query_post_form(server: Server) -> None:
    assert post(server, "query=ASK%20%7B%7D", FORM, ("default-graph-uri", GRAPH)).boolean


def test_query_post_direct(server: Server) -> None:
    assert post(server, "ASK {}", DIRECT).boolean


def test_query_dataset_default_graphs_get(server: Server) -> None:
    count = ("query", f"SELECT (COUNT(*) AS ?n) {{ {CLAIM} }}")
    one, two, both = (
        int(get(server, count, *(("default-graph-uri", graph) for graph in graphs)).rows[0]["n"])
        for graphs in ([GRAPH], [OTHER], [GRAPH, OTHER])
    )
    assert one > 0
    assert two > 0
    assert both == one + two


def test_query_dataset_default_graphs_post(server: Server) -> None:
    graphs = [("default-graph-uri", GRAPH), ("default-graph-uri", OTHER)]
    assert post(server, f"ASK {{ {CLAIM} }}", DIRECT, *graphs).boolean
    assert not post(server, f"ASK {{ GRAPH ?g {{ {CLAIM} }} }}", DIRECT, *graphs).boolean


@pytest.mark.parametrize("form", [False, True])
def test_query_dataset_named_graphs_post(server: Server, *, form: bool) -> None:
    query, graphs = f"SELECT DISTINCT ?g {{ GRAPH ?g {{ {CLAIM} }} }}", [("named-graph-uri", GRAPH)]
    body = urlencode([("query", query), *graphs])
    reply = post(server, body, FORM) if form else post(server, query, DIRECT, *graphs)
    assert reply.rows == [{"g": GRAPH}]


def test_query_dataset_named_graphs_get(server: Server) -> None:
    graphs = [("named-graph-uri", GRAPH), ("named-graph-uri", OTHER)]
    query = f"ASK {{ GRAPH <{GRAPH}> {{ {CLAIM} }} GRAPH <{OTHER}> {{ ?other a ?class }} }}"
    assert get(server, ("query", query), *graphs).boolean
    assert not get(server, ("query", f"ASK {{ {CLAIM} }}"), *graphs).boolean


def test_query_dataset_full(server: Server) -> None:
    graphs = [("default-graph-uri", OTHER), ("named-graph-uri", GRAPH)]
    assert get(server, ("query", f"ASK {{ {CLAIM} GRAPH <{GRAPH}> {{ ?other a ?class }} }}"), *graphs).boolean
    assert not get(server, ("query", f"ASK {{ GRAPH <{OTHER}> {{ ?other a ?class }} }}"), *graphs).boolean


def test_query_multiple_dataset(server: Server) -> None:
    """The request's dataset goes before that of the query."""
    query = f"SELECT DISTINCT ?g FROM NAMED <{OTHER}> {{ GRAPH ?g {{ {CLAIM} }} }}"
    assert get(server, ("query", query)).rows == [{"g": OTHER}]
    assert get(server, ("query", query), ("named-graph-uri", GRAPH)).rows == [{"g": GRAPH}]


@pytest.mark.parametrize("media", TABLES)
def test_query_content_type_select(server: Server, media: str) -> None:
    reply = server.sparql(NAMES, media)
    assert reply.type.split(";")[0] == media
    [[name]] = parse_query_results(reply.body, format=TABLES[media])
    assert name.value == "石桥镇"


@pytest.mark.parametrize("media", ["application/sparql-results+json", "application/sparql-results+xml"])
def test_query_content_type_ask(server: Server, media: str) -> None:
    reply = server.sparql("ASK {}", media)
    assert reply.type == media
    assert bool(parse_query_results(reply.body, format=TABLES[media]))


@pytest.mark.parametrize("media", GRAPHS)
def test_query_content_type_construct(server: Server, media: str) -> None:
    reply = server.sparql(f"CONSTRUCT {{ <{TOWN}> ?p ?o }} {{ <{TOWN}> ?p ?o }}", media)
    assert reply.type.split(";")[0] == media
    assert {quad.subject for quad in parse(reply.body, format=GRAPHS[media])} == {NamedNode(TOWN)}


def test_query_content_type_describe(server: Server) -> None:
    reply = server.sparql(f"DESCRIBE <{TOWN}>", "application/n-triples")
    assert (reply.type, f"<{TOWN}>" in reply.text) == ("application/n-triples", True)


@pytest.mark.parametrize("method", ["PUT", "DELETE", "PATCH"])
def test_bad_query_method(server: Server, method: str) -> None:
    reply = server.ask("/sparql?query=ASK%20%7B%7D", method=method, body=b"", Content_Type=FORM)
    assert reply.status == 405
    assert set(reply.headers["allow"].split(", ")) == {"GET", "HEAD", "POST"}


def test_bad_multiple_queries(server: Server) -> None:
    assert get(server, ("query", "ASK {}"), ("query", "SELECT * {}")).status == 400
    assert post(server, "query=ASK%7B%7D&query=ASK%7B%7D", FORM).status == 400
    assert post(server, "ASK {}", DIRECT, ("query", "ASK {}")).status == 400


def test_bad_query_wrong_media_type(server: Server) -> None:
    assert post(server, "ASK {}", "text/plain").status == 415


def test_bad_query_missing_form_type(server: Server) -> None:
    assert post(server, "query=ASK%20%7B%7D", None).status == 415


def test_bad_query_missing_direct_type(server: Server) -> None:
    assert post(server, "ASK {}", None).status == 415


def test_bad_query_non_utf8(server: Server) -> None:
    sixteen = "ASK {}".encode("utf-16")
    assert server.ask("/sparql", method="POST", body=sixteen, Content_Type=f"{DIRECT}; charset=UTF-16").status == 415
    assert server.ask("/sparql", method="POST", body=sixteen, Content_Type=DIRECT).status == 400
    assert server.ask("/sparql?query=%FF").status == 400


def test_bad_query_syntax(server: Server) -> None:
    reply = get(server, ("query", "ASK {"))
    assert reply.status == 400
    assert "error at 1:6" in reply.text


def test_bad_update_get(server: Server) -> None:
    assert get(server, ("update", "CLEAR ALL")).status == 403


@pytest.mark.parametrize(
    ("body", "content"),
    [
        ("update=CLEAR%20ALL", FORM),
        ("update=CLEAR%20ALL&update=CLEAR%20ALL", FORM),
        ("query=ASK%7B%7D&update=CLEAR%20ALL", FORM),
        ("CLEAR ALL", "application/sparql-update"),
        ("INSERT DATA { <http://a/> <http://a/> 1 }", "application/sparql-update; charset=utf-8"),
    ],
)
def test_update_post_is_refused_as_the_endpoint_is_read_only(server: Server, body: str, content: str) -> None:
    reply = post(server, body, content)
    assert (reply.status, "read-only" in reply.text) == (403, True)


# ---- what else the protocol and the project ask


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("INSERT DATA { <http://a/> <http://a/> 1 }", 400),
        ("LOAD <http://127.0.0.1:1/>", 400),
        ("LOAD <file:///etc/passwd> INTO GRAPH <http://a/>", 400),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", 400),
        ("SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }", 400),
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
        ("SELECT * { SERVICE SILENT <http://127.0.0.1:1/> { ?s ?p ?o } }", 403),
    ],
)
def test_a_query_reaches_no_file_and_no_network(server: Server, query: str, status: int) -> None:
    assert server.sparql(query).status == status


@pytest.mark.parametrize("graph", ["file:///etc/passwd", "http://127.0.0.1:1/", "no IRI", ""])
@pytest.mark.parametrize("parameter", ["default-graph-uri", "named-graph-uri"])
def test_a_graph_that_is_not_there_is_named(server: Server, parameter: str, graph: str) -> None:
    reply = get(server, ("query", "ASK {}"), (parameter, graph))
    assert (reply.status, f"<{graph}>" in reply.text) == (400, True)


def test_words_of_the_query_in_a_text_are_let_through(server: Server) -> None:
    query = "SELECT ?word { VALUES ?word { 'SERVICE <http://127.0.0.1:1/>' 'INSERT' 'FROM <file:///x>' } }"
    assert len(server.sparql(query).rows) == 3


def test_a_table_in_csv_has_its_lines(server: Server) -> None:
    reply = server.sparql(NAMES, "text/csv")
    assert (reply.type, reply.text) == ("text/csv; charset=utf-8", "name\r\n石桥镇\r\n")


def test_the_best_format_by_q_is_given(server: Server) -> None:
    reply = server.sparql(NAMES, "text/csv;q=0.2, application/sparql-results+xml;q=0.7, application/ld+json")
    assert (reply.type, reply.headers["vary"]) == ("application/sparql-results+xml", "Accept, Origin")


@pytest.mark.parametrize(
    ("query", "accept"), [(NAMES, "text/turtle"), ("CONSTRUCT WHERE { ?s ?p ?o }", "text/csv"), (NAMES, "image/png")]
)
def test_a_format_that_cannot_be_is_refused(server: Server, query: str, accept: str) -> None:
    assert server.sparql(query, accept).status == 406


def test_a_head_has_no_body(server: Server) -> None:
    reply = server.ask("/sparql?query=ASK%7B%7D", method="HEAD")
    assert (reply.status, reply.body) == (200, b"")


def test_a_request_that_is_too_long_is_refused(server: Server) -> None:
    assert post(server, f"ASK {{ ?s ?p '{'a' * 260_000}' }}", DIRECT).status == 413


def test_a_request_without_a_query_is_refused(server: Server) -> None:
    assert post(server, "", FORM).status == 400
    assert get(server, ("default-graph-uri", GRAPH)).status == 400


@pytest.mark.parametrize("query", ["SELECT ?名 { VALUES ?名 { '石桥镇' } }", "SELECT ?a { VALUES ?a { '\\u77F3😀' } }"])
def test_chinese_and_odd_letters_come_back(server: Server, query: str) -> None:
    by_get, by_post = get(server, ("query", query)), post(server, query, DIRECT)
    assert by_get.rows == by_post.rows
    assert next(iter(by_get.rows[0].values())) in ("石桥镇", "石😀")


def test_a_site_of_this_machine_may_ask_and_another_may_not(server: Server) -> None:
    local = get(server, ("query", "ASK {}"), Origin="http://localhost:8888")
    assert local.headers["access-control-allow-origin"] == "http://localhost:8888"
    asked = {"Origin": "http://localhost:8888", "Access_Control_Request_Method": "POST"}
    assert server.ask("/sparql", method="OPTIONS", **asked).status == 200
    assert "access-control-allow-origin" not in get(server, ("query", "ASK {}"), Origin="http://example.org").headers


def test_another_name_for_this_machine_is_refused(server: Server) -> None:
    assert server.ask("/healthz", Host="evil.example").status == 400
    assert server.ask("/healthz", Host="localhost:80").status == 200


def test_the_description_tells_languages_formats_and_graphs(server: Server) -> None:
    reply = server.ask("/sparql", Accept="application/n-triples")
    said = [quad.triple for quad in parse(reply.body, format=RdfFormat.N_TRIPLES)]

    def values(local: str) -> set[str]:
        return {str(triple.object)[1:-1] for triple in said if triple.predicate.value == SD + local}

    assert values("endpoint") == {f"{server.address}/sparql"}
    assert values("supportedLanguage") == {f"{SD}SPARQL11Query"}
    assert values("name") == {GRAPH, OTHER}
    assert "http://www.w3.org/ns/formats/SPARQL_Results_JSON" in values("resultFormat")
    counted = {triple.object.value for triple in said if triple.predicate.value.endswith("#triples")}
    assert server.sparql("SELECT (COUNT(*) AS ?n) { ?s ?p ?o }").rows[0]["n"] in counted


def test_the_description_is_found_at_its_well_known_place(server: Server) -> None:
    assert server.ask("/.well-known/void").headers["location"] == "/sparql"


def test_a_refusal_speaks_both_languages(server: Server) -> None:
    zh, en = server.ask("/nothing").text.splitlines()
    assert ("没有" in zh, "There is nothing" in en) == (True, True)


def test_json_answers_are_json(server: Server) -> None:
    reply = server.ask(f"/sparql?query={quote(NAMES)}", Accept="application/json")
    assert reply.type == "application/json"
    assert json.loads(reply.body)["head"]["vars"] == ["name"]
