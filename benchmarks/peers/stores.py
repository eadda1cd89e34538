"""Loading a build's graph and asking it beside other stores of RDF."""

from collections.abc import Callable, Iterator, Sized
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import rdflib
from oxrdflib import OxigraphStore
from peers.rows import Part, Row, cpu, missing, row
from pyoxigraph import DefaultGraph, QuerySolutions, RdfFormat, Store

from kg.queries import named, open_build, run
from kg.queries.answers import answer

Ask = Callable[[str], Sized]

PREFIXES = "PREFIX jq: <https://w3id.org/jiqun/ontology#> PREFIX skos: <http://www.w3.org/2004/02/skos/core#> "
PLAIN = {
    "towns of several clusters": """SELECT ?town (COUNT(DISTINCT ?cluster) AS ?count) {
        ?cluster a jq:Cluster ; jq:locatedIn ?town . ?town a jq:Town
    } GROUP BY ?town HAVING (COUNT(DISTINCT ?cluster) > 1)""",
    "lead firms with their names": """SELECT ?cluster ?name ?firm ?called {
        ?cluster jq:leadFirm ?firm ; skos:prefLabel ?name . ?firm skos:prefLabel ?called
    }""",
    "greatest figure of each thing": """SELECT ?thing ?measure (MAX(?value) AS ?most) {
        ?figure jq:about ?thing ; jq:measure ?measure ; jq:value ?value
    } GROUP BY ?thing ?measure""",
}
"""Questions of the default graph, which every store is asked: of the named queries rdflib takes a minute for the
first, and maplib answers none that names a graph by a variable."""


def part(build: Path, rounds: int) -> Part:
    """Load and queries, each beside every peer that is installed."""
    return Part("Graph", tuple(_rows(build, rounds)), missing("maplib"))


def _rows(build: Path, rounds: int) -> Iterator[Row]:
    source = build / "graph.nq"
    text = source.read_bytes()
    loads: dict[str, Callable[[], object]] = {
        "pyoxigraph load of N-Quads": lambda: Store().load(text, RdfFormat.N_QUADS),
        "rdflib": lambda: _rdflib(text),
        "oxrdflib": lambda: _oxrdflib(text),
    }
    triples = _default(open_build(build), build.parent / "default.nt")
    if find_spec("maplib"):
        loads["maplib, default graph"] = lambda: _maplib(triples)
    for name, load in loads.items():
        pairs = [(cpu(lambda: open_build(build)), cpu(load)) for _ in range(rounds)]
        yield row(f"load, CPU seconds; peer: {name}", *map(list, zip(*pairs, strict=True)))
    yield from _queries(build, text, triples, rounds)


def _queries(build: Path, text: bytes, triples: Path, rounds: int) -> Iterator[Row]:
    store = open_build(build)
    queries = named()
    pairs = [(_all(lambda name: _ours(store, name)), _all(lambda name: _raw(store, name))) for _ in range(rounds)]
    yield row(f"{len(queries)} named queries, CPU seconds; peer: pyoxigraph", *map(list, zip(*pairs, strict=True)))
    graph, face = _rdflib(text), _oxrdflib(text)
    peers: dict[str, Ask] = {
        "rdflib": lambda text: list(graph.query(text)),
        "oxrdflib": lambda text: list(face.query(text)),
    }
    if find_spec("maplib"):
        model = _maplib(triples)
        peers["maplib"] = lambda text: model.query(text).rows()
    for what, query in PLAIN.items():
        for peer, ask in peers.items():
            pairs = [_beside(store, ask, PREFIXES + query) for _ in range(rounds)]
            yield row(f"{what}, CPU seconds; peer: {peer}", *map(list, zip(*pairs, strict=True)))


def _beside(store: Store, ask: Ask, text: str) -> tuple[float, float]:
    """The seconds that we and a peer take for a question, of which both must find as many answers."""
    found: list[Sized] = []
    ours = cpu(lambda: found.append(_list(answer(store, text, "benchmark"))))
    peer = cpu(lambda: found.append(ask(text)))
    assert len({len(each) for each in found}) == 1, [len(each) for each in found]
    return ours, peer


def _all(ask: Callable[[str], object]) -> float:
    return cpu(lambda: [ask(name) for name in named()])


def _ours(store: Store, name: str) -> object:
    return run(store, named()[name])


def _raw(store: Store, name: str) -> Sized:
    return _list(store.query(named()[name].text))


def _list(solutions: object) -> Sized:
    assert isinstance(solutions, QuerySolutions)
    return list(solutions)


def _default(store: Store, path: Path) -> Path:
    """The default graph as N-Triples."""
    store.dump(path, RdfFormat.N_TRIPLES, from_graph=DefaultGraph())
    return path


def _rdflib(text: bytes) -> rdflib.Dataset:
    return rdflib.Dataset().parse(data=text, format="nquads")


def _oxrdflib(text: bytes) -> rdflib.Dataset:
    return rdflib.Dataset(store=OxigraphStore()).parse(data=text, format="ox-nquads")


def _maplib(path: Path) -> Any:
    from maplib import Model

    model = Model()
    model.read(str(path))
    return model
