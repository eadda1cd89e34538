"""Titles: 被评为“Y”, 素有“A之乡”的美誉, 获评国家级专精特新“小巨人”, “邳州白蒜”为国家地理标志证明商标."""

import re
from dataclasses import replace

from kg.grammar import edges, names
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.names import BRACKETED, CLAUSE, FIRM, ITEMS, NAME, QUOTED, QUOTES
from kg.grammar.phrases import NUMERAL, OWN, verbs
from kg.grammar.relations import Said
from kg.lexicon import any_of, words

titles = Grammar("titles")

_END = any_of(words("titles", "ending"))
_MARK = any_of(words("titles", "mark"))
_CLASS = any_of(words("titles", "class"))
_OF_FIRMS, _OF_PLACES = any_of(words("titles", "of_firms")), any_of(words("titles", "of_places"))
_GETS, _OPENS = any_of(words("titles", "verb")), any_of(words("titles", "opening"))
_ORIGIN = "(?:国家|全国|中国)?(?:农产品)?地理标志(?:保护|登记)?(?:产品|农产品|商标|证明商标)?"
_STRETCH = f"(?:[^，。；：！？“”（）]|{QUOTED})"
_NAMED = any_of(words("titles", "naming_verb"))
_GIVEN = (
    f"(?:荣获(?![^，。；]*(?:奖|称号|荣誉))|{any_of(words('titles', 'entering'))}|获授予?|当选|上榜|入列)(?:为|成为)?"
)
_CALLED = any_of(words("titles", "noun"))
_GRADE = "(?:国家级?|全国|中国|世界|亚洲|省级?|市级?|自治区级?|[\u4e00-\u9fff]{2,3}[省市]|" + names.PROVINCE + ")"
_PLACE = (
    f"(?:{NAME}{{2,6}}?(?:省|自治区))?(?:{NAME}{{2,6}}?(?:市|自治州|地区|盟))?"
    f"(?:(?![省市区县在的是]){NAME}){{1,6}}[县市区旗镇乡](?!场|域)"
)
_NAMED_IN = "为是获评入选跻身列"
_BODIES = f"(?:{any_of(words('titles', 'realm', 'ranking'))}|全球|国内|国家级?|省级?|市级){{1,4}}"
_LEADING = (
    rf"(?:{_BODIES}\d{{2,3}}强(?:企业)?"
    f"|(?:国家级?|全国|省级|市级)(?:农业产业化|重点){{0,2}}(?:{_CLASS}|高新技术|示范|龙头)(?:企业)?)"
)
_FAMOUS = f"(?:(?![、，]){NAME}){{4,16}}?行业{any_of(words('firms', 'ahead'))}企业"
_AS_TRADE = re.compile(f"行业{any_of(words('firms', 'ahead'))}企业$")
RANKED = (
    "(?:首批|第[一二三四五六七八九十百\\d]{1,4}批)?(?:国家级?|全国|中国|世界|亚洲|省级?|自治区级?|[\u4e00-\u9fff]{2,3}省)"
    f"(?:(?:(?![的之、，是]){NAME}|{QUOTED}){{1,24}}?|(?={_OPENS})){_END}"
)
_LOCAL = any_of(words("titles", "local"))
_CITYS = f"[\u4e00-\u9fff]{{2,3}}[市县](?:(?![的之、，是]){NAME}){{2,20}}?{_LOCAL}(?:之一)?"
_KEY = f"我国(?:重点|骨干|定点)(?:(?![的之、，是]){NAME}){{2,14}}?(?:基地|企业)"
_TITLE = f"(?:{RANKED}|{_CITYS}|{_KEY})"
_BOAST = re.compile(f"{any_of(words('titles', 'praise'))}|著名[^商]")
_PIECE = re.compile(f"(?:[^、“”]|{QUOTED})+")
_ENDS = re.compile(f"{_END}$")
_IS_PARK = re.compile(f"{any_of(words('facilities', 'park_ending'))}$")
_WITHIN = re.compile(f"(?:综合|年度)?{any_of(words('titles', 'appraisal'))}")  # 获评全省开发区综合考核第一等次
_FIRST = re.compile(
    f"(?:[^“”、]{{0,10}}(?:首[个家批枚件]|唯一一?[个家]?|第一[个家批枚件])|全[国省市县区])(?:的)?(?P<title>{QUOTED})"
)  # 全省首个“…”
_WHOLE = re.compile(f"(?:[和及]?{QUOTED})+(?:企业)?")
_PLAN = re.compile(f"(?:高质量)?(?:发展|建设|培育|振兴)?{any_of(words('policies', 'document'))}")
_LAST = re.compile(f".*(?:{_END}(?![”家化业场])|{QUOTED})(?:之一)?")
_LEAD = re.compile(
    "^(?:(?:为|成为|了|过|和|及|的|准成?为){1,6}|(?:(?:19|20)\\d\\d年)?(?:度)?(?:新增|新认定|拟认定)的?)(?=..)"
)
_GOES_ON = re.compile(f"”?(?:的|[多0-9]|等?的?(?:荣誉)?{_CALLED})")  # what makes another thing of what stands before it
_SAYING = re.compile("(?:[^、“”]{1,12}[之名]?[乡都城镇县区][、和]){1,6}[^、“”]{1,12}[乡都城镇县区]")
_TAIL = re.compile(f"(?:等(?:多[项个]|\\d{{1,3}}[余多]?[项个])?)?(?:的)?(?:荣誉)?{_CALLED}?(?:等)?$")
_AND = re.compile("[和及]")
_GRADED_FIRST = re.compile(_GRADE)
_GRADED = re.compile(f"{_GRADE}.+{_END}")
_FIRM = re.compile(FIRM)
_NO_TITLE = re.compile(
    f"^准[予加许]|^[一二三四五六七八九十\\d]{{1,3}}[个大].*(?:产业|行业)$|^(?:一|这|我(?!国[重定骨])|更|很|较|全市$|其|该|重点$|龙头|先进$|主要)|(?:规划|计划|对象)$|"
    f"{any_of(words('titles', 'not_title'))}"
)


def split(span: Span, called: bool = False) -> list[Span]:
    """The titles of a chain, each without quotation marks where they hold all of it: “A”、“B”、C → A, B, C.

    `called` says that a word (称号) makes titles of all of them; else one in words has to end as titles do.
    """
    found: list[Span] = []
    for piece in _PIECE.finditer(_TAIL.sub("", span.text)):
        part = Span(piece[0], span.start + piece.start(), span.start + piece.end())
        titles = _each(part) if _WHOLE.fullmatch(piece[0]) else _worded(part) or ([part] if called else [])
        if not titles:
            break
        found += titles
    return [title for title in found if 3 <= len(title.text) <= 45 and not _NO_TITLE.search(title.text)]


def _each(part: Span) -> list[Span]:
    """The titles in quotation marks; those of one pair of them that each end as titles do: “A之乡、B之乡”."""
    return [one for title in names.quoted(part) for one in (_several(title) or [title])]


def _several(title: Span) -> list[Span]:
    """The titles of one pair of marks that holds a list, each of which ends or begins as a title does."""
    found = names.pieces(title)
    titles = all(_ENDS.search(one.text) or _GRADED_FIRST.match(one.text) for one in found)
    return found if _SAYING.fullmatch(title.text) or (len(found) > 1 and titles) else []


def _worded(part: Span) -> list[Span]:
    """A title in words, up to its ending; two where 和 parts two that both end as titles do."""
    lead = _LEAD.match(part.text)
    part = names.cut(part, lead.end()) if lead else part
    last = _LAST.match(part.text)
    if not last or _PLAN.match(part.text, last.end()) or _WITHIN.match(part.text, last.end()):
        return []
    part = Span(last[0], part.start, part.start + last.end())
    if led := _FIRST.fullmatch(part.text):
        return names.quoted(names.cut(part, led.start("title")))
    if _WHOLE.fullmatch(part.text):
        return _each(part)
    for both in _AND.finditer(part.text):
        first = Span(part.text[: both.start()], part.start, part.start + both.start())
        if _ENDS.search(first.text.rstrip("”")):
            return [*(_each(first) if _WHOLE.fullmatch(first.text) else [first]), names.cut(part, both.end())]
    return [part]


def _holds(span: Span, by: str = "", called: bool = False) -> Said | None:
    found = split(span, called)
    return Said("holds_title", tuple(found), object_type="Honour", by=by) if found else None


@titles.rule(
    rf"(?:被(?:誉为|称为|称作)(?P<title>{QUOTED})|有(?P<name>{QUOTES})(?:之称|美誉))的(?P<city>历史文化名城)?"
    rf"(?P<holder>{NAME}{{2,10}}?)(?=，|。|；|$|位于|地处|是|拥有|现有|素)"
)
def of_holder(title: Span | None, name: Span | None, city: Span | None, holder: Span) -> Said | None:
    """被誉为“‹title›”的‹place›: 被誉为“北方小义乌”的白沟, 有“A之乡”之称的B县."""
    known = title or name
    found = [*names.quoted(known), *([city] if city else [])] if known else []
    return Said("holds_title", tuple(found), holder, "Place", "Honour") if found else None


@titles.rule(
    rf"{CLAUSE}(?P<holders>(?={NAME}{{2,40}}、){ITEMS})等?{{quantity}}(?P<title>(?:国家级?|全国|中国|省级|市级)(?:(?![的之是]){NAME}){{0,12}}?{_OF_PLACES})"
    "(?=，|。|；|$)"
)
def places_of_class(holders: Span, quantity: Quantity, title: Span) -> Said | None:
    """‹places›‹n›个‹title›: 新添甲市乙药材小镇、丙市丁陶瓷小镇2个省级特色小镇, as many as are counted."""
    first, *others = names.things(holders)
    found = [names.cut(first, edges.opening(first.text)), *others]
    told = quantity.word == "个" and names.is_tally(quantity.value, holders.text)
    named = all(re.search("(?:[县市区镇村园]|小镇|基地)$", place.text) for place in found)
    span = names.cut(holders, found[0].start - holders.start)
    return Said("holds_title", (title,), span, "Place", "Honour") if told and named else None


@titles.rule(
    rf"(?:(?P<title>{QUOTED})(?:[–—―-]{{1,3}}|之称的|美誉的)|(?:"
    rf"{any_of(words('titles', 'bearing_verb'))}|获得?|有)(?P<name>{QUOTED})(?:{_CALLED}"
    rf"|招牌|名片|牌匾)的)"
    rf"(?P<holders>{_PLACE}(?:[、和与及]{_PLACE}){{0,5}})"
)
def before_place(title: Span | None, name: Span | None, holders: Span) -> Said | None:
    """握有“‹title›”招牌的‹place›, “‹title›”——‹place›: 均获“A基地”称号的甲省乙市丙县和丁市 is of both."""
    known = title or name
    return Said("holds_title", tuple(names.quoted(known)), holders, "Place", "Honour") if known else None


@titles.rule(
    rf"(?<![{_NAMED_IN}])(?P<title>{_LEADING}|{_FAMOUS})(?P<holder>{FIRM}|{NAME}{{2,8}}?"
    rf"{any_of(words('firms', 'style'))}(?!"
    rf"{any_of(words('firms', 'style'))}))"
    rf"(?![业类]|产业|行业)"
)
def before_firm(title: Span, holder: Span) -> Said | None:
    """‹title›‹firm›: 制造业500强华岳重工, 国家级专精特新企业A公司, 钡盐功能材料行业领跑企业B科技."""
    title = names.cut(title, edges.opening(title.text) if _AS_TRADE.search(title.text) else 0)
    firm = names.firm(holder)
    told = names.is_firm(firm.text) and not edges.has_edge(firm.text) and firm.start == holder.start
    return Said("holds_title", (title,), firm, "Firm", "Honour") if told else None


@titles.rule(
    rf"{CLAUSE}(?P<holder>{NAME}{{1,14}}?)?(?:也|又|更|同时|现|[均都])?(?:还|(?<![就便正还但可要不凡只算或称作认评]))(?:是|系(?!列)|(?<=[，。；])为)(?:[\u4e00-\u9fff]{{2,3}}省)?(?:第?[一二三四五六七八九十\d]{{1,2}}[个座家])?(?P<titles>{_TITLE}(?:[、，]{_TITLE}){{0,6}})(?=，|。|；|、|$)"
)
def is_one(holder: Span | None, titles: Span) -> Said | None:
    """‹holder›是‹titles›: 松江是国家生态文明建设示范县、中国森林康养名县; not 是全国最大的生产基地."""
    pieces = [title for part in names.pieces(titles) for title in split(part)]
    named = [Span(t.text.removesuffix("之一"), t.start, t.end) for t in pieces]
    found = [title for title in named if not _BOAST.search(title.text)]
    other = holder and ("是" in holder.text or _FIRM.fullmatch(holder.text))
    return Said("holds_title", tuple(found), holder, "", "Honour") if found and not other else None


@titles.rule(
    rf"{CLAUSE}(?P<holder>(?:(?![是为系]){NAME}){{2,14}}?)?(?:[也又还现均都已]|同时)?(?:是|系)(?:一家|一个)?(?P<told>(?![没无非])[^，。；：“”]{{2,40}}的)?"
    rf"(?P<title>(?P<grade>{_GRADE}级?)?(?:(?![的之是]){NAME}){{0,10}}?(?:{_CLASS}(?:企业)?|{_OF_FIRMS}))(?=，|。|；|、|$)"
)
def is_of_class(holder: Span | None, told: Span | None, title: Span, grade: Span | None) -> Said | None:
    """‹firm›是…的‹class›: 是高新技术企业, 是一家集研发、销售于一体的国家级专精特新“小巨人”企业."""
    sure = (told or not grade) and not _BOAST.search((told.text if told else "") + title.text)
    return Said("holds_title", (title,), holder, "", "Honour") if sure else None


@titles.rule(
    rf"^(?:\d{{1,3}}[.、．])?(?P<holder>{_PLACE})(?P<title>{any_of(words('titles', 'realm'))}{NAME}{{1,14}}?{_END})$"
)
def row(holder: Span, title: Span) -> Said | None:
    """‹place›‹title› alone on a line: 3.甲省乙县中国草席名城."""
    return Said("holds_title", (title,), holder, "Place", "Honour")


@titles.rule(
    rf"{CLAUSE}(?P<holder>(?:(?![是为被获]){NAME}){{2,8}}?)(?:为|是|系|获批|成为|获得?)(?P<title>{_ORIGIN})(?=，|。|；|、|$)"
)
def of_origin(holder: Span, title: Span) -> Said | None:
    """‹product›为‹mark of origin›: 甲山梨为国家地理标志产品."""
    said = Said("holds_title", (title,), holder, "Product", "Honour")
    return None if re.search(f"[的等]|产品$|{OWN}$", holder.text) or edges.has_edge(holder.text) else said


@titles.rule(
    rf"{CLAUSE}(?P<holders>(?:(?![是为被获的]){NAME}){{2,8}}?(?:[、和](?:(?![是为被获的等]){NAME}){{2,8}}?){{1,8}})等?(?:{{quantity}}|{NAME}{{0,4}}产品)?(?:先后|相继|均|都|分别|已){{0,2}}"
    rf"(?:成为|{_GETS}|[获为是])(?:了)?(?P<title>{_ORIGIN})(?=，|。|；|、|$)"
)
def of_origins(holders: Span, quantity: Quantity | None, title: Span) -> Said | None:
    """‹products›等成为‹mark of origin›: 甲山梨、乙江米等成为地理标志产品."""
    found = holders.text.split("、")
    other = any(re.search(f"产品$|{OWN}$", each) or edges.has_edge(each) for each in found)
    return None if other else Said("holds_title", (title,), holders, "Product", "Honour")


@titles.rule(
    rf"{verbs('publish')}了?[“《]?(?P<title>(?:(?![“《]){NAME}|{QUOTED}){{2,40}}?)(?:评选|认定|入选)?(?:名单|名录|榜单)[”》]?，(?:我[省市县区]的?)?"
    rf"(?P<holders>{BRACKETED})(?:等(?:{{quantity}}|[家个地])?{NAME}{{0,6}}?)?(?:成功|双双|均|全部|双双|[都也]){{0,2}}"
    rf"(?:{any_of(words('titles', 'listed_verb'))}|[位名]列其中)(?=，|。|；|$)"
)
def on_list(title: Span, holders: Span, quantity: Quantity | None) -> Said | None:
    """公布‹title›名单，‹holders›等‹n›家榜上有名: A公司、B公司等4家企业上榜, A县B村等23个村榜上有名."""
    found = split(title)
    firms = names.firms(holders)
    if len(found) != 1 or found[0].end != title.end:
        return None
    if firms and all(names.is_firm(firm.text) for firm in firms):
        return Said("holds_title", (title,), holders, "Firm", "Honour")
    places = all(names.is_place(place.text) or _IS_PARK.search(place.text) for place in names.things(holders))
    return Said("holds_title", (title,), holders, "Place", "Honour") if places else None


@titles.rule(
    rf"(?<![争拟])(?:建成|创成|成功创建|创建成|(?<=[年已被])创建(?=为))(?:为|了)?(?P<titles>{QUOTES})(?!的?(?:项目|工程|一期|二期))"
)
def attained(titles: Span) -> Said | None:
    """建成“‹title›”: 建成“国家4A级旅游景区”、“甲省示范区”, by its grade and ending; not 建成“智慧谷”."""
    found = [title for title in names.quoted(titles) if _GRADED.fullmatch(title.text)]
    return Said("holds_title", tuple(found), object_type="Honour") if found else None


@titles.rule(
    rf"(?!(?<=[年已被])创建为){any_of(words('titles', 'striving_verb'))}(?:成为|为)?(?P<titles>{QUOTES})(?!"
    rf"{any_of(words('titles', 'after_wish'))}|[建管评])"
)
def striven_for(titles: Span) -> Said | None:
    """创建“‹title›”: a title that a place strives for, 争创“国家全域旅游示范区”."""
    found = [title for title in names.quoted(titles) if len(title.text) > 4 and re.search(f"{_END}$", title.text)]
    return Said("holds_title", tuple(found), object_type="Honour", planned=True) if found else None


@titles.rule(
    rf"(?:被|获(?=[^，。；：“”]{{2,24}}?(?:授予|命名|认定)))(?P<by>[^，。；：“”]{{2,40}}?)?(?:先后)?(?:联合)?{_NAMED}(?:了|为|成)?(?P<titles>{_STRETCH}{{1,120}})"
)
def titled(by: str, titles: Span) -> Said | None:
    """被‹conferrer›评为‹titles›: 被国家有关部门命名为“中国石都”, 被誉为“中国藤铁工艺之乡”."""
    return _holds(titles, by)


@titles.rule(
    rf"{CLAUSE}(?:[并又还]?由)?(?P<by>(?:(?![被获由]){NAME}){{1,20}}?(?:"
    rf"{any_of(words('titles', 'giver'))}|部|局|厅|委|办))(?:正式)?"
    rf"(?:[将把]{NAME}{{2,12}}?)?(?:授予|命名为?|认定为|评为|列为)(?:{NAME}{{2,8}}?)?(?P<titles>{QUOTES})"
)
def conferred(by: str, titles: Span) -> Said | None:
    """‹conferrer›授予‹place›“‹title›”: 中国轻工业联合会授予某镇“中国灯饰之都”."""
    return _holds(titles, by)


@titles.rule(
    rf"(?:获(?:得|评|颁|授予?)?|荣获|取得|{_NAMED}为?|授予)了?[“”](?P<titles>[^“”、]{{3,24}}(?:、[^“”、]{{3,24}}){{2,9}})”等?(?:荣誉)?{_CALLED}"
)
def in_one_pair(titles: Span) -> Said | None:
    """获得“‹titles›”荣誉称号: a list in one pair of marks that is too long for a title's."""
    found = _several(titles)
    return Said("holds_title", tuple(found), object_type="Honour") if found else None


@titles.rule(rf"{_GIVEN}(?!设立|建设|的)(?:了)?(?P<titles>{_STRETCH}{{1,120}})")
def entered(titles: Span) -> Said | None:
    """获评‹titles›: 获评“中国羊绒之都”、国家新型工业化产业示范基地, 入选山东省特色产业集群."""
    return _holds(titles)


@titles.rule(rf"(?<![争拟力])(?:成为|获得|取得|拿下)了?(?P<titles>(?=[“”]){_STRETCH}{{1,120}})")
def became(titles: Span) -> Said | None:
    """成为‹titles› in quotation marks that end as titles do: 陆续成为“高新技术企业”、“某省质量标杆企业”."""
    found = [title for title in split(titles) if len(title.text) > 4 and _ENDS.search(title.text)]
    if not found or found[0].start != titles.start + 1:
        return None
    goes_on = _GOES_ON.match(titles.text, found[-1].end - titles.start)
    return None if goes_on else Said("holds_title", tuple(found), object_type="Honour")


@titles.rule(
    rf"{CLAUSE}(?P<holder>[^，。；：！？“”（）被将把要]{{2,30}}?)(?:(?<!并)列为|评为|认定为|命名为|确定为|列入(?=[^，。；]{{2,30}}?"
    rf"{any_of(words('titles', 'list'))}))(?P<titles>{_STRETCH}{{1,80}})"
)
def made(holder: Span, titles: Span) -> Said | None:
    """‹holder›列为‹titles›: 清河羊绒小镇列为省级特色小镇; not 把…列为重点."""
    found = split(titles)
    several = re.search("列为|评为|认定为|命名为", holder.text)
    holder = names.cut(holder, holder.text.rfind("、") + 1) if several else holder
    return Said("holds_title", tuple(found), holder, "", "Honour") if found else None


@titles.rule(
    rf"(?:{any_of(words('titles', 'bearing_verb'))}|获|(?<![没所国共私])有(?![限色机关]))[了着]?"
    rf"(?P<titles>{_STRETCH}{{1,100}}?{_CALLED})"
)
def called(titles: Span) -> Said | None:
    """素有‹titles›之称: 素有“A之乡”的美誉, 获得“A之都”“B之都”称号, 获“某省名优产品”称号."""
    return _holds(titles, called=True)


@titles.rule(
    rf"(?<![收斩]){any_of(words('titles', 'winning'))}(?:了)?"
    rf"(?P<titles>{NAME}{{2,30}}?奖(?:、{NAME}{{2,24}}?奖){{0,4}})(?![励学金项提])"
)
def prize(titles: Span) -> Said | None:
    """获‹prize›: 获山东省科技进步二等奖, 获布鲁塞尔大金奖."""
    return _holds(titles)


@titles.rule(
    rf"(?:获得?|取得|通过|完成)了?(?P<title>{NAME}{{0,12}}?(?:地理标志(?:产品|商标|证明商标)?|有机产品|绿色食品))"
    rf"{any_of(words('titles', 'registering'))}(?!的?{NAME}{{0,8}}?(?:企业|产品|基地|面积|\d))"
)
def registered(title: Span) -> Said | None:
    """获‹mark›登记: 获国家农产品地理标志登记, 通过绿色食品认证."""
    return Said("holds_title", (title,), object_type="Honour") if len(title.text) > 3 else None


@titles.rule(
    rf"(?P<holder>{FIRM})(?:是|作为|为|系)(?:一家)?"
    rf"(?P<title>(?:国家|全国|中国|[省市区]|{NAME}{{2,3}}[省市])级?(?:(?![的是]){NAME}){{0,12}}?"
    rf"(?:{_CLASS}(?:中小)?(?:企业)?|高新技术企业|(?:重点)?龙头企业|绿色工厂|示范企业|领军企业))(?:、(?P<more>{RANKED}(?:、{RANKED}){{0,5}}))?"
)
def ranks_as(holder: Span, title: Span, more: Span | None) -> Said | None:
    """‹firm›是‹class›: A公司是国家级专精特新“小巨人”企业, B集团为农业产业化省级重点龙头企业、省级示范企业."""
    others = split(more) if more else []
    return Said("holds_title", (title, *others), names.firm(holder), "Firm", "Honour")


@titles.rule(
    rf"{any_of(words('titles', 'winning'))}"
    rf"了?(?P<marks>{NAME}{{0,12}}?{_MARK}(?:[、和]{NAME}{{0,12}}?{_MARK}){{0,4}})(?=，|。|；|等|$)"
)
def marks_won(marks: Span) -> Said | None:
    """获得‹marks›: “某某龙虾”先后获得中国驰名商标、国家地理标志证明商标."""
    return _holds(marks)


@titles.rule(
    rf"{any_of(words('titles', 'standing_verb'))}(?P<titles>(?:{any_of(words('titles', 'realm'))}"
    rf"|全[国省]){NAME}{{0,12}}?(?:百强|十强|\d+强)(?:县市?|区|镇|榜单?)?)"
    r"(?![^，。；：]{0,12}第[\d一二三四五六七八九十])"
)
def ranked(titles: Span) -> Said | None:
    """位列‹title›: 位列全国农产品百强, 跻身全国百强县."""
    return Said("holds_title", (titles,), object_type="Honour")


@titles.rule(
    rf"(?P<titles>{QUOTED}(?:的?{_CALLED}"
    rf"{any_of(words('titles', 'fame'))}|的?{_CALLED}?(?:名副其实|实至名归|当之无愧)))"
)
def known_as(titles: Span) -> Said | None:
    """“‹title›”的金字招牌享誉…: a title that is known far and wide, “中国绿橙之乡”名副其实."""
    return Said("holds_title", tuple(names.quoted(titles)), object_type="Honour")


@titles.rule(
    f"(?P<titles>(?:[“”](?:{any_of(words('titles', 'realm'))}"
    f"|华东|华北|江北)[^“”]{{1,18}}(?:[都乡城]|基地|名镇|名县)”[、和]?){{1,12}})"
)
def listed(titles: Span) -> Said | None:
    """“中国‹…›之都”: titles that stand in quotation marks."""
    return _holds(titles)


@titles.rule(
    rf"(?:作为|身为|是|成为|(?<![称作列认评选誉])为)(?:{NAME}{{2,8}}的)?"
    rf"(?P<title>(?:全[国省][一二三四五六七八九十百\d]+(?:个|大)?|(?:(?![的最])[\u4e00-\u9fff]){{0,4}}?{NUMERAL}大(?!产业|"
    rf"{any_of(words('clusters', 'rank'))})){NAME}{{2,24}}?之一)"
    rf"(?:，(?P<holder>{_PLACE})(?=[有是，以在因]|现|已|素|共))?"
)
def one_of(title: Span, holder: Span | None) -> Said | None:
    """是全国‹n›大‹title›之一: 全国三大设备制造基地之一, 身为驰名的四大香花之一; no trades (三大主导产业之一)."""
    return Said("holds_title", (title,), holder, "Place" if holder else "", "Honour")


@titles.rule(
    rf"(?P<title>(?:国家级?|全国|自治区级|省级|市级)(?:农业产业化|重点){{0,2}}(?:{_CLASS}|高新技术企业|示范企业|龙头企业)(?:企业)?)(?:达到?|有|共)?{{quantity}}"
    rf"(?:（|，?分别是|，?即|：)(?P<holders>{BRACKETED})(?=）|。|；|等|$)"
)
def classed_by_name(title: Span, quantity: Quantity, holders: Span) -> Said | None:
    """‹title›‹n›家（‹firms›）: 省级龙头企业3家（A米业、B茶业、C食品）, 国家级高新技术企业2家，分别是A、B."""
    found = names.firms(holders)
    named = all(names.is_firm(firm.text) for firm in found) and quantity.word in ("家", "户", "个")
    return Said("holds_title", (title,), holders, "Firm", "Honour") if found and named else None


@titles.rule(
    rf"{CLAUSE}(?P<holders>{BRACKETED})等(?:{{quantity}}|一大?批|多家)?(?P<title>{_BODIES}\d{{2,3}}强)(?:企业)?"
)
def ranked_by_name(holders: Span, quantity: Quantity | None, title: Span) -> Said | None:
    """‹firms›等‹title›企业: 引进了A集团、B控股等中国民营企业500强企业."""
    found = names.firms(holders)
    named = bool(found) and all(names.is_firm(firm.text) for firm in found)
    return Said("holds_title", (title,), holders, "Firm", "Honour") if named else None


@titles.rule(
    rf"{CLAUSE}(?P<holders>{ITEMS})等(?:{{quantity}}|一大?批)"
    rf"(?P<title>(?:国家级?|省级|市级|全国)?(?:(?![企获评被]){NAME}){{0,6}}?{_CLASS}(?:企业)?)"
)
def classed(holders: Span, quantity: Quantity | None, title: Span) -> Said | None:
    """‹firms›等‹n›家‹class›: A木业、B家居等3家省级专精特新企业."""
    return Said("holds_title", (title,), holders, "Firm", "Honour")


@titles.rule(
    rf"{CLAUSE}(?:其中|现有)?(?P<holders>(?:{NAME}{{2,16}}?、){{1,8}}{NAME}{{2,16}}?)等?{{quantity}}(?:企业|公司)?(?:均|都|已|先后){{0,2}}"
    rf"(?:[为是]|被?(?:评|认定|列)为|获评|获批|入选)(?P<title>(?:国家级?|省级|市级|全国)?(?:(?![企获评被]){NAME}){{0,6}}?(?:{_CLASS}(?:企业)?|{_OF_FIRMS}))(?=，|。|；|$)"
)
def are_of_class(holders: Span, quantity: Quantity, title: Span) -> Said | None:
    """‹firms›‹n›家为‹class›: A机械、B电子、C新材3家企业为高新技术企业; not 3家企业为…, which names none."""
    return Said("holds_title", (title,), holders, "Firm", "Honour") if quantity.word in ("家", "户") else None


@titles.rule(
    rf"(?:将|把)(?P<titles>{QUOTES})的?(?:{_CALLED})?(?:正式)?{any_of(words('titles', 'giving_verb'))}"
    rf"了?(?P<holder>{NAME}{{2,12}}?)(?=，|。|；|$)"
)
def awarded(titles: Span, holder: Span) -> Said | None:
    """将“‹title›”称号授予‹place›: 中国轻工业联合会将“中国木雕之都”称号授予A市."""
    kind = "Firm" if names.is_firm(holder.text) else "Place"
    return Said("holds_title", tuple(names.quoted(titles)), holder, kind, "Honour")


@titles.rule(rf"(?:并称|合称|并列)(?:为|作)?(?P<titles>{_STRETCH}{{1,60}})")
def together(titles: Span) -> Said | None:
    """与B、C并称为‹title›: a title that several places hold together."""
    said = _holds(titles)
    return said and replace(said, beside=True)


@titles.rule(
    rf"获得?(?P<title>{NAME}{{2,12}}?(?:产品|称号|品牌|名牌))的(?:{NAME}{{0,4}}企业)?"
    rf"(?:，?[就便正]?是(?:{NAME}{{2,6}}?的)?)?(?P<holder>(?![就便正]?是){FIRM})"
)
def won(title: Span, holder: Span) -> Said | None:
    """获得‹title›的‹firm›: 获得部优产品的石材企业A公司, 首家获得部优产品的企业，就是某市的A公司."""
    return Said("holds_title", (title,), holder, "Firm", "Honour")


@titles.rule(
    rf"(?P<brand>{QUOTED}(?:[^，。；“”]{{0,14}}{QUOTED}){{0,4}}){NAME}{{0,6}}?(?:均|都|已|同时)?"
    rf"(?:为|系|是|成为|获准(?:成为)?|{_GETS}|获)"
    rf"(?P<marks>[“”]?{NAME}{{0,14}}?{_MARK}”?(?:[、和][“”]?{NAME}{{0,14}}?{_MARK}”?){{0,4}})(?!企业|数量|{NAME}{{0,6}}家)"
)
def marked(brand: Span, marks: Span) -> Said | None:
    """“‹brand›”为‹mark›: “邳州白蒜”为国家地理标志证明商标, “恒迅”商标被认定为福建省著名商标."""
    found = [part for part in names.quoted(marks) or names.things(marks) if len(part.text) > 2]
    return Said("holds_title", tuple(found), brand, "Brand", "Honour") if found else None


@titles.rule(
    rf"{CLAUSE}(?P<by>(?:(?![被获]){NAME}){{1,20}}?(?:{any_of(words('titles', 'giver'))}"
    rf"|部|局|厅|委|办))(?:先后|正式|联合|又){{0,2}}"
    rf"{any_of(words('titles', 'conferring'))}"
    rf"(?P<holder>该[省市县区镇乡村]|(?:(?![为是]){NAME}){{2,8}}?[县市镇乡村])(?:为|以)?(?P<titles>(?=中国|全国|国家|世界|[\u4e00-\u9fff]{{2,3}}省|首批)[^，。；：“”]{{4,80}}?)(?:等?{_CALLED}|(?=。|，|；|$))"
)
def conferred_on(by: str, holder: Span, titles: Span) -> Said | None:
    """‹conferrer›授予‹place›‹titles›称号: 中国中药协会先后授予该县中国当归之乡、全国当归标准化种植示范县荣誉称号."""
    found = split(titles)
    return Said("holds_title", tuple(found), holder, "", "Honour", by=by) if found else None


@titles.rule(
    rf"素称(?P<titles>{QUOTES})|(?:人称|人送|誉称)(?P<name>“[^“”]{{2,12}}(?:"
    rf"{any_of(words('titles', 'famous'))}|之市|之县|第一[村镇乡县])”)"
)
def styled(titles: Span | None, name: Span | None) -> Said | None:
    """素称“‹title›”: 素称“千年药乡”, 人称“江南第一村”."""
    known = titles or name
    return _holds(known) if known else None


@titles.rule(
    rf"^(?P<title>{QUOTED}|(?:(?![，。；是的]){NAME}){{2,14}}?(?:{any_of(words('titles', 'famous'))}"
    rf"|第一[村镇乡县]))[—–―]{{1,3}}(?P<holder>(?:(?![的是]){NAME}){{2,10}})$"
)
def dashed(title: Span, holder: Span) -> Said | None:
    """‹title›——‹place› alone on a line: 中国大豆之都——嫩江, “稻香之城”——五常."""
    found = names.quoted(title) or [title]
    short = len(holder.text) <= len("嫩江市") or names.is_place(holder.text)
    named = short and not edges.has_edge(holder.text)
    return Said("holds_title", tuple(found), holder, "Place", "Honour") if named else None


@titles.rule(
    rf"{CLAUSE}(?P<holder>(?:(?![是的，]){NAME}){{2,12}}?)(?:"
    rf"{any_of(words('titles', 'always'))}|也|更){{0,2}}是(?:(?:(?!最大|之一)[^，。；：“”]){{0,12}}?的)?"
    rf"(?P<title>(?:(?![的之]){NAME}){{2,10}}?之[乡都])(?=，|。|；|$)"
)
def home_of(holder: Span, title: Span) -> Said | None:
    """‹place›是…的‹title›之乡: 连城县素来是名声在外的红心地瓜之乡."""
    return Said("holds_title", (title,), holder, "Place", "Honour") if names.is_place(holder.text) else None


@titles.rule(
    rf"{CLAUSE}(?:这里|当地|境内|全[镇县市乡])?"
    rf"{any_of(words('titles', 'always'))}?是(?:(?!最大|之一|唯一)[^，。；：“”]){{2,24}}?的"
    rf"(?P<titles>(?:(?![的之]){NAME}){{2,8}}?之[乡都](?:[、和](?:(?![的之]){NAME}){{2,8}}?之[乡都]){{1,4}})(?=，|。|；|$)"
)
def homes(titles: Span) -> Said:
    """是…的‹titles›: 是久负盛名的药材之乡、皮革之乡, two or more that the place spoken of is told to be."""
    return Said("holds_title", tuple(names.things(titles)), object_type="Honour")


@titles.rule(
    rf"(?P<holder>(?:(?![的之是为和及成了]){NAME}){{2,12}}?产业)(?P<title>(?:国家级?|省级|市级)"
    rf"{any_of(words('titles', 'grade_kind'))}"
    rf"(?:(?![的之、，]){NAME}){{0,8}}?{any_of(words('titles', 'of_clusters'))})(?=，|。|；|、|和|及|等|$)"
)
def graded(holder: Span, title: Span) -> Said | None:
    """‹cluster›‹title›: 形成了铜箔产业省级重点产业集群, 建成锂电产业省级特色产业集群."""
    opening = edges.opening(holder.text)
    return Said("holds_title", (title,), names.cut(holder, opening), "Cluster", "Honour")


@titles.rule(
    rf"(?P<goods>{QUOTED}(?:[、和]{QUOTED}){{0,8}})(?:[也还均都一并双同时先后已]){{0,6}}(?:收入|收录于?|"
    rf"{any_of(words('titles', 'recording'))})了?"
    rf"(?P<title>《[^《》]{{4,24}}(?:名录|目录|名单)》(?:（[^（）]{{1,8}}）)?)"
)
def in_catalogue(goods: Span, title: Span) -> Said | None:
    """‹goods›收入《‹catalogue›》: “甲洋芋”、“乙山药”一并收入《中国特色农产品名录》."""
    return Said("holds_title", (title,), goods, "Brand", "Honour")


@titles.rule(
    rf"(?:批准|同意|准予)(?:将|对|把)?(?P<holder>(?![“”])(?:(?![的等]){NAME}){{2,10}}?)(?:列入|列为|实施|成为)(?P<title>(?:国家)?(?:农产品)?地理标志(?:保护产品|产品保护|产品|保护|登记))"
)
def approved(holder: Span, title: Span) -> Said | None:
    """批准‹product›列入‹mark of origin›: 国家质检总局批准连城红心地瓜列入地理标志产品保护."""
    return Said("holds_title", (title,), holder, "Product", "Honour")


@titles.rule(
    rf"(?P<goods>{QUOTED}牌(?:(?![和等\d]){NAME}){{1,8}}(?:[、和](?:{QUOTED}牌)?(?:(?![和等\d]){NAME}){{1,8}}){{0,8}})等?(?:[两三四五六七八九十]{{1,3}}|\d{{1,3}})[个项件]"
    rf"(?P<title>{_GRADE}(?:(?![、，的]){NAME}){{0,8}}?(?:名牌(?:农畜?产品|产品)?|(?:著名|驰名)商标(?:产品)?|名优产品|名特优产品|地理标志(?:保护)?产品|老字号))(?=，|。|；|、|等|$)"
)
def branded(goods: Span, title: Span) -> Said | None:
    """‹goods›‹n›个‹title›: “甲”牌奶粉、“乙”牌豆油2个中国名牌产品."""
    return Said("holds_title", (title,), goods, "Product", "Honour")


@titles.rule(
    rf"(?:{CLAUSE}|(?<=企业、))(?:对|为|向|给)?(?P<holders>{BRACKETED})等{{quantity}}(?:新添|新增|新获|获得?|荣获|获评|喜获)了?(?P<title>{QUOTED}|{NAME}{{2,14}}?(?:名牌产品|名牌|商标|称号|奖))(?:称号)?的(?:企业|单位|公司)"
)
def won_by_name(holders: Span, quantity: Quantity, title: Span) -> Said | None:
    """‹firms›等‹n›家获‹title›的企业: A公司等12家新添中国驰名商标的企业."""
    found = names.firms(holders)
    titled = (names.quoted(title) or [title])[0]
    named = bool(found) and all(names.is_firm(firm.text) for firm in found)
    return Said("holds_title", (titled,), holders, "Firm", "Honour") if named else None
