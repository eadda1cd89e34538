"""Quality is a floor that only rises: precision and recall per property against gold facts, with a digest of the gold.

`tests/floors.json` holds the floors of the sets of `tests/scored.py`, a batch's over all its facts only: as long as
most of them are not found, finding more of a property costs precision. `python tests/test_gold.py` writes the floors
anew where they rise; to lower one, `--allow-regression "REASON"` is needed, and the reason is kept in the file.

Counts are strict since kg.scoring is: floors of observations, and with them those over all, are lower than before,
because a figure told of the wrong thing no longer counts.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

import pytest

from tests.scored import BATCHES, SETS, card, gold_files, needs, present

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.0005  # a floor is written to three decimals


def digest(name: str) -> str:
    """A digest of the gold: a floor holds for the very lines that it was measured on."""
    found = sha256()
    for path in gold_files(name):
        found.update(path.name.encode() + b"\0" + path.read_bytes())
    return found.hexdigest()[:16]


def measured(name: str) -> dict[str, list[float]]:
    """Precision and recall by property, and over all."""
    found = card(name)
    scores = {"ALL": found.all} if name in BATCHES else {**found.properties, "ALL": found.all}
    return {key: [round(value.precision, 3), round(value.recall, 3)] for key, value in scores.items() if value.gold}


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
        lower = [
            f"{name} {key}: {floor} → {now.get(key)}"
            for key, floor in floors.items()
            if any(value < least - SLACK for value, least in zip(now.get(key, [0, 0]), floor, strict=True))
        ]
        fallen += lower
        new[name] = {"gold": digest(name), "properties": now}
        if reasons := old.get(name, {}).get("lowered", []) + ([reason] if reason and lower else []):
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
