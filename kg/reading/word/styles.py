"""The styles of a Word file: how deep a heading they make, whether they hide their words or number them."""

import re
from dataclasses import dataclass

from kg.lexicon import any_of, words
from kg.reading.word.markup import Element, below, has, number, switched, value, w

TITLE, RUNNING = 0, 10
"""The depth of the title, and of what is no heading; those of headings lie between."""

_HEADING = re.compile(f"{any_of(words('documents', 'heading'))}([1-9])")
_TITLE = re.compile(any_of(words("documents", "title")))
_CONTENTS = re.compile(f"{any_of(words('documents', 'contents'))}[1-9]|{any_of(words('documents', 'figures'))}")
_LONGEST_LINE = 30  # of styles, each based on the next


@dataclass(frozen=True, slots=True)
class Numbered:
    """A paragraph's place in a list: the name of its numbering ("0" for none), its level from 0, None where that is not
    said; and the style that says so, "" if the paragraph does."""

    name: str | None
    level: int | None
    style: str = ""


@dataclass(frozen=True, slots=True)
class Style:
    """What a style says, or what it is based on; None where nothing is said."""

    depth: int | None = None
    contents: bool = False
    hidden: bool | None = None
    numbered: Numbered | None = None


class Styles:
    """The styles of a file by their ids."""

    def __init__(self, root: Element | None) -> None:
        found = [] if root is None else list(root.iter(w("style")))
        self._written = {style.get(w("styleId"), ""): style for style in found}
        self._usual = next(
            (
                style.get(w("styleId"), "")
                for style in found
                if style.get(w("type")) == "paragraph" and style.get(w("default")) in ("1", "true", "on")
            ),
            "",
        )
        self._known: dict[str, Style] = {}

    def style(self, name: str | None) -> Style:
        """The style of this id; that of paragraphs which name none if it is None."""
        asked = self._usual if name is None else name
        if asked not in self._known:
            self._known[asked] = self._made(asked)
        return self._known[asked]

    def _made(self, of: str) -> Style:
        made = Style()
        line: list[str] = []
        while of and of not in line and len(line) < _LONGEST_LINE:
            line.append(of)
            own = self._own(of)
            made = Style(
                own.depth if made.depth is None else made.depth,
                made.contents or own.contents,
                own.hidden if made.hidden is None else made.hidden,
                first_said(made.numbered, own.numbered),
            )
            of = value(self._written.get(of), "basedOn") or ""
        return made

    def _own(self, of: str) -> Style:
        written = self._written.get(of)
        name = re.sub(r"[\s_]", "", value(written, "name") or of).lower()
        heading = _HEADING.fullmatch(name)
        depth = int(heading[1]) if heading else TITLE if _TITLE.fullmatch(name) else None
        if written is None:
            return Style(depth, bool(_CONTENTS.fullmatch(name)))
        properties = below(written, "pPr")
        outline = outline_of(properties)
        return Style(
            depth if outline is None else outline,
            bool(_CONTENTS.fullmatch(name)),
            switched(written, "rPr/vanish"),
            numbered_of(properties, of),
        )


def outline_of(properties: Element | None) -> int | None:
    """The depth of heading that the properties of a paragraph or style tell of."""
    said = number(properties, "outlineLvl")
    if said is None:
        return None
    return said + 1 if 0 <= said < RUNNING - 1 else RUNNING


def numbered_of(properties: Element | None, style: str = "") -> Numbered | None:
    """The place in a list that the properties of a paragraph or style tell of."""
    if not has(properties, "numPr"):
        return None
    return Numbered(value(properties, "numPr/numId"), number(properties, "numPr/ilvl"), style)


def first_said(near: Numbered | None, far: Numbered | None) -> Numbered | None:
    """What the nearer says of the numbering, and what it leaves open from the farther."""
    if near is None or far is None or near.name is not None:
        return near or far
    return Numbered(far.name, near.level if far.level is None else far.level, far.style)
