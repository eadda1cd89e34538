"""The command: what it prints and where, its exit status, its forms, and that nothing a user types is a traceback."""

import csv
import io
import json
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from small import small

import kg
import kg.audit.records
from kg import store
from kg.building import records
from kg.cli import app
from kg.queries import named
from kg.resources import resource

REPORT = """安溪县产业集群发展情况
一、茶叶产业集群
茶叶产业集群分布在西坪镇、感德镇，现有企业720家，2023年实现产值95亿元。骨干企业有八马茶业公司、华祥苑茶业公司。
二、藤铁工艺产业集群
藤铁工艺产业集群分布在尚卿乡，现有企业380多家。各方普遍反映良好，满意度为97.5。
"""
AUDITED = """安溪县产业集群发展情况
2023年，三个产业集群实现产值12380万元、利税3215万元。
一、茶叶产业集群
茶叶产业集群2023年实现产值4318万元，利税1406万元。
二、藤铁工艺产业集群
藤铁工艺产业集群2023年实现产值5039万元，利税127万元。
三、石材产业集群
石材产业集群2023年实现产值3023万元，利税532万元。
"""
CHINESE = re.compile("[\u4e00-\u9fff]")
GOLD = (
    '{"property": "located_in", "subject_type": "Cluster", "subject": "茶叶产业集群", "object_type": "Place",'
    ' "object": "西坪镇", "quote": "茶叶产业集群分布在西坪镇"}\n'
)


def run(*words: str | Path, stdin: str | bytes | None = None, lang: str = "zh") -> Result:
    return CliRunner().invoke(app, list(map(str, words)), input=stdin, env={"KG_LANG": lang, "COLUMNS": "80"})


@pytest.fixture(scope="module")
def graph(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a graph of two invented counties."""
    folder = tmp_path_factory.mktemp("graph")
    store.write(folder / "store", store.lines(small()))
    return folder


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of one report."""
    folder = tmp_path_factory.mktemp("built")
    (folder / "anxi.txt").write_text(REPORT, "utf-8")
    assert run("build", folder / "anxi.txt", "--out", folder / "build").exit_code == 0
    return folder / "build"


@pytest.fixture(scope="module")
def audited(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a build of a report whose 产值 add up, and whose 利税 lack a digit: 127 for 1277."""
    folder = tmp_path_factory.mktemp("audited")
    (folder / "anxi.txt").write_text(AUDITED, "utf-8")
    assert run("build", folder / "anxi.txt", "--out", folder / "build").exit_code == 0
    return folder / "build"


def test_a_build_is_summed_up(tmp_path: Path) -> None:
    (tmp_path / "anxi.txt").write_text(REPORT, "utf-8")
    done = run("build", tmp_path / "anxi.txt", "--out", tmp_path / "build", "--timings")
    assert done.exit_code == 0
    assert done.stderr == ""
    heading, *_ = done.stdout.splitlines()
    assert heading.split() == ["报告", "地点", "字数", "事实", "存疑"]
    facts = [json.loads(line) for line in (tmp_path / "build" / "facts.jsonl").read_text("utf-8").splitlines()]
    doubts = sum(fact["certainty"] < 0.5 for fact in facts)
    assert f"{len(facts)} 条事实（{doubts} 条存疑）" in done.stdout
    assert "anxi" in done.stdout
    assert "安溪县" in done.stdout
    assert "extraction" in done.stdout
    assert str(tmp_path / "build") in done.stdout


def test_files_that_cannot_be_read_are_listed_and_the_others_built(tmp_path: Path) -> None:
    (tmp_path / "anxi.txt").write_text(REPORT, "utf-8")
    (tmp_path / "broken.docx").write_bytes(b"no document")
    done = run("build", tmp_path, tmp_path / "missing.txt", "--out", tmp_path / "build", "--format", "json")
    assert done.exit_code == 1
    assert [row["report"] for row in json.loads(done.stdout)] == ["anxi"]
    assert all(name in done.stderr for name in ("broken.docx", "missing.txt"))
    assert (tmp_path / "build" / "graph.nq").exists()


def test_nothing_to_build_is_an_error_without_a_traceback(tmp_path: Path) -> None:
    done = run("build", tmp_path, "--out", tmp_path / "build", lang="en")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: There is no report")


def test_without_a_name_the_queries_are_listed() -> None:
    rows = json.loads(run("query", "--format", "json").stdout)
    assert [row["query"] for row in rows] == list(named())
    assert rows[0]["question"] == named()[rows[0]["query"]].question.zh
    assert json.loads(run("query", "--format", "json", lang="en").stdout)[0]["question"].isascii()


@pytest.mark.parametrize("form", ["table", "csv", "json", "md"])
@pytest.mark.parametrize("name", named())
def test_every_query_answers_in_every_form(name: str, form: str, graph: Path) -> None:
    done = run("query", name, "--graph", graph, "--format", form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert done.stdout.strip()
    if note := named()[name].note:
        assert done.stdout.endswith(f"\n注意：{note.zh}\n") is (form in ("table", "md"))


def test_a_table_that_is_an_overview_has_its_sentences_when_asked(graph: Path) -> None:
    words: list[str | Path] = ["query", "chains", "--firm", "青竹", "--graph", graph, "--format"]
    assert "句子" not in run(*words, "md").stdout
    assert "【" in run(*words, "md", "--sentences").stdout
    assert "【" in run(*words, "csv").stdout


def test_a_query_takes_its_own_parameters(graph: Path) -> None:
    for words in (["--cluster", "竹器", "--language=en"], ["--cluster=竹器", "--language", "en"]):
        done = run("query", "lead-firms-of-cluster", *words, "--graph", graph, "--format", "csv")
        rows = list(csv.DictReader(io.StringIO(done.stdout)))
        assert {row["firm"] for row in rows} == {"青竹集团", "东篱竹业有限公司"}


def test_the_language_of_the_output_is_that_of_the_terms(graph: Path) -> None:
    words: list[str | Path] = ["query", "chains", "--graph", graph, "--format", "json"]
    assert "规划" in run(*words, lang="zh").stdout
    assert "planned" in run(*words, lang="en").stdout
    assert "规划" in run(*words, "--language", "zh", lang="en").stdout
    assert "lead firm" in run("query", "chains", "--graph", graph, "--lang", "en").stdout


def test_a_file_of_sparql_is_a_query(graph: Path, tmp_path: Path) -> None:
    (tmp_path / "own.rq").write_text("SELECT (COUNT(*) AS ?triples) { ?s ?p ?o }", "utf-8")
    [row] = json.loads(run("query", tmp_path / "own.rq", "--graph", graph, "--format", "json").stdout)
    assert row["triples"] > 100


def test_a_query_tells_its_parameters() -> None:
    done = run("query", "towns-with-several-clusters", "--help")
    assert done.exit_code == 0
    assert all(f"--{name}" in done.stdout for name in ("minimum", "level", "within"))
    assert run("query", "reports", "--help").stdout.splitlines()[0] == "kg query reports"
    assert "用法" in run("query", "--help").stdout


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["query", "towns"], "Did you mean towns-with-several-clusters"),
        (["query", "reports", "--place", "禾山"], "takes no parameters, not place"),
        (["query", "chains", "--town", "禾山"], "takes firm, cluster, place, certainty, language, not town"),
        (["query", "chains", "--place"], "--place needs a value"),
        (["query", "chains", "禾山"], "禾山 is not a parameter"),
        (["query", "--place", "禾山", "chains"], "Name the query before its parameters"),
        (["query", "towns-with-several-clusters", "--minimum", "two"], "must be a whole number"),
        (["query", "links", "--certainty", "2"], "certainty must be a number from 0 to 1"),
        (["query", "clusters-ranked", "--year", "abc"], "year must be a year of four digits"),
        (["query", "nowhere.rq"], "cannot be read"),
        (["show", "无此"], "Nothing in the graph is called 无此"),
        (["show", "竹器业"], "竹器业 means 3 things"),
        (["show", ""], "The name is empty"),
        (["show", " "], "The name is empty"),
        (["path", "石桥", "石桥镇"], "the same thing"),
        (["view", "--around", "无此"], "Nothing in the graph is called 无此"),
        (["export", "graphml", "--out", "/dev/null/x"], "/dev/null/x cannot be written"),
        (["audit", "--kind", "误"], "There is no kind 误. There are sum"),
        (["unread"], "is not a build"),
        (["score", "nowhere"], "is not a build"),
    ],
)
def test_what_cannot_be_done_is_said_in_a_sentence(words: list[str], said: str, graph: Path) -> None:
    done = run(*words, "--graph", graph, lang="en")
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith("Error: ")
    assert said in done.stderr


@pytest.mark.parametrize(
    "words", [["query", "reports"], ["show", "竹"], ["path", "甲", "乙"], ["view"], ["validate"], ["unread"], ["audit"]]
)
def test_without_a_build_the_user_is_told_to_make_one(words: list[str], tmp_path: Path) -> None:
    done = run(*words, "--graph", tmp_path)
    assert done.exit_code == 1
    assert "kg build" in done.stderr


def test_a_measure_is_read_out_with_its_formula_and_source(graph: Path) -> None:
    listed = json.loads(run("measure", "--format", "json").stdout)
    assert {"hubs", "location-quotients", "complexity"} <= {row["measure"] for row in listed}
    told = run("measure", "hubs", "--graph", graph)
    assert told.exit_code == 0
    assert "最大的枢纽" in told.stdout
    assert "公式：b(v)" in told.stdout
    assert "Freeman 1977" in told.stdout
    rows = list(csv.DictReader(io.StringIO(run("measure", "hubs", "--graph", graph, "--format", "csv").stdout)))
    assert float(rows[0]["betweenness"]) >= float(rows[-1]["betweenness"]) > 0


def test_a_measure_that_the_graph_is_too_small_for_is_refused_with_the_reason(graph: Path) -> None:
    told = run("measure", "complexity", "--graph", graph, lang="en")
    assert (told.exit_code, told.stdout) == (1, "")
    assert "At least 30 counties" in told.stderr
    assert "是否指 hubs" in run("measure", "hub", "--graph", graph).stderr


def test_one_thing_is_shown(graph: Path) -> None:
    assert "[未采用]" in run("show", "竹器产业集群", "--graph", graph).stdout
    said = json.loads(run("show", "石桥", "--graph", graph, "--format", "json").stdout)
    assert {row["object"] for row in said["facts"]} == {"石桥镇"}
    assert "1200000000" in run("show", "竹器业", "--of", "禾山", "--graph", graph, "--format", "csv").stdout


def test_one_of_several_of_a_name_says_which_others_there_are(graph: Path) -> None:
    chosen = run("show", "竹器业", "--of", "禾山", "--graph", graph).stdout
    assert "kg show 竹器业 --of 禾山 --all" in chosen
    assert [line.split()[0] for line in chosen.partition("同名的有")[2].splitlines()[1:]] == ["1", "2"]
    assert "规划集群 · 禾山县" in chosen.splitlines()[-1]
    assert "kg show 竹器业 --pick 2 --all" in run("show", "竹器业", "--pick", "2", "--graph", graph).stdout
    assert "同名的有" not in run("show", "茶机业", "--graph", graph).stdout


def test_things_are_compared(graph: Path) -> None:
    names = ["竹器业@禾山", "竹器业@东篱"]
    seen = run("compare", *names, "--graph", graph)
    assert "12亿元（产值，2023，有出入）" in seen.stdout
    rows = json.loads(run("compare", *names, "--graph", graph, "--format", "json").stdout)
    assert [(row["thing"], row["value"], row["lower"]) for row in rows if row["indicator_id"] == "size"] == [
        ("竹器产业集群", 1200000000, None),
        ("竹器业", 900000000, None),
    ]
    assert "对比要有两个名称" in run("compare", "竹器业", "--graph", graph).stderr


def test_a_path_is_told_and_its_absence_too(graph: Path) -> None:
    done = run("path", "禾光科技", "石桥", "--graph", graph)
    assert done.stdout.startswith("禾光科技公司 ←龙头企业— 光电业")
    none = run("path", "柳村", "东篱竹业", "--graph", graph, "--format", "json")
    assert (none.exit_code, json.loads(none.stdout), none.stderr) == (0, [], "没有找到相连的路径。\n")


def test_a_text_is_explained_from_an_argument_and_from_standard_input() -> None:
    said = run("explain", "实现产值142亿元")
    assert "words.measure ‹产值›" in said.stdout
    assert run("explain", "-", stdin="实现产值142亿元").stdout == said.stdout
    assert run("explain", "").stderr == "没有读出任何内容。\n"
    assert run("explain", "-", stdin=b"\xff", lang="en").stderr == "Error: Standard input is not UTF-8 text.\n"


def test_the_audit_is_listed_in_every_form_and_as_a_page(audited: Path, tmp_path: Path) -> None:
    table = run("audit", "--graph", audited)
    assert (table.exit_code, table.stderr) == (0, "")
    assert table.stdout.index("错误") < table.stdout.index("相符")
    found = json.loads(run("audit", "--graph", audited, "--format", "json").stdout)
    assert {each["severity"] for each in found} == {"error", "confirmed"}
    for figure in (figure for each in found for figure in (each["stated"], *each["terms"])):
        assert AUDITED[figure["start"] : figure["end"]] == figure["printed"]
    rows = list(csv.DictReader(io.StringIO(run("audit", "anxi", "--graph", audited, "--format", "csv").stdout)))
    assert [row["finding"] for row in rows] == [each["finding"] for each in found]
    assert run("audit", "--graph", audited, "--kind", "share").stdout == ""
    assert run("audit", "--graph", audited, "--html", tmp_path / "audit.html").stdout == f"{tmp_path / 'audit.html'}\n"
    page = (tmp_path / "audit.html").read_text("utf-8")
    assert all(each["finding"] in page for each in found)
    assert (
        "There is no report nowhere. There are anxi." in run("audit", "nowhere", "--graph", audited, lang="en").stderr
    )


def test_a_dismissed_finding_is_left_out_without_a_new_build(audited: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    first, *others = json.loads(run("audit", "--graph", audited, "--format", "json").stdout)
    monkeypatch.setattr(kg.audit.records, "dismissals", lambda: {first["finding"]: "looked up"})
    rows = list(csv.DictReader(io.StringIO(run("audit", "--graph", audited, "--format", "csv").stdout)))
    assert [row["finding"] for row in rows] == [each["finding"] for each in others]


def test_what_is_shown_tells_what_the_audit_says(audited: Path) -> None:
    for lang, suspect, confirmed in (("zh", "存疑", "核对相符"), ("en", "suspect", "confirmed")):
        assert f"[{suspect}]" in run("show", "藤铁工艺产业集群", "--graph", audited, lang=lang).stdout
        shown = run("show", "茶叶产业集群", "--graph", audited, lang=lang).stdout
        assert confirmed in shown
        assert "12380万元" in shown


def test_what_no_fact_holds_is_listed(built: Path) -> None:
    [row] = json.loads(run("unread", "--graph", built, "--format", "json").stdout)
    gaps = json.loads(run("unread", "anxi", "--graph", built, "--format", "json").stdout)
    figures = [gap for gap in gaps if gap["kind_id"] == "figure"]
    assert "97.5" in [gap["quote"] for gap in figures]
    assert row["coverage"] == pytest.approx(1 - len(figures) / row["figures"], abs=1e-4)
    assert [gap["quote"] for gap in gaps] == [REPORT[gap["start"] : gap["end"]] for gap in gaps]
    assert "There is no report nowhere. There are anxi." in run("unread", "nowhere", "--graph", built, lang="en").stderr


def test_a_build_is_scored(built: Path, tmp_path: Path) -> None:
    (tmp_path / "anxi.jsonl").write_text(GOLD, "utf-8")
    rows = json.loads(run("score", tmp_path, "--graph", built, "--format", "json").stdout)
    [located] = [row for row in rows if row["property_id"] == "located_in"]
    assert (located["gold"], located["matched"], located["recall"]) == (1, 1, 1.0)
    assert [row["property_id"] for row in rows[-2:]] == ["all", "macro"]


def test_a_figure_of_another_thing_scores_only_leniently(built: Path, tmp_path: Path) -> None:
    told = next(fact for fact in records(built, "facts") if fact.get("measure") == "output_value")
    gold = {**told, "subject": "西坪镇", "of": "乌龙茶"}
    (tmp_path / "anxi.jsonl").write_text(json.dumps(gold), "utf-8")
    shutil.copytree(built, tmp_path / "build")
    facts = tmp_path / "build" / "facts.jsonl"
    facts.write_text(json.dumps({**told, "of": "乌龙茶", "certainty": 0.6}), "utf-8")
    (tmp_path / "build" / "manifest.json").write_text('{"reports": {}}', "utf-8")  # with no digest of the facts

    def matched(*options: str) -> list[int]:
        done = run("score", tmp_path, "--graph", tmp_path / "build", "--format", "json", *options)
        return [row["matched"] for row in json.loads(done.stdout) if row["property_id"] == "all"]

    assert (matched(), matched("--lenient"), matched("--lenient", "--certainty", "0.7")) == ([0], [1], [0])
    assert run("score", tmp_path, "--graph", built, "--certainty", "2").exit_code == 2


def test_a_build_is_valid_and_a_broken_one_is_not(built: Path, tmp_path: Path) -> None:
    good = run("validate", "--graph", built)
    assert (good.exit_code, good.stdout) == (0, "图谱符合全部结构规则。\n")
    lines = (built / "graph.nq").read_text("utf-8").splitlines()
    cut = [line for line in lines if "oa#exact" not in line]
    (tmp_path / "graph.nq").write_text("\n".join(cut), "utf-8")
    bad = run("validate", "--graph", tmp_path, "--format", "json")
    assert bad.exit_code == 1
    assert len(json.loads(bad.stdout)) > 0


def test_the_graph_is_written_as_a_page_and_for_other_programs(graph: Path, tmp_path: Path) -> None:
    assert run("view", "--graph", graph).stdout == f"{graph / 'graph.html'}\n"
    whole = (graph / "graph.html").read_text("utf-8")
    assert run("view", "--around", "柳村", "--graph", graph, "--out", tmp_path / "liu.html").exit_code == 0
    near = (tmp_path / "liu.html").read_text("utf-8")
    assert "石雕业" in near
    assert "禾光科技公司" in whole
    assert "禾光科技公司" not in near
    assert run("export", "graphml", "--graph", graph).stdout.startswith("<graphml")
    run("export", "graphml", "--graph", graph, "--out", tmp_path / "graph.graphml")
    assert (tmp_path / "graph.graphml").read_text("utf-8") == run("export", "graphml", "--graph", graph).stdout


@pytest.mark.parametrize("name", ["graph.nq", "manifest.json", "store/CURRENT", "reports/../facts.jsonl"])
@pytest.mark.parametrize("words", [["view"], ["export", "graphml"], ["audit", "--html"]])
def test_nothing_is_written_over_a_file_of_the_build(built: Path, words: list[str], name: str) -> None:
    target = built / name
    before = target.read_bytes()
    refused = run(*words, *([] if "--html" in words else ["--out"]), target, "--graph", built, lang="en")
    assert refused.exit_code == 1
    assert "is a file of the build" in refused.stderr
    assert target.read_bytes() == before


def test_a_folder_whose_name_no_disk_takes_is_refused_in_a_sentence(tmp_path: Path) -> None:
    report = tmp_path / "report.txt"
    report.write_text("安溪县茶叶产业集群调研报告\n茶叶产业集群现有企业720家。\n", "utf-8")
    refused = run("build", report, "--out", tmp_path / ("a" * 300), lang="en")
    assert refused.exit_code == 1
    assert "cannot be made" in refused.stderr


COMMANDS = ["build", "query", "show", "compare", "path", "explain", "unread", "audit", "score", "validate", "view"]
COMMANDS += ["export"]


@pytest.mark.parametrize("command", COMMANDS)
def test_help_speaks_the_users_language_and_shows_how(command: str) -> None:
    for lang, options in (("zh", "选项:"), ("en", "Options:")):
        done = run(command, "--help", lang=lang)
        assert done.exit_code == 0
        about, _, told = done.stdout.partition(options)
        usage, summary, example = about.split("\n", 1)[0], *about.split("\n\n", 2)[1:]
        assert told
        assert usage.startswith({"zh": "用法：", "en": "Usage: "}[lang])
        assert f"kg {command}" in example
        assert bool(CHINESE.search(summary + told)) == (lang == "zh")
        assert " / " not in done.stdout


def test_the_help_lists_the_commands_whole() -> None:
    for lang, commands in (("zh", "命令:"), ("en", "Commands:")):
        done = run("--help", lang=lang)
        assert [name for name in COMMANDS if f"  {name}" not in done.stdout] == []
        assert "..." not in done.stdout.split(commands)[1]
        assert run(lang=lang).stdout == done.stdout


def test_the_language_may_be_said_anywhere(graph: Path) -> None:
    asked = ["query", "reports", "--graph", str(graph)]
    said = run(*asked, lang="en").stdout
    assert said != run(*asked).stdout
    for words in (["--lang", "en", *asked], [*asked, "--lang=en"], ["query", "--lang", "en", *asked[1:]]):
        assert run(*words).stdout == said


def kg_process(*words: str, **environment: str) -> subprocess.Popen[bytes]:
    root = str(Path(kg.__file__).parent.parent)
    return subprocess.Popen(
        [sys.executable, "-m", "kg", *words],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env=os.environ | {"PYTHONPATH": root, "KG_LANG": "zh"} | environment,
    )


def test_the_version_is_that_of_the_package() -> None:
    out, err = kg_process("--version").communicate(timeout=600)
    assert (out.decode().split()[0], err) == ("jiqun", b"")


def test_a_reader_that_leaves_early_is_no_error(graph: Path) -> None:
    process = kg_process("query", "entities", "--graph", str(graph), "--format", "csv")
    assert process.stdout
    assert process.stderr
    process.stdout.close()
    assert process.stderr.read() == b""
    process.stderr.close()
    process.wait(timeout=600)


def test_a_terminal_that_knows_no_chinese_is_no_error(graph: Path) -> None:
    process = kg_process("query", "reports", "--graph", str(graph), "--format", "csv", PYTHONIOENCODING="ascii")
    out, err = process.communicate(timeout=600)
    assert (err, b"heshan" in out) == (b"", True)


def test_an_argument_that_is_no_text_is_no_traceback(graph: Path) -> None:
    out, err = kg_process("show", os.fsdecode(b"\xff"), "--graph", str(graph)).communicate(timeout=600)
    assert out == b""
    assert b"Traceback" not in err


def test_a_build_is_asked_in_python(built: Path) -> None:
    assert [row.report for row in kg.query("reports", built)] == ["anxi"]
    assert len(list(kg.load(built).quads())) > 100


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no disk that is always full")
@pytest.mark.parametrize("words", ["query reports", "query --help", "--version"])
def test_an_output_on_a_full_disk_is_told(graph: Path, words: str) -> None:
    folder = [] if "--" in words else ["--graph", str(graph)]
    with Path("/dev/full").open("wb") as full:
        line = [sys.executable, "-m", "kg", *words.split(), *folder]
        done = subprocess.run(line, env=os.environ | {"KG_LANG": "en"}, stdout=full, stderr=subprocess.PIPE, text=True)
    said = "Error: The output cannot be written: No space left on device. Make room or write it elsewhere"
    assert (done.returncode, done.stderr.count("\n")) == (1, 1), done.stderr
    assert done.stderr.startswith(said)


def test_csv_in_a_file_is_marked_for_spreadsheets_and_in_a_pipe_it_is_not(graph: Path, tmp_path: Path) -> None:
    words = [sys.executable, "-m", "kg", "query", "reports", "--graph", str(graph), "--format", "csv"]
    environment = os.environ | {"PYTHONPATH": str(Path(kg.__file__).parent.parent), "PYTHONIOENCODING": "utf-8"}
    piped = subprocess.run(words, env=environment, capture_output=True, check=True).stdout
    with (tmp_path / "reports.csv").open("wb") as file:
        subprocess.run(words, env=environment, stdout=file, check=True)
    assert (tmp_path / "reports.csv").read_bytes() == b"\xef\xbb\xbf" + piped
    assert piped.startswith(b"report,")


def test_a_row_is_a_line_where_it_is_not_looked_at(graph: Path) -> None:
    rows = json.loads(run("query", "links", "--graph", graph, "--format", "json").stdout)
    table = run("query", "links", "--graph", graph).stdout.splitlines()
    assert len(table) == len(rows) + 2
    assert max(map(len, table)) > 80
    for row, line in zip(rows, table[2:], strict=True):
        assert row["subject"] in line
        assert row["object"] in line


def test_sample_reports_are_laid_out_and_nothing_is_overwritten(tmp_path: Path) -> None:
    target = tmp_path / "some" / "reports"
    for _ in range(2):
        assert run("sample", target, lang="en").output.startswith("5 reports written to")
    assert sorted(path.name for path in target.iterdir()) == sorted(
        path.name for path in resource("seeds", "reports").glob("*.md")
    )
    (target / "laizhou.md").write_text("mine", "utf-8")
    done = run("sample", target, lang="en")
    assert (done.exit_code, (target / "laizhou.md").read_text("utf-8")) == (1, "mine")
    assert done.stderr == f"Error: {target / 'laizhou.md'} cannot be written: File exists.\n"
    assert run("sample", target / "laizhou.md").exit_code == 1


@pytest.mark.skipif(os.name != "posix", reason="a shell of its own closes what a command writes to")
def test_a_closed_output_is_no_error() -> None:
    done = subprocess.run(
        ["sh", "-c", '"$0" -m kg --version >&-', sys.executable], capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
