"""The account of one thing as text: its briefing or its figures, 产值 12亿元 · 2023, and the sentences that say it."""

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import Any

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.text import Text

from kg.analysis.comparison import Line
from kg.evidence import Quoted, quoted
from kg.ontology import JQ
from kg.queries import Rows
from kg.views import drawn
from kg.views.cells import clean
from kg.views.numbers import bounds, figure
from kg.views.sentences import Told
from kg.views.thing import Account
from kg.views.thing.briefing import Section
from kg.views.thing.tables import table
from kg.views.wording import Lang, certainty, part, term, text

_SUSPECT = f"{JQ}suspect"
_MANY = 10  # rows of a section, statements of an account, on a page of the terminal


def page(
    account: Account, lang: Lang, width: int | None = 80, *, whole: bool = False, asked: str = "", others: str = ""
) -> RenderableType:
    """The page of an account: who it is, then its briefing, or what names it, its figures and relations.

    `whole` has all of it, each statement with every sentence that says it; else long sections end with how many more
    there are, and a statement has one sentence. `asked` are the words of the command that mean the thing,
    else its name; `others` is the numbered list of all that its name may mean.
    """
    named = [row for row in account.facts if _is_class(row.statement_id)]
    figures = [row for row in account.facts if row.value is not None]
    relations = [row for row in account.facts if row.value is None and not _is_class(row.statement_id)]
    told = [*_head(account, lang), *_hidden(account, lang)]
    for section in account.briefing:
        told += _brief(section, account, lang, width, whole=whole)
    if account.measures:
        told += _measured(account.measures, lang)
    if whole or not account.briefing:
        told += _section("section_named", named, lambda row: _naming(row, account, lang), lang, whole=whole)
        told += _section("section_figures", figures, lambda row: _figure(row, lang), lang, whole=whole)
        told += _section("section_relations", relations, lambda row: _relation(row, account, lang), lang, whole=whole)
    if not (account.facts.rows or account.briefing):
        told.append(Text(text("nothing_known", lang, name=account.name)))
    if not whole:
        told += [Text(""), Text(text("whole_account", lang, name=asked or account.name), style="dim")]
    if others:
        listed = "\n".join(f"  {clean(line)}" for line in others.splitlines())
        told += [Text(""), Text(text("same_name", lang, listed=listed), style="dim")]
    return Group(*told)


def _brief(
    section: Section, account: Account, lang: Lang, width: int | None, *, whole: bool
) -> Iterator[RenderableType]:
    """A section of the briefing as a table, as many rows as a page holds."""
    yield Text("")
    yield Text(text(f"brief_{section.key}", lang, count=len(section.rows)), style="bold underline")
    rows = table(section, account.name, lang) if not whole else table(section, account.name, lang, names=0)
    yield drawn.table(Rows(rows.columns, rows.rows if whole else rows.rows[:_MANY]), lang, width)
    if not whole and (more := len(rows) - _MANY) > 0:
        yield Text(text("and_more_rows", lang, count=more), style="dim")


def _measured(lines: tuple[Line, ...], lang: Lang) -> Iterator[RenderableType]:
    """The size of a cluster and the indicators that its figures give, each with its formula."""
    told = [
        (line, cell) for line in lines for cell in line.cells if cell and (line.code == "size" or len(cell.rows) > 1)
    ]
    if told:
        yield Text("")
        yield Text(text("section_indicators", lang), style="bold underline")
    for line, cell in told:
        said = figure(cell.value, cell.unit, lang, cell.value_max)
        left = bounds(cell.value, cell.lower, cell.upper, cell.unit, lang)
        behind = "  ".join(filter(None, (f"({left})" if left else "", cell.measure, cell.period)))
        yield Text(f"  {getattr(line.label, lang)}  ").append(said, style="bold").append(f"  {clean(behind)}")


def _head(account: Account, lang: Lang) -> Iterator[RenderableType]:
    yield Text(clean(account.name), style="bold")
    standing = term(account.standing, lang) if account.standing else ""
    yield Text(" · ".join(filter(None, (account.kind, clean(account.place), standing))))
    if account.other_names:
        yield Text(text("other_names", lang, names="、".join(map(clean, account.other_names))))
    yield Text(account.iri, style="dim")
    for reason in account.industries:
        yield Text(text("inferred", lang, what=clean(reason)))


def _hidden(account: Account, lang: Lang) -> Iterator[RenderableType]:
    """How a report that hides the place was found to be about it: the towns it names, and each sentence once."""
    for (report, hidden), same in groupby(account.hidden, key=lambda row: (row.report, row.hidden)):
        rows = list(same)
        known = {"report": clean(report), "hidden": clean(hidden), "place": clean(rows[0].place), "code": rows[0].code}
        found = text("hidden_place", lang, **known, count=rows[0].towns)
        if rows[0].runner_up:
            found += text("hidden_runner_up", lang, place=clean(rows[0].runner_up), count=rows[0].runner_up_towns)
        yield Text("")
        yield Text(text("section_inferred", lang), style="bold underline")
        yield Text(f"  {found}")
        for (start, end, said), towns in groupby(rows, key=lambda row: (row.start, row.end, _quoted(row))):
            yield Text("  ").append("、".join(f"{clean(row.name)} → {clean(row.town)}" for row in towns), style="bold")
            yield Told(said, report, f"{start}–{end}")


def _section(
    key: str, rows: Iterable[Any], headline: Callable[[Any], Text], lang: Lang, *, whole: bool
) -> Iterator[RenderableType]:
    """A heading, and each statement once with every sentence that says it, or the first sentence of the first ones."""
    told = sorted(((headline(row), row) for row in rows), key=lambda pair: _order(pair[1]))
    if told:
        yield Text("")
        yield Text(text(key, lang), style="bold underline")
    statements = [list(same) for _, same in groupby(told, key=lambda pair: pair[0].plain)]
    for pairs in statements if whole else statements[:_MANY]:
        yield pairs[0][0]
        for _, row in pairs if whole else pairs[:1]:
            sure = certainty(float(row.certainty), lang)
            yield Told(_quoted(row), row.report, row.place_in_file or f"{row.start}–{row.end}", sure)
            if row.audit:
                style = "red" if row.audit_id == _SUSPECT else "green"
                yield Padding(
                    Text(f"{row.audit}  ", style=style).append(clean(row.reason), style="default"), (0, 0, 0, 4)
                )
    if not whole and (more := len(statements) - _MANY) > 0:
        yield Text(text("and_more_rows", lang, count=more), style="dim")


def _quoted(row: Any) -> Quoted:
    return quoted(row.sentence, row.quote_start, row.quote_end)


def _order(row: Any) -> tuple[str, ...]:
    what = (row.statement_id, row.of, row.scope, row.period, row.modality_id, not row.adopted, row.subject, row.object)
    return (*(str(each or "") for each in what), row.report, f"{row.start:09d}")


def _figure(row: Any, lang: Lang) -> Text:
    said = figure(row.value, row.unit, lang, row.value_max, row.per or "")
    open_bounds = bounds(row.value, row.lower, row.upper, row.unit, lang, row.value_max)
    hedge = f"{said} ({', '.join(filter(None, (row.qualifier, open_bounds)))})" if row.qualifier else said
    what = "  ".join(clean(each) for each in (row.statement, part(row.of or "", lang), row.scope) if each)
    line = Text(f"  {what}  ").append(hedge, style="bold" if row.adopted else "strike")
    if row.period:
        line.append(f"  {row.period}")
    return _marked(line, row, lang)


def _relation(row: Any, account: Account, lang: Lang) -> Text:
    if row.subject_id == account.iri:
        line = Text(f"  {row.statement} → ").append(clean(row.object), style="bold")
        return _marked(line.append(f"  {row.period}") if row.period else line, row, lang)
    return _marked(Text("  ").append(clean(row.subject), style="bold").append(f" — {row.statement} →"), row, lang)


def _naming(row: Any, account: Account, lang: Lang) -> Text:
    """That there is such a thing, or a policy or problem that is about it."""
    line = Text("  ")
    if row.subject_id != account.iri:
        line.append(clean(row.subject), style="bold").append("  ")
    line.append(row.statement)
    if row.object:
        line.append(f"  {row.object}")
    return _marked(line, row, lang)


def _is_class(iri: str) -> bool:
    return iri.rpartition("#")[2][:1].isupper()


def _marked(line: Text, row: Any, lang: Lang) -> Text:
    """The line with what a reader must know before quoting it: planned, contested, not adopted, suspect."""
    if row.modality_id != "actual":
        line.append(f"  [{row.modality}]", style="yellow")
    if row.contested:
        line.append(f"  [{text('contested' if row.adopted else 'not_adopted', lang)}]", style="red")
    if row.audit_id == _SUSPECT:
        line.append(f"  [{row.audit}]", style="red")
    return line
