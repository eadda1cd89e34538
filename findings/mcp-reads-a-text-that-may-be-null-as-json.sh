#!/bin/sh
# A tool of the MCP SDK whose text may be null gets another text than the client sent, or refuses it: "null" arrives as
# nothing, and a text that is a JSON list or object is told to be no string.
#
# What it shows: two tools take a text, one as `str`, the other as `str | None`. Before a call is validated, the SDK reads
#   each argument that is a text as JSON, to help clients that send lists as texts, unless its annotation is exactly
#   `str` (FuncMetadata.pre_parse_json). For the second tool the text null becomes None without a word, so that the
#   default is taken; [1] and {} become a list and an object, which are then refused ("Input should be a valid string"),
#   though the schema that the client was given says string or null and the client sent a string.
# Seen with: mcp 2.3.0, pydantic 2.14.4 on CPython 3.11; over stdio and HTTP as within one process.
# Who would be hurt: whoever lets a tool take a query, a document or a name that may be left out. A JSON document sent
#   to be stored is refused, a search for "null" becomes a search for anything. `str` with "" for none avoids it; jiqun
#   does so.
#
# Needs python3 (3.11 or later) and the package index for pinned packages. Opens no connection otherwise. Exit status 0
# if it is as described, 1 if it no longer is.
set -eu
place=$(mktemp -d)
trap 'rm -rf "$place"' EXIT INT TERM
"${PYTHON:-python3}" -m venv "$place/venv"
"$place/venv/bin/pip" install --quiet --disable-pip-version-check 'mcp==2.3.0' 'pydantic==2.14.4'
"$place/venv/bin/python" - <<'PYTHON'
import asyncio
import platform
import sys
from importlib.metadata import version

from mcp import Client
from mcp.server.mcpserver import MCPServer

print("Python", platform.python_version(), *(f"{name} {version(name)}" for name in ("mcp", "pydantic")))
server = MCPServer("texts", log_level="CRITICAL")


@server.tool()
def plain(text: str = "") -> str:
    """Gives the text back."""
    return repr(text)


@server.tool()
def nullable(text: str | None = None) -> str:
    """Gives the text back."""
    return repr(text)


async def told(tool: str, text: str) -> str:
    async with Client(server) as client:
        answer = await client.call_tool(tool, {"text": text})
        return "refused" if answer.is_error else answer.content[0].text


seen = {}
for text in ("null", "[1]", "{}", "one"):
    seen[text] = [asyncio.run(told(tool, text)) for tool in ("plain", "nullable")]
    print(f"{text:5} expected: {text!r} and {text!r}; seen: {' and '.join(seen[text])}")
as_described = {
    "null": ["'null'", "None"],
    "[1]": ["'[1]'", "refused"],
    "{}": ["'{}'", "refused"],
    "one": ["'one'", "'one'"],
}
if seen != as_described:
    print("It is no longer as described.")
    sys.exit(1)
PYTHON
