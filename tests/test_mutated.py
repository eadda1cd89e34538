"""No sentence stops the reading: disturbed sentences and reports of them are read, and what is read keeps the laws.

KG_MUTATED=10 makes ten times as many of them as usual.
"""

import json
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from random import Random

import pytest
from mutated import mutated, report, sentences

from kg import grammar, graph
from kg.audit.annotations import annotations
from kg.audit.checking import audit
from kg.audit.records import lines
from kg.building import build
from kg.building.cache import Kept, kept, recalled
from kg.extraction import read_facts
from kg.extraction.wording import cut, wording
from kg.grammar.amounts import Bare, Quantity
from kg.grammar.engine import Span
from kg.graph.adoption import adopt
from kg.graph.reading import facts as facts_of
from kg.identity.hidden import hidden_county
from kg.identity.union import Told, united
from kg.model import Document, Fact, Figure, Mention
from kg.reading.layout import passages
from kg.unread import unread

pytestmark = pytest.mark.no_cover  # other tests run the same code, and this takes half of the time

TIMES = int(os.environ.get("KG_MUTATED", "1"))
# which width a mark at the edge of a quote has, and whether a quotation mark opens or closes, the words before it say
_NARROW = str.maketrans("，：“", ",:”")
ALONE, TOGETHER = 17, 20  # lots of sentences read by the grammar alone, and lots of reports read whole
SENTENCES, REPORTS = 800, 12  # of a lot; a report has some 28 sentences, so that these are 20,000


def test_there_is_much_to_disturb() -> None:
    assert len(sentences()) > 3000
    assert [mutated(Random(7)) for _ in range(3)] == [mutated(Random(7)) for _ in range(3)]


@pytest.mark.parametrize("seed", range(ALONE * TIMES))
def test_the_grammar_reads_any_sentence(seed: int) -> None:
    random = Random(seed)
    for _ in range(SENTENCES):
        text = mutated(random)
        try:
            for sentence in cut(wording(text, 0, len(text))):
                assert list(_broken(sentence.text, grammar.read(sentence.text))) == []
        except Exception as error:
            raise AssertionError(f"{text!r} ({seed})") from error


def _broken(text: str, mentions: tuple[Mention, ...]) -> Iterator[object]:
    """What lies outside the text or the bounds."""
    for mention in mentions:
        if not 0 <= mention.start < mention.end <= len(text):
            yield mention
        value = mention.value
        if isinstance(value, Span) and text[value.start : value.end] != value.text:
            yield value
        if isinstance(value, Quantity | Bare) and not _bounded(value.value, value.lower, value.upper, value.value_max):
            yield value


def _bounded(value: Decimal, lower: Decimal | None, upper: Decimal | None, last: Decimal | None) -> bool:
    """Whether a value lies within its bounds, a range in order, and all are numbers."""
    top = value if last is None else last
    finite = all(number is None or number.is_finite() for number in (value, lower, upper, last))
    return finite and value <= top and (lower is None or lower <= value) and (upper is None or top <= upper)


@pytest.mark.parametrize("seed", range(TOGETHER * TIMES))
def test_a_report_of_any_sentences_is_read_whole(seed: int) -> None:
    random = Random(-1 - seed)
    for _ in range(REPORTS):
        text = report(random, 500)
        try:
            _read_whole(text)
        except Exception as error:
            raise AssertionError(f"{text!r} ({seed})") from error


def _read_whole(text: str) -> None:
    title, found = passages(text)
    document = Document("disturbed", "disturbed.txt", title, text, found)
    reading = read_facts(document)
    for fact in reading.facts:
        _told_by_its_words(fact, document)
    gaps = unread(document, reading.facts)
    assert all(gap.quote == text[gap.start : gap.end] != "" for gap in gaps.gaps)
    assert gaps.coverage is None or 0 <= gaps.coverage <= 1
    hidden = hidden_county(reading.place, text) if reading.place and not reading.code else None
    whole = Kept(reading, hidden, gaps)
    assert recalled(kept(whole), text) == whole
    identities, rows = united([Told(reading.place, reading.code, document.slug, reading.facts, hidden, text)])
    identity = identities[document.slug]
    findings = audit(document, reading.facts, identity)
    claimed = graph.claims(document, reading.facts, identity)
    assert set(facts_of(claimed)) == set(reading.facts)
    assert adopt([*claimed, *annotations(findings, identity)]) or not claimed
    said = [graph.line(fact, identity) for fact in reading.facts]
    assert json.loads(json.dumps(said, allow_nan=False)) == said
    assert lines(findings).count(b"\n") == len(findings)
    assert all(row.one_id for row in rows)


def _told_by_its_words(fact: Fact, document: Document) -> None:
    evidence = fact.evidence
    assert evidence.quote == document.text[evidence.start : evidence.end] != "", fact
    if isinstance(fact.object, Figure):
        figure = fact.object
        assert figure.lexical, fact
        said = wording(document.text, evidence.start, evidence.end).text
        assert figure.lexical.translate(_NARROW) in said.translate(_NARROW), fact
        assert _bounded(figure.value, figure.lower, figure.upper, figure.value_max), fact


def test_reports_of_any_sentences_are_built_together(tmp_path: Path) -> None:
    random = Random(0)
    given = tmp_path / "reports"
    given.mkdir()
    for number in range(6):
        (given / f"report-{number}.txt").write_text(report(random, 800), "utf-8")
    made = build([given], tmp_path / "out")
    assert (len(made.reports), made.errors, made.faults) == (6, (), ())
