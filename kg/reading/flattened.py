"""Rows of tables that print has flattened: cells apart by spaces, run together, or two rows on one line.

泰州…产业集群靖江市、高港区 船舶制造等 锚链70% 1000000 70 江苏…公司: the numbers part what the words do not.
"""

import re
from dataclasses import dataclass

from kg.lexicon import any_of, words
from kg.model import Cell
from kg.reading.columns import SHARES, TEXTS, roles
from kg.reading.lines import trimmed

_CLUSTER = re.compile("(?:产业)?集群|产业群体?|产业带|集聚区")
_PLACE = re.compile("[市县区镇乡园村]|街道")
_FIRM = re.compile(any_of(words("firms", "legal_form", "ending")))
_SERIAL = re.compile(r"(?<!\d)\d{1,3}(?!\d)")
_NONE = "[-—–/…]+"
_NUMBER = rf"[-−－]?\d[\d,.]*(?:亿|万)?(?:多|余)?[元家户人个]?|{_NONE}"
_PART = r"[^\s\d%％，、,]{0,12}\d+(?:\.\d+)?[%％]?(?:以上|左右|以下)?"
_SHARE = rf"{_PART}(?:[，、,]{_PART})*|{_NONE}"
_WORD = re.compile(r"\S+")
_APART = re.compile(r"(?:(?!\s{2}).)+", re.DOTALL)
_LONGEST = 1200

Spans = list[tuple[int, int]]


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table: its span, its cells (none for the row of headers), and what of the table stands over it.

    `above` are the spans of its caption and of the class of rows that it belongs to: 按经营类型分.
    """

    start: int
    end: int
    cells: tuple[Cell, ...] = ()
    above: tuple[tuple[int, int], ...] = ()


def rows_in(text: str, start: int, end: int, names: list[str]) -> list[Row]:
    """The rows that a stretch of text holds under headers of these names; [] if it is no row."""
    if end - start > _LONGEST or re.search("[。！？]", text[start:end]):
        return []
    kinds = roles(names)
    for apart in (_APART, _WORD):
        spans = [trimmed(text, *found.span()) for found in apart.finditer(text, start, end)]
        if len(spans) == len(names) and all(fits(text[a:b], kind) for (a, b), kind in zip(spans, kinds, strict=True)):
            return [_row(names, spans)]
    return _by_numbers(text, start, end, names, kinds)


def fits(words: str, kind: str) -> bool:
    """Whether a cell can stand in a column of this role: words in one of texts, a number in one of figures."""
    if kind == "serial":
        return bool(re.fullmatch(r"\d{1,3}|合计|总计|小计", words))
    if kind in TEXTS:
        return not re.fullmatch(r"[\d.,%％]+", words)
    return bool(re.match(_SHARE if kind in SHARES else rf"(?:约|近|[-−－])?\d|{_NONE}$", words))


def _by_numbers(text: str, start: int, end: int, names: list[str], kinds: list[str]) -> list[Row]:
    first, last = _numeric_columns(kinds)
    if first == last:
        return []
    numbers = r"\s+".join(f"({_SHARE if kind in SHARES else _NUMBER})" for kind in kinds[first:last])
    runs = list(re.compile(rf"(?<!\S){numbers}(?=\s|$|[^\d.%])").finditer(text, start, end))
    rows: list[Row] = []
    at = start
    for n, run in enumerate(runs):
        stop = end if n + 1 == len(runs) else _row_end(text, run.end(), runs[n + 1].start(), kinds)
        if (first == 0 and text[at : run.start()].strip()) or (last == len(kinds) and text[run.end() : stop].strip()):
            return []
        spans = _words(text, at, run.start(), kinds[:first])
        spans += [run.span(group) for group in range(1, last - first + 1)]
        spans += _words(text, run.end(), stop, kinds[last:])
        rows.append(_row(names, spans))
        at = stop
    return rows if all(row.cells[0].start < row.cells[0].end for row in rows) else []


def _numeric_columns(kinds: list[str]) -> tuple[int, int]:
    """The longest run of columns that hold numbers: the first, and one past the last."""
    best = (0, 0)
    start = 0
    for at, kind in enumerate([*kinds, ""]):
        if kind in TEXTS:
            best = max(best, (start, at), key=lambda run: run[1] - run[0])
            start = at + 1
    return best


def _row_end(text: str, start: int, end: int, kinds: list[str]) -> int:
    """Where between two runs of numbers the row ends: before the next serial number or, without, cluster's name."""
    if kinds[-1] not in TEXTS:
        return start
    name = _CLUSTER.search(text, start, end)
    limit = name.start() if name else end
    serials = list(_SERIAL.finditer(text, start, limit)) if kinds[0] == "serial" else []
    if serials:
        return serials[-1].start()
    firms = [found.end() for found in _FIRM.finditer(text, start, limit)]
    return max([start, *firms, text.rfind(" ", start + 1, limit) + 1])


def _words(text: str, start: int, end: int, kinds: list[str]) -> Spans:
    """The cells of text columns: apart by white space or, where it lacks, behind a cluster's or a place's name."""
    if not kinds:
        return []
    spans = [found.span() for found in _WORD.finditer(text, start, end)]
    serial = _SERIAL.match(text, *spans[0]) if spans and kinds[0] == "serial" else None
    if serial and serial.end() < spans[0][1]:
        spans[:1] = [serial.span(), (serial.end(), spans[0][1])]
    for column, kind in enumerate(kinds):
        if len(spans) >= len(kinds) or column >= len(spans):
            break
        ending = {"name": _CLUSTER, "location": _PLACE}.get(kind)
        a, b = spans[column]
        ends = [found.end() for found in ending.finditer(text, a, b) if found.end() < b] if ending else []
        if ends:
            split = ends[0] if kind == "name" else ends[-1]
            spans[column : column + 1] = [(a, split), (split, b)]
    if len(spans) > len(kinds):
        spans[len(kinds) - 1 :] = [(spans[len(kinds) - 1][0], spans[-1][1])]
    return spans + [(end, end)] * (len(kinds) - len(spans))


def _row(names: list[str], spans: Spans) -> Row:
    cells = tuple(Cell(name, *span) for name, span in zip(names, spans, strict=True))
    filled = [cell for cell in cells if cell.start < cell.end]
    return Row(filled[0].start, filled[-1].end, cells)
