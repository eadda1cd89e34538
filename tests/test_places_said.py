"""A place that the user says overrules what the text says: by --place for all reports, before a report for that one."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from test_cli import run

from kg.building import build
from kg.reading import read
from kg.reading.front import front

TEXT = "五金产业情况\n五金产业现有企业120家，产值38亿元。企业都在扩大生产，市场也在扩大，客户越来越多。\n"
TOLD = "地点：永康市\n" + TEXT


@pytest.mark.parametrize(
    ("text", "place", "line", "rest"),
    [
        ("地点：诸城市\n某报告\n正文。", "诸城市", 1, "某报告\n正文。"),
        ("place: 诸城市\n某报告\n正文。", "诸城市", 1, "某报告\n正文。"),
        ("Place：诸城\n某报告\n", "诸城", 1, "某报告\n"),
        ("某报告\n\n地点: 诸城市\n正文。", "诸城市", 3, "某报告\n\n正文。"),
        ("---\ntitle: 某\nplace: 诸城市\n---\n# 报告\n正文。", "诸城市", 3, "# 报告\n正文。"),
        ('---\nplace: "诸城市"\ntags:\n  - 五金\n---\n正文。', "诸城市", 2, "正文。"),
        ("---\ntitle: 某\n---\n正文。", "", 0, "正文。"),
        # content
        ("---\n正文没有。\n---\n另一段。", "", 0, "---\n正文没有。\n---\n另一段。"),
        ("会议通知\n时间：3月\n地点：县会议中心\n", "", 0, "会议通知\n时间：3月\n地点：县会议中心\n"),
        ("某报告\n第一段。\n第二段。\n地点：诸城市\n", "", 0, "某报告\n第一段。\n第二段。\n地点：诸城市\n"),
        ("调研地点：诸城市\n正文。", "", 0, "调研地点：诸城市\n正文。"),
        ("地点：诸城市、安丘市等五县\n正文。", "", 0, "地点：诸城市、安丘市等五县\n正文。"),
        ("地点：\n正文。", "", 0, "地点：\n正文。"),
    ],
)
def test_the_place_before_a_report_is_none_of_its_words(text: str, place: str, line: int, rest: str) -> None:
    found = front(text)
    assert (found.place, found.line, found.text) == (place, line, rest)


def test_each_report_of_a_file_has_its_own_place_or_the_files(tmp_path: Path) -> None:
    path = tmp_path / "two.txt"
    words = "五金产业强，企业多，产值高，市场大，从业人员多，出口也多，前景广阔，人人满意。" * 2
    path.write_text(
        f"place: 永康市\n第一篇：五金产业调研报告\n{words}\n第二篇：木雕产业调研报告\n地点：东阳市\n{words}\n", "utf-8"
    )
    said = [(one.place, one.place_line) for one in read(path)]
    assert said == [("永康市", 1), ("东阳市", 5)]
    assert "地点" not in read(path)[1].text


def test_a_markdown_files_front_matter_says_the_place(tmp_path: Path) -> None:
    path = tmp_path / "some.md"
    path.write_text(f"---\ntitle: x\nplace: 永康市\n---\n# 五金产业情况\n{TEXT}", "utf-8")
    [one] = read(path)
    assert (one.place, one.place_line, one.title) == ("永康市", 3, "五金产业情况")


def reports(folder: Path) -> dict[str, dict[str, Any]]:
    found: dict[str, dict[str, Any]] = json.loads((folder / "manifest.json").read_text("utf-8"))["reports"]
    return found


def subjects(folder: Path) -> set[str]:
    lines = (folder / "facts.jsonl").read_text("utf-8").splitlines()
    return {line.get("of_place", "") or line["subject"] for line in map(json.loads, lines)}


def test_a_build_depends_on_the_place_that_is_said(tmp_path: Path) -> None:
    """The same file is read again when another place is said, and what comes out is as in a new folder."""
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    out = tmp_path / "out"
    assert reports(build([path], out).path)["a"]["place"] == ""
    assert build([path], out).read == 0
    assert build([path], out, place="永康市").read == 1
    assert (reports(out)["a"]["place"], reports(out)["a"]["code"]) == ("永康市", "330784")
    assert subjects(out) == {"永康市"}
    assert build([path], out, place="永康").read == 0  # the same place
    assert build([path], out, place="义乌市").read == 1
    assert build([path], out).read == 1
    again = build([path], tmp_path / "again").path
    for name in ("graph.nq", "facts.jsonl", "manifest.json"):
        assert (again / name).read_bytes() == (out / name).read_bytes()


def test_the_command_overrules_the_file_and_the_file_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TOLD, "utf-8")
    assert reports(build([path], tmp_path / "one").path)["a"]["place"] == "永康市"
    assert reports(build([path], tmp_path / "two", place="义乌市").path)["a"]["place"] == "义乌市"
    assert "地点" not in (tmp_path / "one/reports/a.txt").read_text("utf-8")


@pytest.mark.parametrize("again", [False, True])
def test_a_name_that_is_no_place_is_told_and_the_report_is_read(tmp_path: Path, again: bool) -> None:
    """With its file and line, by a build that takes the reading over too."""
    path = tmp_path / "a.txt"
    path.write_text("地点：永糠市\n永康市" + TEXT, "utf-8")
    out = tmp_path / "out"
    if again:
        build([path], out)
    told = run("build", path, "--out", out, "--lang", "en")
    assert told.exit_code == 1
    assert f"{path}: line 1: there is no place 永糠市. The nearest names are 永济市, 永康市, 永州市." in told.stderr
    assert reports(out)["a"]["place"] == "永康市"


def test_an_option_that_is_no_place_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TOLD, "utf-8")
    told = run("build", path, "--out", tmp_path / "out", "--place", "鼓楼区", "--lang", "en")
    assert told.exit_code == 1
    assert "--place 鼓楼区: 鼓楼区 is the name of several places." in told.stderr
    assert reports(tmp_path / "out")["a"]["place"] == "永康市"


@pytest.mark.parametrize(
    ("lang", "lines"),
    [
        ("zh", ("a 的地点可能是永康市，其次是义乌市。", "b 没有写明是哪里。", "--place 名称", "永康市 ?")),
        ("en", ("a: the place may be 永康市; the runner-up is 义乌市.", "b: no place could be read.", "--place NAME")),
    ],
)
def test_a_doubtful_place_is_marked_and_told(tmp_path: Path, lang: str, lines: tuple[str, ...]) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "永康市五金强，义乌市五金也强。\n", "utf-8")
    (tmp_path / "b.txt").write_text(TEXT, "utf-8")
    (tmp_path / "c.txt").write_text("永康市" + TEXT, "utf-8")
    told = run("build", tmp_path, "--out", tmp_path / "out", lang=lang).stdout
    assert all(line in told for line in lines)
    assert "c 的" not in told
    assert "c:" not in told


def test_programs_are_told_the_certainty_and_the_next_best(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(TEXT + "永康市五金强，义乌市五金也强。\n", "utf-8")
    [row] = json.loads(run("build", tmp_path, "--out", tmp_path / "out", "--format", "json").stdout)
    assert (row["place"], row["runner_up"]) == ("永康市", "义乌市")
    assert row["place_certainty"] < 0.6


def test_a_report_on_a_town_or_a_zone_is_about_it_in_the_graph(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text(TEXT, "utf-8")
    for place, iri in (
        ("丹阳市界牌镇", "place/321181108"),
        ("临邑县经济开发区", "place/371424/经济开发区"),
        ("南京市鼓楼区", "place/320106"),
    ):
        graph = (build([path], tmp_path / "out", place=place).path / "graph.nq").read_text("utf-8")
        about = re.findall(r"report/a> <\S+ontology#about> <https://w3id.org/jiqun/id/([^>]+)>", graph)
        assert set(about) == {iri}
