"""The interactive graph as one offline page: 集群、企业、乡镇 as nodes, relations as lines with their sentences."""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import asdict, dataclass
from math import sqrt
from pathlib import Path
from typing import Any

import networkx
from jinja2 import Environment, FileSystemLoader
from pyvis.network import Network

from kg.analysis.sentences import Sentence
from kg.errors import InputError
from kg.messages import message
from kg.views.layout import positions
from kg.views.palette import LOOKS, OTHER
from kg.views.pinyin import readings, written
from kg.views.policy import sealed
from kg.views.wording import LANGS, Lang, sureness, term, texts

_HERE = Path(__file__).parent
_NAMES = _HERE.parent / "pages" / "frame"  # with the script that searches names
_OPTIONS = {
    "physics": {"enabled": False},
    "layout": {"improvedLayout": False},
    "interaction": {"hideEdgesOnDrag": False, "hover": True, "keyboard": False, "selectConnectedEdges": False},
    "nodes": {"borderWidth": 1.5, "borderWidthSelected": 3},
    "edges": {"smooth": False, "color": {"color": "#b4bdca"}, "hoverWidth": 1, "selectionWidth": 1, "width": 1.4},
}


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The site that a graph page is part of: links to its pages by their names, to this page in the other language, to
    nodes' pages (by their paths below the language) and to reports by their slugs; `root` leads to the language."""

    root: str
    pages: Sequence[tuple[str, str]]
    other_language: str
    nodes: Mapping[str, str]
    reports: Mapping[str, str]


def page(
    graph: networkx.MultiDiGraph,
    lang: Lang,
    title: str,
    focus: str | None = None,
    surroundings: Surroundings | None = None,
) -> str:
    """The page of a graph of `kg.analysis.graph`, whose nodes have `type`, `label`, `standing`, `place` and `area`, and
    whose edges have `property`, `modality` and `sentences`.

    It begins in the language given and switches to the other; with `focus`, a node's id, it opens there, with what is
    next to it. InputError if the graph is empty or has no such node.
    """
    if not graph:
        raise InputError(message("graph_empty"))
    if focus is not None and focus not in graph:
        raise InputError(message("graph_without", node=focus))
    network = Network(directed=True, heading=title, cdn_resources="in_line")
    network.options = _OPTIONS
    lines = _lines(graph)
    degrees = Counter(end for line in lines for end in line)
    for node, (x, y) in positions(graph).items():
        path = surroundings.nodes[str(node)] if surroundings else str(node).partition("/id/")[2] or str(node)
        network.add_node(node, x=x, y=y, path=path, **_node(graph.nodes[node], degrees[node]))
    for (source, target), statements in lines.items():
        planned = all(statement["modality"] != "actual" for statement in statements)
        order = not any(statement["sentences"] for statement in statements)
        network.add_edge(source, target, arrows="", dashes=planned, order=order, statements=statements)
    return _rendered(network, lang, focus, surroundings)


def _node(attributes: Mapping[str, Any], degree: int) -> dict[str, Any]:
    look = LOOKS.get(attributes["type"], OTHER)
    fill = "#ffffff" if look.hollow else look.colour
    return {
        "label": str(attributes["label"]) or "—",
        "others": [name for name in attributes.get("names", ()) if name != attributes["label"]],
        "type": attributes["type"],
        "standing": attributes["standing"],
        "place": attributes["place"],
        "area": attributes.get("area", ""),
        "shape": look.shape,
        "size": round(8 + 2.6 * sqrt(degree), 1),
        "color": {"background": fill, "border": look.colour, "highlight": fill, "hover": fill},
        "shapeProperties": {"borderDashes": [4, 3] if look.hollow else False},
        "degree": degree,
    }


def _lines(graph: networkx.MultiDiGraph) -> dict[tuple[Hashable, Hashable], list[dict[str, Any]]]:
    """One line for two nodes, however many statements link them, in whichever direction."""
    lines: dict[tuple[Hashable, Hashable], list[dict[str, Any]]] = defaultdict(list)
    for source, target, said in graph.edges(data=True):
        ends = (target, source) if (target, source) in lines else (source, target)
        sentences = list(map(_sentence, said["sentences"]))
        what = {"property": said["property"], "modality": said["modality"], "sentences": sentences}
        lines[ends].append({"from": source, "to": target, **what})
    return lines


def _sentence(said: Sentence) -> dict[str, Any]:
    where = {"report": said.report, "start": said.start, "end": said.end, "claim": said.claim}
    return where | {"certainty": said.certainty, "sureness": sureness(said.certainty)} | asdict(said.told)


def _rendered(network: Network, lang: Lang, focus: str | None, surroundings: Surroundings | None) -> str:
    # pyvis fills its own template, which fetches files and runs what a heading holds; ours includes its vis-network
    folders = [_HERE, _NAMES, network.template_dir]
    environment = Environment(loader=FileSystemLoader(folders), autoescape=True)
    environment.policies["json.dumps_kwargs"] = {"ensure_ascii": False}
    environment.globals["page"] = _content(network, lang, focus, surroundings)
    network.templateEnv, network.path = environment, "graph.html"
    return sealed(network.generate_html())


def _content(network: Network, lang: Lang, focus: str | None, surroundings: Surroundings | None) -> dict[str, Any]:
    statements = [statement for edge in network.edges for statement in edge["statements"]]
    types = Counter(node["type"] for node in network.nodes)
    order = [*LOOKS, *sorted(types.keys() - LOOKS.keys())]
    codes = {*types, *(statement["property"] for statement in statements)}
    named = readings(name for node in network.nodes for name in (node["label"], *node["others"]))
    return {
        "lang": lang,
        "focus": focus,
        "root": surroundings.root if surroundings else None,
        "pages": surroundings.pages if surroundings else [],
        "other": surroundings.other_language if surroundings else "",
        "readings": written(named),
        "sources": list(surroundings.reports.items()) if surroundings else [],
        "areas": sorted({node["area"] for node in network.nodes if node["area"]}),
        "texts": {each: texts(each) for each in LANGS},
        "terms": {each: [(code, term(code, each)) for code in sorted(codes)] for each in LANGS},
        "types": [{"type": name, "count": types[name]} | _swatch(name) for name in order if name in types],
        "relations": len(statements),
        "reports": len({said["report"] for statement in statements for said in statement["sentences"]}),
    }


def _swatch(name: str) -> dict[str, Any]:
    look = LOOKS.get(name, OTHER)
    return {"colour": look.colour, "shape": look.shape, "hollow": look.hollow}
