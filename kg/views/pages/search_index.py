"""What the search box looks through: names and other names, with their pinyin, 诸城 zhu cheng."""

import json

from pypinyin import lazy_pinyin

from kg.views.pages import addresses
from kg.views.pages.view import View, visible


def script(view: View) -> bytes:
    """The index as a script, which a page opened from disk may load where it may not fetch.

    A row is [name, other names, pinyin of each with spaces between the syllables, class, area, path, weight].
    """
    catalogue = view.catalogue
    rows = []
    for thing in catalogue.things.values():
        names = [visible(name) for name in (thing.name, *thing.other_names)]
        area = catalogue.area(thing)
        place = area.name if area and area is not thing else ""
        weight = len(catalogue.linked.get(thing.iri, ()))
        path = addresses.address(thing.iri)
        rows.append([names[0], names[1:], list(map(_pinyin, names)), thing.kind, visible(place), path, weight])
    rows += [
        [visible(report.title), [], [_pinyin(report.title)], "Report", "", addresses.report_address(slug), 0]
        for slug, report in catalogue.reports.items()
    ]
    kinds = {kind: view.term(kind) for kind in sorted({str(row[3]) for row in rows})}
    said = json.dumps({"rows": rows, "kinds": kinds}, ensure_ascii=False, separators=(",", ":"))
    return f"window.jiqunIndex={said};\n".encode()


def _pinyin(name: str) -> str:
    return " ".join(syllable for syllable in lazy_pinyin(name) if syllable.strip()).lower()
