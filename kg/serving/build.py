"""A build as it is served: opened once, whole, and untouched by what becomes of its folder; or asked where it is."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from pyoxigraph import RdfFormat, Store

from kg import store as stores
from kg.endpoint.address import bare
from kg.endpoint.asking import Endpoint
from kg.endpoint.published import version
from kg.errors import InputError
from kg.folder import Build, Mark, Readable, held, mark, reading
from kg.messages import message
from kg.queries import named, run
from kg.serving.description import Counts, counted
from kg.serving.processes import Graph
from kg.serving.search import Entry, index
from kg.views.pages.catalogue import Catalogue, catalogued


@dataclass(frozen=True, eq=False)
class Served:
    """A build that is open; what takes long to make of it is made when it is first asked for: queries need not wait for
    what the pages show.

    `store` is its graph, to be read only; `graph` what processes open the same graph from (None: it is elsewhere), and
    `copy` the folder of a store on disk of our own, where it is too large for memory. `mark` tells the build from what
    is in its place later.
    """

    build: Readable
    store: stores.Graph
    graph: Graph | None
    copy: TemporaryDirectory[str] | None
    mark: Mark | str | None

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
    def hidden(self) -> frozenset[tuple[str, str]]:
        """The IRI and the name of each county that a report hides."""
        return frozenset((row.place_id, row.place) for row in run(self.store, named()["hidden-places"]))

    @cached_property
    def counts(self) -> Counts:
        """What its graphs hold in numbers."""
        return counted(self.store)

    def close(self) -> None:
        """Gives up what is on disk."""
        if self.copy:
            self.copy.cleanup()


def opened(place: Path | Endpoint) -> Served:
    """The build of a folder, all of it one build, or that of a store elsewhere. InputError if none is there, or no
    whole one."""
    before = marked(place)  # so that what takes its place from here on is seen to be another
    if isinstance(place, Endpoint):
        store = Endpoint(place.url)  # which graphs there are is asked anew
        return Served(store.build(), store, None, None, before)
    try:
        return reading(place, lambda build: _read(build, before))
    except (OSError, ValueError, LookupError) as error:
        raise InputError(message("build_partial", folder=place, why=error)) from error


def marked(place: Path | Endpoint) -> Mark | str | None:
    """What tells the build that is there from the next one; None if there is none.

    InputError if a store elsewhere cannot be asked, or is just being published to.
    """
    if isinstance(place, Path):
        return mark(place)
    if told := version(place):
        return told
    raise InputError(message("endpoint_unready", url=bare(place.url)))


def _read(build: Build, before: Mark | str | None) -> Served:
    found = held(build)
    copy = TemporaryDirectory(prefix="jiqun-")
    ours = Path(copy.name, "store")
    try:
        found.store.backup(str(ours))
    except RuntimeError:  # it is in memory
        copy.cleanup()
        return Served(found, found.store, lambda: _nquads(build, found.store), None, before)
    store = stores.open_(ours)
    return Served(replace(found, store=store), store, ours, copy, before)


def _nquads(build: Build, store: Store) -> bytes:
    """The graph as its folder has it, as long as it does, which is sooner read than written again."""
    try:
        return build.read("graph.nq")
    except InputError:
        return store.dump(format=RdfFormat.N_QUADS) or b""
