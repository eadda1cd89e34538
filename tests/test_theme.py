"""Whose profile a text is: of a park or a market all is told that names no other, as a report's is of its place."""

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
