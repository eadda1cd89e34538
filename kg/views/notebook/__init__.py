"""Answers in a notebook: a table with readable figures and marked quotes, and a pandas table with exact ones."""

import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, Template
from markupsafe import Markup

from kg import queries
from kg.errors import InputError
from kg.evidence import quoted
from kg.messages import message
from kg.queries import Rows, Value
from kg.views.cells import clean
from kg.views.tables import readable
from kg.views.wording import LANGS, Lang, preferred, text

_SHOWN = 100  # rows; the rest is counted
_NAMED = 4  # columns that a short account names
_TOO_LARGE = 2**63  # for a whole number of pandas


@dataclass(frozen=True, slots=True, repr=False)
class Answer(Rows):
    """Rows that a notebook shows in a language, with what must be known to read them right in `notes` below."""

    lang: Lang
    notes: tuple[str, ...] = ()

    def __getitem__(self, at: Any) -> Any:
        """A row, or for a slice the answer of these rows."""
        return self._of(self.rows[at]) if isinstance(at, slice) else self.rows[at]

    def where(self, kept: Callable[[Any], object]) -> "Answer":
        """The answer of the rows for which `kept` is true: towns.where(lambda row: row.existing > 1)."""
        return self._of(tuple(filter(kept, self.rows)))

    def _of(self, rows: tuple[Any, ...]) -> "Answer":
        return Answer(self.columns, rows, self.lang, self.notes)

    def __repr__(self) -> str:
        names = [column.name for column in self.columns if not column.name.endswith("_id")]
        more = ", …" if len(names) > _NAMED else ""
        return f"<{len(self)} row{'' if len(self) == 1 else 's'}: {', '.join(names[:_NAMED])}{more}>"

    def _repr_html_(self) -> str:
        """The table as `kg query` prints it with its notes, its first hundred rows."""
        return table(self, self.lang, self.notes)

    def to_pandas(self) -> Any:
        """The rows as a pandas `DataFrame` with a column for each, IRIs and codes too.

        Whole numbers are Int64, others float64, yes and no boolean, where a missing one is <NA> or NaN; texts are
        objects, a missing one None. A column of numbers and texts, or of numbers past
        64 bits, is of objects. InputError if pandas is not there.
        """
        try:
            import pandas
        except ModuleNotFoundError as error:
            raise InputError(message("pandas_missing")) from error
        columns = zip(*self.rows, strict=True) if self.rows else ((),) * len(self.columns)
        return pandas.DataFrame(
            {
                column.name: pandas.Series(list(map(_plain, cells)), dtype=_dtype(cells))
                for column, cells in zip(self.columns, columns, strict=True)
            }
        )


def query(query: str, graph: Path | str = "build", **values: object) -> Answer:
    """The answer of a build to a named query, to a file of SPARQL (`*.rq`), or to SPARQL as text.

    `graph` is the folder of the build, `values` are the query's parameters. Its words are in `language`, zh or en, else
    in that of KG_LANG or the locale. InputError if `graph` is no build, if there is no such query, file or parameter,
    with the line if it is not SPARQL, and if it is an update or asks another server.
    """
    asked = queries.find(query)
    lang = spoken(values.get("language"))
    if any(parameter.name == "language" for parameter in asked.parameters):
        values["language"] = lang
    found = queries.query(query, graph, **values)
    note = (text("note", lang) + getattr(asked.note, lang),) if asked.note else ()
    return Answer(found.columns, found.rows, lang, note)


def spoken(language: object = None) -> Lang:
    """The language asked for, zh or en, else that of KG_LANG or the locale."""
    said = str(language or os.environ.get("KG_LANG"))
    return next((lang for lang in LANGS if lang == said), preferred(os.environ))


def table(rows: Rows, lang: Lang, notes: Sequence[str] = ()) -> str:
    """Rows as a table of HTML, the first hundred, with notes below."""
    first = Rows(rows.columns, rows.rows[:_SHOWN])
    labels, cells = readable(first, lang)
    said = _sentences(first)
    more = len(rows) - _SHOWN
    return _template().render(
        lang=lang,
        labels=labels,
        rows=[[said.get(cell, cell) for cell in row] for row in cells],
        more=text("more_rows", lang, count=more) if more > 0 else "",
        nothing=text("no_rows", lang),
        notes=notes,
    )


@cache
def _template() -> Template:
    loader = FileSystemLoader(Path(__file__).parent)
    return Environment(loader=loader, autoescape=True, trim_blocks=True).get_template("notebook.html")


def _sentences(rows: Rows) -> dict[str, Markup]:
    """Each sentence as `readable` writes it, with its quote marked."""
    if not {"sentence", "quote_start", "quote_end"} <= {column.name for column in rows.columns}:
        return {}
    told = [
        quoted(row.sentence, row.quote_start, row.quote_end)
        for row in rows
        if None not in (row.sentence, row.quote_start, row.quote_end)
    ]
    marked = Markup("{}<mark>{}</mark>{}")
    return {clean(each.marked): marked.format(*map(clean, (each.before, each.quote, each.after))) for each in told}


def _plain(value: Value) -> Value:
    return float(value) if isinstance(value, Decimal) else value


def _dtype(cells: tuple[Value, ...]) -> str:
    kinds = {type(cell) for cell in cells if cell is not None}
    if any(isinstance(cell, int) and abs(cell) >= _TOO_LARGE for cell in cells):
        return "object"
    if kinds == {bool}:
        return "boolean"
    if kinds == {int}:
        return "Int64"
    return "float64" if kinds and kinds <= {int, Decimal, float} else "object"
