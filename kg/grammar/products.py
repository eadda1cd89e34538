"""What clusters and firms make: 主要产品是A、B, 生产C、D等产品, X公司研发的Y, “琪光”牌筒灯."""

import re
from dataclasses import replace

from kg.grammar import edges, names
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.listings import Listing
from kg.grammar.names import CLAUSE, FIRM, NAME, QUOTED
from kg.grammar.phrases import COUNTED, HUNDREDS, LOCAL, NUMERAL, OWN, OWN_OR_NATION, SEVERAL, nouns, verbs
from kg.grammar.relations import Said
from kg.lexicon import any_of, words

products = Grammar("products")

_LIST = "[^。；：！？“”（）\\s]{2,160}?"
_MADE = f"{any_of(words('products', 'making_how'))}{{0,6}}(?:{any_of(words('products', 'making_verb'))}|出品|设计)"
_AFTER = f"(?={any_of(words('products', 'after'))}|系(?![统列])|，|。|；|$)"
_TIMES = f"其中|目前|如今|眼下|当前|全{OWN_OR_NATION}|我[省市县区]|当地|年|其|，"
_PLAIN = "[^，。；：、！？“”《》（）\\s\\d在于]"
_KINDS = "(?>(?:[\\d余多大类种个款、]|系列){0,24})"
_RANGE = f"{any_of([*words('verbs', 'include'), *words('products', 'making_verb')])}|分为?|有|形成|培育|拥有"
_KINDS_ALONE = ("品种", "系列")  # of anything: 水稻、玉米等品种 are none of its products
_CLASSES = ("大类", "类", "大系列", "个系列", "系列")
_NO_GOODS = re.compile(f"{any_of(words('products', 'no_thing'))}|{OWN_OR_NATION}$")
_COUNTED = "[年月日度强余多万亿十百千家户个项种类台吨亩元件只条套辆批型名级大]"
_NOT_PRODUCT = re.compile(
    f"{any_of(words('products', 'not_product'))}"
    f"|^[全我该本]{OWN_OR_NATION}|^\\d(?!\\d{{1,3}}[\u4e00-\u9fff]{{1,4}}$)|^\\d+{_COUNTED}|\\d[%.]"
    "|^[其该第年占以和还]|^产品|^产[量值]|(?<!白)及$|[和与]$|^有(?![机色])|^各[类种地级项]|^[国省]内|[十百千万][余多]?[种个款类]|^(?:前后|上下|左右)|有序|相互|互相|从|[向往](?![日阳])"
    "|^(?:主|辅|原料|终端|产品|出口|粮食|[农工]业|[能值量]|常年?|[外内总日月])$|[性的均量值额为率费税者员户权]$|(?:服务|水平|公司|集团|厂|大学|研究院|协会)$"
    f"|[省市县区镇乡村业库站馆场楼房]$|{any_of(words('products', 'activity'))}$"
)
_ABROAD = re.compile(f"(?:中国)?{any_of(words('places', 'country'))}")
_A_FIRM = "(?<=公司)|(?<=集团)|(?<=企业)|(?<=合作社)"
_ALL_IN_ONE = "集(?!群|中(?![成草高式医药])|约|成|团|体|聚|合)(?=[^。；]{4,60}?[于为]一体)"
_MADE_OF = re.compile(
    "(?:^|(?<=[、，和及与]))(?P<what>[^、，和及与]{2,10}?)(?:的?(?:研发|研制|生产|加工|制造))(?=[、，和及与]|$)"
)
_WORK = f"(?:{any_of(words('products', 'activity'))}[、和及与]{{0,2}})"
_ACTIVE = re.compile(f"{any_of(words('products', 'activity'))}$|^{any_of(words('products', 'stage'))}$")
_TALLY = re.compile("[近约达共]?\\d[^，、]*，(?!主要|包括|涵盖|分别|有|如|即|其中)")  # 有5大类800个款式，日本、韩国…
_DONE = re.compile(f"(?<=..){any_of(words('products', 'activity'))}$")
_BRAND = re.compile("(?:[“”][^“”]{1,12}”牌?|[^“”的]{2,4}(?<![品名招贴大车门铭])牌)(?:系列)?(?=..)")
_TRADE = re.compile(f"{any_of(words('products', 'no_goods'))}|业$|汽车$|贸|[省市县区国洲]$")
_BECOMES = re.compile("(?:先后|已|均|都|也)*(?:成为|是|为|获|入选|列入|被)")  # A、B等成为地理标志产品 tells of a title
_WAY = re.compile(f"{any_of(words('products', 'modern'))}+")
_NO_LIST = re.compile(f"{any_of(words('places', 'whole'))}|依托|中心|主(?:[，、]|$)|导向|目标")
_KIND = re.compile(f"{any_of(words('products', 'goods'))}$")
_NO_MAKER_OF = re.compile(
    f"{any_of(words('firms', 'praise'))}|[“”（）]|级|型|[性化强]|[国民外]营|[独合]资|控股|标[杆准]|领[军先]"
)
_NO_VOLUME = ("money", "share", "time", "person", "land")
_OF_MAKERS = re.compile("(?:产品|药品|食品)$|[高规限证]|骨干|认证|名牌|[^，。]{9}")
_CROPS = f"{nouns('crop')}"
_NOT_MAKER = re.compile(f"{any_of(words('firms', 'not_maker'))}|各|^安全$")  # 安全生产的责任 tells of no maker
_MAKING = re.compile(
    f"(?P<firm>.{{0,20}}?){any_of(words('products', 'making_how'))}{{0,4}}"
    f"(?:{any_of(words('products', 'making_verb'))}|{any_of(words('products', 'verb'))}){{1,3}}"
    f"(?:[和并及]{any_of(words('products', 'activity'))})?[了出]{{0,2}}(?=..)"
)
_HEAD = re.compile(f"^(?:{any_of(words('products', 'opening'))}|[我全该]{OWN_OR_NATION}的?){{1,6}}(?=..)")
_FOOT = re.compile(
    f"(?<=..)(?:[还也则均都已年总等产]|(?<=[^花])生$|系列|系列产品|等产品|商品|等?{SEVERAL}{{1,3}}大?(?:类|系列)"
    "|常年|产能|储量|存栏|出栏){1,6}$"
)


def product(span: Span) -> Span | None:
    """The product without its brand (“琪光”牌) and the words around it (我市的…产量); None if the words name none."""
    for opening in (_HEAD, _BRAND):
        found = opening.match(span.text)
        span = names.cut(span, found.end()) if found else span
    text = _FOOT.sub("", span.text)
    span = Span(text, span.start, span.start + len(text))
    thing = (
        1 <= len(text) <= 14
        and not _ABROAD.fullmatch(text)
        and not _NOT_PRODUCT.search(text)
        and not edges.has_edge(text.removeprefix("各"))
    )
    return span if thing else None


def _made(found: list[Span], firm: Span | None = None, of_firm: bool = False) -> Said | None:
    kept = tuple(thing for thing in map(product, found) if thing)
    return Said("makes", kept, firm, "Firm" if firm else "", "Product", of_firm=of_firm) if kept else None


def _all_made(found: list[Span]) -> Said | None:
    """The products of a list whose every piece is one, and none a thing that is done or a way of making: 智能制造."""
    done = any(_ACTIVE.search(thing.text) or _WAY.fullmatch(thing.text) for thing in found)
    said = None if done else _made(found, of_firm=True)
    return said if said and len(said.objects) == len(found) else None


@products.rule(
    rf"(?:主要|主导|代表)?产品(?:主要)?(?:是|有(?!待)|为|包括|涵盖|覆盖|如|：){{1,6}}"
    rf"(?P<products>{_LIST})(?=等|。|；|$|，(?!{NAME}{{1,8}}、)|，(?={any_of(words('products', 'after'))})|为主)"
)
def listed(products: Span) -> Said | None:
    """主要产品是‹products›: 主要产品有A、B和C等."""
    if _NO_LIST.match(products.text) or _TALLY.match(products.text):
        return None
    return _made(names.things(products))


@products.rule(rf"以(?P<products>{NAME}{{1,10}}(?:、{NAME}{{1,10}}){{1,10}}?)等?为主(?:要|导)?(?:的)?(?:产品|系列)")
def mainly(products: Span) -> Said | None:
    """以‹products›为主的产品: 以A、B、C为主导产品."""
    return _made(names.things(products))


@products.rule(rf"产品(?:主要|大多|多)?以(?P<products>{names.listed(8)})等?(?:产品)?为主(?![导要体])")
def mostly(products: Span) -> Said | None:
    """产品以‹products›为主: 产品以卫浴五金和陶瓷洁具为主."""
    return _made(names.things(products))


@products.rule(
    rf"{CLAUSE}[^，。；：、！？（）]{{0,20}}?(?:发展|生产|制造|主营|经营|开发|加工|推出|研发|销售){{1,2}}(?:了|出)?"
    rf"(?P<products>(?:{NAME}{{1,10}}、){{1,14}}{NAME}{{1,10}}?)等?{_KINDS}"
    f"{any_of(words('products', 'sort'))}?产品"
    f"(?!{any_of(words('products', 'about'))})"
)
def produced(products: Span) -> Said | None:
    """生产‹products›等产品: 发展A、B、C等特色产品, 开发出A、B等10大类、120余种产品."""
    general = re.search(any_of(words("products", "in_general")), products.text)
    return None if general else _made(names.things(products))


@products.rule(
    rf"(?:"
    rf"{nouns('trade')}|企业"
    rf")(?:主要|已|产品){{0,6}}(?:涵盖|覆盖|包括|生产|经营|以)了?(?P<products>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{1,8}})等"
    rf"{NAME}{{0,6}}?{any_of(words('products', 'goods'))}(?=为主|，|。|；|、|的|$)"
)
def kinds(products: Span) -> Said | None:
    """产业涵盖‹products›等‹kind›: 产业集群涵盖灯箱布、土工格栅等产业用纺织品; not 涵盖研发、销售等环节."""
    return None if _NO_GOODS.search(products.text) else _made(names.things(products))


@products.rule(
    rf"{{listing}}(?P<measure>的?(?:年|总)?(?:产量|销量|产能|市场份额)?)(?!的?(?:"
    rf"{any_of(words('products', 'use'))}|供[应给]))"
)
def of_head(listing: Listing, measure: str) -> Said | None:
    """‹products›等产品: 大米、豆油、奶粉等产品产量位列全国首位, 推出A、B等新品; all the items have to be things."""
    apart = any(item.quoted for item in listing.items) or (listing.head.word in _KINDS_ALONE and not measure)
    if listing.head.property != "makes" or apart or _BECOMES.match(listing.modifier):
        return None
    first, *rest = (item.name for item in listing.items)
    maker, thing = _led_to(first)
    found = [thing, *rest]
    kept = [made for made in map(product, found) if made]
    branded = any("”牌" in item.text for item in found)
    return _made(kept, maker, of_firm=branded) if len(kept) == len(found) > 1 else None


def _led_to(first: Span) -> tuple[Span | None, Span]:
    """The firm and the product in the first item of a list, which holds what leads to it: 瑞禾药业主要生产｜布洛芬."""
    found = _MAKING.match(first.text)
    if found is None:
        return None, first
    firm = names.firm(Span(found["firm"], first.start, first.start + len(found["firm"])))
    return firm if names.is_firm(firm.text) else None, names.cut(first, found.end())


@products.rule(
    rf"{any_of(words('products', 'business'))}(?:主要)?(?:为|是|有|包括|涵盖|：)?(?P<products>(?:{NAME}"
    rf"|、){{2,60}}?)的?{_WORK}{{1,8}}"
    "(?=，|。|；|$|等|业务)"
)
def business(products: Span) -> Said | None:
    """主营业务为‹products›的研发、生产和销售: what a firm makes, without what it does with it; not 主营物流、仓储."""
    found = [part for whole in names.things(products) for part in _at_and(whole)]
    return None if any(_ACTIVE.search(part.text) for part in found) else _made(found, of_firm=True)


def _at_and(whole: Span) -> list[Span]:
    parted = re.search("(?<=..)[及与](?=..)", whole.text)
    if parted is None:
        return [whole]
    before = Span(whole.text[: parted.start()], whole.start, whole.start + parted.start())
    return [before, names.cut(whole, parted.end())]


@products.rule(
    rf"{CLAUSE}(?P<firms>(?:{NAME}|、|{names.OF_NAME}){{3,60}}?)(?:已|现)?(?:"
    rf"{verbs('able')}|的)?了?(?:年产能?|年|产能)?{{quantity}}(?:/年|每年)?的?"
    rf"(?P<products>(?:(?![的\d]){NAME}){{2,10}}?)等?(?:[一二三]期|"
    rf"{nouns('project_kind')}){{0,3}}(?:项目|生产线|装置|(?:生产|加工)?能力|产能|工程)"
)
def capacity(firms: Span, quantity: Quantity, products: Span) -> Said | None:
    """‹firms›年产‹quantity›‹product›项目: A饲料公司年产20万吨颗粒饲料项目, A公司、B公司已有年8万吨番茄酱生产能力."""
    found = names.firms(firms)
    sure = bool(found) and all(names.is_firm(firm.text) for firm in found)
    if not sure or quantity.kind in _NO_VOLUME:
        return None
    return _made([products], names.cut(firms, found[0].start - firms.start))


@products.rule(
    rf"(?:{CLAUSE}(?P<firm>{NAME}{{2,20}}?))?(?:已|现)?(?:是|为|成为|系|成长为)(?:{NAME}{{0,6}}?(?:"
    rf"{any_of(words('places', 'whole'))}|省内|行业内?|地区|[东西南北中]部))?"
    rf"(?:规模)?{any_of(words('titles', 'praise'))}的?(?P<products>(?:(?!的){NAME}"
    rf"){{2,12}}?)(?:专业)?(?:{any_of(words('firms', 'producer'))}|(?:生产|制造|加工)企业)"
)
def maker_of(firm: Span | None, products: Span) -> Said | None:
    """‹firm›是国内最大的‹product›厂家: A药业已是国内最大的布洛芬原料药厂家."""
    who = names.firm(firm) if firm else None
    return _made([products], who if who and names.is_firm(who.text) else None, of_firm=True)


@products.rule(
    rf"从(?P<first>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{0,6}})到(?P<last>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{0,6}})"
    f"(?:的|等)?(?:较为|比较)?(?:全|完整的?|完备的?)?{any_of(words('products', 'range'))}"
)
def chain_of(first: Span, last: Span) -> Said | None:
    """从‹products›到‹products›的产业链: 从玻璃基板、偏光板到整机的产业链; not 从种植、加工到销售的全产业链."""
    found = [*names.things(first), *names.things(last)]
    said = None if any(_ACTIVE.search(thing.text) for thing in found) else _made(found)
    return said if said and len(said.objects) > 2 else None


@products.rule(
    rf"{verbs('farm', 'grow')}了?(?P<products>{NAME}{{1,6}}(?:、{NAME}{{1,6}}){{1,10}}?)等"
    rf"{any_of(words('products', 'fine'))}{{0,3}}"
    rf"{_CROPS}(?=产业|种植|生产|，|。|；|、|基地|$)"
)
def crops(products: Span) -> Said | None:
    """发展‹products›等特色水果: 种植李、桃、梨等特色水果, 发展黄精、白及等中药材产业."""
    return _made(names.things(products))


@products.rule(
    rf"(?:生产|制造|加工|种植|养殖)[^。；]{{2,40}}?，(?:而|其中)?{NAME}{{1,8}}?{LOCAL}以(?P<products>{NAME}{{2,8}}?(?:、{NAME}{{2,8}}?){{0,6}})为主(?![导要体的])"
)
def mainly_there(products: Span) -> Said | None:
    """生产A，‹place›以‹products›为主: 甲县主要生产铜阀，乙区以铸铁阀为主."""
    return _made(names.things(products))


@products.rule(rf"产品[^。；“”]{{0,6}}，如(?P<products>(?:{NAME}{{1,10}}、){{1,20}}{NAME}{{1,10}}?)等")
def examples(products: Span) -> Said | None:
    """产品…，如‹products›等: 产品很小，如A、B、C等."""
    return _made(names.things(products))


@products.rule(
    rf"{CLAUSE}(?:{NAME}{{0,12}}?(?:{_RANGE})[了出]*)?(?P<products>{NAME}{{2,10}}?(?:、{NAME}{{1,10}}?){{1,12}}?)等?"
    rf"(?:这|共计?)?{{quantity}}(?P<kinds>"
    rf"{any_of(words('products', 'variety'))}|种类|类)?(?:产品|商品)?"
    rf"(?=[，。；、（的]|[远畅热行外]销|走俏|出口|$|{{other}})"
)
def ranges(products: Span, quantity: Quantity, kinds: str, other: Quantity | None) -> Said | None:
    """‹products›等‹n›大类: 涵盖A、B、C等5大系列4000多个品种, A、B等5大类产品."""
    if not (kinds or quantity.word in _CLASSES) or _NO_GOODS.search(products.text):
        return None
    return _made(names.things(products))


@products.rule(
    rf"{CLAUSE}(?:其中)?(?P<products>{names.listed(6)})(?:是|为|系|成为)(?:当地|该?企业|公司|[全我该本]{OWN}|其)?的?"
    rf"(?:{SEVERAL}大)?{any_of(words('products', 'leading'))}产品(?!的|之一的)"
)
def flagship(products: Span) -> Said | None:
    """‹products›是当地主打产品: A、B是当地两大主打产品, A成为公司的拳头产品."""
    return _made(names.things(products))


@products.rule(
    rf"(?:{CLAUSE}(?P<firm>{NAME}{{2,20}}?))?的?(?:"
    rf"{any_of(words('products', 'leading'))}|核心"
    rf")产品(?P<products>(?:(?!的){NAME}){{2,10}}?(?:、{NAME}{{2,10}}?){{0,4}})"
    f"(?={any_of(words('products', 'praised'))}|获)"
)
def flagship_of(firm: Span | None, products: Span) -> Said | None:
    """‹firm›主打产品‹products›远销…: A生物主打产品硫酸软骨素被誉为…."""
    who = names.firm(firm) if firm else None
    return _made(names.things(products), who if who and names.is_firm(who.text) else None, of_firm=True)


@products.rule(
    rf"(?:{verbs('built', 'build', 'attract')}|上马|新上|投产|拥有)了?(?:{{quantity}}条?|{COUNTED}"
    rf"条)?(?:年产{{other}}的?)?"
    rf"(?P<products>(?:(?![的\d]){NAME}){{2,10}}?(?:、(?:(?![的\d]){NAME}){{2,10}}?){{0,4}})(?:自动化|智能化?|全自动|现代化){{0,6}}生产线"
)
def lines(quantity: Quantity | None, other: Quantity | None, products: Span) -> Said | None:
    """建成‹product›生产线: 建成果胶生产线, 新上三条挂面生产线."""
    general = re.search(f"{any_of(words('products', 'modern'))}|自动|国际|标准|条$|化$|机器人", products.text)
    first = re.match(".*(?:首|第[一二三])[条个](?=..)", products.text)
    products = names.cut(products, first.end()) if first else products
    return None if general else _made(names.things(products))


@products.rule(
    rf"(?:{verbs('form')}|建成)了?(?P<products>(?:{NAME}{{1,6}}、){{1,10}}{NAME}{{1,6}}?)(?:上下游|等)?"
    "(?:相连|相互(?:配套|衔接|促进)?|配套|衔接)"
)
def chain(products: Span) -> Said | None:
    """形成了‹products›上下游相连的产业链: the stages of a chain that are products."""
    return _made(names.things(products))


@products.rule(
    rf"(?:{CLAUSE}(?P<firm>{NAME}{{2,22}}?))?{_MADE}的"
    rf"(?P<products>(?:{QUOTED}){{1,6}}|{NAME}{{2,14}}?(?:、{NAME}{{2,14}}?){{0,6}}){_AFTER}"
)
def firm_makes(firm: Span | None, products: Span) -> Said | None:
    """‹firm›生产的‹products›: A集团生产的石油钻具产量…, 环泰泵业研发的液环压缩机获…."""
    maker = names.firm(firm) if firm else None
    if maker and _NOT_MAKER.search(maker.text):
        return None
    return _made(names.quoted(products) or names.things(products), maker, of_firm=True)


@products.rule(
    rf"(?P<firm>{FIRM}|{CLAUSE}{NAME}{{2,6}}?{any_of(words('firms', 'style'))})"
    r"(?:主要|专业)?(?:生产|制造)(?!的|基地|企业|线|能力|加工)"
    rf"(?P<products>(?:(?![的\\d了]){NAME}){{2,10}}(?:、{NAME}{{2,10}}){{0,6}}?)(?=等|，|。|；|$)"
)
def firm_produces(firm: Span, products: Span) -> Said | None:
    """‹firm›主要生产‹products›: A公司主要生产B、C等, A集团生产石油钻具，…."""
    return _made(names.things(products), names.firm(firm))


@products.rule(
    rf"(?:(?:"
    rf"{any_of(words('policies', 'stress'))}"
    rf"|(?<!自)主)(?:生产|制造|经营|做(?![好强大实优细精足到了出]))|主营(?!业务)：?|专[攻做])(?:(?:和|并)(?:销售|加工|出口))?(?!的)"
    rf"(?P<products>{names.listed(7)})(?:等(?:[\d一二两三四五六七八九十]{{1,3}}[余多]?[个大种类]|(?P<kind>{_PLAIN}{{1,6}}))?)?(?=，|。|；|$)"
)
def turns_out(products: Span, kind: str) -> Said | None:
    """主要生产‹products›等‹kind›: 主要生产A、B和C, 主营A、B, 专攻A, 重点做绿茶、红茶等富硒茶; not 重点做排水等工作."""
    named = not kind or _KIND.search(kind) or kind[-1] == products.text[-1]
    return _made(names.things(products)) if named else None


@products.rule(
    rf"(?:(?:专业|主要|专门|一家|{_A_FIRM})从事|专注于?|致力于|{_ALL_IN_ONE})(?P<products>(?:(?![的和及与以]){NAME}){{2,10}}?(?:(?:以及|[、和及与])(?:(?![的和及与以]){NAME}){{2,10}}?){{0,5}})(?:等{_PLAIN}{{0,6}}?)?的?"
    rf"{_WORK}{{1,6}}(?:(?:[于为]|等?多?功能于)?一体(?:化)?)?(?=，|。|；|$|的(?:[^，。；]{{0,16}}?{nouns('maker')}(?!有|达|数|共|\d)))"
)
def devoted(products: Span) -> Said | None:
    """专业从事‹products›研发、生产: 集A、B研发和销售于一体, 致力于A的制造; not 集研发、生产于一体, 专注于智能制造."""
    return _all_made(names.things(products))


@products.rule(rf"{_ALL_IN_ONE}(?P<stages>[^。；]{{6,60}}?)[于为]一体")
def all_in_one(stages: Span) -> Said | None:
    """集‹stages›于一体: 集大豆种植、豆粉加工、销售于一体 makes 豆粉, 集中药茶生产，药枕加工为一体 makes both."""
    made = [
        Span(done["what"], stages.start + done.start("what"), stages.start + done.end("what"))
        for done in _MADE_OF.finditer(stages.text)
    ]
    return _all_made(made) if made else None


@products.rule(
    rf"(?:{CLAUSE}(?:主要|专业){{0,2}}|(?:专业|主要|专门|{_A_FIRM})从事)"
    rf"(?:{any_of(words('products', 'activity'))}[、和及与]){{1,4}}(?:"
    rf"{any_of(words('products', 'activity'))})(?![连等成相均都一])(?P<products>{names.listed(6)})(?=，|。|；|$)"
)
def done_to(products: Span) -> Said | None:
    """研制、生产、销售‹products›, 专业从事生产、加工‹products›: not 生产、加工一体化, 种植、养殖业."""
    return _all_made(names.things(products))


@products.rule(
    rf"(?:是|系)(?:一[家个])?(?:[^，。；的]{{2,12}}的)?(?:专业|专门|主要){{0,2}}(?:生产|制造|加工)(?:和?经?销售?)?(?P<products>{names.listed(4)})等?(?:产品)?的"
    rf"(?:{NAME}{{0,8}}?){any_of(words('firms', 'called'))}(?=，|。|；|$)"
)
def maker(products: Span) -> Said | None:
    """是一家生产‹products›的企业: 是专业生产减速机、齿轮箱的民营企业."""
    return _all_made(names.things(products))


@products.rule(
    rf"(?:是|系|为(?!"
    rf"{any_of(words('clusters', 'standing'))}"
    rf"))(?:一[家个]|[^，。；]{{2,40}}?的)(?P<products>(?:(?![的\d]){NAME}){{2,8}}?)(?:专业)?(?P<work>生产|制造|加工|养殖)?"
    rf"(?P<kind>{any_of(words('firms', 'producer'))}|企业)(?:之一)?(?=，|。|；|、|$)"
)
def sort_of(products: Span, work: str, kind: str) -> Said | None:
    """是…的‹product›生产厂家: 是西部规模较大的水泵生产厂家之一, 是有名的虾片企业; not 是省内最大的民营企业."""
    trade = edges.is_class(products.text) and not (work or kind.startswith("厂"))  # 化工企业 tells of no goods
    general = trade or _NO_MAKER_OF.search(products.text)
    return None if general else _made([products], of_firm=True)


@products.rule(
    rf"(?P<firm>{FIRM}|该?公司)(?:（[^（）]{{2,16}}）)?的"
    rf"(?P<products>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{0,4}}|{NAME}{{0,6}}{QUOTED}{_PLAIN}{{0,8}}?)"
    rf"(?:[在于]?\d{{4}}年)?(?:{any_of(words('titles', 'verb'))}|获|畅销|远销|被认定)"
)
def firm_has(firm: Span, products: Span) -> Said | None:
    """‹firm›的‹products›获…: A公司的锁鲜枸杞、枸杞原浆获“名优产品”称号, B公司的“赤仁15”获…."""
    if products.text.endswith(("商标", "品牌")):
        return None
    if brand := re.match(f".*{QUOTED}牌?", products.text):
        plain = names.cut(products, brand.end())
        return _made([plain] if plain.text else names.quoted(products), names.firm(firm), of_firm=True)
    return _made(names.things(products), names.firm(firm), of_firm=True)


@products.rule(
    rf"{QUOTED}牌(?!(?:注册)?商标|品牌)(?P<products>{_PLAIN}{{2,12}}?(?:(?:、{_PLAIN}{{2,8}}?){{1,4}}(?=等)|(?=(?:[在于]?\d{{4}}年)?{names.BRANDED})))"
)
def branded(products: Span) -> Said | None:
    """“…”牌‹products›: “琪光”牌防眩筒灯, “绒邦”牌羊绒衫、羊绒帽等."""
    return _made(names.things(products), of_firm=True)


@products.rule(
    rf"(?P<firm>{FIRM}|该?(?:公司|企业|厂))(?:一?年|全年|每年|已|共|累计){{0,3}}(?:生产|出产|制造)了?(?:各类|各种|各式)?(?P<products>(?:(?![的\d]){NAME}){{2,10}}?)"
    r"(?:约|近|超过?|达|逾){0,2}{quantity}"
)
def firm_yields(firm: Span, products: Span, quantity: Quantity) -> Said | None:
    """‹firm›生产‹product›‹quantity›: 今年，该公司生产保温杯3600万只; not 该厂生产成本30万元."""
    return None if quantity.kind in _NO_VOLUME else _made([products], names.firm(firm), of_firm=True)


@products.rule(
    rf"{CLAUSE}(?:(?:{NAME}{{0,10}}?(?:[现拥共已]有|有|聚集|集聚)了?)?|(?:{_TIMES})?)(?P<products>(?:(?![的\d等]){NAME}){{2,8}}?)(?:专业)?生产(?:企业|厂家)"
    r"(?:现有|已有|有|共有?|达到?|总数|已)?{quantity}"
)
def of_counted(products: Span, quantity: Quantity) -> Said | None:
    """‹product›生产企业‹n›家: 全县现有活性炭生产企业86家; not 农产品生产企业30家, 规模以上生产企业12家."""
    if quantity.word not in ("家", "户", "个") or _OF_MAKERS.search(products.text):
        return None
    said = _made([products])
    return said and replace(said, of_cluster=True)


@products.rule(
    rf"{CLAUSE}(?P<products>{names.listed(4)})(?:每年|全年|年均?|一年)(?:可|能)?分别(?:可|能)?(?:出产|产出|生产|产)(?![量值能])(?:约|近|超过?|达)?{{quantity}}"
)
def respectively(products: Span, quantity: Quantity) -> Said | None:
    """‹products›每年分别出产‹quantity›: 水平尺和卷尺每年分别生产420万支和3500万只."""
    return None if quantity.kind in _NO_VOLUME else _made(names.things(products))


@products.rule(
    rf"(?<![年可])(?:出产|盛产|主产|特产)(?![的地区业期季品])(?P<products>{names.listed(10)})(?=等|。|；|，|$|，而|为主)"
)
def yielded(products: Span) -> Said | None:
    """盛产‹products›: 威宁县出产马铃薯、红薯和山药; not 盛产地, 年产出10万吨."""
    return _made(names.things(products))


@products.rule(
    rf"以(?:"
    rf"{any_of(words('products', 'activity'))}"
    rf"[、和及与]?){{1,4}}(?P<products>(?:(?![的和及与]){NAME}){{2,10}}?(?:[、和及与](?:(?![的和及与]){NAME}){{2,10}}?){{0,6}})等?为主(?![导要体])"
)
def mainly_done(products: Span) -> Said | None:
    """以生产、加工‹products›为主: 以养殖、销售畜产品为主; not 以养殖、加工为主."""
    found = names.things(products)
    return None if any(_ACTIVE.search(thing.text) for thing in found) else _made(found)


@products.rule(
    rf"从(?P<first>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{0,6}})到(?P<last>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{0,6}})"
    "(?:的|等)?(?:多样化?|多元化?|丰富|完整|完善|齐全|系列化?|全系列){0,2}的?(?:产品(?:体系|矩阵|系列|谱系|线|族)|系列产品)"
)
def assortment(first: Span, last: Span) -> Said | None:
    """从‹products›到‹products›的产品体系: 从茶叶种植、炒制到茶精油、茶食品等多样化的产品体系, without what is done."""
    found = []
    for thing in (*names.things(first), *names.things(last)):
        done = _DONE.search(thing.text)
        bare = Span(thing.text[: done.start()], thing.start, thing.start + done.start()) if done else thing
        if not _ACTIVE.search(bare.text):
            found.append(bare)
    said = _made(found)
    return replace(said, of_cluster=True) if said and len(said.objects) > 2 else None


@products.rule(rf"的(?P<products>{NAME}{{1,8}}(?:、{NAME}{{1,8}}){{0,8}})等(?:生产|加工|种植|经销)企业")
def of_makers(products: Span) -> Said | None:
    """的‹products›等生产企业: 林家村的花生、辣椒等生产企业."""
    found = names.things(products)
    said = None if any(names.is_firm(thing.text) for thing in found) else _made(found)
    return said and replace(said, of_cluster=True)


@products.rule(
    rf"{CLAUSE}(?:{_TIMES}){{0,6}}(?P<products>{NAME}{{2,10}}?(?:、{NAME}{{2,8}}?){{0,6}}?)(?:的)?(?:常年|年|总|累计){{0,3}}"
    rf"(?:生?产量|{any_of(words('products', 'volume'))}|在?(?:国内|全国|国际|全球)?市场的?(?:占有率|份额))"
    rf"(?:合计|分别|约|近|达到?|超过?|突破|占|为|位?居|连续|[xX×*]|{{quantity}})"
)
def volumes(products: Span, quantity: Quantity | None) -> Said | None:
    """‹products›产量…: 丝网产量占全国的80%, 山羊绒、绵羊绒产销量分别占…, 真空泵国内市场占有率达35%."""
    found = names.things(products)
    return None if any(names.is_firm(thing.text) for thing in found) else _made(found)


@products.rule(
    rf"(?<![亩株])每?年(?:可|能|平均)?(?:产出|产|生产)(?![量值能出])(?P<products>{NAME}{{1,8}}?){{quantity}}"
    rf"(?:[、，](?P<more>{NAME}{{2,8}}?){{other}})?"
)
def yearly(products: Span, quantity: Quantity, more: Span | None, other: Quantity | None) -> Said | None:
    """年产‹product›‹quantity›、‹product›‹quantity›: 年产鲜蒜70多万吨、蒜薹15万吨."""
    if quantity.kind in ("money", "share", "time"):
        return None
    volumes = other is not None and other.kind not in ("money", "share", "time", "person")
    return _made([products, more] if more and volumes else [products])


@products.rule(
    rf"{CLAUSE}(?:{_TIMES}){{0,6}}(?P<first>{NAME}{{2,10}}?)(?:产量|销量)占[^，。；]{{2,20}}，"
    rf"(?P<products>{NAME}{{2,8}}?)占(?:全[国省]|国内|世界|全球)?的?{{quantity}}"
)
def shared(first: Span, products: Span, quantity: Quantity) -> Said | None:
    """‹product›产量占…，‹product›占‹share›: 丝网产量占全国的80%以上，不锈钢筛网占70%."""
    return _made([first, products]) if quantity.unit == "%" else None


@products.rule(
    rf"(?:国内|全国|世界|亚洲|我国)(?P<products>(?:(?!的){NAME}){{2,10}}?)的?(?:主要|重要|最大的?){{0,6}}(?:集散地|集散中心)"
    r"[^。；]{0,8}?(?:生产|加工|制造){1,6}[^，。；、]{0,4}基地"
)
def hubs(products: Span) -> Said | None:
    """国内‹products›的主要集散地，也是生产加工基地: what a base makes that is named before it."""
    return _made([products])


@products.rule(rf"[亩株](?:可|能|平均|大约)?产(?![量值能约达近超高约平])(?P<products>{NAME}{{2,8}}?){{quantity}}")
def per_area(products: Span, quantity: Quantity) -> Said | None:
    """亩产‹product›‹quantity›: 每亩可产干草果100公斤."""
    return None if quantity.kind in ("money", "share", "time") else _made([products])


@products.rule(rf"(?P<whole>以(?P<products>{NAME}{{2,10}}?)(?:加工|生产|制造)为(?:特色|主导?)的(?:特色)?产业集群)")
def featured(whole: Span, products: Span) -> Said | None:
    """以‹product›加工为特色的产业集群: the cluster makes what it is known for."""
    made = _made([products])
    return made and replace(made, subject=whole, subject_type="Cluster")


@products.rule(rf"每(?:\d+|{HUNDREDS}+)[\u4e00-\u9fff](?P<products>{NAME}{{2,8}}?)(?:中|里)?，?就?有")
def every(products: Span) -> Said | None:
    """每‹n›台‹product›就有…: 全国每10台断路器，就有6台出自这里."""
    return _made([products])


@products.rule(
    rf"(?:的|{NUMERAL}大|重要|最大|国内|全国)(?P<products>(?:(?![的大]){NAME}){{2,10}}?)"
    f"(?:{any_of([*words('verbs', 'farm'), *words('products', 'making_verb')])}"
    f"|加工|销售|繁育|繁殖|培育)[生产制造加工销售和与、]*(?:出口)?基地(?!前)"
)
def bases(products: Span) -> Said | None:
    """‹product›生产基地: 国内重要的泵类产品生产基地, 全国最大的脱水蔬菜生产销售基地."""
    return _made([products])


@products.rule(
    rf"(?:(?<=[\d余十百千万个])|(?<=[\d十百千万]多)){any_of(words('products', 'variety'))}"
    rf"的(?P<products>{names.listed(4)})(?=，|。|；|$)"
)
def in_kinds(products: Span) -> Said | None:
    """…个规格的‹products›: 能供应9大类、3400余个规格的橡胶管和密封件; not 同一品种的价格."""
    found = names.things(products)
    return _made(found) if all(product(thing) for thing in found) else None


@products.rule(
    rf"上游(?:有|为|是|的)?(?P<first>(?:(?![的]){NAME}){{2,10}}?)[、，]中游(?:有|为|是|的)?(?P<second>(?:(?![的]){NAME}){{2,10}}?)(?:和|及|、|，)下游"
)
def stages(first: Span, second: Span) -> Said | None:
    """上游‹product›、中游‹product›和下游…: 上游铸件毛坯、中游齿轮箱和下游服务; not 上游种植、中游加工."""
    found = [*names.things(first), *names.things(second)]
    said = None if any(_ACTIVE.search(thing.text) for thing in found) else _made(found)
    return replace(said, of_cluster=True) if said else None


@products.rule(
    rf"(?:业务|经营范围)(?:已|现)?(?:"
    rf"{verbs('include')}|横跨)(?P<products>{NAME}{{2,10}}?(?:、{NAME}{{2,10}}?){{1,10}}?)(?:等|的|。|，|；|$)"
)
def fields(products: Span) -> Said | None:
    """业务覆盖‹products›: 业务覆盖饲料、种猪、屠宰, without the trades and services among them."""
    found = [thing for thing in names.things(products) if not (_ACTIVE.search(thing.text) or _TRADE.search(thing.text))]
    return _made(found, of_firm=True) if len(found) > 1 else None


@products.rule(
    rf"{verbs('able')}(?:了)?年产{{quantity}}的?(?P<products>(?:(?![的\d]){NAME}){{2,10}}?)的?(?:综合|生产|加工|制造){{0,2}}能力"
)
def able(quantity: Quantity, products: Span) -> Said | None:
    """具备年产‹quantity›‹product›的能力: 具备年产八千台磨床的综合能力."""
    return None if quantity.kind in _NO_VOLUME else _made([products])


@products.rule(
    rf"(?:是|系|为)(?:一[家个])?以(?P<products>(?:(?![的和及与]){NAME}){{2,10}}?(?:[、和及与](?:(?![的和及与]){NAME}){{2,10}}?){{0,6}})等?的?"
    rf"(?:{any_of(words('products', 'activity'))}[、和及与]{{0,1}}){{1,4}}为主(?![导要体])"
)
def mainly_worked(products: Span) -> Said | None:
    """是以‹products›加工、销售为主的企业: 是一家以小麦粉、挂面加工为主的企业; not 以加工、销售为主."""
    return _all_made(names.things(products))
