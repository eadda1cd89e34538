"""The words of a paragraph as print shows them: what was inserted and not what was struck, the results of fields, the
base of ruby."""

import re
from dataclasses import dataclass
from typing import Literal

from kg.reading.raised import raised
from kg.reading.word.markup import (
    ALTERNATIVES,
    CONTROL,
    DROPPED,
    MATHS,
    RUN,
    TEXT,
    TEXT_BOX,
    Element,
    below,
    chosen,
    is_prompt,
    switched,
    value,
    w,
)
from kg.reading.word.numerals import numeral
from kg.reading.word.styles import Styles

_MARKS = {
    w("tab"): "\t",
    w("ptab"): "\t",
    w("br"): "\n",
    w("cr"): "\n",
    w("noBreakHyphen"): "-",
    w("softHyphen"): "",
}
_FIELD, _INSTRUCTION, _SYMBOL = w("fldChar"), w("instrText"), w("sym")
_RUBY = w("ruby")
_PROPERTIES = w("rPr")
_NOTES = {w("footnoteReference"): "footnote", w("endnoteReference"): "endnote"}
_FORMULA = f"{{{MATHS}}}t"
_KEPT = "{http://www.w3.org/XML/1998/namespace}space"
_BLANKS = " \t\r\n"
_ONE_LINE = str.maketrans({"\n": " ", "\r": " ", "\xad": None})
_FEW = 2  # digits in a circle
_SYMBOLS = dict(zip(range(0xF0A3, 0xF0BA), "≤⁄∞ƒ♣♦♥♠↔←↑→↓°±″≥×∝∂•÷≠", strict=True))
_OVER = re.compile(r"\s*eq\s.*\\o.*\((?P<below>.*)[,，;；](?P<above>[^,，;；()]*)\)\s*", re.IGNORECASE | re.DOTALL)
_CIRCLES = "○〇◯"


Unseen = Literal["struck", "hidden"]


@dataclass(frozen=True, slots=True)
class Spoken:
    """The words of a paragraph, the text boxes that hang on it, the notes that it refers to (("footnote", "2")), and
    how words that were left out are: struck through, hidden."""

    words: str
    boxes: tuple[Element, ...]
    notes: tuple[tuple[str, str], ...]
    unseen: frozenset[Unseen]


def spoken(paragraph: Element, styles: Styles, *, hidden: bool = False) -> Spoken:
    """What a paragraph says; `hidden` if its style hides what does not say otherwise."""
    line = _Line(styles, hidden)
    line.take(paragraph)
    return Spoken("".join(line.said), tuple(line.boxes), tuple(line.notes), frozenset(line.unseen))


class _Line:
    def __init__(self, styles: Styles, hidden: bool) -> None:
        self.said: list[str] = []
        self.boxes: list[Element] = []
        self.notes: list[tuple[str, str]] = []
        self.unseen: set[Unseen] = set()
        self._styles = styles
        self._hidden = hidden
        self._fields: list[list[str] | None] = []
        """The instruction of each field that has begun, None where its result has."""

    def take(self, holder: Element) -> None:
        """Sets down what stands in an element."""
        for part in holder:
            tag = part.tag
            if tag == RUN:
                self._run(part)
            elif tag in DROPPED or (tag == CONTROL and is_prompt(part)):
                continue
            elif tag == ALTERNATIVES:
                self.take(chosen(part))
            elif tag == TEXT_BOX:
                if not self._is_instruction:
                    self.boxes.append(part)
            elif tag == _FORMULA:
                self._say(part.text or "")
            elif tag == _RUBY:
                base = below(part, "rubyBase")
                self.take(() if base is None else base)
            else:
                self.take(part)

    def _run(self, run: Element) -> None:
        properties = below(run, "rPr")
        unseen = self._unseen(properties)
        if unseen and any((part.text or "").strip() for part in run if part.tag == TEXT):
            self.unseen.add(unseen)
        above = value(properties, "vertAlign") == "superscript"
        marked = False
        for part in run:
            tag = part.tag
            if tag == _FIELD:
                self._field(part.get(w("fldCharType"), ""))
            elif tag == _INSTRUCTION:
                if self._fields and self._fields[-1] is not None:
                    self._fields[-1].append(part.text or "")
            elif unseen or tag == _PROPERTIES:
                continue
            elif tag == TEXT:
                if not marked:
                    words = _text(part)
                    self._say(raised("".join(self.said[-2:]), words) if above else words)
            elif tag in _MARKS:
                self._say(_MARKS[tag])
            elif tag == _SYMBOL:
                self._say(_symbol(part))
            elif tag in _NOTES:
                self.notes.append((_NOTES[tag], part.get(w("id"), "")))
                marked = part.get(w("customMarkFollows"), "0") in ("1", "true", "on")
            else:
                self.take((part,))

    @property
    def _is_instruction(self) -> bool:
        return any(field is not None for field in self._fields)

    def _say(self, words: str) -> None:
        if not self._is_instruction:
            self.said.append(words)

    def _unseen(self, properties: Element | None) -> Unseen | None:
        """How a run is left out; None if it is seen."""
        if _is_struck(properties):
            return "struck"
        return "hidden" if self._is_hidden(properties) else None

    def _is_hidden(self, properties: Element | None) -> bool:
        if properties is None:
            return self._hidden
        own = switched(properties, "vanish")
        if own is None:
            style = value(properties, "rStyle")
            own = self._styles.style(style).hidden if style else None
        return self._hidden if own is None else own

    def _field(self, kind: str) -> None:
        """Follows a field; one that is not ended in its paragraph hides nothing in the next."""
        if kind == "begin":
            self._fields.append([])
        elif self._fields and kind == "separate":
            self._fields[-1] = None
        elif self._fields and kind == "end":
            instruction = self._fields.pop()
            if instruction is not None:
                self._say(_overprinted("".join(instruction)))


def _is_struck(properties: Element | None) -> bool:
    """Whether words are struck through: 200 before 260 is no figure."""
    return bool(switched(properties, "strike") or switched(properties, "dstrike"))


def _text(part: Element) -> str:
    words: str = (part.text or "").translate(_ONE_LINE)
    if part.get(_KEPT) != "preserve":
        words = words.strip(_BLANKS)
    return words


def _symbol(part: Element) -> str:
    """The character of a symbol; those of fonts of ornaments stay where the fonts have them."""
    try:
        code = int(part.get(w("char"), ""), 16)
    except ValueError:
        return ""
    if part.get(w("font"), "") == "Symbol" and code in _SYMBOLS:
        return _SYMBOLS[code]
    return chr(code) if 0x20 <= code <= 0xFFFF else ""


def _overprinted(instruction: str) -> str:
    """What a field sets over each other, as old versions of Word set ruby and circles: \\o\\ac(○,1) is ①."""
    found = _OVER.fullmatch(instruction)
    if not found:
        return ""
    above = found["above"].strip()
    if found["below"].strip() in _CIRCLES and above.isdecimal() and len(above) <= _FEW:
        return numeral(int(above), "decimalEnclosedCircle")
    return above
