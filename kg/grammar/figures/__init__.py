"""Figures: 实现主营业务收入142亿元, 刹车盘产量占全国40%, 居全国第五位. Of what thing, the passage says."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from kg.grammar.amounts import Bare, Quantity, about, in_unit_of
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.bases import bases
from kg.grammar.figures.counts import counts
from kg.grammar.figures.growth import growth
from kg.grammar.figures.measures import measures
from kg.grammar.figures.output import output
from kg.grammar.figures.parallels import parallels
from kg.grammar.figures.ranks import ranks
from kg.grammar.figures.reading import Reading, Readings
from kg.grammar.figures.remainders import remainders
from kg.grammar.figures.shares import shares
from kg.grammar.figures.totals import totals
from kg.grammar.figures.unitless import unitless
from kg.grammar.numbers import MYRIADS, Number, Ordinal
from kg.lexicon import any_of, table, words
from kg.model import Mention

__all__ = ["Reading", "Readings", "figures"]

# what is told once for a list: 年产板材10万吨、雕刻品2万件
_LISTED = ("output_volume", "output_capacity", "sales_volume", "brand_count", "area", "planted_area")
_COUNTS = ("firm_count", "above_scale_firm_count", "high_tech_firm_count", "cluster_count")
_OF_GOODS = ("output_volume", "output_capacity", "sales_volume")
# what share follows a figure: 成交额70亿元，占全国30%
_MEASURED = re.compile("年?(?:[产销储]量|产销量|总?产值|销售额|出口[量额])$")
_PLACING = re.compile(f"(?:综合)?{any_of(words('figures', 'place'))}")
_MEASURE = re.compile(f"{any_of(table('measures', 'measure'))}$")
_CHANGE = re.compile(f"{any_of(words('figures', 'step'))}了?$")
_LAND = re.compile(f"面积|区|[地园田林场城库湖塘]$|{any_of(words('nouns', 'built_area'))}")
_ALONE = tuple(MYRIADS.values())
_IN_TURN = {"revenue": "market_share", "sales_volume": "market_share", "export_value": "export_share"}


def _claims(mention: Mention, counted: Sequence[Mention]) -> set[tuple[int, int]]:
    """Of the quantities and ordinals of a text those within a figure, which no other may tell; its span if it has none.

    A count that only gathers what the figure is of (三大产业｜实现产值) is left to be told by itself.
    """
    first = bisect_left(counted, mention.start, key=lambda part: part.start)
    last = bisect_left(counted, mention.end, key=lambda part: part.start)
    within = [part for part in counted[first:last] if part.end <= mention.end]
    value = mention.value
    if isinstance(value, Readings):
        within = [part for part in within if isinstance(part.value, Quantity)][-len(value.each) :]
    elif isinstance(value, Reading) and value.follows != "together":
        within = [part for part in within if part.start > mention.start or not _gathers(part.value, value)]
    return {(part.start, part.end) for part in within} or {(mention.start, mention.end)}


def _gathers(count: object, reading: Reading) -> bool:
    return isinstance(count, Quantity) and count.kind == "count" and count.value != reading.quantity.value


def _vague(mention: Mention, reading: Reading) -> bool:
    """Whether it tells of a crowd, an age, a rank or prices at large: 带动数十万人就业, 几十年的发展, 每公斤80到2600元.

    企业数百家, 从业人员数万人 and 产值数亿元 are figures, if loose ones: they say of what they are.
    """
    lower, upper = reading.quantity.lower, reading.quantity.upper
    employed = reading.measure == "employment" and mention.parts[-1].end == mention.end
    loose = reading.measure == "rank" or reading.quantity.kind == "time" or bool(reading.per)
    loose = loose or (reading.quantity.kind == "person" and not employed)
    return loose and bool(lower and upper and lower > 0 and upper >= 5 * lower)


def _unprinted(mention: Mention) -> bool:
    """Whether the number before 万 or 亿 is left open, as in a form: 产值__亿元, but not 产值超亿元."""
    told = mention.value.each if isinstance(mention.value, Readings) else (mention.value,)
    amounts = {reading.quantity for reading in told if isinstance(reading, Reading) and not reading.quantity.qualifier}
    behind = (part for part in mention.parts if part.value in amounts and part.start > mention.start)
    numbers = [part.parts[0] for part in behind if part.parts]
    return any(isinstance(n.value, Number) and n.end - n.start == 1 and n.value.value in _ALONE for n in numbers)


def _told_once(found: Sequence[Mention], below: Sequence[Mention]) -> list[Mention]:
    """Of figures that tell one quantity that of the rule listed first, each with what it leaves to those before it."""
    counted = sorted((m for m in below if isinstance(m.value, Quantity | Ordinal | Bare)), key=lambda m: m.start)
    chosen: list[Mention] = []
    taken: set[tuple[int, int]] = set()
    for mention in found:
        if _unprinted(mention):
            continue
        claims = _claims(mention, counted)
        if taken.isdisjoint(claims):
            taken |= claims
            chosen.append(mention)
    chosen.sort(key=lambda mention: mention.start)
    told: list[Mention] = []
    before: list[Reading] = []
    end = -1
    for mention in chosen:
        at_once = bool(told) and mention.start - end <= 1
        value = mention.value
        if isinstance(value, Readings):
            leans = {one.follows for one in value.each}
            if "each" in leans:
                listed = next((one.value for one in reversed(told) if isinstance(one.value, Readings)), None)
                if listed is None or len(listed.each) != len(value.each):
                    continue
                each = _each_again(value.each, listed.each)
            else:
                each = _all_grown(value, before) if any(leans) else value.each
            value = Readings(each)
        elif at_once and (further := _for_each(value, told[-1].value)):
            value, each = further, further.each
        elif isinstance(value, Reading):
            joined = None if _vague(mention, value) else _joined(value, before, at_once)
            if joined is None:
                continue
            value, each = joined, (joined,)
        told.append(replace(mention, value=value))
        if mention.end > end:  # not 两大产业 within the list that it gathers
            before.extend(reading for reading in each if reading.measure != "growth_rate")
            end = mention.end
    return told


def _for_each(value: object, last: object) -> Readings | None:
    """One more whole for each share of the list before: 甲和乙产量均占全国的80%、世界的60%."""
    if not (isinstance(value, Reading) and value.follows == "whole" and isinstance(last, Readings)):
        return None
    if not all(one.measure.endswith("share") for one in last.each):
        return None
    each = (replace(value, measure=value.measure or one.measure, of=one.of, follows="") for one in last.each)
    return Readings(tuple(each))


def _joined(reading: Reading, before: Sequence[Reading], at_once: bool) -> Reading | None:
    """A reading with what it leaves to those told before it; None if it leaves all to none."""
    last = before[-1] if before else None
    match reading.follows:
        case "share" | "whole" | "rank":
            return _following(reading, before, at_once)
        case "list":
            measure = _listed_as(reading, last if at_once else None) or reading.measure
            listed = replace(reading, measure=measure, follows="")
            return (
                (replace(listed, measure="planted_area") if _is_grown(listed, before) else listed) if measure else None
            )
        case "alike":
            if last is None or last.quantity.unit != reading.quantity.unit or last.measure.endswith("rate"):
                return None
            return replace(reading, measure=last.measure)
        case "level":
            if last is None or _is_change(last) or reading.quantity.unit not in ("", last.quantity.unit):
                return None
            quantity = reading.quantity if reading.quantity.unit else in_unit_of(last.quantity, reading.quantity)
            return Reading(last.measure, quantity, last.of, last.scope, last.per, later=True)
        case "counted":
            return _among(reading, before)
        case "together":
            return replace(reading, follows="")
        case "" if _is_grown(reading, before):
            return replace(reading, measure="planted_area")
        case "" if reading.measure == "rank" and not (
            reading.scope or before or (reading.of and not _PLACING.match(reading.of.text))
        ):
            return None  # 排名升至第4位: of what, and in what, nothing says
        case "times":
            return replace(reading, of=reading.of or (_named(last) if last and at_once else None), follows="")
        case _:
            return reading


def _is_grown(reading: Reading, before: Sequence[Reading]) -> bool:
    """Whether land without a word for it is planted as that told before it: 药材种植面积8万亩，其中黄芪3万亩."""
    if reading.measure != "area" or reading.quantity.unit != "mu" or reading.of is None:
        return False
    last = next((one for one in reversed(before) if one.quantity.kind == "area"), None)
    return last is not None and last.measure == "planted_area" and not _LAND.search(reading.of.text)


def _among(reading: Reading, before: Sequence[Reading]) -> Reading | None:
    """A count of those of a part among the firms or clusters counted last; None where none were."""
    alike = (one for one in reversed(before) if one.quantity.word == reading.quantity.word)
    last = next((one for one in alike if one.measure in _COUNTS), None)
    return replace(reading, measure=last.measure, follows="") if last else None


def _is_change(reading: Reading) -> bool:
    """Whether a reading tells by how much something changed, which has no later level: 企业减少35家，降至85家."""
    return reading.measure == "other" and reading.of is not None and bool(_CHANGE.search(reading.of.text))


def _listed_as(reading: Reading, last: Reading | None) -> str:
    """The measure of a further item of a list: that of the item before it, if that takes the like; "" for none."""
    of_land = reading.quantity.kind == "area"
    alike = last is not None and (last.measure != "brand_count" or last.quantity.word == reading.quantity.word)
    if last and alike and last.measure in _LISTED and (of_land or last.measure not in ("area", "planted_area")):
        return last.measure
    return "area" if of_land else ""


def _all_grown(value: Readings, told: Sequence[Reading]) -> tuple[Reading, ...]:
    """The growth of each of as many figures as were told last, or of the measure that it names for each of them."""
    last = [one for one in told if not _is_change(one)][-len(value.each) :]
    if len(last) < len(value.each):
        return tuple(replace(grown, follows="") for grown in value.each)
    pairs = zip(value.each, last, strict=True)
    return tuple(
        replace(grown, of=_further(grown.of, one) if grown.of else _named(one), follows="") for grown, one in pairs
    )


def _each_again(more: Sequence[Reading], listed: Sequence[Reading]) -> tuple[Reading, ...]:
    """A further figure for each thing of a list: ，入驻企业93家、58家 behind 甲园、乙园产值分别为3亿元、2亿元."""
    return tuple(replace(one, of=_thing(first.of), follows="") for one, first in zip(more, listed, strict=True))


def _thing(of: Span | None) -> Span | None:
    """What a figure of a list is of, without the measure told of it: 甲园已建成面积."""
    words = _MEASURE.sub("", of.text) if of else ""
    return Span(words, of.start, of.start + len(words)) if of and words else of


def _further(said: Span, reading: Reading) -> Span:
    """Another measure of what a reading told of: 产值 of 变压器 is 变压器产值."""
    return Span(reading.of.text + said.text, said.start, said.end) if reading.of else said


def _named(reading: Reading) -> Span | None:
    """What a reading told of, as the part of its growth: the measure's code."""
    at = reading.of.end if reading.of else 0
    return Span(reading.measure, at, at) if reading.measure != "other" else reading.of


def _following(reading: Reading, told: Sequence[Reading], at_once: bool) -> Reading | None:
    """A share or rank that leaves its measure, whole or part to the last one told; None if there is none."""
    alike = "rank" if reading.follows == "rank" else "share"
    before = told[-1] if told and at_once else None
    if before and before.measure == "rank" and alike == "share" and reading.of is None and reading.measure:
        return replace(reading, of=_ranked_thing(before.of), follows="")
    last = next((one for one in reversed(told) if one.measure.endswith(alike)), None)
    if last is None:
        if before and before.measure in _OF_GOODS and reading.of is None and reading.measure in ("", "output_share"):
            return replace(reading, measure="output_share", of=before.of, follows="") if reading.scope else None
        if before and before.measure in _COUNTS and reading == Reading("", reading.quantity, follows="share"):
            return Reading("share", reading.quantity, before.of)  # ，两大产业有88家，占92%
        if reading.measure == "export_share" and not reading.scope and reading.of is None:
            return replace(reading, measure="share", of=Span("出口", 0, 0), follows="")
        if reading.measure:
            return replace(reading, follows="")
        if alike == "share" and reading.of and not reading.scope:
            return replace(reading, measure="share", follows="")
        if alike == "rank" or not reading.scope:
            return None
        if reading.of is None and before and before.measure in _IN_TURN:
            return replace(reading, measure=_IN_TURN[before.measure], of=before.of, follows="")
        return replace(reading, measure="output_share" if len(reading.scope) < 4 else "share", follows="")
    measure = reading.measure or last.measure
    if reading.follows == "whole" and last.quantity.qualifier == "about":
        reading = replace(reading, quantity=about(reading.quantity))  # the 约 of 约占 holds for both wholes
    return replace(reading, measure=measure, of=reading.of or last.of, scope=reading.scope or last.scope, follows="")


def _ranked_thing(of: Span | None) -> Span | None:
    """What stands at a place, without the measure that puts it there: 钢帘线产量居全国第一, 约占国内市场40%."""
    words = _MEASURED.sub("", of.text) if of else ""
    return Span(words, of.start, of.start + len(words)) if of and words else None


# the first that reads a figure tells it
_PARTS = (parallels, totals, growth, bases, ranks, shares, counts, measures, unitless, output, remainders)

figures = Grammar("figures", _PARTS, _told_once)
