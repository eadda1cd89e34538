"""What the figure of a cell says: its measure, unit and period by its header, its row, the caption and the title."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from functools import lru_cache

from kg.grammar import COUNTED, DATED
from kg.grammar.amounts import Quantity
from kg.grammar.engine import layered
from kg.grammar.figures.reading import fits
from kg.grammar.periods import Period
from kg.lexicon import any_of, words
from kg.model import Document, Figure, Passage
from kg.ontology import ontology
from kg.reading.columns import grows, is_period, modifier, role

_BRACKET = re.compile("[（(]([^（）()]+)[)）]")
_UNITS = re.compile("(?:计量)?单位[:：]([^）)\\s]+)")
_PARTED = re.compile("[、，,/；;]")
_NUMBER = re.compile(
    r"(?P<sign>[-−－])?(?P<before>约|近|超过?|逾)?(?P<number>\d[\d,]*(?:\.\d+)?)(?P<more>[多余]?[十百千万亿]{0,2}[多余]?)"
    r"(?P<unit>[%％‰]|[^\d\s，。、；：上左下]{1,6})?(?P<after>以上|左右|以下)?"
)
_MONTHS = re.compile("1?\\d[-—–~～至]1?\\d月|1?\\d月|[上下]半年|[前一二三四]{1,4}季度")
_LAST_YEAR = re.compile(any_of(words("periods", "last")))
_YEAR = re.compile(any_of(words("periods", "last")))
_POWERS = re.compile("^[十百千万亿]+")
_AT_END = re.compile("[年期](?:末|底)")
_GROWTH = re.compile(f"(?:同比|环比|比上年|较上年|比去年)?(?:{any_of(words('tables', 'growth'))}|[±＋]).*|[（(].*")
_YEAR = re.compile("(?<!\\d)(?:19|20)\\d\\d(?!\\d|年)")
_MADE = re.compile("产量|生产")
_DEFAULT = {"count": "家", "person": "人", "share": "%"}


@dataclass(frozen=True, slots=True)
class Frame:
    """What stands over a row, the nearest first: the class it belongs to, the caption, headings, the report's title."""

    above: tuple[str, ...]
    period: str = ""
    units: tuple[str, ...] = ()
    tells_output: bool = False

    @classmethod
    def of(cls, document: Document, passage: Passage) -> "Frame":
        """The frame of a row; a first header that is no label (下表为各园区情况) is the caption."""
        first = passage.cells[0].header if passage.cells else ""
        return _frame((*(heading.text for heading in reversed(passage.path)), first, document.title))


@lru_cache(64)
def _frame(above: tuple[str, ...]) -> Frame:
    """What the nearest words name: the year or the months, the units (单位：万元、人), whether it is what is made."""
    period = next((period for words in above if (period := _named_period(words))), "")
    units = next((found for words in above if (found := _UNITS.search(words))), None)
    made = any(_MADE.search(words) for words in above)
    return Frame(above, period, tuple(_PARTED.split(units[1])) if units else (), made)


@dataclass(frozen=True, slots=True)
class Column:
    """A column: its measure ("" where rows have their own), the words beside it, its units, what tells its period.

    A column is no figures' where it holds words, or its header tells nothing.

    `base` is the words of what grew, where `measure` is growth_rate.
    """

    header: str
    measure: str
    of: str = ""
    units: tuple[str, ...] = ()
    base: str = ""
    when: str = ""
    figures: bool = True


@lru_cache(64)
def columns(headers: tuple[str, ...]) -> tuple[Column, ...]:
    """The columns under these headers; a rate of growth is of its own header's measure, else of the column before."""
    return tuple(_columns(headers))


def _columns(headers: Sequence[str]) -> Iterator[Column]:
    last = before = ""
    for header in headers:
        parts = header.split()
        units = tuple(unit for part in reversed(parts) for unit in _BRACKET.findall(part))
        measured = [part for part in parts if role(part) in ontology().measures and not grows(part)]
        name = measured[-1] if measured else header
        kind = role(name)
        if grows(header):
            own = _GROWTH.sub("", parts[-1])
            base = measured[-1] if measured else own if role(own) in ontology().measures else last
            when = header if _named_period(header) or _MONTHS.search(header) else before
            yield Column(header, "growth_rate", base=_bare(base), when=when)
        elif kind in ontology().measures:
            last, before = name, header
            yield Column(header, kind, part_of(_bare(name)), units, when=header)
        else:
            before = header
            yield Column(header, "", "", units, when=header, figures=role(parts[-1] if parts else "") == "amount")


def figure(words: str, measure: str, units: Sequence[str], period: str) -> Figure | None:
    """The figure of a cell; None where it holds none, or one that is damaged or in no known unit."""
    found = _NUMBER.fullmatch(words)
    if found is None or measure not in ontology().measures:
        return None
    unit = found["unit"] or ""
    if measure == "growth_rate":
        if unit not in ("", "%", "％", "倍"):
            return None
        value = Decimal(found["number"].replace(",", "")) * (100 if unit == "倍" else 1)
        return _signed(Figure(measure, value, "%", None, value, value, period=period, lexical=words), found["sign"])
    kind = ontology().measures[measure].kind
    tried = [unit] if unit else [*units, *([_DEFAULT[kind]] if kind in _DEFAULT else [])]
    number = f"{found['before'] or ''}{found['number']}{found['more']}"
    if not unit and found["more"]:
        tried = [_POWERS.sub("", one) for one in tried]
    quantity = next((q for one in tried if (q := _quantity(number, one + (found["after"] or ""), measure))), None)
    if quantity is None:
        return None
    told = Figure(
        measure,
        quantity.value,
        quantity.word if quantity.unit == "1" and kind == "quantity" else quantity.unit,
        quantity.value_max,
        quantity.lower,
        quantity.upper,
        quantity.qualifier,
        period=period,
        per=quantity.per,
        lexical=words,
    )
    return _signed(told, found["sign"])


def period_of(header: str, label: str, frame: Frame) -> str | None:
    """The period of a cell: its header's, else the caption's; None where that is the year before."""
    told = frame.period
    if _LAST_YEAR.search(header) and not grows(header):
        return None
    own = _named_period(header)
    months = _MONTHS.search(header)
    if not own and months and told:
        own = _named_period(f"{told[:4]}年{months[0]}")
    elif not own and "累计" in header and len(told) == 7:
        own = told if told.endswith("-01") else f"{told[:4]}-01/{told}"
    period = own or told
    return f"{period}-12-31" if len(period) == 4 and _AT_END.search(header + label) else period


def output_or(units: Sequence[str], frame: Frame) -> str:
    """The output volume where a table of what is made gives goods in tons, heads or pieces; else no measure."""
    if not frame.tells_output:
        return ""
    goods = (_quantity("1", unit, "output_volume") for unit in units)
    return "output_volume" if any(q and q.kind not in ("area", "power") for q in goods) else ""


def part_of(words: str) -> str:
    """What words that name a measure are of: 水产品 of 水产品总产量, 亏损企业 of 亏损企业数; 工业增加值 as it is."""
    rest = modifier(words)
    if role(words) == "other":
        return words
    return words.removesuffix("数") if rest and role(words).endswith("count") else rest


def units_in(words: str) -> list[str]:
    """The units that brackets behind words give: 企业数（家）."""
    return _BRACKET.findall(words)


def _bare(header: str) -> str:
    return re.sub("[（(][^（）()]*[)）]|(?:19|20)\\d\\d年(?:度|末|底)?", "", header).strip()


def _named_period(words: str) -> str:
    words = _YEAR.sub(lambda year: f"{year[0]}年", words) if is_period(words) else words
    found = (m.value.edtf for m in layered(words, DATED) if isinstance(m.value, Period))
    return next((edtf for edtf in found if edtf[:4] == edtf.rpartition("/")[2][:4]), "")


def _quantity(number: str, unit: str, measure: str) -> Quantity | None:
    read = (m.value for m in layered(number + unit, COUNTED) if isinstance(m.value, Quantity))
    return next((q for q in read if fits(ontology().measures[measure], q)), None)


def _signed(told: Figure, sign: str | None) -> Figure:
    return replace(told, value=-told.value, lower=-told.value, upper=-told.value) if sign else told
