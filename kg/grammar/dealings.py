"""What firms do together and with standards: A公司起草行业标准, 与B钢铁厂合作, 引进C集团投资, 被D集团收购."""

from kg.grammar import names
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.names import CLAUSE, FIRM, ITEMS, MANY, NAME
from kg.grammar.relations import Said, firms_of

dealings = Grammar("dealings")

_STANDARD = "[^。；，“”]{2,16}?标准"
_DOING = "(?:成为|是|为|参与|主持|牵头|主导|承担)"
_MORE = f"，(?={_STANDARD})"


@dealings.rule(
    rf"{CLAUSE}(?P<firms>{ITEMS})(?:等(?:{MANY})?(?:{NAME}{{0,6}}?企业)?)?(?:已|先后)?{_DOING}(?:起草|制定|制订|了){{0,6}}"
    rf"(?P<standard>{NAME}{{0,16}}?(?:标准)(?:、{NAME}{{1,14}}?标准){{0,6}})(?:的)?(?:主要)?(?:起草|制定|制订|修订)单位"
)
def drafts(firms: Span, standard: Span) -> Said | None:
    """‹firms›成为‹standard›起草单位."""
    found = firms_of(firms)
    return Said("drafts_standard", found, None, "Firm", text=standard.text) if found else None


@dealings.rule(
    rf"{CLAUSE}(?P<firms>{ITEMS})(?:等{NAME}{{0,8}}?企业)?(?:分别|先后|还|共同|已){{0,6}}"
    rf"(?:参与|主持|承担|牵头|主导|参加)(?:了|起草|制定|制订|修订){{0,6}}(?P<standards>(?:[^。；，“”]|{_MORE}){{0,50}}?标准(?:《[^》]{{2,40}}》)?)"
    rf"(?:(?:制定)?的?(?:制定|制订|起草|修订)|(?=。|；|$|，(?!{_STANDARD})))"
)
def drafts_together(firms: Span, standards: Span) -> Said | None:
    """‹firms›参与‹standards›的制定: A公司牵头起草了《假发头套》行业标准, A、B分别参与X标准、Y标准的制定."""
    found = firms_of(firms) if len(standards.text) > 3 else ()
    return Said("drafts_standard", found, None, "Firm", text=standards.text) if found else None


@dealings.rule(
    rf"(?:{CLAUSE}[^，。；：]{{0,12}}?)(?P<firm>{FIRM})(?:与|和|同|会同|联合|携手)(?P<other>{NAME}{{2,20}}?)"
    rf"(?:联合|共同|合作|一[起道同]){{1,6}}(?:主持|牵头|参与)?(?:起草|制定|制订|编制|修订|发布)了?(?P<standard>(?:《[^》]{{2,30}}》)?{NAME}{{0,14}}?标准)"
)
def drafts_with(firm: Span, other: Span, standard: Span) -> Said | None:
    """‹firm›与‹other›联合制定了‹standard›: A公司与某大学联合制定了《…》国家标准; the firm of the two that is one."""
    found = [firm, *([other] if names.is_firm(other.text) else [])]
    return Said("drafts_standard", tuple(found), None, "Firm", text=standard.text) if len(standard.text) > 4 else None


@dealings.rule(
    rf"{CLAUSE}(?P<standard>[^。；，“”、的]{{0,16}}?标准)(?:就|均|都|主要)?由(?P<firms>{FIRM}(?:[、和]{FIRM}){{0,4}})"
    r"(?:等{NAME}{0,6}?企业)?(?:牵头|主持|负责|参与|共同|主导|联合){0,6}(?:起草|制定|制订|修订)".replace("{NAME}", NAME)
)
def drafted_by(standard: Span, firms: Span) -> Said | None:
    """‹standard›由‹firms›起草: 实木门行业标准由A公司牵头起草."""
    found = firms_of(firms) if len(standard.text) > 3 else ()
    return Said("drafts_standard", found, None, "Firm", text=standard.text) if found else None


@dealings.rule(rf"引进(?:了)?(?P<firms>{ITEMS})(?:等)?(?:共同)?投资")
def invests(firms: Span) -> Said | None:
    """引进‹firms›投资: the firms invest in the place."""
    found = firms_of(firms)
    named = any(firm.text.endswith(("公司", "集团", "厂")) for firm in found)
    return Said("invests_in", found, object_type="Firm") if named else None


@dealings.rule(
    rf"{CLAUSE}(?P<firms>{ITEMS})等?(?:先后|共同|联合|又|还){{0,6}}[到来在赴](?P<place>(?:{NAME}{{1,5}}?[省市县区镇乡])|当地)投资(?![者商])"
)
def comes(firms: Span, place: Span) -> Said | None:
    """‹firms›到‹place›投资: A集团、B公司到某县投资1500万元."""
    found = firms_of(firms)
    kept = all(names.is_firm(firm.text) for firm in found)
    return Said("invests_in", found, place, "Place", "Firm") if found and kept else None


@dealings.rule(
    rf"(?:(?P<firm>{FIRM})|(?<=合作，))投资{{quantity}}"
    rf"(?:[^。；]{{0,16}}?(?:对|在|建设|兴建|收购))(?P<target>{NAME}{{2,12}}?)(?=的?资源|进行|实施|投资|建设|，|。|；|$)"
)
def invests_in(firm: Span | None, quantity: Quantity, target: Span) -> Said | None:
    """‹firm›投资‹quantity›…对‹target›: A公司投资3000万元，对B铁矿进行整合; without one, of the firm that cooperates."""
    return Said("invests_in", (target,), firm and names.firm(firm), "Firm", "Place")


@dealings.rule(
    rf"(?:{CLAUSE}(?P<firm>{FIRM}|{NAME}{{2,10}}?))?(?:已|还)?(?:与|同|和)"
    rf"(?P<partner>{FIRM}|{NAME}{{2,14}}?(?:大学|学院|研究院|研究所|科学院))(?:进行|开展|建立|签订|达成)?(?:了)?"
    rf"(?:长期)?(?:战略|全面|技术|产学研){{0,6}}合作(?:关系|协议)?(?:，(?=(?P<after>{FIRM})))?"
)
def cooperates(firm: Span | None, partner: Span, after: Span | None) -> Said | None:
    """‹firm›与‹partner›合作: 与A钢铁厂进行合作，B矿业公司投资…."""
    who = firm if firm and names.is_firm(firm.text) else after
    return Said("cooperates_with", (partner,), who and names.firm(who), "Firm", "Firm")


@dealings.rule(
    rf"(?:将|{CLAUSE})(?P<firm>{FIRM})(?:的)?(?:全部|部分)?(?:产权|股权|资产)?(?:已经?|整体|全部){{0,6}}(?:转让|出售|划转)给了?"
    rf"(?P<buyer>{FIRM})"
)
def sold(firm: Span, buyer: Span) -> Said | None:
    """将‹firm›转让给‹buyer›: ‹firm›的产权已转让给‹buyer›."""
    return Said("acquired_by", (buyer,), firm, "Firm", "Firm")


@dealings.rule(rf"(?P<firm>{FIRM})(?:已|成功)?被(?P<buyer>{FIRM})(?:全资|整体|成功)?(?:收购|兼并|并购)")
def bought(firm: Span, buyer: Span) -> Said | None:
    """‹firm›被‹buyer›收购."""
    return Said("acquired_by", (buyer,), names.firm(firm), "Firm", "Firm")


@dealings.rule(rf"(?P<buyer>{FIRM})(?:已|成功|全资)?(?:收购|兼并|并购)(?:了)?(?P<firm>{FIRM})")
def buys(buyer: Span, firm: Span) -> Said | None:
    """‹buyer›收购‹firm›."""
    return Said("acquired_by", (names.firm(buyer),), firm, "Firm", "Firm")
