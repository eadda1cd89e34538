"""Every rule reads any text in time that grows with its length: none may hang on a sentence that nobody foresaw."""

from collections import defaultdict

import pytest
from growth import MOST, ROUNDS, seconds

from kg import grammar
from kg.model import Mention

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

LENGTH = 375  # characters, and eight times as many
LEAST = 0.02  # seconds of processor time below which a measurement tells nothing
SENTENCE = "依托甲乙公司丙丁集团等龙头企业打造机电产业集群形成以戊为中心的产业园区实现产值10亿元占全省的30%"

HOSTILE = {
    "one character": "业",
    "one letter": "A",
    "digits": "1",
    "digits and points": "1.",
    "digits and commas": "1,000",
    "Chinese digits": "一百二十",
    "commas": "，A",
    "a list": "某品、",
    "a list of firms": "甲乙公司、",
    "a list of firms and more": "甲乙公司和丙丁集团、",
    "a list of clusters": "机电产业、",
    "clusters without end": "机电产业集群",
    "a list of places": "甲镇、乙乡、",
    "places without end": "甲镇乙乡丙街道",
    "a list of parks": "甲乙工业园区、",
    "parks without end": "甲乙工业园",
    "a list of markets": "甲乙批发市场和",
    "quotes": "“甲乙之乡”、",
    "quotes without end": "“甲乙",
    "ends of quotes": "甲乙”",
    "quotes one on another": "“甲”",
    "brackets": "（甲）",
    "brackets without end": "（甲",
    "titles without end": "被评为中国",
    "titles in a list": "获评中国名城、",
    "shares": "占全国的30%，",
    "shares without end": "占全国的",
    "equal parts": "分别达到",
    "amounts": "约10多亿元、",
    "periods": "2023年1—10月",
    "ranges": "3~4亿",
    "fractions": "三分之一",
    "verbs": "生产的",
    "of and of": "的",
    "as and as": "以甲为乙",
    "standards": "参与制定甲标准、乙标准，",
    "places of firms": "分布在甲，",
    "plans": "“甲乙”计划、",
    "books": "《甲规划",
    "yearly": "年产甲1吨、",
    "etcetera": "甲等",
    "a sentence": SENTENCE,
    "Chinese digits side by side": "一二三四五",
    "groups of digits": "123 ",
    "multipliers": "万",
    "points": "一点二",
    "years": "年",
    "commas alone": "，",
    "stops of a list": "、",
    "white space": " ",
    "units": "亿元",
    "Latin": "The quick brown fox ",
    "letters and digits": "A1",
    "numbers of a list": "第一",
}


def times(length: int, unit: str) -> dict[str, float]:
    """The processor time that each stratum takes for so many characters of a text."""
    text = (unit * (length // len(unit) + 1))[:length]
    found: list[Mention] = []
    return {each.name: seconds(lambda each=each: found.extend(each.read(text, found))) for each in grammar.STRATA}


@pytest.mark.parametrize("name", HOSTILE)
def test_each_stratum_takes_time_in_proportion_to_a_hostile_text(name: str) -> None:
    least: dict[tuple[int, str], float] = defaultdict(lambda: float("inf"))
    for _ in range(ROUNDS):
        for length in (LENGTH, 8 * LENGTH):
            for stratum, taken in times(length, HOSTILE[name]).items():
                least[length, stratum] = min(taken, least[length, stratum])
        slow = {
            stratum: (least[LENGTH, stratum], taken)
            for (length, stratum), taken in least.items()
            if length > LENGTH and taken > LEAST and taken >= MOST**3 * least[LENGTH, stratum]
        }
        if not slow:
            break
    assert slow == {}
