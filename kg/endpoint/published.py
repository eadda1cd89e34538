"""A build that a store holds whole, its graph and its files, to be read as one in a folder is."""

import json
from collections import defaultdict
from dataclasses import dataclass
from typing import Any

from pyoxigraph import QuerySolutions

from kg.endpoint.address import bare
from kg.endpoint.files import REPORT, TEXT, graph_of, kind
from kg.endpoint.record import RECORD, WHOLE
from kg.errors import InputError
from kg.folder import Readable
from kg.messages import message
from kg.store import Graph

_REPORTS, _JSONL, _TXT = "reports/", ".jsonl", ".txt"


@dataclass(frozen=True, slots=True)
class PublishedBuild(Readable):
    """A build whose files are asked for when they are read; `known` is what the manifest says of its reports."""

    store: Graph
    known: dict[str, dict[str, Any]]

    @property
    def reports(self) -> dict[str, dict[str, Any]]:
        """What the manifest says of each report, by slug."""
        return self.known

    def read(self, name: str) -> bytes:
        """One of its files, such as facts.jsonl or reports/zhucheng.txt."""
        if name.startswith(_REPORTS):
            slug = name.removeprefix(_REPORTS).removesuffix(_TXT)
            return "".join(_texts(self.store, TEXT, graph_of(slug)).values()).encode()
        found = _texts(self.store, name.removesuffix(_JSONL))
        of_reports = [graph_of(slug) for slug in self.known]
        return "".join(found.get(graph, "") for graph in (*of_reports, *sorted(found.keys() - {*of_reports}))).encode()

    def graph(self, *, brief: bool = False) -> Graph:
        """Its graph, which is asked where it is."""
        return self.store


def published(store: Graph, url: str) -> PublishedBuild:
    """The build that a store at an address holds. InputError if it holds no files of one."""
    entries = [json.loads(text) for text in _texts(store, REPORT).values()]
    if not entries:
        raise InputError(message("endpoint_files", url=bare(url)))
    return PublishedBuild(store, {one.pop(REPORT): one for one in sorted(entries, key=lambda one: str(one[REPORT]))})


def version(store: Graph) -> str:
    """What tells what a store holds from what it holds later; "" while that is being published."""
    found = store.query(f"SELECT ?version {{ GRAPH ?graph {{ <{RECORD}> <{WHOLE}> ?version }} }}")
    assert isinstance(found, QuerySolutions)
    return next((str(row["version"].value) for row in found), "")


def _texts(store: Graph, name: str, graph: str = "") -> dict[str, str]:
    """The texts of one kind by the names of their graphs, or that of one graph."""
    only = f"FILTER (?graph = <{graph}>)" if graph else ""
    asked = f"SELECT ?graph ?piece ?text {{ GRAPH ?graph {{ ?piece <{kind(name)}> ?text }} {only} }} ORDER BY ?piece"
    found = store.query(asked)
    assert isinstance(found, QuerySolutions)
    pieces = sorted((row["piece"].value, row["graph"].value, row["text"].value) for row in found)
    texts: dict[str, list[str]] = defaultdict(list)
    for _, graph_, text in pieces:
        texts[graph_].append(text)
    return {graph_: "".join(parts) for graph_, parts in texts.items()}
