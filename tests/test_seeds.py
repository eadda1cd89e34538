"""The data files of seeds/: they parse, say where they come from, and are made the same way again."""

import csv
import gzip
import runpy
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[1]
SEEDS = ROOT / "seeds"
DATA = ROOT.parent / "shared" / "data"
WORDS = sorted((SEEDS / "words").glob("*.csv"))
needs_data = pytest.mark.skipif(not DATA.exists(), reason="the reference tables are not at hand (../shared/data)")


def rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(line for line in text.splitlines() if not line.startswith("#")))


def places_text() -> str:
    return gzip.decompress((SEEDS / "places.csv.gz").read_bytes()).decode()


def test_places_have_well_formed_codes_and_parents() -> None:
    codes = [row["code"] for row in rows(places_text())]
    assert Counter(map(len, codes)) == {2: 31, 4: 342, 6: 2978, 9: 41352}
    assert all(code.isascii() and code.isdigit() for code in codes)
    assert codes == sorted(set(codes), key=lambda code: (len(code), code))
    known = set(codes)
    assert [code for code in codes for size in (2, 4, 6) if size < len(code) and code[:size] not in known] == []


def test_places_have_names_that_need_no_quotes() -> None:
    """The gazetteer cuts a line at its comma."""
    lines = [line for line in places_text().splitlines() if not line.startswith("#")]
    assert all(line.count(",") == 1 and '"' not in line and line.split(",")[1].strip() for line in lines)


def test_industries_have_the_standards_codes_and_parents() -> None:
    found = rows((SEEDS / "industries.csv").read_text("utf-8"))
    levels = {row["code"]: row["level"] for row in found}
    assert Counter(levels.values()) == {"section": 20, "division": 97, "class": 1381}
    assert len(levels) == len(found)
    above = {"section": "", "division": "section", "class": "division"}
    assert all(levels.get(row["parent"], "") == above[row["level"]] for row in found)
    assert all(row["code"].startswith(row["parent"]) for row in found if row["level"] == "class")


def test_former_names_are_of_divisions_and_none_is_a_name_of_today() -> None:
    today = {row["code"]: row["name"] for row in rows(places_text()) if len(row["code"]) < 9}
    former = rows((SEEDS / "former_places.csv").read_text("utf-8"))
    assert len(former) >= 60
    assert [row["name"] for row in former if row["code"] not in today or row["name"] in today.values()] == []
    assert all(1949 < int(row["year"]) < 2024 and row["change"] for row in former)
    assert len({row["name"] for row in former}) == len(former)


@pytest.mark.parametrize("path", [*WORDS, *sorted(SEEDS.glob("*.csv"))], ids=lambda path: path.stem)
def test_a_table_has_a_heading_comment_and_no_first_cell_twice_in_a_role(path: Path) -> None:
    text = path.read_text("utf-8")
    assert text.startswith("# ")
    first = [(next(iter(row.values())), row.get("role")) for row in rows(text)]
    assert [cell for cell, times in Counter(first).items() if times > 1] == []
    assert "" not in {cell for cell, _ in first}


@needs_data
def test_the_seeds_are_made_again_byte_for_byte(tmp_path: Path) -> None:
    make = runpy.run_path(str(ROOT / "scripts" / "seeds.py"))["main"]
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    make(DATA, tmp_path / "one")
    make(DATA, tmp_path / "two")
    for name in ("places.csv.gz", "industries.csv"):
        assert (tmp_path / "one" / name).read_bytes() == (tmp_path / "two" / name).read_bytes()
    # what the compressor makes of it may differ between versions of zlib, the text may not
    assert gzip.decompress((tmp_path / "one" / "places.csv.gz").read_bytes()).decode() == places_text()
    assert (tmp_path / "one" / "industries.csv").read_bytes() == (SEEDS / "industries.csv").read_bytes()
