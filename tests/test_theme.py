"""Whose profile a text is: of the firm, park, market or town all is told that names no other."""

import pytest

from kg.extraction import read_facts
from kg.model import Document, Figure
from kg.reading.layout import passages

PARK = (
    "柳溪县工业集中区设立于2008年，规划面积12平方公里。\n到2015年，引进企业64家，工业总产值76亿元。主导产业为丝绸纺织。"
)
MARKET = "柳溪县白石农贸市场是全县最大的农贸市场。\n眼下市场占地3.2万平方米，建筑面积1.6万平方米。"


def bearers(text: str) -> dict[str, str]:
    """Whom each figure of a text is told of."""
    title, found = passages(text)
    facts = read_facts(Document("case", "case.txt", title, text, found)).facts
    return {fact.object.lexical: fact.subject.name for fact in facts if isinstance(fact.object, Figure)}


@pytest.mark.parametrize("title", ["柳溪县工业集中区", "柳溪县工业集中区简介", "（一）柳溪县工业集中区基本情况"])
def test_a_text_titled_with_a_park_tells_of_the_park(title: str) -> None:
    told = bearers(f"{title}\n{PARK}")
    assert {name for figure, name in told.items() if "家" in figure or "亿元" in figure} == {"柳溪县工业集中区"}


def test_a_text_that_opens_with_a_market_tells_of_the_market() -> None:
    told = bearers(MARKET)
    assert {name for figure, name in told.items() if "平方米" in figure} == {"柳溪县白石农贸市场"}


@pytest.mark.parametrize(
    "text",
    [
        "柳溪县丝绸产业调研报告\n柳溪县工业集中区在县城东郊。\n丝绸产业现有企业64家。",
        "柳溪县工业集中区与丝绸产业\n丝绸产业现有企业64家，柳溪县工业集中区设立于2008年。",
        "柳溪县丝绸有限公司位于城关镇。丝绸产业是柳溪县的支柱，丝绸产业现有企业64家。",
    ],
)
def test_a_text_on_more_than_a_park_does_not(text: str) -> None:
    assert {name for figure, name in bearers(text).items() if "64家" in figure} == {"丝绸产业"}


FIRM = "浙江恒泽阀门有限公司位于柳溪县。\n拥有生产线12条，销售收入5.6亿元。\n阀门产业是柳溪县的支柱产业。"
TOWN = "白石镇地处柳溪县东郊，辖32个村，3个社区。\n全镇工业总产值86亿元，人均纯收入2.1万元。\n我镇阀门产业产值20亿元。"


def test_a_text_titled_with_a_firm_tells_of_the_firm_and_not_of_the_cluster_that_it_names_once() -> None:
    told = bearers(f"浙江恒泽阀门有限公司简介\n{FIRM}")
    assert {name for figure, name in told.items() if "12条" in figure or "5.6亿" in figure} == {"浙江恒泽阀门有限公司"}


@pytest.mark.parametrize("title", ["白石镇概况", "柳溪县白石镇简介", "白石镇"])
def test_a_text_titled_with_a_town_tells_of_the_town_and_of_its_cluster_where_it_is_named(title: str) -> None:
    told = bearers(f"{title}\n{TOWN}")
    assert {name for figure, name in told.items() if "产业产值" not in figure} == {"白石镇"}
    assert {name for figure, name in told.items() if "产业产值" in figure} == {"阀门产业"}


def test_a_park_takes_up_again_what_its_cluster_has_broken_off() -> None:
    told = bearers("白石工业园区简介\n白石工业园区已形成阀门产业，产值16亿元。园区累计引进项目210个。")
    assert {name for figure, name in told.items() if "210个" in figure} == {"白石工业园区"}
