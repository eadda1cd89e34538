"""Things by name, by part of a name and by pinyin."""

import pytest
from small import small

from kg.gazetteer import gazetteer
from kg.serving.search import Entry, index, search
from kg.views.pinyin import readings, syllables

NAMES = ("长安镇", "长乐区", "洪洞县", "朝阳区", "涡阳县", "长子县", "单县", "乐亭县", "重庆市", "家具业", "谷物业")


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


def entries_of(names: tuple[str, ...]) -> tuple[Entry, ...]:
    known = readings(names)
    return tuple(Entry(name, name, (), "Town", "", (syllables(name, known),)) for name in names)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("changan", "长安镇"),
        ("changle", "长乐区"),
        ("hongtong", "洪洞县"),
        ("chaoyang", "朝阳区"),
        ("chaoyangqu", "朝阳区"),
        ("guoyang", "涡阳县"),
        ("zhangzi", "长子县"),
        ("shanxian", "单县"),
        ("sx", "单县"),
        ("laoting", "乐亭县"),
        ("chongqing", "重庆市"),
        ("tongxian", "洪洞县"),
    ],
)
def test_a_character_is_found_by_any_of_its_readings(text: str, name: str) -> None:
    assert search(entries_of(NAMES), text)[0].name == name


def test_the_usual_reading_goes_before_others() -> None:
    assert [entry.name for entry in search(entries_of(NAMES), "gu")] == ["谷物业", "家具业", "涡阳县"]


def beginning_with(char: str) -> tuple[str, ...]:
    found, above = set(), [""]
    while above:
        for division in gazetteer().within(above.pop()):
            above.append(division.code)
            found.add(division.name)
    return tuple(sorted(name for name in found if name.startswith(char)))


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_each_place_of_the_gazetteer_that_begins_with_chang_is_found_by_it() -> None:
    places = beginning_with("长")
    assert len(places) > 200
    known = readings(places)
    for place in places:
        after = "".join(options[0] for options in syllables(place, known)[1:])
        for text in (f"chang{after}", f"zhang{after}"):
            assert place in {entry.name for entry in search(entries_of((place,)), text)}, text
