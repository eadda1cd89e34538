"""What one server serves: a build, opened once, with the processes for its queries and the pages for its readers."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from pyoxigraph import Store
from starlette.requests import Request
from starlette.responses import Response

from kg.serving.description import Counts
from kg.serving.search import Entry
from kg.serving.workers import Workers


@dataclass(frozen=True, slots=True)
class Pages:
    """Who answers a browser where programs get data: the page of a thing by its IRI, of /sparql and of /ontology."""

    thing: Callable[[Request, str], Awaitable[Response]]
    sparql: Callable[[Request], Awaitable[Response]]
    ontology: Callable[[Request], Awaitable[Response]]


@dataclass(frozen=True, slots=True)
class Site:
    """A build: its folder, its graph (to be read only), its reports as in manifest.json, the index of its names, and
    what its graphs hold in numbers; the processes that answer the queries of clients, and those that answer the named
    queries, which so never wait for the former; and the pages, where there are any."""

    folder: Path
    store: Store
    reports: dict[str, dict[str, Any]]
    names: tuple[Entry, ...]
    counts: Counts
    workers: Workers
    named_workers: Workers
    pages: Pages | None


def site(request: Request) -> Site:
    """What the server of a request serves."""
    found: Site = request.app.state.site
    return found
