"""Which existing cluster a planned one continues: 木器家具业 has two of the lead firms of 木器加工业.

Within one report and one place, on the first of these grounds that holds for one existing cluster alone:
the name of its trade; two lead firms of both; a lead firm of both and a shared industry; a word of trade that both
names open with (汽车及配件, 汽车及机械加工) and a shared industry.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import takewhile

from kg.identity import Identity, Node, existing
from kg.industries import classify, is_trade
from kg.lexicon import words
from kg.model import Entity, Fact

_SHORTEST = 2  # characters of a word of trade
_ACTIVITIES = frozenset(("", *words("products", "activity")))  # 加工, 制造
_JOINS = "及和与、"
_FIRMS = 2  # lead firms that tell by themselves


@dataclass(slots=True)
class _Cluster:
    """A cluster as a report tells of it: by which name, of which trade, led by which firms (IRI → name)."""

    node: Node
    name: str
    trade: str
    firms: dict[str, str] = field(default_factory=dict)

    @property
    def codes(self) -> frozenset[str]:
        return frozenset(reason.code for reason in classify(self.trade))


@dataclass(frozen=True, slots=True)
class Continued:
    """A planned cluster and the existing one that it continues, with the ground: shared lead firms, else a word."""

    plan: Node
    cluster: Node
    name: str
    firms: tuple[str, ...]
    word: str


def continued(facts: Iterable[Fact], identity: Identity) -> Iterator[Continued]:
    """The plans of a report that continue one of its existing clusters of another name, in the order of the text."""
    plans, clusters = _clusters(facts, identity)
    for plan in plans.values():
        if existing(plan.node.iri) in clusters:
            continue
        here = [one for one in clusters.values() if one.node.place == plan.node.place]
        for found in _by_ground(plan, here):
            if len(found) == 1:
                shared = tuple(name for iri, name in plan.firms.items() if iri in found[0].firms)
                word = "" if shared else _opening(plan.trade, found[0].trade)
                yield Continued(plan.node, found[0].node, found[0].name, shared, word)
                break


def _by_ground(plan: _Cluster, clusters: list[_Cluster]) -> Iterator[list[_Cluster]]:
    """The clusters that each ground holds for, the surest ground first."""
    alike = [one for one in clusters if one.codes & plan.codes]
    yield [one for one in clusters if len(one.firms.keys() & plan.firms.keys()) >= _FIRMS]
    yield [one for one in alike if one.firms.keys() & plan.firms.keys()]
    yield [one for one in alike if _open_alike(one.trade, plan.trade)]


def _open_alike(one: str, other: str) -> bool:
    """Whether two trades are of one word and what stands beside it: 食品加工, 食品饮料; not 生物化工, 生物科技."""
    word = _opening(one, other)
    rests = (trade.removeprefix(word) for trade in (one, other))
    return len(word) >= _SHORTEST and is_trade(word) and all(map(_is_beside, rests))


def _opening(one: str, other: str) -> str:
    """The characters that two trades open with."""
    return "".join(a for a, b in takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False)))


def _is_beside(rest: str) -> bool:
    bare = rest.lstrip(_JOINS)
    return bare in _ACTIVITIES or is_trade(bare)


def _clusters(facts: Iterable[Fact], identity: Identity) -> tuple[dict[str, _Cluster], dict[str, _Cluster]]:
    """The planned clusters of a report and those that it says exist, by IRI."""
    said: dict[str, dict[str, _Cluster]] = defaultdict(dict)
    told = list(facts)
    for fact in told:
        if fact.property == "cluster":
            node = identity.node(fact.subject)
            said[node.type].setdefault(node.iri, _Cluster(node, fact.subject.name, identity.trade(node)))
    for fact in told:
        if fact.property == "lead_firm" and isinstance(fact.object, Entity):
            led = identity.node(fact.subject)
            if led.iri in said[led.type]:
                said[led.type][led.iri].firms.setdefault(identity.iri(fact.object), fact.object.name)
    return said["PlannedCluster"], said["Cluster"]
