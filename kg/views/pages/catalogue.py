"""A build as the pages read it: every thing, what the reports say of it and where, what is in doubt, the texts."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import cached_property
from pathlib import Path
from typing import Any, TypeVar

from kg.analysis.indicators import Derived, derived
from kg.audit.records import figures
from kg.audit.records import read as read_findings
from kg.evidence import Quoted, of_line, quoted
from kg.folder import Elsewhere, Readable, reading
from kg.model import Figure
from kg.ontology import JQ, ontology
from kg.queries import named, run
from kg.queries.answers import answer, rows
from kg.store import Graph
from kg.views.pages.addresses import address, report_address
from kg.views.thing.briefing import report_title
from kg.whereabouts import Whereabouts

K = TypeVar("K")
V = TypeVar("V")

CLUSTERS = frozenset({"Cluster", "PlannedCluster"})
PLACES = frozenset({"Province", "Prefecture", "County", "Town", "Village", "Park", "Region", "Place"})
SITES = frozenset(code for code, each in ontology().properties.items() if each.range == {"Place"})
"""The properties that say where a cluster lies: located_in, centred_on, has_park."""

_QUASI = re.compile("/place/[0-9]{6}[4-9][0-9]{2}$")  # a development zone or a farm at the level of towns, by its code
_DERIVED = """
PREFIX jq: <https://w3id.org/jiqun/ontology#>
PREFIX prov: <http://www.w3.org/ns/prov#>
SELECT ?claim ?contested { ?figure prov:wasDerivedFrom ?claim OPTIONAL { ?figure jq:contested ?contested } }
"""
_EDGES = """
PREFIX jq: <https://w3id.org/jiqun/ontology#>
SELECT ?subject ?property ?object {
  VALUES ?property { jq:about jq:parent jq:develops jq:planOf jq:inIndustry jq:ofProduct }
  ?subject ?property ?object
  FILTER NOT EXISTS { ?subject a jq:Observation }
} ORDER BY ?subject ?property ?object
"""

_INDUSTRIES = """
PREFIX jq: <https://w3id.org/jiqun/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?industry ?name ?english ?above {
  ?cluster jq:inIndustry/skos:broader* ?industry .
  ?industry skos:prefLabel ?name FILTER (LANG(?name) = "zh")
  OPTIONAL { ?industry skos:prefLabel ?english FILTER (LANG(?english) = "en") }
  OPTIONAL { ?industry skos:broader ?above }
} ORDER BY ?industry
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A firm, cluster, place …: its class (`Firm`), and the IRI of the place it belongs to or is part of, or "".

    Of an industry `other_names` has its English name, and `place` is the industry above it.
    """

    iri: str
    name: str
    other_names: tuple[str, ...] = ()
    kind: str = ""
    standing: str = ""
    place: str = ""


@dataclass(frozen=True, slots=True)
class Statement:
    """What one report says in one place: `quote` is its text from `start` to `end`, `told` the sentence around it.

    `relation` is the property of a line of facts.jsonl; `object` the IRI of the other thing or "", `text` what is said
    where that is no thing; of a figure `marks` tells its standing, the modality first, then `contested`, `not_adopted`,
    `suspect`, `confirmed`. `claim` is the last part of the claim's IRI, `certainty` says how surely it was read;
    `where` is its place in the file of the report, None where that is a text.
    """

    claim: str
    report: str
    start: int
    end: int
    quote: str
    heading: str
    subject: str
    relation: str
    object: str
    text: str
    figure: Figure | None
    marks: tuple[str, ...]
    told: Quoted
    kind: str = ""
    period: str = ""
    conferred_by: str = ""
    certainty: float = 1.0
    where: Whereabouts | None = None

    @property
    def adopted(self) -> bool:
        """Whether it stands in the default graph."""
        return "not_adopted" not in self.marks

    @property
    def planned(self) -> bool:
        """Whether it tells what is planned or forecast, not what is."""
        return self.marks[0] in ("planned", "forecast")

    @property
    def measure(self) -> str:
        """The code of what it measures, "" where it is no figure."""
        return self.figure.measure if self.figure else ""


@dataclass(frozen=True, slots=True)
class Report:
    """A report: its title, the IRI of its place ("" if it names none), its frozen text, figures read and not, and the
    pages of its file (0 without)."""

    slug: str
    title: str
    source: str
    place: str
    text: str
    figures: int
    coverage: float | None
    pages: int = 0


@dataclass(frozen=True, eq=False)
class Catalogue:
    """What the pages are made of; `findings` are those of the audit, dismissed ones left out."""

    things: Mapping[str, Thing]
    statements: tuple[Statement, ...]
    edges: Mapping[str, tuple[tuple[str, str], ...]]
    reports: Mapping[str, Report]
    findings: tuple[dict[str, Any], ...]
    gaps: tuple[dict[str, Any], ...]
    store: Graph

    @cached_property
    def pages(self) -> Mapping[str, Thing]:
        """The things by the paths of their pages."""
        return {address(iri): thing for iri, thing in self.things.items()}

    @cached_property
    def report_pages(self) -> Mapping[str, Report]:
        """The reports by the paths of their pages."""
        return {report_address(slug): report for slug, report in self.reports.items()}

    @cached_property
    def claims(self) -> Mapping[str, str]:
        """The report of each claim, by the last part of its IRI."""
        return {each.claim: each.report for each in self.statements}

    @cached_property
    def of_subject(self) -> Mapping[str, tuple[Statement, ...]]:
        """The statements of each subject."""
        return _grouped((each.subject, each) for each in self.statements)

    @cached_property
    def _by_claim(self) -> Mapping[str, Statement]:
        return {each.claim: each for each in self.statements}

    def stated(self, claim: str | None) -> Statement | None:
        """The statement of a claim (its IRI); None where no line of the build's facts is of it."""
        return self._by_claim.get((claim or "").rpartition("/")[2])

    @cached_property
    def sizes(self) -> Mapping[str, Statement]:
        """The statement of the figure that tells the size of each cluster that has one, the largest first."""
        rows = run(self.store, named()["clusters-ranked"])
        return {row.cluster_id: said for row in rows if (said := self.stated(row.claim_id))}

    @cached_property
    def indicators(self) -> Mapping[str, tuple[Derived, ...]]:
        """The indicators that the figures of each thing give."""
        rows = _grouped((row.thing_id, row) for row in run(self.store, named()["figures-of"]))
        return {iri: tuple(derived(told)) for iri, told in rows.items()}

    @cached_property
    def of_object(self) -> Mapping[str, tuple[Statement, ...]]:
        """The relations that lead to each thing."""
        return _grouped((each.object, each) for each in self.statements if each.object)

    @cached_property
    def back_edges(self) -> Mapping[str, tuple[tuple[str, str], ...]]:
        """Edges by their object, with the subject: `about` of a cluster gives the policies and problems about it."""
        pairs = ((end, (name, start)) for start, edges in self.edges.items() for name, end in edges)
        return _grouped(pairs)

    @cached_property
    def parts(self) -> Mapping[str, tuple[Thing, ...]]:
        """The places directly below each place."""
        return _grouped((thing.place, thing) for thing in self.things.values() if thing.kind in PLACES and thing.place)

    @cached_property
    def belonging(self) -> Mapping[str, tuple[Thing, ...]]:
        """The things that are no places of each place."""
        others = (thing for thing in self.things.values() if thing.kind not in PLACES and thing.place in self.things)
        return _grouped((thing.place, thing) for thing in others)

    @cached_property
    def kinds(self) -> Mapping[str, tuple[Thing, ...]]:
        """The things of each class."""
        return _grouped((thing.kind, thing) for thing in self.things.values())

    @cached_property
    def clusters_at(self) -> Mapping[str, Mapping[str, bool]]:
        """For each place the clusters in it or in a place below, each with whether it exists there.

        A cluster is in every place above the one where it lies; one that is there is not planned there as well. A trade
        that only a figure is of is no cluster of its place.
        """
        found: dict[str, dict[str, bool]] = defaultdict(dict)
        for kind in sorted(CLUSTERS):
            for cluster in self.kinds.get(kind, ()):
                exists = kind == "Cluster"
                sites = [(s.object, exists and not s.planned) for s in self.sites(cluster)]
                if cluster.place and self._is_stated(cluster):
                    sites.append((cluster.place, exists))
                for place, here in sites:
                    for above in self.above(place):
                        found[above][cluster.iri] = found[above].get(cluster.iri, False) or here
        return found

    @cached_property
    def linked(self) -> Mapping[str, frozenset[str]]:
        """The things that a sentence, or the order of things, links each thing with; its place is left out."""
        found: dict[str, set[str]] = defaultdict(set)
        said = ((each.subject, each.object) for each in self.statements if each.object)
        ordered = ((start, end) for start, edges in self.edges.items() for _, end in edges)
        for start, end in (*said, *ordered):
            found[start].add(end)
            found[end].add(start)
        return {iri: frozenset(near) for iri, near in found.items()}

    def narrowed(self, findings: Iterable[Mapping[str, Any]], reports: Iterable[str]) -> "Catalogue":
        """The catalogue with some findings only, dismissed ones left out, and what some reports say."""
        kept = set(reports)
        return replace(
            self,
            findings=tuple(dict(each) for each in findings if "dismissed" not in each),
            statements=tuple(each for each in self.statements if each.report in kept),
            reports={slug: report for slug, report in self.reports.items() if slug in kept},
        )

    def _is_stated(self, cluster: Thing) -> bool:
        """Whether a report states that there is such a cluster, or tells it as a part of another."""
        parts = (each for each in self.of_object.get(cluster.iri, ()) if each.relation == "sub_cluster")
        return bool(cluster.standing) or any(parts)

    def sites(self, cluster: Thing) -> list[Statement]:
        """The statements of where a cluster lies."""
        return [each for each in self.of_subject.get(cluster.iri, ()) if each.relation in SITES and each.object]

    def above(self, place: str) -> list[str]:
        """A place and those above it, the nearest first."""
        found: list[str] = []
        while place in self.things and place not in found:
            found.append(place)
            place = self.things[place].place
        return found

    def area(self, thing: Thing) -> Thing | None:
        """The county that a thing lies in, else the prefecture or the place that its report is about."""
        chain = [self.things[iri] for iri in self.above(thing.iri if thing.kind in PLACES else thing.place)]
        for kind in ("County", "Prefecture", "Province"):
            for place in chain:
                if place.kind == kind:
                    return place
        return chain[-1] if chain else None


def catalogue(folder: Path | str | Elsewhere) -> Catalogue:
    """The catalogue of a build. InputError if the folder holds none."""
    return reading(folder, catalogued)


def catalogued(build: Readable) -> Catalogue:
    """The catalogue of a build that is open. InputError as its parts give."""
    store = build.graph()
    findings = tuple(each for each in read_findings(build.read("findings.jsonl")) if "dismissed" not in each)
    facts = build.records("facts")
    return Catalogue(
        things=_unnamed(facts) | _things(store),
        statements=tuple(_statements(facts, store, findings)),
        edges=_edges(store),
        reports=_reports(store, build),
        findings=findings,
        gaps=tuple(build.records("unread")),
        store=store,
    )


def _things(store: Graph) -> dict[str, Thing]:
    found: dict[str, Thing] = {}
    for row in run(store, named()["entities"]):
        others = tuple(row.other_names.split("；")) if row.other_names else ()
        kind = row.type_id.removeprefix(JQ)
        if kind == "Town" and _QUASI.search(row.entity_id):
            kind = "Park"
        thing = Thing(row.entity_id, row.name, others, kind, row.standing_id or "", row.place_id or "")
        found.setdefault(thing.iri, thing)
    for row in rows(answer(store, _INDUSTRIES, "industries")):
        others = (row.english,) if row.english else ()
        found.setdefault(row.industry, Thing(row.industry, row.name, others, "Industry", "", row.above or ""))
    return found


def _unnamed(facts: Iterable[Mapping[str, Any]]) -> dict[str, Thing]:
    """The subjects of facts by what they are called there, for those that the graph has no name for."""
    found = ((fact["subject_id"], fact.get("subject") or "—", fact["subject_type"]) for fact in facts)
    return {iri: Thing(iri, name, (), kind) for iri, name, kind in found}


def _edges(store: Graph) -> dict[str, tuple[tuple[str, str], ...]]:
    found = rows(answer(store, _EDGES, "edges"))
    return _grouped((row.subject, (row.property.removeprefix(JQ), row.object)) for row in found)


def _reports(store: Graph, build: Readable) -> dict[str, Report]:
    told = {row.report: row for row in run(store, named()["reports"])}
    return {
        slug: Report(
            slug,
            report_title(told[slug]),
            told[slug].source or "",
            told[slug].place_id or "",
            build.text(slug),
            said["figures"],
            said["coverage"],
            said.get("pages", 0),
        )
        for slug, said in sorted(build.reports.items())
    }


def _statements(
    facts: Iterable[Mapping[str, Any]], store: Graph, findings: Iterable[Mapping[str, Any]]
) -> Iterator[Statement]:
    derived = {row.claim: bool(row.contested) for row in rows(answer(store, _DERIVED, "derived"))}
    suspects, confirmed = _weighed(findings)
    for fact in facts:
        figure = _figure(fact) if "measure" in fact else None
        marks = [fact["modality"]]
        if figure:
            place = (fact["report"], fact["start"], fact["end"])
            marks += ["not_adopted"] if fact["claim"] not in derived else []
            marks += ["contested"] if derived.get(fact["claim"]) else []
            if place in suspects:
                marks.append("suspect")
            elif any(place[1] <= at < place[2] and figure.value == value for at, value in confirmed[fact["report"]]):
                marks.append("confirmed")
        yield Statement(
            claim=fact["claim"].rpartition("/")[2],
            report=fact["report"],
            start=fact["start"],
            end=fact["end"],
            quote=fact["quote"],
            heading=fact.get("heading", ""),
            subject=fact["subject_id"],
            relation=fact["property"],
            object="" if figure else fact.get("object_id", ""),
            text=fact.get("object", ""),
            figure=figure,
            marks=tuple(marks),
            told=quoted(*of_line(fact)),
            kind=fact.get("kind", ""),
            period="" if figure else fact.get("period", ""),
            conferred_by=fact.get("conferred_by", ""),
            certainty=fact["certainty"],
            where=Whereabouts(**fact["where"]) if "where" in fact else None,
        )


def _figure(fact: Mapping[str, Any]) -> Figure:
    most, least, upper = (Decimal(str(fact[n])) if n in fact else None for n in ("value_max", "lower", "upper"))
    words = {name: fact.get(name, "") for name in ("qualifier", "of", "scope", "period", "per", "lexical")}
    return Figure(fact["measure"], Decimal(str(fact["value"])), fact["unit"], most, least, upper, **words)


def _weighed(
    findings: Iterable[Mapping[str, Any]],
) -> tuple[set[tuple[str, int, int]], Mapping[str, list[tuple[int, Decimal]]]]:
    """The spans of facts that cannot be right, and for each report where figures stand that arithmetic confirms."""
    suspects: set[tuple[str, int, int]] = set()
    confirmed: dict[str, list[tuple[int, Decimal]]] = defaultdict(list)
    for finding in findings:
        suspects |= {(finding["report"], each["start"], each["end"]) for each in finding.get("suspects", ())}
        if finding["severity"] == "confirmed":
            for term in figures(finding):
                if "value" in term:
                    confirmed[term["report"]].append((term["start"], Decimal(str(term["value"]))))
    return suspects, confirmed


def _grouped(pairs: Iterable[tuple[K, V]]) -> dict[K, tuple[V, ...]]:
    found: dict[K, list[V]] = defaultdict(list)
    for key, value in pairs:
        found[key].append(value)
    return {key: tuple(values) for key, values in found.items()}
