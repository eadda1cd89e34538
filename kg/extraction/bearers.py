"""Whom a figure is of, and of what part: 精制米加工业 and 市场成交额 of 精制米加工业的市场成交额居国内市场第一."""

import re

from kg.extraction.candidates import Candidate, Ranked
from kg.extraction.context import CLUSTERS, Context
from kg.extraction.entities import class_of
from kg.extraction.subjects import core
from kg.extraction.trades import bare
from kg.extraction.wholes import is_zone
from kg.grammar import names
from kg.grammar.engine import Span
from kg.grammar.figures import Reading, Readings
from kg.grammar.figures.reading import trimmed
from kg.grammar.phrases import ANY_LEVEL, nouns
from kg.lexicon import any_of, words
from kg.model import Entity, Mention

_AFTER_NAME = re.compile(
    "(?:企业)?(?:内|中(?![小型])|里|方面)?的?(?:生产(?!总值)|加工|研发|制造)?(?![及和与、])的?(?:企业)?"
)
_BACK = re.compile(f"(?:(?:其|该|这|此)(?:{ANY_LEVEL}|产业集群|产业|集群)?|(?:本|我|全){ANY_LEVEL})的?")
_ALL_FIRMS = re.compile(f"(?:{any_of(words('firms', 'size'))})*(?:企业|公司|工厂|厂家|户)?")
_CLASS_OF_FIRMS = re.compile(
    f"(?:{any_of(words('firms', 'above'))}|规模化|高新技术|工业|工商贸|各类|全部)*(?:企业|工业)?(?:总数|数量?|单位)?"
)
_SIZED = re.compile("(?:规上|规模以上)工业")  # the whole of an industry, as it is counted
# which firms they are, of those of an industry
_OF_SOME_FIRMS = re.compile("其他|[\\d亿万]|(?:加工|生产|制造|出口|配套|销售|流通|服务)企业|(?:企业|厂|公司)[和及、与]")
_CENTRE = re.compile(f"(?:企业)?{any_of(words('firms', 'centre'))}(?:研究)?(?:中心|机构)")
_PLAN = re.compile("(?:计划|工程|行动)$")
_HAS = re.compile("(?:现|共|拥|设|内)?有|占地|建筑|日均|年[交成]")
_BY = re.compile("(?:由|^|[，。；：])$")
_OF_GOODS = ("output_share", "export_share", "market_share", "output_volume", "sales_volume")
_CLASS = re.compile(
    f"(?:等(?:{any_of(words('clusters', 'rank'))})*{nouns('trade')})?(?:{any_of(words('places', 'spread_how'))}|已)*"
    f"(?:{any_of(words('places', 'spread_verb'))})?(?:在|于|到)?(?:{any_of(words('places', 'spread_how'))})?$"
)
_ZONES = ("Park", "Market")
_FACILITY = re.compile(f"(?:{nouns('project')}|园|线路|中心|博览会)$")


def bearer(mention: Mention, reading: Reading, context: Context, told: Entity | None) -> tuple[Ranked, Span | None]:
    """Whom a figure is most likely of, and what its noun says beside that name, None for nothing.

    `told` is whom the figure before it was told of.
    """
    noun = reading.of if reading.of and reading.of.text else None
    found = context.bearers(mention, reading.measure, reading, noun, told)
    if _is_done(mention, reading, found[0].candidate.entity, context):
        found = _without_policy(found, context)
    found = [one for one in found if not _is_scope(mention, reading, one.candidate)] or found
    named = _zone(noun, reading, found) or _opens(mention, found, context)
    likely = named or _investor(mention, reading, found, context) or found[0]
    chosen = likely.candidate
    if noun is None or "built" in chosen.features:
        return likely, None
    if noun.text.isascii():
        return likely, noun  # the measure of a list that grew
    noun = _in_place(noun, chosen, context.place.name)
    if chosen.end <= noun.start or chosen.start >= noun.end or chosen.part:
        return likely, _without_pronoun(noun)
    return likely, _beside(chosen, noun, reading, context)


def _is_done(mention: Mention, reading: Reading, policy: Entity, context: Context) -> bool:
    """Whether a figure tells what was done under a plan, which is the place's: 实施…行动，完成15条生产线改造."""
    plan = policy.type == "Policy" and _PLAN.search(policy.name) is not None
    return plan and not reading.granted and context.modality(mention.end, reading.measure) == "actual"


def _without_policy(found: list[Ranked], context: Context) -> list[Ranked]:
    """Who else may be meant: the place, unless a heading is another's."""
    others = [one for one in found if one.candidate.entity.type != "Policy"]
    place = [one for one in others if one.candidate.entity == context.place]
    if place and not context.focus.headings:
        return [Ranked(place[0].candidate, 1)]
    whole = sum(one.likelihood for one in others)
    return [Ranked(one.candidate, one.likelihood / whole) for one in others] if whole else found


def _is_scope(mention: Mention, reading: Reading, one: Candidate) -> bool:
    """Whether a place is only the whole that a rank holds in: 位居沿江新区第2位."""
    within = mention.start <= one.start < mention.end
    return reading.measure == "rank" and within and one.entity.type == "Place" and one.entity.name in reading.scope


def _zone(noun: Span | None, reading: Reading, found: list[Ranked]) -> Ranked | None:
    """The park or the market that is the noun of what is invested: 拟投资3亿元建设北界竹炭产业园."""
    if noun is None or reading.measure != "investment":
        return None
    zones = (one.candidate for one in found if class_of(one.candidate.entity) in _ZONES)
    zone = next((one for one in zones if noun.start - 2 <= one.start <= noun.start and one.end >= noun.end), None)
    return Ranked(zone, 1) if zone else None


def _opens(mention: Mention, found: list[Ranked], context: Context) -> Ranked | None:
    """The market that opens a sentence in which no one else is named yet: 人发交易市场有摊位700个，年交易额26亿元."""
    before = [one for one in context.said if one.start <= mention.start]
    if len(before) != 1 or before[0].start or not _HAS.match(context.sentence.text, before[0].end):
        return None
    its = (one.candidate for one in found if one.candidate.entity == before[0].entity)
    zone = next((one for one in its if class_of(one.entity) in _ZONES), None)
    return Ranked(zone, 1) if zone else None


def _investor(mention: Mention, reading: Reading, found: list[Ranked], context: Context) -> Ranked | None:
    """The firm right before what it invests: 由青山饲料有限公司投资5000万元建设的饲料厂."""
    if reading.measure != "investment" or found[0].candidate.entity.type == "Firm":
        return None
    text = context.sentence.text
    at = {
        one.end
        for one in context.said
        if one.entity.type == "Firm" and mention.start - 2 <= one.end < mention.end and _BY.search(text, 0, one.start)
    }
    firm = next(
        (one.candidate for one in found if one.candidate.entity.type == "Firm" and one.candidate.end in at), None
    )
    return Ranked(firm, 1) if firm else None


def _beside(chosen: Candidate, noun: Span, reading: Reading, context: Context) -> Span | None:
    """What a noun says behind the name of its bearer; for a share of them the goods that a cluster's name holds."""
    end = chosen.end - noun.start
    if noun.text.startswith(("、", "与", "和", "及"), max(end, 0)):
        return noun
    rest = _behind(noun, max(end, 0))
    if rest is None and chosen.entity.type in CLUSTERS and reading.measure == "output_share":
        said = noun.text[max(chosen.start - noun.start, 0) : end]
        goods = bare(said, context.scene.place)
        return Span(goods, chosen.end - len(goods), chosen.end) if goods else None
    if rest and chosen.entity.type in CLUSTERS and rest.start == chosen.end and _FACILITY.search(rest.text):
        return noun
    whole = (
        not context.sentence.text.startswith(("的", "中", "内", "里"), chosen.end)
        if rest
        else reading.measure in _OF_GOODS
    )
    words = context.sentence.text[chosen.start : chosen.end]
    return noun if whole and words == core(words) and chosen.entity.type in CLUSTERS else rest


def _in_place(noun: Span, chosen: Candidate, place: str) -> Span:
    """A noun without the name of the report's place before it: 竹炭种植面积 of 遂昌县竹炭种植面积; not of 遂昌竹炭."""
    forms = (f"{place}的", place, f"{place[:-1]}的") if place else ()
    end = next((len(form) for form in forms if noun.text.startswith(form)), 0)
    if not end or (chosen.start < noun.start + end and chosen.end > noun.start):
        return noun
    return trimmed(Span(noun.text[end:], noun.start + end, noun.end)) or noun


def _without_pronoun(noun: Span) -> Span | None:
    back = _BACK.match(noun.text)
    return _behind(noun, back.end()) if back else noun


def _behind(noun: Span, at: int) -> Span | None:
    """What stands in a noun behind a name and 的, 中 or 生产的; None for nothing."""
    if noun.text.startswith(("及", "和", "与", "、"), at):
        return noun  # the name is the first of a list
    found = _AFTER_NAME.match(noun.text, at)
    end = found.end() if found else at
    return trimmed(Span(noun.text[end:], noun.start + end, noun.end)) if end < len(noun.text) else None


def part(noun: Span | None, reading: Reading, subject: Entity, group: str) -> str:
    """The part of its subject that a figure is of, "" for the whole of it; `group` where a place stands for several."""
    of = noun.text if noun else ""
    own = subject.type in CLUSTERS and core(subject.name) in of
    match reading.measure:
        case "above_scale_firm_count" | "high_tech_firm_count":
            of = "" if own or _CLASS_OF_FIRMS.fullmatch(of) else of
        case "firm_count":
            of = "" if (own and not _OF_SOME_FIRMS.search(of)) or _ALL_FIRMS.fullmatch(of) else of
        case "output_value" if subject.type in CLUSTERS and _SIZED.fullmatch(of):
            of = ""
        case "tech_centre_count":
            of = "" if _CENTRE.fullmatch(of) else of
        case "other" if reading.quantity.unit == "年":
            of = "历史" if of in ("", subject.name, core(subject.name)) else of
        case "output_volume" | "sales_volume":
            of = of if of.endswith(("交易量", "成交量")) else of.removesuffix("量")
    if is_zone(group) and of and not of.isascii() and group not in of:
        of = group + of
    if own and of in ((subject.name,) if reading.measure in _OF_GOODS else (subject.name, core(subject.name))):
        of = ""
    return of or ("" if reading.measure in ("cluster_count", "growth_rate") else group)


def several(mention: Mention, reading: Reading, context: Context) -> list[Entity]:
    """The clusters of a list of each of which one figure is: A、B要分别达到300亿的规模, A、B在13个乡镇均有分布; the
    one in its turn where a list has a figure for each: A、B产值分别为85亿元、32亿元.
    """
    if isinstance(mention.value, Readings) and (turn := _in_turn(mention, reading, mention.value, context)):
        return [turn]
    words = context.sentence.text[: mention.start]
    clause = words[max(words.rfind(mark) for mark in "，。；") + 1 :]
    said = context.sentence.text[mention.start : mention.end]
    head = reading.of.text if reading.of and "分别" in said else ""
    if not head and "分别" not in clause[-12:] and reading.measure != "town_count":
        return []
    listed = names.things(Span(clause + head, 0, len(clause + head)))
    hits = [hit for hit in (_listed(piece.text, context) for piece in listed) if hit]
    if reading.measure == "town_count" and len(hits) < len(listed):
        return []
    if isinstance(mention.value, Readings) and len(hits) == len(mention.value.each):
        return [hit for hit, one in zip(hits, mention.value.each, strict=True) if one is reading]  # 分别 in their order
    return hits if len(hits) > 1 else []


def _listed(item: str, context: Context) -> Entity | None:
    """The cluster that an item of a list names, or whose trade it is: 纺织服装 of 机械、纺织服装等传统产业在."""
    if hit := context.known.find(item):
        return hit[1]
    return context.known.by_trade(context.scene.place).of(bare(_CLASS.sub("", item, count=1), context.scene.place))


def _in_turn(mention: Mention, reading: Reading, readings: Readings, context: Context) -> Entity | None:
    """The firm, park or town of a list with a figure for each, in its turn: 甲公司、乙公司产值分别为3亿元、2亿元."""
    if "分别" not in context.sentence.text[mention.start : mention.end]:
        return None
    named = [one for one in context.said if mention.start <= one.start and one.end <= mention.end]
    kinds = ([one.entity for one in named if one.entity.type == kind] for kind in ("Firm", "Market", "Place"))
    listed = next((found for found in kinds if len(found) == len(readings.each)), None)
    if listed is None or context.place in listed:
        return None
    return next((who for who, one in zip(listed, readings.each, strict=True) if one is reading), None)
