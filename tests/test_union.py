"""Names joined over reports: for which reasons, never across a decision, and at what cost."""

from itertools import permutations
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import InputError
from kg.identity import Identity
from kg.identity.decisions import Decision, read, record, shipped
from kg.identity.likeness import Thing
from kg.identity.union import Row, Told, _candidates, united
from kg.model import Entity, Evidence, Fact


def told(*names: str, type_: str = "Cluster", place: str = "永康市", code: str = "330784", slug: str = "one") -> Told:
    """A report that names things, a fact each; a name after ! is of a cluster that it declares."""
    facts = [
        Fact(
            "cluster" if name.startswith("!") else "observation",
            Entity(type_, name.removeprefix("!"), place if type_ == "Cluster" else ""),
            Evidence(slug, at, at + 1, "。", "test"),
        )
        for at, name in enumerate(names)
    ]
    return Told(place, code, slug, tuple(facts))


def prefecture(*names: str, type_: str = "Cluster") -> Told:
    return told(*names, type_=type_, place="金华市", code="3307")


def keys(report: Told, identities: dict[str, Identity]) -> list[str]:
    return [identities[report.slug].key(fact.subject) for fact in report.facts]


def joined(report: Told, *decisions: Decision) -> tuple[list[str], list[Row]]:
    identities, rows = united([report], decisions)
    return keys(report, identities), rows


@pytest.mark.parametrize(
    ("report", "reason"),
    [
        (prefecture("永康五金产业集群", "五金产业"), "place"),
        (prefecture("!永康脱水蔬菜加工产业集群", "脱水蔬菜产业"), "place"),
        (prefecture("!永康古山小提琴产业集群", "永康古山乐器产业集群"), "kind"),
        (told("!古山纺织服装产业集群", "!古山纺织产业"), "part"),
        (told("!装载机产业", "小型装载机产业"), "part"),
        (told("!汽车及机械加工业", "汽车制造"), "part"),
        (told("糖酒业", "糠酒业"), "spelling"),
        (told("王力门业材料厂", "王力门业", type_="Firm"), "short_form"),
        (told("品牌强县战略", "品牌强县战略举措", type_="Policy"), "short_form"),
    ],
)
def test_names_are_joined_for_a_reason(report: Told, reason: str) -> None:
    found, rows = joined(report)
    assert len(set(found)) == 1
    assert [(row.verdict, row.reason) for row in rows if row.reason != "key"] == [("merged", reason)]


@pytest.mark.parametrize(
    "report",
    [
        prefecture("永康五金产业集群", "义乌五金产业集群", "五金产业"),  # of which county?
        told("橡胶", "橡胶加工"),  # the plantation and the factory
        told("!化工产业集群", "!精细化工产业集群"),
        told("!古山乐器产业集群", "!芝英小提琴产业集群"),  # two towns
        told("!门业", "!木门业"),
        told("步阳集团", "步阳车轮有限公司", type_="Firm"),
        told("明星集团", "明星减震器公司", type_="Firm"),
        told("泰隆减速机有限公司", "泰星减速机有限公司", type_="Firm"),
        told("构建技术平台", "构建金融平台", type_="Policy"),
    ],
)
def test_different_things_stay_apart(report: Told) -> None:
    found, rows = joined(report)
    assert len(set(found)) == len(report.facts)
    assert [row for row in rows if row.verdict == "merged"] == []


def test_what_is_alike_and_not_joined_is_told() -> None:
    _, rows = joined(told("泰隆减速机有限公司", "泰星减速机有限公司", type_="Firm"))
    [row] = rows
    assert (row.verdict, row.reason, row.place) == ("near", "alike", "永康市")
    assert 0.7 <= row.score < 1


def test_a_firm_in_two_reports_of_one_county_is_one() -> None:
    one, two = (
        told(name, type_="Firm", slug=slug) for name, slug in (("江山制药有限公司", "a"), ("永康江山制药", "b"))
    )
    identities, _ = united([one, two])
    assert keys(one, identities) == keys(two, identities) == ["firm/330784/江山制药"]


def test_a_firm_of_a_county_is_the_one_that_its_prefectures_report_names() -> None:
    below = told("江山制药有限公司", type_="Firm", slug="below")
    above = Told("金华市", "3307", "above", told("江山制药", type_="Firm").facts)
    identities, _ = united([below, above])
    assert keys(above, identities) == keys(below, identities) == ["firm/330784/江山制药"]


def test_reports_of_two_prefectures_share_no_firm() -> None:
    one = told("江山制药", type_="Firm", slug="a")
    two = told("江山制药", type_="Firm", place="诸城市", code="370782", slug="b")
    identities, _ = united([one, two])
    assert keys(one, identities) != keys(two, identities)


def test_a_planned_cluster_follows_the_one_that_it_develops() -> None:
    plan = Entity("PlannedCluster", "汽车产业集群", "永康市")
    report = told("!汽车及机械加工业", "汽车制造")
    report = Told(
        *("永康市", "330784", "one"), (*report.facts, Fact("cluster", plan, Evidence("one", 9, 10, "。", "test")))
    )
    found, _ = joined(report)
    assert found[2] == found[0].replace("cluster/", "planned-cluster/")


def different(one: str, other: str, type_: str = "Firm", place: str = "") -> Decision:
    return Decision("different", type_, one, other, place, "someone", "for a reason")


def same(one: str, other: str, type_: str = "Firm", place: str = "") -> Decision:
    return Decision("same", type_, one, other, place, "someone", "for a reason")


def test_a_decision_joins_and_without_it_they_part() -> None:
    report = told("步阳集团", "步阳车轮有限公司", type_="Firm")
    found, rows = joined(report, same("步阳集团", "步阳车轮有限公司"))
    assert len(set(found)) == 1
    assert [(row.by, row.why) for row in rows if row.reason == "decision"] == [("someone", "for a reason")]
    assert len(set(joined(report)[0])) == 2


def test_a_decision_blocks_every_way_round() -> None:
    """A and B are kept apart, so that C, which the rules join with either, joins one of them only."""
    names = ("王力门业", "王力门业材料厂", "王力门业制造厂")
    decisions = (same(names[0], names[1]), same(names[0], names[2]), different(names[1], names[2]))
    for order in permutations(decisions):
        found, _ = joined(told(*names, type_="Firm"), *order)
        assert found[1] != found[2]


def test_a_decision_parts_names_of_one_key() -> None:
    report = told("四通公司", "四通集团", "四通", type_="Firm")
    assert len(set(joined(report)[0])) == 1
    found, _ = joined(report, different("四通公司", "四通集团"))
    assert found[0] == found[2] == "firm/330784/四通"
    assert found[1] == "firm/330784/四通集团"


@pytest.mark.parametrize(
    ("place", "holds"), [("", True), ("330784", True), ("3307", True), ("永康市", True), ("370782", False)]
)
def test_a_decision_holds_in_its_place(place: str, holds: bool) -> None:
    found, _ = joined(
        told("步阳集团", "步阳车轮有限公司", type_="Firm"), same("步阳集团", "步阳车轮有限公司", place=place)
    )
    assert (len(set(found)) == 1) is holds


NAMES = st.lists(
    st.sampled_from(["王力", "王力门业", "王力门业厂", "王力门业材料", "王立门业", "王力集团", "玉力门业"]),
    min_size=2,
    unique=True,
)
PAIRS = st.lists(st.tuples(st.sampled_from(["same", "different"]), st.integers(0, 6), st.integers(0, 6)), max_size=6)


@settings(max_examples=60)
@given(NAMES, PAIRS)
def test_no_decision_to_keep_apart_is_ever_broken(names: list[str], pairs: list[tuple[str, int, int]]) -> None:
    decisions = [
        Decision(verdict, "Firm", names[one % len(names)], names[other % len(names)], "", "x", "y")
        for verdict, one, other in pairs
        if one % len(names) != other % len(names)
    ]
    report = told(*names, type_="Firm")
    found = dict(zip(names, joined(report, *decisions)[0], strict=True))
    kept = {frozenset((d.one, d.other)) for d in decisions if d.verdict == "different"}
    assert [pair for pair in kept if len({found[name] for name in pair}) == 1] == []


def test_the_order_of_reports_makes_no_difference() -> None:
    reports = [
        told("江山制药", type_="Firm", slug="a"),
        told("江山制药厂", type_="Firm", slug="b"),
        told("!五金业", slug="c"),
    ]
    results = [united(order)[1] for order in permutations(reports)]
    assert all(rows == results[0] for rows in results)


def test_the_cost_does_not_grow_with_the_square() -> None:
    """Each name is compared with at most so many others, however many there are."""
    syllables = "华兴隆泰昌盛福顺达利源丰裕恒瑞鑫宏伟东方天地日月星辰"

    def pairs(count: int) -> int:
        rests = ["".join(syllables[at // 26**digit % 26] for digit in range(4)) for at in range(0, count * 7, 7)]
        things = [Thing(rest, "Firm", "330784", rest, (rest,), 1, frozenset({"one"})) for rest in rests]
        return sum(1 for _ in _candidates(things))

    few, many = pairs(2_000), pairs(32_000)
    assert few > 0
    assert many / 32_000 < 100


def test_a_file_of_decisions_comes_back(tmp_path: Path) -> None:
    decisions = [same("甲厂", "甲公司"), different("乙，厂", "乙公司", place="330784")]
    file = tmp_path / "decisions.csv"
    for decision in (*decisions, decisions[0]):  # a decision twice is written once
        record(file, decision)
    assert read(file) == tuple(decisions)
    assert read(shipped()) == ()


@pytest.mark.parametrize(
    "row",
    ["maybe,Firm,a,b,,me,why", "same,Firm,a,b,,me,", "same,Firm,a,b", "same,Firm,a,“a”,,me,why"],
)
def test_a_row_that_is_no_decision_is_told(row: str, tmp_path: Path) -> None:
    file = tmp_path / "decisions.csv"
    file.write_text(f"# head\nverdict,type,one,other,place,by,why\n{row}\n", "utf-8")
    with pytest.raises(InputError, match=r"decisions\.csv:3"):
        read(file)


def test_a_file_that_is_no_table_is_told(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="cannot be read"):
        read(tmp_path / "missing.csv")
    (tmp_path / "other.csv").write_text("a,b\n", "utf-8")
    with pytest.raises(InputError, match="columns are"):
        read(tmp_path / "other.csv")
