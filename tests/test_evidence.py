"""A quote is shown in its whole sentence, which is cut as the extractor cuts it; headings and rows stand whole."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.evidence import Quoted, of_line, quoted
from kg.extraction import read_facts
from kg.graph import Sentences
from kg.model import Document
from kg.reading.layout import passages

TEXT = """遂昌县产业集群发展情况报告

一、发展现状

（一）制伞业
制伞业主要分布在云峰街道。骨干企业有华阳伞业公司、东岭伞骨厂；2023年产值12亿元，全县共有生产和销售企
业30家! 去向如何?今后三年将继续依托竹资源和市场，引导企业向园区集中，延长产业链，提高附加值。

| 集群 | 产值（亿元） | 企业数 |
| --- | --- | --- |
| 竹炭业 | 3.5 | 40 |
"""


def document(text: str = TEXT) -> Document:
    title, found = passages(text)
    return Document("invented", "invented.txt", title, text, found)


def marked(quote: str, text: str = TEXT) -> str:
    start = text.index(quote)
    before, after = Sentences(document(text)).parts(start, start + len(quote))
    return f"{before}【{quote}】{after}"


@pytest.mark.parametrize(
    ("quote", "sentence"),
    [
        ("分布在云峰街道", "制伞业主要【分布在云峰街道】。"),
        ("骨干企业有华阳伞业公司", "【骨干企业有华阳伞业公司】、东岭伞骨厂；"),
        ("2023年产值12亿元", "【2023年产值12亿元】，全县共有生产和销售企\n业30家!"),
        ("企\n业30家", "2023年产值12亿元，全县共有生产和销售【企\n业30家】!"),
        ("去向", "【去向】如何?"),
        ("街道。骨干", "制伞业主要分布在云峰【街道。骨干】企业有华阳伞业公司、东岭伞骨厂；"),
        ("发展现状", "【发展现状】"),
        ("3.5", "| 竹炭业 | 【3.5】 | 40 |"),
    ],
)
def test_a_quote_stands_in_its_sentence_heading_or_row(quote: str, sentence: str) -> None:
    assert marked(quote) == sentence


def test_what_stands_in_no_passage_is_its_own_sentence() -> None:
    bare = Document("invented", "invented.txt", "", TEXT, ())
    assert Sentences(bare).parts(3, 9) == ("", "")


def test_a_line_of_facts_tells_the_sentence_and_where_its_quote_stands() -> None:
    said = document()
    found = read_facts(said).facts
    assert {fact.property for fact in found} >= {"located_in", "lead_firm", "observation"}
    for fact in found:
        fields = Sentences(said).fields(fact.evidence)
        sentence, start, end = str(fields["sentence"]), fields["quote_start"], fields["quote_end"]
        assert isinstance(start, int)
        assert isinstance(end, int)
        assert sentence[start:end] == fact.evidence.quote
        assert TEXT[fact.evidence.start - start :].startswith(sentence)


@given(st.text("制伞业。；！? \n，Aa1\u200b", max_size=60), st.data())
def test_a_sentence_holds_its_quote_and_lies_in_the_text(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start + 1, len(text) + 1))
    first, last = Sentences(document(text)).around(start, end)
    assert 0 <= first <= start < end <= last


@pytest.mark.parametrize(
    ("sentence", "shown"),
    [
        ("共有企业\n30家，", "共有企业30家，"),
        ("共有企\n  业30家，", "共有企业30家，"),
        ("与Blue\nSky公司合作，", "与Blue Sky公司合作，"),
        ("竹炭业\n3.5\n云峰街道", "竹炭业 3.5 云峰街道"),
    ],
)
def test_a_sentence_is_joined_over_line_breaks(sentence: str, shown: str) -> None:
    assert quoted(sentence, 0, len(sentence)) == Quoted("", shown, "")


def test_a_line_of_an_earlier_build_tells_the_quote_alone() -> None:
    assert quoted(*of_line({"quote": "企业30家"})) == Quoted("", "企业30家", "")


def test_a_quote_is_marked_where_it_stands() -> None:
    assert quoted("该业有企业\n30家，产值\n3亿元。", 3, 9).marked == "该业有【企业30家】，产值3亿元。"
