"""Lists under a heading with a title: who holds it, where they lie, and what is no such list."""

import pytest
from test_sections import document

from kg.extraction import read_facts
from kg.extraction.registers import Register, registers
from kg.model import Entity


def told(text: str) -> list[Register]:
    return [*registers(document(text))]


def names(register: Register) -> list[str]:
    return [member.thing.name for member in register.members]


GROUPED = """2022年甲省特色产业集群认定名单
（4个）
滁州市（2个）
1.天长市电缆产业集群
2.来安县轨道装备产业集群
安庆市（2个）
3.桐城市刷业产业集群
4.怀宁县纸箱产业集群
"""


def test_a_list_gives_its_members_the_title_and_the_place_of_their_group() -> None:
    (found,) = told(GROUPED)
    assert (found.title, found.period, found.planned) == ("2022年甲省特色产业集群", "2022", False)
    assert [(m.thing.type, m.thing.name, m.group) for m in found.members] == [
        ("Cluster", "天长市电缆产业集群", "滁州市"),
        ("Cluster", "来安县轨道装备产业集群", "滁州市"),
        ("Cluster", "桐城市刷业产业集群", "安庆市"),
        ("Cluster", "怀宁县纸箱产业集群", "安庆市"),
    ]


def test_members_become_facts_whose_quote_is_their_line() -> None:
    facts = read_facts(document(GROUPED)).facts
    titled = [fact for fact in facts if fact.property == "holds_title"]
    assert [fact.evidence.quote for fact in titled][:1] == ["1.天长市电缆产业集群"]
    assert {fact.object for fact in titled} == {Entity("Honour", "2022年甲省特色产业集群")}
    located = [fact.object for fact in facts if fact.property == "located_in"]
    assert located == [Entity("Place", "滁州市")] * 2 + [Entity("Place", "安庆市")] * 2


def test_a_place_may_have_a_title_of_its_own_behind_it() -> None:
    (found,) = told(
        "附件：第三批泵业产业集群共建地区名单\n1. 浙江省温岭市大溪镇 中国水泵名镇\n2. 福建省福安市 中国电机名城\n"
    )
    assert found.title == "第三批泵业产业集群共建地区"
    assert [(m.thing.name, m.own) for m in found.members] == [
        ("浙江省温岭市大溪镇", "中国水泵名镇"),
        ("福建省福安市", "中国电机名城"),
    ]


@pytest.mark.parametrize(
    ("text", "title", "members"),
    [
        (
            "2019年度新增省级名牌企业名册\n一、获“甲省名牌产品”企业\n（一）丰禾食品有限公司\n（二）远川阀门有限公司\n",
            "甲省名牌产品",
            ["丰禾食品有限公司", "远川阀门有限公司"],
        ),
        (
            "关于公布第二批省级特色小镇的通知\n附件\n第二批省级特色小镇名单\n柯桥毛巾小镇\n\n嵊州领带小镇\n",
            "第二批省级特色小镇",
            ["柯桥毛巾小镇", "嵊州领带小镇"],
        ),
        (
            (
                "近日，全国30个村镇获评第七批全国“一村一品”示范村镇。"
                "其中我省示范村镇3个如下： 祁县东观镇（酥梨） 隰县城南乡（玉露香梨） 沁水县张村乡下坪村（山羊）"
            ),
            "第七批全国“一村一品”示范村镇",
            ["祁县东观镇", "隰县城南乡", "沁水县张村乡下坪村"],
        ),
        (
            "省商务厅发布“淘宝镇”名单。\n淘宝镇（2个）：曹县大集镇、博兴县锦秋街道。\n",
            "淘宝镇",
            ["曹县大集镇", "博兴县锦秋街道"],
        ),
        (
            "此次获牌的第二批省级特色产业强镇具体是——\n饲料类1个\n1.威宁马铃薯产业强镇\n威宁马铃薯种植面积大。\n2.正安吉他产业强镇\n正安吉他销路广。\n",
            "第二批省级特色产业强镇",
            ["威宁马铃薯产业强镇", "正安吉他产业强镇"],
        ),
        (
            "2019年度新增省级名牌企业名册\n获“甲省名牌产品”企业（3家）\n丰禾食品有限公司、远川阀门有限公司、恒力缆绳厂\n",
            "甲省名牌产品",
            ["丰禾食品有限公司", "远川阀门有限公司", "恒力缆绳厂"],
        ),
        (
            "第五批国家地理标志产品名录\n1.石屏杨梅\n2.弥渡大蒜\n",
            "第五批国家地理标志产品",
            ["石屏杨梅", "弥渡大蒜"],
        ),
        (
            (
                "2020年度省级名牌产品名单\n序号 产品 企业\n"
                "1 “恒力”牌缆绳 海安县恒力缆绳厂\n2 “禾香”牌大米 丰禾食品有限公司\n"
            ),
            "2020年度省级名牌产品",
            ["“恒力”牌缆绳", "“禾香”牌大米"],
        ),
        (
            (
                "2021年全国乡村特色产业十亿元镇名单\n（74个）\n北京市\n大兴区庞各庄镇\n"
                "河北省\n平泉市卧龙镇\n鸡泽县浮图店乡\n"
            ),
            "2021年全国乡村特色产业十亿元镇",
            ["大兴区庞各庄镇", "平泉市卧龙镇", "鸡泽县浮图店乡"],
        ),
        (
            (
                "关于2022年度浙江省专精特新中小企业名单的通告\n现予公布。\n"
                "一、杭州市（2家）\n杭州云起机械有限公司\n双禾电子有限公司\n"
            ),
            "2022年度浙江省专精特新中小企业",
            ["杭州云起机械有限公司", "双禾电子有限公司"],
        ),
    ],
)
def test_heads_and_announcements(text: str, title: str, members: list[str]) -> None:
    (found,) = [one for one in told(text) if one.title]
    assert (found.title, names(found)) == (title, members)


@pytest.mark.parametrize("deed", ["拟认定", "拟推荐", "申报", "公示"])
def test_candidates_hold_a_title_only_in_plan(deed: str) -> None:
    text = f"2024年甲省专精特新中小企业{deed}名单\n1.丰禾食品有限公司\n2.远川阀门有限公司\n"
    (found,) = told(text)
    assert (found.title, found.planned) == ("2024年甲省专精特新中小企业", True)
    facts = [fact for fact in read_facts(document(text)).facts if fact.property == "holds_title"]
    assert {fact.modality for fact in facts} == {"planned"}


def test_what_is_to_be_won_is_planned() -> None:
    (found,) = told("新增省级龙头企业目标如下：\n1.丰禾食品有限公司\n2.远川阀门有限公司\n")
    assert (found.title, found.planned) == ("省级龙头企业", True)


@pytest.mark.parametrize(
    "text",
    [
        "参会企业名单\n1.丰禾食品有限公司\n2.远川阀门有限公司\n",
        "2023年规模以上工业企业名单\n1.丰禾食品有限公司\n2.远川阀门有限公司\n",
        "2023年度环保处罚企业名单\n1.丰禾食品有限公司\n2.远川阀门有限公司\n",
        "第一批失信企业名单\n1.丰禾食品有限公司\n2.远川阀门有限公司\n",
        "首批注销企业名单\n1.丰禾食品有限公司\n2.远川阀门有限公司\n",
        "2023年甲省特色产业集群认定名单\n1.加大培育力度\n2.完善评价办法\n",
        "2023年甲省特色产业集群认定名单\n名单另行公布。\n天长市电缆产业集群发展快。\n",
        "主导产业：甲产业、乙产业\n",
        "形成了特色产业集群，主要有如下：\n1.电缆产业集群\n2.刷业产业集群\n",
    ],
)
def test_other_lists_give_no_titles(text: str) -> None:
    assert [one.title for one in told(text) if one.title] == []


def test_a_list_without_a_title_ends_the_one_before_it() -> None:
    text = "第一批省级淘宝镇名单\n曹县大集镇\n博兴县湖滨镇\n未通过复核名单\n曹县安蔡楼镇\n博兴县兴福镇\n"
    assert [(one.title, names(one)) for one in told(text) if one.title] == [
        ("第一批省级淘宝镇", ["曹县大集镇", "博兴县湖滨镇"])
    ]
