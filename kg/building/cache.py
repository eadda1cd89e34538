"""What was read of a report, kept in its build: a file that has not changed is not read again."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, fields, is_dataclass
from decimal import Decimal
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from kg.extraction import Reading
from kg.identity.hidden import Hidden
from kg.model import Document, Entity, Figure
from kg.resources import resource
from kg.unread import Unread

_TAGGED = {"Entity": Entity, "Figure": Figure}
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
    return json.dumps(_plain(report), ensure_ascii=False, separators=(",", ":")).encode()


def recalled(source: bytes, text: str) -> Kept:
    """The report that `kept` wrote, with its text."""
    said = json.loads(source)
    said["reading"]["document"]["text"] = text
    read = _typed(Kept, said)
    assert isinstance(read, Kept)
    return read


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


def _plain(value: object) -> Any:
    """A value as JSON has it; the class of what may be of several is named."""
    match value:
        case Document():
            return {f.name: _plain(getattr(value, f.name)) for f in fields(value) if f.name != "text"}
        case Decimal():
            return str(value)
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            said = {f.name: _plain(getattr(value, f.name)) for f in fields(value)}
            return {"class": type(value).__name__} | said if type(value).__name__ in _TAGGED else said
        case _:
            return value


def _typed(kind: Any, said: Any) -> Any:
    """The value of a type that JSON says."""
    origin, inner = get_origin(kind), get_args(kind)
    if said is None or origin is Literal:
        return said
    if origin in (Union, UnionType):
        choices = [choice for choice in inner if choice is not type(None)]
        if isinstance(said, Mapping) and "class" in said:
            return _typed(_TAGGED[said["class"]], said)
        return said if str in choices and isinstance(said, str) else _typed(choices[0], said)
    if origin is tuple:
        return tuple(_typed(inner[0], item) for item in said)
    if kind is Decimal:
        return Decimal(said)
    if is_dataclass(kind):
        hints = _hints(kind)  # type: ignore[arg-type]
        return kind(**{name: _typed(hints[name], value) for name, value in said.items() if name in hints})  # type: ignore[operator]
    return said


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)
