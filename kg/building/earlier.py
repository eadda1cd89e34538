"""An earlier build at the same place, whose readings are taken over."""

import json
from collections import defaultdict
from concurrent.futures import ThreadPoolExecutor
from dataclasses import asdict, dataclass, field, fields
from pathlib import Path
from typing import Any

from kg import folder
from kg.building.cache import made_by
from kg.building.segments import Segment
from kg.extraction.about import DOUBTFUL
from kg.folder import DamagedError, OtherVersionError, Record
from kg.folder.manifest import MANY, NAME, QUARANTINED, SINGLE, STORE, spans
from kg.folder.stamp import stamped
from kg.messages import NOTHING, Words, message

_READERS = 4  # files that are looked at together


@dataclass(frozen=True, slots=True)
class Built:
    """One report of a build: its slug, the name and the digest of the file it came from and how many reports that has.

    `place` and `code` are of what it is about ("" where it names none; the code of a hidden county is inferred);
    `characters`, `facts`, `doubts` (facts that are doubted) and `figures` count, `coverage` is the share of the figures
    that a fact holds (None without figures); `names` is a digest of what its names were found to name, `block` its
    reports' (`Told.block`). `certainty` is how sure the place is, `runner_up` the next best, `places` those that parts
    of it are about; `overruled` is the place that the user said for all reports, `complaint` what is wrong with the one
    that the file says. `format` and `pages` are of its file, `genre` is the kind of text it was taken for; `notes` tell
    what of the file could not be read, `asides` what was left out as it is hidden; `sketch` is what it is compared by
    with other reports. `extracted` has for each extractor that was asked what came of it (`Consulted.counts`).
    """

    slug: str
    source: str
    sha256: str
    parts: int
    place: str
    code: str
    characters: int
    facts: int
    doubts: int
    figures: int
    coverage: float | None
    names: str = ""
    certainty: float = 1
    runner_up: str = ""
    places: str = ""
    overruled: str = ""
    complaint: Words = NOTHING
    format: str = "text"
    pages: int = 0
    genre: str = ""
    sketch: str = ""
    notes: Words = NOTHING
    asides: Words = NOTHING
    lengths: dict[str, int] = field(default_factory=dict)
    findings: str = ""
    extracted: dict[str, dict[str, int]] = field(default_factory=dict)

    @property
    def entry(self) -> dict[str, Any]:
        """What the manifest says of it."""
        told = {name: getattr(self, name) for name in _FIELDS if name != "extracted" or self.extracted}
        return told | {name: asdict(told[name]) for name in _WORDS}

    @property
    def doubtful(self) -> bool:
        """Whether it is not sure enough which place it is about."""
        return self.certainty < DOUBTFUL

    @property
    def block(self) -> str:
        """The prefecture whose reports' names are joined with its own."""
        return self.code[:4] or self.slug


_FIELDS = tuple(each.name for each in fields(Built) if each.name != "slug")
_WORDS = ("complaint", "notes", "asides")


def _built(slug: str, entry: dict[str, Any]) -> Built:
    told = {name: Words(**entry[name]) for name in _WORDS}
    return Built(slug=slug, **(entry | told))


@dataclass(frozen=True, slots=True)
class Earlier:
    """A build that this jiqun made before: its folder, files, reports by slug, its decisions' digest, and the bytes of
    each block's lines in identity.jsonl, and the lines of quarantined.jsonl by report."""

    path: Path
    files: dict[str, folder.File]
    reports: dict[str, Built]
    decisions: str
    blocks: dict[str, int]
    quarantined: dict[str, bytes]
    _of_file: dict[tuple[str, str, str], list[Built]] = field(init=False, default_factory=lambda: defaultdict(list))

    def __post_init__(self) -> None:
        for one in self.reports.values():
            self._of_file[one.source, one.sha256, one.overruled].append(one)

    def of(self, source: str, digest: str, overruled: str, slugs: str) -> list[Built]:
        """Its reports that came from a file of this name and digest, the same place said, if it has all of the file and
        they are called so: by `slugs`, or that with a number behind it. None of a file of which not all could be read:
        what that needs may be installed by now."""
        same = self._of_file.get((source, digest, overruled), [])
        called = [slugs] if len(same) == 1 else [f"{slugs}-{number}" for number in range(1, len(same) + 1)]
        whole = same and len(same) == same[0].parts and sorted(one.slug for one in same) == sorted(called)
        return same if whole and not any(one.notes for one in same) else []

    def segments(self, name: Record) -> dict[str, Segment]:
        """Where in a file of records the lines of each report, or block, are."""
        identity = name == "identity"
        lengths = self.blocks if identity else {slug: one.lengths[name] for slug, one in self.reports.items()}
        return {key: Segment(self.path / f"{name}.jsonl", *span) for key, span in spans(lengths).items()}


def earlier(target: Path, extractors: dict[str, str]) -> Earlier | None:
    """The build that is at the target, if this jiqun made it and asked these extractors, by name with their versions.

    DamagedError if not all of it is as it was made.
    """
    if not (target / NAME).exists():
        return None
    try:
        build = folder.opened(target)
    except OtherVersionError:
        return None
    manifest = build.manifest
    if manifest.said.get("made_by") != made_by() or manifest.said.get("extractors", {}) != extractors:
        return None
    try:
        reports = {slug: _built(slug, entry) for slug, entry in manifest.reports.items()}
        decisions, blocks = str(manifest.said["decisions"]), dict(manifest.said["blocks"])
    except (TypeError, KeyError) as error:
        raise DamagedError(target, message("part_no_manifest", name=NAME)) from error
    names = [*SINGLE, *(f"{name}/{slug}{ending}" for name, ending in MANY.items() for slug in reports)]
    for name in names:
        if name not in manifest.files:
            raise DamagedError(target, message("part_unlisted", name=NAME, part=name))
    with ThreadPoolExecutor(_READERS) as readers:
        list(readers.map(build.verify, names))
    stamp = stamped(target / STORE)
    if not stamp or stamp.sha256 != manifest.files["graph.nq"].sha256:
        raise DamagedError(target, message("part_cut", name=STORE))
    return Earlier(target, manifest.files, reports, decisions, blocks, _quarantined(build))


def _quarantined(build: folder.Build) -> dict[str, bytes]:
    """The lines of what extractors said in vain, by report."""
    found: dict[str, bytes] = defaultdict(bytes)
    if QUARANTINED in build.manifest.files:
        for line in build.read(QUARANTINED).splitlines(keepends=True):
            found[json.loads(line)["report"]] += line
    return found
