"""Profiles of firms, towns and parks: where the one that a text is on lies, and which parks are whose."""

import pytest
from test_sections import document

from kg.extraction import read_facts


def told(text: str, property: str) -> list[tuple[str, str]]:
    facts = [fact for fact in read_facts(document(text)).facts if fact.property == property]
    return [(fact.subject.name, getattr(fact.object, "name", "")) for fact in facts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "企业简介\n\n青山纺织有限公司创建于1998年，位于武义县泉溪镇城南纺织产业园，占地120亩。\n",
            [("青山纺织有限公司", "武义县泉溪镇"), ("青山纺织有限公司", "城南纺织产业园")],
        ),
        (
            "青山纺织有限公司\n\n青山纺织有限公司设计、织造、销售样样自己做。公司总部设在武义县泉溪镇。\n",
            [("青山纺织有限公司", "武义县泉溪镇")],
        ),
        ("青山纺织有限公司\n\n青山纺织有限公司创建于1998年，地处县城东部。公司位于三省交界。\n", []),
        ("武义县泉溪镇概况\n\n泉溪镇辖19个村，位于武义县，全镇面积80平方公里。\n", []),
        (
            (
                "武义县泉溪镇概况\n\n全镇经济兴旺，镇里定下一镇一业。"
                "（一）瓜菜业 眼下我镇共有大棚900座，集中在高村、白石村、西沟村。\n"
            ),
            [("瓜菜业", "高村"), ("瓜菜业", "白石村"), ("瓜菜业", "西沟村")],
        ),
    ],
)
def test_where_the_one_lies_that_a_profile_is_on(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, "located_in") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "武义县泉溪镇概况\n\n泉溪镇建有城南泵阀产业园，毗邻武义经济开发区。2018年被评为省级森林小镇。\n",
            [("泉溪镇", "城南泵阀产业园")],
        ),
        (
            "青山泵阀产业园\n\n青山泵阀产业园成立于2010年，规划面积500亩。园区已入驻企业120家，铁路贴着园区通过，泵阀产业园道路畅通。\n",
            [],
        ),
        (
            "金华市开发区运行情况\n\n金华市主营收入过百亿的开发区2个：武义经济开发区402亿元，浦江经济开发区218亿元。\n",
            [("金华市", "武义经济开发区"), ("金华市", "浦江经济开发区")],
        ),
        (
            (
                "武义经济开发区\n\n武义经济开发区位于武义县城东部，园区内工厂林立。"
                "开发区下辖百花山工业区、深塘工业园，与外地园区结为友好园区。\n"
            ),
            [("武义县", "武义经济开发区"), ("武义经济开发区", "百花山工业区"), ("武义经济开发区", "深塘工业园")],
        ),
        ("浙江省新添2个小镇\n\n浙江省新添武义县泉溪药材小镇、浦江县白马水晶小镇2个省级特色小镇。\n", []),
    ],
)
def test_parks_of_whom_a_profile_is_on(text: str, expected: list[tuple[str, str]]) -> None:
    assert told(text, "has_park") == expected


def test_lines_that_head_firms_are_no_trades() -> None:
    text = (
        "名企展示\n\n一、青禾种业\n江西青禾种业有限公司是一家育种企业，有职工48人。\n"
        "二、白石禽业\n江西白石禽业股份有限公司养殖麻鸭，年出栏30万羽。\n三、茶油\n青溪茶油厂年产茶油200吨。\n"
    )
    assert told(text, "cluster") == []
