"""Reads pages of three kinds of sites, with reports in them, beside trafilatura: how fast, and how whole.

python benchmarks/reading/web.py [TIMES]
"""

import sys
from importlib.util import find_spec
from pathlib import Path
from time import process_time

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT))

from kg.reading.files import named  # noqa: E402
from kg.reading.web import read  # noqa: E402
from tests.paged import SKELETONS  # noqa: E402


def jiqun(page: str) -> str:
    """What jiqun sets down of a page."""
    return read(named("a.html", "a.html", page.encode())).text


def trafilatura(page: str) -> str:
    """What trafilatura extracts of a page, tables too."""
    from trafilatura import extract

    return extract(page, include_tables=True, favor_recall=True) or ""


def lost(report: str, told: str) -> float:
    """The share of a report's lines whose words are not all told."""
    seen = "".join(told.replace("|", "").split())
    lines = ["".join(line.replace("|", "").strip("# -").split()) for line in report.split("\n")]
    lines = [line for line in lines if line and set(line) - set("-:")]
    return sum(line not in seen for line in lines) / len(lines)


def main(times: int) -> None:
    """Prints a table: characters of pages a second, lines of reports that are lost, and what is told besides."""
    reports = [path.read_text("utf-8") for path in sorted((ROOT / "seeds" / "reports").glob("*.md"))]
    readers = [jiqun, *([trafilatura] if find_spec("trafilatura") else [])]
    print("| site | reader | characters/s | lines lost | told beside the report |")
    print("|---|---|--:|--:|--:|")
    for site, skeleton in SKELETONS.items():
        pages = [skeleton(report) for report in reports]
        size = sum(map(len, pages))
        for reader in readers:
            told = [reader(page) for page in pages]
            spent = min(_timed(reader, pages) for _ in range(times))
            missed = sum(lost(report, text) for report, text in zip(reports, told, strict=True)) / len(reports)
            more = sum(map(_words, told)) / sum(map(_words, reports)) - 1 + missed
            print(f"| {site} | {reader.__name__} | {size / spent:,.0f} | {missed:.1%} | {max(more, 0):.1%} |")


def _timed(reader: object, pages: list[str]) -> float:
    start = process_time()
    for page in pages:
        reader(page)  # type: ignore[operator]
    return process_time() - start


def _words(text: str) -> int:
    return sum("\u4e00" <= char <= "\u9fff" for char in text)


if __name__ == "__main__":
    main(int((sys.argv[1:] or ["5"])[0]))
