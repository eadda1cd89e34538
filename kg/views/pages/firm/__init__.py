"""The page of a firm: 义和车桥公司, the clusters that it leads and the towns where they lie."""

from kg.views.pages import things
from kg.views.pages.catalogue import Statement, Thing
from kg.views.pages.view import View


def page(view: View, firm: Thing) -> bytes:
    """The page of a firm."""
    led = [each for each in view.catalogue.of_object.get(firm.iri, ()) if each.relation == "lead_firm"]
    return view.render(
        "firm/page.html",
        firm.name,
        **things.values(view, firm, without=("in_lead_firm",)),
        chains=[(each, _sites(view, each.subject)) for each in led],
    )


def _sites(view: View, cluster: str) -> list[Statement]:
    found = {each.object: each for each in reversed(view.catalogue.sites(view.catalogue.things[cluster]))}
    return sorted(found.values(), key=lambda each: (each.planned, each.start))
