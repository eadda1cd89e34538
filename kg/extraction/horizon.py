"""What in a report is yet to come: by the headings, by what its paragraphs open with, by the kind of text."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.genre import Genre
from kg.grammar.numbers import value_of
from kg.lexicon import any_of, rows, table, words
from kg.model import Heading, Modality, Passage, Wording

_TIMES = {row["surface"]: row for row in rows("headings", "time")}
_TIME = re.compile(any_of(_TIMES))
_AND = re.compile("[和与及暨]")
_FUTURE = re.compile("(?:规划|目标|设想|愿景)$")
_VERB = re.compile(any_of(words("policies", "verb")))  # 加强规划 tells what is done

_YEARS = re.compile("(?<!\\d)((?:19|20)\\d\\d)(?=[年\\-—–~～至])")
_PLAN_OF = re.compile("第?(?P<ordinal>十[一二三四五六七八九])个?五[”年]?(?!年?来)")
_SPANS = re.compile("(?:过去|近|这)的?[五三几]年|[五三几]年[来间]|" + any_of(words("periods", "lately")))
_DID = re.compile("[一三四五]年来，[^，。；]{0,10}[做抓干办]了|(?:主要|重点|着重)[做抓]了[以如]下")
_TO_DO = re.compile(
    "(?:上述|以上|这些?|这一)目标|预期目标(?:建议)?[是为]|[抓做]好[^，。；]{0,6}个?方面|[抓做]好[以如]下"
)
_GOAL = re.compile("力争|确保|(?<![即])将(?![近其军])")
_LINE = 30  # characters of a line that stands over its part of a work report
_MARKED = re.compile("[。；！？]")
_TONES = table("texts", "time", role="tone")
_TONE = re.compile(any_of(_TONES))
_LEAST = 3  # words that look ahead, and as many times those that look back
_DONE = re.compile(
    any_of([row["surface"] for row in rows("modality") if row["modality"] == "actual"])
    + "|截[至止]|去年|上年|近年来|以来|过去|[现成到加立]了|同比"
)
_PLAN = "(?:规划|方案|计划|纲要|意见)"
_DOCUMENT = f"(?:《[^《》]{{0,30}}{_PLAN}[^《》]{{0,14}}》|规划|方案|计划|此?安排)"
_AHEAD = re.compile(
    f"(?:^|(?<=[。；]))(?:(?:按照?|根据|依照|照|依据)(?:这[一份个项])?{_DOCUMENT}(?:[提出部署安排要求]{{2,4}})?，"
    f"|《[^《》]{{0,30}}{_PLAN}[^《》]{{0,14}}》(?:明确|要求|部署)|下一步|下步|今后(?!看)|接下来|未来[\\d一二两三四五几]|新的一年|展望"
    f"|(?:总体?|发展|主要|工作)目标(?:任务)?[是为](?!什么))"
)
_BACK = re.compile("现有|据悉|记者|走进|此前|多年来|[一三五]年来")
_FIRST = re.compile("[^。！？]*")
_BELOW = re.compile("(?:预计|预测|预期|目标)数?[（(，]?[^（）()，。]{0,6}下同[)）]")


_OPENS = re.compile("(?<=。)[^，。；]{2,16}，")
_MET = re.compile("(?:目标|任务)[^，。；]{0,6}(?:完成|实现|达成)(?![^，。；])")


def time_of(path: Sequence[Heading]) -> str:
    """Whether headings put what is under them behind or ahead of the report: past, ahead, or "" for neither.

    The innermost that tells decides: 重点任务完成情况 and 目标任务全面完成 are past, 今年的发展目标 ahead,
    工作总结和下一步打算 neither.
    """
    for depth, heading in enumerate(reversed(path)):
        if _MET.search(heading.text):
            return "past"
        found = list(_TIME.finditer(heading.text))
        told = {_TIMES[one[0]]["time"] for one in found}
        if len(told) > 1 and _AND.search(heading.text, found[0].end(), found[-1].start()):
            return ""
        below = any(_TIMES[one[0]]["reach"] == "below" for one in found) or bool(_YEARS.search(heading.text))
        if found and (depth == 0 or below):
            return _TIMES[found[-1][0]]["time"]
        future = _FUTURE.search(heading.text) if depth == 0 else None
        if future and _AND.search(heading.text[: future.start()][-1:]):
            return ""  # 主导产业和规划
        if future and not _VERB.match(heading.text):
            return "ahead"
    return ""


@dataclass(slots=True)
class Horizon:
    """What the paragraphs of a report have said so far of what is to come, as long as their headings stand.

    `turned` is where in the paragraph read last what is to come begins, `since` the year that a plan begins with,
    `reviewed` the headings under which a plan looks back, and `phase` whether a work report has come to what is to be
    done: past, ahead, or "" where it has not said.
    """

    genre: Genre
    since: int = 0
    under: tuple[Heading, ...] | None = None
    turned: int | None = None
    forecast: tuple[Heading, ...] | None = None
    tasks: bool = False
    reviewed: tuple[Heading, ...] | None = None
    phase: str = ""

    def read(self, words: Wording, path: tuple[Heading, ...]) -> None:
        """Takes in a paragraph under its headings."""
        text = words.text
        if _forecasts(text):
            self.forecast = path
        turn = _looks_ahead(text)
        if turn is None and self.genre == "plan" and self.since:
            turn = _comes_to(text, self.since)
        goes_on = self.under == path and not _looks_back(text)
        self.turned = words.span[0] if goes_on else None if turn is None else words.offsets[turn]
        self.under = path if self.turned is not None else None
        if self.genre == "work_report":
            self.phase = _phase(text) or self.phase
        tasks = _sets_tasks(text)
        aims = self.genre in ("news", "") and bool(_GOAL.search(text))
        self.tasks = tasks and (self.genre == "work_report" or aims)
        reviews = _reviews(text, self.since)
        if reviews is not None or self.reviewed != path or tasks or turn is not None:
            self.reviewed = path if reviews else None

    def ahead_from(self, passage: Passage) -> int | None:
        """Where in a passage begins what is to come: by its paragraph, its headings, or the kind of text."""
        path = passage.path
        if self.forecast == path:
            return passage.start
        self.forecast = None
        if passage.kind == "heading" and self.genre == "work_report":
            self.phase = time_of(path) or self.phase
        time = self.phase or time_of(path)
        told = passage.kind == "paragraph"
        planned = self.genre == "plan" and not (told and self.reviewed == path)
        if time == "ahead" or (not time and (planned or (told and self.tasks))):
            return passage.start
        return self.turned if told else None

    @property
    def told_as(self) -> Modality:
        """What figures of the passage asked for last are that are yet to come."""
        return "planned" if self.forecast is None else "forecast"


def _phase(paragraph: str) -> str:
    """What a paragraph of a work report says of those that follow: past, ahead, or "" for nothing.

    2024年工作回顾, 一年来，我们主要做了以下工作; 围绕上述目标，重点抓好五方面工作.
    """
    if _DID.search(paragraph):
        return "past"
    if _TO_DO.search(paragraph):
        return "ahead"
    short = len(paragraph) <= _LINE and not _MARKED.search(paragraph)
    return time_of((Heading(1, paragraph, 0, len(paragraph)),)) if short else ""


def _looks_ahead(paragraph: str) -> int | None:
    """Where in a paragraph a sentence turns to what is to come, from which it goes on so: 按照规划，…; 下一步，…."""
    found = _AHEAD.search(paragraph)
    return found.start() if found else None


def _comes_to(paragraph: str, since: int) -> int | None:
    """Where a sentence of a plan, not its first, comes to the plan's own years: 。“十四五”期间，新增企业20家."""
    openings = (found for found in _OPENS.finditer(paragraph) if found.start())
    return next((one.start() for one in openings if max(_years_of(one[0]), default=0) >= since), None)


def _looks_back(paragraph: str) -> bool:
    """Whether a paragraph opens with what is or was: 近年来，…; 走进车间，…; 石雕产值去年达26亿元."""
    first = _FIRST.match(paragraph)
    return bool(_BACK.match(paragraph)) or bool(first and _DONE.search(first[0]))


def _forecasts(paragraph: str) -> bool:
    """Whether a paragraph says of its figures and those below that they are expected: 预计（下同）…."""
    return bool(_BELOW.search(paragraph))


def _reviews(paragraph: str, since: int) -> bool | None:
    """Whether a paragraph opens with years before a plan: “十三五”期间，…, 过去五年，…, 2020年，…; None without any."""
    opening = _FIRST.match(paragraph)
    told = opening[0] if opening else ""
    if years := _years_of(told):
        return max(years) < since
    return True if _SPANS.match(told) else None


def plan_span(words: str) -> str:
    """The years of the five-year plan that words name first, in EDTF: 2016/2020 of “十三五”; "" for none."""
    found = _PLAN_OF.search(words)
    ends = _years_of(found[0]) if found else []
    return f"{ends[0] - 4}/{ends[0]}" if ends else ""


def _years_of(words: str) -> list[int]:
    """The years that words name, of a five-year plan the last: 2020 of “十三五”."""
    ordinals = (value_of(found["ordinal"]) for found in _PLAN_OF.finditer(words))
    return [*map(int, _YEARS.findall(words)), *(1966 + 5 * (int(one) - 3) + 4 for one in ordinals if one is not None)]


def _sets_tasks(paragraph: str) -> bool:
    """Whether a paragraph of a work report tells what is to be done, by its verbs: 加快…，推动…，抓紧培育…."""
    told = [_TONES[found[0]] for found in _TONE.finditer(paragraph)]
    ahead = told.count("ahead")
    return ahead >= _LEAST and ahead >= _LEAST * (len(told) - ahead)


def is_done(words: str, since: int) -> bool:
    """Whether the words of a sentence tell what is or was, though they stand among plans that begin with a year."""
    if _DONE.search(words):
        return True
    years = _years_of(words)
    return bool(years and since) and max(years) < since


def begins(title: str) -> int:
    """The year that the plan of a title begins with: 2024 of 某县竹产业规划（2024—2026年）; 0 for none.

    The fourteenth five-year plan (“十四五”规划, 第十四个五年规划) begins with 2021.
    """
    if five := _PLAN_OF.search(title):
        return _years_of(five[0])[0] - 4
    years = _YEARS.findall(title)
    return int(years[0]) if years else 0
