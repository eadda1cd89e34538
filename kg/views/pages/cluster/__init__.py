"""The page of a cluster: 造纸机械业, its figures, lead firms, towns, products, and its peers in other counties."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from kg.views.pages import charts, sections, things
from kg.views.pages.catalogue import CLUSTERS, Catalogue, Statement, Thing
from kg.views.pages.charts import Bar
from kg.views.pages.view import View

_COMPARED = ("output_value", "main_business_revenue", "revenue", "profit_and_tax", "firm_count", "employment")
_MOST = 8
_WHOLE = Decimal(100)


@dataclass(frozen=True, slots=True)
class Peer:
    """A cluster of another county, and the things (industry, products) that both have; `alike` if named alike."""

    cluster: Thing
    shared: tuple[str, ...]
    alike: bool


def page(view: View, cluster: Thing) -> bytes:
    """The page of a cluster, existing or planned."""
    said = view.catalogue.of_subject.get(cluster.iri, ())
    found = peers(view.catalogue, cluster)
    edges = view.catalogue.edges.get(cluster.iri, ())
    return view.render(
        "cluster/page.html",
        cluster.name,
        **things.values(view, cluster),
        continued=[iri for name, iri in edges if name == "develops"],
        continued_by=[iri for name, iri in view.catalogue.back_edges.get(cluster.iri, ()) if name == "develops"],
        industries=[iri for name, iri in edges if name == "inIndustry"],
        shares=charts.bars([(Markup.escape(view.what(each)), each, "now") for each in sections.shares(said)], _WHOLE),
        targets=charts.target_bars(view, said),
        target_names=[view.what(planned) for _, planned in sections.targets(said)],
        size=view.catalogue.sizes.get(cluster.iri),
        indicators=view.catalogue.indicators.get(cluster.iri, ()),
        peers=found,
        compared=compared(view, [cluster, *(peer.cluster for peer in found)], cluster),
    )


def peers(catalogue: Catalogue, cluster: Thing) -> list[Peer]:
    """The clusters elsewhere of the same industry, name or products, those that share most first."""
    here = catalogue.area(cluster)
    own = _traits(catalogue, cluster)
    found: list[Peer] = []
    for kind in sorted(CLUSTERS):
        for other in catalogue.kinds.get(kind, ()):
            shared = tuple(sorted(own & _traits(catalogue, other)))
            alike = _trade(other) == _trade(cluster)
            if (shared or alike) and catalogue.area(other) != here:
                found.append(Peer(other, shared, alike))
    found.sort(key=lambda peer: (not peer.alike, -len(peer.shared), peer.cluster.iri))
    return found[:_MOST]


def _traits(catalogue: Catalogue, cluster: Thing) -> set[str]:
    industries = {iri for name, iri in catalogue.edges.get(cluster.iri, ()) if name == "inIndustry"}
    return industries | {each.object for each in catalogue.of_subject.get(cluster.iri, ()) if each.relation == "makes"}


def _trade(cluster: Thing) -> str:
    """What a cluster's IRI ends in: its trade, without the words for a cluster."""
    return cluster.iri.rpartition("/")[2]


def compared(view: View, clusters: Sequence[Thing], own: Thing | None = None) -> tuple[str, list[Bar]]:
    """The first measure that several clusters have, the first of them among these if it is `own`, and their bars."""
    for measure in _COMPARED:
        told = [(each, figure) for each in clusters if (figure := _latest(view.catalogue, each, measure))]
        if len(told) > 1 and (own is None or told[0][0] is own):
            return measure, charts.bars([_labelled(view, each, figure, own) for each, figure in told])
    return "", []


def _latest(catalogue: Catalogue, cluster: Thing, measure: str) -> Statement | None:
    found = [each for each in sections.tiles(catalogue.of_subject.get(cluster.iri, ())) if each.measure == measure]
    return found[-1] if found else None


def _labelled(view: View, each: Thing, figure: Statement, own: Thing | None) -> tuple[Markup, Statement, str]:
    area = view.catalogue.area(each)
    label = Markup("{} <small>{}</small>").format(view.link(each.iri), area.name if area else "")
    return label, figure, "own" if each is own else "now"
