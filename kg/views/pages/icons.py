"""The sign of each class, the shapes and colours of the graph, drawn so that neither alone tells them apart."""

from functools import lru_cache

from markupsafe import Markup

from kg.views.palette import LOOKS, OTHER

_SHAPES = {
    "dot": "M8 2a6 6 0 1 0 0 12a6 6 0 1 0 0-12z",
    "square": "M3 3h10v10H3z",
    "diamond": "M8 1l7 7-7 7-7-7z",
    "triangle": "M8 2l7 12H1z",
    "triangleDown": "M8 14L1 2h14z",
    "hexagon": "M4.5 2h7L15 8l-3.5 6h-7L1 8z",
    "star": "M8 1l2.1 4.6 4.9.6-3.6 3.4 1 5L8 12.1 3.6 14.6l1-5L1 6.2l4.9-.6z",
}


@lru_cache(2048)
def icon(kind: str, *, x: int | None = None, y: int = 0) -> Markup:
    """The sign of a class as a picture without words; with `x` and `y` as a part of another picture."""
    look = LOOKS.get(kind, OTHER)
    path = Markup('<path d="{}"{}/>').format(_SHAPES[look.shape], Markup(' class="hollow"') if look.hollow else "")
    place = (
        Markup('x="{}" y="{}" width="12" height="12"').format(x, y)
        if x is not None
        else Markup('width="16" height="16"')
    )
    return Markup('<svg class="icon k-{}" viewBox="0 0 16 16" {} aria-hidden="true">{}</svg>').format(kind, place, path)
