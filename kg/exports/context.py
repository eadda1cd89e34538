"""The short names of JSON-LD: a term for each property, made of the ontology and of the vocabularies beside it.

In its documents a text is told by language (`"label": {"zh": "造纸机械业"}`), a thing is its IRI, a decimal a string,
which loses no digit.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from typing import Any, Literal

import pyoxigraph as rdf

from kg.ontology import ID, JQ, PREFIXES, ontology

Kind = Literal["thing", "text", "decimal", "integer", "boolean", "string"]
Node = dict[str, Any]

_OTHERS: Mapping[Kind, str] = {  # a name, or one and the property that it is of
    "thing": """
        subject=rdf:subject predicate=rdf:predicate object=rdf:object broader=skos:broader narrower=skos:narrower
        exactMatch=skos:exactMatch broadMatch=skos:broadMatch narrowMatch=skos:narrowMatch
        relatedMatch=skos:relatedMatch inScheme=skos:inScheme derivedFrom=prov:wasDerivedFrom license=dcterms:license
        selector=oa:hasSelector conformsTo=dcterms:conformsTo hasBody=oa:hasBody hasTarget=oa:hasTarget
        motivatedBy=oa:motivatedBy inDimension=dqv:inDimension subClassOf=rdfs:subClassOf seeAlso=rdfs:seeAlso
        subPropertyOf=rdfs:subPropertyOf domainIncludes=schema:domainIncludes rangeIncludes=schema:rangeIncludes
    """,
    "text": """
        label=skos:prefLabel otherLabel=skos:altLabel definition=skos:definition editorialNote=skos:editorialNote
        example=skos:example name=rdfs:label comment=rdfs:comment title=dcterms:title publisher=dc:publisher
        exact=oa:exact prefix=oa:prefix suffix=oa:suffix content=rdf:value
    """,
    "integer": "textStart=oa:start textEnd=oa:end pageStart=schema:pageStart pageEnd=schema:pageEnd "
    "numberOfPages=schema:numberOfPages",
    "decimal": "conversionMultiplier=qudt:conversionMultiplier",
    "string": """
        notation=skos:notation identifier=dcterms:identifier sourceFile=dcterms:source language=dcterms:language
        format=dc:format versionInfo=owl:versionInfo documentNumber=eli:id_local
    """,
}
_XSD = PREFIXES["xsd"]
_TYPE = f"{PREFIXES['rdf']}type"
_KINDS: Mapping[str, Kind] = {
    f"{PREFIXES['rdf']}langString": "text",
    f"{_XSD}decimal": "decimal",
    f"{_XSD}integer": "integer",
    f"{_XSD}boolean": "boolean",
    f"{_XSD}string": "string",
}
_PREFIXES = {  # none is called as a term is, such as unit
    "thing": ID,
    **{f"{name}s" if name == "unit" else name: iri for name, iri in PREFIXES.items() if name not in ("sd", "void")},
}
_COERCED = {
    "thing": {"@type": "@id"},
    "text": {"@container": "@language"},
    "decimal": {"@type": "xsd:decimal"},
}


@dataclass(frozen=True, slots=True)
class Term:
    """The name of a property in a document, and of which kind its values are."""

    name: str
    iri: str
    kind: Kind


@cache
def terms() -> dict[str, Term]:
    """The terms by the IRI of their property."""
    found = [Term(iri.removeprefix(JQ), iri, _kind(ends)) for iri, ends in ontology().ends.items() if ends]
    for kind, told in _OTHERS.items():
        for word in told.split():
            name, _, property = word.partition("=")
            prefix, _, local = property.partition(":")
            found.append(Term(name, PREFIXES[prefix] + local, kind))
    return {term.iri: term for term in found}


def context() -> dict[str, Any]:
    """The context of a document (JSON-LD 1.1): classes and concepts of ours go by their bare names."""
    said: dict[str, Any] = {"@version": 1.1, "@vocab": JQ, **_PREFIXES}
    for term in sorted(terms().values(), key=lambda term: term.name):
        own = {"@id": term.iri} if not term.iri.startswith(JQ) else {}
        if entry := own | _COERCED.get(term.kind, {}):
            said[term.name] = entry
    return said


def node(about: Iterable[rdf.Quad]) -> Node:
    """What quads say of one thing, sorted by their property, as an object of a document."""
    found: Node = {}
    for predicate, quads in groupby(about, key=lambda quad: quad.predicate.value):
        values = [quad.object for quad in quads]
        if predicate == _TYPE:
            found["@type"] = _one([_class(value) for value in values])
        elif (term := terms()[predicate]).kind == "text":
            found[term.name] = _by_language(values)
        else:
            found[term.name] = _one([_value(value, term.kind) for value in values])
    return found


def short(iri: str) -> str:
    """An IRI with its prefix where it has one."""
    for name, base in _PREFIXES.items():
        local = iri.removeprefix(base)
        if local != iri and local and not local.startswith("//"):
            return f"{name}:{local}"
    return iri


def _kind(ends: Iterable[str]) -> Kind:
    kinds = {_KINDS.get(end, "thing") for end in ends}
    return "text" if "text" in kinds else kinds.pop()


def _class(value: object) -> str:
    assert isinstance(value, rdf.NamedNode)
    return value.value.removeprefix(JQ) if value.value.startswith(JQ) else short(value.value)


def _value(value: object, kind: Kind) -> Any:
    if isinstance(value, rdf.NamedNode):
        return short(value.value) if kind == "thing" else {"@id": short(value.value)}
    assert isinstance(value, rdf.Literal)
    match value.datatype.value.removeprefix(_XSD):
        case "decimal" if kind == "decimal":
            return value.value
        case "string" if kind in ("string", "integer", "boolean"):
            return value.value
        case "integer" if kind == "integer" and value.value == str(int(value.value)):
            return int(value.value)
        case "boolean" if kind == "boolean" and value.value in ("true", "false"):
            return value.value == "true"
    if value.language:
        return {"@value": value.value, "@language": value.language}
    return {"@value": value.value, "@type": short(value.datatype.value)}


def _by_language(values: Iterable[object]) -> dict[str, Any]:
    found: dict[str, list[str]] = defaultdict(list)
    for value in values:
        assert isinstance(value, rdf.Literal)
        found[value.language or "@none"].append(value.value)
    return {language: _one(texts) for language, texts in found.items()}


def _one(values: list[Any]) -> Any:
    return values[0] if len(values) == 1 else values
