"""kg sample: reports to begin with; kg build: reports in, a graph out."""

import os
from pathlib import Path

import click

from kg.cli import options
from kg.cli.drawing import draw
from kg.cli.output import note, show, tell
from kg.cli.progress import progress
from kg.commands import Command, complain
from kg.errors import InputError
from kg.messages import Lang, message
from kg.resources import resource
from kg.views.cells import clean
from kg.views.drawn import table
from kg.views.tables import Format
from kg.views.wording import text


@click.command(cls=Command)
@click.argument(
    "out",
    type=options.FILE,
    metavar="[DIR]",
    default=Path("reports"),
    help="写到哪里，默认 reports / folder to write, by default reports",
)
@options.lang
def sample(out: Path, lang: Lang) -> None:
    """五份样例报告，供试用 / Five sample reports to try jiqun on

    \b
      kg sample
      kg sample reports
    """
    files = sorted(resource("seeds", "reports").glob("*.md"))
    try:
        out.mkdir(parents=True, exist_ok=True)
        for file in files:
            _lay(file.read_bytes(), out / file.name)
    except OSError as error:
        raise InputError(message("unwritten", path=error.filename, why=error)) from error
    tell(text("sample_written", lang, files=len(files), path=out))


def _lay(report: bytes, target: Path) -> None:
    """Writes a report where no file of another content stands. OSError if one does."""
    try:
        with target.open("xb") as file:
            file.write(report)
    except FileExistsError:
        if target.read_bytes() != report:
            raise


@click.command(cls=Command)
@click.argument(
    "paths",
    metavar="PATH...",
    type=str,
    nargs=-1,
    required=True,
    help="报告文件、文件夹或压缩包 / files, folders, archives",
)
@click.option(
    "--out",
    metavar="DIR",
    default="build",
    show_default=True,
    help="图谱写到哪里 / folder to make",
)
@options.decisions
@click.option("--place", metavar="NAME", default="", help="报告是哪里的 / what the reports are about")
@click.option(
    "--workers",
    metavar="N",
    type=click.IntRange(1),
    default=lambda: len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1,
    help="同时读报告的进程数，默认为处理器核数 / processes that read at once, by default the cores there are",
)
@click.option(
    "--dask",
    metavar="ADDRESS",
    default="",
    help="由 Dask 集群读报告 / let a Dask cluster read, such as tcp://127.0.0.1:8786",
)
@click.option(
    "--extractor",
    "extractors",
    metavar="NAME",
    multiple=True,
    help="另请抽取器（如 llm）读，可重复 / also ask an extractor such as llm; repeatable",
)
@click.option("--timings", is_flag=True, help="各步用时 / seconds of each stage")
@options.form
@options.lang
def build(
    paths: tuple[str, ...],
    out: str,
    decisions: Path | None,
    place: str,
    workers: int,
    dask: str,
    extractors: tuple[str, ...],
    timings: bool,
    form: Format,
    lang: Lang,
) -> None:
    """把报告建成图谱 / Build the graph from reports

    \b
      kg build reports
      kg build zhucheng.docx laizhou.pdf --out build
      kg build unnamed.txt --place 诸城市
    """
    from kg import building
    from kg.views import summaries

    with progress() as bar:
        task = bar.add_task("", total=None)
        made = building.build(
            paths,
            out,
            lambda name, done, total: bar.update(task, completed=done, total=total, description=clean(name)),
            decisions,
            place,
            workers,
            dask,
            extractors,
        )
    if made.damage:
        note(text("damaged_before", lang, what=made.damage[lang]))
    show(summaries.build_rows(made, form), form, lang)
    if timings:
        draw(table(summaries.timing_rows(made), lang), err=form != "table")
    if form == "table":
        for line in (*summaries.doubt_lines(made, lang), *summaries.build_lines(made, lang)):
            tell(line)
    for line in (*summaries.extractor_lines(made, lang), *summaries.aside_lines(made, lang)):
        note(line)
    for error in made.errors:
        complain(error, lang)
    if made.faults:
        note(text("faults", lang, count=len(made.faults)))
        for fault in made.faults:
            note(f"  {clean(fault[lang])}")
    if made.errors or made.faults:
        raise click.exceptions.Exit(1)
