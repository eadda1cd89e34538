"""From files of reports to a folder with their graph, facts and frozen texts: the same bytes wherever it is built."""

import os
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg.audit.records import read as read_findings
from kg.building import readings
from kg.building.cluster import cluster
from kg.building.crew import Crew, processes
from kg.building.earlier import Built, Earlier, earlier
from kg.building.losses import lost
from kg.building.making import Heard, Ruled, make
from kg.building.readings import Asked, Consulting, Opened
from kg.building.remote import Remote, is_url, mirrored
from kg.building.sources import sources
from kg.building.timing import STAGES, Seconds, added, timed
from kg.errors import InputError
from kg.extraction.about import Subject
from kg.extraction.stated import stated
from kg.extractors import Usage, answers, loaded
from kg.folder import Build as OpenedBuild
from kg.folder import DamagedError, Elsewhere, Record, reading
from kg.folder.manifest import MANY, QUARANTINED, SINGLE, spare
from kg.folder.settling import Making, alone, placing
from kg.identity.decisions import read as read_decisions
from kg.identity.decisions import shipped
from kg.messages import NOTHING, Words, lines, message, of_file
from kg.reading import files, unpacked
from kg.reading.files import File, printable
from kg.reading.likeness import Sketches
from kg.reading.reports import slug

__all__ = ["Build", "Built", "Progress", "build", "findings", "load", "records"]

Progress = Callable[[str, int, int], None]

_WAITING = 150_000  # bytes that a report counts for of which an extractor is asked: from the second on others help


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: its folder, its reports by slug, how many of them it read anew, and the number of quads.

    `seconds` has the time of each stage, `errors` a message for each file or report that could not be read, `faults`
    one for each sentence, heading, row or check that was lost as jiqun failed at it; `damage` is what of the earlier
    build was not as it was made, NOTHING if all was. `passed` are the files that hold no report, `twins` the files
    whose report another file has too, with the name of that report; `asides` tell what of files was left out as it is
    hidden. `usage` is what each extractor took that was asked.
    """

    path: Path | str
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
    usage: dict[str, Usage] = field(default_factory=dict)

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
    workers: int = 1,
    dask: str = "",
    extractors: Iterable[str] = (),
) -> Build:
    """Reads files of reports, or folders of them, and makes a build in the folder `out`, in an earlier one's place.

    The folder then holds `graph.nq`, `facts.jsonl`, `unread.jsonl`, `identity.jsonl`, `findings.jsonl`,
    `reports/*.txt`, `manifest.json`, `store/`, and `cache/` with what was read: a file that the earlier build read and
    that has not changed is not read again, and the folder is the same as if it were. No other file there is touched.
    However the build ends, the folder holds the earlier build or this one, whole. `decisions` is a file like
    seeds/identity.csv, which it is without. `place` is what all reports are about, whatever they say. `workers` are the
    processes that read at once; a script that asks for several must not do so as it is imported. `dask` is the address
    of a Dask cluster that reads in their place. `extractors` are the names of those that are asked beside the rules, by
    this machine and not by the cluster: `quarantined.jsonl` then has what they said in vain, and the folder `answers`
    beside the build what was paid for. A file that cannot be read is told in `errors`, and so is a place that is none;
    the others are built. InputError if none can be read, if the decisions cannot, if there is no such extractor, if
    another process builds in `out`, or if a file there would be overwritten that no build wrote. `progress` is told
    after each file its name, how many are done and how many there are, and within a long one which page of how many,
    behind the name; then the same of the places whose reports are joined.
    """
    if is_url(out):
        with mirrored(str(out)) as folder:
            here = build(paths, folder, progress, decisions, place, workers, dask, extractors)
        return replace(here, path=str(out))
    target = Path(os.path.realpath(out))
    decided = decisions or shipped()
    ruled = Ruled(read_decisions(decided), sha256(decided.read_bytes()).hexdigest()[:16])
    loaded.cache_clear()
    versions = {name: loaded(name).version for name in dict.fromkeys(extractors)}
    consulting = Consulting(tuple(versions), target / answers.NAME) if versions else None
    errors: list[Words] = []
    passed: list[str] = []
    given = list(sources(paths, target, errors, passed))
    told = _Told(progress or _silent, len(given))
    with alone(target), cluster(dask) if dask else processes(workers, told.page) as crew:
        spare(target, (*SINGLE, QUARANTINED) if versions else SINGLE)
        before, damage = _earlier(target, versions)
        try:
            with placing(target, before.files if before else {}) as folder:
                gathered = _Gathered(folder, before, _overruled(place, errors), crew, consulting)
                gathered.take(given, told)
                found, fresh = dict(sorted(gathered.found.items())), frozenset(gathered.fresh)
                errors += _in_order(gathered.errors)
                if not found:
                    raise InputError(lines([message("reports_none_read"), *errors]))
                heard = Heard(versions, (before.quarantined if before else {}) | gathered.quarantined)
                made = make(folder, found, fresh, before, ruled, crew, told.progress, gathered.seconds, heard)
        except OSError as error:
            raise InputError(message("unwritten_build", path=target, why=error)) from error
        faults = tuple(lost(target))
    rest = (damage, faults, (*passed, *gathered.passed), tuple(gathered.twins), tuple(_in_order(gathered.asides)))
    errors += made.lost
    return Build(target, made.reports, len(fresh), made.quads, gathered.seconds, tuple(errors), *rest, gathered.usage)


def load(path: Path | str = "build") -> Dataset:
    """A build's graph, to be read with rdflib: facts in the default graph, each report's claims in its own.

    InputError if there is no build at `path`.
    """
    return Dataset(store=OxigraphStore(store=reading(path, OpenedBuild.graph)))


def records(path: Path | str | Elsewhere, name: Record) -> list[dict[str, Any]]:
    """The lines of one of a build's files of records, such as facts.jsonl. InputError if `path` is no build."""
    return reading(path, lambda build: build.records(name))


def findings(path: Path | str) -> list[dict[str, Any]]:
    """The findings of a build, those that seeds/audit.csv now dismisses with the reason. InputError if it is none."""
    return read_findings(reading(path, lambda build: build.read("findings.jsonl")))


def _earlier(target: Path, extractors: dict[str, str]) -> tuple[Earlier | None, Words]:
    """The build that is at the target, and what of it is not as it was made."""
    try:
        return earlier(target, extractors), NOTHING
    except DamagedError as error:
        return None, error.what


def _silent(_name: str, _done: int, _total: int) -> None:
    """Tells nobody."""


@dataclass(slots=True)
class _Told:
    """The files of a build as its progress is told of them: how many there are, and how many are done."""

    progress: Progress
    total: int
    done: int = 0

    def page(self, name: str, page: int, pages: int) -> None:
        """Tells which page of a file is read."""
        self.progress(f"{name} {page}/{pages}", self.done, self.total)

    def file(self, name: str) -> None:
        """Tells that a file is done."""
        self.done += 1
        self.progress(name, self.done, self.total)


@dataclass(frozen=True, slots=True)
class _Taken:
    """A file at a path, by its number, with its digest and what is wrong with it; the last of a path has no file.

    `known` says that the earlier build has its reports.
    """

    number: int
    path: Path | Remote
    file: File | None = None
    digest: str = ""
    known: bool = False
    errors: tuple[Words, ...] = ()
    passed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Gathered:
    """The reports of files by slug, and those of them that had to be read, which the folder then has.

    `errors` tell what is wrong and `asides` what was left out, each by the number of the file; `passed` are the names
    of files that hold no report, `twins` those whose report is there already.
    """

    folder: Making
    before: Earlier | None
    overruled: Subject | None
    crew: Crew
    consulting: Consulting | None
    seconds: Seconds = field(default_factory=lambda: dict.fromkeys(STAGES, 0.0))
    found: dict[str, Built] = field(default_factory=dict)
    fresh: set[str] = field(default_factory=set)
    errors: list[tuple[int, Words]] = field(default_factory=list)
    asides: list[tuple[int, Words]] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    twins: list[tuple[str, str]] = field(default_factory=list)
    usage: dict[str, Usage] = field(default_factory=dict)
    quarantined: dict[str, bytes] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)  # and the ending of the file that is called so
    sketches: Sketches = field(default_factory=Sketches)

    def take(self, paths: Iterable[Path | Remote], told: _Told) -> None:
        """Adds the reports of files, and of those in archives."""
        for name in MANY:
            (self.folder.path / name).mkdir()
        opening = self.crew.each(
            _opened, self._taken(paths), name=_file_name, weight=_file_weight, killed=_opening_killed
        )
        crew = self.crew.here if self.consulting else self.crew  # whose answers are kept on this machine
        reading = crew.each(
            readings.read, self._asked(opening, told), name=_name, weight=_weight, killed=readings.reading_killed
        )
        for asked, read in reading:
            added(self.seconds, read.seconds)
            self.errors += ((asked.number, error) for error in read.errors)
            for name, usage in read.usage.items():
                self.usage[name] = self.usage.get(name, Usage()) + usage
            if read.report:
                self.folder.put(f"reports/{read.report.told.slug}.txt", read.report.text)
                self.folder.put(f"cache/{read.report.told.slug}.json", read.report.kept)
                self.fresh.add(read.report.told.slug)
                self.quarantined[read.report.told.slug] = read.report.quarantined
                self._add(read.report.told, asked.number, asked.path)

    def _taken(self, paths: Iterable[Path | Remote]) -> Iterator[_Taken]:
        for number, path in enumerate(paths):
            errors: list[Words] = []
            passed: list[str] = []
            inside = unpacked(path.taken, errors, passed) if isinstance(path, Remote) else files(path, errors, passed)
            while True:
                with timed(self.seconds, "reading"):
                    file = next(inside, None)
                if file is None:
                    break
                digest = sha256(file.data).hexdigest()
                known = any(self._known(file, digest, stem) for stem in (file.stem, _other(file)))
                yield _Taken(number, path, file, digest, known)
            yield _Taken(number, path, errors=tuple(errors), passed=tuple(passed))

    def _asked(self, opening: Iterable[tuple[_Taken, Opened]], told: _Told) -> Iterator[Asked]:
        """The documents that are to be read."""
        for one, opened in opening:
            added(self.seconds, opened.seconds)
            if one.file is None:
                self.errors += ((one.number, error) for error in one.errors)
                self.passed += one.passed
                told.file(printable(one.path.name))
                continue
            file = one.file
            taken_by = self.names.get(slug(file.stem).casefold(), file.ending)
            stem = file.stem if taken_by == file.ending else _other(file)
            same = self._known(file, one.digest, stem)
            for report in same:
                if not self._is_twin(report.sketch, file) and self._free(report.slug, file, one.number):
                    self.sketches.add(report.slug, report.sketch)
                    self._add(report, one.number, file.path)
            if not same:
                yield from self._fresh(one, file, stem, readings.opened(file) if one.known else opened)

    def _fresh(self, taken: _Taken, file: File, stem: str, opened: Opened) -> Iterator[Asked]:
        self.errors += ((taken.number, error) for error in opened.errors)
        for document, sketch in opened.documents:
            called = replace(document, slug=slug(stem) + document.slug.removeprefix(slug(file.stem)))
            if not self._is_twin(sketch, file) and self._free(called.slug, file, taken.number):
                self.sketches.add(called.slug, sketch)
                parts = len(opened.documents)
                where = taken.digest, parts, taken.number, file.path
                yield Asked(called, sketch, self.overruled, *where, self.consulting)

    def _known(self, file: File, digest: str, stem: str) -> list[Built]:
        """The reports of a file in the earlier build, if they are still so."""
        said = readings.said_of(self.overruled)
        return self.before.of(file.name, digest, said, slug(stem)) if self.before else []

    def _add(self, report: Built, number: int, path: str) -> None:
        self.found[report.slug] = report
        if report.complaint:
            self.errors.append((number, of_file(path, report.complaint)))
        for told, said in ((self.errors, report.notes), (self.asides, report.asides)):
            if said and (number, of_file(path, said)) not in told:  # each report of a file tells what the file lacks
                told.append((number, of_file(path, said)))

    def _is_twin(self, drawn: str, file: File) -> bool:
        """Whether the report of a file is there already."""
        twin = self.sketches.like(drawn)
        if twin:
            self.twins.append((file.path, twin))
        return bool(twin)

    def _free(self, name: str, file: File, number: int) -> bool:
        """Whether no report is called so yet, in small or large letters, as many systems do not tell these apart."""
        free = name.casefold() not in self.names
        if not free:
            self.errors.append((number, file.wrong("report_twice", name=name).words))
        self.names.setdefault(name.casefold(), file.ending)
        return free


def _in_order(told: Iterable[tuple[int, Words]]) -> list[Words]:
    """What is told of files, in their order."""
    return [words for _, words in sorted(told, key=lambda one: one[0])]


def _other(file: File) -> str:
    """The name of a file's report where a file with another ending is called as it is."""
    return f"{file.stem}-{file.ending.lstrip('.')}"


def _opened(taken: _Taken) -> Opened:
    """The documents of a file that the earlier build does not have."""
    return readings.opened(taken.file) if taken.file and not taken.known else Opened(())


def _opening_killed(taken: _Taken) -> Opened:
    assert taken.file
    return readings.opening_killed(taken.file)


def _file_name(taken: _Taken) -> str:
    return printable(taken.path.name)


def _file_weight(taken: _Taken) -> int:
    return len(taken.file.data) if taken.file and not taken.known else 0


def _name(asked: Asked) -> str:
    return asked.document.source


def _weight(asked: Asked) -> int:
    return max(len(asked.document.text), _WAITING if asked.consulting else 0)


def _overruled(place: str, errors: list[Words]) -> Subject | None:
    """The place that the user says all reports are about; what is wrong with its name goes to `errors`."""
    try:
        return stated(place) if place else None
    except InputError as error:
        errors.append(of_file(f"--place {place}", error.words))
        return None
