"""Divisions by code and name, what a text names, and a county found by its towns."""

from collections.abc import Callable
from itertools import pairwise

import pytest
from growth import MOST, per_doubling
from hypothesis import given
from hypothesis import strategies as st

from kg.gazetteer import Gazetteer, gazetteer
from kg.gazetteer.names import is_word
from kg.model import Division

LEVELS = ("province", "prefecture", "county")


def code(name: str, within: str = "") -> str:
    found = gazetteer().resolve(name, within)
    return found.code if found else ""


def named(text: str) -> list[tuple[str, str]]:
    return [(text[start:end], division.code) for start, end, division in gazetteer().mentioned(text, *LEVELS)]


def test_a_division_has_its_level_and_parent() -> None:
    assert gazetteer().division("370782002") == Division("370782002", "龙都街道", "town", "370782")
    assert gazetteer().division("3707") == Division("3707", "潍坊市", "prefecture", "37")
    assert gazetteer().division("37") == Division("37", "山东省", "province", "")
    assert gazetteer().division("999999") is None


@pytest.mark.parametrize(
    ("county", "parent"), [("110105", "11"), ("419001", "41"), ("500235", "50"), ("330784", "3307")]
)
def test_rows_that_are_no_places_are_no_parents(county: str, parent: str) -> None:
    division = gazetteer().division(county)
    assert division is not None
    assert division.parent == parent
    assert gazetteer().division("1101") is None


def test_within_are_the_children() -> None:
    assert [d.name for d in gazetteer().within("1101")] == []
    assert len(gazetteer().within()) == 31
    assert {"东城区", "密云区"} <= {d.name for d in gazetteer().within("11")}
    assert {"永康市", "义乌市"} <= {d.name for d in gazetteer().within("3307")}
    assert {d.level for d in gazetteer().within("330784")} == {"town"}
    assert gazetteer().within("330784102") == ()


@pytest.mark.parametrize(
    ("name", "within", "expected"),
    [
        ("龙都", "370782", "370782002"),
        ("龙都街道", "370782", "370782002"),
        ("龙都街办", "370782", "370782002"),
        ("龙都街道办事处", "370782", "370782002"),
        ("龙都办事处", "370782", "370782002"),
        ("龙都镇", "370782", "370782002"),  # what is a 街道 today was a 镇
        ("靖江", "3212", "321282"),
        ("靖江市", "", "321282"),
        ("戴南", "3212", "321281123"),
        ("诸城", "370782", "370782"),
        ("永康", "33", "330784"),
        ("城西镇", "3212", ""),  # a kind of today's only within the county
        ("姜堰市", "", "321204"),
        ("襄樊", "", "4206"),
        ("温江县", "51", "510115"),
        ("恩施", "", "4228"),
        ("恩施市", "", "422801"),
        ("吉林", "", "22"),
        ("吉林市", "", "2202"),
        ("内蒙古", "", "15"),
        ("伊犁州", "", ""),
        ("津市", "", "430781"),
        ("鼓楼区", "", ""),
        ("鼓楼区", "32", ""),
        ("鼓楼区", "3201", "320106"),
        ("城关镇", "", ""),
        ("工业园区", "", ""),
        ("资源", "45", ""),
        ("资源县", "", "450329"),
        ("永康", "32", ""),
        ("没有这个地方", "", ""),
        ("", "", ""),
    ],
)
def test_a_name_means_the_one_division_that_fits(name: str, within: str, expected: str) -> None:
    assert code(name, within) == expected


def test_every_candidate_is_given_the_best_first() -> None:
    assert gazetteer().candidates("朝阳")[0].name == "朝阳市"
    assert {d.code for d in gazetteer().candidates("鼓楼区")} == {"320106", "320302", "350102", "410204"}
    assert gazetteer().candidates("天外镇") == ()


def test_towns_of_one_short_name_are_not_chosen_between() -> None:
    small = Gazetteer(["99,测省", "9901,测州市", "990101,甲县", "990101100,石桥镇", "990101200,石桥乡"])
    assert small.resolve("石桥", "990101") is None
    assert [d.name for d in small.candidates("石桥", "990101")] == ["石桥镇", "石桥乡"]
    assert small.resolve("石桥乡", "990101") == Division("990101200", "石桥乡", "town", "990101")


def test_every_county_is_found_by_its_name_within_itself_but_for_names_that_are_words() -> None:
    uppers = [each for each in map(gazetteer().division, sorted(gazetteer()._names)) if each and each.level != "town"]
    lost = {each.code: each.name for each in uppers if len(each.name) > 2 and code(each.name, each.code) != each.code}
    assert all(is_word(name) for name in lost.values())
    assert sorted(lost) == ["150102", "410302", "450202", "610102", "630103"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("福建省晋江市与石狮", [("福建省", "35"), ("晋江市", "350582"), ("石狮", "350581")]),
        ("浙江永康五金业", [("浙江", "33"), ("永康", "330784")]),
        ("原姜堰市的企业", [("姜堰市", "321204")]),
        ("吉林省吉林市", [("吉林省", "22"), ("吉林市", "2202")]),
        ("上海门户", [("上海", "31")]),
        ("南京市、徐州市鼓楼区", [("南京市", "3201"), ("徐州市", "3203"), ("鼓楼区", "320302")]),
        ("南京市、徐州市都有鼓楼区", [("南京市", "3201"), ("徐州市", "3203")]),
        ("福州市的纺织，鼓楼区尤多", [("福州市", "3501"), ("鼓楼区", "350102")]),
        ("鼓楼区", []),
        ("产业富县战略，市和县两级", []),
        ("安徽省和县的蔬菜", [("安徽省", "34"), ("和县", "340523")]),
        ("开展合作，整合资源，合作市场广阔", []),
        ("高密度布局，提高密封件质量，大理石加工", []),
        ("高密市的劳保用品业，高密的鞋", [("高密市", "370785"), ("高密", "370785")]),
        ("潍坊市的诸城、高密两地", [("潍坊市", "3707"), ("诸城", "370782"), ("高密", "370785")]),
        ("创新和龙头企业", []),
        ("", []),
    ],
)
def test_a_text_names_divisions(text: str, expected: list[tuple[str, str]]) -> None:
    assert named(text) == expected


@given(st.text(alphabet="江苏省泰州市海陵区鼓楼新和县的、高密", max_size=40))
def test_what_a_text_names_stands_there_in_order_and_apart(text: str) -> None:
    spans = [(start, end) for start, end, _ in gazetteer().mentioned(text, *LEVELS)]
    assert spans == sorted(spans)
    assert all(before[1] <= after[0] for before, after in pairwise(spans))


def test_only_the_levels_asked_for_are_given() -> None:
    text = "江苏省泰州市海陵区"
    assert [d.name for _, _, d in gazetteer().mentioned(text, "prefecture")] == ["泰州市"]


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_a_line_of_five_million_characters_does_not_hang() -> None:
    line = "永康市的五金产业和门业快速发展，江市县区" * 250_000
    assert sum(1 for _ in gazetteer().mentioned(line, "county")) == 250_000


def test_the_time_to_find_names_grows_with_the_length() -> None:
    def reading(size: int) -> Callable[[], object]:
        line = "永康市的五金产业和门业快速发展，江市县区" * size
        return lambda: list(gazetteer().mentioned(line, "county"))

    assert per_doubling(reading, 10_000) < MOST


def test_a_hidden_county_is_found_by_its_towns() -> None:
    towns = ["佛堂镇", "赤岸", "义亭镇", "上溪镇", "苏溪", "大陈镇", "没有镇"]
    ranked = gazetteer().identify(towns)
    assert (ranked[0][0].name, ranked[0][1]) == ("义乌市", tuple(towns[:-1]))
    assert len(ranked[1][1]) <= 3
    assert gazetteer().identify([]) == []
    assert gazetteer().identify(["佛堂镇", "佛堂镇"])[0][1] == ("佛堂镇",)


def test_the_towns_of_yuanyang_are_those_of_yuanyang() -> None:
    said = "俄扎、黄草岭、黄茅岭、攀枝花、牛角寨、沙拉托、马街、南沙、嘎娘、上新城、小新街、逢春岭、大坪"
    towns = said.split("、")
    (best, all_of_them), (_, few), *_ = gazetteer().identify(towns)
    assert (best.code, len(all_of_them)) == ("532528", 13)
    assert len(few) <= 3
