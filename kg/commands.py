"""The frame of the command: in which language it speaks, its help, and what is told of a line that it cannot take.

The help is written once in both languages, 中文 / English, and shown in one.
"""

import errno
import inspect
import os
import re
import sys
from collections.abc import Mapping, Sequence
from contextlib import suppress
from importlib import import_module
from itertools import pairwise
from typing import Any

import click

from kg.errors import InputError, KgError
from kg.messages import LANGS, NOTHING, Lang, Words, message
from kg.nearness import hint
from kg.views.cells import steady
from kg.views.wording import preferred, text

_INTERRUPTED = 130
_FULL = (errno.ENOSPC, errno.EDQUOT)
_HALVES = re.compile(r"\s/\s")
_PARTS = re.compile(r"(?P<text>.*?)(?:  \[(?P<beside>.*)\])?", re.DOTALL)  # of a line of help as click writes it


class LineError(InputError):
    """A line of the command that is wrong in itself: an option that there is not, a value that it does not take."""


def language(line: Sequence[str], environment: Mapping[str, str]) -> Lang:
    """The language in which a line is answered: that of `--lang` anywhere in it, else of KG_LANG, else the locale's."""
    asked = [after for word, after in pairwise(line) if word == "--lang"]
    asked += [word.removeprefix("--lang=") for word in line if word.startswith("--lang=")]
    known = (lang for named in (*asked, environment.get("KG_LANG")) for lang in LANGS if lang == named)
    return next(known, preferred(environment))


def complain(said: Words, lang: Lang) -> None:
    """Tells on standard error what is wrong."""
    click.echo(f"{text('error', lang)}{steady(said[lang])}", err=True)


class _Told:
    """Help in one language, which `obj` of a context is; and mistakes that all know the context they are made in."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        try:
            return super().parse_args(ctx, args)  # type: ignore[misc,no-any-return]  # of the commands this is mixed into
        except click.ClickException as error:
            error.__dict__["ctx"] = ctx
            raise

    def format_usage(self, ctx: Any, formatter: Any) -> None:
        pieces = " ".join(ctx.command.collect_usage_pieces(ctx))
        formatter.write_usage(ctx.command_path, pieces, prefix=text("help_usage", ctx.obj))

    def format_help_text(self, ctx: Any, formatter: Any) -> None:
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_half(inspect.cleandoc(ctx.command.help), ctx.obj))

    def format_arguments(self, ctx: Any, formatter: Any) -> None:
        _list("argument", ctx, formatter)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        _list("option", ctx, formatter)


def _list(kind: str, ctx: Any, formatter: Any) -> None:
    """Writes the arguments or the options of a command with what they mean."""
    of_kind = [one for one in ctx.command.get_params(ctx) if one.param_type_name == kind]
    told = ((one, one.get_help_record(ctx)) for one in of_kind)
    records = [(record[0], _described(one, ctx)) for one, record in told if record]  # a hidden one has none
    if records:
        with formatter.section(text(f"help_{kind}s", ctx.obj)):
            formatter.write_dl(records)


class Command(_Told, click.Command):
    """A command."""

    allow_extra_args = True  # which are refused here, in the user's language

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        rest = super().parse_args(ctx, args)
        if rest and not ctx.resilient_parsing:
            raise LineError(message("words_too_many", words=rest))
        return rest


class Commands(_Told, click.Group):
    """All commands, with what the user can mend told in a sentence of his language and not as a traceback.

    `rooms` has the module in which each is defined by its name, and which is imported when it is asked for.
    """

    def __init__(self, *, rooms: Mapping[str, str], **more: Any) -> None:
        super().__init__(**more)
        self._rooms = rooms

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(self._rooms)

    def get_command(self, ctx: click.Context, name: str) -> click.Command | None:
        return getattr(import_module(self._rooms[name]), name) if name in self._rooms else None

    def main(self, args: Sequence[str] | None = None, *, standalone_mode: bool = True, **more: Any) -> Any:  # type: ignore[override]
        line = sys.argv[1:] if args is None else args
        lang = language(line, os.environ)
        asked = args if line else ["--help"]
        known = {name: {"lang": lang} for name in self._rooms}
        try:
            status = super().main(asked, standalone_mode=False, obj=lang, default_map=known, **more)
            with suppress(BrokenPipeError):
                sys.stdout.flush()
        except LineError as error:
            status = _refuse(error.words, lang)
        except KgError as error:
            complain(error.words, lang)
            status = 1
        except click.ClickException as error:
            status = _refuse(_mistake(error), lang, getattr(error, "ctx", None))
        except OSError as error:
            if error.errno not in _FULL:
                raise
            complain(message("unwritten_output", why=error), lang)
            status = 1
        if standalone_mode:
            sys.exit(status)
        return status

    def invoke(self, ctx: Any) -> Any:
        try:
            return super().invoke(ctx)
        except KeyboardInterrupt:
            complain(message("interrupted"), ctx.obj)
            ctx.exit(_INTERRUPTED)
        except BrokenPipeError:  # a reader that has enough, such as `head`, is no error
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        if args[0] not in self._rooms:
            told = hint(args[0], self._rooms, self._rooms)
            raise LineError(message("no_command", name=args[0], hint=told))
        return super().resolve_command(ctx, args)

    def format_options(self, ctx: Any, formatter: Any) -> None:
        super().format_options(ctx, formatter)
        with formatter.section(text("help_commands", ctx.obj)):
            helps = {name: getattr(self.get_command(ctx, name), "help", "") for name in self._rooms}
            first = {name: said.partition("\n")[0] for name, said in helps.items()}
            formatter.write_dl([(name, _half(said, ctx.obj)) for name, said in first.items()])


def _refuse(said: Words, lang: Lang, ctx: Any = None) -> int:
    """Tells what is wrong with a line; the status with which the command then ends."""
    if ctx:
        click.echo(ctx.get_usage(), err=True)
        click.echo(text("help_try", lang, command=ctx.command_path), err=True)
    complain(said, lang)
    return 2


def _mistake(error: Any) -> Words:
    """What is wrong with a line, from the error of click; in its own words where it is none of the usual ones."""
    match type(error).__name__:
        case "MissingParameter":
            return message("argument_missing", name=_name(error.param))
        case "NoSuchOption":
            near = error.possibilities
            hint = message("hint_near", names=near) if near else NOTHING
            return message("no_option", name=error.option_name, hint=hint)
        case "BadOptionUsage":
            [option] = [one for one in error.ctx.command.params if error.option_name in one.opts]
            key = "option_flag" if option.is_flag else "option_bare" if option.nargs == 1 else "option_values"
            return message(key, name=error.option_name, count=option.nargs)
        case "BadParameter" if choices := getattr(getattr(error.param, "type", None), "choices", None):
            return message("value_one_of", name=_name(error.param), choices=choices)
        case "BadParameter" if isinstance(
            kind := getattr(error.param, "type", None), click.IntRange | click.FloatRange
        ):
            return message("value_between", name=_name(error.param), least=kind.min or 0, most=kind.max or "∞")
    return Words(error.format_message(), error.format_message())


def _name(parameter: Any) -> str:
    return str(parameter.opts[0] if parameter.param_type_name == "option" else parameter.metavar.removesuffix("..."))


def _described(parameter: Any, ctx: Any) -> str:
    """The help of a parameter, with its default and what it takes."""
    lang: Lang = ctx.obj
    if parameter is ctx.command.get_help_option(ctx):
        return text("help_help", lang)
    if parameter.param_type_name == "argument":
        required = f"  [{text('help_required', lang)}]" if parameter.required else ""
        return _half(parameter.help, lang) + required
    said = _PARTS.fullmatch(parameter.get_help_record(ctx)[1])
    assert said
    beside = [_beside(part, lang) for part in (said["beside"] or "").split("; ")]
    told = "; ".join(filter(None, beside))
    return f"{_half(said['text'], lang)}  [{told}]" if told else _half(said["text"], lang)


def _beside(part: str, lang: Lang) -> str:
    label, _, value = part.partition(": ")
    if label == "default":
        return text("help_default", lang, value=value)
    return "" if label == "required" else part


def _half(said: str, lang: Lang) -> str:
    """The half of a text that is in the language, and all of each paragraph that has no halves, such as an example."""
    parts = [_HALVES.split(part, 1) for part in said.split("\n\n")]
    return "\n\n".join(Words(*halves)[lang] if len(halves) > 1 else halves[0] for halves in parts)
