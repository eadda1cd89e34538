"""Word files: their text as print shows it, whatever wrote them; the same facts as of plain text; no crash on any."""

import io
import os
import zipfile
from collections import Counter
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from lxml import etree
from worded import (
    KINDS,
    STYLES,
    W,
    cell,
    docx,
    docx_of,
    level,
    lists,
    numbered,
    packed,
    paragraph,
    parts_of,
    row,
    run,
    styled,
    table,
)

from kg.errors import InputError
from kg.extraction import read_facts
from kg.model import Document, Evidence, Fact, Locus
from kg.reading import documents
from kg.reading.files import File, named, taken
from kg.reading.word import read
from kg.reading.word.numerals import numeral

TESTS = Path(__file__).parent
REPORTS = TESTS.parents[1] / "shared" / "reports"
HAN = "云溪县铸管产业集群"


def file(data: bytes, name: str = "云溪.docx") -> File:
    return named(f"reports/{name}", name, data)


def told(body: str, **others: str) -> str:
    """The text of a Word file with this body."""
    return read(file(docx(body, **others))).text


def lines(body: str, **others: str) -> list[str]:
    return told(body, **others).splitlines()


# Paragraphs


def test_paragraphs_and_tables_stand_in_their_order_each_with_its_place() -> None:
    script = read(
        file(docx(paragraph("甲。") + paragraph() + table(("企业", "产值"), ("乙", "3")) + paragraph("丙。")))
    )
    assert script.text == "甲。\n\n| 企业 | 产值 |\n|---|---|\n| 乙 | 3 |\n\n丙。\n"
    assert script.whole
    places = {script.text[locus.start :].split("\n")[0]: replace(locus, start=0) for locus in script.loci}
    assert places["甲。"] == Locus(paragraph=1)
    assert places["丙。"] == Locus(paragraph=2)
    assert places[" 3 |"] == Locus(table=1, row=2, column=2)


SHAPE = (
    "<mc:AlternateContent><mc:Choice Requires='wps'><w:drawing><wps:txbx><w:txbxContent>{0}</w:txbxContent></wps:txbx>"
    "</w:drawing></mc:Choice><mc:Fallback><w:pict><v:textbox><w:txbxContent>{0}</w:txbxContent></v:textbox></w:pict>"
    "</mc:Fallback></mc:AlternateContent>"
)
FIELD = "<w:r><w:fldChar w:fldCharType='{}'/></w:r>"
BEGIN, RESULT, END = (FIELD.format(kind) for kind in ("begin", "separate", "end"))


def instruction(words: str) -> str:
    return f"<w:r><w:instrText>{words}</w:instrText></w:r>"


CIRCLE = BEGIN + instruction(r"eq \o\ac(○,3)") + END
PHONETIC = BEGIN + instruction(r"EQ \* jc2 \o\ad(\s\up 9(zhu),铸)") + END
PAGE_FIELD = f"{BEGIN}{instruction('PAGE')}{RESULT}{run('7')}{END}"
RUBY = f"<w:ruby><w:rt>{run('zhù')}</w:rt><w:rubyBase>{run('铸')}</w:rubyBase></w:ruby>"
CONTROL = "<w:sdt><w:sdtPr>{}</w:sdtPr><w:sdtContent>{}</w:sdtContent></w:sdt>"
SHOWN_STRIKE = "<w:strike w:val='0'/>"
HIDDEN, SHOWN = "<w:vanish/>", "<w:vanish w:val='0'/>"
RAISED = "<w:vertAlign w:val='superscript'/>"


@pytest.mark.parametrize(
    ("inside", "words"),
    [
        (CONTROL.format("", CONTROL.format("", run("铸管"))), "铸管"),
        (CONTROL.format("<w:showingPlcHdr/>", run("单击此处")) + run("铸管"), "铸管"),
        (f"<w:smartTag>{run('铸')}</w:smartTag><w:customXml>{run('管')}</w:customXml>", "铸管"),
        (f"<w:hyperlink r:id='rId9'>{run('铸管')}</w:hyperlink>", "铸管"),
        (f"<w:fldSimple w:instr='DATE'>{run('2024年')}</w:fldSimple>", "2024年"),
        (f"{BEGIN}{instruction('DATE')}{RESULT}{run('2024年')}{END}", "2024年"),
        (f"{BEGIN}{instruction('IF ')}{PAGE_FIELD}{RESULT}{run('12家')}{END}", "12家"),
        (f"{run('甲')}{BEGIN}{instruction('PAGE')}", "甲"),
        (CIRCLE + run("铸管"), "③铸管"),
        (PHONETIC + run("管"), "铸管"),
        (f"<w:ins>{run('新增')}</w:ins><w:del><w:r><w:delText>减少</w:delText></w:r></w:del>{run('3家')}", "新增3家"),
        (f"<w:moveFrom>{run('旧')}</w:moveFrom><w:moveTo>{run('新')}</w:moveTo>", "新"),
        (RUBY + run("管"), "铸管"),
        (f"<w:r>{RUBY}</w:r>{run('管')}", "铸管"),
        ("<w:r><w:t>3</w:t><w:sym w:font='Symbol' w:char='F0B1'/><w:t>2</w:t></w:r>", "3±2"),
        ("<w:r><w:t>A</w:t><w:noBreakHyphen/><w:t>1铸</w:t><w:softHyphen/><w:t>管</w:t></w:r>", "A-1铸管"),
        ("<w:r><w:t>甲</w:t><w:tab/><w:t>乙</w:t><w:br/><w:t>丙</w:t></w:r>", "甲\t乙\n丙"),
        ("<w:r><w:tab/><w:t>　　甲</w:t><w:br w:type='page'/></w:r>", "甲"),
        ("<w:r><w:t> 甲\n乙 </w:t><w:t xml:space='preserve'>  3 </w:t><w:t>家</w:t></w:r>", "甲 乙  3 家"),
        (run("甲", HIDDEN) + run("乙", SHOWN), "乙"),
        (run("双行", "<w:eastAsianLayout w:combine='1'/>"), "双行"),
        (run("5km") + run("2", RAISED), "5km²"),
        (run("企业") + run("1", RAISED) + run("120家") + run("[2]", RAISED) + run("②", RAISED), "企业120家"),
        (f"<m:oMath><m:r><m:t>x=3</m:t></m:r></m:oMath>{run('吨')}", "x=3吨"),
        (f"{run('产值')}<w:r>{SHAPE.format(paragraph('图1'))}</w:r>{run('12亿元')}", "产值12亿元\n图1"),
        ("<w:proofErr/><w:bookmarkStart w:id='1' w:name='x'/><w:r><w:lastRenderedPageBreak/><w:t>甲</w:t></w:r>", "甲"),
    ],
)  # fmt: skip
def test_a_paragraph_is_told_as_print_shows_it(inside: str, words: str) -> None:
    assert told(paragraph(inside)) == f"{words}\n"


def test_words_that_are_struck_through_are_left_out() -> None:
    body = paragraph(run("产值") + run("200", "<w:strike/>") + run("9", "<w:dstrike/>") + run("260亿元", SHOWN_STRIKE))
    assert lines(body) == ["产值260亿元"]


def test_what_is_struck_through_or_hidden_is_said_if_it_is_words() -> None:
    assert read(file(docx(paragraph(run("产值260亿元"))))).asides == ()
    blank = run(" ", HIDDEN) + run("　", "<w:strike/>")
    assert read(file(docx(paragraph(blank + run("产值260亿元"))))).asides == ()
    both = paragraph(run("200", "<w:strike/>") + run("产值260亿元") + run("草稿", HIDDEN))
    assert tuple(map(str, read(file(docx(both))).asides)) == (
        "words that are struck through in this Word file were left out.",
        "this Word file has hidden words, which were not read. Show them if they are of the report.",
    )


def test_words_hidden_by_a_style_are_left_out_unless_they_say_otherwise() -> None:
    styles = (
        '<w:style w:type="character" w:styleId="h"><w:name w:val="H"/><w:rPr><w:vanish/></w:rPr></w:style>'
        '<w:style w:type="paragraph" w:styleId="p"><w:name w:val="P"/><w:basedOn w:val="q"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="q"><w:name w:val="Q"/><w:rPr><w:vanish/></w:rPr></w:style>'
    )
    body = paragraph(run("甲", '<w:rStyle w:val="h"/>') + run("乙")) + styled("丙", "p")
    shown = paragraph(run("丁", '<w:vanish w:val="false"/>'), '<w:pStyle w:val="p"/>')
    assert lines(body + shown, styles=styles) == ["乙", "丁"]


CHANGED = "<w:rPr><w:{} w:id='1' w:author='a'/></w:rPr>"


@pytest.mark.parametrize("change", ["del", "moveFrom"])
def test_a_paragraph_whose_end_was_taken_out_goes_on_in_the_next(change: str) -> None:
    body = paragraph("云溪县", CHANGED.format(change)) + paragraph("有铸管企业。") + paragraph("丙。")
    assert lines(body) == ["云溪县有铸管企业。", "丙。"]


def test_a_heading_that_runs_on_into_its_paragraph_keeps_its_number() -> None:
    first = numbered("铸管业", 1, 0, '<w:pStyle w:val="2"/><w:rPr><w:vanish/><w:specVanish/></w:rPr>')
    assert lines(first + paragraph("。全县有企业12家。"), numbering=lists(level(0, "chineseCounting", "（%1）"))) == [
        "（一）铸管业。全县有企业12家。"
    ]


def test_contents_are_left_out() -> None:
    contents = CONTROL.format("", styled("一、现状\t1", "TOC1"))
    assert lines(contents + paragraph("甲。")) == ["甲。"]


def test_text_boxes_come_once_below_the_paragraph_that_holds_them_and_may_hold_tables() -> None:
    box = SHAPE.format(paragraph("甲") + table(("企业", "产值"), ("乙", "3")))
    body = paragraph(f"{run('产值')}<w:r>{box}</w:r>{run('12亿元。')}") + paragraph("丙。")
    assert told(body) == "产值12亿元。\n甲\n\n| 企业 | 产值 |\n|---|---|\n| 乙 | 3 |\n\n丙。\n"


NOTE = '<w:footnote w:id="{}"><w:p><w:r><w:footnoteRef/></w:r>{}</w:p></w:footnote>'


def test_notes_stand_at_the_end_and_their_marks_nowhere() -> None:
    mark = '<w:r><w:rPr><w:vertAlign w:val="superscript"/></w:rPr><w:footnoteReference w:id="2"/></w:r>'
    own = '<w:r><w:footnoteReference w:customMarkFollows="1" w:id="3"/><w:t>1</w:t></w:r>'
    end = '<w:r><w:endnoteReference w:id="2"/></w:r>'
    footnotes = (
        NOTE.format(0, run("分隔"))
        + NOTE.format(2, run(" 规上企业指年产值2000万元以上。"))
        + NOTE.format(3, run("丙。"))
    )
    endnotes = NOTE.replace("footnote", "endnote").format(2, run("丁。"))
    body = paragraph(f"{run('产值12')}{mark}{run('亿元')}{own}{run('，3家')}{end}{run('。')}")
    assert lines(body, footnotes=footnotes, endnotes=endnotes) == [
        "产值12亿元，3家。",
        "## 注释",
        "规上企业指年产值2000万元以上。",
        "丙。",
        "丁。",
    ]


def test_a_note_gives_no_facts() -> None:
    mark = '<w:r><w:footnoteReference w:id="2"/></w:r>'
    note = "铸管产业集群现有规上企业57家，实现产值31亿元。"
    text = "云溪县铸管产业集群调研报告", "云溪县铸管产业集群有企业12家。"
    body = styled(text[0], "a3") + paragraph(f"{run(text[1])}{mark}")
    [document] = documents(file(docx(body, footnotes=NOTE.format(2, run(note)))))
    [bare] = documents(file(docx(styled(text[0], "a3") + paragraph(text[1]))))
    assert note in document.text
    assert facts(document) == facts(bare) != Counter()


# Headings


@pytest.mark.parametrize(
    ("properties", "mark"),
    [
        ('<w:pStyle w:val="a3"/>', "# "),
        ('<w:pStyle w:val="1"/>', "## "),
        ('<w:pStyle w:val="Heading2"/>', "### "),
        ('<w:pStyle w:val="标题3"/>', "#### "),
        ('<w:pStyle w:val="wps"/>', "### "),
        ('<w:pStyle w:val="own"/>', "### "),
        ('<w:outlineLvl w:val="0"/>', "## "),
        ('<w:pStyle w:val="1"/><w:outlineLvl w:val="9"/>', ""),
        ('<w:pStyle w:val="loop"/>', ""),
        ("", ""),
    ],
)
def test_a_heading_is_known_by_its_style_or_its_level_in_the_outline(properties: str, mark: str) -> None:
    styles = STYLES + (
        '<w:style w:type="paragraph" w:styleId="wps"><w:name w:val="标题 2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="own"><w:name w:val="我的"/><w:basedOn w:val="2"/></w:style>'
        '<w:style w:type="paragraph" w:styleId="loop"><w:name w:val="环"/><w:basedOn w:val="loop"/></w:style>'
    )
    assert lines(paragraph("序。") + paragraph("发展现状", properties), styles=styles) == ["序。", f"{mark}发展现状"]


@pytest.mark.parametrize("words", ["铸管产业" * 13, "全县有铸管企业12家。", "铸管；"])
def test_running_text_in_the_style_of_a_heading_is_a_paragraph(words: str) -> None:
    assert lines(paragraph("序。") + styled(words, "1")) == ["序。", words]


def test_the_only_heading_of_the_highest_level_that_comes_first_is_the_title() -> None:
    one = styled("铸管产业集群", "1") + paragraph("甲。") + styled("现状", "2")
    assert lines(one) == ["# 铸管产业集群", "甲。", "### 现状"]
    assert lines(one + styled("对策", "1")) == ["## 铸管产业集群", "甲。", "### 现状", "## 对策"]
    assert lines(paragraph("甲。") + one)[1] == "## 铸管产业集群"


def test_a_title_on_two_lines_is_one() -> None:
    body = paragraph("<w:r><w:t>云溪县铸管产业</w:t><w:br/><w:t>集群调研报告</w:t></w:r>", '<w:pStyle w:val="a3"/>')
    assert lines(body + paragraph("甲。"))[0] == "# 云溪县铸管产业集群调研报告"


# Automatic numbers


@pytest.mark.parametrize(
    ("style", "numbers", "said"),
    [
        ("decimal", (1, 10, 100), "1 10 100"),
        ("decimalZero", (1, 9, 10), "01 09 10"),
        ("decimalFullWidth", (1, 12), "１ １２"),
        ("decimalEnclosedCircle", (1, 20, 21), "① ⑳ 21"),
        ("decimalEnclosedCircleChinese", (1, 10), "① ⑩"),
        ("decimalEnclosedFullstop", (1, 21), "1. 21."),
        ("decimalEnclosedParen", (1, 21), "（1） （21）"),
        ("upperLetter", (1, 26, 27, 28), "A Z AA BB"),
        ("lowerLetter", (2, 53, 999), "b aaa 999"),
        ("upperRoman", (4, 9, 40, 2024, 4000), "IV IX XL MMXXIV 4000"),
        ("lowerRoman", (1, 14), "i xiv"),
        ("ordinal", (1, 2, 3, 4, 11, 12, 13, 21, 112), "1st 2nd 3rd 4th 11th 12th 13th 21st 112th"),
        ("chineseCounting", (1, 10, 11, 20, 21, 99, 100, 110), "一 十 十一 二十 二十一 九十九 一○○ 一一○"),
        (
            "chineseCountingThousand",
            (1, 10, 11, 20, 100, 101, 110, 111, 1001, 1010, 12345, 10_001, 100_000),
            "一 十 十一 二十 一百 一百零一 一百一十 一百一十一 一千零一 一千零一十 一万二千三百四十五 一万零一 100000",
        ),
        ("chineseLegalSimplified", (1, 10, 12, 105), "壹 壹拾 壹拾贰 壹佰零伍"),
        ("ideographDigital", (9, 10, 21), "九 一〇 二一"),
        ("japaneseCounting", (10, 11, 20, 100, 101, 111, 200, 1000), "十 十一 二十 百 百一 百十一 二百 千"),
        ("taiwaneseCounting", (10, 99, 100), "十 九十九 一○○"),
        ("taiwaneseCountingThousand", (10, 100, 105), "十 一百 一百零五"),
        ("ideographTraditional", (1, 10, 11), "甲 癸 11"),
        ("ideographZodiac", (1, 12, 13), "子 亥 13"),
        ("ideographEnclosedCircle", (1, 10, 11), "（一） （十） （十一）"),
        ("none", (1, 2), " "),
        ("thaiCounting", (1, 0), "1 0"),
    ],
)
def test_numbers_are_written_as_word_writes_them(style: str, numbers: tuple[int, ...], said: str) -> None:
    """From a hundred on chineseCounting tells digits (一○○), as the open specification of Word's format has it, and 20
    stands between ⑳ and 21; LibreOffice 7.4.7 counts on (一百, ㉑), and has 十 for ideographDigital's 一〇."""
    assert " ".join(numeral(number, style) for number in numbers) == said


HEADINGS = (
    level(0, "chineseCounting", "%1、", '<w:pStyle w:val="1"/>')
    + level(1, "chineseCountingThousand", "（%2）", '<w:pStyle w:val="2"/>')
    + level(2, "decimal", "%3.")
    + level(3, "decimal", "%1.%2.%4", "<w:isLgl/>")
)


def test_lists_of_several_levels_start_anew_below_each_number() -> None:
    body = "".join(numbered("甲", 1, at) for at in (0, 1, 2, 2, 1, 2, 3, 0, 1))
    assert lines(body, numbering=lists(HEADINGS)) == [
        *("一、甲", "（一）甲", "1. 甲", "2. 甲", "（二）甲", "1. 甲", "1.2.1 甲", "二、甲", "（一）甲")
    ]


def test_a_level_may_go_on_below_the_next_number() -> None:
    """A level that nothing stood on yet has begun when one below it is used, so that its first own number is two.

    LibreOffice 7.4.7 counted a thousand paragraphs of lists made at random as we do, but for isLgl, which it knows not.
    """
    levels = level(0, "decimal", "%1、") + level(1, "decimal", "%1.%2", '<w:lvlRestart w:val="0"/>')
    body = "".join(numbered("甲", 1, at) for at in (1, 0, 1, 0, 1))
    assert lines(body, numbering=lists(levels)) == ["1.1 甲", "2、甲", "2.2 甲", "3、甲", "3.3 甲"]


def test_a_level_that_starts_anew_below_the_highest_only() -> None:
    levels = "".join(level(at, "decimal", f"%{at + 1}、", '<w:lvlRestart w:val="1"/>' * (at == 2)) for at in range(3))
    body = "".join(numbered("甲", 1, at) for at in (0, 1, 2, 1, 2, 0, 1, 2))
    assert [line[0] for line in lines(body, numbering=lists(levels))] == [*"11122211"]


def test_styles_number_their_paragraphs_and_zero_takes_the_number_away() -> None:
    styles = STYLES.replace("<w:outlineLvl", '<w:numPr><w:numId w:val="1"/></w:numPr><w:outlineLvl')
    off = numbered("丁", 0, 0, '<w:pStyle w:val="1"/>')
    body = styled("甲", "1") + styled("乙", "2") + styled("丙", "2") + off + styled("戊", "1")
    assert lines(body, styles=styles, numbering=lists(HEADINGS)) == [
        *("## 一、甲", "### （一）乙", "### （二）丙", "## 丁", "## 二、戊")
    ]


def test_a_list_linked_to_a_style_takes_its_levels_from_there() -> None:
    styles = STYLES + (
        '<w:style w:type="numbering" w:styleId="l"><w:name w:val="L"/><w:pPr><w:numPr><w:numId w:val="2"/></w:numPr>'
        "</w:pPr></w:style>"
    )
    linked = lists('<w:numStyleLink w:val="l"/>', f'<w:styleLink w:val="l"/>{HEADINGS}')
    assert lines(numbered("甲", 1) + numbered("乙", 1), styles=styles, numbering=linked) == ["一、甲", "二、乙"]


def test_lists_of_one_shape_count_on_unless_they_start_anew() -> None:
    start = '<w:lvlOverride w:ilvl="0"><w:startOverride w:val="{}"/></w:lvlOverride>'
    other = f'<w:lvlOverride w:ilvl="0">{level(0, "decimal", "%1）")}</w:lvlOverride>'
    numbering = lists(HEADINGS) + "".join(
        f'<w:num w:numId="{key}"><w:abstractNumId w:val="0"/>{more}</w:num>'
        for key, more in ((2, ""), (3, start.format(1)), (4, start.format(5)), (5, other))
    )
    body = "".join(numbered("甲", of) for of in (1, 2, 3, 3, 1, 4, 4, 5))
    assert [line[0] for line in lines(body, numbering=numbering)] == [*"一二一二三五六7"]


CUSTOM = (
    '<w:lvl w:ilvl="0"><w:start w:val="3"/><mc:AlternateContent><mc:Choice Requires="w14"><w:numFmt w:val="custom"/>'
    '</mc:Choice><mc:Fallback><w:numFmt w:val="decimal"/></mc:Fallback></mc:AlternateContent><w:lvlText w:val="%1、"/>'
    "</w:lvl>"
)


@pytest.mark.parametrize(
    ("shape", "said"),
    [
        (level(0, "bullet", "\uf0b7"), "• 甲"),
        (level(0, "bullet", "◆"), "• 甲"),
        (level(0, "bullet", "附"), "附 甲"),
        (level(0, "none", ""), "甲"),
        (level(0, "decimal", "第%1条", '<w:suff w:val="nothing"/>'), "第1条 甲"),
        (level(0, "decimal", "（%1）", '<w:suff w:val="space"/>'), "（1）甲"),
        (level(0, "decimal", "%1.", "<w:rPr><w:vanish/></w:rPr>"), "甲"),
        (CUSTOM, "3、甲"),
    ],
)
def test_bullets_and_marks_stand_before_the_words(shape: str, said: str) -> None:
    assert lines(numbered("甲", 1), numbering=lists(shape)) == [said]


def test_paragraphs_that_are_hidden_or_taken_out_do_not_count_and_empty_ones_do() -> None:
    gone = numbered(f"<w:del>{run('乙')}</w:del>", 1, 0, CHANGED.format("del"))
    hidden = numbered(run("乙", "<w:vanish/>"), 1, 0, "<w:rPr><w:vanish/></w:rPr>")
    body = numbered("甲", 1) + gone + hidden + numbered("丙", 1) + numbered("", 1) + numbered("丁", 1)
    assert lines(body, numbering=lists(HEADINGS)) == ["一、甲", "二、丙", "四、丁"]


def test_a_column_of_automatic_numbers_is_told() -> None:
    serial = cell(numbered("", 1))
    body = table(("序号", "企业"), (serial, "甲"), (serial, "乙"))
    assert "| 1. | 甲 |\n| 2. | 乙 |" in told(body, numbering=lists(level(0, "decimal", "%1.")))


# Tables


def grid(body: str, **others: str) -> list[list[str]]:
    """The cells of the tables in a body, a list for each line."""
    return [
        [one.strip() for one in line.strip("|").split("|")]
        for line in lines(body, **others)
        if line.startswith("|") and "---" not in line
    ]


def test_cells_that_go_over_others_are_told_in_each() -> None:
    body = table(
        (cell("企业", '<w:vMerge w:val="restart"/>'), cell("2023年", '<w:gridSpan w:val="2"/>')),
        (cell("", "<w:vMerge/>"), "产值（万元）", "税收（万元）"),
        ("甲", "3", "2"),
    )
    assert grid(body) == [["企业", "2023年产值（万元）", "2023年税收（万元）"], ["甲", "3", "2"]]


def test_places_stand_beside_each_row_they_go_over_and_figures_once() -> None:
    merged = (cell("云溪镇", '<w:vMerge w:val="restart"/>'), cell("旧", "<w:vMerge/>"))
    body = table(("乡镇", "企业", "产值"), (merged[0], "甲", "3"), (merged[1], "乙", "4"), ("东镇", "丙", "5"))
    assert grid(body)[1:] == [["云溪镇", "甲", "3"], ["云溪镇", "乙", "4"], ["东镇", "丙", "5"]]


def test_old_merges_skipped_columns_and_rows_in_controls() -> None:
    old = (cell("企业名称", '<w:hMerge w:val="restart"/>'), cell("", "<w:hMerge/>"), "产值")
    later = row("乙", "4", properties='<w:gridBefore w:val="1"/>')
    body = table(row(*old), row("甲", "分厂", "3"), f"<w:sdt><w:sdtContent>{later}</w:sdtContent></w:sdt>")
    assert grid(body)[-2:] == [["甲", "分厂", "3"], ["", "乙", "4"]]


def test_rows_and_cells_that_were_taken_out_are_left_out() -> None:
    gone = row("乙", "4", properties="<w:del w:id='1'/>")
    hidden = row("丙", "5", properties="<w:hidden/>")
    body = table(("企业", "产值"), row("甲", cell("9", "<w:cellDel/>"), "3"), gone, hidden)
    assert grid(body) == [["企业", "产值"], ["甲", "3"]]


def test_rows_that_are_repeated_on_each_page_are_headers() -> None:
    head = "<w:tblHeader/>"
    body = table(row("2023年", "2023年", properties=head), row("产值", "税收", properties=head), ("3", "4"))
    assert grid(body)[0] == ["2023年产值", "2023年税收"]
    every = table(*(row(*one, properties=head) for one in (("企业", "产值"), ("甲", "3"))))
    assert grid(every) == [["企业", "产值"], ["甲", "3"]]


def test_tables_in_cells_come_below_their_table_and_tables_in_turn_stay_apart() -> None:
    inner = table(("产品", "产量"), ("铸管", "7"))
    body = table(("企业", "产值"), ("甲", cell(paragraph("3") + inner + paragraph()))) + table(
        ("乡镇", "户数"), ("乙", "9")
    )
    assert grid(body) == [
        *(["企业", "产值"], ["甲", "3"]),
        *(["产品", "产量"], ["铸管", "7"]),
        *(["乡镇", "户数"], ["乙", "9"]),
    ]
    [document] = documents(file(docx(paragraph(f"{HAN}。") + body)))
    rows = [passage for passage in document.passages if passage.cells]
    assert [[one.header for one in passage.cells] for passage in rows] == [
        ["企业", "产值"],
        ["产品", "产量"],
        ["乡镇", "户数"],
    ]


LONG = "云溪县铸管产业起步较早。全县现有企业12家。今年以来形势良好。"


@pytest.mark.parametrize(
    ("body", "said"),
    [
        (table((cell(styled("现状", "1") + paragraph("甲。")),)), ["## 现状", "甲。"]),
        (table(("甲。",), (cell("乙。"),)), ["甲。", "乙。"]),
        (table((cell(table(("企业", "产值"), ("甲", "3"))),)), ["| 企业 | 产值 |", "|---|---|", "| 甲 | 3 |"]),
        (table(("单位名称", "云溪铸管厂"), ("简介", f"{LONG}\n乙。")), ["单位名称 云溪铸管厂", "简介", LONG, "乙。"]),
    ],
)
def test_a_table_that_only_sets_text_is_paragraphs(body: str, said: list[str]) -> None:
    assert [line for line in lines(paragraph("序。") + styled("丁", "1") + body) if line][2:] == said


def test_a_table_of_figures_stays_one_whatever_a_cell_says_and_a_form_does_not() -> None:
    assert grid(table(("企业", "产值（万元）", "备注"), ("甲", "3", LONG)))[1] == ["甲", "3", LONG]
    assert grid(table(("企业名称", "云溪铸管厂", "主要产品", "铸管"), ("简介", LONG))) == []


def test_a_cell_of_several_paragraphs_is_one_line() -> None:
    assert grid(table(("企业", "产值"), ("云溪\n铸管厂", "3")))[1] == ["云溪 铸管厂", "3"]


# What programs write


def test_strict_files_say_the_same() -> None:
    def strict(data: str | bytes) -> str | bytes:
        if not isinstance(data, str):
            return data
        usual = "http://schemas.openxmlformats.org/"
        for part in ("wordprocessingml/2006/", "officeDocument/2006/"):
            data = data.replace(f"{usual}{part}", f"http://purl.oclc.org/ooxml/{part.split('2006')[0]}")
        return data

    parts = parts_of(numbered("现状", 1, 0, '<w:pStyle w:val="1"/>') + styled("对策", "1"), numbering=lists(HEADINGS))
    assert read(file(packed({name: strict(data) for name, data in parts.items()}))).text == "## 一、现状\n## 对策\n"


def test_what_word_does_without_is_not_needed() -> None:
    """python-docx 1.2.0 opens none of these, which Word and WPS write and open: a relation to a part that is not there
    raises KeyError, as does a missing docProps/core.xml it is told of, and a file with macros is refused."""
    parts = parts_of(paragraph("甲。"), main="application/vnd.ms-word.document.macroEnabled.main+xml")
    lost = "".join(f'<Relationship Id="{one}" Type="{KINDS}/{one}" Target="NULL"/>' for one in ("image", "numbering"))
    related = str(parts["word/_rels/document.xml.rels"]).replace("</Relationships>", f"{lost}</Relationships>")
    assert read(file(packed({**parts, "word/_rels/document.xml.rels": related}), "云溪.docm")).text == "甲。\n"
    bare = {"word/document.xml": parts["word/document.xml"]}
    assert read(file(packed(bare))).text == "甲。\n"
    moved = {
        "_rels/.rels": str(parts["_rels/.rels"]).replace("word/document.xml", "/word/document2.xml"),
        "word/document2.xml": parts["word/document.xml"],
    }
    assert read(file(packed(moved))).text == "甲。\n"


def test_what_is_damaged_beside_the_text_is_told_and_the_text_read() -> None:
    parts = parts_of(numbered("甲。", 1), numbering=lists(HEADINGS))
    script = read(file(packed({**parts, "word/numbering.xml": "<w:numbering"})))
    assert script.text == "甲。\n"
    assert tuple(map(str, script.notes)) == (
        "its automatic numbers are damaged and were left out. Save the file again in Word or WPS.",
    )


OFFICE = "urn:schemas-microsoft-com:office:office"
OBJECT = f'<w:r><w:object><o:OLEObject xmlns:o="{OFFICE}" ProgID="{{}}" r:id="rId7"/></w:object></w:r>'


@pytest.mark.parametrize(
    ("inside", "told"),
    [
        ('<w:altChunk r:id="rId7"/>', "another file"),
        ('<w:subDoc r:id="rId7"/>', "another file"),
        (paragraph(OBJECT.format("Excel.Sheet.12")), "a sheet"),
        (paragraph(OBJECT.format("Equation.3")), ""),
    ],
)
def test_a_file_in_the_file_is_told(inside: str, told: str) -> None:
    script = read(file(docx(paragraph("甲。") + inside)))
    assert script.text == "甲。\n"
    assert len(script.notes) == bool(told)
    assert told in " ".join(map(str, script.notes))


BOMB = '<!DOCTYPE w:document [<!ENTITY a "甲甲甲甲甲甲"><!ENTITY b "&a;&a;&a;&a;">]>'


def with_document(document: str | bytes) -> bytes:
    return packed({**parts_of(""), "word/document.xml": document})


def encrypted(data: bytes) -> bytes:
    """The zip with each file marked as encrypted."""
    made = bytearray(data)
    for mark, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = made.find(mark)
        while at >= 0:
            made[at + flags] |= 1
            at = made.find(mark, at + 4)
    return bytes(made)


ROOT = f'<w:document xmlns:w="{W}"><w:body>'


@pytest.mark.parametrize(
    ("data", "why"),
    [
        (encrypted(docx(paragraph("甲"))), "password"),
        (docx(paragraph("甲"))[:900], "damaged"),
        (with_document(f"{BOMB}<w:document/>"), "entities"),
        (with_document(f"{ROOT}{'<w:sdt>' * 10_000}"), "damaged"),
        (with_document(f"{ROOT}<w:p>"), "damaged"),
        (with_document(ROOT + "<w:p/>" * 3_000_001), "too large"),
        (with_document(b" " * 60_000_001), "too large"),
        (packed({"word/documents.txt": "甲"}), "no text"),
        (docx(""), "no words"),
        (docx("<w:p><w:r><w:drawing/></w:r></w:p>"), "no words"),
    ],
    ids=["encrypted", "cut", "entities", "deep", "open", "many", "large", "textless", "empty", "picture"],
)
def test_what_cannot_be_read_is_told(data: bytes, why: str) -> None:
    with pytest.raises(InputError, match=rf"^reports/云溪\.docx: .*{why}.*\. [A-Z].*\.$"):
        read(file(data))


def test_deep_and_wide_files_are_read() -> None:
    deep = "<w:sdt><w:sdtContent>" * 100 + paragraph("甲。") + "</w:sdtContent></w:sdt>" * 100
    nested = paragraph("乙。")
    for _ in range(60):
        nested = table((cell(nested),))
    wide = table([f"列{n}" for n in range(300)], [f"{n}" for n in range(300)])
    spread = table(("企业", "产值"), (cell("甲", '<w:gridSpan w:val="999999999"/>'), "3"))
    found = lines(deep + nested + wide + spread)
    assert found[:2] == ["甲。", "乙。"]
    assert len(grid(wide)[0]) == 300
    assert lines(spread) == ["企业", "产值", "甲", "3"]


# Round trips


def facts(document: Document) -> Counter[Fact]:
    """The facts of a report without where they stand."""
    nowhere = Evidence("", 0, 0, "", "")
    return Counter(replace(fact, evidence=nowhere, certainty=1.0, grounds=()) for fact in read_facts(document).facts)


def lost(plain: Path, word: File) -> tuple[int, int]:
    """How many facts a report's plain text has, and how many of them differ where it is read from another file."""
    [known] = documents(taken(plain))
    [document] = documents(word)
    own, other = facts(known), facts(document)
    return own.total(), max((own - other).total(), (other - own).total())


PASSAGES = [path for path in sorted((TESTS / "passages").glob("*.txt")) if int(path.name[:2]) <= 20]
SURVEYS = sorted(path for path in REPORTS.glob("*.txt") if path.stem != "all-five")
beside = pytest.mark.skipif(not REPORTS.is_dir(), reason="the surveys are not beside this checkout")


def word_of(path: Path) -> File:
    return file(docx_of(path.read_text("utf-8")), f"{path.stem}.docx")


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "paths", [pytest.param(PASSAGES, id="passages"), pytest.param(SURVEYS, marks=beside, id="surveys")]
)
def test_the_same_facts_are_read_as_of_plain_text(paths: list[Path]) -> None:
    found = [lost(path, word_of(path)) for path in paths]
    assert sum(total for total, _ in found) > 500
    assert sum(off for _, off in found) <= 0.02 * sum(total for total, _ in found)


# No crash


SAMPLE = docx(
    styled("云溪县铸管产业集群", "a3")
    + numbered("现状", 1, 0, '<w:pStyle w:val="1"/>')
    + paragraph(f"{run('产值12')}<w:r><w:footnoteReference w:id='2'/></w:r>{BEGIN}{instruction('DATE')}{RESULT}{END}")
    + paragraph(f"<w:r>{SHAPE.format(paragraph('图'))}</w:r>", CHANGED.format("del"))
    + table((cell("企业", '<w:vMerge w:val="restart"/>'), cell("产值", '<w:gridSpan w:val="2"/>')), ("甲", "3", "4")),
    numbering=lists(HEADINGS),
    footnotes=NOTE.format(2, run("丙。")),
)
with zipfile.ZipFile(io.BytesIO(SAMPLE)) as sample:
    OTHERS = {name: sample.read(name) for name in sample.namelist()}
PARTS = {name: etree.fromstring(part) for name, part in OTHERS.items() if name.startswith("word/")}
EXAMPLES = int(os.environ.get("KG_DAMAGED", "100"))
"""Of each kind of damage; KG_DAMAGED=2000 makes more."""


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_damage_stops_the_reading(data: st.DataObject) -> None:
    """Parts are dropped, flipped, repeated and cut, and so is the zip of them."""
    parts = {name: bytearray(part) for name, part in OTHERS.items()}
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), max_size=2, unique=True)):
        del parts[name]
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), max_size=2)):
        at = data.draw(st.integers(0, len(parts[name]) - 1))
        if data.draw(st.booleans()):
            parts[name][at] ^= data.draw(st.integers(1, 255))
        else:
            other = data.draw(st.integers(at, min(at + 200, len(parts[name]))))
            parts[name][at:other] = parts[name][at:other] * data.draw(st.integers(0, 3))
    made = bytearray(packed({name: bytes(part) for name, part in parts.items()}))
    for at in data.draw(st.lists(st.integers(0, len(made) - 1), max_size=3)):
        made[at] ^= data.draw(st.integers(1, 255))
    cut = data.draw(st.integers(0, len(made)) | st.just(len(made)))
    _reads_or_tells(file(bytes(made[:cut])))


TAGS = sorted({element.tag for part in PARTS.values() for element in part.iter()})
VALUES = ("", "0", "-1", "2", "999999999999", "x", "nil", "continue", "restart", "begin", "end", "separate", "bullet")


@settings(max_examples=EXAMPLES, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_no_part_that_is_well_formed_stops_the_reading(data: st.DataObject) -> None:
    """Elements are dropped, repeated, moved into others and called otherwise; attributes say anything."""
    parts = {name: deepcopy(part) for name, part in PARTS.items()}
    for name in data.draw(st.lists(st.sampled_from(sorted(parts)), min_size=1, max_size=8)):
        elements = list(parts[name].iter())
        element, other = (data.draw(st.sampled_from(elements)) for _ in range(2))
        match data.draw(st.sampled_from(("drop", "copy", "rename", "say"))):
            case "drop" if element.getparent() is not None:
                element.getparent().remove(element)
            case "copy":
                other.append(deepcopy(element))
            case "rename":
                other.append(etree.Element(data.draw(st.sampled_from(TAGS)), element.attrib))
            case "say" if element.attrib:
                element.set(data.draw(st.sampled_from(sorted(element.attrib))), data.draw(st.sampled_from(VALUES)))
    made = packed({**OTHERS, **{name: etree.tostring(part) for name, part in parts.items()}})
    _reads_or_tells(file(made))


def _reads_or_tells(given: File) -> None:
    try:
        script = read(given)
    except InputError as error:
        found = str(error)
    else:
        found = f"{given.path}: {script.text}"
    assert found.startswith(f"{given.path}: ")
