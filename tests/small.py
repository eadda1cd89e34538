"""Two invented counties: the graph of `fixtures/small.trig` with the ontology, as a build holds them."""

from functools import cache
from pathlib import Path

from pyoxigraph import RdfFormat, Store, parse

from kg.ontology import quads

FIXTURES = Path(__file__).parent / "fixtures"


@cache
def small() -> Store:
    """A store in memory with the fixture and the ontology in the default graph."""
    store = Store()
    store.extend(quads())
    store.extend(parse(path=FIXTURES / "small.trig", format=RdfFormat.TRIG))
    return store
