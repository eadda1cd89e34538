"""An assistant's client, the SDK's own: how it reaches a build, and what it finds there."""

import asyncio
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from mcp import Client, StdioServerParameters
from mcp.client.stdio import stdio_client


def stdio(folder: Path, *words: str) -> Any:
    """The transport to `kg mcp` of a folder."""
    line = ["-m", "kg", "mcp", "--graph", str(folder), *words]
    return stdio_client(StdioServerParameters(command=sys.executable, args=line))


def within(transport: Any, use: Callable[[Client], Awaitable[Any]]) -> Any:
    """What a client finds over a transport, or at an address."""

    async def asked() -> Any:
        async with Client(transport) as client:
            return await use(client)

    return asyncio.run(asked())
