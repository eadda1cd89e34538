"""Relations become facts: which cluster, firm or place a phrase such as 骨干企业主要有A、B speaks of."""

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import replace
from itertools import product

from kg.errors import DefinitionError
from kg.extraction.context import Context
from kg.extraction.holders import titles
from kg.extraction.locations import facilities, is_place, locations
from kg.extraction.makers import brands, products
from kg.extraction.statements import cluster_for, firm_again, is_firm, say
from kg.extraction.subjects import core
from kg.grammar.dealings import AGAIN
from kg.grammar.engine import Span
from kg.grammar.phrases import ANY_LEVEL
from kg.grammar.relations import Said
from kg.model import Entity, Fact, Mention
from kg.ontology import ontology

_OWN = re.compile(f"[我本该]{ANY_LEVEL}$")
_Handler = Callable[[Mention, Said, Context, str], Iterator[Fact]]
_CLASS = len("行业标准")  # what is no longer names a class of standards, not one


def relations(mention: Mention, said: Said, context: Context, period: str) -> Iterator[Fact]:
    """The facts of one relation that a phrase states, its ends resolved in the context."""
    return _HANDLERS[said.property](mention, said, context, period)


def _lead_firms(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    cluster = _told_of(said.subject, context) if said.subject else cluster_for(mention, context)
    if said.supported and context.scene.cluster is None:
        return
    if cluster is not None:
        firms = [(firm, _in_full(firm.text, context)) for firm in said.objects if is_firm(firm.text, context)]
        yield from say(context, mention, said, cluster, firms)


def _in_full(name: str, context: Context) -> Entity:
    """The firm of a name, by the fullest form that the report is known to use for it."""
    known = context.known.things.get(name)
    return known if known is not None and known.type == "Firm" else Entity("Firm", name)


def _told_of(name: Span, context: Context) -> Entity:
    """The cluster that the phrase itself names: the one that the report knows by these words, else a new one."""
    known = context.known.find(name.text)
    whole = known and known[0] == 0 and len(known[2]) == len(name.text)
    return known[1] if known and whole else Entity("Cluster", name.text, context.place.name)


def _parts(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """The parts that a cluster is told to be made of; none that a list or a heading told of as a cluster itself.

    The cluster that the phrase itself names is one that the report knows, and its parts may be clusters too.
    """
    if said.subject is not None:
        held = context.known.find(said.subject.text) or context.known.find(f"{said.subject.text}产业")
        if held and held[0] == 0:
            parts = [(span, Entity("Cluster", span.text, context.scene.place.name)) for span in said.objects]
            yield from say(context, mention, said, held[1], parts)
        return
    cluster = cluster_for(replace(mention, end=mention.start), context)
    fresh = [span for span in said.objects if core(span.text) not in context.known.told]
    if cluster is not None and len(fresh) == len(said.objects):
        parts = [(span, Entity("Cluster", span.text, context.scene.place.name)) for span in fresh]
        yield from say(context, mention, said, cluster, parts)


def _standards(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """Each firm with each standard; with 分别 and as many (groups of) standards as firms, each with its own."""
    span = (mention.start, mention.end)
    groups = [said.text]
    if "分别" in context.sentence.text[mention.start : mention.end]:
        each = re.split("[，、]", said.text)
        groups = next((g for g in (said.text.split("，"), each) if len(g) == len(said.objects)), each)
    apart = len(groups) == len(said.objects) > 1
    pairs = zip(said.objects, groups, strict=True) if apart else product(said.objects, groups)
    for firm, group in pairs:
        drafter = firm_again(firm.end, context) if AGAIN.fullmatch(firm.text) else Entity("Firm", firm.text)
        named = all(len(text) > _CLASS for text in group.split("、"))
        for text in group.split("、") if apart or named else [group]:
            if drafter is not None:
                yield context.fact("drafts_standard", drafter, span, mention, object=text)


def _dealings(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    if said.property == "invests_in" and said.object_type == "Firm":
        place = _settled(said.subject, context)
        if place is None:
            return
        for firm in said.objects:
            start, end = min(mention.start, firm.start), max(firm.end, said.subject.end if said.subject else firm.end)
            yield context.fact("invests_in", Entity("Firm", firm.text), (start, end), mention, object=place)
        return
    if said.subject and not said.objects:
        buyer = firm_again(mention.start + 1, context)
        if buyer is not None:
            yield context.fact(
                said.property, Entity("Firm", said.subject.text), (mention.start, mention.end), mention, object=buyer
            )
        return
    subject = Entity("Firm", said.subject.text) if said.subject else context.likeliest(mention, ("Firm",))
    if subject is not None:
        objects = [(span, Entity(said.object_type, span.text)) for span in said.objects]
        yield from say(context, mention, said, subject, objects)


def _settled(at: Span | None, context: Context) -> Entity | None:
    """The place that firms come to: the report's own where the phrase says so or names none, None for 全国各地."""
    own = context.place
    if at is None or at.text in (own.name, own.name[:-1], "当地") or _OWN.match(at.text):
        return own
    return Entity("Place", at.text) if is_place(at.text, "", context) else None


def _modes(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """The mode of the clusters before the words for it; a mode that the words after it have is of a class (`Prose`)."""
    if not said.objects:
        for span, cluster in context.known.all(context.sentence.text[: mention.end]):
            yield context.fact(said.property, cluster, (span.start, mention.end), mention, object=said.text)


def _stages(mention: Mention, said: Said, context: Context) -> Iterator[Fact]:
    """None of its own: a class holds for the clusters after it and below it (`Prose`)."""
    return iter(())


def _undated(handler: Callable[[Mention, Said, Context], Iterator[Fact]]) -> _Handler:
    return lambda mention, said, context, period: handler(mention, said, context)


def handled(handlers: dict[str, _Handler], properties: Collection[str]) -> dict[str, _Handler]:
    """The handlers, one for each property of facts. DefinitionError with the properties where they differ."""
    if unlike := sorted(set(properties) ^ set(handlers)):
        raise DefinitionError(f"jiqun.ttl and the handlers of relations differ on {', '.join(unlike)}")
    return handlers


_HANDLERS = handled(
    {
        "lead_firm": _undated(_lead_firms),
        "sub_cluster": _undated(_parts),
        "located_in": _undated(locations),
        "centred_on": _undated(locations),
        "has_market": _undated(facilities),
        "has_park": _undated(facilities),
        "makes": _undated(products),
        "owns_brand": _undated(brands),
        "holds_title": titles,
        "drafts_standard": _undated(_standards),
        "formation_mode": _undated(_modes),
        "stage": _undated(_stages),
        "invests_in": _undated(_dealings),
        "cooperates_with": _undated(_dealings),
        "acquired_by": _undated(_dealings),
    },
    ontology().properties,
)
