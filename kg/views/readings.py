"""What the grammar reads in a text, as a tree: figures.stated ‹主营业务收入142亿元› on amounts.amount ‹142亿元›."""

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from decimal import Decimal

from rich.text import Text
from rich.tree import Tree

from kg.extraction import transcript
from kg.extraction.candidates import Ranking, weights
from kg.extraction.wording import cut, wording
from kg.grammar import read
from kg.model import Document, Mention
from kg.reading.layout import passages
from kg.views.cells import clean
from kg.views.numbers import plain

_MOST = 4  # candidates and features that are shown


def explained(text: str) -> list[Tree]:
    """A tree for each sentence, of the mentions read in it: the rule, the span it took, the value it made.

    A mention that is part of another stands under it, and so does one that lies wholly within another's span.
    """
    return [_tree(sentence.text) for sentence in cut(wording(text, 0, len(text)))]


def weighed(text: str) -> list[Tree]:
    """A tree for each figure and relation of a text: who may be meant, how likely each is, and what speaks for it."""
    title, told = passages(text)
    document = Document("", "", title, text, told)
    return [_ranking(ranking, text) for ranking in transcript(document).rankings]


def _ranking(ranking: Ranking, text: str) -> Tree:
    line = Text(ranking.kind, style="cyan")
    line.append(f" ‹{clean(text[ranking.start : ranking.end])}›", style="not bold default")
    tree = Tree(line, guide_style="dim")
    for each in ranking.ranked[:_MOST]:
        candidate = each.candidate
        branch = Text(f"{each.likelihood:.0%} ", style="bold")
        branch.append(f"{clean(candidate.entity.name) or '—'} ")
        branch.append(candidate.entity.type, style="cyan")
        told = sorted(candidate.features, key=lambda feature: -abs(weights().get(feature, 0)))[:_MOST]
        said = "  ".join(f"{feature} {weights().get(feature, 0):+.2f}" for feature in dict.fromkeys(told))
        tree.add(branch.append(f"  {said}", style="dim"))
    return tree


def _tree(sentence: str) -> Tree:
    tree = Tree(Text(clean(sentence), style="bold"), guide_style="dim")
    _grow(tree, sentence, list(_tops(read(sentence))))
    return tree


def _tops(mentions: Iterable[Mention]) -> Iterator[Mention]:
    """The mentions that are part of no other, in the order of the text; of one span, the last stratum's first."""
    every = list(mentions)
    parts = {id(part) for mention in every for part in mention.parts}
    order = {id(mention): at for at, mention in enumerate(every)}
    tops = [mention for mention in every if id(mention) not in parts]
    yield from sorted(tops, key=lambda mention: (mention.start, -mention.end, -order[id(mention)]))


def _grow(tree: Tree, text: str, mentions: list[Mention]) -> None:
    open_branches: list[tuple[int, Tree]] = [(len(text), tree)]
    for mention in mentions:
        while mention.end > open_branches[-1][0] and len(open_branches) > 1:
            open_branches.pop()
        branch = open_branches[-1][1].add(_label(text, mention))
        _grow_parts(branch, text, mention)
        open_branches.append((mention.end, branch))


def _grow_parts(branch: Tree, text: str, mention: Mention) -> None:
    for part in mention.parts:
        _grow_parts(branch.add(_label(text, part)), text, part)


def _label(text: str, mention: Mention) -> Text:
    line = Text(mention.rule, style="cyan")
    line.append(f" ‹{clean(text[mention.start : mention.end])}›", style="not bold default")
    return line.append(f" {_value(mention.value)}", style="dim") if is_dataclass(mention.value) else line


def _value(value: object) -> str:
    """A value by its fields that say something: Quantity(14200000000 CNY money 元)."""
    if isinstance(value, tuple):
        return "、".join(map(_value, value))
    if isinstance(value, Decimal):
        return plain(value)
    if not is_dataclass(value):
        return clean(str(value))
    if hasattr(value, "text"):
        return clean(str(value.text))
    said = ((field.name, getattr(value, field.name)) for field in fields(value))
    inside = ", ".join(f"{name}={_value(each)}" for name, each in said if each not in (None, "", ()))
    return f"{type(value).__name__}({inside})"
