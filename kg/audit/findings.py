"""What an audit finds: an equation that fails or holds, with its figures, sentences and likely misprint."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from hashlib import blake2b
from typing import Literal

from kg.audit.intervals import Interval
from kg.model import Fact

Kind = Literal["sum", "share", "product", "growth", "order", "count", "contradiction", "time", "print"]
Severity = Literal["error", "warning", "note", "confirmed"]
SEVERITIES: tuple[Severity, ...] = ("error", "warning", "note", "confirmed")
Slip = Literal["dropped", "added", "swapped", "replaced", "shifted"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A number in a report: `text[start:end]` are its digits or numerals, `lexical` the amount with its unit.

    `digits` has the digits with their point ("" for Chinese numerals); one of them is worth `scale` base units.
    """

    start: int
    end: int
    lexical: str
    digits: str
    scale: Decimal

    @property
    def step(self) -> Decimal:
        """What one of the last printed place is worth: 10 000 yuan in 19238万元, 10 million in 14.7亿元."""
        places = len(self.digits.partition(".")[2])
        return self.scale.scaleb(-places)


@dataclass(frozen=True, slots=True)
class Term:
    """A figure of an equation: what it is of, its value with what rounding and hedges leave open, and its sentence.

    `start` and `end` span the figure itself in the report's text; `quote` is its sentence or row, from `quote_start`.
    A term that is counted and not printed (six names of a list) has the words it is counted from as its quote.
    """

    name: str
    value: Decimal
    unit: str
    interval: Interval
    lexical: str
    report: str
    start: int
    end: int
    quote: str
    quote_start: int
    printed: Printed | None = None
    fact: Fact | None = None

    @property
    def quote_end(self) -> int:
        """One past the quote's last character."""
        return self.quote_start + len(self.quote)


@dataclass(frozen=True, slots=True)
class Correction:
    """One slip in one figure that would make the equation exact: `before` as printed, `after` as perhaps meant.

    `chance` is how likely this slip, of all of its sort that `after` can suffer, prints `before`.
    """

    term: Term
    slip: Slip
    before: str
    after: str
    value: Decimal
    chance: Decimal


@dataclass(frozen=True, slots=True)
class Finding:
    """One equation or one stretch of damaged print.

    `severity` is `confirmed` for an equation that holds; else `error` (cannot be), `warning` (very likely wrong) or
    `note` (damaged, to be looked at). `stated` is the figure that is checked, `terms` those it is checked against,
    `computed` what they give; `residual` is stated − computed, `relative` that over computed. `corrections` are the
    slips that each would make it exact. `suspects` are the facts that cannot be right.
    `zh` and `en` say it, `equation` writes it out. `dismissed` is the reason that seeds/audit.csv gives.
    """

    id: str
    kind: Kind
    severity: Severity
    report: str
    rule: str
    stated: Term
    terms: tuple[Term, ...]
    equation: str
    zh: str
    en: str
    computed: Decimal | None = None
    residual: Decimal | None = None
    relative: Decimal | None = None
    corrections: tuple[Correction, ...] = ()
    suspects: tuple[Fact, ...] = ()
    dismissed: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the equation holds."""
        return self.severity == "confirmed"

    @property
    def correction(self) -> Correction | None:
        """The likely misprint: the slip twice as likely as all others that make it exact; None where none is."""
        return likely(self.corrections)

    @property
    def figures(self) -> tuple[Term, ...]:
        """The stated figure and those it is checked against."""
        return self.stated, *self.terms


def likely(corrections: tuple[Correction, ...]) -> Correction | None:
    """The correction that is at least twice as likely as all others together."""
    whole = sum((each.chance for each in corrections), Decimal(0))
    return next((each for each in corrections if each.chance * 3 >= whole * 2), None)


def identifier(report: str, rule: str, terms: Iterable[Term]) -> str:
    """The id of a finding: of the rule and of what its figures are and say, so that edits elsewhere leave it."""
    figures = sorted({f"{term.report} {term.name} {term.lexical} {'' if term.fact else term.quote}" for term in terms})
    said = "\n".join([report, rule, *figures])
    return blake2b(said.encode(), digest_size=6).hexdigest()
