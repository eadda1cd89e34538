"""Many claims, one adopted value: what beats what, and what stays of the rest."""

from dataclasses import replace
from decimal import Decimal

import pytest
from generated import plant, report
from gold import PLACES, SLUGS, gold_document, gold_facts, needs_gold
from pyoxigraph import Literal, NamedNode, Quad, Store

from kg import ontology, store
from kg.audit.annotations import annotations
from kg.audit.checking import audit
from kg.graph import claims
from kg.graph.adoption import adopt, relevant, touched
from kg.identity import Identity
from kg.model import Document, Entity, Evidence, Fact, Figure, Modality, Passage
from kg.ontology import JQ
from kg.queries import named, run

TEXT = "。" * 200
ROWS = (Passage("paragraph", 0, 100), Passage("row", 100, 200))
PEARS = Entity("Cluster", "香梨产业集群", "库尔勒市")
PLANNED_PEARS = Entity("PlannedCluster", "香梨业", "库尔勒市")
FIRM = Entity("Firm", "孔雀河果业有限公司")
YIELD = Figure("output_volume", Decimal(300), "t", period="2022", lexical="300吨")


def at(start: int, slug: str = "pears") -> Evidence:
    return Evidence(slug, start, start + 1, TEXT[start], "test")


def figure(start: int, changed: Figure = YIELD, slug: str = "pears", modality: Modality = "actual") -> Fact:
    return Fact("observation", PEARS, at(start, slug), changed, modality)


def graph(*said: Fact) -> list[Quad]:
    """The reports' graphs of the facts."""
    quads: list[Quad] = []
    for slug in dict.fromkeys(fact.evidence.report for fact in said):
        own = [fact for fact in said if fact.evidence.report == slug]
        document = Document(slug, f"{slug}.txt", "香梨调研", TEXT, ROWS)
        quads.extend(claims(document, own, Identity("库尔勒市", "652801", slug, own)))
    return quads


def adopted(*said: Fact) -> Store:
    return store.memory(adopt(graph(*said)))


def ask(held: Store, variables: str, where: str) -> list[tuple[str, ...]]:
    prefixes = "PREFIX jq: <https://w3id.org/jiqun/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    prefixes += "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX id: <https://w3id.org/jiqun/id/> "
    prefixes += "PREFIX dcterms: <http://purl.org/dc/terms/>"
    rows = store.query(held, f"{prefixes} SELECT {variables} {{ {where} }}")
    return sorted(tuple(term.value.rpartition("#")[2].rpartition("/id/")[2] for term in row) for row in rows)


def values(held: Store) -> list[tuple[str, ...]]:
    return ask(held, "?value ?contested", "?o jq:value ?value BIND(EXISTS { ?o jq:contested true } AS ?contested)")


def with_(**changes: object) -> Figure:
    return replace(YIELD, **changes)  # type: ignore[arg-type]


HEDGED = with_(value=Decimal(320), qualifier="about")
RANGED = with_(value=Decimal(310), value_max=Decimal(330))
OTHER = with_(value=Decimal(310))


@pytest.mark.parametrize(
    ("winner", "loser"),
    [
        (figure(50), figure(150, HEDGED)),  # exact beats hedged, though that stands in a table
        (figure(50), figure(10, RANGED)),
        (figure(150), figure(10, OTHER)),  # a row beats prose
        (figure(10), figure(50, OTHER)),  # what stands first
        (figure(50, slug="pears-2"), figure(10, OTHER, slug="pears-1")),  # the later slug
        (figure(150, slug="pears-1"), figure(10, OTHER, slug="pears-2")),  # a row beats the later report
    ],
)
def test_of_two_figures_one_is_adopted_and_contested(winner: Fact, loser: Fact) -> None:
    for said in ((winner, loser), (loser, winner)):
        held = adopted(*said)
        assert values(held) == [("300", "true")]
        assert len(ask(held, "?claim", "?o prov:wasDerivedFrom ?claim")) == 1


@pytest.mark.parametrize(
    "other",
    [
        with_(value=Decimal(290), value_max=Decimal(310)),
        with_(value=Decimal(320), qualifier="about", lower=Decimal(288), upper=Decimal(352)),
        with_(value=Decimal(200), qualifier="over", lower=Decimal(200)),
        with_(value=Decimal(500), qualifier="under", upper=Decimal(500)),
        with_(value=Decimal(300_000), unit="kg"),
        with_(value=Decimal(3), unit="倍"),  # what nothing converts is not compared
    ],
)
def test_a_figure_whose_bounds_leave_room_for_the_adopted_one_does_not_contest_it(other: Figure) -> None:
    for said in ((figure(10), figure(50, other)), (figure(50, other), figure(90))):
        held = adopted(*said)
        assert {contested for _, contested in values(held)} == {"false"}


@pytest.mark.parametrize(
    "other",
    [
        with_(value=Decimal(310), qualifier="over", lower=Decimal(310)),
        with_(value=Decimal(290), qualifier="under", upper=Decimal(290)),
        with_(value=Decimal(310_000), unit="kg"),
    ],
)
def test_a_figure_whose_bounds_leave_no_room_contests_it(other: Figure) -> None:
    assert ("300", "true") in values(adopted(figure(10), figure(50, other)))


def test_a_sentence_does_not_contradict_itself() -> None:
    """What it tells behind the first value is of a part or of another time: that is the one that competes."""
    first, second = replace(figure(100), evidence=at(101)), replace(figure(100, OTHER), evidence=at(150))
    held = adopted(first, second)
    assert values(held) == [("300", "false")]
    assert len(ask(held, "?claim", "?o prov:wasDerivedFrom ?claim")) == 1
    elsewhere = figure(10, with_(value=Decimal(250)))
    assert values(adopted(first, second, elsewhere)) == [("300", "true")]


def test_the_later_report_is_the_one_whose_figures_reach_further() -> None:
    newer = figure(5, with_(period="2024", measure="revenue", unit="CNY"), slug="a")
    held = adopted(newer, figure(10, slug="a"), figure(10, OTHER, slug="b"))
    assert ("300", "true") in values(held)


def test_a_target_makes_no_report_later() -> None:
    target = figure(5, with_(period="2035", value=Decimal(900)), slug="a", modality="planned")
    held = adopted(target, figure(10, slug="a"), figure(10, OTHER, slug="b"))
    assert ("310", "true") in values(held)


def test_the_value_that_more_claims_give() -> None:
    assert values(adopted(figure(10, OTHER), figure(50), figure(60))) == [("300", "true")]


def test_equal_claims_support_one_value_and_the_exact_one_gives_its_form() -> None:
    held = adopted(figure(10, with_(qualifier="about", lexical="约300吨")), figure(50), figure(150, slug="second"))
    assert values(held) == [("300", "false")]
    assert len(ask(held, "?claim", "?o prov:wasDerivedFrom ?claim")) == 3
    assert ask(held, "?lexical", "?o jq:lexical ?lexical FILTER NOT EXISTS { ?o jq:qualifier ?q }") == [("300吨",)]


@pytest.mark.parametrize(
    "other",
    [with_(period="2023"), with_(of="礼盒"), with_(scope="全省"), with_(per="mu"), with_(measure="sales_volume")],
)
def test_figures_of_different_things_are_not_compared(other: Figure) -> None:
    held = adopted(figure(10), figure(50, replace(other, value=Decimal(7))))
    assert values(held) == [("300", "false"), ("7", "false")]


def test_a_target_does_not_contest_a_fact() -> None:
    assert values(adopted(figure(10), figure(50, OTHER, modality="planned"))) == [("300", "false"), ("310", "false")]


def test_claims_that_lose_stay_in_their_graphs() -> None:
    quads = graph(figure(10), figure(50, OTHER))
    held = store.memory([*adopt(quads), *quads])
    [(observation,)] = ask(held, "?o", "?o jq:contested true")
    where = "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX jq: <https://w3id.org/jiqun/ontology#>"
    query = (
        f"{where} SELECT ?v {{ GRAPH ?g {{ ?c rdf:object <https://w3id.org/jiqun/id/{observation}> ; jq:value ?v }} }}"
    )
    assert sorted(row[0].value for row in store.query(held, query)) == ["300", "310"]


def test_what_is_only_planned_has_properties_of_its_own() -> None:
    plan = Fact("located_in", PEARS, at(10), Entity("Place", "上户镇"), "planned")
    park = Fact("has_park", PEARS, at(20), Entity("Place", "香梨产业园"), "forecast")
    held = adopted(plan, park, Fact("lead_firm", PEARS, at(30), FIRM))
    assert ask(held, "?o", "?c jq:locatedIn|jq:hasPark ?o") == []
    assert len(ask(held, "?o", "?c jq:plannedIn ?o")) == len(ask(held, "?o", "?c jq:plannedPark ?o")) == 1
    assert ask(held, "?o", "?c jq:leadFirm ?o") == [("firm/652801/孔雀河果业",)]


def test_a_planned_cluster_points_at_the_one_that_it_develops() -> None:
    plan = Fact("cluster", PLANNED_PEARS, at(10), status="planned")
    held = adopted(plan, Fact("cluster", PEARS, at(20), status="emerging"))
    assert ask(held, "?p ?c", "?p jq:develops ?c") == [("planned-cluster/652801/香梨", "cluster/652801/香梨")]
    assert ask(held, "?c ?s", "?c a jq:Cluster ; jq:status ?s") == [("cluster/652801/香梨", "emerging")]
    assert ask(adopted(plan), "?p ?c", "?p jq:develops ?c") == []


def test_a_cluster_has_one_status() -> None:
    in_prose, in_row = (
        Fact("cluster", PEARS, at(10), status="emerging"),
        Fact("cluster", PEARS, at(150), status="existing"),
    )
    assert ask(adopted(in_prose, in_row), "?s", "?c jq:status ?s") == [("existing",)]


def test_labels_are_the_names_as_written_the_fullest_preferred() -> None:
    short = Fact("cluster", replace(PEARS, name="香梨业"), at(10))
    held = adopted(Fact("cluster", PEARS, at(20)), short, Fact("lead_firm", PEARS, at(30), FIRM))
    assert ask(held, "?l", "?c a jq:Cluster ; skos:prefLabel ?l") == [("香梨产业集群",)]
    assert ask(held, "?l", "?c a jq:Cluster ; skos:altLabel ?l") == [("香梨业",)]


def test_words_that_describe_a_cluster_are_no_label_where_it_has_a_name() -> None:
    told = Fact("cluster", replace(PEARS, name="以香梨加工为特色的产业集群"), at(10))
    named = Fact("cluster", replace(PEARS, name="香梨加工业"), at(20))
    assert ask(adopted(told, named), "?l", "?c a jq:Cluster ; skos:prefLabel ?l") == [("香梨加工业",)]
    assert ask(adopted(told, named), "?l", "?c a jq:Cluster ; skos:altLabel ?l") == [("以香梨加工为特色的产业集群",)]
    assert ask(adopted(told), "?l", "?c a jq:Cluster ; skos:prefLabel ?l") == [("以香梨加工为特色的产业集群",)]


def test_places_have_their_official_name_and_the_places_above_them() -> None:
    held = adopted(Fact("located_in", PEARS, at(10), Entity("Place", "上户")))
    places = ask(held, "?l", "?place jq:partOf* ?top . ?top jq:code '65' . ?place skos:prefLabel ?l")
    assert [name for (name,) in places] == sorted(["上户镇", "库尔勒市", "巴音郭楞蒙古自治州", "新疆维吾尔自治区"])
    assert ask(held, "?l", "?p a jq:Town ; skos:altLabel ?l") == [("上户",)]


def test_policies_and_problems_keep_what_is_said_of_them() -> None:
    policy = Fact(
        "policy",
        Entity("Policy", "扩大种植"),
        at(10),
        kind="plan",
        parent="香梨规划",
        about=(PEARS,),
        period="2022/2025",
    )
    held = adopted(policy, Fact("problem", Entity("Problem", "品种老化"), at(20), about=(PEARS,)))
    where = "?p a jq:Policy ; jq:kind ?k ; jq:parent ?up ; jq:about ?c ; jq:period ?t . ?c a jq:Cluster"
    assert ask(held, "?k ?up ?t", where) == [("plan", "policy/652801/香梨规划", "2022/2025")]
    assert ask(held, "?c", "?p a jq:Problem ; jq:about ?c") == [("cluster/652801/香梨",)]


def test_figures_link_to_products_and_places_that_are_there() -> None:
    makes = Fact("makes", PEARS, at(10), Entity("Product", "香梨"))
    held = adopted(makes, figure(20, with_(of="香梨", scope="库尔勒市")), figure(30, with_(of="苹果", scope="全国")))
    assert ask(held, "?p ?s", "?o jq:ofProduct ?p ; jq:scopePlace ?s") == [("product/香梨", "place/652801")]


def marked(fact: Fact, mark: str, *said: Fact) -> list[Quad]:
    """The reports' graphs of the facts, with the audit's word on one of them."""
    identity = Identity("库尔勒市", "652801", fact.evidence.report, said)
    texts = (Literal("理由", language="zh"), Literal("reason", language="en"))
    claim, graph_name = NamedNode(identity.claim(fact)), NamedNode(identity.report)
    return [*graph(*said), *(Quad(claim, NamedNode(JQ + mark), text, graph_name) for text in texts)]


def marks(held: Store) -> list[tuple[str, ...]]:
    return ask(held, "?value ?mark ?why", "?o jq:value ?value ; ?mark ?why VALUES ?mark { jq:suspect jq:confirmed }")


@pytest.mark.parametrize("other", [HEDGED, RANGED, OTHER])
def test_a_figure_found_wrong_loses_to_any_other(other: Figure) -> None:
    wrong = figure(150)
    held = store.memory(adopt(marked(wrong, "suspect", wrong, figure(160), figure(10, other))))
    assert values(held) == [(str(other.value), "true")]
    assert marks(held) == []


def test_a_figure_found_wrong_that_stands_alone_is_adopted_with_the_reason() -> None:
    wrong, again = figure(10), figure(150)
    for said in ((wrong,), (wrong, again)):
        held = store.memory(adopt(marked(wrong, "suspect", *said)))
        assert values(held) == [("300", "false")]
        assert marks(held) == [("300", "suspect", "reason"), ("300", "suspect", "理由")]


def test_a_figure_is_confirmed_by_any_claim_that_supports_it() -> None:
    held = store.memory(adopt(marked(figure(10), "confirmed", figure(10), figure(150))))
    assert marks(held) == [("300", "confirmed", "reason"), ("300", "confirmed", "理由")]
    held = store.memory(adopt(marked(figure(10), "confirmed", figure(10), figure(150, OTHER))))
    assert (values(held), marks(held)) == ([("310", "true")], [])


def test_findings_stay_in_the_graph_of_their_report() -> None:
    made = report(7, plant(7, "sum"))
    identity = Identity(made.place, "", "made", made.facts)
    quads = claims(made.document, made.facts, identity)
    found = annotations(audit(made.document, made.facts, identity), identity)
    plain = {quad for quad in adopt([*quads, *found]) if quad.predicate.value not in (f"{JQ}suspect", f"{JQ}confirmed")}
    assert plain == set(adopt(quads))


def test_the_report_is_there_and_its_evidence_is_not() -> None:
    held = adopted(figure(10))
    where = "?r a jq:Report ; dcterms:title ?t ; dcterms:source ?f ; jq:about ?p"
    assert ask(held, "?r ?t ?f ?p", where) == [("report/pears", "香梨调研", "pears.txt", "place/652801")]
    assert ask(held, "?c", "VALUES ?k { jq:Claim jq:Passage jq:Mention } ?c a ?k") == []


def test_the_order_of_the_quads_does_not_matter() -> None:
    quads = graph(figure(10, slug="a"), figure(10, OTHER, slug="b"), figure(30, HEDGED, slug="a"))
    assert store.lines(adopt(quads)) == store.lines(adopt(quads[::-1]))


def test_what_is_adopted_of_a_thing_depends_on_what_is_said_of_it() -> None:
    """For each thing, what the store says of it is enough."""
    said = [
        figure(10, slug="a"),
        figure(10, OTHER, slug="b"),
        figure(30, HEDGED, slug="a"),
        Fact("cluster", PEARS, at(20, "a"), status="existing"),
        Fact("cluster", replace(PEARS, name="香梨业"), at(150, "b"), status="emerging"),
        Fact("cluster", PLANNED_PEARS, at(60, "b"), status="planned"),
        Fact("lead_firm", PEARS, at(70, "a"), FIRM),
        Fact("located_in", PEARS, at(80, "b"), Entity("Place", "上户镇"), "planned"),
        Fact("policy", Entity("Policy", "扩大种植"), at(90, "b"), kind="plan", parent="香梨规划", about=(PEARS,)),
        Fact("makes", PEARS, at(95, "a"), Entity("Product", "香梨")),
        figure(96, with_(of="香梨", scope="库尔勒市"), slug="a"),
    ]
    quads = marked(said[1], "suspect", *sorted(said, key=lambda fact: fact.evidence.report))
    whole = adopt(quads)
    held = store.memory([*quads, *whole])
    things = touched([], quads, store.memory())
    assert {quad.subject for quad in whole} <= things
    for thing in things:
        alone = {quad for quad in adopt(relevant(held, [thing])) if quad.subject == thing}
        assert alone == {quad for quad in whole if quad.subject == thing}, thing


@needs_gold
@pytest.mark.parametrize("slug", SLUGS)
def test_of_the_figures_of_the_reports_each_contested_one_shows_all_its_claims(slug: str) -> None:
    document = gold_document(slug)
    said = gold_facts(document)
    quads = claims(document, said, Identity(*PLACES[slug], slug, said))
    held = store.memory([*ontology.quads(), *quads, *adopt(quads)])
    told: dict[str, dict[int, tuple[object, ...]]] = {}  # the first amount of each sentence
    claimed: dict[str, set[str]] = {}
    where = (
        "?c rdf:object ?o ; jq:value ?v ; jq:unit ?u ; prov:wasDerivedFrom ?p . ?p oa:start ?s ; oa:prefix ?b "
        "OPTIONAL { ?c jq:valueMax ?m }"
    )
    head = (
        "PREFIX jq: <https://w3id.org/jiqun/ontology#> PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> "
        "PREFIX prov: <http://www.w3.org/ns/prov#> PREFIX oa: <http://www.w3.org/ns/oa#>"
    )
    query = f"{head} SELECT ?o ?c ?v ?u ?m ?s ?b {{ GRAPH ?g {{ {where} }} }}"
    for o, c, v, u, m, s, b in sorted(store.query(held, query), key=lambda row: int(row[5].value)):
        told.setdefault(o.value, {}).setdefault(int(s.value) - len(b.value), (v.value, u.value, m and m.value))
        claimed.setdefault(o.value, set()).add(c.value)
    rows = list(run(held, named()["contested-figures"]))
    assert {row.figure_id for row in rows} == {o for o, amounts in told.items() if len({*amounts.values()}) > 1}
    for figure_id in {row.figure_id for row in rows}:
        own = [row for row in rows if row.figure_id == figure_id]
        assert {row.claim_id for row in own} == claimed[figure_id]
        assert len({(row.value, row.value_max, row.unit) for row in own if row.adopted}) == 1
        assert all(row.sentence in document.text for row in own)


def test_a_figure_is_as_certain_as_the_surest_claim_of_its_value() -> None:
    told = [replace(figure(start), certainty=sure) for start, sure in ((10, 0.4), (20, 0.85), (30, 0.6))]
    surer = replace(figure(40, with_(value=Decimal(310), qualifier="about")), certainty=0.95)
    assert ask(adopted(*told, surer), "?certainty", "?o a jq:Observation ; jq:certainty ?certainty") == [("0.85",)]
