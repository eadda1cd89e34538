"""The page of a county, a prefecture or a province as a briefing: clusters by size, towns × clusters, plans …"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from kg.analysis.indicators import year
from kg.ontology import ontology
from kg.views.pages import charts, place
from kg.views.pages.catalogue import Catalogue, Statement, Thing
from kg.views.pages.charts import Bar
from kg.views.pages.view import View
from kg.views.thing.briefing import Section, briefing, sources
from kg.views.thing.tables import short, titled

_COLUMNS, _ROWS = 30, 60  # clusters and places of the matrix
_BELOW = {
    "Province": ("Prefecture", "County"),
    "Prefecture": ("County", "Town", "Park"),
    "County": ("Town", "Park", "Village"),
}
KINDS = frozenset(_BELOW)
DOWNLOADS = {
    ".docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


@dataclass(frozen=True, slots=True)
class Cluster:
    """A cluster of the list: the row of the briefing, the statement of its size, where it lies and who leads it."""

    row: Any
    size: Statement | None
    sites: tuple[Statement, ...]
    firms: tuple[Statement, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """Which place has which cluster: for each place a cell for each cluster, the statement that puts it there.

    A cell has True instead where something below the place has the cluster, False where nothing has.
    """

    clusters: tuple[Thing, ...]
    rows: tuple[tuple[Thing, tuple[Statement | bool, ...]], ...]
    more: int


@dataclass(frozen=True, slots=True)
class Course:
    """One measure of one thing over the years, the earliest first."""

    thing: str
    what: str
    bars: tuple[Bar, ...]


def page(view: View, thing: Thing) -> bytes:
    """The page of a place that has a briefing."""
    told = sections(view, thing)
    clusters = _clusters(view, told["clusters"]) if "clusters" in told else []
    plans = _clusters(view, told["plans"]) if "plans" in told else []
    return view.render(
        "county/page.html",
        thing.name,
        **place.values(view, thing),
        told={key: section.rows for key, section in told.items()},
        clusters=clusters,
        plans=plans,
        bars=_bars(view, clusters),
        measures=list(dict.fromkeys(each.row.measure_id for each in clusters if each.size)),
        measured=sum(each.size is not None for each in clusters),
        continued=sum(each.row.existing_id is not None for each in plans),
        matrix=_matrix(view.catalogue, thing),
        courses=_courses(view, [thing.iri, *(each.row.cluster_id for each in clusters)]),
        doubts=_doubts(view, told["doubts"]) if "doubts" in told else [],
    )


def downloads(view: View, thing: Thing, ending: str) -> tuple[str, bytes]:
    """The briefing as a file with an ending of DOWNLOADS: its media type and its bytes."""
    told = tuple(sections(view, thing).values())
    if ending == ".xlsx":
        from kg.views.workbook import sheets

        return DOWNLOADS[ending], sheets(titled(told, view.lang), view.lang)
    from kg.views.thing.word import word

    return DOWNLOADS[ending], word(thing.name, told, sources(view.catalogue.store, thing.iri, told), view.lang)


def sections(view: View, thing: Thing) -> dict[str, Section]:
    """The sections of the briefing of a place, by key."""
    return {section.key: section for section in briefing(view.catalogue.store, thing.iri, view.lang)}


def _clusters(view: View, section: Section) -> list[Cluster]:
    found = view.catalogue
    listed = []
    for row in section.rows:
        said = found.of_subject.get(row.cluster_id, ())
        sites = {each.object: each for each in reversed(found.sites(found.things[row.cluster_id]))}
        firms = {each.object: each for each in reversed(said) if each.relation == "lead_firm" and each.object}
        size = found.stated(getattr(row, "claim_id", None))
        listed.append(
            Cluster(
                row,
                size,
                tuple(sorted(sites.values(), key=lambda each: (each.planned, each.start))),
                tuple(sorted(firms.values(), key=lambda each: (each.planned, each.start))),
            )
        )
    return listed


def _doubts(view: View, section: Section) -> list[tuple[Statement, str]]:
    """What is to be checked, and why."""
    return [(said, row.why) for row in section.rows if (said := view.catalogue.stated(row.claim_id))]


def _bars(view: View, clusters: Sequence[Cluster]) -> list[Bar]:
    """A bar for each cluster that has a size in yuan, toned by its measure, which stands beside its name."""
    order = [code for code in ontology().measures if any(each.row.measure_id == code for each in clusters)]
    labelled = []
    for each in clusters:
        if each.size and each.size.figure and each.size.figure.unit == "CNY":
            beside = " · ".join(filter(None, (view.term(each.size.measure), short(each.size.figure.period))))
            label = Markup("{} <small>{}</small>").format(view.link(each.row.cluster_id), beside)
            labelled.append((label, each.size, f"size-{order.index(each.size.measure)}"))
    return charts.bars(labelled)


def _matrix(found: Catalogue, thing: Thing) -> Matrix | None:
    """The places below with the clusters in them, those with most first; None where no place below has one."""
    kinds = _BELOW[thing.kind]
    tiles = [tile for tile in place.tiles(found, list(place.inside(found, thing))) if tile.place.kind in kinds]
    spread: dict[str, int] = defaultdict(int)
    for tile in tiles:
        for cluster in (*tile.existing, *tile.planned):
            spread[cluster.iri] += 1
    clusters = sorted(spread, key=lambda iri: (found.things[iri].kind != "Cluster", -spread[iri], iri))[:_COLUMNS]
    if not clusters:
        return None
    rows = []
    for tile in tiles[:_ROWS]:
        here = {each.iri for each in (*tile.existing, *tile.planned)}
        cells = tuple(_cell(found, tile.place, iri) if iri in here else False for iri in clusters)
        if any(cells):
            rows.append((tile.place, cells))
    return Matrix(tuple(found.things[iri] for iri in clusters), tuple(rows), len(spread) - len(clusters))


def _cell(found: Catalogue, at: Thing, cluster: str) -> Statement | bool:
    """What says that a cluster is in a place; True where it is said of a place below only."""
    sites = [each for each in found.sites(found.things[cluster]) if each.object == at.iri]
    return min(sites, key=lambda each: (each.planned, each.start), default=True)


def _courses(view: View, iris: Sequence[str]) -> list[Course]:
    """What is told of several years: the figures of the place and its clusters, by measure."""
    found: list[Course] = []
    for iri in iris:
        by: dict[tuple[str, str, str, str], list[Statement]] = defaultdict(list)
        for each in view.catalogue.of_subject.get(iri, ()):
            said = each.figure
            if said and each.adopted and said.measure != "growth_rate" and year(said.period):
                by[said.measure, said.of, said.scope, said.unit].append(each)
        for told in by.values():
            dated = {year(each.figure.period): each for each in reversed(told) if each.figure}
            if len(dated) > 1:
                rows = [
                    (Markup.escape(when), dated[when], "plan" if dated[when].planned else "now")
                    for when in sorted(dated)
                ]
                found.append(Course(iri, view.what(rows[0][1]), tuple(charts.bars(rows))))
    return found
