"""Web pages: the article of a page and nothing else of it, as a person reads it in the browser.

Of lxml 6.1 with libxml2 2.14: a parser that is told nothing ends a page where elements are 256 deep, and what follows,
the sentence after all those that are closed again too, is lost without an error; hence `huge_tree`, and a note beyond.
"""

import time
from email.message import EmailMessage
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.model import Imprint
from kg.reading import documents
from kg.reading.files import named
from kg.reading.manuscript import Manuscript
from kg.reading.web import read
from tests.paged import SKELETONS, Skeleton, bare, disclosure, layout, portal
from tests.told import difference, facts, originals

REPORT = """松阳县茶叶产业集群调研报告
近年来，我县茶叶产业发展较快，现将有关情况报告如下。
一、基本情况
茶叶产业集群现有企业120家，年产值95亿元。
| 企业名称 | 产值（亿元） |
|---|---|
| 青峰茶业有限公司 | 3.2 |
| 白云茶厂 | 1.8 |
二、存在的问题
（一）品牌不强。全县茶叶品牌多而杂。
"""
ALIKE = 0.02  # of the facts of all reports, those that may differ


def page(content: str | bytes, name: str = "a.html") -> Manuscript:
    return read(named(name, name, content.encode() if isinstance(content, str) else content))


def lines(body: str, head: str = "") -> list[str]:
    """The lines that are set down of a page that is nothing but its body."""
    return [line for line in page(bare(body, head)).text.split("\n") if line]


@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=SKELETONS)
def test_the_article_of_a_page_is_its_words_and_nothing_else(skeleton: Skeleton) -> None:
    told = [line.lstrip("# ") for line in page(skeleton(REPORT)).text.split("\n") if line]
    wanted = [line for line in REPORT.split("\n") if line]
    assert told == wanted


@pytest.mark.no_cover
@pytest.mark.parametrize("skeleton", SKELETONS.values(), ids=SKELETONS)
def test_a_report_in_a_page_tells_what_its_text_tells(skeleton: Skeleton) -> None:
    """What differs, 7 facts of 1,633, stands where the text of a survey is broken in the middle of a sentence: its
    lines are joined in a text file, and are paragraphs of the page that the builder writes."""
    whole = differ = 0
    for path in originals():
        text = path.read_text("utf-8")
        of_text = facts(f"{path.stem}.txt", text.encode())
        of_page = facts(f"{path.stem}.html", skeleton(text).encode("gb18030" if skeleton is disclosure else "utf-8"))
        whole += of_text.total()
        differ += difference(of_text, of_page)
    assert whole > 400
    assert differ <= ALIKE * whole


def test_the_title_is_the_headings_and_not_the_sites() -> None:
    [document] = documents(named("a.html", "a.html", portal(REPORT).encode()))
    assert document.title == "松阳县茶叶产业集群调研报告"
    body = "<td>有企业120家，产值95亿元。</td>"
    for window in ("松阳县茶叶调研_松阳县人民政府", "松阳县茶叶调研 - 松阳政府网", "松阳县政府网_政务_松阳县茶叶调研"):
        assert lines(f"<table>{body}</table>", f"<title>{window}</title>")[0] == "# 松阳县茶叶调研"


def test_a_heading_in_print_of_its_own_is_the_title_where_the_window_names_the_site() -> None:
    old = layout(REPORT).replace("<TITLE>松阳县茶叶产业集群调研报告", "<TITLE>松阳县政府网")
    assert page(old).text.startswith("# 松阳县茶叶产业集群调研报告\n")


def test_a_heading_in_print_of_its_own_that_says_more_than_the_window_is_the_title() -> None:
    old = layout(REPORT).replace("<TITLE>松阳县茶叶产业集群调研报告", "<TITLE>调研报告")
    assert page(old).text.startswith("# 松阳县茶叶产业集群调研报告\n")


def test_a_numbered_heading_is_no_title() -> None:
    """LibreOffice writes a title as a paragraph, and the first heading as the only one of the highest level."""
    assert lines("<p>松阳县茶叶产业</p><h1>一、基本情况</h1><p>有企业120家。</p>") == [
        *("松阳县茶叶产业", "## 一、基本情况", "有企业120家。"),
    ]


def test_what_a_page_says_of_itself_is_its_imprint() -> None:
    assert page(portal(REPORT)).imprint == Imprint("2024-03-18", "青原县工业和信息化局")
    assert page(disclosure(REPORT)).imprint == Imprint("2023-11-06", "柏川市人民政府办公室", "柏政办发〔2023〕17号")
    assert page(bare("<p>发布时间：2023年13月40日</p><p>企业来源广泛。</p>")).imprint == Imprint()


@pytest.mark.parametrize(
    ("said", "encoding"),
    [
        ("utf-8", "utf-8"),
        ("gb2312", "gb18030"),
        ("utf-8", "gb18030"),
        ("gb2312", "utf-8"),
        ("x-unknown", "gb18030"),
        ("utf-8", "utf-16"),
        ("utf-8", "utf-8-sig"),
    ],
)
def test_the_encoding_is_what_the_bytes_are_in(said: str, encoding: str) -> None:
    content = bare("<p>𠮷林镇有镕铝企业12家。</p>", f'<meta charset="{said}">')
    assert page(content.encode(encoding)).text == "𠮷林镇有镕铝企业12家。\n"


def test_damaged_characters_cost_no_page_but_are_told() -> None:
    script = page(bare("<p>全县有企业120家。</p><p>产值95亿元。</p>").encode().replace("值".encode(), b"\xe5\x80"))
    assert "全县有企业120家。" in script.text
    assert "1 characters of the page are damaged" in str(script.notes[0])


def test_a_web_archive_is_the_page_in_it() -> None:
    message = EmailMessage()
    message["MIME-Version"] = "1.0"
    message.set_content(bare("<p>全县有企业120家。</p>"), subtype="html", charset="gb2312", cte="quoted-printable")
    message.add_related(b"GIF89a", "image", "gif")
    for name in ("a.mht", "a.doc"):
        [document] = documents(named(name, name, message.as_bytes()))
        assert (document.text, document.format) == ("全县有企业120家。\n", "web")
    with pytest.raises(InputError, match="no page in this web archive"):
        page("MIME-Version: 1.0\nContent-Type: multipart/related; boundary=x\n\n--x--\n", "a.mht")


@pytest.mark.parametrize(
    ("body", "told"),
    [
        ("<p>有<b>120</b>家<i>企业</i>。</p>", ["有120家企业。"]),
        ("<p>全县有企业\n   120家，\r\n  年产值95亿元。</p>", ["全县有企业 120家，年产值95亿元。"]),
        ("<div>首段。<p>次段。</p>末段。</div>", ["首段。", "次段。", "末段。"]),
        ("<p>有企业<del>100</del><ins>120</ins>家<s>左右</s>。</p>", ["有企业120家。"]),
        ("<p>有企业<span style='text-decoration: line-through'>100</span>120家。</p>", ["有企业120家。"]),
        ("<p><ruby>鄄<rp>（</rp><rt>juàn</rt><rp>）</rp></ruby>城县。</p>", ["鄄城县。"]),
        ("<p>占地3万m<sup>2</sup>，产气2亿Nm<sup>3</sup>。</p>", ["占地3万m²，产气2亿Nm³。"]),
        ("<p>产值95亿元<sup>[1]</sup>，利税9亿元<sup>②</sup>。</p>", ["产值95亿元，利税9亿元。"]),
        ("<p>产值95亿元<sup>注1</sup>，利税9亿元<sup>年底</sup>。</p>", ["产值95亿元，利税9亿元年底。"]),
        ("<p>面积10<sup>4</sup>hm<sup>2</sup>，减排CO<sub>2</sub>。</p>", ["面积10⁴hm²，减排CO2。"]),
        ("<p>一、现状<br>　　有企业120家。<br/><br/>产值95亿元。</p>", ["一、现状", "有企业120家。", "产值95亿元。"]),
        ("<p>有企业120家。</p><p style='DISPLAY: none'>隐藏。</p><p hidden>隐藏。</p>", ["有企业120家。"]),
        ("<p><i class='icon' aria-hidden='true'>&#xe612;</i>有企业120家。</p>", ["有企业120家。"]),
        (
            "<p>有企业120家。</p><!-- 注。 --><script>甲。</script><noscript>乙。</noscript>",
            ["有企业120家。"],
        ),
        ("<pre>　　全县有企业\n120家。\n　　产值95亿元。</pre>", ["全县有企业120家。", "产值95亿元。"]),
        ("<pre>全县有企业120家。\n产值95亿元。</pre>", ["全县有企业120家。", "产值95亿元。"]),
        ("<p>有企业<del>9</del>&#1;\x02120家。</p>", ["有企业120家。"]),
        ("<p>有企业120家。<p>没有结束的段落<div>下一块</div>", ["有企业120家。", "没有结束的段落", "下一块"]),
    ],
)
def test_words_are_read_as_they_are_seen(body: str, told: list[str]) -> None:
    assert lines(body) == told


@pytest.mark.parametrize(
    ("opening", "marks"),
    [
        ("<ol>", ["1. ", "2. "]),
        ("<ol start=4>", ["4. ", "5. "]),
        ("<ol reversed>", ["2. ", "1. "]),
        ("<ol type=a>", ["a. ", "b. "]),
        ("<ol type=I>", ["I. ", "II. "]),
        ("<ol style='list-style: cjk-ideographic inside' start=10>", ["十、", "十一、"]),
        ("<ol style='list-style-type:simp-chinese-informal'>", ["一、", "二、"]),
        ("<ol style='list-style-type:none'>", ["", ""]),
        ("<ul>", ["• ", "• "]),
    ],
)
def test_items_have_the_marks_that_are_printed(opening: str, marks: list[str]) -> None:
    told = lines(f"{opening}<li>纺织企业120家</li><li><p>化工企业30家</p></li></{opening[1:3]}>")
    assert told == [f"{marks[0]}纺织企业120家", f"{marks[1]}化工企业30家"]


def test_an_item_that_says_its_own_number_gets_no_other() -> None:
    assert lines("<ul><li>（一）纺织业</li><li value=7>其他</li></ul>") == ["（一）纺织业", "• 其他"]
    assert lines("<ol><li value=7>其他<li>另外</ol>") == ["7. 其他", "8. 另外"]


def test_headings_keep_their_order_from_the_highest_on() -> None:
    body = "<h1>松阳县茶叶调研报告</h1><h3>基本情况</h3><p>好。</p><h4>规模</h4><p>大。</p><h3>问题</h3><p>多。</p>"
    told = [line for line in lines(body) if line[0] == "#"]
    assert told == ["# 松阳县茶叶调研报告", "## 基本情况", "### 规模", "## 问题"]
    assert lines("<p>小。</p><h2>全县有企业120家。产值95亿元。</h2>")[-1] == "全县有企业120家。产值95亿元。"


def test_tables_have_one_row_of_headers_and_say_where_each_row_stands() -> None:
    script = page(
        bare(
            "<p>全县有企业120家。</p><table><caption>表1 集群情况</caption><thead><tr><th rowspan=2>集群名称</th>"
            "<th colspan=2>2022年</th></tr><tr><th>产值<br>（亿元）</th><th>企业数（家）</th></tr></thead><tbody>"
            "<tr><td>茶叶产业集群</td><td>95</td><td>120</td></tr><tr><td>合计</td><td>95</td><td>120</td></tr>"
            "<tr><td colspan=3>注：数据来自县统计局。</td></tr></tbody></table><p>以上。</p>"
        )
    )
    assert [line for line in script.text.split("\n") if line] == [
        "全县有企业120家。",
        "表1 集群情况",
        "| 集群名称 | 2022年产值（亿元） | 2022年企业数（家） |",
        "|---|---|---|",
        "| 茶叶产业集群 | 95 | 120 |",
        "| 合计 | 95 | 120 |",
        "注：数据来自县统计局。",
        "以上。",
    ]
    at = script.text.index("120 |")
    here = [locus for locus in script.loci if locus.start <= at][-1]
    assert (here.table, here.row, here.column) == (1, 3, 3)
    assert script.loci[-1].paragraph == 2


@pytest.mark.parametrize(
    ("inside", "struck"),
    [
        ("<del>100</del>", True),
        ("<span style='text-decoration: line-through'>100</span>", True),
        ("<s> </s>", False),
        ("<span style='display: none'>100</span>", False),
        ("<del style='display: none'>100</del>", False),
        ("<nav><del>首页</del></nav>", False),
    ],
)
def test_struck_words_of_an_article_are_said(inside: str, struck: bool) -> None:
    said = ("words that are struck through on this page were left out.",) if struck else ()
    script = page(bare(f"<p>全县有企业{inside}120家。</p>"))
    assert "有企业" in script.text
    assert tuple(map(str, script.asides)) == said


def test_a_cell_that_is_struck_through_keeps_its_column() -> None:
    told = lines(
        "<table><tr><th>集群<th>产值（亿元）<th>企业数（家）"
        "<tr><td>茶叶<td style='text-decoration: line-through'>95<td>120</table>"
    )
    assert told[-1] == "| 茶叶 |  | 120 |"


def test_marks_of_notes_are_no_part_of_the_figures_of_a_table() -> None:
    told = lines(
        "<table><tr><th>集群<sup>①</sup><th>面积（km<sup>2</sup>）<th>企业数（家）"
        "<tr><td>茶叶<td>95<sup>1</sup><td>120<sup>[2]</sup></table>"
    )
    assert told == ["| 集群 | 面积（km²） | 企业数（家） |", "|---|---|---|", "| 茶叶 | 95 | 120 |"]


def test_tables_that_lay_out_a_page_are_no_tables() -> None:
    told = lines(
        "<table><tr><td><table><tr><td>全县有企业120家，产值95亿元。</td><td>全市有企业300家。</td></tr></table></td></tr>"
        "</table>"
    )
    assert told == ["全县有企业120家，产值95亿元。", "全市有企业300家。"]
    told = lines("<p>见下。</p><table role=presentation><tr><td>茶叶<td>95<tr><td>竹子<td>80</table>")
    assert told == ["见下。", "茶叶", "95", "竹子", "80"]


def test_cells_over_endless_rows_and_columns_are_no_trouble() -> None:
    body = "<table><tr><th colspan=999999999>名称<th rowspan=-4>产值<tr><td rowspan=65534>茶叶<td>9</table>"
    assert "茶叶" in page(bare(body)).text


def test_lists_of_other_pages_and_buttons_go_and_links_in_sentences_stay() -> None:
    told = lines(
        "<p>全县有<a href=a>青峰茶业有限公司</a>等企业120家，产值95亿元。</p><h2><a href=x>一、现状</a></h2>"
        "<p>较好，分布在三个镇。</p>"
        "<ul><li><a href=b>某县春耕现场会召开</a></li><li><a href=c>某县招商推介会举行</a></li></ul>"
        "<p>【打印本页】 【关闭窗口】</p><p>责任编辑：乔木</p><div class='share-box'>分享</div>"
    )
    assert told == ["全县有青峰茶业有限公司等企业120家，产值95亿元。", "## 一、现状", "较好，分布在三个镇。"]


def test_a_block_with_a_name_of_clutter_that_holds_the_article_stays() -> None:
    assert lines("<div class='main-banner'><p>全县有企业120家。</p></div>") == ["全县有企业120家。"]


@pytest.mark.parametrize("deep", ["<div>", "<table><tr><td>", "<span>", "<ul><li>"])
def test_deep_pages_are_read_as_far_as_they_can_be(deep: str) -> None:
    start = time.process_time()
    script = page(bare("<p>全县有企业120家。</p>" + deep * (150_000 // deep.count("<")) + "<p>最深处。</p>"))
    assert "全县有企业120家。" in script.text
    assert "nested too deep" in str(script.notes[0])
    assert time.process_time() - start < 5


def test_a_page_nested_as_careless_programs_nest_is_read_whole() -> None:
    assert lines("<font>" * 400 + "全县有企业120家。" + "</font>" * 400 + "<p>产值95亿元。</p>")[-1] == "产值95亿元。"


@pytest.mark.parametrize(
    "content", ["<html></html>", "<!DOCTYPE html><p>English only.</p>", "<html>\0\0", "<html><!--"]
)
def test_pages_without_chinese_words_are_told(content: str) -> None:
    with pytest.raises(InputError, match=r"^a\.html: "):
        documents(named("a.html", "a.html", content.encode()))


def test_entities_build_no_bomb() -> None:
    bomb = "<!DOCTYPE html [<!ENTITY a '甲甲甲甲'><!ENTITY b '&a;&a;&a;&a;'><!ENTITY c '&b;&b;&b;&b;'>]>"
    assert len(page(f"{bomb}<html><p>全县有企业120家。&c;</p></html>").text) < 100


PAGES = [skeleton(REPORT).encode() for skeleton in SKELETONS.values()]
PIECES = (
    b"<table>",
    b"</td>",
    b"<ol start=9>",
    b"<sup>",
    b"<!--",
    b"\xff",
    b"<pre>",
    b"&#0;",
    b"<svg><p>",
    b"colspan=9",
)


@settings(max_examples=150, deadline=None)
@given(
    st.sampled_from(PAGES),
    st.lists(st.tuples(st.integers(0, 4000), st.sampled_from(PIECES), st.integers(0, 40)), max_size=12),
)
def test_a_broken_page_is_read_or_refused(content: bytes, cuts: list[tuple[int, bytes, int]]) -> None:
    for at, piece, gone in cuts:
        content = content[:at] + piece + content[at + gone :]
    try:
        script = page(content)
    except InputError:
        return
    assert [one.start for one in script.loci] == sorted({one.start for one in script.loci})


def test_no_passage_is_for_development_only() -> None:
    assert [path.name for path in originals() if path.parent == Path(__file__).parent / "passages"][-1] < "21"
