"""Where the names of a report are: 龙都 in 诸城市, 溪桥镇 as a former town of 泰兴市, 长三角 as a region."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from kg.endings import style
from kg.errors import DefinitionError
from kg.gazetteer import gazetteer
from kg.gazetteer.names import short_town
from kg.identity.names import clean
from kg.identity.nodes import Node, path, things
from kg.lexicon import any_of, words
from kg.model import Division, Entity, Fact

_OWN = re.compile("[全我本该]([省市州县区旗])")
_LEVEL_WORD = re.compile("[省市州县区旗]$")
_COUNTRY = re.compile(any_of(words("places", "country")))
_REGION = re.compile(f"({any_of(words('places', 'region'))})(?:地区|区域|经济区|经济圈|城市群)?")
_HIDDEN = re.compile("[A-Za-z×✕*○〇●△□某]")
_PARK_OR_PARKS = re.compile("(?<=..)园区$")
# in order: the first whose ending a place without a code has
_PLACE_CLASSES = (
    ("Park", re.compile(f"{any_of(words('facilities', 'park_ending', 'park_like'))}$|(?<=..)园$")),
    ("Town", re.compile("镇$|乡$|街道$|街办$|办事处$")),
    ("Village", re.compile("村$|社区$")),
    ("County", re.compile("[县市旗]$")),
)
_PARTS = ("Park", "Town", "Village")  # of a county, which a report may be about
_NAMELESS = re.compile(any_of(words("facilities", "park_ending")))  # 开发区 without a name of its own
_COUNTY = 6  # digits of a county's code
_LONGEST = 12  # characters of a division's name
_CLAUSE = re.compile("[。；！？\\n\\t|]")
_NEAR = 30  # characters before a town's name in which its county's may stand
_LEVELS = {"province": "Province", "prefecture": "Prefecture", "county": "County", "town": "Town"}

PLACE_CLASSES = frozenset({*_LEVELS.values(), *(kind for kind, _ in _PLACE_CLASSES), "Region"})
_CLUSTERS = ("Cluster", "PlannedCluster")


@dataclass(frozen=True, slots=True)
class Area:
    """A place that names are read in: a division, or only a name where the report hides which."""

    code: str
    name: str
    level: str = ""

    @property
    def level_word(self) -> str:
        """市 of 诸城市, "" where its name is written without."""
        found = _LEVEL_WORD.search(self.name)
        return found[0] if found else ""

    @property
    def forms(self) -> tuple[str, ...]:
        """Its name with and without 市, 县 …"""
        name = clean(self.name)
        return tuple(form for form in dict.fromkeys((name, _LEVEL_WORD.sub("", name))) if len(form) >= 2)


class Places:
    """The places of one report: which each name is, and with which place a cluster's or a firm's name opens.

    Takes the name and the code of the place that the report is about, the report's slug, its facts and its text.
    """

    def __init__(self, place: str, code: str, slug: str, facts: tuple[Fact, ...], text: str, base: str) -> None:
        self._slug = slug
        self._base = base
        self._former: dict[str, dict[str, str]] = defaultdict(dict)
        self._hosts: dict[str, Area] = {}
        self._resolved: dict[tuple[str, str], Area | None] = {}
        self._nodes: dict[str, Node] = {}
        division = gazetteer().division(code) if code else None
        self._part = clean(place) if division and _class_of(place) in _PARTS and division.name != place else ""
        self.home = Area(code, division.name if division and self._part else place, division.level if division else "")
        self._above = [_area(d) for size in (4, 2) if size < len(code) and (d := gazetteer().division(code[:size]))]
        mentioned = dict.fromkeys(thing for fact in facts for thing in things(fact))
        owners = sorted({clean(thing.of_place) for thing in mentioned if thing.of_place})
        self._others = {name: self._other(name) for name in owners}
        named = [clean(thing.name) for thing in mentioned if thing.type == "Place"]
        self._hosts = self._named_with_clusters(facts) | self._named_after(text, named)
        towns = [node for name in named if (node := self.place(name)).type == "Town" and not node.code]
        within = {node.iri.removeprefix(base).partition("/")[2] for node in towns}
        for segment, name in sorted(one.split("/") for one in within if "/" in one):
            full = unquote(name)
            self._former[segment] |= {form: full for form in (full, short_town(full)) if form}

    @property
    def about(self) -> Node | None:
        """What the report is about, if it names it: the county, or a town or a zone of it."""
        return self.place(self._part) if self._part else self.owner(self.home)

    def of(self, entity: Entity) -> Area:
        """The place that a thing is said to belong to, else the one that the report is about."""
        return self._others.get(clean(entity.of_place), self.home)

    def place(self, name: str, area: Area | None = None) -> Node:
        """The place of a name, read in an area, and where that has no such division in the county named with it."""
        node = self._place(name, area or self.home)
        county = self._hosts.get(name)
        return node if node.code or not county else self._place(name, county)

    def _named_with_clusters(self, facts: Iterable[Fact]) -> dict[str, Area]:
        """The county of each place that only clusters of one county are said to lie in: 城东镇 of a cluster of 兴化."""
        counties: dict[str, set[str]] = defaultdict(set)
        for fact in facts:
            if isinstance(fact.object, Entity) and fact.object.type == "Place" and fact.subject.type in _CLUSTERS:
                counties[clean(fact.object.name)].add(
                    self.segment(self.cluster(clean(fact.subject.name), self.of(fact.subject))[0])
                )
        single = {name: next(iter(codes))[:_COUNTY] for name, codes in counties.items() if len(codes) == 1}
        found = {name: gazetteer().division(code) for name, code in single.items() if code != self.home.code}
        return {name: _area(division) for name, division in found.items() if division}

    def _named_after(self, text: str, places: Iterable[str]) -> dict[str, Area]:
        """The county that a text names before each place that no division is: 兴化市 of 兴化市的城东镇."""
        counties = {
            form: county for d in gazetteer().within(self.home.code) for county in [_area(d)] for form in county.forms
        }
        if not text or not counties or next(iter(counties.values())).level != "county":
            return {}
        named = re.compile(any_of(counties))
        found: dict[str, Area] = {}
        for name in places:
            if self._place(name, self.home).code or named.match(name):
                continue
            said = [
                named.findall(_CLAUSE.split(text[max(0, at.start() - _NEAR) : at.start()])[-1])
                for at in re.finditer(re.escape(name), text)
            ]
            last = {counties[forms[-1]] for forms in said if forms}
            if len(last) == 1:
                found[name] = last.pop()
        return found

    def _place(self, name: str, area: Area) -> Node:
        """A division where the gazetteer has it, else a place of the county or the country that the name opens with."""
        if name in self._others and name != self._part:
            return self._area_node(self._others[name])
        while True:
            if name in area.forms:
                return self._area_node(area)
            if found := (len(name) == 2 and self._own(name, area)) or self._resolve(name, area):
                return self._area_node(found)
            if region := _REGION.fullmatch(name):
                return Node(self._iri("place", region[1]), "Region")
            if _COUNTRY.match(name):
                return Node(self._iri("place", name), "Region")
            opening = self._opening(name, area)
            if opening is None:
                return self._uncoded(name, self.segment(area), area)
            if opening[0].level == "town":
                rest = opening[1] if _class_of(opening[1]) == "Village" else name
                return self._uncoded(rest, opening[0].code[:6], opening[0])
            area, name = opening

    def _uncoded(self, name: str, segment: str, within: Area) -> Node:
        name = self._former[segment].get(name, name)
        kind = _class_of(name)
        iri = self._iri("place", segment, _PARK_OR_PARKS.sub("园", name))
        # a town or village that is no more goes by its own name, without those above it
        return Node(iri, kind, self.owner(within), name=name if kind in ("Town", "Village") else "")

    def cluster(self, name: str, home: Area) -> tuple[Area, str, str]:
        """The county that a cluster's name opens with, else the report's place, what the rest says, and the town."""
        town = ""
        while (opening := self._opening(name, home)) and _related(opening[0], home):
            area, name = opening
            if area.level == "town":
                home, town = self._county(area), area.code
            elif area.code.startswith(home.code):
                home = area
        segment = self.segment(home)
        former = sorted(self._former[segment], key=lambda form: (-len(form), form))
        for form in former:
            rest = name.removeprefix(form).removeprefix("的")
            if name.startswith(form) and len(rest) >= 2:
                return home, rest, self._former[segment][form]
        return home, name, town

    def firm(self, name: str, home: Area) -> str:
        """A firm's name without the provinces, prefectures and counties that it opens with, and its legal form."""
        while (opening := self._opening(name, home)) and _related(opening[0], home) and opening[0].level != "town":
            if len(style(opening[1])) < 2:
                break
            name = opening[1]
        return style(name)

    def _opening(self, name: str, area: Area) -> tuple[Area, str] | None:
        """The place that a name opens with, read in an area, and the rest, of two characters or more."""
        for end, found in self._openings(name, area):
            rest = name[end:].removeprefix("的")
            if len(rest) >= 2:
                return found, rest
        return None

    def _openings(self, name: str, area: Area) -> Iterator[tuple[int, Area]]:
        if own := self._own(name, area):
            yield 2, own
        for end in range(min(len(name) - 2, _LONGEST), 1, -1):
            if found := self._resolve(name[:end], area):
                yield end, found
        for form in area.forms:
            if name.startswith(form):
                yield len(form), area

    def _own(self, name: str, area: Area) -> Area | None:
        """The place that 全市, 该县, 我区 or 全省 at the head of a name means, by its 市, 县, 区 or 省."""
        said = _OWN.match(name)
        if said is None:
            return None
        own = next((place for place in (area, *self._others.values()) if place.level_word in ("", said[1])), None)
        return own or next((place for place in self._above if place.level_word == said[1]), None)

    def _resolve(self, name: str, area: Area) -> Area | None:
        """The division of this name: in the area, else a province, a prefecture, or a county that is named in full."""
        if (name, area.code) not in self._resolved:
            found = gazetteer().resolve(name, area.code) if area.code else None
            if found is None and area.level == "county":
                found = gazetteer().resolve(f"{name}路街道", area.code)  # a street's subdistrict goes without 路
            if found is None:
                found = gazetteer().resolve(name)
                if found and (found.level == "town" or (found.level == "county" and found.name != name)):
                    found = None
            self._resolved[name, area.code] = _area(found) if found else None
        return self._resolved[name, area.code]

    def _other(self, name: str) -> Area:
        """The place of a cluster: the report's, else one that the report's province or the country has only once."""
        if name in self.home.forms:
            return self.home
        for code in (self.home.code, self.home.code[:2], ""):
            if found := gazetteer().resolve(name, code):
                return _area(found)
        return self.home if name == self._part else Area("", name)

    def _county(self, town: Area) -> Area:
        division = gazetteer().division(town.code[:6])
        return _area(division) if division else town

    def segment(self, area: Area) -> str:
        """What stands for an area in IRIs: its code, else its name, else the report's slug."""
        # a report that hides or does not name its place shares nothing with another
        name = clean(area.name)
        nameless = not name or _HIDDEN.match(name) or _NAMELESS.fullmatch(name)
        return area.code or (self._slug if nameless else name)

    def owner(self, area: Area) -> Node | None:
        """The node of an area, if it has a name."""
        return self._area_node(area) if area.code or area.name else None

    def _area_node(self, area: Area) -> Node:
        if area.code:
            return self.division(area.code)
        segments = dict.fromkeys((self.segment(area), clean(area.name)))
        return Node(self._iri("place", *segments), _class_of(clean(area.name)), name=area.name)

    def division(self, code: str) -> Node:
        """A division by its code, with those above it. DefinitionError if there is none."""
        if code not in self._nodes:
            division = gazetteer().division(code)
            if division is None:
                raise DefinitionError(f"places.csv.gz: there is no division {code}")
            parent = self.division(division.parent) if division.parent else None
            kind = (
                "Park" if division.level == "town" and _class_of(division.name) == "Park" else _LEVELS[division.level]
            )
            self._nodes[code] = Node(self._iri("place", code), kind, parent, code, division.name)
        return self._nodes[code]

    def _iri(self, *segments: str) -> str:
        return self._base + path(*segments)


def _area(division: Division) -> Area:
    return Area(division.code, division.name, division.level)


def _related(area: Area, home: Area) -> bool:
    return area.code.startswith(home.code) or home.code.startswith(area.code)


def _class_of(name: str) -> str:
    return next((kind for kind, ending in _PLACE_CLASSES if ending.search(name)), "Region")
