"""How each class looks on a graph: a colour and a shape, so that neither is needed alone to tell classes apart."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Look:
    """A colour (#rrggbb) and a shape of vis-network; `hollow` is drawn white with a dashed border of the colour."""

    colour: str
    shape: str = "dot"
    hollow: bool = False


# colours after Paul Tol's "muted" scheme, which readers of every colour vision tell apart
LOOKS = {
    "Cluster": Look("#332288"),
    "PlannedCluster": Look("#332288", hollow=True),
    "Firm": Look("#cc6677", "square"),
    "Product": Look("#c9b458"),
    "Brand": Look("#aa4499", "star"),
    "Honour": Look("#b8860b", "star"),
    "Market": Look("#882255", "diamond"),
    "Institution": Look("#5f6b7a", "square"),
    "Province": Look("#117733", "hexagon"),
    "Prefecture": Look("#117733", "hexagon"),
    "County": Look("#117733", "hexagon"),
    "Town": Look("#44aa99", "hexagon"),
    "Village": Look("#44aa99", "triangle"),
    "Park": Look("#44aa99", "diamond"),
    "Region": Look("#999933", "hexagon"),
    "Place": Look("#44aa99", "hexagon"),
    "Policy": Look("#66b5dd", "triangle"),
    "Problem": Look("#8d8d8d", "triangleDown"),
}
OTHER = Look("#8d8d8d")
