"""Findings in the graph, as rows and as a page."""

import re
from pathlib import Path

import pytest
from generated import Writer, plant, report
from pyoxigraph import BlankNode, Literal, NamedNode

import kg
from kg import store
from kg.audit.annotations import annotations, iri
from kg.audit.checking import audit
from kg.audit.findings import Finding
from kg.audit.records import COLUMNS, lines, read, record, rows
from kg.audit.standing import confirmed, suspects
from kg.folder import reading
from kg.graph import claims, facts
from kg.identity import Identity
from kg.ontology import JQ
from kg.views.pages import catalogue
from kg.views.pages.alone import alone

MADE: Writer = report(7, plant(7, "sum"))


def parts() -> tuple[tuple[Finding, ...], Identity]:
    identity = Identity(MADE.place, "", "made", MADE.facts)
    return audit(MADE.document, MADE.facts, identity), identity


def test_the_quads_have_no_blank_node_and_leave_the_facts_alone() -> None:
    found, identity = parts()
    quads = annotations(found, identity)
    assert quads
    assert {quad.graph_name.value for quad in quads} == {identity.report}
    assert not any(isinstance(term, BlankNode) for quad in quads for term in (quad.subject, quad.object))
    claimed = claims(MADE.document, MADE.facts, identity)
    assert facts([*claimed, *quads]) == facts(claimed)
    assert len(quads) == len(set(quads))


def test_suspect_and_confirmed_claims_are_marked_in_both_languages() -> None:
    found, identity = parts()
    quads = annotations(found, identity)
    for mark, marked in (("suspect", suspects(found)), ("confirmed", confirmed(found))):
        assert marked
        said = [quad for quad in quads if quad.predicate == NamedNode(JQ + mark)]
        assert {quad.subject.value for quad in said} == {identity.claim(fact) for fact in marked}
        assert {quad.object.language for quad in said if isinstance(quad.object, Literal)} == {"zh", "en"}


def test_the_annotations_answer_a_query() -> None:
    found, identity = parts()
    memory = store.memory([*claims(MADE.document, MADE.facts, identity), *annotations(found, identity)])
    answer = store.query(
        memory,
        """PREFIX oa: <http://www.w3.org/ns/oa#>
        PREFIX dqv: <http://www.w3.org/ns/dqv#>
        PREFIX jq: <https://w3id.org/jiqun/ontology#>
        SELECT DISTINCT ?finding {
          GRAPH ?g { ?finding a dqv:QualityAnnotation ; jq:severity "error" ; oa:hasTarget ?claim . ?claim a jq:Claim }
        }""",
    )
    assert {row["finding"].value for row in answer} == {
        iri(finding, identity) for finding in found if finding.severity == "error"
    }  # type: ignore[union-attr]


def test_a_total_that_its_parts_refute_is_to_be_checked_though_no_number_is_known_to_be_wrong(tmp_path: Path) -> None:
    path = tmp_path / "some.txt"
    parts = "".join(
        f"（{nth}）{name}产业集群\n2023年{name}产业集群实现产值{value}亿元。\n"
        for nth, name, value in (("一", "锁具", "21.4"), ("二", "杯业", "33.7"), ("三", "门业", "46.8"))
    )
    text = f"永康市产业集群调研报告\n一、发展情况\n2023年，三大产业集群共实现产值95.2亿元。\n{parts}"
    path.write_text(text, "utf-8")
    graph = kg.build([path], tmp_path / "build").path
    [found] = [row for row in reading(graph, lambda build: read(build.read("findings.jsonl"))) if row["kind"] == "sum"]
    assert (found["severity"], found.get("suspects")) == ("error", None)
    for lang in ("zh", "en"):
        told = [(row.thing, row.said, row.why) for row in kg.query("doubts", graph, language=lang, below=0)]
        assert told == [("永康市", "三大产业集群共实现产值95.2亿元", found[lang])]


def test_rows_and_records() -> None:
    found, _ = parts()
    for lang in ("zh", "en"):
        assert {len(row) for row in rows(map(record, found), lang)} == {len(COLUMNS)}
    told = read(lines(found))
    assert [each["finding"] for each in told] == [finding.id for finding in found]
    error = told[0]
    assert MADE.text[error["stated"]["start"] : error["stated"]["end"]] == error["stated"]["printed"]


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_page_is_that_of_the_site_alone_and_what_it_quotes_is_text(lang: str, tmp_path: Path) -> None:
    (tmp_path / "yunling.txt").write_text(
        "云岭县产业集群调研\n\n云岭县<b>形成了</b>纺织、机械、食品四大主导产业。", "utf-8"
    )
    kg.build([tmp_path / "yunling.txt"], tmp_path / "build")
    found = catalogue(tmp_path / "build")
    html = alone(found, f"{lang}/audit.html").decode()
    assert found.findings
    assert all(f'id="{each["finding"]}"' in html for each in found.findings)
    assert "<b>形成了" not in html
    assert "&lt;b&gt;形成了" in html
    assert ("所说个数" in html) or ("the number said" in html)
    assert "<mark>" in html
    assert re.findall(r"<script|<link|href=\"(?!#)", html) == []
    assert re.search(r"style-src 'sha256-[^']+'", html)
    assert 'lang="zh-Hans"' in html if lang == "zh" else 'lang="en"' in html
    assert alone(found.narrowed((), ()), f"{lang}/audit.html").decode().count("<article") == 0
