"""The passages with gold facts are what their README says: exact quotes, legal fields, every wording in each part."""

import csv
import json
import re
import subprocess
import sys
import unicodedata
from pathlib import Path
from typing import Any

import pytest

from tests.gold import SHARED

Line = dict[str, Any]

FOLDER = Path(__file__).parent / "passages"
TEXTS = sorted(FOLDER.glob("*.txt"))
SLUGS = [path.stem for path in TEXTS]
HALVES = {"development": range(1, 21), "first look": range(21, 41)}
PARTS = HALVES | {"second look": range(41, 53)}

TYPES = {"Cluster", "Firm", "Place", "Product", "Brand", "Market", "Institution", "Policy", "Problem", "Honour"}
OBJECTS = {
    "sub_cluster": {"Cluster"},
    "located_in": {"Place"},
    "centred_on": {"Place"},
    "lead_firm": {"Firm"},
    "makes": {"Product"},
    "owns_brand": {"Brand"},
    "holds_title": {"Honour"},
    "has_market": {"Market"},
    "has_park": {"Place"},
    "drafts_standard": {"text"},
    "invests_in": {"Firm", "Cluster", "Place"},
    "cooperates_with": {"Firm", "Cluster", "Place"},
    "acquired_by": {"Firm", "Cluster", "Place"},
}
CODES = {
    "formation_mode": {"resource", "lead_firm", "market", "one_town_one_product"},
    "stage": {"regional_brand", "highland", "characteristic"},
}
RARE = {*CODES, "invests_in", "cooperates_with", "acquired_by", "sub_cluster", "centred_on"}
HOLDERS = {
    "cluster": {"Cluster"},
    "sub_cluster": {"Cluster"},
    "located_in": {"Cluster", "Firm", "Market"},
    "centred_on": {"Cluster"},
    "lead_firm": {"Cluster"},
    "makes": {"Cluster", "Firm"},
    "owns_brand": {"Firm", "Cluster", "Place"},
    "holds_title": {"Place", "Cluster", "Firm", "Product", "Brand", "Market"},
    "has_market": {"Cluster", "Place"},
    "has_park": {"Cluster", "Place"},
    "drafts_standard": {"Firm"},
    "invests_in": {"Firm"},
    "cooperates_with": {"Firm"},
    "acquired_by": {"Firm"},
    "formation_mode": {"Cluster"},
    "stage": {"Cluster"},
    "policy": {"Policy"},
    "problem": {"Problem"},
    "observation": TYPES,
}
MONEY = {
    "revenue",
    "main_business_revenue",
    "output_value",
    "profit",
    "profit_and_tax",
    "tax",
    "registered_capital",
    "investment",
    "export_value",
    "income",
    "price",
}
SHARES = {"market_share", "output_share", "export_share", "growth_rate", "share"}
COUNTS = {
    "firm_count",
    "above_scale_firm_count",
    "high_tech_firm_count",
    "tech_centre_count",
    "brand_count",
    "cluster_count",
    "town_count",
    "rank",
}
AREAS = {"area", "planted_area"}
PEOPLE = {"employment", "visitor_count"}
OTHERS = {"output_volume", "output_capacity", "sales_volume", "reserve", "yield", "other"}
MEASURES = MONEY | SHARES | COUNTS | AREAS | PEOPLE | OTHERS
MULTIPLIERS = {"": 1, "百": 100, "千": 1000, "万": 10_000, "亿": 100_000_000}
IDENTITY = ("property", "subject", "object", "measure", "value", "unit", "of", "scope", "status")
# what stands for a number where the quote prints none
WORDS = re.compile(r"[半两一二三四五六七八九十百千]|最大|首位|榜首|翻番|上万|每收?\d|\d/\d")


def facts(slug: str) -> list[Line]:
    return [json.loads(line) for line in (FOLDER / f"{slug}.jsonl").read_text("utf-8").splitlines()]


def text(slug: str) -> str:
    return (FOLDER / f"{slug}.txt").read_text("utf-8").removesuffix("\n")


def aliases(slug: str) -> dict[str, list[list[str]]]:
    path = FOLDER / f"{slug}.aliases.json"
    found: dict[str, list[list[str]]] = json.loads(path.read_text("utf-8")) if path.exists() else {}
    return found


def printed(quote: str) -> set[float]:
    """The numbers that a quote prints in digits; one without 万 or 亿 may share those of the next (70和50亿元)."""
    found: set[float] = set()
    unspaced = re.sub(r"(?<=\d) (?=\d{3}(?!\d))", "", quote)  # 1 263户; in a row of a table two cells
    for number, multiplier in re.findall(r"(\d+(?:,\d{3})*(?:\.\d+)?)\s*[多余]?([百千万亿]?)", f"{quote}\n{unspaced}"):
        units = [MULTIPLIERS[multiplier]] if multiplier else [1, *(MULTIPLIERS[m] for m in "万亿" if m in quote)]
        if re.search("[| ]", quote):
            units += [10_000, 100_000_000]  # a cell of a table, whose column gives the unit
        found |= {round(float(number.replace(",", "")) * unit, 4) for unit in units}
    return found


def test_the_passages_are_numbered_through_their_parts() -> None:
    assert [int(slug[:2]) for slug in SLUGS] == [n for part in PARTS.values() for n in part]
    assert {path.stem for path in FOLDER.glob("*.jsonl")} == set(SLUGS)


@pytest.mark.parametrize("slug", SLUGS)
def test_the_length_is_that_of_a_passage(slug: str) -> None:
    assert 150 <= len(text(slug)) <= 800


@pytest.mark.parametrize("slug", SLUGS)
def test_every_quote_and_name_is_in_the_text(slug: str) -> None:
    whole = text(slug)
    unbroken = whole.replace("\n", "")
    for fact in facts(slug):
        assert fact["quote"] in whole, fact
        assert fact["subject"] in unbroken, fact
        if fact["property"] in OBJECTS:
            assert fact["object"] in unbroken, fact


@pytest.mark.parametrize("slug", SLUGS)
def test_the_fields_are_legal(slug: str) -> None:
    for fact in facts(slug):
        name = fact["property"]
        assert fact["subject_type"] in HOLDERS[name], fact
        assert ("of_place" in fact) == (fact["subject_type"] == "Cluster"), fact
        assert fact.get("object_type") in OBJECTS.get(name, {None}), fact
        assert fact.get("object") in CODES.get(name, {fact.get("object")}), fact
        assert fact.get("status", "planned") in {"planned", "suspect"} or name == "cluster", fact
        assert name != "cluster" or fact["status"] in {"existing", "emerging", "planned"}, fact
        assert name != "policy" or fact["kind"] in {"plan", "fund", "measure", "target", "mechanism"}, fact
        assert re.fullmatch(r"\d{4}(-\d{2}){0,2}(/(\d{4}(-\d{2}){0,2}|\.\.))?", fact.get("period", "2024")), fact


@pytest.mark.parametrize("slug", SLUGS)
def test_every_observation_has_a_legal_measure_and_unit(slug: str) -> None:
    for fact in facts(slug):
        if fact["property"] != "observation":
            assert "value" not in fact
            continue
        measure, unit = fact["measure"], fact["unit"]
        assert measure in MEASURES, fact
        assert measure not in MONEY or unit in {"CNY", "USD"}, fact
        assert measure not in SHARES or unit == "%", fact
        assert measure not in COUNTS or unit == "1", fact
        assert measure not in PEOPLE or unit == "person", fact
        assert measure not in AREAS or unit in {"mu", "m2", "km2", "公顷"}, fact
        assert measure not in {"other", "growth_rate"} or fact.get("of"), fact
        assert fact.get("qualifier", "about") in {"about", "over", "under"}, fact
        assert fact.get("value_max", fact["value"]) >= fact["value"], fact


@pytest.mark.parametrize("slug", SLUGS)
def test_the_value_is_the_number_of_the_quote(slug: str) -> None:
    for fact in facts(slug):
        if fact["property"] == "observation":
            quote = unicodedata.normalize("NFKC", fact["quote"]).replace("\n", "")
            assert round(abs(fact["value"]), 4) in printed(quote) or WORDS.search(quote), fact


@pytest.mark.parametrize("slug", SLUGS)
def test_no_fact_is_said_twice(slug: str) -> None:
    seen = [tuple(str(fact.get(key)) for key in IDENTITY) for fact in facts(slug)]
    assert len(seen) == len(set(seen))


@pytest.mark.parametrize("slug", SLUGS)
def test_one_cluster_line_for_each_cluster_and_figures_for_each_passage(slug: str) -> None:
    named = [fact for fact in facts(slug) if fact["property"] == "cluster"]
    assert named
    assert len({fact["subject"] for fact in named}) == len(named)
    assert sum(fact["property"] == "observation" for fact in facts(slug)) >= 8


@pytest.mark.parametrize("slug", SLUGS)
def test_aliases_are_lists_of_two_or_more_names_of_which_the_text_has_one(slug: str) -> None:
    unbroken = text(slug).replace("\n", "")
    found = aliases(slug)
    assert set(found) <= {"same", "doubtful"}
    for names in (*found.get("same", ()), *found.get("doubtful", ())):
        assert len(names) == len(set(names)) >= 2, names
        assert any(name in unbroken for name in names), names


def wordings() -> dict[int, list[int]]:
    with (FOLDER / "wordings.csv").open(encoding="utf-8", newline="") as lines:
        return {int(row["item"]): list(map(int, row["passages"].split())) for row in csv.DictReader(lines)}


def test_every_wording_occurs_in_two_passages_of_each_half_and_in_the_second_look() -> None:
    found = wordings()
    assert sorted(found) == list(range(1, 26))
    for item, passages in found.items():
        for name, part in PARTS.items():
            assert len(set(passages) & set(part)) >= (2 if name in HALVES else 1), (item, name)


def test_the_second_look_has_the_properties_that_are_rare_before_it() -> None:
    slugs = [slug for slug in SLUGS if int(slug[:2]) in PARTS["second look"]]
    assert {fact["property"] for slug in slugs for fact in facts(slug)} >= RARE


@pytest.mark.skipif(not (SHARED / "gold" / "score.py").exists(), reason="the gold is not beside this checkout")
def test_the_reference_score_takes_the_passages_as_gold(tmp_path: Path) -> None:
    perfect = tmp_path / "facts.jsonl"
    lines = [json.dumps(fact | {"report": slug}, ensure_ascii=False) for slug in SLUGS for fact in facts(slug)]
    perfect.write_text("\n".join(lines), "utf-8")
    script = SHARED / "gold" / "score.py"
    run = subprocess.run(
        [sys.executable, script, perfect, "--gold", FOLDER, "--json"], capture_output=True, text=True, check=True
    )
    result = json.loads(run.stdout)
    assert sorted(result["reports"]) == SLUGS
    assert result["all"]["gold"] == len(lines)
    assert result["all"]["f1"] == pytest.approx(1)
