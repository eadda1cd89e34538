"""Markup → a tree of what a reader of the page sees: no scripts, no frames, nothing hidden or struck out."""

import re

from lxml import etree

from kg.messages import NOTHING, Words, in_english, message
from kg.reading.files import File

_UNSEEN = frozenset(
    (
        *("script", "style", "noscript", "template", "iframe", "frame", "object", "embed", "applet", "canvas", "svg"),
        *("select", "option", "button", "textarea", "input", "datalist", "rt", "rp", "rtc", "audio", "video", "map"),
        *("nav", "aside", "footer", "dialog"),
    )
)
STRUCK = "struck"
"""The attribute of what held words that are struck through."""

_STRUCK = frozenset(("del", "s", "strike"))
_HIDDEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden|mso-hide\s*:\s*all", re.IGNORECASE)
_LINED = re.compile(r"text-decoration[^;]*line-through", re.IGNORECASE)
_ICONS = ("i", "span", "svg", "b")
_CHINESE = re.compile("[\u3400-\u9fff]")
_BLANKS = re.compile(r"\s+")
_STYLE = 2000  # characters
_TAGS = 200_000
_CROWDED = re.compile(r"<([a-zA-Z][\w:-]*)[^<>]{1500,}")
_BETWEEN = re.compile(r"[\s/=]")
_ATTRIBUTES = 1000
_DEEP = "Excessive depth"


def tree(file: File, markup: str) -> tuple[etree._Element, Words]:
    """The tree of a page, and what of it could not be read, if anything. InputError if there is nothing in it."""
    if markup.count("<") > _TAGS:
        raise file.wrong("web_crowded", most=_TAGS)
    parser = etree.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True, huge_tree=True, no_network=True)
    try:
        root = etree.fromstring(_CROWDED.sub(_named, markup.replace("\0", "")).encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError) as error:
        raise file.wrong("web_damaged", why=in_english(error)) from error
    if root is None:
        raise file.wrong("web_empty")
    deep = any(_DEEP in entry.message for entry in parser.error_log)
    for element, struck in [(one, not _is_unseen(one)) for one in root.iter() if _is_unseen(one) or _is_struck(one)]:
        has_words = bool(words(element).strip())
        element.clear(keep_tail=True)
        if struck and has_words:
            element.set(STRUCK, "")
    return root, message("web_deep") if deep else NOTHING


def words(element: etree._Element) -> str:
    """All words of an element, blanks as they stand."""
    return "".join(element.itertext())


def plain(text: str) -> str:
    """Words on one line."""
    return _BLANKS.sub(" ", text).strip()


def _named(tag: re.Match[str]) -> str:
    """A tag with so many attributes that libxml2 would compare them for minutes, without them; others as they are."""
    return f"<{tag[1]} " if len(_BETWEEN.findall(tag[0])) > _ATTRIBUTES else tag[0]


def _is_struck(element: etree._Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in ("html", "body"):
        return False
    return tag in _STRUCK or bool(_LINED.search(element.get("style", "")[:_STYLE]))


def _is_unseen(element: etree._Element) -> bool:
    tag = element.tag
    if not isinstance(tag, str) or tag in _UNSEEN:
        return True
    if tag in ("html", "body"):
        return False
    if element.get("hidden") is not None or _HIDDEN.search(element.get("style", "")[:_STYLE]):
        return True
    return (
        element.get("aria-hidden") == "true"
        and tag in _ICONS
        and not (len(element) or _CHINESE.search(element.text or ""))
    )
