"""An article → its headings, paragraphs, items and tables, set down in the order of the page."""

import re
from collections.abc import Iterator

from lxml import etree

from kg.model import Locus
from kg.reading.grids import laid
from kg.reading.headings import numbering
from kg.reading.manuscript import Scribe
from kg.reading.raised import raised
from kg.reading.web.lines import is_of_page
from kg.reading.web.marks import Marks
from kg.reading.web.tables import caption, is_layout, printed
from kg.reading.web.tree import plain

_BLOCKS = frozenset(
    (
        *("p", "div", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "dl", "dt", "dd", "table", "caption"),
        *("tbody", "thead", "tfoot", "tr", "td", "th", "section", "article", "header", "main", "blockquote", "pre"),
        *("address", "figure", "figcaption", "center", "form", "fieldset", "legend", "hr", "body", "html", "details"),
    )
)
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HAN = "[\u3000-\u303f\u3400-\u9fff\uff00-\uffef“”‘’]"
_BROKEN = re.compile(f"(?<={_HAN})[ \t]*\r?\n[ \t\r\n]*(?={_HAN})")
_INDENTED = re.compile("[\u3000\xa0 ]{2}")
_STOP = re.compile("[。；]")
_HEADING = 60


class Flow:
    """Sets an article down with a scribe, part by part."""

    def __init__(self, scribe: Scribe, title: str) -> None:
        self._scribe = scribe
        self._title = title
        self._written: list[str] = []
        self._kept = 0  # how deep in <pre>
        self._mark = ""
        self._heading = 0
        self._paragraphs = 0
        self._tables = 0
        self._lists: list[Marks] = []

    def article(self, element: etree._Element, depths: dict[str, int]) -> None:
        """An element; `depths` says how deep the headings of each tag stand."""
        if self._title:
            self._scribe.heading(0, [(self._title, Locus())])
        walk = etree.iterwalk(element, events=("start", "end"))
        for event, one in walk:
            if event == "start":
                if one.tag == "table" and not is_layout(one):
                    self._end_block()
                    self._table(one)
                    walk.skip_subtree()
                    continue
                if one.tag in ("sup", "sub"):
                    said = "".join(one.itertext())
                    self._text(raised("".join(self._written[-2:]), said) if one.tag == "sup" else said)
                    walk.skip_subtree()
                    continue
                self._starts(one, depths)
                self._text(one.text)
            else:
                self._ends(one)
                if one is not element:
                    self._text(one.tail)
        self._end_block()

    def _starts(self, element: etree._Element, depths: dict[str, int]) -> None:
        tag = element.tag
        if tag in _BLOCKS:
            self._end_block()
        if tag == "br":
            self._written.append("\v")
        elif tag == "pre":
            self._kept += 1
        elif tag in ("ul", "ol"):
            self._lists.append(Marks(element))
        elif tag == "li" and self._lists:
            self._mark = self._lists[-1].mark(element)
        elif tag in _HEADINGS:
            self._heading = depths.get(tag, 0)

    def _ends(self, element: etree._Element) -> None:
        tag = element.tag
        if tag in _BLOCKS and not (tag == "table" and not is_layout(element)):
            self._end_block()
        if tag == "pre":
            self._kept -= 1
        elif tag in ("ul", "ol") and self._lists:
            self._lists.pop()
        elif tag == "li":
            self._mark = ""
        elif tag in _HEADINGS:
            self._heading = 0

    def _text(self, text: str | None) -> None:
        if not text:
            return
        self._written.append(text.replace("\n", "\v") if self._kept else _SPACE.sub(" ", _BROKEN.sub("", text)))

    def _end_block(self) -> None:
        """What was said since the last block began is a block of its own, each of its lines a paragraph."""
        if not self._written:
            return
        said = "".join(self._written)
        self._written = []
        if not said.strip():
            return
        for line in _lines(said) if self._kept else said.split("\v"):
            self._line(line)

    def _line(self, line: str) -> None:
        words = plain(line)
        if not words or is_of_page(words):
            return
        if words == self._title and not self._paragraphs:
            return
        mark, self._mark = self._mark, ""
        self._paragraphs += 1
        here = Locus(paragraph=self._paragraphs)
        if self._heading and len(words) <= _HEADING and not _STOP.search(words):
            self._scribe.heading(self._heading, [(words, here)])
        elif mark and not numbering(words):
            self._scribe.paragraph([(mark + words, here)])
        else:
            self._scribe.paragraph([(line, here)])

    def _table(self, element: etree._Element) -> None:
        self._tables += 1
        here = Locus(table=self._tables)
        if name := caption(element):
            self._scribe.paragraph([(name, here)])
        self._scribe.table(laid(printed(element)), here)


def _lines(said: str) -> Iterator[str]:
    """The paragraphs of text that is set as it was typed: where some are indented, a line that is not goes on."""
    typed = [line for line in said.split("\v") if line.strip()]
    if not any(_INDENTED.match(line) for line in typed[1:]):
        yield from typed
        return
    whole = ""
    for line in typed:
        if whole and not _INDENTED.match(line) and not numbering(line):
            whole = whole.rstrip() + line.strip()
        else:
            if whole:
                yield whole
            whole = line
    yield whole
