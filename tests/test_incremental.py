"""Builds after the first: only what changed is read, and the bytes are those of a clean build."""

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from gold import SHARED, SLUGS, needs_gold

import kg.building.readings
from kg import store
from kg.building import Build, build, findings, records
from kg.building.cache import Kept, kept, recalled
from kg.extraction import read_facts
from kg.identity.decisions import Decision, record
from kg.identity.hidden import hidden_county
from kg.model import Cell, Document, Heading, Passage
from kg.reading import read
from kg.unread import unread

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

NAMES = ("graph.nq", "facts.jsonl", "unread.jsonl", "identity.jsonl", "findings.jsonl", "manifest.json")
FIRST = """安溪县茶叶产业调研
一、茶叶产业集群
茶叶产业集群分布在西坪镇、感德镇，现有企业720家，2023年实现产值95亿元。骨干企业有八马茶业公司、华祥苑茶业公司。
"""
SECOND = """安溪县产业集群发展情况
一、藤铁工艺产业集群
藤铁工艺产业集群分布在尚卿乡，现有企业380多家。骨干企业有八马茶业有限公司。
二、茶叶产业集群
茶叶产业集群现有企业700家，2023年实现产值96亿元。
"""
THIRD = """德化县陶瓷产业集群调研报告
一、陶瓷产业集群
陶瓷产业集群现有企业1600家，2023年实现产值400亿元。力争到2026年，产值达到500亿元。
"""
OTHERS = """永康市五金产业调研
一、五金产业集群
五金产业集群分布在古山镇，现有企业900家，2022年实现产值300亿元。
"""


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    texts = {"anxi": FIRST, "anxi-2": SECOND, "dehua": THIRD, "yongkang": OTHERS}
    texts |= {
        f"more-{at}": OTHERS.replace("永康市", name).replace("古山镇", "东城镇")
        for at, name in enumerate(("诸城市", "高密市", "义乌市", "晋江市"))
    }
    for slug, text in texts.items():
        (folder / f"{slug}.txt").write_text(text, "utf-8")
    return folder


def edited(reports: Path) -> None:
    (reports / "anxi-2.txt").write_text(SECOND.replace("96亿元", "95亿元").replace("380多家", "400家"), "utf-8")


def added(reports: Path) -> None:
    (reports / "anxi-3.txt").write_text(FIRST.replace("720家", "730家"), "utf-8")


def removed(reports: Path) -> None:
    (reports / "anxi.txt").unlink()


def emptied(reports: Path) -> None:
    (reports / "dehua.txt").write_text("德化县概况\n", "utf-8")


def renamed(reports: Path) -> None:
    (reports / "dehua.txt").rename(reports / "quanzhou.txt")


def masked(reports: Path) -> None:
    (reports / "dehua.txt").write_text(
        THIRD.replace("德化县", "某县") + "分布在浔中镇、龙浔镇、三班镇、盖德镇、水口镇等。\n", "utf-8"
    )


def nothing(reports: Path) -> None:
    """Leaves all as it is."""


def everything(reports: Path) -> None:
    for file in sorted(reports.iterdir()):
        file.write_text(file.read_text("utf-8").replace("现有企业", "共有企业1家，规模以上企业"), "utf-8")


STEPS = [(edited, 1), (added, 1), (removed, 0), (emptied, 1), (renamed, 1), (masked, 1), (nothing, 0), (everything, 8)]


def contents(folder: Path) -> dict[str, bytes]:
    """Every file of a build but those of the store."""
    files = (path for path in folder.rglob("*") if path.is_file())
    return {str(p.relative_to(folder)): p.read_bytes() for p in files if "store" not in p.relative_to(folder).parts}


@pytest.mark.parametrize(("step", "read"), STEPS, ids=[step.__name__ for step, _ in STEPS])
def test_a_build_after_a_change_is_a_clean_build(
    step: Callable[[Path], None], read: int, reports: Path, tmp_path: Path
) -> None:
    build([reports], tmp_path / "out")
    step(reports)
    again, clean = build([reports], tmp_path / "out"), build([reports], tmp_path / "clean")
    assert contents(again.path) == contents(clean.path)
    assert again.read == read
    assert replace(again, path=clean.path, read=clean.read, seconds=clean.seconds) == clean
    held, other = (set(store.open_(each.path / "store")) for each in (again, clean))
    assert held == other


def test_changes_one_after_the_other_end_in_a_clean_build(reports: Path, tmp_path: Path) -> None:
    build([reports], tmp_path / "out")
    for step in (edited, added, masked, removed):
        step(reports)
        again = build([reports], tmp_path / "out")
    assert contents(again.path) == contents(build([reports], tmp_path / "clean").path)


def test_what_one_report_says_against_another_goes_when_that_one_agrees(reports: Path, tmp_path: Path) -> None:
    """The finding and its mark are the first report's, which is not read again."""
    first = build([reports], tmp_path / "out")
    [finding] = findings(first.path)
    assert (finding["report"], finding["stated"]["printed"], finding["terms"][0]["report"]) == (
        "anxi",
        "720家",
        "anxi-2",
    )
    (reports / "anxi-2.txt").write_text(SECOND.replace("700家", "720家"), "utf-8")
    again = build([reports], tmp_path / "out")
    assert (again.read, findings(again.path)) == (1, [])
    assert contents(again.path) == contents(build([reports], tmp_path / "clean").path)


def test_only_the_changed_report_is_read(reports: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    build([reports], tmp_path / "out")
    edited(reports)
    seen: list[str] = []
    monkeypatch.setattr(kg.building.readings, "documents", lambda file: seen.append(file.name) or original(file))
    build([reports], tmp_path / "out")
    assert seen == ["anxi-2.txt"]


original = kg.building.readings.documents


def test_a_file_of_several_reports_is_kept_whole(tmp_path: Path) -> None:
    file = tmp_path / "all.txt"
    file.write_text(f"第一篇\n{FIRST}\n第二篇\n{THIRD}", "utf-8")
    first = build([file], tmp_path / "out")
    again = build([file], tmp_path / "out")
    assert len(first.reports) == len(again.reports) == 2
    assert (first.read, again.read) == (2, 0)


@pytest.mark.parametrize("part", [*NAMES[:-1], "store", "cache/anxi.json", "reports/dehua.txt"])
def test_a_build_that_is_not_whole_is_not_taken_over(part: str, reports: Path, tmp_path: Path) -> None:
    first: Build = build([reports], tmp_path / "out")
    before = contents(first.path)
    path = first.path / part
    shutil.rmtree(path) if path.is_dir() else path.unlink()
    again = build([reports], tmp_path / "out")
    assert again.read == len(again.reports)
    assert contents(again.path) == before


def test_what_another_jiqun_read_is_read_again(reports: Path, tmp_path: Path) -> None:
    first = build([reports], tmp_path / "out")
    manifest = json.loads((first.path / "manifest.json").read_text("utf-8"))
    (first.path / "manifest.json").write_text(json.dumps(manifest | {"made_by": "another"}), "utf-8")
    assert build([reports], tmp_path / "out").read == len(first.reports)


def test_a_rebuild_obeys_a_decision_and_its_being_taken_back(reports: Path, tmp_path: Path) -> None:
    decisions = tmp_path / "decisions.csv"
    decision = Decision("different", "Firm", "八马茶业公司", "八马茶业有限公司", "", "someone", "two firms")
    decisions.write_text("verdict,type,one,other,place,by,why\n", "utf-8")
    first = contents(build([reports], tmp_path / "out", decisions=decisions).path)
    assert firms(tmp_path / "out") == {"firm/350524/八马茶业"}
    record(decisions, decision)
    again = build([reports], tmp_path / "out", decisions=decisions)
    assert again.read == 0
    assert firms(again.path) == {"firm/350524/八马茶业", "firm/350524/八马茶业有限公司"}
    clean = build([reports], tmp_path / "clean", decisions=decisions)
    assert contents(again.path) == contents(clean.path)
    decisions.write_text("verdict,type,one,other,place,by,why\n", "utf-8")
    assert contents(build([reports], tmp_path / "out", decisions=decisions).path) == first


def firms(folder: Path) -> set[str]:
    """The firms called 八马茶业 of a build."""
    return {
        line["object_id"].partition("/id/")[2]
        for line in records(folder, "facts")
        if line.get("object", "").startswith("八马茶业")
    }


@needs_gold
@pytest.mark.parametrize("slug", SLUGS)
def test_what_was_read_of_a_report_comes_back(slug: str) -> None:
    text = (SHARED / "reports" / f"{slug}.txt").read_text("utf-8")
    [document] = read(SHARED / "reports" / f"{slug}.txt")
    reading = read_facts(document)
    whole = Kept(reading, hidden_county(reading.place, text), unread(document, reading.facts))
    assert recalled(kept(whole), document.text) == whole


def test_headings_and_cells_come_back() -> None:
    heading = Heading(1, "一", 0, 1)
    document = Document("a", "a.txt", "", "一\n二", (Passage("row", 2, 3, (heading,), (Cell("列", 2, 3),)),))
    whole = Kept(read_facts(document), None, unread(document, ()))
    assert recalled(kept(whole), document.text) == whole
