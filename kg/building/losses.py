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


def made(
    folder: Making,
    found: dict[str, Built],
    fresh: dict[str, Kept],
    before: Earlier | None,
    decisions: tuple[tuple[Decision, ...], str],
    seconds: dict[str, float],
    errors: list[str],
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
    raise InputError("\n".join(["There is no report that could be built.", *errors]))


def left_out(what: str, fault: Fault) -> str:
    """The message on a file or a report that is left out as jiqun failed at it."""
    return f"{what}: jiqun failed at this report and leaves it out ({fault.reason}). Please tell its makers."


def lost(build: Build) -> Iterator[str]:
    """A message for each fault that a build's unread.jsonl holds."""
    for gap in (gap for gap in build.records("unread") if gap["kind"] == "fault"):
        line = build.text(gap["report"]).count("\n", 0, gap["start"]) + 1
        said = f"line {line}, {gap['quote']}" if gap["quote"] else "a check of its figures"
        yield f"{gap['report']}, {said} ({gap['reason']})"
