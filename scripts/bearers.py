"""Weighs what speaks for whom a figure or relation is told of: python scripts/bearers.py FOLDER:GOLD …

Reads the texts of each folder that have gold, and the cases of seeds/bearers.toml, asks at each figure and relation
that the gold knows which of the candidates are right, and fits a conditional logit with a quadratic penalty to that:
the weights that make the right ones likeliest. A choice of a case counts less than one of a passage. `--table` prints
instead how often the likeliest is right on texts that the weights were not made from, by five folds.
"""

import math
import re
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from kg import grammar
from kg.extraction import transcript
from kg.extraction.candidates import Candidate, Ranking
from kg.extraction.candidates import weights as used
from kg.grammar.amounts import Quantity
from kg.grammar.figures import Reading
from kg.grammar.relations import Said
from kg.model import Document, Figure
from kg.reading import read
from kg.reading.layout import passages
from kg.resources import resource
from kg.scoring import Line, Names, gold_of, same_figure

_HEAD = "# What speaks for a candidate and how much, made by scripts/bearers.py; see kg/extraction/candidates.py"
_PENALTY = 0.3
_ROUNDS = 300
_FOLDS = 5
_LEAST = 0.02  # a weight that is smaller says nothing
_TURNS = 4  # whom the figure before was told of hangs on the weights, so each turn is averaged with those before it
_CASE = 0.5  # what a choice of a case counts beside one of a passage


@dataclass(frozen=True, slots=True)
class Sample:
    """One choice: the features of each candidate, which of them are right, and how much it counts in learning."""

    report: str
    kind: str
    features: tuple[tuple[str, ...], ...]
    right: frozenset[int]
    weight: float = 1.0


def samples(folder: Path, gold: Path, chosen: Sequence[str] = ()) -> Iterator[Sample]:
    """The choices of a folder's texts that its gold decides."""
    for path in sorted(folder.glob("*.txt")):
        lines = gold / f"{path.stem}.jsonl"
        if not lines.exists() or (chosen and path.stem not in chosen):
            continue
        facts, names = gold_of(lines)
        [document] = read(path)
        for ranking in transcript(document).rankings:
            told = [fact for fact in facts if _is_told(fact, ranking, names, document.text)]
            found = [each.candidate for each in ranking.ranked]
            right = frozenset(n for n, one in enumerate(found) if any(_is_right(one, fact, names) for fact in told))
            if told:
                yield Sample(path.stem, ranking.kind, tuple(one.features for one in found), right)


def case_samples(path: Path) -> Iterator[Sample]:
    """The choices that the cases of a file ask about, but for those where nothing may be read."""
    for number, case in enumerate(tomllib.loads(path.read_text("utf-8"))["case"], 1):
        title, found = passages(case["text"])
        document = Document("case", "case.txt", title, case["text"], found)
        told = transcript(document)
        reading, asked_for = told.reading, told.rankings
        figures = [fact.object for fact in reading.facts if isinstance(fact.object, Figure)]
        for asked in case["asked"]:
            if asked["of"] == "-":
                continue
            names = Names([{"subject": reading.place, "subject_type": "Place"}], [])
            meant = _values(asked.get("figure", "\n"), figures)
            for ranking in asked_for:
                if _asks(asked, ranking, meant, case["text"]):
                    ones = [each.candidate for each in ranking.ranked]
                    same = frozenset(n for n, one in enumerate(ones) if names.same(asked["of"], one.entity.name, None))
                    yield Sample(f"case {number}", ranking.kind, tuple(one.features for one in ones), same, _CASE)


def _values(words: str, figures: Sequence[Figure]) -> set[Decimal]:
    """The values of the figures that are told in these words; behind 分别 several are told in the same."""
    own = {mention.value.value for mention in grammar.read(words) if isinstance(mention.value, Quantity)}
    values = {figure.value for figure in figures if words in figure.lexical}
    return own & values or values


def _asks(asked: Mapping[str, Any], ranking: Ranking, meant: Set[Decimal], text: str) -> bool:
    value = ranking.value
    if "figure" not in asked:
        return (
            isinstance(value, Said)
            and value.property == asked["property"]
            and any(span.text == asked["object"] for span in value.objects)
        )
    if not isinstance(value, Reading):
        return False
    found = re.search(f"(?<![\\d.]){re.escape(asked['figure'])}", text)
    within = found is not None and found.start() < ranking.end and ranking.start < found.end()
    return within and value.quantity.value in meant


def _is_told(fact: Line, ranking: Ranking, names: Names, text: str) -> bool:
    value = ranking.value
    if isinstance(value, Reading) and fact["property"] == "observation":
        read = {"measure": fact["measure"], "value": str(value.quantity.value), "unit": value.quantity.unit}
        return same_figure(fact, read) and _overlaps(str(fact["quote"]), ranking, text)
    if isinstance(value, Said) and fact["property"] == value.property:
        said = [span.text for span in value.objects]
        return any(names.same(fact["object"], name, fact.get("object_type")) for name in said if "object" in fact)
    return False


def _overlaps(quote: str, ranking: Ranking, text: str) -> bool:
    at = text.find(quote)
    while at >= 0:
        if at < ranking.end and ranking.start < at + len(quote):
            return True
        at = text.find(quote, at + 1)
    return False


def _is_right(one: Candidate, fact: Line, names: Names) -> bool:
    return names.same(fact["subject"], one.entity.name, fact.get("subject_type"))


def fitted(chosen: Sequence[Sample]) -> dict[str, float]:
    """The weights that make the right candidates likeliest: gradient ascent with a step for each feature (RMSProp)."""
    usable = [sample for sample in chosen if sample.right and len(sample.right) < len(sample.features)]
    weights: dict[str, float] = defaultdict(float)
    squares: dict[str, float] = defaultdict(float)
    for turn in range(_ROUNDS):
        step = 0.15 / (1 + turn / 60)
        gradient: dict[str, float] = defaultdict(float)
        for sample in usable:
            likely = likelihoods(sample, weights)
            mass = sum(likely[n] for n in sample.right)
            for n, features in enumerate(sample.features):
                pull = sample.weight * ((likely[n] / mass if n in sample.right else 0.0) - likely[n])
                if abs(pull) > 1e-4:
                    for feature in features:
                        gradient[feature] += pull
        for feature in sorted(gradient.keys() | weights.keys()):
            slope = gradient[feature] - _PENALTY * weights[feature]
            squares[feature] = 0.9 * squares[feature] + 0.1 * slope * slope
            weights[feature] += step * slope / (math.sqrt(squares[feature]) + 1e-3)
    return dict(weights)


def likelihoods(sample: Sample, weights: dict[str, float]) -> list[float]:
    """How likely each candidate is."""
    scores = [sum(weights.get(feature, 0.0) for feature in features) for features in sample.features]
    best = max(scores)
    powers = [math.exp(score - best) for score in scores]
    return [power / sum(powers) for power in powers]


def table(chosen: Sequence[Sample]) -> Iterator[str]:
    """How often the likeliest is right, by kind, on folds of reports that the weights were not made from.

    `cases` are the choices of short texts, `passages` the others.
    """
    reports = sorted({sample.report for sample in chosen})
    fold = {report: n % _FOLDS for n, report in enumerate(reports)}
    right: Counter[str] = Counter()
    known: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for held in range(_FOLDS):
        weights = fitted([sample for sample in chosen if fold[sample.report] != held])
        for sample in (sample for sample in chosen if fold[sample.report] == held):
            likely = likelihoods(sample, weights)
            for key in (sample.kind, "cases" if sample.weight < 1 else "passages", "all"):
                every[key] += 1
                known[key] += bool(sample.right)
                right[key] += likely.index(max(likely)) in sample.right
    yield "| kind | choices | with a right candidate | likeliest is right |"
    yield "| --- | --- | --- | --- |"
    for key, count in every.most_common():
        yield f"| {key} | {count} | {known[key] / count:.2f} | {right[key] / count:.2f} |"


def main(arguments: Sequence[str]) -> None:
    """Fits, and writes the weights or prints the table."""
    pairs = [argument.split(":") for argument in arguments if not argument.startswith("--")]
    if "--table" in arguments:
        print("\n".join(table(gathered(pairs))))
        return
    write({})
    weights: dict[str, float] = {}
    for turn in range(_TURNS):
        fresh = fitted(gathered(pairs))
        share = 1 / (turn + 1)
        weights = {
            feature: (1 - share) * weights.get(feature, 0.0) + share * fresh.get(feature, 0.0)
            for feature in weights.keys() | fresh.keys()
        }
        write(weights)


def gathered(pairs: Sequence[Sequence[str]]) -> list[Sample]:
    """The choices of all folders, of our own passages only those that rules are developed on, and of the cases."""
    developed = [f"{n:02}" for n in range(1, 41)]
    chosen: list[Sample] = []
    for folder, gold in pairs:
        stems = [path.stem for path in Path(folder).glob("*.txt")]
        own = [stem for stem in stems if stem[:2] in developed] if folder.endswith("tests/passages") else []
        chosen += samples(Path(folder), Path(gold), own)
    return [*chosen, *case_samples(resource("seeds", "bearers.toml"))]


def write(weights: Mapping[str, float]) -> None:
    """Puts the weights in their file, without those that say nothing, and has them used from now on."""
    kept = {feature: round(weight, 2) for feature, weight in weights.items() if abs(weight) >= _LEAST}
    lines = [f"{feature},{weight}" for feature, weight in sorted(kept.items())]
    resource("seeds", "bearers.csv").write_text("\n".join([_HEAD, "feature,weight", *lines]) + "\n", "utf-8")
    used.cache_clear()


if __name__ == "__main__":
    main(sys.argv[1:])
