"""Whose 全镇, 该县 and 园区 are that are not the report's own: of the place told of last, of the county above.

Of no one where none was told of: a figure behind 全村 in a report on a county is not the county's.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from kg.extraction.about import Subject
from kg.extraction.entities import Named, class_of
from kg.extraction.subjects import leading
from kg.gazetteer import gazetteer
from kg.grammar.engine import Span
from kg.grammar.phrases import COUNTY, TOWN
from kg.lexicon import any_of, words
from kg.model import Entity

_WHOLE = re.compile("(?:[全该]|这个)(?P<level>[县市镇村]|乡(?!村)|街道)(?![级域场民]|内外|[委长政])")
_TOWN_LEVELS = ("镇", "乡", "街道", "村")
_IS_TOWN = re.compile(f"(?:{TOWN}|村)$")
_IS_COUNTY = re.compile(f"{COUNTY}$")
_ZONE = re.compile(
    f"(?:该|本|整个|全)?(?P<zone>(?:{any_of(words('facilities', 'zone_kind'))}|经济|高新技术)*"
    f"(?:{any_of(words('facilities', 'park_ending', 'zone'))}))"
)
_COUNT = re.compile(
    "[、和]|(?:已|现|就|共|总数)*(?:有|达到?|发展到|超过?|为)?(?:近|约)?[\\d一二两三四五六七八九十百千]+[余多]?[万]?[家个户]"
)
_PROJECT = re.compile("(?:该|此|上述)项目|项目(?:全部)?(?:建成|投产|达产|完成)后?")
_COUNTY_CODE = 6


def whole_of_others(
    things: Sequence[Named], text: str, clauses: Iterable[Span], place: Subject, heard: Sequence[Entity]
) -> list[Named]:
    """What a sentence names with whose 全镇 and 该县 are; `heard` are the places told of before, the last one first."""
    own = Entity("Place", place.name)
    found = [_of_zone(thing, text, own) for thing in things if not _is_counted(thing, text)]
    starts = {leading(clause) for clause in clauses}
    for whole in _WHOLE.finditer(text):
        before = [one.entity for one in reversed(found) if one.end <= whole.start() and one.entity.type == "Place"]
        whose = _whose(whole["level"], place, [*before, *heard])
        if whose is None and whole[0][0] != "全":  # 该县 in a text on a prefecture
            whose = _alike(whole["level"], [*before, *heard])
        if whose is None or whose == own:
            continue
        kept = [one for one in found if one.end <= whole.start() or whole.end() <= one.start or one.entity != own]
        if any(one.start < whole.end() and whole.start() < one.end for one in kept):
            continue
        found = [*kept, Named(*whole.span(), whose, opens=whole.start() in starts, again=True)]
    return sorted(found, key=lambda thing: thing.start)


def of_projects(things: Sequence[Named], text: str, clauses: Iterable[Span], firms: Sequence[Entity]) -> list[Named]:
    """What a sentence names with whose 该项目 is: that of the one firm told of last, else of no one that is known."""
    found = list(things)
    for clause in clauses:
        start = leading(clause)
        project = _PROJECT.match(text, start)
        if project is None or any(one.start < project.end() and start < one.end for one in found):
            continue
        before = [one.entity for one in found if one.entity.type == "Firm" and one.end <= start] or firms
        longest = max((one.name for one in before), key=len, default="")
        alike = all(longest.startswith(one.name) for one in before)
        firm = Entity("Firm", longest if alike else "")
        found.append(Named(start, project.end(), firm, opens=True, again=True))
    return sorted(found, key=lambda thing: thing.start)


def _whose(level: str, place: Subject, heard: Sequence[Entity]) -> Entity | None:
    """Whose 全镇 or 全县 is, without a name where that was not told; None where it is the report's own."""
    if not place.name:
        return None
    if place.name.endswith(level):
        return _other(level, place, heard)
    alike = _alike(level, heard)
    if level in _TOWN_LEVELS and not (_IS_TOWN.search(place.name) and level != "村"):
        return alike or Entity("Place", "")
    if _IS_TOWN.search(place.name) or class_of(Entity("Place", place.name)) == "Park":
        return _above(level, place)
    return None


def _alike(level: str, heard: Sequence[Entity]) -> Entity | None:
    """The last place told of that ends as a level does."""
    return next((one for one in heard if one.name.endswith(level) and class_of(one) != "Park"), None)


def _is_counted(thing: Named, text: str) -> bool:
    """Whether words that end as a firm's name are only a class that is counted: 规范运营合作社达到700家."""
    return thing.entity.type == "Firm" and thing.entity.name.endswith("合作社") and bool(_COUNT.match(text, thing.end))


def _other(level: str, place: Subject, heard: Sequence[Entity]) -> Entity | None:
    """Another place of the same kind where it is what was told of last."""
    last = next((one for one in heard if class_of(one) != "Park"), None)
    return last if last and last.name != place.name and last.name.endswith(level) else None


def _above(level: str, place: Subject) -> Entity | None:
    """The county or city that holds a town or a zone, None where that is not known."""
    codes = (place.code[:_COUNTY_CODE], place.code[:4]) if place.code else ()
    above = (gazetteer().division(code) for code in codes)
    return next((Entity("Place", one.name) for one in above if one and one.name.endswith(level)), None)


def _of_zone(thing: Named, text: str, own: Entity) -> Named:
    """Words that lead back to a zone, as part of a place whose zone no one has named: 园区 of 园区企业产值.

    开发区 in a report on one is that, whatever other parks were named.
    """
    zone = _ZONE.fullmatch(text[thing.start : thing.end]) if thing.again else None
    if zone is None:
        return thing
    if class_of(own) == "Park":
        itself = own.name.endswith(zone["zone"]) and not thing.entity.name.endswith(zone["zone"])
        return replace(thing, entity=own) if itself else thing
    return replace(thing, part=zone["zone"]) if thing.entity == own else thing


def is_zone(group: str) -> bool:
    """Whether words for a part are those for a zone without a name: 园区, 开发区."""
    return _ZONE.fullmatch(group) is not None


def zone_of(part: str) -> str:
    """The zone without a name that a part of a place begins with: 园区 of 园区规模工业; "" for none."""
    zone = _ZONE.match(part)
    return zone["zone"] if zone else ""
