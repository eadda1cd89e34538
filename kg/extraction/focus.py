"""The town or the development zone within a county that a report is about: 彭场镇 of a report that says 全镇."""

import re
from collections import Counter
from collections.abc import Iterator

from kg.extraction.about import LOWER_TALK, TOWN_TALK, TOWN_TITLE, ZONE, Report, Subject, words_of
from kg.extraction.wording import Worded
from kg.gazetteer import gazetteer
from kg.grammar.engine import Span
from kg.grammar.names import PROVINCE
from kg.grammar.phrases import COUNTY, DIVISION, TOWN
from kg.lexicon import Words, any_of, rows, words
from kg.model import Document

_SPEAKER = re.compile("[我本][县市旗]|[县市旗]委")  # who speaks for all of a county or city
_COUNTY_TALK = re.compile(f"[全我该本]{COUNTY}(?!场)|[县市]域")
_SELF = re.compile(
    f"(?:^|\\n)(?:原|【概况】)?(?P<town>[\\u4e00-\\u9fff]{{2,8}}?{TOWN})(?=原名|位于|地处|隶属|坐落|属于?)"
)
_TOWN_BEHIND = re.compile("[\\u4e00-\\u9fff]{2,4}?镇")
_TOWN_LAST = re.compile("街道$|[镇乡]$")
_PARK_END = any_of(row["surface"] for row in rows("facilities", "park_ending") if len(row["surface"]) > 2)
_NO_ZONE = "[的有在是再添获升增新各个家]|国家级|省级|市级"  # 山东再添国家级经济技术开发区 names none
_PARK = re.compile(
    f"(?P<park>(?:(?!{_NO_ZONE})[\\u4e00-\\u9fff]){{2,12}}?(?:{_PARK_END}|管理区))(?:园区)?的?(?:基本|发展)?(?:概况|简介|介绍|情况)?"
)
_PARK_TALK = re.compile(
    f"(?:^|[，。；：\\n、）])(?:目前|近年来)?(?:该|全)?(?:{any_of(words('facilities', 'park_ending'))}|园内|区内)"
)
# how the title begins of a report on a zone that it does not name: 县经开区2024年工作总结, XX经济开发区
_UNNAMED = re.compile(
    f"(?:关于)?(?P<zone>(?:[XxＸ×某*○]{{1,4}}[州市县区]?)?(?:{ZONE}))"
    f"(?=\\d|工作|经济|的|[：:]|{any_of(words('headings', 'general'))})"
    f"|(?:关于)?[州市县区](?P<below>{ZONE})"
)
_TOWN_BELOW = re.compile(f"(?P<town>(?:(?![一两各全每])[\\u4e00-\\u9fff]){{2,4}}?{TOWN})")
_TOWN_PROFILE = re.compile(
    f"(?:[\\u4e00-\\u9fff]{{2,4}}{COUNTY})?(?P<town>[\\u4e00-\\u9fff]{{1,5}}?{TOWN})的?"
    f"{any_of(words('texts', 'profile_title'))}"
)
_ANY_ZONE = re.compile("市?(?:开发区|工业园区)")
_PROFILE = re.compile(f"的?{any_of(words('texts', 'profile_title'))}?")
# what the title of a report says behind the zone that it is on: 甲县工业园区1至5月运行情况
_REPORTED = re.compile(
    "[\\d一二三四上前][^，。]{0,16}?(?:运行|工作|经济|发展)[^，。]{0,8}(?:情况|总结|汇报|报告|思路|计划)"
)
_BARE = re.compile(f"{ZONE}(?!位于)")  # 开发区召开工作会议
_OFTEN = 3  # times that a text names the zone that it tells of
_SHORTEST = 2  # characters of a county's name that no title shortens
_OPENING = 100  # characters in which a report on a park says where it lies
_ZONE_TALK = re.compile(f"(?:^|[，。；：\\n、）])(?:全区|区内|[我本该]区|园区|{ZONE})")
_PROVINCE_LAST = re.compile(f"{PROVINCE}$")
_ZONE_BEHIND = re.compile(f"{DIVISION}?(?:(?!{_NO_ZONE})[\\u4e00-\\u9fff]){{0,6}}?{ZONE}")


def focus_of(report: Worded, subject: Subject) -> Subject:
    """The town or the development zone within a county that a report is about, 彭场镇 of a report that says 全镇.

    Else the subject itself. It keeps the county's code, in which its places are named.
    """
    words = words_of(report)
    document = report.document
    return (
        _zone(words, subject)
        or _unnamed(document, subject)
        or _town(document, words.text, subject)
        or _park(document, words.text, subject)
        or subject
    )


def _zone(words: Report, subject: Subject) -> Subject | None:
    """The development zone that the title names behind its county, where the text speaks of the zone."""
    title = words.text[: words.title - 1]
    if not subject.code:
        return None
    short = re.sub(f"{DIVISION}$", "", subject.name)
    named = next(_zones(title, short), None)
    if named and len(subject.code) == len("3307") and _ANY_ZONE.fullmatch(named.text, len(short)):
        return None  # 金华市开发区 are those of its counties
    if named is None:
        told = _told_zone(words.text[len(title) :], short, 1 if _BARE.match(title) else _OFTEN)
        return Subject(told, subject.code) if told else None
    above = _PROVINCE_LAST.search(title[: named.start])
    full = (above[0] if above else "") + named.text
    opens = title.startswith(full)
    behind = _PROFILE.fullmatch(title, named.end) or _REPORTED.fullmatch(title, named.end)
    profile = opens and behind is not None
    alone = opens and not _SPEAKER.search(words.text)
    if not (profile or alone) and len(_ZONE_TALK.findall(words.text)) <= len(LOWER_TALK.findall(words.text)):
        return None
    often = 2 * words.text.count(full) > words.text.count(named.text)  # 某省青山工业园区 as often as 青山工业园区
    return Subject(full if often else named.text, subject.code)


def _zones(text: str, short: str) -> Iterator[Span]:
    """The development zones that a text names behind the short name of a county or city."""
    at = text.find(short)
    while at >= 0:
        found = _ZONE_BEHIND.match(text, at + len(short))
        end = found.end() if found else at + len(short)
        if found:
            yield Span(text[at:end], at, end)
        at = text.find(short, end)


def _unnamed(document: Document, subject: Subject) -> Subject | None:
    """The development zone that a report is on and never names, by its title: 经开区 of 经开区2024年工作总结."""
    title = re.sub("\\s", "", document.title)
    found = _UNNAMED.match(title)
    if found is None or (subject.code and subject.name[:2] in title):
        return None
    return Subject(found["zone"] or found["below"], subject.code)


def _told_zone(text: str, short: str, least: int) -> str:
    """The development zone that a text without a word on its county or city names so often; "" for none."""
    zones = Counter(zone.text for zone in _zones(text, short))
    [(zone, times)] = zones.most_common(1) or [("", 0)]
    alone = text.count(short) - sum(zones.values())
    below = least > 1 and LOWER_TALK.search(text)
    return zone if times >= least and alone <= 1 and not below else ""


def _park(document: Document, text: str, subject: Subject) -> Subject | None:
    """The park that the title alone names, where the text speaks of it: 青云泵阀产业园 of a report that says 园区."""
    named = _PARK.fullmatch(document.title.strip())
    talk = _ZONE_TALK if named and named["park"].endswith("管理区") else _PARK_TALK
    if named is None or len(talk.findall(text)) <= len(LOWER_TALK.findall(text)):
        return None
    near = subject.name[:2] in document.title or subject.name in text[:_OPENING]
    return Subject(named["park"], subject.code if near else "")


def _titled_town(title: str, subject: Subject, text: str, spoken: int) -> Subject | None:
    """The town that a title names behind its county in a text that speaks of none, or whose profile it heads.

    青山县河口乡：…, 河口乡概况; `spoken` says how much more often the text speaks of a town than of a county.
    """
    short = f"{re.escape(subject.name[:-1])}(?!{DIVISION})" if len(subject.name) > _SHORTEST else "(?!)"
    county = re.match(f"{re.escape(subject.name)}|{short}", title) if subject.name else None
    below = title[county.end() if county else 0 :]
    profile = _TOWN_PROFILE.fullmatch(below) or TOWN_TITLE.match(title)
    if profile and spoken >= 0:
        return Subject(profile["town"], subject.code)
    named = _TOWN_BELOW.match(below)
    of_county = county and subject.code and not (LOWER_TALK.search(text) or _COUNTY_TALK.search(text))
    return Subject(named["town"], subject.code) if named and of_county else None


def _town(document: Document, text: str, subject: Subject) -> Subject | None:
    """The town that a report speaks of more than of its county, or that it says where it lies: 河口乡位于…."""
    itself = _SELF.search(text)
    spoken = len(TOWN_TALK.findall(text)) - len(_COUNTY_TALK.findall(text))
    profile = itself is not None and document.title.strip() == itself["town"] and itself.start() < _OPENING
    opens = itself is not None and not text[: itself.start()].strip() and text.count(itself["town"]) >= _OFTEN
    if itself and (profile or opens) and spoken >= 0:
        return Subject(itself["town"], subject.code)
    if titled := _titled_town(document.title.strip(), subject, text, spoken):
        return titled
    if spoken <= 0:
        return None
    if itself and itself["town"] in document.title:
        return Subject(itself["town"], subject.code)
    if not subject.code:
        return None
    below = gazetteer().within(subject.code)
    if [one.name for one in below] == [subject.name]:  # 中山市 is a prefecture and its only county
        below = gazetteer().within(below[0].code)
    towns = {one.name for one in below if one.level == "town"}
    towns |= {town[0] for behind in text.split(subject.name)[1:] if (town := _TOWN_BEHIND.match(behind))}
    shorts = {one: _TOWN_LAST.sub("", one) for one in sorted(towns)}
    said = Words((*shorts, *shorts.values())).counts(text)
    counts: Counter[str] = Counter()
    for one, short in shorts.items():
        named = said[one] * 2 + (said[short] if len(short) >= 2 else 0)
        counts[one] = named + 5 * (len(short) >= 2 and short in document.title)
    [(name, weight)] = counts.most_common(1) or [("", 0)]
    return Subject(name, subject.code) if weight >= 3 else None
