"""What an OFD file lists: its documents, and of each its pages, templates, fonts and the size of its pages."""

import posixpath
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass

from kg.reading.leaves.sheet import is_bold
from kg.reading.package import DAMAGED, Package, TooLarge, ignored

ROOT = "OFD.xml"
"""The part that lists the documents."""

LARGEST = 5_000_000
"""The bytes of the largest part that is read, unpacked: a dense page has 2 million.

The time that expat, up to 2.5, takes for an attribute grows with the square of its length."""

_LOCKED = "Encryptions.xml"
_RESOURCES = ("PublicRes", "DocumentRes")
_A4 = "0 0 210 297"


@dataclass(frozen=True, slots=True)
class Contents:
    """A document: the parts of its pages in order and of its templates by number, the box of pages that tell none, and
    the numbers of its bold fonts."""

    pages: tuple[str, ...]
    templates: Mapping[str, str]
    box: str
    bold: frozenset[str]


def contents(package: Package) -> list[Contents]:
    """The documents of an OFD file. DAMAGED; PermissionError if it is encrypted."""
    roots: list[str] = []

    def start(tag: str, _: Mapping[str, str]) -> None:
        if tag in ("Encryptions", "Encrypts"):
            raise PermissionError

    def end(tag: str, words: str) -> None:
        if tag == "DocRoot":
            roots.append(_located(ROOT, words))

    if package.is_locked or package.has(_LOCKED):
        raise PermissionError
    _bounded(package, ROOT)
    package.walk(ROOT, start, end)
    return [_document(package, root) for root in roots]


def _document(package: Package, root: str) -> Contents:
    pages: list[str] = []
    templates: dict[str, str] = {}
    boxes: list[str] = []
    resources: list[str] = []

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Page":
            pages.append(_located(root, given.get("BaseLoc", "")))
        elif tag == "TemplatePage":
            templates[given.get("ID", "")] = _located(root, given.get("BaseLoc", ""))

    def end(tag: str, words: str) -> None:
        if tag == "PhysicalBox":
            boxes.append(words)
        elif tag in _RESOURCES:
            resources.append(_located(root, words))

    if not package.has(root):
        raise ValueError(f"{root} is missing")
    _bounded(package, root)
    package.walk(root, start, end)
    bold: set[str] = set()
    for part in resources:
        with suppress(*DAMAGED):
            bold |= _bold(package, part)
    return Contents(tuple(pages), templates, boxes[0] if boxes else _A4, frozenset(bold))


def _bold(package: Package, part: str) -> set[str]:
    found: set[str] = set()

    def start(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Font" and (given.get("Bold") == "true" or is_bold(given.get("FontName", ""))):
            found.add(given.get("ID", ""))

    _bounded(package, part)
    package.walk(part, start, ignored)
    return found


def _bounded(package: Package, part: str) -> None:
    if package.size(part) > LARGEST:
        raise TooLarge


def _located(part: str, place: str) -> str:
    """The name of the part that another names by its place."""
    folder = posixpath.join("/", posixpath.dirname(part))
    return posixpath.normpath(posixpath.join(folder, place.strip().replace("\\", "/"))).lstrip("/")
