"""Keys and IRIs: which names are one thing, and which never are."""

import json
import re
from pathlib import Path

import pytest
from gold import SHARED, needs_gold
from hypothesis import given
from hypothesis import strategies as st
from pyoxigraph import NamedNode

from kg.errors import InputError
from kg.identity import Identity, describes, existing, style, trade
from kg.identity.agreement import agreement
from kg.model import Entity, Evidence, Fact

JINHUA = Identity("金华市", "3307", "jinhua")
YONGKANG = Identity("永康市", "330784", "yongkang")
MASKED = Identity("××县", "", "masked")


def fact(subject: Entity) -> Fact:
    return Fact("cluster", subject, Evidence("jinhua", 0, 1, "五", "test"))


@pytest.mark.parametrize(
    ("type_", "names"),
    [
        (
            "Cluster",
            ["五金", "五金业", "五金产业", "五金产业集群", "五金制造业", "永康五金产业集群", "永康市的五金产业"],
        ),
        ("Cluster", ["全市产业集群", "永康产业集群", "永康市产业集群"]),
        ("Cluster", ["精细化工", "精细化工业", "精细化工产业"]),
        ("Cluster", ["食品加工业", "食品加工", "食品加工产业集群"]),
        ("Firm", ["步阳", "步阳集团", "步阳集团有限公司", "永康市步阳集团有限公司", "浙江步阳集团股份有限公司"]),
        ("Firm", ["“飞剑”工贸公司", "飞剑工贸", "飞剑工贸有限公司"]),
        ("Place", ["永康市", "永康", "全市", "我市", "浙江省永康市"]),
        ("Place", ["古山镇", "古山", "永康古山镇", "永康市的古山镇"]),
        ("Market", ["中国科技五金城", "中国 科技五金城", "“中国科技五金城”"]),
    ],
)
def test_the_names_of_one_thing_have_one_key(type_: str, names: list[str]) -> None:
    assert len({YONGKANG.key(Entity(type_, name)) for name in names}) == 1


@pytest.mark.parametrize(
    ("type_", "one", "other"),
    [
        ("Cluster", "五金产业集群", "五金加工产业集群"),
        ("Cluster", "五金产业", "小五金产业"),
        ("Firm", "步阳集团", "步阳车轮有限公司"),
        ("Firm", "古山茶厂", "茶厂"),  # a town in a firm's name is part of it
        ("Place", "古山镇", "古山工业园"),
        ("Place", "永康市", "全县"),
    ],
)
def test_different_things_have_different_keys(type_: str, one: str, other: str) -> None:
    assert YONGKANG.key(Entity(type_, one)) != YONGKANG.key(Entity(type_, other))


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("金华市五金产业集群", "cluster/3307/五金"),
        ("永康五金产业集群", "cluster/330784/五金"),
        ("永康古山五金产业集群", "cluster/330784/五金"),
        ("古山镇五金产业集群", "cluster/330784/五金"),
        ("义乌市的小商品产业群", "cluster/330782/小商品"),
        ("浙江永康五金产业集群", "cluster/330784/五金"),
        ("温州皮鞋产业集群", "cluster/3307/温州皮鞋"),  # another prefecture's name says nothing of where this one is
    ],
)
def test_a_cluster_is_of_the_county_that_its_name_opens_with(name: str, key: str) -> None:
    assert JINHUA.key(Entity("Cluster", name)) == key


@pytest.mark.parametrize(
    ("name", "key", "class_"),
    [
        ("金华市", "place/3307", "Prefecture"),
        ("浙江省", "place/33", "Province"),
        ("永康", "place/330784", "County"),
        ("义乌市佛堂镇", "place/330782100", "Town"),
        ("永康五金科技工业园", "place/330784/五金科技工业园", "Park"),
        ("永康八字墙镇", "place/330784/八字墙镇", "Town"),
        ("永康城南产业集聚区", "place/330784/城南产业集聚区", "Park"),
        ("永康电动工具园", "place/330784/电动工具园", "Park"),
        ("武义江", "place/3307/武义江", "Region"),
        ("东西白云山", "place/3307/东西白云山", "Region"),
        ("江苏昆山", "place/320583", "County"),
        ("德国汉堡", "place/德国汉堡", "Region"),
    ],
)
def test_places(name: str, key: str, class_: str) -> None:
    node = JINHUA.node(Entity("Place", name))
    assert (JINHUA.key(Entity("Place", name)), node.type) == (key, class_)


def test_a_division_that_is_a_park_is_no_town() -> None:
    dongbao = Identity("荆门市", "4208", "jingmen")
    park, town = (dongbao.node(Entity("Place", name)) for name in ("东宝工业园区", "东宝区牌楼镇"))
    assert (park.type, len(park.code), town.type) == ("Park", 9, "Town")


def test_a_place_has_the_places_above_it() -> None:
    node, names = JINHUA.node(Entity("Place", "永康五金科技工业园")), []
    while node.place:
        node = node.place
        names.append(node.name)
    assert names == ["永康市", "金华市", "浙江省"]


def test_nothing_is_stripped_to_nothing() -> None:
    assert [trade(name) for name in ("产业集群", "林业", "矿业产业", "业")] == ["产业集群", "林业", "矿业", "业"]
    assert [style(name) for name in ("集团公司", "有限公司", "大集团")] == ["集团公司", "有限公司", "大集团"]


def test_a_cluster_of_another_place_is_of_that_place() -> None:
    two = Identity("永康市", "330784", "two", [fact(Entity("Cluster", "花木产业", "温江"))])
    assert two.key(Entity("Cluster", "花木产业", "温江")) == "cluster/510115/花木"
    assert two.key(Entity("Cluster", "花木产业", "永康市")) == "cluster/330784/花木"
    assert two.key(Entity("Place", "温江")) == two.key(Entity("Place", "全区")) == "place/510115"


def test_a_problem_of_two_places_is_two_problems() -> None:
    two = Identity("永康市", "330784", "two", [fact(Entity("Problem", "融资难", "温江"))])
    theirs, ours = two.node(Entity("Problem", "融资难", "温江")), two.node(Entity("Problem", "融资难", "永康市"))
    assert [one.place and one.place.code for one in (theirs, ours)] == ["510115", "330784"]
    assert ours == two.node(Entity("Problem", "融资难")) != theirs


def test_what_a_report_hides_is_its_own() -> None:
    assert (
        MASKED.key(Entity("Cluster", "××县铸造产业集群"))
        == MASKED.key(Entity("Cluster", "铸造业"))
        == "cluster/masked/铸造"
    )
    assert MASKED.key(Entity("Place", "全县")) == "place/masked/××县"
    assert MASKED.key(Entity("Place", "河口工业园")) == "place/masked/河口工业园"
    assert Identity("××县", "", "other").key(Entity("Place", "全县")) == "place/other/××县"


def test_reports_that_name_no_place_share_nothing() -> None:
    one, other = (Identity("", "", slug).iri(Entity("Cluster", "铸造业")) for slug in ("one", "other"))
    assert one != other


def test_a_planned_cluster_is_not_the_existing_one_and_points_at_it() -> None:
    planned = YONGKANG.iri(Entity("PlannedCluster", "门业产业集群"))
    assert planned != YONGKANG.iri(Entity("Cluster", "门业"))
    assert existing(planned) == YONGKANG.iri(Entity("Cluster", "门业"))


def test_the_base_is_an_argument() -> None:
    identity = Identity("永康市", "330784", "yongkang", base="https://example.org/")
    assert identity.iri(Entity("Firm", "步阳集团")) == "https://example.org/firm/330784/步阳"


@given(st.sampled_from(["Cluster", "Firm", "Place", "Product", "Policy", "Problem"]), st.text(min_size=1))
def test_every_name_has_a_legal_iri_that_its_spaces_do_not_change(type_: str, name: str) -> None:
    iri = YONGKANG.iri(Entity(type_, name))
    assert NamedNode(iri).value == iri
    if not name.isspace():
        assert YONGKANG.iri(Entity(type_, f" {name} ")) == iri


@pytest.mark.parametrize(("name", "encoded"), [("A/B#1?", "A%2FB%231%3F"), ("50%", "50%25"), ("一 二", "一二")])
def test_what_an_iri_may_not_hold_is_encoded(name: str, encoded: str) -> None:
    assert YONGKANG.key(Entity("Product", name)) == f"product/{encoded}"


@pytest.mark.parametrize(
    ("type_", "names"),
    [
        ("Cluster", ["制鞋业", "鞋业制造", "鞋业集群"]),
        ("Cluster", ["伞具", "制伞业", "伞业"]),
        ("Cluster", ["竹炭加工产业集群", "以竹炭加工为特色的产业集群", "以竹炭加工为主导的产业集群"]),
        ("Cluster", ["船舶产业集群", "船舶制造业", "船舶制造及配件产业集群"]),
        ("Cluster", ["这五个支柱产业集群", "五大产业", "五金、门业等五大产业"]),
        ("Product", ["减速机", "各种系列减速机", "各类减速机"]),
        ("Product", ["吉他", "吉它"]),
        ("Honour", ["全国三个示范县之一", "示范县", "全国三个示范县"]),
        ("Place", ["科技园", "科技园区"]),
        ("Place", ["长三角", "长三角地区"]),
    ],
)
def test_ways_to_write_one_thing(type_: str, names: list[str]) -> None:
    assert len({YONGKANG.key(Entity(type_, name)) for name in names}) == 1


def test_a_region_of_the_country_is_no_part_of_the_county() -> None:
    node = YONGKANG.node(Entity("Place", "长三角"))
    assert (YONGKANG.key(Entity("Place", "长三角")), node.type, node.place) == ("place/长三角", "Region", None)


def test_a_former_town_is_of_the_county_that_the_report_names_with_it() -> None:
    said = [fact(Entity("Cluster", "永康八字墙五金产业集群")), located("五金产业集群", "永康八字墙镇")]
    identity = Identity("金华市", "3307", "jinhua", said)
    assert identity.key(Entity("Place", "永康八字墙")) == "place/330784/八字墙镇"
    assert identity.key(Entity("Cluster", "永康八字墙五金产业集群")) == "cluster/330784/五金"
    assert identity.town(Entity("Cluster", "永康八字墙五金产业集群")) == "八字墙镇"


def located(cluster: str, place: str) -> Fact:
    return Fact(
        "located_in",
        Entity("Cluster", cluster, "金华市"),
        Evidence("jinhua", 0, 1, "五", "test"),
        Entity("Place", place),
    )


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("永康市的老城镇很热闹。", "place/330784/老城镇"),
        ("分布在永康市古山镇、老城镇。", "place/330784/老城镇"),
        ("永康市很热闹。老城镇也是。", "place/3307/老城镇"),  # another sentence
        ("永康市的老城镇，义乌市的老城镇。", "place/3307/老城镇"),  # two counties
    ],
)
def test_a_town_is_of_the_county_that_the_text_names_before_it(text: str, key: str) -> None:
    identity = Identity("金华市", "3307", "jinhua", [located("五金", "老城镇")], text=text)
    assert identity.key(Entity("Place", "老城镇")) == key


def test_a_town_of_a_countys_cluster_is_looked_for_in_that_county() -> None:
    identity = Identity("金华市", "3307", "jinhua", [located("永康五金产业集群", "江南镇")])
    assert identity.key(Entity("Place", "江南镇")) == "place/330784003"  # 江南街道 today


def test_a_place_of_another_countys_clusters_is_of_that_county() -> None:
    theirs = Fact(
        "has_park",
        Entity("PlannedCluster", "现代农业聚集区", "温江"),
        Evidence("two", 0, 1, "五", "test"),
        Entity("Place", "生态园"),
    )
    two = Identity("永康市", "330784", "two", [theirs, fact(Entity("Cluster", "五金产业", "永康市"))])
    assert two.key(Entity("Place", "生态园")) == "place/510115/生态园"
    assert two.key(Entity("Place", "科技园")) == "place/330784/科技园"


@needs_gold
def test_the_names_agree_with_the_aliases_of_the_gold() -> None:
    found = agreement(SHARED / "gold", {"xx-county": "532528"})
    joined, same, right = (sum(getattr(each, count) for each in found) for count in ("joined", "same", "right"))
    assert right / joined >= 0.98
    assert right / same >= 0.92
    assert {pair for each in found for pair in each.wrong} == set()


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("以竹炭加工为特色的产业集群", True),
        ("以汽摩配为主导的产业", True),
        ("以甲公司为龙头、五金为主体的产业集群", True),
        ("竹炭特色产业集群", False),
        ("以岭药业产业集群", False),
        ("竹炭产业集群", False),
    ],
)
def test_words_that_describe_a_cluster(name: str, told: bool) -> None:
    assert describes(name) is told


@pytest.mark.parametrize(
    ("aliases", "facts", "told"),
    [
        ("[]", None, "anxi.jsonl cannot be read"),
        ("[", "", "anxi.aliases.json: not JSON"),
        ('"茶"', "", "lists of aliases are"),
        ('{"same": ["茶"]}', "", "lists of aliases are"),
        ("[[1]]", "", "lists of aliases are"),
        ("{}", "[1]", "anxi.jsonl:1: a gold fact needs"),
        ("{}", '{"property": "cluster"}', "anxi.jsonl:1: a gold fact needs"),
    ],
)
def test_aliases_that_are_none_are_told(aliases: str, facts: str | None, told: str, tmp_path: Path) -> None:
    (tmp_path / "anxi.aliases.json").write_text(aliases, "utf-8")
    if facts is not None:
        (tmp_path / "anxi.jsonl").write_text(facts, "utf-8")
    with pytest.raises(InputError, match=re.escape(told)):
        agreement(tmp_path, {})


def test_names_of_no_place_agree(tmp_path: Path) -> None:
    (tmp_path / "anxi.aliases.json").write_text('{"same": [["八马茶业", "八马茶业有限公司"]]}', "utf-8")
    lines = [
        {"property": "observation", "subject_type": "Firm", "subject": name}
        for name in ("八马茶业", "八马茶业有限公司")
    ]
    (tmp_path / "anxi.jsonl").write_text("\n".join(map(json.dumps, lines)), "utf-8")
    [found] = agreement(tmp_path, {})
    assert (found.same, found.joined, found.right) == (1, 1, 1)
