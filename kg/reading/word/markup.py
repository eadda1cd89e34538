"""The names of WordprocessingML, as w:p and w:tbl, and what the elements that carry them say."""

from typing import Any

Element = Any
"""An element of lxml, which has no types."""

MAIN = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
COMPATIBLE = "http://schemas.openxmlformats.org/markup-compatibility/2006"
MATHS = "http://schemas.openxmlformats.org/officeDocument/2006/math"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"

_OFF = ("0", "false", "off", "none")


def w(path: str) -> str:
    """A path of names of the main namespace: rPr/vanish."""
    return "/".join(f"{{{MAIN}}}{name}" for name in path.split("/"))


PARAGRAPH, TABLE, RUN, TEXT = w("p"), w("tbl"), w("r"), w("t")
CONTROL, TEXT_BOX = w("sdt"), w("txbxContent")
ALTERNATIVES = f"{{{COMPATIBLE}}}AlternateContent"
DROPPED = frozenset(map(w, ("del", "moveFrom", "pPr", "rPr", "sdtPr", "sdtEndPr", "sectPr", "rt")))
"""What is no part of the words: the properties of things, and what a tracked change took out."""

_VALUE = w("val")
_PROMPT = w("sdtPr/showingPlcHdr")


def value(element: Element | None, path: str, attribute: str = "val") -> str | None:
    """What an element below says; None if there is none or it says nothing."""
    found = None if element is None else element.find(w(path))
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
    return element is not None and element.find(w(path)) is not None


def switched(element: Element | None, path: str) -> bool | None:
    """Whether a property is on or off; None if nothing is said of it."""
    found = None if element is None else element.find(w(path))
    return None if found is None else found.get(_VALUE, "1").lower() not in _OFF


def chosen(alternatives: Element) -> Element:
    """The one branch of alternatives that is read: the first that holds words."""
    return next((branch for branch in alternatives if next(branch.iter(TEXT), None) is not None), ())


def is_prompt(control: Element) -> bool:
    """Whether a content control shows no more than the prompt to fill it in."""
    return control.find(_PROMPT) is not None
