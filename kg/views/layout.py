"""Where the nodes of a graph stand on a page: each connected part by forces, the parts packed beside each other."""

import random
from collections.abc import Hashable, Mapping, Sequence
from math import hypot, sqrt
from statistics import median

import igraph
import networkx

Position = tuple[int, int]
Point = tuple[float, float]
Span = tuple[float, float, float]

_SEED = 2017
_ROUNDS = 500
_EDGE = 75.0  # the length that half of the lines exceed
_GAP = 60.0  # between two parts
_CLEARANCE = 34.0  # between two nodes
_WIDE = 1.15  # width of the whole to its height


def positions(graph: networkx.MultiDiGraph) -> dict[Hashable, Position]:
    """The place of every node; the same graph gives the same places."""
    parts = sorted(networkx.weakly_connected_components(graph), key=lambda part: (-len(part), min(map(str, part))))
    placed = [_part(graph, sorted(part, key=str)) for part in parts]
    return {node: (round(x), round(y)) for part in _packed(placed) for node, (x, y) in part.items()}


def _part(graph: networkx.MultiDiGraph, nodes: Sequence[Hashable]) -> dict[Hashable, Point]:
    number = {node: position for position, node in enumerate(nodes)}
    pairs = sorted({(min(pair), max(pair)) for pair in _pairs(graph, number)})
    igraph.set_random_number_generator(random.Random(_SEED))
    try:
        layout = igraph.Graph(n=len(nodes), edges=pairs).layout_fruchterman_reingold(niter=_ROUNDS)
    finally:
        igraph.set_random_number_generator(random)
    points = [(float(x), float(y)) for x, y in layout]
    lengths = [hypot(points[a][0] - points[b][0], points[a][1] - points[b][1]) for a, b in pairs]
    scale = _EDGE / (median(lengths) or 1.0) if lengths else 1.0
    return dict(zip(nodes, _apart([(x * scale, y * scale) for x, y in points]), strict=True))


def _pairs(graph: networkx.MultiDiGraph, number: Mapping[Hashable, int]) -> list[tuple[int, int]]:
    return [(number[a], number[b]) for a, b in graph.edges(number) if a != b]


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
