"""What a build tells of its reports: each of a few, the places of many."""

from pathlib import Path

import pytest

from kg.building import Build, Built
from kg.views.summaries import build_rows


def of(codes: list[str]) -> Build:
    reports = tuple(
        Built(f"report-{number:05d}", "r.txt", "", 1, "某地", code, 100, 10, 1, 5, 0.5)
        for number, code in enumerate(codes)
    )
    return Build(Path("build"), reports, 0, 0, {}, ())


def test_each_of_a_few_reports_has_a_row() -> None:
    assert [row.report for row in build_rows(of(["370782"] * 3), "table")] == [f"report-0000{n}" for n in range(3)]


@pytest.mark.parametrize(
    ("codes", "expected"),
    [
        (["370782"] * 30 + ["370683"] * 30 + [""], ["—", "莱州市", "诸城市"]),
        ([f"37{n:02d}82" for n in range(1, 17)] * 2 + [f"34{n:02d}21" for n in range(1, 19)] * 2, None),
    ],
)
def test_many_reports_are_told_by_place(codes: list[str], expected: list[str] | None) -> None:
    found = build_rows(of(codes), "table")
    assert len(found) <= 40
    assert sum(row.reports for row in found) == len(codes)
    assert sum(row.facts for row in found) == 10 * len(codes)
    if expected:
        assert [row.place for row in found] == expected


def test_provinces_are_told_where_their_prefectures_are_many() -> None:
    found = build_rows(of([f"{province}{n:02d}01" for province in (37, 41, 44) for n in range(1, 18)]), "table")
    assert [(row.place, row.reports) for row in found] == [("山东省", 17), ("河南省", 17), ("广东省", 17)]


def test_programs_get_each_report() -> None:
    assert len(build_rows(of(["370782"] * 100), "csv")) == 100
