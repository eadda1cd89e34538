"""Tables in text (.csv, .tsv), whose cells are parted by the mark that makes most rows as wide as each other."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from typing import Any

from kg.messages import in_english
from kg.reading.files import File
from kg.reading.manuscript import Manuscript, Scribe
from kg.reading.plain import read_text
from kg.reading.sheets.blocks import write
from kg.reading.sheets.sheet import CELLS, Place, Sheet

_MARKS = ("\t", ",", ";", "|")
_NONE = "\x1f"  # parts nothing
_SAID = re.compile("sep=(.)\n")
_TRIED = 200  # records by which the mark is found
_MOST, _SOME = 0.5, 0.25  # of the records with the mark, and of all, that are as wide as each other
_OPEN = "unexpected end"
_FORMULA = re.compile(r'="([^"]*)"$')


def read(file: File) -> Manuscript:
    """A table in text. InputError if it is no text, holds no Chinese, or is larger than is read."""
    text = read_text(file)
    try:
        sheet = Sheet("", _cells(text, _mark(text)))
    except csv.Error as error:
        raise file.wrong("csv_damaged", why=in_english(error)) from error
    if len(sheet.cells) > CELLS:
        raise file.wrong("csv_large", most=CELLS)
    scribe = Scribe()
    write(scribe, sheet)
    return scribe.manuscript()


def _mark(text: str) -> str:
    """The mark that parts the cells: the one that the file names, or the one with which records are most alike."""
    if said := _SAID.match(text):
        return said[1]
    mark = max(_MARKS, key=lambda mark: _alike(text, mark))
    return mark if _alike(text, mark)[0] else _NONE


def _alike(text: str, mark: str) -> tuple[int, int]:
    """How many of the first records have the most common width above one, and that width; nothing if they are few."""
    records = [cells for _, cells in _records(text, mark)[:_TRIED] if any(cells)]
    counts = Counter(len(cells) for cells in records if len(cells) > 1)
    if not counts:
        return 0, 0
    width, times = max(counts.items(), key=lambda one: (one[1], one[0]))
    is_table = times > 1 and times >= counts.total() * _MOST and times >= len(records) * _SOME
    return (times, width) if is_table else (0, 0)


def _cells(text: str, mark: str) -> dict[Place, str]:
    return {
        (line, column): said
        for line, cells in _records(text, mark)
        for column, cell in enumerate(cells, 1)
        if (said := _FORMULA.sub(r"\1", cell.strip()))
    }


def _records(text: str, mark: str) -> list[tuple[int, list[str]]]:
    """The records, each with the line that it begins in. A quotation that is never closed is none."""
    try:
        return list(_read(text, mark, strict=True))
    except csv.Error as error:
        return list(_read(text, mark, quoting=csv.QUOTE_NONE if _OPEN in str(error) else csv.QUOTE_MINIMAL))


def _read(text: str, mark: str, **manner: Any) -> Iterator[tuple[int, list[str]]]:
    reader = csv.reader(io.StringIO(text, newline="\n"), delimiter=mark, skipinitialspace=True, **manner)
    at = 0
    for cells in reader:
        if at or not _SAID.match(text):
            yield at + 1, cells
        at = reader.line_num
