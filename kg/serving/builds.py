"""The builds that a folder or a store holds one after another: each request sees one of them; 重新生成后自动换新."""

import asyncio
import logging
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Self

from starlette.types import ASGIApp, Receive, Scope, Send

from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.messages import NOTHING, Words, message
from kg.serving.build import Served, marked, opened
from kg.serving.site import Site
from kg.serving.workers import Limits

_PERIOD = 1.0  # seconds between two looks at the folder
_ELSEWHERE = 30.0  # and at a store
_LONGEST = 30.0  # seconds until a build that could not be opened is tried again
_MOMENT = 2  # looks at which the folder of a build that is just being replaced may be missing

_log = logging.getLogger(__name__)


class Builds:
    """What a folder or a store holds, from `async with` to its end.

    When it holds another build, that is opened beside the one that is served and then takes its place; the one before
    ends when its last request has. When it holds none, none is served until it does again. `read` says that people
    look at the pages of each.
    """

    def __init__(self, place: Path | Endpoint, first: Served, limits: Limits, *, read: bool = True) -> None:
        self._place, self._first, self._limits, self._read = place, first, limits, read
        self._site: Site | None = None
        self._requests: Counter[Site] = Counter()
        self._tasks: set[asyncio.Task[None]] = set()
        self._missing = 0
        self._told = NOTHING

    async def __aenter__(self) -> Self:
        self._site = await Site.of(self._first, self._limits, read=self._read)
        del self._first
        self._watching = asyncio.create_task(self._watch())
        return self

    async def __aexit__(self, *error: object) -> None:
        self._watching.cancel()
        await asyncio.gather(self._watching, return_exceptions=True)
        self._requests.clear()
        self._serve(None)
        await asyncio.gather(*self._tasks)

    @contextmanager
    def held(self) -> Iterator[Site | None]:
        """The site of the build that is there now, which lasts as long as the block; None if there is none."""
        site = self._site
        if site is None:
            yield None
            return
        self._requests[site] += 1
        try:
            yield site
        finally:
            self._requests[site] -= 1
            self._leave(site)

    async def _watch(self) -> None:
        period = _ELSEWHERE if isinstance(self._place, Endpoint) else _PERIOD
        pause = period
        while True:
            await asyncio.sleep(pause)
            try:
                await self.look()
                pause = period
            except (InputError, OSError, EOFError) as error:
                self._tell(error.words if isinstance(error, InputError) else Words(str(error), str(error)))
                pause = min(2 * pause, _LONGEST)

    async def look(self) -> None:
        """Serves what is there now. InputError if it cannot be opened, so that what was served stays."""
        there = await asyncio.to_thread(marked, self._place)
        self._missing = 0 if there else self._missing + 1
        if there is None:
            if self._missing > _MOMENT and self._site:
                self._tell(message("build_gone", folder=str(self._place)))
                self._serve(None)
        elif self._site is None or there != self._site.build.mark:
            build = await asyncio.to_thread(opened, self._place)
            self._serve(await Site.of(build, self._limits, read=self._read))
            self._told = NOTHING

    def _serve(self, site: Site | None) -> None:
        before, self._site = self._site, site
        if before:
            self._leave(before)

    def _leave(self, site: Site) -> None:
        """Ends a site that is served no more, when no request needs it."""
        if site is not self._site and not self._requests[site]:
            del self._requests[site]
            task = asyncio.create_task(site.close())
            self._tasks.add(task)
            task.add_done_callback(self._tasks.discard)

    def _tell(self, said: Words) -> None:
        if said != self._told:
            self._told = said
            _log.warning("%s %s", *said)


class Held:
    """The layer of the application that gives a request its site, and holds it until the answer is out."""

    def __init__(self, app: ASGIApp, builds: Builds) -> None:
        self._app, self._builds = app, builds

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        with self._builds.held() as scope["site"]:
            await self._app(scope, receive, send)
