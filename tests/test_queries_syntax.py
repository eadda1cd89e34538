"""SERVICE, FROM and updates are seen where they stand, and only there."""

import pytest
from growth import seconds
from hypothesis import given
from hypothesis import strategies as st

from kg.queries.syntax import outline

SERVICE = "SERVICE <http://127.0.0.1:1/> { ?s ?p ?o }"


@pytest.mark.parametrize(
    "query",
    [
        f"SELECT * {{ {SERVICE} }}",
        "SELECT * { service silent <http://127.0.0.1:1/> { ?s ?p ?o } }",
        "SELECT * { ?s ?p ?o .SERVICE?s{ ?s ?p ?o } }",
        "PREFIX : <http://127.0.0.1:1/> SELECT * { SERVICE:x{ ?s ?p ?o } }",
        "PREFIX e: <http://127.0.0.1:1/> SELECT * { SERVICEe:x{ ?s ?p ?o } }",
        "SELECT * { ?s ?p trueSERVICE<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        "SELECT * { ?s ?p 1SERVICESILENT<http://127.0.0.1:1/>{ ?s ?p ?o } }",
        f"SELECT * {{ FILTER(?a<?b) {SERVICE} FILTER(?c>?d) }}",
        f"SELECT * {{ ?s ?p <http://a/\\u0041'> . {SERVICE} ?s ?p 'b' }}",
        f"SELECT * {{ ?s ?p 'a' . # it's a comment\n {SERVICE} }}",
        f"SELECT * {{ ?s ?p '\\'' . {SERVICE} ?s ?p '\\'' }}",
        f'SELECT * {{ ?s ?p """a"b""" . {SERVICE} }}',
        f"SELECT * {{ ?s ?p ''' . {SERVICE}",
    ],
)
def test_a_query_of_another_server_is_seen(query: str) -> None:
    assert outline(query).federated


@pytest.mark.parametrize(
    "query",
    [
        "ASK { ?s ?p 'SERVICE <http://127.0.0.1:1/>' }",
        'ASK { ?s ?p "SERVICE"@en }',
        "ASK { ?s ?p '''it's a\nSERVICE''' }",
        'ASK { ?s ?p """\\"""SERVICE""" }',
        "ASK { ?s <http://example.org/SERVICE> ?o }",
        "ASK { ?s <http://example.org/#SERVICE> ?o }",
        "PREFIX e: <http://example.org/> ASK { ?s e:SERVICE ?o, e:a.SERVICE, e:a\\-SERVICE }",
        "ASK { ?service ?p $SERVICE . _:service ?p 'a'@service }",
        "ASK {} # SERVICE <http://127.0.0.1:1/>",
    ],
)
def test_the_word_in_a_text_an_iri_or_a_name_is_no_query_of_another_server(query: str) -> None:
    assert not outline(query).federated


@pytest.mark.parametrize(
    ("query", "graphs"),
    [
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", ("file:///etc/passwd",)),
        ("SELECT * from named<http://a/b>FROM <http://a/c>{ ?s ?p ?o }", ("http://a/b", "http://a/c")),
        ("PREFIX f: <file:///etc/> SELECT * FROM f:passwd {}", ("file:///etc/passwd",)),
        ("PREFIX a: <http://a/> PREFIX A: <http://b/> ASK FROM A:x {}", ("http://b/x",)),
        ("ASK { ?s ?p 'FROM <file:///etc/passwd>' }", ()),
        ("ASK { ?s <http://a/FROM> <http://a/b> }", ()),
    ],
)
def test_the_graphs_of_a_query_are_those_of_from(query: str, graphs: tuple[str, ...]) -> None:
    assert outline(query).graphs == graphs


@pytest.mark.parametrize(
    ("query", "update"),
    [
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT"),
        ("# a comment\nPREFIX e: <http://e/> BASE <http://b/> load <file:///etc/passwd>", "LOAD"),
        ("WITH <http://a/> DELETE { ?s ?p ?o } WHERE { ?s ?p ?o }", "WITH"),
        ("SELECT * { ?s ?p 'INSERT' }", ""),
        ("PREFIX insert: <http://e/> ASK { insert:a insert:b insert:c }", ""),
        ("", ""),
    ],
)
def test_an_update_is_known_by_its_first_word(query: str, update: str) -> None:
    assert outline(query).update == update


@given(st.text(alphabet="SERVICE<>'\"#:@?_ \\\n{}a"), st.sampled_from(["'", '"', "'''", '"""']))
def test_a_text_can_hold_anything_and_hide_nothing(words: str, quote: str) -> None:
    inside = words.replace("\\", "\\\\").replace("'", "\\'").replace('"', '\\"').replace("\n", "\\n")
    assert not outline(f"ASK {{ ?s ?p {quote}{inside}{quote} }}").federated
    assert outline(f"ASK {{ ?s ?p {quote}{inside}{quote} . {SERVICE} }}").federated


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
@given(st.text(alphabet="'\"\\\\<>a:.-_?@#\n {", min_size=1, max_size=6))
def test_a_long_query_takes_no_more_than_its_length(words: str) -> None:
    assert seconds(lambda: outline(words * (40_000 // len(words)))) < 20  # a square of the length is minutes


@given(st.text())
def test_no_text_breaks_the_outline(query: str) -> None:
    outline(query)
