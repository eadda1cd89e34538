"""How well names are joined: pairs of names of one report, as found and as a careful reader lists them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.gazetteer import gazetteer
from kg.gold import aliases, gold_lines
from kg.identity.decisions import Decision
from kg.identity.union import Told, united
from kg.messages import message
from kg.model import Entity, Evidence, Fact

_PLACED = ("Cluster", "PlannedCluster")
_NEEDED = {"property", "subject", "subject_type"}


@dataclass(frozen=True, slots=True)
class Agreement:
    """Over the pairs of names of one class in a report: how many are joined, how many are the same, how many are both.

    `missed` and `wrong` are the pairs of the second kind alone, and of the first.
    """

    report: str
    joined: int
    same: int
    right: int
    missed: tuple[tuple[str, str], ...]
    wrong: tuple[tuple[str, str], ...]

    @property
    def precision(self) -> float:
        """The share of the joined pairs that are the same; 1 if there are none."""
        return self.right / self.joined if self.joined else 1.0

    @property
    def recall(self) -> float:
        """The share of the pairs that are the same which are joined; 1 if there are none."""
        return self.right / self.same if self.same else 1.0


def agreement(gold: Path, codes: Mapping[str, str], decisions: Iterable[Decision] = ()) -> list[Agreement]:
    """For each `<report>.aliases.json` of a folder, beside `<report>.jsonl` with the facts that its names are of.

    Names of one list under `same` are one thing, all other names of the facts are things of their own, and a pair of
    one list under `doubtful` counts neither way. `codes` has the code of the place of a report where it is known;
    it is looked up by name where not. InputError if the folder has no such files, or one that cannot be read.
    """
    paths = sorted(gold.glob("*.aliases.json"))
    if not paths:
        raise InputError(message("aliases_missing", folder=gold))
    decided = tuple(decisions)
    return [_agreement(path, codes, decided) for path in paths]


def _agreement(path: Path, codes: Mapping[str, str], decisions: tuple[Decision, ...]) -> Agreement:
    slug = path.name.removesuffix(".aliases.json")
    same, unsure = aliases(path)
    lines = gold_lines(path.with_name(f"{slug}.jsonl"), _NEEDED, message("aliases_gold"))
    places = Counter(line["of_place"] for line in lines if line.get("of_place"))
    place = places.most_common(1)[0][0] if places else ""
    entities = _entities(lines, place)
    groups: dict[str, dict[str, int]] = {}
    for number, names in enumerate([*same, *([name] for name in sorted(entities))]):
        known = next((entities[name] for name in names if name in entities), None)
        for name in names if known else ():
            groups.setdefault(known.type, {}).setdefault(name, number)  # type: ignore[union-attr]
            if name not in entities:
                entities[name] = Entity(known.type, name, known.of_place)  # type: ignore[union-attr]
    division = gazetteer().resolve(place)
    code = codes.get(slug) or (division.code if division else "")
    evidence = Evidence(slug, 0, 0, "", "gold")
    declared = {line["subject"] for line in lines if line["property"] == "cluster"}
    facts = [
        Fact("cluster" if name in declared else "observation", entity, evidence) for name, entity in entities.items()
    ]
    identity = united([Told(place, code, slug, tuple(facts))], decisions)[0][slug]
    doubtful = {frozenset(pair) for names in unsure for pair in combinations(names, 2)}
    pairs = [
        (one, other, groups[kind][one] == groups[kind][other])
        for kind in sorted(groups)
        for one, other in combinations(sorted(groups[kind]), 2)
    ]
    counted = [pair for pair in pairs if pair[2] or frozenset(pair[:2]) not in doubtful]
    found = [identity.iri(entities[one]) == identity.iri(entities[other]) for one, other, _ in counted]
    told = list(zip(counted, found, strict=True))
    return Agreement(
        report=slug,
        joined=sum(found),
        same=sum(pair[2] for pair in counted),
        right=sum(joined and pair[2] for pair, joined in told),
        missed=tuple(pair[:2] for pair, joined in told if pair[2] and not joined),
        wrong=tuple(pair[:2] for pair, joined in told if joined and not pair[2]),
    )


def _entities(lines: list[dict[str, Any]], place: str) -> dict[str, Entity]:
    """The names of the report's own things, those of plans left out, each with its class."""
    planned = {line["subject"] for line in lines if line["property"] == "cluster" and line.get("status") == "planned"}
    found: dict[str, Entity] = {}
    for kind, name, of_place in (end for line in lines for end in _ends(line)):
        if of_place in ("", place) and not (kind in _PLACED and name in planned):
            found.setdefault(name, Entity(kind, name, of_place))
    return found


def _ends(line: dict[str, Any]) -> Iterator[tuple[str, str, str]]:
    of_place = line.get("of_place", "")
    yield line["subject_type"], line["subject"], of_place
    if "object_type" in line and line["object_type"] != "text":
        yield line["object_type"], line["object"], of_place if line["object_type"] == "Cluster" else ""
