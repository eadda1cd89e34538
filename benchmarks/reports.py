"""Invented reports of real counties in the manners of real ones, with the facts that they state; the same for a seed.

python benchmarks/reports.py OUT COUNT [--seed S] [--facts FILE]
"""

import argparse
import json
from dataclasses import dataclass
from pathlib import Path
from random import Random

from invented.counties import editions, invented
from invented.manners import MANNERS, WEIGHTS
from invented.telling import Fact, Telling

MIDDLE, SPREAD, LONGEST = 0.3, 0.5, 4.0  # of the breadth of reports: of its logarithm, and the greatest


@dataclass(frozen=True, slots=True)
class Report:
    """A report with its name, its manner, and its facts in the fields of the gold."""

    name: str
    manner: str
    text: str
    facts: tuple[Fact, ...]


def report(number: int, seed: int = 0) -> Report:
    """The report of this number: those of a county follow one another, and a prefecture's counties do."""
    every = editions(seed, tuple(manner for manner, weight in WEIGHTS.items() for _ in range(weight)))
    edition = every[number % len(every)]
    random = Random(f"{seed}/{number}")
    telling = Telling(random, invented(edition.code, seed), edition)
    breadth = min(LONGEST, random.lognormvariate(MIDDLE, SPREAD))
    text = "\n".join(MANNERS[edition.manner](telling, breadth)) + "\n"
    name = f"report-{number:05d}"
    return Report(name, edition.manner, text, tuple({"report": name} | fact for fact in telling.facts))


def write(folder: Path, count: int, seed: int = 0, facts: Path | None = None) -> None:
    """Writes so many reports into a folder, which is made, and what they state into a file with one fact a line."""
    folder.mkdir(parents=True)
    told = (report(number, seed) for number in range(count))
    if facts is None:
        for each in told:
            (folder / f"{each.name}.txt").write_text(each.text, "utf-8")
        return
    with facts.open("w", encoding="utf-8") as lines:
        for each in told:
            (folder / f"{each.name}.txt").write_text(each.text, "utf-8")
            lines.writelines(json.dumps(fact, ensure_ascii=False) + "\n" for fact in each.facts)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("out", type=Path, help="the folder to make")
    parser.add_argument("count", type=int, help="how many reports")
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--facts", type=Path, help="where the facts go, one a line")
    given = parser.parse_args()
    write(given.out, given.count, given.seed, given.facts)
