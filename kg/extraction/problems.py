"""Problems that a paragraph lists: 主要问题有：A；B；C, and 一是A，…；二是B，… in the section of problems."""

import re
from collections.abc import Iterator

from kg.extraction.outline import Scene
from kg.grammar.phrases import NUMERAL
from kg.grammar.problems import LACK
from kg.lexicon import any_of, words
from kg.model import Document, Entity, Evidence, Fact, Wording

_CLASS = f"{any_of(words('problems', 'noun'))}"
_LEAD = re.compile(
    f"(?:^|(?:主要|突出|现存|面临|存在)的?)(?:主要|突出|共性)?的?{_CLASS}(?:[和与、]{_CLASS}){{0,2}}"
    f"(?:主要)?(?:还)?{any_of(words('problems', 'leading'))}?(?:以下|如下)?"
    "(?:几个|[两三四五六七八九]个|[两三四五六七八九])?(?:方面|点)?[：:]"
)
_MARK = f"(?:{NUMERAL}是|第?{NUMERAL}[，、]|[（(]?\\d[)）.．、]|[①-⑨])"
_ITEM = re.compile(f"(?:^|(?<=[；。：]))(?P<mark>{_MARK})?(?P<name>[^，。；：]{{3,30}})(?P<rest>[^。；]*)")
_LACKING = re.compile(f"{LACK}|[不未没缺少弱低难短]")
_STOP = re.compile("。(?!" + _MARK + ")")


def listed_problems(document: Document, words: Wording, scene: Scene) -> Iterator[Fact]:
    """The problems that a paragraph lists, behind words that announce them or as the points of their section."""
    lead = _LEAD.search(words.text)
    section = scene.role == "problems" and not scene.policy
    if lead is None and not section:
        return
    start = lead.end() if lead else 0
    stop = _STOP.search(words.text, start)
    end = stop.start() if stop and lead else len(words.text)
    items = list(_ITEM.finditer(words.text[start:end]))
    marked = any(item["mark"] for item in items)  # the mark of a paragraph's first point stands before the paragraph
    for n, item in enumerate(items):
        if (lead or item["mark"] or (marked and n == 0)) and (
            (lead and len(items) > 1) or _LACKING.search(item["name"])
        ):
            at, to = words.place(start + item.start("name"), start + item.end("name"))
            evidence = Evidence(document.slug, at, to, document.text[at:to], "problems.listed", scene.policy)
            yield Fact("problem", Entity("Problem", item["name"]), evidence)
