"""Problems that paragraphs list, each by the words that tell what lacks."""

import pytest

from kg.extraction import read_facts
from kg.model import Document
from kg.reading.layout import passages


def problems(text: str) -> list[str]:
    title, found = passages(text)
    facts = read_facts(Document("some", "some.txt", title, text, found)).facts
    return [fact.subject.name for fact in facts if fact.property == "problem"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "我县藤编产业主要问题有：柳条依赖外购；设计力量薄弱；熟练编工短缺。下一步将补链强链。",
            ["柳条依赖外购", "设计力量薄弱", "熟练编工短缺"],
        ),
        (
            "一、突出短板\n一是冷链设施滞后，鲜果损耗大；二是品牌溢价不足，外销以贴牌为主；三是加工深度不够。",
            ["冷链设施滞后", "品牌溢价不足", "加工深度不够"],
        ),
        ("问题：一是小窑偏多，关停多年；二是矿土自给率不足四成。", ["小窑偏多", "矿土自给率不足四成"]),
        ("全县石雕业存在布局分散、创新能力不强等问题。", ["布局分散", "创新能力不强"]),
        ("布局散、仓储不足等问题严重制约石雕业做大。", ["布局散", "仓储不足"]),
        ("一、存在问题\n（一）融资难\n企业存在抵押物不足的问题。", ["融资难"]),
        ("有效解决了融资难、用工难等问题。", []),
        ("主要任务有：一是做强龙头；二是补齐链条。", []),
        ("请回答下列问题：三个数中哪个最小？", []),
    ],
)
def test_the_problems_of_a_text(text: str, expected: list[str]) -> None:
    assert problems(text) == expected
