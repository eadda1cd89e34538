"""What several commands take: --graph DIR or --endpoint URL, --format csv, --lang en, --out FILE …"""

from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any, get_args

import click

from kg.endpoint.address import bare
from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.messages import LANGS, message
from kg.views.tables import Format

FILE = click.Path(path_type=Path)

_folder = click.option(
    "--graph",
    "folder",
    type=FILE,
    metavar="DIR",
    default=Path("build"),
    show_default=True,
    help="图谱文件夹 / folder of a build",
)
_Command = Callable[..., None]


def _elsewhere(ctx: click.Context, param: click.Parameter, url: str | None) -> None:
    if url:
        raise InputError(message("endpoint_folder", url=bare(url)))


_nowhere = click.option("--endpoint", hidden=True, expose_value=False, callback=_elsewhere)
_endpoint = click.option(
    "--endpoint", metavar="URL", help="图谱所在的 SPARQL 端点，代替 --graph / SPARQL endpoint of the graph, for --graph"
)


def graph(command: _Command) -> _Command:
    """Of a command that reads the files of a build, `folder`."""
    return _folder(_nowhere(command))


def asked(command: _Command) -> _Command:
    """Of a command that asks a graph: `folder` is that of a build, or an endpoint."""

    @wraps(command)
    def asking(*given: Any, folder: Path, endpoint: str | None, **more: Any) -> None:
        command(*given, folder=folder if endpoint is None else Endpoint(endpoint), **more)

    return _folder(_endpoint(asking))


form = click.option(
    "--format",
    "form",
    type=click.Choice(get_args(Format)),
    default="table",
    show_default=True,
    help="输出格式 / form of the output",
)
lang = click.option(  # which the frame gives where the line does not
    "--lang",
    type=click.Choice(LANGS),
    required=True,
    show_default=True,
    help="输出语言，默认随 KG_LANG 或系统 / language of the output, by default of KG_LANG or the locale",
)
out = click.option("--out", type=FILE, metavar="FILE", help="写入的文件 / file to write")
html = click.option("--html", type=FILE, metavar="FILE", help="写成网页 / write an offline page")
decisions = click.option("--decisions", type=FILE, metavar="FILE.csv", help="名称的人工决定 / decisions on names")
report = click.argument("report", metavar="[REPORT]", required=False, help="报告 / a report")
