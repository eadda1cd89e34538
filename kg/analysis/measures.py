"""Which things tie others together: what each is linked with, the shortest ways through it, its community."""

import random
from collections import Counter
from dataclasses import dataclass

import igraph
import networkx as nx

from kg.analysis.graph import informative


@dataclass(frozen=True, slots=True)
class Position:
    """Where a thing stands in the graph.

    `neighbours` counts the things that it is linked with, by their type. `betweenness` is the share of the shortest
    ways between two other things that lead through it, 0 to 1. `community` numbers the groups of closely linked
    things, the largest 0.
    """

    neighbours: Counter[str]
    betweenness: float
    community: int


def measures(found: nx.MultiDiGraph) -> dict[str, Position]:
    """The position of every node, over the links that tell things apart (`kg.analysis.graph.informative`).

    Communities are Leiden's with modularity, the same for the same graph.
    """
    view = informative(found)
    light = igraph.Graph.from_networkx(view)
    size = len(view)
    pairs = max((size - 1) * (size - 2) / 2, 1)
    between = light.betweenness(directed=False)
    groups = _communities(light)
    return {
        node: Position(Counter(found.nodes[near]["type"] for near in view[node]), between[at] / pairs, groups[at])
        for at, node in enumerate(view)
    }


def _communities(light: igraph.Graph) -> list[int]:
    igraph.set_random_number_generator(random.Random(0))
    try:
        membership = light.community_leiden(objective_function="modularity", n_iterations=-1).membership
    finally:
        igraph.set_random_number_generator(random)
    sizes = Counter(membership)
    # of groups of one size, the one that comes first in the graph
    order = sorted(sizes, key=lambda group: (-sizes[group], membership.index(group)))
    number = {group: at for at, group in enumerate(order)}
    return [number[group] for group in membership]
