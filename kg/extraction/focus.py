"""The town or the development zone within a county that a report is about: 彭场镇 of a report that says 全镇."""

import re
from collections import Counter

from kg.extraction.about import LOWER_TALK, ZONE, Report, Subject, words_of
from kg.extraction.wording import Worded
from kg.gazetteer import gazetteer
from kg.lexicon import Words
from kg.model import Document

_TOWN_TALK = re.compile("[全我该本](?:镇|街道)|镇[域内上情]|小镇")
_COUNTY_TALK = re.compile("[全我该本][县市区](?!场)|[县市]域")
_ZONE_TALK = re.compile(f"(?:^|[，。；：\\n、）])(?:全区|区内|[我本该]区|园区|{ZONE})")


def focus_of(report: Worded, subject: Subject) -> Subject:
    """The town or the development zone within a county that a report is about, 彭场镇 of a report that says 全镇.

    Else the subject itself. It keeps the county's code, in which its places are named.
    """
    words = words_of(report)
    return _zone(words, subject) or _town(report.document, words.text, subject) or subject


def _zone(words: Report, subject: Subject) -> Subject | None:
    """The development zone that the title names behind its county, where the text speaks of the zone."""
    title = words.text[: words.title - 1]
    if not subject.code or len(_ZONE_TALK.findall(words.text)) <= len(LOWER_TALK.findall(words.text)):
        return None
    short = re.escape(re.sub("[省市州县区旗]$", "", subject.name))
    named = re.search(f"{short}[省市州县区旗]?[\\u4e00-\\u9fff]{{0,6}}?{ZONE}", title)
    return Subject(named[0], subject.code) if named else None


def _town(document: Document, text: str, subject: Subject) -> Subject | None:
    """The town that a report speaks of more than of its county."""
    if not subject.code or len(_TOWN_TALK.findall(text)) <= len(_COUNTY_TALK.findall(text)):
        return None
    below = gazetteer().within(subject.code)
    if [one.name for one in below] == [subject.name]:  # 中山市 is a prefecture and its only county
        below = gazetteer().within(below[0].code)
    towns = {one.name for one in below if one.level == "town"}
    towns |= set(re.findall(f"{re.escape(subject.name)}([\\u4e00-\\u9fff]{{2,4}}?镇)", text))
    shorts = {one: re.sub("街道$|[镇乡]$", "", one) for one in sorted(towns)}
    said = Words((*shorts, *shorts.values())).counts(text)
    counts: Counter[str] = Counter()
    for one, short in shorts.items():
        named = said[one] * 2 + (said[short] if len(short) >= 2 else 0)
        counts[one] = named + 5 * (len(short) >= 2 and short in document.title)
    [(name, weight)] = counts.most_common(1) or [("", 0)]
    return Subject(name, subject.code) if weight >= 3 else None
