"""The ontology says of every term what it is called and means in both languages, and defines all that is used."""

import ast
import re
from collections import Counter
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest
from gold import SHARED, needs_gold
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import RdfFormat, serialize
from rdflib import OWL, RDF, RDFS, SKOS, XSD, BNode, Graph, Namespace, URIRef

from kg.errors import DefinitionError
from kg.extraction import holders, read_facts
from kg.extraction.relations import handled
from kg.lexicon import rows, table, words
from kg.model import Document, Entity
from kg.ontology import JQ, Property, camel, ontology, quads, read, snake
from kg.reading.layout import passages
from kg.resources import resource
from kg.views.wording import term

NS = Namespace(JQ)
QUDT = Namespace("http://qudt.org/schema/qudt/")
GRAPH = Graph().parse(data=serialize(quads(), format=RdfFormat.N_TRIPLES))
SHAPES = Graph().parse(resource("ontology", "shapes.ttl"))
ROOT = Path(__file__).parent.parent
CLASSES = sorted(GRAPH.subjects(RDF.type, OWL.Class))
PROPERTIES = sorted({*GRAPH.subjects(RDF.type, OWL.ObjectProperty), *GRAPH.subjects(RDF.type, OWL.DatatypeProperty)})
SCHEMES = sorted(GRAPH.subjects(RDF.type, SKOS.ConceptScheme))
CONCEPTS = sorted(set(GRAPH.subjects(SKOS.inScheme)))


def local(iri: object) -> str:
    return str(iri).removeprefix(JQ)


def in_both_languages(subject: object, predicate: URIRef) -> bool:
    """One text in each, the Chinese in Chinese and the English with no Chinese in it."""
    texts = {text.language: str(text) for text in GRAPH.objects(subject, predicate)}
    chinese = {lang: bool(re.search("[\u4e00-\u9fff]", text)) for lang, text in texts.items()}
    return len(list(GRAPH.objects(subject, predicate))) == 2 and chinese == {"zh": True, "en": False}


@pytest.mark.parametrize("iri", [*CLASSES, *PROPERTIES, *SCHEMES], ids=local)
def test_a_class_or_property_has_label_and_comment(iri: URIRef) -> None:
    assert in_both_languages(iri, RDFS.label)
    assert in_both_languages(iri, RDFS.comment)


@pytest.mark.parametrize("iri", CLASSES, ids=local)
def test_a_class_has_its_reason(iri: URIRef) -> None:
    assert in_both_languages(iri, SKOS.editorialNote)


@pytest.mark.parametrize("iri", CONCEPTS, ids=local)
def test_a_concept_has_label_and_definition(iri: URIRef) -> None:
    assert in_both_languages(iri, SKOS.prefLabel)
    assert in_both_languages(iri, SKOS.definition)


def test_every_subject_is_one_of_these() -> None:
    header = {URIRef(JQ.removesuffix("#"))}
    assert set(GRAPH.subjects()) == {*CLASSES, *PROPERTIES, *SCHEMES, *CONCEPTS} | header


def test_nothing_is_without_a_name() -> None:
    assert not any(isinstance(each, BNode) for triple in GRAPH for each in triple)


def test_a_concept_is_no_class_and_no_property() -> None:
    """One that is both has two names, and a fact of it would be told twice."""
    assert {*CONCEPTS} & {*CLASSES, *PROPERTIES} == set()


def test_a_concept_is_of_a_class_that_stands_for_concepts() -> None:
    kinds = {SKOS.Concept, *GRAPH.subjects(RDFS.subClassOf, SKOS.Concept)}
    assert [iri for iri in CONCEPTS if kinds.isdisjoint(GRAPH.objects(iri, RDF.type))] == []


@pytest.mark.parametrize("scheme", SCHEMES, ids=local)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_labels_are_unique_in_a_scheme(scheme: URIRef, lang: str) -> None:
    members = GRAPH.subjects(SKOS.inScheme, scheme)
    texts = (text for each in members for text in GRAPH.objects(each, SKOS.prefLabel))
    labels = Counter(str(text) for text in texts if text.language == lang)
    assert labels
    assert max(labels.values()) == 1


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("terms", [CLASSES, PROPERTIES], ids=["classes", "properties"])
def test_labels_of_classes_and_of_properties_are_unique(terms: list[URIRef], lang: str) -> None:
    labels = Counter(str(text) for each in terms for text in GRAPH.objects(each, RDFS.label) if text.language == lang)
    assert [label for label, times in labels.items() if times > 1] == []


def test_every_code_is_one_concept() -> None:
    codes = Counter(str(code) for _, code in GRAPH.subject_objects(SKOS.notation))
    assert max(codes.values()) == 1
    assert {iri for iri in CONCEPTS if not local(iri).endswith("Kind")} == set(GRAPH.subjects(SKOS.notation))


FILES = (("queries", "*.rq"), ("tests", "*.trig"), ("ontology", "shapes.ttl"), ("kg", "*.py"), ("kg", "*.js"))
USED = sorted(
    (name, path.relative_to(ROOT).as_posix())
    for folder, kind in FILES
    for path in ROOT.joinpath(folder).rglob(kind)
    for name in set(re.findall(rf"(?:\bjq:|{JQ}|_jq\(\")([A-Za-z]\w*)", path.read_text("utf-8")))
)


@pytest.mark.parametrize("name", sorted({name for name, _ in USED}))
def test_a_term_that_is_used_is_defined(name: str) -> None:
    where = [file for used, file in USED if used == name]
    assert (NS[name], None, None) in GRAPH, where


def test_ends_of_properties_are_classes_that_there_are() -> None:
    schema = Namespace("https://schema.org/")
    outside = {SKOS.Concept, SKOS.ConceptScheme, RDF.Property}
    for iri in PROPERTIES:
        assert set(GRAPH.objects(iri, schema.domainIncludes)) <= {*CLASSES, *outside}
        ends = set(GRAPH.objects(iri, schema.rangeIncludes))
        assert ends
        datatypes = {end for end in ends if end in XSD or end == RDF.langString}
        assert ends == datatypes if (iri, RDF.type, OWL.DatatypeProperty) in GRAPH else ends <= {*CLASSES, *outside}


def test_classes_are_at_most_two_deep() -> None:
    """The shapes look one class up, no further."""
    above = {iri: {up for up in GRAPH.objects(iri, RDFS.subClassOf) if up in CLASSES} for iri in CLASSES}
    assert [iri for iri, ups in above.items() if any(above[up] for up in ups)] == []


def test_a_property_of_what_is_planned_takes_what_the_other_takes() -> None:
    pairs = list(GRAPH.subject_objects(NS.planOf))
    assert pairs
    schema = Namespace("https://schema.org/")
    for planned, actual in pairs:
        for ends in (schema.domainIncludes, schema.rangeIncludes, NS.fromScheme):
            assert set(GRAPH.objects(planned, ends)) == set(GRAPH.objects(actual, ends))


def test_a_value_from_a_scheme_has_one_that_there_is() -> None:
    assert {scheme for _, scheme in GRAPH.subject_objects(NS.fromScheme)} <= set(SCHEMES)


# how much of the SI unit one is, by what it is made of
SI = {
    "%": Fraction(1, 100),
    "1": Fraction(1),
    "t": Fraction(1000),
    "kg": Fraction(1),
    "m2": Fraction(1),
    "km2": Fraction(1000) ** 2,
    "mu": Fraction(100) ** 2 / 15,
    "are": Fraction(10) ** 2,
    "m3": Fraction(1),
    "m": Fraction(1),
    "年": Fraction(36525, 100) * 24 * 3600,
    "月": Fraction(36525, 100) * 24 * 3600 / 12,
    "天": Fraction(24 * 3600),
    "小时": Fraction(60 * 60),
    "分钟": Fraction(60),
    "千瓦": Fraction(1000),
    "千瓦时": Fraction(1000) * 60 * 60,
    "千伏": Fraction(1000),
    "克拉": Fraction(200, 10**6),
    "千升": Fraction(10) ** 3 * 1000 / 10**6,
    "倍": Fraction(1),
    "千伏安": Fraction(1000),
    "马力": 75 * Fraction("9.80665"),
    "千卡": Fraction(4184),
    "吨标准煤": 1000 * 7000 * Fraction("4186.8"),
}


@pytest.mark.parametrize(("code", "factor"), SI.items(), ids=SI)
def test_si_factors_recomputed(code: str, factor: Fraction) -> None:
    found = ontology().units[code].factor
    assert found is not None
    assert abs(Fraction(found) / factor - 1) < Fraction(1, 10**20)


def test_units_that_si_does_not_have_have_no_factor() -> None:
    without = {code for code, unit in ontology().units.items() if unit.factor is None}
    assert without == ontology().units.keys() - SI.keys()
    assert {ontology().units[code].kind for code in without} == {"money", "person", "count", "quantity"}


def test_hectares_are_read_in_mu_as_both_are_defined() -> None:
    factor = Decimal(table("units", "factor")["公顷"]) * (ontology().units["mu"].factor or 0)
    assert abs(factor - 10000) < Decimal("1e-9")


def test_units_are_iris_of_qudt_where_it_has_them() -> None:
    own = {code for code, unit in ontology().units.items() if unit.iri.startswith(JQ)}
    assert own == {"mu", "household", "pair", "head", "倍", "吨标准煤"}
    assert ontology().units["%"].iri == "http://qudt.org/vocab/unit/PERCENT"
    assert ontology().units["CNY"].iri == "http://qudt.org/vocab/currency/CNY"


def test_every_measure_of_the_words_is_defined() -> None:
    assert set(table("measures", "measure").values()) <= ontology().measures.keys()


def test_every_unit_of_the_words_is_defined_or_the_word_itself() -> None:
    free = [row for row in rows("units") if row["unit"] not in ontology().units]
    assert {row["unit"] for row in free} <= {row["surface"] for row in free}
    assert {row["kind"] for row in free} == {"quantity"}


def test_every_mode_and_stage_of_the_words_is_defined() -> None:
    assert {
        *table("clusters", "mode", role="formation").values(),
        *table("clusters", "stage", role="maturity").values(),
    } <= ontology().codes.keys()


def told(sentence: str) -> set[tuple[str, str, str]]:
    """The relations that a sentence gives in a report on a cluster of a county: subject, property, object."""
    text = f"遂昌县产业集群发展情况报告\n一、发展现状\n（一）制伞业。{sentence}"
    title, found = passages(text)
    said = read_facts(Document("invented", "invented.txt", title, text, found)).facts
    ends = ((fact, fact.object.name if isinstance(fact.object, Entity) else fact.object) for fact in said)
    return {(fact.subject.name, fact.property, end) for fact, end in ends if isinstance(end, str)}


@pytest.mark.parametrize("property", ontology().properties.values(), ids=lambda each: each.code)
def test_the_example_of_a_property_gives_its_fact(property: Property) -> None:
    said = property.example
    assert (said.subject, property.code, said.object) in told(said.sentence)


@pytest.mark.parametrize("property", ontology().properties.values(), ids=lambda each: each.code)
def test_a_property_is_named_from_either_end_in_both_languages(property: Property) -> None:
    for names in (property.label, property.inverse):
        assert names.keys() == {"zh", "en"}
        assert re.search("[\u4e00-\u9fff]", names["zh"])
        assert names["en"].isascii()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_names_of_properties_from_the_object_are_unique(lang: str) -> None:
    assert max(Counter(each.inverse[lang] for each in ontology().properties.values()).values()) == 1


def test_the_properties_of_facts_are_those_that_are_scored() -> None:
    scored = set(words("scoring", "property")) - {"cluster", "policy", "problem", "observation"}
    assert ontology().properties.keys() == scored
    assert [each.order for each in ontology().properties.values()] == [*range(1, len(scored) + 1)]


def test_what_leads_from_clusters_or_firms_is_in_the_table_or_follows_from_other_facts() -> None:
    starts = {JQ + "Cluster", JQ + "Firm"}
    leading = {local(iri) for iri in PROPERTIES if starts & ontology().starts[str(iri)]}
    table = {local(iri) for each in ontology().properties.values() for iri in (each.iri, each.planned)}
    assert leading - table == {"ofPlace", "inIndustry", "status", "observation"}


@pytest.mark.parametrize(
    ("local", "planned"),
    [("located_in", "plannedIn"), ("has_market", "plannedMarket"), ("owns_brand", "plannedBrand")],
)
def test_the_property_of_plans_is_made_of_the_entry(local: str, planned: str) -> None:
    entry = ontology().properties[local]
    assert entry.planned == JQ + planned
    assert ontology().labels[entry.planned] == {
        "zh": f"规划{entry.label['zh']}",
        "en": f"{entry.label['en']} (planned)",
    }
    assert ontology().starts[entry.planned] == ontology().starts[entry.iri]
    assert ontology().ends[entry.planned] == ontology().ends[entry.iri]


def relations_of_rules() -> set[str]:
    """The properties that the rules of the grammar name where they make a relation."""
    calls = (
        node
        for path in (ROOT / "kg" / "grammar").rglob("*.py")
        for node in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "Said" and node.args
    )
    return {call.args[0].value for call in calls if isinstance(call.args[0], ast.Constant)}


def test_every_relation_that_a_rule_can_make_is_a_property_of_facts() -> None:
    assert relations_of_rules() <= ontology().properties.keys()


@pytest.mark.parametrize("unlike", ["twinned_with", "lead_firm"])
def test_a_relation_without_a_handler_or_a_handler_without_one_is_told(unlike: str) -> None:
    properties = set(ontology().properties)
    with pytest.raises(DefinitionError, match=f"differ on {unlike}$"):
        handled(dict.fromkeys(properties, holders.titles), properties ^ {unlike})


@needs_gold
def test_every_code_of_the_gold_is_defined() -> None:
    text = (SHARED / "gold" / "README.md").read_text("utf-8")
    headings = ("## Fields", "## Properties", "## Observations")
    fields, properties, observations = (text.split(heading)[1] for heading in headings)
    measures = re.search("`measure` is one of: (.*?)\n\n", observations, re.DOTALL)
    assert measures is not None
    assert set(re.findall("`([a-z_]+)`", measures[1])) - {"of"} == ontology().measures.keys()
    units = re.search("`unit` the base unit:\n(.*?)or the report's", observations, re.DOTALL)
    assert units is not None
    assert set(re.findall("`(.+?)`", units[1])) <= ontology().units.keys()
    names = re.findall(r"^\| (`[^|]*`) \|", properties.split("##")[0], re.MULTILINE)
    relations = {name for row in names for name in re.findall("`(.+?)`", row)}
    known = {local(iri) for iri in (*PROPERTIES, *CLASSES)}
    assert {name for name in relations if camel(name) not in known and camel(name).title() not in known} == set()
    types = re.search(r"`subject_type` \| (.*?) \|", fields)
    assert types is not None
    assert set(types[1].split(", ")) <= known


@pytest.mark.parametrize(
    ("code", "kind"),
    [("output_value", "money"), ("firm_count", "count"), ("share", "share"), ("reserve", "quantity"), ("other", "any")],
)
def test_a_measure_has_its_kind(code: str, kind: str) -> None:
    assert ontology().measures[code].kind == kind


def test_every_kind_of_measure_takes_units_that_there_are() -> None:
    counted = {str(kind) for kind in GRAPH.objects(None, NS.unitKind)}
    for kind in set(GRAPH.objects(None, NS.measureKind)):
        assert counted & {str(each) for each in GRAPH.objects(kind, NS.takes)}


@pytest.mark.parametrize(
    ("name", "zh", "en"),
    [
        ("Cluster", "产业集群", "cluster"),
        ("lead_firm", "龙头企业", "lead firm"),
        ("leadFirm", "龙头企业", "lead firm"),
        ("output_value", "产值", "output value"),
        ("mu", "亩", "mu"),
        ("%", "百分之一", "per cent"),
        ("regional_brand", "区域品牌", "regional brand"),
        ("件", "件", "件"),
        ("no_such_thing", "no_such_thing", "no_such_thing"),
    ],
)
def test_labels_by_name_and_code(name: str, zh: str, en: str) -> None:
    assert (term(name, "zh"), term(name, "en")) == (zh, en)


def test_codes_and_notations_are_each_other_s_inverse() -> None:
    own = ontology()
    assert {own.notation(own.term(code)) for code in own.codes} == own.codes.keys()
    assert own.term("about") == own.iri("approximately")


@pytest.mark.parametrize("name", ["leadfirm", "lead_firm", "", "Firms"])
def test_an_unknown_name_raises(name: str) -> None:
    with pytest.raises(DefinitionError, match="no term"):
        ontology().iri(name)


def test_an_unknown_code_or_concept_raises() -> None:
    with pytest.raises(DefinitionError, match="no concept"):
        ontology().term("furlong")
    with pytest.raises(DefinitionError, match="no skos:notation"):
        ontology().notation(ontology().iri("leadFirm"))


ENTRY = (ROOT / "ontology" / "jiqun.ttl").read_text("utf-8").partition("jq:leadFirm a owl:")[2].partition(" .\n")[0]


@pytest.mark.parametrize(
    "lacking",
    [
        *('    rdfs:label "龙头企业"@zh, "lead firm"@en ;\n', ', "lead firm of"@en', "    jq:exampleSubject"),
        *("    skos:example", "    schema:domainIncludes"),
    ],
)
def test_an_entry_that_lacks_something_is_told(lacking: str, tmp_path: Path) -> None:
    whole = (ROOT / "ontology" / "jiqun.ttl").read_text("utf-8")
    less = "\n".join(line for line in ENTRY.split("\n") if not lacking.startswith(" ") or lacking.strip() not in line)
    path = tmp_path / "own.ttl"
    path.write_text(whole.replace(ENTRY, less.replace(lacking, "")), "utf-8")
    with pytest.raises(DefinitionError, match="leadFirm has jq:order and lacks"):
        read(path)


def test_an_ontology_tells_its_version(tmp_path: Path) -> None:
    whole = (ROOT / "ontology" / "jiqun.ttl").read_text("utf-8")
    assert f'owl:versionInfo "{ontology().version}"' in whole
    path = tmp_path / "own.ttl"
    path.write_text(whole.replace("owl:versionInfo", "rdfs:seeAlso"), "utf-8")
    with pytest.raises(DefinitionError, match=r"own\.ttl: the ontology has no owl:versionInfo"):
        read(path)


def test_two_entries_in_one_place_are_told(tmp_path: Path) -> None:
    path = tmp_path / "own.ttl"
    path.write_text((ROOT / "ontology" / "jiqun.ttl").read_text("utf-8").replace("jq:order 2 ", "jq:order 1 "), "utf-8")
    with pytest.raises(DefinitionError, match="share jq:order 1"):
        read(path)


@given(st.lists(st.from_regex("[a-z][a-z]*", fullmatch=True), min_size=1, max_size=5))
def test_camel_keeps_the_words(words: list[str]) -> None:
    name = camel("_".join(words))
    assert snake(name) == "_".join(words)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<urn:a> a <urn:b> .\n<urn:a> a", r"own\.ttl:2"),
        ("<urn:a> <urn:b> [ a <urn:c> ] .", "without a name"),
        (f'<urn:a> <{SKOS.notation}> "x" . <urn:b> <{SKOS.notation}> "x" .', "share"),
    ],
)
def test_a_file_that_is_wrong_is_told(tmp_path: Path, text: str, told: str) -> None:
    path = tmp_path / "own.ttl"
    path.write_text(text, "utf-8")
    with pytest.raises(DefinitionError, match=told):
        read(path)
