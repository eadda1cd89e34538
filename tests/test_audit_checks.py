"""Sums, products, shares, growth, orders, counts and contradictions, each where it holds and where it does not."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from generated import Writer

from kg.audit.checking import audit, between
from kg.audit.findings import Finding
from kg.audit.ledger import Ledger
from kg.audit.standing import confirmed, suspects
from kg.model import Entity, Heading, Passage

COUNTY = Entity("Place", "云岭县")
PAPER = Entity("Cluster", "造纸业", "云岭县")
SUGAR = Entity("Cluster", "制糖业", "云岭县")


def found(*figures: tuple[Any, ...]) -> tuple[Finding, ...]:
    """The findings of a paragraph of figures: words before, digits, unit, subject, measure and other fields."""
    writer = paragraph(*figures)
    return audit(writer.document, writer.facts)


def paragraph(*figures: tuple[Any, ...]) -> Writer:
    writer = Writer("云岭县")
    writer.open()
    for at, (before, digits, unit, subject, measure, *rest) in enumerate(figures):
        writer.figure(str(at), "", before, digits, unit, subject, measure, **(rest[0] if rest else {}))
    writer.say("。")
    writer.close()
    return writer


def outcome(findings: tuple[Finding, ...], rule: str) -> list[bool]:
    """For each finding of a rule, whether it confirms."""
    return [finding.confirmed for finding in findings if finding.rule == rule]


def items(whole: str, *parts: str, opening: str = "，其中：") -> tuple[tuple[Any, ...], ...]:
    listed = [
        (opening if n == 0 else "；", part, "万元", PAPER, "investment", {"of": f"第{n}项"})
        for n, part in enumerate(parts)
    ]
    return (("完成投资", whole, "万元", PAPER, "investment"), *listed)


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (items("4304", "1300", "720", "2000", "284"), [True]),
        (items("4304", "1300", "720", "2000", "284", opening="，"), [True]),
        (items("4304", "1300", "720", "2000", "2840"), [False]),  # a digit added
        (items("4304", "1300", "720", "1111"), []),  # some of the items, as 其中 allows
        (items("4304", "4300", "4200"), [False]),  # parts that are more than the whole
        (items("4304", "1300", "720"), []),
    ],
)
def test_items_of_a_list(figures: tuple[Any, ...], expected: list[bool]) -> None:
    assert outcome(found(*figures), "sums.list") == expected


def test_classes_that_share_firms_need_not_add_up() -> None:
    classes = (("其中规上企业", "170"), ("、高新技术企业", "160"), ("、科技型企业", "220"))
    listed = [(words, digits, "家", PAPER, "firm_count", {"of": words[-7:]}) for words, digits in classes]
    assert [f.rule for f in found(("现有企业", "450", "家", PAPER, "firm_count"), *listed) if not f.confirmed] == []


def test_the_first_of_several_things_is_no_total_of_the_others() -> None:
    figures = (
        ("造纸业产值达", "96", "亿元", PAPER, "output_value"),
        ("，制糖业产值达", "187", "亿元", SUGAR, "output_value"),
        ("，竹木业产值达", "135", "亿元", Entity("Cluster", "竹木业", "云岭县"), "output_value"),
    )
    assert found(*figures) == ()


def crop(worth: str, tonnes: str = "570") -> tuple[tuple[Any, ...], ...]:
    return (
        ("种植面积", "1900", "亩", SUGAR, "planted_area"),
        ("，亩产", "300", "公斤", SUGAR, "yield", {"per": "mu"}),
        ("，总产量", tonnes, "吨", SUGAR, "output_volume"),
        ("，按每公斤", "12", "元", SUGAR, "price", {"per": "kg"}),
        ("计算，产值", worth, "万元", SUGAR, "output_value"),
    )


def test_products_by_their_units() -> None:
    assert outcome(found(*crop("684")), "products.factors") == [True, True]
    assert outcome(found(*crop("6840")), "products.factors") == [False, True]
    assert outcome(found(*crop("684", tonnes="750")), "products.factors") == [False, True]


def test_what_a_cost_leaves() -> None:
    figures = (
        ("每亩年产值", "3000", "元", SUGAR, "output_value", {"per": "mu"}),
        ("，扣除经营成本", "300", "元", SUGAR, "other", {"of": "经营成本", "per": "mu"}),
        ("，每亩创收", "2700", "元", SUGAR, "income", {"per": "mu"}),
    )
    assert outcome(found(*figures), "products.difference") == [True]


@pytest.mark.parametrize(("share", "expected"), [("53.5", [True]), ("54", [True]), ("58.5", [False])])
def test_shares_of_a_whole_in_another_unit(share: str, expected: list[bool]) -> None:
    figures = (
        ("全县工业总产值", "2000", "万元", COUNTY, "output_value", {"of": "工业总产值"}),
        ("。造纸业实现产值", "1070", "万元", COUNTY, "output_value", {"of": "造纸业"}),
        ("，占全县工业总产值的", share, "%", COUNTY, "output_share", {"of": "造纸业", "scope": "全县工业总产值"}),
    )
    assert outcome(found(*figures), "shares.ratio") == expected


def test_no_share_is_more_than_the_whole() -> None:
    assert outcome(found(("占全国产量的", "140", "%", PAPER, "output_share", {"scope": "全国"})), "shares.over") == [
        False
    ]


@pytest.mark.parametrize(("rate", "expected"), [("25", [True]), ("35", [False])])
def test_growth_between_two_levels(rate: str, expected: list[bool]) -> None:
    figures = (
        ("2021年产值", "400", "万元", PAPER, "output_value", {"period": "2021"}),
        ("，2022年产值", "500", "万元", PAPER, "output_value", {"period": "2022"}),
        ("，同比增长", rate, "%", PAPER, "growth_rate", {"of": "output_value", "period": "2022"}),
    )
    assert outcome(found(*figures), "growth.rate") == expected


@pytest.mark.parametrize(("rate", "expected"), [("12.5", [False]), ("10.0", [True])])
def test_yearly_growth_is_compound(rate: str, expected: list[bool]) -> None:
    figures = (
        ("2018年产值", "1000", "万元", PAPER, "output_value", {"period": "2018"}),
        ("，2022年产值", "1464", "万元", PAPER, "output_value", {"period": "2022"}),
        ("，年均增长", rate, "%", PAPER, "growth_rate", {"of": "output_value", "period": "2018/2022"}),
    )
    assert outcome(found(*figures), "growth.yearly") == expected


def test_a_yearly_amount_against_level_and_rate() -> None:
    figures = (
        ("2020年产量", "20000", "吨", SUGAR, "output_volume", {"period": "2020"}),
        ("，与10年前的2010年相比，近10年年均增长", "1500", "吨", SUGAR, "other", {"of": "年均增长"}),
        ("，年均增长率", "30", "%", SUGAR, "growth_rate", {"of": "output_volume"}),
    )
    assert outcome(found(*figures), "growth.amount") == [True]


@pytest.mark.parametrize(("profit", "expected"), [("90", []), ("190", [False]), ("905", [False]), ("7800", [])])
def test_profit_is_within_profit_and_tax(profit: str, expected: list[bool]) -> None:
    figures = (("利税", "147", "万元", PAPER, "profit_and_tax"), ("，其中利润", profit, "万元", PAPER, "profit"))
    assert outcome(found(*figures), "orders.measures") == expected


def test_a_first_place_among_the_clusters_is_checked() -> None:
    rank = {"of": "产值", "scope": "两大产业"}
    figures = (
        ("造纸业产值", "500", "万元", PAPER, "output_value"),
        ("，居两大产业之首第", "1", "个", PAPER, "rank", rank),
        ("。制糖业产值", "900", "万元", SUGAR, "output_value"),
    )
    assert outcome(found(*figures), "orders.rank") == [False]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("形成了纺织、机械、食品三大主导产业。", [True]),
        ("形成了纺织、机械、食品和化工四大主导产业。", [True]),
        ("形成了纺织、机械、食品四大主导产业和造纸、制糖两大新兴产业。", [False, True]),
        ("分布在东坪、柳河、新集等3个乡镇。", [True]),
        ("分布在东坪、柳河、新集等9个乡镇。", []),  # 等: among others
        ("分布在东坪、柳河、新集等2个乡镇。", [False]),
        ("培育出东坪竹业、柳河木业、新集纸业等共5家企业。", [False]),
        ("以东风公司、红星公司为龙头的医药、机电、化工、船舶等四大产业。", [True]),
        ("与科研、教学单位合作建立5个研发中心。", []),
        ("拥有机械、电力企业50家。", []),
        ("涌现出东坪竹业、柳河木业等10多家企业。", []),
        ("打造“三区、两带”五大产业。", []),
        ("发展纺织（含棉、毛、麻）、机械两大产业。", [True]),
    ],
)
def test_numbers_of_lists(text: str, expected: list[bool]) -> None:
    writer = Writer("云岭县")
    writer.open()
    writer.say(text)
    writer.close()
    assert outcome(audit(writer.document, ()), "counts.list") == expected


def sections(said: str) -> Writer:
    writer = Writer("云岭县")
    writer.heading(1, "一、", "发展现状")
    writer.open()
    writer.figure("n", "", "全县有", said, "个", COUNTY, "cluster_count", of="产业集群", suffix="个产业集群")
    writer.close()
    for at, cluster in enumerate((PAPER, SUGAR, Entity("Cluster", "竹木业", "云岭县"))):
        writer.heading(2, f"（{'一二三'[at]}）", cluster.name)
        writer.exists(cluster)
    return writer


@pytest.mark.parametrize(("said", "expected"), [("3", [True]), ("4", [False]), ("9", [])])
def test_the_number_of_clusters_against_the_sections(said: str, expected: list[bool]) -> None:
    writer = sections(said)
    assert outcome(audit(writer.document, writer.facts), "counts.sections") == expected


def share(digits: str) -> dict[str, Any]:
    return {"digits": digits, "unit": "%", "measure": "market_share", "scope": "全国"}


def twice(first: dict[str, Any], second: dict[str, Any]) -> tuple[tuple[Any, ...], ...]:
    return (
        ("造纸业", first.pop("digits"), first.pop("unit", "家"), PAPER, first.pop("measure", "firm_count"), first),
        (
            "。造纸业",
            second.pop("digits"),
            second.pop("unit", "家"),
            PAPER,
            second.pop("measure", "firm_count"),
            second,
        ),
    )


@pytest.mark.parametrize(
    ("figures", "expected"),
    [
        (twice({"digits": "118"}, {"digits": "128"}), ["contradictions.values"]),
        (twice({"digits": "118"}, {"digits": "118"}), []),
        (twice({"digits": "118"}, {"digits": "1180"}), ["contradictions.values"]),
        (twice({"digits": "118"}, {"digits": "6360"}), []),  # of a part or a whole that nothing names
        (twice({"digits": "118"}, {"digits": "100", "qualifier": "over"}), []),
        (twice({"digits": "118"}, {"digits": "200", "qualifier": "over"}), ["contradictions.bound"]),
        (twice({"digits": "118", "of": "规模以上"}, {"digits": "128"}), []),
        (twice({"digits": "118", "period": "2022"}, {"digits": "128", "period": "2023"}), []),
        (twice(share("30"), share("45") | {"qualifier": "about"}), ["contradictions.values"]),
    ],
)
def test_contradictions_within_a_report(figures: tuple[Any, ...], expected: list[str]) -> None:
    assert [f.rule for f in found(*figures) if f.kind == "contradiction"] == expected


def test_two_figures_of_one_sentence_are_of_two_things() -> None:
    figures = (("面积由原来的", "10", "亩", PAPER, "planted_area"), ("扩大到", "60", "亩", PAPER, "planted_area"))
    assert [f for f in found(*figures) if f.kind == "contradiction"] == []


def test_contradictions_between_reports() -> None:
    one = paragraph(("造纸业企业", "118", "家", PAPER, "firm_count"))
    other = paragraph(("造纸业企业", "128", "家", PAPER, "firm_count"))
    other.facts = [moved(fact, "other") for fact in other.facts]
    second = other.document.__class__("other", "other.txt", "", other.text, other.document.passages)
    [finding] = between([Ledger(one.document, one.facts), Ledger(second, other.facts)])
    assert {term.report for term in finding.figures} == {"made", "other"}
    assert between([Ledger(one.document, one.facts), Ledger(one.document, one.facts)]) == ()


def moved(fact: Any, report: str) -> Any:
    return replace(fact, evidence=replace(fact.evidence, report=report))


def test_an_exact_count_refutes_a_bound_and_confirmation_is_no_doubt() -> None:
    findings = found(*twice({"digits": "118"}, {"digits": "200", "qualifier": "over"}))
    [refuted] = suspects(findings)
    assert refuted.evidence.quote == "。造纸业200家"
    writer = paragraph(*items("4304", "1300", "720", "2000", "284"))
    assert set(confirmed(audit(writer.document, writer.facts))) == set(writer.facts)


@pytest.mark.parametrize(
    "make", [lambda: sections("4"), lambda: paragraph(*items("4304", "1300", "720", "2000", "2840"))]
)
def test_every_figure_stands_in_its_sentence(make: Callable[[], Writer]) -> None:
    writer = make()
    for finding in audit(writer.document, writer.facts):
        for term in finding.figures:
            assert writer.text[term.quote_start : term.quote_end] == term.quote


def test_an_id_stays_when_the_text_around_changes() -> None:
    writer = paragraph(*items("4304", "1300", "720", "2000", "2840"))
    later = Writer("云岭县", text="前言。\n", passages=[Passage("paragraph", 0, 3, (Heading(0, "前言", 0, 2),))])
    later.open()
    for at, (before, digits, unit, subject, measure, *rest) in enumerate(items("4304", "1300", "720", "2000", "2840")):
        later.figure(str(at), "", before, digits, unit, subject, measure, **(rest[0] if rest else {}))
    later.say("。")
    later.close()
    ids = [[f.id for f in audit(each.document, each.facts)] for each in (writer, later)]
    assert ids[0]
    assert ids[0] == ids[1]
