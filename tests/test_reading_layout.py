"""Layout: which lines are headings and how deep, and which lines are one paragraph."""

import pytest

from kg.reading.headings import numbering
from kg.reading.layout import passages

LEAD = "近年来，安溪县坚持把产业集群作为县域经济的重要支撑，大力实施“一镇一业”战略，规模不断扩大。"


def headings(text: str) -> list[tuple[int, str]]:
    """The headings below the title, with their levels."""
    _, found = passages(f"安溪县产业集群调研报告\n{LEAD}\n{text}")
    return [(p.path[-1].level, p.path[-1].text) for p in found if p.kind == "heading"][1:]


def paragraphs(text: str) -> list[tuple[str, str]]:
    """The paragraphs with the words of the heading that each stands under."""
    _, found = passages(text)
    return [(p.path[-1].text if p.path else "", text[p.start : p.end]) for p in found if p.kind == "paragraph"]


@pytest.mark.parametrize(
    ("line", "level"),
    [
        ("第一章 总则", 1),
        ("一、发展现状", 1),
        ("二．发展现状", 1),
        ("十二 、发展现状", 1),
        ("（一）茶叶产业", 2),
        ("( 三 )茶叶产业", 2),
        ("1、茶叶产业", 3),
        ("12.茶叶产业", 3),
        ("1．茶叶产业", 3),
        ("2)茶叶产业", 3),
        ("（1）种植面积", 4),
        ("①做强龙头", 5),
        ("——做强龙头", 5),
        ("一是做强龙头", 6),
        ("二要做强龙头", 6),
        ("第一，做强龙头", 6),
        ("# 调研报告", 0),
        ("## 发展现状", 1),
        ("### 茶叶产业", 2),
        ("## （一）茶叶产业", 2),
    ],
)
def test_numbering_gives_the_level(line: str, level: int) -> None:
    found = numbering(line)
    assert found
    assert found.level == level
    assert line[found.length :] in ("总则", "发展现状", "茶叶产业", "种植面积", "做强龙头", "调研报告")


@pytest.mark.parametrize(
    "line",
    ["3.5万亩茶园", "2023.5月", "第一产业", "一、二、三产业比重", "1、2、3号车间", "#茶叶", "2023年", "十一五", "-5度"],
)
def test_figures_and_words_are_no_numbering(line: str) -> None:
    assert numbering(line) is None


@pytest.mark.parametrize(
    ("line", "heading", "below"),
    [
        ("（一）茶叶产业。现有企业720家。", "茶叶产业", "现有企业720家。"),
        ("（一）加强规划，完善机制。各镇要统筹布局。", "加强规划，完善机制", "各镇要统筹布局。"),
        ("（一）茶叶产业 现有企业720家，年产值95亿元。", "茶叶产业", "现有企业720家，年产值95亿元。"),
        ("3、茶叶加工业：以西坪镇为中心，骨干企业有八马公司；", "茶叶加工业", "以西坪镇为中心，骨干企业有八马公司；"),
        ("3、茶叶加工业（中心在西坪，八马公司等为骨干）；", "茶叶加工业", "（中心在西坪，八马公司等为骨干）；"),
        ("——做强龙头。扶持八马公司上市。", "做强龙头", "扶持八马公司上市。"),
        ("一是做强龙头。扶持八马公司上市。", "做强龙头", "扶持八马公司上市。"),
        ("二是要做强龙头。扶持八马公司上市。", "做强龙头", "扶持八马公司上市。"),
    ],
)
def test_a_heading_runs_into_its_paragraph(line: str, heading: str, below: str) -> None:
    assert [text for _, text in headings(line)] == [heading]
    assert paragraphs(f"安溪县调研报告\n{line}")[-1] == (heading, below)


@pytest.mark.parametrize(
    "line",
    [
        "（二）2023年，全县实现产值320亿元。",
        "1、八马茶业公司产值达12亿元，居全县第一。",
        "1、龙头企业：八马茶业公司、华祥苑茶业公司",
        "• 主要产品：乌龙茶、红茶",
        "- 企业规模小",
        "一是八马公司带动型，以订单联结农户；二是市场带动型，以茶都为依托。",
        "改革不断深化。三要素保障有力，用地、用能、用工均有安排。",
        "1、2023 年全县茶叶产业集群实现产值320亿元。",
        "一是它成为农民增收的主要来源。全县茶农人均收入过半来自茶叶。",
    ],
)
def test_a_numbered_sentence_that_states_something_is_a_paragraph(line: str) -> None:
    assert headings(line) == []
    assert paragraphs(f"安溪县调研报告\n{LEAD}\n{line}")[-1][1].endswith(line[-5:])


def test_points_part_the_paragraph_they_run_through() -> None:
    points = "主要有：一是资源型。依托茶山。二是市场型。依托茶都。"
    text = f"安溪县调研报告\n一、特点\n（一）模式多样。{points}\n茶都年交易额20亿元。"
    assert headings(text.partition("\n")[2]) == [(1, "特点"), (2, "模式多样"), (6, "资源型"), (6, "市场型")]
    assert paragraphs(text) == [
        ("模式多样", "主要有："),
        ("资源型", "依托茶山。"),
        ("市场型", "依托茶都。"),
        ("模式多样", "茶都年交易额20亿元。"),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "1.规模偏小。2.人才缺乏。",
        "主要有：1、规模偏小。企业多为作坊。2、人才缺乏。",
        "一是规模偏小；\n二是人才缺乏；",
        "①规模偏小。②人才缺乏。",
    ],
)
def test_points_in_a_line_or_line_by_line_are_headings(line: str) -> None:
    assert [text for _, text in headings(f"一、问题\n{line}\n")] == ["问题", "规模偏小", "人才缺乏"]


def test_headings_that_print_ran_together_part_a_paragraph() -> None:
    sections = "一、主导产业 柳溪镇主攻果蔬生产。 （一）果蔬业 现有大棚300座。 （二）养羊业 羊存栏5000只。"
    text = f"柳溪镇概况\n全镇有人口2万人。 {sections}"
    found = [(one.kind, [h.text for h in one.path]) for one in passages(text)[1][1:]]
    assert found == [
        ("paragraph", []),
        ("heading", ["主导产业"]),
        ("paragraph", ["主导产业"]),
        ("heading", ["主导产业", "果蔬业"]),
        ("paragraph", ["主导产业", "果蔬业"]),
        ("heading", ["主导产业", "养羊业"]),
        ("paragraph", ["主导产业", "养羊业"]),
    ]


@pytest.mark.parametrize(
    "line",
    [
        "全镇有人口2万人。 一、主导产业 柳溪镇主攻果蔬生产。",  # one alone
        "入园企业须：（一）缴清税款；（二）按期投产，（三）安置职工。",
        "会议讨论三项： 一、通过2019年预算，报县人大备案； 二、推举监事，任期三年整。",
    ],
)
def test_numbers_in_a_paragraph_that_no_name_and_gap_follows_part_nothing(line: str) -> None:
    assert [one.kind for one in passages(f"柳溪镇概况\n{line}")[1][1:]] == ["paragraph"]


def test_points_apart_by_semicolons_stay_one_paragraph() -> None:
    text = "安溪县调研报告\n一、措施\n主要做到：一是扩规模；二是优环境；三是强招商。"
    assert paragraphs(text) == [("措施", "主要做到：一是扩规模；二是优环境；三是强招商。")]


def test_a_point_without_a_heading_ends_the_point_before() -> None:
    text = "安溪县调研报告\n一、措施\n一是做强龙头。扶持上市。二是市政府每年安排专项资金5000万元用于园区建设。"
    assert paragraphs(text) == [("做强龙头", "扶持上市。"), ("措施", "市政府每年安排专项资金5000万元用于园区建设。")]


def test_broken_and_repeated_numbering_is_taken_as_it_stands() -> None:
    text = "一、现状\n（一）茶叶产业\n（一）藤铁产业\n四、问题\n1、规模小\n3、人才少\n二、建议\n"
    assert headings(text) == [
        (1, "现状"), (2, "茶叶产业"), (2, "藤铁产业"), (1, "问题"), (3, "规模小"), (3, "人才少"), (1, "建议")
    ]  # fmt: skip


def test_short_lines_between_paragraphs_are_headings_without_numbers() -> None:
    state = f"发展现状\n{LEAD}\n茶叶产业\n{LEAD}\n藤铁产业\n{LEAD}\n"
    text = f"{state}存在的问题\n规模偏小\n{LEAD}\n安溪县工信局\n2024年5月\n"
    assert headings(text) == [(1, "发展现状"), (2, "茶叶产业"), (2, "藤铁产业"), (1, "存在的问题"), (2, "规模偏小")]


def test_a_heading_without_number_stands_under_the_numbered_one() -> None:
    assert headings(f"（一）主导产业\n茶叶产业\n{LEAD}\n藤铁产业\n{LEAD}\n（二）新兴产业\n") == [
        (2, "主导产业"), (4, "茶叶产业"), (4, "藤铁产业"), (2, "新兴产业")
    ]  # fmt: skip


def test_the_path_holds_the_headings_above_but_not_the_title() -> None:
    _, found = passages("安溪县调研报告\n一、现状\n（一）茶叶产业。一是规模大。有企业720家。\n")
    assert [heading.text for heading in found[-1].path] == ["现状", "茶叶产业", "规模大"]
    assert [heading.text for heading in found[0].path] == ["安溪县调研报告"]


@pytest.mark.parametrize("width", [20, 28, 36])
def test_lines_broken_at_a_width_are_one_paragraph(width: int) -> None:
    body = LEAD[:-1] + "，现已形成茶叶、藤铁工艺、建材家居等特色产业，从业人员超过十二万人，其中茶叶带动农户最多。"
    paragraph, section = (
        "\n".join(words[at : at + width] for at in range(0, len(words), width))
        for words in (body, f"（一）茶叶产业。{body}")
    )
    text = f"安溪县调研报告\n{paragraph}\n一、现状\n{section}\n"
    assert [words.replace("\n", "") for _, words in paragraphs(text)] == [body, body]


def test_a_page_break_in_mid_sentence_is_no_end() -> None:
    text = f"安溪县调研报告\n一、现状\n{LEAD}目前，全县已有茶叶产业集群企业七百二十\n家，年产值九十五亿元。\n{LEAD}\n"
    assert [words.count("\n") for _, words in paragraphs(text)] == [1, 0]


def test_a_heading_broken_over_two_lines_is_one() -> None:
    line = "（一）进一步加大对茶叶产业和藤铁工艺产业的"
    rest = "规范整顿力度。按照规定，对两个产业从严治理。"
    text = f"{line}\n{rest}\n{LEAD[:20]}\n{LEAD[20:40]}\n{LEAD[40:]}\n"
    title, found = passages(text)
    assert title == ""
    assert found[0].path[-1].text == "进一步加大对茶叶产业和藤铁工艺产业的规范整顿力度"


def test_rulings_and_page_numbers_are_no_passages() -> None:
    text = f"安溪县调研报告\n{LEAD}\n----------\n- 3 -\n第 4 页\n{LEAD}\n"
    assert len(paragraphs(text)) == 2


WRAPPED = """二、工业经济稳中向好
（一）石材产业聚链成群。全县石材企业发展到 310 户,
规上企业 42 户,完成产值 68.4 亿元,增幅 9%;出口 8600 万
美元。建成以磐石集团为龙头、鑫岩公司等企业为骨干
的板材产业集群
和以云腾石艺为龙头的石雕产业集群,带动务工 1.2 万
人。
2.园区建设提速。1—9 月,园区规上工业增加值 18.2
亿元,列全市第 3 位。"""


def test_a_page_whose_lines_break_at_no_width_is_joined() -> None:
    _, found = passages(WRAPPED)
    told = [WRAPPED[p.start : p.end].replace("\n", "") for p in found if p.kind == "paragraph"]
    assert told == [
        (
            "全县石材企业发展到 310 户,规上企业 42 户,完成产值 68.4 亿元,增幅 9%;出口 8600 万美元。"
            "建成以磐石集团为龙头、鑫岩公司等企业为骨干的板材产业集群"
            "和以云腾石艺为龙头的石雕产业集群,带动务工 1.2 万人。"
        ),
        "1—9 月,园区规上工业增加值 18.2亿元,列全市第 3 位。",
    ]


def test_the_title_of_a_work_report_stands_apart_and_goes_on() -> None:
    head = "政 府 工 作 报 告\n——2024年1月16日在青石县第九届\n人民代表大会第三次会议上"
    text = f"{head}\n一、2023年工作回顾\n全县石材产值68亿元。"
    title, found = passages(text)
    assert title == "政府工作报告——2024年1月16日在青石县第九届人民代表大会第三次会议上"
    assert [p.path[-1].text for p in found if p.kind == "heading"][1:] == ["2023年工作回顾"]


def test_a_line_of_a_number_is_that_of_the_paragraph_below() -> None:
    text = f"青石县打出组合拳\n{LEAD}\n1\n全力做强石材产业。建设石材园。\n2\n稳妥做大竹产业。引进竹企3家。"
    assert paragraphs(text)[1:] == [("全力做强石材产业", "建设石材园。"), ("稳妥做大竹产业", "引进竹企3家。")]


def test_the_number_of_a_page_is_none() -> None:
    text = f"青石县石材产业调研报告\n{LEAD}\n石材产业链条不断延伸，市场不断拓展，\n3\n带动农民增收。全县石材企业310家。"
    assert [heading for heading, _ in paragraphs(text)] == [""] * len(paragraphs(text))


def test_an_article_is_no_heading_but_where_it_only_names() -> None:
    text = (
        f"青石县引导资金使用办法\n{LEAD}\n第一条 引导资金由县政府设立，列入预算。\n第二条 扶持范围\n重点扶持石材产业。"
    )
    assert paragraphs(text)[1:] == [("", "引导资金由县政府设立，列入预算。"), ("扶持范围", "重点扶持石材产业。")]


def test_a_year_with_a_section_is_a_heading() -> None:
    text = f"2023年工作总结\n{LEAD}\n全县石材产值68亿元。"
    title, _ = passages(text)
    assert title == "2023年工作总结"
