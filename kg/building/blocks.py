"""The reports of one prefecture put together: whose names are one thing's, what the audit finds, the claims, the lines.

What a block gives depends on its own reports and on nothing else, so that blocks are made one by one, anywhere.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from hashlib import sha256

from pyoxigraph import NamedNode, Quad

from kg import store
from kg.audit.annotations import annotated
from kg.audit.findings import Finding
from kg.audit.records import lines as finding_lines
from kg.audit.standing import suspects
from kg.building.adopted import NOTHING, Adopted, adopted_from
from kg.building.auditing import audited
from kg.building.cache import Kept, recalled
from kg.building.earlier import Built
from kg.building.readings import left_out
from kg.building.timing import Seconds, timed
from kg.extraction import Reading
from kg.faults import Fault, attempted
from kg.graph import Sentences, line
from kg.graph.terms import Triple
from kg.graph.writing import said as claimed
from kg.identity import Identity, things
from kg.identity.decisions import Decision
from kg.identity.rows import Row
from kg.identity.union import Told, united
from kg.messages import Words, message, of_file
from kg.unread import cost

_JSON = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Member:
    """A report of a block: what is told of it, its text, what the cache keeps of it.

    `findings` is the digest of the lines that an earlier build had of the audit; None if it has no such report, or
    another one of that name.
    """

    told: Built
    text: bytes
    kept: bytes
    findings: str | None = None


@dataclass(frozen=True, slots=True)
class Block:
    """The reports that are joined, by slug, and the decisions on names; `whole` says that no earlier build holds what
    they claim, so that all of it is made and adopted."""

    key: str
    members: tuple[Member, ...]
    decisions: tuple[Decision, ...]
    whole: bool

    @property
    def name(self) -> str:
        """The place that most of its reports are about, to be told."""
        return self.members[0].told.place or self.key

    @property
    def size(self) -> int:
        """The bytes that are read of it."""
        return sum(len(member.text) + len(member.kept) for member in self.members)


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a report has come to in its block: the digest of what its names name, and its lines of records.

    `claims` are its sorted N-Quads; they and the facts are None where they are as an earlier build has them.
    """

    names: str
    unread: bytes
    findings: bytes
    facts: bytes | None
    claims: bytes | None


@dataclass(frozen=True, slots=True)
class Joined:
    """What a block gives: the outcomes of its reports by slug, the lines of its joins, and of a whole block what is
    adopted from it. `lost` tells of the reports that jiqun fails at, which have no outcome."""

    outcomes: dict[str, Outcome]
    identity: bytes
    adopted: Adopted
    lost: tuple[Words, ...] = ()
    seconds: Seconds = field(default_factory=dict)


def joined(block: Block) -> Joined:
    """What the reports of a block come to. One that jiqun fails at is left out, as if it had never been there."""
    seconds: Seconds = {}
    lost: list[Words] = []
    members = {member.told.slug: member for member in block.members}
    while members:
        faults: list[Fault] = []
        done, bad = attempted(members, lambda some: _joined(block, some, seconds), faults)
        if done:
            outcomes, identity, adopted = done
            return Joined(outcomes, identity, adopted, tuple(lost), seconds)
        lost.append(left_out(bad, faults[0].reason))
        del members[bad]
    return Joined({}, b"", NOTHING, tuple(lost), seconds)


def killed(block: Block) -> Joined:
    """What a block gives at which the process that joined it ended, for want of memory perhaps."""
    lost = tuple(of_file(member.told.slug, message("report_killed")) for member in block.members)
    return Joined({}, b"", NOTHING, lost)


def _joined(block: Block, members: list[Member], seconds: Seconds) -> tuple[dict[str, Outcome], bytes, Adopted]:
    reports = {member.told.slug: member.told for member in members}
    with timed(seconds, "identity"):
        loaded = {member.told.slug: recalled(member.kept, member.text.decode()) for member in members}
        identities, rows = united([_told(reports[slug], one) for slug, one in loaded.items()], block.decisions)
    with timed(seconds, "audit"):
        found, faults = audited(loaded, identities)
    outcomes: dict[str, Outcome] = {}
    graphs: dict[NamedNode, list[Triple]] = {}
    for member in members:
        slug = member.told.slug
        one, identity, findings = loaded[slug], identities[slug], found[slug]
        names, told = _names(one.reading, identity), finding_lines(findings)
        facts = said = None
        if block.whole or names != member.told.names or digest(told) != member.findings:
            with timed(seconds, "graph"):
                graph = NamedNode(identity.report)
                triples = _claims(one, identity, findings)
                said = store.lines(Quad(*triple, graph) for triple in triples)
                if block.whole:
                    graphs[graph] = triples
            with timed(seconds, "store"):
                facts = b"".join(_lines(one.reading, identity, findings))
        outcomes[slug] = Outcome(names, b"".join(_unread_lines(slug, one, faults[slug])), told, facts, said)
    with timed(seconds, "graph"):
        adopted = adopted_from(graphs) if block.whole else NOTHING
    return outcomes, b"".join(_row(row) for row in rows), adopted


def digest(lines: bytes) -> str:
    """What lines are compared by."""
    return sha256(lines).hexdigest()[:16]


def _told(report: Built, one: Kept) -> Told:
    reading = one.reading
    return Told(report.place, report.code, report.slug, reading.facts, one.hidden, reading.document.text)


def _names(reading: Reading, identity: Identity) -> str:
    """A digest of what the names of a report name."""
    named = dict.fromkeys(thing for fact in reading.facts for thing in things(fact))
    return digest("\n".join(identity.iri(thing) for thing in named).encode())


def _claims(one: Kept, identity: Identity, findings: Iterable[Finding]) -> list[Triple]:
    return [*claimed(one.reading.document, one.reading.facts, identity), *annotated(findings, identity)]


def _lines(reading: Reading, identity: Identity, findings: Iterable[Finding]) -> list[bytes]:
    facts = sorted(reading.facts, key=lambda f: (f.evidence.start, f.evidence.end, identity.claim(f)))
    doubted = suspects(findings)
    sentences = Sentences(reading.document)
    return [_json(line(fact, identity, suspect=fact in doubted) | sentences.fields(fact.evidence)) for fact in facts]


def _unread_lines(slug: str, one: Kept, faults: Iterable[Fault]) -> list[bytes]:
    """The lines of unread.jsonl of a report, with the checks of it that failed; only a fault has a reason."""
    gaps = (*one.unread.gaps, *(cost(one.reading.document, fault) for fault in faults))
    return [_json({"report": slug} | {k: v for k, v in asdict(gap).items() if k != "reason" or v}) for gap in gaps]


def _row(row: Row) -> bytes:
    return _json({"block": row.block} | asdict(row))


def _json(record: Mapping[str, object]) -> bytes:
    return f"{_JSON.encode(record)}\n".encode()
