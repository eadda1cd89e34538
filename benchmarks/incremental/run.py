"""How long a build of many reports takes, and those after one is edited, added, removed; and whose bytes they are."""

import re
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from time import perf_counter

sys.path.insert(0, str(Path(__file__).parents[1]))

import reports

from kg.building import build

PARTS = ("graph.nq", "facts.jsonl", "unread.jsonl", "identity.jsonl", "findings.jsonl", "manifest.json")


def same(one: Path, other: Path) -> bool:
    """Whether two builds hold the same bytes."""
    return all((one / part).read_bytes() == (other / part).read_bytes() for part in PARTS)


def edit(folder: Path) -> None:
    """Changes one figure of one report."""
    path = folder / "report-00007.txt"
    text = path.read_text("utf-8")
    path.write_text(re.sub(r"\d(?=家)", lambda digit: str(9 - int(digit[0])), text, count=1), "utf-8")


def add(folder: Path) -> None:
    """Adds a report."""
    (folder / "report-99999.txt").write_text(reports.report(99_999).text, "utf-8")


def remove(folder: Path) -> None:
    """Removes a report."""
    (folder / "report-00011.txt").unlink()


STEPS: dict[str, Callable[[Path], None]] = {"edit one": edit, "add one": add, "remove one": remove}


def main(count: int) -> None:
    """Prints a line a step."""
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch) / "reports"
        reports.write(folder, count)
        began = perf_counter()
        first = build([folder], Path(scratch) / "build")
        clean = perf_counter() - began
        stages = ", ".join(f"{stage} {seconds:.1f}" for stage, seconds in first.seconds.items())
        print(f"{count} reports, {first.facts} facts, {first.quads} quads: {clean:.1f} s ({stages})", flush=True)
        for name, step in STEPS.items():
            step(folder)
            began = perf_counter()
            again = build([folder], Path(scratch) / "build")
            spent = perf_counter() - began
            stages = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in again.seconds.items())
            print(
                f"{name}: read {again.read}, {spent:.2f} s, {spent / clean:.1%} of the clean build ({stages})",
                flush=True,
            )
        afresh = build([folder], Path(scratch) / "clean")
        print("the bytes of a clean build" if same(again.path, afresh.path) else "OTHER BYTES than a clean build")


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 1000)
