"""Findings in a report's graph: DQV quality annotations, and marks on what is suspect or confirmed."""

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Quad

from kg.audit.findings import Finding, Term
from kg.audit.standing import confirmed, suspects
from kg.identity import Identity
from kg.model import Fact
from kg.ontology import ontology
from kg.store import decimal

Triple = tuple[NamedNode, NamedNode, NamedNode | Literal]

_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_OA = "http://www.w3.org/ns/oa#"
_DQV = "http://www.w3.org/ns/dqv#"
_DIMENSIONS = "http://www.w3.org/2016/05/ldqd#"
_TYPE = NamedNode(f"{_RDF}type")
_LANGUAGE = NamedNode("http://purl.org/dc/terms/language")


def annotations(findings: Iterable[Finding], identity: Identity) -> list[Quad]:
    """The quads of `annotated`, in the report's graph."""
    graph = NamedNode(identity.report)
    return [Quad(*triple, graph) for triple in annotated(findings, identity)]


def annotated(findings: Iterable[Finding], identity: Identity) -> list[Triple]:
    """The triples that findings add to a report's graph, for those of the report; a dismissed finding adds none.

    Each finding is an IRI of its own with a body in each language; `jq:suspect` and `jq:confirmed`, on the claim,
    give the reason in both, with the equation.
    """
    told = [finding for finding in findings if finding.report == identity.slug and not finding.dismissed]
    said = dict.fromkeys(triple for finding in told for triple in _annotation(finding, identity))
    for mark, marked in (("suspect", suspects(told)), ("confirmed", confirmed(told))):
        said.update(
            dict.fromkeys(triple for fact, finding in marked.items() for triple in _mark(mark, fact, finding, identity))
        )
    return list(said)


def iri(finding: Finding, identity: Identity) -> str:
    """The IRI of a finding."""
    return f"{identity.base}finding/{finding.id}"


def _annotation(finding: Finding, identity: Identity) -> Iterator[Triple]:
    node = NamedNode(iri(finding, identity))
    dimension = "semanticAccuracy" if finding.kind in ("time", "print") else "consistency"
    yield node, _TYPE, _jq("Finding")
    yield node, _TYPE, NamedNode(f"{_DQV}QualityAnnotation")
    yield node, NamedNode(f"{_OA}motivatedBy"), NamedNode(f"{_DQV}qualityAssessment")
    yield node, NamedNode(f"{_DQV}inDimension"), NamedNode(f"{_DIMENSIONS}{dimension}")
    for term in finding.figures:
        if term.report == identity.slug:
            yield node, NamedNode(f"{_OA}hasTarget"), _target(term, identity)
    if finding.stated.report == identity.slug:
        yield node, _jq("stated"), _target(finding.stated, identity)
    for lang, text in (("zh", finding.zh), ("en", finding.en)):
        body = NamedNode(f"{node.value}#{lang}")
        yield node, NamedNode(f"{_OA}hasBody"), body
        yield body, _TYPE, NamedNode(f"{_OA}TextualBody")
        yield body, _LANGUAGE, Literal(lang)
        yield body, NamedNode(f"{_RDF}value"), Literal(text, language=lang)
    yield node, _jq("findingKind"), Literal(finding.kind)
    yield node, _jq("severity"), Literal(finding.severity)
    yield node, _jq("rule"), Literal(finding.rule)
    if finding.equation:
        yield node, _jq("equation"), Literal(finding.equation, language="zh")
    if finding.residual is not None:
        yield node, _jq("residual"), decimal(finding.residual)
    if finding.correction:
        yield (
            node,
            _jq("correction"),
            Literal(f"{finding.correction.before} → {finding.correction.after}", language="zh"),
        )


def _target(term: Term, identity: Identity) -> NamedNode:
    """The claim that an annotation is about; the characters, where no claim holds the figure."""
    return NamedNode(identity.claim(term.fact) if term.fact else identity.passage(term.start, term.end))


def _mark(mark: str, fact: Fact, finding: Finding, identity: Identity) -> Iterator[Triple]:
    if fact.evidence.report == identity.slug:
        claim = NamedNode(identity.claim(fact))
        for lang, text in (("zh", finding.zh), ("en", finding.en)):
            yield claim, _jq(mark), Literal(f"{text} {finding.equation}".rstrip(), language=lang)


def _jq(local: str) -> NamedNode:
    return NamedNode(ontology().iri(local))
