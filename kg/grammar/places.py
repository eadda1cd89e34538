"""Where clusters, firms and markets are: 主要分布在A镇、B镇, 以A为中心, 位于C镇的D交易中心, E镇有F产业."""

import re

from kg.grammar import edges, names
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.listings import Listing
from kg.grammar.names import BRACKETED, CLAUSE, ITEMS, NAME
from kg.grammar.phrases import COUNTED, COUNTY, SEVERAL, verbs
from kg.grammar.relations import Said
from kg.industries import is_trade
from kg.lexicon import any_of, words

places = Grammar("places")

_MARKET = names.MARKET
_SEAT = f"(?![两二三四五六七八九十几各全每本我该一])(?:(?![的是在与和]){NAME}){{1,7}}?(?:镇|乡|街道|街办)"
_TOWN = f"{NAME}{{1,7}}?(?:镇|乡|街道|街办)"
_COUNTY = f"(?![全各该本我每]|聚焦|布局|培育|发展|主攻|重点)(?:(?![的]){NAME}){{1,5}}?[县市区旗]"
_SETTLEMENT = re.compile("(?:[镇乡村县市]|街道)$")
_HOUSES = re.compile(
    f"(?:园区|区内|园内)?(?:目前|现|已|共|先后){{0,3}}(?:{verbs('attract', 'gather')}|有|拥有|入驻)了?(?=..)"
)
_LIES, _PRODUCING = any_of(words("firms", "seat_verb")), any_of(words("places", "producing"))
_ZONE = "(?:开发区|高新区|经开区|工业园区?|产业园区?|科技园区?|集聚区|集中区)"
_SIDE = re.compile("[东西南北][岸侧麓坡缘]$")
_ENDS = "(?=等|，|。|；|$|一带|及周边|、海拔|海拔)"


def _bare(firm: Span) -> Span:
    """A firm without what a list says of it: 中国500强华昌集团 is 华昌集团."""
    told = re.match(".*(?:\\d+强(?:企业)?|企业|龙头)(?=..)", firm.text)
    return names.cut(firm, told.end()) if told else firm


@places.rule(
    rf"以(?P<places>{names.listed(6)})"
    "为(?:中心|核心(?!企业|竞争|技术|产品)|集聚中心)"
)
def centred(places: Span) -> Said | None:
    """以‹places›为中心: 以密州为中心, 以A和B工业园为中心."""
    return Said("centred_on", tuple(names.things(places)), object_type="Place", names_cluster_behind=True)


@places.rule(
    rf"(?:位于|坐落[于在]|落户于?|地处|入驻)(?P<places>(?:(?![是的]){NAME}){{2,16}}?)的(?P<thing>(?:(?![是的]){NAME}){{2,16}}?(?:{_MARKET}|公司|集团))"
)
def thing_lies(places: Span, thing: Span) -> Said | None:
    """位于‹place›的‹thing›: 位于新堡镇的国际枸杞交易中心."""
    kind = "Firm" if thing.text.endswith(("公司", "集团")) else "Market"
    return Said("located_in", (places,), thing, kind, "Place")


@places.rule(
    rf"(?:{any_of(words('places', 'spread_how'))}{{0,6}}(?:"
    rf"{verbs('gather')}|{any_of(words('places', 'spread_verb'))})(?:分布|布局)?[在于到]"
    f"|(?:{verbs('gather', 'farm')}"
    f"|主产|生产|加工)(?:区域?|地|乡镇)(?:主要)?(?:位于|分布在|集中在|[在为是]|有(?![所待望利效])))"
    rf"(?P<places>{ITEMS}){_ENDS}"
)
def located(places: Span) -> Said | None:
    """主要分布在‹places›: 主要分布在A、B、C等镇, 集中在A镇, 主产区在A镇、B镇, 布局在A镇、B街道和C工业园."""
    if _SIDE.search(places.text):
        return None
    return Said("located_in", tuple(names.things(places)), object_type="Place")


@places.rule(
    rf"{CLAUSE}(?:在?{NAME}{{2,6}}?{COUNTY}，?)?(?P<places>{_SEAT}(?:[、和](?:{_SEAT}|{NAME}{{2,12}}?(?:园区?|开发区))){{1,6}})"
    rf"(?:等{NAME}{{0,4}}?(?:乡镇|镇街|镇|乡|地))?(?:[是为]{NAME}{{0,8}}?(?:{verbs('gather', 'farm')}"
    rf"|生产|主产|加工)(?:区域?|地|乡镇|基地)"
    rf"|(?:已|共|内){{0,6}}(?:"
    rf"{any_of(words('places', 'spread_verb'))}"
    rf"|(?:建成|建起|形成)(?=[^，。；]{{0,16}}?(?:[^学]园|基地|市场|企业|产业|[片带])))[着有了]*|(?:现有|拥有|共有)(?=[^，。；]{{0,16}}?(?:企业|户))|的{NAME}{{2,10}}?企业)"
)
def seats(places: Span) -> Said | None:
    """‹towns›是主要集聚区: A镇、B镇集聚着近800家企业, A镇、B镇等乡镇建成种薯基地, A镇、B镇的刀具企业占三分之二."""
    return Said("located_in", tuple(names.things(places)), object_type="Place")


@places.rule(rf"{CLAUSE}(?P<place>{_SEAT})[是为系]{NAME}{{0,10}}?(?:{verbs('gather')}|主产)(?:区|地)(?![的前])")
def seat(place: Span) -> Said | None:
    """‹town›是主要集聚地: A镇是木玩企业的主要集聚地, B乡为茶叶主产区."""
    return Said("located_in", (place,), object_type="Place")


@places.rule(
    rf"(?:主要|现已){{0,6}}(?:{verbs('include')}|遍布|辐射(?:带动)?|涉及)(?P<places>{ITEMS})等?(?:周边)?{{quantity}}"
    f"(?:{any_of(words('places', 'town'))}|县)"
)
def covers(places: Span, quantity: Quantity) -> Said | None:
    """涵盖‹places›等‹n›个乡镇: 主要涵盖A、B及C等六个乡镇, 辐射A、B和C等周边11个镇区."""
    return Said("located_in", tuple(names.things(places)), object_type="Place")


@places.rule(
    rf"(?P<places>{NAME}{{2,10}}?(?:、{NAME}{{2,12}}){{1,8}}?){SEVERAL}大(?:产业)?"
    f"(?:{any_of(words('facilities', 'zone'))}|板块|园区|基地)"
)
def areas(places: Span) -> Said | None:
    """‹places›三大集聚区: A镇、B产业园、C镇三大集聚区; no trades (棉纺、印染两大板块), and no parks alone."""
    found = names.things(places)
    other = [place.text for place in found if not _SETTLEMENT.search(place.text)]
    parks = len(other) == len(found) and all(name[-1] in "园区" for name in other)
    trades = any(is_trade(name) for name in other if name[-1] not in "园区")
    return None if parks or trades else Said("located_in", tuple(found), object_type="Place")


@places.rule(
    rf"(?:^|(?<=[、，；：局焦育展强])|(?<=主攻))(?P<thing>(?P<places>{_COUNTY}(?:、{_COUNTY}){{0,4}})(?:(?![的县市区]){NAME}){{2,12}}?全?产业链)"
    "(?=[、，。；和等]|$)"
)
def chain_of(thing: Span, places: Span) -> Said | None:
    """‹county›‹chain›产业链: 甲县轴承产业链 lies in 甲县, 乙县、丙县皮具产业链 in both."""
    towns = tuple(names.things(places))
    whole = thing if len(towns) == 1 else names.cut(thing, len(places.text))
    return Said("located_in", towns, whole, "Cluster", "Place")


@places.rule(
    rf"{{listing}}(?:(?:相继|先后|纷纷|成功|陆续|已|均){{0,3}}){verbs('settle')}(?:于|在|到|至)?(?P<place>(?![以之前后或和及并]){NAME}{{2,14}}?)"
    f"(?={any_of(words('places', 'started'))}|，|。|；|$)"
)
def settled(listing: Listing, place: Span) -> Said | None:
    """‹firms›等‹n›户企业落户‹place›: A、B等13户企业落户开发区, A、B等企业相继入驻C产业园."""
    if listing.head.type != "Firm" or listing.before:
        return None
    found = [_bare(firm) for item in listing.items for firm in names.firms(item.name)]
    return Said("located_in", tuple(found), place, "Place", "Firm") if found else None


@places.rule(
    rf"(?:打造|建设|形成|规划|沿|在)(?P<places>{NAME}{{2,10}}(?:、{NAME}{{2,10}}){{0,4}}?)沿线的?"
    rf"(?:{verbs('plan', 'build')}|发展|形成)?了?(?:{COUNTED}条)?(?P<thing>{NAME}{{2,10}}?(?:产业带|经济带))"
)
def along(places: Span, thing: Span) -> Said | None:
    """‹places›沿线的‹belt›: 打造A河、B河沿线两条生态休闲产业带, 在A河沿线规划一条花卉产业带."""
    return Said("located_in", tuple(names.things(places)), thing, "Cluster", "Place")


@places.rule(
    rf"{CLAUSE}(?:如|以|其中|特别是)?(?P<place>(?![以全各该本我乡城])(?:{NAME}{{2,4}}{COUNTY}?)?{NAME}{{1,5}}?[镇乡])"
    rf"的(?P<thing>{NAME}{{2,10}}?产业(?:集群)?)"
)
def town_trade(place: Span, thing: Span) -> Said | None:
    """‹town›的‹cluster›: A镇的不锈钢产业发展至今…."""
    return Said("located_in", (place,), thing, "Cluster", "Place")


@places.rule(
    rf"{CLAUSE}(?:{NAME}{{2,4}}{COUNTY}的?)?(?P<place>(?:(?![的市县区]){NAME}){{1,5}}?[镇乡])"
    rf"(?:(?:{any_of(words('places', 'by'))}|，)[^。；]{{0,20}}?)?(?:形成|培育|发展)[了出成]*"
    rf"(?P<thing>以{NAME}{{2,10}}?为(?:特色|主|主导)的(?:特色)?产业集群|{NAME}{{2,8}}?产业集群)"
)
def town_forms(place: Span, thing: Span) -> Said | None:
    """‹town›…形成了‹cluster›: A镇经过多年的发展，形成了以B加工为特色的产业集群."""
    return Said("located_in", (place,), thing, "Cluster", "Place")


@places.rule(
    rf"{CLAUSE}(?:该?公司|本?企业|集团)?(?:{any_of(words('firms', 'seat'))}|现|主要){{0,2}}{_LIES}"
    rf"(?P<place>(?:(?![的与和]){NAME}){{2,20}}?)(?:境?内)?(?=，|。|；|$)"
)
def lies(place: Span) -> Said | None:
    """位于‹place›, of the firm that is spoken of: 公司总部设在A市B区, 位于C县D镇E产业园; not 位于县城东部."""
    other = re.search("[东西南北中侧旁畔边][部]?$|交界|交汇|之间", place.text)
    return None if other else Said("located_in", (place,), object_type="Place", of_firm=True)


@places.rule(rf"(?:吸收|吸纳|整合)(?P<place>(?![^，。；]*(?:[本外]地|国内)){NAME}{{2,8}}?)的?(?:相关|有关)(?:联)?企业")
def absorbs(place: Span) -> Said | None:
    """吸收‹place›相关企业: a plan to draw in the firms of a town."""
    return Said("located_in", (place,), object_type="Place", planned=True)


@places.rule(
    rf"(?P<place>(?![全各该本我每多几一两乡城]){_TOWN})(?:现|已|共|目前|同时|重点|主要){{0,6}}(?:以|有|拥有|形成了?|发展了?|布局了?)"
    rf"(?P<clusters>{ITEMS})等?共?{{quantity}}个?大?{any_of(words('clusters', 'rank'))}"
    rf"?产业(?:为(?:主导|主|支柱))?(?![园链基])"
)
def town_has(place: Span, clusters: Span, quantity: Quantity) -> Said | None:
    """‹town›有‹clusters›‹n›个主导产业: A镇有食品加工、橡胶轮胎共2个主导产业, A镇以B、C两个产业为主导."""
    if "、" not in clusters.text and "和" not in clusters.text:
        return None
    return Said("located_in", tuple(names.trades(clusters)), place, "Place", "Cluster")


@places.rule(
    rf"{CLAUSE}(?:如|其中|例如|比如)?(?P<place>(?![全各该本我每多几一两乡城]){_TOWN})的?(?:目前|现|已|也|同样|则|共|还){{0,6}}"
    rf"(?:(?:有|拥有|形成了?|发展了?|确立了?)(?:{{other}}个?大?)?)?{any_of(words('clusters', 'rank'))}"
    rf"产业(?:共|也|则|现|已){{0,6}}"
    r"(?:(?:有|达|为){quantity}个?)?[，：]?(?:即|分别|依次|各|主要){0,6}(?:即|是|为|有|包括|：)"
    rf"(?P<clusters>(?={NAME}{{2,14}}?[、和及]){names.listed(20)})(?=等|，|。|；|$)"
)
def town_pillars(place: Span, other: Quantity | None, quantity: Quantity | None, clusters: Span) -> Said | None:
    """‹town›的主导产业有‹n›个，即‹clusters›: A镇的主导产业是B、C和D, A乡也有2个特色产业，分别是B和C."""
    return Said("located_in", tuple(names.trades(clusters)), place, "Place", "Cluster")


@places.rule(
    rf"{CLAUSE}(?P<thing>(?!以|将|把|位于|坐落|地处|落户|引进){NAME}{{2,20}}?(?:{_MARKET}|公司|集团|(?<![工加])厂|合作社))(?:的?总部|厂区)?(?:也|就|已|则|还)?"
    rf"(?:(?:设|建|开设|开|坐落|位)[在于]|落户于?|地处)(?P<place>(?!(?:园区|集群|当地|同|这|那|城市|农村)){NAME}{{2,16}}?)(?:境?内)?(?=，|。|；|$)"
)
def set_up(thing: Span, place: Span) -> Said | None:
    """‹thing›设在‹place›: A直销中心设在美国纽约, B公司总部位于C省D市, E集团落户F镇G工业园."""
    kind = "Market" if re.search(f"{_MARKET}$", thing.text) else "Firm"
    return Said("located_in", (place,), names.firm(thing) if kind == "Firm" else thing, kind, "Place")


@places.rule("{listing}")
def housed(listing: Listing) -> Said | None:
    """现有‹firms›等‹n›家企业, 入驻‹firms›等企业: firms of the park that is spoken of."""
    first, *others = [item.name for item in listing.items]
    lead = _HOUSES.match(listing.lead + first.text)
    if listing.head.type != "Firm" or listing.before or lead is None:
        return None
    opening = names.cut(first, max(lead.end() - len(listing.lead), 0))
    found = [_bare(firm) for item in (opening, *others) for firm in names.firms(item)]
    return Said("located_in", tuple(found), None, "Place", "Firm") if found else None


@places.rule(rf"有{{quantity}}(?:(?![的、]){NAME}){{0,6}}?(?:企业|[药车酒茶]企|公司)（(?P<firms>{BRACKETED})）")
def numbered(quantity: Quantity, firms: Span) -> Said | None:
    """有‹n›家企业（‹firms›）: firms of the park or town that is spoken of, 另有两家药企（甲药业、乙饮片厂）."""
    found = names.firms(firms)
    told = quantity.word in ("家", "户") and all(names.is_firm(firm.text) for firm in found)
    return Said("located_in", tuple(found), None, "Place", "Firm") if found and told else None


@places.rule(
    rf"{CLAUSE}(?P<place>(?:(?![的在是]){NAME}){{2,8}}?)是[^，。；：“”]{{2,30}}?{_PRODUCING}，(?:[现拥共]){{0,2}}有(?P<firms>{ITEMS})(?=等|，|。|；|$)"
)
def region_firms(place: Span, firms: Span) -> Said | None:
    """‹place›是…基地，有‹firms›: 甲省是最大的茶油加工基地，有A集团、B集团等大企业; not 有A、B两类产品."""
    found = names.firms(firms)
    told = len(found) > 1 and all(names.is_firm(firm.text) for firm in found)
    return Said("located_in", tuple(found), place, "Place", "Firm") if told else None


@places.rule(rf"(?:引入|引进|入驻|落户)的(?P<firm>{names.FIRM})")
def brought(firm: Span) -> Said:
    """引入的‹firm›: a firm of the park that is spoken of, 引进的甲农业有限公司已流转土地."""
    return Said("located_in", (firm,), None, "Place", "Firm")


@places.rule(
    rf"在(?P<place>{_TOWN})(?:由{NAME}{{1,8}}?)?(?:{verbs('built', 'found')}|兴建|投资建设)了?"
    rf"(?P<thing>(?![一数多几\d]){NAME}{{2,16}}?(?:工厂|加工厂|公司|集团))(?=，|。|；|、|$)"
)
def built_at(place: Span, thing: Span) -> Said | None:
    """在‹town›建起‹firm›: 在A乡建起松脂加工厂, 在B镇由个体建成C加工厂."""
    return Said("located_in", (place,), thing, "Firm", "Place")


@places.rule(
    rf"(?:{any_of(words('places', 'grown_in'))}|基地|产业|集群)(?:主要|大多)?(?:位于|地处)"
    rf"(?P<place>{NAME}{{2,12}}?(?:（{NAME}{{1,6}}）)?)的?[东西南北]{{1,2}}(?:侧|麓|岸|坡|缘)"
)
def beside(place: Span) -> Said | None:
    """区域位于‹mountains›西南侧: a belt that lies beside mountains or a river."""
    return Said("located_in", (place,), object_type="Place")


@places.rule(
    rf"{CLAUSE}(?P<place>{_TOWN}|(?:(?![的在是]){NAME}){{2,14}}?{_ZONE})(?:目前|现|已|先后|相继|成功|累计){{0,3}}"
    rf"(?:涌现出?|培育出?|孕育出?|集聚|聚集|诞生|引进|引入|入驻|落户)了?(?P<firms>{ITEMS})等"
    rf"(?:{{quantity}})?{NAME}{{0,14}}?企业"
)
def town_firms(place: Span, firms: Span, quantity: Quantity | None) -> Said | None:
    """‹town›涌现出‹firms›等‹n›家…企业, ‹park›引进了‹firms›等企业: the firms of a list lie there."""
    return Said("located_in", tuple(names.firms(firms)), place, "Place", "Firm")


@places.rule(
    rf"(?:"
    rf"{any_of(words('firms', 'called'))}"
    rf"|其|{CLAUSE})(?:先后|相继|又|还|也|已|现){{0,3}}在(?P<places>{_SEAT}(?:[、和]{_SEAT}){{0,6}})(?:等地|等{{quantity}})?"
    rf"(?:先后|分别)?(?:{verbs('built', 'found')}|布设)了?(?:{{other}}{NAME}{{0,4}}?|{NAME}{{0,4}}?)"
    rf"{any_of(words('firms', 'branch'))}"
)
def outposts(places: Span, quantity: Quantity | None, other: Quantity | None) -> Said | None:
    """在‹towns›设立‹n›个加工点: 公司又在A镇、B镇等地设立6个加工点, outposts of the firm that is spoken of."""
    return Said("located_in", tuple(names.things(places)), object_type="Place", of_firm=True)


@places.rule(
    rf"(?P<place>(?:(?![的在是了有把将]){NAME}){{2,6}}?{any_of(words('places', 'landform'))}"
    rf")(?P<thing>(?:(?![的是]){NAME}){{2,8}}?(?:产业带|产业集群|产业聚集区))"
)
def belt(place: Span, thing: Span) -> Said | None:
    """‹land›‹belt›: 柴达木盆地枸杞产业带, 河西走廊制种产业带 lie there."""
    opening = edges.opening(place.text)
    return Said("located_in", (names.cut(place, opening),), thing, "Cluster", "Place")


@places.rule(
    rf"{CLAUSE}(?P<place>(?:(?![的在是]){NAME}){{2,12}}?(?:开发区|高新区|工业园区?|产业园区?))(?P<thing>(?:(?![的在是内里]){NAME}){{2,8}}?(?:{_MARKET}|(?<![新老古])城))"
    f"(?={any_of(words('facilities', 'market_told'))}|荣获|获评|获得|被评|被授|占地|年|建筑面积)"
)
def market_in_park(place: Span, thing: Span) -> Said | None:
    """‹park›‹market›荣获…: A经济开发区B线城荣获某称号."""
    return Said("located_in", (place,), thing, "Market", "Place")
