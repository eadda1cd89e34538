"""Two builds compared by what they say: facts added, gone and changed, 产值 142亿元 → 150亿元."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from kg.building import records

Line = Mapping[str, Any]

_KINDS = ("gone", "changed", "added")

_SAID = ("object", "value", "value_max", "unit", "qualifier", "status", "kind", "parent", "conferred_by")
_WHAT = ("report", "property", "subject", "measure", "of", "scope", "per", "modality")


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that one of two builds has, or that they give differently; `before` or `after` is None where it is not."""

    kind: Literal["added", "gone", "changed"]
    before: Line | None
    after: Line | None

    @property
    def fact(self) -> Line:
        """The line of facts.jsonl of the later build, else of the earlier."""
        return self.after or self.before or {}


def changes(one: Path | str, other: Path | str) -> list[Change]:
    """What the facts of a build `other` have and have not that those of `one` have, by report and place in the text.

    A fact is the same wherever in the report it stands. Figures of one thing's measure are one fact, changed where the
    value differs. InputError if either is not a build.
    """
    before, after = _different(records(one, "facts"), records(other, "facts"))
    found: list[Change] = []
    for key in before.keys() | after.keys():
        olds, news = before.get(key, []), after.get(key, [])
        paired = min(len(olds), len(news))
        found += [Change("changed", old, new) for old, new in zip(olds, news, strict=False)]
        found += [Change("gone", old, None) for old in olds[paired:]]
        found += [Change("added", None, new) for new in news[paired:]]
    return sorted(found, key=_order)


def _different(ones: Iterable[Line], others: Iterable[Line]) -> tuple[dict[Any, list[Line]], dict[Any, list[Line]]]:
    """The facts that only one of the builds has, by what they are about."""
    sides = []
    for lines in (ones, others):
        said: dict[tuple[Any, ...], list[Line]] = defaultdict(list)
        for line in lines:
            said[_about(line), _content(line)].append(line)
        sides.append(said)
    found: tuple[dict[Any, list[Line]], dict[Any, list[Line]]] = (defaultdict(list), defaultdict(list))
    for mine, theirs, out in ((sides[0], sides[1], found[0]), (sides[1], sides[0], found[1])):
        for (key, content), lines in mine.items():
            out[key].extend(lines[len(theirs.get((key, content), ())) :])
    return found


def _about(line: Line) -> tuple[Any, ...]:
    """What a fact is about: a relation's object belongs to it, a figure's value does not."""
    about = tuple(line.get(field) for field in (*_WHAT, "period"))
    return about if "measure" in line else (*about, line.get("object"))


def _content(line: Line) -> tuple[Any, ...]:
    return (*(line.get(field) for field in _SAID), tuple(line.get("about", ())))


def _order(change: Change) -> tuple[str, int, int, int, str]:
    line = change.fact
    return line["report"], line["start"], line["end"], _KINDS.index(change.kind), line["claim"]
