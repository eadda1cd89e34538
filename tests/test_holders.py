"""Who holds a title: by the words before it, by those it is told beside, never by a number of things."""

import pytest
from test_sections import document

from kg.extraction import read_facts


def holders(text: str) -> list[tuple[str, str, str]]:
    facts = read_facts(document(f"武义县电动工具产业发展情况\n\n{text}\n")).facts
    titled = [fact for fact in facts if fact.property == "holds_title"]
    return [(f.subject.type, f.subject.name, getattr(f.object, "name", "")) for f in titled]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("全县产业兴旺，助推我县再度捧回“浙江省工业强县”牌匾。", [("Place", "武义县", "浙江省工业强县")]),
        (
            "武义县王宅镇等3个镇榜上有名，跻身“电商特色镇”。",
            [("Place", "武义县王宅镇", "电商特色镇")],
        ),
        (
            "来自浙江省武义县的桐琴镇在本届博览会上引人注目，获中国轻工业联合会授予的“中国炊具名镇”称号。",
            [("Place", "桐琴镇", "中国炊具名镇")],
        ),
        ("永康却已有“中国五金之都”的名头。", [("Place", "永康", "中国五金之都")]),
        ("集团公司兴旺，累计53家企业认定为高新技术企业。", []),
        ("另有158个镇列为2021年全国乡村特色产业超亿元镇。", []),
        ("五金产业被列入“四个特色产业”。", []),
        ("全县取得有机产品认证茶叶企业2家。", []),
    ],
)
def test_holders_of_titles(text: str, expected: list[tuple[str, str, str]]) -> None:
    assert holders(text) == expected
