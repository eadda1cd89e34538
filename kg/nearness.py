"""Names that a mistyped one may mean: 诸成市 is near 诸城市, by its characters and by how it sounds."""

from collections.abc import Iterable

from kg.errors import InputError
from kg.messages import NOTHING, Words, message

_FEW = 5
_ENOUGH = 70  # of a hundred
_LISTED = 60  # names that a message lists; a build may have 20,000 reports


def nearest(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """The known names most like one, the likest first, at most five; none if none is like it.

    Likeness is the better of two shares of what both names have in order (Indel, rapidfuzz): of characters, and of
    syllables without their tones.
    """
    from pypinyin import lazy_pinyin
    from rapidfuzz.fuzz import ratio

    sounds = lazy_pinyin(name)
    likeness = {
        each: max(ratio(name.casefold(), each.casefold()), ratio(sounds, lazy_pinyin(each)))
        for each in dict.fromkeys(known)
        if each
    }
    near = [each for each, like in likeness.items() if like >= _ENOUGH]
    return tuple(sorted(near, key=lambda each: (-likeness[each], each))[:_FEW])


def hint(name: str, known: Iterable[str], listed: Iterable[str] = ()) -> Words:
    """What to tell behind a name that is none: the nearest known ones, else all that are listed, unless they are none
    or too many to be read."""
    if near := nearest(name, known):
        return message("hint_near", names=near)
    every = tuple(listed)
    return message("hint_all", names=every) if 0 < len(every) <= _LISTED else NOTHING


def no_report(name: str, reports: Iterable[str]) -> InputError:
    """The error that there is no report of this name among those that there are."""
    known = tuple(reports)
    return InputError(message("no_report", name=name, hint=hint(name, known, known)))
