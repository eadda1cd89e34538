"""The thing that a name names, and its IRI: https://w3id.org/jiqun/id/cluster/370782/造纸机械."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Any
from urllib.parse import quote

from kg.model import Entity, Fact

_NOT_IN_IRI = re.compile(r"[^\w\-.~!$&'()*+,;=:@\u00a0-\ud7ff\uf900-\ufdcf\ufdf0-\uffef]")
SEGMENTS = {
    "Cluster": "cluster",
    "PlannedCluster": "planned-cluster",
    "Firm": "firm",
    "Place": "place",
    "Product": "product",
    "Brand": "brand",
    "Honour": "honour",
    "Market": "market",
    "Institution": "institution",
    "Policy": "policy",
    "Problem": "problem",
}


@dataclass(frozen=True, slots=True)
class Node:
    """The thing that a name names: its IRI and its class; a place's class is its level (`County`, `Town`, `Park` …).

    `place` is the place that it belongs to or is part of; `code` and `name` are those of a division.
    """

    iri: str
    type: str
    place: "Node | None" = None
    code: str = ""
    name: str = ""


def existing(planned: str) -> str:
    """The IRI of the cluster that a planned cluster with this IRI continues, if there is one."""
    return planned.replace(f"/{SEGMENTS['PlannedCluster']}/", f"/{SEGMENTS['Cluster']}/", 1)


def planned(cluster: str) -> str:
    """The IRI that a planned cluster has which continues the cluster with this IRI."""
    return cluster.replace(f"/{SEGMENTS['Cluster']}/", f"/{SEGMENTS['PlannedCluster']}/", 1)


def things(fact: Fact) -> Iterator[Entity]:
    """The things that a fact names: its subject, its object, and what it is about."""
    yield fact.subject
    if isinstance(fact.object, Entity):
        yield fact.object
    yield from fact.about


def path(*segments: str) -> str:
    """Segments of an IRI, each with what an IRI may not hold encoded."""
    return "/".join(_NOT_IN_IRI.sub(lambda found: quote(found[0], safe=""), segment) for segment in segments)


def digest(content: tuple[object, ...]) -> str:
    """Sixteen hexadecimal digits that stand for some content: texts, numbers, and what is made of them."""
    return blake2b(json.dumps(content, ensure_ascii=False, default=_plain).encode(), digest_size=8).hexdigest()


def _plain(value: Any) -> object:
    """What JSON has no word for: a decimal number as it is written, another of our values as the list of its fields."""
    if isinstance(value, Decimal):
        return format(value.normalize(), "f")
    return [getattr(value, name) for name in value.__dataclass_fields__]
