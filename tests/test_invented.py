"""The reports that benchmarks/reports.py invents: the same for a seed, with facts that they state."""

import json
import re
import sys
from pathlib import Path
from statistics import mean

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks"))

import reports
from found import found
from invented.counties import editions

from kg.scoring import Score

COUNT = 150
MADE = [reports.report(number) for number in range(COUNT)]


def test_a_seed_gives_the_same_reports_whichever_are_asked_for(tmp_path: Path) -> None:
    reports.write(tmp_path / "reports", 4, seed=3, facts=tmp_path / "facts.jsonl")
    alone = [reports.report(number, seed=3) for number in reversed(range(4))][::-1]
    assert [each.text for each in alone] == [
        path.read_text("utf-8") for path in sorted((tmp_path / "reports").iterdir())
    ]
    told = [json.loads(line) for line in (tmp_path / "facts.jsonl").read_text("utf-8").splitlines()]
    assert told == [fact for each in alone for fact in each.facts]
    assert reports.report(0, seed=4).text != alone[0].text


def test_what_is_stated_stands_in_the_text() -> None:
    for each in MADE:
        for fact in each.facts:
            assert str(fact["quote"]) in each.text, (each.name, fact)
            assert str(fact.get("object", "")) in each.text, (each.name, fact)


def test_lengths_and_manners_are_those_of_real_reports() -> None:
    lengths = [len(each.text) for each in MADE]
    assert 2000 < mean(lengths) < 3200
    assert min(lengths) < 500
    assert max(lengths) > 8000
    assert {each.manner for each in MADE} == {"survey", "work", "plan", "news", "profile", "table"}


def test_counties_have_reports_of_several_years_that_differ_in_figures() -> None:
    years: dict[str, set[int]] = {}
    for edition in editions(0, ("survey",)):
        years.setdefault(edition.code, set()).add(edition.year)
    assert len(years) > 2500
    assert sum(len(each) > 1 for each in years.values()) > len(years) / 2
    assert sum(len(each) == 1 for each in years.values()) > len(years) / 20


def test_sentences_do_not_repeat_themselves() -> None:
    clauses = [re.findall("[^，。：、]{6,}", line) for each in MADE for line in re.split("[。\n]", each.text)]
    assert [line for line in clauses if len(line) != len(set(line))] == []


def test_they_read_as_reports_do() -> None:
    manners, properties = found(30, 1)
    assert {manner: round(told.f1, 2) for manner, told in manners.items() if told.f1 < 0.5} == {}
    assert sum(properties.values(), Score()).f1 > 0.75
