"""The table of benchmarks/quantities: its rows hold together, and the grammar reads at least as many as it did."""

import re
import sys
from decimal import Decimal
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parents[1] / "benchmarks" / "quantities"))

import readers
import run
import table

ROWS = table.read()
FLOOR = 0.988  # of the phrases, read whole: value, unit, bounds, qualifier and base; it only rises


def test_grammar_reads_the_phrases() -> None:
    us = readers.ours()
    wrong = [row.phrase for row in ROWS if not run.whole(row, us.read(row))]
    assert 1 - len(wrong) / len(ROWS) >= FLOOR, wrong


def test_table_is_large_and_varied() -> None:
    assert len(ROWS) >= 420
    assert len({row.category for row in ROWS}) >= 30
    assert sum(not row.amounts for row in ROWS) >= 60


def test_no_phrase_stands_twice() -> None:
    phrases = [row.phrase for row in ROWS]
    assert len(set(phrases)) == len(phrases)


def test_rows_hold_together() -> None:
    """A quantity has a kind, bounds around its value, and a qualifier exactly where the bounds are not its ends."""
    for row in ROWS:
        assert bool(row.amounts) == bool(row.kind), row.phrase
        assert not (row.amounts and row.category.startswith("no quantity")), row.phrase
        for amount in row.amounts:
            last = amount.value if amount.value_max is None else amount.value_max
            assert amount.value <= last, row.phrase
            assert amount.lower is None or amount.lower <= amount.value, row.phrase
            assert amount.upper is None or amount.upper >= last, row.phrase
            assert (amount.lower, amount.upper) != (None, None), row.phrase
            exact = (amount.lower, amount.upper) == (amount.value, last)
            assert amount.qualifier == "" if exact else amount.qualifier in ("about", "over", "under"), row.phrase
            assert bool(amount.unit) == (row.kind != "number"), row.phrase


IN_DIGITS = [row for row in ROWS if re.fullmatch(r"\d+[^\d一-十两百千]+", row.phrase) and len(row.amounts) == 1]


def test_digits_of_a_phrase_are_in_the_value() -> None:
    """The value of a phrase that opens with digits is those digits times a power of ten, 5 (斤) or 15 (公顷)."""
    for row in IN_DIGITS:
        written = Decimal("".join(c for c in row.phrase if c.isdecimal()))
        factor = (row.amounts[0].value / written).normalize()
        assert factor.as_tuple().digits in ((1,), (5,), (1, 5)), row.phrase


def test_close_is_equality_but_for_hundredths_of_a_per_cent() -> None:
    assert run.close(Decimal("33.33"), Decimal("33.333"))
    assert not run.close(Decimal("33.33"), Decimal("33.3"))
    assert not run.close(Decimal(20_000_000), Decimal(20_000_001))
    assert not run.close(None, Decimal(1))
    assert run.close(None, None)
