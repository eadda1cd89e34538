"""Whether words tell a fact, a plan or a forecast: 力争到2026年达到…, 预计…, 已建成…, at each point of a sentence."""

import re
from functools import lru_cache

from kg.grammar.phrases import verbs
from kg.legible import usual
from kg.lexicon import any_of, rows, words
from kg.model import Modality

_ROWS = {row["surface"]: row for row in rows("modality")}
_MARK = re.compile(any_of(_ROWS))
_GOAL = re.compile(
    f"(?<![截止至])到(?:20\\d\\d年|[“”十四五末期]{{3,8}})(?:底|末)?[^，。；]{{0,16}}?(?:要|将|力争|实现|可?达到|可?达|{verbs('reach')})"
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
_LINED_UP = re.compile("[^，。；\\d]{0,16}(?:项目|工程)[^，。；\\d]{0,4}[\\d一二两三四五六七八九十百余多]+[个项]")
_GRANTS = re.compile(
    "[到了位]{0,2}[^，。；\\d]{0,10}(?:资金|专项债券?|补助|贷款|国债|(?:财政|预算内)投资)"
)  # 争取上级资金3亿元
_SUM = re.compile("(?:计划|规划|拟)(?=总?投资)")  # 计划投资5亿元 plans nothing behind ；
_ATTRIBUTE = re.compile("[^，。；\\d]{2,10}的[^，。；\\d]{2,16}[，；。]")  # 是拟申报的国家公园，森林覆盖率…
_ROUND = 2  # digits of a number that is aimed at
_NUMBER = re.compile("(?<![\\d.])\\d[\\d,.]*(?![\\d年月日])")
_NOW = re.compile("(?:目前|现|已|如今|当前)[^，。；]{0,8}$")  # 目前可实现年加工8万吨
_UPON = re.compile("[^，。；]{0,24}基础上(?![^，。；]*$)")  # 在现有面积14万亩的基础上，新增5万亩
_HELD, _VERB = (
    re.compile(f"{any_of(words('texts', 'hope'))}[^，。；]*$"),
    re.compile("实现|达到?|突破"),
)  # 力争现有园区实现产值10亿元
_AGAINST = re.compile("(?:比|较|与|同|相比)$")
_DONE = re.compile(verbs("stated"))


@lru_cache(maxsize=256)  # of a figure it is asked more than once
def modality(text: str, end: int) -> Modality:
    """What the words of a sentence up to `end` make of what ends there."""
    found: Modality = "planned" if _GOAL.search(text[:end]) else "actual"
    for mark in _MARK.finditer(text, 0, end):
        row = _ROWS[mark[0]]
        if row["reach"] == "clause" and _CLAUSE_END.search(text, mark.end(), end):
            continue
        if _is_idle(mark, text, end):
            continue
        match row["modality"]:
            case "planned":
                found = "forecast" if found == "forecast" and mark[0].startswith("将") else "planned"
            case "forecast":
                found = "forecast"
            case _:
                found = "actual"
    if found == "actual" and _AIM.match(text, end) and _FOR_AN_AIM.search(text[:end]):
        return "planned"  # 围绕建成3个百亿园区目标
    return found


def _is_idle(mark: re.Match[str], text: str, end: int) -> bool:
    """Whether a mark says nothing of when what ends there is: 在建企业40家, 谋划实施项目70个, 比去年增长."""
    match mark[0]:
        case planned if planned.startswith("计划") and text.endswith("按", 0, mark.start()):
            return True
        case "在建":
            return bool(_COUNTED.match(text, mark.end()))
        case "谋划实施" | "谋划储备":
            return bool(_LINED_UP.fullmatch(text, mark.end(), end))
        case "拟":
            return bool(_ATTRIBUTE.match(text, mark.end()))
        case "争取" | "争取到":
            return bool(_GRANTS.match(text, mark.end()))
        case able if able.endswith(("可实现", "可带动", "可吸纳")):
            return bool(_NOW.search(text[: mark.start()]))
        case "现有":
            held = _HELD.search(text[: mark.start()]) and _VERB.search(text, mark.end(), end)
            return bool(held or _UPON.match(text[:end], mark.end()))
        case "去年" | "上年":
            return bool(_AGAINST.search(text[: mark.start()]))
        case aim if aim.endswith("目标"):  # 紧紧围绕增收的奋斗目标，新造竹林3000亩
            return bool(_FOR_AN_AIM.search(text[: mark.start()]) and _CLAUSE_END.search(text, mark.end(), end))
        case _:
            return False


def _counted(words: str) -> bool:
    """Whether most figures are such as are counted and not aimed at: 面积176.4万亩，产量13.86万吨; not 产值50亿元."""
    figures = [found[0] for found in _NUMBER.finditer(words)]
    exact = [one for one in figures if len(one.replace(",", "").replace(".", "").strip("0")) > _ROUND]
    return len(figures) > 1 and 2 * len(exact) > len(figures)


@lru_cache(maxsize=64)
def whole_sentence(text: str, start: int) -> str:
    """The parts of a sentence before the one that starts there: 力争…；｜…; "" for one without any."""
    first = max(0, start - _FARTHEST)
    for found in _WHOLE_SENTENCE.finditer(text, first, start):
        first = found.end()
    before = usual(text[first:start]).rstrip()
    return before if before.endswith(("；", ";")) else ""


def goes_on(before: str, text: str, end: int) -> Modality:
    """What the parts before make of what ends there: 力争产值达5亿元；企业达30家 and 预计…；…, not ；已有20家."""
    return "actual" if _DONE.search(text[:end]) else modality(_SUM.sub("", before), len(before))


def to_come(text: str, end: int, year: int | None) -> bool:
    """Whether a sentence dates what ends there in a year after the one that the report speaks from: 到2026年底，…."""
    dated = [*_BY.finditer(text, 0, end)]
    if not dated or _DONE.search(text[dated[-1].end() : end]):
        return False
    if year is None:
        return not (_STANDS.search(text, dated[-1].end(), end) or _counted(text[dated[-1].end() :]))
    return int(dated[-1]["year"]) > year
