"""The help of each command, and the signature and docstring of each public function and of each type that they give."""

import inspect
import re
from collections.abc import Iterator
from dataclasses import is_dataclass
from typing import Any

import click

import kg
from kg.building import Build, Built
from kg.cli import app
from kg.messages import Lang
from kg.queries.answers import Column, Rows
from kg.views.answers import Comparison, Page
from kg.views.notebook import Answer

_TYPES = (Build, Built, Rows, Answer, Comparison, Page, Column)
_OPTIONAL = re.compile(r"Optional\[((?:[^\[\]]|\[[^\]]*\])+)\]")
_QUALIFIED = re.compile(r"\b(?:[a-z_]+\.)+(?=[A-Z])")


def commands(lang: Lang) -> str:
    """The help of each command, as the command prints it."""
    frame = click.Context(app, info_name="kg", obj=lang, **app.context_settings)
    parts = []
    for name in app.list_commands(frame):
        command = app.get_command(frame, name)
        assert command
        with click.Context(command, frame, name, obj=lang, default_map={"lang": lang}) as ctx:
            said = click.Command.get_help(command, ctx)
        parts.append(f"## kg {name} {{#{name}}}\n\n```{{.text .help}}\n{said}\n```\n")
    return "\n".join(parts)


def functions() -> str:
    """Each public function with its signature and docstring."""
    public = {name: getattr(kg, name) for name in vars(kg)["__all__"]}
    return "\n".join(f"### kg.{name} {{#kg-{name}}}\n\n{_described(name, each)}\n" for name, each in public.items())


def types() -> str:
    """Each type that the functions give, with its fields and methods."""
    return "\n".join(_type(each) for each in _TYPES)


def _type(kind: type) -> str:
    parts = [f"### {kind.__name__}", _doc(kind)]
    if is_dataclass(kind):
        fields = "\n".join(f"{name}: {_plain(str(hint))}" for name, hint in kind.__annotations__.items())
        parts.append(f"```python\n{fields}\n```")
    parts += [_described(name, member) for name, member in _members(kind)]
    return "\n\n".join(part for part in parts if part) + "\n"


def _members(kind: type) -> Iterator[tuple[str, Any]]:
    for name, member in vars(kind).items():
        got = member.fget if isinstance(member, property) else member
        if not name.startswith("_") and inspect.isfunction(got):
            yield name, got


def _described(name: str, function: Any) -> str:
    return f"```python\n{_signature(name, function)}\n```\n\n{_doc(function)}"


def _signature(name: str, function: Any) -> str:
    signature = inspect.signature(function)
    parameters = [_plain(str(each)) for each in signature.parameters.values()]
    result = _plain(inspect.formatannotation(signature.return_annotation))
    line = f"{name}({', '.join(parameters)}) -> {result}"
    if len(line) <= 100:
        return line
    return f"{name}(\n" + "".join(f"    {each},\n" for each in parameters) + f") -> {result}"


def _plain(said: str) -> str:
    return _OPTIONAL.sub(r"\1 | None", _QUALIFIED.sub("", re.sub(r"<class '([^']+)'>", r"\1", said)))


def _doc(of: Any) -> str:
    return inspect.cleandoc(of.__doc__ or "")
