"""Registers: lists with a member a line, under a heading or an announcement that carries a title which all hold.

2023年某省特色产业集群认定名单 | 甲市（2个） | 1.乙县阀门产业集群 | 2.丙县泵业产业集群; or 1.甲县乙镇 中国泵业名镇.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extraction.holders import kind_of
from kg.extraction.wording import wording
from kg.gazetteer import gazetteer
from kg.grammar import edges, names
from kg.grammar.engine import Span
from kg.grammar.names import cut
from kg.grammar.phrases import NUMERAL, nouns
from kg.grammar.titles import RANKED, split
from kg.lexicon import any_of, rows, words
from kg.model import Document, Entity, Wording


def _words(role: str) -> str:
    return any_of(row["surface"] for row in rows("texts", "register") if role in row["kind"].split())


_NUMBER = re.compile(f"(?:\\d{{1,3}}|{NUMERAL}{{1,3}}|[（(](?:\\d{{1,3}}|{NUMERAL}{{1,3}})[）)]|[①-⑳])[.、．）)]*\\s*")
_NUMBERED = re.compile(
    f"(?:(?:\\d{{1,3}}|{NUMERAL}{{1,3}})[.、．）)]+|[（(](?:\\d{{1,3}}|{NUMERAL}{{1,3}})[）)]、?|[①-⑳])\\s*(?=.)"
)
_COUNT = "(?:（(?:共|计)?[\\d一二三四五六七八九十百]{1,5}[个家户项件枚种]?）|[\\d]{1,4}[个家户项件枚种])"
_TAIL = re.compile(
    f"(?P<list>{_words('list')})?(?:的?(?:{any_of(words('texts', 'notice'))}|(?P<plan>公示)))?{_COUNT}?[：:]?$"
)
_ISSUED = re.compile(f"的?{any_of(words('texts', 'notice'))}$")
_DEED = re.compile(f"(?:{_words('deed')}|(?P<plan>{_words('plan')}))(?:结果)?$")
_LEAD = re.compile(f"(?:附[件表]?[\\d一二三四五六七八九十]{{0,2}}[：:.、]?|{_words('lead')}的?[：:]?){{1,4}}(?=..)")
_OTHER = re.compile(_words("none"))
_MEMBER = re.compile(f"(?:称号|牌匾)?的?(?:{_words('member')})?$")
_BATCH = re.compile("^(?:[^，。；]{0,10}?(?:首批|第[一二三四五六七八九十百\\d]{1,4}批))")
_MARKED = re.compile(
    "首批|第[一二三四五六七八九十百\\d]{1,4}批|(?:19|20)\\d\\d年|国家|全国|中国|世界|[省市]级|[\u4e00-\u9fff]{2}省|自治区"
    f"|{any_of(words('titles', 'merit'))}|“|驰名|著名|知名"
)
_DATED = re.compile("(?:19|20)\\d\\d年度?")
_YEAR = re.compile("(?:19|20)\\d\\d(?=年)")
_ANNOUNCES = re.compile("(?:如下|具体[是为]|分别[是为]|名单)(?:[：:]|[—-]{1,2})$")
_STOPS = re.compile("[。；！？]|[，：](?!$)")
_AWARDS = re.compile("获|新|当选|评为|授予|命名|认定")
_QUOTED = re.compile(names.QUOTED)
_CELL = re.compile("[^\\s|]+")
_TO_COME = re.compile("目标|计划|力争|争创|拟")
_SAID = re.compile(f"(?:{_words('deed')}|{_words('lead')}|评为|列为|获牌)(?:为|的|了)?(?P<title>{RANKED})")
_LABEL = re.compile(f"(?P<title>[^，。；：、]{{3,40}}?){_COUNT}?：(?P<list>[^。；：]{{4,400}})。?")
_GROUP = re.compile(f"(?P<place>[^，。；：（）\\d\\s“”]{{2,14}})(?P<counted>{_COUNT}|：)?$")
_BRACKET = re.compile("(?P<name>[^（）]{2,30})（(?P<inside>[^（）]{1,20})）$")
_NO_NAME = re.compile("[，。；：！？、《》…]|^\\d")
_CLUSTER = re.compile(f"(?:{nouns('trade')}|产业[强名大][镇县市村])$")
_PARK = re.compile(f"{any_of(words('facilities', 'park_ending'))}$")
_MARKET = re.compile(f"{names.MARKET}$")
_PLACE = re.compile("(?:[省市县区旗州盟镇乡村]|街道|社区|嘎查|自治区)$")
_GOODS = re.compile("(?:“[^“”]{1,12}”(?:牌|商标)?)?(?P<name>[\u4e00-\u9fffA-Za-z“”]{2,16})$")
_LEVELS = (
    (re.compile("(?:村镇|镇村|乡村)$"), re.compile("(?:[镇乡村]|街道|社区|嘎查)$")),
    (re.compile("镇$"), re.compile("(?:[镇乡]|街道)$")),
    (re.compile("村$"), re.compile("(?:村|社区|嘎查)$")),
    (re.compile("县$"), re.compile("[县市区旗]$")),
)
_HOLDERS = {
    "Place": ("Place", "Cluster"),
    "Firm": ("Firm",),
    "Cluster": ("Cluster",),
    "Market": ("Market", "Place"),
    "Brand": ("Product", "Firm"),
    "Product": ("Product", "Firm"),
    "": ("Place", "Cluster", "Firm", "Market"),
}
_PARTS = re.compile(
    f"^{_COUNT}$|类{_COUNT}?$|^附件?[：:]?$|^（[^（）]{{2,20}}）$|^[序编]号"
)  # lines within a register that end it not
_LONGEST = 120  # characters of a line that heads one
_FEWEST = 2  # members of a register
_COHERENT = 0.8  # of the members that are of one type


@dataclass(frozen=True, slots=True)
class Member:
    """One of a register: what it is and where its line stands, the place that heads its group, a title of its own."""

    thing: Entity
    span: tuple[int, int]
    group: str = ""
    own: str = ""


@dataclass(frozen=True, slots=True)
class Register:
    """A list of those who hold a title ("" where each has only its own), with the year that the title has.

    `planned` is one of candidates; `patient` one whose members may stand behind paragraphs, as the title of the text
    announces it; `noun` is what the names of members that stand apart end with, "" where they follow
    the announcement.
    """

    title: str
    head: str = ""
    period: str = ""
    planned: bool = False
    noun: str = ""
    patient: bool = False
    members: tuple[Member, ...] = ()


def registers(document: Document) -> Iterator[Register]:
    """The registers of a document, each with two members or more, most of them of one type."""
    current: Register | None = None
    group = said = year = ""
    for unit in _units(document):
        text = "".join(cell.text for cell in unit)
        if labelled := _labelled(unit, current, said):
            yield from _told(labelled)
        elif (opened := _headed(text)) is not None or (opened := _announced(text, said)) is not None:
            yield from _told(current)
            dated = _YEAR.search(opened.title) or _YEAR.search(opened.head)
            year = dated[0] if dated else year
            current, group = replace(opened, period=year), ""
        elif current and (place := _group(text, current)):
            group = place
        elif found := _members(unit, current):
            current = current or Register("")
            current = replace(current, members=(*current.members, *(replace(one, group=group) for one in found)))
        elif current and not (current.noun or _PARTS.search(text) or (current.patient and not current.members)):
            noun = _noun(current.title)
            apart = _ANNOUNCES.search(current.head) and all(m.thing.name.endswith(noun) for m in current.members)
            yield from _told(None if apart else current)
            current = replace(current, noun=noun) if apart else None
        said += f"{text}。"
    yield from _told(current)


def _told(register: Register | None) -> Iterator[Register]:
    """A register that is one: members enough, most of them of one type."""
    if register is None or len(register.members) < _FEWEST:
        return
    types = [member.thing.type for member in register.members]
    if max(map(types.count, types)) >= _COHERENT * len(types):
        yield register


def _units(document: Document) -> Iterator[tuple[Wording, ...]]:
    """The lines of a document in cells that blanks part; cells behind a colon are lines themselves: 甲省如下： A B."""
    at = 0
    for line in document.text.splitlines(keepends=True):
        cells = [wording(document.text, at + m.start(), at + m.end()) for m in _CELL.finditer(line)]
        at += len(line)
        colon = next((n for n, cell in enumerate(cells) if cell.text.endswith("：")), None)
        if colon is not None and len(cells) - colon > _FEWEST:
            yield tuple(cells[: colon + 1])
            yield from ((cell,) for cell in cells[colon + 1 :])
        elif cells:
            yield tuple(cells)


def _headed(text: str) -> Register | None:
    """The register that a line heads: 附件：2023年某省特色产业集群认定名单, 一、新增“某省名牌”企业; None for another.

    A list of which no title is told ends the one before it.
    """
    if len(text) > _LONGEST:
        return None
    words = _NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text
    tail = _TAIL.search(words)
    assert tail is not None
    core = words[: tail.start()]
    lead = _LEAD.match(core)
    if not 4 <= len(core) <= 60 or _STOPS.search(core[lead.end() if lead else 0 :]):
        return None
    if not tail["list"] and (lead is None or not _AWARDS.search(lead[0])):
        return None
    planned = tail["plan"] is not None
    while deed := _DEED.search(core):
        planned = planned or deed["plan"] is not None
        core = core[: deed.start()]
    core = core[lead.end() :] if lead else core
    bare = _MEMBER.sub("", core)
    title = _title(bare if _QUOTED.fullmatch(bare) else core) or _title(bare)
    issued = _ISSUED.search(text) is not None
    planned = planned or core.startswith("拟")
    return Register(title, text, planned=planned, patient=issued) if title or (tail["list"] and not issued) else None


def _title(words: str) -> str:
    """The one title that words are, without marks around all of it; "" where they are none or several."""
    quoted = _QUOTED.fullmatch(words)
    if quoted:
        return words[1:-1]
    dated = _DATED.match(words)
    found = split(cut(Span(words, 0, len(words)), dated.end() if dated else 0))
    whole = len(found) == 1 and found[0].end == len(words)
    batch = _BATCH.match(words) and not len(found) > 1
    marked = _MARKED.search(words) and not _OTHER.search(words)
    return words if 4 <= len(words) <= 45 and (whole or batch) and marked else ""


def _announced(text: str, said: str) -> Register | None:
    """The register that a sentence announces, of a title before it that ends as its words do: 示范村12个如下：."""
    if not _ANNOUNCES.search(text):
        return None
    alike = [match["title"] for match in _SAID.finditer(f"{said}{text}") if _noun(match["title"]) in text]
    return Register(alike[0], text, planned=_TO_COME.search(text) is not None) if alike else None


def _noun(title: str) -> str:
    """What the end of a title says its holders are: 示范村镇, 产业强镇."""
    return title[-4:]


def _labelled(unit: tuple[Wording, ...], above: Register | None, said: str) -> Register | None:
    """The register of one line, its title before a colon: 省级淘宝镇（2个）：甲县乙镇、丙县丁镇.

    A title without rank is one that the text tells of before: 淘宝镇 where “淘宝镇”名单 was published.
    """
    label = _LABEL.fullmatch(unit[0].text) if len(unit) == 1 else None
    if label is None:
        return None
    title = _title(label["title"])
    if not title and kind_of(label["title"]) and f"“{label['title']}”" in said + (above.head if above else ""):
        title = label["title"]
    members = _listed(unit[0], label.start("list"), label["list"], title) if title else ()
    period = above.period if above else ""
    planned = above.planned if above else False
    return Register(title, label["title"], period, planned, members=members) if members else None


def _group(text: str, register: Register) -> str:
    """The place that heads the members after it: 甲市（2个）; without a number only where no places are listed."""
    group = _GROUP.match(_NUMBERED.sub("", text, count=1) if _NUMBERED.match(text) else text)
    if group is None or not _PLACE.search(group["place"]):
        return ""
    level = _level(register.title)
    alone = kind_of(register.title) in ("Cluster", "Firm", "Brand", "Product", "Market") or (
        level is not None and not level.search(group["place"])
    )
    return group["place"] if (group["counted"] or alone) and gazetteer().called(group["place"]) else ""


def _members(unit: tuple[Wording, ...], register: Register | None) -> tuple[Member, ...]:
    """What a line names: one that may hold the title of the register, or several that 、 parts."""
    if register and register.title and not register.noun and len(unit) == 1 and "、" in unit[0].text:
        return _listed(unit[0], 0, unit[0].text, register.title)
    member = _member(unit, register)
    return (member,) if member else ()


def _listed(words: Wording, at: int, text: str, title: str) -> tuple[Member, ...]:
    """The members of a list that stands in words from some character on; none if one can be none."""
    pieces = names.pieces(Span(text.removesuffix("。"), at, at + len(text)))
    found = [(_thing(span.text, kind_of(title)), words.place(span.start, span.end)) for span in pieces]
    members = tuple(Member(thing, span) for thing, span in found if thing)
    return members if len(members) == len(found) else ()


def _member(unit: tuple[Wording, ...], register: Register | None) -> Member | None:
    """What a line names that may hold the title of the register, or has one of its own behind it."""
    numbered = _NUMBERED.match(unit[0].text) or (len(unit) > 1 and _NUMBER.fullmatch(unit[0].text))
    cells = [cell.text for cell in unit]
    cells[0] = cells[0][numbered.end() :] if numbered else cells[0]
    cells = [cell for cell in cells if cell]
    if not cells or len(cells) > _FEWEST:
        return None
    own = _title(cells[1]) if len(cells) > 1 and kind_of(cells[1]) else ""
    if register is None and not own:
        return None
    apart = register.noun if register else ""
    if apart and not (numbered and cells[0].endswith(apart) and "类" not in cells[0]):
        return None
    title = register.title if register and register.title else own
    thing = _thing(cells[0], kind_of(title))
    level = _level(title)
    if thing and level and thing.type == "Place" and not level.search(thing.name):
        return None
    return Member(thing, (unit[0].span[0], unit[-1].span[1]), own=own) if thing else None


def _level(title: str) -> re.Pattern[str] | None:
    """How the names of the places end that may hold a title: 镇, 乡 or 街道 a 强镇; None where any may."""
    return next((level for ending, level in _LEVELS if ending.search(title)), None)


def _thing(text: str, kind: str) -> Entity | None:
    """What a name in a register is, where that can hold a title of the kind; without the goods in brackets."""
    bracket = _BRACKET.match(text)
    name = bracket["name"] if bracket else text
    if not 2 <= len(name) <= 30 or _NO_NAME.search(name):
        return None
    told = _type(name)
    if told is None and kind in ("Brand", "Product") and _GOODS.fullmatch(name):
        told = "Product"
    return Entity(told, name) if told in _HOLDERS[kind] else None


def _type(name: str) -> str | None:
    """The class of a thing by how its name ends."""
    if re.fullmatch(names.FIRM, name) or (names.is_firm(name) and not edges.has_edge(name)):
        return "Firm"
    if _CLUSTER.search(name):
        return "Cluster"
    if _PARK.search(name):
        return "Place"
    if _MARKET.search(name):
        return "Market"
    placed = _PLACE.search(name) and (not edges.has_edge(name) or gazetteer().called(name))
    return "Place" if placed else None
