"""What can be asked, as tables: 查询 | 问题, and a query's 参数 with their types and defaults."""

from collections.abc import Iterable

from kg.queries import Query, Rows
from kg.views.tables import rows_of
from kg.views.wording import Lang, text


def query_rows(queries: Iterable[Query], lang: Lang) -> Rows:
    """A row for each query: its name and the question it answers."""
    return rows_of(("query", "question"), ((query.name, getattr(query.question, lang)) for query in queries))


def parameter_rows(query: Query, lang: Lang) -> Rows:
    """A row for each parameter of a query: how it is typed, what it takes, and its default."""
    names = ("parameter", "takes", "default", "meaning")
    values = (
        (
            f"--{parameter.name.replace('_', '-')}",
            " | ".join(parameter.choices) or text(f"type_{parameter.type}", lang),
            parameter.default or None,
            getattr(parameter.description, lang),
        )
        for parameter in query.parameters
    )
    return rows_of(names, values)
