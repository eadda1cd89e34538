"""One thing, one node: the names of all reports of a prefecture joined, with reason, score, and a way back.

Names that share a key are one thing. Others are joined for what `likeness` says of them, best score first, unless a
decision keeps them apart, and a cluster joined so lies in one county. Candidates share two neighbouring characters
or the whole name, so that the cost grows with the names and not with their pairs.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, pairwise
from urllib.parse import unquote

from kg.identity import Identity, Node, existing, planned, things
from kg.identity.decisions import Decision
from kg.identity.hidden import Hidden
from kg.identity.likeness import Likeness, Thing, folded, likeness, near
from kg.identity.names import clean, describes
from kg.identity.rows import Row, decided, joined, keyed, meanings
from kg.industries import wider
from kg.model import Entity, Fact

_CROWD = 40  # things that share two characters, beyond which those say nothing (产业, 工业)
_ALONE = ("Product", "Honour", "Problem", "PlannedCluster")  # classes whose key is all there is


@dataclass(frozen=True, slots=True)
class Told:
    """A report before its names are joined: what it is about, its slug, its facts, its hidden county and its text."""

    place: str
    code: str
    slug: str
    facts: tuple[Fact, ...]
    hidden: Hidden | None = None
    text: str = ""

    @property
    def block(self) -> str:
        """The prefecture whose reports are joined with it: the first digits of the code, the slug without one."""
        return self.code[:4] or self.slug


@dataclass
class _Groups:
    """Things joined so far, none across a pair that is kept apart."""

    things: Mapping[str, Thing]
    apart: set[frozenset[str]]
    members: dict[str, set[str]] = field(default_factory=dict)
    misspelt: set[str] = field(default_factory=set)

    def of(self, iri: str) -> set[str]:
        return self.members.setdefault(iri, {iri})

    def join(self, one: str, other: str) -> bool:
        """Joins two groups unless a decision forbids it or a cluster would lie in two counties."""
        mine, theirs = self.of(one), self.of(other)
        if mine is theirs:
            return True
        if any(frozenset((a, b)) in self.apart for a in mine for b in theirs):
            return False
        counties = {self.things[iri].segment for iri in mine | theirs if iri in self.things}
        longest = max(counties, key=len, default="")
        if not all(longest.startswith(county) for county in counties):
            return False
        mine |= theirs
        for iri in theirs:
            self.members[iri] = mine
        return True


def united(told: Iterable[Told], decisions: Iterable[Decision] = ()) -> tuple[dict[str, Identity], list[Row]]:
    """The identity of each report by slug, names of one thing joined over the reports given, and a row for each join.

    The reports of one block (`Told.block`) must be given together; other blocks make no difference to them.
    """
    blocks: dict[str, list[Told]] = defaultdict(list)
    for one in told:
        blocks[one.block].append(one)
    identities: dict[str, Identity] = {}
    rows: list[Row] = []
    decided = tuple(decisions)
    for block in sorted(blocks):
        found, said = _block(block, sorted(blocks[block], key=lambda one: one.slug), decided)
        identities |= found
        rows += said
    return identities, rows


def _block(block: str, told: list[Told], decisions: tuple[Decision, ...]) -> tuple[dict[str, Identity], list[Row]]:
    split = _split(told, [decision for decision in decisions if decision.verdict == "different"])
    plain = {one.slug: _identity(one, split, {}) for one in told}
    nodes, found = _things(told, plain)
    named: dict[tuple[str, str], set[str]] = defaultdict(set)
    for thing in found.values():
        for name in thing.names:
            named[thing.type, clean(name)].add(thing.iri)
    rows = [keyed(thing, name, block) for thing in found.values() for name in thing.names[1:]]
    ruled = [d for d in decisions if any(d.holds_in(one.code, one.place) for one in told)]
    pairs = [
        (d, one, other)
        for d in ruled
        for one in sorted(named[d.type, clean(d.one)])
        for other in sorted(named[d.type, clean(d.other)])
        if one != other
    ]
    groups = _Groups(found, {frozenset((one, other)) for d, one, other in pairs if d.verdict == "different"})
    for decision, one, other in pairs:
        merged = decision.verdict == "same" and groups.join(one, other)
        rows.append(decided(decision, found[one], found[other], "merged" if merged else "apart", block))
    rows += _joined(groups, block)
    rows += [row for thing in found.values() if thing.type == "Place" for row in meanings(thing, block)]
    same = _representatives(groups, nodes)
    for node in [n for n in nodes.values() if n.type == "PlannedCluster" and existing(n.iri) in same]:
        target = same[existing(node.iri)]
        same[node.iri] = Node(planned(target.iri), node.type, target.place)
    identities = {one.slug: _identity(one, split, same, plain[one.slug]) for one in told}
    return identities, sorted(
        rows, key=lambda row: (row.type, row.verdict, row.one_id, row.other_id, row.one, row.other)
    )


def _identity(
    told: Told, apart: frozenset[tuple[str, str]], same: Mapping[str, Node], plain: Identity | None = None
) -> Identity:
    about = (told.place, told.code, told.slug, told.facts)
    return Identity(*about, apart=apart, same=same, hidden=told.hidden, text=told.text, plain=plain)


def _split(told: list[Told], decisions: list[Decision]) -> frozenset[tuple[str, str]]:
    """The second name of each pair that a decision keeps apart though their key is one; the first keeps the key."""
    split: set[tuple[str, str]] = set()
    plain = [_identity(one, frozenset(), {}) for one in told] if decisions else []
    for decision in decisions:
        keys: dict[str, set[str]] = {clean(decision.one): set(), clean(decision.other): set()}
        for one, identity in zip(told, plain, strict=True):
            if decision.holds_in(one.code, one.place):
                for thing in (thing for fact in one.facts for thing in things(fact)):
                    if thing.type == decision.type and clean(thing.name) in keys:
                        keys[clean(thing.name)].add(identity.key(thing))
        first, second = keys.items()
        if first[1] & second[1]:
            bare = any(key.endswith(f"/{second[0]}") for key in second[1])
            split.add((decision.type, first[0] if bare else second[0]))
    return frozenset(split)


def _things(told: list[Told], identities: Mapping[str, Identity]) -> tuple[dict[str, Node], dict[str, Thing]]:
    nodes: dict[str, Node] = {}
    names: dict[str, Counter[str]] = defaultdict(Counter)
    types: dict[str, str] = {}
    reports: dict[str, set[str]] = defaultdict(set)
    towns: dict[str, set[str]] = defaultdict(set)
    lies_in: dict[str, set[str]] = defaultdict(set)
    declared: set[str] = set()
    for one in told:
        identity = identities[one.slug]
        for fact in one.facts:
            if fact.property == "cluster":
                declared.add(identity.iri(fact.subject))
            if fact.property in ("located_in", "centred_on") and isinstance(fact.object, Entity):
                place = identity.node(fact.object)
                lies_in[identity.iri(fact.subject)].add(place.code or place.name if place.type == "Town" else "")
            for entity in things(fact):
                node = identity.node(entity)
                nodes[node.iri], types[node.iri] = node, entity.type
                names[node.iri][entity.name] += 1
                reports[node.iri].add(one.slug)
                if entity.type == "Cluster" and (town := identity.town(entity)):
                    towns[node.iri].add(town)
    for iri, places in lies_in.items():
        if len(places) == 1:
            towns[iri] |= places - {""}
    return nodes, {
        iri: Thing(
            iri=iri,
            type=types[iri],
            segment=_segment(iri),
            rest=unquote(iri.rpartition("/")[2]),
            names=tuple(sorted(said, key=lambda name: (describes(name), -said[name], -len(name), name))),
            mentions=said.total(),
            reports=frozenset(reports[iri]),
            declared=iri in declared,
            towns=frozenset(towns[iri]),
        )
        for iri, said in sorted(names.items())
        if not nodes[iri].code
    }


def _segment(iri: str) -> str:
    return unquote(iri.split("/")[-2])


def _joined(groups: _Groups, block: str) -> Iterator[Row]:
    """Joins what the rules join, best score first; yields what became of each candidate."""
    alike: list[tuple[Likeness, Thing, Thing]] = []
    for one, other in _candidates(groups.things.values()):
        if found := likeness(one, other):
            alike.append((found, one, other))
        elif (score := near(one, other)) is not None:
            yield joined("near", one, other, Likeness("alike", score), block)
    claims: dict[tuple[str, str], set[str]] = defaultdict(set)
    for found, one, other in sorted(alike, key=lambda pair: (-pair[0].score, pair[1].iri, pair[2].iri)):
        if found.reason == "spelling" and groups.join(one.iri, other.iri):
            groups.misspelt.add(min(one, other, key=lambda thing: (thing.mentions, thing.iri)).iri)
    for found, one, other in alike:
        for thing, rival in ((one, other), (other, one)):
            if thing in _claimed(found, one, other):
                claims[min(groups.of(thing.iri)), found.reason].add(min(groups.of(rival.iri)))
    roots = {iri: min(groups.of(iri)) for iri in groups.things}
    for found, one, other in sorted(alike, key=lambda pair: (-pair[0].score, pair[1].iri, pair[2].iri)):
        alone = not found.alone or all(
            len(claims[roots[t.iri], found.reason]) == 1 for t in _claimed(found, one, other)
        )
        verdict = "merged" if alone and groups.join(one.iri, other.iri) else "near"
        if frozenset((one.iri, other.iri)) not in groups.apart:
            yield joined(verdict, one, other, found, block)


def _claimed(found: Likeness, one: Thing, other: Thing) -> tuple[Thing, ...]:
    """Which of two things must have no other claim: of 减速机 in a prefecture and its county, the prefecture's."""
    if found.reason == "place":
        return (min(one, other, key=lambda thing: len(thing.segment)),)
    return one, other


def _candidates(found: Iterable[Thing]) -> Iterator[tuple[Thing, Thing]]:
    """Pairs of one class that share two neighbouring characters or a wider trade, each once."""
    shared: dict[tuple[str, str], list[Thing]] = defaultdict(list)
    for thing in found:
        if thing.type in _ALONE:
            continue
        keys = {"".join(pair) for pair in pairwise(thing.rest)} | {thing.rest, folded(thing.rest)}
        if thing.type == "Cluster":
            keys |= {"".join(pair) for name in thing.names for pair in pairwise(folded(clean(name)))} | wider(
                thing.rest
            )
        for key in keys:
            shared[thing.type, key].append(thing)
    seen: set[tuple[str, str]] = set()
    for (_, key), crowd in sorted(shared.items(), key=lambda item: item[0]):
        if len(crowd) > _CROWD:
            crowd = [thing for thing in crowd if thing.rest == key][:_CROWD]
        for one, other in combinations(crowd, 2):
            if (one.iri, other.iri) not in seen:
                seen.add((one.iri, other.iri))
                yield one, other


def _representatives(groups: _Groups, nodes: Mapping[str, Node]) -> dict[str, Node]:
    """The node of each joined thing: of the county, not misspelled, in the fullest form."""
    same: dict[str, Node] = {}
    for iri, members in groups.members.items():
        if len(members) == 1:
            continue
        right = [groups.things[m] for m in members - groups.misspelt] or [groups.things[m] for m in members]
        best = max(right, key=lambda thing: (len(thing.segment), len(thing.rest), thing.rest))
        if iri != best.iri:
            same[iri] = nodes[best.iri]
    return same
