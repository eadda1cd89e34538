"""The graph of links for other programs (Gephi, Cytoscape, yEd): GraphML and GEXF, the same bytes for the same graph.

An attribute has one type, whatever the first thing has of it, and what is not known is left out: readers take the type
of an attribute from one value, or a text for a number. An edge's sentences and claims stand one a line, a quote in
【】; its certainty is that of the surest. A character that XML cannot hold is U+FFFD.
"""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import BinaryIO

import networkx as nx
from lxml import etree

from kg.analysis.graph import graph
from kg.endpoint.asking import Endpoint
from kg.exports import File
from kg.messages import Lang
from kg.queries import open_build

Attributes = dict[str, str | float]

_NO_XML = re.compile(r"[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # XML 1.0, Char
_GEXF = "http://www.gexf.net/1.2draft"  # which Gephi, networkx and graphology read
_NODE: Mapping[str, str] = dict.fromkeys(("names", "type", "kind", "standing", "place", "area"), "string")
_EDGE: Mapping[str, str] = {
    **dict.fromkeys(("property", "relation", "modality"), "string"),
    "certainty": "double",
    **dict.fromkeys(("sentences", "claims", "reports"), "string"),
}


def graphml(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """The things and their links as GraphML."""
    found = flat(graph(open_build(place), lang))
    yield File("graph.graphml", partial(write_graphml, found))


def gexf(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """The things and their links as GEXF 1.2."""
    found = flat(graph(open_build(place), lang))
    yield File("graph.gexf", partial(write_gexf, found))


def flat(found: nx.MultiDiGraph) -> nx.MultiDiGraph:
    """A graph of `kg.analysis.graph` whose attributes are texts and numbers, those that are known; nodes and edges are
    sorted, an edge's key is its number (e0)."""
    told = nx.MultiDiGraph()
    for node, attributes in sorted(found.nodes(data=True)):
        told.add_node(node, **_known(attributes | {"names": "\n".join(attributes["names"])}))
    edges = sorted(found.edges(keys=True, data=True), key=lambda edge: edge[:3])
    for number, (subject, thing, _, attributes) in enumerate(edges):
        said = attributes["sentences"]
        about: Attributes = {
            "property": attributes["property"],
            "relation": attributes["label"],
            "modality": attributes["modality"],
            "sentences": "\n".join(sentence.told.marked for sentence in said),
            "claims": "\n".join(sentence.claim for sentence in said),
            "reports": "\n".join(dict.fromkeys(sentence.report for sentence in said)),
        }
        if said:
            about["certainty"] = max(sentence.certainty for sentence in said)
        told.add_edge(subject, thing, f"e{number}", **_known(about))
    return told


def _known(attributes: Mapping[str, str | float]) -> Attributes:
    held = {
        name: _NO_XML.sub("\ufffd", value) if isinstance(value, str) else value for name, value in attributes.items()
    }
    return {name: value for name, value in held.items() if value != ""}


def write_graphml(found: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Writes a graph of `flat` as GraphML."""
    out.writelines(f"{line}\n".encode() for line in nx.generate_graphml(found, prettyprint=True))


def write_gexf(found: nx.MultiDiGraph, out: BinaryIO) -> None:
    """Writes a graph of `flat` as GEXF, an element at a time; networkx would write the day into it."""
    with etree.xmlfile(out, encoding="utf-8") as file:
        file.write_declaration()
        with (
            file.element("gexf", nsmap={None: _GEXF}, version="1.2"),
            file.element("graph", defaultedgetype="directed", mode="static"),
        ):
            for kind, types in (("node", _NODE), ("edge", _EDGE)):
                file.write(_declared(kind, types))
            with file.element("nodes"):
                for node, attributes in found.nodes(data=True):
                    file.write(_element("node", _NODE, attributes, id=node, label=str(attributes["label"])))
            with file.element("edges"):
                for subject, thing, key, attributes in found.edges(keys=True, data=True):
                    ends = {"id": key, "source": subject, "target": thing, "label": str(attributes["relation"])}
                    file.write(_element("edge", _EDGE, attributes, **ends))
    out.write(b"\n")


def _declared(kind: str, types: Mapping[str, str]) -> etree._Element:
    found = etree.Element("attributes", {"class": kind})
    for number, (name, type_) in enumerate(types.items()):
        etree.SubElement(found, "attribute", id=str(number), title=name, type=type_)
    return found


def _element(tag: str, types: Mapping[str, str], attributes: Attributes, **given: str) -> etree._Element:
    found = etree.Element(tag, given)
    values = etree.SubElement(found, "attvalues")
    for number, name in enumerate(types):
        if name in attributes:
            etree.SubElement(values, "attvalue", {"for": str(number), "value": str(attributes[name])})
    return found
