"""Two numbers printed as one are asked about, where the figure cannot be or the report has one of the two."""

import pytest

from kg.audit.checking import audit
from kg.audit.findings import Finding
from kg.extraction import read_facts
from kg.model import Document
from kg.reading.layout import passages

HEAD = "遂昌县产业集群发展情况报告\n一、发展现状\n（一）竹炭业。"


def found(text: str) -> list[Finding]:
    title, parts = passages(HEAD + text)
    document = Document("invented", "invented.txt", title, HEAD + text, tuple(parts))
    return [one for one in audit(document, read_facts(document).facts) if one.kind == "print"]


@pytest.mark.parametrize(
    ("text", "printed", "severity"),
    [
        ("全年产值100120亿元。", "100120亿元", "error"),
        ("全年产值95100亿元。", "95100亿元", "error"),
        ("从业人员12001500人。", "12001500人", "error"),
        ("竹席产量占全国3540%。", "3540%", "error"),
        ("现有企业8590家，从业人员3000人。", "8590家", "error"),
        ("现有企业8590家。企业90家分布在青石乡。", "8590家", "warning"),
        ("实现产值8590万元，增长5.9%。", "8590万元", "warning"),
        ("20232024年实现产值12亿元。", "20232024年", "warning"),
        ("现有企业85家90家。", "85家90家", "warning"),
        ("产值达100亿元120亿元。", "100亿元120亿元", "warning"),
        ("产值15.616.2亿元。", "15.616.2", "error"),
    ],
)
def test_two_numbers_in_one_are_asked_about(text: str, printed: str, severity: str) -> None:
    [one] = found(text)
    assert (one.stated.lexical, one.severity) == (printed, severity)


def test_what_cannot_be_is_suspect() -> None:
    [one] = found("全年产值100120亿元。")
    assert [fact.evidence.quote for fact in one.suspects] == ["全年产值100120亿元"]
    assert "“100”与“120”" in one.zh
    assert "100 and 120" in one.en


@pytest.mark.parametrize(
    "text",
    [
        "现有企业6360家，从业人员20万人。",
        "现有企业6360家。规模以上企业60家。",
        "全年产值2883亿元。",
        "全年产值9095万元，增长3%。",
        "2023—2024年实现产值12亿元。",
        "2024年营业收入12345678万元。",
        "产值由100亿元增加到120亿元。",
        "企业85家、合作社90家。",
        "竹席产量增长3540%。",
        "产值达100,120万元。",
        "现有企业1200家，从业人员1500人。",
    ],
)
def test_one_number_is_left_alone(text: str) -> None:
    assert found(text) == []
