"""Lists of names: 日东造纸机械公司、专利造纸机械公司和汉通造纸机械公司等 is three firms; 义和车桥 is one."""

import re
from decimal import Decimal
from functools import lru_cache

from kg.grammar import edges
from kg.grammar.engine import Span
from kg.grammar.numbers import value_of
from kg.grammar.phrases import SEVERAL, nouns
from kg.lexicon import any_of, words

NAME = "[^，。；：、！？“”《》（）\\s]"  # a character of a name
ITEMS = "[^，。；：！？（）]{2,200}?"  # names and what parts them
OF_NAME = "（[^（），。；]{2,6}）(?=[^，。；：！？（）、]{1,14}(?:公司|集团|厂))"  # 康达（宁波）公司
BRACKETED = f"(?:[^，。；：！？（）]|{OF_NAME}){{2,200}}?"  # names with such brackets, and what parts them
CLAUSE = "(?:^|(?<=[，。；：！？（）]))"  # where a clause begins
QUOTED = "[“”][^“”]{1,30}”"
QUOTES = f"{QUOTED}(?:[、和及与]?{QUOTED}){{0,12}}"
# what follows a branded product: “琪光”牌筒灯
BRANDED = f"(?:连续|获|被|均|为|是|入选|[畅远]销|[居占系]|先后|等|、|，|。|；|$|\\d|{SEVERAL}{{1,2}}[个种款大])"
MANY = "(?:一大?批|众多|多家|几家|[\\d一二两三四五六七八九十]{1,4}[多余]?家)"  # of how many firms a list is the head
COUNT = "[两二三四五六七八九十几\\d]{1,3}"


PROVINCE = f"(?:{any_of(words('scoring', 'province'))}|{any_of(words('places', 'autonomous'))})"
MARKET = (
    f"(?:{any_of(words('facilities', 'market_ending'))}|"
    f"{any_of(words('trades'))}城)"
)  # how the name of a specialised market ends


def listed(more: int) -> str:
    """A regular expression for a name and up to so many more that 、 or 和 joins, as few as may be.

    和 may stand in a name too, so a part ends at each: a text is parted in one way only.
    """
    part = f"(?:(?![和及与]){NAME}){{1,12}}?"
    return f"(?={NAME}{{2}})[和及与]?{part}(?:[、和及与]{{1,2}}{part}){{0,{more}}}?"


_LEGAL = f"(?:{any_of(words('firms', 'legal_form'))}|合作社|研究院|总厂|厂(?![房区商家址]))"
FIRM = f"(?:{NAME}{{2,18}}?{_LEGAL}|{NAME}{{2,10}}{OF_NAME}{NAME}{{0,12}}?{_LEGAL})"  # a firm by its full name

_FIRM_END = re.compile(any_of(words("firms", "legal_form", "ending")) + "$")
_SHORT_FIRM = re.compile(
    f"{NAME}{{2,6}}?{any_of(words('firms', 'style'))}"
    "(?!产业|行业|集群|企业|业|市场|项目|[园城镇县市区局厅委部院所站]|协会|的|、|和|等)"
)
_NO_START = re.compile(f"{any_of(words('firms', 'not_style'))}|[一二两三四五六七八九十几]大|做|.*[+＋]")
_FIRM_STYLE = re.compile(any_of(words("firms", "style")) + "$")
_AND = re.compile("以及|及其|和|与|及|暨")
_LAST_AND = re.compile("以及|和")
_TAIL = re.compile(
    f"等(?:等)?(?:[多几十百千万\\d一二三四五六七八九十]*[余多]?[家个项种类大户].*|[^、，等]{{0,8}}(?:{nouns('maker')}|客商))?$"
)
_COUNT = re.compile(
    f"(?<=[^、，])(?:，?共计?|合计|总共)?(?P<number>{SEVERAL}{{1,3}}|\\d{{1,3}})(?:[家户个种款类项处座大]|[镇乡县市区村]$)[^、，]{{0,8}}$"
)
_FIRMS = re.compile(f".*[家户]{nouns('maker')}?")
_PARTED = re.compile("[、，]")
OPENING = re.compile(
    f"^(?:{any_of(words('texts', 'list_opening'))}(?!(?<=有)[机色限轨]))+(?=..)"
)  # 有 opens a list, not 有机葵花
_PLACE = re.compile("(?<=..)(?:[省市县区旗州盟镇乡村]|街道|社区|嘎查)$")
_QUOTED = re.compile('[“”"]([^“”"]+)[”"]')


def _trimmed(text: str, start: int) -> Span:
    lead = len(text) - len(text.lstrip())
    return Span(text.strip(), start + lead, start + lead + len(text.strip()))


def cut(span: Span, at: int) -> Span:
    """The span without its first `at` characters."""
    return Span(span.text[at:], span.start + at, span.end)


def is_tally(number: Decimal | None, names: str) -> bool:
    """Whether a number is that of the names of a list before it, whose 和 may part two or be part of one."""
    parted = len(_PARTED.findall(names)) + 1
    return number is not None and max(parted, 2) <= number <= parted + len(_AND.findall(names))


def _untold(text: str) -> tuple[str, int]:
    """A list without its tail, … 等10多家, or without the number of its names, and that: 华丰、远大、宏达｜三家公司."""
    text = _TAIL.sub("", text)
    count = _COUNT.search(text)
    number = value_of(count["number"]) if count else None
    if count is None or number is None:
        return text, 0
    told = text[: count.start()]
    if is_tally(number, told):
        return told, int(number)
    return (told if "、" in told and _FIRMS.fullmatch(count[0]) else text), 0


def pieces(span: Span) -> list[Span]:
    """The parts of a list that 、 and ， part, without its opening (主要有 …) and its tail (… 等10多家, 三家公司)."""
    text, number = _untold(span.text)
    opening = OPENING.match(text)
    at = opening.end() if opening else 0
    found: list[Span] = []
    depth = 0
    for place in range(at, len(text)):
        depth += (text[place] == "（") - (text[place] == "）")
        if depth == 0 and text[place] in "、，":
            found.append(_trimmed(text[at:place], span.start + at))
            at = place + 1
    found.append(_trimmed(text[at:], span.start + at))
    found = [piece for piece in found if piece.text]
    return found if number <= len(found) else [part for piece in found for part in _at_and(piece)]


def _halves(piece: Span, part_at: int, rest_at: int) -> list[Span]:
    return [
        _trimmed(piece.text[:part_at], piece.start),
        _trimmed(piece.text[rest_at:], piece.start + rest_at),
    ]


def _at_and(piece: Span) -> list[Span]:
    parted = _AND.search(piece.text, 1)
    return _halves(piece, *parted.span()) if parted and parted.end() < len(piece.text) else [piece]


def _apart(piece: Span) -> list[Span]:
    at = piece.text.find("以及")
    return _halves(piece, at, at + 2) if 0 < at < len(piece.text) - 2 else [piece]


def firms(span: Span) -> list[Span]:
    """The firms of a list; 以及 parts two anywhere, 和 only behind a firm (…公司和…), as 义和车桥 is one name.

    Pieces from the first that is a thing of someone's (林家村的花生) are left out but for those that end as firms do.
    """
    found: list[Span] = []
    ended = False
    for piece in (part for whole in pieces(span) for part in _apart(whole)):
        sure = is_firm(firm(piece).text)
        ended = ended or ("的" in piece.text and not sure)
        if ended and not sure:
            continue
        parted = next((m for m in _AND.finditer(piece.text) if is_firm(piece.text[: m.start()])), None)
        if parted and parted.end() < len(piece.text):
            found.extend(_halves(piece, parted.start(), parted.end()))
        else:
            found.append(piece)
    return [name for name in map(firm, found) if 2 <= len(name.text) <= 30]


def firm(span: Span) -> Span:
    """The firm's name without the words of the sentence that lead to it (引进了…, 由…)."""
    return cut(span, edges.opening(span.text))


@lru_cache(maxsize=4096)
def is_firm(name: str) -> bool:
    """Whether a name ends as firms' names do, with a name before the ending: 顺合木业; not 木业."""
    ending = _FIRM_STYLE.search(name) or _FIRM_END.search(name)
    named = ending is not None and ending.start() >= 2 and not _NO_START.match(name)
    return named and not edges.is_class(name) and not edges.has_edge(name)


def opening_firm(clause: Span) -> Span | None:
    """The firm that a clause opens with by its short name: 瑞禾药业 of 瑞禾药业订单饱满; none in 黄河机械产业."""
    found = _SHORT_FIRM.match(clause.text)
    firm = Span(found[0], clause.start, clause.start + found.end()) if found else None
    return firm if firm and is_firm(firm.text) and not edges.has_edge(firm.text) else None


def things(span: Span) -> list[Span]:
    """The products or places of a list; 和, 及, 以及, 与 part two of them where both sides have two characters."""
    found: list[Span] = []
    for piece in pieces(span):
        parted = next((m for m in _AND.finditer(piece.text, 2) if len(piece.text) - m.end() >= 2), None)
        found.extend(_halves(piece, parted.start(), parted.end()) if parted else [piece])
    return [thing for thing in found if len(thing.text) <= 24]


def trades(span: Span) -> list[Span]:
    """The clusters of a list; only the last 和 or 以及 parts two, as 汽车及机械加工 is one trade."""
    found = pieces(span)
    if not found:
        return found
    last = found[-1]
    parts = (m for m in _LAST_AND.finditer(last.text) if m.start() >= 2 and len(last.text) - m.end() >= 2)
    parted = next(parts, None)
    return found[:-1] + (_halves(last, parted.start(), parted.end()) if parted else [last])


def quoted(span: Span) -> list[Span]:
    """The names that stand in quotation marks: “泰星”、“泰隆”."""
    return [Span(m[1], span.start + m.start(1), span.start + m.end(1)) for m in _QUOTED.finditer(span.text)]


def is_place(name: str) -> bool:
    """Whether a name ends as a place's does: 连城县, 大岭村."""
    return _PLACE.search(name) is not None
