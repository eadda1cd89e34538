"""A build as it is served: opened once, whole, and untouched by what becomes of its folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import RdfFormat, Store

from kg import folder as folders
from kg import store as stores
from kg.errors import InputError
from kg.folder import Mark, mark, reading
from kg.messages import message
from kg.serving.description import Counts, counted
from kg.serving.search import Entry, index
from kg.views.pages.catalogue import Catalogue, catalogued


@dataclass(frozen=True, eq=False, slots=True)
class Served:
    """A build in memory: its catalogue, its reports as in manifest.json, the facts of each as JSON, the index of its
    names, and what its graphs hold in numbers.

    `graph` is what processes open the same graph from: N-Quads, or a store on disk of our own, in `copy`, where it is
    too large for memory. `mark` tells it from what its folder holds later.
    """

    catalogue: Catalogue
    reports: Mapping[str, Any]
    facts: Mapping[str, bytes]
    names: tuple[Entry, ...]
    counts: Counts
    graph: bytes | Path
    copy: TemporaryDirectory[str] | None
    mark: Mark | None

    @property
    def store(self) -> Store:
        """The graph, to be read only."""
        return self.catalogue.store

    def close(self) -> None:
        """Gives up what is on disk."""
        if self.copy:
            self.copy.cleanup()


def opened(folder: Path) -> Served:
    """The build of a folder, all of it one build. InputError if the folder is no build, or no whole one."""
    before = mark(folder)  # so that what takes its place from here on is seen to be another
    try:
        return reading(folder, lambda build: _read(build, before))
    except (OSError, ValueError, LookupError) as error:
        raise InputError(message("build_partial", folder=folder, why=error)) from error


def _read(build: folders.Build, before: Mark | None) -> Served:
    facts: dict[str, list[Any]] = {slug: [] for slug in build.reports}
    for line in build.records("facts"):
        facts[line["report"]].append(line)
    written = {slug: json.dumps(told, ensure_ascii=False).encode() for slug, told in facts.items()}
    found = catalogued(build)
    graph, copy = _graph(found.store)
    if isinstance(graph, Path):
        found = replace(found, store=stores.open_(graph))
    return Served(found, build.reports, written, index(found.store), counted(found.store), graph, copy, before)


def _graph(store: Store) -> tuple[bytes | Path, TemporaryDirectory[str] | None]:
    """What a process can open the graph of a store from, whatever becomes of the folder that it is in."""
    copy = TemporaryDirectory(prefix="jiqun-")
    try:
        store.backup(f"{copy.name}/store")
    except RuntimeError:  # it is in memory
        copy.cleanup()
        return store.dump(format=RdfFormat.N_QUADS) or b"", None
    return Path(copy.name, "store"), copy
