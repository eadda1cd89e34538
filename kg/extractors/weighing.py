"""How sure a fact of an extractor is, and what agreement and dispute do to one: the weights of seeds/extractors.csv."""

from math import exp, log

from kg.extraction.certainty import weights

_LEAST, _MOST = 0.01, 0.99  # certainties whose odds can be told


def alone() -> float:
    """The certainty of a fact that an extractor reads and no rule."""
    return _certainty(weights("extractors.csv")["extracted"])


def weighed(certainty: float, ground: str) -> float:
    """A certainty after a ground is added to it (`agreed`, `disputed`)."""
    known = min(max(certainty, _LEAST), _MOST)
    return _certainty(log(known / (1 - known)) + weights("extractors.csv")[ground])


def _certainty(odds: float) -> float:
    """The certainty of so much in the logarithm of the odds, to two decimals."""
    return round(1 / (1 + exp(-odds)), 2)
