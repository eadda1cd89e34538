"""Groups of things that are linked more closely with each other than with the rest."""

from collections import Counter, defaultdict

import networkx as nx
from graspologic_native import leiden

from kg.analysis.economy import Economy
from kg.analysis.hubs import linked
from kg.analysis.measured import Measured, Refused, measured, refused

_NAMED = 6  # members of a group that stand for it
_RESOLUTION, _RANDOMNESS, _ROUNDS = 1.0, 0.001, 1  # what graspologic takes where nothing is said
_TRIALS = 5  # of which the best counts


def communities(view: nx.Graph) -> list[list[str]]:
    """The groups of Leiden's method (Traag et al. 2019), the largest first; the same in whatever order the graph is."""
    nodes = sorted(view)
    number = {node: str(at) for at, node in enumerate(nodes)}
    ties = sorted((*sorted((number[a], number[b])), weight) for a, b, weight in view.edges(data="weight", default=1.0))
    if not ties:
        return [[node] for node in nodes]
    _, found = leiden(ties, None, _RESOLUTION, _RANDOMNESS, _ROUNDS, use_modularity=True, seed=0, trials=_TRIALS)
    groups: dict[object, list[str]] = defaultdict(list)
    for node in nodes:
        groups[found.get(number[node], node)].append(node)
    return sorted(groups.values(), key=lambda group: (-len(group), group[0]))


def modularity(view: nx.Graph, groups: list[list[str]]) -> float:
    """The share of ties within groups above chance's: Q = Σ [L(c)/m − (k(c)/2m)²] (Newman and Girvan 2004)."""
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
