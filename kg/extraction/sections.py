"""One text on several places: the part under （三）石泉县, or that opens 藤县提出…, is about that place."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import pairwise

from kg.extraction.about import DOUBTFUL, Subject, Whereabouts
from kg.extraction.namings import Naming, namings
from kg.extraction.wording import Worded, cut
from kg.gazetteer import gazetteer
from kg.gazetteer.names import short
from kg.legible import usual
from kg.lexicon import any_of
from kg.model import Document, Entity, Fact, Passage, Sentence

_SEVERAL = 0.7  # how sure it is that a text is on several places
_FEWEST = 2  # places whose parts make a text one on several
_WITHIN = 60  # characters of a sentence in which the place that it opens with ends
_PROVINCE = any_of(short(one.name) for one in gazetteer().within())
# what may stand before it: 贵州, 素有“北方瓷都”之称的, “日用瓷名城”——
_BEFORE = re.compile(
    f"[“”—–\\s]*(?:{_PROVINCE}|[^，。；：]{{0,30}}?(?:之称|称号|美誉|招牌|名片)的|(?:作为|同为|拥有|享有)“[^”]{{1,20}}”(?:之一)?的|“[^”]{{1,20}}”[—–的]*)?$"
)
_AFTER = re.compile("(?![的、和与及等籍])")
_COLON = re.compile("[：:]")
_COLON_NEAR = re.compile("[^，。；]{0,40}?[县市区旗州][：:]")
_KIND_NEAR = re.compile("[^。；]{0,58}?[县市区旗州盟]|[^，。；：:]{4,12}[：:]")
_SHORT_HEADING = 16  # characters behind the place
_MARKED = re.compile("[，。；！？]")
_SHORT_LINE = 24  # characters of a line that stands over its section without a colon
_OVER = 30  # characters of what a line stands over
_LINE = 60  # characters of a line that stands over its section
_SECTIONS_OWN = ("Problem", "Policy")  # classes of things that are of the place of which a section tells them


@dataclass(frozen=True, slots=True)
class Sections:
    """The places that parts of a report are about, none where it is on one place; and what the whole is about.

    `spoken` is whether paragraphs and sentences have places too, and not only headings and what a colon follows.
    `begun` is where lines like 江西余江：小眼镜做成大产业 begin a section, and of which place.
    """

    whole: Whereabouts
    places: tuple[Subject, ...] = ()
    spoken: bool = False
    begun: tuple[tuple[int, Subject], ...] = ()

    def headed(self, heading: str) -> Subject | None:
        """The place that a heading names: 石泉县, 石泉县：蚕桑产业; None for any other heading."""
        if not self.places:
            return None
        found = _opens(heading)
        named = next((place for place in self.places if heading in (place.name, place.name[:-1])), None)
        return named or (
            found.subject if found and found.rest <= _SHORT_HEADING and found.subject in self.places else None
        )

    def row(self, cell: str) -> Subject | None:
        """The place of a table's row by its first cell."""
        return self.headed(cell) if self.spoken else None

    def pieces(self, sentences: tuple[Sentence, ...]) -> Iterator[tuple[tuple[Sentence, ...], Subject | None]]:
        """The sentences of a paragraph by the place they are about, None for that of their section."""
        at = sentences[0].offsets[0] if sentences else 0
        place = next((one for begun, one in reversed(self.begun) if begun <= at), None)
        start = 0
        for at, sentence in enumerate(sentences if self.places else ()):
            found = _opens(sentence.text) if self.spoken or _COLON_NEAR.match(sentence.text) else None
            opened = found.subject if found and (self.spoken or found.colon) and found.subject in self.places else None
            if opened and opened != place:
                if at > start:
                    yield sentences[start:at], place
                place, start = opened, at
        yield sentences[start:], place


@dataclass(frozen=True, slots=True)
class _Opening:
    """The place that words open with, whether a colon follows it, and how many characters stand behind it."""

    subject: Subject
    colon: bool
    rest: int


def sections(report: Worded, whole: Whereabouts) -> Sections:
    """The parts of a report that are about other places than the whole; the whole is what holds them if in doubt."""
    document = report.document
    spoken = whole.certainty < DOUBTFUL or _in_turn(document, whole)
    headings = _opened((*_headings(document), *_lines(document)), whole, any_opening=True, own=spoken)
    paragraphs = _opened(_sentences(report), whole, any_opening=spoken, own=spoken)
    places = tuple(dict.fromkeys((*headings, *paragraphs)))
    if len(places) < _FEWEST:
        return Sections(whole)
    if spoken:
        whole = Whereabouts(_above(places), _SEVERAL)
    return Sections(whole, places, spoken, tuple(_begun(document, places)))


def of_section(fact: Fact, place: Subject, whole: Subject) -> Fact:
    """The fact, what lacks and what is to be done as of the place of its section where the report is about another."""
    if place == whole:
        return fact
    subject, thing = _within(fact.subject, place), fact.object
    return replace(fact, subject=subject, object=_within(thing, place) if isinstance(thing, Entity) else thing)


def _within(thing: Entity, place: Subject) -> Entity:
    return replace(thing, of_place=place.name) if thing.type in _SECTIONS_OWN else thing


def _begun(document: Document, places: tuple[Subject, ...]) -> Iterator[tuple[int, Subject]]:
    """The lines that a place and a colon open, over the paragraphs on that place."""
    for passage in document.passages:
        text = usual(document.text[passage.start : passage.end])
        found = _opens(text) if passage.kind == "paragraph" and len(text) <= _LINE else None
        if (
            found
            and (found.colon or (len(text) <= _SHORT_LINE and not _MARKED.search(text)))
            and found.subject in places
        ):
            yield passage.start, found.subject


def _lines(document: Document) -> Iterator[str]:
    """The short lines without a mark over longer paragraphs: 三门县三门青蟹."""
    for passage, below in pairwise(document.passages):
        text = usual(document.text[passage.start : passage.end])
        stands = passage.kind == below.kind == "paragraph" and below.end - below.start > _OVER
        if stands and len(text) <= _SHORT_LINE and not _MARKED.search(text):
            yield text


def _in_turn(document: Document, whole: Whereabouts) -> bool:
    """Whether paragraphs open with one place after another, of which the title has none and the likeliest is one."""
    if whole.certainty == 1 or not whole.subject.code or whole.subject.name[:2] in document.title:
        return False
    headed = {opening.subject.code for text in _headings(document) if (opening := _opens(text)) and not opening.rest}
    if len(headed) >= _FEWEST and whole.subject.code in headed:
        return True
    begun = (one for one in document.passages if one.kind == "paragraph")
    texts = (usual(document.text[one.start : one.start + _WITHIN]) for one in begun)
    places = {opening.subject.code for text in texts if (opening := _opens(text))}
    return len(places) > _FEWEST and whole.subject.code in places


def _opened(texts: Iterable[str], whole: Whereabouts, *, any_opening: bool, own: bool) -> list[Subject]:
    """The places that texts open with, or that a colon follows, if there are several; the whole's only if `own`."""
    near = (text for text in texts if any_opening or _COLON_NEAR.match(text))
    found = [opening for text in near if (opening := _opens(text)) and (any_opening or opening.colon)]
    places = [one.subject for one in found if own or not whole.subject.code.startswith(one.subject.code)]
    return places if len(set(places)) >= _FEWEST else []


def _headings(document: Document) -> Iterator[str]:
    return (
        passage.path[-1].text for passage in document.passages if passage.kind == "heading" and passage.path[-1].level
    )


def _sentences(report: Worded) -> Iterator[str]:
    for passage, words in zip(report.document.passages, report.passages, strict=True):
        if passage.kind == "row":
            yield first_cell(report.document, passage)
        elif passage.kind == "paragraph":
            yield from (one.text for one in cut(words))


def first_cell(document: Document, passage: Passage) -> str:
    """What the first cell of a row holds."""
    return usual(document.text[passage.cells[0].start : passage.cells[0].end]).strip() if passage.cells else ""


def _opens(text: str) -> _Opening | None:
    """The county or city that a text opens with, the last of 山西省朔州市应县, where it is named in full."""
    if not _KIND_NEAR.match(text):
        return None
    chain: list[Naming] = []
    end = 0
    for naming in namings(text[:_WITHIN]):
        if chain and (naming.start != end or naming.place == chain[-1].place):
            break  # 安吉县安吉白茶
        if not chain and not _BEFORE.match(text[: naming.start]):
            return None
        chain.append(naming)
        end = naming.start + len(naming.written)
    last = chain[-1] if chain else None
    if last is None or last.division is None or last.away or not _AFTER.match(text, end):
        return None
    colon = bool(_COLON.match(text, end))
    within = colon and end > len(last.written)  # 江西余江：
    if last.division.level == "province" or not (last.full or within):
        return None
    return _Opening(
        Subject(last.written if last.full else last.division.name, last.division.code), colon, len(text) - end
    )


def _above(places: tuple[Subject, ...]) -> Subject:
    """The prefecture or the province that holds all places; Subject("") where none does."""
    for size in (4, 2):
        codes = {place.code[:size] for place in places}
        division = gazetteer().division(codes.pop()) if len(codes) == 1 else None
        if division:
            return Subject(division.name, division.code)
    return Subject("")
