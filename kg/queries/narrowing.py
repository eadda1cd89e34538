"""A query about some things, 造纸机械业 of 诸城市, told to Oxigraph so that it begins with them.

Oxigraph evaluates a subquery on its own, for all that a graph holds, whatever the rest of the query says. So the things
that a name is of are found first, then those that the query chooses by them, and their IRIs stand in each scope. Other
stores plan by themselves: Virtuoso answers a query that is told so otherwise than the query as it is.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pyoxigraph import QuerySolutions, Store

from kg.queries.answers import answer
from kg.queries.syntax import unsaid

_MOST = 200  # IRIs in a scope; with more a store is as fast without
_TEXT = r'"(?:[^"\\]|\\.)+"'
_CHOICE = re.compile(
    rf'FILTER \((?P<text>{_TEXT}) = "" \|\| \?(?P<name>\w+) = IRI\((?P=text)\)'
    r" \|\| CONTAINS\(STR\(\?\w+\), (?P=text)\)\)"
)
_IRI = re.compile(r'"(\w+://[^\x00-\x20<>"{}|^`\\]*)"')
_CHOOSING = re.compile(r"SELECT DISTINCT(?: \?\w+)+\s*$")
_PREFIX = re.compile(r"^PREFIX .*\n", re.MULTILINE)
_NAME = re.compile(r"\?\w+")
_CALLED = """
PREFIX skos: <http://www.w3.org/2004/02/skos/core#>
SELECT DISTINCT ?thing { ?thing skos:prefLabel|skos:altLabel ?called FILTER CONTAINS(STR(?called), %s) }
"""


@dataclass(frozen=True, slots=True)
class _Group:
    """A group of a query, from its bracket to the one that closes it; `head` is what stands before it in its parent,
    such as OPTIONAL or SELECT ?cluster_id; `parents` are the groups around it, the outermost first."""

    start: int
    end: int
    head: str
    parents: tuple["_Group", ...]


@dataclass(frozen=True, slots=True)
class _Found:
    """The rows of a choice: terms by the variables that it selects."""

    names: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def values(self, *names: str) -> str:
        """VALUES for some of the variables."""
        at = [self.names.index(name) for name in names]
        told = dict.fromkeys(f"({' '.join(row[each] for each in at)})" for row in self.rows)
        return f"VALUES ({' '.join(names)}) {{ {' '.join(told)} }}"


def narrowed(store: Store, query: str) -> str:
    """A query of ours that has its values, as it is best asked of this store; the rows are the same.

    Where a name is of more than 200 things the query stays as wide as it is.
    """
    if not _CHOICE.search(query):
        return query
    return _begun(store, _anchored(store, query))


def _anchored(store: Store, query: str) -> str:
    """The query with the things that a name is of beside what must be one of them, which then is not optional, and
    in each OPTIONAL about it."""
    groups = tuple(_groups(query))
    edits = []
    for choice in _CHOICE.finditer(query):
        name = f"?{choice['name']}"
        if (meant := _meant(store, choice["text"])) is None:
            continue
        scope = max((each for each in groups if each.start < choice.start() < each.end), key=lambda each: each.start)
        group = next((each for each in groups if _only_there(query, each, scope, name, choice)), scope)
        if group is not scope:
            at = query.rindex("OPTIONAL", 0, group.start)
            edits.append((at, at + len("OPTIONAL"), ""))
        beside = [each for each in groups if each.parents[-1:] == (group,) and each.head.endswith("OPTIONAL")]
        values = f" VALUES {name} {{ {' '.join(meant)} }} "
        within = [each for each in (group, *beside) if _mentions(query, each, name)]
        edits.extend((each.start + 1, each.start + 1, values) for each in within)
    return _edited(query, edits)


def _begun(store: Store, query: str) -> str:
    """The query with what its choices select in their place, and in each subquery that selects it too."""
    groups = tuple(_groups(query))
    outermost = next(each for each in groups if not each.parents and "SELECT" in each.head)
    prefixes = "".join(_PREFIX.findall(query))
    edits = []
    chosen: dict[str, _Found] = {}
    choosing = []
    for group, asked, replaced in _choices(query, groups, outermost):
        if (found := _chosen(store, prefixes + asked)) is not None:
            start, end = (group.start, group.end + 1) if replaced else (outermost.start + 1,) * 2
            edits.append((start, end, found.values(*found.names)))
            chosen = dict.fromkeys(found.names, found) | chosen
            choosing.append(group)
    plain = unsaid(query)
    for each in groups:
        if each is outermost or any(parent in choosing for parent in (*each.parents, each)):
            continue
        if not _apart(plain, each):
            continue
        around = (*each.parents[1:], each)
        edits.extend(
            (each.start + 1, each.start + 1, f" {found.values(name)} ")
            for name, found in chosen.items()
            if _mentions(plain, each, name) and all(_lets(group, name) for group in around)
        )
    return _edited(query, edits)


def _choices(query: str, groups: Iterable[_Group], outermost: _Group) -> Iterator[tuple[_Group, str, bool]]:
    """What chooses things for the whole query, as a query of its own, and whether that says all that the group says:
    a subquery in the outermost group, or a group there with what it must meet beside it."""
    for each in groups:
        within = query[each.start + 1 : each.end]
        if each.parents[-2:-1] == (outermost,) and _CHOOSING.match(each.head) and _CHOICE.search(within):
            block = each.parents[-1]
            yield block, query[block.start + 1 : block.end], True
        elif each.parents == (outermost,) and within.startswith(" VALUES"):
            for choice in _CHOICE.finditer(query):
                if within.startswith(f" VALUES ?{choice['name']} "):
                    rest = f"{query[: each.start]}{query[each.end :]}".replace(choice[0], "")
                    shared = sorted({*_NAME.findall(unsaid(within))} & {*_NAME.findall(unsaid(rest))})
                    yield each, f"SELECT DISTINCT {' '.join(shared)} {{ {within} {choice[0]} }}", False


def _apart(plain: str, group: _Group) -> bool:
    """Whether a group is evaluated on its own: a subquery, a branch of a UNION, an OPTIONAL with more inside it."""
    within = plain[group.start + 1 : group.end]
    if within.lstrip().startswith("SELECT"):
        return False
    return (
        "SELECT" in group.head
        or (group.head.endswith("OPTIONAL") and ("SELECT" in within or "OPTIONAL" in within))
        or group.head.endswith("UNION")
        or plain[group.end + 1 :].lstrip().startswith("UNION")
    )


def _groups(query: str) -> Iterator[_Group]:
    """The groups of a query, each after those inside it."""
    plain = unsaid(query)
    opened: list[tuple[int, str]] = []
    found: list[tuple[int, int, str]] = []
    for bracket in re.finditer("[{}]", plain):
        if bracket[0] == "{":
            opened.append((bracket.start(), re.split(r"[{}.]", plain[: bracket.start()])[-1].strip()))
        else:
            start, head = opened.pop()
            found.append((start, bracket.start(), head))
    parents: tuple[_Group, ...] = ()
    for start, end, head in sorted(found):
        parents = tuple(each for each in parents if each.end > end)
        group = _Group(start, end, head, parents)
        parents = (*parents, group)
        yield group


def _only_there(query: str, group: _Group, scope: _Group, name: str, choice: re.Match[str]) -> bool:
    """Whether a group is what binds a variable for a choice in the scope: the one OPTIONAL there that mentions it."""
    if group.parents[-1:] != (scope,) or not group.head.endswith("OPTIONAL") or not _mentions(query, group, name):
        return False
    rest = query[scope.start : group.start] + query[group.end : scope.end]
    return name not in _NAME.findall(rest.replace(choice[0], ""))


def _mentions(query: str, group: _Group, name: str) -> bool:
    return re.search(rf"{re.escape(name)}\b", query[group.start : group.end]) is not None


def _lets(group: _Group, name: str) -> bool:
    """Whether a variable in a group is the one of that name around it."""
    if "EXISTS" in group.head or "MINUS" in group.head:
        return False
    if "SELECT" not in group.head:
        return True
    return name in _NAME.findall(re.sub(r"\(.*?AS \?\w+\)", "", group.head, flags=re.DOTALL))


def _meant(store: Store, text: str) -> list[str] | None:
    """The IRIs of what a text is a part of the name of, or the one that it is; None if they are too many."""
    if iri := _IRI.fullmatch(text):
        return [f"<{iri[1]}>"]
    found = _chosen(store, _CALLED % text)
    return [row[0] for row in found.rows] if found else None


def _chosen(store: Store, query: str) -> _Found | None:
    """What a query selects, None if that is too much."""
    found = answer(store, f"{query} LIMIT {_MOST + 1}", "names")
    assert isinstance(found, QuerySolutions)
    names = tuple(str(variable) for variable in found.variables)
    rows = tuple(tuple(str(term) for term in row) for row in found)
    return _Found(names, rows) if len(rows) <= _MOST else None


def _edited(query: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """A query with texts in the places of others, each given by where it starts and ends."""
    for start, end, text in sorted(edits, reverse=True):
        query = query[:start] + text + query[end:]
    return query
