"""What a build says of its reports, and an earlier build at the same place, whose readings are taken over."""

import json
from collections import defaultdict
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.building.cache import Kept, made_by, recalled
from kg.errors import InputError

Record = Literal["facts", "unread", "identity", "findings"]


@dataclass(frozen=True, slots=True)
class Built:
    """One report of a build: its slug, the name and the digest of the file it came from and how many reports that has.

    `place` and `code` are of what it is about ("" where it names none; the code of a hidden county is inferred);
    `characters`, `facts` and `figures` count, `coverage` is the share of the figures that a fact holds (None without
    figures); `names` is a digest of what its names were found to name, `block` its reports' (`Told.block`).
    """

    slug: str
    source: str
    sha256: str
    parts: int
    place: str
    code: str
    characters: int
    facts: int
    figures: int
    coverage: float | None
    names: str = ""

    @property
    def block(self) -> str:
        """The prefecture whose reports' names are joined with its own."""
        return self.code[:4] or self.slug


@dataclass(frozen=True, slots=True)
class Earlier:
    """A build that this jiqun made before: its folder, its reports by slug, and the digest of its decisions."""

    path: Path
    reports: dict[str, Built]
    decisions: str

    def of(self, source: str, digest: str) -> list[Built]:
        """Its reports that came from a file of this name and digest, if it has all that the file holds."""
        same = [report for report in self.reports.values() if (report.source, report.sha256) == (source, digest)]
        return same if same and len(same) == same[0].parts else []

    def kept(self, slug: str) -> Kept:
        """What it read of a report."""
        text = (self.path / "reports" / f"{slug}.txt").read_bytes().decode()
        return recalled((self.path / "cache" / f"{slug}.json").read_bytes(), text)

    def lines(self, name: Record) -> dict[str, list[bytes]]:
        """The lines of a file of records by report, or by block."""
        key = b'"block": ' if name == "identity" else b'"report": '
        found: dict[str, list[bytes]] = defaultdict(list)
        for row in (self.path / f"{name}.jsonl").read_bytes().splitlines(keepends=True):
            found[json.JSONDecoder().raw_decode(row[len(key) + 1 :].decode())[0]].append(row)
        return found


def manifest(path: Path | str = "build") -> dict[str, Any]:
    """What a build was made of, by the slug of each report. InputError if there is no build at `path`."""
    file = Path(path) / "manifest.json"
    if not file.is_file():
        raise InputError(f"{path} is not a build. Make one with: kg build REPORTS --out {path}")
    read: dict[str, Any] = json.loads(file.read_text("utf-8"))
    return read


def earlier(target: Path) -> Earlier | None:
    """The build that is at the target, if this jiqun made it and all of it is there."""
    if not (target / "manifest.json").is_file():
        return None
    said = manifest(target)
    if said.get("made_by") != made_by():
        return None
    reports = {slug: Built(slug=slug, **entry) for slug, entry in said["reports"].items()}
    parts = ["graph.nq", "facts.jsonl", "unread.jsonl", "identity.jsonl", "findings.jsonl", "store"]
    parts += [
        f"{folder}/{slug}.{ending}" for slug in reports for folder, ending in (("reports", "txt"), ("cache", "json"))
    ]
    whole = all((target / part).exists() for part in parts)
    return Earlier(target, reports, said["decisions"]) if whole else None
