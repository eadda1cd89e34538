"""The period of a figure and of a title: of a review, of a run of flows, of its own clause, of several years."""

import pytest

from kg.extraction import read_facts
from kg.extraction.periods import year_in
from kg.model import Document, Fact, Figure, Heading
from kg.reading.layout import passages


def facts(text: str) -> tuple[Fact, ...]:
    title, found = passages(text)
    return read_facts(Document("invented", "invented.txt", title, text, tuple(found))).facts


def periods(text: str, first: str) -> set[str]:
    """The periods of the figures of a text that begin with a digit."""
    figures = [fact.object for fact in facts(text) if isinstance(fact.object, Figure)]
    return {figure.period for figure in figures if str(figure.value)[0] == first}


def titles(text: str) -> dict[str, str]:
    return {fact.object.name: fact.period for fact in facts(text) if fact.property == "holds_title"}  # type: ignore[union-attr]


REVIEW = "2015年遂昌县工业工作总结\n"
PLAIN = "遂昌县竹炭产业\n"


@pytest.mark.parametrize(
    ("text", "period"),
    [
        (REVIEW + "一年来，遂昌县实干争先。全县规上工业产值70亿元。", "2015"),
        (REVIEW + "财政总收入达到7亿元，增长70%。", "2015"),
        (REVIEW + "全年新增规上企业7家。", "2015"),
        (REVIEW + "全县有规上企业7家。", ""),
        (REVIEW + "“遂昌竹炭”品牌价值7亿元。", ""),
        ("遂昌县竹炭产业规划（2015年—2020年）\n全县竹炭产值7亿元。", ""),
        ("2015年以来遂昌县竹炭产业成效\n全县竹炭产值7亿元。", ""),
        (PLAIN + "2022年投产，年产能7万吨。", ""),
        (PLAIN + "2022年，遂昌竹炭市场开业，摊位70个。", ""),
        (PLAIN + "2022年建厂，年产值7000万元。", ""),
        (PLAIN + "2022年，产值7亿元。", "2022"),
        (PLAIN + "2022年建成投产，当年实现产值7亿元。", "2022"),
        (PLAIN + "竹炭销售额由2011年的42亿元提高到2013年的58亿元，年均递增7%。", "2011/2013"),
        (PLAIN + "2023年产值2亿元，年均增长7%。", ""),
        (PLAIN + "2021—2023年产值年均增长7%。", "2021/2023"),
        (PLAIN + "2023年产值2亿元，增长7%。", "2023"),
        (PLAIN + "力争2025年产值达到2亿元。产值7亿元。", ""),
        (PLAIN + "1997年，竹炭产值（1990年价）4亿元，其中竹炭用品产值7亿元。", "1997"),
        (PLAIN + "1988年撤县设市，现有竹炭企业7家。", ""),
        (PLAIN + "2023年，是遂昌竹炭很不平凡的一年。\n这一年，竹炭产值达到7亿元。", "2023"),
        (PLAIN + "2023年8月，竹炭市场开业。前8个月，竹炭产值7亿元。", "2023-01/2023-08"),
        ("2019年遂昌县政府工作报告\n过去一年工作回顾\n一年来，经济增长。预计竹炭产值7亿元。", "2018"),
        ("遂昌县工作报告\n2023年，我们锚定目标，团结拼搏迈出新步伐。\n竹炭产值7亿元。", "2023"),
        ("2018年遂昌县政府工作报告\n五年来，竹炭企业从6家发展到70家。", "2017"),
        ("2019年遂昌县政府工作报告\n一、2018年工作回顾\n经济向好。签约竹炭项目70个。", "2018"),
        ("2022年遂昌县政府工作报告\n未来五年的主要目标是：竹炭产值达7亿元，年均增长12%。", "2026"),
        ("遂昌县2022年统计公报\n初步核算，全县竹炭产值7亿元。", "2022"),
        ("遂昌县2022年统计公报\n年末企业40家，全年完成竹炭产值7亿元。", "2022"),
        ("遂昌县2023年工作总结和2024年工作思路\n1—9月，竹炭产值7亿元。", "2023-01/2023-09"),
        ("2016年遂昌县工作报告\n一、“十二五”回顾\n五年来，竹炭业壮大。全县竹炭产值年均增长7%。", "2011/2015"),
        ("2016年遂昌县工作报告\n一、“十二五”回顾\n五年来，竹炭投资累计7亿元。", "2011/2015"),
    ],
)
def test_a_figure_has_the_period_it_is_told_of(text: str, period: str) -> None:
    assert periods(text, "7") == {period}


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("2020年，遂昌县被评为中国竹炭之乡。", "2020"),
        ("遂昌县2020年被评为中国竹炭之乡。", "2020"),
        ("2020年，遂昌县先后被评为中国竹炭之乡。", ""),
        ("2020年全县产值6亿元，被评为中国竹炭之乡。", ""),
        ("2020年产值6亿元。遂昌县被评为中国竹炭之乡。", ""),
        ("遂昌县被评为中国竹炭之乡，2020年产值6亿元。", ""),
    ],
)
def test_a_title_has_the_year_of_its_own_clause(text: str, period: str) -> None:
    assert titles(PLAIN + text) == {"中国竹炭之乡": period}


def test_a_title_reviews_its_year_where_no_heading_looks_ahead() -> None:
    ahead = (Heading(1, "二、下一步工作打算", 0, 0),)
    assert year_in("2015年工作总结", ()) == "2015"
    assert year_in("2015年工作总结", ahead) == ""
    assert year_in("2015年政府工作报告", (Heading(1, "一、2014年工作回顾", 0, 0),)) == "2014"
    assert year_in("2015年工作要点", ()) == ""
    assert year_in("2023年上半年工作总结", ()) == "2023-01/2023-06"
    assert year_in("某区经济运行", (Heading(1, "一、2019年1—10月运行情况", 0, 0),)) == "2019-01/2019-10"


def test_what_a_report_on_half_a_year_tells_is_of_its_months() -> None:
    text = "2023年上半年某县经济运行情况\n一、主要指标\n遂昌县竹业产值7亿元，增长7%。去年产值9亿元。"
    assert periods(text, "7") == {"2023-01/2023-06"}
    assert periods(text, "9") == {"2022"}


def test_a_work_report_stays_on_the_year_before_it_under_its_headings() -> None:
    text = (
        "河口镇2023年政府工作报告\n各位代表：\n2022年工作回顾\n"
        "2022年是实施规划的重要一年，全镇上下团结奋斗，顺利完成了各项目标任务。\n"
        "一、产业转型步伐加快\n全年完成投资7亿元。\n二、2023年工作安排\n完成投资9亿元。"
    )
    assert periods(text, "7") == {"2022"}
    assert periods(text, "9") == {"2023"}


def test_a_chronicle_speaks_from_its_last_year() -> None:
    text = "县志\n1986年，全县有企业2家。1992年，有企业3家。1999年，增至5家。至2005年，全县有企业6家，产值3亿元。"
    assert {fact.modality for fact in facts(text)} == {"actual"}
    assert "planned" in {fact.modality for fact in facts(text.replace("有企业2家", "力争有企业2家"))}
