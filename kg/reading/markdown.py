"""Markdown without what only dresses its words: **emphasis**, links, comments; headings and tables stay as they are."""

import re

from kg.reading.files import File
from kg.reading.manuscript import Manuscript
from kg.reading.plain import read_text

_COMMENT = re.compile(r"<!--.{0,5000}?-->", re.DOTALL)
_IMAGE = re.compile(r"!\[[^\]\n]{0,200}\]\([^)\n]{0,500}\)")
_LINK = re.compile(r"(?<!!)\[([^\]\n]{1,200})\]\([^)\n]{0,500}\)")
_EMPHASIS = re.compile(r"(\*\*|__)(?=\S)([^\n]{1,500}?)(?<=\S)\1")
_QUOTED = re.compile(r"^[ \t]{0,3}>[ \t]?", re.MULTILINE)
_BREAK = re.compile(r"<br ?/?>")


def read(file: File) -> Manuscript:
    """A Markdown file with its headings and tables marked as they were. InputError as of `read_text`."""
    text = read_text(file)
    for dress in (_COMMENT, _IMAGE, _QUOTED):
        text = dress.sub("", text)
    return Manuscript(_BREAK.sub(" ", _EMPHASIS.sub(r"\2", _LINK.sub(r"\1", text))))
