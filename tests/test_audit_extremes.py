"""Figures of nought and figures beyond measure are audited like any others."""

from decimal import Decimal

import pytest

from kg.audit.checking import audit
from kg.audit.corrections import density_ratio
from kg.audit.records import lines
from kg.audit.wording import rounded
from kg.extraction import read_facts
from kg.model import Document
from kg.reading.layout import passages

REPORTS = (
    "2022年竹器产业集群出口企业0家。2023年竹器产业集群出口企业50家，增长100%。",
    "2022年竹器产业集群出口企业0家。2023年竹器产业集群出口企业0家，增长5%。",
    "竹器产业集群企业10家，其中规模以上企业99999999999999家。竹器占全国产量的0.00000001%。",
    "全县工业总产值1元，竹器产业产值99999999亿元，占全县工业总产值的0.0001%。",
    "全县有99999999大产业集群，实现产值20亿元。",
    (
        "全县四大产业集群实现产值120.5亿元。\n竹器产业集群产值12.3亿元。\n制糖产业集群产值15.1亿元。\n"
        "纺织产业集群产值60万亿元。\n陶瓷产业集群产值33.1亿元。"
    ),
)


def document(text: str) -> Document:
    title, found = passages(f"禾山县产业集群调研报告\n一、竹器产业集群\n{text}\n")
    return Document("heshan", "heshan.txt", title, f"禾山县产业集群调研报告\n一、竹器产业集群\n{text}\n", found)


@pytest.mark.parametrize("text", REPORTS)
def test_the_audit_bears_any_size(text: str) -> None:
    report = document(text)
    facts = read_facts(report).facts
    assert len(facts) > 1
    findings = audit(report, facts)
    assert lines(findings).count(b"\n") == len(findings)


@pytest.mark.parametrize("printed", ["1e18", "1e-18", "0", "-3"])
def test_a_part_of_any_size_is_as_likely_as_can_be_said(printed: str) -> None:
    found = density_ratio(Decimal(printed), Decimal(12), 2.5, 0.7)
    assert found.is_finite()
    assert found >= 1


def test_any_number_is_rounded_to_its_places() -> None:
    assert rounded(Decimal(10) ** 40 / 3, 2) > 0
    assert rounded(Decimal("0.125"), 2) == Decimal("0.12")
