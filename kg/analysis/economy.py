"""What a graph tells of an economy's structure: its links, the industries of its clusters, and their sizes."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

import networkx as nx

from kg.analysis.graph import area, graph
from kg.ontology import JQ, ontology
from kg.queries import named, run
from kg.store import Graph

SIZES = ("revenue", "main_business_revenue", "output_value", "employment", "firm_count")  # whose parts add up


@dataclass(frozen=True, slots=True)
class Size:
    """A size that a report states of a cluster as a whole: the code and label of its measure, its unit and period."""

    cluster: str
    measure: str
    label: str
    unit: str
    period: str
    value: Decimal


@dataclass(frozen=True, slots=True)
class Economy:
    """A graph of `kg.analysis.graph`, the industries of each cluster, their names, and the sizes that are stated.

    Nodes, clusters and industries are IRIs.
    """

    links: nx.MultiDiGraph
    industries: Mapping[str, frozenset[str]]
    names: Mapping[str, str]
    sizes: tuple[Size, ...]

    @property
    def clusters(self) -> list[str]:
        """The clusters that exist, without those that are part of another."""
        parts = {part for _, part, name in self.links.edges(data="property") if name == "subCluster"}
        nodes = self.links.nodes(data="type")
        return sorted(node for node, kind in nodes if kind == "Cluster" and node not in parts)

    def label(self, node: str) -> str:
        """The name of a thing; "" for none."""
        return str(self.links.nodes[node]["label"]) if node else ""

    def county(self, node: str) -> str:
        """The county, or else the prefecture or province, that a thing lies in."""
        return area(self.links, node)

    def area(self, node: str) -> str:
        """The name of its `county`."""
        return str(self.links.nodes[node]["area"])


def economy(store: Graph, language: str = "zh") -> Economy:
    """The economy that a store tells of; the names of kinds, industries and measures are in the language.

    Sizes are those of a whole cluster at hand, without such as the audit doubts.
    """
    rows = run(store, named()["clusters-by-industry"], language=language)
    industries: dict[str, frozenset[str]] = {}
    for row in rows:
        industries[row.cluster_id] = industries.get(row.cluster_id, frozenset()) | {row.industry_id}
    figures = run(store, named()["figures-of"], audit="not_suspect", language=language)
    actual = ontology().labelled(f"{JQ}actual", language)
    sizes = tuple(
        Size(row.thing_id, row.measure_id, row.measure, row.unit, row.period or "", Decimal(row.value))
        for row in figures
        if row.measure_id in SIZES
        and row.modality == actual
        and row.of is row.scope is row.value_max is row.per is None
    )
    return Economy(
        graph(store, language), industries, {row.industry_id: row.industry for row in rows}, tuple(dict.fromkeys(sizes))
    )
