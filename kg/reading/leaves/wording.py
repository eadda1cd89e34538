"""Lines of print → the words that they make up: nothing between Chinese, a blank between Latin words."""

import re
from collections.abc import Iterable, Sequence

from kg.messages import Words, message
from kg.reading.leaves.leaf import Line

_FIGURE = re.compile(r"[-+±－—–]?[\d,，.．０-９]+\s?(?:[%％‰]|[\u4e00-\u9fff]{1,3})?|[-—–－/]{1,2}")
_YEAR = re.compile("(?:19|20)\\d\\d\\s?年[末底]?")
_WORD = re.compile(r"[A-Za-zÀ-ɏ]")
_NUMBER = re.compile("[0-9%]")
_DIGITS = re.compile(r"[\d,.]+%?")
_PADDING, _DIGIT = 12.0, 0.6  # points at both sides of a cell; of the size, the width of a digit
_EARLY = 3.0  # of the size, what a paragraph leaves of its last line
_BROKEN = re.compile("[a-z][-‐\u00ad]\\Z")
_LETTERS = re.compile("(?<=(?<![\u4e00-\u9fff])[\u4e00-\u9fff]) +(?=[\u4e00-\u9fff](?![\u4e00-\u9fff]))")


def is_figure(words: str) -> bool:
    """Whether words are a figure, with its unit or without, or the dash in place of one; a year is none."""
    return _FIGURE.fullmatch(words) is not None and not _YEAR.fullmatch(words)


def after(words: str, below: str, *, tight: bool = False) -> tuple[str, str]:
    """Words as they stand when those of the line below follow them, and what comes between.

    A number is broken only in print that breaks lines anywhere, and there they are `tight`: none is stretched.
    """
    if _BROKEN.search(words) and below[:1].islower() and below[:1].isascii():
        return words[:-1], ""
    latin = _WORD.search(words[-1:]) and below[:1].isascii() and below[:1].isalnum()
    number = _NUMBER.search(words[-1:]) and (_WORD.match(below) or (_NUMBER.match(below) and not tight))
    return words, " " if latin or number else ""


def cell_words(lines: Sequence[Line], width: float) -> str:
    """The words of a cell that is so wide: a number for which it is too narrow goes on in the line below, and a line
    that ends long before its edge is a paragraph."""
    found = ""
    for at, line in enumerate(lines):
        if found:
            above = lines[at - 1]
            found, between = after(found, line.words, tight=_is_broken(above, line, width))
            found += between or (" " if _ends(above, width) else "")
        found += line.words
    return without_gaps(found)


def is_full(line: Line, width: float) -> bool:
    """Whether no further character fits into a line of a cell that is so wide."""
    return width - (line.x1 - line.x0) < _PADDING + line.size


def _ends(line: Line, width: float) -> bool:
    """Whether several characters more would have stood in a line of a cell."""
    return width - (line.x1 - line.x0) > _PADDING + _EARLY * line.size


def without_gaps(words: str) -> str:
    """Words without the blanks that set each of their letters apart."""
    return _LETTERS.sub("", words)


def _is_broken(line: Line, below: Line, width: float) -> bool:
    """Whether a number fills a line of a cell and ends in the next; figures below one another are as long or longer."""
    if not _DIGITS.fullmatch(line.words) or not _DIGITS.fullmatch(below.words):
        return False
    return len(line.words) > len(below.words) and width - (line.x1 - line.x0) < _PADDING + _DIGIT * line.size


def page_words(pages: Iterable[int]) -> Words:
    """Numbers of pages as words: page 3, pages 3–5 and 7 (第 3–5、7 页)."""
    spans: list[list[int]] = []
    for page in pages:
        if spans and page == spans[-1][-1] + 1:
            spans[-1].append(page)
        else:
            spans.append([page])
    told = [f"{span[0]}–{span[-1]}" if len(span) > 1 else str(span[0]) for span in spans]
    if len(told) == 1:
        return message("page", page=told[0]) if told[0].isdigit() else message("pages", spans=told[0])
    return message("pages", spans=message("pages_and", spans=told[:-1], last=told[-1]))
