"""A build as it is served: opened once, whole, and untouched by what becomes of its folder."""

import json
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from time import sleep
from typing import Any

from pyoxigraph import RdfFormat, Store

from kg import store as stores
from kg.building import manifest, records
from kg.errors import InputError
from kg.serving.description import Counts, counted
from kg.serving.search import Entry, index
from kg.views.pages import Catalogue, catalogue

Stamp = tuple[tuple[str, int, int, int], ...]

_PARTS = ("manifest.json", "graph.nq", "facts.jsonl", "unread.jsonl", "findings.jsonl")
_ATTEMPTS = 5  # to open a build that is being replaced
_PAUSE = 0.2  # seconds between them


@dataclass(frozen=True, eq=False, slots=True)
class Build:
    """A build in memory: its catalogue, its reports as in manifest.json, the facts of each as JSON, the index of its
    names, and what its graphs hold in numbers.

    `graph` is what processes open the same graph from: N-Quads, or a store on disk of our own, in `copy`, where it is
    too large for memory. `stamp` tells it from what its folder holds later.
    """

    catalogue: Catalogue
    reports: Mapping[str, Any]
    facts: Mapping[str, bytes]
    names: tuple[Entry, ...]
    counts: Counts
    graph: bytes | Path
    copy: TemporaryDirectory[str] | None
    stamp: Stamp

    @property
    def store(self) -> Store:
        """The graph, to be read only."""
        return self.catalogue.store

    def close(self) -> None:
        """Gives up what is on disk."""
        if self.copy:
            self.copy.cleanup()


def stamp(folder: Path) -> Stamp | None:
    """What tells a build from the next one in the same folder, without opening it; None if there is none."""
    found: list[tuple[str, int, int, int]] = []
    for part in _PARTS:
        try:
            said = (folder / part).stat()
        except OSError:
            if part == "manifest.json":
                return None
            continue
        found.append((part, said.st_ino, said.st_mtime_ns, said.st_size))
    return tuple(found)


def opened(folder: Path) -> Build:
    """The build of a folder: all that is read belongs to one, as nothing was replaced while it was read.

    InputError if the folder is no build, or no whole one.
    """
    manifest(folder)
    said = "it is being replaced"
    for attempt in range(_ATTEMPTS):
        if attempt:
            sleep(_PAUSE)
        before = stamp(folder)
        try:
            found = before and _read(folder, before)
        except (InputError, OSError, ValueError, LookupError) as error:
            said = str(error).strip("'")
            continue
        if found:
            if stamp(folder) == before:
                return found
            found.close()
    raise InputError(f"{folder} is no whole build: {said}. Build it again.")


def _read(folder: Path, before: Stamp) -> Build:
    reports = manifest(folder)["reports"]
    facts: dict[str, list[Any]] = defaultdict(list)
    for line in records(folder, "facts"):
        facts[line["report"]].append(line)
    written = {slug: json.dumps(facts[slug], ensure_ascii=False).encode() for slug in reports}
    found = catalogue(folder)
    graph, copy = _graph(found.store)
    if isinstance(graph, Path):
        found = replace(found, store=stores.open_(graph))
    return Build(found, reports, written, index(found.store), counted(found.store), graph, copy, before)


def _graph(store: Store) -> tuple[bytes | Path, TemporaryDirectory[str] | None]:
    """What a process can open the graph of a store from, whatever becomes of the folder that it is in."""
    copy = TemporaryDirectory(prefix="jiqun-")
    try:
        store.backup(f"{copy.name}/store")
    except RuntimeError:  # it is in memory
        copy.cleanup()
        return store.dump(format=RdfFormat.N_QUADS) or b"", None
    return Path(copy.name, "store"), copy
