"""What several commands take: --graph DIR, --format csv, --lang en, --out FILE, --decisions FILE.csv."""

from pathlib import Path
from typing import get_args

import click

from kg.messages import LANGS
from kg.views.tables import Format

FILE = click.Path(path_type=Path)

graph = click.option(
    "--graph",
    "folder",
    type=FILE,
    metavar="DIR",
    default=Path("build"),
    show_default=True,
    help="图谱文件夹 / folder of a build",
)
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
