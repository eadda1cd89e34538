"""Facts against gold: of what a careful reader finds in a report, how much was found, and how much beside it.

Two names are one when they share a form: 义和车桥有限公司 and 义和车桥 without the legal form, 江苏亚星锚链 and
亚星锚链 without the place, or any two names of things that the gold's lists of aliases put together. A figure counts
only where it is told of the right thing: 95亿元 of another cluster is a wrong figure, however well it was read.
"""

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from fractions import Fraction
from functools import cache, reduce
from pathlib import Path

from kg.errors import InputError
from kg.gold import aliases, gold_lines
from kg.lexicon import rows, table, words
from kg.messages import message

Line = Mapping[str, object]
Fields = tuple[tuple[str, str], ...]  # of a gold line and of a fact

ATTRIBUTES = ("of", "scope", "period", "qualifier", "status")
_NEEDED = {"property", "subject"}
_REPEATED = ("property", "subject", "object", "measure", "unit", "of", "status")
_MARKS = re.compile(r"[\s\"'“”‘’《》〈〉()（）、，,。.;；:：·•]")
_NUMBERING = re.compile(r"^[（(]?[一二三四五六七八九十\d①-⑳]+[)）、.．]?")
_LIKENESS = 0.8  # of two headings
_TOLERANCE, _ROUNDING = 1e-6, 0.006  # of two values: relative, and of a share rounded to two decimals
_CONVERTED = 1e-3  # of two values in different units, relative: 3.3万亩 is written for 22平方公里
_COUNT = "1"
_STRICT = (("subject", "subject"), ("of", "subject"), ("subject", "of"))  # where both may name whose a figure is
_LENIENT = (*_STRICT, ("of", "of"))


@dataclass(frozen=True, slots=True)
class Score:
    """How many facts there are in the gold, how many were extracted, and how many of them match."""

    matched: int = 0
    gold: int = 0
    extracted: int = 0

    def __add__(self, other: "Score") -> "Score":
        return Score(self.matched + other.matched, self.gold + other.gold, self.extracted + other.extracted)

    @property
    def precision(self) -> float:
        """The share of the extracted facts that match; 0 if there are none."""
        return self.matched / self.extracted if self.extracted else 0.0

    @property
    def recall(self) -> float:
        """The share of the gold facts that are matched; 0 if there are none."""
        return self.matched / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.matched else 0.0


@dataclass(frozen=True, slots=True)
class Scorecard:
    """The scores by property (in the order of the gold) and by report.

    `attributes` is the share of the matched observations that agree on an attribute which either of the two states.
    `missed` and `spurious` are the gold lines and the extracted lines without a match, `right` the extracted lines with
    one, each with its report.
    """

    properties: dict[str, Score]
    reports: dict[str, Score]
    attributes: dict[str, float]
    missed: tuple[tuple[str, Line], ...]
    spurious: tuple[tuple[str, Line], ...]
    right: tuple[tuple[str, Line], ...]

    @property
    def all(self) -> Score:
        """The score over all facts."""
        return reduce(Score.__add__, self.properties.values(), Score())

    @property
    def macro_f1(self) -> float:
        """The mean F1 of the properties that the gold has, each counting the same."""
        scores = [score.f1 for score in self.properties.values() if score.gold]
        return sum(scores) / len(scores) if scores else 0.0


@dataclass(frozen=True, slots=True)
class _Match:
    """One report: its gold lines, its extracted lines without repetitions, and the pairs of their positions."""

    report: str
    gold: Sequence[Line]
    facts: Sequence[Line]
    pairs: Sequence[tuple[int, int]]


def score(facts: Iterable[Line], gold_dir: Path, *, lenient: bool = False, certainty: float = 0.0) -> Scorecard:
    """Scores lines of facts.jsonl against every `<report>.jsonl` of a folder, with `<report>.aliases.json` beside it.

    With `lenient` an observation of another thing counts too if it is of the same part (`of`). Facts whose `certainty`
    is less than the one given do not count, nor do facts of a report without gold or of a property that no gold has;
    a fact without `certainty` is certain. InputError if the folder has no gold, or a line that cannot be read.
    """
    paths = sorted(gold_dir.glob("*.jsonl"))
    if not paths:
        raise InputError(message("gold_missing", folder=gold_dir))
    extracted: dict[object, list[Line]] = defaultdict(list)
    for fact in facts:
        if fact["property"] in _properties() and float(str(fact.get("certainty", 1))) >= certainty:
            extracted[fact.get("report")].append(fact)
    told = _LENIENT if lenient else _STRICT
    return _scorecard([_match(path, extracted[path.name.split(".")[0]], told) for path in paths])


def _scorecard(matches: Iterable[_Match]) -> Scorecard:
    properties: dict[str, Score] = defaultdict(Score)
    reports: dict[str, Score] = {}
    agreements: dict[str, list[bool]] = {attribute: [] for attribute in ATTRIBUTES}
    missed: list[tuple[str, Line]] = []
    spurious: list[tuple[str, Line]] = []
    right: list[tuple[str, Line]] = []
    for match in matches:
        reports[match.report] = Score(len(match.pairs), len(match.gold), len(match.facts))
        wanted, found = {g for g, _ in match.pairs}, {f for _, f in match.pairs}
        for position, line in enumerate(match.gold):
            properties[str(line["property"])] += Score(matched=position in wanted, gold=1)
        for line in match.facts:
            properties[str(line["property"])] += Score(extracted=1)
        missed += [(match.report, line) for position, line in enumerate(match.gold) if position not in wanted]
        for position, line in enumerate(match.facts):
            (right if position in found else spurious).append((match.report, line))
        for attribute, agrees in _agreements(match):
            agreements[attribute].append(agrees)
    return Scorecard(
        properties=dict(properties),
        reports=reports,
        attributes={attribute: sum(said) / len(said) for attribute, said in agreements.items() if said},
        missed=tuple(missed),
        spurious=tuple(spurious),
        right=tuple(right),
    )


def _agreements(match: _Match) -> Iterator[tuple[str, bool]]:
    for g, f in match.pairs:
        gold, fact = match.gold[g], match.facts[f]
        if gold["property"] == "observation":
            stated = [a for a in ATTRIBUTES if gold.get(a) or fact.get(a)]
            yield from ((attribute, _agree(gold, fact, attribute)) for attribute in stated)


def _match(path: Path, extracted: Iterable[Line], told: Fields) -> _Match:
    report = path.name.split(".")[0]
    gold, names = gold_of(path)
    different: dict[tuple[str, ...], Line] = {}
    for fact in extracted:
        different.setdefault(_said(fact), fact)
    facts = list(different.values())
    return _Match(report, gold, facts, _pairs(gold, facts, names, told))


def _said(fact: Line) -> tuple[str, ...]:
    """What a fact says; a fact that says the same again does not count."""
    return (str(fact.get("value")), *(_bare(fact.get(field)) for field in _REPEATED))


def _pairs(gold: Sequence[Line], facts: Sequence[Line], names: "Names", told: Fields) -> list[tuple[int, int]]:
    """Each gold line with at most one fact, those that agree most first, then in the order of the lines."""
    rivals: dict[object, list[int]] = defaultdict(list)
    for f, fact in enumerate(facts):
        rivals[fact["property"]].append(f)
    agreeing = sorted(
        (-sum(_agree(line, facts[f], field) for field in ("subject", *ATTRIBUTES)), g, f)
        for g, line in enumerate(gold)
        for f in rivals[line["property"]]
        if names.say_the_same(line, facts[f], told)
    )
    paired: dict[int, int] = {}
    taken: set[int] = set()
    for _, g, f in agreeing:
        if g not in paired and f not in taken:
            paired[g] = f
            taken.add(f)
    return list(paired.items())


class Names:
    """The names of one report: which forms a name has, so that names of one thing share one."""

    def __init__(self, gold: Sequence[Line], aliases: Iterable[Iterable[str]]) -> None:
        self._openings = sorted(_places(gold) | _provinces(), key=len, reverse=True)
        self._group: dict[str, frozenset[str]] = {}
        for names in aliases:
            bare = {_bare(name) for name in names}
            joined = frozenset(bare.union(*(self._group.get(name, ()) for name in bare)))
            self._group |= dict.fromkeys(joined, joined)
        self._forms = cache(self._read_forms)

    def say_the_same(self, gold: Line, fact: Line, told: Fields) -> bool:
        """Whether a fact of the same property says what the gold line says, a figure by the fields that tell whose."""
        match gold["property"]:
            case "observation":
                return same_figure(gold, fact) and any(
                    self.same(gold.get(mine), fact.get(theirs), None) for mine, theirs in told
                )
            case "policy" | "problem":
                return _alike(_heading(gold["subject"]), _heading(fact.get("subject")))
            case _:
                return self._share_end(gold, fact, "subject") and (
                    "object" not in gold or self._share_end(gold, fact, "object")
                )

    def _share_end(self, gold: Line, fact: Line, end: str) -> bool:
        return self.same(gold[end], fact.get(end), gold.get(f"{end}_type"))

    def same(self, name: object, other: object, kind: object) -> bool:
        """Whether two names are of one thing of a kind (`Firm`), or of any where the kind is None."""
        return not self._forms(_bare(name), kind).isdisjoint(self._forms(_bare(other), kind))

    def _read_forms(self, bare: str, kind: object) -> frozenset[tuple[object, str]]:
        """The forms of a bare name and its aliases, as names of the kind; of all kinds where that has no forms."""
        if not bare:
            return frozenset()
        kinds = [kind] if kind in ("Firm", "Cluster", "Place", "Market") else ["Firm", "Cluster", "Place"]
        return frozenset((k, self._core(name, k)) for name in self._group.get(bare, {bare}) for k in kinds)

    def _core(self, name: str, kind: object) -> str:
        """A name without the ending of its kind and, but for a place, without the place that it begins with."""
        for _ in range(2 if kind == "Cluster" else 1):
            name = _without_ending(name, kind)
        if kind == "Place":
            return name
        rests = (name.removeprefix(place) for place in self._openings if name.startswith(place))
        return next((rest for rest in rests if len(rest) > 1), name)


def same_figure(gold: Line, fact: Line) -> bool:
    """Whether two figures agree in measure, value and unit, whatever they are of."""
    if gold.get("measure") != fact.get("measure"):
        return False
    a, b = _number(gold.get("value")), _number(fact.get("value"))
    if a is None or b is None:
        return False
    unit, other = _bare(gold.get("unit")), _bare(fact.get("unit"))
    if unit != other and {unit, other} <= _conversions().keys():
        (base, factor), (other_base, other_factor) = _conversions()[unit], _conversions()[other]
        return base == other_base and abs(a * factor - b * other_factor) <= _CONVERTED * abs(a * factor)
    return _same_unit(unit, other) and abs(a - b) <= max(_TOLERANCE * max(abs(a), abs(b)), _ROUNDING)


def _same_unit(unit: str, other: str) -> bool:
    """Whether two units are equal, or one is a count and the other the report's own classifier (台, 条, 家)."""
    return unit == other or (_COUNT in (unit, other) and not {unit, other} - {_COUNT} <= _units())


def _number(value: object) -> float | None:
    try:
        return float(str(value))
    except ValueError:
        return None


def _alike(heading: str, other: str) -> bool:
    if heading == other:
        return True
    return bool(heading and other) and SequenceMatcher(None, heading, other).ratio() >= _LIKENESS


def _heading(text: object) -> str:
    return _bare(_NUMBERING.sub("", str(text or "").strip()))


def _agree(gold: Line, fact: Line, field: str) -> bool:
    return _bare(gold.get(field)) == _bare(fact.get(field))


@cache
def _bare_text(text: str) -> str:
    return _MARKS.sub("", unicodedata.normalize("NFKC", text))


def _bare(text: object) -> str:
    """A text without spaces, quotation marks and punctuation, full-width letters made narrow."""
    return _bare_text(str(text or ""))


def _places(gold: Sequence[Line]) -> set[str]:
    """The places that a report names, with and without 市 or 镇, where two characters are left."""
    named = {_bare(line.get("of_place")) for line in gold}
    named |= {
        _bare(line.get(end)) for line in gold for end in ("subject", "object") if line.get(f"{end}_type") == "Place"
    }
    return {form for name in named for form in (name, _without_ending(name, "Place")) if len(form) > 1}


@cache
def _properties() -> frozenset[str]:
    return frozenset(words("scoring", "property"))


@cache
def _units() -> frozenset[str]:
    return frozenset(words("scoring", "unit"))


@cache
def _conversions() -> dict[str, tuple[str, float]]:
    """A unit's base, and how many of these it is."""
    return {row["surface"]: (row["base"], float(Fraction(row["factor"]))) for row in rows("scoring", "conversion")}


@cache
def _provinces() -> frozenset[str]:
    return frozenset(f"{row['surface']}{ending}" for row in rows("scoring", "province") for ending in ("", "省"))


@cache
def _endings(kind: object) -> tuple[str, ...]:
    endings = [ending for ending, of in table("scoring", "type", role="ending").items() if of == kind]
    return tuple(sorted(endings, key=len, reverse=True))


def _without_ending(name: str, kind: object) -> str:
    return next((name.removesuffix(e) for e in _endings(kind) if name.endswith(e) and name != e), name)


def gold_of(path: Path) -> tuple[list[Line], Names]:
    """The gold lines of a file and the names in them. InputError for a line that is none."""
    lines: list[Line] = [*gold_lines(path, _NEEDED, message("gold_incomplete"))]
    return lines, Names(lines, _aliases(path.with_name(f"{path.name.removesuffix('.jsonl')}.aliases.json")))


def _aliases(path: Path) -> list[list[str]]:
    """The lists of names of one thing; what is doubtful is accepted too."""
    return [group for groups in aliases(path) for group in groups] if path.exists() else []
