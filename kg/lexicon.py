"""The words of the trade, as data: seeds/words/*.csv, a row a surface; 142亿元 is read because units.csv has 元.

A table whose rows have roles tells of each in its head, with the columns that its rows fill: # role class (measure): …
"""

import csv
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from kg.errors import DefinitionError
from kg.resources import resource

Tree = dict[str, "Tree"]  # the surfaces that go on with each character; "" where one ends

_ROLE = re.compile(r"# role (?P<role>[a-z_]+)(?: \((?P<columns>[a-z_, ?]+)\))?: ")


@dataclass(frozen=True, slots=True)
class Role:
    """What the rows of a role fill beside surface and role: columns that each must, and columns that each may."""

    needed: frozenset[str]
    free: frozenset[str]


@cache
def rows(name: str, role: str = "") -> tuple[dict[str, str], ...]:
    """The rows of seeds/words/`name`.csv, or those with a role. DefinitionError for a row that does not fit."""
    read = _read(name)
    found = tuple(row for row in read if row.get("role") == role) if role else read
    if role and not found:
        raise DefinitionError(f"{name}.csv:1: no row has the role {role}")
    return found


def words(name: str, *roles: str) -> tuple[str, ...]:
    """The surfaces of seeds/words/`name`.csv, or those with any of the roles: 有限公司 of the legal forms of firms."""
    return tuple(row["surface"] for role in roles or [""] for row in rows(name, role))


def table(name: str, column: str, role: str = "") -> dict[str, str]:
    """First column → `column` of a table, or of its rows with a role. DefinitionError if there is no such column."""
    read = rows(name, role)
    if read and column not in read[0]:
        raise DefinitionError(f"{name}.csv:1: there is no column {column}")
    return {next(iter(row.values())): row[column] for row in read}


@cache
def _read(name: str) -> tuple[dict[str, str], ...]:
    path = resource("seeds", "words", f"{name}.csv")
    text = path.read_text("utf-8").splitlines()
    roles = _roles(text)
    lines = [(n, line) for n, line in enumerate(text, 1) if line and line[0] != "#"]
    header = next(csv.reader([lines[0][1]]))
    found: list[dict[str, str]] = []
    seen: set[tuple[str, str]] = set()
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(header):
            raise DefinitionError(f"{path.name}:{number}: {len(cells)} cells where the header has {len(header)}")
        row = dict(zip(header, cells, strict=True))
        one = (cells[0], row.get("role", ""))
        if one in seen:
            raise DefinitionError(f"{path.name}:{number}: {cells[0]} stands twice")
        if roles and (fault := _fault(row, roles)):
            raise DefinitionError(f"{path.name}:{number}: {fault}")
        seen.add(one)
        found.append(row)
    return tuple(found)


def _roles(lines: Iterable[str]) -> dict[str, Role]:
    """The roles that the head of a table tells of, each in a line: # role class (measure, kind?): what they are."""
    head = list(takewhile(lambda line: line[:1] == "#", lines))
    found: dict[str, Role] = {}
    for told in filter(None, map(_ROLE.match, head)):
        columns = (told["columns"] or "").replace(",", "").split()
        free = frozenset(column[:-1] for column in columns if column[-1] == "?")
        found[told["role"]] = Role(frozenset(column for column in columns if column[-1] != "?"), free)
    return found


def _fault(row: Mapping[str, str], roles: Mapping[str, Role]) -> str:
    """What a row has that its role has no use for, or lacks."""
    role = roles.get(row["role"])
    if role is None:
        return f"the head does not tell of the role {row['role']}"
    filled = {column for column, cell in row.items() if cell} - {*list(row)[:1], "role"}
    if lacking := role.needed - filled:
        return f"{row['role']} lacks {', '.join(sorted(lacking))}"
    idle = filled - role.needed - role.free
    return f"{row['role']} has no {', '.join(sorted(idle))}" if idle else ""


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
        for at in self._heads(text):
            for size in self._lengths[text[at]] if at >= last else ():
                if at + size <= len(text) and text[at : at + size] in self._known:
                    yield at, at + size
                    last = at + size
                    break

    def _heads(self, text: str) -> list[int]:
        """The places of a text where a word may begin: those of the few characters that words begin with."""
        found: list[int] = []
        for head in self._lengths.keys() & set(text):
            at = text.find(head)
            while at >= 0:
                found.append(at)
                at = text.find(head, at + 1)
        return sorted(found)

    def counts(self, text: str) -> Counter[str]:
        """How often each word stands in a text, counted apart from the others."""
        found: Counter[str] = Counter()
        ends: dict[str, int] = {}
        for at in self._heads(text):
            for size in self._lengths[text[at]]:
                word = text[at : at + size]
                if word in self._known and ends.get(word, 0) <= at:
                    ends[word] = at + size
                    found[word] += 1
        return found
