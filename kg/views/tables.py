"""Tables of answers, 乡镇 | 现有集群数: for the eye in a terminal or in Markdown, for programs as CSV or JSON."""

import csv
import io
import json
from collections import namedtuple
from collections.abc import Collection, Iterable, Sequence
from decimal import Decimal
from math import isfinite
from typing import Any, Literal

from kg.evidence import quoted
from kg.queries import Column, Rows, Value, Words
from kg.views.cells import clean, escaped, harmless, markdown
from kg.views.numbers import bounds, figure, plain, unit_name
from kg.views.wording import Lang, certainty, part, text

Form = Literal["table", "csv", "json", "md"]
Format = Literal[Form, "xlsx"]
"""The forms of an answer that are texts, and all of them."""

_FIGURES = ("value", "target", "actual")  # columns whose numbers are of the unit beside, each perhaps with an upper end
_QUOTE = ("quote_start", "quote_end")
_SENTENCE = ("sentence", *_QUOTE, "report", "start", "end")
_SHARES = frozenset({"coverage", "precision", "recall", "f1"})


def rows_of(names: Sequence[str], values: Iterable[Sequence[Value]]) -> Rows:
    """An answer that is no query's, its columns labelled by the texts `column_NAME`."""
    kind = namedtuple("Row", names)  # type: ignore[misc]  # the fields are known only now
    columns = tuple(Column(name, Words(text(f"column_{name}", "zh"), text(f"column_{name}", "en"))) for name in names)
    return Rows(columns, tuple(kind(*row) for row in values))


def written(rows: Rows, form: Literal["csv", "json", "md"], lang: Lang) -> str:
    """An answer as a text.

    CSV and JSON hold every column and exact numbers; Markdown leaves out IRIs and codes (`…_id`) and empty columns,
    and writes figures with their unit (142亿元). A sentence has its quote in 【】; JSON tells where that stands. In CSV
    a text that a spreadsheet would take for a formula has ' before it.
    """
    match form:
        case "csv":
            return _csv(_marked(rows))
        case "json":
            return _json(rows)
        case "md":
            return _markdown(*readable(rows, lang), numbers(rows, lang))


def readable(rows: Rows, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """The labels of the columns for the eye, and the cells below them, as Markdown has them."""
    return _readable(_marked(rows), lang)


def _marked(rows: Rows) -> Rows:
    """The rows with each quote marked in its sentence, which then need not tell where it stands."""
    names = {column.name for column in rows.columns}
    if not {"sentence", *_QUOTE} <= names:
        return rows
    return _without(Rows(rows.columns, tuple(row._replace(sentence=_sentence(row)) for row in rows)), _QUOTE)


def without_sentences(rows: Rows) -> Rows:
    """The rows without the sentence of each and where it stands."""
    return _without(rows, _SENTENCE)


def _without(rows: Rows, left_out: Collection[str]) -> Rows:
    names = [column.name for column in rows.columns]
    kept = [at for at, name in enumerate(names) if name not in left_out]
    kind = namedtuple("Row", [names[at] for at in kept], rename=True)  # type: ignore[misc]  # the fields are known only now
    return Rows(tuple(rows.columns[at] for at in kept), tuple(kind(*(row[at] for at in kept)) for row in rows))


def _sentence(row: Any) -> Value:
    """The sentence of a row with its quote in 【】; as it is where the row has none, or tells of no quote in it."""
    match row.sentence, row.quote_start, row.quote_end:
        case str() as sentence, int() as start, int() as end:
            return quoted(sentence, start, end).marked
    return row.sentence  # type: ignore[no-any-return]


def _csv(rows: Rows) -> str:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(column.name for column in rows.columns)
    writer.writerows([exact(harmless(value)) for value in row] for row in rows)
    return out.getvalue()


def exact(value: Value) -> str:
    """A value as CSV has it: each digit of a number, nothing where it is not known."""
    match value:
        case None:
            return ""
        case bool():
            return str(value).lower()
        case Decimal():
            return plain(value)
        case _:
            return str(value)


def _json(rows: Rows) -> str:
    names = [column.name for column in rows.columns]
    objects = [dict(zip(names, map(plain_number, row), strict=True)) for row in rows]
    return escaped(json.dumps(objects, ensure_ascii=False, indent=2, allow_nan=False)) + "\n"


def plain_number(value: Value) -> str | int | float | None:
    """A value as JSON has it: whole numbers as such, other decimals and what is no number as near as it comes."""
    if isinstance(value, Decimal):
        return int(value) if value == value.to_integral_value() else plain_number(float(value))
    if isinstance(value, float) and not isfinite(value):
        return str(value)
    return value


def _readable(rows: Rows, lang: Lang) -> tuple[list[str], list[list[str]]]:
    """The labels of the columns that are shown, and the cells below them."""
    names = [column.name for column in rows.columns]
    labels = dict(zip(names, (getattr(column.label, lang) for column in rows.columns), strict=True))
    asked = set(names)
    joined: set[str] = set()  # the columns that another one shows with its own
    if {"report", "start", "end"} <= asked:
        joined |= {"start", "end"}
    if "unit" in asked and asked.intersection(_FIGURES):
        joined |= {*(f"{name}_max" for name in _FIGURES if name in asked), "unit", "per"}
    if {"value", "unit", "lower", "upper"} <= asked:
        joined |= {"lower", "upper"}
        labels["bounds"] = text("bounds", lang)
        names.insert(names.index("value") + 1, "bounds")
    cells = [[_cell(name, dict(zip(row._fields, row, strict=True)), lang) for name in names] for row in rows]
    kept = [
        at
        for at, name in enumerate(names)
        if not name.endswith("_id") and name not in joined and (not cells or any(row[at] for row in cells))
    ]
    return [labels[names[at]] for at in kept], [[row[at] for at in kept] for row in cells]


def _cell(name: str, row: dict[str, Any], lang: Lang) -> str:
    value = row.get(name)
    if name == "bounds":
        return "" if row["value"] is None else bounds(row["value"], row["lower"], row["upper"], row["unit"], lang)
    if value is None:
        return ""
    if isinstance(value, bool):
        return text("yes" if value else "no", lang)
    if name == "written" and f"【{value}】" in (row.get("sentence") or ""):
        return ""
    if name == "certainty" and not isinstance(value, str):
        return certainty(float(value), lang)
    if name == "of" and isinstance(value, str):
        return clean(part(value, lang))
    if name in _SHARES:
        return f"{value:.1%}"
    if name in _FIGURES and row.get("unit") is not None and not isinstance(value, str):
        return figure(value, row["unit"], lang, row.get(f"{name}_max"), row.get("per") or "")
    if name in ("unit", "per"):
        return unit_name(str(value), lang)
    if name == "report" and None not in (row.get("start"), row.get("end")):
        return f"{clean(value)} {row['start']}–{row['end']}"
    return clean(exact(value))


def _markdown(labels: list[str], cells: list[list[str]], right: set[str]) -> str:
    rules = ["---:" if label in right else "---" for label in labels]
    lines = [[*map(markdown, labels)], rules, *([*map(markdown, row)] for row in cells)]
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def numbers(rows: Rows, lang: Lang) -> set[str]:
    """The labels of the columns that hold numbers and no words."""
    held = {
        getattr(column.label, lang): {type(row[at]) for row in rows} - {type(None)}
        for at, column in enumerate(rows.columns)
        if column.name != "certainty"
    }
    return {label for label, kinds in held.items() if kinds and kinds <= {int, Decimal, float}}
