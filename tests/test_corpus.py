"""Every rule of the grammar against its examples and counterexamples in tests/corpus/<stratum>.toml.

A corpus has a table for each rule: `no` lists texts that the rule must leave alone; each `yes` gives parts of the
value by their path (`quantity.value`, `objects`) and the texts that say it, each of which is read whole, or
between ‹ and › where the rule looks at more than it takes (‹70›和50亿元).
"""

import re
import tomllib
from decimal import Decimal
from typing import Any

import pytest

from kg import grammar
from kg.grammar.engine import Span
from tests.corpora import STRATA

CORPUS = {path.stem: tomllib.loads(path.read_text("utf-8"), parse_float=Decimal) for path in STRATA}
TABLES = {f"{stratum}.{rule}": table for stratum, rules in CORPUS.items() for rule, table in rules.items()}


def part(value: object, path: str) -> Any:
    """The part of a value that a dotted path names: spans as their words, no span as "", tuples as lists."""
    name, _, rest = path.partition(".")
    value = getattr(value, name)
    if isinstance(value, tuple):
        return [part(item, rest) if rest else _words(item) for item in value]
    return part(value, rest) if rest else _words(value)


def _words(value: object) -> object:
    return value.text if isinstance(value, Span) else "" if value is None else value


@pytest.mark.parametrize("rule", TABLES)
def test_reads_each_whole_example_one_way(rule: str) -> None:
    examples = [(text, case["value"]) for case in TABLES[rule]["yes"] for text in case["texts"]]
    assert [told for text, expected in examples if (told := _otherwise(rule, text, expected))] == []


def _otherwise(rule: str, text: str, expected: dict[str, object]) -> tuple[object, ...]:
    """What is read of an example where a rule does not take it once, whole and as expected; nothing where it does."""
    before, taken, _ = re.split("[‹›]", text) if "‹" in text else ("", text, "")
    text = re.sub("[‹›]", "", text)
    start = len(before)
    mentions = grammar.read(text)
    found = [m.value for m in mentions if m.rule == rule and (m.start, m.end) == (start, start + len(taken))]
    if len(found) != 1:
        return text, [(m.rule, text[m.start : m.end]) for m in mentions]
    read = {path: part(found[0], path) for path in expected}
    return () if read == expected else (text, read, expected)


@pytest.mark.parametrize("rule", TABLES)
def test_leaves_counterexamples_alone(rule: str) -> None:
    assert [text for text in TABLES[rule]["no"] if rule in {m.rule for m in grammar.read(text)}] == []


def test_every_rule_has_examples_and_counterexamples() -> None:
    assert TABLES.keys() == {rule.name for stratum in grammar.STRATA for rule in stratum.rules}
    assert [
        name for name, table in TABLES.items() if not (table["no"] and any(case["texts"] for case in table["yes"]))
    ] == []


def test_every_rule_says_what_it_takes() -> None:
    rules = [rule for stratum in grammar.STRATA for rule in stratum.rules]
    assert [rule.name for rule in rules if not (rule.make.__doc__ or "").strip()] == []
