"""Clusters by name: 医药、机电等四大支柱产业, 靖江船舶产业集群, 以竹木加工为特色的产业集群, 灯饰是支柱产业."""

import re
from dataclasses import dataclass
from functools import lru_cache

from kg.gazetteer import gazetteer
from kg.grammar import edges, names
from kg.grammar.engine import Grammar, Span
from kg.grammar.listings import Listing
from kg.grammar.names import CLAUSE, COUNT, NAME
from kg.grammar.phrases import ANY_LEVEL, COUNTY, LOCAL, NUMERAL, OWN, OWN_OR_NATION, nouns, verbs
from kg.industries import is_classified, is_trade
from kg.lexicon import any_of, rows, table, words

clusters = Grammar("clusters")


def _words(role: str) -> str:
    """A regular expression that takes any word that stands around the names of trades in that role."""
    return any_of(row["surface"] for row in rows("clusters", "around") if role in row["kind"].split())


_GROUP = nouns("trade")
_AREA = "(?:聚集区|集聚区|集聚带|产业带(?![动来领])|经济带)"
_PILLAR = f"(?:{any_of(words('clusters', 'rank'))}|龙头|第一大|立县|立市|核心)"
_FIRST = "(?:龙头|引领|核心|主导|支柱|首位|主体?)(?:产业)?"  # which of several trades comes first
_LED = any_of(words("clusters", "standing"))
_ENDINGS = "(?:产业集群|产业|制造业|加工业)"
_GENERIC = re.compile(any_of(words("clusters", "generic")))
_VERB = re.compile(any_of(row["surface"] for row in rows("policies", "verb") if len(row["surface"]) > 1))
_HAVING = (
    "向(?!日葵)|(?<![稀特国民])有(?!色|机(?![械电床器动车]))|(?<!棉)被(?![服套])|除(?![尘湿])|对(?!虾)"
    "|(?<!无)为(?![主特龙核])|(?<![平高中初同均])等(?![离级])"
)
_OPENING = re.compile(f".*(?:{any_of(words('clusters', 'opening'))}|{_HAVING}|{_GROUP}[和及、与])(?=..)")
_AND = re.compile("^(?:[和及与或]|以及|其他|其它){1,6}(?=..)")
_KIND = re.compile(
    f"^(?:{any_of(words('clusters', 'rank'))}"
    f"|地方|大型|[一二三四五六七八九十\\d]*[百千万]亿元?级?|[国省世][家界]?级){{1,6}}"
    "(?=.{2,}(?:产业|集群|业|区|带)|.(?:产业|业)$)"
)
_ENDING = re.compile(f"(?:{any_of(words('clusters', 'whole'))}|全产业链|产业链|产业|制造业|加工业)$")
_SIZED = re.compile(
    f"(?<=..)(?:[二两三四五六七八九十]个)?[一二三四五六七八九十\\d]{{0,4}}[百千万]亿元?级?(?:特色|优势|先进)?{nouns('trade')}$"
)  # 健康食品｜百亿级产业集群
_NUMBER = "[一二两三四五六七八九十几]"
_COUNTED = re.compile(
    f"\\d|^第{_NUMBER}+批|^(?:[为其]|全国|国内|世界|全球)|{_NUMBER}大|^[{_NUMBER[1:-1]}多各整每]+[个大条类]|^{_NUMBER}+$"
)
_SECTOR = re.compile(f"{any_of(words('clusters', 'sector'))}$")  # what every place has
_RIVERS = re.compile(f"(?:[江河海]|{any_of(words('places', 'stretch'))})经济带$")
_NO_SECTOR = re.compile("高新技术|战略|文化旅游|数字|第[一二三]产|三次|三产|涉[农海]")
_NOT_INDUSTRIES = frozenset(words("clusters", "not_industry"))
_FIRMS = re.compile(f"{nouns('maker')}|机构")
_KINDS = re.compile(f"^(?:[^的]*?{ANY_LEVEL}|当地|主要|目前)?{_words('kind')}{{1,9}}$")
_NO_KIND = re.compile(_words("other"))
_PASSING = ("传统", "新兴")  # 有A、B等传统产业 tells of them in passing
_HAVE = re.compile("[^、]{0,6}?(?:虽|拥?有(?![色机]))")
_NO_LEAD = re.compile("含|.{0,16}?(?:与|同|向(?!日葵)|给|对|[把将]|服务|涵盖|包括|涉及|被|获)(?=..)")  # 与A、B融合
_DEEDS = re.compile(f"{_words('deed')}|环节$")
_DIVISIONS = ("板块", "产业板块", "行业")  # of a cluster more often than clusters
_VERB_STATUS = table("clusters", "status", role="verb")
_STRONG = any_of(words("clusters", "verb"))
_GROWS = re.compile(_STRONG)
_PREDICATES = any_of(words("clusters", "predicate"))
_SUPPORT = re.compile(_words("helped"))
_BUILDS = re.compile(_words("built"))
_WHOLE = re.compile(
    f"(?P<whole>{NAME}{{2,14}}?{nouns('trade')})(?:{any_of(words('policies', 'stress'))}|已|现|共|将){{0,3}}"
    f"{_words('parted')}{{1,3}}(?=..)"
)
_PLACE = re.compile(f"{NAME}{{2,5}}?[县市区旗](?!场|域)")
_BRACKET_OR_FIRST = re.compile("（.*?）|.+、")
_TO_COME = re.compile("未来|拟|谋划")
_EMERGING = re.compile(any_of(words("clusters", "young")))
_NOT_A_TRADE = re.compile(
    f"优势$|^基础$|[+＋]|^{any_of(words('places', 'whole'))}"
    f"$|[百十\\d]强$|^为?实现$|(?:(?<!动)力|[性率度省市县镇大内后第])$|[东西南北]部$|城[东西南北]$|^第[一二三]|"
    f"{any_of(words('places', 'union'))}$"
    f"|{_words('process')}化$|^(?:工业|经济|产业|农业|商业|服务业|新|大|现代)$|^[超过逾近上]?[一二三四五六七八九十几]*[百千万][百千万]?亿元?级?(?:以上)?$"
)


@dataclass(frozen=True, slots=True)
class NamedClusters:
    """Clusters that a phrase names, and as what: existing, emerging or planned.

    `listed` is true of those of a list; `settled` where the words themselves tell that they are there, so that no
    section of plans makes them planned (做强食品产业); `topic` of the one that a sentence is about (食品产业主攻…);
    `announced` of those that are told to be the trades of what is spoken of (主导产业为A、B); `crop` of a plant by its
    fields; `titular` of a report's title.
    """

    clusters: tuple[Span, ...]
    status: str
    group: str = ""
    listed: bool = False
    settled: bool = False
    topic: bool = False
    announced: bool = False
    crop: bool = False
    titular: bool = False


def industry(name: Span) -> Span | None:
    """The name without the words of the sentence before it (全市的, 形成了); None if nothing names a trade."""
    found = _industry(name.text)
    if found is None:
        return None
    start, end = found
    last = name.start + end if end < len(name.text) else name.end
    return Span(name.text[start:end], name.start + start, last)


@lru_cache(maxsize=4096)  # a report names its trades again and again
def _industry(text: str) -> tuple[int, int] | None:
    """Where in a text the name of a trade stands."""
    name = Span(text, 0, len(text))
    for _ in range(2):  # words of the sentence may lead to others: 规模以上｜…, 培育｜以｜…
        at = edges.beginning(name.text, "Cluster")
        if edges.is_of_all(name.text[:at]):
            return None
        name = names.cut(name, at)
        if (opening := _OPENING.match(name.text)) is None:
            break
        name = names.cut(name, opening.end())
    trade = _trade(name)
    return (trade.start, trade.end) if trade else None


def is_kind(name: str) -> bool:
    """Whether a name is one of a kind of trades, and of none: 重点产业, 新兴产业链, 先进制造业."""
    return name in _NOT_INDUSTRIES or bool(_KINDS.search(_ENDING.sub("", name)))


def _is_place(core: str, ended: bool) -> bool:
    """Whether what a name is of is a place: 内蒙古, 青岛 of 青岛产业; not 牡丹, which only its ending makes one."""
    place = gazetteer().resolve(core)
    return place is not None and (place.level == "province" or (ended and place.level != "town" and not is_trade(core)))


def _trade(name: Span) -> Span | None:
    """A name that no words of the sentence lead to, without its kind (传统…); None if it names no trade."""
    for lead in (_AND, _KIND):
        found = lead.match(name.text)
        name = names.cut(name, found.end()) if found else name
    if sized := _SIZED.search(name.text):
        name = Span(name.text[: sized.start()], name.start, name.start + sized.start())
    core = _ENDING.sub("", name.text)
    if is_kind(name.text) or _is_place(core, name.text.endswith("产业")):
        return None
    if len(core) == 1 and name.text.endswith("产业") and _is_known(core):
        return name
    if not 2 <= len(core) <= 16 or any(p.search(core) for p in (_GENERIC, _VERB, _COUNTED, _NOT_A_TRADE)):
        return None
    return name


def _named(found: list[Span], status: str = "existing", group: str = "") -> NamedClusters | None:
    kept = [name for name in map(industry, found) if name]
    return NamedClusters(tuple(kept), status, group) if kept else None


def _is_known(trade: str) -> bool:
    """Whether a trade ends as trades do or has a word that the lexicon of trades knows: 精细化工; not 市场."""
    return trade.endswith("业") or is_trade(trade)


def _list(listing: Listing, group: str) -> NamedClusters | None:
    """The clusters of a list, with the standing that its verb (做强…) or the words for their kind (新兴) give them.

    Of 以甲、乙为龙头的医药、机电 the list begins behind 的.
    """
    each = [item.name for item in listing.items]
    if split := whole_of(each[0]):
        return _composed(split[0], [split[1], *each[1:]]) if listing.head.word.endswith(("链", "集群")) else None
    behind = [at for at, name in enumerate(each) if "的" in name.text and "配套的" not in name.text]
    found = placed(each[max(behind, default=0) :])
    kept = [name for name in found if not _SECTOR.search(name.text) or listing.modifier]
    trades = [trade for name in kept if (trade := industry(name) if name is found[0] else _trade(name))]
    if not trades:
        return None
    lead = found[0].text[: trades[0].start - found[0].start] if trades[0].start < found[0].end else ""
    if listing.open and not listing.count and _SUPPORT.search(lead):
        return None
    settled = not _BUILDS.search(lead) and (listing.before or bool(_GROWS.search(lead)))
    status = status_of(listing.modifier)
    return NamedClusters(tuple(trades), status, group, listed=True, settled=settled, announced=listing.before)


def _composed(whole: Span, parts: list[Span]) -> NamedClusters:
    """A cluster with the chains that it is told to be made of, which are clusters too."""
    chains = [chain for part in placed(parts) if (chain := _trade(part))]
    return NamedClusters((whole, *chains), "existing", listed=True, settled=True)


def whole_of(first: Span) -> tuple[Span, Span] | None:
    """The cluster whose parts a list tells, and the first of them: 医药产业布局甲县中药产业链 is of 医药产业."""
    told = _WHOLE.match(first.text)
    whole = _trade(Span(told["whole"], first.start, first.start + told.end("whole"))) if told else None
    return (whole, names.cut(first, told.end())) if told and whole else None


def placed(found: list[Span]) -> list[Span]:
    """The clusters of a list whose last has several places before it: 甲县、乙县皮具产业链 is one, 皮具产业链."""
    kept: list[Span] = []
    places = False
    for name in found:
        if _PLACE.fullmatch(name.text):
            places = True
            continue
        own = _PLACE.match(name.text) if places else None
        kept.append(names.cut(name, own.end()) if own and own.end() < len(name.text) - 2 else name)
        places = False
    return kept or found


def status_of(words: str) -> str:
    """The standing that the words around a list give its clusters: 新兴, 雏形, 趋势 make them emerging."""
    if _TO_COME.search(words):
        return "planned"
    return "emerging" if _EMERGING.search(words) else "existing"


@clusters.rule(
    f"{CLAUSE}(?!已成?|现已|如今|成为)(?P<listed>(?:(?!被(?![服套])){NAME}|、){{2,60}}?)"
    f"{any_of(words('clusters', 'by_now'))}{{0,2}}"
    f"(?:等?(?:已是|是|系|为|定为?(?!的)|已成为|成为|已发展成为|作为|共同撑起|撑起了?|构成了?|组成))"
    f"(?:{NAME}{{0,10}}?(?:、{NAME}{{2,10}}){{0,3}}的)?(?:全{OWN_OR_NATION}|我[省市县区]|当地|{NAME}{{2,8}}?{LOCAL})?"
    f"(?:{COUNT}大)?(?:传统|特色|重要)?(?P<kind>{_PILLAR}|配套|新兴|未来|重点)(?:产业|行业)(?!之一的|的[^，。；]{{0,16}}{nouns('maker')})"
)
def pillar(listed: Span, kind: str) -> NamedClusters | None:
    """‹clusters›是‹place›的支柱产业: 灯饰是古镇的支柱产业, A、B、C是某市三大支柱产业, 泵业已成为首位产业,
    以A、B为主导产业, C为配套产业, D定为新兴产业.
    """
    return _named(names.trades(listed), status_of(kind))


@clusters.rule(
    f"{CLAUSE}(?P<name>{NAME}{{2,10}}?)(?:集[^，。；]{{2,40}}?于一[体身]|历史悠久|经过{NAME}{{2,20}}|起步于?{NAME}{{2,12}})，"
    f"(?:如今|目前|现在|现|已|经){{0,6}}(?:发展)?(?:成为|成了|是)(?:{NAME}{{0,10}}?的)?(?:全{OWN}|我[省市县区]|当地)?"
    f"(?:传统|特色|重要|第一){{0,6}}{_PILLAR}(?:产业|行业)(?!之一的)"
)
def grown_into(name: Span) -> NamedClusters | None:
    """‹cluster›集…于一体，已成为‹place›的特色产业: the trade that a clause between parts from what it has become."""
    return _named([name])


def _tells(listing: Listing) -> bool:
    """Whether a list tells its clusters: by their number, as chains of a cluster, or by words for their kind (特色)."""
    grouped = listing.head.word.endswith("集群") and not listing.modifier
    parted = whole_of(listing.items[0].name) is not None
    passing = listing.modifier in _PASSING and listing.open and _HAVE.match(listing.items[0].name.text)
    return bool(parted or listing.count or grouped or (not passing and _KINDS.search(listing.modifier)))


@clusters.rule("{listing}(?!带动|基地|工人|协作|配套|要|应|须|需)")
def listed(listing: Listing) -> NamedClusters | None:
    """‹clusters›等‹n›大‹kind›, ‹kind›有‹clusters›: A、B等四大支柱产业, A、B等一批特色产业集群, 主导产业为A、B和C."""
    first = listing.items[0].name.text
    if listing.head.property != "cluster" or _NO_KIND.search(listing.modifier) or not _tells(listing):
        return None
    if _NO_LEAD.match(first) or any(_DEEDS.search(item.name.text) for item in listing.items):
        return None
    if len(listing.items) == 1 and not is_classified(first):
        return None
    if listing.head.word in _DIVISIONS and not _BUILDS.search(first):
        return None
    words = (listing.modifier + listing.head.word).rpartition("的")[2]
    return _list(listing, words if listing.count else "")


@clusters.rule(f"{{listing}}(?=已|{any_of(words('clusters', 'pace'))}|发展|均|也|，|。|；|$)")
def several(listing: Listing) -> NamedClusters | None:
    """‹clusters›等产业: 机电、石材、黄金等产业不断发展壮大; not what every place has, nor 有机电等行业 in passing."""
    bare = listing.head.property == "cluster" and not listing.modifier and not listing.count and listing.open
    first = listing.items[0].name.text
    if not bare or len(listing.items) < 2 or listing.head.word == "行业" or _HAVE.match(first) or "依托" in first:
        return None
    if _NO_LEAD.match(first):
        return None
    return _list(listing, "")


@clusters.rule(f"{CLAUSE}(?P<first>{NAME}{{4,20}}?(?:、{NAME}{{2,16}}?){{0,8}}产业链)等?(?=，|。|；|$)")
def chained(first: Span) -> NamedClusters | None:
    """‹cluster›布局‹chains›: 医药产业布局甲县中成药产业链, 皮具产业布局甲县、乙县箱包产业链."""
    split = whole_of(first)
    return _composed(split[0], names.trades(split[1])) if split else None


_SPANS = re.compile("从.+到|^[形构]成")  # what a chain runs through is no name: 形成了从纺纱到成衣的产业链


@clusters.rule(f"^(?:例?如|比如|以)?(?P<name>(?:{NAME}|、|（[^（）]{{2,16}}）){{2,30}}?产业链)(?=，|：|。|方面|$)")
def chain(name: Span) -> NamedClusters | None:
    """‹cluster›产业链，…: what a sentence or a line opens with, 魔芋（健康食品）产业链，主招…; not 延伸产业链，…."""
    found = industry(Span(_BRACKET_OR_FIRST.sub("", name.text), 0, 0))
    verb = _VERB.match(name.text) or name.text[0] in "补延拉强建固全做在从" or _SPANS.search(name.text)
    return NamedClusters((name,), "existing", settled=True, topic=True) if found and not verb else None


@clusters.rule(
    f"(?:^|(?<=：))(?:第{NUMERAL}，|首先，|其次，|此外，|同时，|——)?"
    f"(?P<name>(?![全我该本其各])(?:(?![的和与及、])(?:{NAME})){{2,14}}?产业链?)(?={_PREDICATES})"
)
def subject(name: Span) -> NamedClusters | None:
    """‹cluster›主攻…: the trade that a sentence is about, 食品产业主攻预制化, 储能产业丰富落地场景."""
    found = _trade(name)
    verb = _VERB.search(name.text) or _OPENING.match(name.text)
    if found != name or verb or _NO_SECTOR.search(name.text) or _NO_KIND.search(name.text):
        return None
    return NamedClusters((name,), "existing", settled=True, topic=True)


@clusters.rule(
    f"{CLAUSE}{any_of(words('policies', 'manner'))}{{0,3}}(?P<verb>{_STRONG})"
    f"(?P<listed>(?![了出起成好一着])(?:{NAME}|、){{1,40}}?(?:产业集群|产业链|产业|业))(?=，|。|；|、|和|及|$|提质|发展|上下?足)"
)
def strengthened(verb: str, listed: Span) -> NamedClusters | None:
    """做强‹clusters›: 全力做大新能源产业, 大力发展绿色矿业, 培育百亿级硬质合金产业, which is planned."""
    found = [trade for name in names.trades(listed) if (trade := _trade(name))]
    kept = [
        trade
        for trade in found
        if trade.text.endswith(("产业", "集群", "产业链"))
        or is_classified(trade.text)
        or is_classified(trade.text[:-1])
    ]
    if not kept or any(_NO_KIND.search(name.text) or "的" in name.text for name in kept):
        return None
    if _FIRMS.search(listed.text):
        return None
    status = _VERB_STATUS[verb] or ("planned" if "亿" in listed.text else "existing")
    return NamedClusters(tuple(kept), status, settled=bool(_VERB_STATUS[verb]))


@clusters.rule(
    f"以(?P<listed>(?:{NAME}|、){{2,40}}?)(?:等?(?:产业|行业))?(?:为(?:主导|支柱|主攻方向|首位)|为主的(?:现代|新型)?(?:产业|工业|经济)(?:体系|结构|格局))"
    "(?=，|。|；|$|的(?:现代|新型)?(?:产业|工业|经济)(?:体系|结构|格局))"
)
def led(listed: Span) -> NamedClusters | None:
    """以‹clusters›为主导: 以陶瓷制造、农机配件产业为主导, 以纺织、食品为主的产业结构; not 以甲公司为主导."""
    found = [_trade(name) for name in names.trades(_untailed(listed))]
    kept = [name for name in found if name and is_classified(name.text)]
    sure = len(kept) == len(found) and "的" not in listed.text and (len(kept) > 1 or _is_known(kept[0].text))
    return NamedClusters(tuple(kept), "existing", settled=True, announced=True) if sure else None


def _untailed(listed: Span) -> Span:
    """A list without what sums it up: 农用机械、化学纤维｜等出口产品."""
    text = re.sub("(?<=[^、])等[^、]{0,8}$", "", listed.text)
    return Span(text, listed.start, listed.start + len(text))


@clusters.rule(
    f"(?:(?:形成|构建|打造)了?以(?P<first>(?:{NAME}|、){{2,40}}?)为{_FIRST}|为{_FIRST})"
    f"[，、]以?(?P<second>(?:{NAME}|、){{2,40}}?)为{any_of(words('clusters', 'second'))}"
    "的(?:现代|新型|特色|“[^“”]{1,8}”|[\\d一二两三四五六七八九十]{1,3}[大个])?(?:(?:产业|工业|经济)(?:体系|结构|格局|布局)|产业集群)"
)
def ranked(first: Span | None, second: Span) -> NamedClusters | None:
    """形成以‹clusters›为龙头，‹clusters›为两翼的产业格局, …为首位产业，…为特色的“1+2”产业体系: in their order."""
    found = [name for part in (first, second) if part for name in names.trades(part)]
    kept = [trade for name in found if (trade := _trade(name)) and (is_classified(trade.text) or _is_known(trade.text))]
    sure = len(found) == len(kept) and not any("的" in name.text for name in kept)
    return NamedClusters(tuple(kept), "existing", listed=True, settled=True) if sure else None


@clusters.rule(
    f"(?:{CLAUSE}(?P<whole>{NAME}{{2,14}}?产业(?:集群|链)?))?"
    f"{any_of(words('clusters', 'aimed_at'))}(?![在于到])(?P<listed>(?:{NAME}|、){{4,60}}?)(?:等|几大)?(?=，|。|；|$)"
)
def pursued(whole: Span | None, listed: Span) -> NamedClusters | None:
    """重点发展‹clusters›: 主攻船舶修造、海工装备; a list each of whose names is a known trade, not 重点发展茶旅融合.

    What a trade named before it pursues is its own: 医药产业重点发展中成药和耗材.
    """
    if whole and industry(whole):
        return None
    found = names.trades(listed)
    kept = [trade for name in found if (trade := _trade(name)) and (is_classified(trade.text) or _is_known(trade.text))]
    sure = 1 < len(found) == len(kept) and "的" not in listed.text
    return NamedClusters(tuple(kept), "existing", listed=True, settled=True, announced=True) if sure else None


@clusters.rule(
    f"[将把](?P<name>{NAME}{{2,14}}?){verbs('list_as')}(?P<kind>{NAME}{{0,12}}?产业(?:链|集群)?)(?:之一|来?抓|来?打造|来?培育)?(?=，|。|；|$)"
)
def one_of(name: Span, kind: str) -> NamedClusters | None:
    """将‹cluster›作为十大产业之一: 把油茶列为首位产业, 将低空经济纳入重点产业链."""
    told = _KINDS.search(re.sub("(?:产业|产业链|产业集群)$|[一二三四五六七八九十\\d]+[大个条]", "", kind) or "重点")
    found = _trade(name)
    return NamedClusters((found,), status_of(kind), settled=True) if told and found else None


@clusters.rule(
    f"{CLAUSE}(?P<name>{NAME}{{2,14}}?)(?:已|先后|相继)?被(?:{NAME}{{0,8}}?){verbs('list_as')}(?:{NAME}{{0,6}}?的)?“?(?P<kind>{NAME}{{0,10}}?产业(?:链|集群)?)”?(?:之一|"
    f"{any_of(words('titles', 'list'))})?(?=，|。|；|$)"
)
def held(name: Span, kind: str) -> NamedClusters | None:
    """‹cluster›被列入特色产业: 刷业被该市列入“四个特色产业”, 油茶产业被确定为主导产业; not 被列为重点项目."""
    told = _KINDS.search(re.sub("(?:产业|产业链|产业集群)$|[一二三四五六七八九十\\d]+[大个条]", "", kind))
    found = _trade(name)
    return NamedClusters((found,), status_of(kind), settled=True) if told and found else None


@clusters.rule(
    f"[将把](?P<listed>(?:(?![的])(?:{NAME}|、)){{3,40}}?)(?:等)?{COUNT}(?:大|个)"
    f"{any_of(words('clusters', 'rank'))}{{0,2}}(?:产业|行业)"
    f"(?:培育|打造|发展|建设|做){{1,2}}(?:成为?|为)(?P<into>{NAME}{{0,14}}?{nouns('trade')})(?=，|。|；|$)"
)
def raised(listed: Span, into: str) -> NamedClusters | None:
    """把‹clusters›‹n›大产业培育成为百亿级产业集群: clusters that are to be."""
    found = [
        trade
        for name in names.trades(listed)
        for part in re.split("(?<=..)与(?=..)", name.text)
        if (trade := _trade(_within(name, part)))
    ]
    return NamedClusters(tuple(found), "planned", listed=True) if len(found) > 1 else None


def _within(name: Span, part: str) -> Span:
    at = name.start + name.text.index(part)
    return Span(part, at, at + len(part))


@clusters.rule(f"(?P<whole>以(?P<trade>{NAME}{{2,14}}?)为{_LED}的(?:特色)?(?:产业集群|产业带|集群))")
def featuring(whole: Span, trade: Span) -> NamedClusters | None:
    """以‹trade›为特色的产业集群."""
    if re.search("公司|集团|股份|厂$|业$", trade.text) or industry(trade) != trade:
        return None
    return NamedClusters((whole,), "existing")


@clusters.rule(f"为(?:主要?|{_LED})的(?P<name>{NAME}{{2,12}}?(?:{_ENDINGS}|业|{_AREA}))(?![园链]|基地)")
def shaped(name: Span) -> NamedClusters | None:
    """以…为骨干的‹cluster›: 以梳绒、纺纱为主的羊绒产业, 以A、B为龙头的丝网产业集群."""
    return _named([name]) if len(name.text) > 2 and not re.search("[企农行作]业$", name.text) else None


@clusters.rule(
    f"(?P<name>{NAME}{{2,24}}?(?:产业集群|企业集群|产业群|产业集聚区))(?!{any_of(words('clusters', 'after_general'))})"
)
def named(name: Span) -> NamedClusters | None:
    """‹cluster›产业集群: 靖江船舶产业集群, 新能源产业集群."""
    return _named([name])


@clusters.rule(f"(?P<name>{NAME}{{2,14}}?{_AREA})(?!内的?)")
def area(name: Span) -> NamedClusters | None:
    """‹cluster›聚集区: 新型工业聚集区, 生态休闲产业带; not a belt of rivers, 长江经济带."""
    return None if _RIVERS.search(name.text) or "等" in name.text else _named([name])


@clusters.rule(
    f"{CLAUSE}(?P<listed>(?:{NAME}|、){{2,30}}?产业)(?:目前|大多|仍然|[现仍还尚均都正]){{0,6}}"
    f"(?:(?:处[于在]|停留[于在]){NAME}{{0,12}}?(?:[“”]{NAME}{{1,8}}”{NAME}{{0,8}}?)?(?:雏形|萌芽|起步|初级|形成)(?:阶段|之中|中|期)?"
    "|(?:正在?|刚刚?|才刚?)(?:起步|孕育|萌芽)"
    f"|[中的]{{0,2}}(?:大?多数|大部分|许多|不少|部分)?企业(?:大多|[还尚都均]){{0,6}}"
    f"{any_of(words('clusters', 'lacking'))}集群)"
)
def budding(listed: Span) -> NamedClusters | None:
    """‹clusters›仍处于集群雏形阶段: 花木产业仍处于雏形阶段, A、B产业的多数企业还不具备集群的功能."""
    return _named(names.trades(listed), "emerging")


@clusters.rule(
    f"(?:{CLAUSE}(?:目前|近年来|如今|现在)?|(?<=[是为]))(?:[当本]地|[全我该]{LOCAL}|[镇县]内)的?(?P<name>{NAME}{{2,10}}?产业)"
    "(?=已|现|从|年|加快|总|产|规模|起步|[拥]?有|在|销售|营[业收]|开票|出口|实现|完成|达|突破|的(?:龙头|骨干|领军|代表|链主)|，|$)"
)
def local(name: Span) -> NamedClusters | None:
    """当地‹cluster›: 当地花卉产业从菜地里长出, 全市白酒产业实现产值…."""
    return None if _NO_SECTOR.search(name.text) else _named([name])


@clusters.rule(
    f"{CLAUSE}(?P<name>{NAME}{{2,10}}?产业)(?:{any_of(words('clusters', 'pace'))}"
    f"{any_of(words('clusters', 'growing'))}{{1,6}}"
    f"|{any_of(words('clusters', 'better'))}{{2,3}})(?=，|。|；|$)"
)
def thriving(name: Span) -> NamedClusters | None:
    """‹cluster›提质增效: 水产业提质增效, 某某产业不断发展壮大."""
    return None if _NO_SECTOR.search(name.text) else _named([name])


@clusters.rule(
    f"{CLAUSE}(?:[全我该本]{OWN}|{NAME}{{2,6}}?[市县区镇](?!场))?(?P<name>(?!新增|全|[我该本]{COUNTY}|其中|[高标优]|"
    f"{any_of(words('clusters', 'grown'))})(?:(?![市县区镇的]){NAME}){{2,6}}?)"
    f"(?:种植|栽培|养殖){any_of(words('clusters', 'extent'))}"
)
def grown(name: Span) -> NamedClusters | None:
    """‹crop›种植面积: what a report is on that names no industry, 全县枇杷种植面积, 大黄鱼养殖规模."""
    found = industry(name)
    plot = found and re.search("[园林田地场湖塘]$", found.text)
    return NamedClusters((found,), "existing", crop=True) if found and not plot else None


@clusters.rule(
    f"{CLAUSE}(?P<name>{NAME}{{2,16}}?{_ENDINGS})(?![园区链城基带])(?:规[模上以]*企业)?(?:的)?{NAME}{{0,6}}?"
    f"(?:实现|完成|总?产值|{any_of(words('clusters', 'told_by'))}|列[国全第]|[居占]全)"
)
def sector(name: Span) -> NamedClusters | None:
    """‹cluster›实现产值…: 某县家居工艺文化产业总产值达到308亿元, 电机制造业位居全国第一."""
    return None if _NO_SECTOR.search(name.text) else _named([name])


@clusters.rule(
    f"^(?:关于)?(?P<name>{NAME}{{2,16}}?(?:{nouns('trade')}|产业集聚区))(?![园区城化])(?:高质量|集群)?"
    f"{NAME}{{0,12}}?{any_of(words('texts', 'report'))}{NAME}{{0,10}}(?:（{NAME}{{1,12}}）)?$"
)
def reported(name: Span) -> NamedClusters | None:
    """The title of a report on one cluster: 关于某市‹cluster›发展的调研报告, 某县‹cluster›概况."""
    found = industry(name)
    return NamedClusters((found,), "existing", titular=True) if found else None
