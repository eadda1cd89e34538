"""What a query says without a mistake of grammar and nobody means: ?名，?值 selects one variable called 名，.

SPARQL 1.1 takes full-width marks for letters (19.8, PN_CHARS_BASE: U+3001 to U+D7FF, U+F900 to U+FDCF, U+FDF0 to
U+FFFD), so that a comma, a full stop or a bracket of Chinese becomes part of the name before it, without a word.
"""

import re
from bisect import bisect
from collections.abc import Iterator
from functools import cache
from itertools import chain, islice

from kg.messages import Hole, Words, message
from kg.queries.syntax import unsaid

_BASE = (
    r"A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u02ff\u0370-\u037d\u037f-\u1fff\u200c\u200d\u2070-\u218f\u2c00-\u2fef"
    r"\u3001-\ud7ff\uf900-\ufdcf\ufdf0-\ufffd\U00010000-\U000effff"
)
_MORE = rf"{_BASE}_0-9\u00b7\u0300-\u036f\u203f\u2040"
_VARIABLE = rf"[?$][{_BASE}_0-9][{_MORE}]*"
_ASCII = {chr(full): chr(full - 0xFEE0) for full in range(0xFF01, 0xFF5F) if not chr(full - 0xFEE0).isalpha()}
_OTHERS = '、,。.《<》>〈<〉>【[】]「"」"“"”"‘\'’\'｡.､,\u3000 '
_MEANT = _ASCII | dict(zip(_OTHERS[::2], _OTHERS[1::2], strict=True))
_LINE = re.compile(r"\r\n?|\n")
_MOST = 8  # that are told


def slips(query: str) -> tuple[Words, ...]:
    """What to tell of a text of SPARQL, at most eight: full-width marks outside of texts, IRIs and comments, with line
    and column from 1 and the mark to write; and the selected variables that are never bound."""
    bare = unsaid(query)
    return tuple(islice(chain(_marks(bare), _unbound(bare)), _MOST))


@cache  # most commands need neither of the two patterns, which take long to compile
def _token() -> re.Pattern[str]:
    return re.compile(rf"(?P<variable>{_VARIABLE})|(?P<word>[{_MORE}.:-]+)|[{{}}()]")


@cache
def _mark() -> re.Pattern[str]:
    return re.compile(rf"(?<![{_MORE}])[０-９]+|[{''.join(re.escape(m) for m in _MEANT if not m.isdecimal())}]")


def _marks(bare: str) -> Iterator[Words]:
    names = {found.start(): found[0] for found in _token().finditer(bare) if found["variable"] or ":" in found[0]}
    starts = sorted(names)
    for found in _mark().finditer(bare):
        before = _LINE.sub("\n", bare[: found.start()])
        line, column = before.count("\n") + 1, len(before) - before.rfind("\n")
        mark, meant = found[0], "".join(_MEANT[letter] for letter in found[0])
        write = message("slip_space") if meant == " " else message("slip_mark", mark=meant)
        told: dict[str, Hole] = {"line": line, "column": column, "mark": mark, "meant": write}
        start = starts[at - 1] if (at := bisect(starts, found.start())) else 0
        name = names.get(start, "")
        if found.start() < start + len(name):
            yield message("slip_full_in_name", **told, name=name)
        else:
            yield message("slip_full", **told)


def _unbound(bare: str) -> Iterator[Words]:
    """The variables that a SELECT names and that stand in no pattern, nor after AS or VALUES."""
    if "{" not in bare:
        return
    selected: dict[str, None] = {}
    bound: set[str] = set()
    braces = brackets = 0
    selecting = given = False
    for token in _token().finditer(bare):
        variable, word = token["variable"], (token["word"] or "").upper()
        if variable and selecting and not brackets:
            selected[variable] = None
        elif variable and (selecting or given or braces):
            bound.add(variable[1:])
        elif not variable:
            brackets += (token[0] == "(") - (token[0] == ")")
            braces += (token[0] == "{") - (token[0] == "}")
            given = word in ("AS", "VALUES") or (given and token[0] == "(")
            if word == "SELECT":
                selecting, brackets = True, 0
            elif not brackets and (token[0] == "{" or word in ("WHERE", "FROM")):
                selecting = False
    for variable in selected:
        if variable[1:] not in bound:
            yield message("slip_unbound", variable=variable)
