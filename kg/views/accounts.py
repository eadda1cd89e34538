"""The account of one thing as text: 产值 12亿元 · 2023 · 有出入, and below each fact the sentence that says it."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.padding import Padding
from rich.text import Text

from kg.analysis.accounts import Account
from kg.evidence import Quoted, quoted
from kg.ontology import JQ
from kg.views.cells import clean
from kg.views.numbers import bounds, figure
from kg.views.wording import Lang, certainty, term, text

_SUSPECT = f"{JQ}suspect"


def account_page(account: Account, lang: Lang) -> RenderableType:
    """The page of an account: who it is, what names it, its figures and relations, each with its sentences."""
    named = [row for row in account.facts if _is_class(row.statement_id)]
    figures = [row for row in account.facts if row.value is not None]
    relations = [row for row in account.facts if row.value is None and not _is_class(row.statement_id)]
    return Group(
        *_head(account, lang),
        *_hidden(account, lang),
        *_section("section_named", named, lambda row: _naming(row, account, lang), lang),
        *_section("section_figures", figures, lambda row: _figure(row, lang), lang),
        *_section("section_relations", relations, lambda row: _relation(row, account, lang), lang),
        *([] if account.facts.rows else [Text(text("nothing_known", lang, name=account.name))]),
    )


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence, indented, with its quote bold and underlined, in 【】 where no style is to be seen.

    Behind it stand the report, the place of the quote in its file or text, and how surely it was read.
    """

    said: Quoted
    report: str
    place: str
    sure: str = ""

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """The sentence for a terminal or for a file."""
        before, quote, after = map(clean, (self.said.before, self.said.quote, self.said.after))
        opened, style, closed = ("", "bold underline", "") if console.color_system else ("【", "", "】")
        line = Text(f"“{before}", style="italic").append(f"{opened}{quote}{closed}", style=style).append(f"{after}”")
        where = "  ".join(filter(None, (f"{clean(self.report)} {clean(self.place)}", self.sure)))
        line.append(f"  {where}", style="not italic dim")
        yield Padding(line, (0, 0, 0, 4))


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


def _section(key: str, rows: Iterable[Any], headline: Callable[[Any], Text], lang: Lang) -> Iterator[RenderableType]:
    """A heading, and each statement once with every sentence that says it."""
    told = sorted(((headline(row), row) for row in rows), key=lambda pair: _order(pair[1]))
    if told:
        yield Text("")
        yield Text(text(key, lang), style="bold underline")
    for _, same in groupby(told, key=lambda pair: pair[0].plain):
        pairs = list(same)
        yield pairs[0][0]
        for _, row in pairs:
            sure = certainty(float(row.certainty), lang)
            yield Told(_quoted(row), row.report, row.place_in_file or f"{row.start}–{row.end}", sure)
            if row.audit:
                style = "red" if row.audit_id == _SUSPECT else "green"
                yield Padding(
                    Text(f"{row.audit}  ", style=style).append(clean(row.reason), style="default"), (0, 0, 0, 4)
                )


def _quoted(row: Any) -> Quoted:
    return quoted(row.sentence, row.quote_start, row.quote_end)


def _order(row: Any) -> tuple[str, ...]:
    what = (row.statement_id, row.of, row.scope, row.period, row.modality_id, not row.adopted, row.subject, row.object)
    return (*(str(part or "") for part in what), row.report, f"{row.start:09d}")


def _figure(row: Any, lang: Lang) -> Text:
    said = figure(row.value, row.unit, lang, row.value_max, row.per or "")
    open_bounds = "" if row.value_max is not None else bounds(row.value, row.lower, row.upper, row.unit, lang)
    hedge = f"{said} ({', '.join(filter(None, (row.qualifier, open_bounds)))})" if row.qualifier else said
    what = "  ".join(clean(part) for part in (row.statement, row.of, row.scope) if part)
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
