"""A number behind a list sums up its names: it is no part of the last one, and no count of all that there are."""

import pytest

from kg.extraction import read_facts
from kg.model import Document, Entity, Fact, Figure
from kg.reading.layout import passages

HEAD = "遂昌县产业集群发展情况报告\n一、发展现状\n（一）竹炭业。"


def read(text: str) -> list[Fact]:
    title, found = passages(HEAD + text)
    return list(read_facts(Document("invented", "invented.txt", title, HEAD + text, tuple(found))).facts)


def named(text: str, property: str) -> list[str]:
    return [f.object.name for f in read(text) if f.property == property and isinstance(f.object, Entity)]


def counted(text: str) -> list[tuple[str, int, str]]:
    return [(f.object.measure, int(f.object.value), f.object.of) for f in read(text) if isinstance(f.object, Figure)]


FIRMS = ["华丰", "远大", "宏达"]


@pytest.mark.parametrize(
    ("sentence", "number"),
    [
        ("龙头企业有华丰、远大、宏达三家公司。", 3),
        ("龙头企业有华丰、远大、宏达等3家。", 3),
        ("龙头企业有华丰、远大、宏达，共5户。", 5),
        ("龙头企业有华丰、远大、宏达共3家企业。", 3),
        ("龙头企业有华丰、远大和宏达三家企业。", 3),
        ("龙头企业有华丰、远大、宏达4家。", 4),
    ],
)
def test_firms_behind_a_role_are_counted_as_those_of_the_role(sentence: str, number: int) -> None:
    assert named(sentence, "lead_firm") == FIRMS
    assert counted(sentence) == [("firm_count", number, "龙头企业")]


@pytest.mark.parametrize(
    ("sentence", "property", "names"),
    [
        ("骨干企业有华丰和远大两家企业。", "lead_firm", FIRMS[:2]),
        ("以华丰、远大、宏达三家企业为龙头。", "lead_firm", FIRMS),
        ("主要分布在东陵、西陵、南陵、北陵四个乡镇。", "located_in", ["东陵", "西陵", "南陵", "北陵"]),
        ("主要产品有竹席、竹筷、竹帘三种产品。", "makes", ["竹席", "竹筷", "竹帘"]),
        ("主要产品有竹席、竹筷两大类。", "makes", ["竹席", "竹筷"]),
        ("拥有“青云”、“白鹿”两大品牌。", "owns_brand", ["青云", "白鹿"]),
        ("主要分布在青山镇、白水镇2个镇。", "located_in", ["青山镇", "白水镇"]),
    ],
)
def test_the_last_name_ends_before_the_number(sentence: str, property: str, names: list[str]) -> None:
    assert named(sentence, property) == names


@pytest.mark.parametrize(
    "sentence",
    [
        "华丰、远大、宏达三家公司迁入新址。",
        "以华丰、远大、宏达三家企业为龙头。",
        "华丰和远大两家企业扩建厂房。",
        "甲木业、乙家具2家企业获得贷款。",
        "华丰、远大、宏达、青云4家公司上市。",
    ],
)
def test_firms_that_are_named_are_no_count_of_the_clusters_firms(sentence: str) -> None:
    assert counted(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("现有三家公司。", ("firm_count", 3, "")),
        ("华丰、远大等30家企业投产。", ("firm_count", 30, "")),
        ("三个集群共有企业4310家。", ("firm_count", 4310, "三个集群")),
        ("两镇共有企业500家。", ("firm_count", 500, "两镇")),
        ("5个园区合计产值30亿元。", ("output_value", 3_000_000_000, "5个园区")),
        ("四大产业累计利税5亿元。", ("profit_and_tax", 500_000_000, "四大产业")),
        ("三大集群共吸纳从业人员2万人。", ("employment", 20_000, "三大集群")),
    ],
)
def test_totals_are_of_the_things_counted(sentence: str, figure: tuple[str, int, str]) -> None:
    assert counted(sentence) == [figure]
