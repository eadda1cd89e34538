"""A decision on two names of a build, written where the next build reads it: these are one thing, those are two."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.errors import InputError
from kg.folder import Elsewhere, reading
from kg.identity.decisions import Decision, record
from kg.messages import message


def decide(
    verdict: str,
    one: str,
    other: str,
    *,
    why: str,
    by: str,
    lines: list[dict[str, Any]],
    build: Path | Elsewhere,
    file: Path,
) -> Decision:
    """Writes into a table of decisions that two names are the `same` or `different`; gives the row.

    `lines` are those of the build's facts.jsonl: they say which class both names are of and in reports of which place.
    InputError if no report has both names, of one class, in reports of one place; or if the file cannot be written.
    """
    reports = reading(build, lambda one: one.reports)
    places = [
        {(kind, reports[report]["code"] or reports[report]["place"]) for kind, report in _uses(name, lines)}
        for name in (one, other)
    ]
    for name, found in zip((one, other), places, strict=True):
        if not found:
            raise InputError(message("decision_unnamed", build=str(build), name=name))
    shared = sorted(places[0] & places[1]) or [
        (kind, "") for kind in sorted({k for k, _ in places[0]} & {k for k, _ in places[1]})
    ]
    if not shared:
        raise InputError(message("decision_classes", one=one, other=other))
    kind, place = shared[0]
    decision = Decision(verdict, kind, one, other, place, by, why)
    record(file, decision)
    return decision


def _uses(name: str, lines: list[dict[str, Any]]) -> Iterator[tuple[str, str]]:
    """The class and the report of each fact that names it."""
    for line in lines:
        for end in ("subject", "object"):
            if line.get(end) == name and f"{end}_type" in line:
                yield line[f"{end}_type"], line["report"]
