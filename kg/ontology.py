"""The terms of the graph, from ontology/jiqun.ttl read once: classes, properties, measures, units and codes by name.

The properties of facts are a table of it: each entry has its place in the order of display, its name from either end,
and an example; the property of what is only planned (jq:plannedLeadFirm) is made of the entry.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from itertools import pairwise
from pathlib import Path

from pyoxigraph import Literal, NamedNode, Quad, RdfFormat, parse

from kg.errors import DefinitionError
from kg.model import Measure, Unit
from kg.resources import resource

JQ = "https://w3id.org/jiqun/ontology#"
ID = "https://w3id.org/jiqun/id/"
PREFIXES = {
    "jq": JQ,
    "cur": "http://qudt.org/vocab/currency/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcterms": "http://purl.org/dc/terms/",
    "dqv": "http://www.w3.org/ns/dqv#",
    "eli": "http://data.europa.eu/eli/ontology#",
    "oa": "http://www.w3.org/ns/oa#",
    "org": "http://www.w3.org/ns/org#",
    "owl": "http://www.w3.org/2002/07/owl#",
    "prov": "http://www.w3.org/ns/prov#",
    "qudt": "http://qudt.org/schema/qudt/",
    "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "rov": "http://www.w3.org/ns/regorg#",
    "schema": "https://schema.org/",
    "sd": "http://www.w3.org/ns/sparql-service-description#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "unit": "http://qudt.org/vocab/unit/",
    "void": "http://rdfs.org/ns/void#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
"""By which Turtle and its kin are written."""

_RDFS, _SKOS, _QUDT, _SCHEMA = (PREFIXES[name] for name in ("rdfs", "skos", "qudt", "schema"))
_TYPE = f"{PREFIXES['rdf']}type"
_LABELS = (f"{_RDFS}label", f"{_SKOS}prefLabel")
_ORDER, _INVERSE, _PLAN_OF, _SCHEME = (f"{JQ}{local}" for local in ("order", "inverseLabel", "planOf", "fromScheme"))
_DOMAIN, _RANGE = f"{_SCHEMA}domainIncludes", f"{_SCHEMA}rangeIncludes"
_EXAMPLE = (f"{_SKOS}example", f"{JQ}exampleSubject", f"{JQ}exampleObject")
_HAVING = re.compile("^(?:located|has|owns|holds)(?=[A-Z])")  # what a property of plans does without: plannedMarket

Said = dict[str, list[NamedNode | Literal]]


def camel(snake: str) -> str:
    """lead_firm → leadFirm."""
    first, *rest = snake.split("_")
    return first + "".join(word.capitalize() for word in rest)


def snake(camel: str) -> str:
    """leadFirm → lead_firm."""
    return re.sub("(?<!^)[A-Z]", r"_\g<0>", camel).lower()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of our own, and the ends of the fact that it gives; an end that is a concept goes by its code."""

    sentence: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class Property:
    """A property of facts, `lead_firm`: an entry of the table in ontology/jiqun.ttl.

    `label` and `inverse` are its names by language from the subject (龙头企业) and from the object (是…的龙头企业).
    `domain` and `range` are the names of the classes that it joins (any other IRI in full), `planned` is the IRI of the
    property of what is only planned, `order` its place where facts are shown.
    """

    code: str
    iri: str
    label: dict[str, str]
    inverse: dict[str, str]
    domain: frozenset[str]
    range: frozenset[str]
    planned: str
    order: int
    example: Example

    @property
    def coded(self) -> bool:
        """Whether its objects are concepts: formation_mode, stage."""
        return f"{_SKOS}Concept" in self.range

    @property
    def between_things(self) -> bool:
        """Whether its objects are things, neither concepts nor texts."""
        return not any(":" in name for name in self.range)


@dataclass(frozen=True, slots=True)
class Ontology:
    """What ontology/jiqun.ttl defines.

    `labels` has the labels of each IRI by language, `codes` the IRI of each concept by its notation (`output_value`,
    `%`, `about`) and `notations` the other way; `measures` and `units` are by notation, `narrower` has the classes
    directly below each class. `starts` and `ends` have the IRIs of the classes that a property (by IRI) leads from and
    to, `takes` the kinds of units that a measure of a kind (`person`) is given in. `properties` has the properties of
    facts by code, in the order of display, `schemes` the codes that a property may have whose values are concepts
    (`stage`, `modality`). `version` is its own (owl:versionInfo).
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
    properties: dict[str, Property]
    schemes: dict[str, tuple[str, ...]]
    version: str

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


def quads() -> list[Quad]:
    """The triples of the ontology, as each build holds them: the file's, and those of the properties of plans."""
    path = resource("ontology", "jiqun.ttl")
    made = (
        Quad(NamedNode(twin), NamedNode(predicate), value)
        for twin, about in _twins(statements(path), path).items()
        for predicate, values in about.items()
        for value in values
    )
    return [*parse(path=path, format=RdfFormat.TURTLE), *made]


def read(path: Path) -> Ontology:
    """The ontology of a file of Turtle. DefinitionError with file and line, or with the term that lacks something."""
    said = statements(path)
    said |= _twins(said, path)
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
        starts=_classes(said, _DOMAIN),
        ends=_classes(said, _RANGE),
        takes=_taken(said),
        properties=_properties(said, path),
        schemes=_schemes(said),
        version=_version(said, path),
    )


def _version(said: dict[str, Said], path: Path) -> str:
    """DefinitionError if the ontology tells no version."""
    told = said.get(JQ[:-1], {}).get(f"{PREFIXES['owl']}versionInfo")
    if not told:
        raise DefinitionError(f"{path.name}: the ontology has no owl:versionInfo")
    return told[0].value


def statements(path: Path) -> dict[str, Said]:
    """What a file of Turtle says of each of its terms. DefinitionError with file and line if it is none."""
    said: dict[str, Said] = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            if not (isinstance(quad.subject, NamedNode) and isinstance(quad.object, NamedNode | Literal)):
                raise DefinitionError(f"{path.name}: {quad} has a node without a name")
            said[quad.subject.value][quad.predicate.value].append(quad.object)
    except SyntaxError as error:
        raise DefinitionError(f"{path.name}:{error.lineno}: {error}") from error
    return said


def _properties(said: dict[str, Said], path: Path) -> dict[str, Property]:
    """The table of the properties of facts. DefinitionError with the one that lacks something, or shares a place."""
    entries = (_property(iri, about, path) for iri, about in said.items() if _ORDER in about)
    found = sorted(entries, key=lambda each: each.order)
    for one, next_one in pairwise(found):
        if one.order == next_one.order:
            raise DefinitionError(f"{path.name}: {one.iri} and {next_one.iri} share jq:order {one.order}")
    return {each.code: each for each in found}


def _property(iri: str, about: Said, path: Path) -> Property:
    label, inverse = _labels(about), _texts(about, _INVERSE)
    lacking = [f"rdfs:label@{lang}" for lang in ("zh", "en") if lang not in label]
    lacking += [f"jq:inverseLabel@{lang}" for lang in ("zh", "en") if lang not in inverse]
    lacking += [predicate for predicate in (*_EXAMPLE, _DOMAIN, _RANGE) if predicate not in about]
    if lacking:
        raise DefinitionError(f"{path.name}: {iri} has jq:order and lacks {', '.join(lacking)}")
    domain, range_ = (frozenset(end.value.removeprefix(JQ) for end in about[which]) for which in (_DOMAIN, _RANGE))
    return Property(
        code=snake(iri.removeprefix(JQ)),
        iri=iri,
        label=label,
        inverse=inverse,
        domain=domain,
        range=range_,
        planned=_planned(iri),
        order=int(about[_ORDER][0].value),
        example=Example(*(about[predicate][0].value for predicate in _EXAMPLE)),
    )


def _schemes(said: dict[str, Said]) -> dict[str, tuple[str, ...]]:
    """The codes of the concepts that a property leads to, by the property's name: modality → actual, planned …"""
    of: dict[str, list[str]] = defaultdict(list)
    for about in said.values():
        for scheme in about.get(f"{_SKOS}inScheme", ()):
            of[scheme.value] += (code.value for code in about.get(f"{_SKOS}notation", ()))
    return {
        snake(iri.removeprefix(JQ)): tuple(of[scheme.value])
        for iri, about in said.items()
        for scheme in about.get(_SCHEME, ())
    }


def _planned(iri: str) -> str:
    """The property of what is only planned: locatedIn → plannedIn, hasMarket → plannedMarket, makes → plannedMakes."""
    bare = _HAVING.sub("", iri.removeprefix(JQ))
    return f"{JQ}planned{bare[0].upper()}{bare[1:]}"


def _twins(said: dict[str, Said], path: Path) -> dict[str, Said]:
    """The properties of what is only planned: they join what the others join. DefinitionError as `_properties`."""
    made: dict[str, Said] = {}
    for each in _properties(said, path).values():
        kept = {name: said[each.iri][name] for name in (_TYPE, _DOMAIN, _RANGE, _SCHEME) if name in said[each.iri]}
        zh, en, local = each.label["zh"], each.label["en"], each.iri.removeprefix(JQ)
        made[each.planned] = kept | {
            _PLAN_OF: [NamedNode(each.iri)],
            f"{_RDFS}label": _both(f"规划{zh}", f"{en} (planned)"),
            f"{_RDFS}comment": _both(f"只是计划的“{zh}”。", f"As jq:{local}, but only planned."),
        }
    return made


def _both(zh: str, en: str) -> list[NamedNode | Literal]:
    return [Literal(zh, language="zh"), Literal(en, language="en")]


def _codes(said: dict[str, Said], path: Path) -> dict[str, str]:
    codes: dict[str, str] = {}
    for iri, about in said.items():
        for code in about.get(f"{_SKOS}notation", ()):
            if code.value in codes:
                raise DefinitionError(f"{path.name}: {iri} and {codes[code.value]} share skos:notation {code}")
            codes[code.value] = iri
    return codes


def _labels(about: Said) -> dict[str, str]:
    return _texts(about, *_LABELS)


def _texts(about: Said, *predicates: str) -> dict[str, str]:
    """The texts that some predicates give, by language."""
    found = (text for name in predicates for text in about.get(name, ()))
    return {text.language: text.value for text in found if isinstance(text, Literal) and text.language}


def _kinds(codes: dict[str, str], said: dict[str, Said], local: str) -> Iterator[tuple[str, str]]:
    """The codes of what has a kind, with it: CNY and the money of jq:moneyKind."""
    for code, iri in codes.items():
        for kind in said[iri].get(JQ + local, ()):
            yield code, _kind(kind.value)


def _classes(said: dict[str, Said], end: str) -> dict[str, frozenset[str]]:
    return {iri: frozenset(one.value for one in about.get(end, ())) for iri, about in said.items()}


def _taken(said: dict[str, Said]) -> dict[str, frozenset[str]]:
    kinds = {iri: about[JQ + "takes"] for iri, about in said.items() if JQ + "takes" in about}
    return {_kind(iri): frozenset(_kind(taken.value) for taken in all_taken) for iri, all_taken in kinds.items()}


def _kind(iri: str) -> str:
    return iri.removeprefix(JQ).removesuffix("Kind")


def _factor(about: Said) -> Decimal | None:
    factors = about.get(f"{_QUDT}conversionMultiplier")
    return Decimal(factors[0].value) if factors else None
