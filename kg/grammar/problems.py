"""Problems that a sentence names: 存在品牌不响、链条短等问题, 布局散、仓储不足等问题严重制约…."""

import re
from dataclasses import dataclass

from kg.grammar.engine import Grammar, Span
from kg.lexicon import any_of, words

problems = Grammar("problems")

LACK = any_of(words("problems", "shortcoming"))
_ITEM = "[^，。；：、！？“”《》（）\\s]{2,18}"
_LACKING = re.compile(f"{LACK}$")
_CLASS = f"{any_of(words('problems', 'noun'))}"
_SOLVED = re.compile(any_of(words("problems", "solving_verb")))
_OPENING = re.compile(f"^{any_of(words('problems', 'around'))}+")
_TAIL = re.compile("(?:等[^，、短]{0,6}|方面)?的?$")
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class NamedProblems:
    """Problems by name, each as the words that tell what lacks."""

    items: tuple[Span, ...]


def _lacking(listed: Span) -> NamedProblems | None:
    """The problems of a list, each of which tells of a lack; none of a list that has been seen to."""
    if _SOLVED.search(listed.text):
        return None
    found: list[Span] = []
    at = listed.start
    for item in listed.text.split("、"):
        lead = _OPENING.match(item)
        skip = lead.end() if lead else 0
        name = _TAIL.sub("", item[skip:], count=1)
        if len(name) >= _SHORTEST and _LACKING.search(name):
            found.append(Span(name, at + skip, at + skip + len(name)))
        at += len(item) + 1
    return NamedProblems(tuple(found)) if found else None


@problems.rule(
    f"{any_of(words('problems', 'there'))}"
    f"着?(?P<listed>{_ITEM}(?:、{_ITEM}){{0,6}}?)等?{any_of(words('problems', 'called'))}{{0,3}}的?{_CLASS}"
)
def existing(listed: Span) -> NamedProblems | None:
    """存在‹problems›等问题: 存在产业链条短、品牌不响等问题."""
    return _lacking(listed)


@problems.rule(
    f"(?P<listed>{_ITEM}(?:、{_ITEM}){{1,6}}?)等(?:突出|现实|共性|老|一系列)?{_CLASS}"
    f"(?:仍然?|{any_of(words('problems', 'degree'))}){{0,3}}(?:{any_of(words('problems', 'state'))}|未)"
)
def constraining(listed: Span) -> NamedProblems | None:
    """‹problems›等问题制约: 布局散、仓储不足等问题严重制约产业做大."""
    return _lacking(listed)
