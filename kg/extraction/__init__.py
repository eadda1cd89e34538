"""Passages become facts: what the grammar reads, with the subject, place and period of where it stands."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from decimal import Decimal

from kg import grammar
from kg.extraction.about import Subject, Whereabouts, author_of, whereabouts
from kg.extraction.admission import admitted
from kg.extraction.candidates import Ranking
from kg.extraction.certainty import judged, likelihood
from kg.extraction.clusters import recurring, shorten, sole, titled
from kg.extraction.focus import focus_of
from kg.extraction.grounds import Settings
from kg.extraction.headings import heading_facts
from kg.extraction.outline import Scene, scenes
from kg.extraction.periods import year_in
from kg.extraction.problems import listed_problems
from kg.extraction.prose import Prose
from kg.extraction.sections import Sections, sections
from kg.extraction.subjects import Known, core
from kg.extraction.tables import row_facts
from kg.extraction.topic import is_ours, turns_to_ours
from kg.extraction.wording import wording
from kg.faults import Fault, sparing
from kg.grammar.clusters import NamedClusters
from kg.grammar.relations import Said
from kg.legible import legible
from kg.model import Document, Entity, Evidence, Fact, Figure, Mention, Passage


@dataclass(frozen=True, slots=True)
class Reading:
    """What a report says: the place it is about, as written and by code ("" where unknown), and its facts in order.

    The code of a town or a zone is that of the county it lies in. `certainty` is how sure the place is, from 0 to 1,
    `runner_up` the next best; `places` are those that parts of the report are about, where it is on several. `faults`
    are the sentences, headings and rows that jiqun failed at.
    """

    document: Document
    place: str
    code: str
    facts: tuple[Fact, ...]
    faults: tuple[Fault, ...] = ()
    certainty: float = 1
    runner_up: str = ""
    places: tuple[str, ...] = ()


def read_facts(
    document: Document, stated: Subject | None = None, judge: Callable[[tuple[str, ...]], float] = likelihood
) -> Reading:
    """The facts of one report, each with its evidence, in the order of the text. No sentence, heading or row raises.

    `stated` is the place that the user says it is about, `judge` says how certain a fact with these features is.
    """
    return _read(document, stated, judge)[0]


def rankings(document: Document) -> tuple[Ranking, ...]:
    """Who may be meant at each figure and relation of a report, in the order in which they were asked for."""
    return tuple(_read(document, None, likelihood)[1].rankings)


def _read(
    document: Document, stated: Subject | None, judge: Callable[[tuple[str, ...]], float]
) -> tuple[Reading, Prose]:
    parts = sections(document, Whereabouts(stated, 1) if stated else whereabouts(document))
    place = parts.whole.subject
    focus = place if stated else focus_of(document, place)
    outline = _ours(document, scenes(document, focus, author_of(document, focus), parts))
    faults: list[Fault] = []
    known = _introduced(document, outline, focus, faults)
    title = titled(document, focus)
    spoken = (passage for passage, scene in outline if passage.kind == "paragraph" and scene.role != "theory")
    known.main = title or (None if parts.places else sole(document, focus, spoken, known, faults))
    if title:
        known.add(title)
    shorten(known, place)
    prose = Prose(document, known, faults)
    facts: list[Fact] = []
    for passage, scene in outline:
        read: list[Fact] | None = None
        with sparing(faults, passage.start, passage.end):
            read = [*_facts(document, passage, scene, prose, parts)]
        if read is None:
            prose.forget()
        facts += read or ()
    facts += recurring(document, focus, (passage for passage, scene in outline if scene.role != "theory"), known)
    settings = Settings(document, outline, known.main, parts.whole.certainty)
    told = tuple(judged(settings, _once(filter(admitted, facts)), judge))
    doubt = (parts.whole.certainty, parts.whole.runner_up, tuple(one.name for one in parts.places))
    return Reading(document, focus.name, focus.code, told, tuple(faults), *doubt), prose


def _ours(document: Document, outline: list[tuple[Passage, Scene]]) -> list[tuple[Passage, Scene]]:
    """What stands in a report about our matters; of one about others only the paragraphs that turn to ours."""
    if is_ours(f"{document.title}{legible(document.text).text}"):
        return outline
    return [
        (passage, scene)
        for passage, scene in outline
        if turns_to_ours(wording(document.text, passage.start, passage.end).text)
    ]


def _facts(document: Document, passage: Passage, scene: Scene, prose: Prose, parts: Sections) -> Iterator[Fact]:
    """The facts of a passage."""
    if passage.kind == "heading":
        yield from heading_facts(document, passage, scene, prose.known)
    elif passage.kind == "row" and scene.role != "theory":
        yield from _row(document, passage, scene, prose.known)
    elif passage.kind == "paragraph":
        words = wording(document.text, passage.start, passage.end)
        yield from listed_problems(document, words, scene)
        for piece, place in parts.pieces(words):
            here = replace(scene, place=place) if place else scene
            yield from prose.paragraph(piece, here, passage.path, _label(passage), year_in(passage.path))


def _row(document: Document, passage: Passage, scene: Scene, known: Known) -> Iterator[Fact]:
    """The facts of a row, and of the cluster that it names the class of clusters that the table's heading announces."""
    label = _label(passage)
    for fact in row_facts(document, passage, scene, known):
        yield fact
        if label and fact.property == "cluster":
            heading = passage.path[-1]
            quote = document.text[heading.start : heading.end]
            evidence = Evidence(
                document.slug, heading.start, heading.end, quote, f"headings.{label.property}", heading.text
            )
            yield Fact(label.property, fact.subject, evidence, object=label.text)


def _once(facts: Iterable[Fact]) -> Iterator[Fact]:
    """The facts without those said twice in the same words; a cluster and a number of clusters are told of once."""
    told_of: set[tuple[str, str]] = set()
    counted: set[tuple[Entity, Decimal, str]] = set()
    for fact in dict.fromkeys(facts):
        if isinstance(fact.object, Figure) and fact.object.measure == "cluster_count":
            threshold = fact.object.of if re.search("\\d", fact.object.of.removeprefix(fact.object.lexical[:2])) else ""
            told = (fact.subject, fact.object.value, threshold)
            if told in counted:
                continue
            counted.add(told)
        if fact.property == "cluster":
            cluster = (core(fact.subject.name), fact.status)
            if cluster in told_of:
                continue
            told_of.add(cluster)
        yield fact


def _label(passage: Passage) -> Said | None:
    """The class of clusters that a heading above announces: 资源优势型, “一乡一品”型产业集群（表2）."""
    for heading in reversed(passage.path):
        for mention in grammar.relations.read(heading.text, []):
            if isinstance(mention.value, Said) and mention.value.property in ("formation_mode", "stage"):
                return mention.value
    return None


def _introduced(document: Document, outline: list[tuple[Passage, Scene]], place: Subject, faults: list[Fault]) -> Known:
    """What headings, tables, lists and relations name anywhere in the report, with the standing that lists give."""
    known = Known(place)
    outline = [(passage, scene) for passage, scene in outline if scene.role != "theory"]
    for passage, scene in outline:
        if (
            passage.kind == "heading"
            and scene.cluster
            and passage.path[-1].text == scene.cluster.name
            and scene.cluster.type == "Cluster"
        ):
            known.add(scene.cluster)
            known.told.add(core(scene.cluster.name))
        elif passage.kind == "row":
            with sparing(faults, passage.start, passage.end):
                for fact in row_facts(document, passage, scene, known):
                    known.told.add(core(fact.subject.name))
    for passage, _ in outline:
        if passage.kind == "paragraph":
            for sentence in wording(document.text, passage.start, passage.end).sentences():
                with sparing(faults, *sentence.span):
                    for mention in grammar.read(sentence.text):
                        _make_known(mention, known)
    return known


def _make_known(mention: Mention, known: Known) -> None:
    """The standing that a list gives its clusters, and the firms, markets and parks that a relation names."""
    value = mention.value
    if isinstance(value, NamedClusters) and value.listed:
        for span in value.clusters:
            known.standing.setdefault(core(span.text), value.status)
    elif isinstance(value, Said):
        kind = {"has_market": "Market", "has_park": "Place"}.get(
            value.property, "Firm" if value.object_type == "Firm" else ""
        )
        if kind and not value.planned:
            for span in value.objects:
                known.name(Entity(kind, span.text))
        if value.subject_type == "Firm" and value.subject:
            known.name(Entity("Firm", value.subject.text))
