"""How sure a fact of an extractor is, and what agreement and dispute do to one: the weights of seeds/extractors.csv."""

from math import log

from kg.extraction.certainty import of_odds, weights

_LEAST, _MOST = 0.01, 0.99  # certainties whose odds can be told


def alone() -> float:
    """The certainty of a fact that an extractor reads and no rule."""
    return of_odds(weights("extractors.csv")["extracted"])


def weighed(certainty: float, ground: str) -> float:
    """A certainty after a ground is added to it (`agreed`, `disputed`)."""
    known = min(max(certainty, _LEAST), _MOST)
    return of_odds(log(known / (1 - known)) + weights("extractors.csv")[ground])
