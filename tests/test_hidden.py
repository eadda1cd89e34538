"""The county that a report hides: found by its townships, left open where they do not say."""

from collections.abc import Callable
from random import Random

import pytest
from gold import gold_document, needs_gold

from kg.gazetteer import gazetteer
from kg.gazetteer.names import short_town
from kg.identity.hidden import hidden_county
from kg.model import Division

TEXT = "××县的产业分布在佛堂、赤岸、义亭、上溪、苏溪、大陈等乡镇，各镇合作发展。"


def counties() -> list[Division]:
    """The counties with five townships or more, by code."""
    found: list[Division] = []
    for province in gazetteer().within():
        for division in gazetteer().within(province.code):
            found += [division] if division.level == "county" else gazetteer().within(division.code)
    return [county for county in found if len(gazetteer().within(county.code)) >= 5]


@needs_gold
def test_the_county_of_the_report_that_hides_it() -> None:
    found = hidden_county("xx县", gold_document("xx-county").text)
    assert found is not None
    assert (found.county.name, found.county.code, len(found.towns), found.runner_up_count) == (
        "元阳县",
        "532528",
        13,
        2,
    )
    text = gold_document("xx-county").text
    assert all(town.name in text[town.start : town.end] for town in found.towns)
    assert all(town.town.code.startswith("532528") for town in found.towns)


def test_the_kind_that_is_said_must_be_its_own() -> None:
    assert hidden_county("××县", TEXT) is None  # 义乌市 is no 县
    found = hidden_county("××市", TEXT)
    assert found is not None
    assert (found.county.name, [town.name for town in found.towns][:2]) == ("义乌市", ["佛堂", "赤岸"])


@pytest.mark.parametrize(
    "text",
    ["", "全县加强合作，建设和平家园。", "分布在佛堂、赤岸两镇。", "城关镇、城东镇、城西镇、城南镇都有企业。"],
)
def test_too_little_leaves_it_open(text: str) -> None:
    assert hidden_county("××市", text) is None


def test_masked_counties_are_found(record_property: Callable[[str, object], None]) -> None:
    """Two hundred counties, five to twelve of their townships each, in full or short as reports write them."""
    random = Random(532528)
    answered = right = many = open_with_many = 0
    for county in random.sample(counties(), 200):
        towns = gazetteer().within(county.code)
        chosen = random.sample(towns, min(len(towns), random.randint(5, 12)))
        names = [random.choice((town.name, short_town(town.name) or town.name)) for town in chosen]
        kind, half = county.name[-1], len(names) // 2
        text = (
            f"××{kind}产业集群调研报告\n全{kind}的特色产业主要分布在{'、'.join(names[:half])}等乡镇，合作社发展迅速。\n"
            f"其中{'、'.join(names[half:])}等地基础较好，建设了一批园区，产品销往北京、上海和新疆等地。"
        )
        found = hidden_county(f"××{kind}", text)
        answered += found is not None
        right += found is not None and found.county == county
        many += len(names) >= 10
        open_with_many += found is None and len(names) >= 10
    record_property("masked counties", f"{right} right of {answered} answered of 200")
    assert right / answered >= 0.97
    assert answered >= 190
    assert open_with_many / many <= 0.05
