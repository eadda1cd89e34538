"""The graph of links for other programs (Gephi, Cytoscape, yEd): GraphML, the same bytes for the same graph."""

import networkx as nx


def graphml(found: nx.MultiDiGraph) -> bytes:
    """A graph of `kg.analysis.graph` as GraphML: every attribute a text, an edge's sentences and claims one a line."""
    flat = nx.MultiDiGraph()
    for node, attributes in sorted(found.nodes(data=True)):
        flat.add_node(node, **(attributes | {"names": "\n".join(attributes["names"])}))
    edges = sorted(found.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (subject, thing, _, attributes) in enumerate(edges):
        said = attributes["sentences"]
        flat.add_edge(
            subject,
            thing,
            f"e{number}",
            property=attributes["property"],
            label=attributes["label"],
            modality=attributes["modality"],
            sentences="\n".join(sentence.text for sentence in said),
            claims="\n".join(sentence.claim for sentence in said),
            reports="\n".join(dict.fromkeys(sentence.report for sentence in said)),
        )
    lines = nx.generate_graphml(flat, prettyprint=True)
    return "".join(f"{line}\n" for line in lines).encode()
