"""Whether words tell a fact, a plan or a forecast: 力争到2026年达到…, 预计…, 已建成…, at each point of a sentence."""

import re

from kg.lexicon import any_of, rows
from kg.model import Modality

_ROWS = {row["surface"]: row for row in rows("modality")}
_MARK = re.compile(any_of(_ROWS))
_GOAL = re.compile(
    "(?<![截止至])到(?:20\\d\\d年|[“”十四五末期]{3,8})(?:底|末)?[^，。；]{0,16}?(?:要|将|力争|实现|可?达到|可?达|建成|形成|突破|占|提高|增长|新增|培育|引进|带动)"
    "|规划(?=[\\d一二三四五六七八九十])"
)
_CLAUSE_END = re.compile("[，；。]")


def modality(text: str, end: int) -> Modality:
    """What the words of a sentence up to `end` make of what ends there."""
    found: Modality = "planned" if _GOAL.search(text[:end]) else "actual"
    for mark in _MARK.finditer(text, 0, end):
        row = _ROWS[mark[0]]
        if row["reach"] == "clause" and _CLAUSE_END.search(text, mark.end(), end):
            continue
        match row["modality"]:
            case "planned":
                found = "planned"
            case "forecast":
                found = "forecast"
            case _:
                found = "actual"
    return found
