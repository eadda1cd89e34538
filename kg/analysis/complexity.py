"""The economic complexity of counties: which have industries that few have, and that those have who have many."""

import networkx as nx

from kg.analysis.economy import Economy
from kg.analysis.measured import Measured, Refused, measured, refused, rounded
from kg.analysis.relatedness import Presence, by_area, turned

_NOTHING = 1e-9  # an eigenvalue of 0 but for what floating point leaves


def connected(present: Presence) -> Presence:
    """The places of the largest part that shared industries hold together; between parts complexity says nothing."""
    joined = nx.Graph((("place", place), ("industry", each)) for place, held in present.items() for each in held)
    largest: set[tuple[str, str]] = max(sorted(nx.connected_components(joined), key=min), key=len, default=set())
    return {place: held for place, held in present.items() if ("place", place) in largest}


def complexity_index(present: Presence) -> dict[str, float]:
    """The economic complexity of each place of a connected presence, with mean 0 and deviation 1.

    It is the eigenvector of the second largest eigenvalue of M̃(p, q) = Σᵢ M(p, i) M(q, i) / (k(p) k(i)), signed so
    that it goes with diversity (Hidalgo and Hausmann 2009; as an eigenvector: Hausmann et al. 2014). All are 0 where
    no place differs from another.
    """
    import numpy

    places, industries = list(present), list(turned(present))
    held = numpy.array([[float(each in present[place]) for each in industries] for place in places])
    diversity, ubiquity = held.sum(axis=1), held.sum(axis=0)
    # the symmetric matrix that M̃ is similar to: its eigenvectors are real and orthogonal
    scaled = held / numpy.sqrt(numpy.outer(diversity, ubiquity))
    values, vectors = numpy.linalg.eigh(scaled @ scaled.T)
    if len(places) < 2 or values[-2] < _NOTHING:
        return dict.fromkeys(places, 0.0)
    index = vectors[:, -2] / numpy.sqrt(diversity)
    index = (index - index.mean()) / index.std()
    sign = -1.0 if float(index @ (diversity - diversity.mean())) < 0 else 1.0
    return dict(zip(places, (sign * index).tolist(), strict=True))


def complexity(economy: Economy) -> Measured | Refused:
    """Counties by `complexity_index` over the industries of their clusters."""
    name = "complexity"
    present = connected(by_area(economy))
    if refusal := refused(name, len(present), len(turned(present))):
        return refusal
    ranked = sorted(complexity_index(present).items(), key=lambda one: (-one[1], one[0]))
    rows = [(economy.label(area), rounded(index), len(present[area]), area) for area, index in ranked]
    columns = ("area", "complexity", "diversity", "area_id")
    return measured(name, columns, rows, last=rows[-1][0])
