"""Industries of GB/T 4754-2017, and the ones of a trade: 纺织服装 is 17 纺织业 by 纺织 and 18 服装业 by 服装."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache

from kg.errors import DefinitionError
from kg.lexicon import Words, rows, words
from kg.resources import resource

_JOINS = re.compile("及其|[及和与、]")
# whatever trade it is for, a machine is a machine: 造纸机械, 食品包装设备 are 专用设备
_MACHINES = ("机械", "设备", "装备")
_FOR_A_TRADE = "35"
_SHORTEST, _LONGEST = 2, 6  # characters of a trade that a class's own name is asked for


@dataclass(frozen=True, slots=True)
class Industry:
    """A category of the classification: code, level (section, division, class), names, the code above, and its ISIC.

    `isic` has codes of ISIC Rev. 4 and `match` how they compare (exact, broad, narrow, related); both are
    empty for classes, as is the name in English.
    """

    code: str
    level: str
    name: str
    parent: str
    english: str = ""
    isic: tuple[str, ...] = ()
    match: str = ""


@dataclass(frozen=True, slots=True)
class Reason:
    """Why a trade is of an industry: the word of the trade, and the class whose name has it where no lexicon does."""

    code: str
    word: str
    by_class: str = ""


@cache
def industries() -> dict[str, Industry]:
    """Every category by code. DefinitionError for another code in seeds/isic.csv or seeds/words/trades.csv."""
    english = {row["code"]: row for row in _table("isic.csv")}
    found = {
        row["code"]: Industry(
            **row,
            english=of.get("english", ""),
            isic=tuple(of.get("isic", "").split()),
            match=of.get("match", ""),
        )
        for row in _table("industries.csv")
        for of in [english.get(row["code"], {})]
    }
    named = dict.fromkeys(english, "isic.csv")
    named |= {code: "words/trades.csv" for row in rows("trades") for code in row["industries"].split()}
    for code, file in named.items():
        if code not in found:
            raise DefinitionError(f"{file}: there is no industry {code}")
    return found


@cache
def isic() -> dict[str, str]:
    """The divisions of ISIC Rev. 4 by code, with their titles."""
    return {row["code"]: row["title"] for row in _table("isic4.csv")}


def above(code: str) -> Iterator[Industry]:
    """The industry of a code and those above it, up to its section."""
    while code:
        yield industries()[code]
        code = industries()[code].parent


@cache
def classify(trade: str) -> tuple[Reason, ...]:
    """The divisions (else the section) of a trade without its ending, by code, each with its reason; () if unknown.

    The longest words count (造纸机械 before 造纸); in a run of words the machine at its end is what is made.
    """
    found: dict[str, Reason] = {}
    for word, codes in _told(trade):
        for code in codes:
            found.setdefault(code, Reason(code, word))
    if not found and (reason := _by_class(trade)):
        found[reason.code] = reason
    sections = {code for code in found if not code.isdigit()}
    if sections and len(sections) < len(found):
        # a division says more than the section beside it
        found = {code: reason for code, reason in found.items() if code not in sections}
    return tuple(found[code] for code in sorted(found))


def is_trade(trade: str) -> bool:
    """Whether the lexicon of trades has a word of a trade."""
    return any(codes for _, codes in _told(trade))


@cache
def is_classified(trade: str) -> bool:
    """Whether a trade is of any industry, by the lexicon or by the name of a class."""
    return is_trade(trade) or _word_of_class(trade) is not None


@cache
def canonical(trade: str) -> str:
    """The usual word of a trade that has several: 制鞋 and 鞋业 are 鞋."""
    return _means().get(trade, trade)


@cache
def wider(trade: str) -> frozenset[str]:
    """The trades that a trade is a kind of: 小提琴 is of 乐器."""
    found: set[str] = set()
    above_it = _kinds().get(canonical(trade), "")
    while above_it and above_it not in found:
        found.add(above_it)
        above_it = _kinds().get(above_it, "")
    return frozenset(found)


def _told(trade: str) -> Iterable[tuple[str, tuple[str, ...]]]:
    """The words of a trade that the lexicon knows, with the codes of their industries."""
    return [(trade, _whole()[trade])] if trade in _whole() else _heads(trade)


def _heads(trade: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """The words of a trade that say its industries, with their codes: all of a list, of 造纸机械 only the whole."""
    for part in _JOINS.split(trade):
        spans = list(_found().within(part))
        words = [part[start:end] for start, end in spans]
        if len(words) > 1 and spans[-1][1] == len(part) and words[-1] in _MACHINES:
            yield part[spans[0][0] :], (_FOR_A_TRADE,)
        else:
            yield from ((word, _words()[word]) for word in words)


def _by_class(trade: str) -> Reason | None:
    """The division with most classes of manufacturing (else any) whose names have the longest part of the trade."""
    word = _word_of_class(trade)
    if word is None:
        return None
    named = [i for i in industries().values() if i.level == "class" and word in i.name]
    made = [i for i in named if "13" <= i.parent[:2] <= "43"] or named
    [(division, _)] = Counter(i.parent for i in made).most_common(1)
    return Reason(division, word, next(i.code for i in made if i.parent == division))


def _word_of_class(trade: str) -> str | None:
    """The longest part of a trade that stands in the name of a class, the first of equals."""
    for size in range(min(len(trade), _LONGEST), _SHORTEST - 1, -1):
        for start in range(len(trade) - size + 1):
            word = trade[start : start + size]
            if word in _classes() and word not in _general():
                return word
    return None


@cache
def _classes() -> str:
    """The names of all classes, a line each."""
    return "\n".join(row["name"] for row in _table("industries.csv") if row["level"] == "class")


@cache
def _general() -> frozenset[str]:
    """Words that trades share and that say nothing of which: 产业, 加工, 特色."""
    return frozenset(
        [
            *words("clusters", "ending"),
            *words("clusters", "generic"),
            *words("clusters", "attribute"),
            *words("firms", "tail"),
        ]
    )


@cache
def _words() -> dict[str, tuple[str, ...]]:
    return {row["surface"]: tuple(row["industries"].split()) for row in rows("trades") if not row["whole"]}


@cache
def _whole() -> dict[str, tuple[str, ...]]:
    return {row["surface"]: tuple(row["industries"].split()) for row in rows("trades") if row["whole"]}


@cache
def _means() -> dict[str, str]:
    return {row["surface"]: row["means"] for row in rows("trades") if row["means"]}


@cache
def _kinds() -> dict[str, str]:
    return {row["surface"]: row["kind_of"] for row in rows("trades") if row["kind_of"]}


@cache
def _found() -> Words:
    return Words(_words())


def _table(name: str) -> list[dict[str, str]]:
    lines = resource("seeds", name).read_text("utf-8").splitlines()
    header, *below = csv.reader(line for line in lines if line and line[0] != "#")
    return [dict(zip(header, row, strict=True)) for row in below]
