"""Brands and who owns them: 形成“泰星”、“泰隆”等知名品牌, “安平丝网”集体商标, A公司的“琪光”牌筒灯."""

import re

from kg.grammar import names
from kg.grammar.engine import Grammar, Span
from kg.grammar.names import FIRM, NAME, QUOTED, QUOTES
from kg.grammar.relations import Said

brands = Grammar("brands")

_MARK = names.words("brand_marks")
_FOLLOWED = "(?=连续|获|被|均|为|是|入选|[畅远]销|[居占系]|先后|、|，|。|；|$)"
_PLAIN = "[^，。；：、！？“”《》（）\\s\\d]"
_NO_BRAND = re.compile(
    "(?:字号|基地|工程|战略|名城)$|[市县镇省国]$|之[乡都城]$|小巨人|^[一二三四五六七八九十百千两]+[个村镇乡项体核区带]"
    "|^(?:中国|世界|全国).*[都乡城]$"
)
_NOT_BRAND = ("区域", "字号", "战略", "强")


def _owned(found: list[Span], planned: bool = False, subject: Span | None = None) -> Said | None:
    kept = tuple(brand for brand in found if len(brand.text) <= 14 and not _NO_BRAND.search(brand.text))
    return Said("owns_brand", kept, subject, "Firm" if subject else "", "Brand", planned) if kept else None


@brands.rule(
    rf"(?:形成|涌现|打造|培育|创出|创建|拥有|有|创立|打响|叫响)(?:出|了){{0,6}}(?P<brands>{QUOTES})(?:等)?"
    rf"(?P<after>{NAME}{{0,8}}?(?:品牌|商标|产品|名牌|绿色食品|有机食品))"
)
def grown(brands: Span, after: str) -> Said | None:
    """形成了‹brands›等知名品牌: 形成了“A”、“B”等品牌, 拥有“A”“B”两个品牌."""
    return None if any(word in after for word in _NOT_BRAND) else _owned(names.quoted(brands))


@brands.rule(rf"(?:自有|自主|旗下|主打)?(?:品牌|商标)(?:有|为|是)?(?P<brands>{QUOTES})(?!战略|工程|之路)")
def named(brands: Span) -> Said | None:
    """品牌‹brands›: 自有品牌“暖辽东”, 商标“A”."""
    return _owned(names.quoted(brands))


@brands.rule(rf"(?:构筑|打造|培育|树立|叫响)(?P<brands>(?:{NAME}{{2,10}}、){{1,12}}{NAME}{{2,10}}?)等(?:区域)?品牌")
def planned(brands: Span) -> Said | None:
    """打造‹brands›等品牌: regional brands that are to be built."""
    return _owned(names.things(brands), planned=True)


@brands.rule(
    rf"(?P<applied>申报|申请|创建|争创|打造|培育)?(?P<brand>{QUOTED})"
    "(?:区域|公用|公共|集体|证明|地理标志|国家|农产品|[知著驰]名|省级|注册){0,6}(?:品牌|商标|地理标志)"
    "(?P<late>申报|申请)?(?!战略|数量|建设)"
)
def marks(applied: str, brand: Span, late: str) -> Said | None:
    """“‹brand›”区域公用品牌: “洛川苹果”区域公用品牌, “安平丝网”集体商标."""
    return _owned(names.quoted(brand), planned=bool(applied or late))


@brands.rule(rf"(?P<brand>{QUOTED})申[报请](?:{NAME}{{0,8}}?)(?:商标|地理标志|品牌)")
def applied(brand: Span) -> Said | None:
    """“‹brand›”申报集体商标: a mark that is applied for."""
    return _owned(names.quoted(brand), planned=True)


@brands.rule(
    rf"(?P<brand>{QUOTED}(?:[、和及]?{QUOTED}){{0,4}}){NAME}{{0,6}}?(?:均|都|已)?(?:为|系|是|成为|{names.words('title_verbs')}|获)"
    rf"{NAME}{{0,14}}?{_MARK}(?!企业)"
)
def marked(brand: Span) -> Said | None:
    """“‹brand›”为‹mark›: “邳州白蒜”为国家地理标志证明商标, “石柱红”辣椒获评农产品地理标志."""
    return _owned(names.quoted(brand))


@brands.rule(rf"(?P<brand>{QUOTED})[^。；“”]{{0,40}}?品牌(?:估)?价值")
def valued(brand: Span) -> Said | None:
    """“‹brand›”…品牌价值: “五常大米”连续六年居全国第一，品牌价值713.1亿元."""
    return _owned(names.quoted(brand))


@brands.rule(rf"(?P<brand>{QUOTED})牌{_PLAIN}{{2,12}}?(?:[在于]?\d{{4}}年)?{_FOLLOWED}")
def branded(brand: Span) -> Said | None:
    """“‹brand›”牌‹product›: “琪光”牌防眩筒灯, “绒邦”牌羊绒衫."""
    return _owned(names.quoted(brand))


@brands.rule(
    rf"(?P<firm>{FIRM})(?:（[^（）]{{2,16}}）)?的(?P<brand>{QUOTED}){NAME}{{2,8}}?(?<!商标)(?<!品牌)"
    "(?:获|被|均|入选|畅销|远销)"
)
def of_firm(firm: Span, brand: Span) -> Said | None:
    """‹firm›的“‹brand›”‹product›获…: A服饰有限公司的“曳影”马面裙入选…."""
    return _owned(names.quoted(brand), subject=names.firm(firm))
