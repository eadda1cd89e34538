"""Which period a figure is of: 截至2024年底 holds to the end of what it opens, 2024年完成… for its run of figures."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from kg.extraction.entities import Named
from kg.extraction.horizon import time_of
from kg.grammar.figures import Reading
from kg.grammar.periods import Period, Relative
from kg.grammar.periods import periods as phrases
from kg.legible import legible
from kg.lexicon import any_of, rows, table, words
from kg.model import Document, Heading, Mention

# 增加值, 财政收入: sums that came about in a span of time, with no measure of their own; not 品牌价值, which stands
_MONEY = re.compile(
    f"{any_of(surface for surface, code in table('measures', 'measure').items() if code == 'other')}$(?<!价值)"
)
_PAST, _AHEAD = (
    any_of(row["surface"] for row in rows("headings", "time") if row["time"] == time) for time in ("past", "ahead")
)
_REVIEWED = re.compile(f"(?P<year>(?<!\\d)20\\d\\d)年度?(?!以来|来|至)[^，。：\\d]{{0,16}}?{_PAST}")
_NEW = re.compile(
    "新获|" + any_of(row["surface"] for row in rows("figures", "portion") if row["surface"].startswith("新")) + "(?!长)"
)
_LEVEL = re.compile("达到?|突破|[增发][加展]?[至到]|总数|共有|拥有")
_DEED = re.compile(f"[，、]?(?:全年|一年来)?(?:共|累计|新|成功)?{any_of(words('periods', 'deed'))}")
_RETOLD = re.compile(any_of(row["surface"] for row in rows("titles", "adverb") if row["times"]))
# what a year dates that begins: 2022年｜投产，; the figures in the clauses behind it are of no year
_BEGINS = re.compile(f"，?[^，。；\\d]{{0,24}}?{any_of(words('periods', 'onset_verb'))}[^，。；\\d]{{0,4}}$")
# what a year says something was called or became: 2006年被批准为省级园区，规划面积3.2万亩
_TITLED = re.compile(
    f"，?[^，。；\\d]{{0,20}}?(?:{any_of(words('titles', 'naming_verb'))}|批准|晋升|升级)"
    "[成为了]{0,2}[^，；。]{2,40}$"
)
_ALL = re.compile(f"（(?P<year>(?:19|20)\\d\\d)年(?:的)?{any_of(words('periods', 'source'))}）[。]?$")
_YEAR = re.compile("(?:19|20)\\d\\d")
_SPOKEN_FROM = re.compile("(?<![到至于在前比较是“])(?P<year>20\\d\\d)年(?!.{0,4}(?:将|力争|要))")
# what a title sets for the year behind one that it reviews: 工作总结和2024年工作思路
_NEXT = re.compile(f"{_PAST}[及和与暨、](?P<year>20\\d\\d)年[^，。]{{0,8}}?{_AHEAD}")
# how a part of a report opens that is on one year: 2022年，是极不平凡的一年
_ON_A_YEAR = re.compile("(?:刚刚)?(?:过去的)?(?P<year>20\\d\\d)年，?是[^。]{0,60}?(?:一年|之年|年份)")
_LOOKS_BACK = re.compile(f"(?P<year>20\\d\\d)年[^，。：\\d]{{0,10}}{_PAST}")
# a first sentence that tells of a year and has no figure: 2023年，我们锚定目标，团结拼搏
_OF_A_YEAR = re.compile("(?P<year>20\\d\\d)年，(?=[^。]*(?:我们|全[州市县区旗镇]|[州市县区旗]委))[^\\d。]{12,}(?:。|$)")
_LAST = re.compile("(?:刚刚)?过去的?一年(?:的?(?:工作|政府|主要))|(?:刚刚)?过去的?一年，")
_MONTHS = re.compile("\\d{4}-\\d\\d/\\d{4}-\\d\\d")
_PRICES = re.compile("(?:不变|可比)?价")  # 1990年不变价
_HEADED = re.compile("(?P<year>20\\d\\d)年(?!.{0,3}(?:建|成立))")
_COMPARED = re.compile(f"(?:比|较|是|相比|对比|{any_of(words('periods', 'founding'))}|(?:经过|历经|走过)[近约了]?)$")
# what is told of a span of time, and goes on being told of it until another is named
_FLOWS = frozenset(
    {
        "output_value",
        "revenue",
        "main_business_revenue",
        "profit",
        "tax",
        "profit_and_tax",
        "export_value",
        "growth_rate",
        "output_volume",
        "sales_volume",
        "investment",
        "income",
        "visitor_count",
    }
)
_AGAINST = re.compile("的[^，。；]{1,6}倍|(?:同期)?(?:相比|同比|比)(?!例|重)")  # 2012年的2.6倍, 与2012年相比
# what holds whenever it was told, unless its own words date it
TIMELESS = frozenset({"price", "yield", "reserve"})
# a year printed with its month, quarter or end, which a text speaks from
_PRINTED = re.compile(
    "(?<![到至于在—－-])(?P<year>20\\d\\d)年(?:\\d{1,2}(?:月|[—－~～-]{1,2}\\d{1,2}月)|[上下]半年|前[\\d一二三四]|第?[一二三四]季度|[底末初])"
    "|截[至止](?:到)?(?P<until>20\\d\\d)年"
)
_CLAUSE = re.compile("[，；]")
_FIVE_YEARS = Relative(-4, 0)
_LINE = 40  # characters of a line that stands over its part of a report
_OPENING = 6  # characters that may stand before a period that opens its clause: 据统计


def period_of_all(text: str) -> str:
    """The period that a paragraph gives all its figures in a note at its end: （2024年数字）; "" for none."""
    found = _ALL.search(text)
    return found["year"] if found else ""


def is_flow(mention: Mention, reading: Reading, text: str) -> bool:
    """Whether a figure tells what came about in a span of time, and is of the span told before it.

    产值, 财政收入, 新增企业12家; not 企业12家, 贷款余额.
    """
    if reading.measure in _FLOWS or _NEW.search(text, max(0, mention.start - _OPENING), mention.end):
        return True
    return reading.quantity.kind == "money" and reading.of is not None and bool(_MONEY.search(reading.of.text))


def is_stock(reading: Reading) -> bool:
    """Whether a figure tells a state of things, which has the period of its own sentence only: 现有企业45户."""
    if reading.measure in ("employment", "town_count") or reading.measure.endswith("firm_count"):
        return True
    return reading.measure == "other" and reading.quantity.kind == "count"


def stands_at(mention: Mention, reading: Reading, text: str, *, aimed: bool = False) -> bool:
    """Whether a figure of a span of years is the state at its end: 五年来，企业由62户增加到118户.

    One `aimed` at is too where it is a sum: 今后五年的目标是产值达5亿元.
    """
    if reading.measure == "growth_rate" or "累计" in text[mention.start : mention.end]:
        return False
    counts = is_stock(reading) or reading.measure == "cluster_count" or aimed
    return counts and bool(_LEVEL.search(text, max(0, mention.start - 2), mention.end))


def is_deed(mention: Mention, text: str) -> bool:
    """Whether a figure tells what was done, in a year where a part on one year tells it: 签约项目138个."""
    return bool(_DEED.match(text, mention.start))


def year_in(title: str, headings: Sequence[Heading]) -> str:
    """The year that the headings above a passage give it, the innermost first, or that its title reviews.

    一、2022年工作回顾, 2015年工作总结 but not 二、下一步打算 below it, or the months of 2023年上半年经济运行情况;
    "" for none.
    """
    if found := next((found for h in reversed(headings) if h.level and (found := _HEADED.search(h.text))), None):
        return _whole(found.string, found.start("year"))
    reviews = _REVIEWED.search(title)
    return _whole(title, reviews.start("year")) if reviews and time_of(headings) != "ahead" else ""


@lru_cache(maxsize=64)
def _whole(text: str, at: int) -> str:
    """The year that stands there in a heading, or its months that the heading names: 2023年上半年, 2019年1—10月."""
    named = (mention.value for mention in phrases.read(text) if mention.start == at)
    spans = (value.edtf for value in named if isinstance(value, Period) and _MONTHS.fullmatch(value.edtf))
    return next(spans, text[at : at + len("2024")])


def year_before(document: Document) -> str:
    """The year before the one in the title of a work report, which it reviews; "" where it has none."""
    found = _SPOKEN_FROM.search(document.title) if document.title.find("工作报告") >= 0 else None
    return str(int(found["year"]) - 1) if found else ""


_ANY_YEAR = re.compile("(?<!\\d)((?:19|20)\\d\\d)年")
_CHRONICLE = 4  # years that a text names that tells one after the other
_GOAL = re.compile("力争|确保|将达|(?:奋斗|预期|发展|总体)目标")


def year_of(document: Document) -> int | None:
    """The year that a report speaks from, to which 去年 and 1—10月 count; None where none is printed.

    Its title's (of 总结和2024年工作思路 the one before), else the last printed with a month, a quarter or its end
    (2023年11月, 截至2023年底).
    A year to come (到2026年) is not one that it speaks from, nor one that only dates a figure (2023年实现产值…).
    """
    planned = {found.start("year") for found in _NEXT.finditer(document.title)}
    if told := [*_SPOKEN_FROM.finditer(document.title)]:
        return max(int(found["year"]) - (found.start() in planned) for found in told)
    printed = [int(found["year"] or found["until"]) for found in _PRINTED.finditer(legible(document.text).text)]
    return max(printed, default=None)


def chronicled(document: Document) -> int | None:
    """The last year of a chronicle, which names four years or more and no goal: 1986年，…。至2005年，有企业6家."""
    text = legible(document.text).text
    years = {int(year) for year in _ANY_YEAR.findall(text)}
    return max(years) if len(years) >= _CHRONICLE and not _GOAL.search(text) else None


@dataclass(slots=True)
class Reviewed:
    """The year that the paragraphs of a report are on since one said so, as long as its first heading stands.

    `last` is what a work report calls 过去一年: of 2019年政府工作报告 the year before. Such a report stays on its year
    until a heading looks ahead.
    """

    last: str = ""
    year: str = ""
    under: tuple[Heading, ...] = ()

    def read(self, paragraph: str, path: Sequence[Heading]) -> str:
        """Takes in a paragraph under its headings; the year that it is on, "" where none was said."""
        headed = any(_LAST.match(heading.text) for heading in path)
        if said := _year_spoken_of(paragraph) or (self.last if headed or _LAST.match(paragraph) else ""):
            self.year, self.under = said, tuple(path[:1])
        elif (tuple(path[:1]) != self.under and not (self.last and path)) or time_of(path) == "ahead":
            self.year = ""
        return self.year


def _year_spoken_of(paragraph: str) -> str:
    """The year that a paragraph opens a part of a report on: 2022年，是极不平凡的一年; 2022年工作回顾; "" for none."""
    line = len(paragraph) <= _LINE and "。" not in paragraph
    found = (line and _LOOKS_BACK.search(paragraph)) or _ON_A_YEAR.search(paragraph, 0, 2 * _LINE)
    found = found or _OF_A_YEAR.match(paragraph)
    return found["year"] if found else ""


def compared(mentions: Sequence[Mention], text: str) -> str:
    """The year that a sentence compares with: 与1997年相比，年均增长…; "" for none."""
    for mention in mentions:
        if isinstance(mention.value, Period) and len(mention.value.edtf) == len("1997") and _is_compared(mention, text):
            return mention.value.edtf
    return ""


def _is_compared(mention: Mention, text: str) -> bool:
    return bool(_COMPARED.search(text[: mention.start]) or _AGAINST.match(text, mention.end))


def averaged(periods: Sequence[str]) -> str:
    """The years that a yearly average is over: 由2011年的…增至2013年的…，年均递增11%; "" for fewer than two."""
    spans = [edtf for edtf in periods if "/" in edtf]
    if spans:
        return spans[-1]
    years = sorted({edtf for edtf in periods if len(edtf) == len("2024")})
    return f"{years[0]}/{years[-1]}" if len(years) > 1 else ""


def opening(periods: Sequence[tuple[Mention, str]], text: str) -> str:
    """The year that a sentence opens a clause with, of which what follows is told even where figures are missing."""
    years = [edtf for m, edtf in periods if len(edtf) == len("2024") and text.startswith("，", m.end)]
    return years[-1] if years else ""


@dataclass(frozen=True, slots=True)
class Spoken:
    """What the periods of a sentence count from that name no year.

    `year` is the one that it is spoken from (去年, 1—10月), `reviewed` that before a work report's (今后五年), `plan`
    the five-year plan spoken of, which 五年来 means, and `flow` the year of the figures before it, which 全年 means.
    """

    year: int | None
    reviewed: str = ""
    plan: str = ""
    flow: str = ""

    def of(self, mention: Mention, value: Relative) -> str | None:
        """A relative period in EDTF: "" where its year is unknown, None where it then says nothing."""
        if mention.rule == "periods.whole_year":
            return self.flow[: len("2024")] or (str(self.year) if self.year else None)
        if self.plan and value == _FIVE_YEARS:
            return self.plan
        year = int(self.reviewed) if self.reviewed and value.last > 1 else self.year
        return "" if year is None else value.of(year).edtf


def resolved(mentions: Sequence[Mention], text: str, spoken: Spoken) -> list[tuple[Mention, str]]:
    """The periods among mentions of a sentence in EDTF, without those that something is only compared with.

    One whose year is unknown is "" and ends the one before it.
    """
    found: list[tuple[Mention, str]] = []
    for mention in mentions:
        value = mention.value
        if not isinstance(value, Period | Relative):
            continue
        if _is_compared(mention, text) or text.startswith("连续", mention.start):
            continue  # 连续三年居首位 tells how long, not when
        if _PRICES.match(text, mention.end):
            continue
        edtf = value.edtf if isinstance(value, Period) else spoken.of(mention, value)
        found += [] if edtf is None else [(mention, edtf)]
    return found


def own_period(mention: Mention, periods: Sequence[tuple[Mention, str]], text: str) -> str:
    """The period that what happened once has: that of its own clause, or that opens the clause before it.

    2023年，入选…; not the year of another clause (2023年产值6亿元，入选…), nor one of several times (2023年先后入选…).
    """
    clause = max(text.rfind(mark, 0, mention.start) for mark in "，；") + 1
    for period, edtf in reversed(periods):
        if period.start >= mention.end:
            continue
        alone = period.end + 1 == clause and text.startswith("，", period.end)
        if period.start < clause and not alone:
            return ""
        return "" if _RETOLD.search(text, period.end, mention.end) else edtf
    return ""


def _begun(period: Mention, figure: Mention, text: str) -> bool:
    """Whether a period dates only that something began in a clause before a figure's: 2022年投产，年产能3万吨."""
    end = text.find("，", period.end + 1)
    return (
        0 <= end < figure.start
        and bool(_BEGINS.fullmatch(text, period.end, end) or _TITLED.fullmatch(text, period.end, end))
        and "当年" not in text[end : figure.end]
    )


def period_at(
    figure: Mention,
    periods: Sequence[tuple[Mention, str]],
    text: str,
    named: Sequence[Named],
    figures: Sequence[Mention],
) -> str | None:
    """The period of a figure in its sentence, "" where it has ended before it; None where none was said before it.

    One that opens a clause for itself (截至2024年底，) holds until a second subject is `named` behind it; one within a
    clause (2024年完成…) for the figures that follow it without a clause between.
    """
    before = [(mention, edtf) for mention, edtf in periods if mention.start < figure.end]
    if not before:
        return None
    mention, edtf = before[-1]
    if mention.start >= figure.start:
        return edtf
    if _begun(mention, figure, text):
        return ""
    clause = max(text.rfind(mark, 0, mention.start) for mark in "，；") + 1
    opens = mention.start - clause <= _OPENING and (clause == 0 or text.startswith("，", mention.end))
    subjects = {speaker.entity for speaker in named if mention.end <= speaker.start < figure.end}
    if len(subjects) > opens:
        return ""
    if opens:
        return edtf
    held = mention.end
    for other in figures:
        if held <= other.start < figure.start and len(_CLAUSE.findall(text[held : other.start])) <= 1:
            held = other.end
    return edtf if len(_CLAUSE.findall(text[held : figure.start])) <= 1 else ""
