"""Which industries stand in the same towns: co-location, the diversity of towns and the ubiquity of industries."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

from kg.analysis.bipartite import side, towns_and_clusters
from kg.analysis.economy import Economy
from kg.analysis.measured import Measured, Refused, measured, refused, rounded

Presence = Mapping[str, frozenset[str]]


def by_town(economy: Economy) -> Presence:
    """The industries of each town that has an existing cluster of a known industry."""
    two = towns_and_clusters(economy)
    return _present(economy, ((town, cluster) for town in side(two, 1) for cluster in two[town]))


def by_area(economy: Economy) -> Presence:
    """The industries of the clusters that exist in each county, else prefecture."""
    return _present(economy, ((economy.county(cluster), cluster) for cluster in economy.clusters))


def turned(present: Presence) -> Presence:
    """The places of each industry."""
    industries = sorted({industry for held in present.values() for industry in held})
    return {each: frozenset(place for place, held in present.items() if each in held) for each in industries}


def proximity(present: Presence, together: Mapping[tuple[str, str], int]) -> dict[tuple[str, str], float]:
    """How near two industries are that share a place: φ(i, j) = min(P(i|j), P(j|i)) = n(i, j) / max(n(i), n(j)).

    n counts places (Hidalgo et al. 2007, with presence for a revealed comparative advantage), n(i, j) as `together`.
    """
    places = turned(present)
    return {(one, other): both / max(len(places[one]), len(places[other])) for (one, other), both in together.items()}


def meetings(clusters: Mapping[str, Sequence[frozenset[str]]]) -> dict[tuple[str, str], int]:
    """Of each pair of industries in how many places they meet, from those of each cluster of a place.

    Two that one cluster is of, 纺织 and 服装 of 纺织服装业, do not meet in it: that is how it is called.
    """
    met: Counter[tuple[str, str]] = Counter()
    for held in clusters.values():
        pairs = {tuple(sorted((i, j))) for one, other in combinations(held, 2) for i in one for j in other if i != j}
        met.update((i, j) for i, j in pairs)
    return dict(sorted(met.items()))


def relatedness(economy: Economy) -> Measured | Refused:
    """Pairs of industries by `proximity` over the towns, as many as their `meetings`."""
    name = "relatedness"
    present = by_town(economy)
    if refusal := refused(name, len(present), len(turned(present))):
        return refusal
    two = towns_and_clusters(economy)
    of = economy.industries
    together = meetings({town: [of.get(each, frozenset()) for each in two[town]] for town in present})
    found = [
        (economy.names[one], economy.names[other], together[one, other], near, one, other)
        for (one, other), near in proximity(present, together).items()
    ]
    found.sort(key=lambda row: (-row[3], -row[2], *row[4:]))
    rows = [(*row[:3], rounded(row[3]), *row[4:]) for row in found]
    columns = ("industry", "other_industry", "places", "proximity", "industry_id", "other_industry_id")
    return measured(name, columns, rows)


def diversity(economy: Economy) -> Measured | Refused:
    """Towns by the number of their industries, k(p) = Σᵢ M(p, i), with the mean ubiquity of these."""
    name = "diversity"
    present = by_town(economy)
    places = turned(present)
    if refusal := refused(name, len(present), len(places)):
        return refusal
    found = []
    for town, held in present.items():
        common = sum(len(places[industry]) for industry in held) / len(held)
        listed = "、".join(economy.names[industry] for industry in sorted(held))
        found.append((economy.label(town), economy.area(town), len(held), rounded(common), listed, town))
    found.sort(key=lambda row: (-row[2], row[3], row[1], row[0], row[5]))
    columns = ("town", "area", "diversity", "mean_ubiquity", "industries", "town_id")
    return measured(name, columns, found)


def ubiquity(economy: Economy) -> Measured | Refused:
    """Industries by the number of towns that have them, k(i) = Σₚ M(p, i), with the mean diversity of these."""
    name = "ubiquity"
    present = by_town(economy)
    places = turned(present)
    if refusal := refused(name, len(present), len(places)):
        return refusal
    found = []
    for industry, towns in places.items():
        varied = sum(len(present[town]) for town in towns) / len(towns)
        found.append((economy.names[industry], len(towns), rounded(varied), industry))
    found.sort(key=lambda row: (-row[1], row[2], row[3]))
    columns = ("industry", "ubiquity", "mean_diversity", "industry_id")
    rare = sum(row[1] == 1 for row in found)
    return measured(name, columns, found, rare=rare)


def _present(economy: Economy, held: Iterable[tuple[str, str]]) -> Presence:
    found: dict[str, frozenset[str]] = {}
    for place, cluster in held:
        industries = economy.industries.get(cluster, frozenset())
        if place and industries:
            found[place] = found.get(place, frozenset()) | industries
    return dict(sorted(found.items()))
