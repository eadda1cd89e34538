"""What a phrase says wherever it stands: strata from words to relations, each reading over those below it."""

from kg.grammar.amounts import amounts
from kg.grammar.brands import brands
from kg.grammar.clusters import clusters
from kg.grammar.dealings import dealings
from kg.grammar.engine import Grammar, layered
from kg.grammar.facilities import facilities
from kg.grammar.figures import figures
from kg.grammar.listings import listings
from kg.grammar.numbers import numbers
from kg.grammar.periods import periods
from kg.grammar.places import places
from kg.grammar.policies import policies
from kg.grammar.problems import problems
from kg.grammar.products import products
from kg.grammar.rates import rates
from kg.grammar.relations import relations
from kg.grammar.titles import titles
from kg.grammar.words import words
from kg.model import Mention

__all__ = ["COUNTED", "DATED", "STRATA", "clusters", "policies", "read", "relations"]

COUNTED: tuple[Grammar, ...] = (words, numbers, amounts)
"""What reads the amounts of a text and no more."""
DATED: tuple[Grammar, ...] = (*COUNTED, periods)
"""What reads its amounts and periods."""
STRATA: tuple[Grammar, ...] = (
    words,
    numbers,
    amounts,
    rates,
    periods,
    figures,
    listings,
    clusters,
    policies,
    problems,
    relations,
    dealings,
    places,
    facilities,
    titles,
    brands,
    products,
)


def read(text: str) -> tuple[Mention, ...]:
    """Every mention of every stratum in a text, lower strata first."""
    return tuple(layered(text, STRATA))
