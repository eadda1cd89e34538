"""Every shape has a graph that it alone rejects, and pySHACL says of those graphs what the compiled queries say."""

from functools import partial
from pathlib import Path

import pytest
from gold import PLACES, SLUGS, gold_document, gold_facts, needs_gold
from growth import MOST, per_doubling_beyond
from pyoxigraph import RdfFormat, Store
from small import small

from kg import ontology, store
from kg.errors import DefinitionError
from kg.graph import claims
from kg.graph.adoption import adopt
from kg.graph.shapes import Shape, compiled, reference, shapes, violations
from kg.identity import Identity

PREFIXES = """
BASE <https://w3id.org/jiqun/id/>
PREFIX jq: <https://w3id.org/jiqun/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#> PREFIX dcterms: <http://purl.org/dc/terms/>
PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>
PREFIX unit: <http://qudt.org/vocab/unit/> PREFIX cur: <http://qudt.org/vocab/currency/>
"""
FIGURE = "<observation/b9291e885512422d>"
CONTESTED = "<observation/4e988aa360da8852>"
REPORT = "<report/dongli>"
CLAIM = "<claim/017521c43eebc711>"
PASSAGE = "<report/dongli.txt#char=10,19>"


def gone(triple: str) -> str:
    return f"DELETE DATA {{ {triple} }}"


def more(triple: str) -> str:
    return f"INSERT DATA {{ {triple} }}"


def other(subject: str, predicate: str, value: str) -> str:
    about = f"{subject} {predicate}"
    return f"DELETE {{ {about} ?old }} INSERT {{ {about} {value} }} WHERE {{ {about} ?old }}"


def without(subject: str, predicate: str) -> str:
    return f"WITH {REPORT} DELETE {{ {subject} {predicate} ?old }} WHERE {{ {subject} {predicate} ?old }}"


def instead(subject: str, predicate: str, value: str) -> str:
    return f"WITH {REPORT} {other(subject, predicate, value)}"


def mention(number: int, said: str) -> str:
    return more(f"GRAPH {REPORT} {{ <claim/{number}#about=0> a jq:Mention ; {said} }}")


FAULTS = {
    "Named": gone('<brand/999901/青竹> skos:prefLabel "青竹"@zh'),
    "NamedOnce": more('<product/竹地板> skos:prefLabel "竹板"@zh'),
    "NamedInALanguage": more('<market/999901/石桥竹器市场> skos:prefLabel "石桥市场"'),
    "OfOnePlace": more("<firm/999901/青竹> jq:ofPlace <place/999902>"),
    "OneStatus": more("<cluster/999901/茶机> jq:status jq:emerging"),
    "PlannedStatus": gone("<planned-cluster/999901/光电> jq:status jq:planned"),
    "ReportSlug": gone('<report/dongli> dcterms:identifier "dongli"'),
    "ReportSource": gone('<report/heshan> dcterms:source "heshan.txt"'),
    "ProvinceCode": more('<place/99> jq:code "9"'),
    "PrefectureCode": more('<place/9999> jq:code "99990"'),
    "CountyCode": more('<place/999902> jq:code "99990"'),
    "TownCode": more('<place/999901102> jq:code "9999011"'),
    "Division": gone("<place/999902101> jq:partOf <place/999902>"),
    "Cycle": more("<place/99> jq:partOf <place/999901>"),
    "From": more("<product/竹地板> jq:leadFirm <firm/999901/青竹>"),
    "To": more("<cluster/999901/茶机> jq:leadFirm <product/竹地板>"),
    "Scheme": more("<cluster/999901/河蟹> jq:status jq:resource"),
    "OnlyPlanned": more("<cluster/999901/水产> jq:locatedIn <place/999901102>"),
    "Adopted": gone("<cluster/999901/石雕> jq:locatedIn <place/999901/柳村>"),
    "OfSomething": gone("<observation/cc1cb3f49d788299> jq:about <cluster/999901/竹器>"),
    "StandsOnClaims": gone("<observation/530ff1cb2107655f> prov:wasDerivedFrom <claim/8dbbb0870031f869>"),
    "FigureModality": gone(f"{CONTESTED} jq:modality jq:actual"),
    "OneMeasure": gone(f"{FIGURE} jq:measure jq:outputValue"),
    "OneUnit": gone(f"{CONTESTED} jq:unit cur:CNY"),
    "OneValue": gone("<observation/cc1cb3f49d788299> jq:value 35.0"),
    "Number": other(FIGURE, "jq:value", "900000000"),
    "LowerBound": more(f"{FIGURE} jq:lower 950000000.0"),
    "UpperBound": more(f"{FIGURE} jq:upper 800000000.0"),
    "Range": more(f"{FIGURE} jq:valueMax 900000000.0"),
    "Period": more('<policy/999901/设立竹业基金> jq:period "2024年"'),
    "UnitOfMeasure": other("<observation/530ff1cb2107655f>", "jq:unit", "unit:PERCENT"),
    "AsClaimed": other(CONTESTED, "jq:value", "1250000000.0"),
    "Contested": gone(f"{CONTESTED} jq:contested true"),
    "ClaimSubject": without(CLAIM, "rdf:subject"),
    "ClaimPredicate": without("<claim/f30b3169564dc840>", "rdf:predicate"),
    "ClaimObject": without("<claim/aaf82324ba41f854>", "rdf:object"),
    "ClaimPassage": without(CLAIM, "prov:wasDerivedFrom"),
    "ClaimModality": without(CLAIM, "jq:modality"),
    "ClaimRule": without(CLAIM, "jq:rule"),
    "Certainty": without(CLAIM, "jq:certainty"),
    "CertaintyScale": other("<observation/530ff1cb2107655f>", "jq:certainty", "0.905"),
    "SurestClaim": other(FIGURE, "jq:certainty", "0.5"),
    "FigureClaim": gone("<observation/0d553411183ba6d8> a jq:Observation"),
    "MentionOf": mention(1, 'jq:aboutName "竹器业"@zh ; jq:position 0'),
    "MentionName": mention(2, "jq:about <cluster/999902/竹器> ; jq:position 0"),
    "MentionPosition": mention(3, 'jq:about <cluster/999902/竹器> ; jq:aboutName "竹器业"@zh'),
    "Start": without("<report/dongli.txt#char=20,32>", "oa:start"),
    "End": without("<report/dongli.txt#char=33,46>", "oa:end"),
    "Offsets": instead("<report/dongli.txt#char=10,13>", "oa:start", "13"),
    "Quotation": without("<report/dongli.txt#char=47,52>", "oa:exact"),
    "Before": without("<report/dongli.txt#char=47,52>", "oa:prefix"),
    "After": without("<report/dongli.txt#char=47,52>", "oa:suffix"),
    "PassageKind": instead(PASSAGE, "jq:passageKind", '"cell"'),
    "Whereabouts": more(f'GRAPH {REPORT} {{ {PASSAGE} jq:whereabouts "第3页"@zh, "第4页"@zh }}'),
    "FindingTarget": more(f'GRAPH {REPORT} {{ <finding/1> a jq:Finding ; jq:severity "note" }}'),
    "FindingSeverity": more(f"GRAPH {REPORT} {{ <finding/2> a jq:Finding ; oa:hasTarget {CLAIM} }}"),
    "Length": instead(PASSAGE, "oa:exact", '"竹器业在菊园镇"@zh'),
}


def broken(*updates: str) -> Store:
    """The fixture with faults."""
    held = store.memory(small())
    for update in updates:
        before = set(held)
        held.update(PREFIXES + update)
        assert set(held) != before, update
    return held


def test_the_fixture_has_no_fault() -> None:
    assert violations(small()) == ()


@needs_gold
def test_a_graph_of_careful_reading_has_no_fault() -> None:
    claimed = []
    for slug in SLUGS:
        document = gold_document(slug)
        said = gold_facts(document)
        claimed += claims(document, said, Identity(*PLACES[slug], slug, said))
    held = store.memory([*ontology.quads(), *adopt(claimed), *claimed])
    assert violations(held) == ()


@pytest.mark.parametrize("shape", [shape.name for shape in shapes()])
def test_every_shape_alone_rejects_a_graph(shape: str) -> None:
    assert {fault.shape for fault in violations(broken(FAULTS[shape]))} == {shape}


def test_every_fault_has_its_shape() -> None:
    assert FAULTS.keys() == {shape.name for shape in shapes()}


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_pyshacl_finds_the_same() -> None:
    pytest.importorskip("pyshacl", reason="pySHACL is not installed (the extra shacl)")
    held = broken(*FAULTS.values())
    found = violations(held)
    assert set(reference(held)) == {(fault.shape, fault.node) for fault in found}
    assert {fault.shape for fault in found} == FAULTS.keys()


def many(copies: int) -> Store:
    """The fixture so many times over, as if of other counties."""
    held = store.memory(ontology.quads())
    text = small().dump(format=RdfFormat.N_QUADS)
    for number in range(copies):
        held.load(text.replace(b"jiqun/id/", f"jiqun/id/{number}/".encode()), format=RdfFormat.N_QUADS)
    return held


@pytest.mark.no_cover  # other tests run the same code, and this takes half of the time
def test_twice_the_graph_takes_twice_the_time() -> None:
    assert per_doubling_beyond(0, lambda copies: partial(violations, many(copies)), 6) < MOST


def test_a_violation_says_what_is_wrong_and_where() -> None:
    [fault] = violations(broken(FAULTS["To"]))
    assert (fault.shape, fault.graph) == ("To", "")
    assert fault.node.endswith("cluster/999901/茶机")
    assert fault.value.endswith("product/竹地板")
    assert "龙头企业" in fault.zh
    assert "lead firm" in fault.en


def test_a_fault_of_a_claim_is_in_its_report() -> None:
    [fault] = violations(broken(FAULTS["ClaimRule"]))
    assert fault.graph == "https://w3id.org/jiqun/id/report/dongli"
    assert fault.value == ""


def test_a_value_that_is_another_thing_is_told() -> None:
    [fault] = violations(broken(FAULTS["Length"]))
    assert fault.value == "竹器业在菊园镇"


@pytest.mark.parametrize("shape", shapes(), ids=lambda shape: shape.name)
def test_messages_are_in_both_languages(shape: Shape) -> None:
    assert any("\u4e00" <= letter <= "\u9fff" for letter in shape.messages["zh"])
    assert shape.messages["en"].isascii()


HEAD = """@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix jq: <https://w3id.org/jiqun/ontology#> .
@prefix s: <urn:s#> .
"""
FIRM = "s:A a sh:NodeShape ; sh:targetClass jq:Firm ; "
NODE = FIRM + "sh:property s:B . s:B sh:path jq:makes ; "
SAYS = 'sh:message "错"@zh, "wrong"@en '


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (NODE + "sh:minCount 1 ) .", "own.ttl:3"),
        (NODE + SAYS + "; sh:equals jq:partOf .", "sh:equals, which is not compiled"),
        (NODE + SAYS + "; sh:maxCount 2 .", "sh:maxCount 2 is not compiled"),
        (NODE + 'sh:minCount 1 ; sh:message "错"@zh .', "one in en"),
        (f"s:A a sh:NodeShape ; {SAYS} ; sh:sparql [ sh:select 'SELECT $this WHERE {{}}' ] .", "no target"),
        (f"{FIRM}{SAYS} ; sh:sparql [ sh:select 'ASK {{}}' ] .", "must be SELECT"),
    ],
)
def test_a_shape_that_cannot_be_compiled_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(HEAD + text, "utf-8")
    with pytest.raises(DefinitionError, match=r"own\.ttl") as raised:
        compiled(path)
    assert told in str(raised.value)
