"""The page of a policy: 规划、基金、措施, what it is part of, its items, and the clusters that it is about."""

from kg.views.pages import things
from kg.views.pages.catalogue import Thing
from kg.views.pages.view import View


def page(view: View, policy: Thing) -> bytes:
    """The page of a policy."""
    edges = view.catalogue.edges.get(policy.iri, ())
    items = [start for name, start in view.catalogue.back_edges.get(policy.iri, ()) if name == "parent"]
    return view.render(
        "policy/page.html",
        policy.name,
        **things.values(view, policy),
        parents=[iri for name, iri in edges if name == "parent"],
        items=[iri for iri in dict.fromkeys(items) if iri != policy.iri],
        about=[iri for name, iri in edges if name == "about"],
    )
