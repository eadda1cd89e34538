"""Graphs of two kinds of things, towns and clusters, and what those of one kind share: their projections."""

from collections.abc import Iterable

import networkx as nx

from kg.analysis.economy import Economy
from kg.analysis.measured import Measured, Refused, measured, refused, rounded

TOWNS = frozenset({"Town", "Village", "Park"})
_SITED = frozenset({"locatedIn", "centredOn"})


def towns_and_clusters(economy: Economy) -> nx.Graph:
    """Clusters (above) and the towns, villages and parks (below) that they stand in."""
    return _two_kinds(economy.links, TOWNS, _SITED)


def firms_and_clusters(economy: Economy) -> nx.Graph:
    """Clusters (above) and their lead firms (below)."""
    return _two_kinds(economy.links, frozenset({"Firm"}), frozenset({"leadFirm"}))


def products_and_clusters(economy: Economy) -> nx.Graph:
    """Clusters (above) and what they make (below)."""
    return _two_kinds(economy.links, frozenset({"Product"}), frozenset({"makes"}))


def side(two: nx.Graph, number: int) -> list[str]:
    """The nodes above (0) or below (1)."""
    return sorted(node for node, of in two.nodes(data="bipartite") if of == number)


def shared(two: nx.Graph, nodes: Iterable[str]) -> nx.Graph:
    """The projection on one kind: two nodes are linked by the number of neighbours that they share, `weight`.

    w(a, b) = |N(a) ∩ N(b)| (Breiger 1974).
    """
    return nx.bipartite.weighted_projected_graph(two, nodes)


def towns_sharing_clusters(economy: Economy) -> Measured | Refused:
    """Pairs of towns by the clusters that they share, w = |N(a) ∩ N(b)|; J = w / |N(a) ∪ N(b)| (Jaccard 1901)."""
    return _pairs("towns-sharing-clusters", economy, towns_and_clusters(economy), 1)


def clusters_sharing_towns(economy: Economy) -> Measured | Refused:
    """Pairs of clusters by the towns that they share, as `towns_sharing_clusters`."""
    return _pairs("clusters-sharing-towns", economy, towns_and_clusters(economy), 0)


def clusters_sharing_firms(economy: Economy) -> Measured | Refused:
    """Pairs of clusters by the lead firms that they share, as `towns_sharing_clusters`."""
    return _pairs("clusters-sharing-firms", economy, firms_and_clusters(economy), 0)


def clusters_sharing_products(economy: Economy) -> Measured | Refused:
    """Pairs of clusters by the products that they share, as `towns_sharing_clusters`."""
    return _pairs("clusters-sharing-products", economy, products_and_clusters(economy), 0)


def _two_kinds(links: nx.MultiDiGraph, below: frozenset[str], properties: frozenset[str]) -> nx.Graph:
    """The clusters that exist, and the things of some kinds that they have by some properties, as facts."""
    two = nx.Graph()
    for cluster, thing, said in links.edges(data=True):
        fitting = links.nodes[cluster]["type"] == "Cluster" and links.nodes[thing]["type"] in below
        if fitting and said["property"] in properties and said["modality"] == "actual":
            two.add_node(cluster, bipartite=0)
            two.add_node(thing, bipartite=1)
            two.add_edge(cluster, thing)
    return two


def _pairs(name: str, economy: Economy, two: nx.Graph, kind: int) -> Measured | Refused:
    nodes = side(two, kind)
    if refusal := refused(name, len(nodes), len(side(two, 1 - kind))):
        return refusal
    label = economy.links.nodes(data="label")
    found = []
    for one, other, weight in shared(two, nodes).edges(data="weight"):
        a, b = sorted((one, other), key=lambda node: (economy.area(node), label[node], node))
        both = "、".join(sorted(label[node] for node in nx.common_neighbors(two, a, b)))
        jaccard = weight / len({*two[a], *two[b]})
        found.append((label[a], economy.area(a), label[b], economy.area(b), weight, both, jaccard, a, b))
    found.sort(key=lambda row: (-row[4], -row[6], row[1], row[0], row[3], row[2], row[7], row[8]))
    rows = [(*row[:6], rounded(row[6]), *row[7:]) for row in found]
    columns = ("thing", "area", "other", "other_area", "shared", "what", "jaccard", "thing_id", "other_id")
    return measured(name, columns, rows)
