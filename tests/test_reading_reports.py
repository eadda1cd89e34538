"""Reading of whole reports: the headings that gold names as policies and problems, and the rows of its tables."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

from kg.model import Document
from kg.reading import read
from kg.reading.tables import role
from kg.resources import resource

SHARED = Path(__file__).parents[2] / "shared"
SLUGS = ["jinjiang", "laizhou", "taizhou", "xx-county", "zhucheng"]
KINDS = ["original", "retold"]
pytestmark = pytest.mark.skipif(not SHARED.is_dir(), reason="the gold reports are not beside this checkout")


def report(slug: str, kind: str) -> Document:
    path = SHARED / "reports" / f"{slug}.txt" if kind == "original" else resource("seeds", "reports", f"{slug}.md")
    [document] = read(path)
    return document


def gold(slug: str) -> list[dict[str, Any]]:
    lines = (SHARED / "gold" / f"{slug}.jsonl").read_text("utf-8").splitlines()
    return [json.loads(line) for line in lines]


def numbered(document: Document, heading: str) -> bool:
    """Whether the words of gold are printed behind a number, and not inside a sentence."""
    mark = "(?:（[一二三四五六七八九]）|[一二三四五六七八九](?:是要|是|要)|[①-⑩]|[\\d一二三四五六七八九][、.])"
    return bool(re.search(mark + re.escape(heading), document.text.replace("\n", "")))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", SLUGS)
def test_every_numbered_policy_and_problem_of_gold_is_a_heading(slug: str, kind: str) -> None:
    document = report(slug, kind)
    found = {p.path[-1].text for p in document.passages if p.kind == "heading"}
    wanted = {
        fact["subject"]
        for fact in gold(slug)
        if (fact["property"] == "problem" or fact.get("kind") in ("measure", "target"))
        and numbered(document, fact["subject"])
    }
    assert len(wanted) >= 5
    assert {words for words in wanted if not any(heading.startswith(words) for heading in found)} == set()


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("slug", ["laizhou", "xx-county", "zhucheng"])
def test_clusters_with_a_section_of_their_own_are_headings(slug: str, kind: str) -> None:
    document = report(slug, kind)
    found = {p.path[-1].text for p in document.passages if p.kind == "heading"}
    headed = {
        fact["subject"] for fact in gold(slug) if fact["property"] == "cluster" and numbered(document, fact["subject"])
    }
    assert len(headed) >= 4
    assert headed - found == set()


COLUMNS = {"lead_firm": ("lead_firms",), "located_in": ("location",), "makes": ("products", "market_share")}


@pytest.mark.parametrize("kind", KINDS)
def test_every_row_of_the_tables_has_its_facts_in_their_columns(kind: str) -> None:
    document = report("taizhou", kind)
    table = [p for p in document.passages if p.kind == "row" and p.cells]
    read_rows = [{role(cell.header): document.text[cell.start : cell.end] for cell in p.cells} for p in table]
    assert len({row["name"] for row in read_rows}) == len(read_rows) == 18
    for row in read_rows:
        facts = [f for f in gold("taizhou") if f["subject"] == row["name"] and f["quote"].startswith(row["name"])]
        assert len(facts) >= 6, row["name"]
        for fact in facts:
            columns = COLUMNS.get(fact["property"], ())
            assert not columns or any(fact["object"] in row[column] for column in columns), fact
            if fact.get("measure") == "revenue":
                assert int(row["revenue"]) * 10_000 == fact["value"]
            if fact.get("measure") == "firm_count":
                assert int(row["firm_count"]) == fact["value"]


def test_the_file_of_five_gives_the_five_reports() -> None:
    documents = read(SHARED / "reports" / "all-five.txt")
    order = ["zhucheng", "jinjiang", "xx-county", "taizhou", "laizhou"]
    assert [document.slug for document in documents] == [f"all-five-{n}" for n in range(1, 6)]
    for document, slug in zip(documents, order, strict=True):
        alone = report(slug, "original")
        assert document.title == alone.title
        assert document.text.rstrip() == alone.text.rstrip()
        assert document.passages == alone.passages
