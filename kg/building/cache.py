"""What was read of a report, kept in its build: a file that has not changed is not read again."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import UnionType
from typing import Any, Union, get_args, get_origin, get_type_hints

from kg.extraction import Reading
from kg.identity.hidden import Hidden
from kg.model import Document
from kg.resources import resource
from kg.unread import Unread

_OURS = ("ontology", "seeds")
_READS = re.compile(r"kg/(?!resources/).+\.py|ontology/.+\.ttl|seeds/(?!reports/|identity\.csv).+\.(?:csv|csv\.gz)")


@dataclass(frozen=True, slots=True)
class Kept:
    """A report as it was read: its document and facts, the county it hides, and what of it no fact holds."""

    reading: Reading
    hidden: Hidden | None
    unread: Unread


def kept(report: Kept) -> bytes:
    """A report as JSON, its text left out (it is in the build as such)."""
    return json.dumps(_writer(Kept)(report), ensure_ascii=False, separators=(",", ":")).encode()


def recalled(source: bytes, text: str) -> Kept:
    """The report that `kept` wrote, with its text."""
    read = _reader(Kept)(json.loads(source))
    assert isinstance(read, Kept)
    reading = read.reading
    return replace(read, reading=replace(reading, document=replace(reading.document, text=text)))


@cache
def made_by() -> str:
    """A digest of jiqun itself, its rules and its words; what was read by another jiqun is read again.

    Decisions on names are not in it: they change no reading.
    """
    digest = sha256()
    package = Path(__file__).parents[1]
    roots = {"kg": package} | {name: resource(name) for name in _OURS}
    for name, file in sorted(
        (f"{top}/{file.relative_to(root).as_posix()}", file) for top, root in roots.items() for file in root.rglob("*")
    ):
        if _READS.fullmatch(name):
            digest.update(f"{name}\0".encode() + file.read_bytes())
    return digest.hexdigest()[:16]


def _same(value: Any) -> Any:
    return value


@cache
def _writer(kind: Any) -> Callable[[Any], Any]:
    """What makes of a value of a type what JSON has: of a class the list of its fields, behind its name where a value
    may be of several classes; a report's text is left out."""
    classes, others = _choices(kind)
    if len(classes) > 1:
        return lambda value: (
            [type(value).__name__, *_fields_writer(type(value))(value)] if type(value) in classes else value
        )
    if classes:
        one = _fields_writer(classes[0])
        return (lambda value: None if value is None else one(value)) if others else one
    if Decimal in others:
        return lambda value: None if value is None else str(value)
    if get_origin(kind) is tuple and (item := _writer(get_args(kind)[0])) is not _same:
        return lambda value: [item(each) for each in value]
    return _same


@cache
def _reader(kind: Any) -> Callable[[Any], Any]:
    """What makes of what `_writer` wrote the value again."""
    classes, others = _choices(kind)
    if len(classes) > 1:
        named = {each.__name__: _fields_reader(each) for each in classes}
        return lambda said: named[said[0]](said[1:]) if isinstance(said, list) else said
    if classes:
        one = _fields_reader(classes[0])
        return (lambda said: None if said is None else one(said)) if others else one
    if Decimal in others:
        return lambda said: None if said is None else Decimal(said)
    if get_origin(kind) is tuple:
        item = _reader(get_args(kind)[0])
        return tuple if item is _same else lambda said: tuple([item(each) for each in said])
    return _same


def _fields_writer(kind: Any) -> Callable[[Any], list[Any]]:
    writers = [(name, _writer(hint)) for name, hint in _hints(kind).items()]
    return lambda value: [write(getattr(value, name)) for name, write in writers]


def _fields_reader(kind: Any) -> Callable[[Any], Any]:
    readers = [_reader(hint) for hint in _hints(kind).values()]
    if kind is Document:
        names = tuple(_hints(kind))
        return lambda said: Document(
            text="", **{name: read(each) for name, read, each in zip(names, readers, said, strict=True)}
        )
    return lambda said: kind(*[read(each) for read, each in zip(readers, said, strict=True)])


def _choices(kind: Any) -> tuple[list[Any], list[Any]]:
    """The classes of ours that a value of a type may be of, and what else it may be."""
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else (kind,)
    return [part for part in parts if is_dataclass(part)], [part for part in parts if not is_dataclass(part)]


@cache
def _hints(kind: Any) -> dict[str, Any]:
    """The fields of a class and their types, but for a report's text."""
    hints = get_type_hints(kind)
    return {each.name: hints[each.name] for each in fields(kind) if (kind, each.name) != (Document, "text")}
