"""A survey as a scan: how its facts score beside those of its text, and how long a page takes.

    python benchmarks/reading/scans.py [NAME]

NAME is one of the originals beside the checkout (default: zhucheng). It is printed by Chromium, drawn at 200 dots an
inch, and read back with rapidocr; both readings are scored against the gold.
"""

import sys
import time
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

from kg.extraction import read_facts
from kg.identity import Identity
from kg.model import Document
from kg.rdf import line
from kg.reading import documents, read
from kg.reading.files import named
from kg.scoring import score
from tests.printed import by_chromium, scanned, set_in_html

SHARED = Path(__file__).parents[3] / "shared"


def f1(name: str, found: list[Document]) -> float:
    reading = read_facts(found[0])
    identity = Identity(reading.place, reading.code, name, reading.facts)
    lines = [{**line(fact, identity), "report": name} for fact in reading.facts]
    with TemporaryDirectory() as folder:
        for path in (SHARED / "gold").glob(f"{name}.*"):
            copyfile(path, Path(folder) / path.name)
        return score(lines, Path(folder)).all.f1


def main() -> None:
    name = sys.argv[1] if len(sys.argv) > 1 else "zhucheng"
    path = SHARED / "reports" / f"{name}.txt"
    data = scanned(by_chromium(set_in_html(path.read_text("utf-8"))))
    start = time.perf_counter()
    found = documents(named(name, f"{name}.pdf", data))
    taken = time.perf_counter() - start
    doubted = sum(locus.score < 0.5 for one in found for locus in one.loci)
    print(f"{name}: F1 {f1(name, read(path)):.3f} as text, {f1(name, found):.3f} as a scan; {doubted} lines doubted")
    print(f"{found[0].pages} pages, {taken / found[0].pages:.1f} s each")


if __name__ == "__main__":
    main()
