"""Which place a report is about: 诸城市 of 诸城市产业集群调研报告, else what its text names most; or a hidden xx县."""

import re
from collections import Counter
from dataclasses import dataclass

from kg.extraction.forms import Words
from kg.gazetteer import gazetteer
from kg.legible import legible
from kg.model import Division, Document, Level

_MASKED = re.compile(
    "(?:[xXｘＸ×✕＊*○〇●△□]{1,4}|某{1,2})(?:自治[县州]|[县市区镇](?![场域]))"  # xx县, 某市
    "|(?<![A-Za-z])[A-Z][县市](?!场)"  # A市
)
_OWN = re.compile("[我全本]([省市州盟县区旗])")
_AUTHORS_OWN = re.compile("我([州市县区旗])")
_TOWN_TALK = re.compile("[全我该本](?:镇|街道)|镇[域内上情]|小镇")
_COUNTY_TALK = re.compile("[全我该本][县市区](?!场)|[县市]域")
_LEVELS: tuple[Level, ...] = ("province", "prefecture", "county")
_OPENING = 300  # characters at the head of a report that name its place or its author's office
_NAMED = re.compile(r"[\u4e00-\u9fff]{2,12}")


@dataclass(frozen=True, slots=True)
class Subject:
    """The place a report is about: its name as the report writes it, and its code ("" where unknown or masked)."""

    name: str
    code: str = ""


@dataclass(frozen=True, slots=True)
class _Naming:
    """A place named at some character: as written, with its division, or None where it is masked."""

    start: int
    written: str
    division: Division | None

    @property
    def place(self) -> str:
        return self.division.code if self.division else self.written

    @property
    def kind(self) -> str:
        """市 of 诸城市 and of 诸城."""
        return (self.division.name if self.division else self.written)[-1]

    @property
    def full(self) -> bool:
        return self.written[-1] in "省市州盟县区旗镇" and len(self.written) > 2


def subject_of(document: Document) -> Subject:
    """The place that the report is about, by its title, else by its text; Subject("") where it names none.

    The name is in full: as the report most often writes it (姜堰市), else today's.
    """
    title = len(document.title) + 1
    text = legible(document.text).text
    namings = _namings(f"{document.title}\n{text}")
    weights = _weights(namings, text)
    titled = [naming for naming in namings if naming.start < title]
    if titled:
        best = max(titled, key=lambda naming: (_depth(naming, titled), weights[naming.place], -naming.start))
        return _subject(_in_full(best, namings), namings)
    # a province is what a report is about when its title says so
    told = [naming.place for naming in namings if not (naming.division and naming.division.level == "province")]
    if told:
        return _subject(max(told, key=lambda place: weights[place]), namings)
    return _by_opening(document)


def focus_of(document: Document, subject: Subject) -> Subject:
    """The town that a report within a county is about, 彭场镇 of a report that says 全镇; else the subject itself.

    It keeps the county's code, in which its places are named.
    """
    text = legible(document.text).text
    if not subject.code or len(_TOWN_TALK.findall(text)) <= len(_COUNTY_TALK.findall(text)):
        return subject
    towns = {town.name for town in gazetteer().within(subject.code) if town.level == "town"}
    towns |= set(re.findall(f"{re.escape(subject.name)}([\\u4e00-\\u9fff]{{2,4}}?镇)", text))
    shorts = {town: re.sub("街道$|[镇乡]$", "", town) for town in sorted(towns)}
    said = Words((*shorts, *shorts.values())).counts(text)
    counts: Counter[str] = Counter()
    for town, short in shorts.items():
        named = said[town] * 2 + (said[short] if len(short) >= 2 else 0)
        counts[town] = named + 5 * (len(short) >= 2 and short in document.title)
    [(name, weight)] = counts.most_common(1) or [("", 0)]
    return Subject(name, subject.code) if weight >= 3 else subject


def author_of(document: Document, subject: Subject) -> Subject:
    """The author's own place where the report is about another's: 我区 in a report on a 市; else the subject itself.

    The name is as the report most often writes it.
    """
    text = legible(document.text).text
    own = Counter(_AUTHORS_OWN.findall(text))
    if not own or not subject.name:
        return subject
    [(kind, _)] = own.most_common(1)
    if subject.name[-1] == kind:
        return subject
    named = [n for n in _namings(text) if n.division and n.kind == kind and n.place != subject.code]
    if not named:
        return subject
    [(code, _)] = Counter(naming.place for naming in named).most_common(1)
    [(written, _)] = Counter(naming.written for naming in named if naming.place == code).most_common(1)
    return Subject(written, code)


def _namings(text: str) -> list[_Naming]:
    """The provinces, prefectures and counties that a text names, and the masked places, by place in the text."""
    found = [_Naming(start, text[start:end], place) for start, end, place in gazetteer().mentioned(text, *_LEVELS)]
    found += [_Naming(masked.start(), masked[0], None) for masked in _MASKED.finditer(text)]
    return sorted(found, key=lambda naming: naming.start)


def _in_full(short: _Naming, namings: list[_Naming]) -> str:
    """The place that a short name of the title stands for: the county 文山市 where only that is named in full."""
    full = [n for n in namings if n.full and n.written[:-1] == short.written]
    return full[0].place if full and not any(n.full and n.place == short.place for n in namings) else short.place


def _weights(namings: list[_Naming], text: str) -> Counter[str]:
    """How much each place is spoken of: full names and the opening count more, and what agrees with 全市 or 我县."""
    weights: Counter[str] = Counter()
    for naming in namings:
        weights[naming.place] += (2 if naming.full else 1) * (3 if naming.start < _OPENING else 1)
    own = Counter(_OWN.findall(text))
    kind = own.most_common(1)[0][0] if own else ""
    for naming in {naming.place: naming for naming in namings}.values():
        if naming.kind == kind:
            weights[naming.place] *= 2
    below: dict[str, dict[str, int]] = {}
    for naming in namings:
        if naming.division and naming.division.level == "county":
            below.setdefault(naming.division.parent, {})[naming.place] = weights[naming.place]
    for above, counties in below.items():
        # a report on a prefecture speaks of its counties in turn, one on a county of that county
        if above in weights and len(counties) >= 3 and max(counties.values()) * 2 <= sum(counties.values()):
            weights[above] += sum(counties.values())
    return weights


def _depth(naming: _Naming, titled: list[_Naming]) -> int:
    """How many places of the title this one lies in: 姜堰区 of 泰州市姜堰区 in one, a masked place in all before it."""
    if naming.division is None:
        return sum(1 for other in titled if other.start < naming.start)
    return sum(1 for other in titled if other.place != naming.place and naming.place.startswith(other.place))


def _subject(place: str, namings: list[_Naming]) -> Subject:
    same = [naming for naming in namings if naming.place == place]
    full = Counter(naming.written for naming in same if naming.full or naming.division is None).most_common(1)
    division = same[0].division
    name = full[0][0] if full else division.name if division else place
    return Subject(name, division.code if division else "")


def _by_opening(document: Document) -> Subject:
    """The place of a title that opens with a short name which only the text's repeating it makes a name: 高密 …."""
    title = re.sub("^(?:关于|对)", "", document.title.strip())
    opening = _NAMED.match(title)
    for end in range(min(len(opening[0]), 12) if opening else 0, 1, -1):
        division = gazetteer().resolve(title[:end])
        if division and division.level != "town" and legible(document.text).text.count(title[:end]) >= 2:
            return Subject(division.name, division.code)
    return Subject("")
