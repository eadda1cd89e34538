"""The five surveys, over their gold facts and as built: every doubt, and that it doubts what a careful reader did."""

import json

import pytest
from gold import SHARED, SLUGS, gold_facts, needs_gold
from growth import ROUNDS, seconds

from kg import building
from kg.audit.checking import audit
from kg.audit.findings import Finding
from kg.audit.records import Record, figures
from kg.audit.standing import confirmed, suspects
from kg.extraction import read_facts
from kg.model import Document
from kg.reading import read

# each doubt by report, rule and a figure of it; why it is right stands in docs/audit.md
DOUBTS = {
    "jinjiang": [],
    "laizhou": [
        ("sums.group", "907265万元"),
        ("print.no_number", "家守合重信企业"),
        ("print.no_number", "家以黄金矿业投资为"),
    ],
    "taizhou": [
        ("sums.group", "778亿元"),
        ("sums.group", "4252家"),
        ("contradictions.bound", "800多家"),
        ("contradictions.values", "45%"),
        ("time.forecast", "1800亿"),
        ("print.year_amount", "2024亿元左右"),
        ("print.section", "五"),
    ],
    "xx-county": [
        ("print.year_amount", "2024多万元"),
        ("time.span", "2024年至2024年"),
        ("print.multiplier", "13.4元"),
        ("time.years_ago", "2024"),
        ("print.masked", "20xx年"),
        ("print.masked", "xx平方公里"),
        ("print.masked", "xx元"),
        ("print.masked", "xx万头"),
        ("print.masked", "20xx年"),
        ("print.section", "四"),
    ],
    "zhucheng": [("print.year_amount", "2024万元")],
}
CONFIRMED = [
    ("laizhou", "sums.group", "8283538万元"),
    ("laizhou", "orders.rank", "3155070万元"),
    ("xx-county", "sums.list", "14304万元"),
    ("xx-county", "sums.list", "175.8万亩"),
    ("xx-county", "shares.ratio", "53.5%"),
    ("xx-county", "products.factors", "30000万元"),
    ("xx-county", "products.difference", "2700元"),
    ("xx-county", "growth.amount", "52.67%"),
    ("zhucheng", "counts.sections", "14个"),
    ("taizhou", "counts.sections", "18个"),
]

pytestmark = [needs_gold, pytest.mark.no_cover]  # other tests run the same code, and this takes half of the time


def report(slug: str) -> Document:
    [document] = read(SHARED / "reports" / f"{slug}.txt")
    return document


def findings(slug: str) -> tuple[Finding, ...]:
    document = report(slug)
    return audit(document, gold_facts(document))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_doubt_is_a_known_one(slug: str) -> None:
    assert [(f.rule, f.stated.lexical) for f in findings(slug) if not f.confirmed] == DOUBTS[slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_what_is_suspect_is_what_the_gold_says(slug: str) -> None:
    lines = (SHARED / "gold" / f"{slug}.jsonl").read_text("utf-8").splitlines()
    expected = {line["quote"] for line in map(json.loads, lines) if line.get("status") == "suspect"}
    assert {fact.evidence.quote for fact in suspects(findings(slug))} == expected


def test_the_dropped_digit_of_laizhou() -> None:
    finding = findings("laizhou")[0]
    assert (finding.computed, finding.residual) == (6_472_650_000, 2_600_000_000)
    assert finding.correction is not None
    assert (finding.correction.before, finding.correction.after, finding.correction.slip) == (
        "28836万元",
        "288836万元",
        "dropped",
    )
    assert "石材" in finding.correction.term.name


def test_the_sums_of_taizhou() -> None:
    value, firms = findings("taizhou")[:2]
    assert (value.computed, value.stated.value, value.correction) == (78_186_690_000, 77_800_000_000, None)
    assert (firms.computed, firms.stated.value, firms.residual) == (4263, 4252, -11)


@pytest.mark.parametrize(("slug", "rule", "stated"), CONFIRMED)
def test_what_holds_is_confirmed(slug: str, rule: str, stated: str) -> None:
    assert (rule, stated) in {(f.rule, f.stated.lexical) for f in findings(slug) if f.confirmed}


@pytest.mark.parametrize("slug", SLUGS)
def test_nothing_is_both_confirmed_and_suspect(slug: str) -> None:
    found = findings(slug)
    assert not set(confirmed(found)) & set(suspects(found))


@pytest.mark.parametrize("slug", SLUGS)
def test_every_figure_and_sentence_has_its_place(slug: str) -> None:
    text = report(slug).text
    for finding in findings(slug):
        for term in finding.figures:
            assert text[term.quote_start : term.quote_end] == term.quote
            assert text[term.start : term.end] == term.lexical or term.name == "列出的个数"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> building.Build:
    files = [SHARED / "reports" / f"{slug}.txt" for slug in SLUGS]
    return building.build(files, tmp_path_factory.mktemp("originals") / "build")


def read_anew(built: building.Build, slug: str) -> list[Record]:
    """The findings of one report over the facts that were extracted."""
    return [each for each in building.findings(built.path) if each["report"] == slug]


@pytest.mark.parametrize("slug", SLUGS)
def test_every_doubt_of_a_build_is_a_known_one(slug: str, built: building.Build) -> None:
    found = read_anew(built, slug)
    assert [(f["rule"], f["stated"]["printed"]) for f in found if f["severity"] != "confirmed"] == DOUBTS[slug]


@pytest.mark.parametrize(("slug", "rule", "stated"), CONFIRMED)
def test_a_build_confirms_what_holds(slug: str, rule: str, stated: str, built: building.Build) -> None:
    told = {(f["rule"], f["stated"]["printed"]) for f in read_anew(built, slug) if f["severity"] == "confirmed"}
    assert (rule, stated) in told


@pytest.mark.parametrize("slug", SLUGS)
def test_a_build_marks_what_the_gold_calls_suspect(slug: str, built: building.Build) -> None:
    """The same figures, of which the gold may quote more words or fewer."""
    facts = [line for line in building.records(built.path, "facts") if line["report"] == slug]
    marked = {(line["measure"], line["value"]) for line in facts if line.get("status") == "suspect"}
    lines = map(json.loads, (SHARED / "gold" / f"{slug}.jsonl").read_text("utf-8").splitlines())
    assert marked == {(line["measure"], line["value"]) for line in lines if line.get("status") == "suspect"}


def test_every_figure_of_a_build_has_its_place(built: building.Build) -> None:
    for finding in building.findings(built.path):
        for figure in figures(finding):
            text = (built.path / "reports" / f"{figure['report']}.txt").read_bytes().decode()
            assert text[figure["quote_start"] : figure["quote_end"]] == figure["quote"]


def test_the_audit_takes_a_small_part_of_the_time_of_reading() -> None:
    documents = [document for slug in SLUGS for document in read(SHARED / "reports" / f"{slug}.txt")]
    readings = [read_facts(document) for document in documents]
    for _ in range(ROUNDS):
        reading = seconds(lambda: [read_facts(document) for document in documents])
        auditing = seconds(lambda: [audit(each.document, each.facts) for each in readings])
        if auditing < 0.2 * reading:
            break
    assert auditing < 0.2 * reading
