"""Damaged time and print, and what looks like it and is not."""

import pytest
from generated import Writer

from kg.audit.checking import audit
from kg.audit.dismissals import dismissals, read
from kg.audit.findings import Finding
from kg.errors import DefinitionError
from kg.model import Entity

COUNTY = Entity("Place", "云岭县")


def found(*lines: str) -> list[str]:
    writer = Writer("云岭县")
    for line in lines:
        writer.open()
        writer.say(line)
        writer.close()
    return [finding.rule for finding in audit(writer.document, ()) if finding.kind in ("time", "print")]


@pytest.mark.parametrize(
    ("text", "rule"),
    [
        ("从2021年至2021年，每年生产木材2万立方，7年销售15万立方。", "time.span"),
        ("从2021年到2018年间投资不断增长。", "time.span"),
        ("从2015年至2020年，9年间产值翻番。", "time.span"),
        ("2021年肉类产量提高，与前11年的1997年同比增长。", "time.years_ago"),
        ("2021年，公司投资2021多万元。", "print.year_amount"),
        ("到2021年营业收入达2021亿元左右。", "print.year_amount"),
        ("2021年利润2021万元。", "print.year_amount"),
        ("实现产值xx亿元。", "print.masked"),
        ("20xx年实现产值9亿元。", "print.masked"),
        ("产值达12..5亿元。", "print.broken"),
        ("产值达1,2345万元。", "print.broken"),
        ("产值达12.亿元。", "print.broken"),
        ("拥有12件著名商标，家守合同重信用企业。", "print.no_number"),
    ],
)
def test_damage_is_found(text: str, rule: str) -> None:
    assert found(text) == [rule]


@pytest.mark.parametrize(
    "text",
    [
        "从2015年至2020年，5年间产值翻番。",
        "从2015年至2020年，产值翻番，近3年更快。",
        "2021年肉类产量提高，与前11年的2010年同比增长。",
        "2021年，公司投资2035多万元。",
        "2021年利润2001万元。",
        "投资2021年的项目3个。",
        "产值达12.5亿元，企业1,234家，出口1,234.5万元。",
        "拥有文具、家居用品、家具企业等。",
        "xx县位于山区，xx镇最大。",
        "面积12.5亩，海拔1600—1900米。",
    ],
)
def test_what_is_whole_is_left_alone(text: str) -> None:
    assert found(text) == []


def test_a_section_left_out() -> None:
    assert found("一、发展现状", "二、存在的问题", "四、建议") == ["print.section"]
    assert found("一、发展现状", "二、存在的问题", "三、建议") == []


def figures(*said: tuple[str, str, str, str, dict[str, str]], ending: str = "") -> tuple[Finding, ...]:
    writer = Writer("云岭县")
    for at, (before, digits, unit, measure, rest) in enumerate(said):
        writer.open()
        writer.figure(str(at), "", before, digits, unit, COUNTY, measure, **rest)
        writer.close()
    if ending:
        writer.open()
        writer.say(ending)
        writer.close()
    return audit(writer.document, writer.facts)


def test_an_amount_without_its_multiplier_is_suspect() -> None:
    [finding] = figures(("全县投资", "13.4", "元", "investment", {}))
    assert finding.rule == "print.multiplier"
    assert [fact.evidence.quote for fact in finding.suspects] == ["全县投资13.4元"]
    assert figures(("每公斤投资", "13.4", "元", "investment", {})) == ()
    assert figures(("每亩产值", "900", "元", "output_value", {"per": "mu"})) == ()


def test_a_forecast_of_a_year_that_facts_have_reached() -> None:
    actual = ("2022年产值", "300", "亿元", "output_value", {"period": "2022"})
    aim = {"modality": "planned", "of": "规模"}
    assert [
        f.rule for f in figures(actual, ("到2022年产值达到", "500", "亿元", "output_value", {"period": "2022", **aim}))
    ] == ["time.forecast"]
    assert figures(actual, ("到2025年产值达到", "500", "亿元", "output_value", {"period": "2025", **aim})) == ()


def test_what_is_expected_of_the_year_under_way_is_no_misprint() -> None:
    """A year that only stands before, 今年 or in the sentence of the plan, dates no fact."""
    plan = ("力争2026年产值达到", "200", "亿元", "output_value", {"period": "2026", "modality": "planned"})
    assert figures(plan, ("预留用地", "800", "亩", "area", {"period": "2026", "of": "用地"})) == ()


def test_a_fact_of_after_the_report() -> None:
    said = ("2023年产值", "300", "亿元", "output_value", {"period": "2023"})
    assert [f.rule for f in figures(said, ending="2022年6月30日")] == ["time.after_report"]
    assert figures(said, ending="2024年1月30日") == ()


def test_what_arithmetic_confirms_is_no_damage() -> None:
    """An amount that equals a year stands unsuspected where an equation holds with it."""
    said = (("2021年完成投资", "5021", "万元", "investment", {"period": "2021"}),)
    writer = Writer("云岭县")
    writer.open()
    writer.figure("t", "", *said[0][:3], COUNTY, "investment", period="2021")
    for at, part in enumerate(("2021", "1700", "1300")):
        writer.figure(
            str(at),
            "",
            "，其中：" if at == 0 else "，",
            part,
            "万元",
            COUNTY,
            "investment",
            period="2021",
            of=f"第{at}项",
        )
    writer.close()
    assert [finding.rule for finding in audit(writer.document, writer.facts)] == ["sums.list"]


def test_a_dismissed_finding_keeps_its_reason_and_doubts_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    [finding] = figures(("全县投资", "13.4", "元", "investment", {}))
    monkeypatch.setitem(dismissals(), finding.id, "电话核实，确为13.4元")
    [dismissed] = figures(("全县投资", "13.4", "元", "investment", {}))
    assert (dismissed.id, dismissed.dismissed) == (finding.id, "电话核实，确为13.4元")


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        ("finding,why\n", "audit.csv:1"),
        ("finding,reason\nabc,\n", "audit.csv:2"),
        ("# head\nfinding,reason\nabc,looked at\nabc,again\n", "audit.csv:4"),
    ],
)
def test_a_dismissal_needs_an_id_and_a_reason(rows: str, message: str, tmp_path) -> None:  # type: ignore[no-untyped-def]
    path = tmp_path / "audit.csv"
    path.write_text(rows, "utf-8")
    with pytest.raises(DefinitionError, match=message):
        read(path)
