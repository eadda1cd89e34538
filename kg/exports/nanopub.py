"""Each claim as a nanopublication (nanopub.net guidelines): what it asserts, whence, and who read it.

The assertion is what the graph would adopt of that claim alone, with what the things are that it names: of what is only
planned it has the property of plans, of a figure its observation. The provenance is the passage, word for word, and how
surely it was read. A nanopublication has the IRI of its claim's number; who publishes it gives it a trusty IRI, a
signature, a date and a licence, which a build has not.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import partial
from itertools import chain
from pathlib import Path
from typing import BinaryIO

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, Triple, serialize

from kg.endpoint.asking import Endpoint
from kg.exports import File
from kg.exports.rdf import of_folder, reports
from kg.folder import Build
from kg.graph.adoption import adopt_said
from kg.graph.terms import DERIVED, ISSUED, SOURCE, TITLE, TYPE, Nodes, jq, node
from kg.messages import Lang
from kg.ontology import ID, PREFIXES

Said = tuple[NamedNode, NamedNode, NamedNode | Literal]

NP = "http://www.nanopub.org/nschema#"

_LABEL = NamedNode(f"{PREFIXES['rdfs']}label")
_CLAIM, _REPORT = jq("Claim"), jq("Report")
_HOW = tuple(map(jq, ("certainty", "suspect", "confirmed")))
_READ = tuple(map(jq, ("certainty", "grounds", "rule", "suspect", "confirmed")))
_OF_REPORT = (TITLE, SOURCE, ISSUED)
_READER = NamedNode("https://w3id.org/jiqun")


def nanopub(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """A nanopublication for each claim, as TriG."""
    yield File("nanopubs.trig", partial(_write, of_folder(place)))


def _write(build: Build, out: BinaryIO) -> None:
    read = Triple(_READER, _LABEL, Literal(f"jiqun {build.manifest.said['jiqun']}"))
    quads = chain.from_iterable(_of_report(report, read) for report in reports(build))
    serialize(quads, out, RdfFormat.TRIG, prefixes={**PREFIXES, "np": NP})


def _of_report(quads: Iterable[Quad], read: Triple) -> Iterator[Quad]:
    nodes: Nodes = defaultdict(dict)
    for quad in quads:
        nodes[node(quad.subject)].setdefault(quad.predicate, []).append(quad.object)  # type: ignore[arg-type]
    [report] = (iri for iri, said in nodes.items() if _REPORT in said.get(TYPE, ()))
    for claim, said in nodes.items():
        if _CLAIM in said.get(TYPE, ()):
            publication = NamedNode(f"{ID}nanopub/{claim.value.rpartition('/')[2]}")
            yield from _publication(publication, claim, nodes, report)
            yield Quad(read.subject, read.predicate, read.object, NamedNode(f"{publication.value}#pubinfo"))


def _publication(publication: NamedNode, claim: NamedNode, nodes: Nodes, report: NamedNode) -> Iterator[Quad]:
    head, assertion, provenance, pubinfo = (
        NamedNode(f"{publication.value}#{part}") for part in ("head", "assertion", "provenance", "pubinfo")
    )
    yield Quad(publication, TYPE, NamedNode(f"{NP}Nanopublication"), head)
    for role, graph in (("Assertion", assertion), ("Provenance", provenance), ("PublicationInfo", pubinfo)):
        yield Quad(publication, NamedNode(f"{NP}has{role}"), graph, head)
    yield from (Quad(*triple, assertion) for triple in _asserted(claim, nodes, report))
    yield from (Quad(*triple, provenance) for triple in _whence(assertion, claim, nodes, report))
    yield Quad(publication, NamedNode(f"{PREFIXES['prov']}wasAttributedTo"), _READER, pubinfo)
    yield Quad(publication, DERIVED, claim, pubinfo)


def _asserted(claim: NamedNode, nodes: Nodes, report: NamedNode) -> Iterator[Said]:
    """What the graph adopts of a claim alone, but how surely it is read."""
    near = [claim, *(iri for terms in nodes[claim].values() for iri in terms if isinstance(iri, NamedNode))]
    told = dict.fromkeys(iri for iri in near if iri in nodes and iri != report)
    triples = [(iri, predicate, term) for iri in told for predicate, terms in nodes[iri].items() for term in terms]
    for quad in adopt_said({report: triples}):
        if quad.predicate not in (*_HOW, DERIVED):
            yield quad.triple.subject, quad.predicate, quad.object  # type: ignore[misc]


def _whence(assertion: NamedNode, claim: NamedNode, nodes: Nodes, report: NamedNode) -> Iterator[Said]:
    [passage] = nodes[claim][DERIVED]
    assert isinstance(passage, NamedNode)
    yield assertion, DERIVED, passage
    for predicate in _READ:
        yield from ((assertion, predicate, term) for term in nodes[claim].get(predicate, ()))
    for predicate, terms in nodes[passage].items():
        yield from ((passage, predicate, term) for term in terms)
    yield passage, NamedNode(f"{PREFIXES['dcterms']}isPartOf"), report
    for predicate in _OF_REPORT:
        yield from ((report, predicate, term) for term in nodes[report].get(predicate, ()))
