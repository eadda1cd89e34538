"""What the project speaks of, from the file to the fact: 文件 → 段落 → 句子 → 提及 → 事实, none ever changed."""

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Literal

from kg.messages import Words

PassageKind = Literal["heading", "paragraph", "row"]
Modality = Literal["actual", "planned", "forecast", "former"]
Level = Literal["province", "prefecture", "county", "town"]
EXISTENCE = {"cluster": "Cluster", "policy": "Policy", "problem": "Problem"}
"""The properties of facts that say that there is such a thing, and of which class that is."""

SURE, DOUBTED = 0.8, 0.5  # certainties: from the first on a reader may trust it, below the second he must look


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered or marked heading: its depth (0 the title, 1 一、, 2 （一）, …) and its words without the number.

    `start` and `end` are code points of the document's text and span the words, not the number.
    """

    level: int
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell of a table row: the column's header as printed, and the span of the content (may be empty)."""

    header: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Passage:
    """A heading, a paragraph or a table row, as a span of the document's text.

    `path` holds the headings above it, outermost first; a heading's own path ends with itself.
    """

    kind: PassageKind
    start: int
    end: int
    path: tuple[Heading, ...] = ()
    cells: tuple[Cell, ...] = ()

    @property
    def heading(self) -> str:
        """The words of the heading that it stands below, or is; "" if there is none."""
        return self.path[-1].text if self.path else ""


@dataclass(frozen=True, slots=True)
class Locus:
    """Where in its file the text from `start` on stands, up to the next locus: 第3页, 表2 第5行, 指标!B5.

    Pages, paragraphs, tables, rows and columns count from 1, and are 0 where the file has none; `score` is how surely a
    recogniser read it, 1 where nothing had to be recognised.
    """

    start: int = 0
    page: int = 0
    paragraph: int = 0
    table: int = 0
    row: int = 0
    column: int = 0
    sheet: str = ""
    score: float = 1.0


@dataclass(frozen=True, slots=True)
class Imprint:
    """What a publication says of itself: the day it was issued (ISO 8601), who issued it, and its document number."""

    issued: str = ""
    issuer: str = ""
    number: str = ""


NO_IMPRINT = Imprint()
"""Of a publication that says nothing of itself."""


@dataclass(frozen=True, slots=True)
class Document:
    """One report: its frozen text, character for character as read, and the passages that cover it in order.

    `slug` names it for the user (`zhucheng` for zhucheng.txt), `source` is the name of the file it came from, which is
    of this `format` and has so many `pages` (0 where it has none); `place` is what the file says beside the text that
    it is about, in its line `place_line`. `loci` say where in the file the text stands, in its order; `notes` what of
    the file could not be read, `asides` what was left out as it is hidden.
    """

    slug: str
    source: str
    title: str
    text: str
    passages: tuple[Passage, ...]
    place: str = ""
    place_line: int = 0
    format: str = "text"
    pages: int = 0
    loci: tuple[Locus, ...] = ()
    imprint: Imprint = NO_IMPRINT
    notes: tuple[Words, ...] = ()
    asides: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Mention:
    """What a rule read between two code points: its value, the rule's name and the mentions it was made of."""

    start: int
    end: int
    value: object
    rule: str
    parts: tuple["Mention", ...] = ()


@dataclass(frozen=True, slots=True)
class Wording:
    """Words to be read, and for each character its place in the document; `offsets` has one more for the end."""

    text: str
    offsets: tuple[int, ...]

    @property
    def span(self) -> tuple[int, int]:
        """Where the whole wording stands in the document's text."""
        return self.place(0, len(self.text))

    def place(self, start: int, end: int) -> tuple[int, int]:
        """Where a span of the wording stands in the document's text."""
        return self.offsets[start], self.offsets[end - 1] + 1


@dataclass(frozen=True, slots=True)
class Sentence(Wording):
    """A sentence with what the grammar reads in it; `mentions` is None where jiqun failed at it."""

    mentions: tuple[Mention, ...] | None = ()


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure measures (`output_value`) and of what kind it is (`money`)."""

    id: str
    kind: str


@dataclass(frozen=True, slots=True)
class Unit:
    """A base unit (`CNY`, `mu`, `%`), its kind, its IRI, and how much of an SI unit one is (None if there is none)."""

    id: str
    kind: str
    iri: str
    factor: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Division:
    """An administrative division with its GB/T 2260 code (towns: nine digits) and its parent's code."""

    code: str
    name: str
    level: Level
    parent: str


@dataclass(frozen=True, slots=True)
class Entity:
    """A name as written, with the class it names; not yet a thing.

    `type` is an ontology class (`Cluster`, `PlannedCluster`, `Firm`, `Place` …); `of_place` is, for a cluster,
    the name of the place that the passage is about.
    """

    type: str
    name: str
    of_place: str = ""


@dataclass(frozen=True, slots=True)
class Figure:
    """A measured value in its base unit, with the bounds that its hedge leaves open.

    近200家: value 200, qualifier `about`; 20多亿元: value 2e9, lower 2e9, upper 3e9, qualifier `over`.
    `value_max` is the upper end of a printed range, `period` EDTF, `lexical` the amount as written.
    """

    measure: str
    value: Decimal
    unit: str
    value_max: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    qualifier: str = ""
    of: str = ""
    scope: str = ""
    period: str = ""
    per: str = ""
    lexical: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """The characters that say it: `text[start:end] == quote` in the report's frozen text; and the rule that read it."""

    report: str
    start: int
    end: int
    quote: str
    rule: str
    heading: str = ""


@dataclass(frozen=True, slots=True)
class Fact:
    """One statement of one report. Names of fields and properties are those of a line of facts.jsonl.

    `property` is snake_case (`lead_firm`, `observation`); `object` is an entity, a figure, a text
    (`formation_mode`, `stage`, `drafts_standard`) or None (`cluster`, `policy`, `problem`). How surely it was read, and
    why, is no part of what is said: facts that differ in nothing else are equal.
    """

    property: str
    subject: Entity
    evidence: Evidence
    object: Entity | Figure | str | None = None
    modality: Modality = "actual"
    status: str = ""  # of a cluster: existing, emerging, planned
    kind: str = ""  # of a policy: plan, fund, measure, target, mechanism
    parent: str = ""  # of a policy: the name of the policy it is an item of
    about: tuple[Entity, ...] = ()  # of a policy or problem
    conferred_by: str = ""  # of a title
    period: str = ""  # of a title or policy, EDTF
    certainty: float = field(default=1.0, compare=False)  # of the reading, 0 to 1, two decimals
    grounds: tuple[str, ...] = field(default=(), compare=False)  # of the certainty: subject_in_clause, carried …


def unconfirmed(fact: Fact) -> bool:
    """Whether an extractor alone has read a fact, and no rule of jiqun says the same."""
    return "extracted" in fact.grounds and "agreed" not in fact.grounds
