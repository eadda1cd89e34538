"""Where the article of a page stands among its menus, its sidebars and its foot, and what it is called."""

import re
from dataclasses import dataclass

from lxml import etree

from kg.lexicon import any_of, rows, table, words
from kg.reading.headings import numbering
from kg.reading.titles import is_beside_title
from kg.reading.web.lines import is_of_page
from kg.reading.web.tables import is_layout
from kg.reading.web.tree import plain
from kg.reading.web.tree import words as said

_SEEN = re.compile("[\u3400-\u9fff\\d]")
_STOP = re.compile("[。；]")
_PART = re.compile(r"[a-z]+")
_BLOCKS = frozenset(("div", "section", "article", "main", "td", "th", "center", "form", "body", "html"))
_GRID = frozenset(("table", "tbody", "tr"))
_LISTS = frozenset(("ul", "ol", "dl", "div"))
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_PARTED = re.compile(r"\s{0,9}[_|｜]\s{0,9}")
_DASHED = re.compile(r"\s{0,9}[-–—]{1,9}\s{0,9}")
_SITE = re.compile(any_of(words("web", "site")) + "$")
_CUT = re.compile(r"(?:\.{3}|…)+$")
_NAMED = {1: 0.3, 2: 0.5, 3: 0.5}  # of the words of a page, what an element of each rank must hold at least
_MOST = 0.8
_OF_PAGE = 0.3  # of the words of an article, what no part holds that is not its own
_LONGEST = 80
_LEAST = 4
_WINDOW = 300
_ABOVE = 60  # elements before an article among which its title is
_UNTITLED = ("title", "meta", "a", "li")


@dataclass(frozen=True, slots=True)
class Article:
    """The element that holds the article, and its title, "" without one."""

    element: etree._Element
    title: str


class Weights:
    """How many characters of each element are words, how many of them lead to other pages, and where headings are."""

    def __init__(self, root: etree._Element) -> None:
        self.elements = list(root.iter())  # which keeps them, so that they can be told apart
        self._told: dict[etree._Element, int] = dict.fromkeys(self.elements, 0)
        self._linked: dict[etree._Element, int] = dict.fromkeys(self.elements, 0)
        self._headed: set[etree._Element] = set()
        self._running: set[etree._Element] = set()
        for element in reversed(self.elements):
            self._told[element] += _size(element.text)
            if element.tag == "a" and element.get("href"):
                self._linked[element] += self._told[element]
                self._told[element] = 0
            if element.text and _STOP.search(element.text):
                self._running.add(element)
            parent = element.getparent()
            if parent is not None:
                if element in self._running or (element.tail and _STOP.search(element.tail)):
                    self._running.add(parent)
                self._told[parent] += self._told[element] + _size(element.tail)
                self._linked[parent] += self._linked[element]
                if element.tag in _HEADINGS or element in self._headed:
                    self._headed.add(parent)

    def told(self, element: etree._Element) -> int:
        """The characters of an element outside links."""
        return self._told[element]

    def size(self, element: etree._Element) -> int:
        """The characters of an element."""
        return self._told[element] + self._linked[element]

    def is_links(self, element: etree._Element) -> bool:
        """Whether an element is next to nothing but links."""
        return self._linked[element] > 4 * self._told[element]

    def is_running(self, element: etree._Element) -> bool:
        """Whether there is a sentence in an element."""
        return element in self._running

    def is_headed(self, element: etree._Element) -> bool:
        """Whether there is a heading in an element."""
        return element in self._headed


def article(root: etree._Element) -> Article:
    """The article of a page, with all taken off inside it that is the page's."""
    weights = Weights(root)
    found = _named(weights) if weights.told(root) else None
    element = _dense(root, weights) if found is None else found
    title, above = _title(root, weights), _above(element, weights)
    title = above if title in above else title
    for one in [one for one in weights.elements if one is not element and _is_of_page(one, element, weights)]:
        one.clear(keep_tail=True)
    return Article(element, title)


def names(element: etree._Element) -> list[str]:
    """The id and the classes of an element, in small letters."""
    return f"{element.get('id', '')} {element.get('class', '')}".lower().split()


def _size(text: str | None) -> int:
    return len(_SEEN.findall(text)) if text else 0


def _named(weights: Weights) -> etree._Element | None:
    """The element whose name says that it holds the article, the surest and innermost."""
    ranks = {row["surface"]: int(row["rank"]) for row in rows("web", "body")}
    whole = weights.told(weights.elements[0])
    found: dict[int, list[etree._Element]] = {rank: [] for rank in _NAMED}
    for element in weights.elements:
        rank = min((ranks[name] for name in names(element) if name in ranks), default=0)
        if rank and element.tag not in _GRID and weights.told(element) >= _NAMED[rank] * whole:
            found[rank].append(element)
    for held in found.values():
        most = max(map(weights.told, held), default=0)
        inner = [element for element in held if weights.told(element) >= _MOST * most]
        if inner:
            return inner[-1]
    return None


def _dense(root: etree._Element, weights: Weights) -> etree._Element:
    """The innermost block beside which no sentence, no heading and no table stands."""
    found = at = root
    while True:
        inner = max((one for one in at if one.tag in _BLOCKS or one.tag in _GRID), key=weights.told, default=None)
        if inner is None or not weights.is_running(inner) or 2 * weights.told(inner) < weights.told(at):
            return found
        if inner.tag == "table" and not is_layout(inner):
            return found
        beside = [one for one in at if one is not inner]
        if any(_tells(one, weights) for one in beside) or _STOP.search("".join([at.text or "", *_tails(at)])):
            return found
        at = inner
        if at.tag in _BLOCKS:
            found = at


def _tails(element: etree._Element) -> list[str]:
    return [one.tail or "" for one in element]


def _tells(element: etree._Element, weights: Weights) -> bool:
    """Whether a part of a page may be of its article: sentences, numbered headings, figures in a table."""
    if weights.is_links(element) or element.tag == "head":
        return False
    if weights.is_running(element) or numbering(said(element).strip()):
        return True
    return any(not is_layout(table) for table in element.iter("table"))


def _is_of_page(element: etree._Element, body: etree._Element, weights: Weights) -> bool:
    """Whether a part of a page is no part of its article: a path to the page, buttons, lists of other pages."""
    if element.tag not in _BLOCKS and element.tag not in _LISTS:
        return False
    if weights.told(element) > _OF_PAGE * weights.told(body):
        return False
    if weights.is_links(element) and element.tag in _LISTS:
        return not weights.is_headed(element)
    clutter = words("web", "clutter")
    return any(part in clutter for name in names(element) for part in _PART.findall(name))


def _title(root: etree._Element, weights: Weights) -> str:
    """What a page's article is called: by the page's own word, by the heading that the window's title begins with, or
    by that title without the name of the site."""
    metas = table("web", "of", role="meta")
    for meta in root.iter("meta"):
        if metas.get(meta.get("name", meta.get("property", "")).lower()) == "title":
            told = _without_site(plain(meta.get("content", "")[:_WINDOW]))
            if told and not _SITE.search(told):
                return told
    window = root.find(".//title")
    head = _without_site(plain(said(window)[:_WINDOW])) if window is not None else ""
    shown = [plain(said(one)) for one in weights.elements if _may_title(one) and weights.size(one) <= _LONGEST]
    begins = _CUT.sub("", head)
    for line in shown:
        if begins and (line.startswith(begins) or (len(line) >= _LEAST and begins.startswith(line))):
            return line
    heads = [plain(said(one)) for one in root.iter("h1") if weights.size(one) <= _LONGEST]
    own = [line for line in heads if len(line) >= _LEAST and not (_SITE.search(line) or numbering(line))]
    if own:
        return own[0]
    return "" if _SITE.search(head) or _is_of_word(root) else head


def _above(body: etree._Element, weights: Weights) -> str:
    """The line that stands over an article in print of its own, beside the words that the page has of itself."""
    at = weights.elements.index(body)
    around = set(body.iterancestors())
    for element in reversed(weights.elements[max(at - _ABOVE, 0) : at]):
        if not 0 < weights.told(element) == weights.size(element) <= _LONGEST:
            continue
        if element.tag in _UNTITLED or element in around:
            continue
        line = plain(said(element))
        if len(line) >= _LEAST and not (
            _STOP.search(line) or is_of_page(line) or is_beside_title(line) or _SITE.search(line)
        ):
            return line
    return ""


def _may_title(element: etree._Element) -> bool:
    """Whether an element may be the heading of an article, by its tag or by its name."""
    return element.tag in ("h1", "h2") or any("title" in name or name == "bt" for name in names(element))


def _without_site(words: str) -> str:
    """The title of a window without the name of the site behind it, or before it."""
    parts = [part for part in _PARTED.split(words) if part]
    if len(parts) > 1:
        return parts[-1] if _SITE.search(parts[0]) and not _SITE.search(parts[-1]) else parts[0]
    while (cut := list(_DASHED.finditer(words))) and _SITE.search(words[cut[-1].end() :]):
        words = words[: cut[-1].start()]
    return words


def _is_of_word(root: etree._Element) -> bool:
    """Whether a page was saved by Word, which leaves the title of another file in it."""
    return any("word" in meta.get("content", "").lower() for meta in root.iter("meta"))
