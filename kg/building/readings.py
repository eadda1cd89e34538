"""A file of reports read: its documents, and what is told and kept of each."""

from dataclasses import dataclass, field, replace
from pathlib import Path

from kg.building.cache import Kept, kept
from kg.building.earlier import Built
from kg.building.timing import Seconds, timed
from kg.errors import InputError
from kg.extraction import transcript
from kg.extraction.about import Subject
from kg.extraction.genre import genre_of
from kg.extraction.namings import MASKED
from kg.extraction.stated import stated
from kg.extractors import Answers, Usage
from kg.extractors.consulting import Consulted, consult
from kg.faults import Fault, sparing
from kg.identity.hidden import hidden_county
from kg.legible import legible
from kg.messages import NOTHING, Words, message, of_file, sentences
from kg.model import DOUBTED, Document
from kg.reading import documents
from kg.reading.files import File
from kg.reading.likeness import sketch
from kg.unread import unread


@dataclass(frozen=True, slots=True)
class Opened:
    """What stands in a file: each of its reports with the sketch of its text, and what is wrong with the file."""

    documents: tuple[tuple[Document, str], ...]
    errors: tuple[Words, ...] = ()
    seconds: Seconds = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Consulting:
    """The extractors that are asked beside the rules, by name, and the folder of the answers that are kept for them."""

    names: tuple[str, ...]
    answers: Path


@dataclass(frozen=True, slots=True)
class Asked:
    """A report to be read: its document and its sketch, the place that the user says it is about, of its file the
    digest, how many reports it has, its number and its path, and which extractors are asked."""

    document: Document
    sketch: str
    overruled: Subject | None
    sha256: str
    parts: int
    number: int
    path: str
    consulting: Consulting | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A report that was read: what is told of it, its frozen text, what the cache keeps of it, and its lines of what
    extractors said in vain."""

    told: Built
    text: bytes
    kept: bytes
    quarantined: bytes = b""


@dataclass(frozen=True, slots=True)
class Read:
    """What became of a report: None where jiqun fails at the whole of it, which `errors` tell."""

    report: Report | None
    errors: tuple[Words, ...] = ()
    seconds: Seconds = field(default_factory=dict)
    usage: dict[str, Usage] = field(default_factory=dict)


def opened(file: File) -> Opened:
    """The documents of a file."""
    seconds: Seconds = {}
    faults: list[Fault] = []
    try:
        with timed(seconds, "reading"), sparing(faults):
            return Opened(tuple((one, sketch(one.text)) for one in documents(file)), (), seconds)
        return Opened((), (left_out(file.path, faults[0].reason),), seconds)
    except InputError as error:
        return Opened((), (error.words,), seconds)


def read(asked: Asked) -> Read:
    """What a report says."""
    document = asked.document
    seconds: Seconds = {}
    said, complaint = (asked.overruled, NOTHING) if asked.overruled else _beside(document)
    faults: list[Fault] = []
    with sparing(faults):
        one, consulted = _kept(document, said, asked.consulting, seconds)
        report = replace(
            _built(one, asked, consulted.failures),
            complaint=complaint,
            overruled=said_of(asked.overruled),
            extracted=consulted.counts,
        )
        with timed(seconds, "store"):
            texts = document.text.encode(), kept(one), consulted.quarantined
            return Read(Report(report, *texts), (), seconds, consulted.usage)
    return Read(None, (left_out(document.slug, faults[0].reason),), seconds)


def opening_killed(file: File) -> Opened:
    """What there is of a file at which the process that read it ended, for want of memory perhaps."""
    return Opened((), (of_file(file.path, message("report_killed")),))


def reading_killed(asked: Asked) -> Read:
    """What there is of a report at which the process that read it ended."""
    return Read(None, (of_file(asked.document.slug, message("report_killed")),))


def left_out(what: str, reason: str) -> Words:
    """The message on a file or a report that is left out as jiqun failed at it."""
    return of_file(what, message("report_lost", why=reason))


def said_of(overruled: Subject | None) -> str:
    """The place that the user says, as the manifest keeps it."""
    return f"{overruled.name} {overruled.code}".strip() if overruled else ""


def _beside(document: Document) -> tuple[Subject | None, Words]:
    """The place that a file says beside a report's text, and what is wrong with its name."""
    try:
        return (stated(document.place) if document.place else None), NOTHING
    except InputError as error:
        return None, message("place_line", line=document.place_line, what=error.words)


def _kept(
    document: Document, said: Subject | None, consulting: Consulting | None, seconds: Seconds
) -> tuple[Kept, Consulted]:
    with timed(seconds, "extraction"):
        told = transcript(document, said)
        consulted = Consulted(told.reading)
    if consulting:
        with timed(seconds, "asking"):
            consulted = consult(told.reading, consulting.names, Answers(consulting.answers))
    reading = consulted.reading
    with timed(seconds, "identity"):
        seen = legible(document.text).text
        hidden = hidden_county(reading.place, seen) if MASKED.fullmatch(reading.place) else None
    with timed(seconds, "coverage"):
        gaps = unread(document, reading.facts, reading.faults, told.sentences)
    return Kept(reading, hidden, gaps), consulted


def _built(one: Kept, asked: Asked, failures: tuple[Words, ...]) -> Built:
    document, reading, hidden = one.reading.document, one.reading, one.hidden
    return Built(
        slug=document.slug,
        source=document.source,
        sha256=asked.sha256,
        parts=asked.parts,
        place=reading.place,
        code=hidden.county.code if hidden else reading.code,
        characters=len(document.text),
        facts=len(reading.facts),
        doubts=sum(fact.certainty < DOUBTED for fact in reading.facts),
        figures=one.unread.figures,
        coverage=one.unread.coverage,
        certainty=min(reading.certainty, hidden.certainty) if hidden else reading.certainty,
        runner_up=hidden.runner_up.name if hidden and hidden.runner_up else "" if hidden else reading.runner_up,
        places="、".join(reading.places),
        format=document.format,
        pages=document.pages,
        genre=genre_of(document),
        notes=sentences((*document.notes, *failures)),
        asides=sentences(document.asides),
        sketch=asked.sketch,
    )
