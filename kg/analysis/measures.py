"""The measures of an economy's structure by name."""

from collections.abc import Callable
from difflib import get_close_matches

from kg.analysis import bipartite, communities, complexity, hubs, relatedness, specialisation
from kg.analysis.economy import Economy, economy
from kg.analysis.measured import Measured, Refused
from kg.errors import InputError
from kg.messages import message
from kg.store import Graph

MEASURES: dict[str, Callable[[Economy], Measured | Refused]] = {
    "towns-sharing-clusters": bipartite.towns_sharing_clusters,
    "clusters-sharing-towns": bipartite.clusters_sharing_towns,
    "clusters-sharing-firms": bipartite.clusters_sharing_firms,
    "clusters-sharing-products": bipartite.clusters_sharing_products,
    "location-quotients": specialisation.location,
    "specialisation": specialisation.specialisation,
    "structure": specialisation.structure,
    "relatedness": relatedness.relatedness,
    "diversity": relatedness.diversity,
    "ubiquity": relatedness.ubiquity,
    "hubs": hubs.hubs,
    "bridges": hubs.bridging,
    "communities": communities.grouped,
    "complexity": complexity.complexity,
}


def measure(store: Graph, name: str, language: str = "zh") -> Measured | Refused:
    """What a measure says of the graph in a store; InputError, with the nearest names, if there is no such."""
    if name not in MEASURES:
        near = get_close_matches(name, MEASURES, n=3)
        hint = message("hint_near", names=near) if near else message("hint_all", names=MEASURES)
        raise InputError(message("no_measure", name=name, hint=hint))
    return MEASURES[name](economy(store, language))
