"""What carries a cluster: 建成A工业园, 以B科技园为载体, 拥有C批发市场, 有D广场等大型卖场."""

import re

from kg.grammar import edges, names
from kg.grammar.engine import Grammar, Span
from kg.grammar.listings import Listing
from kg.grammar.names import NAME
from kg.grammar.phrases import COUNTED, NUMERAL, SEVERAL, verbs
from kg.grammar.relations import Said
from kg.lexicon import any_of, words

facilities = Grammar("facilities")

_PARK = any_of(words("facilities", "park_ending"))
_MARKET = names.MARKET
_TRADE = re.compile(f"(?:{any_of(words('trades'))}|[品物料材器具件])$")
_NO_GARDEN = "(?<![公家校乐果茶桑花田庄菜儿神林])"
_PLACE = re.compile("(?:[镇乡村园城区]|街道|市场|基地)$")
_ENDS_PARK, _ENDS_MARKET = re.compile(f"{_PARK}$"), re.compile(f"{_MARKET}$")
_ENDS_GARDEN, _ENDS_MALL, _ENDS_BUILT = re.compile("园$"), re.compile("城$"), re.compile("(?:园|谷)$")
_OPENING = re.compile(
    f".*(?:(?!有[色机]|在线){any_of(words('facilities', 'opening'))}|[—–]+"
    f"|(?:\\d|{COUNTED})[多余]?[座个家处亩大]|[百千万]?亿元?级?)(?=..)"
)
_DESCRIBED = re.compile(
    f"(?:{any_of(words('titles', 'praise'))}|[最较]大|特色|先进|优良|[高响全强多广齐旺]|[具富]有[^，。的]{{1,16}}"
    "|最[^，。的]{1,3})的$"
)
_ANY_GOODS = re.compile(
    f"^{any_of(words('facilities', 'market_kind'))}?{any_of(words('facilities', 'market_kind'))}?市场$"
)
_COUNTED = re.compile(
    f"{SEVERAL}大$|(?:\\d[余多]?|{SEVERAL})[座个家]$"
)  # 三大专业市场, 34个产业基地 are several, and no name
_GRADED = re.compile("(?:首批|属于?|[为是])(?:国家级?|[省市]级)$")  # 属省级科技园 tells of which grade a park is
_GENERIC = re.compile(f"{any_of(words('facilities', 'generic'))}|年[底初末]?$|型$|^{any_of(words('periods', 'now'))}+$")
_TITLED = re.compile(  # what a park is called, not its name: 国家农业产业化示范基地, 江西省战略性新兴产业基地
    f"(?:(?:首[批个家]|\\d{{4}}年|第{NUMERAL}+批)*{any_of(words('titles', 'realm'))}|"
    f"首[批个].*(?:国家|{names.PROVINCE})).*(?:基地|[区园])$"
    f"|(?:首批|(?:{names.PROVINCE})省?).*(?:产业基地|示范[区园]|示范基地)$"
)

_PLAIN = re.compile(
    f"(?:{any_of(words('facilities', 'park_kind'))})+"
)  # what tells of which kind a park is, and names none
_JOINED = re.compile(f"[和及与](?:{any_of(words('facilities', 'park_kind'))})+$")  # 公租房和现代农业｜产业园
_DIVISIONS = re.compile("[省市州县区旗镇乡]+")  # 区旗县｜工业园
_ZONE = "(?:产业|工业)?(?:集聚区|聚集区)"
_ENDS_ZONE = re.compile(f"{_ZONE}$")
_WHERE = re.compile(f"{NAME}{{0,4}}?(?:[东西南北]{{1,2}}部?|{NAME}[镇乡县市]|[新老城]区)")
_AND = re.compile("以及|[和及]")
_CARRIES = re.compile("承载|依托|支撑")
_NO_NAME = re.compile(f"[的\\d]|(?:{any_of(words('facilities', 'no_zone'))}|[镇乡村县市]|街道)$|^.{{1,2}}$|.{{21}}")
_AREA = re.compile("(?:[区园片谷廊港]|基地|[新产]业?城|小镇)$")
_FROM = "(?:^|(?<=[，。；：、！？（）城场心园区]))"


def _facilities(span: Span, ending: re.Pattern[str], kind: str = "Place") -> list[Span]:
    """The named ones of a list of markets or parks: a name before the ending, and no word that makes it any one."""
    found = []
    for thing in _listed(span, ending):
        opening = _OPENING.match(thing.text)
        if opening and any(told.search(opening[0]) for told in (_DESCRIBED, _COUNTED, _GRADED)):
            continue
        thing = names.cut(thing, opening.end()) if opening else thing
        at = edges.beginning(thing.text, kind)
        if edges.is_of_all(thing.text[:at]):
            continue
        thing = names.cut(thing, at)
        name = ending.sub("", thing.text)
        generic = _GENERIC.search(name) or _GENERIC.fullmatch(thing.text) or _PLAIN.fullmatch(name)
        generic = generic or _TITLED.match(thing.text) or _JOINED.search(name) or _DIVISIONS.fullmatch(name)
        if name != thing.text and len(name) >= 2 and not generic and len(thing.text) <= 20:
            found.append(thing)
    return found


def _listed(span: Span, ending: re.Pattern[str]) -> list[Span]:
    """The names of a list, which 和 parts only behind an ending or a town: 白马和平商贸城 is one market."""
    found = []
    for piece in names.pieces(span):
        at = 0
        for both in _AND.finditer(piece.text):
            name = piece.text[at : both.start()]
            if ending.search(name) or _PLACE.search(name):
                found.append(Span(name, piece.start + at, piece.start + both.start()))
                at = both.end()
        found.append(names.cut(piece, at))
    return found


@facilities.rule(rf"以(?P<park>{NAME}{{2,16}}?)为(?:载体|依托|平台)(?=的|$|建设|打造|发展|形成|培育|，聚集)")
def carried(park: Span) -> Said | None:
    """以‹park›为载体的: 以科技园为载体的新型工业聚集区, 以生态园为依托建设农业聚集区."""
    ends = _ENDS_PARK.search(park.text) or _ENDS_GARDEN.search(park.text)
    return Said("has_park", (park,), object_type="Place", names_cluster_behind=True) if ends else None


@facilities.rule("{listing}")
def listed(listing: Listing) -> Said | None:
    """‹items›等‹n›个园区, ‹n›区——‹items›, 承载园区有‹items›: of the place, unless they are told to carry a cluster."""
    told = listing.before or listing.count or listing.open
    if listing.head.property != "has_park" or not told or edges.has_edge(listing.modifier):
        return None
    first, *others = [item.name for item in listing.items]
    opening = _OPENING.match(first.text)
    found = [names.cut(first, opening.end()) if opening else first, *others]
    found = [part for each in found for part in _listed(each, _ENDS_PARK)]
    plain = any(_PLAIN.fullmatch(_ENDS_GARDEN.sub("", _ENDS_PARK.sub("", thing.text))) for thing in found)
    unsure = not listing.count and (listing.before or listing.modifier)
    if plain or any(_NO_NAME.search(thing.text) or (unsure and not _AREA.search(thing.text)) for thing in found):
        return None
    owner = "" if _CARRIES.search(listing.modifier) else "Place"
    return Said(listing.head.property, tuple(found), subject_type=owner, object_type=listing.head.type)


@facilities.rule(
    rf"{_FROM}(?P<first>(?:(?![的是在有]){NAME}){{1,12}}?{_ZONE}(?:[和、](?:(?![的是在有]){NAME}){{1,8}}?{_ZONE}){{0,4}})(?!化|发展)"
)
def zones(first: Span) -> Said | None:
    """‹town›产业集聚区: 抓实城南产业集聚区和县城东部产业集聚区, zones that only their place tells apart."""
    found = []
    for zone in _listed(first, _ENDS_ZONE):
        opening = _OPENING.match(zone.text)
        zone = names.cut(zone, opening.end()) if opening else zone
        if _WHERE.fullmatch(_ENDS_ZONE.sub("", zone.text)):
            found.append(zone)
    return Said("has_park", tuple(found), subject_type="Place", object_type="Place") if found else None


@facilities.rule(
    rf"(?:有|拥有|建成了?|建有|如)(?P<markets>{NAME}{{3,12}}(?:、{NAME}{{3,12}}){{0,8}}?)等(?:{NAME}{{0,8}}?)(?:市场|卖场)"
)
def markets_listed(markets: Span) -> Said | None:
    """有‹markets›等大型卖场: the names of a list that a word calls markets."""
    found = tuple(name for name in names.things(markets) if not _GENERIC.search(name.text))
    return Said("has_market", found, object_type="Market") if found else None


@facilities.rule(
    rf"(?:{_FROM}{NAME}{{0,8}}?)?{verbs('built')}了?(?P<markets>(?:(?![的和]){NAME}){{2,8}}?市场(?:[、和](?:(?![的和]){NAME}){{2,8}}?市场){{1,6}})(?![化主需份体])"
)
def markets_built(markets: Span) -> Said | None:
    """建有‹markets›: 建有钢带市场、塑壳市场和旧机市场, which only their goods tell apart; one alone names none."""
    found = tuple(
        name for name in names.things(markets) if not _GENERIC.search(name.text) and not _ANY_GOODS.search(name.text)
    )
    return Said("has_market", found, object_type="Market", by_goods=True) if len(found) > 1 else None


@facilities.rule(
    rf"{_FROM}(?P<markets>{NAME}{{3,12}}?(?:、{NAME}{{3,12}}?){{1,8}})等(?:{NAME}{{0,6}}?)(?:市场|卖场)"
    f"(?=年|全年|的?{any_of(words('facilities', 'market_told'))}|共|合计|入驻|拥有|现有)"
)
def markets_told(markets: Span) -> Said | None:
    """‹markets›等专业市场年交易额…: names of a list that no word opens; not 小家电等专业市场, which are goods."""
    found = names.things(markets)
    told = any(_GENERIC.search(name.text) or _TRADE.search(name.text) for name in found)
    return None if told else Said("has_market", tuple(found), object_type="Market")


@facilities.rule(
    rf"{_FROM}(?P<markets>{NAME}{{2,40}}?{_MARKET}(?:[、和]{NAME}{{2,16}}?{_MARKET}){{0,8}})(?!(?<=城)市)"
    f"(?!{any_of(words('facilities', 'after_general_market'))})"
)
def markets(markets: Span) -> Said | None:
    """‹markets›: 依托A粮食交易市场, 主要有A五金城、B汽配城."""
    found = _facilities(markets, _ENDS_MARKET, "Market")
    return Said("has_market", tuple(found), object_type="Market") if found else None


@facilities.rule(
    rf"{_FROM}(?P<parks>(?:{NAME}{{2,6}}（{NAME}{{1,6}}）|(?<!）)){NAME}{{2,40}}?{_PARK}(?:[、和]{NAME}{{2,16}}?{_PARK}){{0,8}})"
    f"(?!{any_of(words('facilities', 'after_general_park'))})"
)
def parks(parks: Span) -> Said | None:
    """‹parks›: A镇工业园区、B科技园区."""
    found = _facilities(parks, _ENDS_PARK)
    return Said("has_park", tuple(found), object_type="Place") if found else None


@facilities.rule(
    rf"{_FROM}(?:[^，。；：“”]{{0,30}}?(?:{verbs('build', 'plan')}|建成|启动|推进)了?)"
    rf"(?P<park>(?:(?![的是在有]){NAME}){{3,16}}?(?:{_NO_GARDEN}园|谷))"
    "(?=，|。|；|、|和|及|$|项目|建设)"
)
def built(park: Span) -> Said | None:
    """打造‹park›: 打造智能锁具园, 规划建设“…”; a park by a name that no list of endings holds."""
    found = _facilities(park, _ENDS_BUILT)
    return Said("has_park", tuple(found), object_type="Place") if found else None


@facilities.rule(
    rf"{_FROM}(?:[^，。；：“”]{{0,16}}?[的在])?(?P<park>(?:(?![的是在有]){NAME}){{2,12}}?{_NO_GARDEN}园)"
    f"(?=(?:{any_of(words('facilities', 'park_told'))}|[一二三]期))"
)
def garden(park: Span) -> Said | None:
    """‹park›核心区: 中华牡丹园核心区连片1万亩, 智慧眼镜园占地300亩."""
    found = _facilities(park, _ENDS_GARDEN)
    return Said("has_park", tuple(found), object_type="Place") if found else None


@facilities.rule(
    rf"{_FROM}(?P<market>(?:(?![的是在有与]){NAME}){{2,12}}?(?<![古老新县都名星])城)"
    f"(?=(?:全?年)?{any_of(words('facilities', 'market_told'))}[面额户]|商户|摊位|入驻|客流|建筑面积|占地"
    "|(?:早?已|成功|逐步|现){0,2}(?:跻身|成为|建成|发展[为成]|是)[^，。；]{0,24}?(?:专业市场|批发市场|交易市场))"
)
def mall(market: Span) -> Said | None:
    """‹market›经营面积…: 白马国际城商户2000户, 青山线城已成为专业市场, by a name whose goods no list holds."""
    found = _facilities(market, _ENDS_MALL, "Market")
    return Said("has_market", tuple(found), object_type="Market") if found else None
