"""Things by name, by part of a name or by pinyin: 造纸, zaozhi, zzjx for 造纸机械业."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from kg.queries import named, run
from kg.store import Graph
from kg.views.pinyin import plain, readings, syllables

_UNFOUND = 9


@dataclass(frozen=True, slots=True)
class Entry:
    """A thing that can be found: its IRI, name, other names, class (`Cluster`), place ("" if none), and the syllables
    of each of its names, each with its readings."""

    iri: str
    name: str
    other_names: tuple[str, ...]
    type: str
    place: str
    syllables: tuple[tuple[tuple[str, ...], ...], ...]


def index(store: Graph) -> tuple[Entry, ...]:
    """All things of a graph that have a name, by name."""
    rows = run(store, named()["entities"])
    named_so = {row.entity_id: (row.name, *filter(None, (row.other_names or "").split("；"))) for row in rows}
    known = readings(name for names in named_so.values() for name in names)
    entries: dict[str, Entry] = {}
    for row in rows:
        name, *others = names = named_so[row.entity_id]
        spoken = tuple(syllables(each, known) for each in names)
        kind = row.type_id.rpartition("#")[2]
        entries.setdefault(row.entity_id, Entry(row.entity_id, name, tuple(others), kind, row.of_place or "", spoken))
    return tuple(sorted(entries.values(), key=lambda entry: (entry.name, entry.iri)))


def search(entries: Iterable[Entry], text: str, limit: int = 20) -> list[Entry]:
    """What a text finds, the best first: the whole name, its beginning, a part of it, then pinyin and initials."""
    sought = plain(text)
    if not sought:
        return []
    ranked = ((_rank(entry, sought), len(entry.name), entry.name, entry.iri, entry) for entry in entries)
    return [entry for *_, entry in sorted(row for row in ranked if row[0] < _UNFOUND)[:limit]]


def _rank(entry: Entry, sought: str) -> float:
    """From 0, the name, to 7, the initials of a part."""
    ranks: list[float] = [_written(plain(name), sought) for name in (entry.name, *entry.other_names)]
    if sought.isascii():
        ranks += [_spoken(syllables, sought) for syllables in entry.syllables]
    return min(ranks)


def _written(name: str, sought: str) -> int:
    if name == sought:
        return 0
    return 1 if name.startswith(sought) else 2 if sought in name else _UNFOUND


def _spoken(syllables: Sequence[tuple[str, ...]], sought: str) -> float:
    """From 3, all syllables, to 7, the initials of a part; a half more where a reading is not the usual one."""
    usual = [options[:1] for options in syllables]
    return min(_heard(usual, sought), _heard(syllables, sought) + 0.5)


def _heard(syllables: Sequence[tuple[str, ...]], sought: str) -> int:
    initials = [tuple({option[0] for option in options}) for options in syllables]
    said, short = _begun(syllables, sought), _begun(initials, sought)
    part = 7 if len(sought) > 1 else _UNFOUND
    return min((3, 4, 6, _UNFOUND)[said], (3, 5, part, _UNFOUND)[short])


def _begun(syllables: Sequence[tuple[str, ...]], sought: str) -> int:
    """0 where a text is all of some syllables, 1 where they begin with it, 2 where a later one begins it, else 3."""
    for start in range(len(syllables)):
        left = {sought}
        for number, options in enumerate(syllables[start:], start + 1):
            if any(option.startswith(rest) for option in options for rest in left):
                whole = number == len(syllables) and not left.isdisjoint(options)
                return 2 if start else 0 if whole else 1
            left = {rest.removeprefix(option) for rest in left for option in options if rest.startswith(option)}
            if not left:
                break
    return 3
