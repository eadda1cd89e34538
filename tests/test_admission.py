"""No fact is made that the graph's shapes reject: what fits no property or measure stays unread."""

from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest

from kg import ontology, store
from kg.extraction import Reading, read_facts
from kg.extraction.admission import admitted
from kg.graph import claims
from kg.graph.adoption import adopt
from kg.graph.shapes import violations
from kg.identity import Identity
from kg.model import Document, Entity, Evidence, Fact, Figure
from kg.reading.layout import passages as parts
from kg.unread import unread
from tests import recombined

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

SAID = Evidence("invented", 0, 2, "竹炭", "invented.rule")
CLUSTER, FIRM, POLICY = Entity("Cluster", "竹炭业", "遂昌县"), Entity("Firm", "青云炭业"), Entity("Policy", "品牌计划")
FIGURE = Figure("employment", Decimal(200), "person", lower=Decimal(200), upper=Decimal(300), qualifier="over")


def reading(text: str, slug: str = "invented") -> Reading:
    title, found = parts(text)
    return read_facts(Document(slug, f"{slug}.txt", title, text, tuple(found)))


@pytest.mark.parametrize(
    ("subject", "property", "thing"),
    [
        (POLICY, "holds_title", Entity("Honour", "中国竹乡")),
        (Entity("Product", "竹席"), "lead_firm", FIRM),
        (FIRM, "makes", Entity("Place", "青云镇")),
        (Entity("Place", "青云镇"), "located_in", Entity("Place", "遂昌县")),
        (FIRM, "has_park", Entity("Place", "青云工业园")),
        (Entity("Place", "青云工业园"), "has_park", Entity("Place", "青云工业园")),
        (Entity("Brand", "青云"), "owns_brand", Entity("Brand", "白鹿")),
        (FIRM, "acquired_by", Entity("Place", "遂昌县")),
        (Entity("Market", ""), "located_in", Entity("Place", "青云镇")),
        (CLUSTER, "lead_firm", Entity("Firm", " ")),
    ],
)
def test_a_property_joins_the_classes_that_the_ontology_says(subject: Entity, property: str, thing: Entity) -> None:
    assert not admitted(Fact(property, subject, SAID, object=thing))


@pytest.mark.parametrize(
    ("subject", "property", "thing"),
    [
        (Entity("Market", "青云竹器市场"), "holds_title", Entity("Honour", "全国文明市场")),
        (Entity("PlannedCluster", "竹炭业", "遂昌县"), "lead_firm", FIRM),
        (FIRM, "located_in", Entity("Place", "青云镇")),
        (CLUSTER, "stage", "highland"),
        (FIRM, "drafts_standard", "竹炭国家标准"),
        (POLICY, "policy", None),
    ],
)
def test_what_the_ontology_says_is_admitted(subject: Entity, property: str, thing: Entity | str | None) -> None:
    assert admitted(Fact(property, subject, SAID, object=thing))


@pytest.mark.parametrize(
    "figure",
    [
        replace(FIGURE, unit="1"),
        replace(FIGURE, unit="CNY"),
        replace(FIGURE, measure="output_value"),
        replace(FIGURE, measure="rank", unit="%"),
        replace(FIGURE, measure="area", unit="t"),
        replace(FIGURE, lower=Decimal(201)),
        replace(FIGURE, upper=Decimal(199)),
        replace(FIGURE, value_max=Decimal(200)),
    ],
)
def test_a_figure_has_a_unit_of_its_measure_and_bounds_around_its_value(figure: Figure) -> None:
    assert admitted(Fact("observation", CLUSTER, SAID, object=FIGURE))
    assert not admitted(Fact("observation", CLUSTER, SAID, object=figure))


@pytest.mark.parametrize(
    "sentence",
    [
        "从业人员两个。",
        "吸纳从业人员3家。",
        "现有员工两个，产值达5吨。",
        "产值达3个。",
        "总投资12家。",
    ],
)
def test_what_is_not_admitted_is_unread(sentence: str) -> None:
    made = reading(f"遂昌县产业集群发展情况报告\n一、发展现状\n（一）竹炭业。{sentence}")
    told = {fact.object.measure for fact in made.facts if isinstance(fact.object, Figure)}
    assert told <= {"other"}
    if not told:
        assert [gap.kind for gap in unread(made.document, made.facts).gaps].count("figure") >= 1


@pytest.mark.parametrize("sentences", [recombined.corpus, recombined.passages])
def test_any_text_conforms_to_the_shapes(sentences: Callable[[], tuple[str, ...]]) -> None:
    if not sentences():
        pytest.skip("the passages are not beside this checkout (../shared/passages)")
    claimed = []
    for number, text in enumerate(recombined.recombined(sentences(), 150)):
        made = reading(text, f"invented-{number}")
        identity = Identity(made.place, made.code, made.document.slug, made.facts)
        claimed += claims(made.document, made.facts, identity)
    held = store.memory([*ontology.quads(), *adopt(claimed), *claimed])
    assert violations(held) == ()
