"""What jiqun fails at costs the sentence, heading, row, check or report in which it happens, and is told."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from test_building import files

import kg.audit.checking
import kg.building
import kg.building.blocks
import kg.building.readings
import kg.extraction
import kg.graph.adoption
from kg import grammar
from kg.building import build, records
from kg.cli import app
from kg.errors import DefinitionError
from kg.extraction import read_facts, transcript
from kg.faults import Fault, attempted, sparing
from kg.grammar.engine import Grammar, Layers
from kg.model import Document, Mention
from kg.reading import read
from kg.unread import Gap, unread

FIRST = """安溪县茶叶产业集群调研报告
一、茶叶产业集群
茶叶产业集群分布在西坪镇，2023年实现产值95亿元。骨干企业有华祥苑茶业公司。该公司年产量毁坏800吨。从业人员1.2万人。
"""
SECOND = """德化县陶瓷产业集群调研报告
一、陶瓷产业集群
陶瓷产业集群现有企业1400家。其中规模以上企业260家，占20%。
"""
RAISE = "毁坏"  # the word at which jiqun fails here


@pytest.fixture(autouse=True)
def spared(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("KG_FAULTS")


@pytest.fixture
def failing(monkeypatch: pytest.MonkeyPatch) -> None:
    """The grammar fails at every text with the word."""
    whole = Grammar.over

    def reading(self: Grammar, layers: Layers) -> list[Mention]:
        if RAISE in layers.text:
            raise IndexError(layers.text)
        return whole(self, layers)

    monkeypatch.setattr(Grammar, "over", reading)


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    (folder / "anxi.txt").write_text(FIRST, "utf-8")
    (folder / "dehua.txt").write_text(SECOND, "utf-8")
    return folder


def document(tmp_path: Path, text: str) -> Document:
    path = tmp_path / "anxi.txt"
    path.write_text(text, "utf-8")
    return read(path)[0]


def lost(report: Document) -> list[tuple[str, str]]:
    reading = read_facts(report)
    assert all(fact.evidence.quote == report.text[fact.evidence.start : fact.evidence.end] for fact in reading.facts)
    return [(report.text[fault.start : fault.end], fault.reason) for fault in reading.faults]


def inner() -> None:
    def deeper() -> None:
        raise KeyError("甲")

    [deeper() for _ in range(1)]


def test_a_fault_is_kept_once_with_its_kind_and_place() -> None:
    faults: list[Fault] = []
    for start, end in ((3, 9), (3, 9), (4, 9), (9, 12), (0, 0), (0, 0)):
        with sparing(faults, start, end):
            inner()
    assert faults == [Fault("KeyError", 3, 9), Fault("KeyError", 9, 12), Fault("KeyError")]


def test_the_reason_names_the_last_function_of_jiqun() -> None:
    faults: list[Fault] = []
    failing = Grammar("tests", choose=lambda found, below: 1 / 0)  # type: ignore[arg-type,return-value]
    failing.rule("文")(lambda: "文")
    with sparing(faults):
        failing.read("文")
    with sparing(faults):
        inner()
    assert [fault.reason for fault in faults] == ["ZeroDivisionError in kg.grammar.engine.Grammar.over", "KeyError"]


@pytest.mark.parametrize("error", [DefinitionError("x"), MemoryError(), OSError(), KeyboardInterrupt()])
def test_what_is_no_fault_of_jiqun_passes(error: BaseException) -> None:
    with pytest.raises(type(error)), sparing([]):
        raise error


def test_nothing_is_spared_without_a_list_or_where_it_is_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(IndexError), sparing(None):
        raise IndexError
    monkeypatch.setenv("KG_FAULTS", "raise")
    with pytest.raises(IndexError), sparing([]):
        raise IndexError


@pytest.mark.parametrize("bad", range(7))
def test_the_first_item_at_which_a_work_fails(bad: int) -> None:
    def work(numbers: list[int]) -> int:
        return sum(1 // (number - bad) for number in numbers)

    faults: list[Fault] = []
    result, name = attempted({str(number): number for number in range(6)}, work, faults)
    assert (result is None, name, len(faults)) == ((True, str(bad), 1) if bad < 6 else (False, "", 0))


@pytest.mark.usefixtures("failing")
def test_a_sentence_is_lost_and_the_others_are_read(tmp_path: Path) -> None:
    report = document(tmp_path, FIRST)
    assert lost(report) == [("该公司年产量毁坏800吨。", "IndexError in kg.grammar.engine.layered")]
    facts = read_facts(report).facts
    assert {fact.property for fact in facts} >= {"cluster", "located_in", "lead_firm"}
    assert "从业人员1.2万人" in [getattr(fact.object, "lexical", "") for fact in facts]


def test_each_sentence_and_heading_is_read_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    texts: list[str] = []
    once = grammar.read
    monkeypatch.setattr(grammar, "read", lambda text: texts.append(text) or once(text))
    told = transcript(document(tmp_path, FIRST))
    assert [sentence.text for sentence in told.sentences] == texts
    assert unread(told.reading.document, told.reading.facts, (), told.sentences) == unread(
        told.reading.document, told.reading.facts
    )
    assert len(texts) == len(set(texts)) == 6


@pytest.mark.usefixtures("failing")
def test_nothing_carries_on_over_a_lost_sentence(tmp_path: Path) -> None:
    said = "2021年，龙头企业绿峰茶业公司投产。{}该公司年产量800吨。"
    firm = {
        words: [
            (fact.subject.name, fact.object.period)  # type: ignore[union-attr]
            for fact in read_facts(document(tmp_path, f"茶叶产业调研\n{said.format(words)}\n")).facts
            if fact.property == "observation"
        ]
        for words in ("", "青山茶业公司毁坏。")
    }
    assert ("绿峰茶业公司", "2021") in firm[""]
    assert all(name != "绿峰茶业公司" for name, _ in firm["青山茶业公司毁坏。"])


@pytest.mark.usefixtures("failing")
def test_a_heading_and_a_row_are_lost_alone(tmp_path: Path) -> None:
    text = "禾山县产业集群调研\n\n| 集群名称 | 主要产品 | 企业数（家） |\n|---|---|---|\n"
    text += "| 竹器 | 竹帘 | 12毁坏 |\n| 制糖 | 白糖 | 8 |\n\n二、对策建议\n（一）推进毁坏工程\n（二）推进品牌工程\n"
    path = tmp_path / "heshan.md"
    path.write_text(text, "utf-8")
    [report] = read(path)
    assert [quote.strip("| ").split(" ")[0] for quote, _ in lost(report)] == ["竹器", "推进毁坏工程"]
    told = {(fact.property, fact.subject.name) for fact in read_facts(report).facts}
    assert {("observation", "制糖"), ("policy", "推进品牌工程")} <= told
    assert {"竹器", "推进毁坏工程"}.isdisjoint(name for _, name in told)


@pytest.mark.usefixtures("failing")
def test_what_is_lost_is_unread_with_its_reason(tmp_path: Path) -> None:
    report = document(tmp_path, FIRST)
    reading = read_facts(report)
    found = unread(report, reading.facts, reading.faults)
    start = report.text.index("该公司")
    gap = Gap(
        "fault",
        start,
        start + len("该公司年产量毁坏800吨。"),
        "该公司年产量毁坏800吨。",
        "茶叶产业集群",
        "IndexError in kg.grammar.engine.layered",
    )
    assert [each for each in found.gaps if each.kind == "fault"] == [gap]


def told(out: Path) -> list[dict[str, Any]]:
    return [gap for gap in records(out, "unread") if gap["kind"] == "fault"]


@pytest.mark.usefixtures("failing")
def test_the_command_names_the_sentence_and_builds_the_rest(reports: Path, tmp_path: Path) -> None:
    out = tmp_path / "out"
    for _ in range(2):  # the second build reads nothing anew
        done = CliRunner().invoke(app, ["build", str(reports), "--out", str(out), "--format", "json", "--lang", "en"])
        assert done.exit_code == 1
        head, line = done.stderr.splitlines()
        assert head.startswith("jiqun failed at the 1 ")
        assert line == "  anxi, line 3, 该公司年产量毁坏800吨。 (IndexError in kg.grammar.engine.layered)"
        assert [row["report"] for row in json.loads(done.stdout)] == ["anxi", "dehua"]
    rows = json.loads(CliRunner().invoke(app, ["unread", "--graph", str(out), "--format", "json"]).stdout)
    assert {row["report"]: row["faults"] for row in rows} == {"anxi": 1, "dehua": None}
    rows = json.loads(CliRunner().invoke(app, ["unread", "anxi", "--graph", str(out), "--format", "json"]).stdout)
    assert [row["reason"] for row in rows if row["kind_id"] == "fault"] == ["IndexError in kg.grammar.engine.layered"]


def _at_anxi(function: Callable[..., Any], of: Callable[..., object]) -> Callable[..., Any]:
    """A function that fails at the report anxi, which `of` finds in what it is given."""

    def failing(*given: Any, **named: Any) -> Any:
        if "anxi" in str(of(*given, **named)):
            raise ValueError("anxi")
        return function(*given, **named)

    return failing


STAGES: dict[str, tuple[object, str, Callable[..., object]]] = {
    "scenes": (kg.extraction, "scenes", lambda report, *_: report.document.slug),
    "coverage": (kg.building.readings, "unread", lambda report, *_: report.slug),
    "identity": (kg.building.blocks, "united", lambda told, *_: [one.slug for one in told]),
    "claims": (kg.building.blocks, "claimed", lambda report, *_: report.slug),
    "adoption": (kg.graph.adoption, "_adopt", list),
    "records": (kg.building.blocks, "line", lambda fact, *_, **__: fact.evidence.report),
}


@pytest.mark.parametrize("stage", STAGES)
def test_a_report_is_left_out_and_the_others_are_built(
    stage: str, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    room, name, of = STAGES[stage]
    monkeypatch.setattr(room, name, _at_anxi(getattr(room, name), of))
    made = build([reports], tmp_path / "out")
    assert [report.slug for report in made.reports] == ["dehua"]
    [error] = made.errors
    assert error.en.startswith("anxi: jiqun failed at this report and leaves it out (ValueError in kg.")
    alone = build([reports / "dehua.txt"], tmp_path / "alone")
    assert files(made.path) == files(alone.path)


@pytest.mark.parametrize("stage", STAGES)
def test_a_report_that_fails_later_is_taken_out_of_the_build(
    stage: str, reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for number in range(6):
        (reports / f"more{number}.txt").write_text(SECOND.replace("德化县", f"青{'一二三四五六'[number]}县"), "utf-8")
    build([reports], tmp_path / "out")
    (reports / "anxi.txt").write_text(FIRST.replace("95", "96"), "utf-8")
    room, name, of = STAGES[stage]
    monkeypatch.setattr(room, name, _at_anxi(getattr(room, name), of))
    made = build([reports], tmp_path / "out")
    assert "anxi" not in [report.slug for report in made.reports]
    assert len(made.errors) == 1
    others = [path for path in sorted(reports.iterdir()) if path.stem != "anxi"]
    assert files(made.path) == files(build(others, tmp_path / "alone").path)


def test_reports_of_which_none_is_left_make_no_build(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kg.building.blocks, "united", _at_anxi(len, lambda *_: "anxi"))
    done = CliRunner().invoke(app, ["build", str(reports), "--out", str(tmp_path / "out"), "--lang", "en"])
    assert done.exit_code == 1
    assert "There is no report that could be built." in done.stderr
    assert not (tmp_path / "out").exists()


def test_a_check_that_fails_is_told_and_the_others_are_made(
    reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def check(ledger: Any) -> Iterator[Any]:
        yield from kg.audit.checking.sums(ledger)
        if ledger.document.slug == "anxi":
            raise ValueError(ledger)

    monkeypatch.setattr(kg.audit.checking, "_CHECKS", (check, *kg.audit.checking._CHECKS))
    made = build([reports], tmp_path / "out")
    assert made.errors == ()
    assert tuple(map(str, made.faults)) == ("anxi, a check of its figures (ValueError in kg.audit.checking.of_ledger)",)
    [gap] = told(tmp_path / "out")
    assert (gap["report"], gap["start"], gap["end"], gap["quote"]) == ("anxi", 0, 0, "")
    (reports / "dehua.txt").write_text(SECOND.replace("1400", "1401"), "utf-8")
    assert build([reports], tmp_path / "out").faults == made.faults


def test_a_file_whose_reader_fails_is_named(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        kg.building.readings, "documents", _at_anxi(kg.building.readings.documents, lambda file: file.name)
    )
    made = build([reports], tmp_path / "out")
    why = "ValueError in kg.building.readings.opened"
    said = f"jiqun failed at this report and leaves it out ({why}). Please tell its makers."
    assert tuple(map(str, made.errors)) == (f"{reports / 'anxi.txt'}: {said}",)
