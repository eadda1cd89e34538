"""What is said of firms and clusters: 骨干企业主要有A、B; 以A、B为龙头; 由A公司带动; 资源优势型."""

import re
from dataclasses import dataclass

from kg.grammar import names
from kg.grammar.clusters import industry, placed, whole_of
from kg.grammar.engine import Grammar, Span
from kg.grammar.listings import Listing, items
from kg.grammar.names import CLAUSE, FIRM, ITEMS, MANY, NAME
from kg.lexicon import any_of, table

relations = Grammar("relations")

_ROLE = names.words("roles")
_LIST = "[^。；：！？“”（）\\s]{2,260}?"
_MODES = table("formation_modes", "mode")
_STAGES = table("stages", "stage")
_SIZE = "(?:大型|知名|重点|本土|行业|生产|加工|产业|集群|的|为代表的)"
_LED = "(?:龙头|骨干|代表|核心|链主|领军|引领|支撑|主体)"
_BOUND = re.compile(
    f"(?:将|要|还|继续|进一步|重点|大力|积极|全力|着力|持续){{0,6}}(?:{names.words('supporting_verbs')}|培育(?![了出]))"
)
_SURE_FIRM = re.compile(
    "^(?!现代|传统|新型|绿色|特色|精品|优质)..+(?:公司|集团|股份|厂|合作社|[酒药木纸茶果鞋铝铜矿牧乳实瓷玉泵塑钢糖米面菇薯笔锁]业)$"
)
_NO_PART = re.compile(
    "^第[一二三]|产业集群|服务业$|^(?:工业|农业|商业|商贸|旅游|文化|城市|乡村)|^[东西南北中]部?$|公司|集团|[镇乡区村园]$"
)
_NO_CONTENTS = re.compile("\\d|公司|集团|企业|[县市区镇乡]$|的")
_NOT_FIRM = re.compile(
    f"{names.words('not_firms')}|(?:等|企业|市场|的|[镇乡县])$|^县城$"
    "|^[^a-zA-Z\u4e00-\u9fff]|^[一二三四五六七八九十几多每]+[家个大]"
)


@dataclass(frozen=True, slots=True)
class Said:
    """A relation as a phrase states it: its objects, and its subject where the phrase itself names it.

    `text` is the object where that is no thing: a standard, a mode, a stage. `by` is who conferred a title.
    """

    property: str
    objects: tuple[Span, ...]
    subject: Span | None = None
    subject_type: str = ""
    object_type: str = ""
    planned: bool = False
    by: str = ""
    text: str = ""


def firms_of(span: Span) -> tuple[Span, ...]:
    """The firms of a list; none where a piece of it cannot be a firm's name."""
    found = names.firms(span)
    return () if any(_NOT_FIRM.search(firm.text) for firm in found) else tuple(found)


def _lead(firms: Span) -> Said | None:
    found = firms_of(firms)
    return Said("lead_firm", found, object_type="Firm") if found else None


@relations.rule(
    rf"{_ROLE}(?:主要|分别)?(?:有(?![待效力望较所])|包括|是|为|：|如){{1,6}}"
    rf"(?P<firms>{_LIST})(?=等|。|；|$|，(?!{NAME}{{2,14}}、))"
)
def lead_firms(firms: Span) -> Said | None:
    """骨干企业主要有‹firms›: 骨干企业主要有A公司、B集团等."""
    found = tuple(firm for firm in names.firms(firms) if not _NOT_FIRM.search(firm.text))
    return Said("lead_firm", found, object_type="Firm") if found else None


@relations.rule(
    rf"{CLAUSE}(?:(?:{NAME}{{0,12}}?)以|由)?(?P<firms>{ITEMS})(?:等)?{MANY}?(?:大型|重点|生产){{0,6}}(?:企业)?"
    rf"(?:(?:被(?:列|确定|认定))?为|是|作为)(?:这个|该|本|当地|[省市县区镇国]内|行业|全[市县]|主要|{NAME}{{0,4}}产业的?|集群的?|带动{NAME}{{2,10}}?的|的){{0,6}}(?:{_ROLE}|{_LED})(?!产业|地位|作用|区|城)"
)
def led_by(firms: Span) -> Said | None:
    """‹firms›为骨干企业: 以A公司、B公司为龙头, A、B为代表的, A、B等众多企业是这个产业的龙头企业."""
    listed = "、" in firms.text or names.is_firm(firms.text.removesuffix("等"))
    return _lead(firms) if listed and not _BOUND.match(firms.text) else None


@relations.rule(
    rf"{CLAUSE}(?:{NAME}{{0,12}}?)以(?P<first>{ITEMS})为(?:龙头|引领|核心|主导)(?:企业)?[、，]以?(?P<second>{ITEMS})"
    "为(?:骨干|支撑|主体|配套|补充|基础|中坚)(?:企业)?(?=的|，|。|；|、|$)"
)
def led_and_backed(first: Span, second: Span) -> Said | None:
    """以‹first›为龙头、‹second›为骨干: 形成以A为龙头、B和C为骨干的企业梯队; not 以市场为核心、以质量为支撑."""
    found = (*firms_of(first), *[part for whole in firms_of(second) for part in names.things(whole)])
    sure = any(names.is_firm(firm.text) for firm in found)
    return Said("lead_firm", found, object_type="Firm") if sure else None


@relations.rule(
    rf"(?:龙头|领头|领军|骨干|带头)的?(?:企业)?(?:主要)?(?:是|有|为|包括)(?P<firms>{_LIST})(?=等|。|；|$|，(?!{NAME}{{2,14}}、))"
)
def heads(firms: Span) -> Said | None:
    """龙头是‹firms›: 领头的企业有A木业、B家具; not 龙头是科技创新."""
    return _lead(firms) if any(names.is_firm(firm.text) for firm in names.firms(firms)) else None


@relations.rule(
    rf"{CLAUSE}(?P<firms>{ITEMS})(?:等)?{MANY}?(?:大型|重点){{0,6}}(?:企业)?(?:发挥|起到?|扮演)[着了]?"
    r"(?:龙头|骨干|引领|领军|核心|带头)[^，。；]{0,6}?(?:作用|角色)"
)
def part_played(firms: Span) -> Said | None:
    """‹firms›发挥着龙头作用: A木业、B家具等企业起到龙头带动作用; not 支持A发挥龙头作用."""
    sure = any(names.is_firm(firm.text) for firm in names.firms(firms))
    return _lead(firms) if sure and not _BOUND.match(firms.text) else None


@relations.rule(rf"(?:以|由)(?P<firms>{ITEMS})为(?:主导|主)的(?:{NAME}{{0,8}}?)(?:产业集群|产业|集群)")
def dominated(firms: Span) -> Said | None:
    """以‹firms›为主导的产业: 以A酒业、B集团为主导的产业集群; not 以机械加工为主导的产业."""
    return _lead(firms) if any(_SURE_FIRM.search(firm.text) for firm in names.firms(firms)) else None


@relations.rule(
    rf"{CLAUSE}(?P<firms>{ITEMS})(?:等{MANY}?|(?<=.)[\d两三四五六七八九十]{{1,3}}家)"
    rf"(?:{NAME}{{0,12}}?的|(?:国家|省|市|县|自治区|地市)级?(?:及?以上|重点){{0,6}})?{_SIZE}{{0,3}}{_ROLE}"
    rf"(?!发展|培育|建设|的产品)(?P<number>(?:达到?|共)?\d+[余多]?[家户])?"
)
def role_after(firms: Span, number: str) -> Said | None:
    """‹firms›等骨干企业: 既有A、B等龙头企业, 也有C等骨干企业; not 依托A、B等骨干企业, whose cluster is not said."""
    counted = number and re.match("培育|培植|引进", firms.text)
    return None if _BOUND.match(firms.text) and not counted else _lead(firms)


@relations.rule(
    rf"{CLAUSE}(?:在|由|以)(?P<firms>{ITEMS})(?:等{NAME}{{0,6}}?企业)?(?:的)?"
    "(?:带动|引领|牵引|拉动)(?:下|为主)?(?=，|。|；|$)"
)
def led(firms: Span) -> Said | None:
    """由‹firms›带动: 由A新材、B无纺带动, 在A集团、B公司带动下."""
    return _lead(firms) if "、" in firms.text or names.is_firm(firms.text) else None


@relations.rule(
    rf"{CLAUSE}(?!(?:在|由|以))(?P<firms>{ITEMS})等{MANY}?(?:龙头|骨干|头部|链主|领军)(?:企业)?(?:的)?(?:强势|有力|示范|共同){{0,6}}(?:带动|引领|支撑|牵引|拉动)"
)
def pulling(firms: Span) -> Said | None:
    """‹firms›等龙头带动: A木业、B家具等龙头带动, A、B等骨干企业引领; not 发挥A、B等龙头带动作用."""
    return None if _BOUND.match(firms.text) else _lead(firms)


@relations.rule(rf"{_ROLE}(?P<firms>{FIRM}(?:[、和]{FIRM}){{0,8}})(?!、)")
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
    named = [part for part in (first, *others) if part.text.endswith(("业", "加工", "制造", "链"))]
    if listing.head.property != "sub_cluster" or 2 * len(named) <= len(listing.items):
        return None
    return Said("sub_cluster", (first, *others), object_type="Cluster")


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
    "(?:发展|壮大|形成|兴起|成长)"
    rf"|(?:起步|兴起|壮大|成长|发展)(?:[和与、](?:壮大|成长|发展)){{0,6}}(?:[都均也]|主要){{0,6}}(?:依托|依靠|得益于|靠着?)"
    rf"{NAME}{{0,10}}?(?:矿产|自然|水力|林业|农业|土地|水|森林|海洋)资源(?!投入|消耗|开采)"
)
def resource_based() -> Said:
    """依托‹resource›发展起来, 起步和壮大都依托矿产资源: a cluster that grew on what the place has."""
    return Said("formation_mode", (), text="resource")
