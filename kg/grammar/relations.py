"""What is said of firms and clusters: 骨干企业主要有A、B; 以A、B为龙头; 由A公司带动; 资源优势型."""

import re
from dataclasses import dataclass, replace

from kg.grammar import edges, names, roles
from kg.grammar.clusters import industry, placed, whole_of
from kg.grammar.engine import Grammar, Span
from kg.grammar.listings import Listing, items
from kg.grammar.names import BRACKETED, CLAUSE, FIRM, MANY, NAME
from kg.grammar.phrases import LOCAL, OWN_OR_NATION, nouns, verbs
from kg.lexicon import any_of, table, words

relations = Grammar("relations")

_LIST = f"(?:[^。；：！？“”（）\\s]|{names.OF_NAME}){{2,260}}?"
_MODES = table("clusters", "mode", role="formation")
_STAGES = table("clusters", "stage", role="maturity")
_SIZE = f"(?:{any_of(words('firms', 'known'))}|行业|生产|加工|产业|集群|的|为代表的)"
_LED = roles.words("led")
_PULL = roles.words("pull")
_FIRMS = f"(?:等{NAME}{{0,6}}?(?:企业|公司))?"
_OF_ALL = (
    f"(?:这个|该|本|当地|{OWN_OR_NATION}内|行业|全[市县]|主要|集群的?|的"
    f"|{NAME}{{0,4}}产业的?|带动{NAME}{{2,10}}?的){{0,6}}"
)
_PLAIN = "(?:(?!的)[^，。；：、！？“”《》（）\\s])"
_NAMED = (
    f"的(?:近|约|上|[\\d一二两三四五六七八九十百千]{{1,5}}[余多]?[家户个]){{0,3}}(?!{roles.FIRMS})"
    f"(?P<cluster>{_PLAIN}{{0,16}}?(?:{nouns('trade')}|企业群|企业|(?<![企产行])业))(?![园区家链群]|产业|集群|企业集?群)"
)
_BEHIND = f"(?:(?={_NAMED})|)"
_BOUND = re.compile(
    f"(?:{any_of(words('policies', 'manner'))}|将|要|还){{0,6}}(?:"
    f"{any_of(words('firms', 'supporting_verb'))}|培育(?![了出]))"
)
_SURE_FIRM = re.compile(
    f"^(?!{any_of(words('clusters', 'attribute'))})..+"
    f"(?:公司|集团|股份|厂|合作社|[酒药木纸茶果鞋铝铜矿牧乳实瓷玉泵塑钢糖米面菇薯笔锁]业)$"
)
_NO_PART = re.compile(
    f"^第[一二三]|产业集群|服务业$|^{any_of(words('clusters', 'broad'))}|^[东西南北中]部?$|公司|集团|[镇乡区村园]$"
)
_TRADES = ("业", "加工", "制造", "链", "物流", "种植", "养殖", "旅游")
_NO_CONTENTS = re.compile(f"\\d|公司|集团|企业|{LOCAL}$|的")
_NOT_FIRM = re.compile(
    f"{any_of(words('firms', 'not_name'))}|(?:等|企业|市场|的|[镇乡县])$|^县城$|[大小中]学$|学院$|协会$|商会$|研究所$"
    "|^[^a-zA-Z\u4e00-\u9fff]|^[一二三四五六七八九十几多每]+[家个大]"
)
_HAVE = re.compile(".{0,6}?有(?=.{2})")  # 全县有分梳、纺纱等骨干企业30家 tells of kinds
_BARE = 4  # characters of a name that a firm may have which nothing but its frame tells to be one


@dataclass(frozen=True, slots=True)
class Said:
    """A relation as a phrase states it: its objects, and its subject where the phrase itself names it.

    `text` is the object where that is no thing: a standard, a mode, a stage. `by` is who conferred a title.
    `names_cluster_behind`: the words behind it may name the cluster that it is said of (以A为龙头的丝网产业).
    `supported`: of firms that a measure helps, whose cluster is the one that the text is on, if any.
    `of_place`, `of_cluster`, `of_firm`: without a subject it is said of the place, a cluster or a firm spoken of.
    `by_goods`: of markets that are told to stand and that only their goods tell apart.
    `beside`: those that the words before it name beside its subject share it (与B、C并称).
    """

    property: str
    objects: tuple[Span, ...]
    subject: Span | None = None
    subject_type: str = ""
    object_type: str = ""
    planned: bool = False
    by: str = ""
    text: str = ""
    names_cluster_behind: bool = False
    supported: bool = False
    of_place: bool = False
    of_cluster: bool = False
    of_firm: bool = False
    beside: bool = False
    by_goods: bool = False


_PARK = re.compile(f"(?:{any_of(words('facilities', 'park_ending'))}|[^庄乐果]园)$")


def _may_be_firm(name: str) -> bool:
    """Whether a piece of a list of firms can be the name of one; 酒厂 and 外贸公司 can beside others."""
    return not (_NOT_FIRM.search(name) or _PARK.search(name) or edges.has_edge(name))


def firms_of(span: Span) -> tuple[Span, ...]:
    """The firms of a list; none where a piece of it cannot be a firm's name or all are classes of firms."""
    found = names.firms(span)
    named = all(_may_be_firm(firm.text) for firm in found) and not all(edges.is_class(firm.text) for firm in found)
    return tuple(found) if named else ()


def _lead(firms: Span | tuple[Span, ...], cluster: Span | None = None, behind: bool = False) -> Said | None:
    found = firms if isinstance(firms, tuple) else firms_of(firms)
    of = _trade(cluster) if cluster else None
    kind = "Cluster" if of else ""
    return Said("lead_firm", found, of, kind, "Firm", names_cluster_behind=behind) if found else None


def _trade(cluster: Span) -> Span | None:
    """The cluster that the words behind its firms name: 农机装备 of 以A为代表的农机装备企业; none in 特色产业集群."""
    text = re.sub("(?<=..)企业$", "", cluster.text)
    words = Span(re.sub("企业(?=集?群$)", "", text), cluster.start, cluster.end)
    found = industry(words)
    return Span(text if found == words else found.text, found.start, found.end) if found else None


def _told(firms: Span, cluster: Span | None) -> bool:
    """Whether a frame that holds trades as well as firms holds firms.

    One of them ends as firms do, or each has a name of some length before a cluster that is named.
    """
    found = firms_of(firms)
    if any(names.is_firm(firm.text) for firm in found):
        return True
    return cluster is not None and bool(found) and all(len(firm.text) >= _BARE for firm in found)


@relations.rule(
    rf"{roles.FIRMS}(?:主要|分别)?(?:(?:共有|有|共)?[\d两三四五六七八九十]{{1,3}}[余多]?[家户个](?=[：，]))?(?:有(?![待效力望较所])|包括|是|为|：|如){{1,6}}"
    rf"(?P<firms>{_LIST})(?=等|。|；|$|，(?!{NAME}{{2,14}}、))"
)
def lead_firms(firms: Span) -> Said | None:
    """骨干企业主要有‹firms›: 骨干企业主要有A公司、B集团等."""
    found = tuple(firm for firm in names.firms(firms) if _may_be_firm(firm.text))
    return None if all(edges.is_class(firm.text) for firm in found) else _lead(found)


_KINDS_OF_FIRMS = re.compile("(?:制造|生产|加工|种植|养殖|配套|设计|研发|服务|销售)$")  # 以电池片、组件制造｜企业为龙头


@relations.rule(
    rf"{CLAUSE}(?:(?:{NAME}{{0,12}}?)以(?!及)|由)?(?P<firms>{BRACKETED})(?:等)?{MANY}?(?:{roles.FIRMS}|(?:大型|重点|生产){{0,6}}(?:企业)?)"
    rf"(?P<role>(?:(?:被(?:列|确定|认定))?为|是|作为){_OF_ALL}(?:{roles.FIRMS}|{_LED}))(?!产业|地位|作用|区|城)(?=(?P<of>的)|){_BEHIND}"
)
def led_by(firms: Span, role: str, of: str, cluster: Span | None) -> Said | None:
    """‹firms›为骨干企业: 以A公司、B公司为龙头, A、B等骨干企业为龙头, A、B等众多企业是这个产业的龙头企业.

    What is told of a thing that is no trade is of no firms: 以甲、乙为代表的企业家, 以甲、乙为代表的终端产品.
    """
    if _KINDS_OF_FIRMS.search(firms.text):
        return None
    of_firms = _told(firms, cluster) or ("、" in firms.text and ("企业" in role or cluster is not None or not of))
    return _lead(firms, cluster, behind=True) if of_firms and not _BOUND.match(firms.text) else None


@relations.rule(
    rf"{CLAUSE}(?:{NAME}{{0,12}}?)以(?P<first>{BRACKETED})为(?:{_LED}|{roles.words('main')})(?:企业)?[、，]以?(?P<second>{BRACKETED})"
    rf"为(?:{roles.words('backed')}|主)(?:企业)?(?=的|，|。|；|、|$){_BEHIND}"
)
def led_and_backed(first: Span, second: Span, cluster: Span | None) -> Said | None:
    """以‹first›为龙头、‹second›为骨干: 形成以A为龙头、B和C为骨干的企业梯队; not 以市场为核心、以质量为支撑."""
    found = (*firms_of(first), *[part for whole in firms_of(second) for part in names.things(whole)])
    sure = any(names.is_firm(firm.text) for firm in found) or (_told(first, cluster) and bool(firms_of(second)))
    return _lead(found, cluster, behind=True) if sure else None


@relations.rule(rf"{_LED}的?(?:企业)?(?:主要)?(?:是|有|为|包括)(?P<firms>{_LIST})(?=等|。|；|$|，(?!{NAME}{{2,14}}、))")
def heads(firms: Span) -> Said | None:
    """龙头是‹firms›: 领头的企业有A木业、B家具; not 龙头是科技创新."""
    return _lead(firms) if any(names.is_firm(firm.text) for firm in names.firms(firms)) else None


@relations.rule(
    rf"{CLAUSE}(?P<firms>{BRACKETED})(?:等)?{MANY}?(?:大型|重点){{0,6}}(?:企业)?(?:发挥|起到?|扮演)[着了]?"
    rf"(?:{_LED})[^，。；]{{0,6}}?(?:作用|角色)"
)
def part_played(firms: Span) -> Said | None:
    """‹firms›发挥着龙头作用: A木业、B家具等企业起到龙头带动作用; not 支持A发挥龙头作用."""
    sure = any(names.is_firm(firm.text) for firm in names.firms(firms))
    return _lead(firms) if sure and not _BOUND.match(firms.text) else None


@relations.rule(rf"(?:以|由)(?P<firms>{BRACKETED})为(?:{roles.words('main')}|主){_NAMED}")
def dominated(firms: Span, cluster: Span) -> Said | None:
    """以‹firms›为主导的产业: 以A酒业、B集团为主导的产业集群; not 以机械加工为主导的产业."""
    sure = any(_SURE_FIRM.search(firm.text) for firm in names.firms(firms))
    return _lead(firms, cluster, behind=True) if sure else None


@relations.rule(
    rf"{CLAUSE}(?P<firms>{BRACKETED})(?:(?P<more>等){MANY}?|(?<=.)[\d两三四五六七八九十]{{1,3}}家)"
    rf"(?:{NAME}{{0,12}}?的|(?:国家|省|市|县|自治区|地市)级?(?:及?以上|重点){{0,6}})?{_SIZE}{{0,3}}{roles.FIRMS}"
    rf"(?!发展|培育|建设|的产品)(?P<number>(?:达到?|共)?\d+[余多]?[家户])?"
)
def role_after(firms: Span, more: str, number: str) -> Said | None:
    """‹firms›等骨干企业: 既有A、B等龙头企业, 也有C等骨干企业; 支持A、B等骨干企业 is said of the cluster spoken of."""
    counted = number and re.match("培育|培植|引进", firms.text)
    if number and _HAVE.match(firms.text) and not any(names.is_firm(firm.text) for firm in names.firms(firms)):
        return None
    said = _lead(firms) if more or "、" in firms.text else None
    return replace(said, supported=True) if said and _BOUND.match(firms.text) and not counted else said


@relations.rule(
    rf"{CLAUSE}"
    rf"{any_of(words('firms', 'leaning_on'))}"
    rf"(?P<firms>{BRACKETED})等(?:{MANY}|大型|重点|知名|本土){{0,3}}(?:{roles.FIRMS}|企业|公司)[^。；]{{0,60}}?"
    rf"(?:{verbs('grow', 'form', 'build')}|做[大强优精]|延伸|推[进动]){{1,3}}了?(?P<cluster>{_PLAIN}"
    rf"{{2,14}}?{nouns('trade')})(?![园区基化])"
)
def leaning(firms: Span, cluster: Span) -> Said | None:
    """依托‹firms›等企业…做大‹cluster›: 依靠A陶瓷、B釉料等企业，加快做大建筑陶瓷产业群; not 打造产业园."""
    return _lead(firms, cluster) if _trade(cluster) else None


@relations.rule(
    rf"{CLAUSE}(?:在|由|以)(?P<firms>{BRACKETED})(?P<kind>{_FIRMS})(?:的)?(?:{_PULL})(?:下|为主)?(?=，|。|；|$|的){_BEHIND}"
)
def led(firms: Span, kind: str, cluster: Span | None) -> Said | None:
    """由‹firms›带动: 由A新材、B无纺带动, 在A集团、B公司带动下, 由A集团引领的阀门产业."""
    told = _told(firms, cluster) or ("、" in firms.text and (kind or cluster))
    return _lead(firms, cluster, behind=True) if told else None


@relations.rule(
    rf"(?:{verbs('form', 'build', 'built')}|发展|成为)[了起]?(?:一个)?由?(?P<firms>{BRACKETED}){_FIRMS}"
    rf"(?:{roles.words('head')}|{_PULL})"
    rf"(?:，[^。；]{{2,80}}?|、[^。；，]{{2,40}}?)?{_NAMED}"
)
def headed(firms: Span, cluster: Span) -> Said | None:
    """形成由‹firms›领头…的‹cluster›: 形成由A面业领头，B、C等企业协作的小麦产业集群; not 由A集团牵头组建协会."""
    return _lead(firms, cluster) if _trade(cluster) and _told(firms, cluster) else None


@relations.rule(
    rf"{CLAUSE}(?!(?:在|由|以))(?P<firms>{BRACKETED})等{MANY}?(?:{roles.words('class')})(?:企业)?(?:的)?(?:强势|有力|示范|共同){{0,6}}(?:{_PULL}|支撑)"
)
def pulling(firms: Span) -> Said | None:
    """‹firms›等龙头带动: A木业、B家具等龙头带动, A、B等骨干企业引领; not 发挥A、B等龙头带动作用."""
    return None if _BOUND.match(firms.text) else _lead(firms)


@relations.rule(
    rf"{CLAUSE}(?P<firms>{BRACKETED})(?:等{MANY}?(?:企业)?|{MANY}(?:企业)?)?(?:共同|一[道起]|并列|合力){{0,2}}"
    rf"{verbs('make_up')}了?[^，。；“”]{{0,12}}?[“”]?{roles.words('team')}”?"
)
def teamed(firms: Span) -> Said | None:
    """‹firms›组成“三驾马车”: A铝业、B新材、C精工共同组成了当地铝产业的“三驾马车”; not 投资、消费组成三驾马车."""
    return _lead(firms) if any(names.is_firm(firm.text) for firm in firms_of(firms)) else None


@relations.rule(rf"{roles.FIRMS}(?P<firms>{FIRM}(?:[、和]{FIRM}){{0,8}})(?!、)")
def role_before(firms: Span) -> Said | None:
    """龙头企业‹firms›: 龙头企业A集团生产的石油钻具, 龙头企业A公司、B公司分别参与…."""
    return _lead(firms)


@relations.rule(
    rf"{CLAUSE}(?:其中|目前|全[市县区镇])?(?P<parts>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{1,8}}?(?:[和及]{NAME}{{2,10}}?)?)等?"
    rf"[二两三四五六七八九十\d]大(?:子?行业|细分(?:行业|领域|产业|板块)|(?:产业|行业|业务)?板块|(?:产业)?门类|子产业|分支)(?![协联])"
)
def parts(parts: Span) -> Said | None:
    """‹parts›三大板块: 杯业、门业、电动工具三大行业, 化纤、棉纺、经编三大板块: what a cluster is made of."""
    found = names.trades(parts)
    told = any(_NO_PART.search(part.text) for part in found) or whole_of(found[0])
    return None if told else Said("sub_cluster", tuple(found), object_type="Cluster")


@relations.rule("{listing}")
def parts_listed(listing: Listing) -> Said | None:
    """‹cluster›主攻‹parts›两大板块, ‹cluster›布局‹chains›; 涉及‹parts›等14个大类, of the cluster spoken of."""
    if listing.head.type != "Cluster" or listing.before:
        return None
    first, *others = [item.name for item in listing.items]
    if split := whole_of(first):
        return Said("sub_cluster", tuple(placed([split[1], *others])), split[0], "Cluster", "Cluster")
    named = [part for part in (first, *others) if part.text.endswith(_TRADES)]
    if listing.head.property != "sub_cluster" or 2 * len(named) <= len(listing.items):
        return None
    return Said("sub_cluster", (industry(first) or first, *others), object_type="Cluster")


@relations.rule(f"{CLAUSE}(?P<first>{NAME}{{4,20}}?(?:、{NAME}{{2,16}}?){{0,8}}产业链)等?(?=，|。|；|$)")
def parts_chained(first: Span) -> Said | None:
    """‹cluster›布局‹chains›: 医药产业布局甲县中成药产业链, 皮具产业布局甲县、乙县箱包产业链."""
    split = whole_of(first)
    chains = tuple(placed(names.trades(split[1]))) if split else ()
    return Said("sub_cluster", chains, split[0], "Cluster", "Cluster") if split else None


@relations.rule(f"(?P<whole>{NAME}{{2,24}}?)（(?:主要|重点)?(?:包括|包含|涵盖|含有?)(?P<parts>[^（）。；]{{2,120}})）")
def contents(whole: Span, parts: Span) -> Said | None:
    """‹cluster›（含‹parts›）: 建材（含石材、陶粒）, 马铃薯产业集群（含种薯、淀粉等2条产业链）."""
    held = industry(whole)
    found = tuple(item.name for item in items(parts) if not _NO_CONTENTS.search(item.name.text))
    return Said("sub_cluster", found, held, "Cluster", "Cluster") if held and found else None


@relations.rule(
    f"{CLAUSE}在(?P<whole>{NAME}{{2,10}}?)(?:产业)?(?:领域|方面)(?:中|内|里)?，?(?:我[省市县区])?"
    f"{any_of(words('policies', 'stress'))}{{1,2}}"
    f"(?:发展|布局|培育|突破)(?P<parts>{names.listed(8)})(?=等|，|。|；|$)"
)
def within(whole: Span, parts: Span) -> Said | None:
    """在‹cluster›领域重点发展‹parts›: 在新能源领域重点发展风电、光伏和储能; all of them have to be trades."""
    held, found = industry(whole), names.trades(parts)
    sure = held and len(found) > 1 and sum(industry(part) is not None for part in found) * 2 > len(found)
    return Said("sub_cluster", tuple(found), held, "Cluster", "Cluster") if sure else None


@relations.rule(
    f"以(?P<parts>{names.listed(6)})等?为(?:主|主体|主导|支撑)的(?P<whole>(?:(?![的、]){NAME}){{2,10}}?产业)(?:体系|集群)?(?=，|。|；|$)"
)
def made_up(parts: Span, whole: Span) -> Said | None:
    """以‹parts›为主的‹cluster›体系: 以果蔬物流、家居物流为主的商贸物流产业; not 以断路器、开关为主的电器产业."""
    held, found = industry(whole), names.trades(parts)
    sure = held and len(found) > 1 and all(part.text.endswith(_TRADES) for part in found)
    return Said("sub_cluster", tuple(found), held, "Cluster", "Cluster") if sure else None


@relations.rule(f"(?P<mode>{any_of(_MODES)})")
def mode(mode: Span) -> Said:
    """资源优势型: how the clusters that the words after it name came to be."""
    return Said("formation_mode", (mode,), text=_MODES[mode.text])


@relations.rule(f"(?<!一旦)(?<!可以)(?<!能够)(?P<stage>{any_of(_STAGES)})")
def stage(stage: Span) -> Said:
    """形成了区域品牌: the maturity of the clusters that the words after it name."""
    return Said("stage", (stage,), text=_STAGES[stage.text])


@relations.rule(
    rf"(?:依托|依靠|利用){NAME}{{0,20}}?(?:资源|农产品){NAME}{{0,4}}?(?:而|为基础)?(?:逐步)?"
    f"(?:{any_of(words('clusters', 'growing'))}|形成)"
    rf"|(?:{any_of(words('clusters', 'growing'))}|起步)(?:[和与、](?:壮大|成长|发展)){{0,6}}"
    rf"(?:[都均也]|主要){{0,6}}(?:依托|依靠|得益于|靠着?)"
    rf"{NAME}{{0,10}}?(?:{any_of(words('clusters', 'resource'))}|水)资源(?!投入|消耗|开采)"
)
def resource_based() -> Said:
    """依托‹resource›发展起来, 起步和壮大都依托矿产资源: a cluster that grew on what the place has."""
    return Said("formation_mode", (), text="resource")
