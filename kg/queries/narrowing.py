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
_MADE = re.compile(r"\(.*?AS \?\w+\)", re.DOTALL)
_CONDITION = re.compile(r"FILTER\s*\(")
_SPARED = re.compile(r"(OPTIONAL|FILTER|MINUS)[^{]*$")
_SPARED_CLAIMS = re.compile(r"(OPTIONAL|FILTER|MINUS|GRAPH)[^{]*$")
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
    begun, chosen = _begun(store, _anchored(store, query))
    told = _followed(store, begun, chosen)
    return query if told == query else _one_by_one(told)


def _anchored(store: Store, query: str) -> str:
    """The query with the things that a name is of beside what must be one of them, which then is not optional."""
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
        if _mentions(query, group, name):
            edits.append((group.start + 1, group.start + 1, f" VALUES {name} {{ {' '.join(meant)} }} "))
    return _edited(query, edits)


def _begun(store: Store, query: str) -> tuple[str, frozenset[str]]:
    """The query with what its choices select in their place, and in each subquery that selects it too; the variables
    that are chosen."""
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
    within = [each for each in groups if not any(parent in choosing for parent in (*each.parents, each))]
    for name, found in chosen.items():
        edits += _told_to(unsaid(query), within, outermost, name, found.values(name))
    return _edited(query, edits), frozenset(chosen)


def _followed(store: Store, query: str, chosen: frozenset[str]) -> str:
    """The query with the things that a subquery links with what is chosen in each other subquery that selects them: of
    the clusters in chosen towns those that size is told of.

    They are asked for with less than the subquery says of them, so that they are these and perhaps others; with what
    its claims say only where nothing else names them.
    """
    groups = tuple(_groups(query))
    plain = unsaid(query)
    prefixes = "".join(_PREFIX.findall(query))
    edits: list[tuple[int, int, str]] = []
    known = set(chosen)
    subqueries = [each for each in groups if each.parents and "SELECT" in each.head]
    for group in subqueries:
        selected = _selected(group)
        for name in sorted(selected - known) if selected & chosen else ():
            if not any(name in _selected(each) for each in subqueries if each is not group):
                continue
            asked = f"{prefixes}SELECT DISTINCT {name} {{ {_bare(query, plain, groups, group, name)} }}"
            if (found := _chosen(store, asked)) is not None:
                known.add(name)
                scope = next(each for each in reversed(group.parents) if "SELECT" in each.head)
                edits += _told_to(plain, groups, scope, name, found.values(name))
    return _edited(query, edits)


def _told_to(
    plain: str, groups: Iterable[_Group], scope: _Group, name: str, values: str
) -> Iterator[tuple[int, int, str]]:
    """The edits that tell the values of a variable of a scope to each group in it that is evaluated without them."""
    for each in groups:
        if scope in each.parents and _apart(plain, each) and _mentions(plain, each, name):
            around = (*each.parents[each.parents.index(scope) + 1 :], each)
            if all(_lets(one, name) for one in around):
                yield each.start + 1, each.start + 1, f" {values} "


def _bare(query: str, plain: str, groups: Iterable[_Group], group: _Group, name: str) -> str:
    """What a group says of a variable without its subqueries, filters and OPTIONALs, and of the rest the least that
    names it: the UNION, without claims, which are many, or all. That is true of all that the whole is true of."""
    inside = [each for each in groups if group in each.parents]
    union = [each for each in inside if each.parents[-1] is group and _is_alternative(plain, each)]
    everything = (group.start + 1, group.end)
    spans = [(union[0].start, union[-1].end + 1), everything] if union else [everything]
    for (start, end), spared in (*((span, _SPARED_CLAIMS) for span in spans), (everything, _SPARED)):
        edits = [(a - start, b - start, told) for a, b, told in _spared(plain, inside, spared, start, end)]
        told = _edited(query[start:end], edits)
        if name in _NAME.findall(told):
            return told
    return ""


def _spared(
    plain: str, groups: Iterable[_Group], spared: re.Pattern[str], first: int, last: int
) -> list[tuple[int, int, str]]:
    """The edits that take out of a part of a query its subqueries, its filters, and the groups with such a head."""
    edits: list[tuple[int, int, str]] = []

    def out(at: int) -> bool:
        return not first <= at < last or any(start <= at < end for start, end, _ in edits)

    for each in groups:
        if out(each.start):
            continue
        if plain[each.start + 1 : each.end].lstrip().startswith("SELECT"):
            edits.append((each.start, each.end + 1, "{ }"))
        elif word := spared.search(each.head):
            edits.append((plain.rindex(word[1], 0, each.start), each.end + 1, ""))
    conditions = [(first + found.start(), first + found.end()) for found in _CONDITION.finditer(plain[first:last])]
    return edits + [(start, _closed(plain, end), "") for start, end in conditions if not out(start)]


def _closed(plain: str, at: int) -> int:
    """Where the bracket is closed that was opened before a place."""
    depth = 1
    while depth:
        depth += {"(": 1, ")": -1}.get(plain[at], 0)
        at += 1
    return at


def _selected(group: _Group) -> frozenset[str]:
    """The variables that a subquery selects as they are."""
    return frozenset(_NAME.findall(_MADE.sub("", group.head))) if "SELECT" in group.head else frozenset()


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


def _one_by_one(query: str) -> str:
    """The query with each OPTIONAL asked for the rows that there are, one by one (LATERAL of SPARQL-dev SEP-0006), and
    not of all that the graph holds, to look the rows up in that."""
    plain = unsaid(query)
    edits = []
    for each in _groups(query):
        if _is_lateral(plain, each):
            start = plain.rindex("OPTIONAL", 0, each.start)
            edits += [(start, start, "LATERAL { "), (each.end + 1, each.end + 1, " }")]
    return _edited(query, edits)


def _is_lateral(plain: str, group: _Group) -> bool:
    """Whether a group is an OPTIONAL without a subquery, which would be evaluated anew for each row."""
    return group.head.endswith("OPTIONAL") and "SELECT" not in plain[group.start : group.end]


def _apart(plain: str, group: _Group) -> bool:
    """Whether a group is evaluated on its own: a subquery, a branch of a UNION."""
    within = plain[group.start + 1 : group.end]
    if within.lstrip().startswith("SELECT") or any(_is_lateral(plain, each) for each in (*group.parents, group)):
        return False
    return any(word in group.head for word in ("SELECT", "OPTIONAL")) or _is_alternative(plain, group)


def _is_alternative(plain: str, group: _Group) -> bool:
    """Whether a group is a branch of a UNION."""
    return group.head.endswith("UNION") or plain[group.end + 1 :].lstrip().startswith("UNION")


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
    return name in _selected(group)


def _meant(store: Store, text: str) -> list[str] | None:
    """The IRIs of what a text is a part of the name of, or the one that it is; None if they are too many."""
    if iri := _IRI.fullmatch(text):
        return [f"<{iri[1]}>"]
    found = _chosen(store, _CALLED % text)
    return [row[0] for row in found.rows] if found else None


def _chosen(store: Store, query: str) -> _Found | None:
    """What a query selects, None if that is too much, or leaves a variable open."""
    found = answer(store, f"{query} LIMIT {_MOST + 1}", "names")
    assert isinstance(found, QuerySolutions)
    names = tuple(str(variable) for variable in found.variables)
    terms = [tuple(row) for row in found]
    if len(terms) > _MOST or any(None in row for row in terms):
        return None
    return _Found(names, tuple(tuple(map(str, row)) for row in terms))


def _edited(query: str, edits: Iterable[tuple[int, int, str]]) -> str:
    """A query with texts in the places of others, each given by where it starts and ends."""
    for start, end, text in sorted(edits, reverse=True):
        query = query[:start] + text + query[end:]
    return query
