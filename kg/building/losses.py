"""What jiqun failed at in a build: reports that are left out, sentences and checks that are lost, each in a message."""

from collections.abc import Iterator

from kg.building.cache import Kept
from kg.building.earlier import Built, Earlier
from kg.building.making import make
from kg.errors import InputError
from kg.faults import Fault, attempted, sparing
from kg.folder import Build
from kg.folder.settling import Making
from kg.identity.decisions import Decision
from kg.messages import Words, lines, message, of_file


def made(
    folder: Making,
    found: dict[str, Built],
    fresh: dict[str, Kept],
    before: Earlier | None,
    decisions: tuple[tuple[Decision, ...], str],
    seconds: dict[str, float],
    errors: list[Words],
) -> tuple[tuple[Built, ...], int]:
    """What `make` gives of the reports that jiqun does not fail at; the others go to `errors`.

    Where it fails at changing what an earlier build made, all is made again.
    """

    def attempt(reports: list[Built]) -> tuple[tuple[Built, ...], int]:
        folder.empty()
        slugs = {report.slug: report for report in reports}
        return make(folder, slugs, {slug: fresh[slug] for slug in slugs if slug in fresh}, before, decisions, seconds)

    faults: list[Fault] = []
    if before:
        with sparing(faults):
            return attempt(list(found.values()))
        fresh |= {slug: before.kept(slug) for slug in found if slug not in fresh}
        before = None
    while found:
        faults = []
        done, bad = attempted(found, attempt, faults)
        if done:
            return done
        errors.append(left_out(bad, faults[0]))
        del found[bad]
    raise InputError(lines([message("reports_none_built"), *errors]))


def left_out(what: str, fault: Fault) -> Words:
    """The message on a file or a report that is left out as jiqun failed at it."""
    return of_file(what, message("report_lost", why=fault.reason))


def lost(build: Build) -> Iterator[Words]:
    """A message for each fault that a build's unread.jsonl holds."""
    for gap in (gap for gap in build.records("unread") if gap["kind"] == "fault"):
        line = build.text(gap["report"]).count("\n", 0, gap["start"]) + 1
        said = {"report": gap["report"], "why": gap["reason"]}
        if gap["quote"]:
            yield message("passage_lost", **said, line=line, quote=gap["quote"])
        else:
            yield message("check_lost", **said)
