"""Facts become quads and the quads become the facts again; what a report's graph and a line of facts.jsonl hold."""

import json
from dataclasses import replace
from decimal import Decimal
from itertools import combinations

import pytest
from gold import PLACES, SLUGS, gold_document, gold_facts, needs_gold
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import BlankNode, NamedNode, Quad

from kg import store
from kg.graph import claims, facts, line
from kg.graph.writing import latest_period
from kg.identity import Identity
from kg.model import Document, Entity, Evidence, Fact, Figure, Passage
from kg.ontology import ontology

TEXT = "永康市五金产业集群\n步阳集团生产防盗门，2023年产值近12.5亿元。\n力争2026年产值达到20亿元。"
DOCUMENT = Document(
    "yongkang",
    "yongkang.txt",
    "永康市五金产业集群",
    TEXT,
    (Passage("heading", 0, 9), Passage("paragraph", 10, len(TEXT))),
)
CLUSTER = Entity("Cluster", "五金产业集群", "永康市")


def evidence(quote: str, rule: str = "test") -> Evidence:
    start = TEXT.index(quote)
    return Evidence("yongkang", start, start + len(quote), quote, rule, "永康市五金产业集群" if start > 9 else "")


def identity_of(said: list[Fact]) -> Identity:
    return Identity("永康市", "330784", "yongkang", said)


def graph(said: list[Fact]) -> list[Quad]:
    return claims(DOCUMENT, said, identity_of(said))


def ask(quads: list[Quad], variables: str, where: str) -> list[tuple[str, ...]]:
    prefixes = "PREFIX jq: <https://w3id.org/jiqun/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
    prefixes += "PREFIX rdf: <http://www.w3.org/1999/02/22-rdf-syntax-ns#> PREFIX prov: <http://www.w3.org/ns/prov#> "
    prefixes += "PREFIX oa: <http://www.w3.org/ns/oa#> PREFIX id: <https://w3id.org/jiqun/id/>"
    rows = store.query(store.memory(quads), f"{prefixes} SELECT DISTINCT {variables} {{ GRAPH ?g {{ {where} }} }}")
    return [tuple(term.value for term in row) for row in rows]


FIGURE = Figure(
    "output_value",
    Decimal(1250000000),
    "CNY",
    lower=Decimal("1.25E+9"),
    qualifier="about",
    period="2023",
    lexical="近12.5亿元",
)
FACTS = [
    Fact("cluster", CLUSTER, evidence("永康市五金产业集群"), status="existing"),
    Fact("lead_firm", CLUSTER, evidence("步阳集团"), Entity("Firm", "步阳集团")),
    Fact("makes", Entity("Firm", "步阳集团"), evidence("步阳集团生产防盗门"), Entity("Product", "防盗门")),
    Fact("observation", CLUSTER, evidence("2023年产值近12.5亿元", "figures.stated"), FIGURE),
    Fact("formation_mode", CLUSTER, evidence("五金"), "market"),
    Fact("drafts_standard", Entity("Firm", "步阳集团"), evidence("防盗门"), "防盗门国家标准"),
    Fact(
        "policy",
        Entity("Policy", "力争2026年产值达到20亿元"),
        evidence("力争2026年产值达到20亿元"),
        kind="target",
        parent="五金产业规划",
        about=(CLUSTER, Entity("Place", "永康"), Entity("Place", "永康市")),
        period="2026",
    ),
    Fact("problem", Entity("Problem", "门类不全"), evidence("门"), about=(CLUSTER,)),
    Fact(
        "holds_title", CLUSTER, evidence("五金产业"), Entity("Honour", "中国门都"), period="2005", conferred_by="某协会"
    ),
]


def test_a_document_of_every_kind_of_fact_comes_back() -> None:
    assert set(facts(graph(FACTS))) == set(FACTS)


def test_the_facts_come_back_in_the_order_of_the_text() -> None:
    starts = [fact.evidence.start for fact in facts(graph(FACTS))]
    assert starts == sorted(starts)


@needs_gold
@pytest.mark.parametrize("slug", SLUGS)
def test_every_gold_fact_comes_back(slug: str) -> None:
    document = gold_document(slug)
    said = gold_facts(document)
    back = facts(claims(document, said, Identity(*PLACES[slug], slug, said)))
    assert set(back) == set(said)
    assert len(back) == len(set(said))


NAMES = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12)
WORDS = st.just("") | NAMES
NUMBERS = st.decimals(min_value=-(10**12), max_value=10**12, places=3)
MAYBE = st.none() | NUMBERS
TYPES = [
    "Cluster",
    "PlannedCluster",
    "Firm",
    "Place",
    "Product",
    "Brand",
    "Honour",
    "Market",
    "Institution",
    "Policy",
    "Problem",
]
ENTITIES = st.builds(Entity, st.sampled_from(TYPES), NAMES, WORDS)
UNITS = st.sampled_from(["CNY", "%", "1", "mu", "t"]) | NAMES
GROUNDS = ["subject_in_clause", "from_heading", "carried", "sole_cluster", "listed", "hedged_section"]
MODALITIES = st.sampled_from(["actual", "planned", "forecast", "former"])
FIGURES = st.builds(
    Figure,
    st.sampled_from(["output_value", "above_scale_firm_count", "market_share", "other"]),
    NUMBERS,
    UNITS,
    *(MAYBE, MAYBE, MAYBE, st.sampled_from(["", "about", "over", "under"])),
    *(WORDS, WORDS, WORDS, WORDS, WORDS),
)


@st.composite
def said(draw: st.DrawFn) -> Fact:
    start = draw(st.integers(0, len(TEXT) - 1))
    end = draw(st.integers(start + 1, len(TEXT)))
    quoted = Evidence("yongkang", start, end, TEXT[start:end], draw(NAMES), f"标题{start}")
    modality = draw(MODALITIES)
    kind = draw(st.sampled_from(["existence", "relation", "figure", "mode", "stage", "text"]))
    if kind == "existence":
        type_ = draw(st.sampled_from(["Cluster", "PlannedCluster", "Policy", "Problem"]))
        subject = Entity(type_, draw(NAMES), draw(WORDS))
        return Fact(
            type_.removeprefix("Planned").lower(),
            subject,
            quoted,
            modality=modality,
            status=draw(st.sampled_from(["", "existing", "emerging", "planned"])),
            kind=draw(st.sampled_from(["", "plan", "fund", "measure", "target", "mechanism"])),
            parent=draw(WORDS),
            about=tuple(draw(st.lists(ENTITIES, max_size=3))),
            period=draw(WORDS),
        )
    subject = draw(ENTITIES)
    if kind == "figure":
        return Fact("observation", subject, quoted, draw(FIGURES), modality)
    if kind == "mode":
        modes = st.sampled_from(["resource", "lead_firm", "market", "one_town_one_product"])
        return Fact("formation_mode", subject, quoted, draw(modes), modality)
    if kind == "stage":
        return Fact(
            "stage", subject, quoted, draw(st.sampled_from(["regional_brand", "highland", "characteristic"])), modality
        )
    if kind == "text":
        return Fact("drafts_standard", subject, quoted, draw(NAMES), modality)
    relation = draw(st.sampled_from(["lead_firm", "located_in", "holds_title", "acquired_by", "sub_cluster"]))
    return Fact(relation, subject, quoted, draw(ENTITIES), modality, conferred_by=draw(WORDS), period=draw(WORDS))


@given(st.lists(said(), max_size=8))
def test_any_facts_come_back(told: list[Fact]) -> None:
    quads = graph(told)
    assert set(facts(quads)) == set(told)
    assert set(facts(store.read(store.lines(quads)))) == set(told)


@given(st.lists(said(), max_size=8))
def test_a_graph_names_every_node_and_uses_the_ontology(told: list[Fact]) -> None:
    own = ontology()
    for quad in graph(told):
        assert not any(isinstance(term, BlankNode) for term in (quad.subject, quad.object))
        for term in (quad.predicate, quad.object):
            if isinstance(term, NamedNode) and term.value.startswith(own.iri("Claim").removesuffix("Claim")):
                local = term.value.rpartition("#")[2]
                assert own.iri(local) == term.value


def test_every_quad_is_in_the_graph_of_its_report() -> None:
    assert {quad.graph_name.value for quad in graph(FACTS)} == {"https://w3id.org/jiqun/id/report/yongkang"}


def test_a_claim_points_at_the_characters_that_say_it() -> None:
    [(passage, start, end, exact, heading, kind)] = ask(
        graph(FACTS),
        "?passage ?start ?end ?exact ?heading ?kind",
        "[] rdf:predicate jq:makes ; prov:wasDerivedFrom ?passage . "
        "?passage a jq:Passage ; oa:start ?start ; oa:end ?end ; "
        "oa:exact ?exact ; jq:heading ?heading ; jq:passageKind ?kind",
    )
    assert TEXT[int(start) : int(end)] == exact == "步阳集团生产防盗门"
    assert passage.endswith(f"report/yongkang.txt#char={start},{end}")
    assert (heading, kind) == ("永康市五金产业集群", "paragraph")


def test_a_claim_has_its_ends_their_names_and_its_standing() -> None:
    where = "[] rdf:predicate jq:leadFirm ; rdf:subject ?s ; jq:subjectName ?sn ; rdf:object ?o ; jq:objectName ?on"
    [row] = ask(graph(FACTS), "?s ?sn ?o ?on", f"{where} ; jq:modality jq:actual")
    cluster, firm = (
        f"https://w3id.org/jiqun/id/{key}/330784/{name}" for key, name in (("cluster", "五金"), ("firm", "步阳"))
    )
    assert row == (cluster, "五金产业集群", firm, "步阳集团")


def test_a_figure_speaks_to_one_observation_whatever_its_value() -> None:
    first = FACTS[3]
    other = Figure("output_value", Decimal(5), "CNY", period="2023", lexical="5元")
    second = Fact("observation", first.subject, first.evidence, other)
    third = Fact("observation", first.subject, first.evidence, other, modality="forecast")
    slots = [identity_of(FACTS).observation(fact) for fact in (first, second, third)]
    assert slots[0] == slots[1] != slots[2]
    assert len(ask(graph([first, second]), "?claim", f"?claim rdf:object <{slots[0]}> ; jq:value ?value")) == 2


def test_the_last_period_of_a_report_is_a_date_where_a_period_has_no_end() -> None:
    told = [
        Fact("observation", CLUSTER, evidence("2023"), replace(FIGURE, period=period)) for period in ("2019/..", "")
    ]
    assert latest_period(told) == "2019"
    assert latest_period(told[1:]) == ""


def test_numbers_are_decimals_in_full() -> None:
    values = [quad.object for quad in graph(FACTS) if quad.predicate.value.endswith("#lower")]
    assert [(value.value, value.datatype.value.rpartition("#")[2]) for value in values] == [("1250000000", "decimal")]


def test_a_unit_that_only_the_report_uses_has_a_node_of_its_own() -> None:
    figure = Figure("output_volume", Decimal(30000), "樘", lexical="3万樘")
    quads = graph([Fact("observation", CLUSTER, evidence("防盗门"), figure)])
    [(unit,)] = ask(quads, "?unit", '?unit skos:notation "樘" ; skos:prefLabel "樘"@zh')
    assert unit == "https://w3id.org/jiqun/id/unit/樘"
    assert ask(quads, "?unit", "[] jq:unit ?unit") == [(unit,)]


def test_a_claim_has_one_iri_in_every_build_and_another_when_it_stands_elsewhere() -> None:
    fact = FACTS[1]
    moved = Fact(fact.property, fact.subject, evidence("步阳"), fact.object)
    assert identity_of(FACTS).claim(fact) == identity_of([fact]).claim(fact) != identity_of(FACTS).claim(moved)


def test_how_surely_a_fact_was_read_is_no_part_of_what_it_says() -> None:
    doubted = replace(FACTS[1], certainty=0.4, grounds=("carried",))
    assert identity_of(FACTS).claim(doubted) == identity_of(FACTS).claim(FACTS[1])
    assert {doubted, FACTS[1]} == {FACTS[1]}
    [(certainty,)] = ask(graph([doubted, FACTS[1]]), "?certainty", "[] jq:certainty ?certainty")
    assert certainty == "0.4"


@given(st.integers(0, 100), st.sets(st.sampled_from(GROUNDS)))
def test_certainty_and_grounds_come_back(hundredths: int, grounds: set[str]) -> None:
    told = replace(FACTS[3], certainty=hundredths / 100, grounds=tuple(sorted(grounds)))
    [back] = facts(store.read(store.lines(graph([told]))))
    assert (back.certainty, back.grounds) == (told.certainty, told.grounds)


def test_a_line_has_its_fields_in_one_order_and_none_empty() -> None:
    rows = [line(fact, identity_of(FACTS)) for fact in FACTS]
    assert all(value not in ("", None, []) for row in rows for value in row.values())
    for one, other in combinations(rows, 2):
        assert [field for field in one if field in other] == [field for field in other if field in one]


def test_a_line_of_a_figure() -> None:
    row = line(replace(FACTS[3], certainty=0.35, grounds=("carried", "listed")), identity_of(FACTS))
    ids = {row.pop("claim"), row.pop("subject_id"), row.pop("object_id")}
    assert len(ids) == 3
    assert json.loads(json.dumps(row, ensure_ascii=False)) == {
        "report": "yongkang",
        "property": "observation",
        "subject_type": "Cluster",
        "subject": "五金产业集群",
        "of_place": "永康市",
        "measure": "output_value",
        "value": 1250000000,
        "lower": 1250000000,
        "unit": "CNY",
        "qualifier": "about",
        "period": "2023",
        "modality": "actual",
        "lexical": "近12.5亿元",
        "quote": "2023年产值近12.5亿元",
        "start": 20,
        "end": 34,
        "heading": "永康市五金产业集群",
        "rule": "figures.stated",
        "certainty": 0.35,
        "grounds": ["carried", "listed"],
    }


def test_a_line_tells_what_the_audit_found_wrong() -> None:
    for fact in FACTS:
        said, doubted = line(fact, identity_of(FACTS)), line(fact, identity_of(FACTS), suspect=True)
        assert doubted == {**said, "status": said["status"] if fact.property == "cluster" else "suspect"}


@pytest.mark.parametrize(
    ("fact", "type_", "status"),
    [
        (Fact("cluster", Entity("PlannedCluster", "门业"), evidence("门"), status="planned"), "Cluster", "planned"),
        (Fact("cluster", CLUSTER, evidence("五金"), status="emerging"), "Cluster", "emerging"),
        (
            Fact("has_park", CLUSTER, evidence("五金"), Entity("Place", "五金园"), modality="forecast"),
            "Cluster",
            "planned",
        ),
        (Fact("makes", CLUSTER, evidence("五金"), Entity("Product", "门")), "Cluster", None),
    ],
)
def test_a_line_tells_plans_from_facts(fact: Fact, type_: str, status: str | None) -> None:
    row = line(fact, identity_of([fact]))
    assert (row["subject_type"], row.get("status")) == (type_, status)
