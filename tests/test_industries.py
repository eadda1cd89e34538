"""Industries of trades: which codes, for what reason, and the correspondence to ISIC."""

import csv

import pytest
from gold import SLUGS, gold_document, gold_facts, needs_gold

from kg.identity.names import usual_trade
from kg.industries import above, canonical, classify, industries, isic, wider
from kg.lexicon import rows
from kg.resources import resource


def codes(trade: str) -> list[str]:
    return [reason.code for reason in classify(trade)]


@pytest.mark.parametrize(
    ("trade", "expected"),
    [
        ("纺织服装", ["17", "18"]),
        ("竹木加工", ["20"]),
        ("造纸", ["22"]),
        ("造纸机械", ["35"]),  # the machine, not the paper
        ("食品包装机械", ["35"]),
        ("汽车及机械加工", ["34", "35", "36"]),
        ("橡胶", ["02"]),  # alone it is the plantation
        ("橡胶轮胎", ["29"]),
        ("环保涂料", ["26"]),
        ("盐及盐化工", ["10", "26"]),
        ("矿业", ["B"]),  # no division says it
        ("锯材", ["20"]),  # by the name of class 2011
        ("四大产业", []),
        ("产业集群", []),
        ("", []),
    ],
)
def test_a_trade_is_of_industries(trade: str, expected: list[str]) -> None:
    assert codes(trade) == expected


def test_the_reason_is_the_word_or_the_class_that_has_it() -> None:
    assert [(reason.code, reason.word, reason.by_class) for reason in classify("纺织服装")] == [
        ("17", "纺织", ""),
        ("18", "服装", ""),
    ]
    [reason] = classify("锯材")
    assert (reason.word, reason.by_class) == ("锯材", "2011")


def test_every_word_of_the_lexicon_is_of_its_own_industries() -> None:
    for row in rows("trades"):
        assert codes(row["surface"]) == sorted(row["industries"].split()), row["surface"]


def test_what_words_mean_and_are_kinds_of_are_words_too() -> None:
    surfaces = {row["surface"] for row in rows("trades")}
    meant = {row[column] for row in rows("trades") for column in ("means", "kind_of")} - {""}
    assert meant <= surfaces
    assert [
        row["surface"] for row in rows("trades") if canonical(canonical(row["surface"])) != canonical(row["surface"])
    ] == []


def test_trades_are_kinds_of_wider_ones() -> None:
    assert wider("小提琴") == {"乐器"}
    assert wider("数控机床") == {"机床", "机械"}
    assert wider("提琴") == wider("小提琴")
    assert wider("不知道") == frozenset()


def test_an_industry_has_those_above_it() -> None:
    assert [(i.level, i.code) for i in above("1952")] == [("class", "1952"), ("division", "19"), ("section", "C")]


def test_every_division_and_section_has_its_isic_and_english_name() -> None:
    upper = [i for i in industries().values() if i.level != "class"]
    assert len(upper) == 117
    assert [
        i.code
        for i in upper
        if not (i.isic and i.english.isascii() and i.match in ("exact", "broad", "narrow", "related"))
    ] == []
    assert {code for i in upper for code in i.isic} <= set(isic())


def test_every_division_of_isic_is_led_to() -> None:
    """But for 97 and 98 (households) nothing of ISIC is without an industry here."""
    led = {code for i in industries().values() if i.level == "division" for code in i.isic}
    assert {code for code in isic() if code.isdigit()} == led


def test_divisions_lead_to_the_section_that_theirs_leads_to_or_say_that_it_is_only_related() -> None:
    with resource("seeds", "isic4.csv").open(encoding="utf-8") as file:
        section = {row["code"]: row["section"] for row in csv.DictReader(line for line in file if line[0] != "#")}
    for industry in industries().values():
        if industry.level == "division" and industries()[industry.parent].match == "exact":
            assert {section[code] for code in industry.isic} <= set(industries()[industry.parent].isic), industry.code


@needs_gold
@pytest.mark.parametrize("slug", SLUGS)
def test_every_cluster_of_the_reports_has_an_industry(slug: str) -> None:
    named = {f.subject.name for f in gold_facts(gold_document(slug)) if f.property == "cluster"}
    without = [
        name for name in sorted(named) if not codes(usual_trade(name)) and not usual_trade(name).endswith("大产业")
    ]
    assert [name for name in without if name != "青岛产业"] == []  # the industry of a city is none
