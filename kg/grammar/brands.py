"""Brands and who owns them: 形成“泰星”、“泰隆”等知名品牌, “安平丝网”集体商标, A公司的“琪光”牌筒灯."""

import re
from dataclasses import replace

from kg.grammar import edges, names
from kg.grammar.engine import Grammar, Span
from kg.grammar.listings import Listing
from kg.grammar.names import FIRM, NAME, QUOTED, QUOTES
from kg.grammar.relations import Said
from kg.industries import is_classified
from kg.lexicon import any_of, words

brands = Grammar("brands")

_MARK = any_of(words("titles", "mark"))
_PLAIN = "[^，。；：、！？“”《》（）\\s\\d]"
_NO_BRAND = re.compile(
    "(?:字号|基地|工程|战略|名城)$|[市县镇省国]$|之[乡都城]$|小巨人|^[一二三四五六七八九十百千两]+[个村镇乡项体核区带]"
    f"|、|^(?:中国|世界|全国).*[都乡城]$|^(?:中国|国家级?|{NAME}{{2,6}}?[省市县])?{_MARK}$"
)
_GROWN = re.compile(f".{{0,12}}?{any_of(words('products', 'brand_verb'))}[出了]{{0,2}}(?=..)")
_TO_BUILD = re.compile(f".{{0,8}}?{any_of(words('products', 'brand_building'))}(?![了出])")
_GOODS_OF = re.compile(f"(?:[^“”]{{0,8}}?[括有如]|[和及与])?{QUOTED}[^“”]{{1,8}}")  # “青禾”米粉, a brand and its goods
_MARKED = re.compile(f"{_MARK}$")
_GOODS = re.compile("“([^“”]{1,8})”牌?[^“”]{1,8}")
_NOT_BRAND = ("金融", "信贷", "保险", "区域", "字号", "战略", "强")


def _owned(found: list[Span], planned: bool = False, subject: Span | None = None) -> Said | None:
    kept = tuple(brand for brand in found if len(brand.text) <= 14 and not _NO_BRAND.search(brand.text))
    return Said("owns_brand", kept, subject, "Firm" if subject else "", "Brand", planned) if kept else None


@brands.rule(
    rf"{any_of(words('products', 'brand_verb'))}(?:出|了){{0,6}}(?P<brands>{QUOTES})(?:等)?"
    rf"(?P<after>{NAME}{{0,8}}?{any_of(words('titles', 'counted'))})"
)
def grown(brands: Span, after: str) -> Said | None:
    """形成了‹brands›等知名品牌: 形成了“A”、“B”等品牌, 拥有“A”“B”两个品牌."""
    said = None if any(word in after for word in _NOT_BRAND) else _owned(names.quoted(brands))
    return said and replace(said, of_cluster=True)


@brands.rule(r"(?P<whole>{listing})")
def of_head(whole: str, listing: Listing) -> Said | None:
    """‹brands›等品牌: 培育了甲山红、乙水香、丙谷源等一批品牌, 叫响A、B等本土名牌; not 驰名商标、地理标志等品牌."""
    if listing.head.property != "owns_brand" or any(item.quoted for item in listing.items):
        return None
    if all(_GOODS_OF.fullmatch(item.name.text) for item in listing.items):
        return _owned([brand for item in listing.items for brand in names.quoted(item.name)])
    first, *rest = (item.name for item in listing.items)
    led = _GROWN.match(first.text)
    found = [_quoted(brand) for brand in (names.cut(first, led.end()) if led else first, *rest)]
    if (
        len(found) < 2
        or (listing.head.word == "品牌" and _TO_BUILD.match(whole))
        or not all(_may_be_brand(brand.text) for brand in found)
    ):
        return None
    said = _owned(found)
    common = listing.head.word == "名牌" or re.search(
        f"{any_of(words('titles', 'brand_kind'))}|本土|地方|农产品|特色", listing.modifier
    )
    return replace(said, of_place=bool(common), of_cluster=not common) if said else None


def _quoted(brand: Span) -> Span:
    """The brand of goods that bear it in marks: 青江 of “青江”挂面."""
    marked = _GOODS.fullmatch(brand.text)
    return Span(marked[1], brand.start + marked.start(1), brand.start + marked.end(1)) if marked else brand


def _may_be_brand(name: str) -> bool:
    """Whether a piece of a list of brands can be the name of one: no mark of quality, no trade, no clause."""
    plain = 2 <= len(name) <= 8 and not re.search("[的\\d“”]|产品$|企业$|[品商]牌|商标", name)
    general = _MARKED.search(name) or edges.is_class(name) or edges.has_edge(name) or is_classified(name)
    return plain and not general


@brands.rule(
    rf"(?P<brands>[“”][^“”牌]{{1,8}}牌”(?:[、和及]?[“”][^“”牌]{{1,8}}牌”){{0,8}})(?=等|系列|{_PLAIN}{{2,8}})(?!战略|工程|称号)"
)
def called(brands: Span) -> Said | None:
    """“‹brand›牌”‹products›: “青禾牌”、“麦香牌”系列奶粉."""
    found = [Span(brand.text[:-1], brand.start, brand.end - 1) for brand in names.quoted(brands)]
    return _owned([brand for brand in found if brand.text[-1] not in "名品金老招字"])


@brands.rule(rf"{any_of(words('products', 'own'))}?(?:品牌|商标)(?:有|为|是)?(?P<brands>{QUOTES})(?!战略|工程|之路)")
def named(brands: Span) -> Said | None:
    """品牌‹brands›: 自有品牌“暖辽东”, 商标“A”."""
    return _owned(names.quoted(brands))


@brands.rule(
    rf"{any_of(words('products', 'brand_building'))}(?P<brands>(?:{NAME}{{2,10}}、){{1,12}}"
    rf"{NAME}{{2,10}}?)等(?:区域)?品牌"
)
def planned(brands: Span) -> Said | None:
    """打造‹brands›等品牌: regional brands that are to be built."""
    said = _owned(names.things(brands), planned=True)
    return said and replace(said, of_place=True)


@brands.rule(
    rf"(?P<applied>申报|申请|创建|争创|打造|培育)?(?P<brand>{QUOTED})"
    f"牌?(?:{any_of(words('titles', 'brand_kind'))}|国家|农产品|[知著驰]名|省级|注册){{0,6}}(?:品牌|商标|地理标志)"
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
    rf"(?P<brand>{QUOTED}(?:[、和及]?{QUOTED}){{0,8}}){NAME}{{0,6}}?(?:均|都|已)?(?:为|系|是|成为|"
    rf"{any_of(words('titles', 'verb'))}|获)"
    rf"{NAME}{{0,14}}?(?:{_MARK}|[知著]名品牌)(?!企业)"
)
def marked(brand: Span) -> Said | None:
    """“‹brand›”为‹mark›: “邳州白蒜”为国家地理标志证明商标, “石柱红”辣椒获评农产品地理标志."""
    return _owned(names.quoted(brand))


@brands.rule(rf"(?P<brand>{QUOTED})[^。；“”]{{0,40}}?品牌(?:估)?价值")
def valued(brand: Span) -> Said | None:
    """“‹brand›”…品牌价值: “五常大米”连续六年居全国第一，品牌价值713.1亿元."""
    return _owned(names.quoted(brand))


@brands.rule(rf"(?P<brand>{QUOTED})牌(?:(?=[、和及与]?[“”])|{_PLAIN}{{2,12}}?(?=(?:[在于]?\d{{4}}年)?{names.BRANDED}))")
def branded(brand: Span) -> Said | None:
    """“‹brand›”牌‹product›: “琪光”牌防眩筒灯, “川”牌、“白桦”牌大豆油等5个绿色食品."""
    said = _owned(names.quoted(brand))
    return said and replace(said, of_firm=True)


@brands.rule(
    rf"(?P<firm>{FIRM})(?:（[^（）]{{2,16}}）)?的(?P<brand>{QUOTED}){NAME}{{2,8}}?(?<!商标)(?<!品牌)"
    "(?:获|被|均|入选|畅销|远销)"
)
def of_firm(firm: Span, brand: Span) -> Said | None:
    """‹firm›的“‹brand›”‹product›获…: A服饰有限公司的“曳影”马面裙入选…."""
    return _owned(names.quoted(brand), subject=names.firm(firm))


@brands.rule(
    rf"(?:生产|出品|推出|研制)的(?P<brand>(?:(?![的“”]){NAME}){{2,4}}?)(?<![品名招贴大车门铭])牌(?:系列)?{_PLAIN}{{2,12}}?(?={names.BRANDED}|[在深]|销)"
)
def plainly(brand: Span) -> Said | None:
    """生产的‹brand›牌‹product›: 出品的金岭牌系列香米, without quotation marks; not 生产的名牌产品."""
    said = _owned([brand])
    return said and replace(said, of_firm=True)
