"""Every rule reads any text in time that grows with its length: none may hang on a sentence that nobody foresaw."""

import importlib
import pkgutil
import re
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from random import Random

import pytest
from growth import MOST, PIECES, ROUNDS, doubled, per_doubling, seconds
from pumped import possessive, pumped

import kg
from kg import grammar
from kg.grammar.engine import Grammar
from kg.model import Mention

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

LENGTH = 375  # characters, and PIECES times as many
LEAST = 0.02  # seconds of processor time below which a measurement tells nothing
LENGTHS = [24 << doublings for doublings in range(8)]  # 24 to 3,072: exponential work is slow and ends at the least
WAYS = 4  # that lead to each part that a pattern repeats
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
    slow = {stratum.name: MOST for stratum in grammar.STRATA}
    for _ in range(ROUNDS):
        wholes = times(PIECES * LENGTH, HOSTILE[name])
        long = [stratum for stratum in slow if wholes[stratum] > LEAST]
        pieces = [times(LENGTH, HOSTILE[name]) for _ in range(PIECES if long else 0)]
        grown = {stratum: doubled(wholes[stratum], sum(piece[stratum] for piece in pieces)) for stratum in long}
        slow = {stratum: by for stratum, by in grown.items() if by >= MOST}
        if not slow:
            break
    assert slow == {}


Search = Callable[[str], object]


def searched(pattern: re.Pattern[str]) -> Search:
    return lambda text: [*pattern.finditer(text)]


def patterns_of_modules() -> Iterator[tuple[str, re.Pattern[str], Search]]:
    """The patterns that modules hold, each with how it is used: sought in a text, or matched where it begins."""
    for found in pkgutil.walk_packages(kg.__path__, "kg."):
        module = importlib.import_module(found.name)
        source = Path(str(module.__file__)).read_text("utf-8")
        for name, pattern in vars(module).items():
            if isinstance(pattern, re.Pattern) and isinstance(pattern.pattern, str):
                if re.search(rf"\b{name}\.(?:search|finditer|findall|split|subn?)\b", source):
                    yield f"{found.name}.{name}", pattern, searched(pattern)
                if re.search(rf"\b{name}\.(?:full)?match\b", source):
                    yield f"{found.name}.{name}", pattern, pattern.match


def _searching(search: Search, before: str, once: str, length: int) -> Callable[[], object]:
    text = before + once * (length // len(once) + 1)
    return lambda: search(text)


def slow_text(pattern: re.Pattern[str], search: Search, random: Random) -> str:
    """A text that a pattern takes too much more time for than for an eighth of it; nothing if none is found."""
    for _ in range(WAYS):
        for before, once in pumped(pattern, random):
            work = partial(_searching, search, before, once)
            slow = next((length for length in LENGTHS if seconds(work(length)) > LEAST), None)
            if slow and per_doubling(work, slow // PIECES) >= MOST:
                return f"{before}{once} …, {slow} characters"
    return ""


@pytest.mark.parametrize("stratum", grammar.STRATA, ids=lambda stratum: stratum.name)
def test_no_rule_is_slow_on_a_text_that_never_leaves_one_of_its_repeats(stratum: Grammar) -> None:
    slow = {
        rule.name: slow_text(re.compile(rule.text), searched(rule.pattern), Random(rule.name)) for rule in stratum.rules
    }
    assert {name: text for name, text in slow.items() if text} == {}


def test_no_pattern_of_a_module_is_slow_on_a_text_that_never_leaves_one_of_its_repeats() -> None:
    patterns = [*patterns_of_modules()]
    assert len(patterns) > 100
    slow = {name: slow_text(pattern, search, Random(name)) for name, pattern, search in patterns}
    assert {name: text for name, text in slow.items() if text} == {}


def test_no_pattern_repeats_a_group_possessively() -> None:
    """(?:ab?c|a)*+ takes other text in CPython 3.11.0 to 3.11.4, which Debian 12 has; (?>(?:ab?c|a)*) does not."""
    rules = {rule.name: re.compile(rule.text) for stratum in grammar.STRATA for rule in stratum.rules}
    held = {name: pattern for name, pattern, _ in patterns_of_modules()}
    assert [name for name, pattern in (rules | held).items() if possessive(pattern)] == []
    assert possessive(re.compile("(?:(?:ab?c|a)*+)d"))
    assert not possessive(re.compile("[ab]++(?>(?:ab?c|a)*)d"))


@pytest.mark.parametrize(
    "pattern", ["(?:a+)+b", "x(?:[ab]{1,9}a?){1,6}c", "x(?:[ab]+a?){1,3}c", "a(?:了|[了的])*(?:了)*(?:的)*b"]
)
def test_a_slow_pattern_is_found(pattern: str) -> None:
    compiled = re.compile(pattern)
    assert slow_text(compiled, searched(compiled), Random(1))
