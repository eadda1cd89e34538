"""The gold facts as `Fact`s, where the gold lies beside the checkout; the tests that need it are skipped where not."""

import json
from decimal import Decimal
from pathlib import Path

import pytest

from kg.model import Document, Entity, Evidence, Fact, Figure, Passage

SHARED = Path(__file__).parents[2] / "shared"
SLUGS = tuple(sorted(path.stem for path in (SHARED / "gold").glob("*.jsonl")))
# what each report is about; the extraction finds it, and is tested for it, elsewhere
PLACES = {
    "jinjiang": ("晋江市", "350582"),
    "laizhou": ("莱州市", "370683"),
    "taizhou": ("泰州市", "3212"),
    "xx-county": ("xx县", ""),
    "zhucheng": ("诸城市", "370782"),
}
needs_gold = pytest.mark.skipif(not SLUGS, reason="the gold facts are not beside this checkout (../shared/gold)")


def gold_document(slug: str) -> Document:
    """A report as one paragraph."""
    text = (SHARED / "reports" / f"{slug}.txt").read_text("utf-8")
    return Document(slug, f"{slug}.txt", text.split("\n")[0], text, (Passage("paragraph", 0, len(text)),))


def gold_facts(document: Document) -> list[Fact]:
    """The facts of a gold file, each at the first place of the report that holds its quote."""
    lines = [json.loads(line) for line in (SHARED / "gold" / f"{document.slug}.jsonl").read_text("utf-8").splitlines()]
    planned = {line["subject"] for line in lines if line["property"] == "cluster" and line.get("status") == "planned"}
    planned -= {line["subject"] for line in lines if line["property"] == "cluster" and line.get("status") != "planned"}
    return [_fact(line, document, planned) for line in lines]


def aliases(slug: str) -> dict[str, list[list[str]]]:
    """The lists `same` and `doubtful` of names of one thing in a report."""
    found: dict[str, list[list[str]]] = json.loads((SHARED / "gold" / f"{slug}.aliases.json").read_text("utf-8"))
    return found


def _fact(gold: dict[str, str], document: Document, planned: set[str]) -> Fact:
    start = document.text.index(gold["quote"])
    of_place = gold.get("of_place", "")
    new_cluster = gold["property"] == "cluster" and gold.get("status") == "planned"
    figure = gold["property"] == "observation"
    return Fact(
        gold["property"],
        _entity("PlannedCluster" if new_cluster else gold["subject_type"], gold["subject"], of_place, planned),
        Evidence(document.slug, start, start + len(gold["quote"]), gold["quote"], "gold"),
        object=_figure(gold) if figure else _object(gold, planned),
        modality="planned" if gold.get("status") == "planned" and not new_cluster else "actual",
        status=gold.get("status", "") if gold["property"] == "cluster" else "",
        kind=gold.get("kind", ""),
        parent=gold.get("parent", ""),
        about=tuple(_entity("Cluster", name, of_place, planned) for name in gold.get("about", ())),
        conferred_by=gold.get("conferred_by", ""),
        period="" if figure else gold.get("period", ""),
    )


def _entity(type_: str, name: str, of_place: str, planned: set[str]) -> Entity:
    """A name that the report only plans a cluster of is a planned cluster's wherever it stands."""
    return Entity("PlannedCluster" if type_ == "Cluster" and name in planned else type_, name, of_place)


def _object(gold: dict[str, str], planned: set[str]) -> Entity | str | None:
    if gold.get("object_type", "text") == "text":
        return gold.get("object")
    return _entity(
        gold["object_type"],
        gold["object"],
        gold.get("of_place", "") if gold["object_type"] == "Cluster" else "",
        planned,
    )


def _figure(gold: dict[str, str]) -> Figure:
    words = {field: gold[field] for field in ("qualifier", "of", "scope", "period", "per") if field in gold}
    upper = Decimal(str(gold["value_max"])) if "value_max" in gold else None
    return Figure(gold["measure"], Decimal(str(gold["value"])), gold["unit"], value_max=upper, **words)
