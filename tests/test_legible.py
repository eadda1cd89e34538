"""Text as it is seen: characters that print hides or exchanges change no fact, and quotes keep them as written."""

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.extraction import Reading, read_facts
from kg.gazetteer import gazetteer
from kg.identity.names import clean
from kg.legible import legible, usual
from kg.lexicon import table
from kg.model import Figure
from kg.reading import read

REPORT = """龙口市产业集群调研报告

一、基本情况

龙口市位于山东省东北部。全市共有粉丝加工企业720家，从业人员4500人。粉丝产业集群实现产值85.6亿元，同比增长12.5%。

二、主要集群

（一）粉丝产业

2023年，粉丝产业实现主营业务收入八亿元，利税3200万元，占全省产量的一百分之二十。

| 集群名称 | 企业数（家） | 2023年产值（亿元） |
| --- | --- | --- |
| 汽车零部件产业集群 | 128 | 1,234.5 |
| 石材产业集群 | 36 | 18.2 |
"""
UNSEEN = {
    "zero-width space": "\u200b",
    "zero-width joiner": "\u200d",
    "zero-width non-joiner": "\u200c",
    "left-to-right mark": "\u200e",
    "right-to-left mark": "\u200f",
    "embedding": "\u202a",
    "isolate": "\u2068",
    "word joiner": "\u2060",
    "soft hyphen": "\u00ad",
    "byte-order mark": "\ufeff",
    "variation selector": "\ufe0e",
    "variation selector 17": "\U000e0100",
    "combining grapheme joiner": "\u034f",
    "thin space": "\u2009",
    "narrow no-break space": "\u202f",
    "hyphen of PDFium": "\ufffe",
}
RADICALS = {usual(chr(code)): chr(code) for code in (*range(0x2F00, 0x2FD6), *range(0x2E80, 0x2EF4))}


def facts(folder: Path, text: str) -> Reading:
    path = folder / "report.txt"
    path.write_text(text, "utf-8")
    [document] = read(path)
    return read_facts(document)


def told(reading: Reading) -> list[tuple[object, ...]]:
    """What a reading says, without where it says it."""
    return [
        (f.property, f.subject, f.object, f.evidence.heading, legible(f.evidence.quote).text) for f in reading.facts
    ]


@pytest.mark.parametrize("name", UNSEEN)
def test_what_is_not_seen_changes_no_fact(name: str, tmp_path: Path) -> None:
    hidden = "".join(c + UNSEEN[name] if c not in "\n|-" else c for c in REPORT)
    plain, reading = facts(tmp_path, REPORT), facts(tmp_path, hidden)
    assert (reading.place, reading.code) == (plain.place, plain.code) == ("龙口市", "370681")
    assert told(reading) == told(plain)
    for fact in reading.facts:
        evidence = fact.evidence
        assert reading.document.text[evidence.start : evidence.end] == evidence.quote
        assert not evidence.quote.startswith(UNSEEN[name])


def test_radicals_change_no_fact(tmp_path: Path) -> None:
    printed = "".join(RADICALS.get(c, c) for c in REPORT)
    assert "⻰⼝市" in printed
    assert "⼋亿元" in printed
    plain, reading = facts(tmp_path, REPORT), facts(tmp_path, printed)
    assert (reading.place, reading.code) == ("龙口市", "370681")
    assert told(reading) == told(plain)
    assert reading.document.title == plain.document.title == "龙口市产业集群调研报告"
    assert [f.evidence.start for f in reading.facts] == [f.evidence.start for f in plain.facts]
    assert any("⼋亿元" in fact.evidence.quote for fact in reading.facts)


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("企业72\u200b0家", 720),
        ("产值85\u00ad.6亿元", 8_560_000_000),
        ("产值⼋亿元", 800_000_000),
        ("企业⼀百⼆⼗家", 120),
        ("企业\ufeff1\u2009234家", 1234),
        ("产值1\u00a0234万元", 12_340_000),
        ("产值5〜8亿元", 500_000_000),
        ("利润−3200万元", -32_000_000),
        ("加工企业遍布各村，销售网点遍及全国各地，全年实现产值1\n2亿元", 1_200_000_000),
    ],
)
def test_a_figure_is_read_as_it_is_seen(written: str, value: int, tmp_path: Path) -> None:
    reading = facts(tmp_path, f"甲镇调研报告\n\n全镇共有灯具{written}，形势良好。\n")
    assert value in [f.object.value for f in reading.facts if isinstance(f.object, Figure)]
    for fact in reading.facts:
        assert reading.document.text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("⻰⼝市", "龙口市"),
        ("⻓⻔⻋⻢⻥⻦⻛⻚⻅⻉", "长门车马鱼鸟风页见贝"),
        ("⼾⼈⼤⼩⽔⽊⾦⽯⽥⽶⾐⾷", "户人大小水木金石田米衣食"),
        ("\uf967\uf9d1", "不六"),
        ("⾒⾧⾨⿓⿈⾭", "见长门龙黄青"),
        ("⺟⺠⻄⻘⻬⻮", "母民西青齐齿"),
    ],
)
def test_characters_have_their_usual_form(written: str, seen: str) -> None:
    assert usual(written) == legible(written).text == clean(written) == seen


def test_glyphs_are_single_and_final() -> None:
    assert all(
        len(glyph) == len(seen) == 1 == len(usual(seen))
        for glyph, seen in table("spellings", "usual", role="glyph").items()
    )
    assert all(usual(seen) == seen for seen in table("spellings", "usual", role="glyph").values())
    assigned = [chr(code) for code in (*range(0x2F00, 0x2FD6), *range(0xF900, 0xFB00))]
    assigned = [glyph for glyph in assigned if unicodedata.decomposition(glyph)]
    assert all("\u3400" <= usual(glyph) <= "\u9fff" or ord(usual(glyph)) > 0x20000 for glyph in assigned)


def test_places_are_looked_up_by_what_is_seen() -> None:
    found = gazetteer().resolve("⻰⼝市")
    assert found
    assert found.code == "370681"


@given(st.text("甲1⼋\u200b\ufeff\u00ad \n。", max_size=40), st.data())
def test_each_span_that_is_seen_has_its_place(text: str, data: st.DataObject) -> None:
    page = legible(text)
    start = data.draw(st.integers(0, len(page.text)))
    end = data.draw(st.integers(start, len(page.text)))
    first, last = page.place(start, end)
    assert legible(text[first:last]).text == page.text[start:end]
    assert page.span(first, last) == (start, end)


def test_marks_of_several_reports_are_seen_in_radicals(tmp_path: Path) -> None:
    words = "，主导产业为灯具，现有企业30家，从业人员2000人，年产值5亿元，产品销往全国各地，形势良好。\n"
    text = f"第⼀篇：甲市产业集群调研报告\n\n甲市{words}\n第⼆篇：乙县产业集群调研报告\n\n乙县{words}"
    path = tmp_path / "both.txt"
    path.write_text(text, "utf-8")
    assert [document.title for document in read(path)] == ["甲市产业集群调研报告", "乙县产业集群调研报告"]


STREWN = "全县石材产 值达到201 2年的3 .5倍，企业迈 过300户，园区面积为6. 4平方公里；出口8 8家，务 工1.2万人。"


def test_blanks_strewn_in_words_are_strewn_in_numbers_too() -> None:
    seen = STREWN.replace("1 2", "12").replace("3 .", "3.").replace("8 8", "88").replace("6. 4", "6.4")
    assert legible(STREWN).text == seen


@pytest.mark.parametrize(
    "text",
    [
        "青石县 石材产业，企业 310户，分别为1 2 3号园。",  # no blank within words but at gaps
        "2012年 2013年，产值 3 5 亿元。",
        "序号 1 2 3\n石材 竹艺 陶瓷",
    ],
)
def test_other_blanks_stay(text: str) -> None:
    assert legible(text).text == text


def test_the_mark_of_a_footnote_is_not_seen() -> None:
    assert legible("上市企业[2]增至14家，名牌12个［3］。青政〔2021〕36号，[4]注").text == (
        "上市企业增至14家，名牌12个。青政〔2021〕36号，[4]注"
    )
