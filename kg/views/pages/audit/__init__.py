"""The page of the audit within the site: doubts with equation, sentences and likely figure, then what is confirmed."""

from collections import Counter

from kg.audit.findings import SEVERITIES
from kg.audit.wording import kind_word, severity_word, slip_words
from kg.views.findings import quotes
from kg.views.pages.catalogue import Statement
from kg.views.pages.view import View


def page(view: View) -> bytes:
    """The page of all findings, report by report."""
    findings = view.catalogue.findings
    contested = [each for each in view.catalogue.statements if "contested" in each.marks]
    return view.render(
        "audit/page.html",
        view.t("audit_title"),
        totals=[(name, Counter(each["severity"] for each in findings)[name]) for name in SEVERITIES],
        reports=[
            (
                report,
                [each for each in findings if each["report"] == slug and each["severity"] != "confirmed"],
                [each for each in findings if each["report"] == slug and each["severity"] == "confirmed"],
            )
            for slug, report in view.catalogue.reports.items()
        ],
        contested=contested,
        rivals={each.claim: _rivals(view, each.claim) for each in contested},
        quotes=quotes,
        kind_word=lambda kind: kind_word(kind, view.lang),
        severity_word=lambda severity: severity_word(severity, view.lang),
        slip_words=lambda slip: slip_words(slip, view.lang),
    )


def _rivals(view: View, claim: str) -> list[Statement]:
    adopted = next(each for each in view.catalogue.statements if each.claim == claim)
    same = [each for each in view.catalogue.of_subject.get(adopted.subject, ()) if each.figure and not each.adopted]
    mine = adopted.figure
    assert mine is not None
    key = (mine.measure, mine.of, mine.scope, mine.period, adopted.marks[0])
    found: list[Statement] = []
    for each in same:
        said = each.figure
        if said and (said.measure, said.of, said.scope, said.period, each.marks[0]) == key:
            found.append(each)
    return found
