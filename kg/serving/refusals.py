"""What the server refuses, with the status of HTTP and the reason in both languages: 查询超过 10 秒，已停止。"""

from collections.abc import Mapping

from starlette.requests import Request
from starlette.responses import JSONResponse, PlainTextResponse, Response

from kg.messages import Words


class Refusal(Exception):  # noqa: N818  # it is no error of ours
    """A request that gets no answer: its status, and what is wrong and what to do in both languages."""

    def __init__(self, status: int, zh: str, en: str, headers: Mapping[str, str] | None = None) -> None:
        super().__init__(status, zh, en)
        self.status, self.zh, self.en, self.headers = status, zh, en, headers

    @property
    def words(self) -> Words:
        """What is wrong and what to do, in both languages."""
        return Words(self.zh, self.en)


def told(request: Request, refusal: Refusal) -> Response:
    """The response that tells a refusal: RFC 9457 problem details below /api, else lines of text."""
    if request.url.path.startswith("/api/"):
        body = {"status": refusal.status, "title": refusal.en, "title_zh": refusal.zh}
        return JSONResponse(body, refusal.status, refusal.headers, "application/problem+json")
    return PlainTextResponse(f"{refusal.zh}\n{refusal.en}\n", refusal.status, refusal.headers)
