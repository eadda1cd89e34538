"""What a figure says: a measure, a quantity, and the words for its part, its whole and its base."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from kg.grammar import roles
from kg.grammar.amounts import Quantity
from kg.grammar.engine import Span
from kg.grammar.phrases import COUNTED, NUMERAL, nouns, verbs
from kg.lexicon import any_of, rows, words
from kg.model import Measure

# words of one phrase: no punctuation but 、, no white space, no mention that is folded
WORD = r"[^，。；：！？\s\ue000-\uf8ff]"
# the same without what parts a list or quotes
NOUN = r"[^，。；：、！？“”《》（）\s\ue000-\uf8ff]"
# a character of the noun behind a number, before the verb that ends it: 20个国家｜建立了
THING = f"(?:(?!{any_of(words('nouns', 'end'))}){NOUN})"
VERB = f"(?>(?:{any_of(words('figures', 'verb'))}){{0,6}})"
# what leads to a later state: 现在｜60万亩, 扩大到｜60万亩
NOW = any_of(words("periods", "now"))
CHANGED = f"{any_of(words('figures', 'change_verb'))}[到至为成]"
# the number before a noun that speaks of several things together: 三大产业｜实现产值
GROUP = f"(?:(?P<count>{{group}})(?={NOUN}|[\ue000-\uf8ff]))?"
# not the bound of a class of firms or projects: 产值达5亿元的企业
_CLASS = f"(?:{nouns('maker')}|项目|农户|园区)"
NO_BOUND = f"(?!的?{NOUN}{{0,8}}?{_CLASS}|的{NOUN}{{0,8}}?[\ue000-\uf8ff]|、[^，。；]{{0,16}}?的{NOUN}{{0,6}}?{_CLASS})"

_YEAR = "(?:到|至|截至|自|从)?(?:(?:19|20)\\d{2}年?[-—–~至到]{1,2})?(?:19|20)[\\dxX]{2}年(?:[底末度时初]|以来|上半年)?"
_DECADE = "(?:(?:[上本]|\\d\\d)世纪)?(?:19|20)?(?:\\d0|[二三四五六七八九]十)年代(?:[初末中后前]期?)?有?"
_SPELL = (
    "(?:\\d{1,2}月?[-—–~－至到])?\\d{1,2}月份?(?:底|末)?|(?:第?[一二三四上首]|前[二三两])季度"
    "|(?:(?:19|20)\\d\\d年?)?[上下]半年?"
)
_OPENING = re.compile(
    f"{_DECADE}|{_YEAR}|{_SPELL}|[09]\\d{{1,2}}年|{COUNTED}年[间来]|{NUMERAL}[是要]|[①-⑳]|像.{{1,10}}?(?:这样|一样)的|"
    + "|".join(
        re.escape(row["surface"]) + (f"(?![{row['not_before']}])" if row["not_before"] else "")
        for row in sorted(rows("figures", "opening"), key=lambda row: -len(row["surface"]))
    )
)
_CLOSING = re.compile(
    "(?:"
    + "|".join(
        (f"(?<![{row['not_after']}])" if row["not_after"] else "") + re.escape(row["surface"])
        for row in sorted(rows("figures", "closing"), key=lambda row: -len(row["surface"]))
    )
    + "){1,6}$"
)
_RELATIVE = re.compile("(?:具有|具备|有)[^的、]{2,}的.|与.{2,}(?:有关|相关|配套)的?.")  # tells which, and stays
_AND_SO_ON = re.compile(
    f"^.*?(?:为(?:主要|重点|核心)"
    f"{any_of(words('places', 'grown_in'))}"
    f"的|(?<![中高上同初优对均平])等(?![级候同外])|为(?:{roles.words('led')}|{roles.words('main')})的)(?=..)"
)
_MADE_BY = re.compile(
    "(?:该|其)?(?:公司|企业|集团)?(?:自主|联合)?"
    f"{any_of(words('products', 'making_verb'))}(?:出|生产)?的(?=..)"
    f"|(?:从|在)?[^的、]{{0,4}}{any_of(words('places', 'elsewhere'))}(?=采购|购进|引进)"
)
_INNER = re.compile(f"^.{{2,}}?(?:{any_of(words('figures', 'inner_verb'))})了?(?=..)")
_DANGLING = re.compile(
    f"(?:{verbs('grant')}|[靠用以把将给凭借从在到由让使了着过去来近超每至对后]|{verbs('set_aside')})$"
)
_IN_GENERAL = re.compile(
    "(?:其|该)?(?:产品|公司)|达到?|[连持]续\\d{1,2}个?[月年]|全国|全球|世界|全省|全市|[一二三四五六七八九十第年]+|集群|以上|分别"
)
_COLLECTIVE = re.compile(f"(?:{any_of(words('nouns', 'counted'))}|企业|公司|项目|单位)$")
CONDITION = re.compile("(?:如果|若是|倘若|凡是?|只要)")  # what is asked for is no figure
_LONG_ITEM = 9

Follows = Literal[
    "", "share", "whole", "rank", "list", "alike", "level", "counted", "times", "growth", "more", "each", "together"
]


@dataclass(frozen=True, slots=True)
class Reading:
    """A figure as a phrase states it: the measure and quantity, and of what part, in what whole, for what base.

    `follows` says how it leans on the figure just before it: as a further `share` or `rank` (，占世界的20%), a share of
    one more `whole` (约占全国的40%、世界的20%), an item of one `list` (年产板材10万吨、雕刻品2万件), one `alike` of
    another place or firm (，清水镇2亿元), a later `level` (增加到12万吨), those of a part among what was `counted`
    (规上企业95家，两大产业有88家), its `times` (是上年的2倍) or `growth`, by how much `more` it is
    (比上年增加19家), or a further figure for `each` of the list before (，企业93家、58家). A figure of several things
    `together` tells how many they are too (三个集群共有企业4310家).
    `period` is the year a list names for it (2021年、2022年产值分别为…). What is `granted` (奖励30万元) tells of the
    policy that grants it, and of nothing else. A `later` level is that of the figure before it, at another time.
    `place` is whose it is in a list of places (其中甲县6个，乙县4个).
    """

    measure: str
    quantity: Quantity
    of: Span | None = None
    scope: str = ""
    per: str = ""
    follows: Follows = ""
    period: str = ""
    granted: bool = False
    later: bool = False
    place: Span | None = None


@dataclass(frozen=True, slots=True)
class Readings:
    """The figures of one list: 产值、利税分别达10亿元、2亿元; none where a number only sums up the names before it."""

    each: tuple[Reading, ...]


def fits(measure: Measure, quantity: Quantity) -> bool:
    """Whether a quantity is of a kind that the measure takes; a volume may be counted in classifiers."""
    if measure.kind == "quantity":
        return quantity.kind not in ("money", "share", "time", "person", "ratio")
    if measure.kind == "any":
        return quantity.kind == "money"  # 增加值, 财政收入: what has a name and no measure of its own
    if measure.kind == "count":
        return quantity.kind == "count"
    return measure.kind == quantity.kind


def trimmed(span: Span | None) -> Span | None:
    """The noun of a phrase: without adverbs and verbs before it and the 的, 总 or 年 behind it; None for no noun."""
    if span is None:
        return None
    text, start = span.text, span.start
    while at := _before_noun(text):
        text, start = text[at:], start + at
    if "、" in text and any(len(item) > _LONG_ITEM for item in text.split("、")):
        first, rest = text.split("、", 1)
        short = all(len(item) <= _LONG_ITEM for item in rest.split("、"))
        cut = first.rfind("的") + 1 if short and len(first) - first.rfind("的") > 2 else 0
        cut = cut or text.rindex("、") + 1
        return trimmed(Span(text[cut:], start + cut, span.end))
    if closing := _CLOSING.search(text):
        text = text[: closing.start()]
    if "）" in text and "（" not in text:
        start, text = start + text.rindex("）") + 1, text[text.rindex("）") + 1 :]  # 高新区（天元区）｜生产总值
    start += len(text) - len(text.lstrip("、（"))
    text = text.strip("、（")
    if not text or _DANGLING.search(text) or _IN_GENERAL.fullmatch(text):
        return None
    return Span(text, start, start + len(text))


@lru_cache(maxsize=1024)  # several rules try the same phrase
def _before_noun(text: str) -> int:
    """How much at the head of a phrase is no part of its noun."""
    if not text or _RELATIVE.match(text):
        return 0
    found = _OPENING.match(text) or _MADE_BY.match(text) or _AND_SO_ON.match(text) or _INNER.match(text)
    return found.end() if found else 0


def collective(of: Span, count: Span | None, group: Quantity | None) -> Span | None:
    """The noun of a phrase with the number at its head, if that makes it several things told together: 三大产业."""
    if count is None or group is None:
        return trimmed(of)
    noun = trimmed(Span(of.text[len(count.text) :], count.end, of.end))
    if noun is None or group.kind != "count" or not _COLLECTIVE.search(noun.text):
        return noun
    return Span(of.text[: noun.end - of.start], of.start, noun.end)


def joined(noun: Span | None, words: Span | None) -> Span | None:
    """One span of a noun and the words behind it that belong to it: 线上 and 交易额."""
    if noun is None or words is None:
        return noun or words
    return Span(noun.text + words.text, noun.start, words.end)
