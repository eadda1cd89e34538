"""What the audit finds, for the eye: its rows, and the sentences of a finding with the figures in them marked."""

from collections.abc import Iterable, Iterator

from markupsafe import Markup, escape

from kg.audit.records import COLUMNS, Record, figures, read
from kg.audit.records import rows as finding_values
from kg.folder import Readable
from kg.nearness import no_report
from kg.queries import Rows
from kg.views.tables import rows_of
from kg.views.wording import Lang

_AROUND = 120  # characters of a sentence that are shown before its first figure and after its last


def chosen(build: Readable, report: str | None = None, kind: str | None = None) -> list[Record]:
    """What the audit found of a build, of one report or kind if that is told. InputError if there is no such report."""
    if report is not None and report not in build.reports:
        raise no_report(report, build.reports)
    return [
        finding
        for finding in read(build.read("findings.jsonl"))
        if (report is None or report in {figure["report"] for figure in figures(finding)})
        and finding["kind"] == (kind or finding["kind"])
    ]


def quotes(record: Record) -> Iterator[Record]:
    """Each sentence once, that of the likely misprint second, with all the figures that stand in it marked."""
    said = figures(record)
    misprint = record.get("correction", {}).get("start")
    seen: set[tuple[str, int]] = set()
    for figure in sorted(said, key=lambda figure: figure is not said[0] and figure["start"] != misprint):
        place = (figure["report"], figure["quote_start"])
        if place not in seen:
            seen.add(place)
            inside = [f for f in said if (f["report"], f["quote_start"]) == place and f["end"] <= f["quote_end"]]
            marked = _marked(figure["quote"], [(f["start"] - place[1], f["end"] - place[1]) for f in inside])
            first = min((f["start"] for f in inside), default=place[1])
            yield {"report": place[0], "start": place[1], "end": figure["quote_end"], "mark": first, "marked": marked}


def _marked(quote: str, spans: list[tuple[int, int]]) -> Markup:
    """A sentence with the spans marked, cut to what stands around them."""
    spans = sorted(set(spans)) or [(0, 0)]
    at = max(0, spans[0][0] - _AROUND)
    last = min(len(quote), spans[-1][1] + _AROUND)
    shown = Markup("…" if at else "")
    for start, end in spans:
        if start >= at:
            shown += escape(quote[at:start]) + Markup("<mark>{}</mark>").format(quote[start:end])
            at = end
    return shown + escape(quote[at:last]) + ("…" if last < len(quote) else "")


def finding_rows(findings: Iterable[Record], lang: Lang) -> Rows:
    """A row for each finding of the audit: doubts first, by severity, then the equations that hold."""
    return rows_of(COLUMNS, finding_values(findings, lang))
