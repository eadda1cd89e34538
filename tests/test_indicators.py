"""Indicators and comparisons: hand-computed values, bounds the right way round, what is missing stays missing."""

from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from small import small

import kg
from kg.analysis.comparison import comparison
from kg.analysis.indicators import derived, indicators, year
from kg.queries import named, open_build, run

ID = "https://w3id.org/jiqun/id/"


def row(measure: str, value: float, unit: str = "CNY", **more: Any) -> Any:
    exact = Decimal(str(value))
    told = {
        "of": None,
        "scope": None,
        "per": None,
        "modality_id": "actual",
        "period": "2023",
        "lower": exact,
        "upper": exact,
    }
    return SimpleNamespace(measure_id=measure, measure=measure, value=exact, unit=unit, **told | more)


def made(*rows: Any) -> dict[str, Any]:
    return {each.indicator.code: each for each in derived(rows)}


def test_the_margin_is_the_profit_by_the_revenue() -> None:
    found = made(row("profit", 15.9e8), row("main_business_revenue", 323.5e8))
    assert found.keys() == {"profit_margin"}
    margin = found["profit_margin"]
    assert (margin.value, margin.lower, margin.upper) == (Decimal("4.915"),) * 3  # 15.9 / 323.5 = 0.049150…
    assert margin.formula == "profit ÷ main_business_revenue"


def test_bounds_of_the_divisor_turn_round() -> None:
    # over 500 and under 600 firms share 300: each has between 0.5 and 0.6
    firms = row("firm_count", 500, "1", lower=Decimal(500), upper=Decimal(600))
    mean = made(row("revenue", 300), firms)["mean_revenue"]
    assert (mean.value, mean.lower, mean.upper) == (Decimal("0.6"), Decimal("0.5"), Decimal("0.6"))
    over = row("firm_count", 500, "1", lower=Decimal(500), upper=None)
    assert made(row("revenue", 300), over)["mean_revenue"].lower is None


def test_brands_are_told_per_hundred_firms() -> None:
    found = made(row("brand_count", 7, "1", period=None), row("firm_count", 198, "1"))
    assert found["brands_per_hundred_firms"].value == Decimal("3.535")


@pytest.mark.parametrize(
    "rows",
    [
        (row("profit", 1), row("revenue", 2, period="2022")),
        (row("output_value", 9, period="1953/1957"), row("employment", 2, "person", period=None)),
        (row("profit", 9, period="2011/2015"), row("revenue", 20, period="2015")),
        (row("profit", 1, of="轮胎"), row("revenue", 2)),
        (row("profit", 1, scope="全国"), row("revenue", 2)),
        (row("profit", 1, modality_id="planned"), row("revenue", 2)),
        (row("profit", 1, "USD"), row("revenue", 2)),
        (row("profit", 1), row("revenue", 0)),
        (row("profit", 1), row("revenue", 5, lower=Decimal(0))),
        (row("profit", 1),),
        (),
    ],
)
def test_what_does_not_go_together_gives_no_indicator(rows: tuple[Any, ...]) -> None:
    assert made(*rows) == {}


def test_of_several_years_the_last_that_has_both_is_taken() -> None:
    rows = (row("profit", 1, period="2021"), row("profit", 3, period="2022"), row("profit", 9, period="2023"))
    margin = made(*rows, row("revenue", 100, period="2021"), row("revenue", 100, period="2022/2022-12"))[
        "profit_margin"
    ]
    assert (margin.value, margin.period) == (Decimal(3), "2022")


@pytest.mark.parametrize(
    ("period", "said"),
    [("2024", "2024"), ("2024-12-31", "2024"), ("1997/2024", "2024"), ("2024/..", "2024"), (None, ""), ("", "")],
)
def test_the_year_of_a_period_is_its_last(period: str | None, said: str) -> None:
    assert year(period) == said


def test_every_indicator_speaks_both_languages() -> None:
    assert len(indicators()) == len({each.code for each in indicators()})
    assert all(each.label.zh and each.label.en.isascii() for each in indicators())


def test_a_comparison_names_the_measure_and_says_whether_values_compare() -> None:
    size, output, *_ = comparison(small(), [f"{ID}cluster/999901/竹器", f"{ID}cluster/999902/竹器"])
    assert (size.code, output.code) == ("size", "output_value")
    assert size.comparable
    assert [cell and (cell.measure, cell.value, cell.period) for cell in size.cells] == [
        ("产值", 1200000000, "2023"),
        ("产值", 900000000, "2023"),
    ]
    [one, none] = comparison(small(), [f"{ID}cluster/999901/竹器", f"{ID}cluster/999901/茶机"])[0].cells
    assert one is not None
    assert none is None


@pytest.mark.parametrize("place", ["9999", "999901101", "999901102"])
def test_a_place_that_no_cluster_belongs_to_is_compared_too(place: str) -> None:
    lines = {line.code: line for line in comparison(small(), [f"{ID}place/{place}", f"{ID}place/999902"])}
    first, second = lines["clusters"].cells
    assert first is not None
    assert second is not None
    assert (first.value > 0, second.value) == (True, 1)


def test_counties_are_compared_by_what_they_have() -> None:
    lines = {line.code: line for line in comparison(small(), [f"{ID}place/999901", f"{ID}place/999902"])}
    values = {code: [cell and cell.value for cell in line.cells] for code, line in lines.items()}
    assert values["clusters"] == [5, 1]
    assert values["plans"] == [2, 0]
    assert values["largest"] == [1200000000, 900000000]
    assert values["towns"] == [2, 1]
    assert values["lead_firms"] == [2, 1]


def test_a_cluster_said_to_be_in_so_many_towns_is_in_as_many_though_few_are_named(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    text = "永康市产业集群调研报告\n一、发展情况\n（一）锁具业\n锁具业主要分布在芝英镇。\n（二）杯业\n企业30家。\n"
    path.write_text(f"{text}（三）问题\n锁具、杯业等传统产业在9个镇均有分布。\n", "utf-8")
    lines = comparison(open_build(kg.build([path], tmp_path / "build").path), [f"{ID}place/330784"])
    assert [cell and cell.value for line in lines if line.code == "towns" for cell in line.cells] == [9]


def test_the_largest_cluster_of_a_county_is_the_first_of_those_ranked(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    text = "永康市产业集群调研报告\n一、发展情况\n（一）旅游业\n2023年，接待游客9万人次，实现旅游收入3亿元。\n"
    path.write_text(f"{text}（二）畜牧业\n2023年，实现畜牧业产值2亿元。\n", "utf-8")
    store = open_build(kg.build([path], tmp_path / "build").path)
    place = f"{ID}place/330784"
    first = next(iter(run(store, named()["clusters-ranked"], place=place)))
    [largest] = [line.cells[0] for line in comparison(store, [place]) if line.code == "largest"]
    [county] = run(store, named()["towns-with-several-clusters"], within=place, level="county")
    assert (first.cluster, first.value) == ("旅游业", 300000000)
    assert largest is not None
    assert (largest.measure, largest.value) == ("旅游业，营业收入", first.value)
    assert (county.largest, county.value) == (first.cluster, first.value)


def test_what_no_report_names_is_missing_and_not_none_at_all(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    path.write_text("永康市产业集群调研报告\n永康市有锁具产业集群。2023年，锁具产业集群实现产值2亿元。\n", "utf-8")
    store = open_build(kg.build([path], tmp_path / "build").path)
    lines = {line.code for line in comparison(store, [f"{ID}place/330784"])}
    assert {"clusters", "largest"} <= lines
    assert not {"towns", "lead_firms"} & lines
