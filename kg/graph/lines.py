"""A fact as a line of facts.jsonl."""

from decimal import Decimal

from kg.graph.terms import FIGURE_NUMBERS
from kg.identity import Identity
from kg.model import Entity, Fact, Figure


def line(fact: Fact, identity: Identity, *, suspect: bool = False) -> dict[str, object]:
    """A fact as a line of facts.jsonl: the fields in a fixed order, those that are empty left out.

    `suspect` says that the audit found its figure wrong, which its `status` then tells.
    """
    figure = fact.object if isinstance(fact.object, Figure) else None
    thing = fact.object if isinstance(fact.object, Entity) else None
    standing = "suspect" if suspect else "planned" if fact.modality in ("planned", "forecast") else ""
    fields: dict[str, object] = {
        "report": fact.evidence.report,
        "property": fact.property,
        "subject_type": _line_type(fact.subject),
        "subject": fact.subject.name,
        "of_place": fact.subject.of_place,
        "object_type": _line_type(thing) if thing else "",
        "object": thing.name if thing else fact.object if isinstance(fact.object, str) else "",
        "measure": figure and figure.measure,
        **{field: figure and _json_number(getattr(figure, field)) for field in FIGURE_NUMBERS},
        "unit": figure and figure.unit,
        "qualifier": figure and figure.qualifier,
        "of": figure and figure.of,
        "scope": figure and figure.scope,
        "period": figure.period if figure else fact.period,
        "per": figure and figure.per,
        "status": fact.status if fact.property == "cluster" else standing,
        "modality": fact.modality,
        "kind": fact.kind,
        "parent": fact.parent,
        "about": [entity.name for entity in fact.about],
        "conferred_by": fact.conferred_by,
        "lexical": figure and figure.lexical,
        "quote": fact.evidence.quote,
        "start": fact.evidence.start,
        "end": fact.evidence.end,
        "heading": fact.evidence.heading,
        "rule": fact.evidence.rule,
        "certainty": fact.certainty,
        "grounds": list(fact.grounds),
        "claim": identity.claim(fact),
        "subject_id": identity.iri(fact.subject),
        "object_id": identity.iri(thing) if thing else identity.observation(fact) if figure else "",
    }
    return {field: value for field, value in fields.items() if value not in ("", None, [])}


def _json_number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)


def _line_type(entity: Entity) -> str:
    return entity.type.removeprefix("Planned")
