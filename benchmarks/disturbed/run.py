"""Builds reports of disturbed sentences (tests/mutated.py): none may be left out, and no sentence lost.

python benchmarks/disturbed/run.py                  300 reports, 2 MB together
python benchmarks/disturbed/run.py 1000 9000 5      1000 reports of 9000 characters or more, by another seed
"""

import sys
import tempfile
from pathlib import Path
from random import Random
from time import process_time

sys.path.insert(0, str(Path(__file__).parents[2] / "tests"))

import mutated

from kg.building import build


def main(reports: int, characters: int, seed: int) -> int:
    """Prints what was built in which time, and all that went wrong; gives the exit status."""
    with tempfile.TemporaryDirectory() as folder:
        given = Path(folder, "reports")
        given.mkdir()
        random = Random(seed)
        for number in range(reports):
            (given / f"report-{number:04}.txt").write_text(mutated.report(random, characters), "utf-8")
        size = sum(file.stat().st_size for file in given.iterdir())
        start = process_time()
        made = build([given], Path(folder, "build"))
        spent = process_time() - start
    print(f"{len(made.reports)} of {reports} reports, {size / 1e6:.1f} MB, {made.facts:,} facts, {spent:.0f} s")
    print(f"{len(made.errors)} reports left out, {len(made.faults)} sentences or checks lost")
    print("\n".join([*made.errors, *made.faults]), file=sys.stderr)
    return 1 if made.errors or made.faults else 0


if __name__ == "__main__":
    given = [int(word) for word in sys.argv[1:]]
    sys.exit(main(*given, *(300, 2200, 1)[len(given) :]))
