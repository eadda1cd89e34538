"""What stands in queries/*.rq: a head of `#+` lines, a row of parameters with their defaults, and SPARQL.

`queries/README.md` describes it. A parameter `place` is the variable `$_place` of the query; the row
`VALUES ($_place $_minimum) { ("" 2) }` holds the defaults, so that the file runs as it is in any SPARQL editor. A
subquery that uses a parameter holds the same row again. What a store is asked has the values themselves in the places
of the variables, and no row: not every store looks into an OPTIONAL or a subquery with what a row says.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from pyoxigraph import Literal, NamedNode, QuerySolutions, Store

from kg.errors import DefinitionError
from kg.messages import Hole, Words, message, of_file
from kg.queries.answers import Column, answer, value
from kg.queries.syntax import replaced

_HEAD = re.compile(r"#\+ (?P<indent> *)(?P<key>[\w-]+):(?: (?P<text>.+))?$")
_TEXTS = ("summary-zh", "summary-en", "question-zh", "question-en")
_NOTES = ("note-zh", "note-en")
_OVERVIEW = "overview"
_SECTIONS = {"parameters": (3,), "columns": (2, 3)}  # with the numbers of parts that an entry may have
_TYPES = ("name", "text", "year", "integer", "share", "measure")
_NUMBERS = {"integer": int, "share": Decimal}
_DEFAULTS = re.compile(r"VALUES \((?P<names>\$_\w+(?: \$_\w+)*)\) \{ \(.*\) \}")
_PARAMETER = re.compile(r"[$?]_(\w+)")
_COMMENT = re.compile(r"^\s*#.*", re.MULTILINE)

Default = str | int | Decimal
Entries = dict[str, tuple[int, list[str]]]  # by key: the line, and the parts of the text


@dataclass(frozen=True, slots=True)
class Parameter:
    """What a query can be asked with.

    `type` is `name` (part of a label, or an IRI), `text`, `year` (of four digits), `integer`, `share` (from 0 to 1),
    `measure` (its code or its label) or `choice`. An empty name, text, year or measure filters nothing.
    """

    name: str
    type: str
    default: Default
    description: Words
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A named query; `text` is SPARQL that runs as it is, head and defaults included.

    `note` says what a reader must know to read the answer right, where there is something to say. Of an
    `overview` a table for the eye leaves out the sentences unless they are asked for.
    """

    name: str
    summary: Words
    question: Words
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    text: str
    note: Words | None = None
    overview: bool = False

    def bound(self, terms: list[Literal]) -> str:
        """The text with terms in the places of the parameters; pyoxigraph writes them, with all that must be escaped.

        A name that is a whole IRI also becomes the value of `?thing_iri`, where a query has that beside `$_thing`.
        """
        things = [
            f"VALUES ?{parameter.name}_iri {{ {iri} }}"
            for parameter, term in zip(self.parameters, terms, strict=True)
            if parameter.type == "name" and f"?{parameter.name}_iri" in self.text and (iri := _iri(term.value))
        ]
        said = dict(zip((parameter.name for parameter in self.parameters), map(str, terms), strict=True))
        return replaced(_DEFAULTS.sub("", _DEFAULTS.sub("".join(things), self.text, count=1)), said)


def _iri(text: str) -> NamedNode | None:
    """The IRI that a text is, none if it is a name."""
    try:
        return NamedNode(text) if "://" in text else None
    except ValueError:
        return None


def parsed(text: str, name: str) -> Query:
    """A query with a head, from its text.

    DefinitionError with the line if the head is malformed or incomplete, if SPARQL does not parse, if a parameter is
    undeclared or unused, or if the columns differ from the projection.
    """
    found = shipped(text, name)
    variables = selected(text, name)
    if [column.name for column in found.columns] != variables:
        raise _wrong(name, 1, "head_columns", variables=variables)
    return found


def shipped(text: str, name: str) -> Query:
    """As `parsed`, of a query of our own: that its SPARQL parses and selects its columns is for the tests to say, who
    asks it need not wait for that."""
    head = _head(text, name)
    columns = tuple(Column(key, Words(*parts[:2]), *parts[2:]) for key, (_, parts) in head["columns"].items())
    summary_zh, summary_en, question_zh, question_en = (head[key]["text"][1][0] for key in _TEXTS)
    summary, question = Words(summary_zh, summary_en), Words(question_zh, question_en)
    note = Words(*(head[key]["text"][1][0] for key in _NOTES)) if _NOTES[0] in head else None
    parameters = _parameters(text, name, head["parameters"])
    return Query(name, summary, question, parameters, columns, text, note, _OVERVIEW in head)


def selected(text: str, name: str) -> list[str]:
    """The variables that a query selects, none if it asks or constructs. DefinitionError if it is not SPARQL."""
    found = answer(Store(), text, name, DefinitionError)
    return [variable.value for variable in found.variables] if isinstance(found, QuerySolutions) else []


def _head(text: str, name: str) -> dict[str, Entries]:
    """The entries of each section of the head; a line of its own is a section with the entry `text`."""
    head: dict[str, Entries] = {section: {} for section in _SECTIONS}
    section = ""
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            break
        found = _HEAD.match(line)
        key, indent, words = (found["key"], found["indent"], found["text"]) if found else ("", "", None)
        if key in _SECTIONS and not indent and words is None:
            section = key
        elif key in (*_TEXTS, *_NOTES, _OVERVIEW) and not indent and words and key not in head:
            head[key] = {"text": (number, [words])}
        elif key and indent and section and words and key not in head[section]:
            parts = [part.strip() for part in words.split("|")]
            if len(parts) not in _SECTIONS[section] or not all(parts):
                raise _wrong(name, number, "head_parts", entry=key, count=_SECTIONS[section][0])
            head[section][key] = number, parts
        else:
            raise _wrong(name, number, "head_line", said=line)
    notes = _NOTES if any(key in head for key in _NOTES) else ()
    if missing := [key for key in (*_TEXTS, *notes, "columns") if not head.get(key)]:
        raise _wrong(name, 1, "head_missing", keys=missing)
    return head


def _parameters(text: str, name: str, declared: Entries) -> tuple[Parameter, ...]:
    """The declared parameters, in the order of the row of their defaults."""
    defaults = _defaults(text, name)
    used = _PARAMETER.findall(_DEFAULTS.sub("", _COMMENT.sub("", text)))
    for names, where in ((defaults, "head_and_defaults"), (used, "head_and_query")):
        if odd := sorted(set(names) ^ set(declared)):
            line = declared[odd[0]][0] if odd[0] in declared else 1
            raise _wrong(name, line, where, names=odd)
    return tuple(_parameter(key, *declared[key], default, name) for key, default in defaults.items())


def _parameter(key: str, number: int, parts: list[str], default: Default, name: str) -> Parameter:
    kind, zh, en = parts
    choices = tuple(choice.strip() for choice in kind.split(",")) if "," in kind else ()
    if not choices and kind not in _TYPES:
        raise _wrong(name, number, "head_type", kind=kind, types=_TYPES)
    if not isinstance(default, _NUMBERS.get(kind, str)) or (choices and default not in choices):
        raise _wrong(name, number, "head_default", default=repr(default), parameter=key)
    return Parameter(key, "choice" if choices else kind, default, Words(zh, en), choices)


def _defaults(text: str, name: str) -> dict[str, Default]:
    rows = list(_DEFAULTS.finditer(text))
    if odd := [row for row in rows if row[0] != rows[0][0]]:
        line = text.count("\n", 0, odd[0].start()) + 1
        raise _wrong(name, line, "head_differs")
    if not rows:
        return {}
    found = answer(Store(), f"SELECT {rows[0]['names']} {{ {rows[0][0]} }}", name, DefinitionError)
    assert isinstance(found, QuerySolutions)
    values = [value(term) for term in next(found)]
    names = [variable.value.removeprefix("_") for variable in found.variables]
    pairs = zip(names, values, strict=True)
    return {key: each if isinstance(each, int | Decimal) else str(each) for key, each in pairs}


def _wrong(name: str, line: int, key: str, **holes: Hole) -> DefinitionError:
    """What is wrong in a line of a query, in both languages: the query may be a user's own."""
    return DefinitionError(of_file(f"{name}.rq:{line}", message(key, **holes)))
