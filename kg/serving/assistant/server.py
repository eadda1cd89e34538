"""The server that an assistant's client speaks to, over standard input and output or below /mcp."""

import logging
from collections.abc import Iterator, Mapping
from importlib.metadata import version
from typing import Any

from mcp.server.mcpserver import Context, MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp.server.transport_security import TransportSecuritySettings
from mcp.types import CallToolResult, InputRequiredResult, TextContent, ToolAnnotations
from pydantic import ValidationError
from starlette.types import Receive, Scope, Send

from kg.errors import InputError
from kg.messages import LANGS, Words, lines, message
from kg.nearness import hint
from kg.serving.assistant.desk import Desk
from kg.serving.assistant.resources import offer
from kg.serving.builds import Builds
from kg.serving.protocol import LONGEST
from kg.serving.refusals import Refusal
from kg.views.wording import Lang, text

_INSTRUCTIONS = """
jiqun is a knowledge graph made of surveys in which Chinese counties describe their industrial clusters; every fact has
its sentence. Begin with `questions` and `ask`; use `find` where a name is not certain, `describe` for one thing,
`compare` for several, `paths` for what links two, `evidence` for sentences, `audit` for what does not add up, `sparql`
for the rest. Quote each row with its sentence and report, tell what stands in `beware` and `notes` (jiqun://pitfalls),
and do not infer what no row says. Names are Chinese as the reports write them.
""".strip().replace("\n", " ")


class Assistant(MCPServer[None]):
    """The tools and resources over the builds of a folder or a store, each call answered from one build."""

    def __init__(self, builds: Builds, lang: Lang) -> None:
        logging.basicConfig(format="%(message)s")  # else the SDK sets the root logger up, with every request on it
        super().__init__(
            "jiqun",
            title="jiqun 集群",
            instructions=_INSTRUCTIONS,
            version=version("jiqun"),
            subscriptions=False,
            log_level="WARNING",
        )
        self._lang = lang
        desk = Desk(builds, lang)
        for tool in desk.tools:
            self.add_tool(
                tool,
                title=text(f"assistant_{tool.__name__}", lang),
                annotations=ToolAnnotations(read_only_hint=True, open_world_hint=False),
                structured_output=True,
            )
        offer(self, desk, lang)

    async def answer(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answers one request over HTTP, in JSON and without a session; who calls this checks host and origin."""
        app = self.streamable_http_app(
            streamable_http_path=scope["path"],
            json_response=True,
            stateless_http=True,
            max_request_body_size=LONGEST,
            transport_security=TransportSecuritySettings(enable_dns_rebinding_protection=False),
        )
        async with self.session_manager.run():  # which ends with the request, as does the build that answers it
            await app(scope, receive, send)

    async def call_tool(
        self, name: str, arguments: dict[str, Any], context: Context[None, Any] | None = None
    ) -> CallToolResult | InputRequiredResult:
        """The answer of a tool. What a call gets wrong is an answer too, an error that says what to do.

        The SDK lets an argument that a tool has not pass without a word, and tells a client nothing of what is raised.
        """
        schemas = {tool.name: tool.input_schema for tool in await self.list_tools()}
        try:
            _expect(name, arguments, schemas)
            return await super().call_tool(name, arguments, context)
        except InputError as error:
            said = error.words
        except ToolError as error:
            match error.__cause__:
                case InputError() | Refusal() as cause:
                    said = cause.words
                case ValidationError() as cause:
                    said = lines(_wrong_values(name, cause, schemas[name]))
                case _:
                    raise
        lang = next((lang for lang in LANGS if lang == arguments.get("language")), self._lang)
        # a client may hold structured content to the schema of the answer, so an error has none
        return CallToolResult(content=[TextContent(type="text", text=said[lang])], is_error=True)


def _expect(name: str, arguments: Mapping[str, Any], schemas: Mapping[str, Mapping[str, Any]]) -> None:
    """InputError if there is no such tool, or if it has no such argument."""
    if name not in schemas:
        raise InputError(message("no_tool", name=name, hint=hint(name, schemas, schemas)))
    known = schemas[name]["properties"]
    if unknown := sorted(arguments.keys() - known):
        raise InputError(message("tool_takes", tool=name, known=known, unknown=unknown))


def _wrong_values(tool: str, error: ValidationError, schema: Mapping[str, Any]) -> Iterator[Words]:
    """What is wrong with each argument, once."""
    for name, first in {str(each["loc"][0]): each for each in reversed(error.errors())}.items():
        takes = _takes(schema["properties"][name])
        if first["type"] == "missing":
            yield message("tool_needs", tool=tool, name=name, takes=takes)
        else:
            yield message("tool_value", tool=tool, name=name, takes=takes, value=repr(first["input"]))


def _takes(schema: Mapping[str, Any]) -> str:
    """What a schema takes, in short: zh | en, integer 1–500."""
    if "anyOf" in schema:
        return " | ".join(map(_takes, schema["anyOf"]))
    if choices := schema.get("enum", [schema["const"]] if "const" in schema else []):
        return " | ".join(map(repr, choices))
    kind = str(schema.get("type", "object"))
    ends = ("minItems", "maxItems") if kind == "array" else ("minimum", "maximum")
    within = [str(schema.get(end, "")) for end in ends]
    of = f" ({_takes(schema['items'])})" if kind == "array" else ""
    return f"{kind} {'–'.join(within)}{of}" if any(within) else f"{kind}{of}"
