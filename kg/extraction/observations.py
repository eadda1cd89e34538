"""Figures become observations: of whom and of what part, in what scope and period, as fact, plan or forecast."""

import re
from collections.abc import Iterator
from dataclasses import replace

from kg.extraction.bearers import bearer, part, several
from kg.extraction.candidates import Candidate
from kg.extraction.context import CLUSTERS, Context
from kg.extraction.entities import class_of
from kg.extraction.following import Told, clause_class, grows, left_to, of_another, of_unknown, unplaced
from kg.extraction.portions import portion
from kg.extraction.subjects import core
from kg.extraction.wholes import zone_of
from kg.grammar import names
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Span
from kg.grammar.figures import Reading
from kg.grammar.figures.reading import trimmed
from kg.grammar.products import product
from kg.grammar.relations import Said
from kg.lexicon import words
from kg.model import Entity, Fact, Figure, Mention, Modality

_OF_PRODUCTS = ("output_volume", "output_share", "output_capacity", "yield", "export_share", "market_share")
_LEAST = 0.15  # likelihood of whom a figure is told of; below it it stays unread
_IN_CLASSIFIERS = ("output_volume", "sales_volume", "output_capacity")
_SPREAD = re.compile("“(?P<said>[^”]{2,12})”|(?:本批|这些|上述|此批)(?P<these>[^，。；“”]{2,10}?)(?=按|从|分|看)")
_SECTOR = re.compile("(?:工农业|工业|农业)(?:生产)?总?产值")
_FIGURE = re.compile("[\\d约近超达为]")
_PROVED = re.compile("(?:已|累计|新)?探明$")
_PLAIN = frozenset(words("numbers", "plain_classifier"))
_COMPARED = ("rank", "share", "output_share", "market_share", "export_share", "growth_rate")
_NATION = re.compile(
    "(?:目前|据悉|据统计|截至[^，。；]{2,10}?)?(?:全国|我国|全球)(?:现有|共有|已有|共|有)?(?:[\\d一二三四五六七八九十百]+[余多]?[个家户]|[^，。；第一首最]{2,16}?(?:近|约|达|共有|超过?)[\\d])"
)


def observations(
    mention: Mention, reading: Reading, context: Context, period: str, modality: Modality, last: Told | None
) -> Iterator[Fact]:
    """The observations of one reading, and the products that it tells of; `last` is the figure told before it."""
    if reading.measure == "growth_rate" and reading.of is None and not grows(mention, context, last):
        return
    if reading.place:
        yield _apportioned(mention, reading, reading.place, context, period, modality)
        return
    if reading.measure not in _COMPARED and _is_national(mention, context.sentence.text):
        return
    likely, noun = bearer(mention, reading, context, last.subject if last else None)
    chosen = likely.candidate
    if _is_anothers(mention, reading, chosen, noun, context):
        return
    each = several(mention, reading, context)
    subject, of = chosen.entity, part(noun, reading, chosen.entity, "" if each else chosen.part)
    if last and last.subject.type in CLUSTERS and reading.follows == "alike" and reading.of:
        subject, of = last.subject, reading.of.text  # 完成投资8亿元，其中：清水镇2亿元 of a cluster
    elif last and (carried := left_to(mention, reading, of, noun, chosen, context, last)):
        subject, of = carried
    if subject == context.place and unplaced(mention, reading, of, context):
        return
    if (not subject.name and subject != context.place) or likely.likelihood < _LEAST:
        return  # 该公司 of none that was named, or no one likely
    if of and context.known.things.get(of) == subject:
        of = ""
    of = of or clause_class(mention, reading, subject, context) or _sector(mention, reading, subject, context)
    measure = reading.measure
    if measure == "area" and noun and subject.type in CLUSTERS and noun.text in (subject.name, core(subject.name)):
        measure, of = "planted_area", ""
    quantity = reading.quantity
    figure = Figure(
        measure,
        quantity.value,
        unit_of(quantity, reading.measure, of),
        quantity.value_max,
        quantity.lower,
        quantity.upper,
        quantity.qualifier,
        portion(mention, reading, of, context.sentence.text),
        reading.scope,
        period,
        reading.per,
        context.sentence.text[mention.start : mention.end],
    )
    span = (mention.start, mention.end)
    for who in each or [subject]:
        own = replace(figure, of="") if figure.of == who.name else figure
        yield context.fact("observation", who, span, mention, object=own, modality=modality)
    makers = subject.type in ("Cluster", "Firm") and not each and not _said_made(mention, context)
    if noun and of and measure in _OF_PRODUCTS and makers:
        for made in filter(None, map(product, names.things(Span(of, noun.end - len(of), noun.end)))):
            yield context.fact("makes", subject, span, mention, object=Entity("Product", made.text))


def _is_anothers(mention: Mention, reading: Reading, chosen: Candidate, noun: Span | None, context: Context) -> bool:
    """Whether a figure is of someone else than who was likeliest, or tells nothing of its own."""
    if of_another(mention, chosen, context) or of_unknown(mention, reading, chosen, context):
        return True
    if noun and noun.text == "项目" and context.sentence.text.endswith("等", 0, mention.start):
        return True  # 甲车间、乙大道等16个项目: which of them, their names say
    return reading.granted and chosen.entity.type != "Policy"


def _sector(mention: Mention, reading: Reading, subject: Entity, context: Context) -> str:
    """Of which sector the output of a county or a town is told: 农业总产值; a park has no other than 工业产值."""
    if reading.measure != "output_value" or subject.type != "Place" or class_of(subject) == "Park":
        return ""
    found = _SECTOR.search(context.sentence.text, mention.start, mention.end)
    return found[0] if found else ""


def _said_made(mention: Mention, context: Context) -> bool:
    """Whether the words of a figure say themselves who makes what: 宏源铜业已有年8万吨铜板生产能力."""
    return any(
        isinstance(other.value, Said)
        and other.value.property == "makes"
        and other.start < mention.end
        and mention.start < other.end
        for other in context.mentions
    )


def _apportioned(
    mention: Mention, reading: Reading, place: Span, context: Context, period: str, modality: Modality
) -> Fact:
    """What one place of a list has of the things counted before it: 其中诸暨6个."""
    quantity = reading.quantity
    text = context.sentence.text
    counted = [found["said"] or found["these"] for found in _SPREAD.finditer(text, 0, mention.start)]
    of = counted[-1] if counted else ""
    said = text[mention.start : mention.end]
    figure = Figure(
        reading.measure, quantity.value, "1", None, quantity.lower, quantity.upper, "", of, "", period, "", said
    )
    span = (mention.start, mention.end)
    return context.fact("observation", Entity("Place", place.text), span, mention, object=figure, modality=modality)


def _is_national(mention: Mention, text: str) -> bool:
    """Whether a clause tells of the whole country: 目前全国共有示范园区77家; not 居全国第一."""
    clause = max(text.rfind(mark, 0, mention.start) for mark in "，。；：") + 1
    return bool(_NATION.match(text, clause))


def unit_of(quantity: Quantity, measure: str, of: str) -> str:
    """The base unit, or the report's own classifier where a count is kept in it: 20余万件, 112台, 4000户."""
    if quantity.unit != "1" or not quantity.word:
        return quantity.unit
    if measure == "other" and quantity.word == "户" and re.search("[户农房]$|^户数$", of):
        return "household"
    if measure in _IN_CLASSIFIERS or (measure == "other" and quantity.word not in _PLAIN):
        return quantity.word
    return quantity.unit


def words_of(reading: Reading, figure: Figure, context: Context, mention: Mention) -> str:
    """The words that a figure was told in, for a rank or a growth that follows it: 黄金储量, 工业生产总值."""
    if reading.of is None or figure.measure == "other":
        at = reading.of.start if reading.of else mention.start
    else:
        at = reading.of.end - len(figure.of)
    said = _FIGURE.split(context.sentence.text[at : mention.end])[0]
    words = trimmed(Span(said, 0, 0))
    part = zone_of(figure.of) or ("" if reading.of else figure.of)
    if words and part and part not in words.text:
        words = Span(part + words.text, 0, 0)
    if words and (found := _PROVED.search(context.sentence.text, 0, at)):
        return found[0] + words.text
    return words.text if words else figure.of
