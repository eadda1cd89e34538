"""Full-width marks that SPARQL takes for letters are told with line and column, by the command and by the server."""

import json
from pathlib import Path
from urllib.parse import urlencode

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st
from served import Server

from kg import store
from kg.cli import app
from kg.errors import InputError
from kg.queries import find, named, query
from kg.queries.slips import slips

MISTYPED = "SELECT ?名，?值 { VALUES ?名 { '石桥镇' } VALUES ?值 { 1 } }"


def told(text: str) -> list[str]:
    return [slip.en for slip in slips(text)]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (
            "SELECT ?x { ?x a jq:集群。 }",
            ["Line 1, column 23: 。 is taken for a letter of jq:集群。 . Write . instead."],
        ),
        (
            "ASK {\n  ?s ?p ?值\n  FILTER(?值＞10) }",
            ["Line 3, column 12: ＞ is taken for a letter of ?值＞10 . Write > instead."],
        ),
        ("ASK {\r\n ?s ?p ?o；?q 1 }", ["Line 2, column 10: ； is taken for a letter of ?o； . Write ; instead."]),
        ("ASK { ?s ?p ?o、 }", ["Line 1, column 15: 、 is taken for a letter of ?o、 . Write , instead."]),
        ("ASK { ？s ?p ?o }", ["Line 1, column 7: SPARQL has no ？ . Write ? instead."]),
        (
            "ASK { ?s ?p “镇” }",
            [
                'Line 1, column 13: SPARQL has no “ . Write " instead.',
                'Line 1, column 15: SPARQL has no ” . Write " instead.',
            ],
        ),
        ("SELECT * { ?s ?p ?o } LIMIT １０", ["Line 1, column 29: SPARQL has no １０ . Write 10 instead."]),
        ("ASK　{}", ["Line 1, column 4: SPARQL has no 　 . Write a space instead."]),
    ],
)
def test_a_mark_is_told_with_its_place_and_what_to_write(text: str, said: list[str]) -> None:
    assert told(text) == said


@pytest.mark.parametrize(
    "text",
    [
        'ASK { ?s ?p "石桥镇，。；：（）？＞" }',
        "ASK { ?s ?p '''石桥镇，\n。''' }",
        "ASK { ?s <http://example.org/石桥，。> ?o }",
        "ASK {} # 注释，说明。",
        "SELECT ?名 ?值 { ?名 ?p ?值 }",
        "PREFIX 集: <http://example.org/> ASK { ?s a 集:集群, 集:园区 }",
        "SELECT ?x１ { ?x１ ?p ?o }",
    ],
)
def test_what_is_meant_is_not_told(text: str) -> None:
    assert told(text) == []


@pytest.mark.parametrize("name", named())
def test_no_query_of_ours_has_one(name: str) -> None:
    assert told(named()[name].text) == []


@pytest.mark.parametrize(
    ("text", "unbound"),
    [
        ("SELECT ?a ?b { ?a ?p ?o }", ["?b"]),
        ("SELECT ?a (COUNT(?b) AS ?n) ?c { ?a ?p ?b }", ["?c"]),
        ("SELECT ?a { { SELECT ?a { ?s ?p ?b } } }", ["?a"]),
        ("SELECT ?a ?n { { SELECT ?a (MAX(?b) AS ?n) { ?a ?p ?b } } }", []),
        ("SELECT $a { ?a ?p ?o }", []),
        ("SELECT ?a WHERE { BIND (1 AS ?a) }", []),
        ("SELECT ?a {} VALUES ?a { 1 }", []),
        ("SELECT ?a ?b {} VALUES (?a ?b) { (1 2) }", []),
        ("SELECT ?k { ?s ?p ?o } GROUP BY (STR(?s) AS ?k)", []),
        ("SELECT ?a { ?s ?p ?o } ORDER BY ?a", ["?a"]),
        ("SELECT * { ?s ?p ?o }", []),
        ("CONSTRUCT { ?s ?p ?x } WHERE { ?s ?p ?o }", []),
        ("ASK { ?s ?p 'SELECT ?x' }", []),
        ("ASK { ?select ?p e:SELECT . ?s ?p ?o }", []),
    ],
)
def test_a_variable_that_is_never_bound_is_named(text: str, unbound: list[str]) -> None:
    assert told(text) == [f"The variable {name} is never bound, so its column is empty." for name in unbound]


@given(st.text(alphabet="SELECTAS {}()?$名，。：“'\"#<>\n:a１"))
def test_no_text_breaks_it_and_at_most_eight_are_told(text: str) -> None:
    assert len(slips(text)) <= 8


@pytest.fixture
def graph(tmp_path: Path) -> Path:
    store.write(tmp_path / "store", b"")
    return tmp_path


@pytest.mark.parametrize(("lang", "said"), [("zh", "注意：第 1 行第 10 列"), ("en", "Note: Line 1, column 10")])
def test_the_command_tells_beside_the_answer(graph: Path, lang: str, said: str) -> None:
    (graph / "own.rq").write_text(MISTYPED, "utf-8")
    words = ["query", str(graph / "own.rq"), "--graph", str(graph), "--format", "json", "--lang", lang]
    done = CliRunner().invoke(app, words)
    assert (done.exit_code, len(json.loads(done.stdout))) == (0, 1)
    assert done.stderr.startswith(said)
    assert "?名，" in done.stderr.splitlines()[1]


def test_an_error_of_grammar_tells_them_too() -> None:
    with pytest.raises(InputError, match=r"not a SPARQL query: (?s:.*)\nLine 1, column 5: SPARQL has no ｛"):
        find("ASK ｛ <a:a> ?p ?o }")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("SELECT * { SERVICE <http://127.0.0.1:1/> { ?s ?p ?o } }", "No other server is asked"),
        ("INSERT DATA { <a:a> <a:b> 1 }", "INSERT is an update"),
        ("SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }", "There is no graph <file:///etc/passwd>"),
        ("SELECT * FROM NAMED <http://127.0.0.1:1/> { GRAPH ?g { ?s ?p ?o } }", "There is no graph"),
    ],
)
def test_the_command_refuses_what_the_server_refuses(graph: Path, server: Server, text: str, said: str) -> None:
    with pytest.raises(InputError, match=said):
        query(text, graph)
    (graph / "own.rq").write_text(text, "utf-8")
    done = CliRunner().invoke(app, ["query", str(graph / "own.rq"), "--graph", str(graph), "--lang", "en"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert said in done.stderr
    assert said in server.sparql(text).text


def test_a_file_of_another_encoding_is_told(graph: Path) -> None:
    (graph / "own.rq").write_bytes("SELECT ?名 {}".encode("gb18030"))
    with pytest.raises(InputError, match="not UTF-8"):
        find(str(graph / "own.rq"))
    (graph / "own.rq").write_bytes("ASK {}".encode("utf-8-sig"))
    assert find(str(graph / "own.rq")).text == "ASK {}"


@pytest.mark.parametrize("text", [MISTYPED, "ASK ｛ }"])
def test_the_server_tells_in_a_header(server: Server, text: str) -> None:
    reply = server.ask(f"/sparql?{urlencode({'query': text})}", Accept="application/json")
    found = json.loads(reply.headers["jiqun-slips"])
    assert [(slip["zh"], slip["en"]) for slip in found] == [tuple(slip) for slip in slips(text)]
    if reply.status == 400:
        assert all(slip["zh"] in reply.text and slip["en"] in reply.text for slip in found)
    assert "jiqun-slips" not in server.sparql("ASK {}").headers
