"""Which things tie others together: what each is linked with, the shortest ways through it, its community."""

from collections import Counter
from dataclasses import dataclass

import networkx as nx
import rustworkx

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

    Communities are Louvain's with modularity, the same for the same graph.
    """
    view = informative(found)
    light = rustworkx.networkx_converter(view)
    # in one thread: several would add the shares up in another order each time
    between = rustworkx.betweenness_centrality(light, parallel_threshold=len(view) + 1)
    groups = _communities(nx.convert_node_labels_to_integers(view))
    return {
        node: Position(Counter(found.nodes[near]["type"] for near in view[node]), between[at], groups[at])
        for at, node in enumerate(view)
    }


def _communities(view: nx.Graph) -> dict[int, int]:
    found = nx.community.louvain_communities(view, seed=0)
    # of groups of one size, the one that comes first in the graph
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return {node: number for number, group in enumerate(ordered) for node in group}
