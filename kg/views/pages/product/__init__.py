"""The page of a product: 锚链, who makes it and where, and the figures that are of it."""

from collections import defaultdict

from kg.views.pages import sections, things
from kg.views.pages.catalogue import Statement, Thing
from kg.views.pages.view import View


def page(view: View, product: Thing) -> bytes:
    """The page of a product."""
    makers: dict[str, list[Statement]] = defaultdict(list)
    for each in view.catalogue.of_object.get(product.iri, ()):
        if each.relation == "makes":
            area = view.catalogue.area(view.catalogue.things[each.subject])
            makers[area.iri if area else ""].append(each)
    return view.render(
        "product/page.html",
        product.name,
        **things.values(view, product, without=("in_makes",)),
        makers=sorted(makers.items()),
        shares=_of(view, product),
    )


def _of(view: View, product: Thing) -> list[Statement]:
    """The figures of other things that are said to be of this product."""
    names = {product.name, *product.other_names}
    return sections.figures(each for each in view.catalogue.statements if each.figure and each.figure.of in names)
