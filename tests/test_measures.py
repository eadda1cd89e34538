"""Measures of structure, on textbook graphs beside networkx, on tables computed by hand, on invented counties."""

import subprocess
import sys
from decimal import Decimal
from fractions import Fraction
from math import sqrt
from random import Random

import networkx as nx
import pytest
from small import small

from kg.analysis.bipartite import shared, side
from kg.analysis.communities import communities, modularity
from kg.analysis.complexity import complexity_index, connected
from kg.analysis.economy import Economy, Size, economy
from kg.analysis.graph import informative
from kg.analysis.hubs import betweenness, bridges, linked, parts_without
from kg.analysis.measured import Measured, Refused, described
from kg.analysis.measures import MEASURES, measure
from kg.analysis.relatedness import meetings, proximity, turned
from kg.analysis.specialisation import herfindahl, krugman, location_quotients
from kg.errors import InputError

WOMEN = nx.davis_southern_women_graph()
KARATE = nx.Graph(nx.karate_club_graph().edges)
SMALL = economy(small())


def exact(table: dict[str, dict[str, int]]) -> dict[str, dict[str, Fraction]]:
    return {place: {industry: Fraction(amount) for industry, amount in held.items()} for place, held in table.items()}


TABLE = exact({"甲": {"17": 30, "19": 50, "34": 20}, "乙": {"17": 70, "34": 30}})


def test_women_are_linked_by_the_events_that_they_share() -> None:
    women = side(WOMEN, 0)
    assert women == sorted(WOMEN.graph["top"])
    found = shared(WOMEN, women)
    for one, other, weight in found.edges(data="weight"):
        assert weight == len(set(WOMEN[one]) & set(WOMEN[other]))
    assert found["Evelyn Jefferson"]["Theresa Anderson"]["weight"] == 7  # Breiger 1974, table 2
    assert found["Laura Mandeville"]["Brenda Rogers"]["weight"] == 6
    assert not found.has_edge("Eleanor Nye", "Flora Price")


def test_the_quotients_of_two_counties_and_three_industries() -> None:
    found = location_quotients(TABLE)
    assert found == {
        ("甲", "17"): Fraction(30, 100) / Fraction(100, 200),  # 0.6
        ("甲", "19"): Fraction(50, 100) / Fraction(50, 200),  # 2
        ("甲", "34"): Fraction(20, 100) / Fraction(50, 200),  # 0.8
        ("乙", "17"): Fraction(70, 100) / Fraction(100, 200),  # 1.4
        ("乙", "34"): Fraction(30, 100) / Fraction(50, 200),  # 1.2
    }


def test_concentration_and_the_distance_of_structures() -> None:
    assert herfindahl([Fraction(5), Fraction(5)]) == Fraction(1, 2)
    assert herfindahl([Fraction(9)]) == 1
    assert herfindahl([Fraction(6), Fraction(3), Fraction(1)]) == Fraction(46, 100)
    assert krugman(TABLE) == {"甲": Fraction(1), "乙": Fraction(1)}  # |0.3-0.7| + |0.5-0| + |0.2-0.3|
    assert krugman(exact({"甲": {"17": 1}, "乙": {"34": 2}, "丙": {"34": 9}}))["甲"] == 2
    assert set(krugman(exact({"甲": {"17": 1, "34": 3}, "乙": {"17": 2, "34": 6}})).values()) == {0}


def test_industries_are_near_that_stand_in_the_same_places() -> None:
    present = {"a": frozenset("xy"), "b": frozenset("xyz"), "c": frozenset("x"), "d": frozenset("z")}
    assert turned(present) == {"x": frozenset("abc"), "y": frozenset("ab"), "z": frozenset("bd")}
    together = meetings({place: [frozenset(each) for each in held] for place, held in present.items()})
    assert together == {("x", "y"): 2, ("x", "z"): 1, ("y", "z"): 1}
    assert proximity(present, together) == {("x", "y"): 2 / 3, ("x", "z"): 1 / 3, ("y", "z"): 1 / 2}


def test_the_industries_of_one_cluster_do_not_meet_in_it() -> None:
    one, other = frozenset({"17", "18"}), frozenset({"18", "19"})
    assert meetings({"a": [one], "b": [one, other], "c": [one, one]}) == {
        ("17", "18"): 2,  # in b with the 18 of the other, in c with the 18 of the second
        ("17", "19"): 1,
        ("18", "19"): 1,
    }


def test_complexity_of_three_places_by_hand() -> None:
    """M = [x y; y z; z] for a, b, c, so k = 2, 2, 1 and M̃ = [3/4 1/4 0; 1/4 1/2 1/4; 0 1/2 1/2]: λ₂ = (3 + √5)/8."""
    found = complexity_index({"a": frozenset("xy"), "b": frozenset("yz"), "c": frozenset("z")})
    # (3/4 - λ) a + b/4 = 0 and b/2 + (1/2 - λ) c = 0, with a = 1
    second = (3 + sqrt(5)) / 8
    b = 4 * (second - 3 / 4)
    vector = (1.0, b, b / 2 / (second - 1 / 2))
    mean = sum(vector) / 3
    spread = sqrt(sum((each - mean) ** 2 for each in vector) / 3)
    assert list(found.values()) == pytest.approx([(each - mean) / spread for each in vector])
    assert found["a"] > found["b"] > found["c"]


def test_complexity_follows_a_nested_order_and_needs_a_difference() -> None:
    nested = {f"{size:02}": frozenset(range(size)) for size in range(1, 9)}
    named = {place: frozenset(map(str, held)) for place, held in nested.items()}
    found = complexity_index(named)
    assert sorted(found, key=lambda place: found[place]) == sorted(found)
    assert complexity_index({"a": frozenset("x"), "b": frozenset("x")}) == {"a": 0, "b": 0}
    apart = {"a": frozenset("xy"), "b": frozenset("y"), "c": frozenset("z")}
    assert set(connected(apart)) == {"a", "b"}
    assert connected({}) == {}


def test_the_karate_club_has_its_known_hubs_bridge_and_groups() -> None:
    assert betweenness(KARATE) == pytest.approx(nx.betweenness_centrality(KARATE))
    assert max(betweenness(KARATE), key=lambda node: betweenness(KARATE)[node]) == 0
    parts = parts_without(KARATE)
    for node in KARATE:
        rest = KARATE.copy()
        rest.remove_node(node)
        assert parts[node] == nx.number_connected_components(rest)
    assert {node for node, count in parts.items() if count > 1} == set(nx.articulation_points(KARATE)) == {0}
    assert list(bridges(KARATE)) == [(0, 11, 33, 1)]
    groups = communities(KARATE)
    assert sorted(node for group in groups for node in group) == sorted(KARATE)
    assert modularity(KARATE, groups) == pytest.approx(nx.community.modularity(KARATE, map(set, groups)))
    assert modularity(KARATE, groups) > 0.41  # the best is 0.4198 (Brandes et al. 2008)


def test_bridges_tell_both_sides() -> None:
    two = nx.Graph([(0, 1), (1, 2), (2, 0), (2, 3), (3, 4), (4, 5), (5, 3), (5, 6), (10, 11)])
    found = {frozenset(ends[:2]): dict(zip(ends[:2], ends[2:], strict=True)) for ends in bridges(two)}
    assert found == {
        frozenset({2, 3}): {2: 3, 3: 4},
        frozenset({5, 6}): {5: 6, 6: 1},
        frozenset({10, 11}): {10: 1, 11: 1},
    }


def test_groups_are_numbered_by_size_and_keep_what_hangs_together() -> None:
    view = linked(SMALL.links)
    assert 0 < len(view) < len(informative(SMALL.links))
    groups = communities(view)
    assert [len(group) for group in groups] == sorted(map(len, groups), reverse=True)
    for part in nx.connected_components(view):
        assert sum(not part.isdisjoint(group) for group in groups) == sum(part >= set(group) for group in groups)


def test_groups_are_the_same_for_the_same_graph_in_any_order() -> None:
    edges = list(KARATE.edges)
    groups = communities(KARATE)
    for seed in range(5):
        order = Random(seed).sample(edges, len(edges))
        shuffled = nx.Graph([(b, a) if at % 2 else (a, b) for at, (a, b) in enumerate(order)])
        assert communities(shuffled) == groups


def test_groups_are_as_good_as_louvains() -> None:
    for seed in range(8):
        view = nx.connected_caveman_graph(12, 6 + seed)
        nx.double_edge_swap(view, 60, max_tries=10_000, seed=seed)
        best = max(nx.community.modularity(view, nx.community.louvain_communities(view, seed=n)) for n in range(3))
        assert modularity(view, communities(view)) > best - 0.002


def test_what_is_linked_several_times_belongs_together() -> None:
    links = nx.MultiDiGraph()
    links.add_nodes_from("abcd", type="Firm")
    ring = [("a", "b"), ("b", "c"), ("c", "d"), ("d", "a")]
    for times, (one, other) in zip((1, 4, 1, 4), ring, strict=True):
        for number in range(times):
            ends = (one, other) if number % 2 else (other, one)
            links.add_edge(*ends, key=number, property="cooperatesWith")
    assert communities(informative(links)) == [["a", "d"], ["b", "c"]]
    assert set(betweenness(informative(links)).values()) == {1 / 6}


def test_things_without_a_link_are_groups_of_their_own() -> None:
    view = nx.Graph([("a", "b")])
    view.add_nodes_from("dc")
    assert communities(view) == [["a", "b"], ["c"], ["d"]]
    assert communities(nx.empty_graph(2)) == [[0], [1]]
    assert communities(nx.Graph()) == []


@pytest.mark.parametrize("name", MEASURES)
def test_every_measure_answers_or_tells_why_not(name: str) -> None:
    told = MEASURES[name](SMALL)
    said = described()[name]
    match told:
        case Measured():
            assert (told.formula, told.source) == (said.formula, said.source)
            assert all(told.reading)
            assert "{" not in "".join(told.reading)
            assert len({column.label for column in told.rows.columns}) == len(told.rows.columns)
        case Refused():
            assert str(said.least) in told.reason.zh
            assert str(said.least) in told.reason.en


def test_the_measures_are_those_that_are_described() -> None:
    assert list(MEASURES) == list(described())
    assert {name for name, made in MEASURES.items() if isinstance(made(SMALL), Refused)} >= {
        "complexity",
        "relatedness",
    }
    with pytest.raises(InputError, match="hubs"):
        measure(small(), "hub")


def invented(counties: int, industries: int, sized: bool = True) -> Economy:
    """Counties each with its own number of the industries, one a cluster in its own town, one firm for all."""
    links = nx.MultiDiGraph()

    def node(name: str, kind: str, area: str) -> str:
        links.add_node(name, label=name, names=(name,), type=kind, kind=kind, standing="", place="", area=area)
        return name

    of, sizes = {}, []
    firm = node("firm", "Firm", "")
    for number in range(counties):
        county = node(f"县{number:02}", "County", f"县{number:02}")
        for industry in range(1 + number % industries):
            cluster = node(f"cluster{number:02}.{industry:02}", "Cluster", county)
            town = node(f"town{number:02}", "Town", county)
            for end, name in ((county, "ofPlace"), (town, "locatedIn"), (firm, "leadFirm")):
                links.add_edge(cluster, end, name, property=name, label=name, modality="actual", sentences=())
            of[cluster] = frozenset({f"i{industry:02}"})
            if sized:
                sizes.append(Size(cluster, "revenue", "营业收入", "CNY", "2024", Decimal(10 + industry)))
    names = {each: each for held in of.values() for each in held}
    return Economy(links, of, names, tuple(sizes))


def test_a_large_enough_graph_has_every_measure() -> None:
    large = invented(30, 30)
    small_still = {name for name, made in MEASURES.items() if isinstance(made(large), Refused)}
    assert small_still == {"clusters-sharing-firms", "clusters-sharing-products"}  # one firm and no product
    ranked = MEASURES["complexity"](large)
    assert isinstance(ranked, Measured)
    assert (ranked.rows[0].area, ranked.rows[-1].area) == ("县29", "县00")
    assert isinstance(MEASURES["complexity"](invented(29, 30)), Refused)
    varied = MEASURES["diversity"](large)
    assert isinstance(varied, Measured)
    assert (varied.rows[0].town, varied.rows[0].diversity) == ("town29", 30)
    common = MEASURES["ubiquity"](large)
    assert isinstance(common, Measured)
    assert (common.rows[0].industry, common.rows[0].ubiquity) == ("i00", 30)


def test_sizes_are_compared_where_every_cluster_has_one() -> None:
    told = MEASURES["location-quotients"](invented(3, 3))
    assert isinstance(told, Measured)
    # 10 and 11 of 21 here, 10, 11 and 12 of 33 there, 20, 22 and 12 of 54 together; a county of one cluster is left out
    assert {(row.area, row.industry): row.quotient for row in told.rows} == {
        ("县01", "i00"): Decimal("1.2857"),
        ("县01", "i01"): Decimal("1.2857"),
        ("县02", "i00"): Decimal("0.8182"),
        ("县02", "i01"): Decimal("0.8182"),
        ("县02", "i02"): Decimal("1.6364"),
    }
    concentrated = MEASURES["specialisation"](invented(3, 3))
    assert isinstance(concentrated, Measured)
    assert [(row.area, row.herfindahl) for row in concentrated.rows] == [
        ("县01", Decimal("0.5011")),  # (100 + 121) / 441
        ("县02", Decimal("0.3352")),  # (100 + 121 + 144) / 1089
    ]
    assert isinstance(MEASURES["location-quotients"](invented(2, 3)), Refused)
    assert isinstance(MEASURES["specialisation"](invented(3, 3, sized=False)), Refused)


def test_what_is_planned_is_no_link_of_towns_and_clusters() -> None:
    planned = invented(4, 4)
    for *_, said in planned.links.edges(data=True):
        said["modality"] = "planned"
    assert isinstance(MEASURES["diversity"](planned), Refused)


def test_measures_are_the_same_in_another_process() -> None:
    code = "from test_measures import MEASURES, SMALL; print([made(SMALL) for made in MEASURES.values()])"
    told = {
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("7", "8")
    }
    assert told == {f"{[made(SMALL) for made in MEASURES.values()]}\n".encode()}
