"""What is set above the line: the 2 of m², and never the mark of a note glued to a figure."""

import re

_POWER = re.compile(r"[-−]\d{1,2}|[2-9]|1\d")
_BASE = re.compile(r"(?:[a-zA-Z]|[千分厘]?米|(?<!\d)10)$")
_NOTE = re.compile(r"(?:[\[［〔(（【]?(?:\d{1,3}|注\d{0,2})[\]］〕)）】]?|[①-⑳*＊※†])")
_ABOVE = str.maketrans("0123456789-−", "⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁻")


def raised(before: str, said: str) -> str:
    """Words above the line behind others: a power by its own characters (⁴), "" for a note's mark, else as said."""
    words = said.strip()
    if _POWER.fullmatch(words) and _BASE.search(before):
        return words.translate(_ABOVE)
    return "" if _NOTE.fullmatch(words) else said
