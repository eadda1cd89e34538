"""Pictures as SVG: bars to compare, with words and figure beside each as text; what a thing is linked with."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from markupsafe import Markup

from kg.views.pages.catalogue import Statement, Thing
from kg.views.pages.icons import icon
from kg.views.pages.sections import Group, Said, targets
from kg.views.pages.view import View

_ROW, _HEAD, _INDENT = 25, 30, 18
_WIDE, _COLUMN, _ROOT = 960, 270, 190
_NARROW = 340
_MOST = 12  # things of a group that are drawn

Drawn = Sequence[tuple[Group, Sequence[Said]]]


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: what it is of, its length from 0 to 1, the figure that it stands for; `tone` is now, plan or own."""

    label: Markup
    length: float
    statement: Statement
    tone: str = "now"


def bars(labelled: Sequence[tuple[Markup, Statement, str]], whole: Decimal | None = None) -> list[Bar]:
    """Bars for figures of one unit, the longest of full length, or of the share that they are of `whole`."""
    most = whole or max((_value(statement) for _, statement, _ in labelled), default=Decimal(1)) or Decimal(1)
    return [
        Bar(label, max(float(_value(statement) / most), 0.004), statement, tone) for label, statement, tone in labelled
    ]


def target_bars(view: View, statements: Sequence[Statement]) -> list[list[Bar]]:
    """For each target a pair of bars: what is, and what is planned."""
    return [
        bars(
            [
                (_dated(view, now, "actual"), now, "now"),
                (_dated(view, planned, planned.marks[0]), planned, "plan"),
            ]
        )
        for now, planned in targets(statements)
    ]


def _dated(view: View, statement: Statement, modality: str) -> Markup:
    period = statement.figure.period if statement.figure else ""
    return Markup("{} <small>{}</small>").format(view.t(modality), period)


def _value(statement: Statement) -> Decimal:
    assert statement.figure is not None
    return statement.figure.value


def branches(view: View, root: Thing, groups: Sequence[Group]) -> Markup:
    """A thing in the middle and on both sides what it is linked with; for narrow screens, below each other.

    Empty where the thing has relations of one kind only.
    """
    drawn = [(group, [said for said in group.said if said.iri]) for group in groups]
    drawn = [(group, said) for group, said in drawn if said]
    if len(drawn) < 2:  # what one relation tells is told beside its heading
        return Markup("")
    return Markup('<div class="branches wide">{}</div><div class="branches narrow">{}</div>').format(
        _both_sides(view, root, drawn), _below(view, root, drawn)
    )


def _height(said: Sequence[object]) -> int:
    return _HEAD + _ROW * (min(len(said), _MOST) + (len(said) > _MOST))


def _both_sides(view: View, root: Thing, drawn: Drawn) -> Markup:
    left: list[tuple[Group, Sequence[Said]]] = []
    right: list[tuple[Group, Sequence[Said]]] = []
    heights = [0, 0]
    for group, said in sorted(drawn, key=lambda each: -_height(each[1])):
        side = heights[1] < heights[0]
        (right if side else left).append((group, said))
        heights[side] += _height(said)
    tall = max(*heights, 90)
    parts = [
        _side(view, left, (tall - heights[0]) // 2, _COLUMN, (_WIDE - _ROOT) // 2, tall // 2, "end"),
        _side(view, right, (tall - heights[1]) // 2, _WIDE - _COLUMN, (_WIDE + _ROOT) // 2, tall // 2, "start"),
        _root(view, root, _WIDE // 2, tall // 2),
    ]
    return _svg(view, root, _WIDE, tall, Markup("").join(parts))


def _below(view: View, root: Thing, drawn: Drawn) -> Markup:
    tall = 60 + sum(_height(said) for _, said in drawn)
    lines = _side(view, drawn, 60, 46, (_NARROW - _ROOT) // 2, 24, "start", bend=14)
    return _svg(view, root, _NARROW, tall, lines + _root(view, root, _NARROW // 2, 24))


def _side(
    view: View, drawn: Drawn, top: int, x: int, from_x: int, from_y: int, anchor: str, *, bend: int | None = None
) -> Markup:
    parts: list[Markup] = []
    away = -1 if anchor == "end" else 1
    for group, said in drawn:
        at = top + _HEAD // 2 + 2
        turn = bend or (from_x + x - away * 14) // 2
        parts.append(
            Markup('<path class="twig" d="M{} {}C{} {} {} {} {} {}"/>').format(
                from_x, from_y, turn, from_y, turn, at, x - away * 8, at
            )
        )
        head = view.relation(group.relation, forward=group.forward)
        parts.append(
            Markup('<text class="head" x="{}" y="{}" text-anchor="{}">{}</text>').format(x, at + 4, anchor, head)
        )
        top += _HEAD
        for each in said[:_MOST]:
            parts.append(_leaf(view, each, x, top + _ROW // 2, anchor))
            top += _ROW
        if len(said) > _MOST:
            more = view.t("and_more", count=len(said) - _MOST)
            parts.append(
                Markup('<text class="more" x="{}" y="{}" text-anchor="{}">{}</text>').format(
                    x + away * _INDENT, top + _ROW // 2 + 4, anchor, more
                )
            )
            top += _ROW
    return Markup("").join(parts)


def _leaf(view: View, said: Said, x: int, y: int, anchor: str) -> Markup:
    thing = view.catalogue.things.get(said.iri)
    name = thing.name if thing else said.iri
    short = name if len(name) <= 15 else f"{name[:14]}…"
    away = -1 if anchor == "end" else 1
    sign = icon(thing.kind if thing else "", x=x - 6, y=y - 6)
    return Markup(
        '<a href="{}" class="leaf{}"><title>{}</title>{}<text x="{}" y="{}" text-anchor="{}">{}</text></a>'
    ).format(
        view.to(said.iri), " planned" if said.planned else "", name, sign, x + away * _INDENT, y + 4, anchor, short
    )


def _root(view: View, root: Thing, x: int, y: int) -> Markup:
    short = root.name if len(root.name) <= 12 else f"{root.name[:11]}…"
    return Markup(
        '<rect class="root" x="{}" y="{}" width="{}" height="40" rx="20"/>'
        '<text class="root" x="{}" y="{}" text-anchor="middle">{}</text>'
    ).format(x - _ROOT // 2, y - 20, _ROOT, x, y + 5, short)


def _svg(view: View, root: Thing, width: int, height: int, inside: Markup) -> Markup:
    title = view.t("neighbourhood_of", name=root.name)
    return Markup('<svg viewBox="0 0 {} {}" role="group" aria-label="{}">{}</svg>').format(width, height, title, inside)
