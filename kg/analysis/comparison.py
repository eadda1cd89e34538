"""Clusters or places side by side: the size of each with its measure, what figures they have, and the indicators."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from kg.analysis.indicators import Derived, derived, is_whole, year
from kg.analysis.names import PLACES, things
from kg.ontology import ontology
from kg.queries import Words, named, run
from kg.store import Graph

SIZE = "size"
_COUNTS = {
    "clusters": Words("现有集群", "existing clusters"),
    "plans": Words("规划集群", "planned clusters"),
    "largest": Words("最大的集群", "largest cluster"),
    "towns": Words("有现有集群的乡镇", "towns with existing clusters"),
    "lead_firms": Words("集群的龙头企业", "lead firms of clusters"),
}
_NOT_COMPARED = frozenset({"other", "rank", "growth_rate", "price"})


@dataclass(frozen=True, slots=True)
class Cell:
    """A value of one thing: a figure, whose `measure` is named, or an indicator, whose formula is, or a count.

    `rows` are the figures behind it, rows of figures-of: one, or the two that an indicator divides; none behind what
    was counted in the graph.
    """

    measure: str
    value: Decimal
    unit: str
    value_max: Decimal | None
    lower: Decimal | None
    upper: Decimal | None
    period: str
    qualifier: str
    rows: tuple[Any, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """One measure or indicator for all things; a cell is None where a thing has no such figure.

    `code` is that of the measure or indicator, or `size`: the figure that tells the size of each, whose measures may
    differ. `comparable` says that the cells are of one measure, unit and year.
    """

    code: str
    label: Words
    cells: tuple[Cell | None, ...]
    comparable: bool


def comparison(store: Graph, iris: Sequence[str], language: str = "zh") -> tuple[Line, ...]:
    """The lines for things (IRIs): first the size, then measures in the order of the ontology, then indicators."""
    counted = [_counted(store, iri, language) for iri in iris]
    figures = [list(run(store, named()["figures-of"], thing=iri, language=language)) for iri in iris]
    whole = [[row for row in rows if is_whole(row)] for rows in figures]
    sizes = [_size(store, iri, rows, language) for iri, rows in zip(iris, figures, strict=True)]
    lines = [_line(SIZE, Words("规模", "size"), sizes)] if any(sizes) else []
    for code, label in _COUNTS.items():
        cells = [counts.get(code) for counts in counted]
        if any(cells):
            lines.append(_line(code, label, cells))
    for code in ontology().measures:
        if code in _NOT_COMPARED:
            continue
        cells = [_latest(rows, code) for rows in whole]
        if any(cells):
            label = Words(ontology().label(code, "zh"), ontology().label(code, "en"))
            lines.append(_line(code, label, cells))
    made = [{each.indicator.code: each for each in derived(rows)} for rows in figures]
    labels = {each.indicator.code: each.indicator.label for found in made for each in found.values()}
    for code, label in labels.items():
        lines.append(_line(code, label, [_indicated(found[code]) if code in found else None for found in made]))
    return tuple(lines)


def _line(code: str, label: Words, cells: Sequence[Cell | None]) -> Line:
    told = [cell for cell in cells if cell]
    years = {year(cell.period) for cell in told} - {""}
    same = len({(cell.measure, cell.unit) for cell in told}) == 1 and len(years) < 2
    return Line(code, label, tuple(cells), same and len(told) > 1)


def _counted(store: Graph, place: str, language: str) -> dict[str, Cell]:
    """What the graph has of a place: clusters, plans, the largest, towns, lead firms; {} for what is no place.

    The towns are those named, or as many as a cluster of the place is said to be in where that is more: 13个乡镇均有.
    Where no report names a town or a lead firm their number is missing, as nobody said that there are none.
    """
    if all(thing.type not in PLACES for thing in things(store, [place]).values()):
        return {}
    hosts = list(
        run(store, named()["towns-with-several-clusters"], within=place, level="any", minimum=1, language=language)
    )
    own = next((row for row in hosts if row.town_id == place), None)
    if own is None:
        return {}
    towns = run(store, named()["towns-with-several-clusters"], within=place, minimum=1)
    clusters = run(store, named()["clusters-of-place"], place=place)
    counted = (row.towns or 0 for row in clusters if row.of_place == own.town)
    led = run(store, named()["chains"], place=place)
    told = {
        "towns": max((sum(row.existing > 0 for row in towns), *counted)),
        "lead_firms": len({row.firm_id for row in led if "/planned-cluster/" not in row.cluster_id}),
    }
    counts = {"clusters": own.existing, "plans": own.planned} | {code: each for code, each in told.items() if each}
    found = {code: _count(Decimal(number)) for code, number in counts.items()}
    if own.value is not None:
        named_so = f"{own.largest}，{own.measure}" if language == "zh" else f"{own.largest}, {own.measure}"
        value = Decimal(own.value)
        found["largest"] = Cell(named_so, value, own.unit, None, value, value, own.period or "", "", ())
    return found


def _count(number: Decimal) -> Cell:
    return Cell("", number, "1", None, number, number, "", "", ())


def _size(store: Graph, iri: str, figures: Sequence[Any], language: str) -> Cell | None:
    """The figure that clusters-ranked takes for the size of a cluster."""
    [*rows] = run(store, named()["clusters-ranked"], cluster=iri, language=language)
    told = {row.figure_id: row for row in figures}
    return _cell(told[rows[0].figure_id]) if rows and rows[0].figure_id in told else None


def _latest(rows: Sequence[Any], code: str) -> Cell | None:
    found = [row for row in rows if row.measure_id == code]
    return _cell(max(found, key=lambda row: year(row.period))) if found else None


def _cell(row: Any) -> Cell:
    values = (Decimal(row.value), row.unit, row.value_max, row.lower, row.upper)
    return Cell(row.measure, *values, row.period or "", row.qualifier or "", (row,))


def _indicated(each: Derived) -> Cell:
    values = (each.value, each.indicator.unit, None, each.lower, each.upper)
    return Cell(each.formula, *values, each.period, "", (each.numerator, each.denominator))
