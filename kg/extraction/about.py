"""Which place a report is about: 诸城市 of 诸城市产业集群调研报告, else what its text names most; or a hidden xx县."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise

from kg.extraction.namings import MASKED, Naming, namings
from kg.extraction.wording import Worded, worded
from kg.gazetteer import gazetteer
from kg.gazetteer.names import short, short_town, town
from kg.gazetteer.towns import towns_named
from kg.grammar.phrases import DIVISION
from kg.legible import legible
from kg.lexicon import any_of, rows, words
from kg.model import Division, Document

_SCOPE = any_of(words("places", "scope"))
_OWN = re.compile(f"(?<![占居列位])[我全本]([省市州盟县区旗])(?!{_SCOPE})|({DIVISION})委、\\2政府")
_OF_PROVINCE = re.compile("(?<![占居列位于为是])[我全本]省|省委|省政府")  # 位于全省前列 is a city's
_AUTHORS_OWN = re.compile("我([州市县区旗])")
_ASSEMBLY = re.compile("第[^，。；\\n]{1,4}届(?:人民代表大会|人大|委员会)")
_REGION_OFFICE = re.compile("自治区(?:党委|人民政府|政府)")
_ZONES = [
    row["surface"]
    for row in rows("facilities", "park_ending")
    if row["surface"].endswith(("开发区", "高新区", "经开区", "工业园区"))
]
ZONE = any_of(_ZONES)
"""How the name of a development zone ends, as an expression."""
LOWER_TALK = re.compile("[全我该本][县市旗](?!场)|[县市旗]委")
TOWN_TALK = re.compile("[全我该本](?:镇|乡(?!村)|街道)|镇[域内上情]|乡[域内]|小镇|(?:^|(?<=[，。；、\\n]))街道(?!办)")
TOWN_TITLE = re.compile(
    "(?:[\\u4e00-\\u9fff]{1,4}[县市区旗])?(?P<town>(?!某)[\\u4e00-\\u9fff]{1,5}?(?:街道|镇|乡))(?:办事处|人民政府|政府|党委|党工委)?"
    "(?:[\\dXx×二]{1,4}[年〇○]|工作|上半年)"
)
"""How the title begins of the report of a town: 甲镇2024年工作总结, 乙街道办事处工作报告."""
_TALKED = 2  # times that a text speaks of its town
_SHORT = 2  # characters of a county's name that is not shortened
_TOWN = 6  # characters of a town's name
_NAMELESS = re.compile(f"(?:^|\\n)(?:近年来，|目前，|一年来，)?(?P<zone>{ZONE}|园区)(?![、等和与及])")
_ZONE_SPOKEN = re.compile(f"(?<=[，。：；\n])(?:年来|去年|今年|目前)?({ZONE})(?![、等和与及])")
_TOLD = 3  # clauses on a zone that has no name
_AT_TOWN = re.compile("[到在于赴往来]$")
_COUNTIES = 3  # of a city that tell it
_OFTEN = 3  # times that a text names the one place of a province that it is on
_ONCE = 1  # times that a text names the province of its title that does not tell of it
_ALONE = 0.75  # of the weight of that and the next
_OPENING = 300  # characters at the head of a report that name its place or its author's office
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,12}")

TITLED = 0.95
"""How sure a place is that the title names and no other beside it."""
DOUBTFUL = 0.6
"""How sure a place must be not to be told as doubtful."""


@dataclass(frozen=True, slots=True)
class Subject:
    """The place a report is about: its name as the report writes it, and its code ("" where unknown or masked)."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class Whereabouts:
    """The place a report is about, how sure that is, between 0 and 1, and the next best ("" where there is none)."""

    subject: Subject
    certainty: float
    runner_up: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """The words of a report, its title on the first line, and how long that is with its end."""

    text: str
    title: int


def subject_of(document: Document) -> Subject:
    """The place that the report is about; Subject("") where it names none."""
    return whereabouts(worded(document)).subject


def whereabouts(report: Worded) -> Whereabouts:
    """The place that the report is about, by its title, else by its text, else by the townships that it names.

    The name is in full: as the report most often writes it (姜堰市), else today's.
    """
    words = words_of(report)
    found = namings(words.text)
    weights = _weights(found, words.text)
    if by_title := _by_title(words, found, weights):
        return by_title
    own = _own_kind(words.text)
    if above := _holding(found, own):
        return Whereabouts(above, 0.6)
    told = {n.place: weights[n.place] for n in found if _may_be(n, own, words.text)}
    by_text = _by_text(found, told, own) if told else _unnamed(report.document, words)
    if told and by_text.certainty >= DOUBTFUL:
        return by_text
    if below := _below(by_text.subject, own, words.text):
        return Whereabouts(below, DOUBTFUL, by_text.subject.name)
    return _by_towns(words.text, own, by_text) or by_text


def _by_title(words: Report, found: list[Naming], weights: Mapping[str, float]) -> Whereabouts | None:
    titled = [naming for naming in found if naming.start < words.title and not naming.away]
    if not titled:
        return None
    best = max(titled, key=lambda naming: (_depth(naming, titled), weights[naming.place], -naming.start))
    if within := _within_province(best, words, found, weights):
        return within
    sure = TITLED * _share(best.place, {naming.place: weights[naming.place] for naming in titled})
    return _doubted(_subject(_in_full(best, found), found), sure, _second(best.place, weights, found))


def _within_province(
    titled: Naming, words: Report, found: list[Naming], weights: Mapping[str, float]
) -> Whereabouts | None:
    """The one city or county that a text is on whose title names the province only: 山东再添国家级开发区, on 临沂."""
    if titled.division is None or titled.division.level != "province" or _OF_PROVINCE.search(words.text):
        return None
    title = 2 * words.title  # which the text repeats
    pairs = ((one, after) for one, after in pairwise(found) if one.start >= title and one.place == titled.place)
    if sum(not _leads(one, after) for one, after in pairs) > _ONCE:
        return None
    told = {one.place: weights[one.place] for one in found if one.place.startswith(titled.place) and not one.away}
    told.pop(titled.place, None)
    if not told:
        return None
    place = max(told, key=lambda one: told[one])
    named = sum(one.place == place for one in found)
    if named < _OFTEN or _share(place, told) < _ALONE:
        return None
    return _doubted(_subject(place, found), DOUBTFUL, titled.written)


def _by_text(found: list[Naming], told: Mapping[str, float], own: str) -> Whereabouts:
    """The place told of most; less sure if it is named once, in short, or not of the kind the author speaks for."""
    place = max(told, key=lambda place: told[place])
    named = [naming for naming in found if naming.place == place]
    sure = _share(place, told) * min(TITLED, 0.4 + told[place] / 15)
    sure *= 1 if not own or named[0].kind == own else 0.6
    sure = min(sure, 0.5) if len(named) == 1 and not named[0].full else sure
    return _doubted(_subject(place, found), sure, _second(place, told, found))


def _holding(found: list[Naming], own: str) -> Subject | None:
    """The city of an author who says 我市 and names no city, by its counties: three of them, and of no other city."""
    full = {naming.division.code: naming for naming in found if naming.division and len(naming.division.code) >= 4}
    cities = {code[:4] for code in full}
    if own != "市" or len(full) < _COUNTIES or len(cities) != 1 or any(one.full and one.kind == own for one in found):
        return None
    division = gazetteer().division(cities.pop())
    return Subject(division.name, division.code) if division else None


def _below(city: Subject, own: str, text: str) -> Subject | None:
    """The one county of a city that a text names in short whose author says 我县: 五峰 beside 宜昌市."""
    if own not in ("县", "旗") or len(city.code) != len("4205") or not LOWER_TALK.search(text):
        return None
    below = [one for one in gazetteer().within(city.code) if one.name.endswith(own)]
    told = [one for one in below if (bare := short(one.name)) and bare in text]
    return Subject(told[0].name, told[0].code) if len(told) == 1 else None


def _doubted(subject: Subject, sure: float, second: str) -> Whereabouts:
    """A place with how sure it is: one that has a name of several (铁西区) is in doubt."""
    several = not subject.code and not MASKED.fullmatch(subject.name) and bool(gazetteer().called(subject.name))
    return Whereabouts(subject, round(min(sure, 0.5) if several else sure, 2), second)


def author_of(document: Document, subject: Subject) -> Subject:
    """The author's own place where the report is about another's: 我区 in a report on a 市; else the subject itself.

    The name is as the report most often writes it.
    """
    text = legible(document.text).text
    own = Counter(_AUTHORS_OWN.findall(text))
    if not own or not subject.name:
        return subject
    [(kind, _)] = own.most_common(1)
    if subject.name[-1] == kind:
        return subject
    named = [n for n in namings(text) if n.division and n.kind == kind and n.place != subject.code]
    if not named:
        return subject
    [(code, _)] = Counter(naming.place for naming in named).most_common(1)
    [(written, _)] = Counter(naming.written for naming in named if naming.place == code).most_common(1)
    return Subject(written, code)


def words_of(report: Worded) -> Report:
    """What a report says, a passage a line, without the line breaks that print puts in words."""
    return Report("\n".join(words.text for words in (report.title, *report.passages)), len(report.title.text) + 1)


def _may_be(naming: Naming, own: str, text: str) -> bool:
    """Whether an untitled report may be about a place: a province only where the text speaks as one, 我省, 全省."""
    if not (naming.division and naming.division.level == "province"):
        return True
    return naming.kind == own and (own != "区" or bool(_REGION_OFFICE.search(text) and not LOWER_TALK.search(text)))


def _own_kind(text: str) -> str:
    """What kind of place the author speaks for: 市 of 我市, 全市 and 市委、市政府; "" where the text does not say."""
    own = Counter(one[1] or one[2] for one in _OWN.finditer(text))
    own["省"] += text.count("我厅")
    return own.most_common(1)[0][0] if own.total() else ""


def _share(place: str, weights: Mapping[str, float]) -> float:
    """How much of the weight of a place and the next best is its own; what lies in it or holds it is no rival."""
    second = max((weight for other, weight in weights.items() if not _related(place, other)), default=0)
    return weights[place] / (weights[place] + second) if weights[place] else 0.5


def _leads(naming: Naming, after: Naming) -> bool:
    """Whether a place only says where the one right behind it lies: 昆明市 of 昆明市呈贡区."""
    return after.start == naming.start + len(naming.written) and _related(naming.place, after.place)


def _related(place: str, other: str) -> bool:
    """Whether two places are one or one holds the other, by their codes."""
    return place == other or (
        place.isdigit() and other.isdigit() and (place.startswith(other) or other.startswith(place))
    )


def _second(place: str, weights: Mapping[str, float], found: list[Naming]) -> str:
    """The name of the place next to one in weight."""
    rivals = {other: weight for other, weight in weights.items() if not _related(place, other)}
    return _subject(max(rivals, key=lambda other: rivals[other]), found).name if rivals else ""


def _by_towns(text: str, own: str, otherwise: Whereabouts) -> Whereabouts | None:
    """The county whose townships a text names that leaves it open: three of them, two more than the next has.

    In a text that names no place two are enough, or one that no other county has, behind 到 or 在 (到汊涧合建).
    """
    said: dict[str, tuple[str, int]] = {}
    for written, at in towns_named(text):
        said.setdefault(short_town(town(written)) or written, (written, at))
    ranked = [(d, names) for d, names in gazetteer().identify(said) if not own or d.name.endswith(own)]
    if not ranked:
        return None
    (county, names), *others = ranked
    behind = len(others[0][1]) if others else 0
    second = others[0][0].name if others else ""
    if len(names) >= 3 and len(names) - behind >= 2:
        return Whereabouts(Subject(county.name, county.code), 0.8, second)
    if otherwise.subject.name:
        return None
    if len(names) == 2 and behind == 0:
        return Whereabouts(Subject(county.name, county.code), 0.5, second)
    single = [
        (counties[0], name)
        for name, (_, at) in said.items()
        if _AT_TOWN.search(text[max(0, at - 1) : at]) and len(counties := _having(name, own)) == 1
    ]
    if len({d.code for d, _ in single}) == 1:
        return Whereabouts(Subject(single[0][0].name, single[0][0].code), 0.4)
    return None


def _having(name: str, own: str) -> list[Division]:
    """The counties of the kind that the text speaks of that have a township of a name."""
    return [county for county, _ in gazetteer().identify([name]) if own and county.name.endswith(own)]


def _unnamed(document: Document, words: Report) -> Whereabouts:
    """The place of a report that names none in full: by how its title opens, else the zone that it speaks of."""
    opening = _by_opening(document)
    if opening.name:
        return Whereabouts(_namesake(document, words, opening) or opening, 0.7)
    if above := _by_town(document, words):
        return Whereabouts(above, DOUBTFUL)
    zone = _NAMELESS.search(words.text)
    if zone and not LOWER_TALK.search(words.text):
        return Whereabouts(Subject(zone["zone"]), 0.3)
    spoken = Counter(_ZONE_SPOKEN.findall(words.text)).most_common(1)
    if spoken and spoken[0][1] >= _TOLD:
        return Whereabouts(Subject(spoken[0][0]), 0.3)
    return Whereabouts(Subject(""), 0)


def _by_town(document: Document, words: Report) -> Subject | None:
    """The county of the town that a title opens with, which no other county has, in a text that says 全镇 or 我镇.

    The town itself of the report of a town that several counties have.
    """
    titled = TOWN_TITLE.match(document.title.strip())
    if titled is None and len(TOWN_TALK.findall(words.text)) < _TALKED:
        return None
    named = [titled["town"]] if titled else [document.title[:end] for end in range(_TOWN, 1, -1)]
    counties = next((found for name in named if (found := gazetteer().identify([name]))), [])
    if len(counties) > 1:  # 平湖镇 of a report that speaks of 古田
        counties = [one for one in counties if len(one[0].name) > _SHORT and one[0].name[:-1] in words.text]
    if len(counties) != 1:
        return Subject(titled["town"]) if titled else None
    return Subject(counties[0][0].name, counties[0][0].code)


def _namesake(document: Document, words: Report, place: Subject) -> Subject | None:
    """The county of the town whose name in a title begins as another place's: 平湖镇 of 古田县, not of 平湖市."""
    titled = TOWN_TITLE.match(document.title.strip())
    if titled is None or not titled["town"].startswith(place.name[:2]) or titled.start("town"):
        return None
    above = _by_town(document, words)
    return above if above and above.code and not above.code.startswith(place.code) else None


def _in_full(short: Naming, found: list[Naming]) -> str:
    """The place that a short name of the title stands for: the county 文山市 where only that is named in full."""
    full = [n for n in found if n.full and n.written[:-1] == short.written]
    return full[0].place if full and not any(n.full and n.place == short.place for n in found) else short.place


def _weights(found: list[Naming], text: str) -> Mapping[str, float]:
    """How much each place is spoken of: full names and the opening count more, and what agrees with 全市 or 我县."""
    weights: dict[str, float] = defaultdict(float)
    for naming, after in zip(found, [*found[1:], None], strict=False):
        leads = after is not None and _leads(naming, after)
        weights[naming.place] += _weight(naming, text) * (0.3 if leads else 1)  # 昆明市 of 昆明市呈贡区
    own = _own_kind(text)
    for naming in {naming.place: naming for naming in found}.values():
        if naming.kind == own:
            weights[naming.place] *= 2
    below: dict[str, dict[str, float]] = {}
    for naming in found:
        if naming.division and naming.division.level == "county":
            below.setdefault(naming.division.parent, {})[naming.place] = weights[naming.place]
    for above, counties in below.items():
        # a report on a prefecture speaks of its counties in turn, one on a county of that county
        if above in weights and len(counties) >= 3 and max(counties.values()) * 2 <= sum(counties.values()):
            weights[above] += sum(counties.values())
    return weights


def _weight(naming: Naming, text: str) -> float:
    """How much one naming says: an authority and an assembly of the place much, a place that is another's little."""
    said = 2 if naming.full else 1 if naming.free else 0.3
    said *= 3 if naming.start < _OPENING else 1
    said *= 0.2 if naming.away else 1
    assembly = bool(_ASSEMBLY.match(text, naming.start + len(naming.written)))
    return said + 2 * naming.office + 10 * assembly


def _depth(naming: Naming, titled: list[Naming]) -> int:
    """How many places of the title this one lies in: 姜堰区 of 泰州市姜堰区 in one, a masked place in all before it."""
    if naming.division is None:
        return sum(1 for other in titled if other.start < naming.start)
    return sum(1 for other in titled if other.place != naming.place and naming.place.startswith(other.place))


def _subject(place: str, found: list[Naming]) -> Subject:
    same = [naming for naming in found if naming.place == place]
    full = Counter(naming.written for naming in same if naming.full or naming.division is None).most_common(1)
    division = same[0].division
    name = full[0][0] if full else division.name if division else place
    return Subject(name, division.code if division else "")


def _by_opening(document: Document) -> Subject:
    """The place of a title that opens with a short name which only the text's repeating it makes a name: 高密 …."""
    title = re.sub("^(?:关于|对)", "", document.title.strip())
    opening = _NAMED.match(title)
    for end in range(min(len(opening[0]), 12) if opening else 0, 1, -1):
        division = gazetteer().resolve(title[:end])
        if division and division.level != "town" and legible(document.text).text.count(title[:end]) >= 2:
            return Subject(division.name, division.code)
    return Subject("")
