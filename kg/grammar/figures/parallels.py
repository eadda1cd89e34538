"""One figure for each of a list: 产值、利税分别达10亿元、2亿元, 毛毯、地毯分别占全国的30%和20%, 分别增长8%、5%."""

import re
from dataclasses import replace

from kg.gazetteer import gazetteer
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.growth import fallen
from kg.grammar.figures.heads import headed
from kg.grammar.figures.measures import part_in
from kg.grammar.figures.reading import NOUN, VERB, WORD, Reading, Readings, fits, joined, trimmed
from kg.grammar.figures.shares import WHAT, measure_of, whole_of
from kg.grammar.phrases import COUNTY, nouns, verbs
from kg.grammar.words import Scope, measure_in
from kg.lexicon import any_of, table, words
from kg.model import Measure

parallels = Grammar("parallels")

_LISTED = r"[^，。；：！？\s]"  # may hold a count: 甲、乙、丙三个产业
_PARTED = re.compile("、|以及|和|与|及(?!其)")
_PLAIN = re.compile("[^、]+")
_BOTH = ("城镇", "农村")
_MEASURE_END = re.compile(f"(?:{any_of(table('measures', 'measure'))})(?:总数|总额|总量|数)?$")
_SHARED_END = re.compile(f"(?:{WHAT}|市场占有率|占有率)$")
_SUMMED = re.compile(
    rf"[\d一二两三四五六七八九十]{{1,9}}(?:个|大|家){any_of(words('clusters', 'rank'))}?"
    f"{nouns('each')}?的?"
)
_A_YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)年?(?!\d)")
_RUN = re.compile(r"(?P<first>(?:19|20)\d\d)年?(?:[-－–~～]|—{1,2}|至|到)(?P<last>(?:19|20)\d\d)年")
_RISES, _FALLS = any_of(words("figures", "rise")), "(?:下降|减少|回落)"
_AREA = "[\u4e00-\u9fff]{2,6}?"  # the name of a place
_SPREAD = ("个", "家", "户", "件", "项", "处")
_MAKES = table("products", "measure", role="turnout_verb")
_WHOLE = r"(?P<whole>(?P<surface>{scope})?[^，。；：！？“”\s\ue000-\uf8ff占]{0,20}?)"


def items(span: Span) -> list[Span]:
    """The items of a list that 、 and 和 part."""
    found: list[Span] = []
    at = 0
    for cut in [*_PARTED.finditer(span.text), None]:
        end = cut.start() if cut else len(span.text)
        if end > at:
            found.append(Span(span.text[at:end], span.start + at, span.start + end))
        at = cut.end() if cut else end
    return found


def _as_many(span: Span, count: int) -> list[Span]:
    """The items of a list of so many: those that 、 parts, where 和 stands in a name (甲园、仁和园), else all.

    城乡居民 are two.
    """
    if count == len(_BOTH) and "城乡" in span.text and not _PARTED.search(span.text):
        return [Span(span.text.replace("城乡", one), span.start, span.end) for one in _BOTH]
    listed = [
        Span(found[0], span.start + found.start(), span.start + found.end()) for found in _PLAIN.finditer(span.text)
    ]
    return listed if len(listed) == count else items(span)


def _measured(span: Span) -> tuple[Measure | None, Span, Span]:
    """The measure that words end in, those before it, and those that name it."""
    found = _MEASURE_END.search(span.text)
    if not found:
        return None, span, Span("", span.end, span.end)
    at = span.start + found.start()
    measure = next(measure_in(said) for said in _suffixes(found[0]) if said in _MEASURES)
    return measure, Span(span.text[: found.start()], span.start, at), Span(found[0], at, span.end)


_MEASURES = table("measures", "measure")


def _suffixes(words: str) -> list[str]:
    return [words, *(words.removesuffix(end) for end in ("总数", "总额", "总量", "数"))]


def _hedged(quantities: tuple[Quantity, ...]) -> tuple[Quantity, ...]:
    """The quantities with the 超 or 不足 before the first of them on each: 分别突破600和90亿元."""
    first = quantities[0]
    over = first.qualifier == "over" and first.upper is None
    under = first.qualifier == "under"
    if not (over or under) or any(quantity.qualifier for quantity in quantities[1:]):
        return quantities
    rest = (
        replace(q, qualifier=first.qualifier, lower=q.lower if over else None, upper=None if over else q.upper)
        for q in quantities[1:]
    )
    return (first, *rest)


@parallels.rule(
    rf"(?P<of>{_LISTED}{{2,70}}?)(?:总额|总量)?(?:将|要|已|可)?(?:分别|各(?=[为达]))(?:为|达)?{VERB}{{quantities}}(?!的)"
)
def stated(of: Span, quantities: tuple[Quantity, ...]) -> Readings | None:
    """‹list›分别达到‹quantities›: 产值、利税分别达到10亿元、2亿元, 甲、乙产量分别为3万吨和2万吨."""
    summed = _SUMMED.search(of.text)
    named = Span(of.text[: summed.start()], of.start, of.start + summed.start()) if summed and summed.start() else of
    dated = _by_year(named, len(quantities))
    listed = [item for _, item in dated] or _as_many(named, len(quantities))
    if len(listed) != len(quantities):
        return None
    shared, _, named_by = _measured(of)
    kind = Span(of.text[summed.end() :], of.start + summed.end(), of.end) if summed and summed.start() else None
    readings: list[Reading] = []
    for item, quantity in zip(listed, _hedged(quantities), strict=True):
        own, rest, said = _measured(item)
        measure = own or shared
        if measure is None or not fits(measure, quantity):
            noun = trimmed(item)
            readings.append(Reading("other", quantity, joined(noun, kind) if kind and kind.text else noun))
            continue
        noun = trimmed(rest)
        if measure.kind == "count":
            words = Span(item.text.removesuffix("数").removesuffix("总"), item.start, item.end)
            noun = joined(trimmed(words), None if own else kind)
        else:
            noun = joined(noun, part_in(said if own else named_by))
        at_home = measure.id == "market_share" and (said if own else named_by).text.startswith("国内")
        readings.append(Reading(measure.id, quantity, noun, "全国" if at_home else ""))
    years = [year for year, _ in dated] or [""] * len(readings)
    return Readings(tuple(replace(one, period=year) for one, year in zip(readings, years, strict=True)))


@parallels.rule(
    rf"(?P<of>{_LISTED}{{2,60}}?)(?:每年|全年|一年|年)?(?:分别|各)年?(?P<verb>{any_of(_MAKES)}){{quantities}}(?!的)"
)
def made(of: Span, verb: str, quantities: tuple[Quantity, ...]) -> Readings | None:
    """‹list›分别年产‹quantities›: 雨伞和雨衣每年分别生产300万把和80万件."""
    listed = _as_many(of, len(quantities))
    if len(listed) != len(quantities) or any(q.kind in ("money", "share", "time", "person") for q in quantities):
        return None
    each = zip(listed, quantities, strict=True)
    return Readings(tuple(Reading(_MAKES[verb], quantity, trimmed(item)) for item, quantity in each))


@parallels.rule(
    rf"(?<=[，、])在{_WHOLE}[中内里上]?的?{any_of(words('shares', 'noun'))}"
    rf"(?:分别|依次|各)(?:占|为|是|达|达到)?{{quantities}}"
)
def portioned(whole: Span, surface: str, scope: Scope | None, quantities: tuple[Quantity, ...]) -> Readings | None:
    """，在‹whole›中的比重依次为‹shares›: the share of each of the list just told."""
    if any(quantity.unit != "%" for quantity in quantities):
        return None
    measure = measure_of("", whole.text, scope, surface)
    named = whole_of(measure, whole.text, scope, surface)
    return Readings(tuple(Reading(measure, quantity, None, named, follows="each") for quantity in quantities))


@parallels.rule(rf"(?P<of>{WORD}{{2,60}}?)，?分别(?:给予|一次性)?{verbs('grant')}{{quantities}}")
def granted(of: Span, quantities: tuple[Quantity, ...]) -> Readings | None:
    """‹list›分别奖励‹quantities›: the sums that a policy grants to each of several."""
    listed = _as_many(of, len(quantities))
    if len(listed) != len(quantities) or any(quantity.kind != "money" for quantity in quantities):
        return None
    each = zip(listed, quantities, strict=True)
    return Readings(tuple(Reading("other", quantity, trimmed(item), granted=True) for item, quantity in each))


@parallels.rule(
    rf"(?={WORD}{{2,60}}?[、和与及])(?P<of>{WORD}{{5,80}}?)各自?(?:有|建成|新增)?{{quantity}}(?=[，。；]|$)"
)
def apiece(of: Span, quantity: Quantity) -> Readings | None:
    """‹list›各‹quantity›: 鲁班奖、钱江杯各2项, so many of each."""
    listed = [noun for item in items(of) if (noun := trimmed(item))]
    kinds = [told for noun in listed if (told := headed(noun, quantity))]
    if len(listed) < 2 or not kinds or quantity.value < 1:
        return None
    return Readings(tuple(Reading(kinds[-1].measure, quantity, noun) for noun in listed))


@parallels.rule(
    rf"(?:(?<=[，；：、”])(?!其中)|(?<=其中))(?P<of>{_AREA}(?:(?:[、和与及]){_AREA}){{0,12}})(?P<each>各)?(?:有|占)?{{quantity}}(?=[，。；（]|$)"
)
def apportioned(of: Span, each: str, quantity: Quantity) -> Readings | None:
    """‹places›各‹quantity›: how what was counted spreads over places, 其中诸暨6个，义乌和东阳各3个."""
    if quantity.kind != "count" or quantity.word not in _SPREAD or quantity.qualifier:
        return None
    places = items(of)
    if bool(each) != (len(places) > 1) or not all(gazetteer().called(place.text) for place in places):
        return None
    measure = "firm_count" if quantity.word in ("家", "户") else "other"
    return Readings(tuple(Reading(measure, quantity, place=place) for place in places))


@parallels.rule(rf"(?<=[，；])(?P<of>{WORD}{{2,16}}?){VERB}{{quantities}}(?=[，。；]|$)")
def carried(of: Span, quantities: tuple[Quantity, ...]) -> Readings | None:
    """，‹thing›‹quantities›: one more figure for each of the list just told, ，入驻企业93家、58家."""
    words = {(quantity.word, quantity.qualifier) for quantity in quantities}
    if len(words) > 1:
        return None
    measure, _, _ = _measured(of)
    stated = measure is not None and fits(measure, quantities[0])
    told = Reading(measure.id, quantities[0], of) if measure and stated else headed(trimmed(of), quantities[0])
    if told is None:
        return None
    return Readings(tuple(replace(told, quantity=quantity, follows="each") for quantity in quantities))


@parallels.rule(
    rf"(?<=[：，、；中])(?P<of>(?:(?!其他|其余|各){NOUN}){{1,10}}?(?:[镇乡]|街道|{COUNTY}(?![场域])|园区?|公司|集团)){VERB}{{quantity}}"
    r"(?=[，、；。]|$)"
)
def apiece_of_whole(of: Span, quantity: Quantity) -> Reading | None:
    """，‹place or firm›‹money›: what each has of what was just told, 完成投资8亿元，其中：清水镇2亿元，柳河镇6亿元."""
    return Reading("", quantity, of, follows="alike") if quantity.kind == "money" else None


def _by_year(span: Span, count: int) -> list[tuple[str, Span]]:
    """The years of 2021年、2022年产值 or 2021—2022年产值 with the words behind each; none where they are no `count`."""
    if (run := _RUN.match(span.text)) and int(run["last"]) - int(run["first"]) + 1 == count:
        at = span.start + run.end()
        rest = Span(span.text[run.end() :], at, span.end)
        return [(str(year), rest) for year in range(int(run["first"]), int(run["last"]) + 1)]
    found = [(_A_YEAR.match(item.text), item) for item in items(span)]
    told = [
        (year["year"], Span(item.text[year.end() :], item.start + year.end(), item.end)) for year, item in found if year
    ]
    return told if len(told) == len(found) == count > 1 else []


def _each_share(
    listed: list[Span], what: str, whole: Span, surface: str, scope: Scope | None, quantities: tuple[Quantity, ...]
) -> Readings:
    said = [_SHARED_END.search(item.text + (what if item is listed[-1] else "")) for item in listed]
    if all(said):
        return _each_measure(listed, [found[0] for found in said if found], whole, surface, scope, quantities)
    measure = measure_of(what, whole.text, scope, surface)
    named = whole_of(measure, whole.text, scope, surface)
    each = zip(listed, quantities, strict=True)
    return Readings(tuple(Reading(measure, quantity, trimmed(item), named) for item, quantity in each))


def _each_measure(
    listed: list[Span],
    said: list[str],
    whole: Span,
    surface: str,
    scope: Scope | None,
    quantities: tuple[Quantity, ...],
) -> Readings:
    """The shares of one thing by several measures: 种植面积、产量、市场占有率均占全国七成."""
    thing = trimmed(Span(listed[0].text.removesuffix(said[0]), listed[0].start, listed[0].end - len(said[0])))
    readings: list[Reading] = []
    for item, what, quantity in zip(listed, said, quantities, strict=True):
        measure = "market_share" if what.endswith("占有率") else measure_of(what, whole.text, scope, surface)
        named = whole_of(measure, whole.text, scope, surface)
        own = joined(thing, Span(what, item.end, item.end)) if measure == "share" else thing
        readings.append(Reading(measure, quantity, own, named))
    return Readings(tuple(readings))


@parallels.rule(rf"(?P<of>{_LISTED}{{2,60}}?)(?P<what>{WHAT})?(?:约|已)?分别占(?:到|据|了)?{_WHOLE}的?{{quantities}}")
def shared(
    of: Span, what: str, whole: Span, surface: str, scope: Scope | None, quantities: tuple[Quantity, ...]
) -> Readings | None:
    """‹list›分别占‹whole›的‹shares›: 毛毯、地毯产量分别占全国的30%和20%."""
    summed = _SUMMED.search(of.text)
    named = Span(of.text[: summed.start()], of.start, of.start + summed.start()) if summed else of
    listed = _as_many(named, len(quantities))
    if len(listed) != len(quantities) or any(quantity.unit != "%" for quantity in quantities):
        return None
    return _each_share(listed, what, whole, surface, scope, quantities)


@parallels.rule(rf"(?P<of>{WORD}{{2,40}}?)(?P<what>{WHAT})?(?:约|已)?(?:分别|均|各|都)(?:约)?占{_WHOLE}的?{{quantity}}")
def alike(of: Span, what: str, whole: Span, surface: str, scope: Scope | None, quantity: Quantity) -> Readings | None:
    """‹list›分别占‹whole›的‹share›: one share that holds for each of a list."""
    listed = items(of)
    if len(listed) < 2 or quantity.unit != "%":
        return None
    return _each_share(listed, what, whole, surface, scope, (quantity,) * len(listed))


@parallels.rule(
    rf"(?P<of>{_LISTED}{{0,40}}?)(?:同比|比上年|较上年|年均|实际)?分别(?:同比|比上年|较上年)?"
    rf"(?:(?P<rise>{any_of(words('figures', 'rise'))})|(?P<fall>下降|减少|回落))(?:了|达到|达|为)?{{quantities}}"
)
def grown(of: Span, rise: str, fall: str, quantities: tuple[Quantity, ...]) -> Readings | None:
    """‹list›分别增长‹shares›: how each of a list has grown, or of the list before where none is said."""
    if any(quantity.unit != "%" for quantity in quantities):
        return None
    return _each_grown(of, tuple(fallen(quantity) if fall else quantity for quantity in quantities))


def _each_grown(of: Span, signed: tuple[Quantity, ...]) -> Readings:
    measure, _, said = _measured(of)
    listed = _as_many(of, len(signed))
    if len(listed) != len(signed):
        words = said if measure and said.text == of.text else None
        return Readings(tuple(Reading("growth_rate", quantity, words, follows="growth") for quantity in signed))
    readings: list[Reading] = []
    for item, quantity in zip(listed, signed, strict=True):
        own, rest, _ = _measured(item)
        shared = joined(rest, said) if measure and not own else item
        grown_part = Span(own.id, item.end, item.end) if own and not rest.text else shared
        readings.append(Reading("growth_rate", quantity, grown_part))
    return Readings(tuple(readings))


@parallels.rule(
    rf"(?P<of>{_LISTED}{{0,40}}?)(?:同比|比上年|较上年)?分别(?:同比|比上年|较上年)?(?:{_RISES}|(?P<fall>{_FALLS}))了?{{quantity}}"
    rf"(?:[、和与]|以及)(?:{_RISES}|(?P<later_fall>{_FALLS}))了?{{later}}(?![、和与])"
)
def mixed(of: Span, fall: str, quantity: Quantity, later_fall: str, later: Quantity) -> Readings | None:
    """‹list›分别下降‹share›和增长‹share›: how each of two has changed, one up and one down."""
    if quantity.unit != "%" or later.unit != "%":
        return None
    return _each_grown(of, (fallen(quantity) if fall else quantity, fallen(later) if later_fall else later))
