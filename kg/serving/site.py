"""What a request is answered from: one build, with the processes for its queries and the pages for its readers."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Self

from starlette.requests import Request

from kg.endpoint.asking import Endpoint
from kg.serving.asked import Asked
from kg.serving.build import Served
from kg.serving.pages import Pages
from kg.serving.refusals import Refusal
from kg.serving.workers import Answering, Limits, Workers, origin_of


@dataclass(frozen=True, eq=False, slots=True)
class Site:
    """A build; who answers the queries of clients, and who the named queries, which so never wait for the former; the
    pages; and what ends with it."""

    build: Served
    workers: Answering
    named_workers: Answering
    pages: Pages
    ending: AsyncExitStack

    @classmethod
    async def of(cls, build: Served, limits: Limits) -> Self:
        """The site of a build, its processes started."""
        async with AsyncExitStack() as ending:
            ending.callback(build.close)
            workers, named_workers = await _answering(build, limits, ending)
            pages = Pages(build)
            ending.callback(pages.close)
            return cls(build, workers, named_workers, pages, ending.pop_all())

    async def close(self) -> None:
        """Ends its processes."""
        await self.ending.aclose()


async def _answering(build: Served, limits: Limits, ending: AsyncExitStack) -> tuple[Answering, Answering]:
    """Who answers, from now to the end."""
    if isinstance(build.store, Endpoint):
        asked = await ending.enter_async_context(Asked(build.store, limits))
        return asked, asked
    assert build.graph
    processes = await ending.enter_async_context(origin_of(build.graph, limits))
    first = await ending.enter_async_context(Workers(processes, limits))
    return first, await ending.enter_async_context(Workers(processes, limits))


class GoneError(Refusal):
    """The refusal while the folder holds no build."""

    def __init__(self) -> None:
        zh = "图谱文件夹现在不在。重新生成或放回后，这里会自动恢复。"
        en = "The folder of the build is not there now. Once it is built again or put back, this goes on by itself."
        super().__init__(503, zh, en, {"Retry-After": "5"})


def site(request: Request) -> Site:
    """What a request is answered from. GoneError if there is no build now."""
    found: Site | None = request.scope["site"]
    if found is None:
        raise GoneError
    return found
