"""The clusters of a place together are no cluster: what is told of 泰州市产业集群 or 该市集群 is told of the place."""

import re
from dataclasses import replace

from kg.extraction.about import Subject
from kg.extraction.context import CLUSTERS
from kg.extraction.trades import place_end
from kg.grammar.clusters import is_kind
from kg.grammar.phrases import ANY_LEVEL, nouns
from kg.model import Entity, Fact

_OWN = re.compile(f"(?:[全我本该]{ANY_LEVEL})?的?")
_CLUSTERS = re.compile(nouns("trade"))
_GROUP = re.compile("集?群体?$")


def of_place(fact: Fact, place: Subject) -> Fact:
    """The fact with the place in the stead of its clusters in general, which name no trade."""
    about = tuple(_thing(one, place) for one in fact.about)
    thing = _thing(fact.object, place) if isinstance(fact.object, Entity) else fact.object
    told = replace(fact, subject=_thing(fact.subject, place), object=thing, about=tuple(dict.fromkeys(about)))
    return fact if told == fact else told


def _thing(thing: Entity, place: Subject) -> Entity:
    if thing.type not in CLUSTERS:
        return thing
    own = _OWN.match(thing.name)
    home = thing.of_place or place.name
    rest, named = thing.name[own.end() if own else 0 :], home
    while end := place_end(rest, place):
        named, rest = rest[:end], rest[end:].removeprefix("的")
    general = _CLUSTERS.fullmatch(rest) or (_GROUP.search(rest) and is_kind(rest))
    return Entity("Place", home if named in place.name else named) if general else thing
