"""How much of what invented reports state a build finds, by manner and by property.

python benchmarks/found.py [COUNT] [SEED]
"""

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

import reports

from kg.building import build, records
from kg.scoring import Score, score


def found(count: int, seed: int) -> tuple[dict[str, Score], dict[str, Score]]:
    """The scores of a build of so many reports, by manner and by property."""
    with tempfile.TemporaryDirectory() as scratch:
        given, gold = Path(scratch, "reports"), Path(scratch, "gold")
        reports.write(given, count, seed)
        gold.mkdir()
        manners = {}
        for number in range(count):
            made = reports.report(number, seed)
            manners[made.name] = made.manner
            lines = [json.dumps(fact, ensure_ascii=False) for fact in made.facts]
            (gold / f"{made.name}.jsonl").write_text("\n".join(lines), "utf-8")
        build([given], Path(scratch, "build"))
        card = score(records(Path(scratch, "build"), "facts"), gold)
    by_manner: dict[str, Score] = defaultdict(Score)
    for name, told in card.reports.items():
        by_manner[manners[name]] += told
    return dict(sorted(by_manner.items())), card.properties


def main(count: int, seed: int) -> None:
    """Prints a table in Markdown for the manners and one for the properties."""
    for column, scores in zip(("manner", "property"), found(count, seed), strict=True):
        print(f"| {column} | facts | precision | recall | F1 |\n|---|--:|--:|--:|--:|")
        for name, told in [*scores.items(), ("**all**", sum(scores.values(), Score()))]:
            print(f"| {name} | {told.gold:,} | {told.precision:.3f} | {told.recall:.3f} | {told.f1:.3f} |")
        print()


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    main(*given, *(100, 0)[len(given) :])
