"""What a reading is resolved with: its sentence, what that stands under, of whom it speaks, what was named before."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from kg.extraction.candidates import Candidate, Focus, Place, Ranked, Ranking, candidates, ranked
from kg.extraction.entities import Named
from kg.extraction.horizon import is_done
from kg.extraction.modality import goes_on, modality, to_come, whole_sentence
from kg.extraction.outline import Scene
from kg.extraction.subjects import Known
from kg.grammar.engine import Span
from kg.grammar.figures import Reading
from kg.grammar.phrases import verbs
from kg.grammar.relations import Said
from kg.lexicon import any_of, words
from kg.model import Document, Entity, Evidence, Fact, Mention, Modality, Sentence

_FACILITIES = any_of(words("facilities", "park_ending", "market_ending"))
_BUILDS = re.compile(
    f"(?:{verbs('build')}|谋划)(?:(?:占地)?[\\d,.]+[多余]?(?:万|亿)?(?:亩|平方米|平方公里|元|公顷)?的?)?"
    "(?P<name>[^，。；、\\d的“”]{2,16}?"
    f"(?:(?<![校家公果茶田桑菜乐花])园(?=[，。；、]|$)|{_FACILITIES}))"
)
# what plans start from, and is there: 依托36万亩茶园
_RESTS_ON = re.compile(f"{any_of(words('periods', 'rests_on'))}[\\d.,多余万亿千百]+[^，。；\\d]{{0,14}}$")
_RAISED = re.compile(
    f"(?:{verbs('built')}|兴建)了?"
    f"(?P<name>[^，。；、\\d的“”一两]{{2,16}}?(?:{any_of(words('facilities', 'market_ending'))}))"
    "(?=，(?:总?占地|总?投资|建筑|营业|年|日|有|内设|实现|现有|设))"
)
_LEAST = 0.02  # likelihood of a bearer
CLUSTERS = ("Cluster", "PlannedCluster")


@dataclass(frozen=True, slots=True)
class Context:
    """A sentence of a report with all that its words leave to where they stand; `year` is the one it is spoken from,
    `dated` are its periods in EDTF.
    """

    document: Document
    sentence: Sentence
    scene: Scene
    known: Known
    mentions: tuple[Mention, ...]
    year: int | None = None
    dated: Sequence[tuple[Mention, str]] = ()
    carried: Named | None = None
    said: tuple[Named, ...] = ()
    focus: Focus = field(default_factory=lambda: Focus(Entity("Place", "")))
    rankings: list[Ranking] = field(default_factory=list)

    def bearers(
        self, mention: Mention, kind: str, value: object, noun: Span | None = None, told: Entity | None = None
    ) -> list[Ranked]:
        """Who may be meant where a mention of a kind (a measure or a property) stands, the likeliest first."""
        built = self.built(mention)
        at = Place(mention.start, mention.end, kind, noun, told, built.entity if built else None)
        focus = self.focus.themed(stands=isinstance(value, Reading))
        found = ranked(candidates(self.sentence.text, at, self.said, focus))
        self.rankings.append(Ranking(*self.sentence.place(mention.start, mention.end), kind, value, tuple(found)))
        return found

    def fact(self, property: str, subject: Entity, span: tuple[int, int], mention: Mention, **rest: object) -> Fact:
        """A fact whose evidence is a span of the sentence's wording."""
        start, end = self.sentence.place(*span)
        heading = self.scene.cluster.name if self.scene.cluster else self.scene.policy
        evidence = Evidence(self.document.slug, start, end, self.document.text[start:end], mention.rule, heading)
        return Fact(property, subject, evidence, **rest)  # type: ignore[arg-type]

    @property
    def place(self) -> Entity:
        """The place that the report is about here."""
        return Entity("Place", self.scene.place.name)

    def modality(self, end: int, measure: str = "") -> Modality:
        """Whether a figure that ends there is told as a fact, a plan or a forecast."""
        found = self._told(end)
        ahead = self.scene.ahead
        if found != "actual" or ahead is None or self.sentence.span[0] < ahead or measure == "cluster_count":
            return found
        text = self.sentence.text[:end]
        return "actual" if _RESTS_ON.search(text) or is_done(text, self.scene.since) else self.scene.told_as

    def _told(self, end: int) -> Modality:
        """What the words up to there, a goal before ；, and the headings make of what ends there."""
        text = self.sentence.text
        found = modality(text, end)
        before = whole_sentence(self.document.text, self.sentence.span[0]) if found == "actual" else ""
        if before and (goal := goes_on(before, text, end)) != "actual":
            return goal
        if found == "actual" and to_come(text, end, None) and to_come(text, end, self.year):
            return "planned"
        to_do = self.scene.future or (self.scene.role == "measures" and any(b.start < end for b in self.builds()))
        return "planned" if found == "actual" and to_do else found

    def planned(self, end: int) -> bool:
        """Whether a thing that ends there is told as a plan."""
        return self._told(end) == "planned"

    @property
    def spoken(self) -> list[Named]:
        """Whom the clauses of the sentence are about, in order; the one carried into a sentence that goes on."""
        return [thing for thing in self.said if thing.opens] or ([self.carried] if self.carried else [])

    def builds(self) -> list[Named]:
        """The parks, markets and bases that the sentence tells are built: 拟投资15亿元建设汉服文化产业园."""
        return [*_built(self.sentence.text)]

    def raised(self) -> list[Named]:
        """The markets that the sentence tells were built and goes on to tell of: 建成青山西瓜市场，占地8万平方米."""
        found = _RAISED.finditer(self.sentence.text)
        return [Named(m.start("name"), m.end("name"), Entity("Market", m["name"]), opens=True) for m in found]

    def built(self, mention: Mention) -> Named | None:
        """What the clause of a mention tells is built."""
        text = self.sentence.text
        start = max(text.rfind(mark, 0, mention.start) for mark in "，。；") + 1
        end = min((at for mark in "，。；" if (at := text.find(mark, mention.end)) >= 0), default=len(text))
        return next((thing for thing in self.builds() if start <= thing.start < end), None)

    def subject(self, mention: Mention) -> Candidate:
        """Whom a relation without a named subject is most likely said of."""
        return self._ranked(mention)[0].candidate

    def likeliest(self, mention: Mention, classes: Collection[str]) -> Entity | None:
        """Of the things of some classes the one that a relation is most likely said of, None where none is likely.

        None of its objects is: in 成为A与B的供货商 someone else supplies.
        """
        assert isinstance(mention.value, Said)
        objects = {span.text for span in mention.value.objects}
        for each in self._ranked(mention):
            entity = each.candidate.entity
            if entity.type in classes and entity.name and entity.name not in objects:
                return entity if each.likelihood >= _LEAST else None
        return None

    def _ranked(self, mention: Mention) -> list[Ranked]:
        assert isinstance(mention.value, Said)
        return self.bearers(mention, mention.value.property, mention.value)


@lru_cache(maxsize=256)  # each figure of a sentence asks what it tells is built
def _built(text: str) -> tuple[Named, ...]:
    return tuple(
        Named(*m.span("name"), Entity(_kind(m["name"]), m["name"]), opens=not text.startswith(("、", "和"), m.end()))
        for m in _BUILDS.finditer(text)
    )


def _kind(name: str) -> str:
    return "Market" if name.endswith(("市场", "城")) else "Place"
