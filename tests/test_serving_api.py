"""The JSON interface gives what its description says, for each path."""

import json
from typing import Any
from urllib.parse import quote, urlencode

import pytest
from served import FACT, TEXTS, Server
from small import small

from kg.queries import named, run
from kg.serving.openapi import openapi

THING = "https://w3id.org/jiqun/id/cluster/999901/竹器"
EXAMPLES = {"iri": THING, "q": "竹器", "slug": "heshan"}
PATHS = openapi("http://127.0.0.1/")["paths"]
KINDS: dict[str, type | tuple[type, ...]] = {
    "string": str,
    "number": (int, float),
    "boolean": bool,
    "null": type(None),
    "object": dict,
    "array": list,
    "integer": int,
}


def conforms(value: object, schema: dict[str, Any]) -> bool:
    """Whether a value is of a schema, of the kind that the description uses."""
    kinds = schema.get("type", list(KINDS))
    if not any(isinstance(value, KINDS[kind]) for kind in ([kinds] if isinstance(kinds, str) else kinds)):
        return False
    if isinstance(value, dict):
        fields = schema.get("properties", {})
        return set(schema.get("required", ())) <= set(value) and all(
            conforms(value[field], fields[field]) for field in fields
        )
    return all(conforms(item, schema.get("items", {})) for item in value) if isinstance(value, list) else True


@pytest.mark.parametrize("path", PATHS)
def test_each_described_path_gives_what_is_described(server: Server, path: str) -> None:
    described = PATHS[path]["get"]
    required = [parameter for parameter in described["parameters"] if parameter["required"]]
    inside = {each["name"]: EXAMPLES[each["name"]] for each in required if each["in"] == "path"}
    asked = {each["name"]: EXAMPLES[each["name"]] for each in required if each["in"] == "query"}
    answer = server.json(path.format(**inside), **asked)
    assert conforms(answer, described["responses"]["200"]["content"]["application/json"]["schema"])
    assert answer


def test_every_named_query_and_only_what_is_routed_is_described(server: Server) -> None:
    told = server.json("/api/openapi.json")
    assert isinstance(told, dict)
    assert told["openapi"] == "3.1.0"
    assert told["servers"] == [{"url": server.address}]
    queries = {path for path in told["paths"] if path.startswith("/api/query/")}
    assert queries == {f"/api/query/{name}" for name in named()}
    assert len({path["get"]["operationId"] for path in told["paths"].values()}) == len(told["paths"])


@pytest.mark.parametrize("name", named())
def test_a_named_query_gives_the_rows_that_it_gives_elsewhere(server: Server, name: str) -> None:
    found = run(small(), named()[name])
    columns = [column.name for column in found.columns]
    expected = json.dumps([dict(zip(columns, row, strict=True)) for row in found], default=float)
    assert server.json(f"/api/query/{name}") == json.loads(expected)


def test_a_query_takes_its_parameters(server: Server) -> None:
    rows = server.json("/api/query/towns-with-several-clusters", within="禾山", minimum="5", level="any")
    assert isinstance(rows, list)
    assert [row["town"] for row in rows] == ["禾山县"]


def test_a_thing_has_its_facts_with_their_sentences(server: Server) -> None:
    told = server.json("/api/entity", iri=THING, language="en")
    assert isinstance(told, dict)
    assert (told["entity"]["name"], told["entity"]["type"]) == ("竹器产业集群", "cluster")
    said = {fact["sentence"][fact["quote_start"] : fact["quote_end"]]: fact["sentence"] for fact in told["facts"]}
    assert said["以石桥工业园为载体"].startswith("竹器产业集群分布在石桥镇，以石桥工业园为载体，")
    assert "" not in said


def test_a_thing_can_be_asked_for_its_surer_facts_only(server: Server) -> None:
    told, surer = (server.json("/api/entity", iri=THING, **more) for more in ({}, {"certainty": "0.8"}))
    assert isinstance(told, dict)
    assert isinstance(surer, dict)
    assert surer["facts"] == [fact for fact in told["facts"] if fact["certainty"] >= 0.8] != told["facts"]


def test_a_search_finds_by_pinyin(server: Server) -> None:
    found = server.json("/api/search", q="shiqiaozhen", limit="1")
    assert isinstance(found, list)
    assert [(entry["name"], entry["type"]) for entry in found] == [("石桥镇", "Town")]


def test_a_report_has_its_text_and_its_facts(server: Server) -> None:
    assert server.json("/api/report/heshan/text") == {"report": "heshan", "text": TEXTS["heshan"]}
    assert server.json("/api/report/heshan/facts") == [FACT]
    assert server.json("/api/report/dongli/facts") == []


@pytest.mark.parametrize(
    ("path", "parameters", "status"),
    [
        ("/api/query/no-such", [], 404),
        ("/api/query/reports", [("place", "x")], 400),
        ("/api/query/towns-with-several-clusters", [("minimum", "many")], 400),
        ("/api/query/towns-with-several-clusters", [("minimum", "1"), ("minimum", "2")], 400),
        ("/api/entity", [], 404),
        ("/api/entity", [("iri", "no IRI")], 404),
        ("/api/entity", [("iri", THING), ("language", "fr")], 400),
        ("/api/entity", [("iri", THING), ("name", "x")], 400),
        ("/api/entity", [("iri", THING), ("certainty", "much")], 400),
        ("/api/query/figures-of", [("certainty", "1.1")], 400),
        ("/api/search", [("q", "x"), ("limit", "0")], 400),
        ("/api/search", [("q", "x"), ("limit", "²")], 400),
        ("/api/search", [("q", "x"), ("limit", "9" * 5000)], 400),
        ("/api/query/towns-with-several-clusters", [("minimum", "9" * 5000)], 400),
        ("/api/report/no-such/text", [], 404),
        ("/api/report/../manifest/text", [], 404),
        ("/api/nothing", [], 404),
    ],
)
def test_what_is_wrong_is_told_as_a_problem(
    server: Server, path: str, parameters: list[tuple[str, str]], status: int
) -> None:
    reply = server.ask(f"{quote(path)}?{urlencode(parameters)}")
    assert (reply.status, reply.type) == (status, "application/problem+json")
    told = json.loads(reply.body)
    assert told["status"] == status
    assert told["title"]
    assert told["title_zh"]


def test_quotes_and_markup_in_a_parameter_are_only_text(server: Server) -> None:
    assert server.json("/api/query/entities", name='") } INSERT <script>\\') == []
