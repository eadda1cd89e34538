"""The pages that list all things of a class: clusters, places, firms, products, policies, industries, reports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from markupsafe import Markup

from kg.views.pages.catalogue import Statement, Thing
from kg.views.pages.icons import icon
from kg.views.pages.view import View

LISTS = {
    "clusters": ("Cluster", "PlannedCluster"),
    "places": ("Province", "Prefecture", "County", "Town", "Village", "Park", "Region", "Place"),
    "firms": ("Firm",),
    "products": ("Product",),
    "policies": ("Policy",),
    "brands": ("Brand", "Honour"),
    "markets": ("Market", "Institution"),
    "problems": ("Problem",),
}


@dataclass(frozen=True, slots=True)
class Line:
    """A row of a list: the thing, where it belongs, what stands beside it, how many sentences speak of it; its size."""

    thing: Thing
    area: Thing | None
    beside: Markup
    sentences: int
    size: Statement | None = None


def page(view: View, name: str) -> bytes:
    """The list of a name of LISTS."""
    lines = sorted(
        _lines(view, LISTS[name]),
        key=lambda line: (line.area.iri if line.area else "~", -line.sentences, line.thing.iri),
    )
    if sized := {iri: at for at, iri in enumerate(view.catalogue.sizes)} if name == "clusters" else {}:
        lines.sort(key=lambda line: sized.get(line.thing.iri, len(sized)))
    return view.render(
        "listing/page.html",
        view.t(f"list_{name}"),
        name=name,
        sized=bool(sized),
        lines=lines,
        areas=sorted({line.area.name for line in lines if line.area}),
        kinds=[kind for kind in LISTS[name] if any(line.thing.kind == kind for line in lines)],
    )


def _lines(view: View, kinds: Iterable[str]) -> Iterator[Line]:
    catalogue = view.catalogue
    for kind in kinds:
        for thing in catalogue.kinds.get(kind, ()):
            told = len(catalogue.of_subject.get(thing.iri, ())) + len(catalogue.of_object.get(thing.iri, ()))
            yield Line(thing, catalogue.area(thing), _beside(view, thing), told, catalogue.sizes.get(thing.iri))


def _beside(view: View, thing: Thing) -> Markup:
    """What tells most in a line: a cluster's lead firms, the clusters of a firm, the makers of a product …"""
    said = view.catalogue.of_subject.get(thing.iri, ())
    meant = view.catalogue.of_object.get(thing.iri, ())
    match thing.kind:
        case "Cluster" | "PlannedCluster":
            ends = [each.object for each in said if each.relation == "lead_firm"]
        case "Firm":
            ends = [each.subject for each in meant if each.relation == "lead_firm"]
        case "Policy" | "Problem":
            ends = [end for name, end in view.catalogue.edges.get(thing.iri, ()) if name == "about"]
        case "Province" | "Prefecture" | "County" | "Town" | "Village" | "Park" | "Region" | "Place":
            ends = list(view.catalogue.clusters_at.get(thing.iri, {}))
        case _:
            ends = [each.subject for each in meant]
    few = list(dict.fromkeys(ends))
    more = Markup(" <small>{}</small>").format(view.t("and_more", count=len(few) - 3)) if len(few) > 3 else Markup("")
    return view.links(few[:3]) + more


def counts(view: View) -> list[tuple[str, Markup, int]]:
    """How many things each list has, without those that are empty: the list's name, its sign, the number."""
    found = [
        (name, kinds, sum(len(view.catalogue.kinds.get(kind, ())) for kind in kinds)) for name, kinds in LISTS.items()
    ]
    return [(name, icon(kinds[0] if name != "places" else "Town"), number) for name, kinds, number in found if number]
