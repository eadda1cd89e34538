"""The sections of a briefing as tables for the eye, in a terminal and on paper: 集群 | 规模 | 分布 | 龙头企业."""

from collections import namedtuple
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kg.queries import Column, Rows, Words
from kg.views.numbers import aside, bounds, figure
from kg.views.thing.briefing import Section
from kg.views.wording import Lang, certainty, part, text

_FEW = 3  # names in a cell

Cell = Callable[[Any, Lang, int], str]


def table(section: Section, place: str, lang: Lang, *, names: int = _FEW) -> Rows:
    """The rows of a section as texts; a column of places is left out where all are `place`.

    Of a list of more than one more than `names` names (0 for no limit) the first are told, and how many there are.
    """
    columns = [
        (name, cell) for name, cell in _TABLES[section.key].items() if name != "of_place" or _several(section, place)
    ]
    told = [[cell(row, lang, names) for _, cell in columns] for row in section.rows]
    full = [at for at in range(len(columns)) if any(row[at] for row in told)]
    heads = [columns[at][0] for at in full]
    kind = namedtuple("Row", heads)  # type: ignore[misc]  # the fields are known only now
    labels = tuple(
        Column(name, Words(*(text(f"brief_column_{name}", each) for each in ("zh", "en")))) for name in heads
    )
    return Rows(labels, tuple(kind(*(row[at] for at in full)) for row in told))


def titled(sections: Sequence[Section], lang: Lang) -> dict[str, Rows]:
    """The rows of the sections by their titles, with exact numbers: the sheets of a workbook."""
    return {text(f"brief_{each.key}", lang, count=len(each.rows)): each.rows for each in sections}


def _size(row: Any, lang: Lang, names: int) -> str:
    """A value with its bounds, measure and period: 323.5亿元（主营业务收入，2024）; "" where there is none."""
    if row.value is None:
        return ""
    left = bounds(row.value, row.lower, row.upper, row.unit, lang, row.value_max)
    said = figure(row.value, row.unit, lang, row.value_max)
    return aside(said, (left, row.measure, short(row.period)), lang)


def _several(section: Section, place: str) -> bool:
    return not {getattr(row, "of_place", None) for row in section.rows} <= {place, None}


def short(period: str | None) -> str:
    """A period without the last day of a year, which reports write for the year."""
    return (period or "").removesuffix("-12-31")


def _plain(name: str) -> Cell:
    return lambda row, lang, names: str(getattr(row, name) or "")


def _list(name: str) -> Cell:
    return lambda row, lang, names: _named(getattr(row, name), lang, names)


def _counted(number: str, name: str) -> Cell:
    def cell(row: Any, lang: Lang, names: int) -> str:
        count = getattr(row, number)
        return f"{count}: {_named(getattr(row, name), lang, names)}" if count else ""

    return cell


def _named(said: str | None, lang: Lang, names: int) -> str:
    parts: Sequence[str] = (said or "").split("、")
    if not names or len(parts) <= names + 1:
        return said or ""
    return text("and_others", lang, names="、".join(parts[:names]), count=len(parts))


def _places(row: Any, lang: Lang, names: int) -> str:
    """Where a cluster lies, and in how many towns if a report tells that: 舜王街道（报告说涉及13个乡镇）."""
    told = text("in_so_many_towns", lang, count=row.towns) if row.towns else ""
    return f"{_named(row.places, lang, names)}{told}"


def _figure(row: Any, lang: Lang, names: int) -> str:
    said = figure(row.value, row.unit, lang, row.value_max, row.per or "")
    left = bounds(row.value, row.lower, row.upper, row.unit, lang, row.value_max)
    return f"{said} ({left})" if left else said


def _measure(row: Any, lang: Lang, names: int) -> str:
    return " · ".join(filter(None, (row.measure, part(row.of or "", lang), row.scope)))


def _period(row: Any, lang: Lang, names: int) -> str:
    return short(row.period)


def _standing(row: Any, lang: Lang, names: int) -> str:
    """What must be known before a figure is quoted: planned, contested, suspect or confirmed."""
    contested = text("contested", lang) if row.contested else ""
    return " ".join(filter(None, (row.modality if row.modality_id != "actual" else "", contested, row.audit)))


def _sure(row: Any, lang: Lang, names: int) -> str:
    return "" if row.certainty is None else certainty(float(row.certainty), lang)


_TABLES: Mapping[str, Mapping[str, Cell]] = {
    "clusters": {
        "cluster": _plain("cluster"),
        "of_place": _plain("of_place"),
        "size": _size,
        "places": _places,
        "lead_firms": _list("lead_firms"),
        "certainty": _sure,
    },
    "plans": {
        "cluster": _plain("cluster"),
        "of_place": _plain("of_place"),
        "planned_places": _list("planned_places"),
        "lead_firms": _list("lead_firms"),
        "existing": _plain("existing"),
        "certainty": _sure,
    },
    "towns": {
        "place": _plain("town"),
        "existing": _counted("existing", "existing_clusters"),
        "planned": _counted("planned", "planned_clusters"),
        "certainty": _sure,
    },
    "totals": {
        "measure": _measure,
        "value": _figure,
        "period": _period,
        "standing": _standing,
        "certainty": _sure,
    },
    "titles": {
        "holder": _plain("holder"),
        "relation": _plain("relation"),
        "name": _plain("name"),
        "period": _period,
        "certainty": _sure,
    },
    "parks": {"place": _plain("place"), "part_of": _plain("part_of")},
    "policies": {
        "policy": _plain("policy"),
        "kind": _plain("kind"),
        "about": _list("about"),
        "period": _period,
        "certainty": _sure,
    },
    "problems": {"problem": _plain("problem"), "about": _list("about"), "certainty": _sure},
    "doubts": {
        "thing": _plain("thing"),
        "statement": _plain("statement"),
        "said": _plain("said"),
        "why": _plain("why"),
        "certainty": _sure,
    },
}
