"""What a request is answered from: one build, with the processes for its queries and the pages for its readers."""

from contextlib import AsyncExitStack
from dataclasses import dataclass
from typing import Self

from pyoxigraph import QueryResultsFormat, parse_query_results
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request

from kg.endpoint.asking import Endpoint
from kg.queries import Column, Query, Rows, asked
from kg.queries.answers import rows
from kg.serving.asked import Asked
from kg.serving.build import Served
from kg.serving.pages import Pages
from kg.serving.refusals import Refusal
from kg.serving.workers import Answering, Limits, Question, Workers, origin_of


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
    async def of(cls, build: Served, limits: Limits, *, read: bool = True) -> Self:
        """The site of a build, its processes started; if it is `read`, the pages that take long are made ahead."""
        async with AsyncExitStack() as ending:
            ending.callback(build.close)
            workers, named_workers = await _answering(build, limits, ending)
            pages = Pages(build, ahead=read)
            ending.callback(pages.close)
            return cls(build, workers, named_workers, pages, ending.pop_all())

    async def rows(self, query: Query, **values: object) -> Rows:
        """A named query's rows, from one of the processes. InputError if a parameter is wrong, Refusal as of
        `Workers.answer`."""
        return await self.told(await run_in_threadpool(asked, self.build.store, query, **values), query.columns)

    async def told(self, text: str, columns: tuple[Column, ...] = ()) -> Rows:
        """The rows of a question of our own in SPARQL. Refusal as of `Workers.answer`."""
        answer = await self.named_workers.answer(Question(text))
        return rows(parse_query_results(answer.body, format=QueryResultsFormat.JSON), columns)

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
