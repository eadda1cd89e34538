"""How surely a fact is read, 0.92 or 0.35: a small logistic model over what its reading rests on and how it is worded.

The weights are data (seeds/certainty.csv), fitted by `scripts/certainty.py` on passages that no rule was written for.
"""

import csv
import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache
from math import exp

from kg.errors import DefinitionError
from kg.extraction.candidates import Ranking
from kg.extraction.grounds import BEARERS, Setting, Settings, figure_at, grounds, mentioned, speaks_of_place
from kg.legible import usual
from kg.lexicon import Words
from kg.model import Document, Entity, Fact, Figure
from kg.ontology import ontology
from kg.resources import resource
from kg.whereabouts import recognised

BIAS = "bias"
_NEAR = (6, 15, 30)  # characters between a subject and its figure
_SEVERAL = (1, 3, 6)  # numbers in a sentence
_NUMBER = re.compile("[\\d.]+")
_LOCATED = (0.95, 0.8, 0.6)
_LONG = (3, 6, 10)  # characters of a name
_REPORTS = (300, 600, 1200, 3000)  # characters
_SENTENCES = (20, 50, 90, 150)
_UNREAD = (5, 20, 40, 80)
_TOLD = (1, 2, 4, 8)  # facts of a sentence
_PARTS = (0.8, 0.5, 0.2)  # of a report, before a fact
_TIMES = (0, 1, 2, 4, 9)  # that a report names the subject
_LIKELY = (0.95, 0.8, 0.6, 0.4)
_SECOND = (2, 10, 30, 45)  # per cent
_WORDY = re.compile("[的了是有在等被将把对从]|[，。；：、\\d]")


@dataclass(frozen=True, slots=True)
class Company:
    """What stands beside a fact: how many facts its sentence tells, how many of its characters none does.

    `named` is how often the report names its subject, `likely` how likely that is the one meant, None where none was
    ranked, `rival` how likely the next.
    """

    told: int
    unread: int
    named: int
    likely: float | None
    rival: float


def judged(
    settings: Settings,
    facts: Iterable[Fact],
    rankings: Iterable[Ranking],
    judge: Callable[[tuple[str, ...]], float],
) -> Iterator[Fact]:
    """The facts of a report, each with its grounds and with the certainty that its features have."""
    placed = [(fact, settings.of(fact)) for fact in facts]
    spans: dict[tuple[int, int], list[tuple[int, int]]] = defaultdict(list)
    for fact, setting in placed:
        spans[setting.span].append((fact.evidence.start, fact.evidence.end))
    text = placed[0][1].text if placed else ""
    unread = {sentence: _unread(text, sentence, told) for sentence, told in spans.items()}
    named = Words(fact.subject.name for fact, _ in placed).counts(usual(text))
    ranked = _by_kind(rankings)
    for fact, setting in placed:
        why = grounds(fact, setting)
        told = len(spans[setting.span])
        likely, rival = _likely(fact, ranked)
        beside = Company(told, unread[setting.span], named[fact.subject.name], likely, rival)
        yield replace(fact, certainty=judge(features(fact, why, setting, beside)), grounds=why)


def as_recognised(document: Document, fact: Fact) -> Fact:
    """A fact as sure as the words that say it: of a scanned page they are no surer than the recogniser was of them."""
    score = recognised(document.loci, fact.evidence.start, fact.evidence.end)
    if score >= 1:
        return fact
    return replace(fact, certainty=round(fact.certainty * score, 2), grounds=(*fact.grounds, "recognised"))


def _unread(text: str, sentence: tuple[int, int], spans: Sequence[tuple[int, int]]) -> int:
    """How many characters of a sentence no fact tells, white space left out."""
    at, end = sentence
    found = 0
    for start, stop in (*sorted(spans), (end, end)):
        found += len("".join(text[at : max(at, start)].split()))
        at = max(at, stop)
    return found


def _by_kind(rankings: Iterable[Ranking]) -> Mapping[str, tuple[list[int], list[Ranking]]]:
    """The rankings of each kind in the order of the text, with where they start."""
    found: dict[str, list[Ranking]] = defaultdict(list)
    for ranking in sorted(rankings, key=lambda one: one.start):
        found[ranking.kind].append(ranking)
    return {kind: ([one.start for one in told], told) for kind, told in found.items()}


def _likely(fact: Fact, ranked: Mapping[str, tuple[list[int], list[Ranking]]]) -> tuple[float | None, float]:
    """How likely the subject of a fact is the one meant, by the ranking that put it there, and how likely the next."""
    kind = fact.object.measure if isinstance(fact.object, Figure) else fact.property
    starts, told = ranked.get(kind, ([], []))
    for at in range(bisect_left(starts, fact.evidence.end) - 1, -1, -1):
        ranking = told[at]
        if ranking.end <= fact.evidence.start:
            break
        likely = [one.likelihood for one in ranking.ranked if one.candidate.entity == fact.subject]
        others = [one.likelihood for one in ranking.ranked if one.candidate.entity != fact.subject]
        if likely:
            return likely[0], max(others, default=0.0)
    return None, 0.0


def likelihood(said: tuple[str, ...]) -> float:
    """How likely a fact of these features is right, to two decimals; what the weights do not know counts nothing."""
    known = weights()
    return of_odds(sum(known.get(feature, 0.0) for feature in (BIAS, *said)))


def of_odds(odds: float) -> float:
    """The certainty of so much in the logarithm of the odds, to two decimals."""
    return round(1 / (1 + exp(-odds)), 2)


def features(fact: Fact, why: tuple[str, ...], setting: Setting, beside: Company) -> tuple[str, ...]:
    """What is known of the reading of a fact on these grounds, each a name and a value: ground=carried, kind=money."""
    figure = fact.object if isinstance(fact.object, Figure) else None
    told = [f"property={fact.property}", f"subject={fact.subject.type}", f"modality={fact.modality}"]
    told += [f"stratum={fact.evidence.rule.partition('.')[0]}", f"role={setting.scene.role}"]
    told += [f"ground={ground}" for ground in why]
    told += [f"figure:{ground}" for ground in why if figure and ground in BEARERS]
    told.append(f"place={_reached(setting.located, _LOCATED)}")
    told.append(f"about={'cluster' if setting.main else 'place'}")
    told.append(f"numbers={_step(_numbers(setting.sentence), _SEVERAL)}")
    if fact.subject.type != "Place" and speaks_of_place(setting.clause):
        told.append("rival=place")
    told += _of_surroundings(fact, setting, beside)
    told += _of_figure(figure, fact.subject, setting) if figure else _of_name(fact)
    told += _together(fact, why, figure)
    return tuple(told)


@lru_cache(maxsize=256)  # each fact of a sentence asks
def _numbers(sentence: str) -> int:
    return len(_NUMBER.findall(sentence))


def _of_surroundings(fact: Fact, setting: Setting, beside: Company) -> Iterator[str]:
    """How long report and sentence are, how much of it is read, how often the subject is named and how likely it is."""
    yield f"report={_step(len(setting.text), _REPORTS)}"
    yield f"sentence={_step(len(setting.sentence), _SENTENCES)}"
    yield f"unread={_step(beside.unread, _UNREAD)}"
    yield f"told={_step(beside.told, _TOLD)}"
    yield f"at={_reached(fact.evidence.start / max(len(setting.text), 1), _PARTS)}"
    yield f"named={_step(beside.named, _TIMES)}"
    yield f"titled={'yes' if fact.subject.name and fact.subject.name in setting.title else 'no'}"
    likely = "none" if beside.likely is None else _reached(beside.likely, _LIKELY)
    yield f"likely={likely}"
    yield f"likely:{fact.subject.type}={likely}"
    yield f"second={_step(round(100 * beside.rival), _SECOND)}"


def _together(fact: Fact, why: tuple[str, ...], figure: Figure | None) -> Iterator[str]:
    """What says more beside another than alone: the kind of a figure, its part and its bearer, by their grounds."""
    what = ontology().measures[figure.measure].kind if figure else fact.property
    yield f"{what}:modality={fact.modality}"
    if figure:
        yield f"{fact.subject.type}:{what}={'part' if figure.of else 'whole'}"
        yield from (f"{fact.subject.type}:ground={ground}" for ground in why)
    yield from (f"{what}:ground={ground}" for ground in why)


def _of_figure(figure: Figure, subject: Entity, setting: Setting) -> Iterator[str]:
    yield f"measure={figure.measure}"
    yield f"kind={ontology().measures[figure.measure].kind}"
    yield from (f"with={field}" for field in ("of", "scope", "period", "qualifier", "per") if getattr(figure, field))
    at = figure_at(figure, setting)
    named = mentioned(subject, setting.scene.place.name, setting.sentence[:at])
    yield f"distance={_step(at - named, _NEAR) if named >= 0 else 'none'}"
    if figure.of and _WORDY.search(figure.of):
        yield "of=wordy"


def _of_name(fact: Fact) -> Iterator[str]:
    name = fact.object.name if isinstance(fact.object, Entity) else fact.object or fact.subject.name
    assert isinstance(name, str)
    yield f"name={_step(len(name), _LONG)}"
    if fact.property not in ("policy", "problem") and _WORDY.search(name):
        yield "name=wordy"
    if isinstance(fact.object, Entity) and fact.object.name in fact.subject.name:
        yield "name=within"


def _reached(number: float, steps: tuple[float, ...]) -> str:
    """The highest step that a number reaches, of steps that go down: 0.97 → "0.95"."""
    for step in steps:
        if number >= step:
            return str(step)
    return "less"


def _step(number: int, steps: tuple[int, ...]) -> str:
    """The first step that a number does not pass: 4 → "6", 40 → "more"."""
    at = bisect_left(steps, number)
    return str(steps[at]) if at < len(steps) else "more"


@cache
def weights(table: str = "certainty.csv") -> Mapping[str, float]:
    """The weight of each feature, from a table of seeds. DefinitionError with the line for what is no weight."""
    path = resource("seeds", table)
    found: dict[str, float] = {}
    for number, row in enumerate(csv.reader(path.read_text("utf-8").splitlines()), 1):
        if row and not row[0].startswith("#") and row != ["feature", "weight"]:
            try:
                feature, weight = row
                found[feature] = float(weight)
            except ValueError as error:
                raise DefinitionError(f"{path.name}:{number}: not a feature and its weight: {','.join(row)}") from error
    return found
