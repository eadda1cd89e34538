"""The automatic numbers of paragraphs, counted and written as Word prints them: 一、, （二）, 3.1."""

import re
from dataclasses import dataclass

from kg.reading.word.markup import Element, has, number, switched, value, w
from kg.reading.word.numerals import numeral
from kg.reading.word.styles import Numbered, Styles

_PLACE = re.compile("%([1-9])")
_WORDS = re.compile(r"\w")
_BULLET = "•"
_CLOSES = ("、", "）")
_DEEPEST = 8
_LONGEST = 100  # characters of the text of a level
_SAYS_NONE = "0"


@dataclass(frozen=True, slots=True)
class Level:
    """A level of a list: where it starts, its style of numbers, its text with %1 for the number of the first level, the
    level whose use starts it anew (None: any above, 0: none), and the style whose paragraphs stand on it."""

    start: int
    style: str
    text: str
    restart: int | None
    legal: bool
    hidden: bool
    linked: str


@dataclass(frozen=True, slots=True)
class List:
    """A list that paragraphs may name: `counted` names the count that it shares with others, `starts` are those levels
    that it starts anew itself."""

    counted: str
    levels: dict[int, Level]
    starts: dict[int, int]


class Numbers:
    """The lists of a file, and how far each has been counted."""

    def __init__(self, root: Element | None, styles: Styles) -> None:
        self._styles = styles
        self._shapes = {} if root is None else {one.get(w("abstractNumId")): one for one in root.iter(w("abstractNum"))}
        self._named = {} if root is None else {one.get(w("numId")): one for one in root.findall(w("num"))}
        self._lists: dict[str, List | None] = {}
        self._counts: dict[str, dict[int, int]] = {}
        self._started: set[tuple[str, int]] = set()

    def label(self, said: Numbered | None) -> str:
        """The number of the next paragraph that stands there, with what parts it from the words; "" if it has none."""
        if said is None or said.name is None or said.name == _SAYS_NONE:
            return ""
        if said.name not in self._lists:
            self._lists[said.name] = self._list(said.name)
        found = self._lists[said.name]
        at = _level(said, found.levels) if found else 0
        if not found or at not in found.levels:
            return ""
        counts = self._count(said.name, found, at)
        level = found.levels[at]
        if level.hidden:
            return ""
        if level.style == "bullet" and not _WORDS.search(level.text):
            return f"{_BULLET} "
        text = _PLACE.sub(lambda place: _placed(int(place[1]) - 1, found.levels, counts, level), level.text)
        return text if not text or text.endswith(_CLOSES) else f"{text.rstrip()} "

    def _count(self, name: str, found: List, at: int) -> dict[int, int]:
        """Counts a paragraph on a level; those above that nothing stood on yet have begun with it."""
        counts = self._counts.setdefault(found.counted, {})
        for deeper in [level for level in counts if level > at]:
            restart = found.levels[deeper].restart if deeper in found.levels else None
            if restart is None or at < restart:
                del counts[deeper]
        for higher in range(at):
            if higher in found.levels:
                counts.setdefault(higher, found.levels[higher].start)
        if at in found.starts and (name, at) not in self._started:
            self._started.add((name, at))
            counts[at] = found.starts[at]
        else:
            counts[at] = counts[at] + 1 if at in counts else found.levels[at].start
        return counts

    def _list(self, name: str) -> List | None:
        named = self._named.get(name)
        counted = value(named, "abstractNumId")
        shape = self._shapes.get(counted)
        if named is None or counted is None or shape is None:
            return None
        linked = value(shape, "numStyleLink")
        if linked:
            of_style = self._styles.style(linked).numbered
            other = self._named.get(of_style.name) if of_style else None
            counted = value(other, "abstractNumId") or counted
            shape = self._shapes.get(counted, shape)
        levels = dict(_levels(shape))
        starts = {}
        for override in named.findall(w("lvlOverride")):
            at = _number_of(override, "ilvl")
            levels |= dict(_levels(override))
            start = number(override, "startOverride")
            if start is not None:
                starts[at] = start
        return List(counted, levels, starts)


def _level(said: Numbered, levels: dict[int, Level]) -> int:
    """The level that a paragraph stands on: the one linked to the style that numbers it, else the one that is said."""
    if said.style:
        linked = next((at for at, level in levels.items() if level.linked == said.style), None)
        if linked is not None:
            return linked
    return min(max(said.level or 0, 0), _DEEPEST)


def _levels(holder: Element) -> list[tuple[int, Level]]:
    return [(_number_of(level, "ilvl"), _written(level)) for level in holder.findall(w("lvl"))]


def _written(level: Element) -> Level:
    start = number(level, "start")
    return Level(
        0 if start is None else start,
        "bullet" if has(level, "lvlPicBulletId") else value(level, "numFmt") or _fallback(level),
        (value(level, "lvlText") or "")[:_LONGEST],
        number(level, "lvlRestart"),
        bool(switched(level, "isLgl")),
        bool(switched(level, "rPr/vanish")),
        value(level, "pStyle") or "",
    )


def _fallback(level: Element) -> str:
    """The style of a level that is told in alternatives: the last, which all programs know."""
    told = [one.get(w("val"), "") for one in level.iter(w("numFmt"))]
    return told[-1] if told else "decimal"


def _placed(at: int, levels: dict[int, Level], counts: dict[int, int], own: Level) -> str:
    """The number of a level in the text of another; nothing for one that lies deeper."""
    level = levels.get(at)
    if level is None or at not in counts:
        return ""
    return numeral(counts[at], "decimal" if own.legal and level.style != "none" else level.style)


def _number_of(element: Element, attribute: str) -> int:
    said = element.get(w(attribute), "")
    return int(said) if said.isdecimal() and len(said) < 3 else 0
