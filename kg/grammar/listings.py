"""Lists and what their head noun makes of them: A、B和C等6家加工企业, 12条产业链为：A（含B、C）、D, 三区——A、B、C."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.grammar import roles
from kg.grammar.engine import Grammar, Span
from kg.grammar.names import NAME, OPENING, cut
from kg.grammar.numbers import value_of
from kg.grammar.phrases import COUNTED, nouns, verbs
from kg.lexicon import any_of, rows, words

listings = Grammar("listings")

_PART = "(?:[^，。；：！？（）\\s]|（[^（）。；]{0,60}）)"  # a character of a list, or a bracket in it
_FROM = "(?:^|(?<=[，。；：！？（]))"  # where a list begins, with the words that lead to it
_LIST = f"{_PART}{{2,160}}?"
_NUMERAL = f"(?:\\d{{1,4}}|{COUNTED}{{1,3}})"
_CLASSIFIER = "(?:个大|[个大家户条种类款项座处片镇乡村])"
_END = "(?=[，。；！？]|$)"
_PLAIN = f"(?:(?![的\\d、“”]){NAME})"  # a character of the words before a head noun


@dataclass(frozen=True, slots=True)
class Head:
    """What a head noun makes of the items of its list: their type, and the property that the list states of them."""

    word: str
    type: str
    property: str


def _heads() -> Iterator[Head]:
    for row in rows("nouns", "listed"):
        yield Head(row["surface"], row["type"], row["property"])
    for name, kind, property in (
        (("facilities", "park_ending"), "Place", "has_park"),
        (("facilities", "market_ending"), "Market", "has_market"),
    ):
        for row in rows(*name):
            yield Head(row["surface"], kind, property)
    for word in roles.nouns():
        yield Head(word, "Firm", "lead_firm")


HEADS = {head.word: head for head in _heads()}
_GOES_ON = (  # what follows a word that is then no head noun: 农产品加工企业
    f"{nouns('not_listed')}|域|企业(?=[^数个]|$)"
)
HEAD = f"(?:{any_of(HEADS)}(?!{_GOES_ON}))"
_FIRMS = any_of(head.word for head in HEADS.values() if head.type in ("Firm", "Institution", "Market"))
_NO_MORE = f"(?!{HEAD}|[链群园区带级])"  # what follows a head noun that ends its phrase

_AND = re.compile("以及|及其|和|与|及|暨")
_JOINS = re.compile("以及|和")  # what parts the last two of a list whose number is not told
_TAIL = re.compile(f"等(?:等)?(?:{_NUMERAL}[多余]?{_CLASSIFIER}.{{0,12}})?$")
_QUOTED = re.compile("[“”]([^“”]{1,30})”")
_QUOTES = re.compile("(?:[“”][^“”]{1,30}”[、和及与，]?){2,40}$")
_MARK = re.compile("[（）“”、，]")
_BRACKET = re.compile("（(?P<inside>[^（）]*)）$")
_CONTENTS = re.compile("^(?:主要)?(?:包括|包含|涵盖|含有?|如|有|即|：)+")
_KIND = any_of(word for word in HEADS if len(word) > 1)  # a head noun that tells enough where it ends a name
_KIND_END = re.compile(f"{_KIND}$")


@dataclass(frozen=True, slots=True)
class Item:
    """One name of a list as written, what stands in brackets behind it, and whether the brackets say what it holds.

    建材（含石材、陶粒） is 建材 with 石材 and 陶粒, which it `contains`; 榨菜（青菜头） is 榨菜, by another name.
    """

    name: Span
    inside: tuple[Span, ...] = ()
    contains: bool = False
    quoted: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """The items of a list with the head noun that says what they are, and the words before it: 重点｜骨干企业.

    `count` is how many the text says there are (0 where it does not), `open` whether 等 leaves some unnamed, `before`
    whether the head stands before the items, `lead` the words that open the list (引进了). The first item may
    still hold words of the sentence that lead to it.
    """

    items: tuple[Item, ...]
    head: Head
    modifier: str = ""
    count: int = 0
    open: bool = False
    before: bool = False
    lead: str = ""


def items(span: Span, count: int = 0) -> tuple[Item, ...]:
    """The items of a list that 、 ， parts and, by the number that the text tells, 和 及 与; without opening and tail.

    农、林、牧、渔专业，食品制造业 told to be two is two; 冶金、造纸与木材加工 told to be two is two.
    """
    text = _TAIL.sub("", span.text)
    opening = OPENING.match(text)
    at = opening.end() if opening else 0
    inner = Span(text[at:], span.start + at, span.start + len(text))
    if quotes := _QUOTES.search(inner.text):
        return tuple(Item(_part(inner, *q.span(1)), quoted=True) for q in _QUOTED.finditer(inner.text, quotes.start()))
    parts = _split(inner, "、，")
    if count and "，" in inner.text and len(apart := _split(inner, "，")) in (count, count - 1):
        parts = apart
    return tuple(_item(part) for part in _joined(parts, count) if part.text)


def _split(span: Span, marks: str) -> list[Span]:
    """The parts of a text between marks that stand in no brackets and no quotation marks."""
    found: list[Span] = []
    at = depth = quotes = 0
    for mark in _MARK.finditer(span.text):
        place, character = mark.start(), mark[0]
        depth += (character == "（") - (character == "）")
        quotes += (character == "“") - (character == "”" and quotes > 0)
        if character in marks and depth <= 0 and quotes <= 0:
            found.append(_part(span, at, place))
            at = place + 1
    return [part for part in (*found, _part(span, at, len(span.text))) if part.text]


def _part(span: Span, start: int, end: int) -> Span:
    return Span(span.text[start:end], span.start + start, span.start + end)


def _joined(parts: list[Span], count: int) -> list[Span]:
    """The parts with those apart that 和 joins: as many as the text tells there are, else the last two of a list."""
    if not parts or 0 < count <= len(parts):
        return parts
    halves = [_halves(part, _AND) for part in parts]
    if count and len(parts) + sum(len(half) - 1 for half in halves) <= count:
        return [half for both in halves for half in both]
    return [*parts[:-1], *_halves(parts[-1], _JOINS if len(parts) > 1 else _AND)]


def _halves(part: Span, joins: re.Pattern[str]) -> list[Span]:
    """The two names of a part that a word joins outside brackets, each of two characters or more."""
    if joins.search(part.text, 2) is None:
        return [part]
    depth = 0
    for at, character in enumerate(part.text):
        depth += (character == "（") - (character == "）")
        both = joins.match(part.text, at) if depth == 0 and at >= 2 else None
        if both and len(part.text) - both.end() >= 2:
            return [_part(part, 0, at), _part(part, both.end(), len(part.text))]
    return [part]


def _item(part: Span) -> Item:
    if quoted := _QUOTED.fullmatch(part.text):
        return Item(_part(part, *quoted.span(1)), quoted=True)
    bracket = _BRACKET.search(part.text)
    if bracket is None or bracket.start() < 2:
        return Item(part)
    contents = _CONTENTS.match(bracket["inside"])
    inside = cut(_part(part, *bracket.span("inside")), contents.end() if contents else 0)
    return Item(_part(part, 0, bracket.start()), tuple(i.name for i in items(inside)), contents is not None)


def _number(numeral: str) -> int:
    value = value_of(numeral) if numeral else None
    return int(value) if value is not None else 0


def _listing(listed: Span, head: str, modifier: str, number: str, more: bool, before: bool) -> Listing | None:
    if len(head) == 1 and modifier:
        return None
    count = _number(number)
    found = items(listed, 0 if more and count > 30 else count)
    told = more or before or len(found) == count > 1
    if not found or not told:
        return None
    lead = listed.text[: found[0].name.start - listed.start]
    return Listing(found, HEADS[head], modifier, count, more, before, lead)


@listings.rule(
    f"{_FROM}(?P<listed>{_LIST})等(?![待级同于候])(?:(?P<number>{_NUMERAL})[多余]?(?:[家户](?={NAME}{{0,14}}?{_FIRMS})|(?![家户]){_CLASSIFIER}))?"
    f"(?:一大?批|若干|众多|多[个家条种])?(?P<modifier>{NAME}{{0,14}}?)(?P<head>{HEAD}){_NO_MORE}"
)
def open_list(listed: Span, number: str, modifier: str, head: str) -> Listing | None:
    """‹items›等‹n›家‹head›: A、B和C等6家农产品加工骨干企业, A、B等乡镇, A（含B）、C等12条产业链."""
    return _listing(listed, head, modifier, number, True, False)


@listings.rule(
    f"{_FROM}(?P<listed>{_LIST})(?:这|共计?|总共|合计)?(?<![第\\d])(?P<number>{_NUMERAL}){_CLASSIFIER}"
    f"(?P<modifier>{NAME}{{0,10}}?)(?P<head>{HEAD}){_NO_MORE}"
)
def counted_list(listed: Span, number: str, modifier: str, head: str) -> Listing | None:
    """‹items›‹n›大‹head›: A、B、C三大主导产业, A、B与C3条产业链; the number is that of the items."""
    return _listing(listed, head, modifier, number, False, False)


@listings.rule(
    f"{verbs('include')}(?:{_PLAIN}{{2,12}}[中里内]的)?(?P<listed>(?:(?!{verbs('include')})[^。；：！？（）]){{4,300}}?)"
    f"等?(?P<number>{_NUMERAL}){_CLASSIFIER}(?P<modifier>{NAME}{{0,6}}?)(?P<head>{HEAD}){_NO_MORE}"
)
def commas(listed: Span, number: str, modifier: str, head: str) -> Listing | None:
    """涉及‹items›等‹n›个‹head›, where commas part the items: 涉及农业，林业，酒、饮料制造业等3个大类."""
    return _listing(listed, head, modifier, number, False, False) if "，" in listed.text else None


@listings.rule(
    f"(?:(?P<number>{_NUMERAL})[多余]?{_CLASSIFIER})?(?P<modifier>{_PLAIN}{{0,8}}?)(?P<head>{HEAD})(?:名单|清单|方面)?"
    f"(?:主要|分别|依次|具体|现|共|则|即|就|也|目前){{0,3}}(?:有(?:\\d{{1,3}}|{COUNTED}{{1,2}})[个家条大]，?(?:即|分别是?|包括|：){{0,2}}"
    f"|(?:是|为(?!{any_of(words('clusters', 'standing'))}|重点|载体|依托|平台)|有|包括|包含|涵盖|：|即){{1,4}})"
    f"(?P<listed>{_LIST})(?P<tail>等)?(?:这?{_NUMERAL}[个大条]|{_NUMERAL}大产业)?{_END}"
)
def announced(number: str, modifier: str, head: str, listed: Span, tail: str) -> Listing | None:
    """‹n›条‹head›分别是‹items›: 主导产业为A、B, 承载园区有A、B和C, 12条产业链为：A（含B、C）、D.

    What holds 的 is told of the head, and names nothing: 主导产业是发展的根基.
    """
    found = _listing(listed, head, modifier, number, bool(tail), True)
    if found is None or not (number or (len(head) > 1 and (modifier or len(found.items) > 1))):
        return None
    return None if any("的" in item.name.text and not item.quoted for item in found.items) else found


@listings.rule(
    f"(?P<number>{COUNTED}|\\d{{1,2}})(?P<head>{HEAD})(?:”?(?:，即|——|：)|即)"
    f"(?P<listed>{_LIST})(?P<tail>等)?(?:{_END}|(?=的))"
)
def dashed(number: str, head: str, listed: Span, tail: str) -> Listing | None:
    """‹n›‹head›——‹items›: 一廊——A, 三区——B、C、D, “一园两区”，即A和B; the number is that of the items."""
    found = _listing(listed, head, "", number, bool(tail), True)
    return found if found and len(found.items) == found.count else None


@listings.rule(
    f"{_FROM}(?=[^，。；：！？]{{0,40}}[、和及与])(?P<listed>(?:[^、，。；：！？]{{2,40}}、){{0,12}}[^、，。；：！？]{{2,60}}?{_KIND})"
    f"(?!{_KIND}|[、和及与链群园区])"
)
def alike(listed: Span) -> Listing | None:
    """‹A园区›、‹B园区›和‹C园区›: a list each of whose items ends in a head noun of one kind.

    甲县轴承产业链、乙县阀门产业链 are two clusters.
    """
    found = items(listed)
    heads = [HEADS[ending[0]] for item in found if (ending := _KIND_END.search(item.name.text))]
    kinds = {(head.type, head.property) for head in heads}
    return Listing(found, heads[-1]) if len(heads) == len(found) > 1 and len(kinds) == 1 else None
