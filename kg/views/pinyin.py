"""How names are read, 长安镇 chang an zhen: each character with all its readings, since a place may take any."""

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

_EACH: Any = list  # what is no Chinese character stands for itself; pypinyin's types do not say that it takes this

Readings = Mapping[str, tuple[str, ...]]


def readings(names: Iterable[str]) -> Readings:
    """Each Chinese character of some names with its readings, as they are typed; the first is the usual one in them.

    The usual one is that which the names most often have by the phrases of pypinyin.
    """
    from pypinyin import lazy_pinyin  # its phrases take as long to read as all the rest of a server

    said: dict[str, Counter[str]] = {}
    for name in names:
        for char, syllable in zip(name, lazy_pinyin(name, errors=_EACH), strict=True):
            if syllable != char:
                said.setdefault(char, Counter())[plain(syllable)] += 1
    return {char: _readings(char, said[char]) for char in sorted(said)}


def syllables(name: str, known: Readings) -> tuple[tuple[str, ...], ...]:
    """The readings of each syllable of a name; what is no Chinese character, LED, is one syllable up to the next."""
    found: list[tuple[str, ...]] = []
    foreign = ""
    for char in name:
        if options := known.get(char):
            found += [*([(foreign,)] if foreign else []), options]
            foreign = ""
        else:
            foreign += plain(char)
    return (*found, (foreign,)) if foreign else tuple(found)


def written(known: Readings) -> dict[str, str]:
    """Readings for a script (assets/names.js): those of a character in one text, with spaces between."""
    return {char: " ".join(options) for char, options in known.items()}


def plain(text: str) -> str:
    """A text without width, case, spaces, tone marks and the apostrophe of pinyin; ü is v, as it is typed."""
    folded = unicodedata.normalize("NFKD", text).lower().replace("u\u0308", "v")
    return "".join(char for char in folded if not (char.isspace() or unicodedata.combining(char) or char in "'’·"))


def _readings(char: str, said: Counter[str]) -> tuple[str, ...]:
    from pypinyin import Style, pinyin

    [others] = pinyin(char, style=Style.NORMAL, heteronym=True)
    usual = (syllable for syllable, _ in said.most_common())
    return tuple(dict.fromkeys([*usual, *map(plain, others)]))
