"""The page of the documents with the table of benchmarks, as it is written from benchmarks/results.json."""

from pathlib import Path
from typing import Any

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

`make bench` measures all of this in one run and writes this page from `benchmarks/results.json`;
`make bench FULL=--full` builds 1,000, 5,000 and 20,000 reports. The peers are installed in an environment of their own
(`benchmarks/requirements.txt`). Ours and the peer take turns on one machine, and what counts is the ratio of a round:
the middle one, and in brackets the least and the most of {rounds} rounds. A ratio is ours by the peer's: of seconds and
megabytes less is better, of things a second more.

Reports, where nothing else is said, are those of `benchmarks/reports.py`.
"""


def written(results: dict[str, Any]) -> str:
    """The page of the results of a run."""
    lines = [HEAD.format(rounds=results["rounds"])]
    lines.append(" · ".join(f"{name} {value}" for name, value in results["about"].items()) + "\n")
    for part in results["parts"]:
        lines.append(f"## {part['name']}\n")
        if part["rows"]:
            lines += ["| what | ours | peer | ratio |", "|---|--:|--:|--:|", *map(_row, part["rows"]), ""]
        lines += [f"Left out: {why}.\n" for why in part["left_out"]]
    return "\n".join(lines)


def _row(row: dict[str, Any]) -> str:
    least, most = row["spread"]
    return f"| {row['what']} | {row['ours']:,g} | {row['peer']:,g} | {row['ratio']:g} ({least:g}–{most:g}) |"
