"""What stands before a report and is none of its words: 地点：诸城市, or a block of such lines between two of ---."""

import re
from dataclasses import dataclass

_FENCE = re.compile(r"---[ \t]*$")
_ENTRY = re.compile(r"[^\n:：]{1,40}[:：]|[ \t]*-[ \t]|[ \t]*$")  # key: value, an item of a list, an empty line
_LONGEST = 60  # lines of a block
_PLACE = re.compile(
    r"^[ \t#>*-]{0,8}(?:地点|place)[ \t]{0,8}[:：][ \t]{0,8}(?P<name>[^\n]{2,40}?)[ \t]{0,8}$",
    re.IGNORECASE | re.MULTILINE,
)
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
    if end := _block(text):
        said = _PLACE.search(text, 0, end)
        name = said["name"].strip("'\"“”") if said else ""
        return Front(name, _line(text, said.start()) if said else 0, text[end:])
    head = _HEAD.match(text)
    said = _PLACE.search(text, 0, _line_end(text, head.end() if head else 0))
    if said is None or not _NAME.fullmatch(said["name"]) or _MEETING.search(text[: said.end() + 200]):
        return Front("", 0, text)
    return Front(said["name"], _line(text, said.start()), text[: said.start()] + text[said.end() :].removeprefix("\n"))


def _block(text: str) -> int:
    """Where a block between two lines of --- ends that the text begins with; 0 without one."""
    lines = text[: _LONGEST * 200].split("\n", _LONGEST + 2)
    if not _FENCE.match(lines[0]):
        return 0
    closed = next(
        (at for at, line in enumerate(lines[1 : _LONGEST + 2], 1) if not _ENTRY.match(line) or _FENCE.match(line)), 0
    )
    if not closed or not _FENCE.match(lines[closed]):
        return 0
    return min(sum(len(line) + 1 for line in lines[: closed + 1]), len(text))


def _line(text: str, at: int) -> int:
    return text.count("\n", 0, at) + 1


def _line_end(text: str, at: int) -> int:
    end = text.find("\n", at)
    return end if end >= 0 else len(text)
