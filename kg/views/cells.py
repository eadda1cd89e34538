"""What a report says, made safe for where it is read: in a terminal, in Markdown (茶\\|机), in a spreadsheet."""

import re

from kg.queries import Value

# what steers a terminal or turns the direction of a line: C0 but tab and newline, DEL, C1, the marks of direction
_STEERING = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")
_MARKUP = re.compile(r"[\\`*_~|\[\]]")
_ENTITIES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\n"): " "}
_FORMULA = re.compile(r"[=+\-@\t\r\n＝＋－＠]")  # what a cell begins with that a spreadsheet takes for a formula
_NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?%?")


def clean(said: str) -> str:
    """A text on one line, without characters that steer a terminal."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in said).split())


def steady(said: str) -> str:
    """A text with its lines and tabs, without characters that steer a terminal."""
    return _STEERING.sub("", said)


def escaped(json: str) -> str:
    """A text of JSON in which the same characters are escapes, so that it holds what it held."""
    return _STEERING.sub(lambda steering: f"\\u{ord(steering[0]):04x}", json)


def markdown(cell: str) -> str:
    """A cell of a table of Markdown that shows the text as it is."""
    return _MARKUP.sub(r"\\\g<0>", cell).translate(_ENTITIES)


def harmless(cell: Value) -> Value:
    """A cell for a spreadsheet: a text that it would take for a formula has ' before it, none steers a terminal.

    What is a number, such as -3.5, stays one.
    """
    if not isinstance(cell, str):
        return cell
    said = steady(cell)
    return f"'{said}" if _FORMULA.match(said) and not _NUMBER.fullmatch(said) else said
