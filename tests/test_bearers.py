"""Of whom figures and relations are told, case by case: tests/corpus/bearers.toml, half of it traps."""

import tomllib
from pathlib import Path
from typing import Any

import pytest

from kg.extraction import read_facts
from kg.model import Document, Entity, Fact, Figure
from kg.reading.layout import passages

CASES = tomllib.loads(Path(__file__).with_name("corpus").joinpath("bearers.toml").read_text("utf-8"))["case"]


def read(text: str) -> tuple[Fact, ...]:
    """The facts of a text as a build reads them."""
    title, found = passages(text)
    return read_facts(Document("case", "case.txt", title, text, found)).facts


def said(fact: Fact, case: dict[str, Any]) -> bool:
    """Whether a fact is the one that a case asks about: a figure by its words, a relation by its object."""
    if "figure" in case:
        return isinstance(fact.object, Figure) and case["figure"] in fact.object.lexical
    return fact.property == case["property"] and isinstance(fact.object, Entity) and fact.object.name == case["object"]


@pytest.mark.parametrize("case", [pytest.param(case, id=f"{n}-{case['of']}") for n, case in enumerate(CASES, 1)])
def test_it_is_told_of_the_right_thing(case: dict[str, Any]) -> None:
    told = {fact.subject.name for fact in read(case["text"]) if said(fact, case)}
    if case["of"] == "-":
        assert told == set()
    else:
        assert told == {case["of"]}


def test_half_of_the_cases_are_traps() -> None:
    assert len(CASES) >= 120
    assert sum(bool(case.get("trap")) for case in CASES) * 2 >= len(CASES)
