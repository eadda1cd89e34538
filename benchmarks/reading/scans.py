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

HERE = Path(__file__).parents[2]
sys.path.insert(0, str(HERE))

from kg.extraction import read_facts  # noqa: E402
from kg.graph import line  # noqa: E402
from kg.identity import Identity  # noqa: E402
from kg.model import Document  # noqa: E402
from kg.reading import documents, read  # noqa: E402
from kg.reading.files import named  # noqa: E402
from kg.scoring import score  # noqa: E402
from tests.printed import by_chromium, scanned, set_in_html  # noqa: E402

SHARED = HERE.parent / "shared"


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
