"""OFD files are read by where each character stands: steps, turned and hidden words, tables, templates, damage."""

import io
import zipfile
from collections import Counter
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.extraction import read_facts
from kg.model import Document, Evidence, Fact
from kg.reading import documents, read
from kg.reading.files import named, taken
from tests.fixed import Paper, grid, made, path, reading, set_from_pdf, words
from tests.printed import by_office, needs_office, set_in_html

HERE = Path(__file__).parent
FIRST = "云溪县的竹编产业起步于上世纪八十年代，目前有竹编企业一百二十家，从业人员两万余人。"
SECOND = "全县竹编产业去年实现产值八亿元，同比增长一成，产品销往三十多个国家，其中出口占四成，内销占六成。"
THIRD = "今后三年，全县将建设竹编文化园，力争产值达到十亿元，新增就业五千人，培育龙头企业五家。"
LINE = 24


def prose(text: str, y: float = 40, x: float = 30) -> list[str]:
    """A paragraph with an indent of two characters, in lines of so many, 4 millimetres each."""
    first, rest = text[: LINE - 2], text[LINE - 2 :]
    below = (rest[at : at + LINE] for at in range(0, len(rest), LINE))
    return [words(first, x + 8, y), *(words(line, x, y + 7 * n) for n, line in enumerate(below, 1))]


def lines(*objects: str) -> list[str]:
    """The lines that are read of a page of these objects, below a paragraph."""
    told = reading(made([Paper([*prose(FIRST), *objects])])).text.splitlines()
    assert told[0] == FIRST
    return told[1:]


def facts(found: Iterable[Document]) -> Counter[Fact]:
    """Facts by how often they are told, without the place of their words."""
    nowhere = Evidence("", 0, 0, "", "")
    return Counter(replace(fact, evidence=nowhere) for one in found for fact in read_facts(one).facts)


def test_a_file_of_another_maker_is_read() -> None:
    """Made by easyofd 20260427, with its option for text, from a PDF that LibreOffice printed of an invented report.

    The names of its author and of its resources were taken out. It does not keep to the standard: its namespace and the
    attribute `size` are its own, the page's box is in points, and the characters of a line are set evenly, however wide
    they are; it draws no rules. The blanks beside figures are those that it takes for gaps in the PDF.
    """
    file = HERE / "fixtures" / "ofd" / "easyofd.ofd"
    [report] = read(file)
    assert report.format == "ofd"
    assert report.text.splitlines() == [
        "# 云溪县竹编产业调查",
        "## 一、基本情况",
        "云溪县的竹编产业起步于上世纪八十年代，目前有竹编企业一百二十家，从业人员两万余人，产品销往三十多个国家。",
        "2023 年，全县竹编产业实现产值8.6 亿元，同比增长12.5%。",
    ]
    plain = report.text.replace("#", "").replace("2023 ", "2023").replace("8.6 ", "8.6")
    assert facts([report]) == facts(documents(named("easyofd.ofd", "easyofd.txt", plain.encode())))
    assert len(taken(file).data) < 3_000


def test_lines_make_paragraphs_over_pages_and_say_their_page() -> None:
    above, below = SECOND[: LINE - 2], SECOND[LINE - 2 :]
    first = [*prose(FIRST), *prose(above, 60)]
    second = [words(below[at : at + LINE], 30, 40 + at / 3) for at in range(0, len(below), LINE)]
    script = reading(made([Paper(first), Paper(second)]))
    assert script.text.splitlines() == [FIRST, SECOND]
    assert script.pages == 2
    assert [(locus.start, locus.page) for locus in script.loci] == [(0, 1), (script.text.index(below), 2)]


@pytest.mark.parametrize("bold", [{"Font": "2"}, {"Font": "3"}, {"Weight": "700"}], ids=["name", "font", "weight"])
def test_the_largest_words_are_the_title_and_bold_ones_a_heading(bold: dict[str, str]) -> None:
    title, head = words("云溪县竹编产业调查", 70, 20, 7), words("产业现状", 30, 30, **bold)
    script = reading(made([Paper([title, head, *prose(FIRST), *prose(SECOND, 54), *prose(THIRD, 75)])]))
    assert script.text.splitlines() == ["# 云溪县竹编产业调查", "## 产业现状", FIRST, SECOND, THIRD]


@pytest.mark.parametrize(
    ("deltas", "told"),
    [
        (' DeltaX="g 9 4"', "产值八亿元同比增一成"),
        (' DeltaX="g 4 4 4 g 4 4"', "产值八亿元同比增一成"),
        (' DeltaX="g 99999999 4"', "产值八亿元同比增一成"),
        ("", "产值八亿元同比增一成"),
        (' DeltaX="g 4 4 20 g 4 4"', "产值八亿元 同比增一成"),
    ],
    ids=["repeated", "mixed", "more", "none", "apart"],
)
def test_steps_between_characters_may_be_repeated(deltas: str, told: str) -> None:
    """Ten characters have nine steps. Where there are none the characters follow one another, as viewers show them."""
    assert lines(words("产值八亿元同比增一成", 38, 70, deltas=deltas)) == [told]


def test_figures_are_not_parted_and_blanks_in_words_are_kept() -> None:
    assert lines(words("产值8.65亿元，品牌Bamboo House获ISO 9001认证。", 38, 70)) == [
        "产值8.65亿元，品牌Bamboo House获ISO 9001认证。"
    ]


def test_codes_of_one_object_go_on_from_where_they_say() -> None:
    told = (
        '<ofd:TextObject ID="5" Boundary="30 66 150 30" Size="4" Font="1">'
        '<ofd:CGTransform CodePosition="0" CodeCount="1" GlyphCount="1"><ofd:Glyphs>77</ofd:Glyphs></ofd:CGTransform>'
        '<ofd:TextCode X="8" Y="4" DeltaX="g 2 4">竹编产</ofd:TextCode>'
        '<ofd:TextCode X="20" DeltaX="g 1 4">值八</ofd:TextCode><ofd:TextCode X="28" DeltaX="4">亿元</ofd:TextCode>'
        "</ofd:TextObject>"
    )
    assert lines(told) == ["竹编产值八亿元"]


def test_a_matrix_enlarges_words_and_moves_them() -> None:
    larger = words("竹编产业调查", 20, 20, 4, CTM="2 0 0 2 40 0")
    [title, told] = reading(made([Paper([larger, *prose(FIRST)])])).text.splitlines()
    assert (title, told) == ("# 竹编产业调查", FIRST)


def test_words_aslant_are_a_water_mark_and_left_out() -> None:
    assert lines(words("内部资料", 60, 100, 12, CTM="0.7 -0.7 0.7 0.7 0 0")) == []


PLACES = [(0, 67), (24, 60)]


@pytest.mark.parametrize(
    "turned",
    [
        [words(FIRST[at : at + LINE], x, 40, CTM="0 1 -1 0 0 0") for at, x in PLACES],
        [words(FIRST[at : at + LINE], x, 40, deltas=f' DeltaY="g {LINE} 4"', CharDirection="90") for at, x in PLACES],
    ],
    ids=["matrix", "direction"],
)
def test_a_page_set_on_its_side_is_read_as_it_is_held(turned: list[str]) -> None:
    assert reading(made([Paper(turned)])).text.splitlines() == [FIRST]


def test_hidden_words_are_left_out_and_told() -> None:
    script = reading(made([Paper([*prose(FIRST), words("此段不示人", 38, 70, Visible="false")])]))
    assert script.text.splitlines() == [FIRST]
    assert tuple(map(str, script.asides)) == (
        "page 1 of this OFD file has hidden words, which were not read. Show them if they are of the report.",
    )
    assert script.notes == ()


def test_words_drawn_twice_to_look_bold_are_read_once() -> None:
    assert lines(words("产值八亿元", 38, 70), words("产值八亿元", 38.1, 70)) == ["产值八亿元"]


ROWS = [["镇街", "企业数（家）", "产值（亿元）"], ["青石镇", "32", "2.5"], ["白鹤镇", "41", "3.1"]]
XS, YS = [30.0, 70.0, 110.0, 150.0], [70.0, 78.0, 86.0, 94.0]
CELLS = [words(cell, x + 2, y + 5) for row, y in zip(ROWS, YS, strict=False) for cell, x in zip(row, XS, strict=False)]
TABLE = [
    "",
    "| 镇街 | 企业数（家） | 产值（亿元） |",
    "|---|---|---|",
    "| 青石镇 | 32 | 2.5 |",
    "| 白鹤镇 | 41 | 3.1 |",
]


@pytest.mark.parametrize(
    "rules",
    [
        grid(XS, YS),
        [path(f"M {XS[0]} {YS[0]} L {x} {YS[0]} L {x} {y} L {XS[0]} {y} C") for x in XS[1:] for y in YS[1:]],
        [
            *(path(f"M 30 {y} L 150 {y} L 150 {y + 0.2} L 30 {y + 0.2} C", Stroke="false", Fill="true") for y in YS),
            *(path(f"M {x} 70 L {x} 94 L {x + 0.2} 94 L {x + 0.2} 70 C", Stroke="false", Fill="true") for x in XS),
        ],
    ],
    ids=["lines", "boxes", "filled"],
)
def test_a_table_is_read_by_its_rules(rules: list[str]) -> None:
    script = reading(made([Paper([*prose(FIRST), *CELLS, *rules])]))
    assert script.text.splitlines() == [FIRST, *TABLE, ""]
    at = script.text.index("41")
    place = max((locus for locus in script.loci if locus.start <= at), key=lambda locus: locus.start)
    assert (place.page, place.table, place.row, place.column) == (1, 1, 3, 2)


def test_clips_and_patterns_draw_nothing() -> None:
    drawn = "<ofd:Path><ofd:AbbreviatedData>M 30 70 L 150 70</ofd:AbbreviatedData></ofd:Path>"
    clip = f"<ofd:Clips><ofd:Clip><ofd:Area>{drawn}</ofd:Area></ofd:Clip></ofd:Clips>"
    inside = f"<ofd:FillColor><ofd:Pattern><ofd:CellContent>{words('竹', 40, 80)}</ofd:CellContent></ofd:Pattern>"
    shape = path("M 30 72 L 40 72 L 40 80 C").replace("<ofd:Abb", f"{clip}{inside}</ofd:FillColor><ofd:Abb", 1)
    assert lines(shape) == []


def test_what_templates_print_on_each_page_is_a_running_head() -> None:
    told = [FIRST, SECOND, THIRD]
    head = Paper([words("云溪县经济和信息化局文件", 60, 12)])
    pages = [Paper([*prose(one), words(f"— {n} —", 100, 285)], ["7"]) for n, one in enumerate(told, 1)]
    script = reading(made(pages, templates={"7": head}))
    assert script.text.splitlines() == told


def test_rules_of_a_template_part_the_words_of_a_page() -> None:
    script = reading(made([Paper([*prose(FIRST), *CELLS], ["7"])], templates={"7": Paper(grid(XS, YS))}))
    assert script.text.splitlines() == [FIRST, *TABLE, ""]


def test_a_template_that_is_missing_is_told_and_the_page_is_read() -> None:
    script = reading(made([Paper(prose(FIRST), ["7"])]))
    assert script.text.splitlines() == [FIRST]
    assert tuple(map(str, script.notes)) == (
        "what a template prints on page 1 of this OFD file cannot be read. Save or fetch it again.",
    )


def test_several_documents_are_read_in_their_order() -> None:
    script = reading(made([Paper(prose(FIRST))], [Paper(prose(SECOND))]))
    assert script.text.splitlines() == [FIRST, SECOND]
    assert [locus.page for locus in script.loci] == [1, 2]


def test_the_box_of_a_page_says_what_is_on_it() -> None:
    outside = words("页外之字", 20, 100)
    inside = prose(FIRST, 140, 130)
    script = reading(made([Paper([outside, *inside], box="100 100 210 297")]))
    assert script.text.splitlines() == [FIRST]


def test_names_may_be_without_a_prefix_and_places_be_written_otherwise() -> None:
    data = made([Paper(prose(FIRST))])
    moved = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as source, zipfile.ZipFile(moved, "w") as target:
        for name in source.namelist():
            told = source.read(name).replace(b"ofd:", b"").replace(b"xmlns:ofd", b"xmlns")
            told = told.replace(b"Pages/Page_0/Content.xml", b".\\pages\\Page_0/Content.xml")
            target.writestr(name, told.replace(b"<DocRoot>", b"<DocRoot>/"))
    assert reading(moved.getvalue()).text.splitlines() == [FIRST]


PICTURE = '<ofd:ImageObject ID="3" Boundary="0 0 210 297" CTM="210 0 0 297 0 0" ResourceID="4"/>'
LETTERS = path(" ".join(f"M {n} 9 B {n} 9 {n + 1} 9 {n + 1} 10 C" for n in range(201)), Fill="true")


@pytest.mark.parametrize("shown", [PICTURE, LETTERS], ids=["picture", "outlines"])
def test_pages_without_readable_text_are_told(shown: str) -> None:
    """pdf2ofd 0.1.0 draws every letter as an outline; easyofd 20260427 makes pictures of pages unless it is told."""
    script = reading(made([Paper(prose(FIRST)), Paper([shown, words("2", 100, 285)])]))
    assert script.text.splitlines() == [FIRST]
    [note] = map(str, script.notes)
    assert note.startswith(
        "this OFD file has no readable text on page 2. Save it as PDF in the program for OFD files: "
    )
    with pytest.raises(InputError, match=r"report\.ofd: this OFD file has no readable text on page 1\. Save it as PDF"):
        reading(made([Paper([shown])]))


def test_characters_without_a_meaning_are_no_text() -> None:
    lost = words("\ue001\ue002\ue003\ue004", 38, 70)
    with pytest.raises(InputError, match="this OFD file has no readable text on page 1"):
        reading(made([Paper([lost])]))
    assert lines(words("产值\ue001亿元", 38, 70)) == ["产值\ufffd亿元"]


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"Doc_0/Pages/Page_1/Content.xml": ""}, "page 2"),
        ({"Doc_0/Pages/Page_1/Content.xml": "<ofd:Page><ofd:Content>"}, "page 2"),
        ({"Doc_0/Pages/Page_1/Content.xml": '<!DOCTYPE x [<!ENTITY a "b">]><Page>&a;</Page>'}, "page 2"),
        ({"Doc_0/Pages/Page_1/Content.xml": '<Page><TextObject Size="1e999"/></Page>'}, "page 2"),
        ({"Doc_0/Pages/Page_1/Content.xml": "<Page><PhysicalBox>0 0 0 0</PhysicalBox></Page>"}, "page 2"),
    ],
    ids=["missing", "cut", "entity", "figure", "box"],
)
def test_a_damaged_page_is_told_and_the_rest_is_read(parts: dict[str, str], told: str) -> None:
    script = reading(made([Paper(prose(FIRST)), Paper(prose(SECOND)), Paper(prose(SECOND))], parts=parts))
    assert script.text.splitlines() == [FIRST, SECOND]
    assert tuple(map(str, script.notes)) == (f"{told} of this OFD file cannot be read. Save or fetch it again.",)


@pytest.mark.parametrize(
    ("parts", "told"),
    [
        ({"Doc_0/Document.xml": ""}, r"this OFD file is damaged \(Doc_0/Document\.xml is missing\)\. Save or fetch"),
        ({"OFD.xml": "<ofd"}, r"this OFD file is damaged \(.*\)\. Save or fetch it again\."),
        ({"OFD.xml": "<OFD/>"}, r"there is no text in this OFD file\. Give a report with text\."),
        ({"Encryptions.xml": "<x/>"}, r"this OFD file is encrypted\. Save it without a password\."),
        ({"OFD.xml": "<OFD><Encryptions>/e.xml</Encryptions></OFD>"}, r"this OFD file is encrypted\."),
        ({"Doc_0/Pages/Page_0/Content.xml": "<Page/>"}, r"there is no text in this OFD file\."),
    ],
    ids=["document", "root", "nothing", "encrypted", "encryptions", "blank"],
)
def test_what_cannot_be_read_is_told(parts: dict[str, str], told: str) -> None:
    with pytest.raises(InputError, match=rf"^report\.ofd: {told}"):
        reading(made([Paper(prose(FIRST))], parts=parts))


def test_a_part_behind_a_password_is_told() -> None:
    data = bytearray(made([Paper(prose(FIRST))]))
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        data[data.index(mark) + place] |= 1
    with pytest.raises(InputError, match=r"this OFD file is encrypted\."):
        reading(bytes(data))


def test_fonts_that_cannot_be_read_cost_no_text() -> None:
    assert reading(made([Paper(prose(FIRST))], parts={"Doc_0/PublicRes.xml": "<"})).text.splitlines() == [FIRST]


HEAVY = {
    "elements": ("<x/>", 1_100_000),
    "outline": ("<PathObject><AbbreviatedData>M 1 1 L 9 9</AbbreviatedData></PathObject>", 60_000),
    "attribute": (f"<TextObject Boundary='{'1 ' * 1_000_000}'/>", 2),
}


@pytest.mark.no_cover
@pytest.mark.parametrize("kind", HEAVY)
def test_a_file_that_unpacks_to_too_much_is_told(kind: str) -> None:
    """Small files that unpack to pages of nearly 5 MB; one attribute of 90 MB takes expat 2.5 108 seconds."""
    part, times = HEAVY[kind]
    page = {"Doc_0/Pages/Page_0/Content.xml": f"<Page>{part * times}</Page>"}
    with pytest.raises(InputError, match=r"this OFD file unpacks to more than any report does|cannot be read|no text"):
        reading(made([Paper(prose(FIRST))], parts=page))


@pytest.mark.parametrize("part", ["OFD.xml", "Doc_0/Document.xml", "Doc_0/Pages/Page_0/Content.xml"])
def test_a_part_larger_than_any_is_not_unpacked(part: str) -> None:
    with pytest.raises(InputError, match=r"this OFD file unpacks to more than any report does|page 1 of this OFD file"):
        reading(made([Paper(prose(FIRST))], parts={part: f"<x>{' ' * 11_000_000}</x>"}))


def test_a_page_that_draws_too_much_is_told_and_the_rest_is_read() -> None:
    script = reading(made([Paper(prose(FIRST)), Paper([words("竹" * 60_000, 10, 10, deltas="")])]))
    assert script.text.splitlines() == [FIRST]
    assert tuple(map(str, script.notes)) == ("page 2 of this OFD file cannot be read. Save or fetch it again.",)


@pytest.mark.no_cover
def test_a_page_that_is_listed_again_and_again_is_told() -> None:
    once = '<ofd:Page ID="0" BaseLoc="Pages/Page_0/Content.xml"/>'
    listed = f"<Document xmlns:ofd='o'><Pages>{once * 1_999}</Pages></Document>"
    full = Paper([words("竹编产业" * 50, 5, y / 10, 1, deltas="") for y in range(100, 200)])
    with pytest.raises(InputError, match="this OFD file unpacks to more than any report does"):
        reading(made([full], parts={"Doc_0/Document.xml": listed}))
    with pytest.raises(InputError, match=r"this OFD file has more than 2,000 pages\. Split it"):
        reading(made([full], parts={"Doc_0/Document.xml": listed.replace(once, once * 2, 1_999)}))


SMALL = made([Paper([*prose(FIRST), *CELLS, *grid(XS, YS)], ["7"])], templates={"7": Paper([words("局", 60, 12)])})
PARTS = {name: zipfile.ZipFile(io.BytesIO(SMALL)).read(name) for name in zipfile.ZipFile(io.BytesIO(SMALL)).namelist()}


@settings(max_examples=100, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.sampled_from(sorted(PARTS)),
    st.lists(
        st.tuples(st.integers(0, 5_000), st.binary(max_size=5) | st.sampled_from([b"-", b"9e9", b"g", b'"', b"<"]))
    ),
    st.booleans(),
)
def test_a_damaged_file_is_read_or_told(name: str, changes: list[tuple[int, bytes]], packed: bool) -> None:
    whole = SMALL if packed else PARTS[name]
    data = bytearray(whole)
    for at, bits in changes:
        at %= len(data)
        data[at : at + len(bits) or at + 1] = bits
    if not packed:
        again = io.BytesIO()
        with zipfile.ZipFile(again, "w") as package:
            for part, own in PARTS.items():
                package.writestr(part, bytes(data) if part == name else own)
        data = bytearray(again.getvalue())
    try:
        script = reading(bytes(data))
        told = script.text + "".join(map(str, script.notes))
    except InputError as error:
        told = str(error).removeprefix("report.ofd: ")
    assert told
    assert "report.ofd" not in told


@pytest.mark.no_cover
@needs_office
def test_surveys_set_in_ofd_have_the_facts_of_their_text() -> None:
    """Printed by LibreOffice, and each line of the PDF set as OFD sets it, with the steps between its characters."""
    surveys = sorted((HERE / "passages").glob("*.txt"))[:6]
    printed = by_office({one.stem: set_in_html(one.read_text("utf-8")) for one in surveys})
    differ = total = 0
    for one in surveys:
        expected = facts(read(one))
        seen = facts(documents(named(one.stem, f"{one.stem}.ofd", set_from_pdf(printed[one.stem]))))
        total += expected.total()
        differ += max((expected - seen).total(), (seen - expected).total())
    assert total > 50
    assert differ <= 0.02 * total
