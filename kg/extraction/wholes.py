"""Whose 全镇, 该县 and 园区 are that are not the report's own: of the place told of last, of the county above.

Of no one where none was told of: a figure behind 全村 in a report on a county is not the county's.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
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
_TOWNS = ("镇", "乡", "街道")  # a 镇 may have been a 乡
_TOWN_LEVELS = (*_TOWNS, "村")
_IS_TOWN = re.compile(f"(?:{TOWN}|村)$")
_IS_COUNTY = re.compile(f"{COUNTY}$")
_ZONE = re.compile(
    f"(?:该|本|整个|全)?(?P<zone>(?:{any_of(words('facilities', 'zone_kind'))}|经济|高新技术)*"
    f"(?:{any_of(words('facilities', 'park_ending', 'zone'))}))"
)
_COUNT = re.compile(
    "[、和]|(?:已|现|就|共|总数)*(?:有|达到?|发展到|超过?|为)?(?:近|约)?[\\d一二两三四五六七八九十百千]+[余多]?[万]?[家个户]"
)
_PROJECT = re.compile("(?:该|此|上述|[一二三四]期)(?:项目|工程)|项目(?:全部)?(?:建成|投产|达产|完成)后?")
_BASE = re.compile("[“”]?(?:(?:该|此)基地|基地(?=目前|总投资|占地|年产|日均|现有))")
_PROVINCE = re.compile(
    "(?P<whole>全省)(?:(?=[^，。；第最首唯前]{0,24}(?:[产总]值|产量|面积|收入|企业|从业|销售|加工)[^，。；第最首唯前]{0,8}[\\d千百亿]"
    "|现?有|共|已)|(?=[^，。；\\d]{2,12}产业(?:实现|发展|保持|呈)))"
)
_PROVINCE_CODE = 2
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
    found = [*_behind_provinces(found, text, starts, place)]
    return sorted(found, key=lambda thing: thing.start)


def _behind_provinces(found: Sequence[Named], text: str, starts: set[int], place: Subject) -> Iterator[Named]:
    """What is named, with the province of which a clause is that opens with 全省 in a report on one of its counties."""
    province = gazetteer().division(place.code[:_PROVINCE_CODE]) if len(place.code) > _PROVINCE_CODE else None
    named = Entity("Place", province.name if province else "")
    taken = {at for one in found for at in range(one.start, one.end)}
    wholes = [
        Named(*one.span("whole"), named, opens=True, again=True)
        for one in _PROVINCE.finditer(text)
        if place.code and one.start() in starts and one.start() not in taken
    ]
    yield from wholes
    for one in found:
        within = any(whole.end <= one.start and "，" not in text[whole.end : one.start] for whole in wholes)
        yield replace(one, opens=False) if one.opens and within else one


def of_projects(things: Sequence[Named], text: str, clauses: Iterable[Span], firms: Sequence[Entity]) -> list[Named]:
    """What a sentence names with whose 该项目 is: that of the one firm told of last, else of no one that is known."""
    found = list(things)
    for clause in clauses:
        start = leading(clause)
        project = _PROJECT.match(text, start) or _BASE.match(text, start)
        if project is None or any(one.start < project.end() and start < one.end for one in found):
            continue
        if project.re is _BASE:
            bases = [one.entity for one in found if one.end <= start and one.entity.name.endswith("基地")]
            base = bases[-1] if bases else Entity("Place", "")
            found.append(Named(start, project.end(), base, opens=True, again=True))
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
    ends = _TOWNS if level in _TOWNS else (level,)
    return next((one for one in heard if one.name.endswith(ends) and class_of(one) != "Park"), None)


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
