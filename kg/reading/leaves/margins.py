"""What stands on pages and is no part of the report: running heads, page numbers, a table of contents."""

import re
from collections.abc import Sequence
from dataclasses import replace

from kg.lexicon import any_of, words
from kg.reading.leaves.leaf import Leaf, Line

_PAGE = re.compile(
    r"[-—–－―~～·•|\s]*(?:第\s*)?(?:\d{1,4}|[ivxⅰ-ⅻ]{1,6}|[０-９]{1,4})\s*(?:页)?\s*"
    r"(?:[/／,，共of\s]{1,4}\s*(?:共\s*)?\d{1,4}\s*页?)?[-—–－―~～·•|\s]*"
)
_NUMBER = re.compile(r"\d+")
_SENTENCE = re.compile("[。；;！？]")
_OWN = re.compile(
    r"[（(]?(?:计量)?单位[:：]|[附续]?表\s?[\d一二三四五六七八九十]|[（(]?[一二三四五六七八九十]{1,3}[、）)]|"
    + any_of(words("tables", "continued"))
)
_LEADER = re.compile(r"(?:[.．·…⋯‥]\s?){4}\s{0,9}\d{1,4}$")
_OUTER = 3  # lines from the edge of a page among which heads stand
_LONGEST = 60
_NEAR = 3.0  # points by which the height of a head may differ
_FEW_PAGES = 4
_FOOT = 0.88  # of the height of a page: a page's number alone stands below
_HEAD = 0.10


def without_margins(leaves: Sequence[Leaf]) -> list[Leaf]:
    """Pages with what stands in their text only."""
    heads = _heads(leaves)
    return [
        replace(
            leaf,
            lines=tuple(
                line
                for at, line in enumerate(leaf.lines)
                if (leaf.number, at) not in heads and not _LEADER.search(line.words)
            ),
        )
        for leaf in leaves
    ]


def _heads(leaves: Sequence[Leaf]) -> set[tuple[int, int]]:
    """The pages and lines of running heads and page numbers.

    A head stands at the same height on several pages and is equal there but for a number that counts the pages.
    """
    found: set[tuple[int, int]] = set()
    for from_above in (True, False):
        rows: dict[tuple[str, tuple[int, ...]], list[tuple[float, int, int]]] = {}
        for leaf in leaves:
            for depth, at in enumerate(_outer(leaf, from_above)):
                line = leaf.lines[at]
                if depth == 0 and _is_page_number(line, leaf):
                    found.add((leaf.number, at))
                if len(line.words) <= _LONGEST and not _SENTENCE.search(line.words) and not _OWN.match(line.words):
                    rows.setdefault(_counted(line, leaf.number), []).append((line.base, leaf.number, at))
        least = 2 if len(leaves) <= _FEW_PAGES else 3
        for places in rows.values():
            places.sort()
            for height, number, at in places:
                same = {other for y, other, _ in places if abs(y - height) <= _NEAR}
                if len(same) >= least:
                    found.add((number, at))
    return {(number, at) for number, at in found if _is_outside(number, at, found, leaves)}


def _outer(leaf: Leaf, from_above: bool) -> list[int]:
    """The lines nearest to an edge of a page, by their place in it."""
    order = sorted(range(len(leaf.lines)), key=lambda at: leaf.lines[at].base, reverse=not from_above)
    return order[:_OUTER]


def _counted(line: Line, page: int) -> tuple[str, tuple[int, ...]]:
    """The words of a head with its numbers apart: what each is more than the page's, or the number itself."""
    numbers = tuple(int(number) for number in _NUMBER.findall(line.words)[:4])
    return _NUMBER.sub("0", line.words), tuple(
        number - page if abs(number - page) < 60 else number for number in numbers
    )


def _is_page_number(line: Line, leaf: Leaf) -> bool:
    """Whether the outermost line of a page is its number and no more."""
    outside = line.base > _FOOT * leaf.height or line.base < _HEAD * leaf.height
    return outside and len(line.runs) == 1 and bool(_PAGE.fullmatch(line.words))


def _is_outside(number: int, at: int, found: set[tuple[int, int]], leaves: Sequence[Leaf]) -> bool:
    """Whether nothing but heads stands between a line and the edge of its page."""
    leaf = next(leaf for leaf in leaves if leaf.number == number)
    base = leaf.lines[at].base
    above = [n for n, line in enumerate(leaf.lines) if line.base < base - _NEAR]
    below = [n for n, line in enumerate(leaf.lines) if line.base > base + _NEAR]
    return any(all((number, n) in found for n in side) for side in (above, below))
