"""The pages for what is not there, and the page of a search."""

from kg.views.pages.view import View


def page(view: View) -> bytes:
    """The page for an address that names nothing; it searches for what the address seems to name."""
    return view.render("missing/page.html", view.t("missing_title"))


def search(view: View) -> bytes:
    """The page of what a search finds."""
    return view.render("missing/search.html", view.t("search_title"))
