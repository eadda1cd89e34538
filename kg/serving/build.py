"""A build as it is served: opened once, whole, and untouched by what becomes of its folder."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import RdfFormat, Store

from kg import store as stores
from kg.errors import InputError
from kg.folder import Build, HeldBuild, Mark, held, mark, reading
from kg.messages import message
from kg.serving.description import Counts, counted
from kg.serving.processes import Graph
from kg.serving.search import Entry, index
from kg.views.pages.catalogue import Catalogue, catalogued


@dataclass(frozen=True, eq=False)
class Served:
    """A build in memory; what takes long to make of it is made when it is first asked for: queries need not wait for
    what the pages show.

    `graph` is what processes open the same graph from, and `copy` the folder of a store on disk of our own, where it is
    too large for memory. `mark` tells the build from what its folder holds later.
    """

    build: HeldBuild
    graph: Graph
    copy: TemporaryDirectory[str] | None
    mark: Mark | None

    @property
    def store(self) -> Store:
        """The graph, to be read only."""
        return self.build.store

    @property
    def reports(self) -> Mapping[str, Any]:
        """The reports as in manifest.json."""
        return self.build.reports

    @cached_property
    def catalogue(self) -> Catalogue:
        """What the pages are made of."""
        return catalogued(self.build)

    @cached_property
    def facts(self) -> Mapping[str, bytes]:
        """The facts of each report as JSON."""
        found: dict[str, list[Any]] = {slug: [] for slug in self.reports}
        for line in self.build.records("facts"):
            found[line["report"]].append(line)
        return {slug: json.dumps(told, ensure_ascii=False).encode() for slug, told in found.items()}

    @cached_property
    def names(self) -> tuple[Entry, ...]:
        """The index of its names."""
        return index(self.store)

    @cached_property
    def counts(self) -> Counts:
        """What its graphs hold in numbers."""
        return counted(self.store)

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


def _read(build: Build, before: Mark | None) -> Served:
    found = held(build)
    copy = TemporaryDirectory(prefix="jiqun-")
    ours = Path(copy.name, "store")
    try:
        found.store.backup(str(ours))
    except RuntimeError:  # it is in memory
        copy.cleanup()
        return Served(found, lambda: _nquads(build, found.store), None, before)
    return Served(replace(found, store=stores.open_(ours)), ours, copy, before)


def _nquads(build: Build, store: Store) -> bytes:
    """The graph as its folder has it, as long as it does, which is sooner read than written again."""
    try:
        return build.read("graph.nq")
    except InputError:
        return store.dump(format=RdfFormat.N_QUADS) or b""
