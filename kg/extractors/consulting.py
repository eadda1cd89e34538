"""Extractors asked of a report: what they give is examined, merged with what the rules have read, or put aside."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from time import perf_counter

from kg.errors import InputError
from kg.extraction import Reading
from kg.extractors import Answers, Candidate, Extracted, Refused, Usage, loaded
from kg.extractors.gate import Gate
from kg.extractors.merging import merged
from kg.identity import Identity
from kg.messages import Words, message
from kg.model import Fact

COUNTED = ("sections", "given", "agreed", "new", "disputed", "quarantined")
"""What is counted of what an extractor gives of a report."""

_JSON = json.JSONEncoder(ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Consulted:
    """A reading with what extractors add to it, and its lines of quarantined.jsonl.

    `counts` has for each extractor by name the numbers of `COUNTED`; `failures` tell what they could not read, `usage`
    what they took.
    """

    reading: Reading
    quarantined: bytes = b""
    counts: dict[str, dict[str, int]] = field(default_factory=dict)
    failures: tuple[Words, ...] = ()
    usage: dict[str, Usage] = field(default_factory=dict)


def consult(reading: Reading, names: Iterable[str], answers: Answers) -> Consulted:
    """A report as the rules have read it, with what the extractors of these names read in it.

    Each of them sees what the rules have read, and not what another extractor has.
    """
    facts: Sequence[Fact] = reading.facts
    counts: dict[str, dict[str, int]] = {}
    usage: dict[str, Usage] = {}
    lines: list[bytes] = []
    failures: list[Words] = []
    for name in names:
        start = perf_counter()
        given, admitted, refused = _asked(name, reading, answers)
        usage[name] = replace(given.usage, seconds=perf_counter() - start)
        together = merged(facts, admitted, _identity(reading, (*facts, *admitted)), reading.document.text)
        facts = together.facts
        every = len(given.candidates) + len(given.refused)
        numbers = (given.usage.sections, every, together.agreed, together.new, together.disputed, len(refused))
        counts[name] = dict(zip(COUNTED, numbers, strict=True))
        failures += (message("extractor_told", name=name, what=failure) for failure in given.failures)
        lines += refused
    told = tuple(sorted(facts, key=lambda fact: fact.evidence.start))
    return Consulted(replace(reading, facts=told), b"".join(lines), counts, tuple(failures), usage)


def _asked(name: str, reading: Reading, answers: Answers) -> tuple[Extracted, list[Fact], list[bytes]]:
    """What an extractor gives of a report, the facts that are made of it, and its lines of quarantined.jsonl."""
    try:
        given = loaded(name).extract(reading, answers)
        if not isinstance(given, Extracted):
            raise TypeError(f"{type(given).__name__} is no Extracted")
        admitted, refused = _examined(given, name, reading)
        return given, admitted, sorted(_line(reading.document.slug, name, one) for one in refused)
    except InputError as error:
        failure = error.words
    except Exception as error:  # it is not ours: what it costs is its own part
        why = f"{type(error).__name__}: {error}".encode(errors="replace").decode()
        failure = message("extractor_failed", why=why)
    return Extracted(failures=(failure,)), [], []


def _examined(given: Extracted, name: str, reading: Reading) -> tuple[list[Fact], list[Refused]]:
    gate = Gate(reading)
    facts: dict[Fact, None] = {}
    refused = list(given.refused)
    for candidate in given.candidates:
        try:
            facts[gate.fact(candidate, name)] = None
        except InputError as error:
            refused.append(Refused(_heading(reading, candidate), candidate.said(), error.words))
    return list(facts), refused


def _heading(reading: Reading, candidate: Candidate) -> str:
    over = (one for one in reading.document.passages if one.start <= candidate.start < one.end)
    return next((passage.heading for passage in over), "")


def _identity(reading: Reading, facts: Iterable[Fact]) -> Identity:
    return Identity(reading.place, reading.code, reading.document.slug, facts, text=reading.document.text)


def _line(report: str, name: str, one: Refused) -> bytes:
    where = {"report": report, "heading": one.section, "extractor": name}
    line = _JSON.encode(where | {"reason": {"zh": one.why.zh, "en": one.why.en}, "said": dict(one.said)})
    return line.encode() + b"\n"
