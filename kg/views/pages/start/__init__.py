"""The first page: what is in the graph, and four questions as ways in, 一个地方、一个行业、哪些乡镇、哪些数据可信."""

from collections import Counter

from kg.queries import named, run
from kg.views.pages import industry, listing, towns
from kg.views.pages.catalogue import CLUSTERS, Catalogue, Statement, Thing
from kg.views.pages.start import maps
from kg.views.pages.view import View
from kg.views.wording import sureness

_FEW = 8
_DOUBTS = 5


def page(view: View) -> bytes:
    """The first page."""
    catalogue = view.catalogue
    hosts = [
        tile for tile in towns.hosts(view) if tile.place.kind == "Town" and len(tile.existing) + len(tile.planned) > 1
    ]
    figures = [each for each in catalogue.statements if each.figure]
    severities = Counter(each["severity"] for each in catalogue.findings)
    return view.render(
        "start/page.html",
        view.t("start_title"),
        counts=listing.counts(view),
        sentences=len(catalogue.statements),
        figures=len(figures),
        places=_areas(catalogue),
        industries=industry.listed(catalogue)[:_FEW],
        products=_shared_products(catalogue)[:_FEW],
        hosts=hosts[:_FEW],
        provinces=maps.provinces(view),
        counties=maps.counties(view),
        sureness=_sureness(catalogue),
        doubts=_doubts(view)[:_DOUBTS],
        severities=severities,
        contested=sum("contested" in each.marks for each in figures),
        unread=sum(gap["kind"] == "figure" for gap in catalogue.gaps),
        reports=list(catalogue.reports.values()),
        facts=Counter(each.report for each in catalogue.statements),
    )


def _sureness(catalogue: Catalogue) -> list[tuple[str, int, float]]:
    """How many statements are certain, fairly certain and in doubt, and which share that is."""
    counted = Counter(sureness(each.certainty) for each in catalogue.statements)
    whole = max(len(catalogue.statements), 1)
    return [(key, counted[key], counted[key] / whole) for key in ("sure", "rather_sure", "doubted")]


def _doubts(view: View) -> list[tuple[Statement, str]]:
    """What to check before quoting, what cannot be right first, and why."""
    rows = run(view.catalogue.store, named()["doubts"], language=view.lang)
    return [(said, row.why) for row in rows if (said := view.catalogue.stated(row.claim_id))]


def _areas(catalogue: Catalogue) -> list[tuple[Thing, int, int]]:
    """The places that reports are about, with their clusters that exist and that are planned."""
    iris = dict.fromkeys(report.place for report in catalogue.reports.values() if report.place in catalogue.things)
    found = []
    for iri in iris:
        clusters = catalogue.clusters_at.get(iri, {})
        found.append((catalogue.things[iri], sum(clusters.values()), len(clusters) - sum(clusters.values())))
    return found


def _shared_products(catalogue: Catalogue) -> list[tuple[Thing, int]]:
    """The products that most clusters make."""
    found = []
    for product in catalogue.kinds.get("Product", ()):
        makers = {each.subject for each in catalogue.of_object.get(product.iri, ()) if each.relation == "makes"}
        clusters = [iri for iri in makers if catalogue.things[iri].kind in CLUSTERS]
        if clusters:
            found.append((product, len(clusters)))
    return sorted(found, key=lambda each: (-each[1], each[0].iri))
