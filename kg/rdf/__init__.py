"""Facts as quads and back, and as lines of facts.jsonl."""

from kg.rdf.lines import line
from kg.rdf.reading import facts
from kg.rdf.sentences import Sentences
from kg.rdf.writing import claims

__all__ = ["Sentences", "claims", "facts", "line"]
