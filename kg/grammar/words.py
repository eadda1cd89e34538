"""Words that name a measure, a unit or a scope: 主营业务收入, 亿元, 全国, as seeds/words has them."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from kg.grammar.engine import Grammar, longest
from kg.lexicon import any_of, table
from kg.model import Measure, Mention
from kg.ontology import ontology


def _longest_of_kinds(found: Sequence[Mention], below: Sequence[Mention]) -> list[Mention]:
    """The longest words, measures and scopes each by themselves: 国内市场 and 市场份额 both stand in 国内市场份额."""
    apart = (Measure, Scope)
    rest = longest(mention for mention in found if type(mention.value) not in apart)
    return [*(m for kind in apart for m in longest(m for m in found if type(m.value) is kind)), *rest]


words = Grammar("words", choose=_longest_of_kinds)

_MEASURES = {surface: ontology().measures[code] for surface, code in table("measures", "measure").items()}
_YEARLY = any_of(surface for surface in _MEASURES if surface[0] == "年")
_OTHER = any_of(surface for surface in _MEASURES if surface[0] != "年")
_ENDS_A_YEAR = r"\d去今上全当每近前后昨明两三五"  # 2023年营收, 去年销售额: the 年 is not the measure's
_FACTORS = {surface: Decimal(factor) for surface, factor in table("units", "factor").items()}
_UNITS = table("units", "unit")
_SYMBOLS = {surface for surface in _UNITS if surface.isascii() and surface.isalnum()}  # km, m2, kWh
_KINDS = table("units", "kind")
_HEDGES = table("numbers", "qualifier", role="hedge")
_SCOPES = table("places", "scope", role="whole")


@dataclass(frozen=True, slots=True)
class UnitWord:
    """A unit as written: its code, its kind, how many of the base unit one is, and the word itself."""

    id: str
    kind: str
    factor: Decimal
    word: str


@dataclass(frozen=True, slots=True)
class Hedge:
    """A word that leaves a number open: about, over or under. The 大 of 大概 is then no classifier."""

    qualifier: str


@dataclass(frozen=True, slots=True)
class Scope:
    """The larger whole of a share or rank: 国内 and 我国 are 全国."""

    name: str


_UNIT_WORDS = {
    surface: UnitWord(code, _KINDS[surface] or ontology().units[code].kind, _FACTORS[surface], surface)
    for surface, code in _UNITS.items()
}


def unit_in(surface: str) -> UnitWord:
    """The unit that a surface of seeds/words/units.csv names."""
    return _UNIT_WORDS[surface]


def measure_in(surface: str) -> Measure:
    """The measure that a word of seeds/words/measures.csv names."""
    return _MEASURES[surface]


@words.rule(f"(?P<surface>(?<![{_ENDS_A_YEAR}])(?:{_YEARLY})|{_OTHER})")
def measure(surface: str) -> Measure:
    """‹measure›: 主营业务收入, 利税, 规模以上企业."""
    return _MEASURES[surface]


_NO_UNIT = "(?!台阶|位数(?![学据控字码]))"


@words.rule(f"(?P<surface>{_NO_UNIT}{any_of(_UNITS.keys() - _SYMBOLS)}|{any_of(_SYMBOLS)}(?![A-Za-z\\d]))")
def unit(surface: str) -> UnitWord:
    """‹unit›: 元, 家, 平方米, km."""
    return unit_in(surface)


@words.rule(f"(?P<surface>{any_of(_HEDGES)})")
def hedge(surface: str) -> Hedge:
    """‹hedge›: 约, 大概, 不低于, 以上."""
    return Hedge(_HEDGES[surface])


@words.rule(f"(?P<surface>{any_of(_SCOPES)})")
def scope(surface: str) -> Scope:
    """‹scope›: 全国, 国内, 北美市场."""
    return Scope(_SCOPES[surface])
