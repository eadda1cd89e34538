"""A part beside the whole is told as that part: 新增企业12家 are not how many firms there are."""

from decimal import Decimal

import pytest

from kg.extraction import read_facts
from kg.model import Document, Figure
from kg.reading.layout import passages

HEAD = "遂昌县产业集群发展情况报告\n一、发展现状\n（一）竹炭业。"


def told(text: str) -> list[tuple[str, Decimal, str]]:
    """Measure, value and part of each figure."""
    title, found = passages(HEAD + text)
    facts = read_facts(Document("invented", "invented.txt", title, HEAD + text, tuple(found))).facts
    return [(f.object.measure, f.object.value, f.object.of) for f in facts if isinstance(f.object, Figure)]


@pytest.mark.parametrize(
    ("text", "measure", "value", "of"),
    [
        ("全年新增规上企业12家。", "above_scale_firm_count", 12, "新增规上企业"),
        ("新增企业近20家。", "firm_count", 20, "新增企业"),
        ("新增12家规上企业。", "above_scale_firm_count", 12, "新增规上企业"),
        ("新认定8家高新技术企业。", "high_tech_firm_count", 8, "新认定高新技术企业"),
        ("新增就业3000人。", "employment", 3000, "新增就业"),
        ("新增从业人员达3000人。", "employment", 3000, "新增从业人员"),
        ("新增销售收入2亿元。", "revenue", 200_000_000, "新增销售收入"),
        ("新增产能30万吨。", "output_capacity", 300_000, "新增产能"),
        ("新增用地300亩。", "area", 300, "新增用地"),
        ("新增浙江名牌产品2个。", "brand_count", 2, "新增浙江名牌产品"),
        ("新增固定资产3亿元。", "other", 300_000_000, "新增固定资产"),
        ("其余30家企业为小微企业。", "firm_count", 30, "其余企业"),
        ("现有12家企业产值过亿元。", "output_value", 100_000_000, "12家企业"),
        ("两户企业年产值均超亿元。", "output_value", 100_000_000, "两户企业"),
        ("单个企业年产值不足500万元。", "output_value", 5_000_000, "单个企业"),
        ("近三年累计实现产值36亿元。", "output_value", 3_600_000_000, "近三年累计产值"),
        ("五年来，共实现税收12亿元。", "tax", 1_200_000_000, "五年来共税收"),
        ("百元产值利润15元。", "profit", 15, "百元产值利润"),
        ("全县万元工业增加值能耗0.35吨标准煤。", "other", Decimal("0.35"), "万元工业增加值能耗"),
        ("每万元产值用水12吨。", "other", 12, "每万元产值用水"),
        ("最大的企业产值12亿元。", "output_value", 1_200_000_000, "最大的企业"),
        ("60多家企业与高校签订了合作协议。", "firm_count", 60, "与高校签订了合作协议的企业"),
        (
            "30家规上企业与9家研究所建立合作关系，成效明显。",
            "above_scale_firm_count",
            30,
            "与9家研究所建立合作关系的规上企业",
        ),
        ("形成了900多家的小微企业进行配套生产的格局。", "firm_count", 900, "进行配套生产的小微企业"),
        ("目前发展竹炭产业条件较好的是大柘、石练、金竹三个乡镇。", "town_count", 3, "发展竹炭产业条件较好的乡镇"),
        ("我县目前已种植毛竹的大柘、石练两个镇中，竹林面积为9万亩。", "town_count", 2, "已种植毛竹的镇"),
        (
            "山地温和，适宜种植毛竹，该区域主要涵盖大柘、石练、金竹等三个乡镇。",
            "town_count",
            3,
            "适宜种植毛竹的区域",
        ),
        ("适宜种植毛竹的区域在西部山地，包括大柘、石练、金竹等三个乡镇。", "town_count", 3, "适宜种植毛竹的区域"),
        ("配套生产的小微企业近900家。", "firm_count", 900, "配套生产的小微企业"),
        ("每年招用返乡农民300多人。", "employment", 300, "返乡农民"),
        ("全县辖2个街道、7个镇、11个乡。", "town_count", 2, "街道"),
        ("全县辖2个街道、7个镇、11个乡。", "town_count", 7, "镇"),
        ("全县辖2个街道、7个镇、11个乡。", "town_count", 11, "乡"),
    ],
)
def test_a_part_is_told_as_that_part(text: str, measure: str, value: int | Decimal, of: str) -> None:
    assert (measure, Decimal(value), of) in told(text)


def test_each_item_of_a_list_is_new() -> None:
    assert told("新增规上企业6家、高新技术企业8家，总产值3亿元。") == [
        ("above_scale_firm_count", Decimal(6), "新增规上企业"),
        ("high_tech_firm_count", Decimal(8), "新增高新技术企业"),
        ("output_value", Decimal(300_000_000), ""),
    ]


def test_what_is_new_grows_by_itself() -> None:
    assert ("growth_rate", Decimal(20), "新增企业") in told("新增企业12家，同比增长20%。")


@pytest.mark.parametrize(
    ("text", "measure", "value"),
    [
        ("新增企业12家，现有企业120家。", "firm_count", 120),
        ("产值12亿元，新增13家分厂。", "output_value", 1_200_000_000),
        ("12家企业被评为省级名牌，产值过亿元。", "output_value", 100_000_000),
        ("2024年，共实现产值12亿元。", "output_value", 1_200_000_000),
        ("2024年共实现产值12亿元。", "output_value", 1_200_000_000),
        ("主要分布在大柘、石练、金竹三个乡镇。", "town_count", 3),
        ("现有企业60家，与高校签订合作协议5份。", "firm_count", 60),
    ],
)
def test_the_whole_beside_a_part_stays_whole(text: str, measure: str, value: int) -> None:
    assert (measure, Decimal(value), "") in told(text)
