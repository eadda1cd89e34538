"""The notebooks run from the first cell to the last in an empty folder, and their cells give the answers promised."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbclient import NotebookClient

import kg
from kg.queries import named

NOTEBOOKS = Path(__file__).parents[1] / "notebooks"
FIRST = NOTEBOOKS / "1-from-reports-to-answers.ipynb"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("notebook")


@pytest.fixture(scope="module")
def said(folder: Path) -> dict[str, str]:
    """What each code cell of the first notebook gives as text, by the cell's id."""
    notebook = nbformat.read(FIRST, as_version=4)
    where = {"metadata": {"path": str(folder)}}
    NotebookClient(notebook, timeout=600, kernel_name="python3", resources=where).execute()
    return {cell.id: "\n".join(_texts(cell)) for cell in notebook.cells if cell.cell_type == "code"}


def _texts(cell: Any) -> Iterator[str]:
    for output in cell.outputs:
        if output.output_type == "stream":
            yield output.text
        else:
            yield output.data.get("text/markdown") or output.data.get("text/html") or output.data["text/plain"]


def rows(cell: str) -> list[list[str]]:
    """The cells of a table of Markdown, without its head."""
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in cell.splitlines()[2:]]


def test_every_code_cell_says_something(said: dict[str, str]) -> None:
    assert [name for name, text in said.items() if not text.strip()] == []


def test_it_counts_what_it_built(said: dict[str, str], folder: Path) -> None:
    facts = len((folder / "build" / "facts.jsonl").read_text("utf-8").splitlines())
    assert f"{facts} 条事实" in said["build"]
    assert {row[0] for row in rows(said["clusters"])} >= {"诸城市", "晋江市", "泰州市", "莱州市"}
    assert all(name in said["named"] for name in named())


def test_its_towns_and_chains_are_those_of_the_command(said: dict[str, str], folder: Path) -> None:
    towns = kg.query("towns-with-several-clusters", folder / "build")
    assert [row[0] for row in rows(said["towns"])] == [row.town for row in towns][:12]
    assert "舜王街道" in said["towns"]
    firms = kg.query("chains", folder / "build")
    assert [row[0] for row in rows(said["chains"])] == [row.firm for row in firms][:12]


def test_its_chain_is_told_with_sentences(said: dict[str, str]) -> None:
    chain, *sentences = said["chain"].splitlines()
    assert chain == "义和车桥公司 — 机械电器制造业 — 密州街道"
    assert len(sentences) >= 2
    assert all("zhucheng" in sentence for sentence in sentences)


def test_its_claim_is_shown_in_its_text(said: dict[str, str], folder: Path) -> None:
    cluster_and_firm, shown = said["evidence"].split("\n", 1)
    assert " → " in cluster_and_firm
    quote = shown.split("【")[1].split("】")[0]
    facts = map(json.loads, (folder / "build" / "facts.jsonl").read_text("utf-8").splitlines())
    assert quote in {fact["quote"] for fact in facts if fact["property"] == "lead_firm"}


def test_it_draws_the_graph(said: dict[str, str], folder: Path) -> None:
    assert 'src="build/graph.html"' in said["view"]
    assert "义和车桥公司" in (folder / "build" / "graph.html").read_text("utf-8")


@pytest.mark.parametrize("path", sorted(NOTEBOOKS.glob("*.ipynb")), ids=lambda path: path.stem)
def test_a_notebook_is_kept_without_outputs(path: Path) -> None:
    cells = [cell for cell in nbformat.read(path, as_version=4).cells if cell.cell_type == "code"]
    assert [cell.id for cell in cells if cell.outputs or cell.execution_count] == []
