"""What a report's words imply, as quads beside its claims: industries, what a plan continues, a hidden xx县."""

from collections.abc import Iterator
from functools import cache

from pyoxigraph import Literal, NamedNode

from kg.graph.continued import Continued
from kg.graph.sentences import Sentences
from kg.graph.terms import (
    DERIVED,
    END,
    EXACT,
    LABEL,
    OBJECT,
    PREDICATE,
    PREFIX,
    START,
    SUBJECT,
    SUFFIX,
    TYPE,
    Triple,
    jq,
    zh,
)
from kg.identity import Identity, Node
from kg.identity.hidden import Hidden
from kg.industries import Industry, Reason, above, classify, industries, isic
from kg.model import Document

_SKOS = "http://www.w3.org/2004/02/skos/core#"
_IN_SCHEME = NamedNode(f"{_SKOS}inScheme")
_BROADER = NamedNode(f"{_SKOS}broader")
_NARROWER = NamedNode(f"{_SKOS}narrower")
_SCHEME = NamedNode(f"{_SKOS}ConceptScheme")
_CONCEPT = NamedNode(f"{_SKOS}Concept")
_MATCHES = {
    "exact": NamedNode(f"{_SKOS}exactMatch"),
    "broad": NamedNode(f"{_SKOS}broadMatch"),
    "narrow": NamedNode(f"{_SKOS}narrowMatch"),
    "related": NamedNode(f"{_SKOS}relatedMatch"),
}
_SCHEMES = {
    "2017": (
        "国民经济行业分类（GB/T 4754-2017）",
        "Industrial classification for national economic activities (GB/T 4754-2017)",
    ),
    "isic4": ("国际标准行业分类（修订本第四版）", "International Standard Industrial Classification, Revision 4"),
}


def industries_of(cluster: Node, identity: Identity) -> Iterator[Triple]:
    """The industries of a cluster by the words of its trade, each an inference with its reason, and those above."""
    for reason in classify(identity.trade(cluster)):
        industry = _industry(reason.code, identity)
        why = _reason(reason)
        yield NamedNode(cluster.iri), jq("inIndustry"), industry
        about = (NamedNode(cluster.iri), jq("inIndustry"), industry)
        yield from _inference(about, why, "industries.class" if reason.by_class else "industries.word", identity)
        yield from _categories(reason.code, identity.base)


def development(found: Continued, identity: Identity) -> Iterator[Triple]:
    """That a plan continues an existing cluster, with the ground."""
    about = (NamedNode(found.plan.iri), jq("develops"), NamedNode(found.cluster.iri))
    yield about
    if found.firms:
        firms = "、".join(found.firms)
        why = (f"{firms}也是“{found.name}”的龙头企业。", f"{firms} also lead “{found.name}”.")
    else:
        why = (
            f"与“{found.name}”同以“{found.word}”开头，同属一个行业。",
            f"It opens with “{found.word}” as “{found.name}” does, and is of the same industry.",
        )
    yield from _inference(about, why, "identity.continued", identity)


def hidden(found: Hidden, document: Document, sentences: Sentences, identity: Identity) -> Iterator[Triple]:
    """That a report is about the county that it hides: the township names that say so, each with its sentence."""
    county = NamedNode(identity.division(found.county.code).iri)
    next_zh = f"，其次{found.runner_up.name}有 {found.runner_up_count} 个" if found.runner_up else ""
    next_en = f"; the next, {found.runner_up.name}, has {found.runner_up_count}" if found.runner_up else ""
    count = len(found.towns)
    why = (
        f"文中有 {count} 个乡镇名属于{found.county.name}{next_zh}。",
        f"{count} of its township names are in {found.county.name}{next_en}.",
    )
    about = (NamedNode(identity.report), jq("about"), county)
    yield from _inference(about, why, "identity.hidden_county", identity)
    inference = NamedNode(identity.inference(*(term.value for term in about)))
    yield inference, jq("hiddenName"), zh(found.name)
    yield inference, jq("townsFound"), Literal(count)
    yield inference, jq("runnerUpCount"), Literal(found.runner_up_count)
    if found.runner_up:
        runner_up = identity.division(found.runner_up.code)
        yield inference, jq("runnerUp"), NamedNode(runner_up.iri)
        yield from placed(runner_up)
    for position, sighting in enumerate(found.towns):
        mention = NamedNode(f"{inference.value}#about={position}")
        passage = NamedNode(identity.passage(sighting.start, sighting.end))
        town = identity.division(sighting.town.code)
        yield from placed(town)
        yield inference, jq("mentions"), mention
        yield mention, TYPE, jq("Mention")
        yield mention, jq("about"), NamedNode(town.iri)
        yield mention, jq("position"), Literal(position)
        yield mention, jq("aboutName"), zh(sighting.name)
        yield mention, DERIVED, passage
        yield passage, TYPE, jq("Passage")
        yield passage, START, Literal(sighting.start)
        yield passage, END, Literal(sighting.end)
        before, after = sentences.parts(sighting.start, sighting.end)
        yield passage, PREFIX, zh(before)
        yield passage, EXACT, zh(document.text[sighting.start : sighting.end])
        yield passage, SUFFIX, zh(after)
        yield passage, jq("passageKind"), Literal(_kind(document, sighting.start))


def placed(place: Node) -> Iterator[Triple]:
    """What a division is, and those above it up to its province."""
    node = NamedNode(place.iri)
    yield node, TYPE, jq(place.type)
    if place.name:
        yield node, LABEL, zh(place.name)
    if place.code:
        yield node, jq("code"), Literal(place.code)
    if place.place:
        yield node, jq("partOf"), NamedNode(place.place.iri)
        yield from placed(place.place)


def _inference(about: Triple, why: tuple[str, str], rule: str, identity: Identity) -> Iterator[Triple]:
    subject, predicate, term = about
    node = NamedNode(identity.inference(subject.value, predicate.value, term.value))
    yield node, TYPE, jq("Inference")
    yield node, SUBJECT, subject
    yield node, PREDICATE, predicate
    yield node, OBJECT, term
    yield node, jq("reason"), zh(why[0])
    yield node, jq("reason"), Literal(why[1], language="en")
    yield node, jq("rule"), Literal(rule)


def _reason(reason: Reason) -> tuple[str, str]:
    industry = industries()[reason.code]
    if reason.by_class:
        named = industries()[reason.by_class]
        return (
            f"“{reason.word}”见于小类 {named.code} {named.name}，属 {industry.code} {industry.name}。",
            f"“{reason.word}” is in the name of class {named.code}, of {industry.code} {industry.english}.",
        )
    return (
        f"“{reason.word}”属 {industry.code} {industry.name}。",
        f"“{reason.word}” is of {industry.code} {industry.english}.",
    )


@cache
def _categories(code: str, base: str) -> tuple[Triple, ...]:
    """An industry and those above it, each with its names, its place in the scheme, and what ISIC has for it."""
    identity = Identity("", "", "", base=base)
    return tuple(triple for category in above(code) for triple in _category(category, identity))


def _category(category: Industry, identity: Identity) -> Iterator[Triple]:
    """A category with its names, its place in the scheme, and what ISIC has for it."""
    node = _industry(category.code, identity)
    yield node, TYPE, jq("Industry")
    yield node, LABEL, zh(category.name)
    if category.english:
        yield node, LABEL, Literal(category.english, language="en")
    yield node, jq("code"), Literal(category.code)
    yield from _scheme(node, "2017", identity)
    if category.parent:
        yield node, _BROADER, _industry(category.parent, identity)
        yield _industry(category.parent, identity), _NARROWER, node
    for code in category.isic:
        match = NamedNode(identity.industry("isic4", code))
        yield node, _MATCHES[category.match], match
        yield match, TYPE, _CONCEPT
        yield match, LABEL, Literal(isic()[code], language="en")
        yield match, jq("code"), Literal(code)
        yield from _scheme(match, "isic4", identity)


def _scheme(node: NamedNode, edition: str, identity: Identity) -> Iterator[Triple]:
    scheme = NamedNode(identity.industry(edition))
    yield node, _IN_SCHEME, scheme
    yield scheme, TYPE, _SCHEME
    for lang, name in zip(("zh", "en"), _SCHEMES[edition], strict=True):
        yield scheme, LABEL, Literal(name, language=lang)


def _industry(code: str, identity: Identity) -> NamedNode:
    return NamedNode(identity.industry("2017", code))


def _kind(document: Document, start: int) -> str:
    return next((p.kind for p in reversed(document.passages) if p.start <= start), "paragraph")
