"""Questions to the graph by name, 哪些乡镇有多个集群: queries/*.rq with typed parameters, and rows for answers."""

import re
from collections.abc import Iterator, Mapping
from decimal import Decimal
from functools import cache, partial
from pathlib import Path
from typing import overload

from pyoxigraph import Literal, Store

from kg import store as stores
from kg.errors import DefinitionError, InputError
from kg.folder import Build, is_build, reading
from kg.lexicon import table
from kg.messages import Words, lines, message
from kg.nearness import hint
from kg.queries.answers import Column, Rows, Value, answer, rows
from kg.queries.definition import Parameter, Query, parsed, selected, shipped
from kg.queries.narrowing import narrowed
from kg.queries.slips import slips
from kg.queries.syntax import Objection, objection, outline
from kg.resources import resource
from kg.store import Graph

__all__ = [
    "Column",
    "Parameter",
    "Query",
    "Rows",
    "Value",
    "Words",
    "asked",
    "bound",
    "expect_names",
    "find",
    "named",
    "no_query",
    "open_build",
    "query",
    "run",
    "slips",
]

_MEASURES = """
PREFIX jq: <https://w3id.org/jiqun/ontology#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT ?code ?name { ?measure jq:measureKind ?kind ; skos:notation ?code ; skos:prefLabel ?name } ORDER BY ?code ?name
"""


_NAMES = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?name {
  ?thing skos:prefLabel|skos:altLabel ?name FILTER STRSTARTS(STR(?thing), "https://w3id.org/jiqun/id/")
} ORDER BY ?name
"""


class _Named(Mapping[str, Query]):
    """The queries of a folder by name, each read when it is first asked for."""

    def __init__(self, folder: Path) -> None:
        self._files = {path.stem: path for path in sorted(folder.glob("*.rq"))}
        self._read: dict[str, Query] = {}

    def __getitem__(self, name: str) -> Query:
        if name not in self._read:
            self._read[name] = shipped(self._files[name].read_text("utf-8"), name)
        return self._read[name]

    def __contains__(self, name: object) -> bool:
        return name in self._files

    def __iter__(self) -> Iterator[str]:
        return iter(self._files)

    def __len__(self) -> int:
        return len(self._files)


@cache
def named() -> Mapping[str, Query]:
    """The project's queries by name. DefinitionError with file and line if one is malformed, when it is asked for."""
    return _Named(resource("queries"))


def run(store: Graph, query: Query, **values: object) -> Rows:
    """The answer of a store to a query; a parameter without a value, or with an empty one, keeps its default.

    InputError if there is no such parameter, if a value is not of its type, if nothing in the graph has a name that is
    given, with the nearest that there are, or if a query of a user's own is of a graph that is not there.
    """
    if not _is_ours(query):
        said = outline(query.text)
        _allow(objection(said, said.graphs, store))
    found = rows(answer(store, asked(store, query, **values), query.name), query.columns)
    if not found.rows:
        expect_names(store, query, values)
    return found


def asked(store: Graph, query: Query, **values: object) -> str:
    """What `run` asks a store, which of ours is told to it so that it need not look at all that it holds. InputError as
    there."""
    text = bound(store, query, **values)
    return narrowed(store, text) if _is_ours(query) and isinstance(store, Store) else text


def bound(store: Graph, query: Query, **values: object) -> str:
    """The SPARQL of a query with these values, for whoever sends it elsewhere. InputError as there."""
    known = {parameter.name: parameter for parameter in query.parameters}
    if unknown := sorted(values.keys() - known):
        key = "query_takes" if known else "query_takes_none"
        raise InputError(message(key, query=query.name, known=known, unknown=unknown))
    return query.bound([_term(store, parameter, values.get(name)) for name, parameter in known.items()])


def query(query: str, graph: Path | str | Graph = "build", **values: object) -> Rows:
    """The answer of a build to a named query, to a file of SPARQL (`*.rq`), or to SPARQL as text.

    `graph` is the folder of the build, or an endpoint. InputError if it is none, if there is no such query or file,
    with the line if it is not SPARQL, if it is an update or asks another server, and as `run` does.
    """
    return run(open_build(graph), find(query), **values)


def find(query: str) -> Query:
    """The query of a name, of a file (`*.rq`) or of a text of SPARQL. InputError if there is none such."""
    if query in named():
        return named()[query]
    if any(mark in query for mark in "{<"):
        return _users(query, "query")
    path = Path(query)
    if path.suffix == ".rq":
        try:
            return _users(path.read_text("utf-8-sig"), path.stem)
        except OSError as error:
            raise InputError(message("unreadable", path=path, why=error)) from error
        except UnicodeDecodeError as error:
            raise InputError(message("not_utf8", path=path)) from error
    raise no_query(query)


def no_query(name: str) -> InputError:
    """The error that there is no query of this name, with those that it may mean."""
    holding = [each for each in named() if name in each]
    told = message("hint_near", names=holding) if holding else hint(name, named(), named())
    return InputError(message("no_query", name=name, hint=told))


@overload
def open_build(folder: Path | str, *, brief: bool = False) -> Store: ...


@overload
def open_build(folder: Path | str | Graph, *, brief: bool = False) -> Graph: ...


def open_build(folder: Path | str | Graph, *, brief: bool = False) -> Graph:
    """The graph of a build, or of a folder with just a graph, to be read only; `brief` as in `Build.graph`. An endpoint
    is one already.

    InputError if there is neither.
    """
    if not isinstance(folder, Path | str):
        return folder
    folder = Path(folder)
    if is_build(folder):
        return reading(folder, partial(Build.graph, brief=brief))
    if not any((folder / part).exists() for part in ("graph.nq", "store")):
        raise InputError(message("build_missing", folder=folder))
    return stores.opened(folder)


def _is_ours(query: Query) -> bool:
    return query is named().get(query.name)


def _users(text: str, name: str) -> Query:
    """A user's query, whose head may be missing."""
    _allow(objection(outline(text), (), Store()))
    try:
        if re.search(r"^#\+", text, re.MULTILINE):
            found = parsed(text, name)
            selected(found.bound([_literal(parameter.default) for parameter in found.parameters]), name)
            return found
        selected(text, name)
    except DefinitionError as error:
        raise InputError(lines([error.words, *slips(text)])) from error
    return Query(name, Words("", ""), Words("", ""), (), (), text)


def _allow(found: Objection | None) -> None:
    if found:
        raise InputError(found.words)


def _term(store: Graph, parameter: Parameter, value: object) -> Literal:
    text = "" if value is None else str(value).strip()
    if not text:
        return _literal(parameter.default)
    if parameter.type == "integer":
        if not re.fullmatch("[0-9]{1,9}", text):
            raise InputError(message("value_integer", name=parameter.name, value=text))
        return Literal(int(text))
    if parameter.type == "share":
        if not re.fullmatch("0([.][0-9]{1,6})?|1([.]0{1,6})?", text):
            raise InputError(message("value_share", name=parameter.name, value=text))
        return _literal(Decimal(text))
    if parameter.type == "year" and not re.fullmatch("[0-9]{4}", text):
        raise InputError(message("value_year", name=parameter.name, value=text))
    if parameter.type == "choice" and text not in parameter.choices:
        raise InputError(message("value_choice", name=parameter.name, choices=parameter.choices, value=text))
    if parameter.type == "measure" and text != parameter.default:
        return Literal(_measure(store, text))
    try:
        return Literal(text)
    except ValueError as error:
        raise InputError(message("value_characters", name=parameter.name)) from error


def expect_names(store: Graph, query: Query, values: Mapping[str, object]) -> None:
    """InputError if a name among the values is neither an IRI nor in any name of the graph."""
    known: list[str] = []
    for parameter in query.parameters:
        name = str(values.get(parameter.name) or "").strip()
        if parameter.type == "name" and name and "://" not in name:
            known = known or [row.name for row in rows(answer(store, _NAMES, "names"))]
            if not any(name in each for each in known):
                raise InputError(message("name_unknown", name=name, hint=hint(name, known)))


def _literal(value: str | int | Decimal) -> Literal:
    return stores.decimal(value) if isinstance(value, Decimal) else Literal(value)


def _measure(store: Graph, text: str) -> str:
    """The code of a measure, from its code, its label in either language, or a word of reports for it (销售收入)."""
    codes: dict[str, str] = {}
    for row in rows(answer(store, _MEASURES, "measures")):
        codes |= {row.code: row.code, row.name: row.code}
    codes = table("measures", "measure") | codes
    if text not in codes:
        told = hint(text, codes, sorted(set(codes.values())))
        raise InputError(message("no_measure", name=text, hint=told))
    return codes[text]
