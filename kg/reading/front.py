"""What stands before a report and is none of its words: 地点：诸城市, or a block of such lines between two of ---."""

import re
from dataclasses import dataclass

_BLOCK = re.compile(r"\A---[ \t]*\n(?:[ \t-]*[\w\u4e00-\u9fff][^\n:：]{0,40}[:：][^\n]*\n|[ \t]*(?:-[^\n]*)?\n){0,60}?---[ \t]*(?:\n|\Z)")
_PLACE = re.compile(r"^[ \t#>*-]{0,8}(?:地点|place)[ \t]{0,8}[:：][ \t]{0,8}(?P<name>[^\n]{2,40}?)[ \t]{0,8}$", re.IGNORECASE | re.MULTILINE)
_NAME = re.compile(r"[\w×✕*○〇●△□]{2,30}")
_MEETING = re.compile(r"^[ \t]{0,8}(?:时间|日期|会议时间|主持)[ \t]{0,8}[:：]", re.MULTILINE)  # whose 地点 is a hall
_HEAD = re.compile(r"\A(?:[ \t]*\n){0,9}(?:[^\n]{1,80}\n(?:[ \t]*\n){0,3}){0,2}")


@dataclass(frozen=True, slots=True)
class Front:
    """The place that is said before a report, "" where none is, its line, and the report's own text."""

    place: str
    line: int
    text: str


def front(text: str) -> Front:
    """What stands before a report, taken off: a block at its start, or a line 地点：… among its first three."""
    block = _BLOCK.match(text)
    if block:
        said = _PLACE.search(block[0])
        name = said["name"].strip("'\"“”") if said else ""
        return Front(name, _line(text, said.start()) if said else 0, text[block.end() :])
    head = _HEAD.match(text)
    said = _PLACE.search(text, 0, _line_end(text, head.end() if head else 0))
    if said is None or not _NAME.fullmatch(said["name"]) or _MEETING.search(text[: said.end() + 200]):
        return Front("", 0, text)
    return Front(said["name"], _line(text, said.start()), text[: said.start()] + text[said.end() :].removeprefix("\n"))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
