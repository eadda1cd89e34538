"""The page of a place: 诸城市, the places in it with their clusters, what exists and what is planned, by town."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kg.views.pages import things
from kg.views.pages.catalogue import SITES, Catalogue, Thing
from kg.views.pages.view import View

_LEVELS = ("Province", "Prefecture", "County", "Town", "Park", "Village", "Region", "Place")


@dataclass(frozen=True, slots=True)
class Branch:
    """A place in the tree: how many clusters exist in it or below, how many are planned, how many firms it has."""

    place: Thing
    existing: int
    planned: int
    firms: int
    below: tuple["Branch", ...]
    here: bool


@dataclass(frozen=True, slots=True)
class Tile:
    """A place with the clusters that exist there and those that are planned."""

    place: Thing
    existing: tuple[Thing, ...]
    planned: tuple[Thing, ...]


def page(view: View, place: Thing) -> bytes:
    """The page of a town, a village, a park or a region."""
    return view.render("place/page.html", place.name, **values(view, place))


def values(view: View, place: Thing) -> dict[str, Any]:
    """What the template place.html needs."""
    catalogue = view.catalogue
    own = catalogue.belonging.get(place.iri, ())
    tile = tiles(catalogue, [place])
    return {
        **things.values(view, place, without={f"in_{name}" for name in SITES}),
        "tree": tree(catalogue, place),
        "tile": tile[0] if tile else Tile(place, (), ()),
        "towns": tiles(catalogue, list(inside(catalogue, place))),
        "own_policies": [each for each in own if each.kind == "Policy" and not _item(catalogue, each)],
        "own_problems": [each for each in own if each.kind == "Problem"],
        "own_firms": [each for each in own if each.kind == "Firm"],
    }


def tree(catalogue: Catalogue, place: Thing) -> Branch:
    """The tree of a place: the line of places above it, and everything below."""
    branch = _branch(catalogue, place, here=True)
    for iri in catalogue.above(place.place):
        above = catalogue.things[iri]
        counts = _counts(catalogue, above)
        branch = Branch(above, *counts, (branch,), here=False)
    return branch


def tiles(catalogue: Catalogue, places: list[Thing]) -> list[Tile]:
    """The places that have a cluster, those with most first."""
    found: list[Tile] = []
    for place in places:
        here = catalogue.clusters_at.get(place.iri, {})
        existing, planned = (
            tuple(catalogue.things[iri] for iri, exists in here.items() if exists is wanted) for wanted in (True, False)
        )
        if here:
            found.append(Tile(place, existing, planned))
    return sorted(found, key=lambda tile: (-len(tile.existing), -len(tile.planned), tile.place.iri))


def _branch(catalogue: Catalogue, place: Thing, *, here: bool = False) -> Branch:
    below = [_branch(catalogue, part) for part in catalogue.parts.get(place.iri, ())]
    below.sort(
        key=lambda branch: (_LEVELS.index(branch.place.kind), -branch.existing, -branch.planned, branch.place.iri)
    )
    return Branch(place, *_counts(catalogue, place), tuple(below), here)


def _counts(catalogue: Catalogue, place: Thing) -> tuple[int, int, int]:
    clusters = catalogue.clusters_at.get(place.iri, {})
    existing = sum(clusters.values())
    firms = sum(
        thing.kind == "Firm"
        for inside in (place, *inside(catalogue, place))
        for thing in catalogue.belonging.get(inside.iri, ())
    )
    return existing, len(clusters) - existing, firms


def inside(catalogue: Catalogue, place: Thing) -> Iterator[Thing]:
    """The places below a place, at any depth."""
    for part in catalogue.parts.get(place.iri, ()):
        yield part
        yield from inside(catalogue, part)


def _item(catalogue: Catalogue, policy: Thing) -> bool:
    return any(name == "parent" for name, _ in catalogue.edges.get(policy.iri, ()))
