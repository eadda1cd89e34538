"""The facts that reports' graphs hold."""

from collections import defaultdict
from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from pyoxigraph import Literal, NamedNode, Quad

from kg.graph.terms import (
    DERIVED,
    END,
    EXACT,
    FIGURE_CODES,
    FIGURE_NUMBERS,
    FIGURE_WORDS,
    IDENTIFIER,
    NOTATION,
    OBJECT,
    PREDICATE,
    START,
    SUBJECT,
    TYPE,
    Nodes,
    Properties,
    jq,
    node,
    notation,
)
from kg.identity import PLACE_CLASSES
from kg.model import Entity, Evidence, Fact, Figure, Modality
from kg.ontology import JQ, camel, snake

_MODALITIES: dict[str, Modality] = {
    "actual": "actual",
    "planned": "planned",
    "forecast": "forecast",
    "former": "former",
}


def facts(quads: Iterable[Quad]) -> list[Fact]:
    """The facts that reports' graphs hold, by report and place in the text: `facts(claims(d, f, i))` has `f`."""
    graphs: dict[NamedNode, Nodes] = defaultdict(dict)
    for quad in quads:
        about = graphs[node(quad.graph_name)].setdefault(node(quad.subject), {})
        about.setdefault(quad.predicate, []).append(
            quad.object if isinstance(quad.object, Literal) else node(quad.object)
        )
    found = [
        (graph.value, fact.evidence.start, fact.evidence.end, claim.value, fact)
        for graph, nodes in graphs.items()
        for claim, said in nodes.items()
        if jq("Claim") in said[TYPE]
        for fact in [_fact(said, nodes, _text(nodes[graph], IDENTIFIER))]
    ]
    return [fact for *_, fact in sorted(found, key=lambda row: row[:4])]


def _fact(said: Properties, nodes: Nodes, report: str) -> Fact:
    passage = nodes[_only(said, DERIVED)]
    mentions = sorted(
        (nodes[node(mention)] for mention in said.get(jq("mentions"), ())),
        key=lambda mention: int(_text(mention, jq("position"))),
    )
    return Fact(
        property=_property(said),
        subject=_entity(nodes, said, SUBJECT, "subject"),
        evidence=Evidence(
            report=report,
            start=int(_text(passage, START)),
            end=int(_text(passage, END)),
            quote=_text(passage, EXACT),
            rule=_text(said, jq("rule")),
            heading=_text(passage, jq("heading")),
        ),
        object=_said_object(said, nodes),
        modality=_MODALITIES[_code(said, jq("modality"))],
        status=_code(said, jq("status")),
        kind=_code(said, jq("kind")),
        parent=_text(said, jq("parentName")),
        about=tuple(_entity(nodes, mention, jq("about"), "about") for mention in mentions),
        conferred_by=_text(said, jq("conferredBy")),
        period="" if jq("measure") in said else _text(said, jq("period")),
        certainty=float(_text(said, jq("certainty"))),
        grounds=tuple(sorted(notation(node(ground)) for ground in said.get(jq("grounds"), ()))),
    )


def _said_object(said: Properties, nodes: Nodes) -> Entity | Figure | str | None:
    if _only(said, PREDICATE) == TYPE:
        return None
    if jq("measure") in said:
        return _said_figure(said, nodes)
    if jq("objectName") in said:
        return _entity(nodes, said, OBJECT, "object")
    [value] = said[OBJECT]
    return value.value if isinstance(value, Literal) else notation(value)


def _said_figure(said: Properties, nodes: Nodes) -> Figure:
    unit = _only(said, jq("unit"))
    fields: dict[str, Any] = {field: _decimal(said, field) for field in FIGURE_NUMBERS}
    fields |= {field: _text(said, jq(field)) for field in (*FIGURE_WORDS, *FIGURE_CODES)}
    return Figure(
        measure=_code(said, jq("measure")),
        unit=_text(nodes[unit], NOTATION) if unit in nodes else notation(unit),
        qualifier=_code(said, jq("qualifier")),
        **fields,
    )


def _entity(nodes: Nodes, said: Properties, predicate: NamedNode, role: str) -> Entity:
    kind = nodes[_only(said, predicate)][TYPE][0].value.removeprefix(JQ)
    name, of_place = _text(said, jq(f"{role}Name")), _text(said, jq(f"{role}OfPlace"))
    return Entity("Place" if kind in PLACE_CLASSES else kind, name, of_place)


def _property(said: Properties) -> str:
    predicate = _only(said, PREDICATE)
    local = (_only(said, OBJECT) if predicate == TYPE else predicate).value.removeprefix(JQ)
    return snake(local.removeprefix("Planned"))


def _only(said: Properties, predicate: NamedNode) -> NamedNode:
    [value] = said[predicate]
    return node(value)


def _text(said: Properties, predicate: NamedNode) -> str:
    return said[predicate][0].value if predicate in said else ""


def _decimal(said: Properties, field: str) -> Decimal | None:
    text = _text(said, jq(camel(field)))
    return Decimal(text) if text else None


def _code(said: Properties, predicate: NamedNode) -> str:
    return notation(_only(said, predicate)) if predicate in said else ""
