"""The explorer on the server: /zh/… and /en/… with the pages, /assets, and what a browser gets at /id/…."""

import gzip
from collections import OrderedDict
from pathlib import Path
from threading import Lock, Thread

from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import BaseRoute, Mount, Route
from starlette.staticfiles import StaticFiles

from kg.serving.site import Pages
from kg.views import pages
from kg.views.pages import Page
from kg.views.wording import LANGS, Lang

_KEPT = 400  # pages, compressed: some ten megabytes
_SLOW = ("zh/graph.html", "en/graph.html", "zh/search.js", "en/search.js", "zh/index.html", "en/index.html")
_HEADERS = {"Vary": "Accept-Encoding", "Cache-Control": "no-cache", "X-Content-Type-Options": "nosniff"}


class Explorer:
    """The pages of a build, each made once when it is first asked for, those that take long ahead of that."""

    def __init__(self, folder: Path) -> None:
        self._catalogue = pages.catalogue(folder)
        self._made: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()

    def warm(self) -> None:
        """Makes the pages that take long, beside whatever else is done."""
        Thread(target=lambda: [self.made(path) for path in _SLOW], daemon=True).start()

    def made(self, path: str) -> Page:
        """The page at a path, its body compressed."""
        with self._lock:
            if path in self._made:
                self._made.move_to_end(path)
                return self._made[path]
        page = pages.render(self._catalogue, path, served=True)
        page = Page(page.status, page.media, gzip.compress(page.body, 6, mtime=0))
        if page.status == 200:
            with self._lock:
                self._made[path] = page
                while len(self._made) > _KEPT:
                    self._made.popitem(last=False)
        return page

    async def page(self, request: Request) -> Response:
        """The page at the path of a request."""
        page = await run_in_threadpool(self.made, request.url.path.lstrip("/"))
        if "gzip" in request.headers.get("accept-encoding", ""):
            return Response(page.body, page.status, _HEADERS | {"Content-Encoding": "gzip"}, page.media)
        return Response(gzip.decompress(page.body), page.status, _HEADERS, page.media)

    async def elsewhere(self, request: Request) -> Response:
        """For a browser the page that helps on; 404 for programs."""
        if "text/html" not in request.headers.get("accept", "") or request.url.path.startswith("/api/"):
            raise HTTPException(404)
        path = request.url.path.lstrip("/")
        page = pages.render(self._catalogue, path, served=True, lang=_language(request))
        return Response(page.body, page.status, _HEADERS, page.media)

    async def thing(self, request: Request, iri: str) -> Response:
        """Sends a browser from the IRI of a thing to its page."""
        return RedirectResponse(f"/{_language(request)}/{pages.address(iri)}", 303)

    async def sparql(self, request: Request) -> Response:
        """Sends a browser to the editor."""
        return RedirectResponse(f"/{_language(request)}/sparql.html", 303)

    async def ontology(self, request: Request) -> Response:
        """Sends a browser to the page of the ontology."""
        return RedirectResponse(f"/{_language(request)}/ontology.html", 303)


def explorer(folder: Path) -> tuple[Pages, list[BaseRoute]]:
    """Who answers browsers, and the routes of the pages, for `kg.serving.app.create`. InputError if it is no build."""
    made = Explorer(folder)
    made.warm()
    routes: list[BaseRoute] = [
        Route("/", _entry),
        Mount("/assets", StaticFiles(directory=pages.ASSETS)),
        *(Route(f"/{lang}/{{path:path}}", made.page) for lang in LANGS),
        Route("/{path:path}", made.elsewhere),
    ]
    return Pages(made.thing, made.sparql, made.ontology), routes


async def _entry(request: Request) -> Response:
    return Response(pages.entry(), media_type="text/html")


def _language(request: Request) -> Lang:
    """English where the browser asks for it before Chinese."""
    spoken = [each.strip()[:2].lower() for each in request.headers.get("accept-language", "").split(",")]
    return "en" if next((each for each in spoken if each in LANGS), "") == "en" else "zh"
