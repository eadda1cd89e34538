"""Whether a graph has the shape it should, 每个数据有单位: the faults that ontology/shapes.ttl names, found in a store.

Each constraint becomes one SPARQL query over the merge of the store's graphs; `reference` asks pySHACL the same.
"""

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, DefaultGraph, Literal, NamedNode, QuerySolutions, RdfFormat, Store, parse
from rdflib import RDF, SH, Graph

from kg.errors import DefinitionError, InputError
from kg.messages import message
from kg.ontology import ontology
from kg.resources import resource

Node = NamedNode | BlankNode
Term = Node | Literal
Properties = dict[str, list[Term]]
Said = dict[Node, Properties]

_SH = "http://www.w3.org/ns/shacl#"
_RDF = "http://www.w3.org/1999/02/22-rdf-syntax-ns#"
_TYPE = f"{_RDF}type"
_HOLE = re.compile(r"\{\?(\w+)\}")
_SELECT = re.compile(r"\s*SELECT\s(?:DISTINCT\s)?(?P<variables>[^{]*?)WHERE\s*\{(?P<body>.*)\}\s*", re.DOTALL)
# what a property shape may say, and the faulty ?value of ?this at its path; {term} is what the shape gives
_PARAMETERS = {
    "minCount": "FILTER NOT EXISTS {{ ?this {path} ?any }}",
    "maxCount": "?this {path} ?one, ?two FILTER (!sameTerm(?one, ?two))",
    "uniqueLang": "?this {path} ?one, ?two FILTER (LANG(?one) = LANG(?two) && LANG(?one) != '' && ?one != ?two)",
    "hasValue": "FILTER NOT EXISTS {{ ?this {path} {term} }}",
    "class": "?this {path} ?value FILTER NOT EXISTS {{ VALUES ?class {{ {term} }} ?value a ?class }}",
    "datatype": "?this {path} ?value FILTER (!isLiteral(?value) || DATATYPE(?value) != {term})",
    "pattern": "?this {path} ?value FILTER (!REGEX(STR(?value), {term}))",
    "in": "?this {path} ?value FILTER (!(?value IN ({term})))",
    "lessThan": "?this {path} ?value ; {term} ?other FILTER (!COALESCE(?value < ?other, false))",
    "lessThanOrEquals": "?this {path} ?value ; {term} ?other FILTER (!COALESCE(?value <= ?other, false))",
}


@dataclass(frozen=True, slots=True, order=True)
class Violation:
    """One fault: the shape that says so (`OneUnit`), the IRI of the node at fault, and the value, "" if none is.

    `graph` is the IRI of the report whose graph the node stands in, "" for the default graph; `zh` and `en` say what
    is wrong.
    """

    shape: str
    node: str
    value: str
    graph: str
    zh: str
    en: str


@dataclass(frozen=True, slots=True)
class Shape:
    """A fault: its IRI, its messages by language, and the queries for ?this and ?value, one for each constraint."""

    iri: str
    messages: dict[str, str]
    queries: tuple[str, ...]

    @property
    def name(self) -> str:
        return _name(self.iri)

    def says(self, bound: dict[str, str]) -> tuple[str, str]:
        """The messages in Chinese and English with the values of their {?variables}, terms of ours by their labels."""
        zh, en = (self._filled(lang, bound) for lang in ("zh", "en"))
        return zh, en

    def _filled(self, lang: str, bound: dict[str, str]) -> str:
        return _HOLE.sub(lambda hole: ontology().labelled(bound[hole[1]], lang), self.messages[lang])


def violations(store: Store) -> tuple[Violation, ...]:
    """The faults of a build's store, sorted; a correct build has none."""
    merged = _merged(store)
    found = {
        Violation(shape.name, bound["this"], bound.get("value", ""), _graph(store, bound["this"]), *shape.says(bound))
        for shape in shapes()
        for query in shape.queries
        for bound in _solutions(merged, query)
    }
    return tuple(sorted(found))


def _merged(store: Store) -> Store:
    """Each triple once: the places that many reports name would else be asked for as often as they are named."""
    merged = Store()
    for graph in (DefaultGraph(), *store.named_graphs()):
        merged.load(store.dump(format=RdfFormat.N_TRIPLES, from_graph=graph) or b"", format=RdfFormat.N_TRIPLES)
    return merged


def _solutions(store: Store, query: str) -> Iterator[dict[str, str]]:
    solutions = store.query(query)
    assert isinstance(solutions, QuerySolutions)
    names = [variable.value for variable in solutions.variables]
    for solution in solutions:
        yield {name: term.value for name, term in zip(names, solution, strict=True) if term is not None}


def _graph(store: Store, node: str) -> str:
    graphs = {quad.graph_name for quad in store.quads_for_pattern(NamedNode(node), None, None)}
    return min(graph.value if isinstance(graph, NamedNode) else "" for graph in graphs)


def reference(store: Store) -> tuple[tuple[str, str], ...]:
    """The shape and the node of each fault that pySHACL finds, sorted: what `violations` is held against.

    InputError if pySHACL is not installed.
    """
    try:
        from pyshacl import validate
    except ImportError as error:
        raise InputError(message("pyshacl_missing")) from error
    data = Graph().parse(data=_merged(store).dump(format=RdfFormat.N_TRIPLES, from_graph=DefaultGraph()), format="nt")
    _, report, _ = validate(data, shacl_graph=Graph().parse(resource("ontology", "shapes.ttl")), inference="none")
    results = report.subjects(RDF.type, SH.ValidationResult)
    found = {(report.value(each, SH.sourceShape), report.value(each, SH.focusNode)) for each in results}
    return tuple(sorted((_name(str(shape)), str(node)) for shape, node in found))


def _name(iri: str) -> str:
    return iri.rpartition("#")[2]


@cache
def shapes() -> tuple[Shape, ...]:
    """The shapes that come with jiqun, compiled."""
    return compiled(resource("ontology", "shapes.ttl"))


def compiled(path: Path) -> tuple[Shape, ...]:
    """The shapes of a file of SHACL as queries, sorted by IRI.

    DefinitionError with the file, and the line or the shape, if it is not Turtle, or says what is not compiled here.
    """
    said: Said = defaultdict(lambda: defaultdict(list))
    try:
        for quad in parse(path=path, format=RdfFormat.TURTLE):
            said[quad.subject][quad.predicate.value.removeprefix(_SH)].append(quad.object)
    except SyntaxError as error:
        raise DefinitionError(f"{path.name}:{error.lineno}: {error}") from error
    try:
        return tuple(sorted(_shapes(said), key=lambda shape: shape.iri))
    except DefinitionError as error:
        raise DefinitionError(f"{path.name}: {error}") from error


def _shapes(said: Said) -> Iterator[Shape]:
    prefixes = "".join(sorted(_prefix(about) for about in said.values() if "namespace" in about))
    for node, about in list(said.items()):
        if NamedNode(f"{_SH}NodeShape") in about[_TYPE]:
            target = _target(node, about)
            if "sparql" in about:
                queries = [_selected(said[query], target) for query in _nodes(about["sparql"])]
                yield _shape(node, about, prefixes, queries)
            for part in _nodes(about["property"]):
                queries = [f"SELECT DISTINCT ?this ?value {{ {target} {body} }}" for body in _bodies(part, said)]
                yield _shape(part, said[part], prefixes, queries)


def _shape(node: Node, about: Properties, prefixes: str, queries: list[str]) -> Shape:
    messages = {text.language or "": text.value for text in about["message"] if isinstance(text, Literal)}
    if messages.keys() != {"zh", "en"}:
        raise DefinitionError(f"{node} needs a sh:message in zh and one in en")
    return Shape(node.value, messages, tuple(prefixes + query for query in queries))


def _nodes(terms: list[Term]) -> Iterator[Node]:
    return (term for term in terms if not isinstance(term, Literal))


def _prefix(about: Properties) -> str:
    [prefix], [namespace] = about["prefix"], about["namespace"]
    return f"PREFIX {prefix.value}: <{namespace.value}>\n"


def _target(node: Term, about: Properties) -> str:
    """The pattern of a shape's ?this: instances of its classes and of those below, subjects of its properties."""
    classes = {below for above in about["targetClass"] for below in _with_narrower(above.value)}
    patterns = [f"VALUES ?_class {{ {_iris(classes)} }} ?this a ?_class ."] if classes else []
    patterns += [f"?this {predicate} ?_any ." for predicate in about["targetSubjectsOf"]]
    if not patterns:
        raise DefinitionError(f"{node} has no target")
    return patterns[0] if len(patterns) == 1 else " UNION ".join(f"{{ {pattern} }}" for pattern in patterns)


def _selected(query: Properties, target: str) -> str:
    """The query of a sh:sparql, with the target in the place of the given $this."""
    [select] = query["select"]
    split = _SELECT.fullmatch(select.value)
    if split is None:
        raise DefinitionError(f"the sh:select must be SELECT … WHERE {{ … }}: {select.value.strip()}")
    return f"SELECT DISTINCT {split['variables']} WHERE {{ {target} {split['body']} }}"


def _bodies(part: Node, said: Said) -> Iterator[str]:
    """The faulty values of a property shape, a pattern for each parameter that it gives."""
    [path] = said[part]["path"]
    for name, terms in said[part].items():
        if name in _PARAMETERS:
            for term in terms:
                yield _PARAMETERS[name].format(path=path, term=_operand(name, term, said))
        elif terms and name not in (_TYPE, "path", "message"):
            raise DefinitionError(f"{part} says sh:{name}, which is not compiled")


def _operand(name: str, term: Term, said: Said) -> str:
    if name == "in":
        return ", ".join(str(each) for each in _members(term, said))
    if name == "class":
        return _iris(_with_narrower(term.value))
    if name in ("minCount", "maxCount") and term.value != "1":
        raise DefinitionError(f"sh:{name} {term.value} is not compiled, only 1 is")
    return str(term)


def _members(head: Term, said: Said) -> Iterator[Term]:
    while isinstance(head, BlankNode):
        [first], [head] = said[head][f"{_RDF}first"], said[head][f"{_RDF}rest"]
        yield first


def _with_narrower(iri: str) -> set[str]:
    found = {iri}
    for below in ontology().narrower.get(iri, ()):
        found |= _with_narrower(below)
    return found


def _iris(iris: set[str]) -> str:
    return " ".join(f"<{iri}>" for iri in sorted(iris))
