"""What a cluster makes, apart from where: 兴化市戴南不锈钢产业集群 is of 不锈钢; and the known clusters by that."""

import re
from collections import defaultdict
from collections.abc import Callable
from functools import lru_cache

from kg.extraction.about import Subject
from kg.extraction.forms import Cores, Forms
from kg.gazetteer import gazetteer
from kg.identity import trade
from kg.model import Entity

_NO_TRADE = re.compile("产业|集群|行业|工业$")
_LONGEST = 8  # characters of a place's name before a cluster's
_LEAST = 3  # characters of a trade that opens or ends the name of another


@lru_cache(maxsize=4096)
def bare(name: str, place: Subject) -> str:
    """What a cluster makes, without the places before it and the ending after it; "" if its name says only where it is.

    兴化市戴南不锈钢产业集群 → 不锈钢, 莱州市的石材产业 → 石材, 泰州产业集群 → "".
    """
    while end := place_end(name, place):
        name = name[end:].removeprefix("的")
    return "" if _NO_TRADE.match(name) else trade(name)


@lru_cache(maxsize=16384)
def place_end(name: str, place: Subject) -> int:
    """How many characters of a name are a place's within the report's place, its own, its prefecture's; 0 for none."""
    known = place.code and gazetteer().opens(name[:2], place.code)
    if not known and not name.startswith(place.name[:2]):
        return 0
    for end in range(min(_LONGEST, len(name) - 2), 1, -1):
        words = name[:end]
        if words in (place.name, place.name[:-1]) or (known and _is_of(words, place.code)):
            return end
    return 0


def _is_of(words: str, code: str) -> bool:
    """Whether words name a place within a division, or one that it lies in: 温州 for 永嘉县."""
    if gazetteer().resolve(words, code):
        return True
    above = gazetteer().resolve(words)
    return above is not None and above.level == "prefecture" and code.startswith(above.code)


class Trades:
    """Known clusters by their trades within a place, which of them were told of, and when each became known.

    `core` gives of a name what the clusters that were told of are held by.
    """

    def __init__(self, clusters: Forms, told: Cores, core: Callable[[str], str], place: Subject) -> None:
        self._known = clusters.order
        self._told = told
        self._core = core
        self._place = place
        self._read = self._heard = 0
        self._first: dict[str, int] = {}
        self._waiting: dict[str, list[int]] = defaultdict(list)
        self._told_first: dict[str, int] = {}
        self._told_last: dict[str, int] = {}
        self._opens: dict[str, int] = {}
        self._ends: dict[str, int] = {}

    def of(self, trade: str) -> Entity | None:
        """The cluster told of first of this very trade."""
        return self._known[self._told_first[trade]] if trade in self._told_first else None

    def same(self, trade: str) -> Entity | None:
        """The cluster told of, the one known last, of this trade, or where one trade opens or ends the other."""
        parts = [trade, *(part for size in range(_LEAST, len(trade)) for part in (trade[:size], trade[-size:]))]
        places = [self._told_last[part] for part in parts if part in self._told_last]
        if len(trade) >= _LEAST:
            places += [ends[trade] for ends in (self._opens, self._ends) if trade in ends]
        if not places:
            return None
        return self._known[self._told_first[bare(self._known[max(places)].name, self._place)]]

    def within(self, name: str) -> Entity | None:
        """The cluster known first whose trade, of two characters or more, a name holds: 辣椒 of 辣椒科技产业园."""
        parts = {name[start:end] for start in range(len(name)) for end in range(start + 2, len(name) + 1)}
        places = [self._first[part] for part in parts if part in self._first]
        return self._known[min(places)] if places else None

    def read(self) -> None:
        """Takes in what has become known, and told of, since the last time."""
        known, told = self._known, self._told
        for at in range(self._read, len(known)):
            if known[at].type == "Cluster":
                self._first.setdefault(bare(known[at].name, self._place), at)
            if self._core(known[at].name) in told:
                self._tell(at)
            else:
                self._waiting[self._core(known[at].name)].append(at)
        self._read = len(known)
        for each in told.order[self._heard :]:
            for at in self._waiting.pop(each, ()):
                self._tell(at)
        self._heard = len(told.order)

    def _tell(self, at: int) -> None:
        trade = bare(self._known[at].name, self._place)
        self._told_first[trade] = min(at, self._told_first.get(trade, at))
        self._told_last[trade] = last = max(at, self._told_last.get(trade, at))
        for size in range(_LEAST, len(trade)):
            for parts, part in ((self._opens, trade[:size]), (self._ends, trade[-size:])):
                parts[part] = max(last, parts.get(part, last))
