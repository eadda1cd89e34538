"""What a query asks for besides patterns: SERVICE, FROM <…>, an update; by tokens, never inside a text or an IRI."""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import pairwise
from typing import Literal

from pyoxigraph import NamedNode

from kg.messages import Words, message
from kg.store import Graph

_TOKEN = r"""
    (?P<iri> < (?: [^<>"{}|^`\\\x00-\x20] | \\u[0-9A-Fa-f]{4} | \\U[0-9A-Fa-f]{8} )* > )
    | (?P<comment> \#[^\n\r]* )
    | (?P<text> '''(?:'{0,2}(?:[^'\\]|\\.))*''' | \"\"\"(?:"{0,2}(?:[^"\\]|\\.))*\"\"\"
        | '(?:[^'\\\n\r]|\\[^\n\r])*' | "(?:[^"\\\n\r]|\\[^\n\r])*" )
    | (?P<label> [?$]\w+ | @[A-Za-z]+(?:-[A-Za-z0-9]+)* | _:[\w.-]+ )
    | (?=[\w:]) (?P<word> (?:\w[\w.-]*)? ) (?P<local> : (?: [\w:.-] | %[0-9A-Fa-f]{2} | \\[_~.\-!$&'()*+,;=/?\#@%] )* )?
    | (?P<unclosed> ['"].* )
    | [^\w\s:<'"\#?$@]+ | .
    """
_SAID = frozenset(("iri", "comment", "text", "unclosed"))
_OPENING, _CLOSING = "([{", ")]}"
_DEEPEST = 200  # brackets in brackets, or signs before signs; a parser that goes down one by one has an end
_SIGNS = re.compile(rf"(?:[!^+-]\s*){{{_DEEPEST},}}")
_UPDATES = frozenset(("INSERT", "DELETE", "LOAD", "CLEAR", "DROP", "CREATE", "ADD", "MOVE", "COPY", "WITH"))


@dataclass(frozen=True, slots=True)
class Outline:
    """What stands in a query.

    `federated`: it may ask another server. `graphs`: the IRIs of FROM and FROM NAMED, a prefixed name written out where
    its prefix is known. `update`: the first word of an update, such as INSERT; else "". `deep`: nested deeper than
    anybody writes.
    """

    federated: bool
    graphs: tuple[str, ...]
    update: str
    deep: bool


@dataclass(frozen=True, slots=True)
class Objection:
    """Why a query is not asked: an update, of another server, of a graph that is not there, or too deep."""

    reason: Literal["update", "service", "graph", "depth"]
    words: Words


def outline(query: str) -> Outline:
    """The outline of a text of SPARQL, which may be malformed.

    Oxigraph's parser takes a keyword that touches other words (`SERVICE:x`, `trueSERVICE<x>`), so the letters SERVICE
    in any word or prefix count. A prefix with them is refused too; a variable, a local name, a text or an IRI is not.
    """
    tokens = [token for token in _token().finditer(query) if token.lastgroup in ("iri", "word", "local", "unclosed")]
    words = [_word(token) for token in tokens]
    federated = any("SERVICE" in word.upper() for word in words)
    return Outline(federated, tuple(_graphs(tokens, words)), _update(words), _deep(unsaid(query)))


def objection(said: Outline, graphs: Iterable[str], store: Graph) -> Objection | None:
    """What is wrong with asking a store a query of this outline, of these graphs; None if nothing is."""
    if said.update:
        return Objection("update", message("query_update", word=said.update))
    if said.federated:
        return Objection("service", message("query_service"))
    if said.deep:
        return Objection("depth", message("query_depth", most=_DEEPEST))
    for iri in graphs:
        if not _known(iri, store):
            return Objection("graph", message("query_graph", iri=iri))
    return None


def _deep(query: str) -> bool:
    depth = deepest = 0
    for char in query:
        depth += (char in _OPENING) - (char in _CLOSING)
        deepest = max(deepest, depth)
    return deepest > _DEEPEST or bool(_SIGNS.search(query))


def _known(iri: str, store: Graph) -> bool:
    try:
        return store.contains_named_graph(NamedNode(iri))
    except ValueError:
        return False


@cache  # most commands need none
def _token() -> re.Pattern[str]:
    return re.compile(_TOKEN, re.VERBOSE | re.DOTALL)


def unsaid(query: str) -> str:
    """A query with spaces in the place of its texts, IRIs and comments."""
    return _token().sub(lambda token: _blank(token[0]) if token.lastgroup in _SAID else token[0], query)


def replaced(query: str, terms: Mapping[str, str]) -> str:
    """A query with terms in the places of the variables `$_name` or `?_name` of these names."""
    return "".join(terms.get(piece[2:], piece) if at % 2 else piece for at, piece in enumerate(_pieces(query)))


@cache
def _pieces(query: str) -> tuple[str, ...]:
    """A query in pieces; each second one is a variable whose name begins with an underline."""
    said = (token for token in _token().finditer(query) if token.lastgroup == "label" and token[0][1] == "_")
    edges = [0, *(edge for token in said for edge in token.span()), len(query)]
    return tuple(query[start:end] for start, end in pairwise(edges))


def _blank(said: str) -> str:
    return re.sub(r"[^\n\r]", " ", said)


def _word(token: re.Match[str]) -> str:
    """A keyword in capitals, a prefix with its colon as it is, all that follows a quote without end, "" for an IRI."""
    if token["local"]:
        return f"{token['word']}:"
    return (token["word"] or token["unclosed"] or "").upper()


def _graphs(tokens: list[re.Match[str]], words: list[str]) -> Iterator[str]:
    prefixes: dict[str, str] = {}
    for position, (token, word) in enumerate(zip(tokens, words, strict=True)):
        before = words[max(0, position - 2) : position]
        iri = token["iri"][1:-1] if token["iri"] else None
        if iri is not None and before[:1] == ["PREFIX"]:
            prefixes[before[1]] = iri
        elif before[-1:] == ["FROM"] or before == ["FROM", "NAMED"]:
            if iri is not None:
                yield iri
            elif word in prefixes:
                yield prefixes[word] + token["local"].removeprefix(":")


def _update(words: list[str]) -> str:
    """The first word after the prologue, if an update begins with it."""
    position = 0
    while position < len(words) and words[position] in ("PREFIX", "BASE"):
        position += 3 if words[position] == "PREFIX" else 2
    first = words[position] if position < len(words) else ""
    return first if first in _UPDATES else ""
