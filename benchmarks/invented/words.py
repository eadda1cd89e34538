"""The word lists beside this module."""

import csv
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent


@cache
def rows(name: str) -> tuple[dict[str, str], ...]:
    """The rows of a table by column; lines that begin with # are notes."""
    lines = (HERE / f"{name}.csv").read_text("utf-8").splitlines()
    return tuple(csv.DictReader(line for line in lines if not line.startswith("#")))


def parts(cell: str) -> tuple[str, ...]:
    """The words of a cell: 纺织、服饰."""
    return tuple(cell.split("、"))


@cache
def words(role: str) -> tuple[str, ...]:
    """The words of a role of words.csv."""
    return next(parts(row["words"]) for row in rows("words") if row["role"] == role)
