"""Make seeds/places.csv.gz and seeds/industries.csv from a folder of reference tables: the same bytes every time.

    python scripts/seeds.py FOLDER

FOLDER holds divisions-provinces.csv, divisions-prefectures.csv, divisions-counties.csv and divisions-towns.csv (columns
`code` and `name`) and gbt4754-2017.csv (columns `code`, `level`, `name` and `parent`).
"""

import csv
import gzip
import io
import sys
from collections.abc import Iterable
from pathlib import Path

SEEDS = Path(__file__).parents[1] / "seeds"
PLACES_HEAD = (
    "# Administrative divisions of China. code: 2 digits a province, 4 a prefecture, 6 a county (GB/T 2260), 9 a town;",
    "# its first digits are the division that it lies in.",
    "# Source: china-division 2.7.0 (MIT), the codes of the National Bureau of Statistics, edition of 2023.",
)
INDUSTRIES_HEAD = (
    "# Industries: sections (a letter), divisions (two digits), classes (four digits). parent: the code above.",
    "# Source: GB/T 4754-2017, Industrial classification for national economic activities.",
)


def places(folder: Path) -> str:
    """The text of places.csv: every division of the four tables, a level after the other, by code."""
    tables = ("provinces", "prefectures", "counties", "towns")
    rows = [(row["code"], row["name"]) for name in tables for row in _read(folder / f"divisions-{name}.csv")]
    return _text(PLACES_HEAD, ("code", "name"), sorted(rows, key=lambda row: (len(row[0]), row[0])))


def industries(folder: Path) -> str:
    """The text of industries.csv: the classification in the order of the standard."""
    columns = ("code", "level", "name", "parent")
    rows = [tuple(row[column] for column in columns) for row in _read(folder / "gbt4754-2017.csv")]
    return _text(INDUSTRIES_HEAD, columns, rows)


def compressed(text: str) -> bytes:
    """The text in gzip, without a time or a name in its header."""
    buffer = io.BytesIO()
    with gzip.GzipFile(filename="", mode="wb", compresslevel=9, fileobj=buffer, mtime=0) as file:
        file.write(text.encode())
    return buffer.getvalue()


def main(folder: Path, seeds: Path = SEEDS) -> None:
    """Write both files into `seeds`."""
    (seeds / "places.csv.gz").write_bytes(compressed(places(folder)))
    (seeds / "industries.csv").write_text(industries(folder), "utf-8", newline="\n")


def _read(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def _text(head: Iterable[str], columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    buffer = io.StringIO()
    buffer.write("".join(f"{line}\n" for line in head))
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows(rows)
    return buffer.getvalue()


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit("usage: python scripts/seeds.py FOLDER")
    main(Path(sys.argv[1]))
