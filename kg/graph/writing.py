"""What a report says, as quads: each claim beside its characters, in the report's own named graph."""

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.continued import continued
from kg.graph.inferences import development, hidden, industries_of, placed
from kg.graph.sentences import Sentences
from kg.graph.terms import (
    CONFORMS,
    DATE,
    DERIVED,
    END,
    EXACT,
    FIGURE_CODES,
    FIGURE_NUMBERS,
    FIGURE_WORDS,
    FORMAT,
    FRAGMENT,
    IDENTIFIER,
    ISSUED,
    LABEL,
    LOCAL_ID,
    MEDIA_TYPES,
    NOTATION,
    OBJECT,
    PAGE_END,
    PAGE_START,
    PAGES,
    PDF_FRAGMENTS,
    PREDICATE,
    PREFIX,
    PUBLISHER,
    SELECTOR,
    SOURCE,
    START,
    SUBJECT,
    SUFFIX,
    TITLE,
    TYPE,
    VALUE,
    Triple,
    concept,
    jq,
    zh,
)
from kg.identity import PLACE_CLASSES, Identity, Node
from kg.model import Document, Entity, Evidence, Fact, Figure, unconfirmed
from kg.ontology import camel, ontology
from kg.store import decimal
from kg.whereabouts import Whereabouts


def claims(document: Document, facts: Iterable[Fact], identity: Identity) -> list[Quad]:
    """A report's graph: the report, its claims with their passages, and the class and place of everything they name."""
    graph = NamedNode(identity.report)
    return [Quad(*triple, graph) for triple in said(document, facts, identity)]


def said(document: Document, facts: Iterable[Fact], identity: Identity) -> list[Triple]:
    """The triples of a report's graph, each once."""
    graph = NamedNode(identity.report)
    starts = [passage.start for passage in document.passages]
    sentences = Sentences(document)
    told = list(dict.fromkeys(facts))
    named: dict[Node, None] = {}
    found: dict[Triple, None] = dict.fromkeys(_report(document, told, identity, graph))
    if identity.hidden:
        found.update(dict.fromkeys(hidden(identity.hidden, document, sentences, identity)))
    for fact in told:
        at = bisect_right(starts, fact.evidence.start) - 1
        kind = document.passages[at].kind if at >= 0 else "paragraph"
        found.update(dict.fromkeys(_passage(fact.evidence, kind, sentences, identity)))
        found.update(dict.fromkeys(_claim(fact, identity, named)))
    for node in named:
        found.update(dict.fromkeys(_thing(node, identity)))
    for plan in continued(told, identity):
        found.update(dict.fromkeys(development(plan, identity)))
    return list(found)


def _report(document: Document, facts: list[Fact], identity: Identity, graph: NamedNode) -> Iterator[Triple]:
    yield graph, TYPE, jq("Report")
    yield graph, IDENTIFIER, Literal(document.slug)
    yield graph, SOURCE, Literal(document.source)
    if document.format in MEDIA_TYPES:
        yield graph, FORMAT, Literal(MEDIA_TYPES[document.format])
    if document.pages:
        yield graph, PAGES, Literal(document.pages)
    if document.imprint.issued:
        yield graph, ISSUED, Literal(document.imprint.issued, datatype=DATE)
    if document.imprint.issuer:
        yield graph, PUBLISHER, zh(document.imprint.issuer)
    if document.imprint.number:
        yield graph, LOCAL_ID, Literal(document.imprint.number)
    if document.title:
        yield graph, TITLE, zh(document.title)
    if latest := latest_period(facts):
        yield graph, jq("latestPeriod"), Literal(latest)
    if identity.place:
        yield graph, jq("about"), NamedNode(identity.place.iri)
        yield from placed(identity.place)


def latest_period(facts: Iterable[Fact]) -> str:
    """The last period that a report has actual figures of, in EDTF; "" where it dates none, or an extractor alone."""
    told = (fact for fact in facts if fact.modality == "actual" and not unconfirmed(fact))
    figures = (fact.object for fact in told if isinstance(fact.object, Figure))
    ends = (end for figure in figures for end in figure.period.split("/") if end not in ("", ".."))
    return max(ends, default="")


def _passage(evidence: Evidence, kind: str, sentences: Sentences, identity: Identity) -> Iterator[Triple]:
    passage = NamedNode(identity.passage(evidence.start, evidence.end))
    before, after = sentences.parts(evidence.start, evidence.end)
    yield passage, TYPE, jq("Passage")
    yield passage, START, Literal(evidence.start)
    yield passage, END, Literal(evidence.end)
    yield passage, PREFIX, zh(before)
    yield passage, EXACT, zh(evidence.quote)
    yield passage, SUFFIX, zh(after)
    yield passage, jq("passageKind"), Literal(kind)
    if evidence.heading:
        yield passage, jq("heading"), zh(evidence.heading)
    if place := sentences.whereabouts(evidence):
        yield from _whereabouts(passage, place, identity)


def _whereabouts(passage: NamedNode, place: Whereabouts, identity: Identity) -> Iterator[Triple]:
    """Where in its file a passage stands: in words, its pages, and a selector of the file's fragment."""
    yield passage, jq("whereabouts"), zh(place.told("zh"))
    yield passage, jq("whereabouts"), Literal(place.told("en"), language="en")
    if place.page:
        yield passage, PAGE_START, Literal(place.page)
        yield passage, PAGE_END, Literal(place.page_end or place.page)
    selector = NamedNode(f"{identity.report}/file#{place.fragment}")
    yield passage, SELECTOR, selector
    yield selector, TYPE, FRAGMENT
    yield selector, VALUE, Literal(place.fragment)
    if place.page and not place.table:
        yield selector, CONFORMS, PDF_FRAGMENTS


def _thing(node: Node, identity: Identity) -> Iterator[Triple]:
    """What a thing is, the places above it up to its province, and the industries of a cluster."""
    if node.type in PLACE_CLASSES:
        yield from placed(node)
        return
    iri = NamedNode(node.iri)
    yield iri, TYPE, jq(node.type)
    if node.place:
        yield iri, jq("ofPlace"), NamedNode(node.place.iri)
        yield from placed(node.place)
    if node.type in ("Cluster", "PlannedCluster"):
        yield from industries_of(node, identity)


def _claim(fact: Fact, identity: Identity, named: dict[Node, None]) -> Iterator[Triple]:
    """A claim; the things that it names go to `named`."""
    claim = NamedNode(identity.claim(fact))
    subject = identity.node(fact.subject)
    named[subject] = None
    yield claim, TYPE, jq("Claim")
    yield claim, SUBJECT, NamedNode(subject.iri)
    yield claim, jq("subjectName"), zh(fact.subject.name)
    if fact.subject.of_place:
        yield claim, jq("subjectOfPlace"), zh(fact.subject.of_place)
    yield from _object(claim, fact, subject, identity, named)
    for field in ("modality", "status"):
        if code := getattr(fact, field):
            yield claim, jq(field), concept(code)
    if fact.kind:
        yield claim, jq("kind"), concept(fact.kind)
    if fact.parent:
        parent = identity.node(Entity("Policy", fact.parent, fact.subject.of_place))
        yield claim, jq("parent"), NamedNode(parent.iri)
        yield claim, jq("parentName"), zh(fact.parent)
        named[parent] = None
    for position, entity in enumerate(fact.about):
        yield from _mention(claim, position, entity, identity, named)
    if fact.conferred_by:
        yield claim, jq("conferredBy"), zh(fact.conferred_by)
    if fact.period:
        yield claim, jq("period"), Literal(fact.period)
    yield claim, jq("rule"), Literal(fact.evidence.rule)
    yield claim, jq("certainty"), decimal(Decimal(str(fact.certainty)))
    yield from ((claim, jq("grounds"), concept(ground)) for ground in fact.grounds)
    yield claim, DERIVED, NamedNode(identity.passage(fact.evidence.start, fact.evidence.end))


def _object(
    claim: NamedNode, fact: Fact, subject: Node, identity: Identity, named: dict[Node, None]
) -> Iterator[Triple]:
    match fact.object:
        case None:
            yield claim, PREDICATE, TYPE
            yield claim, OBJECT, jq(subject.type)
        case Figure() as figure:
            yield claim, PREDICATE, jq("observation")
            yield claim, OBJECT, NamedNode(identity.observation(fact))
            yield from _figure(claim, figure, identity)
            yield from _links(claim, figure, identity, named)
        case Entity() as thing:
            node = identity.node(thing)
            yield claim, PREDICATE, jq(camel(fact.property))
            yield claim, OBJECT, NamedNode(node.iri)
            yield claim, jq("objectName"), zh(thing.name)
            if thing.of_place:
                yield claim, jq("objectOfPlace"), zh(thing.of_place)
            named[node] = None
        case text:
            yield claim, PREDICATE, jq(camel(fact.property))
            yield claim, OBJECT, concept(text) if ontology().properties[fact.property].coded else zh(text)


def _figure(claim: NamedNode, figure: Figure, identity: Identity) -> Iterator[Triple]:
    yield claim, jq("measure"), concept(figure.measure)
    yield from _unit(claim, figure.unit, identity)
    if figure.qualifier:
        yield claim, jq("qualifier"), concept(figure.qualifier)
    for field in FIGURE_NUMBERS:
        if (number := getattr(figure, field)) is not None:
            yield claim, jq(camel(field)), decimal(number)
    for field in FIGURE_WORDS:
        if text := getattr(figure, field):
            yield claim, jq(field), zh(text)
    for field in FIGURE_CODES:
        if text := getattr(figure, field):
            yield claim, jq(field), Literal(text)


def _links(claim: NamedNode, figure: Figure, identity: Identity, named: dict[Node, None]) -> Iterator[Triple]:
    """The product that a figure is of, where the report names it, and the place that a share is of."""
    if figure.of and identity.names(product := identity.node(Entity("Product", figure.of))):
        yield claim, jq("ofProduct"), NamedNode(product.iri)
    if figure.scope and ((place := identity.node(Entity("Place", figure.scope))).code or identity.names(place)):
        yield claim, jq("scopePlace"), NamedNode(place.iri)
        named[place] = None


def _unit(claim: NamedNode, code: str, identity: Identity) -> Iterator[Triple]:
    if code in ontology().units:
        yield claim, jq("unit"), NamedNode(ontology().units[code].iri)
        return
    unit = NamedNode(identity.unit(code))
    yield claim, jq("unit"), unit
    yield unit, TYPE, jq("Unit")
    yield unit, NOTATION, Literal(code)
    yield unit, LABEL, zh(code)


def _mention(
    claim: NamedNode, position: int, entity: Entity, identity: Identity, named: dict[Node, None]
) -> Iterator[Triple]:
    """What a policy or a problem is about, in its order and with its name as written."""
    node = identity.node(entity)
    mention = NamedNode(f"{claim.value}#about={position}")
    named[node] = None
    yield claim, jq("about"), NamedNode(node.iri)
    yield claim, jq("mentions"), mention
    yield mention, TYPE, jq("Mention")
    yield mention, jq("about"), NamedNode(node.iri)
    yield mention, jq("position"), Literal(position)
    yield mention, jq("aboutName"), zh(entity.name)
    if entity.of_place:
        yield mention, jq("aboutOfPlace"), zh(entity.of_place)
