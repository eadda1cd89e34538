"""All benchmarks beside their peers in one run: a table in JSON and the page of the documents that is written from it.

python benchmarks/bench.py [--full] [--rounds N]     the page docs/benchmarks.md and benchmarks/results.json
"""

import argparse
import json
import os
import platform
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import asdict
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

import page
import reports
from peers import building, extracting, pages, stores
from peers.rows import Part, Row, missing

from kg.building import build

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
QUICK, FULL = (50, 200), (1000, 5000, 20_000)
HELD = 50
"""How many reports the graph holds that is loaded, asked, drawn and served."""
PATIENCE = 1800
"""Seconds that the commands and the server may take."""
PACKAGES = ("jiqun", "pyoxigraph", "rdflib", "oxrdflib", "maplib", "jieba", "jionlp", "pyvis", "rdflib-endpoint")


def parts(sizes: tuple[int, ...], rounds: int) -> Iterator[Part]:
    """The parts of the table, as they are measured."""
    yield extracting.part(rounds)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        yield building.part(folder, sizes, rounds)
        reports.write(folder / "held", HELD)
        held = build([folder / "held"], folder / "graph").path
        yield stores.part(held, rounds)
        yield pages.part(held, rounds)
        yield serving(held, folder / "serving.json")


def serving(held: Path, told: Path) -> Part:
    """Commands from a cold start and the server, as benchmarks/serving measures them."""
    if shutil.which("wrk") is None:
        return Part("Commands and server", (), ("wrk is not installed",))
    program = [sys.executable, str(HERE / "serving" / "run.py"), str(held), "--json", str(told), *names(held)]
    try:
        subprocess.run(program, check=True, timeout=PATIENCE)
    except subprocess.SubprocessError as error:
        return Part("Commands and server", (), (f"benchmarks/serving/run.py: {type(error).__name__}",))
    rows = tuple(Row(**row | {"spread": tuple(row["spread"])}) for row in json.loads(told.read_text("utf-8"))["rows"])
    return Part("Commands and server", rows, missing("rdflib_endpoint"))


def names(held: Path) -> list[str]:
    """What the commands are asked for: a lead firm, its cluster."""
    lines = (held / "facts.jsonl").read_text("utf-8").splitlines()
    fact = next(fact for fact in map(json.loads, lines) if fact["property"] == "lead_firm")
    return ["--thing", fact["subject"], "--ends", fact["object"], fact["subject"]]


def about() -> dict[str, str]:
    """What it was measured with."""
    told = {"Python": platform.python_version(), "processors": str(os.cpu_count()), "load": f"{os.getloadavg()[0]:.1f}"}
    for name in PACKAGES:
        try:
            told[name] = version(name)
        except PackageNotFoundError:
            continue
    return told


def main() -> None:
    """Measures, prints the rows as they come, and writes the table and the page."""
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--full", action="store_true", help=f"builds of {', '.join(map(str, FULL))} reports")
    arguments.add_argument("--rounds", type=int, default=3)
    given = arguments.parse_args()
    told, conditions = [], about()
    for part in parts(FULL if given.full else QUICK, given.rounds):
        told.append(part)
        for row in part.rows:
            print(f"{part.name}: {row.what}: {row.ours} / {row.peer} = {row.ratio} {list(row.spread)}", flush=True)
        for why in part.left_out:
            print(f"{part.name}: left out: {why}", flush=True)
    results = {"about": conditions, "rounds": given.rounds, "parts": [asdict(part) for part in told]}
    RESULTS.write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", "utf-8")
    page.PAGE.write_text(page.written(json.loads(RESULTS.read_text("utf-8"))), "utf-8")


if __name__ == "__main__":
    main()
