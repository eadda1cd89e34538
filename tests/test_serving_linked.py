"""Linked data: IRIs below /id/ and the ontology, by what the client accepts."""

from urllib.parse import quote, unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, parse
from served import TEXTS, Server
from small import small

from kg import store
from kg.ontology import ID, JQ
from kg.serving.linked import iri_of, triples

BAMBOO = "/id/cluster/999901/竹器"
FORMATS = {
    "text/turtle": RdfFormat.TURTLE,
    "application/ld+json": RdfFormat.JSON_LD,
    "application/n-triples": RdfFormat.N_TRIPLES,
}


@pytest.mark.parametrize("accept", FORMATS)
def test_a_thing_is_described_in_each_format(server: Server, accept: str) -> None:
    reply = server.ask(quote(BAMBOO), Accept=accept)
    assert (reply.status, reply.type.split(";")[0], "Accept" in reply.headers["vary"]) == (200, accept, True)
    said = {quad.triple for quad in parse(reply.body, format=FORMATS[accept])}
    thing = NamedNode("https://w3id.org/jiqun" + BAMBOO)
    assert Triple(thing, NamedNode(f"{JQ}leadFirm"), NamedNode(f"{ID}firm/999901/青竹")) in said
    assert said == set(triples(small(), thing.value))


def test_a_description_has_the_figures_and_the_names_of_what_is_linked() -> None:
    said = triples(small(), f"{ID}cluster/999901/竹器")
    values = {triple.object.value for triple in said if triple.predicate.value == f"{JQ}value"}
    labels = {triple.object.value for triple in said if triple.predicate.value.endswith("#prefLabel")}
    assert "1200000000" in values
    assert {"竹器产业集群", "青竹集团", "石桥镇"} <= labels


def test_a_claim_is_described_from_its_reports_graph_with_its_mentions() -> None:
    graph, claim = NamedNode(f"{ID}report/a"), NamedNode(f"{ID}claim/1")
    mention, at = NamedNode(f"{ID}claim/1#about=0"), NamedNode(f"{JQ}position")
    held = store.memory([Quad(claim, NamedNode(f"{JQ}mentions"), mention, graph), Quad(mention, at, Literal(0), graph)])
    assert [triple.subject for triple in triples(held, claim.value)] == [claim, mention]


def test_what_is_only_spoken_of_is_no_thing() -> None:
    assert triples(small(), f"{ID}place/nowhere") == []


def test_an_unknown_thing_is_not_found(server: Server) -> None:
    reply = server.ask(quote("/id/cluster/999901/没有"))
    assert (reply.status, "没有" in reply.text) == (404, True)


def test_a_format_that_cannot_be_is_refused(server: Server) -> None:
    assert server.ask(quote(BAMBOO), Accept="image/png").status == 406


@pytest.mark.parametrize("slug", TEXTS)
def test_the_text_of_a_report_is_there_in_full(server: Server, slug: str) -> None:
    reply = server.ask(f"/id/report/{slug}.txt")
    assert (reply.type, reply.text) == ("text/plain; charset=utf-8", TEXTS[slug])


@pytest.mark.parametrize(
    "path",
    ["/id/report/../../manifest.json", "/id/report/%2e%2e%2fmanifest.txt", "/id/%00", "/id/%FF", "/id/", "/id/%25"],
)
def test_no_path_leads_out_of_the_build(server: Server, path: str) -> None:
    assert server.ask(path).status == 404


@pytest.mark.parametrize("path", [BAMBOO, "/ontology", "/sparql"])
def test_a_browser_is_sent_to_a_page_and_a_program_gets_data(server: Server, path: str) -> None:
    browser = server.ask(quote(path), Accept="text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
    assert (browser.status, browser.headers["location"].endswith(".html")) == (303, True)
    assert server.ask(quote(path), Accept="*/*").type == "text/turtle; charset=utf-8"


@pytest.mark.parametrize(
    ("path", "page"),
    [
        (BAMBOO, "/en/cluster/999901/竹器.html"),
        ("/id/report/heshan", "/en/report/heshan.html"),
    ],
)
def test_a_browser_is_sent_to_where_a_page_tells_of_it(server: Server, path: str, page: str) -> None:
    reply = server.ask(f"{quote(path)}?lang=en", Accept="text/html", Accept_Language="zh")
    assert (reply.status, unquote(reply.headers["location"])) == (303, page)


def test_a_browser_gets_the_data_of_what_no_page_tells_of(server: Server) -> None:
    measure = next(
        quad.subject.value
        for quad in small().quads_for_pattern(None, None, NamedNode(f"{JQ}Observation"), None)
        if isinstance(quad.subject, NamedNode)
    )
    reply = server.ask(quote(measure.removeprefix("https://w3id.org/jiqun")), Accept="text/html")
    assert (reply.status, reply.type) == (200, "text/turtle; charset=utf-8")


def test_the_ontology_is_given(server: Server) -> None:
    reply = server.ask("/ontology", Accept="application/n-triples")
    assert f"<{JQ}Cluster>" in reply.text


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc", "Cn", "Co"]), min_size=1))
def test_an_iri_comes_back_from_its_path(name: str) -> None:
    iri = iri_of(quote(name, safe=""))
    assert NamedNode(iri).value == iri
    assert iri_of(quote(iri.removeprefix(ID), safe="/%")) == iri
