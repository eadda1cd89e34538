"""Surveys printed as PDFs and read back: how many facts differ from those of the text, and how long reading takes.

    python benchmarks/reading/pdf.py [FOLDER]

FOLDER holds texts (default: those of tests/passages that are for development, 01–20, and the five originals where they
lie beside the checkout). Each is printed by Chromium, every fourth in two columns, and by LibreOffice where there is
one. Time is that of pdfplumber's extract_text over the same files in the same run.
"""

import io
import shutil
import sys
import time
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

HERE = Path(__file__).parents[2]
sys.path.insert(0, str(HERE))

import pdfplumber  # noqa: E402

from kg.extraction import read_facts  # noqa: E402
from kg.model import Document, Evidence, Fact  # noqa: E402
from kg.reading import documents, read  # noqa: E402
from kg.reading.files import named  # noqa: E402
from tests.printed import by_chromium, by_office, set_in_html  # noqa: E402

NOWHERE = Evidence("", 0, 0, "", "")


def texts() -> list[Path]:
    if len(sys.argv) > 1:
        return sorted(Path(sys.argv[1]).glob("*.txt"))
    passages = sorted((HERE / "tests" / "passages").glob("*.txt"))[:20]
    reports = HERE.parent / "shared" / "reports"
    return [*sorted(path for path in reports.glob("*.txt") if not path.stem.startswith("all")), *passages]


def facts(found: Iterable[Document]) -> Counter[Fact]:
    """Facts by how often they are told, without the place of their words."""
    return Counter(replace(fact, evidence=NOWHERE) for one in found for fact in read_facts(one).facts)


def main() -> None:
    paths = texts()
    pages = {path.stem: set_in_html(path.read_text("utf-8"), 2 if n % 4 == 3 else 1) for n, path in enumerate(paths)}
    printed = {"Chromium": {name: by_chromium(page) for name, page in pages.items()}}
    if shutil.which("soffice"):
        printed["LibreOffice"] = by_office({path.stem: set_in_html(path.read_text("utf-8")) for path in paths})
    for printer, files in printed.items():
        total = differ = 0
        ours = theirs = 0.0
        for path in paths:
            data = files[path.stem]
            start = time.perf_counter()
            with pdfplumber.open(io.BytesIO(data)) as pdf:
                for page in pdf.pages:
                    page.extract_text()
            theirs += time.perf_counter() - start
            start = time.perf_counter()
            found = documents(named(path.stem, f"{path.stem}.pdf", data))
            ours += time.perf_counter() - start
            expected, seen = facts(read(path)), facts(found)
            missing, extra = expected - seen, seen - expected
            total += expected.total()
            differ += max(missing.total(), extra.total())
            for sign, facts_of in (("-", missing), ("+", extra)):
                for fact in facts_of:
                    told = getattr(fact.object, "lexical", None) or getattr(fact.object, "name", fact.object)
                    print(f"{printer} {path.stem} {sign} {fact.property} {fact.subject.name} {told} {fact.period}")
        print(f"{printer}: {differ} of {total} facts differ ({differ / total:.1%})")
        print(f"{printer}: {ours:.1f} s, pdfplumber's extract_text {theirs:.1f} s ({ours / theirs:.2f} of it)")


if __name__ == "__main__":
    main()
