"""Things by name, by part of a name and by pinyin."""

import pytest
from small import small

from kg.serving.search import Entry, index, search


@pytest.fixture(scope="module")
def entries() -> tuple[Entry, ...]:
    return index(small())


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("石桥镇", "石桥镇"),
        ("石桥", "石桥镇"),  # its other name
        ("竹器市场", "石桥竹器市场"),
        ("shiqiaozhen", "石桥镇"),
        ("Shi Qiao Zhen", "石桥镇"),
        ("shíqiáo", "石桥镇"),
        ("sqz", "石桥镇"),
        ("heshan", "禾山县"),
        ("chaji", "茶机业"),
        ("zhuqishichang", "石桥竹器市场"),
    ],
)
def test_a_thing_is_found(entries: tuple[Entry, ...], text: str, name: str) -> None:
    assert search(entries, text)[0].name == name


def test_a_name_comes_before_its_parts_and_those_before_pinyin(entries: tuple[Entry, ...]) -> None:
    found = [entry.name for entry in search(entries, "青竹")]
    assert found[0] == "青竹"
    assert "青竹集团" in found
    assert {entry.name for entry in search(entries, "qingzhu")} == set(found)


def test_pinyin_matches_whole_syllables(entries: tuple[Entry, ...]) -> None:
    assert all("hiqiao" not in entry.name for entry in search(entries, "hiqiao"))
    assert search(entries, "hiqiao") == []


@pytest.mark.parametrize("text", ["", "  ", "没有这个", "'", "\u0000"])
def test_what_is_not_there_is_not_found(entries: tuple[Entry, ...], text: str) -> None:
    assert search(entries, text) == []


def test_a_limit_keeps_the_best(entries: tuple[Entry, ...]) -> None:
    assert search(entries, "竹", 2) == search(entries, "竹")[:2]


def test_each_thing_stands_once(entries: tuple[Entry, ...]) -> None:
    assert len({entry.iri for entry in entries}) == len(entries) > 20
