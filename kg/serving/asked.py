"""SPARQL that a store elsewhere answers: what `kg serve --endpoint` has in the place of processes over a build."""

import asyncio
from concurrent.futures import ThreadPoolExecutor
from typing import Any, Self

from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.ontology import PREFIXES
from kg.serving.refusals import Refusal
from kg.serving.worker import Told, answer
from kg.serving.workers import Answer, Limits, Question, answer_of, refusal


class Asked:
    """A store that is asked, from `async with` to its end: so many questions at once, the others wait."""

    def __init__(self, endpoint: Endpoint, limits: Limits) -> None:
        self.limits = limits
        self._endpoint = endpoint
        self._told = Told("", 0, False, limits.seconds, limits.rows, limits.size, limits.memory, PREFIXES)
        self._threads = ThreadPoolExecutor(limits.workers + limits.slow)

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *error: object) -> None:
        self._threads.shutdown(wait=False, cancel_futures=True)

    async def answer(self, question: Question) -> Answer:
        """The answer to a question. Refusal as of `Workers.answer`, 502 if the store cannot be reached or refuses."""
        try:
            async with asyncio.timeout(self.limits.seconds):
                asked = asyncio.get_running_loop().run_in_executor(self._threads, self._answered, question)
                head, body = await asked
        except TimeoutError:
            raise refusal(self.limits, "time") from None
        except InputError as error:
            raise Refusal(502, *error.words) from error
        return answer_of(self.limits, question, head, body)

    def _answered(self, question: Question) -> tuple[dict[str, Any], bytes]:
        return answer(self._endpoint, question.asked, self._told)
