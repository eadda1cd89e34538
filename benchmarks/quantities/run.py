"""Accuracy on phrases.csv, jiqun beside recognizers-text-suite and jionlp: who reads 近200家, 3~4亿元, 一带一路 right.

python benchmarks/quantities/run.py            a table in Markdown: whole amount, value with unit, value
python benchmarks/quantities/run.py --wrong    and the phrases that jiqun reads wrong
"""

import sys
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import table
from readers import Reader, ours, peers
from table import Amount, Row


def close(one: Decimal | None, other: Decimal | None) -> bool:
    """Whether two numbers agree to two decimals of a per cent, or both are open."""
    return one is other if one is None or other is None else abs(one - other) <= Decimal("0.005") * (abs(one) < 1000)


def whole(row: Row, read: Sequence[Amount]) -> bool:
    """Whether value, unit, bounds, qualifier and base of the rate are all as in the row."""
    return len(read) == len(row.amounts) and all(same(a, b) for a, b in zip(row.amounts, read, strict=True))


def same(one: Amount, other: Amount) -> bool:
    numbers = ("value", "value_max", "lower", "upper")
    words = ("unit", "qualifier", "per")
    return all(close(getattr(one, n), getattr(other, n)) for n in numbers) and all(
        getattr(one, w) == getattr(other, w) for w in words
    )


def some_whole(row: Row, read: Sequence[Amount], reader: Reader) -> bool:
    """As `whole`, for a peer: any of its readings may be the one; what it has no notion of is not asked of it."""
    if not row.amounts:
        return not read
    if not reader.bounds and any(a.lower != a.value or a.upper != a.value for a in row.amounts):
        return False
    asked = [replace(a, qualifier="", value_max=None, per="") for a in row.amounts]
    given = [replace(a, qualifier="", value_max=None) for a in read]
    return all(any(same(a, b) for b in given) for a in asked)


def value_right(row: Row, read: Sequence[Amount], *, unit: bool) -> bool:
    """Whether some reading has each value of the row, and both ends of a range; with its unit, if asked."""
    if not row.amounts:
        return not read
    given = [a for a in read if not unit or a.unit == row.amounts[0].unit]
    values = [v for a in given for v in (a.value, a.value_max) if v is not None]
    wanted = [v for a in row.amounts for v in (a.value, a.value_max) if v is not None]
    if row.category == "unknown digit":
        return any(w / 2 <= v <= w for w in wanted for v in values)
    return all(any(close(w, v) for v in values) for w in wanted)


def marks(row: Row, reader: Reader, *, is_ours: bool) -> tuple[bool, bool, bool]:
    """Whole amount, value with unit, value: which of them a reader has right."""
    read = reader.read(row)
    complete = whole(row, read) if is_ours else some_whole(row, read, reader)
    return complete, value_right(row, read, unit=True), value_right(row, read, unit=False)


def shares(got: Sequence[tuple[bool, ...]], *, decimals: int) -> str:
    """How many of each mark are right, in per cent: 96 / 100 / 100."""
    return " / ".join(f"{100 * sum(marks) / len(got):.{decimals}f}" for marks in zip(*got, strict=True))


def main(arguments: Sequence[str]) -> None:
    rows = table.read()
    us = ours()
    others, missing = peers()
    readers = [us, *others]
    scored = {reader.name: [marks(row, reader, is_ours=reader.read is us.read) for row in rows] for reader in readers}
    print(f"{len(rows)} phrases. In each cell: whole amount / value and unit / value, in per cent.\n")
    print("| category | phrases | " + " | ".join(scored) + " |")
    print("|---|--:|" + "--:|" * len(scored))
    for category in [*dict.fromkeys(row.category for row in rows), None]:
        chosen = [n for n, row in enumerate(rows) if category in (None, row.category)]
        cells = [shares([got[n] for n in chosen], decimals=0 if category else 1) for got in scored.values()]
        print(f"| {category or '**all**'} | {len(chosen)} | " + " | ".join(cells) + " |")
    for sentence in missing:
        print(f"\n{sentence}")
    if "--wrong" in arguments:
        for row, (complete, *_) in zip(rows, scored[readers[0].name], strict=True):
            if not complete:
                print(f"\n{row.phrase} ({row.category})\n  table {row.amounts}\n  read  {tuple(us.read(row))}")


if __name__ == "__main__":
    main(sys.argv[1:])
