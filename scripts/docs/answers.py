"""The named queries as a page: what each asks, with what it can be asked, and what it answers of the sample reports."""

from pathlib import Path

from terms import table

from kg.messages import Lang
from kg.queries import Query, Rows, named, open_build, run
from kg.views.tables import written
from kg.views.wording import text

_SHOWN = 5  # rows of an answer


def questions(graph: Path, lang: Lang) -> str:
    """Every query with its question, its parameters, its note and the first rows of its answer."""
    store = open_build(graph)
    return "\n".join(_told(query, run(store, query, **_asked(query, lang)), lang) for query in named().values())


def _asked(query: Query, lang: Lang) -> dict[str, object]:
    return {"language": lang} if any(each.name == "language" for each in query.parameters) else {}


def _told(query: Query, rows: Rows, lang: Lang) -> str:
    first = Rows(rows.columns, rows.rows[:_SHOWN])
    parts = [f"## {query.summary[lang]} {{#{query.name}}}", query.question[lang], f"`kg query {query.name}`"]
    if query.parameters:
        told = (
            (f"`--{each.name.replace('_', '-')}`", each.description[lang], _default(each.default))
            for each in query.parameters
        )
        parts.append(table(_HEAD[lang], told))
    parts.append(written(first, "md", lang) if first.rows else text("no_rows", lang))
    if len(rows) > _SHOWN:
        parts.append(f"*{text('more_rows', lang, count=len(rows) - _SHOWN)}*")
    if query.note:
        parts.append(f"{text('note', lang)}{query.note[lang]}")
    return "\n\n".join(parts) + "\n"


def _default(value: object) -> str:
    return f"`{value}`" if value != "" else "—"


_HEAD: dict[Lang, tuple[str, ...]] = {
    "zh": ("参数", "含义", "默认"),
    "en": ("parameter", "what it is", "default"),
}
