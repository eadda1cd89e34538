"""What people have decided of names: seeds/identity.csv, a row a pair that is one thing (same) or two (different)."""

import csv
import io
from dataclasses import dataclass
from pathlib import Path

from kg.errors import InputError
from kg.identity.names import clean
from kg.messages import message, of_file
from kg.resources import resource

_COLUMNS = ("verdict", "type", "one", "other", "place", "by", "why")
_VERDICTS = ("same", "different")


@dataclass(frozen=True, slots=True)
class Decision:
    """Two names of one class that are one thing, or that are never one; who or what decided it, and why.

    It holds in the reports of a place (its code, or its name as those reports have it), or everywhere where that is "".
    """

    verdict: str
    type: str
    one: str
    other: str
    place: str
    by: str
    why: str

    def holds_in(self, code: str, name: str) -> bool:
        """Whether it is about reports of the place with this code and name, or of one that has it in it."""
        return self.place in ("", name) or (self.place.isdigit() and code.startswith(self.place))


def shipped() -> Path:
    """The file of decisions that comes with jiqun."""
    return resource("seeds", "identity.csv")


def read(path: Path) -> tuple[Decision, ...]:
    """The decisions of a file. InputError with the line for a row that does not fit, or if there is no such file."""
    try:
        lines = [(n, line) for n, line in enumerate(path.read_text("utf-8").splitlines(), 1) if line and line[0] != "#"]
    except (OSError, UnicodeDecodeError) as error:
        raise InputError(message("decisions_unread", path=path)) from error
    if not lines or tuple(next(csv.reader([lines[0][1]]))) != _COLUMNS:
        raise InputError(of_file(f"{path}:1", message("decisions_columns", columns=",".join(_COLUMNS))))
    found: list[Decision] = []
    for number, line in lines[1:]:
        cells = next(csv.reader([line]))
        if (
            len(cells) != len(_COLUMNS)
            or cells[0] not in _VERDICTS
            or not all(map(str.strip, (*cells[1:4], *cells[5:])))
        ):
            raise InputError(of_file(f"{path}:{number}", message("decision_cells")))
        if clean(cells[2]) == clean(cells[3]):
            raise InputError(of_file(f"{path}:{number}", message("decision_one_name", name=cells[2])))
        found.append(Decision(*cells))
    return tuple(found)


def record(path: Path, decision: Decision) -> None:
    """Adds a decision to a file, made if it is missing. InputError if it is no such table or cannot be written."""
    known = read(path) if path.exists() else ()
    if decision in known:
        return
    row = io.StringIO()
    writer = csv.writer(row, lineterminator="\n")
    if not path.exists():
        writer.writerow(_COLUMNS)
    writer.writerow(
        [decision.verdict, decision.type, decision.one, decision.other, decision.place, decision.by, decision.why]
    )
    try:
        text = path.read_text("utf-8") if path.exists() else ""
        path.write_text(
            f"{text}{'' if not text or text.endswith(chr(10)) else chr(10)}{row.getvalue()}", "utf-8", newline="\n"
        )
    except OSError as error:
        raise InputError(message("unwritten", path=path, why=error)) from error
