"""Web pages (HTML, XHTML, MHTML): the article of a page, without the page around it."""

from lxml import etree

from kg.messages import message
from kg.reading.files import File
from kg.reading.manuscript import Manuscript, Scribe
from kg.reading.web.article import article
from kg.reading.web.flow import Flow
from kg.reading.web.imprint import imprint
from kg.reading.web.source import markup
from kg.reading.web.tree import STRUCK, tree

_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_LARGEST = 10_000_000  # bytes


def read(file: File) -> Manuscript:
    """A web page. InputError, naming it, if it is damaged."""
    if len(file.data) > _LARGEST:
        raise file.wrong("web_large", size=_LARGEST // 1_000_000)
    text, lost = markup(file)
    root, cut = tree(file, text)
    told = imprint(root)
    found = article(root)
    scribe = Scribe()
    Flow(scribe, found.title).article(found.element, _depths(found.element, found.title))
    asides = [message("web_struck")] if found.element.find(f".//*[@{STRUCK}]") is not None else []
    return scribe.manuscript(imprint=told, notes=filter(None, (lost, cut)), asides=asides)


def _depths(element: etree._Element, title: str) -> dict[str, int]:
    """How deep the headings of an article stand: the highest, its title aside, is the first below the title."""
    used = {one.tag for one in element.iter(*_HEADINGS) if "".join(one.itertext()).strip() not in ("", title)}
    return {tag: depth for depth, tag in enumerate(sorted(used), 1)}
