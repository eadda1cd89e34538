"""The things that a sentence names wherever they stand in it: firms, parks, markets, clusters, towns, the place.

A name is found by how it ends and begins behind the last word that no name contains: 推进｜湘禾粮业,
聚焦｜吉州区智能终端产业链.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from kg.extraction.about import Subject
from kg.extraction.subjects import AGAIN, Known, core, leading
from kg.gazetteer import gazetteer
from kg.gazetteer.names import short
from kg.grammar import edges, names
from kg.grammar.clusters import industry
from kg.grammar.engine import Span
from kg.grammar.phrases import COUNTY, SEVERAL, TOWN, verbs
from kg.lexicon import any_of, rows, words
from kg.model import Division, Entity

_SHUT = "[，。；：、！？“”《》（）,;:—―–+＋\\s·•]"
_FEW = "(?:[\\d.,]+[万亿]?|[一二两三四五六七八九十百几数多]+)[余多]?(?:个|家|条|大|类|户|项|批|座|种(?!业)|支|处)"
_AMOUNT = "\\d[万亿]?(?:美?元|[人年亩吨米台套件])"  # 产值3亿元｜恒远机械有限公司, 到2027年｜花卉产业
_ALWAYS = "[的了在是与及对将把被该各其让使给等]|(?<!基)因|着(?![色力装])|(?<=公司)和|(?<=厂)和"
_LOOSE = "都(?![匀江昌兰安])|[从于到并又也还均靠由为以和]|用(?![品纸户具途药材电水])|(?<![稀特国])有(?!色|机|限)"
_LONGEST = 20  # characters of a name
_PROVINCE_CODE = 2  # digits of the code of a province
_COUNTY_CODE = 6  # digits of the code of a county or a town's report
_FOUR = 4  # characters of the usual short name of a firm
_GAP = 3  # characters that may part what opens a clause from its beginning
_BRACKET = re.compile("(?<=[\u4e00-\u9fffA-Za-z])（[^（）]{1,12}）")
_ORDINAL = re.compile("（[一二三四五六七八九十\\d]{1,3}）")
_HELD = "\ue0ff"  # stands for what is in brackets behind the first part of a name, and for edges in the place's name
_EDGES_IN_PLACE = re.compile(
    "都(?![匀江昌兰安])|[从于到并又也还均靠和以有用如由像向为在是及对将把被该各其让使给等]"
)  # 如东县, 太和县, 从江县


def _edge(kind: str) -> re.Pattern[str]:
    """What a name of a class begins behind."""
    loose = "|(?<=[业群带链了])以|^有|(?<=企业)有(?!限)" if kind == "Firm" else f"|{_LOOSE}"
    return re.compile(
        f"{_SHUT}[由如像向为以]?|^[由如像向为以]|{edges.parts(kind)}|{_FEW}|{_AMOUNT}|\\d(?![A-Za-z])|{_ALWAYS}{loose}"
    )


def _of(found: Iterable[Mapping[str, str]], least: int) -> str:
    return any_of(row["surface"] for row in found if len(row["surface"]) >= least)


_PARK_MORE = f"{any_of(words('facilities', 'zone'))}"
_PARK_END = f"(?:{_of(rows('facilities', 'park_ending'), 2)}|{_PARK_MORE})"
_TO_PARK = re.compile(f"{_of(rows('facilities', 'opening'), 2)}+(?=..)")
_TO_CLUSTER = re.compile(f"{_of(rows('clusters', 'opening'), 2)}+(?=..)")
_NO_PARK = re.compile(
    "^(?:各|全|该|本|这|其|两|多|一|整个|年[底初末])|"
    f"^(?:{any_of(words('facilities', 'zone_kind', 'park_kind'))}|国家级?|高新技术?)*$|示范县|(?:专业|[向抓])$"
)
_MARKET_END = f"(?:{_of(rows('facilities', 'market_ending'), 3)})"
_NO_MARKET = re.compile(f"^(?:{any_of(words('facilities', 'no_market'))}|欧)|^{any_of(words('periods', 'now'))}+市场$")
_CLUSTER_END = (
    "(?:全?产业链|产业集群|产业群体?|产业带(?![动来领])|产业|集群|制造业|加工业|行业|"
    "(?<![企农工副作职物就毕商营开停歇置创失专学事])业)"
)
_GOES_ON = (
    f"(?!(?<=业)[界务绩态]|{any_of(words('clusters', 'after'))}|园|链|化|集聚(?!了?\\d|企业|[各规相])|升级(?!了))"
)
_FIRM_STYLE = f"(?:{_of(rows('firms', 'style'), 2)})"
_TRADING = (
    f"(?={any_of(words('facilities', 'market_told'))}|(?:全?年)?"
    f"{any_of(words('facilities', 'market_told'))}[额面]?|入驻|建筑面积|占地)"
)
_DOES = f"(?={any_of(words('firms', 'after'))}|年销|已|生产(?!基地|企业|加工|[线区厂商])|获|被|是|的|2\\d{{3}}年|，|$)"
_LAID_OUT = f"(?={any_of(words('facilities', 'park_told'))}|产值|实现|现有|[一二三]期|规划)"
_WORKS = (
    "(?=[是系](?!.{0,4}(?:镇|乡|县|市))|年(?:产(?!业)|加工|生产|处理|销售|产量)|现有(?:员工|职工|固定)|"
    "拥有|占地|投产|始建|，(?:年产|占地|现有|拥有|职工))"
)


_IS_PARK = re.compile(f"(?:[园片新聚中范验能工加业]区|园|{any_of(words('facilities', 'area'))}|谷)$")


def class_of(entity: Entity) -> str:
    """The class of a thing for what leads back to it: a place that is a park is a Park."""
    return "Park" if entity.type == "Place" and _is_park(entity.name) else entity.type


@lru_cache(maxsize=1024)
def _is_park(name: str) -> bool:
    return _IS_PARK.search(name) is not None


_KIND = re.compile("国家级?|[省市县区旗](?=..)|区$|技术|产业(?=开发)")


def _bare(park: str) -> str:
    """The name of a park without what may be left out: 国家 and 技术 of 国家高新技术产业开发区, which 高新区 is."""
    return _KIND.sub("", re.sub("高新区$", "高新开发区", re.sub("经开区$", "经济开发区", park)))


def is_same_park(one: str, other: str) -> bool:
    """Whether two names of parks are one's, of which one leaves out where it lies: 青山县工业园区, 某省青山工业园."""
    if not (_is_park(one) and _is_park(other)):
        return False
    short, long = sorted((_bare(one), _bare(other)), key=len)
    return len(short) > len("工业园") + 1 and long.endswith(short)


@dataclass(frozen=True, slots=True)
class Named:
    """A thing named from `start` to `end`; `opens` says that its clause is about it, `part` which group it stands for.

    `again` is true of the words that lead back: 全县, 我市, 该公司.
    """

    start: int
    end: int
    entity: Entity
    opens: bool = False
    part: str = ""
    again: bool = False


_DESCRIBED = re.compile(
    f"(?:{any_of(words('titles', 'praise'))}的?|首批(?:[国省市]家?级)?|其[他它]|各[类种]|多种)$"
)  # 全国最大的袜业交易中心 is a rank and no name


@dataclass(frozen=True, slots=True)
class Ending:
    """A class of things known by how their names end, what is none, and what leads to one: 建设｜农业科技园."""

    kind: str
    pattern: re.Pattern[str]
    edge: re.Pattern[str]
    accepts: Callable[[str], bool]
    lead: re.Pattern[str] | None = None

    def named(self, text: str) -> Iterator[Named]:
        """The names of the class in a text whose brackets behind a name's first part are held."""
        for found in self.pattern.finditer(text):
            floor = max(0, found.start() - _LONGEST)
            ends = [edge.end() for edge in self.edge.finditer(text, floor, found.start()) if not edge["within"]]
            start = max(ends, default=floor)
            if lead := self.lead and self.lead.match(text, start, found.start()):
                start = lead.end()
            name = text[start : found.end()]
            if self.kind == "Place" and text.endswith("“", 0, start) and not text.startswith("”", found.end()):
                continue  # “文化发展示范区、城市副中心”, an aim in marks
            described = _DESCRIBED.search(text, max(0, start - 3), start)
            if len(name) > found.end() - found.start() and not described and self.accepts(name):
                yield Named(start, found.end(), Entity(self.kind, name))


_PARK_TAIL = re.compile(f"{_PARK_END}$")
_MARKET_TAIL = re.compile(f"{_MARKET_END}$")
_ANY_ZONE = re.compile(
    f"{names.PROVINCE}省?(?:国家级?|省级|市级)?|.*(?:国家级|省级|市级)"
)  # 湖北省国家级高新区 is none
_NO_TOWN = re.compile(
    "^[各全该本我其两几多每一占而]|第一[镇乡]$|[全我该本各][镇乡]$|(?:城|乡|小|市|名|大|中心|集|重|强|示范|特色|村)镇$|[省市县]级乡$|[城下回家老水思之]乡$"
)


def _park(name: str) -> bool:
    head = _PARK_TAIL.sub("", name)
    return len(head) >= 2 and not _NO_PARK.search(head) and not _ANY_ZONE.fullmatch(head)


def _garden(name: str) -> bool:
    return len(name) >= 3 and not _NO_PARK.search(name.removesuffix("园"))


def _town(name: str) -> bool:
    return 3 <= len(name) <= 5 and not _NO_TOWN.search(name)


def _market(name: str) -> bool:
    head = _MARKET_TAIL.sub("", name)
    return len(head) >= 2 and not _NO_MARKET.search(name)


def _cluster(name: str) -> bool:
    sector = name.endswith("服务业") or _SECTOR.search(name)
    firm = len(name) == _FOUR and names.is_firm(name) and not gazetteer().called(name[:2])  # 太阳纸业; 永康门业 is none
    firm = firm or (name.endswith("实业") and names.is_firm(name))
    head = _ENDED.sub("", name)
    region = head in _REGIONS or (name.endswith("产业") and gazetteer().called(head))  # 青岛产业
    return (
        not (sector or firm or region)
        and name not in _GENERAL
        and (industry(Span(name, 0, len(name))) is not None or _ENDED.sub("", name) in _SHORT)
        and len(core(name)) >= 2
    )


_SECTOR = re.compile(
    f"^[百千万]?亿|^(?:同行|全(?:行业|产业|国|[省市县区旗镇])|[规限]上|规模以上|三次|第[一二三]|"
    f"{any_of(words('clusters', 'everywhere'))}|各|整个|相关|本)|(?:工业|农业|农牧业|主营业)$"
)


_REGIONS = frozenset(words("places", "region"))
_ENDED = re.compile(f"{_CLUSTER_END}$")
_SHORT = frozenset(row["surface"] for row in rows("trades") if len(row["surface"]) == 1)  # 茶, 铜
_GENERAL = frozenset(words("clusters", "not_industry"))


def _works(name: str) -> bool:
    return 4 <= len(name) <= 12 and name[0] not in "各全该本这几多两一新办建"


def _styled(name: str) -> bool:
    return 4 <= len(name) <= 8 and names.is_firm(name)


_GRADED = re.compile("(?:国家|[省市县]|自治区)级")  # 国家级合作社 is a class
_ENDINGS = (
    Ending(
        "Firm",
        re.compile(f"(?:{any_of(words('firms', 'legal_form'))}|合作社|总厂)(?!化)"),
        _edge("Firm"),
        lambda name: len(name) >= 5 and names.is_firm(name) and not _GRADED.match(name),
    ),
    Ending("Place", re.compile(f"{_PARK_END}(?!建设的|企业)"), _edge("Place"), _park, _TO_PARK),
    Ending("Market", re.compile(_MARKET_END), _edge("Market"), _market, _TO_PARK),
    Ending("Cluster", re.compile(_CLUSTER_END + _GOES_ON), _edge("Cluster"), _cluster, _TO_CLUSTER),
    Ending("Place", re.compile(f"{TOWN}(?!级|企业|政府|[域区上内里民])"), _edge("Place"), _town),
    Ending("Firm", re.compile(_FIRM_STYLE + _DOES), _edge("Firm"), _styled),
    Ending("Firm", re.compile(f"(?<![工药酒])厂{_WORKS}"), _edge("Firm"), _works),
    Ending("Market", re.compile(f"(?<![古老新县都星名])城{_TRADING}"), _edge("Market"), lambda name: len(name) >= 3),
    Ending("Place", re.compile(f"(?<![校家公果茶田桑菜乐花儿])园{_LAID_OUT}"), _edge("Place"), _garden),
)
_ONLY = re.compile("(?:仅|单是|单单|光是)(?P<name>[\u4e00-\u9fff]{2,8}?)(?:一项|这一项|一个产品)")

_PREPOSITION = re.compile(
    "[在与和同对向由从以将把被除比、]|围绕|依托|通过|位于|地处|坐落于?|落户|毗邻|隶属|收购|兼并|并购|盘活|原(?!料)"
)
_TOGETHER = re.compile("产业集群(?:内?的?(?:企业)?)")  # of a text on several: all of them
_AT = re.compile("(?:在|走进|来到|走入)?")
_RENAMED = re.compile(
    f"[^，。；的]{{0,8}}?(?:{any_of(words('firms', 'renaming'))}|改[制组建]|变更|组建)(?:为|成)?"
)  # 企业更名为｜甲公司
_OWN = re.compile("(?:[全我该本]|整个)(?P<level>[省市州县区旗镇乡]|街道)(?!级|内外|场|民)|全域|当地")
_KIND_OF_PLACE = re.compile("(?:自治州|地区|[市县区州盟旗])$")
_CLAUSE_START = re.compile("^|[，。；：\\n]")
_HAS = re.compile(
    f"(?:目前|现在?|已经?|共|仅|还|全市|又)*(?:{verbs('built', 'gather', 'attract', 'have')}|有|形成|实现|完成)"
)
_ABOVE = {"省": 2, "市": 4}  # digits of the code of what holds a place
_IN_ALL = re.compile("(?:现|已|累计|总)?(?:共有?|有|拥有)")
_COUNTS = re.compile("[^，。；：、]{2,12}?(?:数量|总数)(?:已)?(?:达到?|增至|有)\\d")  # 我省国家级高新区数量达12个
_PROVINCE = re.compile(f"(?:{any_of(short(one.name) for one in gazetteer().within())})省?(?![市级内外人省]|自治|公司)")
_OWN_CLUSTER = re.compile(f"的?{any_of(words('clusters', 'rank'))}?产业集群")
_TOWN_END, _COUNTY_END = (re.compile(f"{ending}(?!级)") for ending in (TOWN, COUNTY))  # soon found or nowhere
_TOWN = re.compile(f"(?P<name>[\u4e00-\u9fff]{{1,6}}?{TOWN})(?!级|企业)")
_COUNTY = re.compile(f"(?P<name>[\u4e00-\u9fff]{{1,6}}?{COUNTY})(?![场域民级])")
_WHOLE_PROVINCE = re.compile(
    f"(?:^|(?<=[，。；：\\n]))(?:{any_of(short(one.name) for one in gazetteer().within())})省"
    "(?=的|共有?|现有|已有|拥有|[^，。；：]{2,12}?(?:增至|达到?\\d))"
)
_GROUP = re.compile(
    f"(?:这)?(?P<group>(?:\\d{{1,3}}|{SEVERAL}{{1,3}})(?:个|大|条)[^，。；、]{{0,6}}?"
    "(?:产业集群|产业群体?|产业链|产业|集群))(?!中|之|带|园)"
)
_BRAND = re.compile(
    f"“(?P<name>[^”]{{2,10}})”(?:牌|{any_of(words('titles', 'brand_kind'))}"
    f"*(?:商标|品牌(?!价值))|(?=(?:(?:19|20)\\d\\d年)?(?:区域|公用|公共)*品牌价值))"
)


def named(text: str, place: Subject, known: Known) -> list[Named]:
    """The things that a sentence names, in its order; of those that overlap the longest, of equals the surest kind."""
    held = _ORDINAL.sub(lambda found: "。" * len(found[0]), text)
    held = _BRACKET.sub(lambda found: _HELD * len(found[0]), held)
    for form in (place.name, place.name[:-1]) if len(place.name) > 2 else ():
        held = held.replace(form, _EDGES_IN_PLACE.sub(_HELD, form))
    found = [
        *_places(text, place),
        *(Named(m.start(), m.end(), Entity("Place", place.name), part=m["group"]) for m in _GROUP.finditer(text)),
        *(Named(m.start(), m.end(), Entity("Brand", m["name"])) for m in _BRAND.finditer(text)),
        *(Named(m.start(), m.end(), Entity("Product", m["name"])) for m in _ONLY.finditer(text)),
        *_known(text, known),
        *(_whole(thing, text) for ending in _ENDINGS for thing in ending.named(held)),
    ]
    chosen: list[Named] = []
    taken: set[int] = set()
    for thing in sorted(found, key=lambda thing: thing.start - thing.end):
        span = range(thing.start, thing.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(_told(thing, known, place))
    return sorted(chosen, key=lambda thing: thing.start)


def _whole(thing: Named, text: str) -> Named:
    """A thing found in a text with held brackets, with its name as written."""
    return Named(thing.start, thing.end, Entity(thing.entity.type, text[thing.start : thing.end]))


def _told(thing: Named, known: Known, place: Subject) -> Named:
    """A thing as the one that the report knows under its name, a cluster with its place."""
    entity = thing.entity
    if entity.type == "Cluster":
        entity = (
            known.clusters.get(entity.name)
            or known.clusters.get(core(entity.name))
            or Entity("Cluster", entity.name, entity.of_place or place.name)
        )
    elif entity.name in known.things:
        entity = known.things[entity.name]
    if entity.type == "Place" and is_same_park(entity.name, place.name):
        entity = Entity("Place", place.name)
    return Named(thing.start, thing.end, entity, thing.opens, thing.part, thing.again)


def _known(text: str, known: Known) -> Iterator[Named]:
    """Firms, markets, parks and clusters that the report is known to name."""
    for forms in (known.things, known.clusters):
        for span, thing in forms.within(text):
            yield Named(span.start, span.end, thing)


@cache
def _shorts(code: str) -> tuple[str, ...]:
    """The short names of the prefectures or counties of a place, the longest first."""
    shorts = {_KIND_OF_PLACE.sub("", one.name) for one in gazetteer().within(code)}
    return tuple(sorted((short for short in shorts if len(short) > 1), key=len, reverse=True))


def _parts(text: str, code: str) -> Iterator[Named]:
    """The prefectures or counties of a place by their short names where a clause tells what they have: 肇庆现有…."""
    for found in _CLAUSE_START.finditer(text):
        at = found.end()
        for name in _shorts(code):
            if text.startswith(name, at) and _HAS.match(text, at + len(name)):
                yield Named(at, at + len(name), Entity("Place", name))
                break


def _places(text: str, place: Subject) -> Iterator[Named]:
    """全县 and the place's own name; the towns of its county, the counties of its prefecture."""
    own = Entity("Place", place.name)
    for found in _OWN.finditer(text):
        level = found["level"]
        if level is None or not place.name or place.name.endswith(level) or level == "区":
            yield Named(found.start(), found.end(), own, again=True)
        elif (_IN_ALL.match(text, found.end()) or _COUNTS.match(text, found.end())) and (
            holder := _above(place, level)
        ):
            yield Named(found.start(), found.end(), Entity("Place", holder.name))
    for form in (place.name, place.name[:-1]):
        at = text.find(form) if len(form) >= 2 else -1
        while at >= 0:
            end = at + len(form)
            yield Named(at, end, own, again=True)
            if whole := _OWN_CLUSTER.match(text, end):
                yield Named(at, whole.end(), Entity("Cluster", text[at : whole.end()], place.name))
            at = text.find(form, end)
    if not place.code:
        yield from (Named(f.start(), f.end(), Entity("Place", f[0])) for f in _PROVINCE.finditer(text))
        return
    if len(place.code) < _COUNTY_CODE:
        yield from _parts(text, place.code)
    if len(place.code) > _PROVINCE_CODE:
        yield from (Named(f.start(), f.end(), Entity("Place", f[0])) for f in _WHOLE_PROVINCE.finditer(text))
    for ending, pattern, within in ((_TOWN_END, _TOWN, place.code), (_COUNTY_END, _COUNTY, place.code[:4])):
        for found in pattern.finditer(text) if ending.search(text) else ():
            for start in range(found.start(), found.end() - 1):
                words = text[start : found.end()]
                division = _division(words, within)
                if division is not None and division.code != place.code and len(words) > 1:
                    yield Named(start, found.end(), Entity("Place", words))
                    break


@lru_cache(maxsize=4096)
def _division(name: str, within: str) -> Division | None:
    """The division that a name means within another."""
    return gazetteer().resolve(name, within)


def said(text: str, clauses: Iterable[Span], place: Subject, known: Known, last: Mapping[str, Entity]) -> list[Named]:
    """The things that a sentence names, those marked of which its clauses are; 该公司 is the `last` firm."""
    things = named(text, place, known)
    own = Entity("Place", place.name)
    latest = {class_of(own): own, **last}  # 园区 in a report on a park
    for clause in clauses:
        lead = leading(clause)
        first = _opening(things, lead, clause, text)
        before = sorted((thing for thing in things if thing.end <= clause.start), key=lambda thing: thing.opens)
        latest |= {class_of(thing.entity): thing.entity for thing in before}  # rather what a clause was about
        back = _back(text, lead, latest, place)
        if (
            back
            and back.entity.type == "Cluster"
            and not known.main
            and _TOGETHER.fullmatch(text, back.start, back.end)
        ):
            back = None
        if first is not None and not (back and _owns(back, things[first], text)):
            things[first] = replace(things[first], opens=True)
        elif back:
            taken = any(thing.start < back.end and back.start < thing.end for thing in things)
            things += [] if taken else [back]
    return sorted(things, key=lambda thing: thing.start)


def _owns(back: Named, thing: Named, text: str) -> bool:
    """Whether words that lead back to a firm say whose the next thing is: 公司的“晨阳”牌铜门."""
    return back.entity.type == "Firm" and text[back.end : thing.start] == "的"


def _above(place: Subject, level: str) -> Division | None:
    """The prefecture or province of a county of which a text speaks as 全市 or 全省."""
    above = _ABOVE.get(level)
    return gazetteer().division(place.code[:above]) if above and len(place.code) > above else None


def _back(text: str, at: int, last: Mapping[str, Entity], place: Subject) -> Named | None:
    """Words that lead back to a thing named before: 该公司, 园区, 集群; to one without a name where none was.

    园区 where no park was named are those of the place.
    """
    found = AGAIN.match(text, at)
    if found is None:
        return None
    kind = found.lastgroup or ""
    kind = "Park" if "Park" in last and found[0].startswith(("园区", "区内")) else kind
    if kind in last:
        return Named(at, found.end(), last[kind], opens=True, again=True)
    if kind == "Cluster":
        return None
    whose = Entity("Place", place.name) if kind == "Park" else Entity(kind, "")
    return Named(at, found.end(), whose, opens=True, again=True)


def _opening(things: list[Named], lead: int, clause: Span, text: str) -> int | None:
    """Which of the things opens a clause whose leading words end at `lead`: not one of a list, nor whose another is.

    A clause that only says where does so too: 在青莲镇，种植面积8000亩.
    """
    first: int | None = None
    for at, thing in enumerate(things):
        if thing.start < clause.start or thing.end > clause.end or (thing.start < lead - 1 and thing.end <= lead):
            continue  # of another clause, or only where or by whom: 在青山镇由返乡青年建成竹笋加工厂
        if first is None:
            if thing.end == clause.end and _AT.fullmatch(text, clause.start, thing.start):
                return at
            if _RENAMED.fullmatch(text, lead, thing.start):
                return at
            if thing.start > lead + _GAP or _PREPOSITION.search(text[max(clause.start, lead - 1) : thing.start]):
                return None
            first = at
        else:
            before = things[first]
            joins = text[before.end : thing.start] in ("", "的")
            if not (before.entity.type == "Place" and joins):
                break
            first = at
    if first is not None and text.startswith(("、", "和", "及"), things[first].end) and not things[first].part:
        return None
    return first
