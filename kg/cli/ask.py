"""Questions to a graph: kg query, compare, path, measure."""

from pathlib import Path

import click
from click.shell_completion import CompletionItem

from kg.cli import options
from kg.cli.output import note, show, tell
from kg.commands import Command
from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.messages import Lang, message
from kg.queries import Query, find, named, open_build, run, slips
from kg.views.tables import Format, without_sentences
from kg.views.wording import text


class _Query(Command):
    """The command that also takes the parameters of the query that it is given, which a shell offers too."""

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        words = ctx.params.get("words") or ()
        offered = named()[words[0]].parameters if words and words[0] in named() else ()
        options = (f"--{parameter.name.replace('_', '-')}" for parameter in offered)
        begun = [CompletionItem(option) for option in options if incomplete and option.startswith(incomplete)]
        return [*begun, *super().shell_complete(ctx, incomplete)]


def _names(_ctx: click.Context, _parameter: click.Parameter, begun: str) -> list[CompletionItem]:
    return [CompletionItem(name) for name in named() if name.startswith(begun)]


@click.command(cls=_Query, context_settings={"ignore_unknown_options": True, "help_option_names": []})
@click.argument(
    "words",
    metavar="[NAME|FILE.rq [--PARAMETER VALUE]]...",
    nargs=-1,
    shell_complete=_names,
    help="查询名或文件，及其参数 / a query and its parameters",
)
@options.form
@options.asked
@options.lang
@click.option("--sentences", is_flag=True, help="表格也列原句 / sentences in tables too")
@click.option("--help", "-h", "wants_help", is_flag=True, help="查询的参数 / the query's parameters")
@click.pass_context
def query(
    ctx: click.Context,
    words: tuple[str, ...],
    form: Format,
    folder: Path | Endpoint,
    lang: Lang,
    sentences: bool,
    wants_help: bool,
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
            tell(ctx.get_help())
        else:
            from kg.views.questions import query_rows

            show(query_rows(named().values(), lang), form, lang)
        return
    if words[0].startswith("-"):
        raise InputError(message("query_first", words=" ".join(words)))
    asked = find(words[0])
    if asked is not named().get(asked.name):
        for slip in slips(asked.text):
            note(f"{text('note', lang)}{slip[lang]}")
    if wants_help:
        _explain(asked, form, lang)
        return
    given = _values(words[1:])
    values: dict[str, object] = dict(given)
    if any(parameter.name == "language" for parameter in asked.parameters):
        values.setdefault("language", lang)
    rows = run(open_build(folder, brief=True), asked, **values)
    eyed = form in ("table", "md")
    said = "、".join(f"{name} {value}" for name, value in given)
    show(without_sentences(rows) if asked.overview and eyed and not sentences else rows, form, lang, said)
    if asked.note and eyed:
        tell(f"\n{text('note', lang)}{asked.note[lang]}")


@click.command(cls=Command)
@click.argument(
    "names",
    metavar="NAME...",
    nargs=-1,
    required=True,
    help="集群或地点，同名的写 名称@地点 / clusters or places, NAME@PLACE",
)
@options.form
@options.asked
@options.lang
def compare(names: tuple[str, ...], form: Format, folder: Path | Endpoint, lang: Lang) -> None:
    """并列集群或县：规模、指标和算法 / Clusters or counties side by side

    \b
      kg compare 诸城市 莱州市
      kg compare 纺织服装业@诸城市 黄桥纺织服装产业集群
    """
    from kg.views.answers import compare as compared

    if len(names) < 2:
        raise InputError(message("compare_two"))
    told = compared(names, folder, lang)
    eyed = form in ("table", "md")
    show(told.beside if eyed else told, form, lang)
    for said in told.notes if eyed else ():
        tell(f"\n{said}")


@click.command(cls=Command)
@click.argument("start", metavar="FROM", help="从何处 / one end")
@click.argument("end", metavar="TO", help="到何处 / the other end")
@options.form
@options.asked
@options.lang
def path(start: str, end: str, form: Format, folder: Path | Endpoint, lang: Lang) -> None:
    """两个对象之间的链条和原句 / What links two things, with sentences

    \b
      kg path 义和车桥 诸城市
    """
    from kg.analysis.paths import chains

    found = chains(open_build(folder, brief=True), start, end, lang)
    if not found:
        note(text("no_chain", lang))
    if form != "table":
        from kg.views.chains import chain_rows

        show(chain_rows(found, lang), form, lang)
    elif found:
        from kg.cli.drawing import draw
        from kg.views.chains import chain_page

        draw(chain_page(found, lang))


@click.command(cls=Command)
@click.argument("name", metavar="[NAME]", required=False, help="指标 / a measure")
@options.form
@options.asked
@options.lang
def measure(name: str | None, form: Format, folder: Path | Endpoint, lang: Lang) -> None:
    """产业结构的指标，附公式和出处 / Measures of structure, with their formulas

    \b
      kg measure
      kg measure hubs
      kg measure location-quotients --format csv
    """
    from kg.analysis.measured import listing
    from kg.views.answers import measure as measured

    if name is None:
        show(listing(lang), form, lang)
        return
    told = measured(name, folder, lang)
    show(told, form, lang)
    if form == "table":
        tell("\n".join(["", *told.notes]))


def _values(words: tuple[str, ...]) -> list[tuple[str, str]]:
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


def _explain(asked: Query, form: Format, lang: Lang) -> None:
    from kg.views.questions import parameter_rows

    if form == "table":
        tell(f"kg query {asked.name}\n{asked.question[lang]}\n\n")
    if asked.parameters or form != "table":
        show(parameter_rows(asked, lang), form, lang)
    else:
        tell(text("no_parameters", lang))
