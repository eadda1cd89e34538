"""Whether words tell a fact, a plan or a forecast: 力争到2026年达到…, 预计…, 已建成…, at each point of a sentence."""

import re
from functools import lru_cache

from kg.grammar.phrases import verbs
from kg.lexicon import any_of, rows
from kg.model import Modality

_ROWS = {row["surface"]: row for row in rows("modality")}
_MARK = re.compile(any_of(_ROWS))
_GOAL = re.compile(
    "(?<![截止至])到(?:20\\d\\d年|[“”十四五末期]{3,8})(?:底|末)?[^，。；]{0,16}?(?:要|将|力争|实现|可?达到|可?达|建成|形成|突破|占|提高|增长|新增|培育|引进|带动)"
    "|(?:今年|明年|年内|今后|未来)[^，。；\\d]{0,8}?将(?!近)"
    "|规划(?=[\\d一二三四五六七八九十])"
)
_CLAUSE_END = re.compile("[，；。]")
_WHOLE_SENTENCE = re.compile("[。！？\n]")
# 到2026年底， and no year that something only grew to: 由2021年的9家发展到2023年的17家, 2011年到2015年
_BY = re.compile("(?<![截止年])[到至](?P<year>20\\d\\d)年(?:底|末|年底|年末)?(?!的|[来间]|以|为止|止|上半年|前)")
_FARTHEST = 600  # characters back that a goal reaches
_FOR_AN_AIM = re.compile(f"{verbs('aim')}[^，。；]{{0,24}}$")
_AIM = re.compile("[^，。；]{0,12}?目标")
_STANDS = re.compile("[现共仅]有|[总累]计")  # 到2002年底，共有企业185家
_COUNTED = re.compile(
    "(?:的|重点|重大|亿元以?上?)*(?:项目|企业|工程)[^，。；\\d]{0,4}[\\d一二两三四五六七八九十]"
)  # 在建企业40家
_DONE = re.compile("了|已|曾|仍|拥有|只有|仅有|就有|发展到|增加到了")


@lru_cache(maxsize=256)  # of a figure it is asked more than once
def modality(text: str, end: int) -> Modality:
    """What the words of a sentence up to `end` make of what ends there."""
    found: Modality = "planned" if _GOAL.search(text[:end]) else "actual"
    for mark in _MARK.finditer(text, 0, end):
        row = _ROWS[mark[0]]
        if row["reach"] == "clause" and _CLAUSE_END.search(text, mark.end(), end):
            continue
        if mark[0] == "在建" and _COUNTED.match(text, mark.end()):
            continue
        if (
            mark[0].endswith("目标")
            and _FOR_AN_AIM.search(text[: mark.start()])
            and _CLAUSE_END.search(text, mark.end(), end)
        ):
            continue  # 紧紧围绕增收的奋斗目标，新造竹林3000亩
        match row["modality"]:
            case "planned":
                found = "planned"
            case "forecast":
                found = "forecast"
            case _:
                found = "actual"
    if found == "actual" and _AIM.match(text, end) and _FOR_AN_AIM.search(text[:end]):
        return "planned"  # 围绕建成3个百亿园区目标
    return found


@lru_cache(maxsize=64)
def whole_sentence(text: str, start: int) -> str:
    """The parts of a sentence before the one that starts there: 力争…；｜…; "" for one without any."""
    first = max(0, start - _FARTHEST)
    for found in _WHOLE_SENTENCE.finditer(text, first, start):
        first = found.end()
    before = text[first:start].rstrip()
    return before if before.endswith(("；", ";")) else ""


def goes_on(before: str, text: str, end: int) -> bool:
    """Whether a goal of the parts before reaches what ends there: 力争产值达5亿元；企业达30家, not ；已有20家."""
    return modality(before, len(before)) != "actual" and not _DONE.search(text[:end])


def to_come(text: str, end: int, year: int | None) -> bool:
    """Whether a sentence dates what ends there in a year after the one that the report speaks from: 到2026年底，…."""
    dated = [*_BY.finditer(text, 0, end)]
    if not dated or _DONE.search(text[dated[-1].end() : end]):
        return False
    if year is None:
        return not _STANDS.search(text, dated[-1].end(), end)
    return int(dated[-1]["year"]) > year
