"""The county that a report hides as xx县: the one whose townships it names, 佛堂、赤岸、义亭, and where."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from kg.gazetteer import gazetteer
from kg.gazetteer.names import short_town, town
from kg.model import Division

_SENTENCE = re.compile("[^。！？\n]*[。！？]?")
# what stands around a name in a list or after a preposition, and not around a part of another word
_BEFORE = re.compile(r"[^\u4e00-\u9fff]|[在于到以是为有和及与从赴由的中原涉含括]")
_AFTER = re.compile(r"[^\u4e00-\u9fff]|[和及与等的为两三四五六七八九十各个乡镇街村是一在地]")
_FEWEST = 3  # towns that identify a county
_LEAD = 2  # towns by which it is ahead of the next


@dataclass(frozen=True, slots=True)
class Sighting:
    """A township that a report names: the name as written, today's division, and the sentence by its characters."""

    name: str
    town: Division
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Hidden:
    """What a hidden county is: its name in the report, the county, the townships that say so, and the next best.

    `runner_up` is the county with the next most of the names (None if no other has any), `runner_up_count` how many.
    """

    name: str
    county: Division
    towns: tuple[Sighting, ...]
    runner_up: Division | None
    runner_up_count: int


def hidden_county(name: str, text: str) -> Hidden | None:
    """The county that a text calls `name` (xx县), by the townships it names; None where they leave it open.

    It must be of the kind that the name says (县, 市, 区 …), have three of the names, and two more than the next.
    """
    found: dict[str, tuple[str, int]] = {}
    for written, at in _towns(text):
        found.setdefault(short_town(town(written)) or written, (written, at))
    kind = name[-1:] if name[-1:] in "县市区旗" else ""
    ranked = [(county, said) for county, said in gazetteer().identify(found) if county.name.endswith(kind)]
    if not ranked:
        return None
    (county, said), *others = ranked
    next_best, behind = (others[0][0], len(others[0][1])) if others else (None, 0)
    if len(said) < _FEWEST or len(said) - behind < _LEAD:
        return None
    sightings = [_sighting(*found[short], county, text) for short in said]
    towns = tuple(sighting for sighting in sightings if sighting)
    return Hidden(name, county, towns, next_best, behind)


def _towns(text: str) -> Iterator[tuple[str, int]]:
    """The names in a text that are those of townships, each once with where it stands first, longest first."""
    seen: set[str] = set()
    at = 0
    while at < len(text):
        name = next((n for n in _names_by_head().get(text[at : at + 2], ()) if _stands(n, text, at)), "")
        if name and name not in seen:
            seen.add(name)
            yield name, at
        at += len(name) or 1


def _stands(name: str, text: str, at: int) -> bool:
    """Whether a name stands at some character: a full one anywhere, a short one as a word of its own."""
    if not text.startswith(name, at):
        return False
    if short_town(name):
        return True
    before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
    return bool(not before or _BEFORE.match(before)) and bool(not after or _AFTER.match(after))


@cache
def _names_by_head() -> dict[str, tuple[str, ...]]:
    """The full and short names of all townships by their first two characters, longest first."""
    found: dict[str, set[str]] = {}
    for province in gazetteer().within():
        for division in _below(province):
            for name in (division.name, short_town(division.name)):
                if len(name) >= 2:
                    found.setdefault(name[:2], set()).add(name)
    return {head: tuple(sorted(names, key=lambda n: (-len(n), n))) for head, names in found.items()}


def _below(division: Division) -> Iterator[Division]:
    for child in gazetteer().within(division.code):
        if child.level == "town":
            yield child
        else:
            yield from _below(child)


def _sighting(name: str, at: int, county: Division, text: str) -> Sighting | None:
    division = gazetteer().resolve(town(name), county.code)
    if division is None or division.level != "town":
        return None
    sentence = next(s for s in _SENTENCE.finditer(text) if s.end() > at)
    start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
    return Sighting(name, division, start, sentence.end())
