"""The clusters of a place together are no cluster, and one that has come about is no plan."""

import pytest

from kg.extraction import read_facts
from kg.extraction.about import Subject
from kg.extraction.together import of_place
from kg.model import Document, Entity, Evidence, Fact
from kg.reading.layout import passages

JINHUA = Subject("金华市", "3307")
EVIDENCE = Evidence("invented", 0, 1, "。", "test")


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("金华市产业集群", "金华市"),
        ("金华产业集群", "金华市"),
        ("金华市的产业集群", "金华市"),
        ("全市产业集群", "金华市"),
        ("该市集群", "金华市"),
        ("我市特色产业集群", "金华市"),
        ("永康市产业集群", "永康市"),
    ],
)
def test_what_is_told_of_the_clusters_in_general_is_of_the_place(name: str, place: str) -> None:
    fact = of_place(Fact("has_park", Entity("Cluster", name, "金华市"), EVIDENCE, Entity("Place", "婺城园")), JINHUA)
    assert fact.subject == Entity("Place", place)


@pytest.mark.parametrize(
    "name", ["金华五金产业集群", "高新技术产业集群", "现代农业聚集区", "矿业产业", "茶产业", "永康门业产业集群"]
)
def test_a_cluster_with_a_trade_stays(name: str) -> None:
    fact = Fact("has_park", Entity("Cluster", name, "金华市"), EVIDENCE, Entity("Place", "婺城园"))
    assert of_place(fact, JINHUA) is fact


HEAD = "遂昌县产业集群发展情况报告\n一、发展现状\n（一）旅游业。企业30家。\n二、发展展望\n"


def standing(sentence: str) -> set[tuple[str, str]]:
    title, found = passages(HEAD + sentence)
    document = Document("invented", "invented.txt", title, HEAD + sentence, tuple(found))
    return {(f.subject.type, f.status) for f in read_facts(document).facts if "竹炭" in f.subject.name and f.status}


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("大柘镇经过多年发展，形成了以竹炭加工为特色的产业集群，聚集了60多家企业。", ("Cluster", "existing")),
        ("大柘镇已形成以竹炭加工为特色的产业集群。", ("Cluster", "existing")),
        ("力争形成以竹炭加工为特色的产业集群。", ("PlannedCluster", "planned")),
        ("到2030年，形成以竹炭加工为特色的产业集群。", ("PlannedCluster", "planned")),
        ("将形成以竹炭加工为特色的产业集群。", ("PlannedCluster", "planned")),
    ],
)
def test_a_cluster_that_has_come_about_is_there(sentence: str, told: tuple[str, str]) -> None:
    assert standing(sentence) == {told}
