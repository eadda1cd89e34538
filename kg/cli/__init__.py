"""The command `kg`: kg build reports, kg query towns-with-several-clusters --within 诸城. Arguments in, text out.

The commands stand in groups, a module for each. What is imported is the module of the command that runs, and in it,
where one command alone needs something large, that is imported when it runs: an answer must not wait for what reads
reports, draws graphs or serves pages.
"""

import io
import os
import sys
from pathlib import Path

import click

from kg.commands import Commands
from kg.messages import LANGS

_GROUPS = {
    "sample": "build",
    "build": "build",
    "query": "ask",
    "show": "show",
    "compare": "ask",
    "path": "ask",
    "explain": "trust",
    "unread": "trust",
    "report": "show",
    "audit": "trust",
    "score": "trust",
    "diff": "trust",
    "identity": "trust",
    "validate": "trust",
    "view": "show",
    "measure": "ask",
    "site": "serve",
    "serve": "serve",
    "mcp": "serve",
    "export": "serve",
    "publish": "serve",
}
"""The group of each command, in the order of the help."""


def _tell_version(ctx: click.Context, _: click.Parameter, wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        click.echo(f"jiqun {version('jiqun')}")
        ctx.exit()


@click.group(
    cls=Commands,
    rooms={command: f"{__name__}.{group}" for command, group in _GROUPS.items()},
    context_settings={"help_option_names": ["--help", "-h"]},
)
@click.option(
    "--version", is_flag=True, expose_value=False, is_eager=True, callback=_tell_version, help="版本 / version"
)
@click.option("--lang", type=click.Choice(LANGS), expose_value=False, help="输出语言 / language of the output")
def app() -> None:
    """集群：从县域产业集群调研报告到知识图谱，每个事实都有原句 /
    jiqun: from surveys of industrial clusters to a knowledge graph whose every fact shows its sentence

    \b
      kg build reports
      kg query towns-with-several-clusters
      kg view
    """


def main() -> None:
    """Runs the command; a reader of its output that leaves early, such as `head`, is no error."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # it was closed, as by >&-
            setattr(sys, name, Path(os.devnull).open("w", encoding="utf-8"))  # noqa: SIM115
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="kg")
    finally:
        try:
            sys.stdout.flush()
        except OSError:  # told already, or nobody reads on
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
