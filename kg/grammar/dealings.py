"""What firms do together and with standards: A公司起草行业标准, 与B钢铁厂合作, 引进C集团投资, 被D集团收购."""

import re

from kg.grammar import edges, names
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.names import BRACKETED, CLAUSE, FIRM, ITEMS, MANY, NAME
from kg.grammar.phrases import ANY_LEVEL, verbs
from kg.grammar.relations import Said, firms_of
from kg.lexicon import any_of, words

dealings = Grammar("dealings")

_SCHOOL = re.compile(f"(?:{any_of(words('places', 'institute'))}|政府|管委会|协会)$")

_STANDARD = "[^。；，“”]{2,16}?标准"
_FIRM = (
    f"(?:{FIRM}|{NAME}{{2,8}}?{any_of(words('firms', 'style'))}(?!"
    f"{any_of(words('firms', 'style'))}))"
)  # also by a short name
_DOING = f"(?:{verbs('take_part')}|成为|是|为|列名|列为|入列|跻身)"
AGAIN = re.compile("(?:该|本|这家)?(?:公司|企业|集团)")  # the firm spoken of
_HEADS = f"(?:企业|名企|{any_of(words('firms', 'called'))}|巨头|[\u4e00-\u9fff]企(?!业))"
_SETTLING = (
    f"(?:设厂|建厂|办厂|投资(?![者商额总])|设立(?:{any_of(words('firms', 'branch'))}|工厂|基地)|安家落户|投产|兴业)"
)
_CALLED = re.compile(".{0,12}企业(?=..)|[美德日韩英法](?:国|本)|意大利|香港|台湾|新加坡")  # 上市企业A, 德国A
_CLAUSE_IN = re.compile("\\d|投资|引进|[的了]|^.{0,3}企$")
_ANY = re.compile(f"{any_of(words('firms', 'no_partner'))}|各|[一二三四五六七八九十百\\d]{{1,4}}[家强]")
_NO_PARTNER = re.compile(
    f"{_ANY.pattern}|[的\\d]|^.{{7,}}$|^华[东南北中]|^[东西][南北]|院所|高校|商超|渠道|家电|(?:"
    f"{any_of(words('places', 'body'))}"
    f"|[国省市县区镇乡村]|{any_of(words('places', 'institute'))}|政府|局|办|中心|业"
    f"|[上下中]游|客户|品牌|加盟|经销|合作社)$"
)
_MORE = f"，(?={_STANDARD})"


@dealings.rule(
    rf"{CLAUSE}(?P<firms>{ITEMS})(?:等(?:{MANY})?(?:{NAME}{{0,6}}?企业)?)?(?:已|先后)?{_DOING}(?:起草|制定|制订|了){{0,6}}"
    rf"(?P<standard>{NAME}{{0,16}}?(?:标准)(?:、{NAME}{{1,14}}?标准){{0,6}})(?:的)?(?:主要)?{verbs('draft')}单位"
)
def drafts(firms: Span, standard: Span) -> Said | None:
    """‹firms›成为‹standard›起草单位."""
    found = _drafters(firms)
    return Said("drafts_standard", found, None, "Firm", text=standard.text) if found else None


@dealings.rule(
    rf"{CLAUSE}(?P<firms>{ITEMS})(?:等{NAME}{{0,8}}?企业)?(?:分别|先后|还|共同|已){{0,6}}"
    rf"{verbs('take_part')}(?:了|"
    rf"{verbs('draft')}){{0,6}}(?P<standards>(?:[^。；，“”]|{_MORE}){{0,50}}?标准(?:《[^》]{{2,40}}》)?)"
    rf"(?:(?:制定)?的?{verbs('draft')}|(?=。|；|$|，(?!{_STANDARD})))"
)
def drafts_together(firms: Span, standards: Span) -> Said | None:
    """‹firms›参与‹standards›的制定: A公司牵头起草了《假发头套》行业标准, A、B分别参与X标准、Y标准的制定."""
    found = _drafters(firms) if len(standards.text) > 3 else ()
    return Said("drafts_standard", found, None, "Firm", text=standards.text) if found else None


@dealings.rule(
    rf"(?:{CLAUSE}[^，。；：]{{0,12}}?)(?P<firm>{FIRM})(?:与|和|同|会同|联合|携手)(?P<other>{NAME}{{2,20}}?)"
    rf"(?:联合|共同|合作|一[起道同]){{1,6}}(?:主持|牵头|参与)?(?:{verbs('draft')}|发布)了?(?P<standard>(?:《[^》]{{2,30}}》)?{NAME}{{0,14}}?标准)"
)
def drafts_with(firm: Span, other: Span, standard: Span) -> Said | None:
    """‹firm›与‹other›联合制定了‹standard›: A公司与某大学联合制定了《…》国家标准; the firm of the two that is one."""
    found = [names.firm(firm), *([other] if names.is_firm(other.text) else [])]
    return Said("drafts_standard", tuple(found), None, "Firm", text=standard.text) if len(standard.text) > 4 else None


@dealings.rule(
    rf"{CLAUSE}(?P<standard>[^。；，“”、的]{{0,16}}?标准)(?:就|均|都|主要)?由(?P<firms>{FIRM}(?:[、和]{FIRM}){{0,4}})"
    rf"(?:等{{NAME}}{{0,6}}?企业)?(?:{verbs('take_part')}|共同|联合){{0,6}}{verbs('draft')}".replace("{NAME}", NAME)
)
def drafted_by(standard: Span, firms: Span) -> Said | None:
    """‹standard›由‹firms›起草: 实木门行业标准由A公司牵头起草."""
    found = firms_of(firms) if len(standard.text) > 3 else ()
    return Said("drafts_standard", found, None, "Firm", text=standard.text) if found else None


@dealings.rule(
    rf"(?P<standard>(?:《[^》]{{2,40}}》)?(?:(?![的，、]){NAME}){{0,16}}?标准)的?(?:主要)?{verbs('draft')}单位(?:主要|分别)?(?:包括|有|为|是|：)"
    rf"(?P<firms>{BRACKETED})(?=等|。|；|$|，)"
)
def drafters(standard: Span, firms: Span) -> Said | None:
    """‹standard›的起草单位包括‹firms›: 《实木门》行业标准的起草单位包括A公司、B木业和省林科院."""
    found = firms_of(firms) if len(standard.text) > 4 else ()
    return Said("drafts_standard", found, None, "Firm", text=standard.text) if found else None


@dealings.rule(
    rf"{verbs('attract')}了?(?P<firms>{BRACKETED})等(?:{{quantity}}|{MANY})?{NAME}{{0,6}}?企业(?:先后|相继|陆续)?"
    rf"(?:落户|入驻|进驻|来到?|到)(?P<place>{NAME}{{2,12}}?(?:{ANY_LEVEL}|园区?|基地)|当地)?(?:{verbs('invest')}|发展)"
)
def settled(firms: Span, quantity: Quantity | None, place: Span | None) -> Said | None:
    """引入‹firms›等企业落户‹place›兴办实业: 先后引入A科技、B集团等13户企业落户开发区兴办实业."""
    found = firms_of(firms)
    sure = any(names.is_firm(firm.text) for firm in found)
    return Said("invests_in", found, place, "Place" if place else "", "Firm") if sure else None


@dealings.rule(
    rf"{CLAUSE}(?:(?:国[内外]|[省市县][内外]|[外本]地|海外|境外)的)?(?P<firms>{ITEMS})(?P<head>(?:等(?:{MANY})?|{MANY}){NAME}{{0,8}}?{_HEADS})?等?(?:[也都均还又已]|"
    rf"{any_of(words('firms', 'manner'))}){{0,3}}(?:[“”][^“”]{{1,4}}[“”])?，?"
    rf"(?P<way>在|到|来到?|赴|前来)(?P<place>(?:(?![的了在]){NAME}){{2,10}}?)(?:投资|新建|合资|独资)?{_SETTLING}"
)
def settles(firms: Span, head: str, way: str, place: Span) -> Said | None:
    """‹firms›等企业先后在‹place›设厂: A、B等名企都到某地投资, 知名企业A在某县投资建厂; not 有识之士到某县投资."""
    found = firms_of(firms)
    told = head or any(names.is_firm(firm.text) for firm in found) or _CALLED.match(firms.text)
    clause = any(_CLAUSE_IN.search(firm.text) for firm in found)
    return Said("invests_in", found, place, "Place", "Firm") if found and told and not clause else None


@dealings.rule(
    rf"招商(?:引资)?(?:{verbs('attract')}|引来|落户)的(?=(?:{NAME}{{0,10}}?(?:企业|[百0]强|公司(?=.{{4}})))?(?P<firms>{FIRM}))"
)
def brought(firms: Span) -> Said | None:
    """招商引进的‹firm›: 2006年招商引入的上市企业A食品（集团）股份有限公司."""
    firm = names.firm(firms)
    return Said("invests_in", (firm,), object_type="Firm") if names.is_firm(firm.text) else None


@dealings.rule(
    rf"由(?P<firms>{FIRM}(?:[、和与]{FIRM}){{0,4}})"
    rf"{any_of(words('firms', 'manner'))}{{0,2}}(?:投资|出资)(?:{{quantity}})?(?:"
    rf"{verbs('build', 'found')}|开发|运营)"
)
def built_by(firms: Span, quantity: Quantity | None) -> Said | None:
    """由‹firms›投资‹quantity›兴建: 园区由A集团投资3亿元兴建, 由A公司和B集团共同出资组建."""
    found = firms_of(firms)
    return Said("invests_in", found, object_type="Firm") if found else None


@dealings.rule(rf"引进(?:了)?(?P<firms>{ITEMS})(?:等)?(?:共同)?投资")
def invests(firms: Span) -> Said | None:
    """引进‹firms›投资: the firms invest in the place."""
    found = firms_of(firms)
    named = any(firm.text.endswith(("公司", "集团", "厂")) for firm in found)
    return Said("invests_in", found, object_type="Firm") if named else None


@dealings.rule(
    rf"(?:(?P<firm>{FIRM})|(?<=合作，))投资{{quantity}}"
    rf"(?:[^。；]{{0,16}}?(?:对|在|建设|兴建|收购))(?P<target>{NAME}{{2,12}}?)(?=的?资源|进行|实施|投资|建设|，|。|；|$)"
)
def invests_in(firm: Span | None, quantity: Quantity, target: Span) -> Said | None:
    """‹firm›投资‹quantity›…对‹target›: A公司投资3000万元，对B铁矿进行整合; without one, of the firm that cooperates."""
    return Said("invests_in", (target,), firm and names.firm(firm), "Firm", "Place")


@dealings.rule(
    rf"(?P<firm>{_FIRM})(?:与|和|同|会同)?"
    rf"{any_of(words('firms', 'hand_in_hand'))}(?:我[省市县区]|本地|当地|[省市县]内)?(?:企业|的)?(?P<partner>{_FIRM})"
)
def joins(firm: Span, partner: Span) -> Said | None:
    """‹firm›联手‹firm›: A（甲市）仪表有限公司联手我市B电缆."""
    return _together(firm, [partner])


@dealings.rule(
    rf"(?P<firm>{_FIRM})(?:与|和|同|会同)(?P<partner>{_FIRM})(?:(?:"
    rf"{any_of(words('firms', 'manner'))}|携手|合作){{1,2}}(?:"
    rf"{verbs('build', 'found')}|开发|投资|出资|研发)|[合共]建(?!议))"
)
def founds(firm: Span, partner: Span) -> Said | None:
    """‹firm›与‹firm›联合组建…: A公司与B集团联合组建新材料公司, A公司与B特材合建研发基地."""
    return _together(firm, [partner])


@dealings.rule(
    rf"(?:{CLAUSE}(?P<firm>{_FIRM})?[^，。；与和为给]{{0,12}}?)(?:与|为|给|和)(?P<partners>{BRACKETED})(?:等(?:{{quantity}}|{MANY})?{NAME}{{0,8}}?(?P<head>"
    rf"{any_of([*words('firms', 'customer'), *words('nouns', 'maker')])}|客户|品牌))?"
    rf"(?:{any_of(words('firms', 'joining'))}"
    rf"|了){{0,5}}(?:配套|供货|代工|合作)(?:伙伴)?(?:关系|协议|服务|生产)?(?=，|。|；|$|的)"
)
def serves(firm: Span | None, partners: Span, quantity: Quantity | None, head: str) -> Said | None:
    """‹firm›与‹firms›配套: A公司与B重卡、C汽车等主机厂配套, 与A、B达成战略合作; not 与企业合作.

    The head of a list makes firms of names that end in no firm's way: 与东江、西岭等多家主机厂配套.
    """
    found = firms_of(partners)
    listed = len(found) > 1 and all(names.is_firm(partner.text) for partner in found)
    general = any(
        edges.is_class(partner.text) or (_NO_PARTNER.search(partner.text) and not names.is_firm(partner.text))
        for partner in found
    )
    if head and len(found) > 1 and not listed and not general:
        who = names.firm(firm) if firm else None
        return Said("cooperates_with", found, who, "Firm", "Firm")
    return _together(firm, list(found)) if listed else None


def _drafters(firms: Span) -> tuple[Span, ...]:
    """The firms that draft; 公司 stands for the one spoken of."""
    return (firms,) if AGAIN.fullmatch(firms.text) else firms_of(firms)


def _together(firm: Span | None, partners: list[Span]) -> Said | None:
    who = names.firm(firm) if firm else None
    named = [names.firm(partner) for partner in partners]
    told = all(names.is_firm(part.text) and not edges.has_edge(part.text) for part in ([who] if who else []) + named)
    return Said("cooperates_with", tuple(named), who, "Firm", "Firm") if told else None


@dealings.rule(
    rf"(?:{CLAUSE}(?P<firm>{_FIRM})?(?:已|现|先后|成功)?(?:发展)?)(?:成为|是|为|成了)(?P<partners>(?:(?!的|中国|全国|国内){NAME}|、){{3,40}}?)(?:等(?:{MANY})?{NAME}{{0,8}}?(?:企业|品牌|车企|厂商|公司))?"
    f"的{any_of(words('firms', 'bond'))}{{0,3}}(?:{any_of(words('firms', 'supplier'))}|配套厂家?)(?!之一的)"
)
def supplies(firm: Span | None, partners: Span) -> Said | None:
    """‹firm›成为‹partners›的主要供货商: A公司成为B与C的供货商, 是D、E等企业的一级供应商; not 国内企业的供应商."""
    found = [part for whole in firms_of(partners) for part in names.things(whole)]
    told = len(found) > 1 or all(names.is_firm(partner.text) for partner in found)
    classes = any(edges.is_class(partner.text) or _ANY.search(partner.text) for partner in found)
    if not found or not told or classes:
        return None
    return Said("cooperates_with", tuple(found), firm and names.firm(firm), "Firm", "Firm")


@dealings.rule(
    rf"(?:{CLAUSE}(?P<firm>{FIRM}|{NAME}{{2,10}}?))?(?:已|还)?(?:与|同|和)"
    rf"(?P<partner>{FIRM}|{NAME}{{2,14}}?{any_of(words('places', 'institute'))})"
    rf"{any_of(words('firms', 'entering'))}?(?:了)?"
    rf"(?:长期)?(?:战略|全面|技术|产学研){{0,6}}合作(?:关系|协议)?(?:，(?=(?P<after>{FIRM})))?"
)
def cooperates(firm: Span | None, partner: Span, after: Span | None) -> Said | None:
    """‹firm›与‹partner›合作: 与A钢铁厂进行合作，B矿业公司投资…."""
    who = firm if firm and names.is_firm(firm.text) else after
    other = firm is not None and who is None and edges.opening(firm.text) == 0 and _SCHOOL.search(firm.text)
    kind = "Institution" if _SCHOOL.search(partner.text) else "Firm"
    return None if other else Said("cooperates_with", (partner,), who and names.firm(who), "Firm", kind)


@dealings.rule(
    rf"(?:将|{CLAUSE})(?P<firm>{FIRM})(?:的)?(?:全部|部分)?(?:产权|股权|资产)?(?:已经?|整体|全部){{0,6}}(?:(?:转让|出售|划转)给了?|并入了?|划归)"
    rf"(?P<buyer>{FIRM})"
)
def sold(firm: Span, buyer: Span) -> Said | None:
    """将‹firm›转让给‹buyer›: ‹firm›的产权已转让给‹buyer›."""
    return Said("acquired_by", (names.firm(buyer),), names.firm(firm), "Firm", "Firm")


@dealings.rule(rf"(?P<firm>{FIRM})(?:已|成功)?被(?P<buyer>{FIRM})(?:全资|整体|成功)?(?:收购|兼并|并购)")
def bought(firm: Span, buyer: Span) -> Said | None:
    """‹firm›被‹buyer›收购."""
    return Said("acquired_by", (names.firm(buyer),), names.firm(firm), "Firm", "Firm")


@dealings.rule(
    rf"(?P<buyer>{FIRM})(?:，?(?:已|"
    rf"{any_of(words('firms', 'manner'))}"
    rf")){{0,2}}，?{verbs('take_over')}了?(?:原|濒临倒闭的|停产的|破产的){{0,2}}(?P<firm>{FIRM})"
)
def buys(buyer: Span, firm: Span) -> Said | None:
    """‹buyer›收购‹firm›: A集团收购B公司, 引进A公司，买断原B厂."""
    return Said("acquired_by", (names.firm(buyer),), names.firm(firm), "Firm", "Firm")


@dealings.rule(
    rf"(?:{CLAUSE}(?:\d{{4}}年(?:\d{{1,2}}月)?)?(?:公司|企业)?)(?P<way>被|由|与)(?P<buyer>{FIRM})(?P<deed>{verbs('take_over')}|全资控股)(?!的|其他)"
)
def joined(way: str, buyer: Span, deed: str) -> Said | None:
    """被‹firm›收购, where the clause names no firm but that: 2006年与A集团重组, 公司由B集团控股; not 与B集团兼并C厂."""
    if way == "与" and deed != "重组":
        return None
    return Said("acquired_by", (names.firm(buyer),), None, "Firm", "Firm")


@dealings.rule(
    rf"{CLAUSE}(?:公司|企业|集团)?(?:已|"
    rf"{any_of(words('firms', 'manner'))}){{0,2}}(?:收购|兼并|并购)了?(?:原)?(?P<firm>{FIRM})(?!的|等|股份的|部分)"
)
def takes_over(firm: Span) -> Said | None:
    """公司并购‹firm›, of the firm spoken of: 2015年，公司并购B厂; not 收购B厂的部分股权."""
    taken = names.firm(firm)
    return Said("acquired_by", (), taken, "Firm", "Firm") if names.is_firm(taken.text) else None
