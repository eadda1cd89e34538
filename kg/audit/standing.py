"""What findings say of facts: which printed figure cannot be right, which ones arithmetic confirms."""

from collections.abc import Iterable

from kg.audit.findings import Finding
from kg.model import Fact


def suspects(findings: Iterable[Finding]) -> dict[Fact, Finding]:
    """The facts whose printed figure cannot be right, each with the first finding that says so."""
    found: dict[Fact, Finding] = {}
    for finding in findings:
        if not finding.dismissed:
            for fact in finding.suspects:
                found.setdefault(fact, finding)
    return found


def confirmed(findings: Iterable[Finding]) -> dict[Fact, Finding]:
    """The facts whose figure an equation confirms and none doubts, each with the first equation that does."""
    findings = tuple(findings)
    doubted = suspects(findings)
    found: dict[Fact, Finding] = {}
    for finding in findings:
        if finding.confirmed:
            for term in finding.figures:
                if term.fact is not None and term.fact not in doubted:
                    found.setdefault(term.fact, finding)
    return found
