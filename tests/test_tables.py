"""Tables of statistics and registers in the shapes that print and pages leave them in, and what is no table."""

import time
import tomllib
from pathlib import Path

import pytest

from kg.extraction import read_facts
from kg.model import Document, Entity, Fact, Figure
from kg.reading.layout import passages


def read(text: str) -> list[Fact]:
    """The facts of the rows of a text; every quote stands in it, and no row was a fault."""
    title, found = passages(text)
    reading = read_facts(Document("t", "t.txt", title, text, found))
    assert not reading.faults
    for fact in reading.facts:
        assert text[fact.evidence.start : fact.evidence.end] == fact.evidence.quote
    return [fact for fact in reading.facts if fact.evidence.rule.startswith("tables.")]


def told(text: str) -> set[str]:
    """The figures of the rows: subject | measure value unit | of | period."""
    return {
        f"{f.subject.name} | {f.object.measure} {f.object.value.normalize():f} {f.object.unit} | {f.object.of} | "
        f"{f.object.period}"
        for f in read(text)
        if isinstance(f.object, Figure)
    }


with (Path(__file__).parent / "fixtures" / "tables.toml").open("rb") as file:
    TABLES = {table["shape"]: table for table in tomllib.load(file)["table"]}


@pytest.mark.parametrize("shape", TABLES)
def test_a_table_tells_its_figures_in_every_shape(shape: str) -> None:
    assert told(TABLES[shape]["text"]) == set(TABLES[shape]["told"])


def test_figures_of_a_place_that_is_not_said_are_told_of_one_without_a_name() -> None:
    text = "主要工业产品产量（2020年）\n产品\n产量（吨）\n面粉\n5200\n食用油\n860\n"
    assert told(text) == {" | output_volume 5200 t | 面粉 | 2020", " | output_volume 860 t | 食用油 | 2020"}


def test_the_quote_reaches_from_the_name_of_the_row_to_the_cell() -> None:
    text = "浦江县统计\n类别 | 企业数（家） | 从业人员（人） |\n农家乐 | 80 | 900 |\n露营地 | 12 | 130 |\n"
    assert {fact.evidence.quote for fact in read(text)} >= {"农家乐 | 80", "农家乐 | 80 | 900"}


def test_targets_in_a_table_are_planned() -> None:
    cells = ["指标", "2024年", "2027年目标", "企业数（家）", "410", "500", "总产值（亿元）", "620", "800"]
    text = "桐乡市毛衫产业发展规划\n二、发展目标\n" + "\n".join(cells) + "\n"
    assert {fact.modality for fact in read(text)} == {"planned"}


REGISTER = (
    "农产品地理标志登记公告\n登记产品信息表\n编号\n登记产品\n所在省（区、市）\n证书持有人\n划定的地域保护范围\n技术规范编号\n"
    "1\n青田田鱼\n浙江\n青田县山湖稻鱼专业合作社\n青田县方山乡、仁庄镇、小舟山乡3个乡镇41个行政村。东经119°41′～120°26′。\nAGI2019-01-0001\n"
    "2\n磐安香菇\n浙江\n磐安县云峰食用菌协会\n磐安县全境。\nAGI2019-01-0002\n"
)


def test_a_register_tells_who_holds_the_mark_and_how_large_its_area_is() -> None:
    held = {
        (f.subject.name, f.object.name)
        for f in read(REGISTER)
        if f.property == "owns_brand" and isinstance(f.object, Entity)
    }
    assert held == {("青田县山湖稻鱼专业合作社", "青田田鱼"), ("磐安县云峰食用菌协会", "磐安香菇")}
    assert told(REGISTER) == {"青田田鱼 | town_count 3 1 | 地域保护范围 | ", "青田田鱼 | other 41 1 | 行政村 | "}


@pytest.mark.no_cover
@pytest.mark.parametrize(
    "text",
    [
        "表\n" + "甲\n|\n12\n|\n" * 3000,
        "统计\n行业\n" + "产值（万元）\n" * 3000 + ("甲乙\n" + "12\n" * 3000) * 2,
        "统计\n" + "甲乙\n12\n" * 3000,
        "行业 | " + "产值（万元） | " * 3000 + "\n" + ("甲乙 | " + "12 | " * 3000 + "\n") * 2,
        "编号\n登记产品\n" + "1\n甲\n2\n乙\n" * 1500,
    ],
    ids=["bars", "columns", "cells", "columns and bars", "serials"],
)
def test_streams_of_any_size_are_read_fast(text: str) -> None:
    start = time.process_time()
    passages(text)
    assert time.process_time() - start < 8


def test_a_stream_that_ends_within_its_first_row_has_no_rows() -> None:
    """As a page that was cut leaves it; what stands in bars is a table still."""
    lines = (
        "青梅酒工业总产值（亿元） |",
        "| 2023年产值（亿元） | 分布区域 | 占比（%） | 备注 |",
        "| 全县 | 骨干企业 | 12 | 园区 |",
    )
    *_, last = passages("\n".join(lines))[1]
    assert [cell.header for cell in last.cells] == ["2023年产值（亿元）", "分布区域", "占比（%）", "备注"]
