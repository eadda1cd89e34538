"""What a figure leaves to the one told before it: 储量360吨，居全国第一位; 在建项目32个，总投资64亿元; 同比增长8%."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.extraction.candidates import Candidate
from kg.extraction.context import Context
from kg.extraction.portions import is_portion
from kg.extraction.wholes import is_zone, zone_of
from kg.grammar.engine import Span
from kg.grammar.figures import Reading, Readings
from kg.grammar.figures.reading import trimmed
from kg.grammar.periods import Period, Relative
from kg.grammar.phrases import ANY_LEVEL, nouns
from kg.grammar.words import measure_in
from kg.lexicon import any_of, table, words
from kg.model import Entity, Mention

# measures that are of the goods told of just before, where they name none: 年产木材2万立方，按每立方300元计
_TRADED = {
    "price": ("output_volume", "yield", "sales_volume"),
    "sales_volume": ("output_volume", "output_capacity"),
    "revenue": ("sales_volume", "price"),
    "output_value": ("output_volume", "planted_area", "area"),
    "output_volume": ("planted_area", "area"),
    "export_value": ("output_value",),
}
_MEASURE = re.compile(any_of(table("measures", "measure")))
_OF_MEASURE = re.compile(f"{_MEASURE.pattern}$")
_YIELDED = re.compile("每.{1,2}年?(?:产|可产|产出)(?P<goods>.+?)量?")
_RAISED = re.compile("(?:野生)?(?:寄养|养殖|种植|栽培|放养)(?:总?面积)?$")
_NEAR = 30  # characters from a figure to the growth that is of it
_EARNED = ("revenue", "main_business_revenue", "output_value", "profit", "tax", "profit_and_tax")
_OF_FIRMS = (*_EARNED, "employment")
_SPENT = ("investment", "registered_capital")
_OF_TRADE = re.compile(
    f"(?!.*(?:入驻|入园|工业企业|投产|落户|各类|新增))"
    f"{any_of(words('firms', 'above'))}?[^，。；、规限]{{2,8}}(?:企业|加工厂|合作社)"
)
_COUNTED = re.compile(f"(?:{nouns('project', 'maker')}|工厂|合作社)$")
_NUMBER = re.compile("\\d")
_AMONG = re.compile("其中|（")
_OWNER = re.compile(f"[^，。；：、\\d]{{1,14}}(?:{nouns('trade')}|集群|公司|集团|市场)的$")
_ADVERB = re.compile(f"(?:{any_of(words('figures', 'opening'))}|第?[一二三四]季度|[\\d—-]{{1,6}}月份?)$")
_LEADS = f"[全我该本]{ANY_LEVEL}|截[至止][^，。；]{{2,8}}?[月年底末]|其中|目前|今年|去年|全年"
_CLASS = re.compile(f"(?![、和及])[^，。；：\\d的在与]{{0,12}}(?:{nouns('project', 'maker')}|工业|农户|合作社)")
_MADE = ("output_volume", "sales_volume", "output_capacity")
_SOMEONE = re.compile("[\u4e00-\u9fff]{4,10}")
_OF_THOSE = ("counts.among", "counts.such_over")  # which of the firms counted before them
_OF_WHAT = re.compile("的(?!规模|水平|速度|增速|目标|任务|总量|好?成绩|高位|基础|比重|比例|份额)[\u4e00-\u9fff]{2,}")
_JOINED = ("、", "和", "及", "，")
_ALL_OF = ("均", "都")


@dataclass(frozen=True, slots=True)
class Told:
    """The figure told last in a sentence: its measure, whom it is of, its words and part, its end and its period.

    `former` says that it is of a state before a change.
    """

    measure: str
    subject: Entity
    words: str
    of: str
    end: int
    period: str
    former: bool = False


def grows(mention: Mention, context: Context, last: Told | None) -> bool:
    """Whether a growth that does not say of what is of the figure before it: 产值30亿元，占全市20%，同比增长8%.

    Not if one that was not understood stands between.
    """
    if last is None or mention.start - last.end > _NEAR:
        return False
    return not any(True for _ in _unread(last.end, mention.start, context))


def _unread(start: int, end: int, context: Context) -> Iterator[int]:
    """Where numbers stand between two places of a sentence that no figure tells."""
    told = [m for m in context.mentions if isinstance(m.value, Reading | Readings | Period | Relative)]
    for number in _NUMBER.finditer(context.sentence.text, start, end):
        if not any(one.start <= number.start() < one.end for one in told):
            yield number.start()


def left_to(
    mention: Mention, reading: Reading, of: str, noun: Span | None, chosen: Candidate, context: Context, last: Told
) -> tuple[Entity, str] | None:
    """Subject and part that a figure leaves to the one before, None for none: 居全国第一位; 比上年增加19家."""
    beside = mention.start - last.end <= 1
    if reading.measure == "growth_rate" and not of:
        return last.subject, _grown(last)
    if not of and last.of and last.measure in _TRADED.get(reading.measure, ()) and _is_goods(reading, last):
        yielded = _YIELDED.fullmatch(last.of)
        whose = last.subject if last.measure.endswith("area") else chosen.entity
        return whose, yielded["goods"] if yielded else _RAISED.sub("", last.of) or last.of
    if reading.follows == "more":
        return last.subject, last.words + of
    among = reading.of if mention.rule in _OF_THOSE and last.measure.endswith("firm_count") else None
    if among and last.subject.type == "Place":
        return last.subject, among.text
    if (not of or is_zone(of)) and chosen.entity == last.subject and last.subject.type == "Place":
        part = _of_these(mention, reading, context, last)
        if part is not None:
            return last.subject, part
    if reading.measure == "rank" and not of and not mention.start <= chosen.start < mention.end:
        return (last.subject, last.words) if beside or _only_grown(mention, context, last) else None
    if reading.measure == "share" and noun is None and beside and last.words:
        return last.subject, last.words
    return None


def _is_goods(reading: Reading, last: Told) -> bool:
    """Whether a figure of a place is of the goods told of just before it; a cluster's output is all of its own."""
    if last.measure == "area" and not _RAISED.search(last.of):
        return False
    return not reading.measure.startswith(("output", "export")) or last.subject.type == "Place"


def _grown(last: Told) -> str:
    """What a growth behind a figure is of: its measure where it is of all of its subject, else its words."""
    if is_portion(last.of):
        return last.of
    if grown := _MEASURE.search(last.words) if last.measure == "other" else None:
        told = measure_in(grown[0]).id
        return last.words if told == "other" else told
    return last.words if last.measure == "other" or _is_of_part(last) else last.measure


def _of_these(mention: Mention, reading: Reading, context: Context, last: Told) -> str | None:
    """The part of a place that a figure shares with the one before it: 在建项目32个，总投资64亿元 is of 在建项目."""
    text = context.sentence.text
    firms = last.measure.endswith("firm_count")
    if reading.measure in _OF_FIRMS and firms and not zone_of(last.of):
        return "" if reading.measure == "employment" and _AMONG.search(text, 0, last.end) else _counted_of(last.of)
    if not last.of or any(last.end <= thing.start < mention.start for thing in context.said if thing.opens):
        return None
    if reading.measure in (*_OF_FIRMS, *_SPENT) and (firms or last.measure == "other") and _COUNTED.search(last.of):
        return last.of
    joined = text[last.end : mention.start] in _JOINED or text[mention.start] == "、"
    if reading.measure in _EARNED and last.measure in _EARNED and joined and not _OF_MEASURE.search(last.of):
        return last.of
    return None


def _only_grown(mention: Mention, context: Context, last: Told) -> bool:
    """Whether nothing stands between a figure and a rank but by how much it grew: 产值9亿元，增长12%，列全市第三."""
    between = [m for m in context.mentions if last.end <= m.start and m.end <= mention.start + 1]
    grown = [m for m in between if isinstance(m.value, Reading) and m.value.measure == "growth_rate"]
    return bool(grown) and mention.start - grown[-1].end <= 1 and grown[0].start - last.end <= 1


def unplaced(mention: Mention, reading: Reading, of: str, context: Context) -> bool:
    """Whether a rank of a place is rather that of figures before it that it does not say: 净增5亿元，居全市第一."""
    if reading.measure != "rank" or of:
        return False
    text = context.sentence.text
    before = text[: mention.start].rstrip("，、")
    clause = before[max(before.rfind(mark) for mark in "，；。") + 1 :]
    several = any(word in text[mention.start : mention.end] for word in _ALL_OF)
    return several or bool(_NUMBER.search(clause))


def of_another(mention: Mention, chosen: Candidate, context: Context) -> bool:
    """Whether words right before a figure name whose it is, and not whom it was put to: 某某产业的｜88家企业."""
    text = context.sentence.text
    found = _OWNER.search(text, 0, mention.start) if text.endswith("的", 0, mention.start) else None
    named = chosen.end > 0 and found is not None and found.start() <= chosen.start < mention.start
    return found is not None and not named


def clause_class(mention: Mention, reading: Reading, subject: Entity, context: Context) -> str:
    """The class that a clause on a place opens with, of which its sum is: 全县规上工业企业预计｜完成产值18亿元."""
    if subject.type != "Place" or reading.measure not in (*_OF_FIRMS, *_SPENT):
        return ""
    text = context.sentence.text
    start = max(text.rfind(mark, 0, mention.start) for mark in "，。；：") + 1
    who = text[start : mention.start]
    while adverb := _ADVERB.search(who):
        who = who[: adverb.start()]
    who = re.sub(f"^(?:{_LEADS}|{re.escape(subject.name or '全县')}){{1,4}}", "", who)
    return who if _CLASS.fullmatch(who) else ""


def of_unknown(mention: Mention, reading: Reading, chosen: Candidate, context: Context) -> bool:
    """Whether a figure is of someone whom nothing knows: 长溪车身｜生产车厢, and the place's 占地16亩的｜研究院."""
    text = context.sentence.text
    if chosen.entity == context.place and reading.of is None and _OF_WHAT.match(text, mention.end):
        return True
    if not mention.rule.startswith("output.") or reading.measure not in _MADE:
        return False
    start = max(text.rfind(mark, 0, mention.start) for mark in "，。；：、") + 1
    who = trimmed(Span(text[start : mention.start], start, mention.start))
    return (
        chosen.end <= start
        and who is not None
        and bool(_SOMEONE.fullmatch(who.text))
        and not any(start <= one.start < mention.start for one in context.said)
    )


def _counted_of(of: str) -> str:
    """Which firms figures behind their number are of: 规模以上茶叶企业 of …24户，实现销售收入…; "" for all of them."""
    return of if _OF_TRADE.fullmatch(of) else ""


def _is_of_part(last: Told) -> bool:
    """Whether a figure is of a part of its subject: 工业投资 of a county, 模具 of a cluster; not 交易额 of one."""
    if not last.of or not last.words:
        return False
    return last.subject.type == "Place" or not (_OF_MEASURE.search(last.of) or last.of in last.subject.name)
