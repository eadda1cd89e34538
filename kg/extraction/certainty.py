"""How surely a fact is read, 0.92 or 0.35: a small logistic model over what its reading rests on and how it is worded.

The weights are data (seeds/certainty.csv), fitted by `scripts/certainty.py` on passages that no rule was written for.
"""

import csv
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cache
from math import exp

from kg.errors import DefinitionError
from kg.extraction.grounds import BEARERS, Setting, Settings, figure_at, grounds, mentioned, speaks_of_place
from kg.model import Entity, Fact, Figure
from kg.ontology import ontology
from kg.resources import resource

BIAS = "bias"
_NEAR = (6, 15, 30)  # characters between a subject and its figure
_SEVERAL = (1, 3, 6)  # numbers in a sentence
_NUMBER = re.compile("[\\d.]+")
_LOCATED = (0.95, 0.8, 0.6)
_LONG = (3, 6, 10)  # characters of a name
_WORDY = re.compile("[的了是有在等被将把对从]|[，。；：、\\d]")


def judged(settings: Settings, facts: Iterable[Fact], judge: Callable[[tuple[str, ...]], float]) -> Iterator[Fact]:
    """The facts of a report, each with its grounds and with the certainty that its features have."""
    for fact in facts:
        setting = settings.of(fact)
        why = grounds(fact, setting)
        yield replace(fact, certainty=judge(features(fact, why, setting)), grounds=why)


def likelihood(said: tuple[str, ...]) -> float:
    """How likely a fact of these features is right, to two decimals; what the weights do not know counts nothing."""
    known = weights()
    return round(1 / (1 + exp(-sum(known.get(feature, 0.0) for feature in (BIAS, *said)))), 2)


def features(fact: Fact, why: tuple[str, ...], setting: Setting) -> tuple[str, ...]:
    """What is known of the reading of a fact on these grounds, each a name and a value: ground=carried, kind=money."""
    figure = fact.object if isinstance(fact.object, Figure) else None
    told = [f"property={fact.property}", f"subject={fact.subject.type}", f"modality={fact.modality}"]
    told += [f"stratum={fact.evidence.rule.partition('.')[0]}", f"role={setting.scene.role}"]
    told += [f"ground={ground}" for ground in why]
    told += [f"figure:{ground}" for ground in why if figure and ground in BEARERS]
    told.append(f"place={_reached(setting.located, _LOCATED)}")
    told.append(f"about={'cluster' if setting.main else 'place'}")
    told.append(f"numbers={_step(len(_NUMBER.findall(setting.sentence)), _SEVERAL)}")
    if fact.subject.type != "Place" and speaks_of_place(setting.clause):
        told.append("rival=place")
    told += _of_figure(figure, fact.subject, setting) if figure else _of_name(fact)
    return tuple(told)


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
    return next((str(step) for step in steps if number >= step), "less")


def _step(number: int, steps: tuple[int, ...]) -> str:
    """The first step that a number does not pass: 4 → "6", 40 → "more"."""
    return next((str(step) for step in steps if number <= step), "more")


@cache
def weights() -> Mapping[str, float]:
    """The weight of each feature, from seeds/certainty.csv. DefinitionError with the line for what is no weight."""
    path = resource("seeds", "certainty.csv")
    found: dict[str, float] = {}
    for number, row in enumerate(csv.reader(path.read_text("utf-8").splitlines()), 1):
        if row and not row[0].startswith("#") and row != ["feature", "weight"]:
            try:
                feature, weight = row
                found[feature] = float(weight)
            except ValueError as error:
                raise DefinitionError(f"{path.name}:{number}: not a feature and its weight: {','.join(row)}") from error
    return found
