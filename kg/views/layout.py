"""Where the nodes of a graph stand on a page: each connected part by forces, the parts packed beside each other.

A node with one link alone, as most firms and products are, stands on a ring around what it is linked with.
"""

from collections.abc import Hashable, Mapping, Sequence
from math import atan2, cos, hypot, pi, sin, sqrt
from operator import sub
from statistics import median

import networkx
import rustworkx

Position = tuple[int, int]
Point = tuple[float, float]
Span = tuple[float, float, float]
Ring = tuple[float, list[int]]  # its radius, and the nodes on it

_SEED = 2017
_ROUNDS, _FEWEST_ROUNDS = 200, 50
_MANY = 1000  # nodes by forces; of more the rounds are fewer, since each compares all with all
_EDGE = 60.0  # the length of a line to a node with no other
_LEAF = 40.0  # between two of them on a ring
_GAP = 60.0  # between two parts
_CLEARANCE = 34.0  # between two nodes
_WIDE = 1.15  # width of the whole to its height


def positions(graph: networkx.MultiDiGraph) -> dict[Hashable, Position]:
    """The place of every node; the same graph gives the same places."""
    parts = sorted(networkx.weakly_connected_components(graph), key=lambda part: (-len(part), min(map(str, part))))
    placed = [_part(graph, sorted(part, key=str)) for part in parts]
    return {node: (round(x), round(y)) for part in _packed(placed) for node, (x, y) in part.items()}


def _part(graph: networkx.MultiDiGraph, nodes: Sequence[Hashable]) -> dict[Hashable, Point]:
    near = _neighbours(graph, nodes)
    rings = [_rings([end for end in ends if len(near[end]) == 1]) if len(ends) > 1 else [] for ends in near]
    hung = {leaf for ring in rings for _, leaves in ring for leaf in leaves}
    room = [ring[-1][0] if ring else _CLEARANCE for ring in rings]
    core = [node for node in range(len(nodes)) if node not in hung]
    lines = {(a, b): room[a] + room[b] + _CLEARANCE for a in core for b in near[a] if a < b and b not in hung}
    points = _forced(core, lines)
    for node in core:
        points |= _around(points[node], [points[end] for end in near[node] if end not in hung], rings[node])
    return dict(zip(nodes, _apart([points[node] for node in range(len(nodes))]), strict=True))


def _neighbours(graph: networkx.MultiDiGraph, nodes: Sequence[Hashable]) -> list[list[int]]:
    number = {node: position for position, node in enumerate(nodes)}
    return [sorted({number[end] for end in networkx.all_neighbors(graph, node)} - {number[node]}) for node in nodes]


def _forced(nodes: Sequence[int], lines: Mapping[tuple[int, int], float]) -> dict[int, Point]:
    """Where nodes stand by forces (Fruchterman and Reingold), their lines nearly as long as given; linked are all."""
    if not lines:
        return dict.fromkeys(nodes, (0.0, 0.0))
    number = {node: position for position, node in enumerate(nodes)}
    usual = median(lines.values())
    forces = rustworkx.PyGraph()
    forces.add_nodes_from(nodes)
    forces.add_edges_from([(number[a], number[b], (usual / length) ** 2) for (a, b), length in lines.items()])
    rounds = max(_FEWEST_ROUNDS, min(_ROUNDS, _ROUNDS * _MANY // len(nodes)))
    placed = rustworkx.spring_layout(forces, num_iter=rounds, adaptive_cooling=False, weight_fn=float, seed=_SEED)
    points = {node: placed[position] for node, position in number.items()}
    drawn = median(hypot(*map(sub, points[a], points[b])) / length for (a, b), length in lines.items())
    return {node: (x / drawn, y / drawn) for node, (x, y) in points.items()}


def _rings(leaves: Sequence[int]) -> list[Ring]:
    """Leaves on as many rings as they need."""
    rings: list[Ring] = []
    radius, rest = _EDGE, list(leaves)
    while rest:
        fitting = int(2 * pi * radius / _LEAF)
        rings.append((radius, rest[:fitting]))
        radius, rest = radius + _CLEARANCE, rest[fitting:]
    return rings


def _around(centre: Point, others: Sequence[Point], rings: Sequence[Ring]) -> dict[int, Point]:
    """Leaves about their node, few of them on the side where it has no other lines."""
    x, y = centre
    away = atan2(sum(y - other[1] for other in others), sum(x - other[0] for other in others))
    found = {}
    for radius, leaves in rings:
        step = min(2 * pi / len(leaves), 2 * _LEAF / radius)
        for position, leaf in enumerate(leaves):
            angle = away + (position - (len(leaves) - 1) / 2) * step
            found[leaf] = (x + radius * cos(angle), y + radius * sin(angle))
    return found


def _apart(points: list[Point]) -> list[Point]:
    """The points, those that lie on each other pushed away until they are clear."""
    moved = list(points)
    for _ in range(60):
        cells: dict[tuple[int, int], list[int]] = {}
        for i, (x, y) in enumerate(moved):
            cells.setdefault((int(x // _CLEARANCE), int(y // _CLEARANCE)), []).append(i)
        close = False
        for (column, row), here in cells.items():
            around = [j for dx in (-1, 0, 1) for dy in (-1, 0, 1) for j in cells.get((column + dx, row + dy), ())]
            for i in here:
                for j in around:
                    if i < j and _push(moved, i, j):
                        close = True
        if not close:
            break
    return moved


def _push(points: list[Point], i: int, j: int) -> bool:
    (ax, ay), (bx, by) = points[i], points[j]
    distance = hypot(bx - ax, by - ay)
    if distance >= _CLEARANCE - 1:
        return False
    dx, dy = ((bx - ax) / distance, (by - ay) / distance) if distance else (1.0, 0.0)
    step = (_CLEARANCE - distance) / 2
    points[i], points[j] = (ax - dx * step, ay - dy * step), (bx + dx * step, by + dy * step)
    return True


def _packed(parts: Sequence[Mapping[Hashable, Point]]) -> list[dict[Hashable, Point]]:
    """The parts beside and below each other, the highest first, each as high up as it fits."""
    boxes = [_box(part) for part in parts]
    sizes = [(right - left + _GAP, bottom - top + _GAP) for left, top, right, bottom in boxes]
    width = max([sqrt(sum(w * h for w, h in sizes) * _WIDE), *(w for w, _ in sizes)], default=0.0)
    skyline = [(0.0, width, 0.0)]  # left, right, bottom of what is placed, from left to right
    packed = []
    for position in sorted(range(len(parts)), key=lambda n: -sizes[n][1]):
        (left, top, _, _), (w, h) = boxes[position], sizes[position]
        y, x = min((_floor(skyline, start, start + w), start) for start, _, _ in skyline if start + w <= width + 1e-6)
        packed.append({node: (px - left + x, py - top + y) for node, (px, py) in parts[position].items()})
        skyline = _raised(skyline, x, x + w, y + h)
    return packed


def _floor(skyline: Sequence[Span], left: float, right: float) -> float:
    return max(bottom for start, end, bottom in skyline if start < right - 1e-6 and end > left + 1e-6)


def _raised(skyline: Sequence[Span], left: float, right: float, bottom: float) -> list[Span]:
    before = [(start, min(end, left), low) for start, end, low in skyline if start < left - 1e-6]
    after = [(max(start, right), end, low) for start, end, low in skyline if end > right + 1e-6]
    return [*before, (left, right, bottom), *after]


def _box(part: Mapping[Hashable, Point]) -> tuple[float, float, float, float]:
    xs, ys = [x for x, _ in part.values()], [y for _, y in part.values()]
    return min(xs), min(ys), max(xs), max(ys)
