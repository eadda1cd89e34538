"""The page of the places that host clusters, 哪些乡镇有多个集群: to sort, to filter, to take along as CSV."""

import csv
import io

from kg.queries import Value
from kg.views.cells import harmless
from kg.views.pages.catalogue import PLACES
from kg.views.pages.place import Tile, tiles
from kg.views.pages.view import View

_ADMINISTRATIVE = ("Province", "Prefecture")


def page(view: View) -> bytes:
    """The table of every place below the prefecture that has a cluster."""
    found = hosts(view)
    areas = {tile.place.iri: view.area(tile.place) for tile in found}
    return view.render(
        "towns/page.html",
        view.t("towns_title"),
        hosts=found,
        areas=areas,
        counties=sorted({area.name for area in areas.values() if area}),
        levels=[
            kind for kind in ("Town", "Park", "Village", "County", "Region") if any(t.place.kind == kind for t in found)
        ],
    )


def table(view: View) -> bytes:
    """The same table as CSV, with a mark that Excel needs to see UTF-8."""
    out = io.StringIO()
    writer = csv.writer(out)
    names = ("place", "level", "county", "existing_count", "planned_count", "existing_clusters", "planned_clusters")
    writer.writerow([view.t(f"towns_{name}") for name in names])
    for tile in hosts(view):
        area = view.area(tile.place)
        names_of = ("、".join(each.name for each in some) for some in (tile.existing, tile.planned))
        row = [tile.place.name, view.term(tile.place.kind), area.name if area else ""]
        cells: list[Value] = [*row, len(tile.existing), len(tile.planned), *names_of]
        writer.writerow(map(harmless, cells))
    return out.getvalue().encode("utf-8-sig")


def hosts(view: View) -> list[Tile]:
    """The places that have a cluster, those with most first."""
    levels = PLACES - set(_ADMINISTRATIVE)
    return tiles(view.catalogue, [thing for thing in view.catalogue.things.values() if thing.kind in levels])
