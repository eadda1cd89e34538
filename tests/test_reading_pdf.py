"""PDFs are read by where each character stands: paragraphs, columns, margins, notes, tables, and what is damaged."""

import unicodedata
import zlib
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.extraction import read_facts
from kg.legible import usual
from kg.lexicon import table
from kg.model import Document, Evidence, Fact
from kg.reading import documents, read
from kg.reading.files import named
from tests.gold import SHARED
from tests.printed import (
    Paper,
    Stroke,
    Words,
    by_chromium,
    by_office,
    drawn,
    needs_chromium,
    needs_office,
    reading,
    set_in_html,
    wide,
    written,
)

PASSAGES = Path(__file__).parent / "passages"
LINE = 24
"""Characters of a line of the pages drawn here, 12 points wide each, from 100 to 388."""


@pytest.fixture(autouse=True, scope="module")
def without_a_recogniser() -> Iterator[None]:
    """Pages that are no text are told, as where nothing recognises them; tests/test_reading_scans.py is of the rest."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("kg.reading.scans.find_spec", lambda name: None)
        yield


def prose(text: str, y: float = 100, x: float = 100, line: int = LINE, size: float = 12) -> list[Words]:
    """Paragraphs, parted by /, with an indent of two characters, in lines of so many."""
    found = []
    for paragraph in text.split("/"):
        first, rest = paragraph[: line - 2], paragraph[line - 2 :]
        found.append(Words(first, x + 2 * size, y, size))
        for at in range(0, len(rest), line):
            y += 1.6 * size
            found.append(Words(rest[at : at + line], x, y, size))
        y += 1.6 * size
    return found


def lines(*papers: Paper) -> list[str]:
    """The lines that are read of pages."""
    return reading(drawn(papers)).text.splitlines()


FIRST = "云溪县的竹编产业起步于上世纪八十年代，目前有竹编企业一百二十家，从业人员两万余人。"
SECOND = "全县竹编产业去年实现产值八亿元，同比增长一成，产品销往三十多个国家，其中出口占四成，内销占六成。"
THIRD = "今后三年，全县将建设竹编文化园，力争产值达到十亿元，新增就业五千人，培育龙头企业五家。"


def test_lines_are_joined_without_blanks_and_an_indent_begins_a_paragraph() -> None:
    assert lines(Paper(prose(f"{FIRST}/{SECOND}/{THIRD}"))) == [FIRST, SECOND, THIRD]


def test_a_paragraph_goes_on_over_pages_and_says_where_each_part_stands() -> None:
    above, below = SECOND[: LINE - 2], SECOND[LINE - 2 :]
    first = prose(f"{FIRST}/{THIRD}/{above}")
    second = [Words(below[at : at + LINE], 100, 100 + at) for at in range(0, len(below), LINE)]
    script = reading(drawn([Paper(first), Paper([*second, *prose(THIRD, 200)])]))
    assert script.text.splitlines() == [FIRST, THIRD, SECOND, THIRD]
    assert script.pages == 2
    assert [(locus.start, locus.page) for locus in script.loci] == [(0, 1), (script.text.index(below), 2)]


def test_letters_set_apart_are_one_word_and_latin_words_keep_their_blank() -> None:
    spaced = Words("政府工作报告", 180, 60, 18, apart=18)
    typed = Words("关 于 竹 编 产 业 的 报 告", 150, 90)
    latin = [Words("采用", 100, 120), Words("ISO", 126, 120), Words("9001", 150, 120), Words("认证。", 180, 120)]
    assert lines(Paper([spaced, typed, *latin, *prose(FIRST, 160)])) == [
        "# 政府工作报告",
        "关于竹编产业的报告",
        "采用ISO 9001认证。",
        FIRST,
    ]


def test_a_word_broken_by_a_hyphen_is_whole() -> None:
    told = [
        Words("该企业的品牌为知名商标竹海之家又称为Bamboo-manu-", 100, 100),
        Words("factory公司，产值五亿元。", 100, 120),
    ]
    assert lines(Paper(told))[0].endswith("又称为Bamboo-manufactory公司，产值五亿元。")


def test_two_columns_are_read_one_after_the_other_below_what_stands_over_both() -> None:
    left = prose(f"{FIRST}/{SECOND}", 100, 60, 18)
    right = prose(f"{THIRD}/{FIRST}", 106, 310, 18)
    title = Words("云溪县竹编产业发展情况调查与思考", 150, 60, 20)
    below = Words("本文由云溪县竹编产业办公室供稿，数据来自县统计局，未经同意不得转载。", 60, 330)
    assert lines(Paper([title, *left, *right, below])) == [
        f"# {title.text}",
        *(FIRST, SECOND, THIRD, FIRST),
        below.text,
    ]


def test_running_heads_and_page_numbers_are_no_text() -> None:
    papers = [
        Paper(
            [
                Words("云溪县竹编产业调查", 200, 40, 9),
                *prose(f"{text}/{FIRST}", 100),
                Words(f"－{number}－" if number % 2 else f"第{number}页 共3页", 280, 810, 9),
            ]
        )
        for number, text in enumerate((FIRST, SECOND, THIRD), 1)
    ]
    assert lines(*papers) == [FIRST, FIRST, SECOND, FIRST, THIRD, FIRST]


def test_a_sentence_or_caption_at_the_same_height_of_several_pages_stays() -> None:
    papers = [
        Paper([Words(f"表{n} 各镇竹编产业主要指标", 100, 60), *prose(text, 100), *prose("各镇情况良好。", 780)])
        for n, text in enumerate((FIRST, SECOND, THIRD), 1)
    ]
    found = lines(*papers)
    assert [line for line in found if line.startswith("表")] == [f"表{n} 各镇竹编产业主要指标" for n in (1, 2, 3)]
    assert found.count("各镇情况良好。") == 3


def test_leaders_of_a_table_of_contents_are_no_text() -> None:
    assert lines(Paper([Words("一、总体情况……………………………12", 100, 60), *prose(FIRST, 100)])) == [FIRST]


def test_notes_stand_at_the_end_and_their_marks_are_no_figures() -> None:
    """A mark that is glued to a figure makes 120 of 12."""
    body = prose(f"{FIRST}/{SECOND}", 100)
    marked = [
        Words("全县有竹编专业村12", 124, 300),
        Words("1", 124 + 9 * 12 + 6, 295, 7),
        Words("个，年产值5亿元", 238 + 5, 300),
        Words("②", 328 + 5, 296, 7),
        Words("。", 336 + 5, 300),
        Words("园区面积3000m", 124, 320),
        Words("2", 124 + 48 + 30, 315, 7),
        Words("，已满园。", 207, 320),
    ]
    notes = [
        Words("1", 100, 742, 6),
        Words("专业村指从业户占三成以上的村，由县农业局认定。", 104, 745, 9),
        Words("②", 100, 757, 6),
        Words("按当年价格计算。", 107, 760, 9),
    ]
    found = lines(Paper([*body, *marked, *notes], [(100, 730, 200, 730)]), Paper(prose(THIRD)))
    assert "全县有竹编专业村12[1]个，年产值5亿元[2]。" in found
    assert "园区面积3000m2，已满园。" in found
    assert found[-3:] == ["## 注释", "[1]专业村指从业户占三成以上的村，由县农业局认定。", "[2]按当年价格计算。"]


@pytest.mark.parametrize("rotate", [90, 180, 270])
def test_pages_that_are_turned_are_read_as_they_are_seen(rotate: int) -> None:
    """Text drawn so that it stands upright on a page that a viewer turns."""
    text = prose(f"{FIRST}/{SECOND}")
    turned = {
        90: [replace(words, x=words.y, y=842 - words.x, turn=(0, 1, -1, 0)) for words in text],
        180: [replace(words, x=595 - words.x, y=842 - words.y, turn=(-1, 0, 0, -1)) for words in text],
        270: [replace(words, x=595 - words.y, y=words.x, turn=(0, -1, 1, 0)) for words in text],
    }[rotate]
    assert lines(Paper(turned, rotate=rotate)) == [FIRST, SECOND]
    assert lines(Paper(turned)) == [FIRST, SECOND]


def test_a_water_mark_that_stands_aslant_is_no_text() -> None:
    mark = Words("内部资料请勿外传", 150, 500, 40, turn=(0.7, 0.7, -0.7, 0.7))
    assert lines(Paper([*prose(FIRST), mark])) == [FIRST]


def test_characters_drawn_twice_are_one_and_those_outside_the_page_none() -> None:
    once = prose(f"{FIRST}/{SECOND}")
    twice = [replace(words, x=words.x + 0.4, y=words.y + 0.3) for words in once]
    outside = [Words("裁切线以外的印刷标记", 700, 100), Words("裁切线以外", 100, 20)]
    assert lines(Paper([*once, *twice, *outside], box="/CropBox [40 40 560 800]")) == [FIRST, SECOND]


def test_words_that_are_struck_through_are_left_out_and_told() -> None:
    """A draft that is printed with its changes has the old figure before the new one, and a line through it."""
    words = [
        Words("全县竹编企业产值达到", 100, 100),
        Words("200", 220, 100),
        Words("260亿元，其中出口占四成。", 238, 100),
    ]
    under, through, table = (100, 101.5, 220, 101.5), (220, 96.5, 238, 96.5), (90, 96.5, 400, 96.5)
    script = reading(drawn([Paper(words, [under, through])]))
    assert script.text == "全县竹编企业产值达到260亿元，其中出口占四成。\n"
    assert tuple(map(str, script.asides)) == ("words that are struck through on page 1 of this PDF were left out.",)
    assert "达到200260亿元" in reading(drawn([Paper(words, [under, table])])).text


def test_doubled_digits_are_two() -> None:
    assert lines(Paper([Words("全县有企业1111家，产值22亿元。", 100, 100), *prose(FIRST, 130)]))[0] == (
        "全县有企业1111家，产值22亿元。"
    )


def test_an_invisible_text_over_a_scan_is_read() -> None:
    assert lines(Paper([replace(words, hidden=True) for words in prose(FIRST)])) == [FIRST]


def test_headings_are_known_by_their_type_and_the_title_is_the_largest() -> None:
    title = [Words("云溪县竹编产业集群", 145, 60, 22), Words("发展情况调研报告", 156, 92, 22)]
    office = Words("云溪县经济和信息化局", 184, 120)
    first, second = Words("总体情况", 100, 150, 16), Words("企业培育", 100, 260, 12, bold=True)
    numbered = Words("一、发展现状", 100, 360)
    found = lines(
        Paper([*title, office, first, *prose(FIRST, 180), second, *prose(SECOND, 290), numbered, *prose(THIRD, 390)])
    )
    assert found == [
        *("# 云溪县竹编产业集群发展情况调研报告", "云溪县经济和信息化局", "## 总体情况", FIRST),
        *("### 企业培育", SECOND, "一、发展现状", THIRD),
    ]


def test_a_larger_numbered_heading_keeps_its_level() -> None:
    report = documents(
        named(
            *("a.pdf", "a.pdf"),
            drawn(
                [
                    Paper(
                        [
                            Words("一、发展现状", 100, 60, 16),
                            *prose(FIRST, 90),
                            Words("（一）企业情况", 100, 190, 14),
                            *prose(SECOND, 220),
                        ]
                    )
                ]
            ),
        )
    )[0]
    assert [(one.path[-1].level, one.path[-1].text) for one in report.passages if one.kind == "heading"] == [
        (1, "发展现状"),
        (2, "企业情况"),
    ]


def grid(xs: list[float], ys: list[float]) -> list[Stroke]:
    """The rules of a table with columns and rows at these places."""
    return [
        *((xs[0], y, xs[-1], y) for y in ys),
        *((x, ys[0], x, ys[-1]) for x in xs),
    ]


def cells(rows: list[list[str]], xs: list[float], ys: list[float]) -> list[Words]:
    return [
        Words(words, xs[column] + 4, ys[row] + 15, 10)
        for row, line in enumerate(rows)
        for column, words in enumerate(line)
        if words
    ]


ROWS = [
    ["镇街", "企业数（家）", "产值（亿元）"],
    ["青石镇", "32", "2.5"],
    ["白鹤镇", "41", "3.1"],
    ["东溪街道", "18", "1.2"],
]
XS, YS = [100.0, 200.0, 300.0, 400.0], [200.0, 222.0, 244.0, 266.0, 288.0]


def test_a_ruled_table_is_read_once_in_its_place() -> None:
    caption, unit = Words("表1 各镇竹编产业情况", 190, 180), Words("单位：亿元", 330, 195, 9)
    script = reading(
        drawn([Paper([*prose(FIRST), caption, unit, *cells(ROWS, XS, YS), *prose(SECOND, 320)], grid(XS, YS))])
    )
    assert script.text.splitlines() == [
        *(FIRST, "表1 各镇竹编产业情况", "单位：亿元", ""),
        *("| 镇街 | 企业数（家） | 产值（亿元） |", "|---|---|---|", "| 青石镇 | 32 | 2.5 |", "| 白鹤镇 | 41 | 3.1 |"),
        *("| 东溪街道 | 18 | 1.2 |", "", SECOND),
    ]
    [locus] = [locus for locus in script.loci if locus.start == script.text.index("3.1") - 1]
    assert (locus.page, locus.table, locus.row, locus.column) == (1, 1, 3, 3)


def test_cells_that_go_over_rows_and_columns_are_told_in_each() -> None:
    xs, ys = [100.0, 180.0, 260.0, 340.0, 420.0], [200.0, 222.0, 244.0, 266.0, 288.0]
    strokes = [
        *((100, y, 420, y) for y in (200, 244, 288)),
        *((180, 222, 420, 222), (180, 266, 420, 266)),
        *((x, 200, x, 288) for x in (100, 180, 260, 420)),
        (340, 222, 340, 288),
    ]
    words = [
        *(Words("集群", 104, 225, 10), Words("镇街", 184, 225, 10), Words("2023年", 300, 215, 10)),
        *(Words("企业数（家）", 264, 237, 10), Words("产值（亿元）", 344, 237, 10)),
        Words("竹编产业", 104, 270, 10),
        *cells([["青石镇", "32", "2.5"], ["白鹤镇", "41", "3.1"]], xs[1:], ys[2:]),
    ]
    found = lines(Paper([*prose(FIRST), *words], strokes))
    assert [line for line in found if line.startswith("| ")] == [
        "| 集群 | 镇街 | 2023年企业数（家） | 2023年产值（亿元） |",
        "| 竹编产业 | 青石镇 | 32 | 2.5 |",
        "| 竹编产业 | 白鹤镇 | 41 | 3.1 |",
    ]


def test_a_number_too_long_for_its_cell_is_whole() -> None:
    xs = [100.0, 200.0, 240.0, 400.0]
    rows = [["镇街", "产值", "企业数（家）"], ["青石镇", "", ""], ["白鹤镇", "41", "3"]]
    broken = [Words("126500", 204, 234, 10), Words("0", 204, 246, 10)]
    two = [Words("312", 304, 234, 10), Words("298", 304, 246, 10)]
    found = lines(
        Paper(
            [*prose(FIRST), *cells(rows, xs, [200, 222, 254]), *broken, *two],
            grid(xs, [200, 222, 254, 276]),
        )
    )
    assert "| 青石镇 | 1265000 | 312 298 |" in found


def test_paragraphs_of_a_cell_are_parted_and_its_lines_are_not() -> None:
    xs, ys = [100.0, 180.0, 400.0], [200, 222, 260]
    firms = [Words("云溪恒力工具有限公司", 184, 234, 10), Words("云溪天成包装有限公司", 184, 250, 10)]
    town = [Words("白鹤镇及高新", 104, 234, 10), Words("技术开发区", 104, 250, 10)]
    found = lines(Paper([*prose(FIRST), *cells([["镇街", "龙头企业"]], xs, [200]), *firms, *town], grid(xs, ys)))
    assert "| 白鹤镇及高新技术开发区 | 云溪恒力工具有限公司 云溪天成包装有限公司 |" in found


def test_figures_without_a_rule_between_stand_in_their_rows() -> None:
    """A sheet may have rules around the names only."""
    strokes = [stroke for stroke in grid(XS[:3], YS[:4]) if stroke[1] != YS[2] or stroke[0] == stroke[2]]
    found = lines(
        Paper([*prose(FIRST), *cells([row[:2] for row in ROWS[:3]], XS, YS)], [*strokes, (100, 244, 200, 244)])
    )
    assert [line for line in found if line.startswith("| ")] == [
        "| 镇街 | 企业数（家） |",
        "| 青石镇 | 32 |",
        "| 白鹤镇 | 41 |",
    ]


@pytest.mark.parametrize(
    ("before", "after"), [("瞄准“百年老店”", "，推进创新。"), ("骨干企业）", "；产值"), ("产值，", "（见附表）")]
)
def test_marks_that_share_their_room_are_no_words_over_one_another(before: str, after: str) -> None:
    """Chromium 150 (CSS text-spacing-trim) sets two full-width marks side by side half a width apart, as Word does
    where it compresses punctuation; the font's box of each stays as wide as a character."""
    first = Words(before, 100, 100)
    second = Words(after, 100 + 12 * len(before) - 6, 100)
    assert lines(Paper([first, second])) == [before + after]


def test_words_printed_over_one_another_are_told_one_after_the_other() -> None:
    """LibreOffice and Excel print all words of a cell, of which the next cell hides the end."""
    long = [["企业名称", "2022年产值（亿元）", "2023年产值（亿元）"], ["云溪恒力工具有限公司", "12.4", "15.5"]]
    long += [["青石竹业有限责任公司", "8.8", "9.1"], ["白鹤竹艺有限责任公司", "3.2", "3.5"]]
    found = lines(Paper([*prose(FIRST), *cells(long, [100, 170, 240], [200, 222, 244, 266]), *prose(SECOND, 320)]))
    assert [line for line in found if line.startswith("| ")] == [
        "| 企业名称 | 2022年产值（亿元） | 2023年产值（亿元） |",
        "| 云溪恒力工具有限公司 | 12.4 | 15.5 |",
        "| 青石竹业有限责任公司 | 8.8 | 9.1 |",
        "| 白鹤竹艺有限责任公司 | 3.2 | 3.5 |",
    ]


def test_words_in_a_frame_are_no_table() -> None:
    assert lines(Paper(prose(FIRST), grid([90, 400], [80, 200]))) == [FIRST]


def test_a_table_goes_on_over_pages_without_its_headers_again() -> None:
    more = [ROWS[0], ["北山镇", "9", "0.8"], ["南坪乡", "7", "0.5"]]
    above = [y + 500 for y in YS]
    below = [60.0, 82.0, 104.0, 126.0]
    script = reading(
        drawn(
            [
                Paper([*prose(FIRST), *cells(ROWS, XS, above), Words("1", 290, 820, 9)], grid(XS, above)),
                Paper([*cells(more, XS, below), *prose(SECOND, 200), Words("2", 290, 820, 9)], grid(XS, below)),
            ]
        )
    )
    assert [line for line in script.text.splitlines() if line.startswith("| ")] == [
        *("| 镇街 | 企业数（家） | 产值（亿元） |", "| 青石镇 | 32 | 2.5 |", "| 白鹤镇 | 41 | 3.1 |"),
        *("| 东溪街道 | 18 | 1.2 |", "| 北山镇 | 9 | 0.8 |", "| 南坪乡 | 7 | 0.5 |"),
    ]
    pages = {script.text[locus.start :].split("|")[1].strip(): locus.page for locus in script.loci if locus.column == 1}
    assert pages == {"镇街": 1, "青石镇": 1, "白鹤镇": 1, "东溪街道": 1, "北山镇": 2, "南坪乡": 2}


@pytest.mark.parametrize(
    ("below", "told"),
    [
        (["新技术开发区", "", ""], ["| 南坪乡及高新技术开发区 | 7 | 0.5 |"]),
        (["新技术开发区", "9", ""], ["| 南坪乡及高 | 7 | 0.5 |", "| 新技术开发区 | 9 |  |"]),
        (["二、城区", "", ""], ["| 南坪乡及高 | 7 | 0.5 |", "| 二、城区 |  |  |"]),
    ],
)
def test_a_row_that_a_page_breaks_is_one(below: list[str], told: list[str]) -> None:
    """Word processors break a row where the page ends; the cells that are full go on below the repeated headers."""
    xs, above = [100.0, 170.0, 270.0, 370.0], [y + 500 for y in YS[:4]]
    first = [ROWS[0], ROWS[1], ["南坪乡及高", "7", "0.5"]]
    papers = [
        Paper([*prose(FIRST), *cells(first, xs, above)], grid(xs, above)),
        Paper(
            [*cells([ROWS[0], below, ROWS[2]], xs, [60.0, 82.0, 104.0]), *prose(SECOND, 200)],
            grid(xs, [60, 82, 104, 126]),
        ),
    ]
    rows = [line for line in reading(drawn(papers)).text.splitlines() if line.startswith("| ")]
    assert rows[2:] == [*told, "| 白鹤镇 | 41 | 3.1 |"]


def test_headers_of_a_table_without_rules_are_told_once() -> None:
    head = ["", "企业数（家）", "产值（亿元）"]
    below = [head, ["北山镇", "9", "0.8"], ["南坪乡", "7", "0.5"], ["西岭乡", "6", "0.4"]]
    above = [y + 480 for y in YS]
    papers = [
        Paper([*prose(FIRST), *cells(ROWS, XS, above)]),
        Paper([*cells(below, XS, YS), *prose(SECOND, 320)]),
    ]
    rows = [line for line in reading(drawn(papers)).text.splitlines() if line.startswith("| ")]
    assert [row.split(" ")[1] for row in rows] == ["镇街", "青石镇", "白鹤镇", "东溪街道", "北山镇", "南坪乡", "西岭乡"]


@needs_office
def test_rows_broken_by_libreoffice_are_whole() -> None:
    name = "云溪县白鹤镇竹编及竹家具产业集群"
    row = f"<tr><td width=110>{name}</td><td>7</td><td>0.5</td></tr>"
    head = "<tr><th>集群名称</th><th>企业数</th><th>产值</th></tr>"
    page = f"<meta charset=utf-8><p>{FIRST}</p><table border=1><thead>{head}</thead>{60 * row}</table>"
    rows = [line for line in reading(by_office({"a": page})["a"]).text.splitlines() if line.startswith("| 云溪")]
    assert rows == 60 * [f"| {name} | 7 | 0.5 |"]


def test_the_title_may_stand_below_the_head_of_the_page() -> None:
    head, title = Words("云溪县人民政府文件", 100, 40, 9), Words("二〇二四年竹编产业集群发展情况报告", 100, 70, 18)
    assert lines(Paper([head, title, *prose(FIRST, 120)]))[:2] == [
        "云溪县人民政府文件",
        "# 二〇二四年竹编产业集群发展情况报告",
    ]


def test_figures_that_stand_in_columns_are_a_table_without_rules() -> None:
    ys = [200.0, 222.0, 244.0, 266.0]
    found = lines(Paper([*prose(FIRST), *cells(ROWS, XS, ys), *prose(SECOND, 320)]))
    assert found == [
        *(FIRST, "", "| 镇街 | 企业数（家） | 产值（亿元） |", "|---|---|---|", "| 青石镇 | 32 | 2.5 |"),
        *("| 白鹤镇 | 41 | 3.1 |", "| 东溪街道 | 18 | 1.2 |", "", SECOND),
    ]


def test_cells_of_several_lines_in_a_table_without_rules_are_rows_of_it() -> None:
    """Browsers and word processors set a cell of few lines in the middle of its row, between the lines of others."""
    words = [
        *(Words("2022年", 205, 200, 10), Words("2023年", 305, 200, 10), Words("镇街", 100, 208, 10)),
        *(Words("企业数", 180, 216, 10), Words("产值", 230, 216, 10), Words("企业数", 280, 216, 10)),
        *(Words("产值", 330, 216, 10), Words("（家）", 180, 232, 10), Words("（亿元）", 230, 232, 10)),
        *(Words("（家）", 280, 232, 10), Words("（亿元）", 330, 232, 10), Words("主要产品", 390, 208, 10)),
    ]
    rows = [("青石镇及", "周边三村", "竹编、竹家具", "32", "2.5", "35", "2.8")]
    rows += [("白鹤镇含", "开发区", "竹艺灯具", "41", "3.1", "44", "3.6")]
    rows += [("东溪街道", "办事处", "竹炭及活性炭", "18", "1.2", "19", "1.4")]
    for at, (name, rest, product, *figures) in enumerate(rows):
        y = 260 + 36 * at
        words += [Words(name, 100, y, 10), Words(rest, 100, y + 14, 10), Words(product, 390, y + 7, 10)]
        words += [Words(figure, 180 + 50 * n, y + 7, 10) for n, figure in enumerate(figures)]
    found = lines(Paper([*prose(FIRST), *words, *prose(SECOND, 400)]))
    assert [line for line in found if line.startswith("|")] == [
        "| 镇街 | 2022年企业数（家） | 2022年产值（亿元） | 2023年企业数（家） | 2023年产值（亿元） | 主要产品 |",
        "|---|---|---|---|---|---|",
        "| 青石镇及周边三村 | 32 | 2.5 | 35 | 2.8 | 竹编、竹家具 |",
        "| 白鹤镇含开发区 | 41 | 3.1 | 44 | 3.6 | 竹艺灯具 |",
        "| 东溪街道办事处 | 18 | 1.2 | 19 | 1.4 | 竹炭及活性炭 |",
    ]


def test_years_are_headers_of_a_table_without_rules() -> None:
    rows = [["指标", "2022年", "2023年"], ["企业数（家）", "280", "312"], ["产值（亿元）", "98", "126"]]
    found = lines(Paper([*prose(FIRST), *cells(rows, XS, YS), *prose(SECOND, 320)]))
    assert found[2:6] == [
        *("| 指标 | 2022年 | 2023年 |", "|---|---|---|", "| 企业数（家） | 280 | 312 |", "| 产值（亿元） | 98 | 126 |"),
    ]


def test_a_page_of_glyphs_without_a_meaning_has_no_readable_text() -> None:
    lost = [replace(words, mapped=False) for words in prose(SECOND)]
    script = reading(drawn([Paper(prose(FIRST)), Paper(lost), Paper(lost), Paper(prose(THIRD))]))
    assert script.text.splitlines() == [FIRST, THIRD]
    [note] = map(str, script.notes)
    assert note.startswith("this PDF has no readable text on pages 2–3. ")
    with pytest.raises(InputError, match=r"report\.pdf: this PDF has no readable text on page 1\. "):
        reading(drawn([Paper(lost)]))


def test_a_glyph_without_a_meaning_never_gives_its_number() -> None:
    """pdfminer.six 20260107 gives such a glyph as the text (cid:12), whose digits would stand in a figure."""
    lost = Words("三", 124 + 12 * 12, 300, mapped=False)
    told = [Words("全县竹编产业产值达到亿元，", 124, 300), lost]
    found = lines(Paper([*prose(FIRST), *told]))
    assert "cid" not in "".join(found)
    assert found[-1] == "全县竹编产业产值达到亿元�，" or "\ufffd" in found[-1]


def test_radicals_that_a_font_means_are_the_characters_that_are_seen() -> None:
    words = [Words("云溪县竹编产业⼋⼗家企业，⻓期从业⼈员⼆万⼈，产值⼋亿元。", 124, 100)]
    [report] = documents(named("a.pdf", "a.pdf", drawn([Paper([*words, *prose(FIRST, 130)])])))
    assert "八十家企业，长期从业人员二万人，产值八亿元" in report.text
    assert 800_000_000 in [getattr(fact.object, "value", None) for fact in read_facts(report).facts]


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_radicals_pasted_into_a_text_are_folded(name: str) -> None:
    [report] = documents(
        named(name, name, "云溪县竹编产业\n去年，全县竹编产业实现产值⼋亿元，同⽐增⻓⼀成。\n".encode())
    )
    assert 800_000_000 in [getattr(fact.object, "value", None) for fact in read_facts(report).facts]


def facts(found: list[Document]) -> Counter[Fact]:
    """Facts by how often they are told, without the place of their words."""
    nowhere = Evidence("", 0, 0, "", "")
    return Counter(replace(fact, evidence=nowhere) for one in found for fact in read_facts(one).facts)


def test_radicals_change_no_fact_and_no_certainty() -> None:
    radicals = {unicodedata.normalize("NFKC", chr(code)): chr(code) for code in range(0x2F00, 0x2FD6)}
    radicals |= {
        char: radical
        for radical, char in table("spellings", "usual", role="glyph").items()
        if 0x2E80 <= ord(radical) < 0x2FE0
    }
    for path in sorted(PASSAGES.glob("*.txt"))[:10]:
        text = path.read_text("utf-8")
        pasted = text.translate(str.maketrans(radicals))
        assert pasted != text
        plain, folded = (
            [(replace(fact, evidence=Evidence("", 0, 0, "", "")), fact.certainty) for fact in read_facts(one).facts]
            for one in (documents(named("a.txt", "a.txt", words.encode()))[0] for words in (text, pasted))
        )
        assert plain == folded


@pytest.mark.parametrize("first", [0x2E80, 0x2F00, 0xF900])
def test_radicals_and_compatibility_ideographs_that_have_a_usual_form_are_folded(first: int) -> None:
    """Those that are left are components, for which Unicode has no more than rare ideographs, and the twelve of the
    compatibility block that are no compatibility characters."""
    last = {0x2E80: 0x2F00, 0x2F00: 0x2FD6, 0xF900: 0xFB00}[first]
    own = [chr(code) for code in range(first, last) if unicodedata.name(chr(code), "")]
    left = "".join(char for char in own if usual(char) == char)
    assert left == {0x2E80: "⺀⺇⺑⺪⺮⺵⺷⺸⺽⻇⻊⻕⻞⻡", 0x2F00: "", 0xF900: "﨎﨏﨑﨓﨔﨟﨡﨣﨤﨧﨨﨩"}[first]


def test_a_pdf_that_needs_a_password_is_told() -> None:
    """What an encryption with a user password leaves: a dictionary whose check of the password fails."""
    data = drawn([Paper(prose(FIRST))])
    locked = data.replace(
        b"/Root 1 0 R",
        b"/Root 1 0 R /ID [<00><00>] /Encrypt << /Filter /Standard /V 1 /R 2 /P -4 /O <%s> /U <%s> >>"
        % (b"11" * 32, b"22" * 32),
    )
    with pytest.raises(InputError, match=r"report\.pdf: this PDF is protected by a password\. Save it without one\."):
        reading(locked)


def test_a_cut_pdf_is_read_or_told() -> None:
    data = drawn([Paper(prose(FIRST)), Paper(prose(SECOND))])
    with pytest.raises(InputError, match=r"report\.pdf: .*damaged"):
        reading(data[:200])
    script = reading(data[: data.index(b"xref")])
    assert script.text.splitlines() == [FIRST, SECOND]
    assert tuple(map(str, script.notes)) == (
        "the end of this PDF is missing, and pages may be. Save or fetch it again.",
    )


@pytest.mark.no_cover
def test_a_page_that_draws_too_much_is_told_and_the_rest_is_read() -> None:
    heavy = Paper([Words("竹" * 1000, 10, 10 + n / 10, 5) for n in range(210)])
    script = reading(drawn([Paper(prose(FIRST)), heavy]))
    assert script.text.splitlines() == [FIRST]
    assert tuple(map(str, script.notes)) == ("page 2 of this PDF cannot be read. Print it anew, or give a Word file.",)


@pytest.mark.parametrize(
    "packed", [b"q Q " * 1_000_000, b" " * 60_000_000, zlib.compress(b" " * 300_000_000)], ids=["long", "bomb", "twice"]
)
def test_a_pdf_that_unpacks_to_too_much_is_told(packed: bytes) -> None:
    """A file of some kilobytes, which pdfminer.six 20260107 unpacks whatever its size."""
    data = zlib.compress(packed)
    twice = b"[/FlateDecode /FlateDecode]" if packed[:1] == b"\x78" else b"/FlateDecode"
    stream = b"<< /Length %d /Filter %s >>\nstream\n%s\nendstream" % (len(data), twice, data)
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>"
    pages = b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
    with pytest.raises(InputError, match=r"report\.pdf: (?:page 1 of )?this PDF (?:unpacks|cannot be read)"):
        reading(written([b"<< /Type /Catalog /Pages 2 0 R >>", pages, page, stream]))


def test_a_pdf_of_too_many_pages_is_refused() -> None:
    page = b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] >>"
    kids = b" ".join(b"%d 0 R" % n for n in range(3, 10_003))
    many = written([b"<< /Type /Catalog /Pages 2 0 R >>", b"<< /Type /Pages /Kids [%s] >>" % kids, *[page] * 10_000])
    with pytest.raises(InputError, match=r"report\.pdf: this PDF has more than 2,000 pages\. Split it"):
        reading(many)


def test_an_empty_pdf_is_told() -> None:
    with pytest.raises(InputError, match=r"report\.pdf: there is no text in this PDF\."):
        reading(drawn([Paper([])]))


SMALL = drawn([Paper([*prose(FIRST), *cells(ROWS, XS, YS)], grid(XS, YS)), Paper(prose(SECOND))])


@settings(max_examples=150, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.tuples(st.integers(0, len(SMALL) - 1), st.binary(min_size=0, max_size=6)), min_size=1, max_size=8))
def test_a_damaged_pdf_is_read_or_told(changes: list[tuple[int, bytes]]) -> None:
    data = bytearray(SMALL)
    for at, bits in changes:
        data[at : at + len(bits) or at + 1] = bits
    try:
        told = reading(bytes(data)).text
    except InputError as error:
        told = str(error).removeprefix("report.pdf: ")
    assert told
    assert "report.pdf" not in told


REPORTS = sorted(path for path in (SHARED / "reports").glob("*.txt") if not path.stem.startswith("all"))
SURVEYS = [*REPORTS, *sorted(PASSAGES.glob("*.txt"))[: 20 if REPORTS else 8]]


def differing(printed: dict[str, bytes]) -> tuple[int, int]:
    """How many facts of surveys differ when they are printed and read back, and how many there are."""
    differ = total = 0
    for path in SURVEYS:
        if path.stem in printed:
            expected = facts(read(path))
            seen = facts(documents(named(path.stem, f"{path.stem}.pdf", printed[path.stem])))
            total += expected.total()
            differ += max((expected - seen).total(), (seen - expected).total())
    return differ, total


@pytest.mark.no_cover
@needs_chromium
def test_surveys_printed_by_chromium_have_the_facts_of_their_text() -> None:
    """Every fourth in two columns; a part of those that benchmarks/reading/pdf.py prints."""
    chosen = SURVEYS[-8:-4]
    printed = {
        path.stem: by_chromium(set_in_html(path.read_text("utf-8"), 2 if n % 4 == 3 else 1))
        for n, path in enumerate(chosen)
    }
    differ, total = differing(printed)
    assert differ <= 0.02 * total


@pytest.mark.no_cover
@needs_office
def test_surveys_printed_by_libreoffice_have_the_facts_of_their_text() -> None:
    differ, total = differing(by_office({path.stem: set_in_html(path.read_text("utf-8")) for path in SURVEYS[-8:]}))
    assert differ <= 0.02 * total


@needs_chromium
def test_a_page_of_the_web_is_printed_with_its_table() -> None:
    rows = "".join(f"<tr>{''.join(f'<td>{words}</td>' for words in row)}</tr>" for row in ROWS)
    page = (
        "<!doctype html><meta charset=utf-8><style>td{border:1px solid}table{border-collapse:collapse}</style>"
        f"<h1 style='text-align:center'>云溪县竹编产业调查</h1><p>{FIRST}</p><table>{rows}</table><p>{SECOND}</p>"
    )
    found = usual(reading(by_chromium(page)).text).splitlines()
    assert found[0] == "# 云溪县竹编产业调查"
    assert [line for line in found if line.startswith("| ")] == [f"| {' | '.join(row)} |" for row in ROWS]
    assert found[1] == FIRST
    assert found[-1] == SECOND


def test_wide_characters_are_known() -> None:
    assert wide("竹")
    assert not wide("1")
