"""From SPARQL to rows of plain values: strings, numbers and None."""

import re
from collections import namedtuple
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode, QueryBoolean, QuerySolutions, QueryTriples

from kg.errors import DefinitionError, InputError
from kg.messages import Words, message
from kg.store import Graph

Value = str | int | Decimal | float | None
Answer = QuerySolutions | QueryBoolean | QueryTriples

_POSITION = re.compile(r"error at (\d+):\d+: ")
_XSD = "http://www.w3.org/2001/XMLSchema#"
_DIGITS = r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)"
_FLOAT = re.compile(rf"{_DIGITS}(?:[eE][+-]?[0-9]+)?|[+-]?INF|NaN")
_NUMBERS: dict[str, tuple[re.Pattern[str], type[int] | type[Decimal] | type[float]]] = {
    f"{_XSD}integer": (re.compile("[+-]?[0-9]+"), int),
    f"{_XSD}decimal": (re.compile(_DIGITS), Decimal),
    f"{_XSD}double": (_FLOAT, float),
    f"{_XSD}float": (_FLOAT, float),
}
_BOOLEAN = f"{_XSD}boolean"
_BOOLEANS = {"true": True, "1": True, "false": False, "0": False}
_LONGEST = 4300  # digits of a number: the most that Python writes out


@dataclass(frozen=True, slots=True)
class Column:
    """A column of an answer; one whose name ends in `_id` holds IRIs or codes for programs.

    With a `join` it is a list: a store gives a line for each item, in any order and with empty ones, and a row has the
    items in order with this mark between them.
    """

    name: str
    label: Words
    join: str = ""


@dataclass(frozen=True, slots=True)
class Rows:
    """An answer: its columns and its rows, named tuples of strings, numbers and None."""

    columns: tuple[Column, ...]
    rows: tuple[Any, ...]

    def __iter__(self) -> Iterator[Any]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __getitem__(self, at: int) -> Any:
        return self.rows[at]


def answer(
    store: Graph, text: str, name: str, failure: type[InputError] | type[DefinitionError] = InputError
) -> Answer:
    """What a store answers to SPARQL. The failure, with the query's name and the line, if it is not SPARQL, and with
    what Oxigraph says if it cannot be answered, as with a function that there is not."""
    try:
        return store.query(text)
    except (OSError, RuntimeError) as error:
        raise failure(message("query_unanswered", name=name, why=str(error))) from error
    except SyntaxError as error:
        line = _POSITION.search(str(error))
        said = _POSITION.sub("", str(error))
        told = {"name": name, "why": said}
        raise failure(
            message("query_wrong_at", **told, line=line[1]) if line else message("query_wrong", **told)
        ) from error


def rows(found: Answer, columns: tuple[Column, ...] = ()) -> Rows:
    """An answer as rows; without columns, those go by the names of the variables. InputError as `value` does, and if
    the query fails under way."""
    try:
        names, terms = _terms(found)
    except (OSError, RuntimeError) as error:
        raise InputError(message("query_failed", why=str(error))) from error
    kind = namedtuple("Row", names, rename=True)  # type: ignore[misc]  # the fields are known only now
    labelled = columns or tuple(Column(name, Words(name, name)) for name in names)
    listed = [(at, column.join) for at, column in enumerate(labelled) if column.join]
    return Rows(labelled, tuple(kind(*_joined([*map(value, row)], listed)) for row in terms))


def _joined(row: list[Value], listed: list[tuple[int, str]]) -> list[Value]:
    """A row with its lists joined; a list without items is nothing."""
    for at, mark in listed:
        row[at] = mark.join(sorted(filter(None, str(row[at] or "").split("\n")))) or None
    return row


def _terms(found: Answer) -> tuple[list[str], list[Any]]:
    if isinstance(found, QueryBoolean):
        return ["answer"], [[Literal(bool(found))]]
    if isinstance(found, QueryTriples):
        return ["subject", "predicate", "object"], list(found)
    return [variable.value for variable in found.variables], list(found)


def value(term: object) -> Value:
    """A term as a Python value: an IRI or a text as a string, a number as int, Decimal or float, nothing as None.

    What XML Schema takes for no number of its datatype is a text. InputError if a number has more than 4,300 digits.
    """
    if term is None:
        return None
    if isinstance(term, NamedNode):
        return term.value
    if not isinstance(term, Literal):
        return str(term)
    said = term.value
    datatype = term.datatype.value
    if datatype == _BOOLEAN:
        return _BOOLEANS.get(said, said)
    if datatype not in _NUMBERS:
        return said
    form, number = _NUMBERS[datatype]
    if not form.fullmatch(said):
        return said
    if len(said) > _LONGEST:
        raise InputError(message("query_digits", most=_LONGEST))
    return number(said)
