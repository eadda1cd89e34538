"""The townships that a running text names, 佛堂 of 分布在佛堂、赤岸 and 佛堂镇 alike, wherever they lie."""

import re
from collections.abc import Iterator

from kg.gazetteer import gazetteer
from kg.gazetteer.names import short_town

# what stands around a name in a list or after a preposition, and not around a part of another word
_BEFORE = re.compile(r"[^\u4e00-\u9fff]|[在于到以是为有和及与从赴由的中原涉含括]")
_AFTER = re.compile(r"[^\u4e00-\u9fff]|[和及与等的为两三四五六七八九十各个乡镇街村是一在地]")
_AT = ("到", "在", "于", "赴")


def towns_named(text: str) -> Iterator[tuple[str, int]]:
    """The names in a text that are those of townships, each once with where it stands first, longest first."""
    seen: set[str] = set()
    names: dict[str, list[str]] = {}
    at = 0
    while at < len(text):
        head = text[at : at + 2]
        if head not in names:
            names[head] = _names(head)
        name = next((n for n in names[head] if _stands(n, text, at)), "")
        if name and name not in seen:
            seen.add(name)
            yield name, at
        at += len(name) or 1


def _stands(name: str, text: str, at: int) -> bool:
    """Whether a name stands at some character: a full one anywhere, a short one as a word of its own.

    One with a rare character is no other word, so that 到 before it is enough: 到汊涧合建.
    """
    if not text.startswith(name, at):
        return False
    if short_town(name):
        return True
    before, after = text[at - 1 : at], text[at + len(name) : at + len(name) + 1]
    if "、" in (before, after):
        return True
    if not (not before or _BEFORE.match(before)):
        return False
    return not after or bool(_AFTER.match(after)) or (before in _AT and any(map(_is_rare, name)))


def _is_rare(character: str) -> bool:
    """Whether a character is not among the 3,755 that GB 2312 has first, those in common use."""
    code = character.encode("gb2312", "ignore")
    return not code or code >= b"\xd8"


def _names(head: str) -> list[str]:
    """The full and short names of all townships that begin with two characters, longest first."""
    full = gazetteer().townships(head)
    if not full:
        return []
    return sorted((full | {short_town(name) for name in full}) - {""}, key=lambda name: (-len(name), name))
