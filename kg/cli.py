"""The command `kg`: kg build reports, kg query towns-with-several-clusters --within 诸城. Arguments in, text out."""

import io
import json
import os
import re
import stat
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal, get_args

import typer
from rich.console import Console, RenderableType
from rich.measure import Measurement
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.segment import Segment, Segments

from kg.commands import App, Commands, complain
from kg.errors import InputError
from kg.messages import Lang, message
from kg.nearness import hint
from kg.queries import Query, Rows, find, named, open_build, run, slips
from kg.views import questions
from kg.views.cells import clean, steady
from kg.views.tables import Format, shown, without_sentences
from kg.views.wording import text

_MARK = "\ufeff"  # by which a spreadsheet knows that a file is UTF-8
_WIDEST = 1_000_000

# What one command alone needs is imported there: a query answers in a third of a second and not in two.


app = App(
    cls=Commands,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode=None,
    context_settings={"help_option_names": ["--help", "-h"]},
)

Graph = Annotated[Path, typer.Option("--graph", metavar="DIR", help="图谱文件夹 / folder of a build")]
Form = Annotated[Format, typer.Option("--format", help="输出格式 / form of the output")]
Language = Annotated[
    Lang,  # which the frame gives where the line does not
    typer.Option(
        "--lang",
        help="输出语言，默认随 KG_LANG 或系统 / language of the output, by default of KG_LANG or the locale",
    ),
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="写入的文件 / file to write")]
Decisions = Annotated[
    Path | None,
    typer.Option("--decisions", metavar="FILE.csv", help="名称的人工决定 / decisions on names"),
]


def main() -> None:
    """Runs the command; a reader of its output that leaves early, such as `head`, is no error."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")
    try:
        app(prog_name="kg")
    finally:
        try:
            sys.stdout.flush()
        except BrokenPipeError:
            os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _tell_version(wanted: bool) -> None:
    if wanted:
        from importlib.metadata import version

        typer.echo(f"jiqun {version('jiqun')}")
        raise typer.Exit


@app.callback()
def commands(
    told: Annotated[
        bool, typer.Option("--version", callback=_tell_version, is_eager=True, help="版本 / version")
    ] = False,
    lang: Annotated[Lang | None, typer.Option("--lang", help="输出语言 / language of the output")] = None,
) -> None:
    """集群：从县域产业集群调研报告到知识图谱，每个事实都有原句 /
    jiqun: from surveys of industrial clusters to a knowledge graph whose every fact shows its sentence

    \b
      kg build reports
      kg query towns-with-several-clusters
      kg view
    """


@app.command()
def build(
    paths: Annotated[
        list[Path], typer.Argument(metavar="PATH", help="报告文件、文件夹或压缩包 / files, folders, archives")
    ],
    *,
    out: Annotated[Path, typer.Option("--out", metavar="DIR", help="图谱写到哪里 / folder to make")] = Path("build"),
    decisions: Decisions = None,
    place: Annotated[
        str,
        typer.Option("--place", metavar="NAME", help="报告是哪里的 / what the reports are about", show_default=False),
    ] = "",
    timings: Annotated[bool, typer.Option("--timings", help="各步用时 / seconds of each stage")] = False,
    form: Form = "table",
    lang: Language,
) -> None:
    """把报告建成图谱 / Build the graph from reports

    \b
      kg build reports
      kg build zhucheng.docx laizhou.pdf --out build
      kg build unnamed.txt --place 诸城市
    """
    from kg import building
    from kg.views import summaries

    with _progress() as bar:
        task = bar.add_task("", total=None)
        made = building.build(
            paths,
            out,
            lambda name, done, total: bar.update(task, completed=done, total=total, description=clean(name)),
            decisions,
            place,
        )
    if made.damage:
        typer.echo(text("damaged_before", lang, what=made.damage[lang]), err=True)
    _show(summaries.build_rows(made, form), form, lang)
    if timings:
        _print(shown(summaries.timing_rows(made), "table", lang), err=form != "table")
    if form == "table":
        for line in (*summaries.doubt_lines(made, lang), summaries.build_line(made, lang)):
            _print(line)
    for line in summaries.aside_lines(made, lang):
        typer.echo(steady(line), err=True)
    for error in made.errors:
        complain(error, lang)
    if made.faults:
        typer.echo(text("faults", lang, count=len(made.faults)), err=True)
        for fault in made.faults:
            typer.echo(f"  {clean(fault[lang])}", err=True)
    if made.errors or made.faults:
        raise typer.Exit(1)


@app.command(context_settings={"ignore_unknown_options": True, "help_option_names": []})
def query(
    ctx: typer.Context,
    words: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="NAME|FILE.rq [--PARAMETER VALUE]", help="查询名或文件，及其参数 / a query and its parameters"
        ),
    ] = None,
    *,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
    sentences: Annotated[bool, typer.Option("--sentences", help="表格也列原句 / sentences in tables too")] = False,
    wants_help: Annotated[bool, typer.Option("--help", "-h", help="查询的参数 / the query's parameters")] = False,
) -> None:
    """提问；不给名称则列出查询 / Ask by name or file; without, list queries

    \b
      kg query
      kg query towns-with-several-clusters
      kg query lead-firms-of-cluster --cluster 造纸 --format csv
      kg query chains --firm 义和 --sentences
      kg query lead-firms-of-cluster --help
      kg query my.rq
    """
    if not words:
        if wants_help:
            _print(ctx.get_help())
        else:
            _show(questions.query_rows(named().values(), lang), form, lang)
        return
    if words[0].startswith("-"):
        raise InputError(message("query_first", words=" ".join(words)))
    asked = find(words[0])
    if asked is not named().get(asked.name):
        for slip in slips(asked.text):
            typer.echo(steady(f"{text('note', lang)}{getattr(slip, lang)}"), err=True)
    if wants_help:
        _explain_query(asked, form, lang)
        return
    values: dict[str, object] = dict(_values(words[1:]))
    if any(parameter.name == "language" for parameter in asked.parameters):
        values.setdefault("language", lang)
    rows = run(open_build(graph), asked, **values)
    eyed = form in ("table", "md")
    given = "、".join(f"{name} {value}" for name, value in _values(words[1:]))
    _show(without_sentences(rows) if asked.overview and eyed and not sentences else rows, form, lang, given)
    if asked.note and eyed:
        _print(f"\n{text('note', lang)}{getattr(asked.note, lang)}")


@app.command()
def show(
    name: Annotated[str, typer.Argument(metavar="NAME", help="集群、企业、地点等的名称或标识 / a name or an IRI")],
    *,
    of: Annotated[str, typer.Option("--of", metavar="PLACE", help="是哪里的 / of which place")] = "",
    pick: Annotated[int, typer.Option("--pick", metavar="N", min=0, help="同名的第几个 / which of one name")] = 0,
    whole: Annotated[bool, typer.Option("--all", help="全部内容和原句 / all of it, with every sentence")] = False,
    word: Annotated[
        Path | None, typer.Option("--docx", metavar="FILE", help="简报写成 Word / write the briefing as a Word file")
    ] = None,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """一个县的简报，或一个对象的事实和原句 / A county's briefing; a thing's facts

    \b
      kg show 诸城市
      kg show 纺织服装业 --of 诸城市
      kg show 造纸机械业 --all
    """
    from kg.analysis.graph import graph as linked
    from kg.analysis.names import namesakes, one
    from kg.views.thing import account
    from kg.views.thing.briefing import sources
    from kg.views.thing.record import record
    from kg.views.thing.tables import titled
    from kg.views.thing.terminal import page
    from kg.views.thing.word import word as briefed
    from kg.views.workbook import sheets

    store = open_build(graph)
    found = linked(store, lang)
    told = account(store, found, one(found, name, of, pick), lang)
    if word:
        _write(word, briefed(told.name, told.briefing, sources(store, told.iri, told.briefing), lang), graph)
        _print(str(word))
    elif form == "xlsx" and told.briefing:
        _binary(sheets(titled(told.briefing, lang), lang))
    elif form == "table":
        asked = " ".join([name, *(["--of", of] if of else []), *(["--pick", str(pick)] if pick else [])])
        others = namesakes(found, name, of)
        width = Console().width if sys.stdout.isatty() else None
        _print(page(told, lang, width, whole=whole, asked=asked, others=others))
    elif form == "json":
        _print(record(told))
    else:
        _show(told.facts, form, lang)


@app.command()
def compare(
    names: Annotated[
        list[str],
        typer.Argument(metavar="NAME", help="集群或地点，同名的写 名称@地点 / clusters or places, NAME@PLACE"),
    ],
    *,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """并列集群或县：规模、指标和算法 / Clusters or counties side by side

    \b
      kg compare 诸城市 莱州市
      kg compare 纺织服装业@诸城市 黄桥纺织服装产业集群
    """
    from kg.views.answers import compare as compared

    if len(names) < 2:
        raise InputError(message("compare_two"))
    told = compared(names, graph, lang)
    eyed = form in ("table", "md")
    _show(told.beside if eyed else told, form, lang)
    for note in told.notes if eyed else ():
        _print(f"\n{note}")


@app.command()
def path(
    start: Annotated[str, typer.Argument(metavar="FROM", help="从何处 / one end")],
    end: Annotated[str, typer.Argument(metavar="TO", help="到何处 / the other end")],
    *,
    form: Form = "table",
    folder: Graph = Path("build"),
    lang: Language,
) -> None:
    """两个对象之间的链条和原句 / What links two things, with sentences

    \b
      kg path 义和车桥 诸城市
    """
    from kg.analysis.graph import graph
    from kg.analysis.paths import chains
    from kg.views.chains import chain_page, chain_rows

    found = chains(graph(open_build(folder), lang), start, end)
    if not found:
        typer.echo(text("no_chain", lang), err=True)
    if form != "table":
        _show(chain_rows(found, lang), form, lang)
    elif found:
        _print(chain_page(found, lang))


@app.command()
def explain(
    said: Annotated[str, typer.Argument(metavar="TEXT", help="一句话，- 为标准输入 / a text, - for standard input")],
    *,
    lang: Language,
) -> None:
    """一句话怎样读出、说的是谁 / How a text is read, and of whom

    \b
      kg explain 实现主营业务收入142亿元
      echo 骨干企业有八马茶业公司 | kg explain -
    """
    from kg.views.readings import explained, weighed

    words = _standard_input() if said == "-" else said
    trees = explained(words)
    if not trees:
        typer.echo(text("unread", lang), err=True)
    for tree in (*trees, *weighed(words)):
        _print(tree)


@app.command()
def unread(
    report: Annotated[str | None, typer.Argument(metavar="[REPORT]", help="报告 / a report")] = None,
    *,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """没有读出的数字和段落 / Figures and passages without a fact

    \b
      kg unread
      kg unread zhucheng
    """
    from kg.folder import reading
    from kg.views import summaries

    reports, gaps = reading(graph, lambda build: (build.reports, build.records("unread")))
    if report is None:
        _show(summaries.unread_rows(reports, gaps), form, lang)
    elif report in reports:
        _show(summaries.gap_rows((gap for gap in gaps if gap["report"] == report), lang), form, lang)
    else:
        raise _no_report(report, reports)


@app.command()
def report(
    name: Annotated[str | None, typer.Argument(metavar="[REPORT]", help="报告 / a report")] = None,
    *,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="写成网页 / write an offline page")
    ] = None,
    word: Annotated[Path | None, typer.Option("--docx", metavar="FILE", help="写成 Word / write a Word file")] = None,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
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

    found = reading(graph, covers)
    if name is not None:
        if name not in (reports := [cover.report for cover in found]):
            raise _no_report(name, reports)
        found = tuple(cover for cover in found if cover.report == name)
    if html:
        _write(html, worded.html(found, lang).encode(), graph)
    if word:
        _write(word, worded.word(found, lang), graph)
    if html or word:
        for target in filter(None, (html, word)):
            _print(str(target))
        return
    _show(worded.cover_rows(found, form, lang), form, lang)
    if form == "table":
        _print(worded.cover_page(found, lang))


@app.command()
def audit(
    report: Annotated[str | None, typer.Argument(metavar="[REPORT]", help="报告 / a report")] = None,
    *,
    kind: Annotated[str | None, typer.Option("--kind", metavar="KIND", help="只看一类 / one kind only")] = None,
    html: Annotated[
        Path | None, typer.Option("--html", metavar="FILE", help="写成网页 / write an offline page")
    ] = None,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """报告自相矛盾或算不拢之处，和相符之处 / What reports get wrong, and confirm

    \b
      kg audit
      kg audit laizhou --kind sum
      kg audit --html audit.html
    """
    from kg.audit.findings import Kind
    from kg.audit.records import figures, read
    from kg.folder import reading
    from kg.views.findings import finding_rows

    if kind is not None and kind not in get_args(Kind):
        raise InputError(message("no_kind", name=kind, hint=hint(kind, get_args(Kind), get_args(Kind))))
    reports, records = reading(graph, lambda build: (build.reports, read(build.read("findings.jsonl"))))
    if report is not None and report not in reports:
        raise _no_report(report, reports)
    found = [
        finding
        for finding in records
        if (report is None or report in {figure["report"] for figure in figures(finding)})
        and finding["kind"] == (kind or finding["kind"])
    ]
    if html:
        from kg.views.pages import catalogue
        from kg.views.pages.alone import alone

        whole = catalogue(graph)
        _write(html, alone(whole.narrowed(found, [report] if report else reports), f"{lang}/audit.html"), graph)
        _print(str(html))
    elif form == "json":
        _print(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        _show(finding_rows(found, lang), form, lang)


@app.command()
def score(
    gold: Annotated[Path, typer.Argument(metavar="GOLD_DIR", help="标准答案文件夹 / folder of gold facts")],
    *,
    lenient: Annotated[
        bool,
        typer.Option("--lenient", help="主体不同而部分相同的数字也算 / count figures of another thing's same part"),
    ] = False,
    certainty: Annotated[
        float,
        typer.Option("--certainty", metavar="X", min=0, max=1, help="只算把握不低于 X 的 / only facts this certain"),
    ] = 0,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """与标注比较，各属性的得分 / Scores per property against gold facts

    \b
      kg score gold
      kg score gold --certainty 0.8
    """
    from kg.building import records
    from kg.scoring import score as score_facts
    from kg.views import summaries

    card = score_facts(records(graph, "facts"), gold, lenient=lenient, certainty=certainty)
    _show(summaries.score_rows(card, lang), form, lang)


@app.command()
def diff(
    one: Annotated[Path, typer.Argument(metavar="A", help="先前的图谱 / the earlier build")],
    other: Annotated[Path, typer.Argument(metavar="B", help="后来的图谱 / the later build")],
    *,
    form: Form = "table",
    lang: Language,
) -> None:
    """两次生成的图谱有何不同 / Facts added, gone and changed

    \b
      kg diff build-2023 build
      kg diff build-2023 build --format csv
    """
    from kg.changes import changes
    from kg.views import identities

    found = changes(one, other)
    if found or form != "table":
        _show(identities.change_rows(found, lang), form, lang)
    else:
        _print(text("no_changes", lang))


@app.command()
def identity(
    *,
    same: Annotated[
        tuple[str, str] | None, typer.Option("--same", metavar="ONE OTHER", help="两个名称是一个 / one thing")
    ] = None,
    different: Annotated[
        tuple[str, str] | None, typer.Option("--different", metavar="ONE OTHER", help="两个名称不是一个 / two things")
    ] = None,
    why: Annotated[str, typer.Option("--why", metavar="TEXT", help="为什么 / for what reason")] = "",
    by: Annotated[str, typer.Option("--by", metavar="NAME", help="谁决定 / who decides")] = "user",
    decisions: Decisions = None,
    score: Annotated[
        Path | None, typer.Option("--score", metavar="GOLD_DIR", help="与别名表比较 / against lists of aliases")
    ] = None,
    keys: Annotated[bool, typer.Option("--keys", help="也列出只差组织形式的 / also those of one key")] = False,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """名称的合并、理由和把握；人工决定 / Names joined, with reasons; decide on two

    \b
      kg identity
      kg identity --different 泰星减速机 泰隆减速机 --why 两家企业
      kg identity --score gold
    """
    from kg.building import records
    from kg.building.deciding import decide
    from kg.folder import opened
    from kg.identity.agreement import agreement
    from kg.identity.decisions import read, shipped
    from kg.views import identities

    file = decisions or shipped()
    for verdict, pair in (("same", same), ("different", different)):
        if pair:
            if not why.strip():
                raise InputError(message("reason_missing"))
            lines = records(graph, "facts")
            decide(verdict, *pair, why=why, by=by, lines=lines, build=graph, file=file)
            _print(text("decided", lang, file=file))
    if score:
        codes = {slug: report["code"] for slug, report in opened(graph).reports.items()}
        found = agreement(score, codes, read(file))
        _show(identities.agreement_rows(found, lang), form, lang)
        if form == "table" and any(each.missed or each.wrong for each in found):
            _show(identities.disagreement_rows(found, lang), form, lang)
    elif not (same or different):
        _show(identities.identity_rows(records(graph, "identity"), lang, keys=keys), form, lang)


@app.command()
def validate(
    *,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """检查图谱的结构 / Check the shape of the graph

    \b
      kg validate
    """
    from kg.graph.shapes import violations
    from kg.views import summaries

    found = violations(open_build(graph))
    if found or form != "table":
        _show(summaries.violation_rows(found, lang), form, lang)
    else:
        _print(text("conforms", lang))
    if found:
        raise typer.Exit(1)


@app.command()
def view(
    *,
    name: Annotated[
        str | None, typer.Option("--around", metavar="NAME", help="只看它周围 / only what is near it")
    ] = None,
    out: Out = None,
    folder: Graph = Path("build"),
    lang: Language,
) -> None:
    """可交互的关系图，离线网页 / The interactive graph, an offline page

    \b
      kg view
      kg view --around 诸城市 --out zhucheng.html
    """
    from kg.analysis.graph import around, drawn, graph
    from kg.analysis.paths import resolve
    from kg.views.graph_page import page

    found = graph(open_build(folder), lang)
    nodes = resolve(found, name) if name else ()
    near = around(found, nodes) if nodes else drawn(found)
    html = page(near, lang, text("graph_title", lang), nodes[0] if nodes else None)
    target = out or folder / "graph.html"
    _write(target, html.encode(), folder)
    _print(str(target))


@app.command()
def measure(
    name: Annotated[str | None, typer.Argument(metavar="[NAME]", help="指标 / a measure")] = None,
    *,
    form: Form = "table",
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """产业结构的指标，附公式和出处 / Measures of structure, with their formulas

    \b
      kg measure
      kg measure hubs
      kg measure location-quotients --format csv
    """
    from kg.analysis.measured import listing
    from kg.views.answers import measure as measured

    if name is None:
        _show(listing(lang), form, lang)
        return
    told = measured(name, graph, lang)
    _show(told, form, lang)
    if form == "table":
        _print("\n".join(["", *told.notes]))


@app.command()
def site(
    out: Annotated[Path, typer.Argument(metavar="OUT", help="网页写到哪里 / folder to make")],
    *,
    graph: Graph = Path("build"),
    lang: Language,
) -> None:
    """静态网页，无需服务器即可打开 / The pages as files that open without a server

    \b
      kg site pages
      kg site pages --graph build
    """
    from kg.views.site import write as write_site

    with _progress() as bar:
        task = bar.add_task("", total=None)
        files = write_site(graph, out, lambda done, total: bar.update(task, completed=done, total=total))
    _print(text("site_written", lang, files=files, path=out / "index.html"))


@app.command()
def serve(
    *,
    graph: Graph = Path("build"),
    host: Annotated[str, typer.Option("--host", metavar="HOST", help="监听地址 / address to listen at")] = "127.0.0.1",
    port: Annotated[int, typer.Option("--port", min=0, max=65535, help="端口，0 为任选 / port, 0 for any")] = 8000,
    origins: Annotated[
        list[str] | None,
        typer.Option("--allow-origin", metavar="URL", help="可访问的其他网站 / another site whose scripts may ask"),
    ] = None,
) -> None:
    """网页和 SPARQL 端点，默认仅限本机 / Serve pages and SPARQL to this machine

    \b
      kg serve
      kg serve --graph build --port 8080
    """
    from kg.serving.app import run as run_server

    run_server(graph, typer.echo, host=host, port=port, origins=origins or ())


@app.command()
def export(
    form: Annotated[Literal["graphml"], typer.Argument(metavar="FORMAT", help="graphml")],
    *,
    out: Out = None,
    folder: Graph = Path("build"),
    lang: Language,
) -> None:
    """导出给其他软件 / Export for other programs

    \b
      kg export graphml --out graph.graphml
    """
    from kg.analysis.export import graphml
    from kg.analysis.graph import graph

    written = {"graphml": graphml}[form](graph(open_build(folder), lang))
    if out:
        _write(out, written, folder)
    else:
        typer.echo(written, nl=False)


def _values(words: list[str]) -> list[tuple[str, str]]:
    """The values of a query's parameters: --place 诸城, --place=诸城."""
    found: list[tuple[str, str]] = []
    rest = iter(words)
    for word in rest:
        if not word.startswith("--"):
            raise InputError(message("parameter_unnamed", word=word))
        name, given, value = word.removeprefix("--").partition("=")
        if not given and (value := next(rest, "")) == "":
            raise InputError(message("parameter_bare", word=word))
        found.append((name.replace("-", "_"), value))
    return found


def _explain_query(asked: Query, form: Format, lang: Lang) -> None:
    if form == "table":
        _print(f"kg query {asked.name}\n{getattr(asked.question, lang)}\n\n")
    if asked.parameters or form != "table":
        _show(questions.parameter_rows(asked, lang), form, lang)
    else:
        _print(text("no_parameters", lang))


def _binary(data: bytes) -> None:
    """Writes a file to standard output. InputError if that is a terminal."""
    if sys.stdout.isatty():
        raise InputError(message("workbook_shown"))
    typer.get_binary_stream("stdout").write(data)


def _show(rows: Rows, form: Format, lang: Lang, given: str = "") -> None:
    if form == "xlsx":
        from kg.views.workbook import workbook

        _binary(workbook(rows, lang))
        return
    if form == "table" and not rows.rows:
        typer.echo(text("no_rows_of", lang, given=given) if given else text("no_rows", lang), err=True)
        return
    said = shown(rows, form, lang, Console().width if sys.stdout.isatty() else None)
    _print(f"{_MARK}{said}" if form == "csv" and _goes_to_a_file() else said)


def _print(said: RenderableType, *, err: bool = False) -> None:
    """Prints a text, or lays out anything else without the spaces that pad its lines; nothing steers the terminal."""
    if isinstance(said, str):
        typer.echo(steady(said), nl=not said.endswith("\n"), err=err)
        return
    console = Console(width=_room(said), highlight=False, markup=False, emoji=False)
    with console.capture() as laid_out:
        parts = (Segment(steady(part.text), part.style, part.control) for part in console.render(said))
        console.print(Segments(parts), end="")
    styled = console.color_system is not None
    typer.echo(re.sub(" +$", "", laid_out.get(), flags=re.MULTILINE), nl=False, err=err, color=styled)


def _room(said: RenderableType) -> int | None:
    """The width of the terminal, which rich finds; where there is none, that of the longest line: what is not looked at
    is searched."""
    if sys.stdout.isatty():
        return None
    wide = Console(width=_WIDEST)
    return Measurement.get(wide, wide.options, said).maximum + 1


def _goes_to_a_file() -> bool:
    """Whether the output is written to a file, as of `kg query … > answer.csv`; what a pipe takes is for programs."""
    try:
        is_file = stat.S_ISREG(os.fstat(sys.stdout.fileno()).st_mode)
    except (OSError, ValueError):  # as in a test, it has no descriptor
        return False
    return is_file and (sys.stdout.encoding or "").lower().startswith("utf")


def _progress() -> Progress:
    console = Console(stderr=True)
    columns = (BarColumn(), MofNCompleteColumn(), TextColumn("{task.description}", markup=False))
    return Progress(*columns, console=console, transient=True, disable=not console.is_terminal)


def _no_report(name: str, reports: Iterable[str]) -> InputError:
    known = tuple(reports)
    return InputError(message("no_report", name=name, hint=hint(name, known, known)))


def _standard_input() -> str:
    try:
        return typer.get_binary_stream("stdin").read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(message("input_not_utf8")) from error


def _write(target: Path, data: bytes, graph: Path) -> None:
    from kg.folder import holds

    if holds(graph, target):
        raise InputError(message("build_file", path=target))
    try:
        target.write_bytes(data)
    except OSError as error:
        raise InputError(message("unwritten", path=target, why=error)) from error
