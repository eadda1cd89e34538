"""The words of the trade, as data: seeds/words/*.csv, a row a surface; 142亿元 is read because units.csv has 元."""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache

from kg.errors import DefinitionError
from kg.resources import resource

Tree = dict[str, "Tree"]  # the surfaces that go on with each character; "" where one ends


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of seeds/words/`name`.csv by column. DefinitionError with file and line for a row that does not fit."""
    path = resource("seeds", "words", f"{name}.csv")
    lines = [(n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line and line[0] != "#"]
    header = next(csv.reader([lines[0][1]]))
    found: list[dict[str, str]] = []
    seen: set[str] = set()
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(header):
            raise DefinitionError(f"{path.name}:{number}: {len(cells)} cells where the header has {len(header)}")
        if cells[0] in seen:
            raise DefinitionError(f"{path.name}:{number}: {cells[0]} stands twice")
        seen.add(cells[0])
        found.append(dict(zip(header, cells, strict=True)))
    return tuple(found)


def table(name: str, column: str) -> dict[str, str]:
    """First column → `column` of seeds/words/`name`.csv. DefinitionError if there is no such column."""
    read = rows(name)
    if read and column not in read[0]:
        raise DefinitionError(f"{name}.csv:1: there is no column {column}")
    return {next(iter(row.values())): row[column] for row in read}


def any_of(surfaces: Iterable[str]) -> str:
    """A regular expression that takes the longest of the surfaces, looking at each character once: 企(?:业(?:家)?)."""
    tree: Tree = {}
    for surface in surfaces:
        node = tree
        for one in surface:
            node = node.setdefault(one, {})
        node[""] = {}
    heads = "".join(map(re.escape, sorted(tree)))
    return f"(?:(?=[{heads}]){_ways(tree)})"


def _ways(tree: Tree) -> str:
    """What may follow, the way on before the end."""
    followed = {one: _ways(tree[one]) for one in sorted(tree) if one}
    ways = [re.escape(one) + rest for one, rest in followed.items() if rest]
    if last := "".join(re.escape(one) for one, rest in followed.items() if not rest):
        ways.append(f"[{last}]")
    if "" in tree:
        return f"(?:{'|'.join(ways)})?" if ways else ""
    return ways[0] if len(ways) == 1 else f"(?:{'|'.join(ways)})"


class Words:
    """Words to be found in texts, by what they begin with and how long they are."""

    def __init__(self, words: Iterable[str] = ()) -> None:
        self._known: set[str] = set()
        self._lengths: dict[str, list[int]] = {}
        for word in words:
            self.add(word)

    def add(self, word: str) -> None:
        """Makes a word one of them; the empty word is none."""
        if word and word not in self._known:
            self._known.add(word)
            lengths = self._lengths.setdefault(word[0], [])
            if len(word) not in lengths:
                lengths.append(len(word))
                lengths.sort(reverse=True)

    def within(self, text: str) -> Iterator[tuple[int, int]]:
        """The longest word at each place of a text, none within another."""
        last = 0
        for at, head in enumerate(text):
            for size in self._lengths.get(head, ()) if at >= last else ():
                if at + size <= len(text) and text[at : at + size] in self._known:
                    yield at, at + size
                    last = at + size
                    break

    def counts(self, text: str) -> Counter[str]:
        """How often each word stands in a text, counted apart from the others."""
        found: Counter[str] = Counter()
        ends: dict[str, int] = {}
        for at, head in enumerate(text):
            for size in self._lengths.get(head, ()):
                word = text[at : at + size]
                if word in self._known and ends.get(word, 0) <= at:
                    ends[word] = at + size
                    found[word] += 1
        return found
