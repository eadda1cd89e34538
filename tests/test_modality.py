"""What is yet to come is planned: by its own words, a goal before ；, a year after the one a report speaks from."""

from decimal import Decimal

import pytest

from kg.extraction import read_facts
from kg.extraction.modality import modality, to_come, whole_sentence
from kg.model import Document, Figure
from kg.reading.layout import passages

HEAD = "遂昌县竹炭产业发展情况\n2023年12月，全县有竹炭企业30家。\n"
PLANNED = [
    "力争产值达到50亿元。",
    "力争产值达到50亿元，企业达到80家。",
    "力争产值达到30亿元；企业达到50家。",
    "到2026年底，产值50亿元。",
    "到2026年，企业达到50家。",
    "确保全年产值达到50亿元。",
    "拟引进项目8个，总投资50亿元。",
    "力求到2026年产值50亿元。",
    "围绕产值50亿元目标，实施技改。",
    "照此安排，产值50亿元。",
    "今年将迎来游客50万人次。",
    "明年该县将新上生产线5条。",
    "力争比去年增长5亿元。",
    "力争全县现有园区实现总产值50亿元。",
    "2027年，全县计划产竹炭22万吨，实现产值50万元。",
    "种植面积计划扩至50万亩。",
    "该县还打算再建50万平方米厂房。",
    "总体目标是建成全国一流的基地。培育企业50家。",
]
TOLD = [
    "产值达到50亿元。",
    "目前，产值达到50亿元。",
    "力争再上台阶。产值达到50亿元。",
    "力争再上台阶；已有企业50家。",
    "截至2023年底，产值50亿元。",
    "到2022年，产值达到50亿元。",
    "产值由2021年的30亿元提高到2023年的50亿元。",
    "到2023年底，已建成厂房50万平方米。",
    "到2026年底，全县拥有企业50家。",
    "园区规划用地面积8平方公里；基础设施累计投入50万元。",
    "今年产值50亿元，将近翻番。",
    "争取上级资金5亿元；新上生产线50条。",
    "谋划储备竹炭项目50个。",
    "争取到位补助资金9亿元，其中债券资金5亿元。",
    "均按计划开工，开工率达50%。",
    "项目4个，计划投资9亿元；签约项目50个。",
    "争取中央财政投资50万元建成仓库。",
    "目前可实现年产值50亿元。",
    "力争到2026年，在竹林现有面积50万亩的基础上，新造30万亩。",
    "这里是拟申报的国家公园，产值50亿元。",
]


def standings(text: str) -> set[str]:
    """How the figures of a text beginning with 5 are told."""
    title, found = passages(HEAD + text)
    facts = read_facts(Document("invented", "invented.txt", title, HEAD + text, tuple(found))).facts
    figures = [fact for fact in facts if isinstance(fact.object, Figure) and str(fact.object.value)[0] == "5"]
    return {fact.modality for fact in figures}


@pytest.mark.parametrize("text", PLANNED)
def test_a_goal_is_planned(text: str) -> None:
    assert standings(text) == {"planned"}


@pytest.mark.parametrize("text", TOLD)
def test_a_fact_beside_goals_stays_one(text: str) -> None:
    assert standings(text) == {"actual"}


def test_a_forecast_reaches_to_the_end_of_its_sentence() -> None:
    text = "达产后，年产值6亿元，利税8000万元"
    assert modality(text, len(text)) == "forecast"


def test_a_forecast_reaches_the_parts_behind_it() -> None:
    assert standings("预计明年，在现有竹林30万亩的基础上，新造竹林50万亩。") == {"forecast"}
    assert standings("预计全年产值50亿元，增长5%；税收5亿元。") == {"forecast"}
    assert standings("预测上半年将完成投资50万元。") == {"forecast"}
    assert standings("项目满负荷生产后，可提供就业岗位500个。") == {"forecast"}


def test_a_year_that_is_not_known_to_be_past_is_to_come() -> None:
    assert to_come("到2026年底，产值50亿元", 12, None)
    assert not to_come("到2026年底，已有企业50家", 12, None)
    assert not to_come("到2020年底，产值50亿元", 12, 2023)
    assert not to_come("到2022年底，面积176.4万亩，产量13.86万吨", 16, None)
    assert to_come("到2022年底，面积200万亩，产量15万吨", 14, None)
    assert not to_come("截至2026年底，产值50亿元", 12, 2023)


def test_the_parts_of_a_sentence_before_one() -> None:
    text = "甲。力争产值30亿元；企业50家"
    assert whole_sentence(text, text.index("企业")) == "力争产值30亿元；"
    assert whole_sentence(text, text.index("力争")) == ""


def test_a_number_of_the_goal_is_exact() -> None:
    title, found = passages(HEAD + PLANNED[3])
    facts = read_facts(Document("invented", "invented.txt", title, HEAD + PLANNED[3], tuple(found))).facts
    values = [fact.object.value for fact in facts if isinstance(fact.object, Figure) and fact.modality == "planned"]
    assert Decimal(5_000_000_000) in values


@pytest.mark.parametrize(
    ("text", "modality"),
    [
        ("到2026年底，遂昌县建成竹艺产业园。", "planned"),
        ("到2026年，遂昌县获评中国竹艺之乡。", "planned"),
        ("力争产值达到30亿元；遂昌县获评中国竹艺之乡。", "planned"),
        ("到2022年底，遂昌县建成竹艺产业园。", "actual"),
        ("力争产值达到30亿元；遂昌县已获评中国竹艺之乡。", "actual"),
    ],
)
def test_what_is_to_come_is_planned_of_parks_and_titles_too(text: str, modality: str) -> None:
    title, found = passages(HEAD + text)
    facts = read_facts(Document("invented", "invented.txt", title, HEAD + text, tuple(found))).facts
    told = [fact.modality for fact in facts if fact.property in ("has_park", "holds_title")]
    assert told == [modality]
