"""The names of WordprocessingML, as w:p and w:tbl, and what the elements that carry them say."""

from functools import cache
from typing import Any

Element = Any
"""An element of lxml, which has no types."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

_OFF = ("0", "false", "off", "none")


@cache
def w(name: str) -> str:
    """A name of the main namespace as lxml writes it."""
    return f"{{{MAIN}}}{name}"


PARAGRAPH, TABLE, RUN, TEXT = w("p"), w("tbl"), w("r"), w("t")
CONTROL, TEXT_BOX = w("sdt"), w("txbxContent")
ALTERNATIVES = f"{{{COMPATIBLE}}}AlternateContent"
DROPPED = frozenset(map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "rt")))
"""What is no part of the words: the properties of things, and what a tracked change took out."""

_VALUE = w("val")


def below(element: Element | None, path: str) -> Element | None:
    """The first element on a path below another, None if there is none: what find does, in half of its time."""
    for name in _names(path):
        if element is None:
            break
        element = next(element.iterchildren(name), None)
    return element


@cache
def _names(path: str) -> tuple[str, ...]:
    return tuple(map(w, path.split("/")))


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """What an element below says; None if there is none or it says nothing."""
    found = below(element, path)
    said: str | None = None if found is None else found.get(w(attribute))
    return said


def number(element: Element | None, path: str, attribute: str = "val") -> int | None:
    """The number that an element below says; None if it says none."""
    said = value(element, path, attribute)
    try:
        return None if said is None else int(said)
    except ValueError:
        return None


def has(element: Element | None, path: str) -> bool:
    """Whether there is such an element below."""
    return below(element, path) is not None


def switched(element: Element | None, path: str) -> bool | None:
    """Whether a property is on or off; None if nothing is said of it."""
    found = below(element, path)
    return None if found is None else found.get(_VALUE, "1").lower() not in _OFF


def chosen(alternatives: Element) -> Element:
    """The one branch of alternatives that is read: the first that holds words."""
    return next((branch for branch in alternatives if next(branch.iter(TEXT), None) is not None), ())


def is_prompt(control: Element) -> bool:
    """Whether a content control shows no more than the prompt to fill it in."""
    return has(control, "sdtPr/showingPlcHdr")
