"""Which things a user means by a name, 纺织服装业 of 诸城市, or the second of those that are called so.

The store is asked for what holds the name, and for no more: a name is found as soon in a nation's reports as in five.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from pyoxigraph import Literal, NamedNode

from kg.endings import style, trade
from kg.errors import InputError
from kg.messages import Words, message
from kg.nearness import hint
from kg.queries.answers import Rows, answer, rows
from kg.store import Graph

PLACES = frozenset({"Province", "Prefecture", "County", "Town", "Village", "Park", "Region"})
_STANDINGS = ("existing", "emerging", "", "planned")
_LISTED = 8  # things that may be meant
_LEVELS = frozenset({"Province", "Prefecture", "County", "Town"})
_LEVEL = re.compile("(?:街道|自治[县州区旗]|[省市县区旗镇乡])$")
_PREFIXES = """
PREFIX jq: <https://w3id.org/jiqun/ontology#>
PREFIX rdfs: <http://www.w3.org/2000/01/rdf-schema#>
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
"""
_IS_THING = """
  FILTER (?type_id IN (jq:Cluster, jq:PlannedCluster, jq:Firm, jq:Place, jq:Product, jq:Brand, jq:Honour, jq:Market,
    jq:Institution, jq:Policy, jq:Problem) || EXISTS { ?type_id rdfs:subClassOf jq:Place })
"""
_HOLDING = """
SELECT DISTINCT ?thing { ?thing skos:prefLabel|skos:altLabel ?called FILTER CONTAINS(STR(?called), %s) }
"""
_THINGS = f"""
SELECT ?thing ?name ?type_id ?type ?place ?standing {{
  VALUES ?thing {{ %s }}
  ?thing a ?type_id ; skos:prefLabel ?name .
  {_IS_THING}
  ?type_id rdfs:label ?type .
  FILTER (LANG(?type) = "%s")
  OPTIONAL {{ ?thing (jq:ofPlace|jq:partOf)/skos:prefLabel ?place }}
  OPTIONAL {{ ?thing jq:status/skos:notation ?standing }}
}} ORDER BY ?type_id ?name ?thing
"""
_OTHERS = "SELECT ?thing ?other { VALUES ?thing { %s } ?thing skos:altLabel ?other } ORDER BY ?other"
_NAMES = f"SELECT ?called {{ ?thing a ?type_id ; skos:prefLabel|skos:altLabel ?called {_IS_THING} }} ORDER BY ?called"
_ABOVE = """
SELECT ?thing ?called {
  VALUES ?thing { %s }
  ?thing (jq:ofPlace|jq:partOf)+ ?over . ?over skos:prefLabel|skos:altLabel ?called FILTER (?over != ?thing)
}
"""
_AREAS = """
SELECT ?thing ?area {
  VALUES ?thing { %s }
  VALUES (?type_id ?size) { (jq:County 1) (jq:Prefecture 2) (jq:Province 3) }
  ?thing (jq:ofPlace|jq:partOf)* ?over . ?over a ?type_id ; skos:prefLabel ?area
} ORDER BY ?size ?area
"""


@dataclass(frozen=True, slots=True)
class Thing:
    """A firm, cluster, place …: `names` are all that it has, `type` is its class (`Cluster`) and `kind` what that is
    called, `standing` a cluster's standing (a code, else ""), `place` the name of the place it belongs to, or ""."""

    iri: str
    name: str
    names: tuple[str, ...]
    type: str
    kind: str
    standing: str
    place: str


def things(store: Graph, iris: Iterable[str], language: str = "zh") -> dict[str, Thing]:
    """The things among some IRIs, by class and name; the others are concepts, claims or nothing."""
    if not (values := _values(iris)):
        return {}
    others: dict[str, list[str]] = {}
    for row in _asked(store, _OTHERS % values):
        others.setdefault(row.thing, []).append(row.other)
    found: dict[str, Thing] = {}
    for row in _asked(store, _THINGS % (values, language)):
        names = (row.name, *others.get(row.thing, ()))
        kind = row.type_id.rpartition("#")[2]
        found[row.thing] = Thing(row.thing, row.name, names, kind, row.type, row.standing or "", row.place or "")
    return found


def resolve(store: Graph, name: str, language: str = "zh") -> tuple[Thing, ...]:
    """The things that a user's name or IRI means: those of that name, in full or short, else the only one that holds
    it.

    密州 is 密州街道, 扬子江药业 is 扬子江药业集团. Several things of one name are all meant. InputError if there is
    none, or if several hold the name; it lists eight of them.
    """
    name = name.strip()
    if not name:
        raise InputError(message("name_empty"))
    if "://" in name and (found := things(store, [name], language)):
        return tuple(found.values())
    # a short form is the beginning of a name
    holding = list(things(store, _holding(store, name), language).values())
    if called := tuple(thing for thing in holding if name in _forms(thing)):
        return called
    if len(holding) == 1:
        return tuple(holding)
    if not holding:
        known = (row.called for row in _asked(store, _NAMES))
        raise InputError(message("name_unknown", name=name, hint=hint(name, known)))
    holding.sort(key=lambda thing: (len(thing.name), thing.iri))
    listed = [f"{thing.name} ({thing.type})" for thing in holding[:_LISTED]]
    told = Words("、".join(listed), "、".join(listed))
    if more := len(holding[_LISTED:]):
        raise InputError(message("name_may_be_more", name=name, things=told, count=more))
    raise InputError(message("name_may_be", name=name, things=told))


def meant(store: Graph, name: str, of: str = "", language: str = "zh") -> tuple[Thing, ...]:
    """The things that a name or an IRI means, of the place `of` (or below it), in the order of their numbers.

    A name may be written 纺织服装业@诸城市. InputError as `resolve`, and with those of the name if none is there.
    """
    if "@" in name and "://" not in name:
        name, _, of = name.partition("@")
    found = resolve(store, name, language)
    if len(found) > 1:
        areas: dict[str, str] = {}
        for row in _asked(store, _AREAS % _values(thing.iri for thing in found)):
            areas.setdefault(row.thing, row.area)
        order = {thing.iri: (areas.get(thing.iri, ""), _STANDINGS.index(thing.standing), thing.iri) for thing in found}
        found = tuple(sorted(found, key=lambda thing: order[thing.iri]))
    if not of:
        return found
    above = _asked(store, _ABOVE % _values(thing.iri for thing in found))
    there = {row.thing for row in above if of in row.called}
    if kept := tuple(thing for thing in found if thing.iri in there):
        return kept
    raise InputError(message("name_elsewhere", name=name, place=of, listed=_listed(found)))


def one(found: tuple[Thing, ...], name: str, pick: int = 0) -> Thing:
    """The one of the things that a name means which is numbered `pick`; else the one that is meant before the others.

    Of an existing cluster and plans of its name in one place that is the existing one, of a place and what is called by
    its name the place. InputError with the numbered list if they are several.
    """
    if pick:
        if pick > len(found):
            raise InputError(message("name_fewer", name=name, count=len(found), number=pick, listed=_listed(found)))
        return found[pick - 1]
    if len(found) == 1 or _one_place(found):
        return found[0]
    if len(places := [thing for thing in found if thing.type in PLACES]) == 1:
        return places[0]
    raise InputError(message("name_several", name=name, count=len(found), listed=_listed(found)))


def namesakes(found: tuple[Thing, ...]) -> str:
    """The numbered list of the things that a name means, a line for each, if they are several; else ""."""
    return str(_listed(found)) if len(found) > 1 else ""


def _holding(store: Graph, name: str) -> list[str]:
    try:
        held = str(Literal(name))
    except ValueError:  # no name has such characters
        return []
    return [row.thing for row in _asked(store, _HOLDING % held)]


def _forms(thing: Thing) -> set[str]:
    """The names of a thing with their short forms: a firm's without its legal form, a cluster's without its ending,
    a place's without the word for its level (靖江市 → 靖江)."""
    if thing.type == "Firm":
        return {*thing.names, *map(style, thing.names)}
    if thing.type in ("Cluster", "PlannedCluster"):
        return {*thing.names, *map(trade, thing.names)}
    if thing.type in _LEVELS:
        return {*thing.names, *(_LEVEL.sub("", name) for name in thing.names if len(name) > 2)}
    return set(thing.names)


def _one_place(found: tuple[Thing, ...]) -> bool:
    """Whether these are an existing cluster and plans of the same place."""
    first, *others = found
    return first.type == "Cluster" and all(
        each.type == "PlannedCluster" and each.place == first.place for each in others
    )


def _listed(found: tuple[Thing, ...]) -> Words:
    lines = []
    for number, thing in enumerate(found, 1):
        parts = (thing.name, thing.kind, thing.place, thing.iri)
        lines.append(f"  {number}  {' · '.join(filter(None, parts))}")
    return Words(*("\n".join(lines),) * 2)


def _values(iris: Iterable[str]) -> str:
    """IRIs as SPARQL has them after VALUES; what is none is left out."""
    found = []
    for iri in iris:
        try:
            found.append(str(NamedNode(iri)))
        except ValueError:
            continue
    return " ".join(found)


def _asked(store: Graph, query: str) -> Rows:
    return rows(answer(store, f"{_PREFIXES}{query}", "names"))
