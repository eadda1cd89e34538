"""How far the graph can be trusted: kg explain, unread, audit, score, diff, identity, validate."""

import json
import sys
from pathlib import Path
from typing import get_args

import click

from kg.cli import options
from kg.cli.output import note, show, tell, write
from kg.commands import Command
from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.messages import Lang, message
from kg.nearness import hint, no_report
from kg.views.tables import Format
from kg.views.wording import text


@click.command(cls=Command)
@click.argument("said", metavar="TEXT", help="一句话，- 为标准输入 / a text, - for standard input")
@options.lang
def explain(said: str, lang: Lang) -> None:
    """一句话怎样读出、说的是谁 / How a text is read, and of whom

    \b
      kg explain 实现主营业务收入142亿元
      echo 骨干企业有八马茶业公司 | kg explain -
    """
    from kg.cli.drawing import draw
    from kg.views.readings import explained, weighed

    words = _standard_input() if said == "-" else said
    trees = explained(words)
    if not trees:
        note(text("unread", lang))
    for tree in (*trees, *weighed(words)):
        draw(tree)


@click.command(cls=Command)
@options.report
@click.option("--quarantined", is_flag=True, help="抽取器的回答中隔离的 / answers of extractors that are no facts")
@options.form
@options.asked
@options.lang
def unread(report: str | None, quarantined: bool, form: Format, folder: Path | Endpoint, lang: Lang) -> None:
    """没有读出的数字和段落 / Figures and passages without a fact

    \b
      kg unread
      kg unread zhucheng
      kg unread --quarantined
    """
    from kg.folder import reading
    from kg.views import summaries

    if quarantined:
        reports, refused = reading(folder, lambda build: (build.reports, build.quarantined))
        if report is not None and report not in reports:
            raise no_report(report, reports)
        told = [one for one in refused if report in (None, one["report"])]
        show(summaries.quarantined_rows(told, lang), form, lang)
        return
    reports, gaps = reading(folder, lambda build: (build.reports, build.records("unread")))
    if report is None:
        show(summaries.unread_rows(reports, gaps), form, lang)
    elif report in reports:
        show(summaries.gap_rows((gap for gap in gaps if gap["report"] == report), lang), form, lang)
    else:
        raise no_report(report, reports)


@click.command(cls=Command)
@options.report
@click.option("--kind", metavar="KIND", help="只看一类 / one kind only")
@options.html
@options.form
@options.asked
@options.lang
def audit(
    report: str | None, kind: str | None, html: Path | None, form: Format, folder: Path | Endpoint, lang: Lang
) -> None:
    """报告自相矛盾或算不拢之处，和相符之处 / What reports get wrong, and confirm

    \b
      kg audit
      kg audit laizhou --kind sum
      kg audit --html audit.html
    """
    from kg.audit.findings import Kind
    from kg.folder import reading
    from kg.views.findings import chosen, finding_rows

    if kind is not None and kind not in get_args(Kind):
        raise InputError(message("no_kind", name=kind, hint=hint(kind, get_args(Kind), get_args(Kind))))
    reports, found = reading(folder, lambda build: (build.reports, chosen(build, report, kind)))
    if html:
        from kg.views.pages import catalogue
        from kg.views.pages.alone import alone

        whole = catalogue(folder)
        page = alone(whole.narrowed(found, [report] if report else reports), f"{lang}/audit.html")
        write(html, page, folder)
        tell(str(html))
    elif form == "json":
        tell(json.dumps(found, ensure_ascii=False, indent=2))
    else:
        show(finding_rows(found, lang), form, lang)


@click.command(cls=Command)
@click.argument("gold", type=options.FILE, metavar="GOLD_DIR", help="标准答案文件夹 / folder of gold facts")
@click.option(
    "--lenient", is_flag=True, help="主体不同而部分相同的数字也算 / count figures of another thing's same part"
)
@click.option(
    "--certainty",
    metavar="X",
    type=click.FloatRange(0, 1),
    default=0.0,
    show_default=True,
    help="只算把握不低于 X 的 / only facts this certain",
)
@options.form
@options.asked
@options.lang
def score(gold: Path, lenient: bool, certainty: float, form: Format, folder: Path | Endpoint, lang: Lang) -> None:
    """与标注比较，各属性的得分 / Scores per property against gold facts

    \b
      kg score gold
      kg score gold --certainty 0.8
    """
    from kg.building import records
    from kg.scoring import score as score_facts
    from kg.views import summaries

    card = score_facts(records(folder, "facts"), gold, lenient=lenient, certainty=certainty)
    show(summaries.score_rows(card, lang), form, lang)


@click.command(cls=Command)
@click.argument("one", type=options.FILE, metavar="A", help="先前的图谱 / the earlier build")
@click.argument("other", type=options.FILE, metavar="B", help="后来的图谱 / the later build")
@options.form
@options.lang
def diff(one: Path, other: Path, form: Format, lang: Lang) -> None:
    """两次生成的图谱有何不同 / Facts added, gone and changed

    \b
      kg diff build-2023 build
      kg diff build-2023 build --format csv
    """
    from kg.changes import changes
    from kg.views import identities

    found = changes(one, other)
    if found or form != "table":
        show(identities.change_rows(found, lang), form, lang)
    else:
        tell(text("no_changes", lang))


@click.command(cls=Command)
@click.option("--same", nargs=2, metavar="ONE OTHER", help="两个名称是一个 / one thing")
@click.option("--different", nargs=2, metavar="ONE OTHER", help="两个名称不是一个 / two things")
@click.option("--why", metavar="TEXT", default="", help="为什么 / for what reason")
@click.option("--by", metavar="NAME", default="user", show_default=True, help="谁决定 / who decides")
@options.decisions
@click.option("--score", "gold", type=options.FILE, metavar="GOLD_DIR", help="与别名表比较 / against lists of aliases")
@click.option("--keys", is_flag=True, help="也列出只差组织形式的 / also those of one key")
@options.form
@options.asked
@options.lang
def identity(
    same: tuple[str, str] | None,
    different: tuple[str, str] | None,
    why: str,
    by: str,
    decisions: Path | None,
    gold: Path | None,
    keys: bool,
    form: Format,
    folder: Path | Endpoint,
    lang: Lang,
) -> None:
    """名称的合并、理由和把握；人工决定 / Names joined, with reasons; decide on two

    \b
      kg identity
      kg identity --different 小提琴产业集群 泰兴溪桥乐器产业集群 --why 提琴只是乐器之一 --decisions names.csv
      kg identity --score gold
    """
    from kg.building import records
    from kg.building.deciding import decide
    from kg.folder import reading
    from kg.identity.agreement import agreement
    from kg.identity.decisions import read, shipped
    from kg.views import identities

    file = decisions or shipped()
    for verdict, pair in (("same", same), ("different", different)):
        if pair:
            if not why.strip():
                raise InputError(message("reason_missing"))
            lines = records(folder, "facts")
            decide(verdict, *pair, why=why, by=by, lines=lines, build=folder, file=file)
            tell(text("decided", lang, file=file))
    if gold:
        codes = {slug: report["code"] for slug, report in reading(folder, lambda build: build.reports).items()}
        found = agreement(gold, codes, read(file))
        show(identities.agreement_rows(found, lang), form, lang)
        if form == "table" and any(each.missed or each.wrong for each in found):
            show(identities.disagreement_rows(found, lang), form, lang)
    elif not (same or different):
        show(identities.identity_rows(records(folder, "identity"), lang, keys=keys), form, lang)


@click.command(cls=Command)
@options.form
@options.graph
@options.lang
def validate(form: Format, folder: Path, lang: Lang) -> None:
    """检查图谱的结构 / Check the shape of the graph

    \b
      kg validate
    """
    from kg.graph.shapes import violations
    from kg.queries import open_build
    from kg.views import summaries

    found = violations(open_build(folder))
    if found or form != "table":
        show(summaries.violation_rows(found, lang), form, lang)
    else:
        tell(text("conforms", lang))
    if found:
        raise click.exceptions.Exit(1)


def _standard_input() -> str:
    try:
        return sys.stdin.buffer.read().decode("utf-8")
    except UnicodeDecodeError as error:
        raise InputError(message("input_not_utf8")) from error
