"""What every answer says to a browser, errors and redirects too: nothing else may frame it, read it or run in it."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HEADERS = {
    "Content-Security-Policy": "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "no-referrer",
}
_RAW = [(name.lower().encode(), value.encode()) for name, value in _HEADERS.items()]


def policy(page: str) -> dict[str, str]:
    """The header of a page that names a policy of its own."""
    return {"Content-Security-Policy": f"{page}; frame-ancestors 'none'"} if page else {}


class Headed:
    """The outermost layer of the application."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def sent(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name for name, _ in message["headers"]}
                message["headers"] = [*message["headers"], *(each for each in _RAW if each[0] not in said)]
            await send(message)

        await self._app(scope, receive, sent)
