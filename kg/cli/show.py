"""What is read as a whole: kg show, report, view."""

from pathlib import Path

import click

from kg.cli import options
from kg.cli.drawing import draw, width
from kg.cli.output import binary, tell, write
from kg.cli.output import show as show_rows
from kg.commands import Command
from kg.endpoint.asking import Endpoint
from kg.messages import Lang
from kg.nearness import no_report
from kg.queries import open_build
from kg.views.tables import Format


@click.command(cls=Command)
@click.argument("name", metavar="NAME", help="集群、企业、地点等的名称或标识 / a name or an IRI")
@click.option("--of", metavar="PLACE", default="", help="是哪里的 / of which place")
@click.option(
    "--pick",
    metavar="N",
    type=click.IntRange(min=0),
    default=0,
    show_default=True,
    help="同名的第几个 / which of one name",
)
@click.option("--all", "whole", is_flag=True, help="全部内容和原句 / all of it, with every sentence")
@click.option(
    "--docx",
    "word",
    type=options.FILE,
    metavar="FILE",
    help="简报写成 Word / write the briefing as a Word file",
)
@options.form
@options.asked
@options.lang
def show(
    name: str, of: str, pick: int, whole: bool, word: Path | None, form: Format, folder: Path | Endpoint, lang: Lang
) -> None:
    """一个县的简报，或一个对象的事实和原句 / A county's briefing; a thing's facts

    \b
      kg show 诸城市
      kg show 纺织服装业 --of 诸城市
      kg show 造纸机械业 --all
    """
    from kg.analysis.names import meant, namesakes, one
    from kg.views.thing import account

    store = open_build(folder, brief=True)
    found = meant(store, name, of, lang)
    brief = bool(word) or form == "xlsx" or (form == "table" and not whole)
    told = account(store, one(found, name, pick), lang, brief=brief)
    if word:
        from kg.views.thing.briefing import sources
        from kg.views.thing.word import word as briefed

        write(word, briefed(told.name, told.briefing, sources(store, told.iri, told.briefing), lang), folder)
        tell(str(word))
    elif form == "xlsx" and told.briefing:
        from kg.views.thing.tables import titled
        from kg.views.workbook import sheets

        binary(sheets(titled(told.briefing, lang), lang))
    elif form == "table":
        from kg.views.thing.terminal import page

        asked = " ".join([name, *(["--of", of] if of else []), *(["--pick", str(pick)] if pick else [])])
        draw(page(told, lang, width(), whole=whole, asked=asked, others=namesakes(found)))
    elif form == "json":
        from kg.views.thing.record import record

        tell(record(told))
    else:
        show_rows(told.facts, form, lang)


@click.command(cls=Command)
@options.report
@options.html
@click.option("--docx", "word", type=options.FILE, metavar="FILE", help="写成 Word / write a Word file")
@options.form
@options.asked
@options.lang
def report(
    report: str | None, html: Path | None, word: Path | None, form: Format, folder: Path | Endpoint, lang: Lang
) -> None:
    """每份文件读成了什么，先核对什么 / What each file is, and what to check first

    \b
      kg report
      kg report zhucheng
      kg report --html covers.html --docx covers.docx
    """
    from kg.covers import covers
    from kg.folder import reading
    from kg.views import covers as worded

    found = reading(folder, covers)
    if report is not None:
        if report not in (reports := [cover.report for cover in found]):
            raise no_report(report, reports)
        found = tuple(cover for cover in found if cover.report == report)
    if html:
        write(html, worded.html(found, lang).encode(), folder)
    if word:
        write(word, worded.word(found, lang), folder)
    if html or word:
        for target in filter(None, (html, word)):
            tell(str(target))
        return
    show_rows(worded.cover_rows(found, form, lang), form, lang)
    if form == "table":
        draw(worded.cover_page(found, lang))


@click.command(cls=Command)
@click.option("--around", "name", metavar="NAME", help="只看它周围 / only what is near it")
@options.out
@options.asked
@options.lang
def view(name: str | None, out: Path | None, folder: Path | Endpoint, lang: Lang) -> None:
    """可交互的关系图，离线网页 / The interactive graph, an offline page

    \b
      kg view
      kg view --around 诸城市 --out zhucheng.html
    """
    from kg.views.answers import view as viewed

    target = out or (Path() if isinstance(folder, Endpoint) else folder) / "graph.html"
    write(target, viewed(folder, name or "", lang).html.encode(), folder)
    tell(str(target))
