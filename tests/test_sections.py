"""A text on several places gives each section its own."""

import pytest
from test_about import report

from kg.extraction import read_facts
from kg.extraction.about import subject_of, whereabouts
from kg.extraction.sections import sections
from kg.extraction.wording import worded
from kg.model import Document
from kg.reading.layout import passages


def document(text: str) -> Document:
    title, found = passages(text)
    return Document("some", "some.txt", title, text, found)


def owners(one: Document) -> dict[str, str]:
    """The place of each cluster."""
    facts = read_facts(one).facts
    return {fact.subject.name: fact.subject.of_place for fact in facts if fact.property == "cluster"}


HEADED = """特色产业巡礼

（一）石泉县
蚕桑产业是石泉县的支柱产业，全县养蚕户达到1200户。

（二）岚皋县
魔芋产业是岚皋县的支柱产业，全县魔芋种植户达到3400户。

（三）平利县：茶业
茶叶产业是平利县的支柱产业，全县茶农达到5600户。
"""


def test_headings_give_their_sections_a_place() -> None:
    one = document(HEADED)
    assert owners(one) == {"蚕桑产业": "石泉县", "魔芋产业": "岚皋县", "茶业": "平利县", "茶叶产业": "平利县"}
    households = [fact for fact in read_facts(one).facts if fact.property == "observation"]
    assert len(households) == 3


@pytest.mark.parametrize(
    ("title", "text", "places"),
    [
        (
            "陶瓷大县谋新篇",
            "素有“北方瓷都”之称的法库县提出，做强陶瓷。\n握有“瓷名城”招牌的朔州市应县表示，办好园区。\n藤县和岑溪市主攻集群。藤县提出，抱团。岑溪市提出，扩容。",
            ("法库县", "应县", "藤县", "岑溪市"),
        ),
        (
            "纺织升级",
            "作为“棉纺名城”之一的山东省广饶县提出，做强纺织。\n拥有“手套名镇”的山东省临沂市平邑县提出，建手套城。",
            ("广饶县", "平邑县"),
        ),
        ("各县亮点", "石泉县：蚕桑产业强。\n岚皋县：魔芋产业强。\n石泉县与岚皋县都在学习。", ("石泉县", "岚皋县")),
        (
            "秦巴山间产业兴",
            "石泉县依托蚕桑做强产业，石泉县的蚕农增收，石泉县的丝厂扩产，石泉县还建了园区。\n岚皋县依托魔芋。\n平利县依托茶业。",
            ("石泉县", "岚皋县", "平利县"),
        ),
        ("产业兴县", "石泉县依托蚕桑，石泉县增收。\n石泉县建园区。\n石泉县扩产。岚皋县、平利县都来学习。", ()),
        ("安康市各县亮点", "石泉县：蚕桑产业强。\n岚皋县：魔芋产业强。", ("石泉县", "岚皋县")),
        # a report on a city tells of its counties, one on a county of others, without leaving its own place
        ("安康市特色产业调研", "石泉县做强蚕桑产业。岚皋县做强魔芋产业。全市成势。", ()),
        ("永康市五金产业调研", "义乌市支持市场建设。东阳市支持园区建设。永康市五金强。", ()),
        ("永康市五金产业调研", "永康市五金强。永康市：门业也强。", ()),
        ("五金产业调研", "永康市五金强。", ()),
        ("五金产业调研", "中化（石泉县）公司投产。岚皋县的企业多。", ()),
    ],
)
def test_what_opens_with_a_place_is_about_it(title: str, text: str, places: tuple[str, ...]) -> None:
    one = report(title, text)
    assert tuple(place.name for place in sections(worded(one), whereabouts(worded(one))).places) == places


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("石泉县提出，做强蚕桑。\n岚皋县提出，做强魔芋。\n平利县提出，做强茶业。", "安康市"),
        ("法库县提出，做强陶瓷。\n应县提出，做强陶瓷。\n藤县提出，做强陶瓷。", ""),
    ],
)
def test_the_whole_is_what_holds_all_places(text: str, expected: str) -> None:
    one = report("各县谋新篇", text)
    assert sections(worded(one), whereabouts(worded(one))).whole.subject.name == expected


def test_a_city_stays_the_place_of_its_report() -> None:
    one = document(f"安康市{HEADED}")
    assert subject_of(one).name == "安康市"
    assert read_facts(one).place == "安康市"
    assert set(owners(one).values()) == {"石泉县", "岚皋县", "平利县"}


ROWS = """各县产业一览

| 县 | 主导产业 | 企业数（家） | 产值（亿元） |
| --- | --- | --- | --- |
| 石泉县 | 蚕桑 | 120 | 12 |
| 岚皋县 | 魔芋 | 80 | 8 |
| 平利县 | 茶叶 | 90 | 9 |
"""


def test_rows_of_counties_are_about_them() -> None:
    one = document(ROWS)
    parts = sections(worded(one), whereabouts(worded(one)))
    assert [place.name for place in parts.places] == ["石泉县", "岚皋县", "平利县"]
    assert parts.row("岚皋县") == parts.places[1]
    assert parts.row("魔芋") is None
    city = document(f"安康市{ROWS}")
    assert sections(worded(city), whereabouts(worded(city))).row("岚皋县") is None


def test_a_line_with_a_place_and_a_colon_begins_its_section() -> None:
    text = (
        "记者走进两地。\n浙江嵊州：小领带织出大市场。\n浙江省嵊州市地处曹娥江上游。\n眼下，企业发展到610家。\n"
        "江西余干：辣椒红了日子。\n江西省余干县东临鄱阳湖。\n去年农户发展到9万户。"
    )
    one = document(text)
    parts = sections(worded(one), whereabouts(worded(one)))
    assert [place.name for _, place in parts.begun] == ["嵊州市", "余干县"]
    long = text.replace("小领带织出大市场", "小领带" * 20)
    assert [place.name for _, place in sections(worded(document(long)), whereabouts(worded(document(long)))).begun] == [
        "余干县"
    ]


def test_bare_headings_of_counties_make_a_text_one_on_several() -> None:
    one = document("1、贵州威宁县\n薯类是威宁的招牌。\n\n2、福建连城县\n地瓜是连城的招牌。\n")
    assert {place.name for place in sections(worded(one), whereabouts(worded(one))).places} == {"威宁县", "连城县"}


def places_of(one: Document, property: str) -> dict[str, str]:
    """The place that the things of a property are of by their section, "" where it is the report's."""
    return {fact.subject.name: fact.subject.of_place for fact in read_facts(one).facts if fact.property == property}


def test_problems_and_measures_are_of_the_place_of_their_section() -> None:
    one = document(
        "三县产业调研\n\n一、石泉县\n石泉县养蚕。\n（一）存在问题\n1、丝价波动大\n丝价不稳。\n（二）对策建议\n1、加快技改\n"
        "要技改。\n\n二、岚皋县\n岚皋县种魔芋。\n（一）存在问题\n主要问题有：丝价波动大；芋种退化。\n"
        "（二）对策建议\n实施“芋种提纯”行动计划。\n\n三、平利县\n平利县种茶。\n（一）存在问题\n存在茶园老化、采工短缺等问题。\n"
    )
    told = [(f.subject.name, f.subject.of_place) for f in read_facts(one).facts if f.property == "problem"]
    assert told == [
        ("丝价波动大", "石泉县"),
        ("丝价波动大", "岚皋县"),
        ("芋种退化", "岚皋县"),
        ("茶园老化", "平利县"),
        ("采工短缺", "平利县"),
    ]
    assert places_of(one, "policy") == {"加快技改": "石泉县", "“芋种提纯”行动计划": "岚皋县"}


def test_what_an_author_says_of_the_own_district_is_no_matter_of_the_county_visited() -> None:
    one = document(
        "永康市五金产业调研报告\n为学习永康市，促进温江产业发展，笔者赴永康市调研。\n一、永康市存在的问题\n1、用地紧张\n厂房不足。\n"
        "二、对我区产业集群发展的对策建议\n目前我区产业集群发展中还存在一些问题：\n1、品牌不响\n温江的名牌少。\n为此应采取措施。\n"
        "1、实施招商战略\n要招商。\n"
    )
    assert places_of(one, "problem") == {"用地紧张": "", "品牌不响": "温江"}
    assert places_of(one, "policy") == {"实施招商战略": "温江"}
