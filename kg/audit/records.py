"""Findings as rows of a table and as JSON: 编号, 类别, 说明, 等式, 差额, 改正, 原句."""

import json
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kg.audit.dismissals import dismissals
from kg.audit.findings import SEVERITIES, Correction, Finding, Term
from kg.audit.wording import kind_word, rounded, severity_word, slip_words

Record = dict[str, Any]
COLUMNS = ("severity", "kind", "report", "says", "equation", "correction", "sentence", "start", "end", "finding")


def lines(findings: Iterable[Finding]) -> bytes:
    """Findings as lines of JSON, in their order: what a build keeps of its audit."""
    return "".join(f"{json.dumps(record(finding), ensure_ascii=False)}\n" for finding in findings).encode()


def read(source: bytes) -> list[Record]:
    """The findings of such lines, those that seeds/audit.csv has dismissed since then marked so."""
    told = [json.loads(line) for line in source.splitlines()]
    return [each | {"dismissed": reason} if (reason := dismissals().get(each["finding"])) else each for each in told]


def rows(records: Iterable[Record], lang: str) -> list[tuple[str | int, ...]]:
    """A row for each finding that is not dismissed, with where its sentence stands, in `zh` or `en`; errors first."""
    return [
        (
            severity_word(told["severity"], lang),
            kind_word(told["kind"], lang),
            told["report"],
            told[lang],
            told.get("equation", ""),
            _said(told.get("correction"), lang),
            told["stated"]["quote"],
            told["stated"]["quote_start"],
            told["stated"]["quote_end"],
            told["finding"],
        )
        for told in sorted(records, key=lambda told: SEVERITIES.index(told["severity"]))
        if "dismissed" not in told
    ]


def figures(record: Mapping[str, Any]) -> list[Record]:
    """The figures of a finding: the one that is checked, then those it is checked against."""
    return [record["stated"], *record.get("terms", ())]


def record(finding: Finding) -> Record:
    """A finding as a JSON object: each figure with its sentence and offsets, empty fields left out."""
    fields: Record = {
        "report": finding.report,
        "finding": finding.id,
        "kind": finding.kind,
        "severity": finding.severity,
        "rule": finding.rule,
        "zh": finding.zh,
        "en": finding.en,
        "equation": finding.equation,
        "stated": _figure(finding.stated),
        "terms": [_figure(term) for term in finding.terms],
        "computed": _number(finding.computed),
        "residual": _number(finding.residual),
        "relative": _number(finding.relative and rounded(finding.relative, 6)),
        "correction": finding.correction and _correction(finding.correction),
        "corrections": [_correction(each) for each in finding.corrections],
        "suspects": [
            {"start": fact.evidence.start, "end": fact.evidence.end, "quote": fact.evidence.quote}
            for fact in finding.suspects
        ],
        "dismissed": finding.dismissed,
    }
    return {name: value for name, value in fields.items() if value not in ("", None, [])}


def _figure(term: Term) -> Record:
    fields = {
        "name": term.name,
        "printed": term.lexical,
        "value": _number(term.value) if term.fact or term.printed else None,
        "unit": term.unit if term.fact or term.printed else None,
        "report": term.report,
        "start": term.start,
        "end": term.end,
        "quote": term.quote,
        "quote_start": term.quote_start,
        "quote_end": term.quote_end,
    }
    return {name: value for name, value in fields.items() if value is not None}


def _correction(correction: Correction) -> Record:
    return {
        "slip": correction.slip,
        "before": correction.before,
        "after": correction.after,
        "of": correction.term.name,
        "start": correction.term.start,
        "end": correction.term.end,
    }


def _said(correction: Record | None, lang: str) -> str:
    return (
        f"{correction['before']} → {correction['after']} ({slip_words(correction['slip'], lang)})" if correction else ""
    )


def _number(number: Decimal | None) -> int | float | None:
    if number is None:
        return None
    return int(number) if number == number.to_integral_value() else float(number)
