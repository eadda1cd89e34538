"""How long a text takes in a process that has read none before, and which rules take how much of that."""

import logging
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from time import process_time

from kg.extraction import candidates, certainty, read_facts
from kg.gazetteer import gazetteer
from kg.grammar import engine
from kg.industries import is_classified
from kg.model import Document, Mention
from kg.reading import read


@dataclass(frozen=True, slots=True)
class Times:
    """Characters of a text, and by reader the seconds of processor time that it took to read them."""

    characters: int
    spent: dict[str, float]


def times(path: Path) -> Times:
    """The times of jiqun and, where it is installed, of jieba: each has its words in memory and reads the text once."""
    documents = _loaded(path)
    spent = {"jiqun": _seconds(lambda: _facts(documents))}
    for name, cut in _peers():
        spent[name] = _seconds(lambda cut=cut: [cut(document.text) for document in documents])  # type: ignore[misc]
    return Times(sum(len(document.text) for document in documents), spent)


def of_rules(path: Path) -> tuple[float, dict[str, float]]:
    """The seconds of processor time that a text takes, and each rule's part of them."""
    documents = _loaded(path)
    spent: dict[str, float] = defaultdict(float)
    rule_reads = engine.Rule.read

    def timed(self: engine.Rule, folded: engine.Folded) -> Iterator[Mention]:
        start = process_time()
        found = [*rule_reads(self, folded)]
        spent[self.name] += process_time() - start
        return iter(found)

    engine.Rule.read = timed  # type: ignore[method-assign]
    return _seconds(lambda: _facts(documents)), spent


def _loaded(path: Path) -> list[Document]:
    """The documents of a file; gazetteer, industries and weights are in memory, as a peer's dictionary is."""
    list(gazetteer().mentioned("", "county"))
    is_classified("甲乙")
    candidates.weights()
    certainty.weights()
    return read(path)


def _facts(documents: list[Document]) -> None:
    for document in documents:
        read_facts(document)


def _peers() -> Iterator[tuple[str, Callable[[str], object]]]:
    try:
        import jieba  # type: ignore[import-not-found,import-untyped,unused-ignore]
        from jieba import posseg
    except ImportError:
        return
    logging.disable(logging.INFO)  # it tells how long its dictionary takes
    posseg.initialize()
    jieba.initialize()
    yield "jieba.posseg", posseg.lcut
    yield "jieba.cut", jieba.lcut


def _seconds(work: Callable[[], object]) -> float:
    start = process_time()
    work()
    return process_time() - start
