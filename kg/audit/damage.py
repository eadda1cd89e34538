"""Damaged time and print: 从2021年至2021年 over 7年, 2021多万元, 投资9.6元, 总产值xx元, a number left out."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from kg.audit.findings import Kind, Severity
from kg.audit.ledger import Entry, Ledger
from kg.grammar.numbers import value_of
from kg.grammar.phrases import NUMERAL, SEVERAL, nouns
from kg.lexicon import any_of, words
from kg.model import Fact

Span = tuple[int, int]

_YEARS = r"(?:19|20)\d\d"
_SPAN = re.compile(rf"从?(?P<first>{_YEARS})年?(?:至|到|—{{1,2}}|－|-|~|～)(?P<last>{_YEARS})年")
_LENGTH = re.compile(
    rf"(?<![\d至到—－-])(?P<years>\d{{1,2}}|{SEVERAL}{{1,3}})年(?!代|底|末|度|初|级|\d)(?:间|来|里|共|累计)?"
)
_AGO = re.compile(rf"前(?P<years>\d{{1,2}})年的?(?P<base>{_YEARS})年")
_YEAR = re.compile(rf"(?<!\d)(?P<year>{_YEARS})年")
_YEAR_AMOUNT = re.compile(
    rf"(?<![\d.,])(?P<year>{_YEARS})(?P<inside>[多余几])?(?P<unit>[万亿]元|元)(?P<after>左右|上下)?"
)
_BARE = {
    "investment",
    "output_value",
    "revenue",
    "main_business_revenue",
    "profit",
    "profit_and_tax",
    "tax",
    "registered_capital",
}
_LEAST = Decimal(10_000)  # yuan: no firm, cluster or place invests or earns less
_RATE = re.compile(f"{any_of(words('figures', 'each'))}|每|[/／]")
_BROKEN = re.compile(
    r"\d[.．]{2,}\d|\d{1,20}[.．]\d{1,20}[.．]\d{1,20}(?=[万亿]?[元吨亩家%％])|\d[.．](?=[万亿]?元|[%％家户亩吨])|(?<![\d,，.])\d{1,3}[,，](?:\d{1,2}|\d{4,})(?=[万亿]?元)|(?<![一二两三四五六七八九十百])万万元|亿亿|[%％]{2}"
)
_NO_NUMBER = re.compile(
    rf"(?:[，、；]|[了有](?=\n))\s*(?P<word>[家户])(?![居用具电庭族装纺政禽畜乡长属家中里外型内均])(?=[^，。；、\d]{{0,12}}{nouns('maker')})"
)
_DAY = re.compile(rf"(?P<year>{_YEARS})年(?P<month>\d{{1,2}})月(?P<day>\d{{1,2}})日")
_SECTION = re.compile(rf"(?m)^[^\S\n]*(?P<number>{NUMERAL}{{1,3}})、")
_HEAD = 400  # characters in which a report dates itself


@dataclass(frozen=True, slots=True)
class Damage:
    """Damaged text: the spans at fault, the first of them the one to correct, and what is said of it."""

    kind: Kind
    rule: str
    severity: Severity
    spans: tuple[Span, ...]
    zh: str
    en: str
    suspects: tuple[Fact, ...] = ()


def damage(ledger: Ledger, trusted: frozenset[int]) -> Iterator[Damage]:
    """What of a report's time and print cannot be as printed; figures that start at trusted places are confirmed."""
    years = list(_YEAR.finditer(ledger.text))
    for first, last in ledger.sentences():
        yield from _spans(ledger, first, last)
        yield from _years_ago(ledger, years, first, last)
        yield from _masked(ledger, first, last)
    yield from _year_amounts(ledger, trusted)
    yield from _without_multiplier(ledger)
    yield from _dates(ledger)
    yield from _forecasts(ledger)
    yield from _broken(ledger)
    yield from _sections(ledger)


def _spans(ledger: Ledger, first: int, last: int) -> Iterator[Damage]:
    """从2021年至2021年 … 7年: a span that is empty, runs backwards or is not as long as the sentence says."""
    words = ledger.text[first:last]
    spans_found = list(_SPAN.finditer(words))
    lengths = list(_LENGTH.finditer(words)) if spans_found else []
    for span, following in zip(spans_found, [*spans_found[1:], None], strict=False):
        years = int(span["last"]) - int(span["first"])
        at = bisect_left(lengths, span.end(), key=lambda length: length.start())
        length = lengths[at] if at < len(lengths) else None
        stated = _number(length["years"]) if length else 0
        if years > 0 and (not stated or stated in (years, years + 1) or not _of_the_span(words, span, length)):
            continue
        spans = [(first + span.start("first"), first + span.end())]
        if length:
            spans.append((first + length.start(), first + length.end()))
        said = f"，而文中说是{stated}年" if length else ""
        told = f", while the sentence speaks of {stated} years" if length else ""
        until = first + following.start() if following else last
        suspects = [e.fact for e in ledger.between(first + span.end(), until) if not e.figure.per]
        zh = f"起止年份“{span[0]}”{'相同' if years == 0 else '颠倒' if years < 0 else f'相隔{years}年'}{said}。"
        how = "is empty" if years == 0 else "runs backwards" if years < 0 else f"covers {years} years"
        en = f"The span {span['first']}–{span['last']} {how}{told}."
        yield Damage("time", "time.span", "error", tuple(spans), zh, en, tuple(suspects))


def _of_the_span(words: str, span: re.Match[str], length: re.Match[str] | None) -> bool:
    return length is not None and bool(
        re.fullmatch("[，的这期间共历时前后（(]{0,6}", words[span.end() : length.start()])
    )


def _years_ago(ledger: Ledger, years: Sequence[re.Match[str]], first: int, last: int) -> Iterator[Damage]:
    """与前11年的2001年同比: the year in force must be as many years later."""
    words = ledger.text[first:last]
    for ago in _AGO.finditer(words):
        passage = ledger.passage(first)
        start = passage.start if passage else first
        at = bisect_right(years, first + ago.start(), key=lambda year: year.end()) - 1
        due = int(ago["base"]) + int(ago["years"])
        if at < 0 or years[at].start() < start or int(years[at]["year"]) == due:
            continue
        now = years[at]
        zh = f"{ago['base']}年的{ago['years']}年之后是{due}年，文中印作{now['year']}年。"
        en = f"{ago['years']} years after {ago['base']} is {due}; the report prints {now['year']}."
        yield Damage(
            "time",
            "time.years_ago",
            "warning",
            ((now.start("year"), now.end("year")), (first + ago.start(), first + ago.end())),
            zh,
            en,
        )


def _year_amounts(ledger: Ledger, trusted: frozenset[int]) -> Iterator[Damage]:
    """2021多万元, 2021亿元左右, 利润2021万元: a year that the report prints, where an amount should stand."""
    years = {m["year"] for m in _YEAR.finditer(ledger.text)}
    for amount in _YEAR_AMOUNT.finditer(ledger.text):
        if amount["year"] not in years or amount.start("year") in trusted:
            continue
        entry = ledger.at(*amount.span())
        hedge = amount["inside"] or amount["after"]
        severity: Severity = "error" if amount["inside"] else "warning" if hedge else "note"
        if hedge:
            zh = f"“{amount[0]}”不像约数，却与文中的年份{amount['year']}相同，疑为替换年份时误改。"
            en = (
                f"{amount['year']} is not round enough to be hedged and is a year of the report: it may be overwritten."
            )
        else:
            zh = f"金额“{amount[0]}”与文中的年份{amount['year']}相同，可能是替换年份时误改。"
            en = f"The amount equals the year {amount['year']} that the report prints: it may have been overwritten."
        suspects = (entry.fact,) if entry and severity == "error" else ()
        yield Damage("print", "print.year_amount", severity, (amount.span(),), zh, en, suspects)


def _without_multiplier(ledger: Ledger) -> Iterator[Damage]:
    """投资9.6元: an amount of a few yuan where thousands or millions are meant."""
    for entry in ledger.entries:
        figure = entry.figure
        if figure.measure not in _BARE or figure.unit != "CNY" or figure.per or not 0 < figure.value < _LEAST:
            continue
        if entry.term.printed is None or _RATE.search(
            ledger.text[max(entry.sentence[0], entry.term.start - 12) : entry.term.start]
        ):
            continue
        zh = f"“{entry.term.lexical}”过小，很可能漏印了“万”或“亿”。"
        en = f"{entry.term.lexical} is too small: 万 (ten thousand) or 亿 (a hundred million) is probably missing."
        yield Damage("print", "print.multiplier", "error", (_place(entry),), zh, en, (entry.fact,))


def _masked(ledger: Ledger, first: int, last: int) -> Iterator[Damage]:
    """总产值xx元, 20xx年: figures and years that the report withholds, once for a sentence."""
    found = list(_mask().finditer(ledger.text, first, last))
    if found:
        shown = "、".join(dict.fromkeys(m[0] for m in found))
        zh = f"有{len(found)}处数字没有印出：{shown}。"
        en = f"{len(found)} figure{'s are' if len(found) > 1 else ' is'} not printed: {shown}."
        yield Damage("print", "print.masked", "note", tuple(m.span() for m in found), zh, en)


@cache
def _mask() -> re.Pattern[str]:
    units = any_of(words("numbers", "masked_unit"))
    return re.compile(rf"(?<![A-Za-z\d])[xX×＊*]{{2,20}}{units}|20[xX×＊*]{{2}}年")


def _broken(ledger: Ledger) -> Iterator[Damage]:
    """12..5亿元, 1,2345万元, “，家诚信企业”: a number that is broken or left out."""
    for found in _BROKEN.finditer(ledger.text):
        yield Damage(
            "print",
            "print.broken",
            "error",
            (found.span(),),
            f"数字残缺或有误：“{found[0]}”。",
            f"A broken number: {found[0]}.",
        )
    for found in _NO_NUMBER.finditer(ledger.text):
        after = ledger.text[found.start("word") : found.end() + 8].split("，")[0]
        span = (found.start("word"), found.start("word") + len(after))
        yield Damage(
            "print",
            "print.no_number",
            "note",
            (span,),
            f"“{after}”前缺少数字。",
            f"The number before “{after}” is missing.",
        )


def _dates(ledger: Ledger) -> Iterator[Damage]:
    """A fact of a year after the day on which the report dates itself."""
    text = ledger.text
    days = [m for m in _DAY.finditer(text) if m.start() < _HEAD or m.end() > len(text) - _HEAD]
    alone = [
        m
        for m in days
        if text[: m.start()].split("\n")[-1].strip(" 　（(") == ""
        and text[m.end() :].split("\n")[0].strip(" 　）)") == ""
    ]
    if not alone:
        return
    day = alone[-1]
    for entry in ledger.entries:
        reached = entry.figure.period.split("/")[-1][:4]
        if entry.fact.modality == "actual" and reached.isdigit() and int(reached) > int(day["year"]):
            zh = f"报告署期为{day[0]}，却把{reached}年的数字写成事实。"
            en = f"The report is dated {day['year']} and gives a figure of {reached} as a fact."
            yield Damage("time", "time.after_report", "error", (_place(entry), day.span()), zh, en, (entry.fact,))


def _forecasts(ledger: Ledger) -> Iterator[Damage]:
    """预计到2021年 beside the actual figures of 2021: a horizon that the report's own facts have reached."""
    dated = [e for e in ledger.entries if len(e.year) == 4 and ledger.told_in(f"{e.year}年", e)]
    planned = [e for e in dated if e.fact.modality in ("planned", "forecast")]
    aims = {e.sentence for e in planned}
    actual = [e for e in dated if e.fact.modality == "actual" and e.sentence not in aims]
    for year in sorted({e.year for e in planned}):
        reached = [e for e in actual if e.year >= year]
        aimed = [e for e in planned if e.year == year]
        if reached:
            zh = f"{year}年既是目标或预测的期限（{len(aimed)}个数字），又已有当年的实际数字，年份至少有一处印错。"
            many = "s" if len(aimed) > 1 else ""
            en = (
                f"{year} is the horizon of {len(aimed)} planned figure{many} and has actual ones: a year is misprinted."
            )
            spans = (*(_place(e) for e in aimed), _place(reached[0]))
            yield Damage("time", "time.forecast", "warning", spans, zh, en)


def _sections(ledger: Ledger) -> Iterator[Damage]:
    """二、 followed by 四、: a section that the print leaves out."""
    before: re.Match[str] | None = None
    for found in _SECTION.finditer(ledger.text):
        number, last = _number(found["number"]), _number(before["number"]) if before else 0
        if before and number > last + 1:
            zh = f"“{before['number']}、”之后是“{found['number']}、”，中间缺了一节或编号有误。"
            en = f"Section {number} follows section {last}: one is missing or misnumbered."
            yield Damage("print", "print.section", "note", (found.span("number"), before.span("number")), zh, en)
        before = found


def _place(entry: Entry) -> Span:
    return entry.term.start, max(
        entry.term.end, entry.term.start + len(entry.term.lexical) if entry.term.printed else entry.term.end
    )


def _number(words: str) -> int:
    return int(value_of(words) or 0)
