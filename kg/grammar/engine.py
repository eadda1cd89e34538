"""Rules as sentences with typed holes: `{measure}(?:达到|达)?{quantity}` reads 主营业务收入达142亿元.

A rule is a name, a pattern and a production. Its pattern is a regular expression in which `{hole}` stands for a
mention that a lower stratum has read; the production's parameter of that name says of which type. A parameter of type
`tuple[Quantity, ...]` takes a list of two or more, parted by 、 or 和. Named groups are
the other parameters, as `Span` or text. The text is matched with each mention of the wanted types folded into one
character, so that anything a regular expression can say can be said around the holes. A rule runs only on a text
in which all that its pattern needs stands (`kg.grammar.gates`).
"""

import inspect
import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise, repeat
from operator import attrgetter
from types import NoneType, UnionType
from typing import Any, get_args, get_origin, get_type_hints

from kg.errors import DefinitionError
from kg.grammar.gates import Core, gated, met, met_by
from kg.model import Mention

_HOLE = re.compile(r"\{([a-z_]+)\}")
_FOLD = "\ue000"  # the first of the private characters that stand for folded mentions
_PARTED = "(?:、|，|和|及|与|以及)"
_TYPES: dict[type, str] = {}
_START = attrgetter("start")

Groups = tuple[tuple[str, int], ...]
Production = Callable[..., object]


@dataclass(frozen=True, slots=True)
class Span:
    """Words of the text that a named group took, with their place in it."""

    text: str
    start: int
    end: int


def _character(value_type: type) -> str:
    if value_type not in _TYPES:
        _TYPES[value_type] = chr(ord(_FOLD) + len(_TYPES))
    return _TYPES[value_type]


def longest(mentions: Iterable[Mention]) -> list[Mention]:
    """The mentions that no longer mention overlaps, in the order of the text; of equals, the one read first."""
    found = list(mentions)
    if len(found) < 2:
        return found
    ordered = sorted(found, key=_START)
    if all(one.end <= other.start for one, other in pairwise(ordered)):
        return ordered
    chosen: list[Mention] = []
    taken: set[int] = set()
    for mention in sorted(found, key=lambda m: m.start - m.end):
        span = range(mention.start, mention.end)
        if taken.isdisjoint(span):
            taken.update(span)
            chosen.append(mention)
    return sorted(chosen, key=_START)


class Folded:
    """A text in which some mentions, none over another, are folded into one character each.

    Spans lead back to the text.
    """

    def __init__(self, text: str, mentions: Iterable[Mention] = ()) -> None:
        self.source = text
        pieces: list[str] = []
        self.offsets: list[int] = []
        self.folded: dict[int, Mention] = {}
        at = 0
        for mention in mentions:
            pieces.append(text[at : mention.start])
            self.offsets.extend(range(at, mention.start))
            self.folded[len(self.offsets)] = mention
            pieces.append(_character(type(mention.value)))
            self.offsets.append(mention.start)
            at = mention.end
        pieces.append(text[at:])
        self.offsets.extend(range(at, len(text) + 1))
        self.text = "".join(pieces)

    def span(self, start: int, end: int) -> Span:
        """The words of the source under a span of the folded text."""
        first = self.offsets[start]
        last = self.offsets[end]
        return Span(self.source[first:last], first, last)

    def words(self, start: int, end: int) -> str:
        """The words of the source under a span of the folded text, "" where there is none."""
        return "" if start < 0 else self.source[self.offsets[start] : self.offsets[end]]


class Layers:
    """A text with what the strata have read of it so far: its mentions, and the text with those of some types folded.

    `meets` are the needs of gates that the text and its mentions meet.
    """

    def __init__(self, text: str, mentions: Iterable[Mention] = ()) -> None:
        self.text = text
        self.mentions: list[Mention] = []
        self.meets = met(text)
        self._of: dict[type, list[Mention]] = {}
        self._folded: dict[frozenset[type], Folded] = {}
        self.add(mentions)

    def add(self, mentions: Iterable[Mention]) -> None:
        """Lays the mentions of one stratum over those below."""
        new: set[type] = set()
        for mention in mentions:
            kind = type(mention.value)
            new.add(kind)
            self._of.setdefault(kind, []).append(mention)
            self.mentions.append(mention)
        for kind in new:
            self.meets |= met_by(_character(kind))
        if new:
            self._folded = {types: folded for types, folded in self._folded.items() if types.isdisjoint(new)}

    def folded(self, types: frozenset[type]) -> Folded:
        """The text with the longest mentions of these types folded."""
        found = self._folded.get(types)
        if found is None:
            present = types.intersection(self._of)
            found = self._folded.get(present)
            if found is None:
                of_types = [self._of[kind] for kind in present]
                mentions = of_types[0] if len(of_types) == 1 else (m for m in self.mentions if type(m.value) in present)
                found = self._folded[present] = Folded(self.text, longest(mentions))
            self._folded[types] = found
        return found


@dataclass(frozen=True, slots=True)
class Rule:
    """A named pattern with the types of its holes and groups, and the production that makes the value.

    `holes`, `lists` (the holes that take a list of mentions), `spans` and `words` (the groups taken as `Span` and as
    text) are groups with their numbers; `needs` and `core` are the gate and the core of the pattern, `text` is what it
    is made from.
    """

    name: str
    text: str
    pattern: re.Pattern[str]
    holes: Groups
    lists: Groups
    spans: Groups
    words: Groups
    make: Production
    types: frozenset[type]
    needs: int
    core: Core | None

    def read(self, folded: Folded) -> Iterator[Mention]:
        """Each place where the pattern stands and the production accepts it."""
        return filter(None, map(self._mention, self.matches(folded.text), repeat(folded)))

    def matches(self, text: str) -> Iterator[re.Match[str]]:
        """The matches of the pattern in a text, looked for from where its core first stands."""
        if self.core is None:
            return self.pattern.finditer(text)
        found = self.core.pattern.search(text)
        return self.pattern.finditer(text, max(0, found.start() - self.core.before)) if found else iter(())

    def _mention(self, found: re.Match[str], folded: Folded) -> Mention | None:
        arguments: dict[str, object] = {}
        parts: list[Mention] = []
        for name, group in self.holes:
            part = folded.folded.get(found.start(group))
            arguments[name] = part.value if part else None
            if part:
                parts.append(part)
        for name, group in self.lists:
            listed = [folded.folded[at] for at in range(*found.span(group)) if at in folded.folded]
            arguments[name] = tuple(part.value for part in listed) or None
            parts.extend(listed)
        for name, group in self.spans:
            start, end = found.span(group)
            arguments[name] = None if start < 0 else folded.span(start, end)
        for name, group in self.words:
            arguments[name] = folded.words(*found.span(group))
        value = self.make(**arguments)
        if value is None:
            return None
        if len(parts) > 1:
            parts.sort(key=_START)
        start, end = found.span()
        return Mention(folded.offsets[start], folded.offsets[end], value, self.name, tuple(parts))


def _type_of(hint: Any) -> type:
    if get_origin(hint) is tuple:
        [hint, _] = get_args(hint)
    if isinstance(hint, UnionType):
        [hint] = [part for part in get_args(hint) if part is not NoneType]
    assert isinstance(hint, type)
    return hint


Choice = Callable[[Sequence[Mention], Sequence[Mention]], list[Mention]]


def _longest(found: Sequence[Mention], below: Sequence[Mention]) -> list[Mention]:
    return longest(found)


class Grammar:
    """One stratum: the rules that read it, listed in order. A rule sees only what lower strata have read.

    `parts` are grammars whose rules it takes over in their order; `choose` leaves, of what the rules have found and
    what stands below, the mentions that count (the longest, where nothing else is said).
    """

    def __init__(self, name: str, parts: Iterable["Grammar"] = (), choose: Choice = _longest) -> None:
        self.name = name
        self.rules: list[Rule] = [rule for part in parts for rule in part.rules]
        self.choose = choose

    def rule(self, pattern: str) -> Callable[[Production], Production]:
        """Adds the decorated production under its own name. DefinitionError if sentence and signature disagree."""

        def add(make: Production) -> Production:
            code = inspect.unwrap(make).__code__
            place = f"{code.co_filename}:{code.co_firstlineno}"
            declared = {k: v for k, v in get_type_hints(make).items() if k != "return"}
            hints = {k: _type_of(v) for k, v in declared.items()}
            types = {hole: hints[hole] for hole in _HOLE.findall(pattern) if hole in hints}
            lists = {hole for hole in types if get_origin(declared[hole]) is tuple}

            def hole(found: re.Match[str]) -> str:
                one = _character(hints.get(found[1], Span))
                return f"(?P<{found[1]}>{one}{f'(?:{_PARTED}{one})+' if found[1] in lists else ''})"

            text = _HOLE.sub(hole, pattern)
            try:
                compiled, needs, core = gated(text)
            except re.error as error:
                raise DefinitionError(
                    f"{place}: the pattern of {make.__name__} is no regular expression: {error}"
                ) from error
            if set(compiled.groupindex) != set(hints):
                unlike = sorted(set(compiled.groupindex) ^ set(hints))
                raise DefinitionError(
                    f"{place}: pattern and parameters of {make.__name__} disagree on {', '.join(unlike)}"
                )
            groups = compiled.groupindex.items()
            kept = (
                tuple(group for group in groups if group[0] in types.keys() - lists),
                tuple(group for group in groups if group[0] in lists),
                tuple(group for group in groups if group[0] not in types and hints[group[0]] is Span),
                tuple(group for group in groups if group[0] not in types and hints[group[0]] is not Span),
            )
            name = f"{self.name}.{make.__name__}"
            self.rules.append(Rule(name, text, compiled, *kept, make, frozenset(types.values()), needs, core))
            return make

        return add

    def read(self, text: str, below: Sequence[Mention] = ()) -> list[Mention]:
        """The mentions of this stratum in a text, longest first, given those of the strata below."""
        return self.over(Layers(text, below))

    def over(self, layers: Layers) -> list[Mention]:
        """The mentions of this stratum over the layers of those below: a rule that lacks what it needs does not run."""
        meets = layers.meets
        found: list[Mention] = []
        for rule in [rule for rule in self.rules if rule.needs & meets == rule.needs]:
            found.extend(rule.read(layers.folded(rule.types)))
        return self.choose(found, layers.mentions) if found else found


def layered(text: str, strata: Iterable[Grammar]) -> list[Mention]:
    """The mentions of some strata in a text, the lowest first, each stratum over those before it."""
    layers = Layers(text)
    for stratum in strata:
        if found := stratum.over(layers):
            layers.add(found)
    return layers.mentions
