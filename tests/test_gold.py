"""Quality is a floor that only rises: precision and recall per property against gold facts, with a digest of the gold.

Four sets: the five originals and their gold lie beside a checkout; the retold reports ship with the project and are
scored against the same gold; the passages and their gold are the project's own, 01–40 for development, 41–52 for none.
`tests/floors.json` holds the floors. `python tests/test_gold.py` writes them anew where they rise; to lower one,
`--allow-regression "REASON"` is needed, and the reason is kept in the file.
"""

import json
import sys
from functools import cache
from hashlib import sha256
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory

import pytest

from kg.extraction import read_facts
from kg.identity import Identity
from kg.rdf import line
from kg.reading import read
from kg.scoring import Scorecard, score

TESTS = Path(__file__).parent
ROOT = TESTS.parent
SHARED = ROOT.parent / "shared"
FLOORS = TESTS / "floors.json"
SETS = {
    "originals": (SHARED / "reports", SHARED / "gold"),
    "retold": (ROOT / "seeds" / "reports", SHARED / "gold"),
    "passages": (TESTS / "passages", TESTS / "passages"),
    "second look": (TESTS / "passages", TESTS / "passages"),
}
DEVELOPED = 40  # passages up to this number are for development
SLACK = 0.0005  # a floor is written to three decimals


def gold_files(name: str) -> list[Path]:
    """The gold of a set with its aliases, by name."""
    gold = SETS[name][1]
    found = sorted(path for pattern in ("*.jsonl", "*.aliases.json") for path in gold.glob(pattern))
    if gold != TESTS / "passages":
        return found
    return [path for path in found if (int(path.name[:2]) <= DEVELOPED) == (name == "passages")]


def digest(name: str) -> str:
    """A digest of the gold: a floor holds for the very lines that it was measured on."""
    found = sha256()
    for path in gold_files(name):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


@cache
def card(name: str) -> Scorecard:
    """The score of a set."""
    reports, _ = SETS[name]
    slugs = {path.name.split(".")[0] for path in gold_files(name)}
    lines = []
    for path in sorted(reports.glob("*.md" if name == "retold" else "*.txt")):
        if path.stem in slugs:
            [document] = read(path)
            reading = read_facts(document)
            identity = Identity(reading.place, reading.code, document.slug, reading.facts)
            lines += [line(fact, identity) for fact in reading.facts]
    with TemporaryDirectory() as folder:
        for path in gold_files(name):
            copyfile(path, Path(folder) / path.name)
        return score(lines, Path(folder))


def measured(name: str) -> dict[str, list[float]]:
    """Precision and recall by property, and over all."""
    found = card(name)
    scores = {**found.properties, "ALL": found.all}
    return {key: [round(value.precision, 3), round(value.recall, 3)] for key, value in scores.items() if value.gold}


def present(name: str) -> bool:
    return SETS[name][0].is_dir() and bool(gold_files(name))


needs = {
    name: pytest.mark.skipif(not present(name), reason=f"{paths[1]} is not beside this checkout")
    for name, paths in SETS.items()
}


@pytest.mark.parametrize("name", [pytest.param(name, marks=needs[name]) for name in SETS])
def test_no_score_falls_below_its_floor(name: str) -> None:
    floors = json.loads(FLOORS.read_text("utf-8"))[name]
    assert floors["gold"] == digest(name), "the gold has changed: run python tests/test_gold.py"
    now = measured(name)
    fallen = {
        key: (floor, now[key])
        for key, floor in floors["properties"].items()
        if any(value < least - SLACK for value, least in zip(now[key], floor, strict=True))
    }
    assert fallen == {}


@needs["retold"]
def test_the_retold_reports_are_read_as_the_originals_are() -> None:
    assert card("retold").all.f1 >= 0.80
    assert card("retold").macro_f1 >= 0.70


@needs["originals"]
def test_no_property_is_at_zero() -> None:
    assert {key for key, value in card("originals").properties.items() if value.gold and not value.matched} == set()


def update(reason: str) -> list[str]:
    """Writes the floors as they are now; without a reason none may fall. The lines that tell what would fall."""
    old = json.loads(FLOORS.read_text("utf-8")) if FLOORS.exists() else {}
    new, fallen = dict(old), []
    for name in filter(present, SETS):
        now, floors = measured(name), old.get(name, {}).get("properties", {})
        for key, floor in floors.items():
            if any(value < least - SLACK for value, least in zip(now.get(key, [0, 0]), floor, strict=True)):
                fallen.append(f"{name} {key}: {floor} → {now.get(key)}")
        new[name] = {"gold": digest(name), "properties": now}
        if reasons := old.get(name, {}).get("lowered", []) + ([reason] if reason and fallen else []):
            new[name]["lowered"] = reasons
    if reason or not fallen:
        text = json.dumps(new, ensure_ascii=False, indent=1)
        FLOORS.write_text(f"{text}\n", "utf-8")
    return fallen


if __name__ == "__main__":
    given = sys.argv[2] if sys.argv[1:2] == ["--allow-regression"] and len(sys.argv) > 2 else ""
    told = update(given)
    sys.stdout.writelines(f"{row}\n" for row in told)
    sys.exit(bool(told) and not given)
