"""Facts as quads and back, and as lines of facts.jsonl."""

from kg.graph.lines import line
from kg.graph.reading import facts
from kg.graph.sentences import Sentences
from kg.graph.writing import claims

__all__ = ["Sentences", "claims", "facts", "line"]
