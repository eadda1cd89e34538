"""The firm, market, park or town whose profile a text is: of it all is told that names no other."""

import re
from collections.abc import Iterable, Sequence

from kg.extraction.entities import Named, class_of
from kg.lexicon import any_of, words
from kg.model import Entity


def _words(role: str) -> str:
    return any_of(words("texts", f"profile_{role}"))


_ENDED = re.compile(f"的?(?:企业|发展)?{_words('title')}$")
_OPENED = re.compile("^(?:（[一二三四五六七八九十\\d]+）|关于|走进)*")
_TELLS = re.compile(
    f"(?:（[^（）]{{1,30}}）|[，、]|(?:19|20)\\d\\d年(?:\\d{{1,2}}月)?)*(?:是(?![在由])|为(?!了)|{_words('opening')})"
)
_ABOVE = re.compile("(?:[^省市州盟县区旗]{2,8}[省市州盟县区旗]){0,3}")
_NO_WHOLE = re.compile("[等及、]")


def theme_of(title: str, place: str, named: Iterable[Entity], opening: str, things: Sequence[Named]) -> Entity | None:
    """What the title names and nothing else, a firm, market, park or the `place`; or the market or park that opens it.

    `named` is what the title names, `things` what the `opening` sentence does: 康达阀门简介; 柳溪农贸市场位于….
    None for any other text; one that opens with a firm may go on to its trade.
    """
    whole = _ENDED.sub("", _OPENED.sub("", title.strip()))
    if place and whole.endswith(place) and _ABOVE.fullmatch(whole.removesuffix(place)):
        return Entity("Place", place)
    by_title = next((entity for entity in named if entity.name == whole and _may_be(entity)), None)
    if by_title:
        return by_title
    first = things[0] if things else None
    if (
        first is None
        or first.start
        or class_of(first.entity) not in ("Market", "Park")
        or _NO_WHOLE.search(first.entity.name)
    ):
        return None
    return first.entity if _TELLS.match(opening, first.end) else None


def _may_be(entity: Entity) -> bool:
    return class_of(entity) in ("Firm", "Market", "Park")
