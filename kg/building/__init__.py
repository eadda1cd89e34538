"""From files of reports to a folder with their graph, facts and frozen texts: the same bytes wherever it is built."""

import os
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.audit.records import read as read_findings
from kg.building.cache import Kept
from kg.building.earlier import Built, Earlier, earlier
from kg.building.losses import left_out, lost, made
from kg.building.making import timed
from kg.building.sources import sources
from kg.errors import InputError
from kg.extraction import transcript
from kg.extraction.about import Subject
from kg.extraction.genre import genre_of
from kg.extraction.namings import MASKED
from kg.extraction.stated import stated
from kg.faults import Fault, sparing
from kg.folder import Build as Opened
from kg.folder import DamagedError, Record, reading
from kg.folder.manifest import SINGLE, spare
from kg.folder.settling import alone, placing
from kg.identity.decisions import read as read_decisions
from kg.identity.decisions import shipped
from kg.identity.hidden import hidden_county
from kg.legible import legible
from kg.messages import NOTHING, Words, lines, message, of_file, sentences
from kg.model import DOUBTED, Document
from kg.reading import documents, files
from kg.reading.files import File, printable
from kg.reading.likeness import Sketches, sketch
from kg.reading.pace import Listener, heard
from kg.reading.reports import slug
from kg.unread import unread

__all__ = ["Build", "Built", "Progress", "build", "findings", "load", "records"]

Progress = Callable[[str, int, int], None]
_STAGES = ("reading", "extraction", "coverage", "identity", "audit", "graph", "store")


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: its folder, its reports by slug, how many of them it read anew, and the number of quads.

    `seconds` has the time of each stage, `errors` a message for each file or report that could not be read, `faults`
    one for each sentence, heading, row or check that was lost as jiqun failed at it; `damage` is what of the earlier
    build was not as it was made, NOTHING if all was. `passed` are the files that hold no report, `twins` the files
    whose report another file has too, with the name of that report; `asides` tell what of files was left out as it is
    hidden.
    """

    path: Path
    reports: tuple[Built, ...]
    read: int
    quads: int
    seconds: dict[str, float]
    errors: tuple[Words, ...]
    damage: Words = NOTHING
    faults: tuple[Words, ...] = ()
    passed: tuple[str, ...] = ()
    twins: tuple[tuple[str, str], ...] = ()
    asides: tuple[Words, ...] = ()

    @property
    def facts(self) -> int:
        """How many facts all reports gave."""
        return sum(report.facts for report in self.reports)

    @property
    def doubts(self) -> int:
        """How many of them are doubted."""
        return sum(report.doubts for report in self.reports)


def build(
    paths: Iterable[Path | str],
    out: Path | str = "build",
    progress: Progress | None = None,
    decisions: Path | None = None,
    place: str = "",
) -> Build:
    """Reads files of reports, or folders of them, and makes a build in the folder `out`, in an earlier one's place.

    The folder then holds `graph.nq`, `facts.jsonl`, `unread.jsonl`, `identity.jsonl`, `findings.jsonl`,
    `reports/*.txt`, `manifest.json`, `store/`, and `cache/` with what was read: a file that the earlier build read and
    that has not changed is not read again, and the folder is the same as if it were. No other file there is touched.
    However the build ends, the folder holds the earlier build or this one, whole. `decisions` is a file like
    seeds/identity.csv, which it is without. `place` is what all reports are about, whatever they say. A file that
    cannot be read is told in `errors`, and so is a place that is none; the others are built. InputError if none can be
    read, if the decisions cannot, if another process builds in `out`, or if a file there would be overwritten that no
    build wrote. `progress` is told after each file its name, how many are done and how many there are; and
    within a long one which page of how many, behind the name.
    """
    target = Path(os.path.realpath(out))
    decided = decisions or shipped()
    ruled, digest = read_decisions(decided), sha256(decided.read_bytes()).hexdigest()[:16]
    seconds: dict[str, float] = dict.fromkeys(_STAGES, 0.0)
    errors: list[Words] = []
    passed: list[str] = []
    given = list(sources(paths, target, errors, passed))
    overruled = _overruled(place, errors)
    with alone(target):
        spare(target, SINGLE)
        before, damage = _earlier(target)
        gathered = _Gathered(before, overruled, seconds, errors, passed)
        for done, path in enumerate(given, 1):
            with heard(_paged(progress, path, done - 1, len(given))):
                gathered.take(path)
            if progress:
                progress(printable(path.name), done, len(given))
        found, fresh = dict(sorted(gathered.found.items())), gathered.fresh
        if not found:
            raise InputError(lines([message("reports_none_read"), *errors]))
        read_now = len(fresh)
        try:
            with placing(target, before.files if before else {}) as folder:
                reports, quads = made(folder, found, fresh, before, (ruled, digest), seconds, errors)
        except OSError as error:
            raise InputError(message("unwritten_build", path=target, why=error)) from error
    faults = reading(target, lambda build: tuple(lost(build)))
    told = (tuple(errors), damage, faults, tuple(passed), tuple(gathered.twins), tuple(gathered.asides))
    return Build(target, reports, read_now, quads, seconds, *told)


def load(path: Path | str = "build") -> Dataset:
    """A build's graph, to be read with rdflib: facts in the default graph, each report's claims in its own.

    InputError if there is no build at `path`.
    """
    return Dataset(store=OxigraphStore(store=reading(path, Opened.graph)))


def records(path: Path | str, name: Record) -> list[dict[str, Any]]:
    """The lines of one of a build's files of records, such as facts.jsonl. InputError if `path` is no build."""
    return reading(path, lambda build: build.records(name))


def findings(path: Path | str) -> list[dict[str, Any]]:
    """The findings of a build, those that seeds/audit.csv now dismisses with the reason. InputError if it is none."""
    return read_findings(reading(path, lambda build: build.read("findings.jsonl")))


def _earlier(target: Path) -> tuple[Earlier | None, Words]:
    """The build that is at the target, and what of it is not as it was made."""
    try:
        return earlier(target), NOTHING
    except DamagedError as error:
        return None, error.what


def _paged(progress: Progress | None, path: Path, done: int, total: int) -> Listener:
    """Tells the progress of a build which page of a file is read."""

    def told(page: int, pages: int) -> None:
        if progress:
            progress(f"{printable(path.name)} {page}/{pages}", done, total)

    return told


@dataclass(slots=True)
class _Gathered:
    """The reports of files by slug, and those of them that had to be read.

    What is wrong goes to `errors`, what holds no report to `passed`, a file whose report is there already to `twins`.
    """

    before: Earlier | None
    overruled: Subject | None
    seconds: dict[str, float]
    errors: list[Words]
    passed: list[str]
    found: dict[str, Built] = field(default_factory=dict)
    fresh: dict[str, Kept] = field(default_factory=dict)
    twins: list[tuple[str, str]] = field(default_factory=list)
    asides: list[Words] = field(default_factory=list)
    names: dict[str, str] = field(default_factory=dict)  # and the ending of the file that is called so
    sketches: Sketches = field(default_factory=Sketches)

    def take(self, path: Path) -> None:
        """Adds the reports of a file, or of those in an archive."""
        inside = files(path, self.errors, self.passed)
        while True:
            with timed(self.seconds, "reading"):
                file = next(inside, None)
            if file is None:
                return
            self._file(file)

    def _file(self, file: File) -> None:
        if self.names.get(slug(file.stem).casefold(), file.ending) != file.ending:
            file = replace(file, stem=f"{file.stem}-{file.ending.lstrip('.')}")
        said = _said(self.overruled)
        with timed(self.seconds, "reading"):
            digest = sha256(file.data).hexdigest()
            same = self.before.of(file.name, digest, said, slug(file.stem)) if self.before else []
            read = [] if same else _read(file, self.errors)
        for report in same:
            self._add(report, None, file)
        for document in read:
            self._report(document, digest, len(read), file)

    def _report(self, document: Document, digest: str, parts: int, file: File) -> None:
        said, complaint = (self.overruled, NOTHING) if self.overruled else _beside(document)
        drawn = sketch(document.text)
        if self._is_twin(drawn, file) or not self._free(document.slug, file):
            return
        one = _kept(document, said, self.seconds, self.errors)
        if one:
            report = replace(_built(one, digest, parts), complaint=complaint, sketch=drawn)
            self._add(replace(report, overruled=_said(self.overruled)), one, file)

    def _add(self, report: Built, one: Kept | None, file: File) -> None:
        if one is None and (self._is_twin(report.sketch, file) or not self._free(report.slug, file)):
            return
        self.found[report.slug] = report
        self.sketches.add(report.slug, report.sketch)
        if one:
            self.fresh[report.slug] = one
        if report.complaint:
            self.errors.append(of_file(file.path, report.complaint))
        for told, said in ((self.errors, report.notes), (self.asides, report.asides)):
            if said and of_file(file.path, said) not in told:  # each report of a file tells what the file lacks
                told.append(of_file(file.path, said))

    def _is_twin(self, drawn: str, file: File) -> bool:
        """Whether the report of a file is there already."""
        twin = self.sketches.like(drawn)
        if twin:
            self.twins.append((file.path, twin))
        return bool(twin)

    def _free(self, name: str, file: File) -> bool:
        """Whether no report is called so yet, in small or large letters, as many systems do not tell these apart."""
        free = name.casefold() not in self.names
        if not free:
            self.errors.append(file.wrong("report_twice", name=name).words)
        self.names.setdefault(name.casefold(), file.ending)
        return free


def _read(file: File, errors: list[Words]) -> list[Document]:
    """The documents of a file; what is wrong goes to `errors`."""
    faults: list[Fault] = []
    try:
        with sparing(faults):
            return documents(file)
        errors.append(left_out(file.path, faults[0]))
    except InputError as error:
        errors.append(error.words)
    return []


def _overruled(place: str, errors: list[Words]) -> Subject | None:
    """The place that the user says all reports are about; what is wrong with its name goes to `errors`."""
    try:
        return stated(place) if place else None
    except InputError as error:
        errors.append(of_file(f"--place {place}", error.words))
        return None


def _said(overruled: Subject | None) -> str:
    return f"{overruled.name} {overruled.code}".strip() if overruled else ""


def _beside(document: Document) -> tuple[Subject | None, Words]:
    """The place that a file says beside a report's text, and what is wrong with its name."""
    try:
        return (stated(document.place) if document.place else None), NOTHING
    except InputError as error:
        return None, message("place_line", line=document.place_line, what=error.words)


def _kept(document: Document, said: Subject | None, seconds: dict[str, float], errors: list[Words]) -> Kept | None:
    """What is read of a report; None where jiqun fails at the whole of it, which goes to `errors`."""
    faults: list[Fault] = []
    with sparing(faults):
        with timed(seconds, "extraction"):
            told = transcript(document, said)
            reading = told.reading
        with timed(seconds, "identity"):
            seen = legible(document.text).text
            hidden = hidden_county(reading.place, seen) if MASKED.fullmatch(reading.place) else None
        with timed(seconds, "coverage"):
            return Kept(reading, hidden, unread(document, reading.facts, reading.faults, told.sentences))
    errors.append(left_out(document.slug, faults[0]))
    return None


def _built(one: Kept, digest: str, parts: int) -> Built:
    document, reading, hidden = one.reading.document, one.reading, one.hidden
    return Built(
        slug=document.slug,
        source=document.source,
        sha256=digest,
        parts=parts,
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
        notes=sentences(document.notes),
        asides=sentences(document.asides),
    )
