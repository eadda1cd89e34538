"""Whom a figure is of, and of what part: 精制米加工业 and 市场成交额 of 精制米加工业的市场成交额居国内市场第一."""

import re

from kg.extraction.context import CLUSTERS, Context
from kg.extraction.subjects import Speaker, core
from kg.extraction.trades import bare, place_end
from kg.grammar import names
from kg.grammar.engine import Span
from kg.grammar.figures import Reading
from kg.grammar.figures.reading import trimmed
from kg.lexicon import any_of, rows
from kg.model import Entity, Mention

_OF_WHAT_IS_BUILT = ("investment", "area", "employment", "output_value", "revenue", "firm_count")
_PLACE_THING = re.compile(any_of(row["surface"] for row in rows("place_things")))
_LAND = re.compile("$|[县市区镇乡]域|国土|总?面积|林业|土地|耕地|辖区|行政区域|境内")
_AFTER_NAME = re.compile("(?:企业)?(?:内|中(?![小型])|里|方面)?的?(?:生产|加工|研发|制造)?的?(?:企业)?")
_BACK = re.compile("(?:(?:其|该|这|此)(?:[省市县区镇乡]|产业集群|产业|集群)?|(?:本|我|全)[省市县区镇乡])的?")
_ALL_FIRMS = re.compile(f"(?:{any_of(row['surface'] for row in rows('firm_sizes'))})*(?:企业|公司|工厂|厂家|户)?")
_CLASS_OF_FIRMS = re.compile("规.*|(?:规模以上|限额以上|规上|限上|规模|高新技术|工业)*企业")
# which firms they are, of those of an industry
_OF_SOME_FIRMS = re.compile("其他|[\\d亿万]|(?:加工|生产|制造|出口|配套|销售|流通|服务)企业|(?:企业|厂|公司)[和及、与]")
_CENTRE = re.compile("(?:企业)?(?:技术|研发|技术开发|工程技术)(?:研究)?(?:中心|机构)")
_OF_GOODS = ("output_share", "export_share", "market_share", "output_volume", "sales_volume")
_TOGETHER = re.compile("[\\d一二两三四五六七八九十]+[个大][^，、]{0,8}?(?:产业集群|产业|集群|行业|板块)")
_STATE = re.compile("[干鲜精生熟湿小大野]$|适宜|适合")  # 干草果 are goods, of the cluster 草果
_FACILITY = re.compile("(?:基地|园|项目|工程|线路|生产线|工厂|中心|博览会)$")
_NOT_ITS_OWN = ("、", "等", "和", "为")  # behind a name that is one of a list, or of a cluster's lead firms


def bearer(mention: Mention, reading: Reading, context: Context) -> tuple[Speaker, Span | None]:
    """Whom a figure is of, and what its noun says beside that name; None for nothing."""
    noun = reading.of if reading.of and reading.of.text else None
    if reading.measure == "output_value" and "综合产值" in context.sentence.text[mention.start : mention.end]:
        return Speaker(0, 0, context.scene.cluster or context.whole), noun
    built = context.built(mention)
    if built and reading.measure in _OF_WHAT_IS_BUILT:
        return built, None
    if reading.measure == "area" and reading.quantity.unit == "km2" and (noun is None or _LAND.match(noun.text)):
        speaker = context.subject(mention, reading.measure)
        own = speaker.named or speaker.entity.type == "Place"
        return (speaker if own else Speaker(0, 0, context.place)), None
    if noun is None:
        return context.subject(mention, reading.measure), None
    if _PLACE_THING.search(noun.text) and not context.known.find(noun.text):
        return Speaker(0, 0, context.place), _without_pronoun(noun)
    if mention.rule == "counts.clusters":
        return context.subject(mention, reading.measure), noun
    if mention.rule == "ranks.largest":
        thing = context.known.thing(noun.text, 0)
        return (Speaker(0, 0, thing[2]) if thing else context.subject(mention, reading.measure)), noun
    if mention.rule == "measures.change":
        return context.subject(mention, reading.measure), noun
    if _TOGETHER.fullmatch(noun.text) and (context.scene.cluster is None or mention.rule.startswith("totals.")):
        return Speaker(0, 0, context.place), noun
    inside = [
        s
        for s in context.spoken
        if s.start <= noun.start + 2 and noun.start < s.end <= noun.end and not _STATE.search(_before_name(s, context))
    ]
    if inside:
        return _spoken(inside[-1], noun, mention, reading, context)
    if named := _named(noun, reading, context):
        return named
    return context.subject(mention, reading.measure), _without_pronoun(noun)


def _before_name(speaker: Speaker, context: Context) -> str:
    """What stands before the name of a cluster in the words that speak of it: 干 in 每亩产干草果."""
    words = context.sentence.text[speaker.start : speaker.end]
    held = context.known.find(words) if speaker.entity.type in CLUSTERS else None
    return words[: held[0]] if held else ""


def _spoken(
    speaker: Speaker, noun: Span, mention: Mention, reading: Reading, context: Context
) -> tuple[Speaker, Span | None]:
    """The subject that opens a noun; of a place, the cluster named behind it or the one that the section is about."""
    if noun.text.startswith("、", max(speaker.end - noun.start, 0)):
        return context.subject(mention, reading.measure), noun
    if noun.text.startswith("与"):
        return speaker, noun
    rest = _behind(noun, speaker.end - noun.start)
    if rest is None and speaker.entity.type in CLUSTERS and reading.measure == "output_share":
        said = noun.text[max(speaker.start - noun.start, 0) : speaker.end - noun.start]
        goods = bare(said, context.scene.place)
        return speaker, Span(goods, speaker.end - len(goods), speaker.end) if goods else None
    if rest and speaker.entity.type in CLUSTERS and _FACILITY.search(rest.text) and rest.start == speaker.end:
        return speaker, noun
    if speaker.entity.type != "Place":
        return speaker, rest
    held = context.known.find(rest.text) if rest else None
    if rest and held and held[0] == 0:
        return Speaker(speaker.start, rest.start + len(held[2]), held[1]), _behind(rest, len(held[2]))
    if reading.measure in ("area", "rank") and _LAND.match(rest.text if rest else ""):
        return speaker, rest
    resolved = context.subject(mention, reading.measure)
    return Speaker(speaker.start, speaker.end, resolved.entity, speaker.part), rest


def _named(noun: Span, reading: Reading, context: Context) -> tuple[Speaker, Span | None] | None:
    """The firm, market, park or cluster known by name that a noun opens with, or has behind 的."""
    for at in range(len(noun.text) - 2):
        thing = context.known.thing(noun.text, at) if at <= 2 or noun.text[at - 1] == "的" else None
        if thing and noun.text.startswith(_NOT_ITS_OWN, thing[1]):
            break
        if thing:
            return Speaker(noun.start, noun.start + thing[1], thing[2], named=True), _behind(noun, thing[1])
    held = context.known.find(noun.text)
    if held is None or held[0] not in (0, place_end(noun.text, context.scene.place)):
        return None
    end = held[0] + len(held[2])
    speaker = Speaker(noun.start, noun.start + end, held[1])
    behind = noun.text[end:]
    # 草果种植基地 is a thing of its own, 草果产业的种植基地 is a part; 丝网产量 is of the goods
    whole = not behind.startswith(("的", "中", "内", "里")) if behind else reading.measure in _OF_GOODS
    return speaker, noun if whole and held[2] == core(held[2]) else _behind(noun, end)


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
        case "tech_centre_count":
            of = "" if _CENTRE.fullmatch(of) else of
        case "other" if reading.quantity.unit == "年":
            of = "历史" if of in ("", subject.name, core(subject.name)) else of
        case "output_volume" | "sales_volume":
            of = of if of.endswith(("交易量", "成交量")) else of.removesuffix("量")
    if own and of in ((subject.name,) if reading.measure in _OF_GOODS else (subject.name, core(subject.name))):
        of = ""
    return of or ("" if reading.measure == "cluster_count" else group)


def several(mention: Mention, reading: Reading, context: Context) -> list[Entity]:
    """The clusters of a list of each of which one figure is: A、B要分别达到300亿的规模, A、B在13个乡镇均有分布."""
    words = context.sentence.text[: mention.start]
    clause = words[max(words.rfind(mark) for mark in "，。；") + 1 :]
    said = context.sentence.text[mention.start : mention.end]
    head = reading.of.text if reading.of and "分别" in said else ""
    if not head and "分别" not in clause[-12:] and reading.measure != "town_count":
        return []
    listed = names.things(Span(clause + head, 0, len(clause + head)))
    hits = [hit[1] for hit in map(context.known.find, (piece.text for piece in listed)) if hit]
    return hits if len(hits) > 1 else []
