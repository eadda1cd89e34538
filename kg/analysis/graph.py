"""The default layer as a graph: firms, clusters, places, products …, and edges that carry their sentences."""

from collections import Counter
from collections.abc import Iterable

import networkx as nx

from kg.analysis.sentences import sentence
from kg.queries import named, run
from kg.store import Graph

_CLUSTERS = frozenset({"Cluster", "PlannedCluster"})
_BROAD = frozenset({"County", "Prefecture", "Province"})


def graph(store: Graph, language: str = "zh") -> nx.MultiDiGraph:
    """The things of a graph and what links them.

    A node is an IRI with the attributes `label`, `names` (all of them), `type` (`Cluster`), `kind` (the type in the
    language), `standing` (of a cluster: existing, emerging, planned; else ""), `place` (the name of the place that
    it belongs to) and `area` (that of the county where it lies, else of the prefecture or province; "" if it belongs to
    no place). An edge has `property` (`leadFirm`), `label`, `modality` (actual, planned, forecast) and
    `sentences`, none where only the order of things says it (`ofPlace`, `partOf`, `develops`); there is one edge for
    a property and modality between two nodes. Figures are no nodes: ask the query figures-of.
    """
    found = nx.MultiDiGraph()
    for row in run(store, named()["entities"], language=language):
        names = (row.name, *(row.other_names.split("；") if row.other_names else ()))
        place, standing = row.of_place or "", row.standing_id or ""
        kind = row.type_id.rpartition("#")[2]
        found.add_node(
            row.entity_id, label=row.name, names=names, type=kind, kind=row.type, standing=standing, place=place
        )
    for row in run(store, named()["links"], language=language):
        if row.subject_id not in found or row.object_id not in found:
            continue
        said = (sentence(row),) if row.claim_id else ()
        key = f"{row.relation_id.rpartition('#')[2]} {row.modality_id}"
        if found.has_edge(row.subject_id, row.object_id, key):
            found.edges[row.subject_id, row.object_id, key]["sentences"] += said
        else:
            name, modality = key.split()
            found.add_edge(
                row.subject_id,
                row.object_id,
                key,
                property=name,
                label=row.relation,
                modality=modality,
                sentences=said,
            )
    areas = {node: area(found, node) for node in found}
    labels = {node: found.nodes[at]["label"] if at else "" for node, at in areas.items()}
    nx.set_node_attributes(found, labels, "area")
    return found


def area(found: nx.MultiDiGraph, node: str) -> str:
    """The nearest county, prefecture or province that a node lies in or is; "" if it belongs to no place."""
    seen: list[str] = []
    above: str | None = node
    while above is not None and above not in seen:
        seen.append(above)
        if found.nodes[above]["type"] in _BROAD:
            return above
        ends = (end for _, end, name in found.out_edges(above, data="property") if name in ("ofPlace", "partOf"))
        above = next(ends, None)
    return ""


def informative(found: nx.MultiDiGraph) -> nx.Graph:
    """The graph without direction and without what links nearly everything: `ofPlace`, `partOf` a county or more.

    What is linked several times is so once, with the number of these links as its `weight`.
    """
    edges = found.edges(data="property")
    links = Counter(frozenset((subject, thing)) for subject, thing, name in edges if _tells(found, thing, name))
    kept = nx.Graph()
    kept.add_nodes_from(found)
    kept.add_weighted_edges_from((min(ends), max(ends), weight) for ends, weight in links.items())
    return kept


def drawn(found: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """The graph to be looked at: links of order (`ofPlace` …) are left out where a thing has another link.

    Those of a cluster and of a policy that is no part of another stay, so that a county is seen with what it has.
    """
    return _seen(found, frozenset(found))


def around(found: nx.MultiDiGraph, nodes: Iterable[str], reach: int = 2) -> nx.MultiDiGraph:
    """What lies within `reach` links of some nodes, by the links to be looked at.

    From a cluster no way leads through its county, which would be a way to all the others.
    """
    starts = tuple(nodes)
    view = _seen(found, frozenset(starts))
    undirected = nx.Graph(view)
    near = {node for start in starts for node in nx.single_source_shortest_path_length(undirected, start, cutoff=reach)}
    view.remove_nodes_from([node for node in view if node not in near])  # the others keep their order
    return view


def _seen(found: nx.MultiDiGraph, whole: frozenset[str]) -> nx.MultiDiGraph:
    """The graph without links of order where a thing has another, but with those to some places that are seen whole."""
    view = informative(found)
    kept = found.copy()
    kept.remove_edges_from(
        (subject, thing, key)
        for subject, thing, key, name in found.edges(keys=True, data="property")
        if not _tells(found, thing, name)
        and view[subject]
        and not (thing in whole and _stands_for_itself(found, subject))
    )
    return kept


def _stands_for_itself(found: nx.MultiDiGraph, node: str) -> bool:
    kind = found.nodes[node]["type"]
    parents = (name for *_, name in found.out_edges(node, data="property") if name == "parent")
    return kind in _CLUSTERS or (kind == "Policy" and not any(parents))


def _tells(found: nx.MultiDiGraph, thing: str, name: str) -> bool:
    return name != "ofPlace" and not (name == "partOf" and found.nodes[thing]["type"] in _BROAD)
