"""Where nodes stand: the same in every process, clear of each other, leaves about their node, few lines crossing."""

import json
import subprocess
import sys
from itertools import combinations
from math import dist
from time import process_time

import networkx as nx

from kg.views.layout import Position, positions


def county(size: int) -> nx.MultiDiGraph:
    """Clusters in a chain of towns, each with its firms; every seventh firm is one of the next cluster too."""
    made = nx.MultiDiGraph()
    for at in range(1, size):
        hub = at - at % 9 if at % 9 else at // 20 * 9 % size
        made.add_edge(f"n{hub}", f"n{at}")
        if at % 63 == 1 and hub + 9 < size:
            made.add_edge(f"n{hub + 9}", f"n{at}")
    return made


def crossings(graph: nx.MultiDiGraph, places: dict[str, Position]) -> int:
    """How many pairs of lines cross."""

    def left(a: str, b: str, c: str) -> bool:
        (ax, ay), (bx, by), (cx, cy) = places[a], places[b], places[c]
        return (bx - ax) * (cy - ay) > (by - ay) * (cx - ax)

    def cross(a: str, b: str, c: str, d: str) -> bool:
        return left(a, b, c) != left(a, b, d) and left(c, d, a) != left(c, d, b)

    return sum(cross(*one, *other) for one, other in combinations(graph.edges(), 2) if not {*one} & {*other})


def test_positions_are_the_same_in_another_process() -> None:
    code = (
        "import json; from kg.views.layout import positions; from tests.test_layout import county;"
        "print(json.dumps(positions(county(700))))"
    )
    told = [
        subprocess.run(
            [sys.executable, "-c", code],
            capture_output=True,
            check=True,
            env={"PYTHONHASHSEED": seed, "PYTHONPATH": ":".join(sys.path)},
        ).stdout
        for seed in ("1", "2")
    ]
    here = {node: list(place) for node, place in positions(county(700)).items()}
    assert [json.loads(each) for each in told] == [here, here]
    assert list(json.loads(told[0])) == list(here)


def test_no_node_stands_on_another() -> None:
    star = nx.MultiDiGraph(("hub", f"leaf{at}") for at in range(90))
    for graph in (county(500), star, nx.MultiDiGraph(nx.complete_graph(12))):
        places = positions(graph).values()
        assert min(dist(one, other) for one, other in combinations(places, 2)) > 30


def test_what_has_one_link_alone_stands_by_what_it_is_linked_with() -> None:
    graph = county(500)
    places = positions(graph)
    [*hubs] = [node for node in graph if graph.degree(node) > 3]
    leaves = [(node, *nx.all_neighbors(graph, node)) for node in graph if graph.degree(node) == 1]
    astray = [leaf for leaf, hub in leaves if min(hubs, key=lambda each: dist(places[each], places[leaf])) != hub]
    assert len(astray) < len(leaves) / 50


def test_few_lines_cross() -> None:
    graph = county(500)
    assert crossings(graph, positions(graph)) < graph.number_of_edges() / 10


def test_parts_stand_apart_and_a_node_alone_and_one_linked_with_itself_have_places() -> None:
    graph = nx.MultiDiGraph([("a", "b"), ("a", "b"), ("b", "a"), ("c", "c")])
    graph.add_node("d")
    places = positions(graph)
    assert len(set(places.values())) == 4
    assert min(dist(places["a"], places[other]) for other in "cd") > 30
    assert positions(nx.MultiDiGraph()) == {}


def test_five_thousand_nodes_are_placed_in_seconds() -> None:
    graph = county(5000)
    before = process_time()
    positions(graph)
    assert process_time() - before < 20
