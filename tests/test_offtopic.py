"""Texts about other matters give next to no facts, however many numbers, firms and places they name."""

from pathlib import Path

import pytest

from kg.extraction import read_facts
from kg.extraction.topic import is_ours, turns_to_ours
from kg.model import Fact
from kg.reading import read

TEXTS = sorted((Path(__file__).parent / "offtopic").glob("*.txt"))
MOST = 0.8  # facts in 1,000 characters
SURE = 0.5


def sure(facts: tuple[Fact, ...]) -> list[Fact]:
    """The facts that are rather right than wrong, as far as a fact says how certain it is."""
    return [fact for fact in facts if getattr(fact, "certainty", 1) >= SURE]


def test_there_are_sixty_texts_of_various_matters() -> None:
    assert len(TEXTS) == 60
    assert len({path.stem.partition("-")[0] for path in TEXTS}) >= 15
    assert [path.stem for path in TEXTS if not 150 <= len(path.read_text("utf-8")) <= 500] == []


def test_texts_about_other_matters_give_next_to_no_facts() -> None:
    length = sum(len(path.read_text("utf-8")) for path in TEXTS)
    told = [fact for path in TEXTS for document in read(path) for fact in sure(read_facts(document).facts)]
    assert len(told) * 1000 < MOST * length, told


OURS = "我县石雕产业现有企业310家，从业人员1.2万人，去年实现产值26亿元，产品出口40多个国家。"
OTHERS = "昨晚的比赛中，主场球队以3比1取胜，球迷现场欢呼，赛后主教练称赞射门效率。"


@pytest.mark.parametrize(
    ("text", "expected"),
    [(OURS, True), (OTHERS, False), (OTHERS * 6 + "一家企业老板也来看球。", False), (OURS * 4 + OTHERS, True)],
)
def test_what_a_text_is_about(text: str, expected: bool) -> None:
    assert is_ours(text) is expected


def test_a_paragraph_may_turn_to_our_matters() -> None:
    assert turns_to_ours(OURS * 2)
    assert not turns_to_ours(OTHERS * 2)
    assert not turns_to_ours("产业集群企业")
