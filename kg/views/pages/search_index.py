"""What the search box looks through: names and other names, and how their characters are read, 诸 zhu."""

import json

from kg.views.pages import addresses
from kg.views.pages.view import View, visible
from kg.views.pinyin import readings, written


def script(view: View) -> bytes:
    """The index as a script, which a page opened from disk may load where it may not fetch.

    A row is [name, other names, class, area, path, weight]; `readings` has the pinyin of each Chinese character of the
    names, the usual one first.
    """
    catalogue = view.catalogue
    rows: list[tuple[str, list[str], str, str, str, int]] = []
    for thing in catalogue.things.values():
        names = [visible(name) for name in (thing.name, *thing.other_names)]
        area = catalogue.area(thing)
        place = area.name if area and area is not thing else ""
        weight = len(catalogue.linked.get(thing.iri, ()))
        path = addresses.address(thing.iri)
        rows.append((names[0], names[1:], thing.kind, visible(place), path, weight))
    rows += [
        (visible(report.title), [], "Report", "", addresses.report_address(slug), 0)
        for slug, report in catalogue.reports.items()
    ]
    kinds = {kind: view.term(kind) for kind in sorted({row[2] for row in rows})}
    known = readings(name for row in rows for name in (row[0], *row[1]))
    said = json.dumps(
        {"rows": rows, "kinds": kinds, "readings": written(known)}, ensure_ascii=False, separators=(",", ":")
    )
    return f"window.jiqunIndex={said};\n".encode()
