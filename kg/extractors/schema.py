"""The fact schema that a language model is given, made of the ontology: as JSON Schema, and as a table in Chinese."""

from collections.abc import Iterator
from functools import cache
from typing import Any

from kg.model import EXISTENCE
from kg.ontology import JQ, ontology

TEXTS = ("subject", "object", "lexical", "of", "scope", "period", "quote")


@cache
def schema() -> dict[str, Any]:
    """The JSON Schema of an answer: `{"facts": [...]}`, each fact with all fields, "" where there is nothing.

    It keeps to what all servers know of structured output: objects without further fields, arrays, strings and enums.
    """
    return {
        "type": "object",
        "properties": {"facts": {"type": "array", "items": fact_schema()}},
        "required": ["facts"],
        "additionalProperties": False,
    }


def fact_schema() -> dict[str, Any]:
    """The JSON Schema of one fact of an answer."""
    known = ontology()
    classes = sorted({*_measured(), *(end for each in known.properties.values() for end in each.domain)})
    ends = sorted({end for each in known.properties.values() if each.between_things for end in each.range})
    choices = {
        "property": ["observation", *EXISTENCE, *known.properties],
        "subject_type": classes,
        "object_type": [*ends, ""],
        "measure": [*known.measures, ""],
        "modality": [*known.schemes["modality"]],
        "kind": [*known.schemes["kind"], ""],
    }
    fields: dict[str, Any] = {name: {"type": "string", "enum": values} for name, values in choices.items()}
    fields |= {name: {"type": "string"} for name in TEXTS}
    return {"type": "object", "properties": fields, "required": sorted(fields), "additionalProperties": False}


def table() -> str:
    """What the properties, measures and codes are, a line for each, with an example of each property."""
    return "\n".join((*_properties(), "", *_measures(), "", *_codes()))


def _properties() -> Iterator[str]:
    known = ontology()
    label = known.label
    for each in known.properties.values():
        ends = "、".join(sorted(each.range)) if each.between_things else _values(each.code) if each.coded else "原文"
        ends = f"{each.code}（{each.label['zh']}）：{'、'.join(sorted(each.domain))} → {ends}"
        yield f"{ends}。例：{each.example.sentence} {each.example.subject} → {each.example.object}"
    for code, kind in EXISTENCE.items():
        yield f"{code}：有这样一个{label(kind, 'zh')}，subject_type 为 {kind}"
    yield f"observation（数据）：{'、'.join(_measured())} 的一项数据，填 measure 和 lexical"


def _measures() -> Iterator[str]:
    for measure in ontology().measures:
        yield f"{measure}：{ontology().label(measure, 'zh')}"


def _codes() -> Iterator[str]:
    yield f"modality：{_values('modality')}"
    yield f"kind（policy 才填）：{_values('kind')}"


def _values(property: str) -> str:
    return "、".join(f"{code}（{ontology().label(code, 'zh')}）" for code in ontology().schemes[property])


def _measured() -> list[str]:
    """The classes of ours that have figures."""
    starts = ontology().starts[ontology().iri("observation")]
    return sorted(iri.removeprefix(JQ) for iri in starts if iri.startswith(JQ))
