"""Of whom, when and where: facts of invented reports, and the laws that hold for any text."""

import re
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.extraction import read_facts
from kg.model import Document, Entity, Fact, Figure
from kg.reading.layout import passages

WORDS = """
。 ， ； ： 、 ！ ？ （ ） “ ” 《 》 0 1 2 3 4 5 6 7 8 9 亿 万 千 百 十 % ％ — ~ 的 了 和 等
一、 （一） 1、 一是 截至2024年底 力争到2030年 比上年 同比增长 占全国 居全国第 我市 全县 该镇 集群
其中 分别 以 为龙头 产业集群 竹编产业 茶机业 青山镇 白水街道 某某有限公司 产值 利税 企业
从业人员 主要产品 骨干企业 位于 被评为 名牌产品 家 亿元 亩 吨
"""
PIECES = (*WORDS.split(), "\n", " ")


def read(text: str) -> list[Fact]:
    """The facts of a text as `kg build` reads it."""
    title, found = passages(text)
    return list(read_facts(Document("invented", "invented.txt", title, text, tuple(found))).facts)


def figures(text: str) -> set[tuple[str, str, str, str, str]]:
    """Subject, measure, value, part and period of each figure of a text."""
    return {
        (f.subject.name, f.object.measure, f"{f.object.value.normalize():f}", f.object.of, f.object.period)
        for f in read(text)
        if isinstance(f.object, Figure)
    }


def relations(text: str, property: str) -> set[tuple[str, str]]:
    return {
        (f.subject.name, f.object.name) for f in read(text) if f.property == property and isinstance(f.object, Entity)
    }


def modalities(text: str) -> dict[str, str]:
    return {f"{f.object.value.normalize():f}": f.modality for f in read(text) if isinstance(f.object, Figure)}


HEAD = "遂昌县产业集群发展情况报告\n一、发展现状\n"


def test_a_section_on_a_cluster_gives_its_figures_their_subject() -> None:
    text = (
        f"{HEAD}（一）竹炭业。现有企业72家，2023年实现产值11.5亿元。\n"
        "（二）茶叶加工业。实现产值20亿元，从业人员达3万人。"
    )
    assert figures(text) == {
        ("竹炭业", "firm_count", "72", "", ""),
        ("竹炭业", "output_value", "1150000000", "", "2023"),
        ("茶叶加工业", "output_value", "2000000000", "", ""),
        ("茶叶加工业", "employment", "30000", "", ""),
    }


def test_a_figure_of_several_clusters_is_of_the_place() -> None:
    found = figures(f"{HEAD}全县有三大支柱产业，2023年三大支柱产业实现产值85亿元。")
    assert ("遂昌县", "output_value", "8500000000", "三大支柱产业", "2023") in found


def test_a_named_park_has_its_own_figures() -> None:
    text = f"{HEAD}（一）竹炭业。拟投资3亿元建设北界竹炭产业园。"
    assert ("北界竹炭产业园", "investment", "300000000", "", "") in figures(text)


@pytest.mark.parametrize(
    ("sentence", "period"),
    [
        ("截至2023年底，竹炭业拥有企业72家，利税2亿元。", "2023-12-31"),
        ("竹炭业2023年实现产值11亿元，利税2亿元。", "2023"),
        ("2021年竹炭业产值8亿元。2023年产值11亿元，利税2亿元。", "2023"),
        ("竹炭业始建于1998年，现有利税2亿元。", ""),
        ("竹炭业利税2亿元，是2015年的3倍。", ""),
        ("经过近60年的发展，竹炭业利税2亿元。2006年8月建园。", ""),
    ],
)
def test_a_figure_has_the_period_in_force(sentence: str, period: str) -> None:
    found = {when for _, measure, _, _, when in figures(f"{HEAD}{sentence}") if measure == "profit_and_tax"}
    assert found == {period}


def test_a_year_in_the_heading_holds_for_flows_and_not_for_stocks() -> None:
    text = "遂昌县政府工作报告\n一、2022年工作回顾\n（一）竹炭业。全年实现产值11亿元，现有企业72家。"
    assert {(measure, when) for _, measure, _, _, when in figures(text)} == {
        ("output_value", "2022"),
        ("firm_count", ""),
    }


def test_a_year_of_all_stands_in_a_note() -> None:
    text = f"{HEAD}（一）竹炭业。实现产值11亿元，利税2亿元（2022年数据）。"
    assert {when for *_, when in figures(text)} == {"2022"}


@pytest.mark.parametrize(
    ("sentence", "modality"),
    [
        ("竹炭业实现产值11亿元。", "actual"),
        ("力争到2027年竹炭业产值达到11亿元。", "planned"),
        ("预计明年竹炭业产值可达11亿元。", "forecast"),
        ("竹炭业按照规划已建成基地，产值11亿元。", "actual"),
        ("截止到2023年底，竹炭业产值达到11亿元。", "actual"),
        ("到2003年底，竹炭业共有产值11亿元。", "actual"),
        ("到2027年底，竹炭业产值达到11亿元。", "planned"),
    ],
)
def test_plans_and_forecasts_are_no_facts(sentence: str, modality: str) -> None:
    assert modalities(f"{HEAD}{sentence}") == {"1100000000": modality}


def test_rank_and_growth_are_of_the_figure_before_them() -> None:
    found = {
        (measure, of)
        for _, measure, _, of, _ in figures(f"{HEAD}（一）竹炭业。竹炭产量3万吨，居全国第一位，同比增长8%。")
    }
    assert ("rank", "竹炭产量") in found
    assert ("growth_rate", "output_volume") in found


def test_problems_and_measures_are_their_headings() -> None:
    text = (
        f"{HEAD}（一）竹炭业。现有企业72家。\n二、存在的问题\n（一）品牌不响。产品多为贴牌。\n"
        "三、对策建议\n（一）加大扶持力度。一是设立专项资金。安排资金。二是搭建平台。建设检测中心。"
    )
    found = read(text)
    assert [f.subject.name for f in found if f.property == "problem"] == ["品牌不响"]
    policies = {f.subject.name: f.parent for f in found if f.property == "policy"}
    assert policies["加大扶持力度"] == ""
    assert policies["搭建平台"] == "加大扶持力度"


def test_a_table_is_read_by_its_headers() -> None:
    text = (
        "遂昌县产业集群情况\n\n"
        "| 集群名称 | 分布区域 | 主要产品 | 2023年产值（万元） | 企业数 | 龙头企业 |\n|---|---|---|---|---|---|\n"
        "| 竹炭产业集群 | 妙高街道、北界镇 | 竹炭、竹醋液 | 115000 | 72 | 遂昌文照竹炭有限公司 |\n"
    )
    assert relations(text, "located_in") == {("竹炭产业集群", "妙高街道"), ("竹炭产业集群", "北界镇")}
    assert relations(text, "makes") == {("竹炭产业集群", "竹炭"), ("竹炭产业集群", "竹醋液")}
    assert relations(text, "lead_firm") == {("竹炭产业集群", "遂昌文照竹炭有限公司")}
    assert figures(text) == {
        ("竹炭产业集群", "output_value", "1150000000", "", "2023"),
        ("竹炭产业集群", "firm_count", "72", "", ""),
    }


def test_a_table_of_parks_is_about_parks() -> None:
    text = "遂昌县园区情况\n\n| 园区 | 面积（亩） | 入园企业（户） |\n|---|---|---|\n| 上江工业园 | 2600 | 58 |\n"
    assert {(subject, measure, value) for subject, measure, value, *_ in figures(text)} == {
        ("上江工业园", "area", "2600"),
        ("上江工业园", "firm_count", "58"),
    }


@settings(max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), max_size=80).map("".join))
def test_no_text_raises_and_every_quote_stands_where_it_says(text: str) -> None:
    for fact in read(text):
        evidence = fact.evidence
        assert text[evidence.start : evidence.end] == evidence.quote != ""


@pytest.mark.parametrize(
    "path", sorted((Path(__file__).parents[1] / "seeds" / "reports").glob("*.md")), ids=lambda p: p.stem
)
def test_the_quote_holds_the_figure_as_written(path: Path) -> None:
    text = path.read_text("utf-8")
    wide = str.maketrans("０１２３４５６７８９", "0123456789")
    for fact in read(text):
        if isinstance(fact.object, Figure) and fact.object.lexical:
            digits = re.findall(r"\d+(?:\.\d+)?", fact.object.lexical.translate(wide))
            quote = re.sub(r"\s", "", fact.evidence.quote.translate(wide))
            assert all(number in quote for number in digits), (fact.object.lexical, quote)


def subjects(text: str) -> dict[str, str]:
    """Value → subject of each figure of a text."""
    return {f"{f.object.value.normalize():f}": f.subject.name for f in read(text) if isinstance(f.object, Figure)}


def test_we_in_a_quotation_are_the_firm_named_last() -> None:
    text = f"{HEAD}浙江青竹工艺有限公司有员工260人。“我们去年出口了8000万元，现在有30条生产线。”总经理说。"
    assert set(subjects(text).values()) == {"浙江青竹工艺有限公司"}
    farmer = f"{HEAD}（一）竹炭业。浙江青竹工艺有限公司有员工260人。“我们村种了800亩毛竹。”村民说。"
    assert subjects(farmer)["800"] == "竹炭业"


def test_a_clause_may_open_with_the_short_name_of_a_part_of_the_place() -> None:
    text = "浙江省竹产业发展情况报告\n衢州现有竹企业39家、生产线195条。丽水拥有竹林480万亩。"
    found = subjects(text)
    assert found["39"] == found["195"] == "衢州"
    assert found["4800000"] == "丽水"


@pytest.mark.parametrize("words", ["全县", "遂昌县", "我县"])
def test_the_county_at_the_head_of_a_clause_leaves_firms_and_parks(words: str) -> None:
    text = f"{HEAD}三仁竹业公司、云峰竹业公司等6家企业产值过亿元。{words}工业产值增幅列全市第三位，林地80万亩。"
    assert {subjects(text)["3"], subjects(text)["800000"]} == {"遂昌县"}


def test_a_report_on_a_park_gives_it_its_figures() -> None:
    text = "青云泵阀产业园简介\n园区总投资5亿元。形成以正远、苏达为龙头的整机企业集群。整机齐全，整机出口多。"
    assert subjects(text)["500000000"] == "青云泵阀产业园"


def test_a_group_is_the_firm_named_before() -> None:
    text = f"{HEAD}浙江青竹工艺集团坐落在三仁乡。集团现有员工260人，占地面积12万平方米。"
    assert set(subjects(text).values()) == {"浙江青竹工艺集团"}


def test_the_company_and_its_short_names_are_the_firm() -> None:
    text = f"{HEAD}（一）竹炭业。浙江青竹炭业制品有限公司实现产值3亿元。该公司拥有专利120项。青竹制品实现利润2600万元。"
    assert set(subjects(text).values()) == {"浙江青竹炭业制品有限公司"}


@pytest.mark.parametrize(
    ("text", "value", "expected"),
    [
        ("遂昌竹木批发市场年交易额30亿元。市场占地120亩。", "120", "遂昌竹木批发市场"),
        ("遂昌竹木批发市场年交易额30亿元。全县竹农6800户。", "6800", "竹炭业"),
        ("遂昌竹艺城营业面积6万平方米。", "60000", "遂昌竹艺城"),
        ("云峰竹产业园规划面积900亩，园区已入驻企业35家。", "35", "云峰竹产业园"),
        ("青山镇、白水镇、云峰镇集聚企业320家。", "320", "竹炭业"),
        ("遂昌竹木批发市场年交易额30亿元；三仁、石练等专业市场年交易额合计12亿元。", "1200000000", "竹炭业"),
    ],
)
def test_markets_and_parks_have_figures_of_their_own(text: str, value: str, expected: str) -> None:
    assert subjects(f"{HEAD}（一）竹炭业。{text}")[value] == expected


def test_several_industries_told_together_are_the_place() -> None:
    text = f"{HEAD}竹炭、茶叶、木材三大产业实现产值86亿元。"
    assert ("遂昌县", "output_value", "8600000000", "三大产业", "") in figures(text)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("竹炭、木材加工等传统产业在8个乡镇均有分布。", {"竹炭业", "木材加工业"}),
        ("目前，竹炭、木材加工等特色产业集群已分布在8个乡镇。", {"竹炭业", "木材加工业"}),
        ("竹炭和木材加工在全部8个乡镇都有。", {"竹炭业", "木材加工业"}),
        ("全县共有8个乡镇。", {"遂昌县"}),
        ("竹炭、旅游等产业在8个乡镇均有分布。", {"遂昌县"}),  # of 旅游 no cluster was told
    ],
)
def test_the_towns_of_a_list_of_trades_are_those_of_each(text: str, expected: set[str]) -> None:
    sections = "（一）竹炭业。企业30家。\n（二）木材加工业。企业40家。\n（三）问题。石练镇有竹炭、木材加工2个主导产业。"
    found = {(who, value) for who, measure, value, *_ in figures(f"{HEAD}{sections}{text}") if measure == "town_count"}
    assert found == {(who, "8") for who in expected}


def test_the_towns_of_trades_are_of_no_group_told_before() -> None:
    trades = "（一）竹炭业。\n（二）木材加工业。\n（三）问题。石练镇有4个主导产业。"
    text = f"{HEAD}{trades}竹炭、木材加工在8个乡镇均有分布。"
    assert {of for _, measure, _, of, _ in figures(text) if measure == "town_count"} == {""}


def test_last_year_has_a_period_only_where_the_year_to_count_from_is_printed() -> None:
    undated = f"{HEAD}竹炭业去年实现产值12亿元。2021年实现产值9亿元。"
    assert {(value, period) for _, _, value, _, period in figures(undated)} == {
        ("1200000000", ""),
        ("900000000", "2021"),
    }
    dated = f"{HEAD}2023年6月的一天，记者走进遂昌县。竹炭业去年实现产值12亿元。"
    assert {(value, period) for _, _, value, _, period in figures(dated)} == {("1200000000", "2022")}


def test_what_is_counted_does_not_keep_the_period_of_the_sentence_before() -> None:
    text = f"{HEAD}（一）竹炭业。2023年，竹炭业实现产值11亿元。现有企业72家。"
    assert ("竹炭业", "firm_count", "72", "", "") in figures(text)


def test_a_count_of_industries_is_of_the_town_that_has_them() -> None:
    text = "竹溪县产业集群调研报告\n竹溪县有三大主导产业。青山镇的主导产业有4个，即茶叶加工、竹编和木器加工。\n"
    assert {(who, value) for who, measure, value, _, _ in figures(text) if measure == "cluster_count"} == {
        ("竹溪县", "3"),
        ("青山镇", "4"),
    }


def test_a_bracket_is_no_part_that_a_figure_is_of() -> None:
    text = "竹溪县畜牧业调研报告\n肉类总产由1000吨增加到1500吨（年均增长率8.5%），产值3亿元（年均增长9.5%）。\n"
    assert {of for _, measure, _, of, _ in figures(text) if measure == "growth_rate"}.isdisjoint({"（", "("})


def test_a_firm_is_not_named_by_those_who_founded_it() -> None:
    text = "竹溪县竹笋产业调研报告\n在青山镇由返乡青年建成竹笋初加工厂，总投资260万元。\n"
    assert {(who, value) for who, measure, value, _, _ in figures(text) if measure == "investment"} == {
        ("竹笋初加工厂", "2600000")
    }


def test_a_cell_before_the_name_of_its_row_is_in_the_evidence() -> None:
    text = (
        "竹溪县产业集群调研报告\n\n| 企业数（家） | 龙头企业 | 集群名称 | 2023年产值（亿元） |\n|---|---|---|---|\n"
        "| 38 | 青山竹业公司 | 竹编 | 6.5 |\n"
    )
    quotes = {getattr(fact.object, "lexical", "") or fact.property: fact.evidence.quote for fact in read(text)}
    assert quotes["38"] == "38 | 青山竹业公司 | 竹编"
    assert quotes["lead_firm"] == "青山竹业公司 | 竹编"
    assert quotes["6.5"] == "竹编 | 6.5"


def test_a_cell_of_digits_without_end_gives_no_figure() -> None:
    digits = "9" * 4_400
    table = f"| 集群名称 | 企业数（家） | 市场占有率 |\n| --- | --- | --- |\n| 灯具产业集群 | {digits} | {digits}% |\n"
    assert [f.property for f in read(f"甲县产业集群调研报告\n\n{table}")] == ["cluster"]
