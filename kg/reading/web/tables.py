"""The tables of a page: which only lay out the page, and the rows of the others as they are printed."""

import re
from collections.abc import Iterator

from lxml import etree

from kg.reading.grids import Printed, Slot
from kg.reading.raised import raised
from kg.reading.web.tree import plain

_RUNNING = re.compile("[。；]")
_SECTIONS = ("thead", "tbody", "tfoot")
_LONG = 60
_WIDEST, _HIGHEST = 300, 10_000
_BROKEN = re.compile(r"\s{0,9}\v\s{0,9}")


def is_layout(element: etree._Element) -> bool:
    """Whether a table lays out a page: tables or headings in it, one column, or running text in place of headers."""
    if element.get("role") in ("presentation", "none") or element.find(".//table") is not None:
        return True
    if element.find(".//h1") is not None or element.find(".//h2") is not None:
        return True
    rows = [list(_cells(row)) for row, _ in _rows(element)]
    if not any(sum(map(_is_filled, row)) > 1 for row in rows):
        return True
    first = next(row for row in rows if sum(map(_is_filled, row)) > 1)
    if any(cell.tag == "th" for cell in first):
        return False
    return any(len(said) > _LONG or _RUNNING.search(said) for said in map(_said, first))


def caption(element: etree._Element) -> str:
    """What stands over a table as its caption."""
    return " ".join(_said(one) for one in element if one.tag == "caption")


def printed(element: etree._Element) -> list[Printed]:
    """The rows of a table."""
    found = []
    for number, (row, head) in enumerate(_rows(element), 1):
        cells = list(_cells(row))
        slots = tuple(
            Slot(_said(cell), _over(cell, "rowspan", _HIGHEST), _over(cell, "colspan", _WIDEST)) for cell in cells
        )
        found.append(Printed(slots, number, head=head or (bool(cells) and all(cell.tag == "th" for cell in cells))))
    return found


def _rows(element: etree._Element) -> Iterator[tuple[etree._Element, bool]]:
    """The rows of a table, and whether each is one of its head."""
    for one in element:
        if one.tag == "tr":
            yield one, False
        elif one.tag in _SECTIONS:
            yield from ((row, one.tag == "thead") for row in one if row.tag == "tr")


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    return (cell for cell in row if cell.tag in ("td", "th"))


def _is_filled(cell: etree._Element) -> bool:
    return bool(_said(cell))


def _said(element: etree._Element) -> str:
    """The words of a cell on one line; figures above the line as in text."""
    written: list[str] = []
    walk = etree.iterwalk(element, events=("start", "end"))
    for event, one in walk:
        if event == "start" and one.tag == "sup" and one is not element:
            written.append(raised("".join(written[-2:]), "".join(one.itertext())))
            walk.skip_subtree()
        elif event == "start":
            if one.tag in ("br", "p", "div", "li") and one is not element:
                written.append("\v")
            written.append(one.text or "")
        elif one is not element:
            if one.tag in ("p", "div", "li"):
                written.append("\v")
            written.append(one.tail or "")
    return plain(_BROKEN.sub(" ", "".join(written)))


def _over(cell: etree._Element, name: str, most: int) -> int:
    try:
        return min(max(int(cell.get(name, "1").strip()), 1), most)
    except ValueError:
        return 1
