"""Facts and adopted figures as tables: csv with a description of its columns (CSVW), jsonl, parquet, a workbook.

Facts are all that the reports say, a row each; figures are those that the graph adopts. The rows are those of the
queries facts-of and figures-of, with the quotation beside its sentence. `text_start` and `text_end` are its place in
the frozen text of the report, in code points.
"""

import csv as comma_separated
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from io import TextIOWrapper
from pathlib import Path
from typing import Any, BinaryIO, Literal

from kg.endpoint.asking import Endpoint
from kg.errors import InputError
from kg.exports import File
from kg.messages import LANGS, Lang, Words, message
from kg.queries import Column, Rows, Value, named, open_build, run
from kg.store import FRACTION, storable
from kg.views.cells import harmless
from kg.views.tables import exact, plain_number
from kg.views.wording import text

Type = Literal["string", "integer", "boolean", "decimal"]

_QUERIES = {"facts": "facts-of", "figures": "figures-of"}
_CALLED = {  # value is what readers call their own, END a word of SQL
    "value": "amount",
    "value_max": "amount_max",
    "start": "text_start",
    "end": "text_end",
}
_TYPES: dict[str, Type] = {
    **dict.fromkeys(("amount", "amount_max", "lower", "upper", "certainty"), "decimal"),
    **dict.fromkeys(("quote_start", "quote_end", "text_start", "text_end"), "integer"),
    **dict.fromkeys(("adopted", "contested"), "boolean"),
}
_MARK = b"\xef\xbb\xbf"  # by which Excel knows that a file is UTF-8
_DIGITS = 38  # of a decimal


@dataclass(frozen=True, slots=True)
class Field:
    """A column of a table: its name, its label in both languages, and the type of all its values that are known."""

    name: str
    label: Words
    type: Type


@dataclass(frozen=True, slots=True)
class Table:
    """A table of an export. A row has a value, or None, for each field."""

    name: str
    fields: tuple[Field, ...]
    rows: tuple[tuple[Value, ...], ...]


def tables(place: Path | Endpoint, lang: Lang) -> Iterator[Table]:
    """The facts and the figures of a build, terms in the language."""
    for name, rows in _answers(place, lang):
        yield _table(name, rows)


def csv(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """A CSV file a table, for Excel and for programs (RFC 4180, UTF-8 with its mark, no line that is no row), and their
    description after CSV on the Web."""
    found = list(tables(place, lang))
    for table in found:
        yield File(f"{table.name}.csv", partial(_write_csv, table))
    yield File("csv-metadata.json", lambda out: out.write(_json(_described(found)).encode()))


def jsonl(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """A file a table with an object a line (JSON Lines), each with all fields; what is not known is null."""
    for table in tables(place, lang):
        yield File(f"{table.name}.jsonl", partial(_write_lines, table))


def parquet(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """A Parquet file a table. InputError if pyarrow is not installed."""
    try:
        import pyarrow  # noqa: F401 - an extra, asked for before a build is opened
    except ImportError as error:
        raise InputError(message("parquet_missing")) from error
    for table in tables(place, lang):
        yield File(f"{table.name}.parquet", partial(_write_parquet, table))


def xlsx(place: Path | Endpoint, lang: Lang) -> Iterator[File]:
    """A workbook with a sheet a table and one of sentences. InputError as of `sheets`."""
    from kg.views.workbook import sheets

    book = sheets({text(f"sheet_{name}", lang): rows for name, rows in _answers(place, lang)}, lang)
    yield File("jiqun.xlsx", lambda out: out.write(book))


def _answers(place: Path | Endpoint, lang: Lang) -> Iterator[tuple[str, Rows]]:
    graph = open_build(place)
    for name, query in _QUERIES.items():
        yield name, run(graph, named()[query], language=lang)


def _table(name: str, rows: Rows) -> Table:
    names = [column.name for column in rows.columns]
    fields = [_field(column) for column in rows.columns]
    at = names.index("quote_start")
    fields.insert(at, Field("quote", Words("引文", "quotation"), "string"))
    kinds = [field.type for field in fields]
    held = ((*row[:at], _quote(row), *row[at:]) for row in rows)
    typed = (tuple(map(_typed, row, kinds)) for row in held)
    return Table(name, tuple(fields), tuple(typed))


def _field(column: Column) -> Field:
    name = _CALLED.get(column.name, column.name)
    return Field(name, column.label, _TYPES.get(name, "string"))


def _quote(row: Any) -> str | None:
    return row.sentence[row.quote_start : row.quote_end] if row.sentence else None


def _typed(value: Value, kind: Type) -> Value:
    if value is None or kind != "decimal":
        return value
    return storable(Decimal(str(value)))


def _write_csv(table: Table, out: BinaryIO) -> None:
    out.write(_MARK)
    lines = TextIOWrapper(out, "utf-8", newline="", write_through=True)
    writer = comma_separated.writer(lines)
    writer.writerow(field.name for field in table.fields)
    writer.writerows([exact(harmless(value)) for value in row] for row in table.rows)
    lines.detach()


def _described(found: Iterable[Table]) -> dict[str, Any]:
    """The tables after the W3C's Metadata Vocabulary for Tabular Data."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"]},
        "tables": [
            {
                "url": f"{table.name}.csv",
                "tableSchema": {
                    "columns": [
                        {
                            "name": field.name,
                            "titles": field.name,
                            "dc:description": [{"@value": field.label[lang], "@language": lang} for lang in LANGS],
                            "datatype": field.type,
                        }
                        for field in table.fields
                    ]
                },
            }
            for table in found
        ],
    }


def _json(said: object) -> str:
    return json.dumps(said, ensure_ascii=False, indent=2) + "\n"


def _write_lines(table: Table, out: BinaryIO) -> None:
    names = [field.name for field in table.fields]
    for row in table.rows:
        said = dict(zip(names, map(plain_number, row), strict=True))
        out.write(json.dumps(said, ensure_ascii=False, allow_nan=False).encode() + b"\n")


def _write_parquet(table: Table, out: BinaryIO) -> None:
    import pyarrow as pa
    from pyarrow import parquet as files

    types = {
        "string": pa.string(),
        "integer": pa.int64(),
        "boolean": pa.bool_(),
        "decimal": pa.decimal128(_DIGITS, FRACTION),
    }
    schema = pa.schema(
        [pa.field(field.name, types[field.type], metadata=_labels(field)) for field in table.fields],
        metadata={"title": table.name},
    )
    columns = zip(*table.rows, strict=True) if table.rows else ([] for _ in table.fields)
    arrays = [pa.array(column, field.type) for column, field in zip(columns, schema, strict=True)]
    files.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")


def _labels(field: Field) -> dict[str, str]:
    return {"label@zh": field.label.zh, "label@en": field.label.en}
