"""All that the reports say of one thing, 造纸机械业: who it is, and its facts with the sentences."""

from dataclasses import dataclass

from pyoxigraph import Store

from kg.analysis.graph import graph
from kg.analysis.paths import resolve
from kg.errors import InputError
from kg.messages import Words, lines, message
from kg.queries import Rows, named, run


@dataclass(frozen=True, slots=True)
class Account:
    """A thing and its facts, rows of the query facts-of.

    `kind` is its class and `standing` a cluster's standing (a code, else ""), `place` the place it belongs to.
    `hidden` are rows of the query hidden-places: how a report that hides the place was found to be about it;
    `industries` say why a cluster is of which industries.
    """

    iri: str
    name: str
    other_names: tuple[str, ...]
    kind: str
    standing: str
    place: str
    facts: Rows
    hidden: Rows
    industries: tuple[str, ...]


def account(store: Store, name: str, language: str = "zh") -> Account:
    """What the graph holds of the thing that a name or an IRI means.

    InputError if nothing is called so, or with the IRIs of all that are if the name means several things.
    """
    found = graph(store, language)
    nodes = resolve(found, name)
    if len(nodes) > 1:
        meanings = sorted((found.nodes[node]["kind"], found.nodes[node]["place"], node) for node in nodes)
        listed = [f"  {' · '.join(filter(None, meaning))}" for meaning in meanings]
        several = message("name_several", name=name, count=len(nodes))
        raise InputError(lines([several, *(Words(each, each) for each in listed)]))
    [iri] = nodes
    said = found.nodes[iri]
    return Account(
        iri=iri,
        name=said["label"],
        other_names=tuple(other for other in said["names"] if other != said["label"]),
        kind=said["kind"],
        standing=said["standing"],
        place=said["place"],
        facts=run(store, named()["facts-of"], thing=iri, language=language),
        hidden=run(store, named()["hidden-places"], place=iri),
        industries=_industries(store, iri, language) if "cluster/" in iri else (),
    )


def _industries(store: Store, iri: str, language: str) -> tuple[str, ...]:
    rows = run(store, named()["clusters-by-industry"], language=language)
    return tuple(str(row.reason) for row in rows if row.cluster_id == iri)
