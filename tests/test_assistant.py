"""An assistant's client asks over both transports: the command's rows with sentences, errors that say what to do."""

import asyncio
import json
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from assisted import stdio, within
from click.testing import CliRunner
from jsonschema import Draft202012Validator
from mcp import Client, MCPError
from mcp.types import CallToolResult
from served import Server, build

from kg.cli import app
from kg.queries import named
from kg.serving.assistant.sentences import address
from kg.serving.door import Door
from kg.serving.refusals import Refusal

TOOLS = ["questions", "ask", "find", "describe", "evidence", "compare", "paths", "audit", "sparql"]
BAMBOO = "https://w3id.org/jiqun/id/cluster/999901/竹器"
CALLS: dict[str, tuple[str, dict[str, Any]]] = {
    "questions": ("questions", {}),
    "one question": ("questions", {"name": "chains"}),
    "towns": ("ask", {"query": "towns-with-several-clusters", "parameters": {"minimum": 1}, "language": "zh"}),
    "towns in English": ("ask", {"query": "towns-with-several-clusters", "language": "en"}),
    "ranked": ("ask", {"query": "clusters-ranked", "language": "zh"}),
    "two": ("ask", {"query": "clusters-ranked", "limit": 2, "offset": 1, "language": "zh"}),
    "plans": ("ask", {"query": "planned-and-existing", "language": "zh"}),
    "parameters as a text": ("ask", {"query": "clusters-of-place", "parameters": '{"place": "禾山"}'}),
    "pinyin": ("find", {"text": "zhuqi"}),
    "place": ("describe", {"name": "禾山县"}),
    "cluster": ("describe", {"name": BAMBOO, "language": "zh"}),
    "sentences": ("evidence", {"of": BAMBOO, "language": "zh"}),
    "beside": ("compare", {"names": ["禾山县", "东篱市"], "language": "zh"}),
    "chain": ("paths", {"start": BAMBOO, "end": "石桥镇", "language": "zh"}),
    "audit": ("audit", {}),
    "select": ("sparql", {"query": "SELECT ?s { ?s a <https://w3id.org/jiqun/ontology#Cluster> } ORDER BY ?s"}),
    "construct": ("sparql", {"query": "CONSTRUCT { ?s a ?t } { ?s a ?t } LIMIT 2"}),
}
WRONG: dict[str, tuple[str, dict[str, Any], list[str]]] = {
    "query": ("ask", {"query": "towns"}, ["towns-with-several-clusters"]),
    "parameter": ("ask", {"query": "chains", "parameters": {"frm": "竹"}}, ["frm", "firm", "cluster", "place"]),
    "type": ("ask", {"query": "towns-with-several-clusters", "parameters": {"minimum": "two"}}, ["minimum", "two"]),
    "choice": ("ask", {"query": "towns-with-several-clusters", "parameters": {"level": "x"}}, ["town", "county"]),
    "thing": ("describe", {"name": "禾山现"}, ["禾山县"]),
    "thing of a query": ("ask", {"query": "clusters-of-place", "parameters": {"place": "禾山现"}}, ["禾山县"]),
    "name": ("find", {"text": "禾山现"}, ["禾山县"]),
    "federated": ("sparql", {"query": "SELECT * { SERVICE <http://example.org/> { ?s ?p ?o } }"}, ["SERVICE"]),
    "update": ("sparql", {"query": "INSERT DATA { <a:a> <a:b> <a:c> }"}, ["INSERT"]),
    "file": ("sparql", {"query": "SELECT * FROM <file:///etc/passwd> { ?s ?p ?o }"}, ["file:///etc/passwd"]),
    "full-width": ("sparql", {"query": "SELECT ?s ｛ ?s ?p ?o }"}, ["｛", "{"]),
    "tool": ("evidnce", {"of": "竹器"}, ["evidence"]),
    "argument": ("ask", {"query": "chains", "limt": 3}, ["limt", "limit"]),
    "no argument": ("ask", {}, ["query", "string"]),
    "value": ("ask", {"query": "chains", "limit": "many"}, ["limit", "1–500", "many"]),
    "few": ("compare", {"names": ["禾山县"]}, ["names", "2–20"]),
    "kind": ("audit", {"kind": "sums"}, ["sum", "share"]),
    "report": ("audit", {"report": "heshn"}, ["heshan"]),
    "claim": ("evidence", {"of": "https://w3id.org/jiqun/id/claim/00"}, ["claim_id"]),
}
RESOURCES = ["jiqun://ontology/card", "jiqun://pitfalls", "jiqun://queries/chains", "jiqun://reports"]

Spoken = tuple[dict[str, CallToolResult], dict[str, str], Any]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build(tmp_path_factory.mktemp("asked") / "build")


@pytest.fixture(scope="module", params=["stdio", "http"])
def spoken(request: pytest.FixtureRequest, folder: Path, server: Server) -> Spoken:
    """What a client is told over a transport: the answers of all calls, the texts, and what it is offered."""

    async def all_of_it(client: Client) -> Spoken:
        offered = await client.list_tools()
        calls = CALLS | {f"wrong {name}": (tool, given) for name, (tool, given, _) in WRONG.items()}
        answers = {name: await client.call_tool(tool, given) for name, (tool, given) in calls.items()}
        read = {}
        for uri in [*RESOURCES, address("heshan")]:
            [content] = (await client.read_resource(uri)).contents
            read[uri] = content.text
        for uri in ("jiqun://queries/chain", "jiqun://reports/heshn"):
            with pytest.raises(MCPError) as refused:
                await client.read_resource(uri)
            read[uri] = str(refused.value)
        templates = await client.list_resource_templates()
        resources = await client.list_resources()
        addresses = [one.uri for one in resources.resources] + [
            one.uri_template for one in templates.resource_templates
        ]
        return answers, read, (offered.tools, addresses, client.instructions)

    transport = stdio(folder, "--lang", "zh") if request.param == "stdio" else f"{server.address}/mcp"
    found: Spoken = within(transport, all_of_it)
    return found


def rows(answer: CallToolResult) -> list[dict[str, Any]]:
    assert not answer.is_error, answer.content
    assert answer.structured_content
    return [row["values"] for row in answer.structured_content["rows"]]


def commanded(folder: Path, *words: str) -> list[dict[str, Any]]:
    """The rows of a command."""
    done = CliRunner().invoke(app, [*words, "--graph", str(folder), "--format", "json", "--lang", "zh"])
    assert done.exit_code == 0, done.output
    found: list[dict[str, Any]] = json.loads(done.stdout)
    return found


def test_the_tools_are_typed_and_described(spoken: Spoken) -> None:
    tools, _, instructions = spoken[2]
    assert [tool.name for tool in tools] == TOOLS
    assert all(f"`{name}`" in instructions for name in TOOLS)
    for tool in tools:
        Draft202012Validator.check_schema(tool.input_schema)
        Draft202012Validator.check_schema(tool.output_schema)
        assert tool.output_schema["type"] == "object"
        assert len(tool.description.split()) > 10
        assert tool.title != tool.name
        assert tool.annotations.read_only_hint
        assert all(one.get("description") for one in tool.input_schema["properties"].values()), tool.name


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("towns", ("query", "towns-with-several-clusters", "--minimum", "1")),
        ("ranked", ("query", "clusters-ranked")),
        ("plans", ("query", "planned-and-existing")),
        ("sentences", ("query", "facts-of", "--thing", BAMBOO)),
        ("beside", ("compare", "禾山县", "东篱市")),
        ("chain", ("path", BAMBOO, "石桥镇")),
    ],
)
def test_the_rows_are_those_of_the_command(spoken: Spoken, folder: Path, name: str, words: tuple[str, ...]) -> None:
    found = commanded(folder, *words)
    assert rows(spoken[0][name]) == found
    assert len(found) > 0


def test_a_row_has_its_sentences_or_is_told_to_have_none(spoken: Spoken) -> None:
    for name in ("towns", "ranked", "plans", "sentences", "chain"):
        answer = spoken[0][name].structured_content
        assert answer
        assert any(row["sentences"] for row in answer["rows"]), name
        for row in answer["rows"]:
            assert bool(row["sentences"]) != ("derived" in row["beware"])
            for said in row["sentences"]:
                assert "【" in said["sentence"]
                assert said["text"] == address(said["report"])
        told = [row["values"]["sentence"] for row in answer["rows"] if row["values"].get("sentence")]
        quoted = [row["sentences"][0]["sentence"] for row in answer["rows"] if row["values"].get("sentence")]
        assert [one.replace("【", "").replace("】", "") for one in quoted] == told


def test_the_sentences_of_a_row_without_one_are_of_what_it_links(spoken: Spoken) -> None:
    answer = spoken[0]["towns"].structured_content
    assert answer
    for row in answer["rows"]:
        town = row["values"]["town"].removesuffix("镇").removesuffix("街道")
        assert all(town in said["sentence"] for said in row["sentences"]), row


def test_what_is_planned_or_contested_is_told(spoken: Spoken) -> None:
    plans, ranked = (spoken[0][name].structured_content for name in ("plans", "ranked"))
    assert plans
    assert ranked
    assert all("planned" in row["beware"] for row in plans["rows"])
    told = {row["values"]["contested"]: "contested" in row["beware"] for row in ranked["rows"]}
    assert all(contested == bool(value) for value, contested in told.items())


def test_what_is_left_out_can_be_had(spoken: Spoken) -> None:
    whole, part = (spoken[0][name].structured_content for name in ("ranked", "two"))
    assert whole
    assert part
    assert part["rows"] == whole["rows"][1:3]
    assert (part["total"], part["next_offset"]) == (whole["total"], 3)
    assert "offset=3" in part["notes"][-1]
    assert (whole["next_offset"], whole["notes"][0]) == (None, named()["clusters-ranked"].note.zh)  # type: ignore[union-attr]


def test_both_languages_are_spoken(spoken: Spoken) -> None:
    zh, en = (spoken[0][name].structured_content for name in ("towns", "towns in English"))
    assert zh
    assert en
    query = named()["towns-with-several-clusters"]
    assert (zh["question"], en["question"]) == tuple(query.question)
    assert (zh["columns"][0]["label"], en["columns"][0]["label"]) == tuple(query.columns[0].label)


def test_the_questions_are_told_with_their_types_and_choices(spoken: Spoken) -> None:
    told, [one] = (spoken[0][name].structured_content["questions"] for name in ("questions", "one question"))  # type: ignore[index]
    assert [question["name"] for question in told] == list(named())
    for question in told:
        for parameter in question["parameters"]:
            assert parameter["type"] != "choice" or parameter["default"] in parameter["choices"]
    assert [column["name"] for column in one["columns"]] == [column.name for column in named()["chains"].columns]


def test_a_thing_is_found_and_described(spoken: Spoken) -> None:
    found, place, cluster = (spoken[0][name].structured_content for name in ("pinyin", "place", "cluster"))
    assert found
    assert place
    assert cluster
    assert BAMBOO in [thing["iri"] for thing in found["things"]]
    assert place["facts"] is None
    assert place["briefing"]["clusters"]["rows"]
    assert cluster["measures"][0]["values"]["code"] == "size"
    assert cluster["measures"][0]["sentences"]
    assert cluster["facts"]["total"] == len(rows(spoken[0]["sentences"]))


def test_sparql_gives_rows_or_a_graph(spoken: Spoken) -> None:
    select, construct = (spoken[0][name].structured_content for name in ("select", "construct"))
    assert select
    assert construct
    assert BAMBOO in [row["values"]["s"] for row in select["rows"]]
    assert (select["turtle"], construct["rows"]) == (None, [])
    assert " a " in construct["turtle"]
    assert construct["notes"] == []


@pytest.mark.parametrize("name", WRONG)
def test_a_wrong_call_is_told_what_to_do(spoken: Spoken, name: str) -> None:
    answer = spoken[0][f"wrong {name}"]
    assert answer.is_error
    [content] = answer.content
    said = getattr(content, "text", "")
    assert [word for word in WRONG[name][2] if word not in said] == []
    assert "Traceback" not in said
    assert "pydantic" not in said


def test_the_resources_have_ascii_addresses(spoken: Spoken) -> None:
    _, read, (_, addresses, _) = spoken
    assert set(addresses) == {*RESOURCES[:2], "jiqun://queries/{name}", "jiqun://reports", "jiqun://reports/{slug}"}
    assert all(one.isascii() for one in (*addresses, address("诸城")))
    assert "jq:plannedIn" in read["jiqun://ontology/card"]
    assert read["jiqun://queries/chains"] == named()["chains"].text
    assert [one["report"] for one in json.loads(read["jiqun://reports"])] == ["heshan", "dongli"]
    assert read[address("heshan")].startswith("禾山县")


def test_the_pitfalls_name_what_rows_beware_of(spoken: Spoken) -> None:
    schema = next(tool.output_schema for tool in spoken[2][0] if tool.name == "ask")
    codes = schema["$defs"]["Row"]["properties"]["beware"]["items"]["enum"]
    assert [code for code in codes if f"`{code}`" not in spoken[1]["jiqun://pitfalls"]] == []


def test_a_resource_that_is_not_there_is_told_with_those_near(spoken: Spoken) -> None:
    assert "chains" in spoken[1]["jiqun://queries/chain"]
    assert "heshan" in spoken[1]["jiqun://reports/heshn"]


def test_a_query_that_takes_long_is_stopped(server: Server) -> None:
    async def asked(client: Client) -> CallToolResult:
        slow = "SELECT (COUNT(*) AS ?n) { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
        return await client.call_tool("sparql", {"query": slow, "language": "en"})

    answer: CallToolResult = within(f"{server.address}/mcp", asked)
    assert answer.is_error
    assert "more than 2 seconds" in getattr(answer.content[0], "text", "")


def test_nothing_but_the_protocol_is_on_standard_output(folder: Path) -> None:
    hello = {"protocolVersion": "2025-06-18", "capabilities": {}, "clientInfo": {"name": "test", "version": "0"}}
    lines = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": hello},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {"jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": {"name": "find", "arguments": {"text": "竹"}}},
    ]
    with subprocess.Popen(
        [sys.executable, "-m", "kg", "mcp", "--graph", str(folder)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as process:
        assert process.stdin
        assert process.stdout
        process.stdin.write("".join(f"{json.dumps(line)}\n" for line in lines).encode())
        process.stdin.flush()
        told = [json.loads(process.stdout.readline()) for _ in range(2)]
        process.stdin.close()
        rest = process.stdout.read()
    assert [one["id"] for one in told] == [1, 2]
    assert (rest, process.returncode) == (b"", 0)


def test_each_call_sees_the_build_that_is_there(tmp_path: Path) -> None:
    folder = build(tmp_path / "build")

    async def asked(client: Client) -> None:
        async def reports() -> list[str]:
            [content] = (await client.read_resource("jiqun://reports")).contents
            return [one["report"] for one in json.loads(content.text)]

        assert await reports() == ["heshan", "dongli"]
        told = json.loads((folder / "manifest.json").read_text("utf-8"))
        del told["reports"]["dongli"]
        (folder / "facts.new").write_text(json.dumps(told), "utf-8")
        (folder / "facts.new").replace(folder / "manifest.json")
        end = time.monotonic() + 60
        while await reports() != ["heshan"]:
            assert time.monotonic() < end
            await asyncio.sleep(0.2)

    within(stdio(folder), asked)


def test_the_door_is_for_assistants_of_this_machine(server: Server) -> None:
    ping = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"}).encode()
    told = {"method": "POST", "body": ping, "Content_Type": "application/json", "Accept": "application/json"}
    assert server.ask("/mcp", **told, Host="127.0.0.1").status == 200
    assert server.ask("/mcp", **told, Host="127.0.0.1", Origin="http://localhost:3000").status == 200
    assert server.ask("/mcp", **told, Host="127.0.0.1", Origin="https://example.org").status == 403
    assert server.ask("/mcp", **told, Host="example.org").status == 400
    assert server.ask("/mcp", **(told | {"body": b" " * 300_000}), Host="127.0.0.1").status == 413
    get = server.ask("/mcp", Host="127.0.0.1")
    assert (get.status, get.headers["allow"]) == (405, "POST")
    assert "MCP" in get.text


def test_without_mcp_a_sentence_says_how_to_install_it(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(sys.modules, "kg.serving.assistant.server", raising=False)
    monkeypatch.setitem(sys.modules, "mcp.server.mcpserver", None)
    done = CliRunner().invoke(app, ["mcp", "--graph", str(folder), "--lang", "en"])
    assert (done.exit_code, done.stdout) == (1, "")
    assert "pip install 'jiqun[mcp]'" in done.stderr

    async def knock() -> None:
        door = Door(None, ())  # type: ignore[arg-type]  # of which it asks nothing before
        await door({"type": "http", "method": "POST", "headers": []}, None, None)  # type: ignore[arg-type]

    with pytest.raises(Refusal) as refused:
        asyncio.run(knock())
    assert refused.value.status == 501
    assert "jiqun[mcp]" in refused.value.en
