"""The page of an industry of GB/T 4754: 纺织业, where it is strong, and which clusters and industries are of it."""

from kg.views.pages import cluster, things
from kg.views.pages.catalogue import Catalogue, Thing
from kg.views.pages.view import View


def page(view: View, industry: Thing) -> bytes:
    """The page of an industry."""
    catalogue = view.catalogue
    below = [each for each in catalogue.kinds.get("Industry", ()) if each.place == industry.iri]
    clusters = of(catalogue, industry)
    areas = [(catalogue.area(each), each) for each in clusters]
    counties = {area.iri: area for area, _ in areas if area}
    return view.render(
        "industry/page.html",
        industry.name,
        **things.values(view, industry),
        below=[(each, len(of(catalogue, each))) for each in below],
        places=[
            (counties[iri], [each for area, each in areas if area and area.iri == iri]) for iri in sorted(counties)
        ],
        compared=cluster.compared(view, clusters),
    )


def of(catalogue: Catalogue, industry: Thing) -> list[Thing]:
    """The clusters of an industry or of one below it."""
    own = [start for name, start in catalogue.back_edges.get(industry.iri, ()) if name == "inIndustry"]
    found = {iri: catalogue.things[iri] for iri in own if iri in catalogue.things}
    for each in catalogue.kinds.get("Industry", ()):
        if each.place == industry.iri:
            found |= {below.iri: below for below in of(catalogue, each)}
    return list(found.values())


def listed(catalogue: Catalogue) -> list[tuple[Thing, int, int]]:
    """The industries of clusters, without the broad sections, and how many clusters and places each has, most first."""
    found = []
    for industry in catalogue.kinds.get("Industry", ()):
        if industry.place and any(name == "inIndustry" for name, _ in catalogue.back_edges.get(industry.iri, ())):
            clusters = of(catalogue, industry)
            areas = {area.iri for each in clusters if (area := catalogue.area(each))}
            found.append((industry, len(clusters), len(areas)))
    return sorted(found, key=lambda each: (-each[2], -each[1], each[0].iri))


def page_of_all(view: View) -> bytes:
    """The list of the industries, each with its clusters."""
    clusters = {
        each.iri: view.links(found.iri for found in of(view.catalogue, each)) for each, *_ in listed(view.catalogue)
    }
    return view.render(
        "industry/all.html", view.t("list_industries"), industries=listed(view.catalogue), clusters=clusters
    )
