"""Generated reports: none that is right raises a doubt, and nearly every planted error is found."""

from pathlib import Path
from random import Random

import pytest
from generated import KINDS, Planted, Writer, plant, report

from kg.audit.checking import audit
from kg.audit.findings import Finding
from kg.extraction import read_facts
from kg.identity import Identity
from kg.reading import read

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

SEEDS = range(200)


def doubts(writer: Writer) -> list[Finding]:
    return [finding for finding in audit(writer.document, writer.facts) if not finding.confirmed]


def at_the_error(writer: Writer) -> list[Finding]:
    return about_the_error(doubts(writer), writer)


def about_the_error(found: list[Finding], writer: Writer) -> list[Finding]:
    start, end = writer.spoilt
    return [finding for finding in found if any(term.start < end and start < term.end for term in finding.figures)]


def test_a_right_report_raises_no_doubt() -> None:
    assert [(seed, finding.zh) for seed in SEEDS for finding in doubts(report(seed))] == []


def test_a_right_report_is_confirmed() -> None:
    assert all(sum(f.confirmed for f in audit(w.document, w.facts)) > 5 for w in map(report, range(20)))


def extracted(writer: Writer, folder: Path) -> list[Finding]:
    """The doubts over what the reader and the extractor make of a report's text."""
    (folder / "made.txt").write_text(writer.text, "utf-8")
    [document] = read(folder / "made.txt")
    reading = read_facts(document)
    identity = Identity(reading.place, reading.code, document.slug, reading.facts)
    return [finding for finding in audit(document, reading.facts, identity) if not finding.confirmed]


def test_extracted_facts_do_as_well(tmp_path: Path) -> None:
    kinds = sorted(KINDS)
    missed = []
    for seed in SEEDS[::4]:
        assert extracted(report(seed), tmp_path) == []
        writer = report(seed, plant(seed, kinds[seed // 4 % len(kinds)]))
        if not about_the_error(extracted(writer, tmp_path), writer):
            missed.append((seed, writer.planted))
    assert len(missed) <= 0.05 * len(SEEDS[::4]), missed


def test_planted_errors_are_found() -> None:
    kinds = sorted(KINDS)
    writers = [report(seed, plant(seed, kinds[seed % len(kinds)])) for seed in SEEDS]
    missed = [
        (seed, kinds[seed % len(kinds)], w.planted)
        for seed, w in zip(SEEDS, writers, strict=True)
        if not at_the_error(w)
    ]
    assert len(missed) <= 0.05 * len(SEEDS), missed


def test_the_planted_slip_in_a_sum_is_named() -> None:
    """Of a digit dropped, added, swapped or shifted; a wrong figure is hardly ever named."""
    right = wrong = 0
    for seed in SEEDS:
        planted = plant(seed, "sum")
        writer = report(seed, planted)
        [meant] = {slot.digits for slot in writer.slots if slot.name == planted.name}
        start, end = writer.spoilt
        named = [finding.correction for finding in at_the_error(writer) if finding.kind == "sum" and finding.correction]
        good = [c for c in named if c.after.startswith(meant) and c.term.start < end and start < c.term.end]
        right += bool(good)
        wrong += bool(named) and not good
    assert right >= 0.9 * len(SEEDS)
    assert wrong <= 0.04 * len(SEEDS)


def test_what_was_meant_by_a_replaced_digit_is_among_the_corrections() -> None:
    """Any figure of a sum may have a digit replaced, so that none is named; a total rounded to hundreds hides a few."""
    seeds = range(60)
    among = 0
    for seed in seeds:
        random = Random(seed)
        slot = random.choice([slot for slot in report(seed).slots if slot.kind == "sum"])
        at = random.randrange(len(slot.digits))
        digit = random.choice([digit for digit in "123456789" if digit != slot.digits[at]])
        writer = report(seed, Planted(slot.name, "sum", slot.digits[:at] + digit + slot.digits[at + 1 :], "replaced"))
        among += any(c.after.startswith(slot.digits) for finding in at_the_error(writer) for c in finding.corrections)
    assert among >= 0.95 * len(seeds)
