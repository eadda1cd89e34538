"""A build for one assistant, `kg mcp`: asked over standard input, answered over standard output, until that ends."""

import asyncio
from pathlib import Path

from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.messages import Lang, message
from kg.serving.build import opened
from kg.serving.builds import Builds
from kg.serving.workers import Limits

_LIMITS = Limits(workers=1, slow=1)


def run(place: Path | Endpoint, lang: Lang) -> None:
    """Answers until there is nothing more to read. InputError if no build is there, or MCP is not installed."""
    try:
        from kg.serving.assistant.server import Assistant
    except ModuleNotFoundError as error:
        raise InputError(message("mcp_missing")) from error
    builds = Builds(place, opened(place), _LIMITS, read=False)

    async def answered() -> None:
        async with builds:
            await Assistant(builds, lang).run_stdio_async()

    asyncio.run(answered())
