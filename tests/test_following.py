"""Of which part a figure is that says none: what the figure before it was of, or the zone that its clause names."""

import pytest

from kg.extraction import read_facts
from kg.model import Document, Figure
from kg.reading.layout import passages


def told(text: str) -> dict[str, tuple[str, str]]:
    """Measure and part of each figure of a text, by its words."""
    title, found = passages(text)
    facts = read_facts(Document("case", "case.txt", title, text, found)).facts
    figures = [fact.object for fact in facts if isinstance(fact.object, Figure)]
    return {figure.lexical: (figure.measure, figure.of) for figure in figures}


@pytest.mark.parametrize(
    ("text", "words", "part"),
    [
        ("全年开工5000万元以上项目32个，总投资64亿元。", "总投资64亿元", "开工5000万元以上项目"),
        ("在建企业16家（新增4家），投资额12亿元。", "投资额12亿元", "在建企业"),
        ("规上工业产值1680亿元、利税152亿元。", "、利税152亿元", "规上工业"),
        ("园区实现工业总产值17亿元；实现税金6900万元。", "实现税金6900万元", "园区"),
        ("园区规模工业产值143亿元，同比增长21%。", "同比增长21%", "园区规模工业产值"),
        ("工业固投完成15亿元，同比增长77%，位列全市第二名。", "位列全市第二名", "工业固投"),
    ],
)
def test_a_part_holds_for_what_follows(text: str, words: str, part: str) -> None:
    assert told(f"青阳县经济运行情况\n青阳县工业起步早。{text}")[words][1] == part


@pytest.mark.parametrize(
    "text",
    [
        "全县实施项目57项，到位州外资金23亿元，同比增长30%。",
        "申请专项债券资金13亿元，净增5亿元，居全市第一。",
        "固定资产投资增长8%，消费品零售总额增长7%，均居全市第一。",
    ],
)
def test_what_an_unread_figure_is_followed_by_stays_unread(text: str) -> None:
    found = told(f"青阳县经济运行情况\n青阳县工业起步早。{text}")
    assert not {"同比增长30%", "居全市第一", "均居全市第一"} & found.keys()
