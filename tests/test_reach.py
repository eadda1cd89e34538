"""How far rules reach: those that fire on texts that they were not written for, and those that know one text only.

Both numbers are ratchets: the first may only rise, the second only fall. `docs/reading.md` tells them.
"""

from collections import Counter
from functools import cache
from pathlib import Path

import pytest

from kg import grammar
from kg.extraction.wording import cut, wording
from tests.gold import SHARED
from tests.scored import DEVELOPED, TESTS

pytestmark = pytest.mark.no_cover  # other tests run the same code

REACHING = 110  # rules that fire in the twelve passages that none was written for
LONELY = 84  # rules that fire in one text only of the five surveys and the forty passages
OWN = sorted((TESTS / "passages").glob("*.txt"))


@cache
def fired(path: Path) -> frozenset[str]:
    """The rules that read something in a text."""
    text = path.read_text("utf-8")
    sentences = (one for line in _lines(text) for one in cut(wording(text, *line)))
    return frozenset(mention.rule for one in sentences for mention in grammar.read(one.text))


def _lines(text: str) -> list[tuple[int, int]]:
    found, at = [], 0
    for line in text.splitlines(keepends=True):
        if line.strip():
            found.append((at, at + len(line)))
        at += len(line)
    return found


def rules() -> set[str]:
    """The names of all rules."""
    return {rule.name for stratum in grammar.STRATA for rule in stratum.rules}


def test_rules_fire_on_texts_that_they_were_not_written_for() -> None:
    unseen = [path for path in OWN if int(path.name[:2]) > DEVELOPED]
    reaching = set().union(*map(fired, unseen)) & rules()
    assert len(reaching) >= REACHING


@pytest.mark.skipif(not (SHARED / "reports").is_dir(), reason="the five surveys are not beside this checkout")
def test_few_rules_know_one_text_only() -> None:
    texts = [path for path in OWN if int(path.name[:2]) <= DEVELOPED]
    texts += sorted(path for path in (SHARED / "reports").glob("*.txt") if path.stem != "all-five")
    times = Counter(name for path in texts for name in fired(path))
    lonely = sorted(name for name in rules() if times[name] == 1)
    assert len(lonely) <= LONELY, lonely
