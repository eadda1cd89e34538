"""Lines of print → the words that they make up together: nothing between Chinese, a blank between Latin words."""

import re
from collections.abc import Iterable, Sequence

from kg.reading.leaves.leaf import Line

_WORD = re.compile(r"[A-Za-zÀ-ɏ]")
_NUMBER = re.compile("[0-9%]")
_BROKEN = re.compile("[a-z][-‐\u00ad]\\Z")
_LETTERS = re.compile("(?<=(?<![\u4e00-\u9fff])[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")


def after(words: str, below: str, *, tight: bool = False) -> tuple[str, str]:
    """Words as they stand when those of the line below follow them, and what comes between.

    A number is broken only in print that breaks lines anywhere, and there they are `tight`: none is stretched.
    """
    if _BROKEN.search(words) and below[:1].islower() and below[:1].isascii():
        return words[:-1], ""
    latin = _WORD.search(words[-1:]) and below[:1].isascii() and below[:1].isalnum()
    number = _NUMBER.search(words[-1:]) and (_WORD.match(below) or (_NUMBER.match(below) and not tight))
    return words, " " if latin or number else ""


def cell_words(lines: Sequence[Line]) -> str:
    """The words of a cell."""
    found = ""
    for line in lines:
        if found:
            found, between = after(found, line.words)
            found += between
        found += line.words
    return _LETTERS.sub("", found)


def page_words(pages: Iterable[int]) -> str:
    """Numbers of pages as words: page 3, pages 3–5 and 7."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][-1] + 1:
            spans[-1].append(page)
        else:
            spans.append([page])
    told = [f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    words = told[0] if len(told) == 1 else f"{', '.join(told[:-1])} and {told[-1]}"
    return f"page {words}" if words.isdigit() else f"pages {words}"
