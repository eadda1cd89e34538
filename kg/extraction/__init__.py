"""Passages become facts: what the grammar reads, with the subject, place and period of where it stands."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from kg.extraction.about import TITLED, Subject, Whereabouts, author_of, whereabouts
from kg.extraction.admission import admitted
from kg.extraction.candidates import Ranking
from kg.extraction.certainty import as_recognised, judged, likelihood
from kg.extraction.clusters import recurring, shorten, sole, titled
from kg.extraction.entities import class_of
from kg.extraction.focus import focus_of
from kg.extraction.grounds import Settings
from kg.extraction.headings import heading_facts
from kg.extraction.introductions import Rows, introduced
from kg.extraction.members import members
from kg.extraction.outline import scenes
from kg.extraction.periods import Reviewed, year_before, year_in
from kg.extraction.problems import listed_problems
from kg.extraction.prose import Prose
from kg.extraction.sections import Sections, of_section, sections
from kg.extraction.sentences import Placed, placed
from kg.extraction.subjects import Known, core
from kg.extraction.together import of_place
from kg.extraction.wording import worded
from kg.faults import Fault, sparing
from kg.grammar.relations import Said
from kg.model import Document, Entity, Evidence, Fact, Figure, Passage, Sentence

_DIGIT = re.compile("\\d")


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


@dataclass(frozen=True, slots=True)
class Transcript:
    """A reading with what it went by: the sentences and headings read, and who was meant at each figure and relation.

    The rankings stand in the order in which they were asked for.
    """

    reading: Reading
    sentences: tuple[Sentence, ...]
    rankings: tuple[Ranking, ...]


def read_facts(
    document: Document, stated: Subject | None = None, judge: Callable[[tuple[str, ...]], float] = likelihood
) -> Reading:
    """The facts of one report, each with its evidence, in the order of the text. No sentence, heading or row raises.

    `stated` is the place that the user says it is about, `judge` says how certain a fact with these features is.
    """
    return transcript(document, stated, judge).reading


def transcript(
    document: Document, stated: Subject | None = None, judge: Callable[[tuple[str, ...]], float] = likelihood
) -> Transcript:
    """The reading of one report with what it went by."""
    report = worded(document)
    parts = sections(report, Whereabouts(stated, 1) if stated else whereabouts(report))
    place = parts.whole.subject
    focus = place if stated else focus_of(report, place)
    faults: list[Fault] = []
    passages = placed(report, scenes(report, focus, author_of(document, focus), parts), faults)
    ours = [one for one in passages if not one.scene.is_theory]
    title = titled(report.title.text, focus)
    known, rows = introduced(document, ours, Known(focus, main=title), faults)
    spoken = (sentence for one in ours if one.passage.kind == "paragraph" for sentence in one.sentences)
    on_park = class_of(Entity("Place", focus.name)) == "Park"  # whose figures are its own, not a cluster's
    known.main = title or (None if on_park or parts.places else sole(document, focus, spoken, known))
    if title:
        known.add(title)
    shorten(known, place)
    opening = next((one.sentences[0].text for one in ours if one.passage.kind == "paragraph" and one.sentences), "")
    prose = Prose(document, known, faults, opening)
    labels = _labels(ours)
    listed: list[Fact] = []
    if len(passages) == len(document.passages):
        with sparing(faults, 0, len(document.text)):
            listed = [*members(document, place)]
    lines = {(fact.evidence.start, fact.evidence.end) for fact in listed}
    facts: list[Fact] = []
    reviewed = Reviewed(year_before(document))
    for one in ours:
        if one.passage.kind == "heading" and any(start <= one.passage.start < end for start, end in lines):
            continue
        told: list[Fact] | None = None
        with sparing(faults, one.passage.start, one.passage.end):
            told = _facts(document, focus, one, prose, parts, rows, labels, reviewed)
        if told is None:
            prose.forget()
        facts += told or ()
    facts += _untold(listed, facts)
    facts += recurring(document, focus, ours, known)
    facts = [of_place(fact, focus) for fact in facts]
    named = focus != place and focus.name in document.title  # a town is itself, whichever county it lies in
    certainty = TITLED if named else parts.whole.certainty
    settings = Settings(document, [(one.passage, one.scene) for one in passages], known.main, certainty)
    weighed = judged(settings, _once(filter(admitted, facts)), prose.rankings, judge)
    sure = tuple(as_recognised(document, fact) for fact in weighed)
    doubt = (parts.whole.certainty, parts.whole.runner_up, tuple(one.name for one in parts.places))
    failed = tuple(sorted(faults, key=lambda fault: fault.start))
    reading = Reading(document, focus.name, focus.code, sure, failed, *doubt)
    return Transcript(reading, tuple(each for one in ours for each in one.sentences), tuple(prose.rankings))


def _untold(others: Iterable[Fact], facts: Iterable[Fact]) -> list[Fact]:
    """The facts that state what none of those before them does."""
    told = {(fact.property, fact.subject.name, fact.object) for fact in facts}
    return [fact for fact in others if (fact.property, fact.subject.name, fact.object) not in told]


def _facts(
    document: Document,
    focus: Subject,
    one: Placed,
    prose: Prose,
    parts: Sections,
    rows: Rows,
    labels: Mapping[int, Said],
    reviewed: Reviewed,
) -> list[Fact] | None:
    """The facts of a passage; None of a heading or a row that was lost."""
    label = next((labels[heading.start] for heading in reversed(one.passage.path) if heading.start in labels), None)
    match one.passage.kind:
        case "heading":
            if one.sentences[0].mentions is None:
                return None
            return [of_section(fact, one.scene.place, focus) for fact in heading_facts(document, one, prose.known)]
        case "row":
            told = rows.get(one.passage.start)
            return None if told is None else [*_labelled(document, told, one.passage, label)]
        case "paragraph":
            lacking = listed_problems(document, one.words, one.scene)
            facts = [of_section(fact, one.scene.place, focus) for fact in lacking]
            year = reviewed.read(one.words.text, one.passage.path)
            year = year_in(document.title, one.passage.path) or ("" if one.scene.ahead is not None else year)
            for sentences, place in parts.pieces(one.sentences):
                here = replace(one.scene, place=place) if place else one.scene
                said = prose.paragraph(sentences, here, one.passage.path, label, year)
                facts += (of_section(fact, here.place, focus) for fact in said)
            return facts


def _labels(passages: Iterable[Placed]) -> dict[int, Said]:
    """The classes of clusters that headings announce, by where they start: 资源优势型, “一乡一品”型产业集群（表2）."""
    found: dict[int, Said] = {}
    for one in passages:
        for mention in (one.sentences[0].mentions or ()) if one.passage.kind == "heading" else ():
            if isinstance(mention.value, Said) and mention.value.property in ("formation_mode", "stage"):
                found.setdefault(one.passage.path[-1].start, mention.value)
    return found


def _labelled(document: Document, facts: Iterable[Fact], passage: Passage, label: Said | None) -> Iterator[Fact]:
    """The facts of a row, and of the cluster that it names the class of clusters that the table's heading announces."""
    for fact in facts:
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
            threshold = fact.object.of if _DIGIT.search(fact.object.of.removeprefix(fact.object.lexical[:2])) else ""
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
