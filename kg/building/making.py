"""From what was read to the folder, block by block: what has changed, what is joined, what is written."""

import gc
import json
import shutil
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from importlib.metadata import version
from pathlib import Path
from typing import get_args

from kg import store
from kg.building import blocks, graphs, segments
from kg.building.blocks import Block, Joined, Member, Outcome
from kg.building.cache import made_by
from kg.building.crew import Crew
from kg.building.earlier import Built, Earlier
from kg.building.segments import Segment, Spool
from kg.building.timing import Seconds, added, timed
from kg.errors import InputError
from kg.faults import sparing
from kg.folder import File, Record
from kg.folder.manifest import MANY, NAME, QUARANTINED, STORE, VERSION
from kg.folder.settling import Making
from kg.folder.stamp import Stamp, size, stamp, stamped
from kg.identity import Identity
from kg.identity.decisions import Decision
from kg.messages import Words, lines, message
from kg.ontology import ontology

_MOST = 3  # a third of the reports: where more have changed, the graph is made whole again
_GROWN = 2  # times the store's size when it was new
_RECORDS: tuple[Record, ...] = get_args(Record)
_JSON = json.JSONEncoder(ensure_ascii=False)

Told = Callable[[str, int, int], None]
"""Is told of each block that is joined the place it is about, how many are done and how many there are."""


@dataclass(frozen=True, slots=True)
class Ruled:
    """Decisions on names, and the digest of the table they stand in."""

    decisions: tuple[Decision, ...]
    digest: str


@dataclass(frozen=True, slots=True)
class Heard:
    """The extractors that were asked, by name with their versions, and what each report's lines of what they said in
    vain are."""

    versions: Mapping[str, str]
    quarantined: Mapping[str, bytes]


@dataclass(frozen=True, slots=True)
class Made:
    """The reports of a build that was made, how many quads it has, and what is told of those that jiqun failed at."""

    reports: tuple[Built, ...]
    quads: int
    lost: tuple[Words, ...]


def make(
    folder: Making,
    found: Mapping[str, Built],
    fresh: frozenset[str],
    earlier: Earlier | None,
    ruled: Ruled,
    crew: Crew,
    told: Told,
    seconds: Seconds,
    heard: Heard,
) -> Made:
    """Makes a build of the reports that are found, by slug; `fresh` are those that were read now.

    Their texts and what the cache keeps of them are in the folder, or in the earlier build. What of that is still so is
    taken over, and what extractors said in vain where any were `heard`; the graph is made whole again where much has
    changed, where the store cannot be read, and where jiqun fails at changing it. InputError if it fails at every
    report.
    """
    for slug in found.keys() - fresh:
        for name in _files(slug):
            folder.keep(name)
    work = _Work(folder, found, fresh, ruled, crew, told, seconds, heard)
    if earlier and len(work.gone(earlier)) * _MOST <= len(found):
        with sparing([]):
            try:
                return work.changed(earlier)
            except (InputError, OSError):  # its store cannot be read
                pass
        gc.collect()  # in CPython 3.13 what failed is in a cycle, with the store that it had open
        shutil.rmtree(folder.path / STORE, ignore_errors=True)
    return work.whole()


@dataclass(frozen=True, slots=True)
class _Work:
    """What `make` is asked for."""

    folder: Making
    found: Mapping[str, Built]
    fresh: frozenset[str]
    ruled: Ruled
    crew: Crew
    told: Told
    seconds: Seconds
    heard: Heard

    def gone(self, earlier: Earlier) -> set[str]:
        """The reports that are new, not as they were, or no longer there."""
        return set(self.fresh) | (earlier.reports.keys() - self.found.keys())

    def whole(self) -> Made:
        """The build made of all its reports."""
        with self.folder.aside() as aside, graphs.Whole(aside, self.folder.path / STORE, self.crew.here) as graph:
            ledger = _Ledger(self.found, aside, {record: {} for record in _RECORDS})
            for joined in self._joined({report.block for report in self.found.values()}, ledger, {}):
                with timed(self.seconds, "store"):
                    graph.add((one.claims for one in joined.outcomes.values() if one.claims), joined.adopted)
            ledger.check()
            with timed(self.seconds, "store"):
                quads = self.folder.write("graph.nq", graph.lines())
                path = self.folder.path / STORE
                stamp(path, Stamp(self.folder.files["graph.nq"].sha256, size(path)))
                return self._recorded(ledger, quads)

    def changed(self, earlier: Earlier) -> Made:
        """The build made of an earlier one, in which some reports are new or gone."""
        before = earlier.reports
        touched = {
            each.block for slug in self.gone(earlier) for each in (before.get(slug), self.found.get(slug)) if each
        }
        if earlier.decisions != self.ruled.digest:
            touched = {report.block for report in self.found.values()}
        known = {slug: one.findings for slug, one in before.items() if slug not in self.fresh}
        with self.folder.aside() as aside:
            ledger = _Ledger(self.found, aside, {record: earlier.segments(record) for record in _RECORDS})
            claims: dict[str, bytes] = {}
            for joined in self._joined(touched, ledger, known):
                claims |= {slug: one.claims for slug, one in joined.outcomes.items() if one.claims is not None}
            ledger.check()
            claims |= {slug: b"" for slug in before if slug not in ledger.reports}
            with timed(self.seconds, "graph"):
                quads = {_iri(slug): store.read(said) for slug, said in claims.items()}
                count = self.folder.write("graph.nq", graphs.changed(earlier.path, self.folder.path, quads))
            with timed(self.seconds, "store"):
                self._settle_store(earlier)
                return self._recorded(ledger, count)

    def _joined(self, keys: set[str], ledger: "_Ledger", known: Mapping[str, str]) -> Iterator[Joined]:
        """What each of some blocks gives, which the ledger has then; `known` are digests of findings by slug."""
        members: dict[str, list[str]] = defaultdict(list)
        for slug, report in self.found.items():
            if report.block in keys:
                members[report.block].append(slug)
        asked = (self._block(key, members[key], known, whole=not ledger.known) for key in sorted(members))
        done = self.crew.each(blocks.joined, asked, name=_name, weight=_size, killed=blocks.killed)
        for number, (block, joined) in enumerate(done, 1):
            added(self.seconds, joined.seconds)
            ledger.take(block, joined)
            self.told(block.name, number, len(members))
            yield joined

    def _block(self, key: str, slugs: list[str], known: Mapping[str, str], *, whole: bool) -> Block:
        members = []
        for slug in slugs:
            text, kept = map(self.folder.read, _files(slug))
            members.append(Member(self.found[slug], text, kept, known.get(slug)))
        return Block(key, tuple(members), self.ruled.decisions, whole)

    def _settle_store(self, earlier: Earlier) -> None:
        """Fills the store anew where it has grown too much: what is taken out of one stays on the disk for a time."""
        path = self.folder.path / STORE
        if not path.exists():
            return  # the graph is as it was, and so is its store
        before = stamped(earlier.path / STORE)
        fresh = before.fresh if before else 0
        if size(path) > _GROWN * fresh:
            shutil.rmtree(path)
            store.write(path, self.folder.place("graph.nq"))
            fresh = size(path)
        stamp(path, Stamp(self.folder.files["graph.nq"].sha256, fresh))

    def _recorded(self, ledger: "_Ledger", quads: int) -> Made:
        for slug in self.found.keys() - ledger.reports:
            for name in _files(slug):
                self.folder.drop(name)
        reports, kinds = ledger.told()
        for record in _RECORDS:
            order = kinds if record == "identity" else reports
            self.folder.write(f"{record}.jsonl", segments.read([ledger.placed[record][key] for key in order]))
        if self.heard.versions:
            self.folder.write(QUARANTINED, (self.heard.quarantined.get(slug, b"") for slug in reports))
        manifest = manifest_text(reports.values(), kinds, self.ruled.digest, self.folder.files, self.heard.versions)
        (self.folder.path / NAME).write_bytes(manifest)
        return Made(tuple(reports.values()), quads, tuple(ledger.lost))


class _Ledger:
    """What the reports of a build have come to, and where their lines are: those of the earlier build (`known` if there
    is one), and in their place those that blocks give."""

    def __init__(self, found: Mapping[str, Built], aside: Path, placed: dict[Record, dict[str, Segment]]) -> None:
        self.reports = dict(found)
        self.placed = placed
        self.known = any(placed.values())
        self.lost: list[Words] = []
        self._spools = {record: Spool(aside / record) for record in _RECORDS}

    def take(self, block: Block, joined: Joined) -> None:
        """Keeps what a block gives."""
        self.lost += joined.lost
        self._put("identity", block.key, joined.identity)
        for member in block.members:
            slug = member.told.slug
            outcome = joined.outcomes.get(slug)
            if outcome is None:
                del self.reports[slug]
            else:
                self._take(slug, outcome)

    def check(self) -> None:
        """InputError if no report is left."""
        if not self.reports:
            raise InputError(lines([message("reports_none_built"), *self.lost]))

    def told(self) -> tuple[dict[str, Built], dict[str, int]]:
        """The reports by slug with the bytes of their lines, and the blocks with those of theirs."""
        parts = [record for record in _RECORDS if record != "identity"]
        reports = {
            slug: replace(report, lengths={record: self.placed[record][slug].length for record in parts})
            for slug, report in self.reports.items()
        }
        kinds = sorted({report.block for report in reports.values()})
        return reports, {kind: self.placed["identity"][kind].length for kind in kinds}

    def _take(self, slug: str, outcome: Outcome) -> None:
        findings = blocks.digest(outcome.findings)
        self.reports[slug] = replace(self.reports[slug], names=outcome.names, findings=findings)
        self._put("unread", slug, outcome.unread)
        self._put("findings", slug, outcome.findings)
        if outcome.facts is not None:
            self._put("facts", slug, outcome.facts)

    def _put(self, record: Record, key: str, lines: bytes) -> None:
        self.placed[record][key] = self._spools[record].put(lines)


def manifest_text(
    reports: Iterable[Built],
    kinds: Mapping[str, int],
    decisions: str,
    files: Mapping[str, File],
    extractors: Mapping[str, str],
) -> bytes:
    """What was built from what; no clock and no path, so that two builds of the same files compare equal. Each report
    and each file has a line."""
    said = {
        "jiqun": _JSON.encode(version("jiqun")),
        "version": _JSON.encode(VERSION),
        "ontology": _JSON.encode(ontology().version),
        "made_by": _JSON.encode(made_by()),
        "decisions": _JSON.encode(decisions),
        **({"extractors": _JSON.encode(extractors)} if extractors else {}),
        "reports": _listed((report.slug, report.entry) for report in reports),
        "blocks": _listed(kinds.items()),
        "files": _listed((name, {"bytes": file.size, "sha256": file.sha256}) for name, file in sorted(files.items())),
    }
    return ("{\n" + ",\n".join(f"  {_JSON.encode(key)}: {value}" for key, value in said.items()) + "\n}\n").encode()


def _listed(entries: Iterable[tuple[str, object]]) -> str:
    """An object of JSON with a line for each entry."""
    lines = ",\n".join(f"    {_JSON.encode(key)}: {_JSON.encode(value)}" for key, value in entries)
    return f"{{\n{lines}\n  }}"


def _files(slug: str) -> tuple[str, ...]:
    """The text of a report and what the cache keeps of it, by their paths in the folder."""
    return tuple(f"{name}/{slug}{ending}" for name, ending in MANY.items())


def _iri(slug: str) -> str:
    return Identity("", "", slug).report


def _name(block: Block) -> str:
    return block.name


def _size(block: Block) -> int:
    return block.size
