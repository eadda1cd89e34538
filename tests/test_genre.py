"""What kind of text a report is, and what in it is yet to come."""

import pytest

from kg.extraction import read_facts
from kg.extraction.genre import genre_of, names_itself
from kg.extraction.horizon import begins, time_of
from kg.model import Document, Heading
from kg.reading.layout import passages


def document(text: str) -> Document:
    title, found = passages(text)
    return Document("some", "some.txt", title, text, found)


def planned(text: str) -> list[tuple[int, bool]]:
    """The value of each figure, and whether it is planned."""
    facts = read_facts(document(text)).facts
    figures = [(fact.object, fact.modality) for fact in facts if fact.property == "observation"]
    return [(int(figure.value), modality in ("planned", "forecast")) for figure, modality in figures]  # type: ignore[union-attr]


@pytest.mark.parametrize(
    ("text", "genre"),
    [
        ("青石县石雕产业发展规划（2024—2028年）\n全县石雕业历史悠久。", "plan"),
        ("关于印发《青石县竹产业提升行动计划》的通知\n各镇人民政府：现印发给你们。", "plan"),
        ("青石县扶持竹产业若干政策\n为做强竹产业，制定本政策。", "rules"),
        ("青石县产业引导资金管理办法\n第一条 引导资金由县政府设立。", "rules"),
        ("2024年青石县政府工作报告\n各位代表：现在报告工作。", "work_report"),
        ("青石县石雕产业集群调研报告\n近日，我们走访了企业。", "survey"),
        ("青石县石雕产业发展现状及对策措施\n全县石雕业历史悠久。", "survey"),
        ("青石县印发石雕产业提升规划\n规划提出，做强石雕业。", "news"),
        ("石雕抱团出海\n东南新闻网青石3月6日讯 全县石雕企业达310家。", "news"),
        ("青石县首批专精特新企业名单\n青石机械有限公司", "list"),
        ("青石机械\n青石机械有限公司成立于2003年，主营石材锯机，现有员工240人。", "profile"),
        ("为做强石雕产业，特制定本方案。\n一、总体要求\n坚持集聚发展。", "plan"),
        ("石雕之乡焕新颜\n全县石雕业从业人员1.2万人。", ""),
    ],
)
def test_the_kind_of_a_text(text: str, genre: str) -> None:
    assert genre_of(document(text)) == genre


@pytest.mark.parametrize(
    ("title", "named"),
    [
        ("青石县石雕产业发展规划（2024—2028年）", True),
        ("青石县扶持竹产业若干措施", True),
        ("关于印发《青石县竹产业提升行动计划》的通知", False),
        ("青石县出台竹产业提升行动计划", False),
        ("青石县石雕产业存在问题及政策措施", False),
        ("青石县石雕产业集群调研报告", False),
    ],
)
def test_a_title_names_the_policy_that_the_text_is(title: str, named: bool) -> None:
    assert names_itself(title) is named


def test_a_plan_begins_with_a_year() -> None:
    titles = ("石雕产业规划（2024—2028年）", "石雕产业规划", "青石县第十四个五年规划", "石雕产业“十三五”规划")
    assert [begins(title) for title in titles] == [2024, 0, 2021, 2016]


@pytest.mark.parametrize(
    ("headings", "time"),
    [
        (["2025年工作安排"], "ahead"),
        (["2025年工作安排", "做强石雕业"], "ahead"),
        (["发展目标"], "ahead"),
        (["今后发展目标", "石雕业"], ""),
        (["2024年工作回顾"], "past"),
        (["2024年工作回顾", "石雕业"], "past"),
        (["重点任务完成情况"], "past"),
        (["工作总结和下一步打算"], ""),
        (["下一步打算", "发展基础"], "past"),
        (["石雕产业发展规划"], "ahead"),
        (["加强产业规划"], ""),
        (["石雕业"], ""),
    ],
)
def test_the_time_of_headings(headings: list[str], time: str) -> None:
    assert time_of([Heading(level, text, 0, 0) for level, text in enumerate(headings, 1)]) == time


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            (
                "青石县石雕产业发展规划（2024—2028年）\n一、发展基础\n全县石雕业产值26亿元。\n"
                "二、空间布局\n石雕业产值58亿元。2022年，石雕业产值23亿元。"
            ),
            [(2_600_000_000, False), (5_800_000_000, True), (2_300_000_000, False)],
        ),
        (
            (
                "石雕产业再出发\n近年来，青石县石雕产业做强做大，去年产值26亿元。\n"
                "按照规划，青石县石雕产业分两步走。\n到明年，石雕产业产值31亿元，企业340家。\n目前，石雕产业用工1.2万人。"
            ),
            [(2_600_000_000, False), (3_100_000_000, True), (340, True), (12_000, False)],
        ),
        (
            "2024年青石县政府工作报告\n一、2024年工作回顾\n预计（下同）全县石雕产业产值26亿元，增长8%。\n石雕产业用工1.2万人。",
            [(2_600_000_000, True), (8, True), (12_000, True)],
        ),
        (
            "2025年青石县政府工作报告\n石雕产业加快出海，推动石材园扩容，抓紧培育设计人才，着力打造品牌。石雕产业产值30亿元。",
            [(3_000_000_000, True)],
        ),
        (
            (
                "2025年青石县政府工作报告\n各位代表：\n2024年工作回顾\n一年来，我们主要做了以下工作：\n"
                "坚持招商引资，打造石雕基地，推进石材园扩容，培育设计人才。石雕产业企业340家。\n"
                "围绕上述目标，重点抓好五方面工作：\n石雕产业产值30亿元。"
            ),
            [(340, False), (3_000_000_000, True)],
        ),
        (
            (
                "青石县国民经济和社会发展第十四个五年规划\n第一章 迈上新征程\n“十三五”期间，青石县经济较快发展。"
                "石雕产业产值26亿元。\n石雕产业企业340家。\n“十四五”时期，石雕产业企业400家。"
            ),
            [(2_600_000_000, False), (340, False), (400, True)],
        ),
        (
            "2025年青石县政府工作报告\n石雕产业加快出海，新增企业12家，完成产值30亿元，同比增长8%。",
            [(12, False), (3_000_000_000, False), (8, False)],
        ),
        (
            (
                "石雕抱团出海\n推动石雕产业提质，加快石材园扩容，着力打造品牌，确保增收。"
                "依托36家石雕产业企业，石雕产业产值30亿元。"
            ),
            [(36, False), (3_000_000_000, True)],
        ),
        (
            "青石县石雕产业调研报告\n一、名词解释\n石雕产业产值100亿元。\n二、现状\n石雕产业产值26亿元。",
            [(2_600_000_000, False)],
        ),
        ("青石县石雕产业扶持办法\n本办法所称石雕产业企业是指年产值500万元以上的企业。", []),
    ],
)
def test_what_is_planned(text: str, expected: list[tuple[int, bool]]) -> None:
    assert planned(text) == expected


def test_what_is_to_come_may_begin_in_the_middle_of_a_paragraph() -> None:
    text = (
        "石雕抱团出海\n全县石雕产业产值26亿元。据悉，青石县石雕产业有规划。根据规划，石雕产业产值增加到31亿元。\n"
        "石雕产业企业340家。"
    )
    assert planned(text) == [(2_600_000_000, False), (3_100_000_000, True), (340, True)]


@pytest.mark.parametrize(
    "text",
    [
        "石雕抱团出海\n根据《石雕产业统计公报》，石雕产业产值26亿元。",
        "石雕抱团出海\n按照规划，石雕产业实现了产值26亿元。",
        "石雕抱团出海\n下一步，青石县将做强石雕产业。\n走进石材园，石雕产业企业26家。",
        "石雕抱团出海\n下一步，青石县将做强石雕产业。\n石雕产业去年实现产值26亿元。",
    ],
)
def test_what_was_done_stays_so(text: str) -> None:
    assert [ahead for _, ahead in planned(text)] == [False]


def test_an_amount_is_no_year() -> None:
    text = "青石县石雕产业发展规划（2024—2028年）\n一、空间布局\n石雕产业投资2000万元。"
    assert planned(text) == [(20_000_000, True)]


def policies(text: str) -> list[tuple[str, str, str]]:
    facts = read_facts(document(text)).facts
    return [(fact.subject.name, fact.kind, fact.parent) for fact in facts if fact.property == "policy"]


def test_rules_name_their_measures() -> None:
    text = (
        "青石县扶持石雕产业若干政策\n为做强石雕产业，制定本政策。\n一、做强龙头企业\n"
        "（一）技改奖励。对技改投入500万元以上的企业给予奖励。\n（二）申报条件\n在本县纳税的企业。\n二、适用范围\n全县石雕企业。"
    )
    assert policies(text) == [
        ("青石县扶持石雕产业若干政策", "plan", ""),
        ("做强龙头企业", "measure", "青石县扶持石雕产业若干政策"),
        ("技改奖励", "measure", "做强龙头企业"),
    ]


def test_headings_in_no_section_are_measures_only_if_they_are_all_deeds() -> None:
    text = (
        "青石县打出组合拳\n青石县石雕产业企业310家。\n1.做强石雕龙头，延伸加工链条。企业转型。\n"
        "2.聚焦招商，投资稳步增长。项目落地。\n3.石雕业。产值26亿元。"
    )
    assert [name for name, _, _ in policies(text)] == ["做强石雕龙头，延伸加工链条"]
