"""Which one thing a user means by a name, 纺织服装业 of 诸城市, or the second of those that are called so."""

import networkx as nx

from kg.analysis.paths import resolve
from kg.errors import InputError
from kg.messages import Words, message

PLACES = frozenset({"Province", "Prefecture", "County", "Town", "Village", "Park", "Region"})
_STANDINGS = ("existing", "emerging", "", "planned")


def one(found: nx.MultiDiGraph, name: str, of: str = "", pick: int = 0) -> str:
    """The IRI of the thing that a name or an IRI means, of the place `of` (or below it), or the one numbered `pick`.

    A name may be written 纺织服装业@诸城市. Of an existing cluster and plans of its name in one place the existing
    one is meant, of a place and what is called by its name the place. InputError as `resolve`, and with the numbered
    list of those that are called so if they are several.
    """
    nodes = _called(found, name, of)
    several = Words(*(_listed(found, nodes),) * 2)
    if pick:
        if pick > len(nodes):
            raise InputError(message("name_fewer", name=name, count=len(nodes), number=pick, listed=several))
        return nodes[pick - 1]
    if len(nodes) == 1 or _one_place(found, nodes):
        return nodes[0]
    if len(places := [node for node in nodes if found.nodes[node]["type"] in PLACES]) == 1:
        return places[0]
    raise InputError(message("name_several", name=name, count=len(nodes), listed=several))


def namesakes(found: nx.MultiDiGraph, name: str, of: str = "") -> str:
    """The numbered list of the things that a name may mean, a line for each, if they are several; else ""."""
    nodes = _called(found, name, of)
    return _listed(found, nodes) if len(nodes) > 1 else ""


def _called(found: nx.MultiDiGraph, name: str, of: str) -> list[str]:
    """The nodes that a name means, of the place `of`, in the order of their numbers."""
    if "@" in name and "://" not in name:
        name, _, of = name.partition("@")
    nodes = sorted(resolve(found, name), key=lambda node: _order(found, node))
    kept = [node for node in nodes if not of or any(of in each for each in _above(found, node))]
    if not kept:
        listed = Words(*(_listed(found, nodes),) * 2)
        raise InputError(message("name_elsewhere", name=name, place=of, listed=listed))
    return kept


def _order(found: nx.MultiDiGraph, node: str) -> tuple[str, int, str]:
    said = found.nodes[node]
    return said["area"], _STANDINGS.index(said["standing"]), node


def _one_place(found: nx.MultiDiGraph, nodes: list[str]) -> bool:
    """Whether these are an existing cluster and plans of the same place."""
    first, *others = (found.nodes[node] for node in nodes)
    return first["type"] == "Cluster" and all(
        each["type"] == "PlannedCluster" and each["place"] == first["place"] for each in others
    )


def _above(found: nx.MultiDiGraph, node: str) -> list[str]:
    """The names of the places that a thing belongs to, and of those above them."""
    names: list[str] = []
    seen = {node}
    ends = [node]
    while ends:
        over = [
            end
            for each in ends
            for _, end, name in found.out_edges(each, data="property")
            if name in ("ofPlace", "partOf") and end not in seen
        ]
        seen.update(over)
        names += [name for each in over for name in found.nodes[each]["names"]]
        ends = over
    return names


def _listed(found: nx.MultiDiGraph, nodes: list[str]) -> str:
    lines = []
    for number, node in enumerate(nodes, 1):
        said = found.nodes[node]
        parts = (said["label"], said["kind"], said["place"], node)
        lines.append(f"  {number}  {' · '.join(filter(None, parts))}")
    return "\n".join(lines)
