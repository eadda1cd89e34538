"""What a page says of itself: when it was issued, by whom, and the number of the document."""

import re
from datetime import date

from lxml import etree

from kg.lexicon import any_of, table
from kg.model import Imprint

_DATE = re.compile(r"((?:19|20)\d\d)\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})")
_NUMBER = re.compile(r"[\u4e00-\u9fff]{1,12}\s*[〔\[［（(]\s*(?:19|20)\d\d\s*[〕\]］）)]\s*(?:第\s*)?\d{1,4}\s*号")
_BLANKS = re.compile(r"\s+")
_LABEL = re.compile(
    rf"(?<![\u4e00-\u9fff])(?P<label>{any_of(table('web', 'of', role='label'))})\s*[:：]\s*(?=(?P<said>[^\n]{{0,80}}))"
)
_ISSUER = re.compile(r"[\u4e00-\u9fffA-Za-z·（）()、]{2,40}")
_BLOCKS = frozenset(("p", "div", "td", "th", "li", "tr", "h1", "h2", "h3", "br", "dt", "dd", "table", "ul"))
_MOST = 200_000


def imprint(root: etree._Element) -> Imprint:
    """What a page says in its head, and else in words such as 发布时间：2023-05-06."""
    found = dict.fromkeys(("issued", "issuer", "number"), "")
    metas = table("web", "of", role="meta")
    told = [(metas.get(_name(meta), ""), meta.get("content", "")) for meta in root.iter("meta")]
    labels = table("web", "of", role="label")
    told += [(labels[one["label"]], one["said"]) for one in _LABEL.finditer(_lines(root))]
    for kind, words in told:
        if kind in found and not found[kind]:
            found[kind] = _READ[kind](words)
    return Imprint(**found)


def _name(meta: etree._Element) -> str:
    return str(meta.get("name", meta.get("property", ""))).lower()


def _lines(root: etree._Element) -> str:
    """The words of a page, a line for each block, up to a length that no head of an article exceeds."""
    written: list[str] = []
    length = 0
    for event, one in etree.iterwalk(root, events=("start", "end")):
        said = (one.text if event == "start" else one.tail) or ""
        written.append(("\n" if one.tag in _BLOCKS and event == "start" else "") + _BLANKS.sub(" ", said))
        length += len(written[-1])
        if length > _MOST:
            break
    return re.sub(r"(?<=[\u4e00-\u9fff])\s*[:：]?\s*\n\s*", "：\n", "".join(written))


def _issued(words: str) -> str:
    found = _DATE.search(words)
    try:
        return date(*map(int, found.groups())).isoformat() if found else ""
    except ValueError:
        return ""


def _issuer(words: str) -> str:
    found = _ISSUER.match(words)
    return found[0] if found else ""


def _number(words: str) -> str:
    found = _NUMBER.search(words)
    return _BLANKS.sub("", found[0]) if found else ""


_READ = {"issued": _issued, "issuer": _issuer, "number": _number}
