"""From what was read to the folder: names joined, claims, the graph, and the records beside it."""

import json
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, replace
from hashlib import sha256
from importlib.metadata import version
from time import perf_counter

from pyoxigraph import Quad

from kg import store
from kg.audit.annotations import annotations
from kg.audit.findings import Finding
from kg.audit.records import lines as finding_lines
from kg.audit.standing import suspects
from kg.building import graphs
from kg.building.auditing import audited
from kg.building.cache import Kept, kept, made_by
from kg.building.earlier import Built, Earlier
from kg.errors import InputError
from kg.extraction import Reading
from kg.faults import Fault
from kg.folder import File, Record
from kg.folder.manifest import MANY, NAME, STORE
from kg.folder.settling import Making
from kg.folder.stamp import Stamp, size, stamp, stamped
from kg.graph import Sentences, claims, line
from kg.identity import Identity, things
from kg.identity.decisions import Decision
from kg.identity.rows import Row
from kg.identity.union import Told, united
from kg.unread import cost

_MOST = 3  # a third of the reports: where more have changed, the graph is made whole again
_GROWN = 2  # times the store's size when it was new


def make(
    folder: Making,
    found: dict[str, Built],
    fresh: dict[str, Kept],
    earlier: Earlier | None,
    decisions: tuple[tuple[Decision, ...], str],
    seconds: dict[str, float],
) -> tuple[tuple[Built, ...], int]:
    """Makes a build; gives its reports and how many quads there are.

    `found` has all reports by slug, `fresh` those that were read now, `decisions` those on names and their digest.
    What of an earlier build is still so is taken over; its graph is made whole again where much has changed.
    """
    ruled, decided = decisions
    before = earlier.reports if earlier else {}
    gone = [report for slug, report in before.items() if slug not in found or slug in fresh]
    blocks = {report.block for report in (*gone, *(found[slug] for slug in fresh))}
    if earlier is None or earlier.decisions != decided:
        blocks = {report.block for report in found.values()}
    with timed(seconds, "identity"):
        loaded = {slug: _load(slug, fresh, earlier) for slug, report in found.items() if report.block in blocks}
        identities, rows = united([_told(found[slug], one) for slug, one in loaded.items()], ruled)
        named = {slug: _names(loaded[slug].reading, identity) for slug, identity in identities.items()}
        changed = {slug for slug in named if slug in fresh or found[slug].names != named[slug]}
    if earlier and (len(changed) + len(gone)) * _MOST > len(found):
        return make(folder, found, _all(found, fresh, earlier), None, decisions, seconds)
    with timed(seconds, "audit"):
        findings, faults = audited(found, loaded, identities)
        doubts = {slug: [finding_lines(told)] for slug, told in findings.items()}
        known = earlier.lines("findings") if earlier else {}
        changed |= {slug for slug, said in doubts.items() if b"".join(known.get(slug, ())) != said[0]}
    reports = {slug: replace(report, names=named.get(slug, report.names)) for slug, report in found.items()}
    with timed(seconds, "graph"):
        quads = {
            identities[slug].report: _claims(loaded[slug], identities[slug], findings[slug]) for slug in sorted(changed)
        }
        if earlier is None:
            graph = graphs.whole([quad for claimed in quads.values() for quad in claimed])
        else:
            lost = (Identity("", "", report.slug).report for report in gone if report.slug not in found)
            try:
                graph = graphs.changed(earlier.path, folder.path, quads | dict.fromkeys(lost, ()))
            except (InputError, OSError):  # its store cannot be read
                shutil.rmtree(folder.path / STORE, ignore_errors=True)
                return make(folder, found, _all(found, fresh, earlier), None, decisions, seconds)
    with timed(seconds, "store"):
        folder.put("graph.nq", graph)
        _store(folder, graph, earlier)
        said = {slug: _lines(loaded[slug].reading, identities[slug], findings[slug]) for slug in changed}
        gaps = {slug: _unread_lines(slug, one, faults[slug]) for slug, one in loaded.items()}
        kinds = sorted({report.block for report in reports.values()})
        _record(folder, "facts", earlier.lines("facts") if earlier else {}, said, reports)
        _record(folder, "unread", earlier.lines("unread") if earlier else {}, gaps, reports)
        _record(folder, "findings", known, doubts, reports)
        _record(folder, "identity", earlier.lines("identity") if earlier else {}, _rows(rows, blocks), kinds)
        _keep(folder, reports, fresh)
        (folder.path / NAME).write_bytes(manifest_text(reports.values(), decided, folder.files))
    return tuple(reports.values()), graph.count(b"\n")


def _load(slug: str, fresh: Mapping[str, Kept], earlier: Earlier | None) -> Kept:
    if slug in fresh or earlier is None:
        return fresh[slug]
    return earlier.kept(slug)


def _all(found: Iterable[str], fresh: Mapping[str, Kept], earlier: Earlier) -> dict[str, Kept]:
    return {slug: _load(slug, fresh, earlier) for slug in found}


def _store(folder: Making, graph: bytes, earlier: Earlier | None) -> None:
    """Fills the store; one that was copied from the earlier build's and changed stays unless it has grown too much.

    What is taken out of a store stays on the disk for a time, so that it grows with every change.
    """
    path = folder.path / STORE
    if earlier and not path.exists():
        return  # the graph is as it was, and so is its store
    before = stamped(earlier.path / STORE) if earlier else None
    if before is None or size(path) > _GROWN * before.fresh:
        shutil.rmtree(path, ignore_errors=True)
        store.write(path, graph)
        before = None
    stamp(path, Stamp(folder.files["graph.nq"].sha256, before.fresh if before else size(path)))


def _told(report: Built, one: Kept) -> Told:
    reading = one.reading
    return Told(report.place, report.code, report.slug, reading.facts, one.hidden, reading.document.text)


def _names(reading: Reading, identity: Identity) -> str:
    """A digest of what the names of a report name."""
    named = dict.fromkeys(thing for fact in reading.facts for thing in things(fact))
    return sha256("\n".join(identity.iri(thing) for thing in named).encode()).hexdigest()[:16]


def _claims(one: Kept, identity: Identity, findings: Iterable[Finding]) -> list[Quad]:
    return [*claims(one.reading.document, one.reading.facts, identity), *annotations(findings, identity)]


def _lines(reading: Reading, identity: Identity, findings: Iterable[Finding]) -> list[bytes]:
    facts = sorted(reading.facts, key=lambda f: (f.evidence.start, f.evidence.end, identity.claim(f)))
    doubted = suspects(findings)
    sentences = Sentences(reading.document)
    return [_json(line(fact, identity, suspect=fact in doubted) | sentences.fields(fact.evidence)) for fact in facts]


def _unread_lines(slug: str, one: Kept, faults: Iterable[Fault]) -> list[bytes]:
    """The lines of unread.jsonl of a report, with the checks of it that failed; only a fault has a reason."""
    gaps = (*one.unread.gaps, *(cost(one.reading.document, fault) for fault in faults))
    return [_json({"report": slug} | {k: v for k, v in asdict(gap).items() if k != "reason" or v}) for gap in gaps]


def _rows(rows: Iterable[Row], blocks: Iterable[str]) -> dict[str, list[bytes]]:
    """The lines of identity.jsonl of each block that was looked at."""
    found: dict[str, list[bytes]] = {block: [] for block in blocks}
    for row in rows:
        found[row.block].append(_json({"block": row.block} | asdict(row)))
    return found


def _json(record: Mapping[str, object]) -> bytes:
    return f"{json.dumps(record, ensure_ascii=False)}\n".encode()


def _record(
    folder: Making, name: Record, old: Mapping[str, list[bytes]], new: Mapping[str, list[bytes]], order: Iterable[str]
) -> None:
    """Writes lines by report (or block): the new ones, else those of the earlier build."""
    lines = (said for key in order for said in (new[key] if key in new else old.get(key, ())))
    folder.put(f"{name}.jsonl", b"".join(lines))


def _keep(folder: Making, reports: Iterable[str], fresh: Mapping[str, Kept]) -> None:
    """Writes the texts and what was read of them; those of the earlier build stay where they are."""
    for slug in reports:
        text, cached = (f"{name}/{slug}{ending}" for name, ending in MANY.items())
        if slug in fresh:
            folder.put(text, fresh[slug].reading.document.text.encode())
            folder.put(cached, kept(fresh[slug]))
        else:
            folder.keep(text)
            folder.keep(cached)


def manifest_text(reports: Iterable[Built], decisions: str, files: Mapping[str, File]) -> bytes:
    """What was built from what; no clock and no path, so that two builds of the same files compare equal."""
    entries = {report.slug: {k: v for k, v in asdict(report).items() if k != "slug"} for report in reports}
    said = {"jiqun": version("jiqun"), "made_by": made_by(), "decisions": decisions, "reports": entries}
    listed = {name: {"bytes": file.size, "sha256": file.sha256} for name, file in sorted(files.items())}
    return f"{json.dumps(said | {'files': listed}, ensure_ascii=False, indent=2)}\n".encode()


@contextmanager
def timed(seconds: dict[str, float], stage: str) -> Iterator[None]:
    """Adds the seconds that something takes to those of a stage."""
    start = perf_counter()
    yield
    seconds[stage] += perf_counter() - start
