"""The graph as JSON, /api/query/towns-with-several-clusters?within=诸城: what the pages show, for programs."""

import json
import re
from collections.abc import Iterable
from dataclasses import asdict
from decimal import Decimal
from typing import Any

from pyoxigraph import NamedNode, QueryBoolean
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from kg.errors import InputError
from kg.queries import Query, Rows, named
from kg.serving.openapi import openapi
from kg.serving.refusals import Refusal
from kg.serving.search import search
from kg.serving.site import Site, site
from kg.store import Graph

_MOST = 100  # things that one search gives


async def queries(request: Request) -> Response:
    """The named queries, with their parameters and columns in both languages."""
    return _json([_told(query) for query in named().values()])


async def query(request: Request) -> Response:
    """The rows of one named query, objects by the names of its columns."""
    name = request.path_params["name"]
    if name not in named():
        raise Refusal(404, f"没有名为 {name} 的查询。", f"There is no query called {name}.")
    found = await _rows(site(request), named()[name], **_only_once(request))
    return _json(_objects(found))


async def entity(request: Request) -> Response:
    """One thing by its IRI: its name, class and place, and its facts with their sentences (rows of facts-of)."""
    given = _parameters(request, "iri", "certainty", "language")
    iri, certainty, language = (given.get(name, "") for name in ("iri", "certainty", "language"))
    at = site(request)
    if not await run_in_threadpool(_known, at.build.store, iri):
        raise Refusal(404, f"图谱中没有 {iri}。", f"The graph has no {iri}.")
    about = _objects(await _rows(at, named()["entities"], name=iri, language=language))
    facts = _objects(await _rows(at, named()["facts-of"], thing=iri, certainty=certainty, language=language))
    return _json({"iri": iri, "entity": about[0] if about else None, "facts": facts})


async def found(request: Request) -> Response:
    """The things that a name, a part of one, or pinyin finds, the best first."""
    given = _parameters(request, "q", "limit")
    limit = given.get("limit", "20")
    if not (re.fullmatch("[0-9]{1,9}", limit) and 1 <= int(limit) <= _MOST):
        raise Refusal(400, f"limit 须为 1 到 {_MOST} 的整数。", f"limit must be a whole number from 1 to {_MOST}.")
    names = await run_in_threadpool(lambda: site(request).build.names)
    entries = search(names, given.get("q", ""), int(limit))
    return _json([{key: value for key, value in asdict(entry).items() if key != "syllables"} for entry in entries])


async def reports(request: Request) -> Response:
    """The reports of the build: file, place, length, facts, and the share of figures that facts cover."""
    return _json([{"report": slug} | entry for slug, entry in site(request).build.reports.items()])


async def text(request: Request) -> Response:
    """The frozen text of a report, in whose code points the facts' start and end count."""
    slug = _slug(request)
    return _json({"report": slug, "text": await run_in_threadpool(site(request).build.build.text, slug)})


async def facts(request: Request) -> Response:
    """The facts of a report, lines of facts.jsonl in the order of the text."""
    found = await run_in_threadpool(lambda: site(request).build.facts)
    return Response(found[_slug(request)], media_type="application/json")


async def described(request: Request) -> Response:
    """What this interface takes and gives, in OpenAPI."""
    return _json(openapi(str(request.base_url)))


ROUTES = [
    Route("/api/queries", queries),
    Route("/api/query/{name}", query),
    Route("/api/entity", entity),
    Route("/api/search", found),
    Route("/api/reports", reports),
    Route("/api/report/{slug}/text", text),
    Route("/api/report/{slug}/facts", facts),
    Route("/api/openapi.json", described),
]


async def _rows(at: Site, query: Query, **values: str) -> Rows:
    """A named query's rows, from one of the processes. Refusal 400 if a parameter is wrong."""
    try:
        return await at.rows(query, **values)
    except InputError as error:
        raise Refusal(400, *error.words) from error


def _parameters(request: Request, *known: str) -> dict[str, str]:
    """The parameters of a request. Refusal 400 if there is one that is not known or that comes twice."""
    given = _only_once(request)
    if unknown := sorted(given.keys() - set(known)):
        listed, names = ", ".join(unknown), ", ".join(known)
        zh, en = f"没有参数 {listed}；可用的有 {names}。", f"There is no parameter {listed}. There are {names}."
        raise Refusal(400, zh, en)
    return given


def _only_once(request: Request) -> dict[str, str]:
    pairs = request.query_params.multi_items()
    if twice := [key for key in request.query_params if len(request.query_params.getlist(key)) > 1]:
        raise Refusal(400, f"参数 {twice[0]} 只能给一次。", f"The parameter {twice[0]} can be given once.")
    return dict(pairs)


def _slug(request: Request) -> str:
    slug: str = request.path_params["slug"]
    if slug not in site(request).build.reports:
        raise Refusal(404, f"没有报告 {slug}。", f"There is no report {slug}.")
    return slug


def _known(store: Graph, iri: str) -> bool:
    try:
        node = NamedNode(iri)
    except ValueError:
        return False
    found = store.query(f"ASK {{ {{ {node} ?p ?o }} UNION {{ GRAPH ?g {{ {node} ?p ?o }} }} }}")
    return isinstance(found, QueryBoolean) and bool(found)


def _told(query: Query) -> dict[str, Any]:
    return {
        "name": query.name,
        "summary": asdict(query.summary),
        "question": asdict(query.question),
        "parameters": [
            {
                "name": parameter.name,
                "type": parameter.type,
                "default": parameter.default,
                "choices": parameter.choices,
                "description": asdict(parameter.description),
            }
            for parameter in query.parameters
        ],
        "columns": [{"name": column.name, "label": asdict(column.label)} for column in query.columns],
    }


def _objects(found: Rows) -> list[dict[str, Any]]:
    names = [column.name for column in found.columns]
    return [dict(zip(names, row, strict=True)) for row in found]


def _json(content: dict[str, Any] | Iterable[Any]) -> Response:
    return Response(json.dumps(content, ensure_ascii=False, default=_number), media_type="application/json")


def _number(value: object) -> int | float:
    assert isinstance(value, Decimal)
    return int(value) if value == value.to_integral_value() else float(value)
