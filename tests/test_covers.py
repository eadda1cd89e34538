"""Cover sheets: what each file was taken for, how surely it was read, what to check first; as rows, page and Word."""

import io
import json
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result

from kg.building import build
from kg.cli import app
from kg.covers import Cover, covers
from kg.folder import opened

SUMS = """安溪县茶叶产业集群调研报告
一、茶叶产业集群
2024年，茶叶产业集群实现产值95亿元，其中西坪镇30亿元，感德镇40亿元，祥华乡15亿元，三地合计95亿元。
茶叶产业集群现有企业720家，其中规模以上企业36家，占10%。
龙头企业有八马茶业公司、华祥苑茶业公司。
"""
PLAIN = "产业情况\n有企业12家。投入3、4、5、6、7、8、9、10次。\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    place = tmp_path_factory.mktemp("covers")
    (place / "anxi.md").write_text(SUMS, "utf-8")
    (place / "nowhere.txt").write_text(PLAIN, "utf-8")
    return build([place / "anxi.md", place / "nowhere.txt"], place / "out").path


@pytest.fixture(scope="module")
def sheets(folder: Path) -> dict[str, Cover]:
    return {cover.report: cover for cover in covers(opened(folder))}


def run(*words: str | Path) -> Result:
    return CliRunner().invoke(app, ["report", *map(str, words)], env={"COLUMNS": "160"})


def test_a_cover_tells_what_the_file_was_taken_for(sheets: dict[str, Cover]) -> None:
    anxi = sheets["anxi"]
    assert (anxi.source, anxi.format, anxi.genre, anxi.place) == ("anxi.md", "markdown", "survey", "福建省泉州市安溪县")
    assert anxi.facts == anxi.sure + anxi.fair + anxi.doubted > 0
    assert not anxi.doubtful


def test_what_is_wrong_comes_before_what_is_doubted(sheets: dict[str, Cover]) -> None:
    order = ["unreadable", "hidden", "place", "error", "warning", "unread", "doubt"]
    for cover in sheets.values():
        told = [order.index(check.concern) for check in cover.checks]
        assert told == sorted(told)
    error = next(check for check in sheets["anxi"].checks if check.concern in ("error", "warning"))
    sentence, start, end = error.said
    assert sentence[start:end] in SUMS
    assert any(char.isdigit() for char in sentence[start:end])


def test_a_text_that_names_no_place_says_so_first(sheets: dict[str, Cover], folder: Path) -> None:
    nowhere = sheets["nowhere"]
    assert nowhere.checks[0].concern == "place"
    done = run("nowhere", "--graph", folder, "--lang", "en")
    assert "Check first: nowhere" in done.stdout
    assert "nowhere.txt: no place could be read." in done.stdout


def test_rows_are_for_people_and_for_programs(folder: Path) -> None:
    shown = run("--graph", folder, "--lang", "zh").stdout
    assert "福建省泉州市安溪县" in shown
    assert "调研报告" in shown
    rows = json.loads(run("--graph", folder, "--format", "json").stdout)
    assert [(row["report"], row["format"], row["genre"]) for row in rows] == [
        ("anxi", "markdown", "survey"),
        ("nowhere", "text", ""),
    ]
    assert rows[0]["facts"] == rows[0]["sure"] + rows[0]["fair"] + rows[0]["doubted"]


def test_the_page_and_the_word_file_tell_each_document(folder: Path, tmp_path: Path) -> None:
    page, word = tmp_path / "covers.html", tmp_path / "covers.docx"
    done = run("--graph", folder, "--html", page, "--docx", word, "--lang", "zh")
    assert done.stdout.split() == [str(page), str(word)]
    html = page.read_text("utf-8")
    assert all(said in html for said in ("anxi.md", "福建省泉州市安溪县", "survey", "调研报告", "<mark>"))
    assert "http" not in html.replace("http-equiv", "")
    told = docx.Document(io.BytesIO(word.read_bytes()))
    assert [p.text for p in told.paragraphs if p.style and p.style.name == "Heading 1"] == ["anxi", "nowhere"]
    assert [cell.text for cell in told.tables[0].columns[1].cells][:2] == ["anxi.md", "Markdown"]


def test_a_report_that_is_not_there_is_told(folder: Path) -> None:
    done = run("missing", "--graph", folder, "--lang", "en")
    assert (done.exit_code, done.stdout) == (1, "")
    assert "There are anxi, nowhere" in done.stderr
