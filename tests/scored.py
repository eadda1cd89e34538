"""The sets of texts whose facts a person has marked, each with what is read in it and how that scores.

The five originals and their gold lie beside a checkout, and so do three batches of passages in real manners; the retold
reports ship with the project and are scored against the gold of the originals; the passages of `tests/passages` are the
project's own, 01–40 for development, 41–52 for none.
"""

from functools import cache
from pathlib import Path
from shutil import copyfile
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from kg.extraction import read_facts
from kg.graph import line
from kg.identity import Identity
from kg.reading import read
from kg.scoring import Scorecard, score
from tests.gold import SHARED

TESTS = Path(__file__).parent
BATCHES = ("plans", "news", "profiles")
SETS = {
    "originals": (SHARED / "reports", SHARED / "gold"),
    "retold": (TESTS.parent / "seeds" / "reports", SHARED / "gold"),
    "passages": (TESTS / "passages", TESTS / "passages"),
    "second look": (TESTS / "passages", TESTS / "passages"),
    **{name: (SHARED / "passages" / name, SHARED / "passages" / name) for name in BATCHES},
}
DEVELOPED = 40  # passages up to this number are for development


def gold_files(name: str) -> list[Path]:
    """The gold of a set with its aliases, by name."""
    gold = SETS[name][1]
    found = sorted(path for pattern in ("*.jsonl", "*.aliases.json") for path in gold.glob(pattern))
    if gold != TESTS / "passages":
        return found
    return [path for path in found if (int(path.name[:2]) <= DEVELOPED) == (name == "passages")]


@cache
def facts(name: str) -> list[dict[str, Any]]:
    """What is read in a set, as lines of facts.jsonl."""
    slugs = {path.name.split(".")[0] for path in gold_files(name)}
    lines = []
    for path in sorted(SETS[name][0].glob("*.md" if name == "retold" else "*.txt")):
        if path.stem in slugs:
            [document] = read(path)
            reading = read_facts(document)
            identity = Identity(reading.place, reading.code, document.slug, reading.facts)
            lines += [line(fact, identity) for fact in reading.facts]
    return lines


@cache
def card(name: str) -> Scorecard:
    """The score of a set."""
    with TemporaryDirectory() as folder:
        for path in gold_files(name):
            copyfile(path, Path(folder) / path.name)
        return score(facts(name), Path(folder))


def present(name: str) -> bool:
    """Whether the texts of a set and its gold are at hand."""
    return SETS[name][0].is_dir() and bool(gold_files(name))


needs = {
    name: pytest.mark.skipif(not present(name), reason=f"{gold} is not beside this checkout")
    for name, (_, gold) in SETS.items()
}
