"""Groups of things that are linked more closely with each other than with the rest."""

from collections import Counter

import networkx as nx

from kg.analysis.economy import Economy
from kg.analysis.hubs import linked
from kg.analysis.measured import Measured, Refused, measured, refused

_NAMED = 6  # members of a group that stand for it


def communities(view: nx.Graph) -> list[list[str]]:
    """The groups of Louvain's method (Blondel et al. 2008), the largest first, the same for the same graph."""
    nodes = list(view)
    numbered = nx.convert_node_labels_to_integers(view)
    found = nx.community.louvain_communities(numbered, seed=0)
    # of groups of one size, the one that comes first in the graph
    ordered = sorted(found, key=lambda group: (-len(group), min(group)))
    return [[nodes[at] for at in sorted(group)] for group in ordered]


def modularity(view: nx.Graph, groups: list[list[str]]) -> float:
    """The share of links within groups above chance's: Q = Σ [L(c)/m − (k(c)/2m)²] (Newman and Girvan 2004)."""
    return float(nx.community.modularity(view, groups))


def grouped(economy: Economy) -> Measured | Refused:
    """The `communities` with their best linked members; the reading tells the `modularity`."""
    name = "communities"
    links = economy.links
    view = linked(links)
    if refusal := refused(name, len(view)):
        return refusal
    groups = communities(view)
    rows = []
    for number, group in enumerate(groups):
        members = sorted(group, key=lambda node: (-len(view[node]), node))
        areas = Counter(area for node in group if (area := links.nodes[node]["area"]))
        listed = "、".join(areas) if len(areas) < 4 else "、".join(area for area, _ in areas.most_common(3)) + "…"
        chief = "、".join(links.nodes[node]["label"] for node in members[:_NAMED])
        rows.append((number + 1, len(group), chief, listed))
    columns = ("group", "size", "members", "areas")
    return measured(name, columns, rows, modularity=modularity(view, groups))
