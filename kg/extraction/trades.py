"""What a cluster makes, apart from where: 兴化市戴南不锈钢产业集群 is of 不锈钢."""

import re
from functools import lru_cache

from kg.extraction.about import Subject
from kg.gazetteer import gazetteer
from kg.identity import trade

_LONGEST = 8  # characters of a place's name before a cluster's


@lru_cache(maxsize=4096)
def bare(name: str, place: Subject) -> str:
    """What a cluster makes, without the places before it and the ending after it; "" if its name says only where it is.

    兴化市戴南不锈钢产业集群 → 不锈钢, 莱州市的石材产业 → 石材, 泰州产业集群 → "".
    """
    while end := place_end(name, place):
        name = name[end:].removeprefix("的")
    return "" if re.match("产业|集群|行业|工业$", name) else trade(name)


@lru_cache(maxsize=16384)
def place_end(name: str, place: Subject) -> int:
    """How many characters of a name are a place's within the report's place, or its own; 0 for none."""
    for end in range(min(_LONGEST, len(name) - 2), 1, -1):
        words = name[:end]
        if words in (place.name, place.name[:-1]) or (place.code and gazetteer().resolve(words, place.code)):
            return end
    return 0
