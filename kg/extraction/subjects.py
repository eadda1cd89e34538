"""Of whom a clause speaks: 石材产业共实现… of a cluster, 莱州市… of a place, 扬子江药业… of a firm, 该镇 of it."""

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from kg.extraction.about import Subject
from kg.extraction.forms import Cores, Forms
from kg.extraction.trades import Trades, bare, place_end
from kg.grammar import roles
from kg.grammar.engine import Span
from kg.identity import style
from kg.lexicon import any_of, rows
from kg.model import Entity

_ENDING = re.compile("(?:产业集群|产业群体|产业群|产业带|产业|行业|集群|制造业|加工业|业)$")
_NAME = "[^，。；：、“”《》（）\\s\\d]"
_OPENING = re.compile(f"(?:{any_of(row['surface'] for row in rows('subject_openings'))}|（[^）]*）|[，：、])+")
_MODIFIER = re.compile(
    # 青山镇由返乡青年建成
    "(?:[^，。；、的]{2,8}?(?:[镇乡村市县区]|街道))?由[^，。；、的]{1,8}?(?:建成|建立|建起|兴建|创办|创建|投资建设)了?|"
    "以[^，]{2,60}?为[^，的]{1,8}的|(?:位于|坐落于|坐落在|落户|地处)[^，的]{2,14}的"
    "|[^，的]{0,6}?(?:县内|市内|镇内|境内|区内|当地|创办|创建|成立|投资|经营|镇上|县里|市里|区里|村里|本地|同样|同在[^，的]{2,6})的"
)
_INDUSTRY = re.compile(
    f"(?P<name>{_NAME}{{1,13}}?(?:产业集群|产业群|产业|制造业|加工业|工业|业))"
    "(?=中|的|年|生产|产|居|位|高|稳|占|是|现|有(?!限)|市场|共|已|就|利|实|完|规模|国内|在|为|企业|从业|拥有|达|以|围|依|分布|集中|坐落|落户|主要|主营|，|$)"
)
_NOT_INDUSTRY = re.compile(
    any_of(row["surface"] for row in rows("not_industries"))
    + f"|.*(?:企业|{any_of(row['surface'] for row in rows('generic_words'))}).*"
)
_NO_HEAD = re.compile("[的占居位是被有将把在与对以从向由按和及为达等到了]")
_FIRM = re.compile(
    f"(?P<name>{_NAME}{{2,18}}?"
    f"{any_of(row['surface'] for row in rows('firm_endings') if row['surface'][-1] in '司团厂')})"
)
_COUNT = "[\\d一二两三四五六七八九十百]+[余多]?[个家户大]"  # 三家公司, 13个乡镇 are several, and no name
_NO_FIRM = re.compile(
    "[的在]|有(?!限)|企业$|^(?:企业|引进|培育|支持|围绕|依托|扶持|推动|支撑|带动|建成|成立|组建|拥有|他|她|据)|^.{0,2}企业集团$"
    f"|^{_COUNT}"
)
_ROLE = re.compile(f"^.{{0,4}}?{roles.FIRMS}")
_GROUP = re.compile(
    "(?:这)?(?P<group>[\\d一二三四五六七八九十]{1,9}(?:个|大)[^，。；、]{0,6}?"
    "(?:(?:支柱|主导|特色|优势|新兴|重点)产业(?:集群|群体|群)?|产业(?:集群|群体|群)?|集群))(?!中|之|带)"
)
_LISTED_GROUP = re.compile(f"(?:[^，。；、有是共成]{{1,10}}、)+[^，。；、\\d有是共成]{{1,10}}?{_GROUP.pattern}")
_BESIDE = re.compile("除|与|和|对|向|发展|、|生产|研发")
_ONLY = re.compile(f"(?:仅|单是|单单|光是|单)(?P<name>{_NAME}{{2,8}}?)(?:一项|这一项|一个产品)")
_PROVINCE = re.compile(f"^{any_of(row['surface'] for row in rows('score_provinces'))}省?(?=..)")
_LONGEST = 24  # characters of a thing's name
_PARK = re.compile(
    f"(?P<name>{_NAME}{{2,14}}?{any_of(row['surface'] for row in rows('park_endings') if len(row['surface']) > 2)})"
    "(?!的?(?:企业|建设|发展))"
)
_MARKET = re.compile(
    f"(?P<name>{_NAME}{{2,14}}?{any_of(row['surface'] for row in rows('market_endings') if len(row['surface']) > 2)})"
)
_BRAND = re.compile(
    "“(?P<name>[^”]{2,10})”(?:(?:区域|公用|公共|集体|证明|地理标志)*(?:商标|品牌(?!价值))"
    "|(?=(?:(?:19|20)\\d\\d年)?(?:区域|公用|公共)*品牌价值))"
)
_LOCAL = re.compile("(?:我|全|该|本|当)(?P<level>[省市县区镇乡]|街道|地)")
_TOWN = re.compile(
    f"(?!{_COUNT})(?:{_NAME}{{2,6}}[市县区]的?)?[^，。；、的和与在]{{2,5}}?(?:镇|乡|街道)(?=有|经|现|的|年|形|是|共|已|拥|以|地|，)"
)
_FIRM_AGAIN = re.compile(
    "(?:该|这家|这个)?(?:公司|企业)(?=\\d|去年|今年|年|现|已|拥|有|目前|销|产|实|的|研发|自主|自有|生产|主营|累计|先后|计划|总|占|出口|投资|，)"
    "|“(?:[^，“”]{1,6}?年|现在|目前|如今|去年|今年|当年)?我们(?:公司|企业|厂|厂里)?(?![家村镇乡县市区农种])"
)
_MARKET_AGAIN = re.compile(
    "(?:(?:该|这个|整个|此)市场|市场(?=占地|年|内|现|总|营业|经营|成交|交易|商户|摊位|建筑|日|高峰))"
)
_PARK_AGAIN = re.compile(
    "(?:该|整个)?(?:产业|工业|科技)?园区?(?=已|现|规划|占地|总|首|一期|二期|年|内|入驻|入园|建成|投产)"
)
_PLACES = re.compile(
    "(?:[^，。；、的]{2,8}[镇乡村区园]、|[^，。；、的]{2,6}街道、)+[^，。；、的]{2,10}?(?:[镇乡村区园]|街道)(?:等[^，。；、的]{0,6}?)?"
    "(?=集聚|聚集|形成|建成|现有|有|共|涌现|已)"
)
_SEVERAL = re.compile(
    "(?:[^，。；、的]{2,14}、)+[^，。；、的]{2,14}?等(?:一批|多家|多个|\\d+[家个])?(?:专业|批发|交易)?(?:市场|园区)(?=年|总|共|合计|成交|交易|营业|占)"
)
_MALL = re.compile(
    f"(?P<name>{_NAME}{{2,14}}?城)(?=(?:年|全年)?(?:成交|交易|营业|经营|商户|入驻|客流|占地|建筑面积|摊位)|是[^，]{{2,16}}市场)"
)
_NO_MALL = re.compile("[的在有是与以为了]|[古老新县都星]城$")
_GARDEN = re.compile(
    f"(?P<name>{_NAME}{{2,10}}?(?<![校家公果茶田桑菜乐花儿])园)(?=核心区|一期|占地|规划|总面积|建筑面积|入驻|入园)"
)
_AGAIN = re.compile(
    "(?:该|本|这个|这一|整个)?(?:产业集群|集群|产业|行业)(?:内)?(?:的)?(?:企业)?|其(?:产业集群|产业|集群)?|园区内?|区内"
)


def core(name: str) -> str:
    """The name of a cluster without its ending: 机电产业集群 → 机电."""
    short = _ENDING.sub("", name)
    return short if len(short) >= 2 else name


@dataclass(frozen=True, slots=True)
class Speaker:
    """Whom the words from `start` on speak of, named up to `end`; `part` is the group where a place stands for many.

    `named` is true of a park or market, of which a figure behind its name is even where the report is on a cluster.
    """

    start: int
    end: int
    entity: Entity
    part: str = ""
    named: bool = False


@dataclass(frozen=True, slots=True)
class Back:
    """Words that point back to whoever was spoken of: 该镇, 集群, 其; of a class, the last one of it: 该公司.

    Of the class `All` are several places or markets told together, which are the whole that the section is about.
    """

    start: int
    end: int
    type: str = ""


@dataclass
class Known:
    """The clusters that a report has named so far, by every form that the text may use for them.

    `things` are the firms, markets and parks that it names, under the names and short names that it may use for them;
    `told` holds the cores of those that a heading, a table or a list has stated; `standing` what lists make of a core,
    `main` is the one that the title names, or the only one that the report names. `trades` has the clusters by the
    trades of their names within a place.
    """

    place: Subject
    clusters: Forms = field(default_factory=Forms)
    told: Cores = field(default_factory=Cores)
    standing: dict[str, str] = field(default_factory=dict)
    main: Entity | None = None
    things: dict[str, Entity] = field(default_factory=dict)
    trades: dict[Subject, Trades] = field(default_factory=dict)

    def add(self, cluster: Entity) -> None:
        """Makes a cluster known under its name, and what it makes under each ending, with and without its place."""
        self.clusters.setdefault(cluster.name, cluster)
        for short in (core(cluster.name), bare(cluster.name, self.place)):
            if len(short) >= 2:
                for form in (f"{short}产业集群", f"{short}产业", f"{short}业", f"{short}集群"):
                    self.clusters.setdefault(form, cluster)

    def name(self, thing: Entity) -> None:
        """Makes a firm, a market or a park known under its name, also without its place and its legal form."""
        name = thing.name
        forms = {name, name[place_end(name, self.place) :]}
        if thing.type == "Firm":
            forms |= {style(form) for form in forms}
            forms |= {_PROVINCE.sub("", form) for form in forms}
            forms |= {short for form in forms if len(form) >= 6 for short in (form[:4], form[:2] + form[-2:])}
        if thing.type == "Market" and name.endswith("市场") and (end := place_end(name, self.place)):
            forms.add(name[:end] + "市场")
        for form in forms:
            if len(form) >= 3:
                self.things.setdefault(form, thing)

    def thing(self, text: str, at: int) -> tuple[int, int, Entity] | None:
        """The firm, market or park named at a place of a text: where it starts and ends, and which it is."""
        for size in range(min(_LONGEST, len(text) - at), 2, -1):
            if text[at : at + size] in self.things:
                return at, at + size, self.things[text[at : at + size]]
        return None

    def by_trade(self, place: Subject) -> Trades:
        """The clusters known now, by the trades that their names say within a place."""
        found = self.trades.setdefault(place, Trades(self.clusters, self.told, core, place))
        found.read()
        return found

    def all(self, text: str) -> list[tuple[Span, Entity]]:
        """Each known cluster in a text, the longest form at each place."""
        return list(self.clusters.within(text))

    def find(self, text: str) -> tuple[int, Entity, str] | None:
        """The first known cluster in a text: where, which, and the words."""
        found = next(self.clusters.within(text), None)
        return (found[0].start, found[1], found[0].text) if found else None


def speakers(clauses: Iterable[Span], place: Subject, known: Known, new_industries: bool) -> list[Speaker | Back]:
    """The subjects that the clauses of a sentence name, in order; industries not yet named count if asked for."""
    found = (_speaker(clause, place, known, new_industries) for clause in clauses)
    return [speaker for speaker in found if speaker is not None]


def _speaker(clause: Span, place: Subject, known: Known, new_industries: bool) -> Speaker | Back | None:
    text = clause.text
    at = 0
    for leading in (_OPENING, _MODIFIER, _OPENING):
        found = leading.match(text, at)
        at = found.end() if found else at
    here = Entity("Place", place.name)
    local = _local(text, at, place)
    start = at

    def said(end: int, entity: Entity, part: str = "") -> Speaker:
        return Speaker(clause.start + start, clause.start + end, entity, part)

    if local and text[local - 1] in "市县区" and (group := _GROUP.search(text, local, local + 4)):
        return said(group.end(), here, group["group"])
    at = local or at
    if (group := _GROUP.match(text, at)) and not group["group"].startswith("一个"):
        return said(group.end(), here, group["group"])
    if group := _LISTED_GROUP.match(text, at):
        return said(group.end(), here, group["group"])
    if brand := _BRAND.match(text, at):
        return said(brand.end(), Entity("Brand", brand["name"]))
    if (several := _PLACES.match(text, start) or _SEVERAL.match(text, start)) and new_industries:
        return Back(clause.start + start, clause.start + several.end(), "All")
    for begin in dict.fromkeys((start, at)):
        if thing := known.thing(text, begin):
            return Speaker(clause.start + begin, clause.start + thing[1], thing[2], named=thing[2].type != "Firm")
    mall = _MALL.match(text, start) or _MALL.match(text, at)
    if mall and not _NO_MALL.search(mall["name"]):
        market = Entity("Market", mall["name"])
        return Speaker(clause.start + mall.start(), clause.start + mall.end(), market, named=True)
    for pattern, kind in ((_PARK, "Place"), (_GARDEN, "Place"), (_MARKET, "Market")):
        facility = pattern.match(text, at)
        if facility and not re.search(
            "[的在有是和与以为了驻居]|^(?:国际|国内|海外|国外|全国|世界|欧|北美|专业|主要|农村|消费|列|位列|名列|全|该|各|这|本|此|围绕|依托|通过|利用|借助|建|打造|规划|形成|其中|新|引|推|加|入|进)",
            facility["name"],
        ):
            return Speaker(clause.start + at, clause.start + facility.end(), Entity(kind, facility["name"]), named=True)
    role = _ROLE.match(text[at:])
    opening = start if local and text[local - 1] not in "省市县区镇乡道的" else at
    firm = _FIRM.match(text, opening + (role.end() if role else 0))
    firm = None if firm and _NO_FIRM.search(firm["name"]) else firm
    named = [(span, cluster) for span, cluster in known.all(text) if span.start >= at]
    if firm and named and named[0][0].end < firm.end():
        return said(firm.end(), Entity("Firm", firm["name"]))  # 竹炭业 within a firm's name is no cluster
    if (
        len(named) > 1
        and named[0][0].start <= at + 2
        and text[named[0][0].end : named[1][0].start] in ("、", "和", "及")
    ):
        return said(named[0][0].start, here)
    if named and named[0][0].start <= at + 2:
        return said(named[0][0].end, named[0][1])
    if only := _ONLY.search(text[:14]):
        return said(only.end(), Entity("Product", only["name"]))
    industry = _INDUSTRY.match(text, at)
    if industry and new_industries and _is_industry(industry["name"]):
        within = text[start:local].removesuffix("的") if local else ""
        name = (
            industry["name"]
            if within in ("", place.name, place.name[:-1]) or _LOCAL.fullmatch(within)
            else within + industry["name"]
        )
        return said(industry.end(), Entity("Cluster", name, place.name))
    if named and named[0][0].start <= at + 12 and not _BESIDE.search(text[at : named[0][0].start]):
        return said(named[0][0].end, named[0][1])
    if firm:
        return said(firm.end(), Entity("Firm", firm["name"]))
    if town := _TOWN.match(text, at):
        return said(town.end(), Entity("Place", town[0]))
    if local:
        named_place = text[start:local].removesuffix("的")
        is_own = bool(_LOCAL.fullmatch(named_place)) or named_place in (place.name, place.name[:-1])
        return said(local, here if is_own else Entity("Place", named_place))
    for pattern, kind in ((_FIRM_AGAIN, "Firm"), (_MARKET_AGAIN, "Market"), (_PARK_AGAIN, "Park")):
        if again := pattern.match(text, at):
            return Back(clause.start + start, clause.start + again.end(), kind)
    if again := _AGAIN.match(text, at):
        return Back(clause.start + start, clause.start + again.end())
    return None


def _local(text: str, at: int, place: Subject) -> int:
    """Where the name of the report's own place that a clause opens with ends: 莱州市, 莱州, 我市, 全县; 0 for none."""
    local = _LOCAL.match(text, at)
    if local:
        return local.end()
    if end := place_end(text[at : at + 10], place):
        return at + end + text.startswith("的", at + end)
    return 0


def _is_industry(name: str) -> bool:
    return not _NOT_INDUSTRY.fullmatch(name) and not _NO_HEAD.search(name) and len(core(name)) >= 2
