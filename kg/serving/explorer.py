"""The explorer on the server: /zh/… and /en/… with the pages, /assets, and what a browser gets at /id/…."""

import gzip
import os
from collections.abc import Mapping
from types import MappingProxyType

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.serving.headers import policy
from kg.serving.site import site
from kg.views import pages
from kg.views.policy import named
from kg.views.wording import LANGS, Lang

_HEADERS = {"Vary": "Accept-Encoding", "Cache-Control": "no-cache"}


class _Assets(StaticFiles):
    """What the pages bring with them, each by its name."""

    def lookup_path(self, path: str) -> tuple[str, os.stat_result | None]:
        """The file of a name, and what the system says of it."""
        file = pages.ASSETS.get(path)
        return (str(file), file.stat()) if file else ("", None)


async def page(request: Request) -> Response:
    """The page at the path of a request."""
    made = await run_in_threadpool(site(request).pages.made, request.url.path.lstrip("/"))
    headers = _HEADERS | policy(made.policy)
    if "gzip" in request.headers.get("accept-encoding", ""):
        return Response(made.body, made.status, headers | {"Content-Encoding": "gzip"}, made.media)
    return Response(gzip.decompress(made.body), made.status, headers, made.media)


async def elsewhere(request: Request) -> Response:
    """For a browser the page that helps on; 404 for programs."""
    if not browses(request):
        raise HTTPException(404)
    helping = site(request).pages.missing(request.url.path.lstrip("/"), language(request))
    return _html(helping.body, helping.status)


def thing(request: Request, iri: str) -> Response | None:
    """Sends a browser from an IRI to the page that tells of it; None where there is no such page."""
    path = pages.located(site(request).build.catalogue, iri)
    return RedirectResponse(f"/{language(request)}/{path}", 303) if path else None


async def editor(request: Request) -> Response:
    """Sends a browser to the editor of queries."""
    return RedirectResponse(f"/{language(request)}/sparql.html", 303)


async def vocabulary(request: Request) -> Response:
    """Sends a browser to the page of the ontology."""
    return RedirectResponse(f"/{language(request)}/ontology.html", 303)


def gone(request: Request, status: int) -> Response:
    """The page for a browser while there is no build."""
    return _html(pages.gone(language(request)), status, {"Retry-After": "5"})


def browses(request: Request) -> bool:
    """Whether it is a browser that asks for a page."""
    return "text/html" in request.headers.get("accept", "") and not request.url.path.startswith("/api/")


def language(request: Request) -> Lang:
    """The language of the path or of `?lang=`, else English where the browser asks for it before Chinese."""
    said = (request.url.path.split("/")[1], request.query_params.get("lang", ""))
    spoken = [each.strip()[:2].lower() for each in request.headers.get("accept-language", "").split(",")]
    return "en" if next((each for each in (*said, *spoken) if each in LANGS), "") == "en" else "zh"


async def _entry(request: Request) -> Response:
    return _html(pages.entry())


def _html(body: bytes, status: int = 200, headers: Mapping[str, str] = MappingProxyType({})) -> Response:
    return Response(body, status, {**_HEADERS, **policy(named(body)), **headers}, "text/html")


ROUTES: list[BaseRoute] = [
    Route("/", _entry),
    Mount("/assets", _Assets()),
    *(Route(f"/{lang}/{{path:path}}", page) for lang in LANGS),
    Route("/{path:path}", elsewhere),
]
