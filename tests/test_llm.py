"""A language model is asked only where it is asked for, once for each section; what it invents is no fact, and what it
fails at is told, at the report and section, while everything else is built."""

import json
import os
import re
import shutil
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from stubbed import CLUSTER, REPORT, Reply, Stub, completion, figure, said, status, stubbed
from test_building import files

from kg.building import records
from kg.cli import app
from kg.errors import InputError
from kg.extractors import schema as schemas
from kg.extractors.llm import Settings
from kg.extractors.sections import LONGEST, sections
from kg.model import SURE
from kg.ontology import ontology
from kg.reading import documents
from kg.reading.files import File

SURVEYS = Path(__file__).parents[1] / "seeds" / "reports"
KEY = "a-secret-key"
RULED = 7  # facts that the rules read in the report
TRUE = [
    figure("firm_count", "200家", "有企业200家", period="2023年"),
    figure("revenue", "50亿元", "实现产值50亿元"),
    said(
        property="lead_firm",
        subject_type="Cluster",
        subject=CLUSTER,
        object_type="Firm",
        object="义和车桥公司",
        quote="骨干企业有义和车桥公司",
    ),
]
INVENTED = [
    figure("output_value", "67亿元", "实现产值67亿元"),
    figure("output_value", "41亿元", "实现产值50亿元"),
    figure("employment", "50亿元", "实现产值50亿元"),
    said(
        property="lead_firm",
        subject_type="Firm",
        subject="义和车桥公司",
        object_type="Firm",
        object="大业股份有限公司",
        quote="义和车桥公司、大业股份有限公司",
    ),
    said(
        property="lead_firm",
        subject_type="Cluster",
        subject=CLUSTER,
        object_type="Firm",
        object="无中生有公司",
        quote="骨干企业有义和车桥公司",
    ),
    said(property="leads", subject_type="Cluster", subject=CLUSTER, quote="有企业200家"),
    {"property": "observation"},
]


def by_section(body: dict[str, Any], _number: int) -> Reply:
    """What is true and what is invented of the first section, and nothing of others."""
    first = "有企业200家" in body["messages"][-1]["content"]
    return completion({"facts": [*TRUE, *INVENTED] if first else []})


@pytest.fixture
def stub(monkeypatch: pytest.MonkeyPatch) -> Iterator[Stub]:
    with stubbed(Stub(by_section)) as running:
        told(monkeypatch, URL=running.url, MODEL="stub", KEY=KEY)
        yield running


def told(monkeypatch: pytest.MonkeyPatch, **settings: str) -> None:
    for name in ("URL", "MODEL", "KEY", "TIMEOUT", "PRICE_IN", "PRICE_OUT"):
        monkeypatch.delenv(f"JIQUN_LLM_{name}", raising=False)
    for name, value in settings.items():
        monkeypatch.setenv(f"JIQUN_LLM_{name}", value)


@pytest.fixture
def report(tmp_path: Path) -> Path:
    path = tmp_path / "zhucheng.md"
    path.write_text(REPORT, "utf-8")
    return path


def built(report: Path, *more: str) -> Result:
    words = ["build", str(report), "--out", str(report.parent / "build"), "--workers", "1", "--lang", "en"]
    return CliRunner().invoke(app, [*words, "--extractor", "llm", *more])


def test_what_is_invented_is_in_no_file_but_that_of_the_quarantine(stub: Stub, report: Path) -> None:
    done = built(report, "--timings")
    assert (done.exit_code, len(stub.asked)) == (0, 2), done.output
    made = files(report.parent / "build")
    for word in ("67亿元", "41亿元", "无中生有公司"):
        holding = {name for name, data in made.items() if word.encode() in data and not name.startswith("answers/")}
        assert holding == {"quarantined.jsonl"}
    lines = [json.loads(line) for line in made["quarantined.jsonl"].splitlines()]
    assert len(lines) == len(INVENTED)
    assert {(line["report"], line["heading"], line["extractor"]) for line in lines} == {("zhucheng", "基本情况", "llm")}
    assert all(line["reason"]["zh"] and line["reason"]["en"] for line in lines)
    facts = records(report.parent / "build", "facts")
    assert sum(fact["rule"] == "llm" for fact in facts) == 1  # what it agrees on, the rules' fact stands for
    assert "10 facts given: 2 agree with the rules, 0 are new, 1 disputed, 7 quarantined" in done.stderr
    assert "2,000 tokens read, 200 written" in done.stderr


def test_agreement_makes_sure_and_dispute_makes_doubtful(stub: Stub, report: Path) -> None:
    rules = CliRunner().invoke(app, ["build", str(report), "--out", str(report.parent / "rules"), "--workers", "1"])
    assert rules.exit_code == 0
    assert built(report).exit_code == 0
    before, after = (records(report.parent / name, "facts") for name in ("rules", "build"))
    certainty = {fact["claim"]: fact["certainty"] for fact in before}
    assert {fact["claim"] for fact in after} > certainty.keys()
    by_ground = {
        ground: {fact["quote"]: fact for fact in after if ground in fact["grounds"]}
        for ground in ("agreed", "disputed")
    }
    for fact in by_ground["agreed"].values():
        assert fact["certainty"] > max(SURE, certainty[fact["claim"]])
    told_twice = [fact for fact in after if fact["quote"] == "实现产值50亿元"]
    assert {(fact["rule"] == "llm", fact["measure"]) for fact in told_twice} == {
        (False, "output_value"),
        (True, "revenue"),
    }
    assert all("disputed" in fact["grounds"] and fact["certainty"] < SURE for fact in told_twice)
    assert CliRunner().invoke(app, ["validate", "--graph", str(report.parent / "build")]).exit_code == 0
    doubts = CliRunner().invoke(app, ["query", "doubts", "--graph", str(report.parent / "build"), "--format", "csv"])
    assert "实现产值50亿元" in doubts.stdout


def test_a_rebuild_asks_nothing_and_has_the_same_bytes(stub: Stub, report: Path) -> None:
    assert built(report).exit_code == 0
    folder = report.parent / "build"
    made = files(folder)
    again = built(report)
    assert (again.exit_code, len(stub.asked), files(folder)) == (0, 2, made)
    assert "2 sections, 0 asked" in again.stderr
    for path in folder.iterdir():  # all but the answers is lost, as it is made anew by another jiqun
        if path.is_file():
            path.unlink()
        elif path.name != "answers":
            shutil.rmtree(path)
    assert built(report).exit_code == 0
    assert (len(stub.asked), files(folder)) == (2, made)


def test_an_answer_that_is_damaged_is_asked_for_again(stub: Stub, report: Path) -> None:
    assert built(report).exit_code == 0
    folder = report.parent / "build"
    made = files(folder)
    for path, damage in zip(sorted((folder / "answers").iterdir()), ('{"facts": 5}', '{"fa'), strict=True):
        path.write_text(damage)
    (folder / "manifest.json").write_text(made["manifest.json"].decode().replace('"made_by": "', '"made_by": "other'))
    assert built(report).exit_code == 0
    assert (len(stub.asked), files(folder)) == (4, made)


def test_an_edited_section_is_asked_again_and_no_other(stub: Stub, report: Path) -> None:
    assert built(report).exit_code == 0
    report.write_text(REPORT.replace("300多家次", "400多家次"), "utf-8")
    assert built(report).exit_code == 0
    assert "400多家次" in stub.asked[-1]["messages"][-1]["content"]
    assert len(stub.asked) == 3


def test_a_build_without_it_asks_nobody_and_knows_nothing_of_it(stub: Stub, report: Path) -> None:
    code = "import sys, kg.cli.build, kg.building; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, encoding="utf-8", check=True)
    assert {"kg.extractors.llm", "jsonschema", "requests"} & {*done.stdout.split()} == set()
    out = report.parent / "rules"
    alone = CliRunner().invoke(app, ["build", str(report), "--out", str(out), "--workers", "1"])
    assert (alone.exit_code, alone.stderr, stub.asked) == (0, "", [])
    assert not {"quarantined.jsonl", "answers"} & {path.name for path in out.iterdir()}
    assert "extract" not in (out / "manifest.json").read_text("utf-8")
    assert built(report).exit_code == 0  # and back
    folder = report.parent / "build"
    plain = CliRunner().invoke(app, ["build", str(report), "--out", str(folder), "--workers", "1"])
    assert plain.exit_code == 0
    kept = {name: data for name, data in files(folder).items() if not name.startswith("answers/")}
    assert kept == files(out)


def test_a_section_is_told_its_headings_and_the_names_before_it(stub: Stub, report: Path) -> None:
    assert built(report).exit_code == 0
    first, second = (body["messages"][-1]["content"] for body in stub.asked)
    assert "标题：基本情况\n已知名称：\n" in first
    assert re.search(f"标题：服务平台\n已知名称：.*Cluster {CLUSTER}.*Firm 大业股份有限公司\n原文：\n集群内", second)
    body = stub.asked[0]
    assert (body["temperature"], body["response_format"]["type"]) == (0, "json_schema")
    assert stub.headers[0]["Authorization"] == f"Bearer {KEY}"


def test_the_schema_is_that_of_the_ontology() -> None:
    fields = schemas.fact_schema()["properties"]
    assert {*ontology().properties, "observation"} < {*fields["property"]["enum"]}
    assert {*fields["measure"]["enum"]} == {*ontology().measures, ""}
    assert all(f"{code}（" in schemas.table() or f"{code}：" in schemas.table() for code in ontology().measures)
    assert all(each.example.sentence in schemas.table() for each in ontology().properties.values())


@pytest.mark.parametrize(
    ("reply", "words"),
    [
        (lambda *_: status(429, "slow down", Retry_After="0"), "429"),
        (lambda *_: status(429, "slow down", Retry_After="1.5 s"), "429"),
        (lambda *_: status(500, "oops"), "500"),
        (lambda *_: status(401, f"wrong key {KEY}"), "JIQUN_LLM_KEY"),
        (lambda *_: status(404, "no such model"), "JIQUN_LLM_MODEL"),
        (lambda *_: status(422, f"what is {KEY}?"), "what is ***?"),
        (lambda *_: status(422, f"{'.' * 190}{KEY}"), "(422: ...."),
        (lambda *_: completion('{"facts": [{"property": '), "JSON"),
        (lambda *_: completion('{"facts": [{"quote": "\\ud83d"}]}'), "JSON"),
        (lambda *_: completion({"facts": TRUE}, finish_reason="length"), "cut off"),
        (lambda *_: completion("", message={"role": "assistant", "refusal": "I cannot"}), "declined"),
        (lambda *_: status(200, "<html>a portal</html>"), "JIQUN_LLM_URL"),
        (lambda *_: status(200, '{"choices"', Content_Length="5000"), "broke off"),
    ],
    ids=[
        *("limit", "wait", "fault", "key", "model", "refused", "long", "broken", "halved", "cut", "declined"),
        *("portal", "half"),
    ],
)
def test_a_failure_is_told_and_costs_the_model_s_part_alone(
    stub: Stub, report: Path, reply: Callable[..., Reply], words: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("kg.extractors.llm._BACKOFF", 0)
    stub.reply = reply
    done = built(report)
    assert done.exit_code == 1
    errors = [line for line in done.stderr.splitlines() if "zhucheng.md" in line]
    assert len(errors) == 1, done.stderr
    assert words in errors[0]
    assert "基本情况" in errors[0]
    assert KEY[:8] not in done.output
    assert len(records(report.parent / "build", "facts")) == RULED
    assert not any(KEY.encode() in data for data in files(report.parent / "build").values())
    asked = len(stub.asked)
    stub.reply = by_section
    assert built(report).exit_code == 0  # what failed is asked again
    assert len(stub.asked) == asked + 2


def test_limits_that_pass_are_waited_for(stub: Stub, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extractors.llm._BACKOFF", 0)
    limit = status(429, "slow down", Retry_After="1")
    stub.reply = lambda body, number: limit if number == 1 else by_section(body, number)
    start = time.monotonic()
    assert built(report).exit_code == 0
    assert (len(stub.asked), time.monotonic() - start >= 1) == (3, True)


def test_an_endpoint_that_knows_no_schema_is_asked_without(stub: Stub, report: Path) -> None:
    def bare(body: dict[str, Any], number: int) -> Reply:
        if "response_format" in body:
            return status(400, "unknown field: response_format")
        facts = json.loads(by_section(body, number)[2])["choices"][0]["message"]["content"]
        return completion(f"<think>{{hm}}</think>\n```json\n{facts}\n```")

    stub.reply = bare
    assert built(report).exit_code == 0
    assert [sorted(body) for body in stub.asked[1:]] == [["messages", "model"]] * 2
    assert any(fact["rule"] == "llm" for fact in records(report.parent / "build", "facts"))


def test_who_does_not_answer_is_not_waited_for(stub: Stub, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIQUN_LLM_TIMEOUT", "0.05")
    monkeypatch.setattr("kg.extractors.llm._BACKOFF", 0)

    def slow(body: dict[str, Any], number: int) -> Reply:
        time.sleep(0.3)
        return by_section(body, number)

    stub.reply = slow
    done = built(report)
    assert done.exit_code == 1
    assert "no answer within 0.05 s" in done.stderr
    assert "not asked about: 1." in done.stderr


def test_nobody_there(report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.extractors.llm._BACKOFF", 0)
    told(monkeypatch, URL="http://127.0.0.1:9/v1", MODEL="stub")
    done = built(report)
    assert (done.exit_code, "http://127.0.0.1:9/v1 cannot be reached" in done.stderr) == (1, True)
    assert len(records(report.parent / "build", "facts")) == RULED


def test_who_says_not_whom_to_ask_is_told_before_anything_is_read(
    report: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    told(monkeypatch, MODEL="stub")
    done = built(report)
    assert (done.exit_code, "JIQUN_LLM_URL" in done.stderr) == (1, True)
    assert not (report.parent / "build").exists()
    with pytest.raises(InputError, match="JIQUN_LLM_PRICE_IN"):
        Settings.told({"JIQUN_LLM_URL": "http://x/v1", "JIQUN_LLM_MODEL": "m", "JIQUN_LLM_PRICE_IN": "dear"})
    with pytest.raises(InputError, match="JIQUN_LLM_KEY") as refused:
        Settings.told({"JIQUN_LLM_URL": "http://x/v1", "JIQUN_LLM_MODEL": "m", "JIQUN_LLM_KEY": f"{KEY}\n{KEY}"})
    assert KEY not in str(refused.value)


def test_the_cost_is_told_where_prices_are_known(stub: Stub, report: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("JIQUN_LLM_PRICE_IN", "1")
    monkeypatch.setenv("JIQUN_LLM_PRICE_OUT", "10")
    assert "cost 0.0040" in built(report).stderr


def test_the_quarantine_is_shown(stub: Stub, report: Path) -> None:
    assert built(report).exit_code == 0
    words = ["unread", "--quarantined", "--graph", str(report.parent / "build"), "--format", "json", "--lang", "zh"]
    shown = json.loads(CliRunner().invoke(app, words).stdout)
    assert len(shown) == len(INVENTED)
    assert any("引文不在原文中" in row["reason"] for row in shown)
    refused = CliRunner().invoke(app, [*words[:2], "laizhou", *words[2:]])
    assert (refused.exit_code, "laizhou" in refused.stderr) == (1, True)


def test_several_processes_ask_and_a_key_press_ends_them(stub: Stub, tmp_path: Path) -> None:
    given, out = tmp_path / "given", tmp_path / "build"
    given.mkdir()
    for path in sorted(SURVEYS.glob("*.md"))[:4]:
        (given / path.name).write_text(path.read_text("utf-8")[:250], "utf-8")
    words = [sys.executable, "-m", "kg", "build", str(given), "--workers", "2", "--extractor", "llm", "--out", str(out)]
    pressed = threading.Event()

    def waiting(body: dict[str, Any], number: int) -> Reply:
        if number > 2:
            pressed.wait(30)
        return by_section(body, number)

    stub.reply = waiting
    process = subprocess.Popen(words, start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    while len(stub.asked) < 3 and process.poll() is None:
        time.sleep(0.02)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(10) != 0
    pressed.set()
    kept = {path.name for path in (out / "answers").iterdir()}
    assert len(kept) == 2  # what was paid for
    stub.reply = by_section
    stub.asked.clear()
    assert CliRunner().invoke(app, [*words[3:6], "1", *words[7:]]).exit_code == 0
    assert kept < {path.name for path in (out / "answers").iterdir()}
    assert len(stub.asked) == len([*(out / "answers").iterdir()]) - len(kept)


def test_long_sections_are_cut_between_sentences() -> None:
    sentence = "全市有企业{}家，实现产值{}亿元，从业人员{}人。"
    body = "".join(sentence.format(n, n, n) for n in range(200))
    text = f"# 甲县产业集群\n\n## 一、情况\n\n{body}\n"
    document = next(iter(documents(File("long.md", "long.md", "long", ".md", text.encode()))))
    parts = list(sections(document))
    assert len(parts) > 2
    assert all(len(part.text) <= LONGEST and part.text.endswith("。") for part in parts)
    assert "".join(part.text for part in parts) == body
    place = parts[1].found(parts[1].text[:9], 0)
    assert place
    assert document.text[slice(*place)] == parts[1].text[:9]
