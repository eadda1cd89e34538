"""The table of figure phrases: 近200家, 3~4亿元; phrases.csv says what a row means."""

import csv
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

PATH = Path(__file__).parent / "phrases.csv"


@dataclass(frozen=True, slots=True)
class Amount:
    """A value in its base unit ("" for a bare number) with its bounds; None is an open bound, or no upper end."""

    value: Decimal
    unit: str
    value_max: Decimal | None = None
    lower: Decimal | None = None
    upper: Decimal | None = None
    qualifier: str = ""
    per: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """A phrase with the amounts it says, none where it holds no quantity; `kind` is what they measure."""

    phrase: str
    amounts: tuple[Amount, ...]
    kind: str
    category: str


def read(path: Path = PATH) -> list[Row]:
    """The rows of the table in order. ValueError or decimal.InvalidOperation for a row that is no row."""
    with path.open(encoding="utf-8", newline="") as lines:
        return [_row(cells) for cells in csv.DictReader(line for line in lines if not line.startswith("#"))]


def _row(cells: dict[str, str]) -> Row:
    columns = [_numbers(cells[name]) for name in ("value", "lower", "upper")]
    count = len(columns[0])
    [highest] = _numbers(cells["value_max"]) or [None]
    lower, upper = (column or [None] * count for column in columns[1:])
    amounts = tuple(
        Amount(value, cells["unit"], highest, low, high, cells["qualifier"], cells["per"])
        for value, low, high in zip(columns[0], lower, upper, strict=True)
        if value is not None
    )
    return Row(cells["phrase"], amounts, cells["kind"], cells["category"])


def _numbers(cell: str) -> list[Decimal | None]:
    return [Decimal(number) for number in cell.split(";")] if cell else []
