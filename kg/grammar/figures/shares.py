"""Shares of a whole: 刹车盘产量占全国40%, 约占国内市场的30%, 占国土面积的53.5%, 世界运动鞋的20%."""

import re

from kg.grammar.amounts import Quantity, about
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.heads import headed
from kg.grammar.figures.reading import GROUP, NOUN, VERB, WORD, Reading, collective, joined, trimmed
from kg.grammar.periods import Period
from kg.grammar.phrases import verbs
from kg.grammar.words import Scope
from kg.lexicon import any_of, words

shares = Grammar("shares")

WHAT = any_of(words("shares", "measure"))
_WHOLE = r"[^，。；：！？“”\s\ue000-\uf8ff占]"
_BEFORE = "(?>(?:约|大约|已经?|分别|双双|就|则|均|都|仅|只|大致|要|将|各|还|也|更|又){0,6})"
_AFTER = "(?:的?(?:比重|比例|份额)?(?:已|均|分别)?(?:达到|达|约为|为|超过|是|仅)?|的)"
_WHOLE_END = re.compile(f"的?{any_of(words('shares', 'whole'))}*的?$")
_MARKET = re.compile(f"{any_of(words('shares', 'of_market'))}|[销流]售?通?量|交易[量额]|成交[量额]")
_OUTPUT = re.compile(f"{any_of(words('shares', 'of_output'))}|(?:生产|产业)规模")
_OTHER = re.compile(f"{any_of(words('shares', 'of_other'))}|税")
_ALIKE = re.compile("的?(?:同类产品|同类|同行业)的?$|的$")
_OPEN = re.compile("^(?:当年|同期|目前|的|贡献了?|相当于|依){1,6}|的$")
_SHARED_THINGS = any_of(words("shares", "thing"))
_OF_FIRMS = re.compile(f"{_SHARED_THINGS}$")
_TRADE = re.compile("(?:产业|制造业|加工业|业|集群)$")
_TAKES, _GIVES = (any_of(words("shares", role)) for role in ("taken", "given"))
_STEP = re.compile(f"{any_of(words('figures', 'step'))}|提高|上升")
_DOES = re.compile(f"^{verbs('use')}")


def measure_of(what: str, whole: str, scope: Scope | None, surface: str) -> str:
    """Which share it is, from what is shared and the whole: of a market, of exports, of output, or any other."""
    rest = _ALIKE.sub("", whole.removeprefix(surface) if scope else whole)
    if any(word in what for word in ("经济", "面积", "企业")) or (_OTHER.search(rest) and "产值" not in rest):
        return "share"
    if "外销" not in what and ("市场" in whole or _MARKET.search(what)):
        return "market_share"
    if any(word in what for word in ("出口", "外贸", "外销")) or ("出口" in whole and scope):
        return "export_share"
    if _MARKET.search(whole) and scope:
        return "market_share"
    if _OUTPUT.search(what) or _OUTPUT.search(rest):
        return "output_share" if scope or "值" in whole else "share"
    return "output_share" if scope and not rest else "share"


def whole_of(measure: str, words: str, scope: Scope | None, surface: str) -> str:
    """The name of the whole that a share is of: the scope where it is that of a product, 全县工业总产值 in full."""
    rest = _WHOLE_END.sub("", words.removeprefix(surface)) if scope else ""
    if scope and measure != "share" and not (measure == "output_share" and "值" in words and rest):
        return scope.name
    return _OPEN.sub("", words)


def _shared(
    of: Span | None, what: Span | None, whole: Span, scope: Scope | None, surface: str, quantity: Quantity
) -> Reading:
    """The share that a thing has of a whole; of the product that the whole is of where the thing is left out."""
    words = whole.text
    measure = measure_of(what.text if what else "", words, scope, surface)
    noun = of
    firms = noun is not None and _OF_FIRMS.search(noun.text)
    if firms and ("值" not in words or (noun and len(noun.text) == len(firms[0]))):
        measure = "share"
    if measure == "share" or (what and re.search("交易|成交", what.text)):
        noun = joined(noun, what)
    rest = _WHOLE_END.sub("", words.removeprefix(surface)) if scope else ""
    if rest and measure != "share" and "值" not in words and (noun is None or _TRADE.search(noun.text)):
        at = whole.start + words.index(rest)
        noun = Span(rest, at, at + len(rest))
    return Reading(measure, quantity, noun, whole_of(measure, words, scope, surface))


@shares.rule(
    rf"(?P<of>{GROUP}{NOUN}{{1,20}}?)?在(?P<whole>(?:(?P<surface>{{scope}})|{_WHOLE}{{2}}){_WHOLE}{{0,20}}?)(?:之?[上中内里]|当中)(?:的?"
    rf"{any_of(words('shares', 'noun'))}|(?:约|大约|仅|已)?占)?(?:了|约|近)?{VERB}{{quantity}}"
)
def within(
    of: Span | None,
    count: Span | None,
    group: Quantity | None,
    whole: Span,
    surface: str,
    scope: Scope | None,
    quantity: Quantity,
) -> Reading | None:
    """‹thing›在‹whole›中占‹share›: 园区产值在全县工业总产值中占75%, 装备业在规上工业中占比达45%."""
    if quantity.unit != "%":
        return None
    measure = measure_of("", whole.text, scope, surface)
    if measure == "share" and scope and "值" in whole.text:
        measure = "output_share"
    return Reading(measure, quantity, of and collective(of, count, group), whole.text)


@shares.rule(
    rf"(?P<of>{WORD}{{0,20}}?){_TAKES}了?(?P<whole>(?P<surface>{{scope}})?{_WHOLE}{{0,8}}?)"
    r"{quantity}的?(?P<what>市场份额|市场|份额|销量|产量)(?!占)"
)
def taken(of: Span, whole: Span, surface: str, scope: Scope | None, quantity: Quantity, what: Span) -> Reading | None:
    """拿下‹whole›‹share›的市场: 拿下西北地区近三成的市场份额."""
    if quantity.unit != "%":
        return None
    measure = "output_share" if what.text == "产量" else "market_share"
    return Reading(measure, quantity, trimmed(of), scope.name if scope else _OPEN.sub("", whole.text))


@shares.rule(
    rf"(?P<of>{GROUP}{WORD}{{0,30}}?)(?P<what>{WHAT})?(?P<adverbs>{_BEFORE})(?:占(?!有率|比|地|用|领)(?:到|据|了|有)?|(?<=，)相当于)(?:当年|同期|目前)?"
    rf"(?P<whole>(?P<surface>{{scope}})?{_WHOLE}{{0,24}}?){_AFTER}{{quantity}}(?=[、和]{{more}})?"
)
def whole(
    of: Span,
    count: Span | None,
    group: Quantity | None,
    what: Span | None,
    adverbs: str,
    whole: Span,
    surface: str,
    scope: Scope | None,
    quantity: Quantity,
    more: Quantity | None,
) -> Reading | None:
    """‹product›‹what›占‹whole›‹share›: 刹车盘产量占全国40%, 约占国内市场的30%, 占国土面积的53.5%."""
    if quantity.unit != "%" or (more is not None and "分别" in adverbs):
        return None  # 三大产业分别占35%、25%、20%: which has which, nothing says
    if "约" in adverbs:
        quantity = about(quantity)
    noun = collective(of, count, group)
    if not whole.text:
        measure = measure_of(what.text, "", scope, "") if what else "share"
        if what and _OUTPUT.search(what.text):
            measure = "output_share"
        if noun is None and what is None and of.text:
            return None
        return Reading("" if measure == "share" else measure, quantity, noun, follows="share")
    reading = _shared(noun, what, whole, scope, surface, quantity)
    scope_alone = reading.measure == "output_share" and whole.text == surface
    leans = what is None and (scope_alone or (noun is None and scope is None))
    if leans or (reading.of is None and reading.measure != "share"):
        return Reading("" if leans else reading.measure, quantity, reading.of, reading.scope, follows="share")
    return reading


@shares.rule(
    rf"(?P<of>{WORD}{{0,24}}?)(?P<what>{WHAT})(?:到?{{period}})?(?>(?:约|已|就|要|将){{0,6}})(?:达到|达|相当于|为|是)"
    rf"(?P<whole>(?P<surface>{{scope}}){_WHOLE}{{0,20}}?)的{{quantity}}"
)
def reaches(
    of: Span, what: Span, period: Period | None, whole: Span, surface: str, scope: Scope, quantity: Quantity
) -> Reading | None:
    """‹product›‹what›达到‹whole›的‹share›: 生产规模达到全国总产量的2/3."""
    return _shared(trimmed(of), what, whole, scope, surface, quantity) if quantity.unit == "%" else None


@shares.rule(rf"(?:、|，|和|及|以及|与)(?P<whole>(?P<surface>{{scope}})?{_WHOLE}{{0,24}}?)的(?:约|近)?{{quantity}}")
def more(whole: Span, surface: str, scope: Scope | None, quantity: Quantity) -> Reading | None:
    """，‹whole›的‹share›: a second whole for what has just been said, 世界运动鞋的20%, 总利税的67%."""
    if quantity.unit != "%" or not whole.text or _STEP.search(whole.text):
        return None
    rest = _OPEN.sub("", whole.text.removeprefix(surface))
    if scope and not (_OTHER.search(rest) or _MARKET.search(rest) or _OUTPUT.search(rest)):
        at = whole.end - len(rest)
        return Reading("", quantity, Span(rest, at, whole.end) if rest else None, scope.name, follows="whole")
    reading = _shared(None, None, whole, scope, surface, quantity)
    return Reading(reading.measure, quantity, reading.of, reading.scope, follows="whole")


@shares.rule(
    rf"(?P<of>{GROUP}{NOUN}{{2,20}}?)(?:支撑起?|撑起|占据|占领|贡献(?!率)|承担|包揽)了?(?P<whole>{{scope}}?{_WHOLE}{{0,14}}?)的?(?P<said>{{quantity}})"
)
def borne(
    of: Span,
    count: Span | None,
    group: Quantity | None,
    whole: Span,
    scope: Scope | None,
    said: str,
    quantity: Quantity,
) -> Reading | None:
    """‹thing›支撑‹whole›的‹share›: 骨干企业支撑了全区泵业的半壁江山, 平台承担了市场交易量的三成."""
    noun = collective(of, count, group)
    if quantity.unit != "%" or noun is None or not whole.text:
        return None
    return Reading("share", about(quantity) if said == "半壁江山" else quantity, noun, _OPEN.sub("", whole.text))


@shares.rule(
    rf"{_GIVES}了?(?P<whole>(?:{{scope}}|本地|当地)?){{quantity}}的"
    rf"(?P<of>{NOUN}{{0,2}}?(?:{WHAT}|{_SHARED_THINGS}|就业|利税))"
)
def contributed(whole: Span, scope: Scope | None, quantity: Quantity, of: Span) -> Reading | None:
    """贡献‹whole›‹share›的‹measure›: 贡献了全县六成以上的税收, 提供当地四成的就业."""
    return Reading("share", quantity, of, scope.name if scope else whole.text) if quantity.unit == "%" else None


@shares.rule(
    r"(?:{scope}|(?P<other>[^，。；每“”]{2,6}))?{quantity}(?P<made>出自|产于|在此生产)?(?P<sold>产自|来自|从|销往|由)?"
)
def of_every(scope: Scope | None, other: str, quantity: Quantity, made: str, sold: str) -> Reading | None:
    """‹scope›每‹n›‹product›就有‹m›来自…: 全国每10台断路器，就有6台出自这里."""
    if quantity.unit != "%" or quantity.word in ("%", "％", "﹪") or not (made or sold):
        return None
    measure = "output_share" if made else "market_share"
    return Reading(measure, quantity, Span(quantity.word, 0, 0), scope.name if scope else other)


@shares.rule(rf"{{scope}}?{{quantity}}的(?P<of>{NOUN}{{2,10}}?)(?P<does>{NOUN}{{2,14}})")
def of_things(scope: Scope | None, quantity: Quantity, of: Span, does: Span) -> Reading | None:
    """‹share›的‹things›‹…›: 95%以上的农户从事苹果产业: of things, the share that does something."""
    if quantity.unit != "%":
        return None
    words = of.text + does.text
    verb = next((at for at in range(2, len(words) - 1) if _DOES.match(words[at:])), None)
    if verb is None:
        return None
    noun = Span(f"{words[verb:]}的{words[:verb]}", does.end, does.end)
    return Reading("share", quantity, noun, scope.name if scope else words[:verb])


@shares.rule(
    rf"(?P<of>{NOUN}{{1,20}}?)(?<!增长)(?<!占有)(?P<kind>率|的?比重|的?占比|的?比例)(?:已经|已|仅){{0,2}}{VERB}{{quantity}}"
)
def ratio(of: Span, kind: Span, quantity: Quantity) -> Reading | None:
    """‹ratio›‹share›: 森林覆盖率41%, 办结率达80%, 产值占比达到15%."""
    if quantity.unit != "%":
        return None
    if kind.text == "率":
        return headed(trimmed(joined(of, kind)), quantity)
    noun = trimmed(of)
    if noun and (made := re.search("(?:总?产值|产量)$", noun.text)):
        product = Span(noun.text[: made.start()], noun.start, noun.start + made.start())
        return Reading("output_share", quantity, trimmed(product))
    return Reading("share", quantity, noun)
