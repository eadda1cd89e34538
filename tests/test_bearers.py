"""Of whom figures and relations are told, case by case: tests/corpus/bearers.toml, half of it traps.

A case that is read wrong says why, and fails the test once it is read right.
"""

import re
import tomllib
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from kg import grammar
from kg.extraction import read_facts
from kg.extraction.subjects import core
from kg.grammar.amounts import Quantity
from kg.model import Document, Entity, Fact, Figure
from kg.reading.layout import passages
from kg.resources import resource


def texts(path: Path) -> list[dict[str, Any]]:
    return tomllib.loads(path.read_text("utf-8"))["case"]


TEXTS = texts(Path(__file__).with_name("corpus").joinpath("bearers.toml"))
LEARNED = texts(resource("seeds", "bearers.toml"))
ASKED = [(number, text["text"], asked) for number, text in enumerate(TEXTS, 1) for asked in text["asked"]]
FLOOR = 0.92  # share of what is asked that is read right
KINDS = ("figure", "makes", "lead_firm", "has_park", "has_market", "owns_brand", "holds_title", "located_in")


@cache
def read(text: str) -> tuple[Fact, ...]:
    """The facts of a text as a build reads them."""
    title, found = passages(text)
    return read_facts(Document("case", "case.txt", title, text, found)).facts


def values(words: str) -> set[Decimal]:
    """The values that an amount in words may have: 1.5万人."""
    return {mention.value.value for mention in grammar.read(words) if isinstance(mention.value, Quantity)}


def said(fact: Fact, asked: dict[str, Any]) -> bool:
    """Whether a fact is the one that is asked about: a figure by its words, a relation by its object."""
    if "figure" in asked:
        words = f"(?<![\\d.]){re.escape(asked['figure'])}"
        figure = fact.object
        return (
            isinstance(figure, Figure)
            and re.search(words, figure.lexical) is not None
            and ("分别" not in figure.lexical or figure.value in values(asked["figure"]))
        )
    return (
        fact.property == asked["property"] and isinstance(fact.object, Entity) and fact.object.name == asked["object"]
    )


def marks(asked: dict[str, Any]) -> list[pytest.MarkDecorator]:
    return [pytest.mark.xfail(reason=asked["wrong"], strict=True)] if "wrong" in asked else []


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        pytest.param(
            text, asked, id=f"{number}-{asked.get('figure') or asked['object']}-{asked['of']}", marks=marks(asked)
        )
        for number, text, asked in ASKED
    ],
)
def test_it_is_told_of_the_right_thing(text: str, asked: dict[str, Any]) -> None:
    told = {fact.subject.name for fact in read(text) if said(fact, asked)}
    if asked["of"] == "-":
        assert told == set()
    else:
        assert told
        assert all(
            name.endswith(asked["of"]) or core(name).endswith(core(asked["of"])) for name in told
        )  # 大方县漆器产业 is 漆器产业


def test_half_of_the_cases_are_traps() -> None:
    assert len(TEXTS) >= 140
    assert sum(bool(asked.get("trap")) for _, _, asked in ASKED) * 2 >= len(ASKED)


def test_of_the_cases_so_many_are_right() -> None:
    assert sum("wrong" not in asked for _, _, asked in ASKED) >= FLOOR * len(ASKED)


def test_cases_to_learn_from_are_many_and_others() -> None:
    assert len(LEARNED) >= 250
    assert not {text["text"] for text in LEARNED} & {text["text"] for text in TEXTS}


@pytest.mark.parametrize("kind", KINDS)
def test_cases_to_learn_from_have_each_kind(kind: str) -> None:
    assert sum(any(kind in (asked.get("property"), *asked) for asked in text["asked"]) for text in LEARNED) >= 8
