"""The graph of links for other programs (Gephi, Cytoscape, yEd): GraphML, the same bytes for the same graph."""

import re

import networkx as nx

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, Char


def graphml(found: nx.MultiDiGraph) -> bytes:
    """A graph of `kg.analysis.graph` as GraphML: every attribute a text, an edge's sentences and claims one a line.

    A sentence has its quote in 【】.
    A character that XML cannot hold is U+FFFD.
    """
    flat = nx.MultiDiGraph()
    for node, attributes in sorted(found.nodes(data=True)):
        flat.add_node(node, **_written(attributes | {"names": "\n".join(attributes["names"])}))
    edges = sorted(found.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (subject, thing, _, attributes) in enumerate(edges):
        said = attributes["sentences"]
        told = {
            "property": attributes["property"],
            "label": attributes["label"],
            "modality": attributes["modality"],
            "sentences": "\n".join(sentence.told.marked for sentence in said),
            "claims": "\n".join(sentence.claim for sentence in said),
            "reports": "\n".join(dict.fromkeys(sentence.report for sentence in said)),
        }
        flat.add_edge(subject, thing, f"e{number}", **_written(told))
    lines = nx.generate_graphml(flat, prettyprint=True)
    return "".join(f"{line}\n" for line in lines).encode()


def _written(attributes: dict[str, str]) -> dict[str, str]:
    return {name: _NO_XML.sub("\ufffd", value) for name, value in attributes.items()}
