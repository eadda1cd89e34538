"""The place that a user says a report is about, by --place or before its text, instead of what the text says."""

import re

from kg.errors import InputError
from kg.extraction.about import ZONE, Subject
from kg.extraction.namings import MASKED
from kg.gazetteer import gazetteer
from kg.messages import message
from kg.model import Division

_MOST = 4  # divisions of one name that a message lists


def stated(name: str) -> Subject:
    """The place of a name: 诸城市, 南京市鼓楼区, 丹阳市界牌镇, 临邑县经济开发区.

    InputError, with the nearest names, if it is no place's, or that of several.
    """
    if MASKED.fullmatch(name):
        return Subject(name)
    found = gazetteer().called(name)
    if len(found) == 1:
        return _subject(found[0], name)
    if found:
        places = [gazetteer().path(division) for division in found[:_MOST]] + ["…"] * bool(found[_MOST:])
        raise InputError(message("place_several", name=name, places=places))
    zone = re.search(f"{ZONE}$", name)
    for end in range(zone.start() if zone else 0, 1, -1):
        county = gazetteer().called(name[:end])
        if len(county) == 1:
            return Subject(name, county[0].code)
    near = gazetteer().nearest(name)
    raise InputError(message("place_near", name=name, near=near) if near else message("place_unknown", name=name))


def _subject(division: Division, name: str) -> Subject:
    """A division by its name, a former one (姜堰市) too; a town with its county's code, to name places in."""
    former = division.name not in name and name not in division.name
    return Subject(name if former else division.name, division.parent if division.level == "town" else division.code)
