"""/mcp, where assistants knock: opened at the first knock, as importing the SDK takes longer than all the rest."""

import asyncio
import re
from collections.abc import Sequence
from importlib import import_module
from typing import Any

from starlette.requests import Request
from starlette.types import Receive, Scope, Send

from kg.messages import message
from kg.serving.builds import Builds
from kg.serving.refusals import Refusal


class Door:
    """The Streamable HTTP transport of the Model Context Protocol, without sessions: a request is answered by itself,
    in JSON, from the build that is there then. `origins` are patterns of the sites whose scripts may ask."""

    def __init__(self, builds: Builds, origins: Sequence[str]) -> None:
        self._builds, self._origins = builds, origins
        self._opening = asyncio.Lock()
        self._assistant: Any = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers a request. Refusal 403 to a script of another site, 405 if it is no POST, 501 if MCP is not there."""
        request = Request(scope, receive)
        origin = request.headers.get("origin")
        if origin and not any(re.fullmatch(known, origin) for known in self._origins):
            raise Refusal(403, f"不接受来自 {origin} 的请求。", f"Requests from {origin} are not taken.")
        if request.method != "POST":
            zh = "这里供助手使用（MCP），只接受 POST；网页从 / 开始。"
            en = "This is for assistants (MCP) and takes POST only. The pages begin at /."
            raise Refusal(405, zh, en, {"Allow": "POST"})
        await (await self._opened()).answer(scope, receive, send)

    async def _opened(self) -> Any:
        """The assistant, made once. Refusal 501 if MCP is not there."""
        async with self._opening:
            if self._assistant is None:
                try:
                    room = await asyncio.to_thread(import_module, "kg.serving.assistant.server")
                except ModuleNotFoundError:
                    raise Refusal(501, *message("mcp_missing")) from None
                self._assistant = room.Assistant(self._builds, "zh")
            return self._assistant
