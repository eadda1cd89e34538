"""Texts that nobody wrote: sentences of the corpus, and of passages, in any order under headings of several kinds."""

import random
import re
import tomllib
from functools import cache

from tests.corpora import STRATA
from tests.gold import SHARED

HEADS = (
    "",
    "遂昌县竹炭产业\n",
    "遂昌县产业集群发展情况报告\n一、发展现状\n（一）竹炭业。",
    "遂昌县产业发展规划\n一、主要措施\n1.实施“品牌倍增”计划。",
)


@cache
def corpus() -> tuple[str, ...]:
    """The examples and counterexamples of every rule of the grammar."""
    found: list[str] = []
    for path in STRATA:
        for table in tomllib.loads(path.read_text("utf-8")).values():
            found += [re.sub("[‹›]", "", text) for case in table["yes"] for text in case["texts"]]
            found += [re.sub("[‹›]", "", text) for text in table["no"]]
    return tuple(found)


@cache
def passages() -> tuple[str, ...]:
    """The sentences of the passages beside the checkout; none where there are none."""
    texts = (path.read_text("utf-8") for path in sorted((SHARED / "passages").glob("*/*.txt")))
    return tuple(said for text in texts for said in re.split("(?<=[。\n])", text) if said.strip())


def recombined(sentences: tuple[str, ...], texts: int) -> list[str]:
    """So many texts of three to eight of the sentences, the same ones each time."""
    chance = random.Random(len(sentences))
    return [
        chance.choice(HEADS) + "".join(_ended(said, chance) for said in chance.sample(sentences, chance.randint(3, 8)))
        for _ in range(texts)
    ]


def _ended(said: str, chance: random.Random) -> str:
    return said if said.endswith(("。", "\n")) else said + chance.choice("，。；\n")
