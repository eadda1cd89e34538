"""What reports get wrong and what they confirm: 合计 against its parts, shares, counts, contradictions, print."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from decimal import Decimal

from kg.audit.contradictions import contradictions
from kg.audit.corrections import corrections
from kg.audit.counts import counts
from kg.audit.damage import Damage, damage
from kg.audit.dismissals import dismissals
from kg.audit.equations import Equation
from kg.audit.findings import SEVERITIES, Correction, Finding, Severity, Term, identifier, likely
from kg.audit.glued import glued
from kg.audit.growth import growth
from kg.audit.intervals import point
from kg.audit.ledger import Ledger
from kg.audit.orders import orders
from kg.audit.products import products
from kg.audit.shares import shares
from kg.audit.sums import sums
from kg.audit.wording import said, written
from kg.faults import Fault, sparing
from kg.identity import Identity
from kg.model import Document, Fact

_CHECKS: tuple[Callable[[Ledger], Iterator[Equation]], ...] = (
    sums,
    products,
    shares,
    growth,
    orders,
    counts,
    lambda ledger: contradictions([ledger]),
)


def audit(
    document: Document, facts: Iterable[Fact], identity: Identity | None = None, faults: list[Fault] | None = None
) -> tuple[Finding, ...]:
    """The findings of one report: doubts by severity, then confirmations, each in the order of the text.

    With an identity, names of one thing count as one; without, only equal names do. A check that fails gives none if
    there is a list of `faults` to keep that in.
    """
    with sparing(faults):
        return of_ledger(Ledger(document, facts, identity), faults)
    return ()


def of_ledger(ledger: Ledger, faults: list[Fault] | None = None) -> tuple[Finding, ...]:
    """The findings of a report by its ledger."""
    found: list[Finding] = []
    with sparing(faults):
        equations: list[Equation] = []
        for check in _CHECKS:
            with sparing(faults):
                equations += [*check(ledger)]
        found = _weighed(equations, faults)
        agreed = (finding for finding in found if finding.severity == "confirmed")
        trusted = frozenset(term.start for finding in agreed for term in (finding.stated, *finding.terms))
        found += [_damaged(ledger, each) for each in damage(ledger, trusted)]
        found += [_damaged(ledger, each) for each in glued(ledger)]
    return _sorted(found)


def between(ledgers: Sequence[Ledger], faults: list[Fault] | None = None) -> tuple[Finding, ...]:
    """The contradictions between reports by their ledgers: figures of one thing and year that differ from one report to
    another."""
    found: list[Finding] = []
    with sparing(faults):
        across = [e for e in contradictions(ledgers) if e.stated.report != e.terms[0].report]
        found = _weighed(across, faults)
    return _sorted(found)


def _weighed(equations: Sequence[Equation], faults: list[Fault] | None) -> list[Finding]:
    """What the equations say; one that fails says nothing."""
    by_figure: dict[tuple[str, int], list[Equation]] = defaultdict(list)
    for equation in equations:
        for term in equation.figures:
            by_figure[term.report, term.start].append(equation)
    findings: list[Finding] = []
    for equation in equations:
        with sparing(faults):
            if equation.confirms:
                findings.append(_finding(equation, "confirmed", ()))
            elif not equation.holds and equation.doubt:
                repairs = _repairs(equation, by_figure)
                if not equation.repairable or len(repairs) >= 1 or _too_much(equation):
                    findings.append(_finding(equation, equation.doubt, repairs))
    return findings


def _too_much(equation: Equation) -> bool:
    """Whether parts are more than their total, which no part left out explains."""
    right = equation.compute([term.interval for term in equation.terms])
    return equation.stated.interval.below(right)


def _repairs(equation: Equation, by_figure: dict[tuple[str, int], list[Equation]]) -> tuple[Correction, ...]:
    """The slips that make it exact and break no other equation; of several, those that mend the most others."""
    if equation.kind not in ("sum", "product"):
        return ()

    def others(correction: Correction) -> list[Equation]:
        term = correction.term
        return [each for each in by_figure[term.report, term.start] if each is not equation]

    def allowed(correction: Correction) -> bool:
        return all(each.with_correction(correction).holds for each in others(correction) if each.holds)

    found = corrections(equation, allowed)
    mends = [sum(not e.holds and e.with_correction(c).holds for e in others(c)) for c in found]
    most = max(mends, default=0)
    return tuple(c for c, mended in zip(found, mends, strict=True) if mended == most)


def _finding(equation: Equation, severity: Severity, repairs: tuple[Correction, ...]) -> Finding:
    stated, computed = equation.stated, equation.computed
    residual = stated.value - computed
    zh, en = said(equation, repairs)
    wrong: tuple[Fact, ...] = ()
    if severity != "confirmed":
        misprint = likely(repairs)
        if misprint and misprint.term.fact:
            wrong = (misprint.term.fact,)
        elif equation.rule == "contradictions.bound" and stated.fact:
            wrong = (stated.fact,)
    finding = Finding(
        identifier(stated.report, equation.rule, equation.figures),
        equation.kind,
        severity,
        stated.report,
        equation.rule,
        stated,
        equation.terms,
        written(equation),
        zh,
        en,
        computed,
        residual,
        residual / computed if computed else None,
        repairs,
        wrong,
    )
    return _dismissed(finding)


def _damaged(ledger: Ledger, found: Damage) -> Finding:
    terms = [_stretch(ledger, start, end) for start, end in found.spans]
    finding = Finding(
        identifier(ledger.document.slug, found.rule, terms),
        found.kind,
        found.severity,
        ledger.document.slug,
        found.rule,
        terms[0],
        tuple(terms[1:]),
        "",
        found.zh,
        found.en,
        suspects=found.suspects,
    )
    return _dismissed(finding)


def _stretch(ledger: Ledger, start: int, end: int) -> Term:
    entry = ledger.at(start, end)
    first, last = ledger.around(ledger.sentence(start), start, end)
    words = ledger.text[start:end]
    fact = entry.fact if entry else None
    name = entry.term.name if entry else words
    return Term(
        name,
        Decimal(0),
        "1",
        point(Decimal(0)),
        words,
        ledger.document.slug,
        start,
        end,
        ledger.text[first:last],
        first,
        fact=fact,
    )


def _dismissed(finding: Finding) -> Finding:
    reason = dismissals().get(finding.id, "")
    return replace(finding, dismissed=reason) if reason else finding


def _sorted(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    unique = {finding.id: finding for finding in findings}
    return tuple(
        sorted(
            unique.values(),
            key=lambda f: (bool(f.dismissed), SEVERITIES.index(f.severity), f.report, f.stated.start, f.rule, f.id),
        )
    )
