"""Of two states of one thing the later one holds: the former is told as former, and never adopted as what is."""

from decimal import Decimal

import pytest

from kg.extraction import read_facts
from kg.extraction.admission import admitted
from kg.graph import claims
from kg.graph.adoption import adopt
from kg.identity import Identity
from kg.model import Document, Fact, Figure
from kg.ontology import JQ
from kg.reading.layout import passages

HEAD = "遂昌县产业集群发展情况报告\n一、发展现状\n（一）竹炭业。"
CHANGES = [
    ("竹林面积原来10万公亩，现在60万。", "area", 100_000, 600_000, "are"),
    ("竹林面积由10万亩扩大到60万亩。", "area", 100_000, 600_000, "mu"),
    ("竹林面积由原来的10万亩发展到现在的60万。", "area", 100_000, 600_000, "mu"),
    ("竹林面积早年只有10万亩，近三年扩大到60万亩。", "area", 100_000, 600_000, "mu"),
    ("竹林面积10万亩，扩大到60万亩。", "area", 100_000, 600_000, "mu"),
    ("竹林由10万亩，扩大到了60万亩。", "area", 100_000, 600_000, "mu"),
    ("企业从50家增加到120家。", "firm_count", 50, 120, "1"),
    ("企业由50家增至120。", "firm_count", 50, 120, "1"),
    ("企业原来30家，如今近百家。", "firm_count", 30, 100, "1"),
    ("原有企业30家，现有企业50家。", "firm_count", 30, 50, "1"),
    ("年初有企业30家，年底45家。", "firm_count", 30, 45, "1"),
    ("过去产值2亿元，如今15亿元。", "output_value", 200_000_000, 1_500_000_000, "CNY"),
    ("从业人员由起初的200人猛增到目前的5000多人。", "employment", 200, 5000, "person"),
    ("产值一度达到12亿元，目前为8亿元。", "output_value", 1_200_000_000, 800_000_000, "CNY"),
    ("上世纪九十年代有企业300家，现有120家。", "firm_count", 300, 120, "1"),
    ("20世纪90年代初有企业300家，现有120家。", "firm_count", 300, 120, "1"),
    ("产量由3万吨提高到5万吨左右。", "output_volume", 30_000, 50_000, "t"),
]


def read(text: str) -> list[Fact]:
    title, found = passages(HEAD + text)
    return list(read_facts(Document("invented", "invented.txt", title, HEAD + text, tuple(found))).facts)


def told(text: str) -> list[tuple[str, Decimal, str, str, str]]:
    """Measure, value, unit, period and standing of each figure."""
    return [
        (f.object.measure, f.object.value, f.object.unit, f.object.period, f.modality)
        for f in read(text)
        if isinstance(f.object, Figure)
    ]


@pytest.mark.parametrize(("sentence", "measure", "then", "now", "unit"), CHANGES)
def test_the_former_state_is_told_as_former(sentence: str, measure: str, then: int, now: int, unit: str) -> None:
    assert told(sentence) == [(measure, then, unit, "", "former"), (measure, now, unit, "", "actual")]


@pytest.mark.parametrize(("sentence", "measure", "then", "now", "unit"), CHANGES)
def test_the_later_state_is_adopted(sentence: str, measure: str, then: int, now: int, unit: str) -> None:
    facts = read(sentence)
    quads = adopt(
        claims(Document("invented", "", "", HEAD + sentence, ()), facts, Identity("遂昌县", "", "invented", facts))
    )
    actual = {q.subject for q in quads if q.predicate.value == f"{JQ}modality" and q.object.value == f"{JQ}actual"}
    values = {Decimal(q.object.value) for q in quads if q.subject in actual and q.predicate.value == f"{JQ}value"}
    contested = [q for q in quads if q.predicate.value == f"{JQ}contested"]
    assert values == {now}
    assert contested == []
    assert all(map(admitted, facts))


@pytest.mark.parametrize(
    ("sentence", "then", "now"),
    [
        ("模具企业从2021年的9家发展到17家。", ("2021", "actual"), ("", "actual")),
        ("模具企业由2011年的215家增至2013年的264家。", ("2011", "actual"), ("2013", "actual")),
        ("2023年产值由2亿元增加到3亿元。", ("", "former"), ("2023", "actual")),
        ("销售额由2011年的42亿元提高到2013年的58亿元。", ("2011", "actual"), ("2013", "actual")),
        ("年产值亿元以上企业从2021年的9家发展到17家。", ("2021", "actual"), ("", "actual")),
    ],
)
def test_each_state_has_its_own_period(sentence: str, then: tuple[str, str], now: tuple[str, str]) -> None:
    assert [(period, standing) for *_, period, standing in told(sentence)] == [then, now]


@pytest.mark.parametrize(
    "sentence",
    [
        "2021年、2022年产值分别为2亿元、3亿元。",
        "2021年和2022年产值分别达2亿元和3亿元。",
        "2021—2022年产值分别为2亿元、3亿元。",
    ],
)
def test_a_list_of_years_dates_each_figure(sentence: str) -> None:
    assert [(value, period) for _, value, _, period, _ in told(sentence)] == [
        (200_000_000, "2021"),
        (300_000_000, "2022"),
    ]


@pytest.mark.parametrize(
    "sentence",
    [
        "从30家企业中选出5家。",
        "现有企业30家，比过去更集中。",
        "由3家企业组成。",
        "从业人员达300人，工资发放到卡。",
        "从业人员减少300人，降至900人。",
        "年初开工，投资3亿元。",
    ],
)
def test_other_figures_are_of_today(sentence: str) -> None:
    assert {standing for *_, standing in told(sentence)} == {"actual"}
