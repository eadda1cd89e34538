"""One account of a thing, 造纸机械业, for terminal, pages and JSON: who it is, what is said of it, and its briefing."""

from dataclasses import dataclass

from kg.analysis.comparison import Line, comparison
from kg.analysis.names import Thing
from kg.queries import Rows, named, run
from kg.store import Graph
from kg.views.thing.briefing import Section, briefing

_PLACES = frozenset({"Province", "Prefecture", "County"})


@dataclass(frozen=True, slots=True)
class Account:
    """A thing and its facts, rows of the query facts-of.

    `type` is its class (`Cluster`) and `kind` what that is called, `standing` a cluster's standing (a code, else ""),
    `place` the place it belongs to. `hidden` are rows of the query hidden-places: how a report that hides the place was
    found to be about it; `industries` say why a cluster is of which industries. A place has the sections of its
    `briefing`, and a cluster its `measures`: its size, its figures and the indicators that they give.
    """

    iri: str
    name: str
    other_names: tuple[str, ...]
    type: str
    kind: str
    standing: str
    place: str
    facts: Rows
    hidden: Rows
    industries: tuple[str, ...]
    briefing: tuple[Section, ...]
    measures: tuple[Line, ...]


def account(store: Graph, thing: Thing, language: str = "zh", *, brief: bool = False) -> Account:
    """What a store holds of a thing that is named in the language; a `brief` account leaves the facts of a place to its
    briefing."""
    iri = thing.iri
    facts = named()["facts-of"]
    sections = briefing(store, iri, language) if thing.type in _PLACES else ()
    cluster = thing.type in ("Cluster", "PlannedCluster")
    return Account(
        iri=iri,
        name=thing.name,
        other_names=tuple(other for other in thing.names if other != thing.name),
        type=thing.type,
        kind=thing.kind,
        standing=thing.standing,
        place=thing.place,
        facts=Rows(facts.columns, ()) if brief and sections else run(store, facts, thing=iri, language=language),
        hidden=run(store, named()["hidden-places"], place=iri),
        industries=_industries(store, iri, language) if cluster else (),
        briefing=sections,
        measures=comparison(store, [iri], language) if cluster else (),
    )


def _industries(store: Graph, iri: str, language: str) -> tuple[str, ...]:
    rows = run(store, named()["clusters-by-industry"], cluster=iri, language=language)
    return tuple(str(row.reason) for row in rows)
