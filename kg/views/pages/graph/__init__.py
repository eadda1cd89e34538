"""The page of the interactive graph within the site: every thing and every sentence leads to its page."""

from kg.errors import InputError
from kg.views.pages import addresses
from kg.views.pages.view import NAVIGATION, View


def page(view: View) -> bytes:
    """The graph of all links; a thing's path after the # of the address opens it there (templates/graph.js)."""
    from kg.analysis.graph import drawn, graph  # networkx and pyvis, for which no other page need wait
    from kg.views import graph_page

    found = drawn(graph(view.catalogue.store, view.lang))
    surroundings = graph_page.Surroundings(
        root=view.root,
        pages=[(view.href(path), view.t(key)) for path, key in NAVIGATION],
        other_language=view.other_language,
        nodes={node: addresses.address(node) for node in found},
        reports={slug: view.href(addresses.report_address(slug)) for slug in view.catalogue.reports},
    )
    try:
        return graph_page.page(found, view.lang, view.t("site_name"), surroundings=surroundings).encode()
    except InputError:
        return view.render("frame/empty.html", view.t("nav_graph"), said=view.t("graph_empty"))
