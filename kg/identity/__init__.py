"""Which thing a name names: 义和车桥 is 义和车桥公司, 兴化戴南不锈钢产业集群 is a cluster of 兴化. Keys and IRIs."""

from collections.abc import Iterable, Mapping
from dataclasses import fields
from types import MappingProxyType
from urllib.parse import unquote

from kg.endings import style, trade
from kg.identity import names
from kg.identity.hidden import Hidden
from kg.identity.names import clean, describes
from kg.identity.nodes import SEGMENTS, Node, digest, existing, path, planned, things
from kg.identity.places import PLACE_CLASSES, Places
from kg.model import Entity, Fact, Figure
from kg.ontology import ID

__all__ = ["PLACE_CLASSES", "Identity", "Node", "clean", "describes", "existing", "planned", "style", "things", "trade"]

_SAID = tuple(field.name for field in fields(Fact) if field.compare)  # what is said, without how it was read


class Identity:
    """The keys and IRIs of the names of one report.

    Takes the name of the place that the report is about, its code ("" where the report hides it), the report's slug
    and its facts, whose clusters may belong to other places (`Entity.of_place`) and whose places may be towns of
    former times. `apart` has the names that a decision keeps from what their key would make them, by class and name;
    `same` the node of each IRI that is another's thing; `hidden` says how a county that the report hides was found,
    `text` is the report's, in which a town's name may follow its county's; `plain` is the identity of the same report
    without `same`, if it is known.
    """

    def __init__(
        self,
        place: str,
        code: str,
        slug: str,
        facts: Iterable[Fact] = (),
        base: str = ID,
        *,
        apart: frozenset[tuple[str, str]] = frozenset(),
        same: Mapping[str, Node] = MappingProxyType({}),
        hidden: Hidden | None = None,
        text: str = "",
        plain: "Identity | None" = None,
    ) -> None:
        said = tuple(facts)
        self.slug = slug
        self.base = base
        self.hidden = hidden
        self._apart = apart
        self._same = same
        known: dict[Entity, Node] = plain._nodes if plain else {}
        self._nodes: dict[Entity, Node] = {entity: same.get(node.iri, node) for entity, node in known.items()}
        self._claims: dict[Fact, str] = {}
        self._places: Places = plain._places if plain else Places(place, code, slug, said, text, base)
        self._named = {self.node(thing).iri for fact in said for thing in things(fact)}

    def iri(self, entity: Entity) -> str:
        """The IRI of what the name names."""
        return self.node(entity).iri

    def key(self, entity: Entity) -> str:
        """What the names of one thing have in common, the IRI without its base: cluster/370782/造纸机械."""
        return self.iri(entity).removeprefix(self.base)

    def node(self, entity: Entity) -> Node:
        """What the name names, with its class and the place it belongs to."""
        if entity not in self._nodes:
            node = self._node(entity)
            self._nodes[entity] = self._same.get(node.iri, node)
        return self._nodes[entity]

    def names(self, node: Node) -> bool:
        """Whether the report's facts name this thing."""
        return node.iri in self._named

    def trade(self, cluster: Node) -> str:
        """The trade in a cluster's key: 造纸机械 of cluster/370782/造纸机械."""
        return unquote(cluster.iri.rpartition("/")[2])

    def division(self, code: str) -> Node:
        """A division by its code, with those above it."""
        return self._places.division(code)

    def industry(self, scheme: str, *code: str) -> str:
        """The IRI of a category of industries, or of its scheme: 2017 for GB/T 4754-2017, isic4 for ISIC Rev. 4."""
        return self._iri("industry", scheme, *code)

    def inference(self, *about: str) -> str:
        """The IRI of what is concluded, by the IRIs of its subject, predicate and object."""
        return self._iri("inference", digest(about))

    def town(self, entity: Entity) -> str:
        """The town that a cluster's name opens with, by code or by name; "" where it opens with none."""
        return self._places.cluster(clean(entity.name), self._places.of(entity))[2]

    @property
    def place(self) -> Node | None:
        """The place that the report is about, if it names one."""
        return self._places.about

    @property
    def report(self) -> str:
        """The IRI of the report, which is its graph's too."""
        return self._iri("report", self.slug)

    def passage(self, start: int, end: int) -> str:
        """The IRI of the characters from start to end of the report's frozen text."""
        return f"{self.report}.txt#char={start},{end}"

    def claim(self, fact: Fact) -> str:
        """The IRI of what the report says here: the same fact from the same characters has it in every build."""
        if fact not in self._claims:
            self._claims[fact] = self._iri("claim", digest(tuple(getattr(fact, name) for name in _SAID)))
        return self._claims[fact]

    def observation(self, fact: Fact) -> str:
        """The IRI of what a figure answers, whatever its value: a measure of a thing in a scope and a period."""
        figure = fact.object
        assert isinstance(figure, Figure)
        slot = (figure.measure, figure.of, figure.scope, figure.period, figure.per, fact.modality)
        return self._iri("observation", digest((self.iri(fact.subject), *slot)))

    def unit(self, notation: str) -> str:
        """The IRI of a unit that only reports use, such as a classifier of their own."""
        return self._iri("unit", notation)

    def _node(self, entity: Entity) -> Node:
        name, kind, segment = clean(entity.name), entity.type, SEGMENTS[entity.type]
        home = self._places.of(entity)
        if kind == "Place":
            return self._places.place(name, home)
        if kind == "Product":
            return Node(self._iri(segment, names.product(name)), kind)
        if kind == "Honour":
            return Node(self._iri(segment, names.honour(name)), kind)
        if kind == "Problem":
            place = () if home == self._places.home else (self._places.segment(home),)
            return Node(self._iri(segment, self.slug, *place, name), kind, self._places.owner(home))
        if (kind, name) not in self._apart:
            if kind in ("Cluster", "PlannedCluster"):
                home, said, _ = self._places.cluster(name, home)
                name = names.usual_trade(said)
            elif kind == "Firm":
                name = self._places.firm(name, home)
        return Node(self._iri(segment, self._places.segment(home), name), kind, self._places.owner(home))

    def _iri(self, *segments: str) -> str:
        return self.base + path(*segments)
