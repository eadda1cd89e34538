"""The characters of a page → its lines: what print set apart is joined, what stands in columns is not."""

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from itertools import pairwise

from kg.reading.leaves.leaf import Glyph, Line, Rule, Run, middle

_HAN = re.compile("[\u2e80-\u2fdf\u3005-\u3007\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
_LATIN = re.compile("[0-9A-Za-zÀ-ɏΑ-ω%.,:;)('\"&/+-]")
_MARK = re.compile("[0-9*①-⑳⓪¹²³⁰-⁹]")
_WIDE_MARK = re.compile(
    "[\u3001\u3002\u3008-\u3011\u3014-\u301f\uff01-\uff0f\uff1a-\uff1f\uff3b\uff3d\uff5b-\uff65“”‘’]"
)
_SAME_LINE = 0.3  # of the size: how far apart the bases of one line are
_MOST_MARKS = 12  # characters in the marks of one line
_SMALL = 0.8  # of the size of the line: the type of a mark
_RAISED = 0.15
_TIGHT = 0.004
_COLUMN = 0.9  # of the size: a gap that parts runs
_SET_APART = 0.3  # a gap between all characters that is more than what a justified line has
_WIDEST_APART = 2.5
_OVER = 0.25  # of the size, what two characters of one string may stand over one another
_SHARED = 0.5  # and marks as wide as a Chinese character, which are set half a width apart
_WORD_GAP, _BLANK_GAP, _PLAIN_GAP = 0.18, 0.12, 0.6  # between Latin words, where a blank is drawn, where none is


def set_lines(glyphs: Iterable[Glyph], rules: Sequence[Rule] = ()) -> list[Line]:
    """The lines of a page, from above. A blank is a glyph like others; an upright rule parts what it stands between."""
    seen = sorted(glyphs, key=lambda glyph: glyph.base)
    uprights = sorted((rule for rule in rules if not rule.level), key=lambda rule: rule.x0)
    rows: list[list[Glyph]] = []
    base = size = 0.0
    for glyph in seen:
        if rows and glyph.base - base <= _SAME_LINE * min(glyph.size, size):
            rows[-1].append(glyph)
        else:
            rows.append([glyph])
            base, size = glyph.base, glyph.size
    return [Line(runs) for row in _with_marks(rows) if (runs := _set(row, uprights))]


def _with_marks(rows: Sequence[list[Glyph]]) -> list[list[Glyph]]:
    """Raised characters of small type are of the line that they stand in."""
    found = [[*row] for row in rows]
    for at, row in enumerate(rows):
        if len(row) > _MOST_MARKS or not all(_MARK.match(glyph.text) or glyph.text.isspace() for glyph in row):
            continue
        for near in (at + 1, at - 1):
            if 0 <= near < len(rows):
                size = middle([glyph.size for glyph in rows[near]])
                beside = [glyph for glyph in found[at] if _beside(glyph, rows[near], size)]
                found[near] += beside
                found[at] = [glyph for glyph in found[at] if glyph not in beside]
    return [row for row in found if row]


def _beside(glyph: Glyph, row: Sequence[Glyph], size: float) -> bool:
    """Whether a small character stands beside one of a line, at its height."""
    if glyph.size > _SMALL * size:
        return False
    centre = (glyph.top + glyph.bottom) / 2
    return any(
        -0.3 * size <= max(glyph.x0 - one.x1, one.x0 - glyph.x1) <= 0.6 * size
        and one.top - 0.3 * size <= centre <= one.bottom
        for one in row
    )


def _set(row: Sequence[Glyph], uprights: Sequence[Rule]) -> list[Run]:
    """The runs of a line, of which one may be printed over: words too long for their cell end where others begin."""
    inked = sorted((glyph for glyph in row if not glyph.text.isspace()), key=lambda one: one.x0)
    if not any(_is_over(left, right) for left, right in pairwise(inked)):
        return _runs(sorted(row, key=lambda one: one.x0), uprights)
    strings: list[list[Glyph]] = []
    for glyph in row:
        before = strings[-1][-1] if strings else None
        if before and not _is_over(before, glyph) and glyph.x0 - before.x1 <= _SET_APART * glyph.size:
            strings[-1].append(glyph)
        else:
            strings.append([glyph])
    found: list[Run] = []
    for run in sorted((run for string in strings for run in _runs(string, uprights)), key=lambda run: run.x0):
        if found and found[-1].x1 > run.x0:
            found[-1] = found[-1]._replace(x1=run.x0)
        found.append(run)
    return found


def _is_over(left: Glyph, right: Glyph) -> bool:
    """Whether a character begins where the one before it in a string would still stand."""
    room = _OVER + _SHARED if _WIDE_MARK.match(left.text) and _WIDE_MARK.match(right.text) else _OVER
    return right.x0 < left.x1 - room * min(left.size, right.size)


def _runs(row: Sequence[Glyph], uprights: Sequence[Rule]) -> list[Run]:
    """The runs of a line, from left to right."""
    shown = [glyph for glyph in row if not glyph.text.isspace()]
    if not shown:
        return []
    size = middle([glyph.size for glyph in shown])
    base = middle([glyph.base for glyph in shown if glyph.size > _SMALL * size])
    blanks = sorted((glyph.x0 + glyph.x1) / 2 for glyph in row if glyph.text.isspace())
    apart = _apart(shown, size, blanks)
    runs: list[list[str]] = [[]]
    bounds: list[tuple[int, int]] = []
    first = 0
    marking = False
    for at, glyph in enumerate(shown):
        before = shown[at - 1] if at else None
        mark = _is_mark(glyph, before, base, size)
        if marking and not mark:
            runs[-1].append("]")
        if before is not None:
            gap = glyph.x0 - before.x1 - apart
            if gap > _COLUMN * size or _ruled(before, glyph, uprights):
                bounds.append((first, at))
                first = at
                runs.append([])
            elif not mark and _is_blank(before, glyph, gap, size, blanks):
                runs[-1].append(" ")
        if mark and not marking:
            runs[-1].append("[")
        runs[-1].append(str(unicodedata.digit(glyph.text, glyph.text)) if mark else glyph.text)
        marking = mark
    if marking:
        runs[-1].append("]")
    bounds.append((first, len(shown)))
    return [
        _run("".join(words), shown[start:end], base, size, apart)
        for words, (start, end) in zip(runs, bounds, strict=True)
    ]


def _run(words: str, glyphs: Sequence[Glyph], base: float, size: float, apart: float) -> Run:
    return Run(
        words,
        *(glyphs[0].x0, max(glyph.x1 for glyph in glyphs)),
        *(min(glyph.top for glyph in glyphs), max(glyph.bottom for glyph in glyphs)),
        *(base, size),
        all(glyph.bold for glyph in glyphs),
        apart < _TIGHT * size,
    )


def _apart(shown: Sequence[Glyph], size: float, blanks: Sequence[float]) -> float:
    """How far a line sets its characters apart: 政 府 工 作 报 告; 0 if it does not so throughout."""
    gaps = [
        (right.x0 - left.x1, _is_drawn(left, right, blanks))
        for left, right in pairwise(shown)
        if _HAN.match(left.text) or _HAN.match(right.text)
    ]
    usual = middle([gap for gap, blank in gaps if not blank])
    if usual > _SET_APART * size or (gaps and all(blank for _, blank in gaps)):
        usual = middle([gap for gap, _ in gaps])
        same = sum(abs(gap - usual) <= 0.25 * size for gap, _ in gaps)
        alike = same >= 0.8 * len(gaps) and len(gaps) >= len(shown) - 1
        return usual if alike and usual <= _WIDEST_APART * size else 0.0
    return max(usual, 0.0)


def _is_drawn(left: Glyph, right: Glyph, blanks: Sequence[float]) -> bool:
    """Whether a blank is drawn between two characters."""
    at = bisect_left(blanks, (left.x0 + left.x1) / 2)
    return at < len(blanks) and blanks[at] < (right.x0 + right.x1) / 2


def _is_mark(glyph: Glyph, before: Glyph | None, base: float, size: float) -> bool:
    """Whether a character is the mark of a note, and no power: m2 and 10 to the fourth stay as they are."""
    if glyph.size > _SMALL * size or base - glyph.base < _RAISED * size or not _MARK.match(glyph.text):
        return False
    return before is None or not (before.text.isascii() and before.text.isalpha())


def _ruled(left: Glyph, right: Glyph, uprights: Sequence[Rule]) -> bool:
    """Whether an upright rule stands between two characters."""
    if not uprights:
        return False
    y = (right.top + right.bottom) / 2
    start = bisect_left(uprights, (left.x0 + left.x1) / 2, key=lambda rule: rule.x0)
    end = bisect_right(uprights, (right.x0 + right.x1) / 2, key=lambda rule: rule.x0)
    return any(rule.top <= y <= rule.bottom for rule in uprights[start:end])


def _is_blank(left: Glyph, right: Glyph, gap: float, size: float, blanks: Sequence[float]) -> bool:
    """Whether a gap is a blank: one that is drawn, a wide one, and one between Latin words and numbers."""
    if _LATIN.match(left.text[-1]) and _LATIN.match(right.text[0]):
        return gap > _WORD_GAP * size
    return gap > _PLAIN_GAP * size or (gap > _BLANK_GAP * size and _is_drawn(left, right, blanks))
