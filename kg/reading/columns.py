"""The columns of tables by the words of their headers: 集群名称, 主要产品, 2024年营业收入（万元）."""

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from kg.lexicon import any_of, table

TEXTS = frozenset(
    ("name", "label", "unit", "location", "products", "lead_firms", "holder", "product", "range", "note", "serial", "")
)
"""The roles of columns that hold words; all others hold numbers."""
SHARES = frozenset(("share", "market_share", "output_share", "export_share"))
"""The roles of columns whose numbers may carry the product that they are of: 锚链70%."""

NAMED = ("企业", "园区", "市场", "镇街", "乡镇", "街道")
"""The first headers of tables about firms, parks, markets and towns."""

_FEWEST = 3
_UNIT = re.compile(f"[（(][十百千万亿]{{0,3}}{any_of(table('units', 'unit'))}(?:/[^（）()]{{1,4}})?[）)]$")
_CHUNK = re.compile(r"\S+")
_RUN_TOGETHER = re.compile(r"(.*?[)）])(?=.)")
_BRACKET = r"[（(][^（）()\s]{1,12}[)）]"
_YEAR = r"(?:20\d\d|19\d\d)年(?:度|底|末)?"
_MONTHS = r"(?:1?\d(?:[-—–~～至]1?\d)?月|[上下]半年|全年|[一二三四]季度|[前一二三四]{1,4}季度)"
_PERIOD = re.compile(
    rf"[（(]?(?:(?:19|20)\d\d(?:年度?)?[末底]?{_MONTHS}?(?:累计)?(?:目标|预期|规划|计划)?值?|{_MONTHS}(?:累计)?|本[年月期季](?:止?累计)?|累计|年末|期末)[）)]?"
)
_AMOUNT = re.compile("数[量值]|绝对[数值量]|总量|合计|(?:全年|实际|累计)?完成(?:数|情况)?|指标值|实绩")
_GROWS = re.compile("同比|环比|[±＋]|增长|增幅|增速|增减|比上年")


@cache
def _roles() -> dict[str, str]:
    return table("measures", "measure") | table("tables", "holds", role="column")


@cache
def _column() -> re.Pattern[str]:
    return re.compile(f"(?:{_YEAR})?{any_of(_roles())}(?:{_BRACKET})?")


@cache
def _ending() -> re.Pattern[str]:
    return re.compile(f"(?=({any_of(_roles())})$)")


@lru_cache(4096)
def role(header: str) -> str:
    """What a column holds, by the words that its header ends with: 2024年营业收入（万元） → revenue.

    A role of seeds/words/tables.csv or a measure of measures.csv; "" if the header ends with none of their words.
    """
    words = re.sub(r"\s|[（(][^（）()]*[)）]", "", header)
    if is_period(words) or _AMOUNT.fullmatch(words):
        return "amount"
    found = _ending().search(words)
    if found is None and grows(words):
        return "growth_rate"
    return _roles()[found[1]] if found else ""


def modifier(header: str) -> str:
    """What stands in a header before the words of its role: 亏损 of 亏损企业数, 水产品 of 水产品总产量."""
    words = re.sub(rf"\s|[（(][^（）()]*[)）]|^{_YEAR}|^[年期][末底]", "", header)
    found = _ending().search(words)
    return words[: found.start()] if found else ""


def is_period(words: str) -> bool:
    """Whether words are a period and no more: 2019年, 2009, 1-6月, 本期累计."""
    return bool(_PERIOD.fullmatch(words))


def grows(header: str) -> bool:
    """Whether a column holds rates of growth: 同比增减（%）, 比上年增长%."""
    return bool(_GROWS.search(header))


def tells(header: str) -> bool:
    """Whether a header tells of figures: a period, a measure, or a unit in brackets."""
    return any(role(part) not in TEXTS for part in header.split()) or bool(_UNIT.search(header))


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
