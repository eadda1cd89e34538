"""The server of a build, `kg serve`: data for programs at /sparql, /id/…, /ontology, /api and /mcp, pages
for readers."""

import re
import socket
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager, suppress
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.cors import CORSMiddleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.routing import Route
from starlette.types import ASGIApp

from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.messages import message
from kg.serving import api, explorer, linked, protocol
from kg.serving.build import opened
from kg.serving.builds import Builds, Held
from kg.serving.description import description
from kg.serving.door import Door
from kg.serving.headers import Headed
from kg.serving.media import GRAPHS, content_type, negotiated, written
from kg.serving.refusals import Refusal, told
from kg.serving.site import GoneError, site
from kg.serving.workers import Limits

LOOPBACK = ("127.0.0.1", "localhost", "::1", "[::1]")

_LOCAL_ORIGIN = r"https?://(localhost|127\.0\.0\.1|\[::1\])(:\d+)?"
_PATIENCE = 2  # seconds that the last answers may take once the server is interrupted
_DEFAULT = Limits()


def create(
    place: Path | Endpoint, *, limits: Limits = _DEFAULT, hosts: Sequence[str] = LOOPBACK, origins: Sequence[str] = ()
) -> ASGIApp:
    """The application that serves the builds of a folder, or of a store, the newest one at a time.

    `hosts` are the names by which it may be called (`*` for any), `origins` the sites beside those of this machine
    whose scripts may ask it. InputError if no build is there.
    """
    builds = Builds(place, opened(place), limits)

    @asynccontextmanager
    async def lifespan(app: Starlette) -> AsyncIterator[None]:
        async with builds:
            yield

    data = [
        Route("/sparql", _sparql, methods=protocol.METHODS),
        Route("/sparql/", _sparql, methods=protocol.METHODS),
        Route("/.well-known/void", _void),
        Route("/healthz", _health),
        Route("/mcp", Door(builds, (_LOCAL_ORIGIN, *map(re.escape, origins)))),
    ]
    cors = Middleware(
        CORSMiddleware,
        allow_origins=origins,
        allow_origin_regex=_LOCAL_ORIGIN,
        allow_methods=protocol.METHODS,
        allow_headers=["*"],
        expose_headers=["Retry-After", protocol.SLIPS],
    )
    known = Middleware(TrustedHostMiddleware, allowed_hosts=list(hosts), www_redirect=False)
    app = Starlette(
        routes=[*data, *linked.ROUTES, *api.ROUTES, *explorer.ROUTES],
        middleware=[known, cors, Middleware(Held, builds=builds)],
        exception_handlers={Refusal: _refused, HTTPException: _mistaken, InputError: _unanswered},
        lifespan=lifespan,
    )
    return Headed(app)


def run(
    place: Path | Endpoint,
    announce: Callable[[str], object],
    *,
    host: str = "127.0.0.1",
    port: int = 8000,
    limits: Limits = _DEFAULT,
    origins: Sequence[str] = (),
) -> None:
    """Serves the builds of a folder, or of a store, until it is interrupted; `announce` is told its address. Port 0 is
    any free one.

    InputError if no build is there, or if the address cannot be had.
    """
    app = create(place, limits=limits, hosts=LOOPBACK if host in LOOPBACK else ("*",), origins=origins)
    with listening(host, port) as made:
        announce(f"http://{f'[{host}]' if ':' in host else host}:{made.getsockname()[1]}/")
        config = uvicorn.Config(
            app, ws="none", log_level="warning", access_log=False, timeout_graceful_shutdown=_PATIENCE
        )
        with suppress(KeyboardInterrupt):
            uvicorn.Server(config).run([made])


def listening(host: str, port: int) -> socket.socket:
    """A socket that listens at an address of this machine. InputError if the address cannot be had.

    It names its protocol: asyncio sends an answer at once (TCP_NODELAY) only over a socket that says that it is of TCP,
    and `socket.create_server` makes one that does not. Else each answer of two parts waits 40 ms for the client.
    """
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        made = socket.create_server((host, port), family=family, backlog=1024)
    except OSError as error:
        raise InputError(message("address_taken", address=f"{host}:{port}", why=error)) from error
    return socket.socket(made.family, made.type, socket.IPPROTO_TCP, fileno=made.detach())


async def _sparql(request: Request) -> Response:
    at = site(request)
    response = await protocol.answered(request, at.build.store, at.workers)
    if response:
        return response
    media = negotiated(protocol.accepted(request), [*GRAPHS, "text/html"])
    if media == "text/html":
        return await explorer.editor(request)
    endpoint = str(request.url.replace(query="", fragment=""))
    counts = await run_in_threadpool(lambda: at.build.counts)
    body = written(description(counts, endpoint), media)
    return Response(body, headers={"Content-Type": content_type(media), "Vary": "Accept"})


async def _void(request: Request) -> Response:
    return RedirectResponse("/sparql", 303)


async def _health(request: Request) -> Response:
    return PlainTextResponse("ok\n")


async def _refused(request: Request, error: Exception) -> Response:
    assert isinstance(error, Refusal)
    if isinstance(error, GoneError) and explorer.browses(request):
        return explorer.gone(request, error.status)
    return told(request, error)


async def _unanswered(request: Request, error: Exception) -> Response:
    """What a store elsewhere could not be asked."""
    assert isinstance(error, InputError)
    return told(request, Refusal(502, *error.words))


async def _mistaken(request: Request, error: Exception) -> Response:
    assert isinstance(error, HTTPException)
    if error.status_code == 404:
        return told(request, Refusal(404, f"没有 {request.url.path}。", f"There is nothing at {request.url.path}."))
    return told(request, Refusal(error.status_code, error.detail, error.detail, error.headers))
