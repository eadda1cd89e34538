"""Headings by their numbering: 一、 / （一） / 1、 / （1） / ① / 一是 / 第一章 / ##, alone or run in."""

import re
from dataclasses import dataclass

_NUMERAL = "[一二三四五六七八九十百零〇]{1,4}"
_STYLES = (
    (1, re.compile(rf"第\s?(?:{_NUMERAL}|\d{{1,3}})\s?(?:章|节|部分)[：:、\s]*(?=\S)")),
    (1, re.compile(rf"{_NUMERAL}\s?(?:、|[.．](?!\d))\s*(?!{_NUMERAL}、)")),
    (2, re.compile(rf"第\s?(?:{_NUMERAL}|\d{{1,3}})\s?条[：:、\s]+(?=\S)")),
    (2, re.compile(rf"[（(]?\s?{_NUMERAL}\s?[)）][、.．]?\s*")),
    (3, re.compile(r"\d{1,2}\s?(?:、|[.．](?!\d)|[)）])\s*(?!\d{1,2}、)")),
    (4, re.compile(r"[（(]\s?\d{1,2}\s?[)）][、.．]?\s*")),
    (5, re.compile(r"(?:[①-⑳][、.．]?|—{1,2}|[•●◆■▪◇★▲◎]|[-*+](?=\s))\s*(?=\S)")),
    (6, re.compile(rf"{_NUMERAL}(?:是要|是|要(?![素点求务件]))(?=\S)|第{_NUMERAL}[，,、]")),
)
_HASHES = re.compile(r"(#{1,6})\s+(?=\S)")
_POINT = re.compile(
    rf"(?:{_NUMERAL}(?:是|要)|第{_NUMERAL}[，,、]|[①-⑳]|[（(]\d{{1,2}}[)）]|\d{{1,2}}(?:、|[.．](?!\d)))"
)
_POINTS_START = re.compile(r"(?:\A|(?<=[。；：！？;:]))\s*(?=[一二三四五六七八九十第①-⑳（(\d])")

_RUN_IN = re.compile(
    rf"(?:(?<=[。；！？])|(?<=[。；！？]\s))(?:(?P<first>{_NUMERAL}、)|(?P<second>[（(]{_NUMERAL}[)）]))"
    r"\s?(?P<name>[^\s\d，。；：！？,;:（）()、]{2,12})[ \t\u3000]+(?=\S{8})"
)
_SEVERAL = 2

_ALONE = 50
_POINT_WORDS = 40
_POINT_NAME = 16
_STOP = re.compile("[。！？!?]")
_POINT_STOP = re.compile("[。；：！？;:]")
_NAME = re.compile("([^，。；：！？,;:]{1,24})[：:]\\s*")
_GAP = re.compile(r"([^\s，。；：！？,;:]{1,39}[^\s\d，。；：！？,;:])[ \t\u3000]+(?=\S{8})")
_BRACKET = re.compile(r"([^\s，。；：！？,;:（(]{2,16})(?=[（(][^（）()]{12,100}[)）][；;。]?$)")
_FIGURE = re.compile(r"\d(?:多|余|几)?\s?[亿万千百]?(?:多|余)?(?:[家户人元亩吨件项%％]|公里|平方|公顷|美元|千瓦|立方)")
_PRONOUN = re.compile("[它这其该此]")


@dataclass(frozen=True, slots=True)
class Numbering:
    """The mark that opens a line: how deep a heading it makes (0 the title), and how many characters it takes."""

    level: int
    length: int


@dataclass(frozen=True, slots=True)
class Cut:
    """Where in numbered words the heading ends and where the paragraph under it starts."""

    heading: int
    body: int


@dataclass(frozen=True, slots=True)
class Point:
    """A number inside a paragraph, as a span of it, with its level: 一是 in …：一是完善制度。…."""

    start: int
    end: int
    level: int


def numbering(line: str) -> Numbering | None:
    """The numbering that opens a line; of `## （一）纺织业` both marks are taken and the number gives the level."""
    hashes = _HASHES.match(line)
    at = hashes.end() if hashes else 0
    for level, style in _STYLES:
        found = style.match(line, at)
        if found:
            return Numbering(level, found.end())
    return Numbering(len(hashes[1]) - 1, at) if hashes else None


def heading_of(words: str, level: int) -> Cut | None:
    """The heading that words behind a number are, or open with; None where they are a sentence that states something.

    Up to a colon (食品加工业：…), a gap (糖酒业 年产…), the bracket of a sentence or a stop (加强规划。…), or all of a
    line. A point of a paragraph, at level 6, is shorter and ends with a stop.
    """
    if level > 5:
        return _point_heading(words)
    for pattern in (_NAME, _GAP, _BRACKET):
        found = pattern.match(words)
        if found and not _FIGURE.search(found[1]):
            return Cut(found.end(1), found.end())
    head = words[: _ALONE + 2]
    stop = _STOP.search(head)
    end = stop.start() if stop else len(head.rstrip("；;，,"))
    if not 0 < end <= _ALONE or _FIGURE.search(head[:end]) or "；" in head[:end]:
        return None
    return Cut(end, stop.end() if stop else len(words))


def _point_heading(words: str) -> Cut | None:
    stop = _POINT_STOP.search(words[: _POINT_WORDS + 1])
    if not stop or stop.start() < 2 or (stop[0] in "：:" and stop.start() > _POINT_NAME):
        return None
    if stop[0] in "；;" and words[stop.end() :].strip():
        return None
    if _FIGURE.search(words[: stop.start()]) or _PRONOUN.match(words):
        return None
    return Cut(stop.start(), stop.end())


def run_in(words: str) -> list[Point]:
    """The headings of a text that print has run together: …1.2万元。 一、粮食业 全镇…。 （一）小麦 今年….

    None of one alone. Each is its number, which the name up to a gap follows.
    """
    found = [Point(one.start(), one.start("name"), 1 if one["first"] else 2) for one in _RUN_IN.finditer(words)]
    return found if len(found) >= _SEVERAL else []


def points(words: str) -> list[Point]:
    """The numbers of the points that a paragraph runs through, in order: …有：一是…。二是…."""
    found = []
    for opening in _POINTS_START.finditer(words):
        start = opening.end()
        mark = numbering(words[start : start + 12]) if _POINT.match(words, start) else None
        if mark:
            found.append(Point(start, start + mark.length, mark.level))
    return found
