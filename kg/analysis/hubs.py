"""Which things hold others together: hubs by their links and the ways through them, and the links that are bridges."""

from collections import Counter
from collections.abc import Iterator

import networkx as nx
import rustworkx

from kg.analysis.economy import Economy
from kg.analysis.graph import informative
from kg.analysis.measured import Measured, Refused, measured, refused, rounded

_FEWEST = 3  # things on either side of a bridge that is worth telling


def linked(found: nx.MultiDiGraph) -> nx.Graph:
    """The things that something tells links of, with these (`kg.analysis.graph.informative`)."""
    view = informative(found)
    view.remove_nodes_from([node for node in view if not view[node]])
    return view


def betweenness(view: nx.Graph) -> dict[str, float]:
    """The share of the shortest ways between two other things that lead through each, 0 to 1 (Freeman 1977).

    b(v) = Σ σ(s, t | v) / σ(s, t) over pairs s, t other than v, divided by (n − 1)(n − 2) / 2.
    """
    light = rustworkx.networkx_converter(view)
    # in one thread: several would add the shares up in another order each time
    between = rustworkx.betweenness_centrality(light, parallel_threshold=len(view) + 1)
    return {node: between[at] for at, node in enumerate(view)}


def parts_without(view: nx.Graph) -> dict[str, int]:
    """Into how many parts what hangs on each thing would fall without it; 1 for all but articulation points.

    It is the number of blocks that the thing belongs to (Hopcroft and Tarjan 1973).
    """
    blocks: Counter[str] = Counter()
    for block in nx.biconnected_components(view):
        blocks.update(block)
    return {node: blocks[node] for node in view}


def bridges(view: nx.Graph) -> Iterator[tuple[str, str, int, int]]:
    """The links without which a part falls in two (Tarjan 1974): both ends, and how many things are on each side."""
    for part in nx.connected_components(view):
        root = min(part)
        order = list(nx.dfs_preorder_nodes(view, root))
        above = nx.dfs_predecessors(view, root)
        below = dict.fromkeys(order, 1)
        for node in reversed(order[1:]):
            below[above[node]] += below[node]
        for one, other in nx.bridges(view, root):
            upper, lower = (one, other) if above.get(other) == one else (other, one)
            yield upper, lower, len(part) - below[lower], below[lower]


def hubs(economy: Economy) -> Measured | Refused:
    """Things that ways lead through, by `betweenness`, with what they are linked with and `parts_without` them."""
    name = "hubs"
    links = economy.links
    view = linked(links)
    if refusal := refused(name, len(view)):
        return refusal
    parts = parts_without(view)
    ranked = sorted(betweenness(view).items(), key=lambda one: (-one[1], -len(view[one[0]]), one[0]))
    rows = []
    for node, between in ranked:
        kinds = Counter(links.nodes[near]["kind"] for near in view[node]).most_common()
        said = links.nodes[node]
        near = " · ".join(f"{kind} {count}" for kind, count in sorted(kinds, key=lambda one: (-one[1], one[0])))
        row = (said["label"], said["kind"], said["area"], len(view[node]), near, rounded(between), parts[node], node)
        if row[5]:
            rows.append(row)
    columns = ("thing", "kind", "area", "degree", "linked", "betweenness", "parts", "thing_id")
    return measured(name, columns, rows)


def bridging(economy: Economy) -> Measured | Refused:
    """The `bridges` that have three things or more on either side, by the smaller side."""
    name = "bridges"
    links = economy.links
    view = linked(links)
    if refusal := refused(name, len(view)):
        return refusal
    found = []
    for one, other, here, there in bridges(view):
        if min(here, there) >= _FEWEST:
            a, b = sorted(((one, here), (other, there)), key=lambda end: (-end[1], end[0]))
            said = sorted({edge["label"] for edge in _between(links, one, other)})
            ends = (links.nodes[a[0]]["label"], "、".join(said), links.nodes[b[0]]["label"])
            found.append((*ends, links.nodes[b[0]]["area"], a[1], b[1], a[0], b[0]))
    found.sort(key=lambda row: (-row[5], -row[4], *row[6:]))
    columns = ("thing", "relation", "other", "other_area", "side", "other_side", "thing_id", "other_id")
    return measured(name, columns, found)


def _between(links: nx.MultiDiGraph, one: str, other: str) -> list[dict[str, str]]:
    both = [*(links.get_edge_data(one, other) or {}).values(), *(links.get_edge_data(other, one) or {}).values()]
    return [edge for edge in both if edge["property"] != "ofPlace"]
