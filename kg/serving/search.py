"""Things by name, by part of a name or by pinyin: 造纸, zaozhi, zzjx for 造纸机械业."""

import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate

from pyoxigraph import Store
from pypinyin import lazy_pinyin

from kg.queries import named, run

_UNFOUND = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found: its IRI, name, other names, class (`Cluster`), place ("" if none), and the syllables
    of each of its names."""

    iri: str
    name: str
    other_names: tuple[str, ...]
    type: str
    place: str
    syllables: tuple[tuple[str, ...], ...]


def index(store: Store) -> tuple[Entry, ...]:
    """All things of a graph that have a name, by name."""
    entries: dict[str, Entry] = {}
    for row in run(store, named()["entities"]):
        others = tuple(row.other_names.split("；")) if row.other_names else ()
        kind = row.type_id.rpartition("#")[2]
        syllables = tuple(_syllables(name) for name in (row.name, *others))
        entries.setdefault(row.entity_id, Entry(row.entity_id, row.name, others, kind, row.of_place or "", syllables))
    return tuple(sorted(entries.values(), key=lambda entry: (entry.name, entry.iri)))


def search(entries: Iterable[Entry], text: str, limit: int = 20) -> list[Entry]:
    """What a text finds, the best first: the whole name, its beginning, a part of it, then pinyin and initials."""
    sought = _plain(text)
    if not sought:
        return []
    ranked = ((_rank(entry, sought), len(entry.name), entry.name, entry.iri, entry) for entry in entries)
    return [entry for *_, entry in sorted(row for row in ranked if row[0] < _UNFOUND)[:limit]]


def _rank(entry: Entry, sought: str) -> int:
    """From 0, the name, to 7, the initials of a part."""
    ranks = [_written(_plain(name), sought) for name in (entry.name, *entry.other_names)]
    if sought.isascii():
        ranks += [_spoken(syllables, sought) for syllables in entry.syllables]
    return min(ranks)


def _written(name: str, sought: str) -> int:
    if name == sought:
        return 0
    return 1 if name.startswith(sought) else 2 if sought in name else _UNFOUND


def _spoken(syllables: tuple[str, ...], sought: str) -> int:
    initials = "".join(syllable[0] for syllable in syllables)
    # the name from each of its syllables on
    tails = list(accumulate(reversed(syllables), lambda tail, syllable: syllable + tail))
    if tails[-1:] == [sought] or initials == sought:
        return 3
    if tails and tails[-1].startswith(sought):
        return 4
    if initials.startswith(sought):
        return 5
    if any(tail.startswith(sought) for tail in tails):
        return 6
    return 7 if len(sought) > 1 and sought in initials else _UNFOUND


def _syllables(name: str) -> tuple[str, ...]:
    return tuple(_plain(syllable) for syllable in lazy_pinyin(name) if _plain(syllable))


def _plain(text: str) -> str:
    """Without width, case, spaces, tone marks and the apostrophe of pinyin; ü is v, as it is typed."""
    folded = unicodedata.normalize("NFD", unicodedata.normalize("NFKC", text).lower().replace("ü", "v"))
    return "".join(char for char in folded if not (char.isspace() or unicodedata.combining(char) or char in "'’·"))
