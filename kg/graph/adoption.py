"""What the graph says of what the reports claim: one adopted figure where two reports, or two tables, give two.

The rule. Figures of one thing's measure in one scope, period and modality answer one observation. Claims that give the
same value, upper end and unit support it together. Of the figures of one sentence only those compete that give its
first value: what else it tells is of a part or a time that its own words set apart. Where claims differ, what an
extractor alone has read loses to what the rules have, a value that the audit doubts loses to any other, an exact figure
beats a hedged or ranged one, a table's row beats prose, the later report the earlier, the value that more claims give
the one that fewer give, and at last what stands first in the text.
The observation is `jq:contested` where a claim that competes leaves no room for the adopted value: 789 and 800多, 30
and 约45; not 近200 and 197, nor amounts in units that nothing converts. The claims that lost stay in their reports'
graphs. The later report is the one that gives actual figures of a later period, then the one whose slug is. What the
audit says of the adopted value, `jq:suspect` or `jq:confirmed`, stands at the observation too, and the certainty of the
claim of that value that was read most surely. Relations are adopted as they are said, planned ones under a property of
their own (`jq:plannedIn`).

What is adopted of a thing depends on what the reports' graphs say of it and on nothing else: `adopt(relevant(store,
things))` gives for those things what `adopt` gives them from everything, so that an edit costs what it touches.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from pyoxigraph import Literal, NamedNode, Quad, Store

from kg.identity import describes, existing, planned
from kg.model import Unit
from kg.ontology import JQ, ontology, snake

Term = NamedNode | Literal
Triple = tuple[NamedNode, NamedNode, Term]
Properties = dict[NamedNode, list[Term]]
Nodes = dict[NamedNode, Properties]
Saying = tuple[NamedNode, Term] | str | None  # a triple of a thing, a name of it, or that there is a claim of it

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = NamedNode(_RDF + "type")
_SUBJECT = NamedNode(_RDF + "subject")
_PREDICATE = NamedNode(_RDF + "predicate")
_OBJECT = NamedNode(_RDF + "object")
_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#prefLabel")
_OTHER_LABEL = NamedNode("http://www.w3.org/2004/02/skos/core#altLabel")
_DERIVED = NamedNode("http://www.w3.org/ns/prov#wasDerivedFrom")
_OA = "http://www.w3.org/ns/oa#"
_START = NamedNode(_OA + "start")
_PREFIX = NamedNode(_OA + "prefix")

# classes that stay in their reports' graphs
_EVIDENCE = (*(f"{JQ}{name}" for name in ("Claim", "Passage", "Mention", "Finding")), f"{_OA}TextualBody")
_FIGURE = (
    *("measure", "of", "scope", "value", "valueMax", "lower", "upper", "unit", "qualifier"),
    *("period", "per", "modality", "lexical", "ofProduct", "scopePlace"),
)
_ROUNDING = Decimal("0.001")  # relative, of an amount that two units state: 3.3万亩 and 22平方公里
# of the claim that a thing exists: what it has one of, and what it has any number of
_ONE_EACH = ("status", "kind", "parent", "period")
_MANY = ("about",)


@dataclass(frozen=True, slots=True)
class _Claim:
    """A claim with what the rule weighs it by; `report` is the last period of the report's figures, and its IRI.

    `sentence` is where the sentence, heading or row that it stands in starts.
    """

    iri: NamedNode
    said: Properties
    report: tuple[str, str]
    start: int
    sentence: int
    in_row: bool

    def one(self, local: str) -> Term | None:
        found = self.said.get(_jq(local))
        return found[0] if found else None

    @property
    def subject(self) -> NamedNode:
        return _node(self.said[_SUBJECT][0])

    @property
    def predicate(self) -> NamedNode:
        return _node(self.said[_PREDICATE][0])

    @property
    def object(self) -> Term:
        return self.said[_OBJECT][0]

    @property
    def planned(self) -> bool:
        return self.one("modality") != _jq("actual")

    @property
    def confirmed(self) -> bool:
        """Whether rules have read it, and not an extractor alone."""
        grounds = self.said.get(_jq("grounds"), ())
        return _jq("extracted") not in grounds or _jq("agreed") in grounds

    @property
    def exact(self) -> bool:
        return self.one("qualifier") is None and self.one("valueMax") is None

    @property
    def certainty(self) -> Literal:
        """How surely it was read, from 0 to 1."""
        term = self.said[_jq("certainty")][0]
        assert isinstance(term, Literal)
        return term

    @property
    def amount(self) -> tuple[Term | None, ...]:
        return self.one("value"), self.one("valueMax"), self.one("unit")

    @property
    def bounds(self) -> tuple[Decimal | None, Decimal | None]:
        """The least and the greatest that it may be, None for an open end."""
        lower, upper = self._number("lower"), self._number("upper")
        if lower is None and upper is None:
            value, last = self._number("value"), self._number("valueMax")
            return value, value if last is None else last
        return lower, upper

    def _number(self, local: str) -> Decimal | None:
        term = self.one(local)
        return Decimal(term.value) if term else None


def adopt(quads: Iterable[Quad]) -> list[Quad]:
    """The triples of the default graph, from the quads of all reports' graphs."""
    return _adopt(_by_graph(quads))


def adopt_said(reports: Mapping[NamedNode, Iterable[Triple]]) -> list[Quad]:
    """What `adopt` gives, from the triples of each report's graph."""
    return _adopt({graph: _by_node(said) for graph, said in reports.items()})


def _adopt(graphs: dict[NamedNode, Nodes]) -> list[Quad]:
    claims = sorted(_claims(graphs), key=lambda claim: (claim.report, claim.start, claim.iri.value))
    things = dict.fromkeys(triple for nodes in graphs.values() for triple in _things(nodes))
    labels = _labels(things, (name for nodes in graphs.values() for name in _names(nodes)))
    adopted = [*things, *labels, *_statements(claims), *_observations(claims), *_developments(things)]
    return [Quad(*triple) for triple in dict.fromkeys(adopted)]


def touched(before: Iterable[Quad], after: Iterable[Quad], store: Store) -> set[NamedNode]:
    """The things of the default graph that may differ when a report's graph gives way to another.

    They are what either graph makes claims of, and what the two name or place otherwise, unless all of that is also
    said elsewhere. `store` has the new graph and, in its default graph, what was adopted before.
    """
    old, new = _say(before), _say(after)
    claimed = {iri for said in (old, new) for iri, about in said.items() if None in about}
    found = set(claimed)
    for iri in (old.keys() | new.keys()) - claimed:
        lost, gained = old.get(iri, set()) - new.get(iri, set()), new.get(iri, set()) - old.get(iri, set())
        if not (
            all(_still_said(store, iri, each) for each in lost) and all(_adopted(store, iri, each) for each in gained)
        ):
            found.add(iri)
    return found | {NamedNode(other(iri.value)) for iri in found for other in (existing, planned)}


def _still_said(store: Store, iri: NamedNode, said: Saying) -> bool:
    """Whether some report's graph has a triple of a thing, or names it so."""
    if isinstance(said, tuple):
        return any(isinstance(q.graph_name, NamedNode) for q in store.quads_for_pattern(iri, *said, None))
    return any(
        Quad(quad.subject, role, iri, quad.graph_name) in store
        for role, name in _roles()
        for quad in store.quads_for_pattern(None, name, Literal(said or "", language="zh"), None)
    )


def _adopted(store: Store, iri: NamedNode, said: Saying) -> bool:
    """Whether the default graph has a triple of a thing, or the name."""
    if isinstance(said, tuple):
        return Quad(iri, *said) in store
    label = Literal(said or "", language="zh")
    return any(Quad(iri, predicate, label) in store for predicate in (_LABEL, _OTHER_LABEL))


def _say(quads: Iterable[Quad]) -> dict[NamedNode, set[Saying]]:
    """What a graph says of each thing: its own triples, its names, and None where there is a claim of it."""
    nodes = _by_graph(quads)
    found: dict[NamedNode, set[Saying]] = defaultdict(set)
    for said in nodes.values():
        for iri, predicate, term in _things(said):
            found[iri].add((predicate, term))
        for iri, name in _names(said):
            found[iri].add(name)
        for properties in said.values():
            if _jq("Claim") in properties.get(_TYPE, ()):
                found[_node(properties[_SUBJECT][0])].add(None)
                if properties[_PREDICATE][0] == _jq("observation"):
                    found[_node(properties[_OBJECT][0])].add(None)
    return found


def relevant(store: Store, things: Iterable[NamedNode]) -> list[Quad]:
    """What the reports' graphs of a store say of things: their own quads, the claims of them, their names; and of each
    of those reports how late its figures are."""
    found: dict[Quad, None] = {}
    claims: dict[tuple[NamedNode, NamedNode], None] = {}

    def take(subject: NamedNode, predicate: NamedNode | None, graph: NamedNode | None) -> None:
        quads = store.quads_for_pattern(subject, predicate, None, graph)
        found.update(dict.fromkeys(quad for quad in quads if isinstance(quad.graph_name, NamedNode)))

    for thing in things:
        take(thing, None, None)
        take(NamedNode(existing(thing.value)), None, None)
        for role, name in _roles():
            for quad in store.quads_for_pattern(None, role, thing, None):
                if isinstance(quad.subject, NamedNode) and isinstance(quad.graph_name, NamedNode):
                    observed = Quad(quad.subject, _PREDICATE, _jq("observation"), quad.graph_name)
                    if role == _SUBJECT or (role == _OBJECT and observed in store):
                        claims[quad.subject, quad.graph_name] = None
                    else:
                        found[quad] = None
                        take(quad.subject, name, quad.graph_name)
    for claim, graph in claims:
        take(claim, None, graph)
        for quad in store.quads_for_pattern(claim, _DERIVED, None, graph):
            take(_node(quad.object), None, graph)
    for report in dict.fromkeys(quad.graph_name for quad in found):
        take(_node(report), _jq("latestPeriod"), _node(report))
    return list(found)


def _by_graph(quads: Iterable[Quad]) -> dict[NamedNode, Nodes]:
    graphs: dict[NamedNode, Nodes] = defaultdict(dict)
    for quad in quads:
        about = graphs[_node(quad.graph_name)].setdefault(_node(quad.subject), {})
        about.setdefault(quad.predicate, []).append(_term(quad.object))
    return graphs


def _by_node(said: Iterable[Triple]) -> Nodes:
    nodes: Nodes = {}
    for subject, predicate, term in said:
        nodes.setdefault(subject, {}).setdefault(predicate, []).append(term)
    return nodes


def _node(term: object) -> NamedNode:
    """A term that is an IRI, as all of ours but texts and numbers are."""
    assert isinstance(term, NamedNode)
    return term


def _term(term: object) -> Term:
    assert isinstance(term, NamedNode | Literal)
    return term


def _claims(graphs: dict[NamedNode, Nodes]) -> Iterator[_Claim]:
    for graph, nodes in graphs.items():
        for iri, said in nodes.items():
            if _jq("Claim") in said.get(_TYPE, ()):
                passage = nodes[_node(said[_DERIVED][0])]
                in_row = passage[_jq("passageKind")][0].value == "row"
                latest = nodes.get(graph, {}).get(_jq("latestPeriod"), [Literal("")])[0].value
                start = int(passage[_START][0].value)
                sentence = start - len(passage[_PREFIX][0].value)
                yield _Claim(iri, said, (latest, graph.value), start, sentence, in_row)


def _things(nodes: Nodes) -> Iterator[Triple]:
    """What a report's graph says of things themselves: class, code, place, the report's title."""
    for iri, said in nodes.items():
        if _TYPE in said and _evidence().isdisjoint(said[_TYPE]):
            yield from ((iri, predicate, term) for predicate, terms in said.items() for term in terms)


def _names(nodes: Nodes) -> Iterator[tuple[NamedNode, str]]:
    """Each thing that a report's graph names, with the name as written."""
    for said in nodes.values():
        for role, name in _roles():
            if name in said and role in said:
                yield _node(said[role][0]), said[name][0].value


def _labels(things: Iterable[Triple], names: Iterable[tuple[NamedNode, str]]) -> Iterator[Triple]:
    """Preferred is a division's official name, else the longest name that a report writes; others are alternatives."""
    official = {iri: label.value for iri, predicate, label in things if predicate == _LABEL and _in_chinese(label)}
    written = {iri: {name} for iri, name in official.items()}
    for iri, name in names:
        written.setdefault(iri, set()).add(name)
    for iri, forms in written.items():
        preferred = official.get(iri) or max(forms, key=lambda form: (not describes(form), len(form), form))
        yield iri, _LABEL, Literal(preferred, language="zh")
        for form in sorted(forms - {preferred}):
            yield iri, _OTHER_LABEL, Literal(form, language="zh")


def _in_chinese(label: Term) -> bool:
    return isinstance(label, Literal) and label.language == "zh"


def _statements(claims: list[_Claim]) -> Iterator[Triple]:
    """The relations, and what goes with the claim that there is such a thing: a cluster's status, a policy's kind."""
    stated: dict[tuple[NamedNode, NamedNode], list[_Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == _TYPE:
            for local in _ONE_EACH:
                if claim.one(local):
                    stated[claim.subject, _jq(local)].append(claim)
            for local in _MANY:
                yield from ((claim.subject, _jq(local), term) for term in claim.said.get(_jq(local), ()))
        elif claim.predicate != _jq("observation"):
            yield claim.subject, _planned(claim.predicate) if claim.planned else claim.predicate, claim.object
    for (subject, predicate), told in stated.items():
        best = max(told, key=lambda claim: (claim.confirmed, claim.in_row, claim.report, -claim.start))
        yield subject, predicate, best.said[predicate][0]


def _observations(claims: list[_Claim]) -> Iterator[Triple]:
    slots: dict[NamedNode, list[_Claim]] = defaultdict(list)
    for claim in claims:
        if claim.predicate == _jq("observation"):
            slots[_node(claim.object)].append(claim)
    for observation, claimed in slots.items():
        told = _competing(claimed)
        support = Counter(claim.amount for claim in told)
        doubted = {claim.amount for claim in told if claim.one("suspect")}
        best = max(
            told,
            key=lambda claim: (
                claim.confirmed,
                claim.amount not in doubted,
                claim.exact,
                claim.in_row,
                claim.report,
                support[claim.amount],
                -claim.start,
            ),
        )
        yield observation, _TYPE, _jq("Observation")
        yield observation, _jq("about"), best.subject
        for local in _FIGURE:
            if term := best.one(local):
                yield observation, _jq(local), term
        if any(_disagree(claim, best) for claim in told):
            yield observation, _jq("contested"), Literal(True)
        supporting = [claim for claim in told if claim.amount == best.amount]
        yield from ((observation, _DERIVED, claim.iri) for claim in supporting)
        surest = max((claim.certainty for claim in supporting), key=lambda certainty: float(certainty.value))
        yield observation, _jq("certainty"), surest
        mark = _jq("suspect" if best.amount in doubted else "confirmed")
        reasons = next((claim.said[mark] for claim in supporting if mark in claim.said), ())
        yield from ((observation, mark, reason) for reason in reasons)


def _competing(told: list[_Claim]) -> list[_Claim]:
    """The claims of one observation without those that give another value than the first of their sentence.

    What an extractor alone has read is none of the first, and stays."""
    first: dict[tuple[str, int], _Claim] = {}
    for claim in sorted(told, key=lambda claim: (claim.start, claim.iri.value)):
        if claim.confirmed:
            first.setdefault((claim.report[1], claim.sentence), claim)
    return [
        claim for claim in told if not claim.confirmed or claim.amount == first[claim.report[1], claim.sentence].amount
    ]


def _disagree(one: _Claim, other: _Claim) -> bool:
    """Whether no value fits both, in one unit or in two of a kind that can be converted."""
    factors = _factors(_node(one.one("unit")), _node(other.one("unit")))
    if factors is None:
        return False
    (lower, upper), (least, most) = (
        tuple(None if bound is None else bound * factor for bound in claim.bounds)
        for claim, factor in zip((one, other), factors, strict=True)
    )
    slack = 1 + (_ROUNDING if one.one("unit") != other.one("unit") else 0)
    return (upper is not None and least is not None and upper * slack < least) or (
        most is not None and lower is not None and most * slack < lower
    )


def _factors(one: NamedNode, other: NamedNode) -> tuple[Decimal, Decimal] | None:
    """What amounts in two units are multiplied by to be compared; None where they cannot be."""
    if one == other:
        return Decimal(1), Decimal(1)
    first, second = _units().get(one.value), _units().get(other.value)
    if first is None or second is None or first.kind != second.kind or not first.factor or not second.factor:
        return None
    return first.factor, second.factor


def _developments(things: Iterable[Triple]) -> Iterator[Triple]:
    clusters = {iri for iri, predicate, term in things if predicate == _TYPE and term == _jq("Cluster")}
    for iri, predicate, term in things:
        if predicate == _TYPE and term == _jq("PlannedCluster"):
            yield iri, _jq("status"), _jq("planned")
            if (cluster := NamedNode(existing(iri.value))) in clusters:
                yield iri, _jq("develops"), cluster


def _planned(predicate: NamedNode) -> NamedNode:
    """The property of what is only planned: locatedIn → plannedIn."""
    return NamedNode(ontology().properties[snake(predicate.value.removeprefix(JQ))].planned)


@cache
def _units() -> dict[str, Unit]:
    return {unit.iri: unit for unit in ontology().units.values()}


@cache
def _evidence() -> frozenset[NamedNode]:
    return frozenset(map(NamedNode, _EVIDENCE))


@cache
def _roles() -> tuple[tuple[NamedNode, NamedNode], ...]:
    """How claims and mentions name things, and where they keep the name as written."""
    return (
        (_SUBJECT, _jq("subjectName")),
        (_OBJECT, _jq("objectName")),
        (_jq("parent"), _jq("parentName")),
        (_jq("about"), _jq("aboutName")),
    )


@cache
def _jq(local: str) -> NamedNode:
    return NamedNode(ontology().iri(local))
