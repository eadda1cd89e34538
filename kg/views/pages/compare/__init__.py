"""The page that puts up to five clusters or places side by side, and the figures it takes them from."""

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import Any

from kg.analysis.indicators import Derived
from kg.ontology import ontology
from kg.views.numbers import plain
from kg.views.pages import addresses, sections
from kg.views.pages.catalogue import CLUSTERS, Statement, Thing
from kg.views.pages.view import View, visible

_COMPARED = CLUSTERS | {"Prefecture", "County", "Town", "Park"}
_RELATIONS = tuple(
    code
    for code, each in ontology().properties.items()
    if each.between_things and not each.domain.isdisjoint({"Cluster", "Place"})
)


def page(view: View) -> bytes:
    """The page; what is compared stands after the # of its address."""
    return view.render("compare/page.html", view.t("compare_title"))


def script(view: View) -> bytes:
    """What can be compared, as a script that defines `jiqunCompared`: by path the thing with its figures and relations.

    Both are lists of pairs, for maps. A figure is [measure, label, text, number, unit, period, standing, link].
    """
    things = [thing for thing in view.catalogue.things.values() if thing.kind in _COMPARED]
    told = {addresses.address(thing.iri): _row(view, thing) for thing in things}
    kept = [(path, row) for path, row in told.items() if row["figures"] or row["relations"]]
    labels = [(name, view.relation(name)) for name in _RELATIONS]
    said = json.dumps({"things": kept, "relations": labels}, ensure_ascii=False, separators=(",", ":"))
    return f"window.jiqunCompared={said};\n".encode()


def _row(view: View, thing: Thing) -> dict[str, Any]:
    said = view.catalogue.of_subject.get(thing.iri, ())
    relations: dict[str, dict[str, str]] = defaultdict(dict)
    for each in said:
        if each.relation in _RELATIONS and each.object in view.catalogue.things:
            name = visible(view.catalogue.things[each.object].name)
            relations[each.relation].setdefault(name, addresses.address(each.object))
    area = view.area(thing)
    return {
        "name": visible(thing.name),
        "kind": view.term(thing.kind),
        "area": visible(area.name) if area and area is not thing else "",
        "figures": [
            *_size(view, thing),
            *(_figure(view, each) for each in sections.figures(said) if each.adopted),
            *(_indicator(view, each) for each in view.catalogue.indicators.get(thing.iri, ())),
        ],
        "relations": [(name, list(relations[name].items())) for name in _RELATIONS if name in relations],
    }


def _size(view: View, thing: Thing) -> Iterator[list[str]]:
    """The figure that tells the size of a cluster, with its measure, so that those of different measures meet."""
    if size := view.catalogue.sizes.get(thing.iri):
        name = view.t("col_size")
        _, measure, amount, *rest = _figure(view, size)
        yield [f"size|{name}|actual", name, f"{amount} · {measure}", *rest]


def _indicator(view: View, derived: Derived) -> list[str]:
    name = derived.indicator.label[view.lang]
    behind = view.behind(derived)
    said = f"{view.indicated(derived)} · {view.formula(derived)}{_warned(view, behind)}"
    figure = [
        said,
        plain(derived.value),
        derived.indicator.unit,
        derived.period,
        "actual",
        view.source(behind[0]) if behind else "",
    ]
    return [f"{derived.indicator.code}|{name}|actual", name, *figure]


def _warned(view: View, statements: Iterable[Statement]) -> str:
    """A warning beside a value of which a figure is suspect or contested."""
    marks = {mark for each in statements for mark in each.marks}
    found = [view.t(f"badge_{mark}") for mark in ("suspect", "contested") if mark in marks]
    return f" ⚠ {found[0]}" if found else ""


def _figure(view: View, statement: Statement) -> list[str]:
    said = statement.figure
    assert said is not None
    what, modality = visible(view.what(statement)), statement.marks[0]
    return [
        f"{said.measure}|{what}|{modality}",
        what,
        f"{view.amount(statement)}{_warned(view, [statement])}",
        plain(said.value),
        said.unit,
        said.period,
        modality,
        view.source(statement),
    ]
