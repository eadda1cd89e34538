"""Make seeds/certainty.csv, the weights by which kg/extraction/certainty.py tells how surely a fact is read.

    python scripts/certainty.py [--table]

What speaks for a fact and what against it is learned from passages with gold facts, in which a fact is right if it
matches the gold as `kg score` matches it, and from facts of whole texts that were judged by reading, of which only
the features are kept (`scripts/judged.csv`). Passages that rules were written for count less. How much the features say
is told only by texts that rules were not written for: 41–52 of tests/passages, every third of the batches of `HELD` in
../shared/passages, and the judged ones; the weights are scaled by what weights that were made without a text say of it,
so that what they tell comes true. `--table` writes nothing and prints, in Markdown, how certain the facts of each of
these texts are told to be by weights that were made without it, and which share of them is right. The same passages,
the same judgements and the same rules give the same bytes.
"""

import csv
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from math import exp, log
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from kg.extraction import read_facts
from kg.extraction.certainty import BIAS
from kg.graph import line
from kg.identity import Identity
from kg.model import Document
from kg.reading import read
from kg.scoring import score

ROOT = Path(__file__).parents[1]
OWN = ROOT / "tests" / "passages"
SHARED = ROOT.parent / "shared" / "passages"
BATCHES = ("plans", "news", "profiles")
HELD = ("profiles",)  # of which a third was never developed on
FIRST = 41  # of our own passages
THIRD = 3  # of a batch that is held
WEIGHTS = ROOT / "seeds" / "certainty.csv"
JUDGED = Path(__file__).with_name("judged.csv")
HEAD = (
    "# How surely a fact is read. feature: what is known of the reading; weight: what it adds to the logarithm of the",
    "# odds that the fact is right. Made by scripts/certainty.py, for jiqun.",
)
BROAD, NARROW = 3.0, 60.0  # how strongly weights are drawn to nothing: the bias and those of properties, all others
ROUNDS = 60
LEAST = 3  # facts that have a feature, for it to have a weight
BINS = (0.0, 0.2, 0.35, 0.5, 0.65, 0.8, 0.9)
DEVELOPED = 0.35  # what a fact counts of a passage that rules were written for
FOLDS = 5

Weights = Mapping[str, float]


@dataclass(frozen=True, slots=True)
class Case:
    """A fact of a passage: its features, whether it is right, and how much it counts."""

    passage: str
    features: tuple[str, ...]
    right: bool
    counts: float = 1.0


def passages(*, developed: bool) -> list[Path]:
    """The passages that rules were written for, or those that they were not."""
    own = [path for path in sorted(OWN.glob("*.txt")) if (int(path.name[:2]) < FIRST) == developed]
    batches = (path for name in BATCHES for path in sorted((SHARED / name).glob("*.txt")))
    return own + [path for path in batches if _is_held(path) != developed]


def _is_held(path: Path) -> bool:
    return path.parent.name in HELD and int(path.stem.rpartition("-")[2]) % THIRD == 0


def cases(paths: Iterable[Path]) -> list[Case]:
    """The facts of passages that the gold can tell right or wrong."""
    lines: list[dict[str, object]] = []
    with TemporaryDirectory() as folder:
        for path in paths:
            for gold in path.parent.glob(f"{path.stem}.*json*"):
                copyfile(gold, Path(folder) / gold.name)
            [document] = read(path)
            lines += _lines(document)
        card = score(lines, Path(folder))
    found = [
        Case(passage, tuple(str(said["features"]).split()), right)
        for right, part in ((True, card.right), (False, card.spurious))
        for passage, said in part
    ]
    return balanced(sorted(found, key=lambda case: (case.passage, case.features, case.right)))


def _lines(document: Document) -> list[dict[str, object]]:
    """The facts of a passage as lines of facts.jsonl, each with its features."""
    told: list[str] = []

    def judge(features: tuple[str, ...]) -> float:
        told.append(" ".join(features))
        return 1.0

    reading = read_facts(document, judge=judge)
    identity = Identity(reading.place, reading.code, document.slug, reading.facts)
    return [line(fact, identity) | {"features": features} for fact, features in zip(reading.facts, told, strict=True)]


def balanced(told: Sequence[Case]) -> list[Case]:
    """The cases so that each batch of passages counts as much as our own, however many facts it gives."""
    sizes = Counter(_batch(case) for case in told)
    return [replace(case, counts=len(told) / len(sizes) / sizes[_batch(case)]) for case in told]


def _batch(case: Case) -> str:
    """plans of plans-03; "" of 41-xinji-leather."""
    return case.passage.rpartition("-")[0] if case.passage[-1].isdigit() else ""


def fitted(told: Sequence[Case]) -> dict[str, float]:
    """The weights of the features that several facts have, each found in turn by Newton's method."""
    having: dict[str, list[int]] = defaultdict(list)
    for at, case in enumerate(told):
        for feature in (BIAS, *dict.fromkeys(case.features)):
            having[feature].append(at)
    kept = {feature: rows for feature, rows in sorted(having.items()) if len(rows) >= LEAST}
    found = dict.fromkeys(kept, 0.0)
    odds = [0.0] * len(told)
    for _ in range(ROUNDS):
        for feature, rows in kept.items():
            drawn = BROAD if feature == BIAS or feature.startswith("property=") else NARROW
            chances = [(told[row], chance(odds[row])) for row in rows]
            slope = sum(case.counts * (case.right - p) for case, p in chances) - drawn * found[feature]
            step = slope / (sum(case.counts * p * (1 - p) for case, p in chances) + drawn)
            found[feature] += step
            for row in rows:
                odds[row] += step
    return found


def chance(odds: float) -> float:
    """The chance that has these odds, in logarithms."""
    return 1 / (1 + exp(-max(-30.0, min(30.0, odds))))


def odds_of(case: Case, weights: Weights) -> float:
    """The logarithm of the odds of a case."""
    return sum(weights.get(feature, 0.0) for feature in (BIAS, *case.features))


def scale(odds: Sequence[float], told: Sequence[Case]) -> tuple[float, float]:
    """Platt's scaling: the slope and the offset that make odds told of cases come true."""
    yes, no = (sum(case.counts for case in told if case.right == right) for right in (True, False))
    aims = [(yes + 1) / (yes + 2) if case.right else 1 / (no + 2) for case in told]
    slope, offset = 0.0, 0.0
    for _ in range(ROUNDS):
        chances = [chance(slope * z + offset) for z in odds]
        errors = [case.counts * (aim - p) for case, aim, p in zip(told, aims, chances, strict=True)]
        spread = [case.counts * p * (1 - p) for case, p in zip(told, chances, strict=True)]
        by_slope, by_offset = sum(e * z for e, z in zip(errors, odds, strict=True)), sum(errors)
        zz, z1, one = (sum(s * z**n for s, z in zip(spread, odds, strict=True)) for n in (2, 1, 0))
        whole = zz * one - z1 * z1
        slope += (one * by_slope - z1 * by_offset) / whole
        offset += (zz * by_offset - z1 * by_slope) / whole
    return slope, offset


def together(developed: Sequence[Case], held_out: Sequence[Case]) -> list[Case]:
    """Both, with what rules were written for counting less."""
    return [*(replace(case, counts=case.counts * DEVELOPED) for case in developed), *held_out]


def by_fold(developed: Sequence[Case], held_out: Sequence[Case]) -> tuple[list[dict[str, float]], list[float]]:
    """The weights that are made without the texts of each fold, and the odds of each case by those without its own."""
    fold = {text: n % FOLDS for n, text in enumerate(sorted({case.passage for case in held_out}))}
    found = [
        fitted(together(developed, [case for case in held_out if fold[case.passage] != n]))
        for n in range(min(FOLDS, len(fold)))
    ]
    return found, [odds_of(case, found[fold[case.passage]]) for case in held_out]


def calibrated(developed: Sequence[Case], held_out: Sequence[Case]) -> dict[str, float]:
    """The mean of the weights of all folds, scaled so that what is told of texts held out comes true."""
    found, odds = by_fold(developed, held_out)
    slope, offset = scale(odds, held_out)
    mean = {feature: sum(one.get(feature, 0.0) for one in found) / len(found) for one in found for feature in one}
    return {feature: slope * weight + offset * (feature == BIAS) for feature, weight in sorted(mean.items())}


def reliability(developed: Sequence[Case], held_out: Sequence[Case]) -> list[tuple[float, bool]]:
    """The certainty told of each case held out, by what was made without its text, and whether it is right."""
    _, odds = by_fold(developed, held_out)
    told: list[tuple[float, bool]] = []
    for text in dict.fromkeys(case.passage for case in held_out):
        others = [(z, case) for z, case in zip(odds, held_out, strict=True) if case.passage != text]
        slope, offset = scale([z for z, _ in others], [case for _, case in others])
        here = (z for z, case in zip(odds, held_out, strict=True) if case.passage == text)
        right = (case.right for case in held_out if case.passage == text)
        told += [(round(chance(slope * z + offset), 2), yes) for z, yes in zip(here, right, strict=True)]
    return told


def judged() -> list[Case]:
    """The facts that were judged by reading: an opaque name of the text, whether the fact is right, its features."""
    rows = (line for line in JUDGED.read_text("utf-8").splitlines() if not line.startswith("#"))
    return [Case(row["text"], tuple(row["features"].split()), row["right"] == "1") for row in csv.DictReader(rows)]


def table(told: Sequence[tuple[float, bool]]) -> str:
    """The certainties in bins, with how many facts there are in each and which share of them is right, in Markdown."""
    lines = ["| certainty | facts | told on average | right |", "| --- | --- | --- | --- |"]
    for low, high in zip(BINS, (*BINS[1:], 1.01), strict=True):
        here = [(sure, right) for sure, right in told if low <= sure < high]
        if here:
            mean, share = (sum(part) / len(here) for part in zip(*here, strict=True))
            lines.append(f"| {low:.2f}–{min(high, 1):.2f} | {len(here)} | {mean:.2f} | {share:.0%} |")
    mean, share = (sum(part) / len(told) for part in zip(*told, strict=True))
    lines.append(f"| all | {len(told)} | {mean:.2f} | {share:.0%} |")
    return "\n".join(lines)


def loss(told: Iterable[tuple[float, bool]]) -> float:
    """The mean surprise at what is right, in nats."""
    losses = [-log(max(sure if right else 1 - sure, 0.005)) for sure, right in told]
    return sum(losses) / len(losses)


def main(arguments: Sequence[str]) -> None:
    """Write the weights, or print the table."""
    developed, held_out = cases(passages(developed=True)), [*cases(passages(developed=False)), *judged()]
    if "--table" in arguments:
        told = reliability(developed, held_out)
        print(table(told))
        print(f"\nMean surprise: {loss(told):.3f} nats.")
        return
    weights = sorted(calibrated(developed, held_out).items())
    rows = (f"{feature},{weight:.3f}" for feature, weight in weights if abs(weight) >= 0.0005)
    WEIGHTS.write_text("\n".join((*HEAD, "feature,weight", *rows)) + "\n", "utf-8", newline="\n")


if __name__ == "__main__":
    main(sys.argv[1:])
