"""A numeral within a name, an idiom or a slogan gives no figure, in whatever sentence it stands."""

import pytest

from kg.extraction import read_facts
from kg.model import Document, Figure
from kg.reading.layout import passages

HEAD = "遂昌县产业集群发展情况报告\n一、发展现状\n（一）竹炭业。"
PLACES = """
陆家镇 三元区 七家岱乡 八家户乡 五台县 万户镇 三门峡市 四平市 五大连池市 伍家岗区 九台区 三只羊乡 百户营镇 五亩乡
三家店村 六户村 五户屯 三间房村 陆家村 三台子村
"""
FIRMS = """
百克生物 万家乐 三只松鼠 五粮液 六个核桃 七匹狼 三元食品 三一重工 九阳 一汽 千禾 三棵树涂料 三头牛乳业 一亩田
百克生物科技股份有限公司
"""
SAYINGS = """
四个不摘 五位一体 一把手 一带一路 三农 两山 四上企业 十四五 一二三产业 百亿级 双千亿 万人计划 百强县 亿万家庭 千家万户
一心一意 二十四节气 三个一批 五个一工程 八项规定 四大班子 百人会 万元户 一站式 一条龙 十九届五中全会
"""


def figures(text: str) -> list[str]:
    title, found = passages(HEAD + text)
    facts = read_facts(Document("invented", "invented.txt", title, HEAD + text, tuple(found))).facts
    return [f"{fact.object.measure} {fact.object.lexical}" for fact in facts if isinstance(fact.object, Figure)]


@pytest.mark.parametrize("name", PLACES.split())
@pytest.mark.parametrize("sentence", ["企业主要分布在青石乡、{}等地。", "客商来自{}。", "{}的竹炭销量大增。"])
def test_a_place_counts_nothing(name: str, sentence: str) -> None:
    assert figures(sentence.format(name)) == []


@pytest.mark.parametrize("name", FIRMS.split())
@pytest.mark.parametrize("sentence", ["龙头企业有远大、{}等。", "{}落户我县。", "为{}等企业代工。"])
def test_a_firm_counts_nothing(name: str, sentence: str) -> None:
    assert figures(sentence.format(name)) == []


@pytest.mark.parametrize("name", SAYINGS.split())
@pytest.mark.parametrize("sentence", ["坚持{}，推动发展。", "大力实施{}。", "{}深入推进。"])
def test_a_saying_counts_nothing(name: str, sentence: str) -> None:
    assert figures(sentence.format(name)) == []


@pytest.mark.parametrize(
    ("sentence", "figure"),
    [
        ("现有竹炭企业三家。", "firm_count 现有竹炭企业三家"),
        ("涉及三乡镇。", "town_count 三乡镇"),
        ("共有五台烘干机。", "other 五台烘干机"),
        ("总投资三亿元。", "investment 总投资三亿元"),
        ("覆盖六户村民。", "other 六户村民"),
        ("注册资本伍佰万元。", "registered_capital 注册资本伍佰万元"),
    ],
)
def test_what_only_looks_like_a_name_is_counted(sentence: str, figure: str) -> None:
    assert figures(sentence) == [figure]
