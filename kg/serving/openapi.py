"""The description of /api in OpenAPI 3.1, made of the named queries: their questions, parameters and columns."""

from importlib.metadata import version
from typing import Any

from kg.queries import Parameter, Query, named

_ANY = {"type": ["string", "number", "boolean", "null"]}
_TEXT = {"type": "string"}
_TYPES: dict[str, dict[str, Any]] = {
    "year": {"type": "string", "pattern": "^([0-9]{4})?$"},
    "integer": {"type": "integer", "minimum": 0},
    "share": {"type": "number", "minimum": 0, "maximum": 1},
}
_LANGUAGE = ("language", "The language of terms.", {"type": "string", "enum": ["zh", "en"], "default": "zh"})
_SLUG = {
    "name": "slug",
    "in": "path",
    "required": True,
    "schema": _TEXT,
    "description": "The report, as /api/reports lists it.",
}


def openapi(base: str) -> dict[str, Any]:
    """The description, for a server at `base`."""
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "jiqun",
            "version": version("jiqun"),
            "summary": "产业集群知识图谱 / the graph of industrial clusters",
        },
        "servers": [{"url": base.rstrip("/")}],
        "paths": {path: {"get": said} for path, said in (*_fixed(), *map(_query, named().values()))},
        "components": {"schemas": {"Problem": _problem()}},
    }


def _fixed() -> list[tuple[str, dict[str, Any]]]:
    rows = _array(_object({}))
    iri = _parameter("iri", "The IRI of a thing.", _TEXT, required=True)
    limit = _parameter("limit", "How many at most.", {"type": "integer", "minimum": 1, "maximum": 100, "default": 20})
    q = _parameter("q", "A name, a part of one, pinyin or its initials.", _TEXT, required=True)
    certain = _parameter("certainty", "Facts as certain as this.", _TYPES["share"] | {"default": 0.0})
    entry = _object({"iri": _TEXT, "name": _TEXT, "other_names": _array(_TEXT), "type": _TEXT, "place": _TEXT})
    thing = _object({"iri": _TEXT, "entity": {"type": ["object", "null"]}, "facts": rows})
    asked = _object({"name": _TEXT, "summary": {}, "question": {}, "parameters": {}, "columns": {}})
    report = _object({"report": _TEXT, "source": _TEXT})
    frozen = _object({"report": _TEXT, "text": _TEXT})
    itself = _object({"openapi": _TEXT, "paths": _object({})})
    return [
        _operation("/api/queries", "The named queries.", [], _array(asked)),
        _operation("/api/entity", "One thing: its facts and sentences.", [iri, certain, _parameter(*_LANGUAGE)], thing),
        _operation("/api/search", "Things by name or pinyin.", [q, limit], _array(entry)),
        _operation("/api/reports", "The reports of the build.", [], _array(report)),
        _operation("/api/report/{slug}/text", "The text of a report.", [_SLUG], frozen),
        _operation("/api/report/{slug}/facts", "The facts of a report, as in facts.jsonl.", [_SLUG], rows),
        _operation("/api/openapi.json", "This description.", [], itself),
    ]


def _query(query: Query) -> tuple[str, dict[str, Any]]:
    columns = {
        column.name: _ANY | {"description": f"{column.label.zh} / {column.label.en}"} for column in query.columns
    }
    question = f"{query.question.zh} / {query.question.en}"
    parameters = [_asked(parameter) for parameter in query.parameters]
    return _operation(f"/api/query/{query.name}", question, parameters, _array(_object(columns)))


def _asked(parameter: Parameter) -> dict[str, Any]:
    schema: dict[str, Any] = dict(_TYPES.get(parameter.type, _TEXT))
    if parameter.choices:
        schema["enum"] = list(parameter.choices)
    schema["default"] = float(parameter.default) if parameter.type == "share" else parameter.default
    return _parameter(parameter.name, f"{parameter.description.zh} / {parameter.description.en}", schema)


def _parameter(name: str, description: str, schema: dict[str, Any], *, required: bool = False) -> dict[str, Any]:
    return {"name": name, "in": "query", "required": required, "description": description, "schema": schema}


def _operation(
    path: str, summary: str, parameters: list[dict[str, Any]], schema: dict[str, Any]
) -> tuple[str, dict[str, Any]]:
    """A path with what a GET of it takes and gives."""
    problem = {"application/problem+json": {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return path, {
        "operationId": path.removeprefix("/api/"),
        "summary": summary,
        "parameters": parameters,
        "responses": {
            "200": {"description": "The answer.", "content": {"application/json": {"schema": schema}}},
            "default": {"description": "A refusal: 400, 404, 503, 504 or 507.", "content": problem},
        },
    }


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {"type": "object", "properties": properties, "required": list(properties)}


def _array(items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "items": items}


def _problem() -> dict[str, Any]:
    return _object({"status": {"type": "integer"}, "title": _TEXT, "title_zh": _TEXT})
