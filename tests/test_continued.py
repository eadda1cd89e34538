"""Which existing cluster a plan continues: by lead firms of both, or a word that both trades open with."""

import pytest

from kg.graph import claims
from kg.graph.continued import continued
from kg.identity import Identity
from kg.model import Document, Entity, Evidence, Fact
from kg.ontology import JQ

PLACE = "遂昌县"


def told(*clusters: tuple[str, str, tuple[str, ...]]) -> list[Fact]:
    """A report's clusters: standing, name and lead firms of each."""
    found: list[Fact] = []
    for at, (status, name, firms) in enumerate(clusters):
        entity = Entity("PlannedCluster" if status == "planned" else "Cluster", name, PLACE)
        evidence = Evidence("invented", at, at + 1, "。", "test")
        found.append(Fact("cluster", entity, evidence, status=status))
        found += [Fact("lead_firm", entity, evidence, Entity("Firm", firm)) for firm in firms]
    return found


def links(*clusters: tuple[str, str, tuple[str, ...]]) -> list[tuple[str, str]]:
    facts = told(*clusters)
    identity = Identity(PLACE, "331123", "invented", facts)
    return [(identity.trade(one.plan), identity.trade(one.cluster)) for one in continued(facts, identity)]


@pytest.mark.parametrize(
    ("plan", "existing"),
    [
        (("竹木家居业", ("青竹工贸", "绿谷家具")), ("竹制品业", ("青竹工贸", "绿谷家具", "云峰木业"))),  # two firms
        (("门窗五金业", ("恒达锁具", "远大门窗")), ("五金加工业", ("恒达锁具", "鼎力五金"))),  # one, and the industry
        (("茶叶食品业", ()), ("茶叶加工业", ())),
        (("汽车及零部件业", ()), ("汽车及机械加工业", ())),
        (("纺织业", ()), ("纺织服装业", ())),
    ],
)
def test_a_plan_continues_a_cluster(plan: tuple[str, tuple[str, ...]], existing: tuple[str, tuple[str, ...]]) -> None:
    assert len(links(("planned", *plan), ("existing", *existing), ("emerging", "旅游业", ()))) == 1


@pytest.mark.parametrize(
    ("plan", "existing"),
    [
        (("装备制造业", ()), ("纺织服装业", ())),
        (("生物科技业", ()), ("生物化工业", ())),  # one word is not the trade of both
        (("食品饮料业", ()), ("食品包装机械业", ())),  # another industry
        (("旅游业", ("青竹工贸",)), ("竹制品业", ("青竹工贸",))),  # one firm, and another industry
    ],
)
def test_a_plan_of_another_trade_continues_none(
    plan: tuple[str, tuple[str, ...]], existing: tuple[str, tuple[str, ...]]
) -> None:
    assert links(("planned", *plan), ("existing", *existing)) == []


def test_a_plan_that_may_continue_several_continues_none() -> None:
    assert links(("planned", "食品业", ()), ("existing", "食品加工业", ()), ("existing", "食品饮料业", ())) == []


def test_the_cluster_of_the_same_name_needs_no_inference() -> None:
    assert links(("planned", "纺织服装业", ()), ("existing", "纺织服装产业集群", ()), ("existing", "纺织业", ())) == []


def test_the_graph_tells_what_a_plan_continues_and_why() -> None:
    facts = told(
        ("planned", "木器家具业", ("青竹工贸", "绿谷家具")), ("existing", "木器加工业", ("青竹工贸", "绿谷家具"))
    )
    quads = claims(Document("invented", "", "", "。" * 9, ()), facts, Identity(PLACE, "331123", "invented", facts))
    assert [q for q in quads if q.predicate.value == f"{JQ}develops"]
    reasons = {q.object.value for q in quads if q.predicate.value == f"{JQ}reason"}
    assert "青竹工贸、绿谷家具也是“木器加工业”的龙头企业。" in reasons
