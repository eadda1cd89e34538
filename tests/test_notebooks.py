"""The notebooks run in an empty folder; what is kept of them is what they say today, as the graph has it."""

import json
import re
import runpy
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from explored import built
from lxml import html

import kg

ROOT = Path(__file__).parents[1]
SCRIPT: dict[str, Any] = runpy.run_path(str(ROOT / "scripts" / "notebooks.py"))
NOTEBOOKS: dict[str, Path] = {path.stem[0]: path for path in SCRIPT["NOTEBOOKS"]}
FRAME = re.compile('(srcdoc|src)="[^"]*"')
CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture(autouse=True)
def chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_LANG", "zh")


@pytest.fixture(scope="module")
def fresh() -> dict[str, Any]:
    """Each notebook as a fresh run leaves it."""
    return {number: SCRIPT["executed"](path) for number, path in NOTEBOOKS.items()}


def kept(number: str) -> Any:
    return nbformat.read(NOTEBOOKS[number], as_version=4)


def said(notebook: Any) -> dict[str, list[dict[str, str]]]:
    """The texts and tables that each cell gives, by the cell's id, without pictures and what stands in a frame."""
    return {cell.id: list(_outputs(cell)) for cell in notebook.cells if cell.cell_type == "code"}


def _outputs(cell: Any) -> Iterator[dict[str, str]]:
    for output in cell.outputs:
        if output.output_type == "stream":
            yield {output.name: output.text}
        else:
            yield {kind: "" if kind.startswith("image/") else FRAME.sub("", told) for kind, told in output.data.items()}


def table(number: str, cell: str) -> list[list[str]]:
    """The rows of a table that a cell keeps."""
    [output] = said(kept(number))[cell]
    return [[each.text_content() for each in row] for row in html.fromstring(output["text/html"]).xpath("//tbody/tr")]


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_what_is_kept_is_what_a_fresh_run_says(number: str, fresh: dict[str, Any]) -> None:
    """Where this fails because answers have changed for the better: python scripts/notebooks.py."""
    now = fresh[number]
    assert said(kept(number)) == said(now)
    assert kept(number).metadata == now.metadata
    assert [cell.execution_count for cell in kept(number).cells if cell.cell_type == "code"] == [
        cell.execution_count for cell in now.cells if cell.cell_type == "code"
    ]


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_every_cell_says_something_and_none_warns(number: str) -> None:
    assert [name for name, outputs in said(kept(number)).items() if not outputs] == []
    assert [name for name, outputs in said(kept(number)).items() if any("stderr" in each for each in outputs)] == []


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_a_notebook_is_small_and_names_no_folder_and_no_time(number: str) -> None:
    told = NOTEBOOKS[number].read_text("utf-8")
    assert len(told.encode()) < 1_500_000
    without_pictures = re.sub('"image/png": "[^"]*"', "", told)
    assert (
        re.findall("/tmp/|/home/|/root/|site-packages|execution", without_pictures.replace("execution_count", "")) == []
    )
    assert all(not cell.metadata for cell in kept(number).cells)


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_every_text_has_a_paragraph_in_each_language(number: str) -> None:
    for cell in kept(number).cells:
        if cell.cell_type == "markdown":
            head, zh, *en = cell.source.split("\n\n")
            assert CHINESE.search(head), head
            assert CHINESE.search(zh), head
            assert en, head
            assert not any(CHINESE.search(re.sub("`[^`]*`", "", each)) for each in en), head


@pytest.mark.parametrize("number", NOTEBOOKS)
def test_what_it_builds_are_the_shipped_reports(number: str) -> None:
    facts = len((built() / "facts.jsonl").read_text("utf-8").splitlines())
    [output] = said(kept(number))["build"]
    assert f"{facts} 条事实" in output["stdout"]


@pytest.mark.parametrize(
    ("number", "cell", "query", "values"),
    [
        ("1", "towns", "towns-with-several-clusters", {}),
        ("1", "chains", "chains", {"firm": "义和车桥"}),
        ("2", "counties", "towns-with-several-clusters", {"level": "county"}),
        ("3", "contested", "contested-figures", {}),
        ("3", "doubts", "doubts", {}),
    ],
)
def test_a_table_has_the_rows_of_its_query(number: str, cell: str, query: str, values: dict[str, str]) -> None:
    found = kg.query(query, built(), **values)
    assert [row[0] for row in table(number, cell)] == [row[0] for row in found]


def test_the_largest_clusters_name_their_measure() -> None:
    rows = table("1", "ranked")
    assert [row[0] for row in rows] == [row.cluster for row in kg.query("clusters-ranked", built())[:10]]
    assert {"主营业务收入", "产值", "营业收入"} <= {cell for row in rows for cell in row}


def test_the_chain_is_told_with_its_sentences() -> None:
    rows = table("1", "chain")
    assert {"义和车桥公司", "密州街道"} <= {cell for row in rows for cell in row}
    assert any("骨干企业有义和车桥公司" in cell for row in rows for cell in row)


def test_a_claim_stands_in_its_text() -> None:
    [output] = said(kept("1"))["evidence"]
    quote = output["stdout"].split("【")[1].split("】")[0]
    assert quote in {json.loads(line)["quote"] for line in (built() / "facts.jsonl").read_text("utf-8").splitlines()}


def test_charts_are_pictures() -> None:
    drawn = {name: said(kept(number))[name] for number in NOTEBOOKS for name in said(kept(number)) if "chart" in name}
    assert len(drawn) >= 6
    assert all("image/png" in output for outputs in drawn.values() for output in outputs)


def test_the_graph_is_kept_as_a_page_in_a_frame() -> None:
    [output] = next(cell for cell in kept("2").cells if cell.get("id") == "view").outputs
    [frame] = html.fromstring(f"<div>{output.data['text/html']}</div>").xpath("//iframe")
    shown = kg.view(built(), "诸城市")
    names = set(re.findall('"label": "([^"]*)"', shown.html))
    assert len(names) > 50
    assert set(re.findall('"label": "([^"]*)"', frame.get("srcdoc"))) == names


def test_a_measure_that_is_refused_says_why() -> None:
    [output] = said(kept("2"))["refused"]
    assert "至少 30 个县" in output["stdout"]


def test_the_margin_that_rests_on_a_misprint_is_marked() -> None:
    by_indicator = {row[0]: row[1:] for row in table("3", "clusters")}
    assert [cell for cell in by_indicator["利税率"] if "存疑" in cell] == ["1.687%（利税 ÷ 产值，2024，存疑）"]
    assert any("288836万元" in cell for row in table("3", "audit") for cell in row)
