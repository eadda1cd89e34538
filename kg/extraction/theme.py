"""The firm, market or park whose profile a text is: of it all is told that names no other, as in a report of the place."""

import re
from collections.abc import Iterable, Sequence

from kg.extraction.entities import Named, class_of
from kg.lexicon import any_of, rows
from kg.model import Entity

_ENDED = re.compile(f"(?:企业|公司|园区|基本|发展)?{any_of(row['surface'] for row in rows('profile_words'))}$")
_OPENED = re.compile("^(?:（[一二三四五六七八九十\\d]+）|关于|走进)*")
_FOUNDED = any_of(row["surface"] for row in rows("founding_words"))
_TELLS = re.compile(
    "(?:（[^（）]{1,30}）|[，、]|(?:19|20)\\d\\d年(?:\\d{1,2}月)?)*"
    f"(?:是(?![在由])|系|为(?!了)|位于|地处|坐落|创立|创建|始建|始创|成立|设立|建立|建厂|落成|{_FOUNDED})"
)
_NO_WHOLE = re.compile("[等及、]")


def theme_of(title: str, named: Iterable[Entity], opening: str, things: Sequence[Named]) -> Entity | None:
    """The firm, market or park that the title names and nothing else, or the market or park that the text opens with.

    `named` is what the title names, `things` what the `opening` sentence does: 康达阀门简介; 柳溪农贸市场位于…. None for
    any other text; one that opens with a firm may go on to its trade.
    """
    whole = _ENDED.sub("", _OPENED.sub("", title.strip()))
    by_title = next((entity for entity in named if entity.name == whole and _may_be(entity)), None)
    if by_title:
        return by_title
    first = things[0] if things else None
    if first is None or first.start or class_of(first.entity) not in ("Market", "Park") or _NO_WHOLE.search(first.entity.name):
        return None
    return first.entity if _TELLS.match(opening, first.end) else None


def _may_be(entity: Entity) -> bool:
    return class_of(entity) in ("Firm", "Market", "Park")
