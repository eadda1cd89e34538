"""The county that a report hides as xx县: the one whose townships it names, 佛堂、赤岸、义亭, and where."""

import re
from dataclasses import dataclass

from kg.gazetteer import gazetteer
from kg.gazetteer.names import short_town, town
from kg.gazetteer.towns import towns_named
from kg.model import Division

_SENTENCE = re.compile("[^。！？\n]*[。！？]?")
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

    @property
    def certainty(self) -> float:
        """How sure the county is: its share of the townships that it or the next best has."""
        return round(len(self.towns) / (len(self.towns) + self.runner_up_count), 2)


def hidden_county(name: str, text: str) -> Hidden | None:
    """The county that a text calls `name` (xx县), by the townships it names; None where they leave it open.

    It must be of the kind that the name says (县, 市, 区 …), have three of the names, and two more than the next.
    """
    found: dict[str, tuple[str, int]] = {}
    for written, at in towns_named(text):
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


def _sighting(name: str, at: int, county: Division, text: str) -> Sighting | None:
    division = gazetteer().resolve(town(name), county.code)
    if division is None or division.level != "town":
        return None
    sentence = next(s for s in _SENTENCE.finditer(text) if s.end() > at)
    start = sentence.start() + len(sentence[0]) - len(sentence[0].lstrip())
    return Sighting(name, division, start, sentence.end())
