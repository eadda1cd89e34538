"""The briefing of a place: 诸城市, its clusters by size with towns and lead firms, plans, totals … and doubts."""

from collections import namedtuple
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kg.queries import Column, Rows, named, run
from kg.store import Graph

_CLUSTERS = (
    *("cluster", "standing", "of_place", "value", "value_max", "unit", "lower", "upper", "measure", "of", "period"),
    *("qualifier", "audit", "contested", "places", "planned_places", "towns", "lead_firms"),
)
_SAID = ("sentence", "quote_start", "quote_end", "report", "start", "end")


@dataclass(frozen=True, slots=True)
class Section:
    """One part of a briefing: its key (`clusters`, `plans` …) and its rows, the most important first."""

    key: str
    rows: Rows


def briefing(store: Graph, place: str, language: str = "zh") -> tuple[Section, ...]:
    """The sections of a place (an IRI) that have something to tell, each the answer of named queries.

    `clusters` and `plans` have the columns of clusters-ranked and clusters-of-place, by size; `towns` those of
    towns-with-several-clusters; `totals` those of figures-of, of the place itself; `titles`, `parks`, `policies`,
    `problems` and `doubts` those of the queries so called.
    """

    def asked(name: str, **values: object) -> Rows:
        takes = {parameter.name for parameter in named()[name].parameters}
        return run(store, named()[name], **values, **({"language": language} if "language" in takes else {}))

    clusters = _clusters(asked, place)
    found = {
        "clusters": _kept(clusters, lambda row: not _planned(row)),
        "plans": _plans(asked, place, _kept(clusters, _planned)),
        "towns": asked("towns-with-several-clusters", within=place, minimum=1),
        "totals": asked("figures-of", thing=place),
        "titles": asked("brands-and-honours", place=place),
        "parks": asked("places", within=place, level="park"),
        "policies": asked("policies", place=place),
        "problems": asked("problems", place=place),
        "doubts": asked("doubts", place=place),
    }
    return tuple(Section(key, rows) for key, rows in found.items() if rows.rows)


def sources(store: Graph, place: str, sections: Iterable[Section]) -> list[str]:
    """The titles of the reports that are about a place, or that its sections quote."""
    quoted = {row.report for section in sections for row in section.rows if getattr(row, "report", None)}
    told = run(store, named()["reports"])
    return [report_title(row) for row in told if row.report in quoted or row.place_id == place]


def report_title(row: Any) -> str:
    """What a report, a row of the query reports, is called: its title, else 诸城市（zhucheng）, else its slug."""
    return str(row.title or (f"{row.place}（{row.report}）" if row.place else row.report))


def _clusters(asked: Callable[..., Rows], place: str) -> Rows:
    """What clusters-ranked and clusters-of-place say of each cluster, in one row."""
    ranked, placed = asked("clusters-ranked", place=place), asked("clusters-of-place", place=place)
    there = {row.cluster_id: row for row in placed}
    names = (*_CLUSTERS, "certainty", *_SAID, "cluster_id", "measure_id", "figure_id", "claim_id")
    labels = _labels(placed, ranked)
    told = [
        # how sure the size is, where there is one; else how sure it is that there is such a cluster
        row._asdict()
        | _only(there[row.cluster_id], ("places", "planned_places", "towns", "lead_firms"))
        | {"certainty": there[row.cluster_id].certainty if row.certainty is None else row.certainty}
        for row in ranked
        if row.cluster_id in there
    ]
    return _rows(names, labels, told)


def _plans(asked: Callable[..., Rows], place: str, planned: Rows) -> Rows:
    """The planned clusters, each with the existing one that it continues."""
    continued = {row.planned_id: row for row in asked("planned-and-existing", place=place)}
    names = (
        "cluster",
        "of_place",
        "planned_places",
        "lead_firms",
        "existing",
        "existing_places",
        "certainty",
        "cluster_id",
        "existing_id",
    )
    labels = _labels(planned, Rows(named()["planned-and-existing"].columns, ()))
    none = dict.fromkeys(("existing", "existing_places", "existing_id"))
    told = [
        row._asdict() | (_only(continued[row.cluster_id], tuple(none)) if row.cluster_id in continued else none)
        for row in planned
    ]
    return _rows(names, labels, told)


def _planned(row: Any) -> bool:
    return "/planned-cluster/" in row.cluster_id


def _kept(rows: Rows, fits: Callable[[Any], bool]) -> Rows:
    return Rows(rows.columns, tuple(row for row in rows if fits(row)))


def _only(row: Any, names: Sequence[str]) -> dict[str, Any]:
    return {name: getattr(row, name) for name in names}


def _labels(*answers: Rows) -> dict[str, Column]:
    return {column.name: column for rows in answers for column in rows.columns}


def _rows(names: Sequence[str], columns: Mapping[str, Column], told: Iterable[Mapping[str, Any]]) -> Rows:
    kind = namedtuple("Row", names)  # type: ignore[misc]  # the fields are known only now
    return Rows(tuple(columns[name] for name in names), tuple(kind(*(row[name] for name in names)) for row in told))
