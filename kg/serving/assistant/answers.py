"""What the tools give, typed: rows as the commands have them, the sentences behind each, and what to beware of."""

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from kg.messages import Words

Cell = str | bool | int | float | None
Beware = Literal[
    "planned",
    "emerging",
    "forecast",
    "former",
    "contested",
    "suspect",
    "doubted",
    "inferred",
    "not_comparable",
    "derived",
]


class Told(BaseModel):
    """A part of an answer."""

    model_config = ConfigDict(frozen=True)


class Both(Told):
    """A text in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, words: Words) -> "Both":
        return cls(zh=words.zh, en=words.en)


class Parameter(Told):
    """What a named query can be asked with; without a value it keeps its default."""

    name: str
    type: Annotated[
        str,
        Field(
            description="name (part of a name, or an IRI), text, year (of four digits), integer, share (0 to 1), "
            "measure (its code or label) or choice"
        ),
    ]
    default: str | int | float | None
    choices: list[str]
    description: Both


class Label(Told):
    """A column of a query."""

    name: str
    label: Both


class Question(Told):
    """A named query."""

    name: str
    question: Both
    note: Both | None
    parameters: list[Parameter]
    columns: Annotated[list[Label], Field(description="Only of a query that was asked for by its name.")]


class Questions(Told):
    """The named queries."""

    questions: list[Question]


class Column(Told):
    """A column of an answer, with its label in the language of the answer."""

    name: str
    label: str


class Sentence(Told):
    """A sentence of a report that says what a row tells."""

    sentence: Annotated[str, Field(description="The whole sentence, the words that say it in 【】.")]
    report: str
    heading: Annotated[str, Field(description="The heading it stands below.")]
    place: Annotated[str, Field(description="The page, row, cell or paragraph of its file; empty if that is a text.")]
    start: Annotated[int, Field(description="Where the quote stands in the text of the report, in code points.")]
    end: int
    certainty: Annotated[float | None, Field(description="From 0 to 1, how surely it was read so.")]
    claim: Annotated[str | None, Field(description="The IRI of the claim, which the tool evidence takes.")]
    text: Annotated[str, Field(description="The resource with the whole text of the report.")]


class Row(Told):
    """A row: its values by column, its sentences, and what to say with it when it is quoted."""

    values: Annotated[dict[str, Cell], Field(description="The row as the command gives it.")]
    sentences: Annotated[
        list[Sentence],
        Field(description="What says it; of a row that several sentences make up, those that say the most of it."),
    ]
    more_sentences: Annotated[int, Field(description="How many such sentences are not shown.")]
    beware: Annotated[list[Beware], Field(description="See the resource jiqun://pitfalls.")]


class Answer(Told):
    """Rows, with what must be known to read them right."""

    question: Annotated[str, Field(description="What was asked, in words.")]
    columns: list[Column]
    rows: list[Row]
    notes: Annotated[list[str], Field(description="What must be told beside the answer.")]
    total: Annotated[int, Field(description="How many rows there are in all.")]
    next_offset: Annotated[int | None, Field(description="The offset of the rows that are left out; null if none are.")]


class Graph(Answer):
    """The answer to SPARQL: rows of SELECT or ASK, or a graph of CONSTRUCT or DESCRIBE."""

    turtle: Annotated[str | None, Field(description="The graph in Turtle; null of a SELECT or an ASK.")]


class Thing(Told):
    """A thing that was found."""

    iri: str
    name: str
    other_names: list[str]
    type: Annotated[str, Field(description="Its class: Cluster, PlannedCluster, Firm, County, Town …")]
    place: Annotated[str, Field(description="The place it belongs to.")]


class Found(Told):
    """The things that a name finds, the best first."""

    things: list[Thing]


class Section(Told):
    """A part of a briefing."""

    rows: list[Row]
    total: int


class Account(Told):
    """One thing: who it is, the briefing of a place, the measures of a cluster, and what is said of it."""

    iri: str
    name: str
    other_names: list[str]
    type: str
    kind: str
    standing: str | None
    place: str | None
    industries: list[str]
    briefing: Annotated[
        dict[str, Section],
        Field(description="Of a place: clusters, plans, towns, totals, titles, parks, policies, problems, doubts."),
    ]
    measures: Annotated[list[Row], Field(description="Of a cluster: its size, its figures, and the indicators.")]
    facts: Annotated[
        Answer | None, Field(description="What is said of it; null of a place, of which `evidence` tells that.")
    ]
