"""From files of reports to a folder with their graph, facts and frozen texts: the same bytes wherever it is built."""

import json
from collections.abc import Callable, Container, Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from oxrdflib import OxigraphStore
from rdflib import Dataset

from kg import store
from kg.audit.records import read as read_findings
from kg.building.cache import Kept
from kg.building.earlier import Built, Earlier, Record, earlier, manifest
from kg.building.folder import replacing, spare
from kg.building.making import make, timed
from kg.errors import InputError
from kg.extraction import read_facts
from kg.identity.decisions import read as read_decisions
from kg.identity.decisions import shipped
from kg.identity.hidden import hidden_county
from kg.legible import legible
from kg.model import Document
from kg.reading import read
from kg.unread import unread

__all__ = ["Build", "Built", "Progress", "build", "findings", "load", "manifest", "records"]

Progress = Callable[[str, int, int], None]
_STAGES = ("reading", "extraction", "coverage", "identity", "audit", "graph", "store")


@dataclass(frozen=True, slots=True)
class Build:
    """What a build made: its folder, its reports by slug, how many of them it read anew, and the number of quads.

    `seconds` has the time of each stage, `errors` a message for each file that could not be read.
    """

    path: Path
    reports: tuple[Built, ...]
    read: int
    quads: int
    seconds: dict[str, float]
    errors: tuple[str, ...]

    @property
    def facts(self) -> int:
        """How many facts all reports gave."""
        return sum(report.facts for report in self.reports)


def build(
    paths: Iterable[Path | str],
    out: Path | str = "build",
    progress: Progress | None = None,
    decisions: Path | None = None,
) -> Build:
    """Reads files of reports, or folders of them, and makes the folder `out`, in the place of an earlier build.

    The folder holds `graph.nq`, `facts.jsonl`, `unread.jsonl`, `identity.jsonl`, `findings.jsonl`, `reports/*.txt`,
    `manifest.json`, `store/`, and `cache/` with what was read: a file that the earlier build read and that has not
    changed is not read again, and the folder is the same as if it were. `decisions` is a file like seeds/identity.csv,
    which it is without. A file that cannot be read is told in `errors`, the others are built. InputError if none can be
    read, if the decisions cannot, or if `out` holds anything but a build. `progress` is told after each file its name,
    how many are done and how many there are.
    """
    target = Path(out).resolve()
    spare(target)
    decided = decisions or shipped()
    ruled, digest = read_decisions(decided), sha256(decided.read_bytes()).hexdigest()[:16]
    seconds: dict[str, float] = dict.fromkeys(_STAGES, 0.0)
    before = earlier(target)
    errors: list[str] = []
    found, fresh = _gather(list(_files(paths, target, errors)), before, seconds, errors, progress)
    if not found:
        raise InputError("\n".join(["There is no report that could be read.", *errors]))
    with replacing(target) as folder:
        reports, quads = make(folder, found, fresh, before, (ruled, digest), seconds)
    return Build(target, reports, len(fresh), quads, seconds, tuple(errors))


def load(path: Path | str = "build") -> Dataset:
    """A build's graph, to be read with rdflib: facts in the default graph, each report's claims in its own.

    InputError if there is no build at `path`.
    """
    manifest(path)
    return Dataset(store=OxigraphStore(store=store.opened(Path(path))))


def records(path: Path | str, name: Record) -> list[dict[str, Any]]:
    """The lines of one of a build's files of records, such as facts.jsonl. InputError if `path` is no build."""
    return [json.loads(line) for line in _recorded(path, name).split(b"\n") if line]


def findings(path: Path | str) -> list[dict[str, Any]]:
    """The findings of a build, those that seeds/audit.csv now dismisses with the reason. InputError if it is none."""
    return read_findings(_recorded(path, "findings"))


def _recorded(path: Path | str, name: Record) -> bytes:
    manifest(path)
    file = Path(path) / f"{name}.jsonl"
    if not file.is_file():
        raise InputError(f"{path} has no {file.name}: an earlier jiqun made it. Build it again.")
    return file.read_bytes()


def _gather(
    files: list[Path],
    before: Earlier | None,
    seconds: dict[str, float],
    errors: list[str],
    progress: Progress | None,
) -> tuple[dict[str, Built], dict[str, Kept]]:
    """The reports of files by slug, and those that had to be read; what is wrong with files goes to `errors`."""
    found: dict[str, Built] = {}
    fresh: dict[str, Kept] = {}
    for done, file in enumerate(files, 1):
        with timed(seconds, "reading"):
            digest = _digest(file)
            same = before.of(file.name, digest) if before else []
            documents = [] if same else _read(file, errors)
        for report in same:
            if _free(report.slug, file, found, errors):
                found[report.slug] = report
        for document in documents:
            if _free(document.slug, file, found, errors):
                fresh[document.slug] = one = _kept(document, seconds)
                found[document.slug] = _built(one, digest, len(documents))
        if progress:
            progress(file.name, done, len(files))
    return dict(sorted(found.items())), fresh


def _files(paths: Iterable[Path | str], out: Path, errors: list[str]) -> Iterator[Path]:
    """Each file once, those of a folder by name; a folder without any is told in `errors`."""
    seen: set[Path] = set()
    for path in map(Path, paths):
        inside = _inside(path, out) if path.is_dir() else [path]
        if not inside:
            errors.append(f"{path}: there is no report in this folder. Give the folder that holds them.")
        for file in inside:
            if (whole := file.resolve()) not in seen:
                seen.add(whole)
                yield file


def _inside(folder: Path, out: Path) -> list[Path]:
    """The files of a folder and those below, by name, without hidden ones and what an earlier build left there."""
    return [
        file
        for file in sorted(folder.rglob("*"))
        if not any(part.startswith(".") for part in file.relative_to(folder).parts)
        and not file.is_dir()
        and out not in file.resolve().parents
    ]


def _digest(file: Path) -> str:
    """The digest of a file, "" where it cannot be opened."""
    try:
        return sha256(file.read_bytes()).hexdigest()
    except OSError:
        return ""


def _read(file: Path, errors: list[str]) -> list[Document]:
    """The documents of a file; what is wrong goes to `errors`."""
    try:
        return read(file)
    except InputError as error:
        errors.append(str(error))
        return []


def _free(slug: str, file: Path, found: Container[str], errors: list[str]) -> bool:
    if slug in found:
        errors.append(f"{file}: another report is already called {slug}. Rename the file and build again.")
    return slug not in found


def _kept(document: Document, seconds: dict[str, float]) -> Kept:
    with timed(seconds, "extraction"):
        reading = read_facts(document)
    with timed(seconds, "identity"):
        hidden = (
            hidden_county(reading.place, legible(document.text).text) if reading.place and not reading.code else None
        )
    with timed(seconds, "coverage"):
        return Kept(reading, hidden, unread(document, reading.facts))


def _built(one: Kept, digest: str, parts: int) -> Built:
    document, reading = one.reading.document, one.reading
    return Built(
        slug=document.slug,
        source=document.source,
        sha256=digest,
        parts=parts,
        place=reading.place,
        code=one.hidden.county.code if one.hidden else reading.code,
        characters=len(document.text),
        facts=len(reading.facts),
        figures=one.unread.figures,
        coverage=one.unread.coverage,
    )
