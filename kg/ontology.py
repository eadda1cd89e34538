"""The terms of the graph, from ontology/jiqun.ttl read once: classes, properties, measures, units and codes by name."""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from pathlib import Path

from pyoxigraph import Literal, NamedNode, RdfFormat, parse

from kg.errors import DefinitionError
from kg.model import Measure, Unit
from kg.resources import resource

JQ = "https://w3id.org/jiqun/ontology#"
ID = "https://w3id.org/jiqun/id/"

_RDFS = "http://www.w3.org/2000/01/rdf-schema#"
_SKOS = "http://www.w3.org/2004/02/skos/core#"
_QUDT = "http://qudt.org/schema/qudt/"
_SCHEMA = "https://schema.org/"
_LABELS = (f"{_RDFS}label", f"{_SKOS}prefLabel")

Said = dict[str, list[NamedNode | Literal]]


def camel(snake: str) -> str:
    """lead_firm → leadFirm."""
    first, *rest = snake.split("_")
    return first + "".join(word.capitalize() for word in rest)


@dataclass(frozen=True, slots=True)
class Ontology:
    """What ontology/jiqun.ttl defines.

    `labels` has the labels of each IRI by language, `codes` the IRI of each concept by its notation (`output_value`,
    `%`, `about`) and `notations` the other way; `measures` and `units` are by notation, `narrower` has the classes
    directly below each class. `starts` and `ends` have the IRIs of the classes that a property (by IRI) leads from and
    to, `takes` the kinds of units that a measure of a kind (`person`) is given in.
    """

    labels: dict[str, dict[str, str]]
    codes: dict[str, str]
    notations: dict[str, str]
    measures: dict[str, Measure]
    units: dict[str, Unit]
    narrower: dict[str, frozenset[str]]
    starts: dict[str, frozenset[str]]
    ends: dict[str, frozenset[str]]
    takes: dict[str, frozenset[str]]

    def iri(self, local: str) -> str:
        """The IRI of a term of our own by its local name. DefinitionError if the ontology has none."""
        if JQ + local not in self.labels:
            raise DefinitionError(f"jiqun.ttl: there is no term jq:{local}")
        return JQ + local

    def term(self, code: str) -> str:
        """The IRI of the concept with a notation: regional_brand, about, CNY. DefinitionError if there is none."""
        if code not in self.codes:
            raise DefinitionError(f'jiqun.ttl: there is no concept with skos:notation "{code}"')
        return self.codes[code]

    def notation(self, iri: str) -> str:
        """The code of a concept. DefinitionError if it has none."""
        if iri not in self.notations:
            raise DefinitionError(f"jiqun.ttl: {iri} has no skos:notation")
        return self.notations[iri]

    def joins(self, subject: str, property: str, thing: str = "") -> bool:
        """Whether a property (`holds_title`) leads from things of one class, and to those of another if one is given.

        DefinitionError if the ontology has no such property.
        """
        iri = self.iri(camel(property))
        return self._among(subject, self.starts[iri]) and (not thing or self._among(thing, self.ends[iri]))

    def _among(self, name: str, classes: frozenset[str]) -> bool:
        return JQ + name in classes or any(JQ + name in self.narrower.get(above, ()) for above in classes)

    def label(self, name: str, lang: str) -> str:
        """What people call a class (`Cluster`), a property (`lead_firm`, `leadFirm`) or a code; the name if unknown."""
        for iri in (JQ + name, JQ + camel(name), self.codes.get(name, "")):
            if iri in self.labels:
                return self.labels[iri][lang]
        return name

    def labelled(self, iri: str, lang: str) -> str:
        """The label of one of our terms by its IRI; any other IRI or text as it is."""
        return self.labels.get(iri, {}).get(lang, iri)


@cache
def ontology() -> Ontology:
    """The ontology that comes with jiqun."""
    return read(resource("ontology", "jiqun.ttl"))


def read(path: Path) -> Ontology:
    """The ontology of a file of Turtle. DefinitionError with file and line, or with the term that lacks something."""
    said: dict[str, Said] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)):
                raise DefinitionError(f"{path.name}: {quad} has a node without a name")
            said[quad.subject.value][quad.predicate.value].append(quad.object)
    except SyntaxError as error:
        raise DefinitionError(f"{path.name}:{error.lineno}: {error}") from error
    codes = _codes(said, path)
    below: dict[str, set[str]] = defaultdict(set)
    for iri, about in said.items():
        for above in about.get(f"{_RDFS}subClassOf", ()):
            below[above.value].add(iri)
    return Ontology(
        labels={iri: labels for iri, about in said.items() if (labels := _labels(about))},
        codes=codes,
        notations={iri: code for code, iri in codes.items()},
        measures={code: Measure(code, kind) for code, kind in _kinds(codes, said, "measureKind")},
        units={
            code: Unit(code, kind, codes[code], _factor(said[codes[code]]))
            for code, kind in _kinds(codes, said, "unitKind")
        },
        narrower={above: frozenset(classes) for above, classes in below.items()},
        starts=_classes(said, "domainIncludes"),
        ends=_classes(said, "rangeIncludes"),
        takes=_taken(said),
    )


def _codes(said: dict[str, Said], path: Path) -> dict[str, str]:
    codes: dict[str, str] = {}
    for iri, about in said.items():
        for code in about.get(f"{_SKOS}notation", ()):
            if code.value in codes:
                raise DefinitionError(f"{path.name}: {iri} and {codes[code.value]} share skos:notation {code}")
            codes[code.value] = iri
    return codes


def _labels(about: Said) -> dict[str, str]:
    found = (label for name in _LABELS for label in about.get(name, ()))
    return {label.language: label.value for label in found if isinstance(label, Literal) and label.language}


def _kinds(codes: dict[str, str], said: dict[str, Said], local: str) -> Iterator[tuple[str, str]]:
    """The codes of what has a kind, with it: CNY and the money of jq:moneyKind."""
    for code, iri in codes.items():
        for kind in said[iri].get(JQ + local, ()):
            yield code, _kind(kind.value)


def _classes(said: dict[str, Said], end: str) -> dict[str, frozenset[str]]:
    return {iri: frozenset(one.value for one in about.get(_SCHEMA + end, ())) for iri, about in said.items()}


def _taken(said: dict[str, Said]) -> dict[str, frozenset[str]]:
    kinds = {iri: about[JQ + "takes"] for iri, about in said.items() if JQ + "takes" in about}
    return {_kind(iri): frozenset(_kind(taken.value) for taken in all_taken) for iri, all_taken in kinds.items()}


def _kind(iri: str) -> str:
    return iri.removeprefix(JQ).removesuffix("Kind")


def _factor(about: Said) -> Decimal | None:
    factors = about.get(f"{_QUDT}conversionMultiplier")
    return Decimal(factors[0].value) if factors else None
