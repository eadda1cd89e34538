"""What no fact holds: which numbers are figures, which facts hold them, and the share that is left."""

from decimal import Decimal

import pytest

from kg.model import Document, Entity, Evidence, Fact, Figure, Heading, Passage
from kg.unread import Gap, Unread, unread


def document(*paragraphs: str) -> Document:
    """A report of paragraphs under no heading."""
    text = "\n".join(paragraphs)
    passages, at = [], 0
    for paragraph in paragraphs:
        passages.append(Passage("paragraph", at, at + len(paragraph)))
        at += len(paragraph) + 1
    return Document("heshan", "heshan.txt", "", text, tuple(passages))


def figures(text: str) -> list[str]:
    return [gap.quote for gap in unread(document(text), ()).gaps if gap.kind == "figure"]


def said(report: Document, quote: str, lexical: str, subject: str = "竹器业", of: str = "") -> Fact:
    start = report.text.index(quote)
    figure = Figure("employment", Decimal(1), "person", lexical=lexical, of=of)
    evidence = Evidence("heshan", start, start + len(quote), quote, "r")
    return Fact("observation", Entity("Cluster", subject), evidence, figure)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("从业人员近12万人，产值95亿元。", ["近12万人", "95亿元"]),
        ("竹地板占全国市场的三成", ["三成"]),
        ("评分37.5，排在前面", ["37.5"]),
        ("2023年产值稳步增长", []),
        ("2024年10月15日", []),
        ("再用五年时间", []),
        ("第5位", []),
        ("见表2", []),
        ("通过ISO9001认证", []),
        ("产值稳步增长", []),
    ],
)
def test_what_counts_as_a_figure(text: str, expected: list[str]) -> None:
    assert figures(text) == expected


def test_a_figure_of_a_fact_is_held_and_the_one_beside_it_is_not() -> None:
    report = document("竹器业现有企业20家，从业人员近12万人。")
    found = unread(report, [said(report, report.text, "近12万人")])
    assert found == Unread(2, (Gap("figure", 7, 10, "20家"),))
    assert found.coverage == 0.5


def test_of_two_equal_amounts_the_last_one_of_the_evidence_is_meant() -> None:
    report = document("甲镇3家、乙镇3家")
    assert [gap.start for gap in unread(report, [said(report, report.text, "3家")]).gaps] == [2]


def test_a_figure_in_a_name_of_a_fact_is_held() -> None:
    report = document("全县4个产业集群实现产值95亿元")
    found = unread(report, [said(report, report.text, "产值95亿元", subject="禾山县", of="4个产业集群")])
    assert (found.figures, found.gaps, found.coverage) == (2, (), 1.0)


def test_wide_digits_and_line_breaks_do_not_hide_a_fact() -> None:
    report = document("产值９\n５亿元")
    whole = Document("heshan", "heshan.txt", "", report.text, (Passage("paragraph", 0, len(report.text)),))
    assert unread(whole, [said(whole, whole.text, "产值95亿元")]).coverage == 1.0


def test_a_passage_without_a_fact_is_told_without_the_white_space_around_it() -> None:
    report = document("竹器业分布在石桥镇。", "  各方反映良好。 ")
    evidence = Evidence("heshan", 0, 9, report.text[:9], "r")
    fact = Fact("located_in", Entity("Cluster", "竹器业"), evidence, Entity("Place", "石桥镇"))
    assert unread(report, [fact]).gaps == (Gap("passage", 13, 20, "各方反映良好。"),)
    assert unread(report, [fact]).coverage is None


def test_a_heading_is_no_unread_passage_but_its_figures_count() -> None:
    heading = Heading(1, "壮大20家企业", 2, 9)
    report = Document("heshan", "heshan.txt", "", "一、壮大20家企业", (Passage("heading", 0, 9, (heading,)),))
    assert unread(report, ()).gaps == (Gap("figure", 4, 7, "20家", "壮大20家企业"),)
