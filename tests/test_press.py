"""The line of a press before what is told, and openings that are none."""

import pytest

from kg.reading.layout import passages
from kg.reading.press import press_length

TOLD = "青石县抱团发展石雕产业，全县有石雕企业310家。"


@pytest.mark.parametrize(
    "line",
    [
        "东南新闻网青石3月6日讯　",
        "本报讯（记者 李未 通讯员 周方）",
        "【山城在线】",
        "本报青石5月12日电 ",
        "青石日报讯 ",
        "本网讯 记者王立民报道：",
    ],
)
def test_the_line_of_a_press_is_no_content(line: str) -> None:
    assert press_length(f"{line}{TOLD}") == len(line)
    _, found = passages(f"石雕产业抱团出海\n{line}{TOLD}\n全县石雕业从业人员1.2万人。")
    assert f"{line}{TOLD}"[len(line) :] in [f"{line}{TOLD}"[p.start - 9 : p.end - 9] for p in found]


@pytest.mark.parametrize(
    "words", [TOLD, "3月6日，全县召开石雕产业大会。", "记者走进石雕厂，只见工匠埋头雕刻。", "通讯产业产值12亿元。"]
)
def test_other_openings_are_content(words: str) -> None:
    assert press_length(words) == 0
