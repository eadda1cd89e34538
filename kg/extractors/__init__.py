"""Other extractors beside the rules: what a package gives that adds one, and how it is found by its name.

A package names its extractor in the entry points of the group `jiqun.extractors`: something that is called without
arguments and gives an `Extractor`. It is asked only where `kg build --extractor NAME` asks for it.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields
from functools import cache
from importlib.metadata import EntryPoint, entry_points
from typing import Any, Protocol

from kg.errors import InputError
from kg.extraction import Reading
from kg.extractors.answers import Answers
from kg.messages import Words, message

__all__ = ["GROUP", "Answers", "Candidate", "Extracted", "Extractor", "Refused", "Usage", "installed", "loaded"]

GROUP = "jiqun.extractors"


@dataclass(frozen=True, slots=True)
class Candidate:
    """What an extractor says that a report says: the fields of a line of facts.jsonl, "" where there is nothing.

    `text[start:start + len(quote)] == quote` in the report's text (`start` is -1 where the quote was not found). Of a
    figure, an `observation`, `measure` says what it measures and `lexical` repeats the amount as it stands in the
    quote: 近200家. Its value, unit and bounds are read from there by jiqun's grammar. `period` repeats the words of a
    date (2023年), which stand in the quote, its paragraph, a heading above or the title. TypeError for a field that is
    of another type.
    """

    property: str
    subject_type: str
    subject: str
    quote: str
    start: int
    object_type: str = ""
    object: str = ""
    measure: str = ""
    lexical: str = ""
    of: str = ""
    scope: str = ""
    period: str = ""
    modality: str = "actual"
    kind: str = ""

    def __post_init__(self) -> None:
        for each in fields(self):
            if type(getattr(self, each.name)) is not each.type:
                raise TypeError(f"{each.name} of a Candidate is {getattr(self, each.name)!r}")

    def said(self) -> dict[str, Any]:
        """Its fields that are not empty."""
        return {name: value for name, value in asdict(self).items() if value != ""}


@dataclass(frozen=True, slots=True)
class Refused:
    """What an extractor said and no fact can be made of: where, its answer, and why not."""

    section: str
    said: Mapping[str, Any]
    why: Words


@dataclass(frozen=True, slots=True)
class Usage:
    """What an extractor took: sections of reports, how many of them it asked about now (the others' answers were kept),
    tokens read and written, what that cost, None where no price is known, and how long it took."""

    sections: int = 0
    asked: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    cost: float | None = None
    seconds: float = 0

    def __add__(self, other: "Usage") -> "Usage":
        costs = [cost for cost in (self.cost, other.cost) if cost is not None]
        return Usage(
            self.sections + other.sections,
            self.asked + other.asked,
            self.tokens_in + other.tokens_in,
            self.tokens_out + other.tokens_out,
            sum(costs) if costs else None,
            self.seconds + other.seconds,
        )


@dataclass(frozen=True, slots=True)
class Extracted:
    """What an extractor gives of a report; `failures` tell of the parts that it could not read, which the next build
    asks for again."""

    candidates: tuple[Candidate, ...] = ()
    refused: tuple[Refused, ...] = ()
    failures: tuple[Words, ...] = ()
    usage: Usage = field(default_factory=Usage)


class Extractor(Protocol):
    """Reads facts in reports. InputError of its own where it is made tells the user what it lacks."""

    @property
    def version(self) -> str:
        """What its answers depend on beside the report: with another version the next build reads all again."""

    def extract(self, reading: Reading, answers: Answers) -> Extracted:
        """What it reads in `reading.document`, of which the rules have read `reading.facts`.

        `answers` keeps by their content what is dear to get, for this build and those after it. What is raised costs
        what it would have read of this report, and is told.
        """


def installed() -> dict[str, EntryPoint]:
    """The extractors that are installed, by name."""
    found = sorted(entry_points(group=GROUP), key=lambda entry: (entry.name, entry.value))
    return {entry.name: entry for entry in found}


@cache
def loaded(name: str) -> Extractor:
    """The extractor of a name, made once. InputError if there is none, if it cannot be imported, or if it lacks
    something."""
    known = installed()
    if name not in known:
        raise InputError(message("extractor_unknown", name=name, names=known))
    try:
        made: Extractor = known[name].load()()
        assert isinstance(made.version, str)
    except InputError:
        raise
    except Exception as error:  # it is not ours
        raise InputError(message("extractor_broken", name=name, why=f"{type(error).__name__}: {error}")) from error
    return made
