"""Two builds compared: what was added, what is gone, what changed, and nothing else."""

from pathlib import Path

import pytest

from kg.building import build
from kg.changes import changes
from kg.errors import InputError
from kg.views.identities import change_rows
from kg.views.tables import written

TEXT = """德化县陶瓷产业集群调研报告
一、陶瓷产业集群
陶瓷产业集群分布在浔中镇，现有企业1600家，2023年实现产值400亿元。骨干企业有佳美集团。
"""


def compared(tmp_path: Path, text: str) -> list[tuple[str, str, str | None, str | None]]:
    for name, content in (("one", TEXT), ("other", text)):
        (tmp_path / name).mkdir()
        (tmp_path / name / "dehua.txt").write_text(content, "utf-8")
        build([tmp_path / name], tmp_path / name / "build")
    found = changes(tmp_path / "one" / "build", tmp_path / "other" / "build")
    return [(row.change, row.property, row.before, row.after) for row in change_rows(found, "en")]


def test_a_figure_that_differs_is_changed(tmp_path: Path) -> None:
    found = compared(tmp_path, TEXT.replace("400亿", "420亿"))
    assert found == [("changed", "output value 2023", "40 billion yuan", "42 billion yuan")]


def test_a_relation_is_added_and_another_gone(tmp_path: Path) -> None:
    found = compared(tmp_path, TEXT.replace("佳美集团", "冠福集团"))
    assert [row for row in found if row[1] == "lead firm"] == [
        ("gone", "lead firm", "佳美集团", None),
        ("added", "lead firm", None, "冠福集团"),
    ]


def test_where_a_fact_stands_makes_no_difference(tmp_path: Path) -> None:
    assert compared(tmp_path, TEXT.replace("一、", "\n\n一、").replace("，现有", "，  现有")) == []


def test_all_of_a_report_that_is_new_is_added(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "dehua.txt").write_text(TEXT, "utf-8")
    build([tmp_path / "one"], tmp_path / "a")
    (tmp_path / "one" / "anxi.txt").write_text(TEXT.replace("德化县", "安溪县").replace("浔中镇", "西坪镇"), "utf-8")
    made = build([tmp_path / "one"], tmp_path / "b")
    found = changes(tmp_path / "a", tmp_path / "b")
    assert {change.kind for change in found} == {"added"}
    assert len(found) == next(report.facts for report in made.reports if report.slug == "anxi")
    assert {change.kind for change in changes(tmp_path / "b", tmp_path / "a")} == {"gone"}


def test_the_rows_are_a_table_of_claims_too(tmp_path: Path) -> None:
    compared(tmp_path, TEXT.replace("400亿", "420亿"))
    found = changes(tmp_path / "one" / "build", tmp_path / "other" / "build")
    header, row = written(change_rows(found, "zh"), "csv", "zh").splitlines()
    assert header == "change,report,subject,property,before,after,sentence,start,end,before_id,after_id"
    assert row.count("https://w3id.org/jiqun/id/claim/") == 2
    start = TEXT.index("实现产值")
    assert f"dehua {start}–{start + len('实现产值420亿元')}" in written(change_rows(found, "zh"), "md", "zh")


def test_what_is_no_build_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="not a build"):
        changes(tmp_path, tmp_path)
