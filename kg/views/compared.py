"""Things side by side as rows: a line a measure and a column a thing for the eye, a row a value for programs."""

from collections import namedtuple
from collections.abc import Iterator, Mapping, Sequence

from kg.analysis.comparison import SIZE, Cell, Line
from kg.ontology import JQ, ontology
from kg.queries import Column, Rows, Value, Words
from kg.views.numbers import aside, bounds, figure
from kg.views.tables import rows_of
from kg.views.wording import Lang, text

_COLUMNS = (
    *("thing", "indicator", "measure", "value", "value_max", "unit", "lower", "upper", "period", "qualifier"),
    *(
        "comparable",
        "contested",
        "audit",
        "certainty",
        "sentence",
        "quote_start",
        "quote_end",
        "report",
        "start",
        "end",
    ),
    *("thing_id", "indicator_id", "claim_id"),
)


def beside(lines: Sequence[Line], names: Sequence[str], lang: Lang) -> Rows:
    """A row for each line, a column for each thing; what differs in measure or year says so in its cell."""
    columns = [Column("indicator", Words(text("column_indicator", "zh"), text("column_indicator", "en")))]
    columns += [Column(f"thing_{at}", Words(name, name)) for at, name in enumerate(names, 1)]
    kind = namedtuple("Row", [column.name for column in columns])  # type: ignore[misc]  # the fields are known only now
    cells = [(_label(line, lang), *(told(cell, line, lang) for cell in line.cells)) for line in lines]
    rows = [kind._make(row) for row in cells]
    return Rows(tuple(columns), tuple(rows))


def told(cell: Cell | None, line: Line, lang: Lang) -> str:
    """A cell for the eye: 323.5亿元 (主营业务收入, 2024), 40% (不低于40%), 2.88亿元 (存疑), — where there is none."""
    if cell is None:
        return "—"
    said = figure(cell.value, cell.unit, lang, cell.value_max)
    left = bounds(cell.value, cell.lower, cell.upper, cell.unit, lang, cell.value_max)
    named = cell.measure if line.code == SIZE or len(cell.rows) != 1 else ""
    return aside(said, (left, named, cell.period, *_doubts(cell, lang)), lang)


def _doubts(cell: Cell, lang: Lang) -> Iterator[str]:
    """What must be known before a value is quoted: a figure behind it is suspect, or told otherwise elsewhere."""
    suspect = ontology().labelled(f"{JQ}suspect", lang)
    if any(row.audit == suspect for row in cell.rows):
        yield suspect
    if any(row.contested for row in cell.rows):
        yield text("contested", lang)


def listed(lines: Sequence[Line], names: Mapping[str, str], lang: Lang) -> Rows:
    """A row for each value, or two where an indicator divides two figures, each with its sentence."""
    return rows_of(_COLUMNS, (row for line in lines for row in _rows(line, names, lang)))


def _rows(line: Line, names: Mapping[str, str], lang: Lang) -> Iterator[tuple[Value, ...]]:
    for (iri, name), cell in zip(names.items(), line.cells, strict=True):
        if cell is None:
            yield (name, _label(line, lang), *[None] * 8, line.comparable, *[None] * 9, iri, line.code, None)
            continue
        values = (
            cell.value,
            cell.value_max,
            cell.unit,
            cell.lower,
            cell.upper,
            cell.period or None,
            cell.qualifier or None,
        )
        head = (name, _label(line, lang), cell.measure or None, *values, line.comparable)
        for row in cell.rows:
            said = (
                row.contested,
                row.audit,
                row.certainty,
                row.sentence,
                row.quote_start,
                row.quote_end,
                row.report,
                row.start,
                row.end,
            )
            yield (*head, *said, iri, line.code, row.claim_id)
        if not cell.rows:
            yield (*head, *[None] * 9, iri, line.code, None)


def _label(line: Line, lang: Lang) -> str:
    label: str = getattr(line.label, lang)
    return label
