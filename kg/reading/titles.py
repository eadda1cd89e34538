"""The head of a report: its title, and the office, the date and the number that may stand around it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from kg.lexicon import any_of, table, words
from kg.reading.headings import numbering
from kg.reading.lines import Line, is_short
from kg.reading.reports import mark_length

_DATE = re.compile(r"[（(]?(?:(?:19|20)[\dxX×]{2}|[二一][〇○零Ｏ九][一二三四五六七八九〇○零Ｏ]{2})年[^，。；]{0,12}$")
_CREDIT = re.compile(
    rf"(?:{any_of(words('texts', 'byline'))}|附件[\d一二三四五]*)(?:[：:]|$)|目\s*录$|.{{2,12}}〔\d{{4}}〕"
)
_ISSUER = re.compile(any_of(words("texts", "issuer")) + "[）)]?$")
_REPORT = re.compile(f"(?:{any_of(words('texts', 'paper'))}|情况|建议|思考|对策)$")
_SECTION = re.compile(
    any_of([*table("headings", "tells", role="section"), *table("headings", "time", role="time")]) + "$"
)
_CHINESE = re.compile("[\u4e00-\u9fff]")
_SUBTITLE = re.compile("[-—–]{2}")
_SESSION = re.compile("(?:会议|大会|全会)上?$")
_LONGEST = 60
_HEAD = 6


@dataclass(frozen=True, slots=True)
class Head:
    """The title's words as spans of the text (two if it is printed twice), the lines before it, and the line after."""

    titles: tuple[tuple[int, int], ...]
    before: tuple[Line, ...]
    below: int


def head_of(text: str, lines: Sequence[Line]) -> Head:
    """What stands at the head of a report; without a title nothing is taken."""
    before: list[Line] = []
    for at, line in enumerate(lines[:_HEAD]):
        words = text[line.start : line.end]
        start, end = line.start + _mark(words), line.end
        if start == end:
            continue
        if not _may_title(text[start:end]):
            if is_beside_title(words):
                before.append(line)
                continue
            break
        below = at + 1
        if below < len(lines) and _continues(text, text[start:end], lines[below]):
            end = lines[below].end
            below += 1
            if below < len(lines) and _is_session(text[lines[below].start : lines[below].end]):
                end = lines[below].end
                below += 1
        titles = [(start, end)]
        if below < len(lines):
            again = lines[below].start + _mark(text[lines[below].start : lines[below].end])
            if text[again : lines[below].end] == text[start:end]:
                titles.append((again, lines[below].end))
                below += 1
        return Head(tuple(titles), tuple(before), below)
    return Head((), (), 0)


def is_beside_title(words: str) -> bool:
    """Whether a line is the office, the date or the number of a report: no title, and no heading either."""
    if len(words) > _LONGEST:
        return False
    issuer = is_short(words) and _ISSUER.search(words)
    dated = _DATE.match(words) and not (_REPORT.search(words) or _SECTION.search(words))
    return bool(issuer or dated or _CREDIT.match(words.strip("（）() ")))


def _mark(words: str) -> int:
    """How many characters the mark of a report or of a top-level heading takes: 第二篇：, #."""
    marked = mark_length(words)
    if marked:
        return marked
    number = numbering(words)
    return number.length if number and number.level == 0 else 0


def _may_title(words: str) -> bool:
    return (
        2 <= len(words) <= _LONGEST
        and bool(_CHINESE.search(words))
        and not re.search("[。；！\t|]|[，：:]$", words)
        and not numbering(words)
        and not is_beside_title(words)
    )


def _is_session(words: str) -> bool:
    """Whether a line ends a subtitle that says before whom a report was given: …第十七届 / 人民代表大会第五次会议上."""
    return is_short(words) and bool(_SESSION.search(words))


def _continues(text: str, title: str, line: Line) -> bool:
    """Whether a line is the title's second: its subtitle, or the words 调研报告 that the first line lacks."""
    words = text[line.start : line.end]
    if _SUBTITLE.match(words):
        return len(words) <= _LONGEST and not re.search("[。；：]", words)
    return not _REPORT.search(title) and bool(_REPORT.search(words)) and is_short(words) and _may_title(words)
