"""What was joined and what was not, and two builds compared, as rows: 义和车桥 = 义和车桥公司, and why."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kg.changes import Change, Line
from kg.evidence import of_line
from kg.identity.agreement import Agreement
from kg.queries import Rows
from kg.views.numbers import figure
from kg.views.tables import rows_of
from kg.views.wording import Lang, term, text

_ORDER = ("merged", "near", "apart")
_SAID = ("object", "status", "kind", "qualifier", "parent", "conferred_by")


def identity_rows(records: Iterable[Mapping[str, Any]], lang: Lang, *, keys: bool) -> Rows:
    """A row for each pair of names, joined ones first; those that only a legal form or an ending parts where `keys`."""
    names = ("verdict", "type", "one", "other", "place", "reason", "score", "by", "why")
    told = sorted(
        (record for record in records if keys or record["reason"] != "key"),
        key=lambda r: (_ORDER.index(r["verdict"]), r["block"], r["type"], -r["score"], r["one"], r["other"]),
    )
    return rows_of(
        names,
        (
            (
                text(f"verdict_{r['verdict']}", lang),
                term(r["type"], lang),
                *(r["one"], r["other"], r["place"]),
                text(f"reason_{r['reason']}", lang),
                round(float(r["score"]), 2),
                *(text("by_rule", lang) if r["by"] == "rule" else r["by"], r["why"]),
            )
            for r in told
        ),
    )


def agreement_rows(found: Iterable[Agreement], lang: Lang) -> Rows:
    """A row for each report, and for all: pairs that are the same, joined, and both; precision and recall."""
    told = list(found)
    whole = Agreement(
        text("all", lang), sum(a.joined for a in told), sum(a.same for a in told), sum(a.right for a in told), (), ()
    )
    rows = ((a.report, a.same, a.joined, a.right, round(a.precision, 4), round(a.recall, 4)) for a in (*told, whole))
    return rows_of(("report", "pairs_same", "pairs_joined", "pairs_right", "precision", "recall"), rows)


def disagreement_rows(found: Iterable[Agreement], lang: Lang) -> Rows:
    """A row for each pair that is joined and should not be, or the other way round."""
    rows = [
        (a.report, text(f"pair_{kind}", lang), *pair)
        for a in found
        for kind, pairs in (("wrong", a.wrong), ("missed", a.missed))
        for pair in pairs
    ]
    return rows_of(("report", "pair", "one", "other"), rows)


def change_rows(changes: Iterable[Change], lang: Lang) -> Rows:
    """A row for each fact added, gone or changed: what of, what it said, what it says, and the sentence."""
    names = (
        *("change", "report", "subject", "property", "before", "after", "sentence"),
        *("quote_start", "quote_end", "start", "end", "before_id", "after_id"),
    )
    rows = (
        (
            text(f"change_{change.kind}", lang),
            change.fact["report"],
            change.fact["subject"],
            _statement(change.fact, lang),
            _said(change.before, lang),
            _said(change.after, lang),
            *of_line(change.fact),
            change.fact["start"],
            change.fact["end"],
            *(line and line["claim"] for line in (change.before, change.after)),
        )
        for change in changes
    )
    return rows_of(names, rows)


def _statement(line: Line, lang: Lang) -> str:
    what = term(line.get("measure") or line["property"], lang)
    return " ".join(str(part) for part in (what, line.get("of"), line.get("scope"), line.get("period")) if part)


def _said(line: Line | None, lang: Lang) -> str | None:
    """What a fact says, None where a build has no such fact."""
    if line is None:
        return None
    if "measure" not in line:
        return " ".join(term(str(line[field]), lang) for field in _SAID if line.get(field)) or text("said", lang)
    upper = Decimal(str(line["value_max"])) if "value_max" in line else None
    amount = figure(Decimal(str(line["value"])), line["unit"], lang, upper, line.get("per", ""))
    return f"{amount} ({term(line['qualifier'], lang)})" if line.get("qualifier") else amount
