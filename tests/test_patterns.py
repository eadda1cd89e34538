"""Every rule reads any text in time that grows with its length: none may hang on a sentence that nobody foresaw."""

import time

import pytest

from kg import grammar

LENGTH = 5_000
SENTENCE = "依托甲乙公司丙丁集团等龙头企业打造机电产业集群形成以戊为中心的产业园区实现产值10亿元占全省的30%"
BUDGET = 1.5  # seconds for 5,000 characters; a pattern that backtracks without bound takes hours


def _fill(unit: str) -> str:
    return (unit * (LENGTH // len(unit) + 1))[:LENGTH]


HOSTILE = {
    "one character": _fill("业"),
    "one letter": _fill("A"),
    "digits": _fill("1"),
    "digits and points": _fill("1."),
    "digits and commas": _fill("1,000"),
    "Chinese digits": _fill("一百二十"),
    "commas": _fill("，A"),
    "a list": _fill("某品、"),
    "a list of firms": _fill("甲乙公司、"),
    "a list of firms and more": _fill("甲乙公司和丙丁集团、"),
    "a list of clusters": _fill("机电产业、"),
    "clusters without end": _fill("机电产业集群"),
    "a list of places": _fill("甲镇、乙乡、"),
    "places without end": _fill("甲镇乙乡丙街道"),
    "a list of parks": _fill("甲乙工业园区、"),
    "parks without end": _fill("甲乙工业园"),
    "a list of markets": _fill("甲乙批发市场和"),
    "quotes": _fill("“甲乙之乡”、"),
    "quotes without end": _fill("“甲乙"),
    "ends of quotes": _fill("甲乙”"),
    "quotes one on another": _fill("“甲”"),
    "brackets": _fill("（甲）"),
    "brackets without end": _fill("（甲"),
    "titles without end": _fill("被评为中国"),
    "titles in a list": _fill("获评中国名城、"),
    "shares": _fill("占全国的30%，"),
    "shares without end": _fill("占全国的"),
    "equal parts": _fill("分别达到"),
    "amounts": _fill("约10多亿元、"),
    "periods": _fill("2023年1—10月"),
    "ranges": _fill("3~4亿"),
    "fractions": _fill("三分之一"),
    "verbs": _fill("生产的"),
    "of and of": _fill("的"),
    "as and as": _fill("以甲为乙"),
    "standards": _fill("参与制定甲标准、乙标准，"),
    "places of firms": _fill("分布在甲，"),
    "plans": _fill("“甲乙”计划、"),
    "books": _fill("《甲规划"),
    "yearly": _fill("年产甲1吨、"),
    "etcetera": _fill("甲等"),
    "a sentence": _fill(SENTENCE),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_reads_hostile_text_in_bounded_time(name: str) -> None:
    start = time.process_time()
    grammar.read(HOSTILE[name])
    assert time.process_time() - start < BUDGET


def test_reads_twenty_thousand_characters_without_punctuation() -> None:
    start = time.process_time()
    grammar.read((SENTENCE * 500)[:20_000])
    assert time.process_time() - start < 4 * BUDGET
