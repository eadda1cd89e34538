"""The SPARQL 1.1 Protocol at /sparql: GET, POST of a form, POST of a query; read only."""

import asyncio
import json
import re
from collections.abc import Awaitable
from dataclasses import asdict
from functools import lru_cache
from urllib.parse import parse_qsl

from starlette.requests import Request
from starlette.responses import Response

from kg.messages import Words, lines
from kg.queries import slips
from kg.queries.syntax import Outline, objection, outline
from kg.serving.media import BINDINGS, GRAPHS, content_type, preferred, unacceptable
from kg.serving.refusals import Refusal
from kg.serving.workers import Answer, Answering, Question
from kg.store import Graph

METHODS = ["GET", "POST"]
SLIPS = "Jiqun-Slips"  # the header that tells full-width marks and variables that are never bound, a list in JSON
LONGEST = 250_000  # bytes of a request

_FORM = "application/x-www-form-urlencoded"
_DIRECT = "application/sparql-query"
_UPDATE = "application/sparql-update"
_CHARSET = re.compile(r"charset\s*=\s*\"?([^\s\";]*)", re.IGNORECASE)
_RDFLIB_DEFAULT = "urn:x-rdflib:default"  # what rdflib's Dataset asks where it means the default graph
_SHORT = 1_000  # characters of a query that is read in a millisecond or two
_LONG = 10_000  # characters of a query that is remembered, at most
_REMEMBERED = 256  # queries
_SOON = 0.05  # seconds after which it is worth to watch whether the client is still there
_STATUS = {"update": 400, "service": 403, "graph": 400, "depth": 400}
_READ_ONLY = Refusal(403, "本端点只读，不接受更新。", "This endpoint is read-only and takes no updates.")

Parameters = list[tuple[str, str]]


async def answered(request: Request, store: Graph, workers: Answering) -> Response | None:
    """The response to a request of the protocol; None if it is a GET without a query, which asks for the description.

    Refusal 400 if it is malformed or of a graph that is not there, 403 if it is an update or has SERVICE, 406 if it
    accepts no format, 413 if it is too long, 415 if it comes in another type, and those of `Workers.answer`.
    """
    parameters = await _parameters(request)
    if request.method != "POST" and not parameters:
        return None
    if any(key == "update" for key, _ in parameters):
        raise _READ_ONLY
    queries = _all(parameters, "query")
    if len(queries) != 1:
        raise Refusal(
            400,
            f"请求须有一个 query 参数，这里有 {len(queries)} 个。",
            f"A request has one parameter query, not {len(queries)}.",
        )
    if len(queries[0]) <= _SHORT:
        said, found = _read(queries[0])
    else:  # the pages must not wait for it
        read = _read if len(queries[0]) <= _LONG else _read.__wrapped__
        said, found = await asyncio.to_thread(read, queries[0])
    if said.graphs or len(parameters) > 1:  # whether a graph is there may be asked elsewhere
        question = await asyncio.to_thread(_question, request, queries[0], said, parameters, store)
    else:
        question = _question(request, queries[0], said, parameters, store)
    noted = {SLIPS: json.dumps([asdict(slip) for slip in found])} if found else {}
    try:
        answer = await _while_connected(request, workers.answer(question))
    except Refusal as refusal:
        told = lines([refusal.words, *found])
        raise Refusal(refusal.status, told.zh, told.en, {**(refusal.headers or {}), **noted}) from None
    return Response(answer.body, headers={"Content-Type": content_type(answer.media), "Vary": "Accept", **noted})


@lru_cache(_REMEMBERED)  # programs ask the same again and again
def _read(query: str) -> tuple[Outline, tuple[Words, ...]]:
    return outline(query), slips(query)


def accepted(request: Request) -> str:
    """What the client accepts, its headers Accept as one."""
    return ", ".join(request.headers.getlist("accept"))


def _question(request: Request, query: str, said: Outline, parameters: Parameters, store: Graph) -> Question:
    default, named = _all(parameters, "default-graph-uri"), _all(parameters, "named-graph-uri")
    asked = [iri for iri in (*default, *named) or said.graphs if iri != _RDFLIB_DEFAULT]
    if found := objection(said, asked, store):
        raise Refusal(_STATUS[found.reason], *found.words)
    wanted = accepted(request)
    bindings, graph = preferred(wanted, list(BINDINGS)), preferred(wanted, list(GRAPHS))
    if bindings is None and graph is None:
        raise unacceptable((*BINDINGS, *GRAPHS))
    if not default and not named:
        return Question(query, bindings=bindings, graph=graph)
    if default == [_RDFLIB_DEFAULT]:
        return Question(query, None, tuple(named) or None, bindings, graph)
    return Question(query, tuple(default), tuple(named), bindings, graph)


def _all(parameters: Parameters, key: str) -> list[str]:
    return [value for name, value in parameters if name == key]


async def _parameters(request: Request) -> Parameters:
    """The parameters of a request, wherever its method puts them."""
    parameters = _decoded(request.scope["query_string"])
    if request.method != "POST":
        return parameters
    kind, _, options = request.headers.get("content-type", "").partition(";")
    kind = kind.strip().lower()
    if kind == _UPDATE:
        raise _READ_ONLY
    charset = _CHARSET.search(options)
    if kind not in (_FORM, _DIRECT) or (charset and charset[1].lower() not in ("utf-8", "utf8")):
        zh, en = f"POST 须为 {_FORM} 或 {_DIRECT}，UTF-8 编码。", f"POST takes {_FORM} or {_DIRECT}, in UTF-8."
        raise Refusal(415, zh, en)
    body = await _body(request)
    return parameters + (_decoded(body) if kind == _FORM else [("query", _text(body))])


async def _body(request: Request) -> bytes:
    body = b""
    async for chunk in request.stream():
        body += chunk
        if len(body) > LONGEST:
            raise Refusal(413, f"请求超过 {LONGEST:,} 字节。", f"The request has more than {LONGEST:,} bytes.")
    return body


def _decoded(form: bytes) -> Parameters:
    try:
        return parse_qsl(_text(form), keep_blank_values=True, errors="strict")
    except ValueError:
        raise _not_utf8() from None


def _text(body: bytes) -> str:
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        raise _not_utf8() from None


def _not_utf8() -> Refusal:
    return Refusal(400, "请求不是 UTF-8 编码。", "The request is not UTF-8 text.")


async def _while_connected(request: Request, answer: Awaitable[Answer]) -> Answer:
    """An answer, given up when the client hangs up, so that its process is free for others."""
    asked = asyncio.ensure_future(answer)
    try:
        done, _ = await asyncio.wait((asked,), timeout=_SOON)
        if not done:
            await _or_gone(request, asked)
        return asked.result()
    finally:
        asked.cancel()


async def _or_gone(request: Request, asked: asyncio.Future[Answer]) -> None:
    """Waits for an answer. Refusal 499 if the client hangs up before."""
    gone = asyncio.ensure_future(_gone(request))
    try:
        await asyncio.wait((asked, gone), return_when=asyncio.FIRST_COMPLETED)
        if not asked.done():
            raise Refusal(499, "客户端已断开。", "The client hung up.")
    finally:
        gone.cancel()


async def _gone(request: Request) -> None:
    while (await request.receive())["type"] != "http.disconnect":
        pass
