"""What links two things, 龙头企业 → 集群 → 乡镇: from names to nodes, and the chains between, with their sentences."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise, product

import networkx as nx

from kg.analysis.graph import Sentence, informative
from kg.errors import InputError
from kg.identity import style, trade
from kg.messages import Words, message
from kg.nearness import hint

_LONGEST = 4  # links of a chain
_CHAINS = 5
_CANDIDATES = 8
_LEVELS = frozenset({"Province", "Prefecture", "County", "Town"})
_LEVEL = re.compile("(?:街道|自治[县州区旗]|[省市县区旗镇乡])$")


@dataclass(frozen=True, slots=True)
class Thing:
    """A node of a chain; `place` is the name of the place that it belongs to, `standing` a cluster's."""

    iri: str
    name: str
    type: str
    standing: str
    place: str


@dataclass(frozen=True, slots=True)
class Link:
    """One edge of a chain, from subject to object as it is said; `forward` if the chain goes that way too."""

    subject: str
    object: str
    property: str
    label: str
    modality: str
    forward: bool
    sentences: tuple[Sentence, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """Things, and between each and the next the links that hold between them, one or more."""

    things: tuple[Thing, ...]
    links: tuple[tuple[Link, ...], ...]


def resolve(found: nx.MultiDiGraph, name: str) -> tuple[str, ...]:
    """The nodes that a user's name or IRI means: those of that name, in full or short, else the only one that holds it.

    密州 is 密州街道, 扬子江药业 is 扬子江药业集团. Several nodes of one name are all meant. InputError if there is
    none, or if several hold the name; it lists eight of them.
    """
    name = name.strip()
    if not name:
        raise InputError(message("name_empty"))
    if name in found:
        return (name,)
    if nodes := tuple(node for node, said in found.nodes(data=True) if name in _called(said["type"], said["names"])):
        return nodes
    holding = [node for node in found if any(name in each for each in found.nodes[node]["names"])]
    if len(holding) == 1:
        return tuple(holding)
    if not holding:
        known = (each for node in found for each in found.nodes[node]["names"])
        raise InputError(message("name_unknown", name=name, hint=hint(name, known)))
    holding.sort(key=lambda node: (len(found.nodes[node]["label"]), node))
    listed = [f"{found.nodes[node]['label']} ({found.nodes[node]['type']})" for node in holding[:_CANDIDATES]]
    things = Words("、".join(listed), "、".join(listed))
    if more := len(holding[_CANDIDATES:]):
        raise InputError(message("name_may_be_more", name=name, things=things, count=more))
    raise InputError(message("name_may_be", name=name, things=things))


def chains(found: nx.MultiDiGraph, source: str, target: str) -> tuple[Chain, ...]:
    """The shortest chains between two names, and a few longer ones up to four links, shorter ones first.

    Edges that link nearly everything (a thing and its county) are followed only where nothing else links the two.
    InputError as `resolve`, or if both names mean the same thing.
    """
    ends = resolve(found, source), resolve(found, target)
    meant = {node for end in ends for node in end}
    pairs = [(start, end) for start, end in product(*ends) if start != end]
    if not pairs:
        raise InputError(message("names_same", one=source, other=target))
    whole = nx.Graph()
    whole.add_nodes_from(found)
    whole.add_edges_from(found.edges())
    for view in (informative(found), whole):
        found_routes = (route for start, end in pairs for route in _routes(view, start, end))
        # a way through another end is told by the way from there
        if routes := [route for route in found_routes if meant.isdisjoint(route[1:-1])]:
            routes.sort(key=lambda route: (len(route), [found.nodes[node]["label"] for node in route], route))
            shortest = sum(len(route) == len(routes[0]) for route in routes)
            return tuple(_chain(found, route) for route in routes[: max(shortest, _CHAINS)])
    return ()


def _called(kind: str, names: tuple[str, ...]) -> set[str]:
    """The names of a thing with their short forms: a firm's without its legal form, a cluster's without its ending,
    a place's without the word for its level (靖江市 → 靖江)."""
    if kind == "Firm":
        return {*names, *map(style, names)}
    if kind in ("Cluster", "PlannedCluster"):
        return {*names, *map(trade, names)}
    if kind in _LEVELS:
        return {*names, *(_LEVEL.sub("", name) for name in names if len(name) > 2)}
    return set(names)


def _routes(view: nx.Graph, start: str, end: str) -> Iterator[list[str]]:
    """All shortest ways from start to end, and up to `_CHAINS` in all, shorter ones first."""
    near = nx.single_source_shortest_path_length(view, start, cutoff=_LONGEST)
    far = nx.single_source_shortest_path_length(view, end, cutoff=_LONGEST)
    # no way of four links leaves these nodes
    between = {node: None for node in near if near[node] + far.get(node, _LONGEST + 1) <= _LONGEST}
    if end not in between:
        return
    part = nx.Graph(edge for edge in view.edges(between) if edge[1] in between)
    shortest = 0
    for count, route in enumerate(nx.shortest_simple_paths(part, start, end)):
        shortest = shortest or len(route)
        if len(route) - 1 > _LONGEST or (count >= _CHAINS and len(route) > shortest):
            return
        yield route


def _chain(found: nx.MultiDiGraph, route: list[str]) -> Chain:
    nodes = [(node, found.nodes[node]) for node in route]
    things = tuple(Thing(iri, node["label"], node["type"], node["standing"], node["place"]) for iri, node in nodes)
    return Chain(things, tuple(tuple(_links(found, here, there)) for here, there in pairwise(route)))


def _links(found: nx.MultiDiGraph, here: str, there: str) -> Iterator[Link]:
    for subject, thing in ((here, there), (there, here)):
        for edge in (found.get_edge_data(subject, thing) or {}).values():
            yield Link(
                subject,
                thing,
                edge["property"],
                edge["label"],
                edge["modality"],
                subject == here,
                edge["sentences"],
            )
