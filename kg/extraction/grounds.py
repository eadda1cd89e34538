"""On what a reading rests: its subject stands in the clause, comes from the heading, is carried from before."""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from kg.extraction.outline import Scene
from kg.extraction.subjects import core
from kg.identity import style
from kg.legible import usual
from kg.model import Document, Entity, Fact, Figure, Passage

BEARERS = frozenset(
    {"subject_in_clause", "subject_in_sentence", "from_heading", "sole_cluster", "place_by_default", "carried"}
)
_OWN = re.compile("[全我该本][省市州县区旗镇乡]")
_HEDGED = ("measures", "outlook", "problems")
_MARKS = "。！？；!?;"
_MARK = re.compile(f"[{_MARKS}]")
_COMMA = re.compile("[，,：:]")
_BESIDE = re.compile("^(?:、|和|及|与|等)")
_BEFORE = re.compile("(?:、|和|及|与)$")


@dataclass(frozen=True, slots=True)
class Setting:
    """Where a fact stands: its passage and scene, and the sentence around its quote, which starts there at `at`.

    `clause` is the quote with what stands before it up to a comma; white space is left out of all. `span` is where the
    sentence stands in the report. `title` is the report's, `main` the cluster that it is all about, `located` how sure
    the place is that it is about, `text` the whole of it.
    """

    passage: Passage
    scene: Scene
    sentence: str
    at: int
    quote: str
    clause: str
    span: tuple[int, int]
    title: str
    main: Entity | None
    located: float
    text: str


class Settings:
    """Finds where the facts of a report stand, from what its reading has found out."""

    def __init__(
        self,
        document: Document,
        outline: Sequence[tuple[Passage, Scene]],
        main: Entity | None,
        located: float,
    ) -> None:
        self._document = document
        self._outline = outline
        self._main = main
        self._located = located
        self._starts = [passage.start for passage, _ in outline]
        self._known: dict[tuple[int, int], Setting] = {}

    def of(self, fact: Fact) -> Setting:
        """Where a fact stands."""
        span = fact.evidence.start, fact.evidence.end
        if span not in self._known:
            self._known[span] = self._around(*span)
        return self._known[span]

    def _around(self, start: int, end: int) -> Setting:
        passage, scene = self._outline[max(0, bisect_right(self._starts, start) - 1)]
        text = self._document.text
        opening, closing = passage.start, max(passage.end, end)
        if passage.kind != "row":
            opening = max(opening, *(text.rfind(mark, opening, start) + 1 for mark in _MARKS))
            mark = _MARK.search(text, end, closing)
            closing = mark.start() if mark else closing
        before, quote, after = (
            "".join(usual(text[a:b]).split()) for a, b in ((opening, start), (start, end), (end, closing))
        )
        clause = _COMMA.split(before)[-1] + quote
        known = (self._document.title, self._main, self._located, text)
        return Setting(passage, scene, before + quote + after, len(before), quote, clause, (opening, closing), *known)


def grounds(fact: Fact, setting: Setting) -> tuple[str, ...]:
    """What a reading rests on, as codes of the ontology in their order; those that the reading gave itself stand."""
    found = set(fact.grounds)
    if not found & BEARERS:
        found.add(_bearer(fact.subject, setting))
    named = fact.object if isinstance(fact.object, Entity) else None if fact.object else fact.subject
    if named and _listed(named.name, setting):
        found.add("listed")
    if setting.passage.kind == "row":
        found.add("in_row")
    if setting.scene.role in _HEDGED or setting.scene.future:
        found.add("hedged_section")
    if setting.scene.place.name not in setting.title:
        found.add("place_by_text")
    return tuple(sorted(found))


def mentioned(subject: Entity, place: str, text: str) -> int:
    """Where a text last names a subject or a short form of it, and 全县 the report's own place; -1 if nowhere."""
    at = max(text.rfind(form) for form in _forms(subject))
    if at < 0 and subject.type == "Place" and subject.name == place:
        return max((own.start() for own in _OWN.finditer(text)), default=-1)
    return at


def speaks_of_place(text: str) -> bool:
    """Whether a text speaks of the report's own place as such: 全县, 我市."""
    return bool(_OWN.search(text))


def _forms(subject: Entity) -> tuple[str, ...]:
    match subject.type:
        case "Cluster" | "PlannedCluster":
            return subject.name, core(subject.name)
        case "Place" if len(subject.name) > 2:
            return subject.name, subject.name[:-1]
        case "Firm":
            return subject.name, style(subject.name)
        case _:
            return (subject.name,)


def _bearer(subject: Entity, setting: Setting) -> str:
    place = setting.scene.place.name
    if mentioned(subject, place, setting.clause) >= 0:
        return "subject_in_clause"
    if mentioned(subject, place, setting.sentence) >= 0:
        return "subject_in_sentence"
    if subject.type == "Place" and subject.name == place:
        return "place_by_default"
    if any(heading.level and mentioned(subject, place, heading.text) >= 0 for heading in setting.passage.path):
        return "from_heading"
    return "sole_cluster" if subject == setting.main else "carried"


def _listed(name: str, setting: Setting) -> bool:
    """Whether a name is one of several beside each other: A、B和C."""
    at = setting.sentence.find(name)
    after = setting.sentence[at + len(name) :][:2]
    return at >= 0 and bool(_BESIDE.match(after) or _BEFORE.search(setting.sentence[:at]))


def figure_at(figure: Figure, setting: Setting) -> int:
    """Where the words of a figure start in the sentence; the quote's start where they are not found."""
    at = setting.sentence.find("".join(figure.lexical.split()), setting.at) if figure.lexical else -1
    return at if at >= 0 else setting.at
