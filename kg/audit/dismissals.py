"""Findings that a person has looked at and dropped: seeds/audit.csv, a finding's id and the reason."""

import csv
from functools import cache
from pathlib import Path

from kg.errors import DefinitionError
from kg.resources import resource

_COLUMNS = ["finding", "reason"]


@cache
def dismissals() -> dict[str, str]:
    """The reason for each dismissed finding by id."""
    return read(resource("seeds", "audit.csv"))


def read(path: Path) -> dict[str, str]:
    """The dismissals of a file. DefinitionError with file and line for a row without a reason or an id given twice."""
    lines = [(n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line and line[0] != "#"]
    if not lines or next(csv.reader([lines[0][1]])) != _COLUMNS:
        raise DefinitionError(f"{path.name}:1: the columns are {','.join(_COLUMNS)}")
    found: dict[str, str] = {}
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        if len(cells) != len(_COLUMNS) or not all(cell.strip() for cell in cells):
            raise DefinitionError(f"{path.name}:{number}: a dismissal needs the finding's id and the reason")
        if cells[0] in found:
            raise DefinitionError(f"{path.name}:{number}: {cells[0]} stands twice")
        found[cells[0]] = cells[1]
    return found
