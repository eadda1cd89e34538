"""The page of one thing: a brand, honour, market, institution, problem, and the part that all other things share."""

from collections.abc import Iterable
from typing import Any

from kg.ontology import ontology
from kg.views.pages import charts, sections
from kg.views.pages.catalogue import Thing
from kg.views.pages.view import View


def values(view: View, thing: Thing, *, without: Iterable[str] = ()) -> dict[str, Any]:
    """What the template thing.html needs; groups of relations whose keys are in `without` the caller shows itself."""
    catalogue = view.catalogue
    said = catalogue.of_subject.get(thing.iri, ())
    groups = sections.groups(catalogue, thing.iri)
    hidden = set(without) | {f"out_{code}" for code, each in ontology().properties.items() if each.coded}
    return {
        "thing": thing,
        "area": catalogue.area(thing),
        "above": [catalogue.things[iri] for iri in reversed(catalogue.above(thing.place))],
        "codes": sections.codes(catalogue, thing.iri),
        "named": sections.named(catalogue, thing.iri),
        "tiles": sections.tiles(said),
        "figures": sections.figures(said),
        "groups": [group for group in groups if group.key not in hidden],
        "branches": charts.branches(view, thing, groups),
        "policies": sections.concerning(catalogue, thing.iri, "Policy"),
        "problems": sections.concerning(catalogue, thing.iri, "Problem"),
        "reports": [catalogue.reports[slug] for slug in sections.sources(catalogue, thing.iri)],
    }


def page(view: View, thing: Thing) -> bytes:
    """The page of a thing of a class that has none of its own."""
    return view.render("things/page.html", thing.name, **values(view, thing))
