"""What an extractor says becomes a fact only where the report bears it out; else it is refused, with the reason.

Its quote stands in the text at the place given, its names and words stand there too, its figure stands in its quote and
is read there by jiqun's own grammar, and its classes are those that the property joins.
"""

import re
from bisect import bisect_right
from typing import cast

from kg.errors import InputError
from kg.extraction import Reading
from kg.extraction.admission import admitted
from kg.extraction.certainty import as_recognised
from kg.extraction.context import CLUSTERS
from kg.extraction.observations import unit_of
from kg.extraction.wording import places, worded, wording
from kg.extractors import Candidate
from kg.extractors.weighing import alone
from kg.grammar import DATED
from kg.grammar.amounts import Quantity
from kg.grammar.edges import KINDS, beginning, is_class
from kg.grammar.engine import layered, longest
from kg.grammar.figures.ranks import place_of
from kg.grammar.numbers import Ordinal
from kg.grammar.periods import Period
from kg.identity.nodes import SEGMENTS
from kg.messages import message
from kg.model import EXISTENCE, Entity, Evidence, Fact, Figure, Mention, Modality
from kg.ontology import ontology

_NUMERAL = re.compile(r"[\d.〇零一二两三四五六七八九十百千万亿%]")


class Gate:
    """Examines what is said of one report."""

    def __init__(self, reading: Reading) -> None:
        self._document = reading.document
        self._place = reading.place
        self._starts = [passage.start for passage in reading.document.passages]
        named = (thing for fact in reading.facts for thing in (fact.subject, fact.object) if isinstance(thing, Entity))
        self._known = {(thing.type, thing.name): thing for thing in named}
        report = worded(reading.document)
        self._title, self._paragraphs = report.title.text, [words.text for words in report.passages]
        headings = {heading.text for passage in reading.document.passages for heading in passage.path}
        self._headings = {text: _words(text) for text in headings}
        self._text = self._title + wording(reading.document.text, 0, len(reading.document.text)).text

    def fact(self, said: Candidate, by: str) -> Fact:
        """The fact that is said, read by the extractor of that name. InputError with what is wrong with it."""
        end = said.start + len(said.quote)
        if not said.quote.strip() or said.start < 0 or self._document.text[said.start : end] != said.quote:
            raise InputError(message("refused_quote", quote=said.quote))
        _typed(said)
        at = max(0, bisect_right(self._starts, said.start) - 1)
        passage = self._document.passages[at]
        if end > passage.end:
            raise InputError(message("refused_long", quote=said.quote))
        quote = wording(self._document.text, said.start, end).text
        around = self._around(at, quote)
        period = _period(said, around)
        subject = self._subject(said)
        figure = said.property == "observation"
        status = "planned" if subject.type == "PlannedCluster" else "existing"
        fact = Fact(
            property=said.property,
            subject=subject,
            evidence=Evidence(self._document.slug, said.start, end, said.quote, by, passage.heading),
            object=_figure(said, quote, around, period) if figure else self._object(said, quote),
            modality=cast(Modality, said.modality),
            status=status if said.property == "cluster" else "",
            kind=said.kind if said.property == "policy" else "",
            period="" if figure else period,
            certainty=alone(),
            grounds=("extracted",),
        )
        if not admitted(fact):
            raise InputError(message("refused_fact"))
        return as_recognised(self._document, fact)

    def _subject(self, said: Candidate) -> Entity:
        kind, name = said.subject_type, _words(said.subject)
        known = self._known.get((kind, name))
        if said.property == "cluster" and said.modality == "planned":
            kind = "PlannedCluster"
            known = self._known.get((kind, name))
        elif said.property != "cluster":
            known = known or self._known.get((f"Planned{kind}", name))
        if known is None and not (name and name in self._text):
            raise InputError(message("refused_name", name=said.subject))
        return known or self._entity(kind, name)

    def _object(self, said: Candidate, quote: str) -> Entity | str | None:
        if said.property in EXISTENCE:
            return None
        if ontology().properties[said.property].coded:
            return said.object
        name = _words(said.object)
        if not name or name not in quote:
            raise InputError(message("refused_object", name=said.object))
        if not ontology().properties[said.property].between_things:
            return name
        return self._known.get((said.object_type, name)) or self._entity(said.object_type, name)

    def _entity(self, kind: str, name: str) -> Entity:
        if _general(kind, name):
            raise InputError(message("refused_general", name=name))
        return Entity(kind, name, self._place if kind in CLUSTERS else "")

    def _around(self, at: int, quote: str) -> str:
        """The words of a quote, its paragraph, the headings above it and the title."""
        above = (self._headings[heading.text] for heading in self._document.passages[at].path)
        return "\n".join((quote, self._paragraphs[at], *above, self._title))


def _figure(said: Candidate, quote: str, around: str, period: str) -> Figure:
    for word in (said.of, said.scope):
        if word and _words(word) not in around:
            raise InputError(message("refused_words", words=word))
    if not _words(said.lexical) or _words(said.lexical) not in quote:
        raise InputError(message("refused_figure", amount=said.lexical))
    amount = _amount(said, quote)
    if amount.kind not in ontology().takes[ontology().measures[said.measure].kind]:
        raise InputError(message("refused_unit", measure=said.measure, amount=said.lexical))
    return Figure(
        said.measure,
        amount.value,
        unit_of(amount, said.measure, said.of),
        amount.value_max,
        amount.lower,
        amount.upper,
        amount.qualifier,
        said.of,
        said.scope,
        period,
        amount.per,
        said.lexical,
    )


def _period(said: Candidate, around: str) -> str:
    """The date that is said, as EDTF."""
    words = _words(said.period)
    if not words:
        return ""
    if words not in around:
        raise InputError(message("refused_words", words=said.period))
    spans = [one.value.edtf for one in layered(words, DATED) if isinstance(one.value, Period)]
    if not spans:
        raise InputError(message("refused_period", words=said.period))
    return max(spans, key=len)


def _typed(said: Candidate) -> None:
    """InputError where property, classes or codes are none of the ontology, or do not fit each other."""
    known = ontology()
    existence = EXISTENCE.get(said.property)
    if not existence and said.property != "observation" and said.property not in known.properties:
        raise InputError(message("refused_property", name=said.property))
    if said.modality not in known.schemes["modality"]:
        raise InputError(message("refused_code", property="modality", code=said.modality))
    if said.property == "observation" and said.measure not in known.measures:
        raise InputError(message("refused_code", property="measure", code=said.measure))
    if said.property == "policy" and said.kind not in known.schemes["kind"]:
        raise InputError(message("refused_code", property="kind", code=said.kind))
    property = known.properties.get(said.property)
    if property and property.coded and said.object not in known.schemes[said.property]:
        raise InputError(message("refused_code", property=said.property, code=said.object))
    thing = said.object_type if property and property.between_things else ""
    kinds = {said.subject_type, thing} - {""}
    fits = kinds <= SEGMENTS.keys() and bool(said.subject_type)
    if fits and existence:
        fits = said.subject_type == existence
    elif fits:
        between = property is not None and property.between_things
        fits = known.joins(said.subject_type, said.property, thing) and (bool(thing) or not between)
    if not fits:
        raise InputError(message("refused_types", property=said.property, subject=said.subject_type, object=thing))


def _words(said: str) -> str:
    """Words as they are looked for: without what print put in."""
    return wording(said, 0, len(said)).text if said else ""


def _general(kind: str, name: str) -> bool:
    """Whether a word is no name of a class, but stands for one or for all of it: 此, 全县, 上市公司."""
    if kind in ("Product", "Brand"):
        return False  # 茶
    of = "Cluster" if kind == "PlannedCluster" else kind
    return len(name) < 2 or (kind == "Firm" and is_class(name)) or (of in KINDS and beginning(name, of) == len(name))


def _amount(said: Candidate, quote: str) -> Quantity:
    """The one amount that jiqun reads where the words of a figure stand in a quote; of a rank its place."""
    values = [one.value for one in _read(quote, _words(said.lexical))]
    if len(values) == 1:
        match values[0]:
            case Quantity() as amount:
                return amount
            case Ordinal(_, None) as rank if ontology().measures[said.measure].kind == "rank":
                return place_of(rank)
    raise InputError(message("refused_amount", amount=said.lexical))


def _read(quote: str, lexical: str) -> list[Mention]:
    """The amounts and ranks that stand where some words do in a quote, at the first place where these hold all of the
    number."""
    found = longest(one for one in layered(quote, DATED) if isinstance(one.value, Period | Quantity | Ordinal))
    told = [one for one in found if not isinstance(one.value, Period)]
    for at in places(quote, lexical):
        end = at + len(lexical)
        here = [one for one in told if one.start < end and at < one.end]
        outside = "".join(quote[one.start : max(at, one.start)] + quote[min(end, one.end) : one.end] for one in here)
        if here and not _NUMERAL.search(outside):
            return here
    return []
