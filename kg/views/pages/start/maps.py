"""Where the clusters are, without borders: a tile for each province, and counties as areas by their clusters."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

import squarify
from markupsafe import Markup

from kg.resources import resource
from kg.views.pages.catalogue import Catalogue, Thing
from kg.views.pages.view import View, visible

_TILE, _GAP = 46, 3
_STEPS = 4  # shades of a tile
_WIDE, _NARROW = (720, 372), (348, 420)
_LETTER = 14  # what a character of a name takes


@dataclass(frozen=True, slots=True)
class Tile:
    """A province: where its tile stands (column and row from 0), what people call it, its letters of ISO 3166-2."""

    code: str
    column: int
    row: int
    zh: str
    en: str
    letters: str


@cache
def tiles() -> tuple[Tile, ...]:
    """The tiles of seeds/province_tiles.csv."""
    lines = resource("seeds", "province_tiles.csv").read_text("utf-8").splitlines()
    rows = csv.DictReader(line for line in lines if not line.startswith("#"))
    return tuple(
        Tile(row["code"], int(row["column"]), int(row["row"]), row["zh"], row["en"], row["letters"]) for row in rows
    )


def provinces(view: View) -> Markup:
    """The tiles as a picture; those that have clusters are shaded by their number and lead to their page."""
    counted = {thing.iri.rpartition("/")[2]: (thing, number) for thing, number in _counted(view.catalogue, "Province")}
    most = max((number for _, number in counted.values()), default=1)
    step = _TILE + _GAP
    parts = [_tile(view, tile, counted.get(tile.code, (None, 0)), most) for tile in tiles()]
    wide, tall = (1 + max(getattr(tile, side) for tile in tiles()) for side in ("column", "row"))
    return Markup('<svg class="provinces" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
        wide * step - _GAP, tall * step - _GAP, view.t("map_provinces"), Markup("").join(parts)
    )


def counties(view: View) -> Markup:
    """Each county as an area by how many clusters exist in it, for wide screens and for narrow ones; "" for none."""
    counted = _counted(view.catalogue, "County")
    if not counted:
        return Markup("")
    pictures = []
    for name, (wide, tall) in (("wide", _WIDE), ("narrow", _NARROW)):
        areas = squarify.squarify(squarify.normalize_sizes([n for _, n in counted], wide, tall), 0, 0, wide, tall)
        inside = Markup("").join(
            _area(view, thing, number, area) for (thing, number), area in zip(counted, areas, strict=True)
        )
        pictures.append(
            Markup('<svg class="counties {}" viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(
                name, wide, tall, view.t("map_counties"), inside
            )
        )
    return Markup("").join(pictures)


def _counted(catalogue: Catalogue, kind: str) -> list[tuple[Thing, int]]:
    """The places of a level with how many clusters exist in them, those with most first."""
    found = [(thing, sum(catalogue.clusters_at.get(thing.iri, {}).values())) for thing in catalogue.kinds.get(kind, ())]
    return sorted(((thing, number) for thing, number in found if number), key=lambda each: (-each[1], each[0].iri))


def _tile(view: View, tile: Tile, counted: tuple[Thing | None, int], most: int) -> Markup:
    thing, number = counted
    x, y = tile.column * (_TILE + _GAP), tile.row * (_TILE + _GAP)
    shade = -(-_STEPS * number // most)  # from 0, where there is none, to _STEPS
    name = tile.zh if view.lang == "zh" else tile.en
    short = name if view.lang == "zh" else tile.letters
    told = view.t("n_clusters", count=number) if number else view.t("map_none")
    drawn = Markup(
        '<rect class="tile t{}" x="{}" y="{}" width="{}" height="{}" rx="6"/><text x="{}" y="{}" class="s{}">{}</text>'
    ).format(shade, x, y, _TILE, _TILE, x + _TILE / 2, y + (20 if number else 28), shade, short)
    if number:
        drawn += Markup('<text x="{}" y="{}" class="n s{}">{}</text>').format(x + _TILE / 2, y + 37, shade, number)
    titled = Markup("<title>{} · {}</title>{}").format(name, told, drawn)
    return (
        Markup('<a href="{}">{}</a>').format(view.to(thing.iri), titled)
        if thing
        else Markup("<g>{}</g>").format(titled)
    )


def _area(view: View, thing: Thing, number: int, area: dict[str, float]) -> Markup:
    x, y, wide, tall = (round(area[side], 1) for side in ("x", "y", "dx", "dy"))
    above = view.catalogue.things.get(thing.place)
    names = " · ".join(filter(None, (thing.name, above.name if above else "")))
    lines = Markup("").join(_lines(thing.name, number, x, y, wide, tall))
    return Markup(
        '<a href="{}"><title lang="zh-Hans">{}</title>'
        '<rect class="area" x="{}" y="{}" width="{}" height="{}" rx="4"/>{}</a>'
    ).format(
        view.to(thing.iri),
        f"{names} · {view.t('n_clusters', count=number)}",
        x + 1,
        y + 1,
        max(wide - 2, 1),
        max(tall - 2, 1),
        lines,
    )


def _lines(name: str, number: int, x: float, y: float, wide: float, tall: float) -> Iterator[Markup]:
    """The name and the number, as much of it as the area holds."""
    room = int((wide - 12) // _LETTER)
    if room < 2 or tall < 24:
        return
    said = name if len(name) <= room else f"{name[: room - 1]}…"
    yield Markup('<text lang="zh-Hans" x="{}" y="{}">{}</text>').format(x + 8, y + 20, visible(said))
    if tall >= 42:
        yield Markup('<text class="n" x="{}" y="{}">{}</text>').format(x + 8, y + 38, number)
