"""The columns of tables by the words of their headers: 集群名称, 主要产品, 2024年营业收入（万元）."""

import re
from collections.abc import Sequence
from functools import cache

from kg.lexicon import any_of, table

TEXTS = frozenset(("name", "location", "products", "lead_firms", "note", "serial", ""))
"""The roles of columns that hold words; all others hold numbers."""
SHARES = frozenset(("share", "market_share", "output_share", "export_share"))
"""The roles of columns whose numbers may carry the product that they are of: 锚链70%."""

NAMED = ("企业", "园区", "市场", "镇街", "乡镇", "街道")
"""The first headers of tables about firms, parks, markets and towns."""

_FEWEST = 3
_CHUNK = re.compile(r"\S+")
_RUN_TOGETHER = re.compile(r"(.*?[)）])(?=.)")
_BRACKET = r"[（(][^（）()\s]{1,12}[)）]"
_YEAR = r"(?:20\d\d|19\d\d)年(?:度|底|末)?"


@cache
def _roles() -> dict[str, str]:
    return table("measures", "measure") | table("columns", "role")


@cache
def _column() -> re.Pattern[str]:
    return re.compile(f"(?:{_YEAR})?{any_of(_roles())}(?:{_BRACKET})?")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?=({any_of(_roles())})$)")


def role(header: str) -> str:
    """What a column holds, by the words that its header ends with: 2024年营业收入（万元） → revenue.

    A role of seeds/words/columns.csv or a measure of measures.csv; "" if the header ends with none of their words.
    """
    words = re.sub(r"\s|[（(][^（）()]*[)）]", "", header)
    found = _ending().search(words)
    return _roles()[found[1]] if found else ""


def roles(headers: Sequence[str]) -> list[str]:
    """What the columns of a table hold; a first column headed 企业 or 园区, with no unit, names them."""
    found = [role(header) for header in headers]
    if found and headers[0] in NAMED:
        found[0] = "name"
    return found


def run_on(words: str) -> tuple[list[str], int]:
    """The headers that a line opens with where its rows run on behind them, and where the first row starts; ([], 0)."""
    names: list[str] = []
    for chunk in _CHUNK.finditer(words):
        if is_header(chunk[0]) or chunk[0] in NAMED or (role(chunk[0]) and chunk[0][-1] in "）)"):
            names.append(chunk[0])
            continue
        last = _RUN_TOGETHER.match(chunk[0])
        if last and is_header(last[1]) and len(names) >= _FEWEST - 1:
            return [*names, last[1]], chunk.start() + last.end(1)
        return (names, chunk.start()) if len(names) >= _FEWEST else ([], 0)
    return [], 0


def headers(words: str) -> list[str]:
    """The headers that a line is made of, even run together (分布区域主要产品); [] for a line that is no such row."""
    if len(words) > 200 or re.search("[。；，]", words):
        return []
    found: list[str] = []
    known = 0
    for chunk in words.split():
        run = _column().findall(chunk)
        if "".join(run) == chunk:
            found.extend(run)
            known += len(run)
        else:
            found.append(chunk)
            known += bool(role(chunk))
    return found if known >= 0.6 * len(found) else []


def is_header(words: str) -> bool:
    """Whether words are one header and no more."""
    return bool(_column().fullmatch(words))
