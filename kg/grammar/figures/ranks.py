"""Places in an order: 居全国第五位, 产量国际第一, 四大产业之首, 全国最大的粮食交易市场, 前三强."""

import re
from decimal import Decimal

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.reading import NOUN, WORD, Reading, trimmed
from kg.grammar.numbers import Ordinal
from kg.grammar.phrases import nouns
from kg.grammar.words import Scope
from kg.lexicon import any_of, words

ranks = Grammar("ranks")

_STANDS = f"(?:并?{any_of(words('figures', 'rank_verb'))})(?!有率|地|住|民|室)"
_TO = "(?:跃?升[至到]|上升[至到]|提升[至到]|前移[至到]|到|在|于|为|至)?"
_KINDS = words("figures", "ranked")
_LEVEL = any_of(kind for kind in _KINDS if len(kind) == 1)  # 县 is no part of 县级市场
_KIND = f"(?:{any_of(kind for kind in _KINDS if len(kind) > 1)}|{_LEVEL}(?!{NOUN}))"
_STILL = rf"(?>(?:已|曾|均|都|一直|长期|稳|多年|多年来|连续{NOUN}{{1,3}}年|连年){{0,6}})"
_MEASURED = re.compile(f"{any_of(words('figures', 'ranked_measure'))}|[产销总储数]量|总?产值|出口额?|份额$")
_FIELD = re.compile("(?:行业|同类产品|系统)$")
_REGION = (
    f"(?:{any_of(words('scoring', 'province'))}(?:省|自治区)?|[东中西]部(?:地区)?|[\u4e00-\u9fff][东西南北中]地区)"
)
_LAST_PLACE = 10  # 前50强 is an honour


def place_of(ordinal: Ordinal | None) -> Quantity:
    """A rank as a quantity: 第五 is 5, 前三 is 1 to 3."""
    first = Decimal(ordinal.place if ordinal else 1)
    last = Decimal(ordinal.last) if ordinal and ordinal.last else None
    return Quantity(first, "1", "count", "位", "", first, last or first, last)


def _ranked(of: Span, kind: Span, scope: Scope | None, ordinal: Ordinal) -> Reading | None:
    """A rank of a thing, or of what the words between whole and place measure: 居全国羊绒衫线上销量第一."""
    if ordinal.last and ordinal.last > _LAST_PLACE:
        return None
    words, whole = kind.text, scope.name if scope else ""
    if re.match("同(?!行|类|产业|业)", words) or words.endswith(("工作的", "工作", "议程")):
        return None  # 同时段第二, 同组第一, 排在各项工作的首位
    if _FIELD.search(words) and not words.startswith("同"):
        return Reading("rank", place_of(ordinal), trimmed(of), whole + words)
    if measured := _MEASURED.search(words):
        field = re.match(f"{NOUN}*?(?:行业|同行|业内)", words)
        if field and field.end() <= measured.start():
            whole, kind = whole + field[0], Span(words[field.end() :], kind.start + field.end(), kind.end)
        return Reading("rank", place_of(ordinal), trimmed(kind) or kind, whole)
    among = words and (ordinal.last or "强" in words)  # 列全国百强专业市场前十强
    return Reading("rank", place_of(ordinal), kind if among else trimmed(of), whole or words)


@ranks.rule(
    rf"{{quantity}}(?P<of>{nouns('ranked')})(?:的)?(?P<what>(?:(?:在|居|列)?{{scope}})?"
    rf"(?P<named>{NOUN}{{0,14}}?)(?P<stands>{_STANDS}){{inner}}?{NOUN}{{0,6}}?{{ordinal}})"
)
def counted(
    quantity: Quantity,
    of: Span,
    what: Span,
    scope: Scope | None,
    named: str,
    stands: str,
    inner: Scope | None,
    ordinal: Ordinal,
) -> Reading | None:
    """‹quantity›产品‹what›居‹scope›第‹n›: 12项产品产量居全国第一: how many things stand at a place."""
    whole = scope or inner
    if quantity.kind != "count" or ordinal.last:
        return None
    place = f"第{'一二三四五六七八九'[ordinal.place - 1]}" if 0 < ordinal.place < 10 else f"第{ordinal.place}"
    field = named.removeprefix("同类产品")
    if field.startswith("占有率"):
        field = f"市场{field}"
    noun = Span(f"{field}{stands}{place}的{of.text}", what.end, what.end)
    return Reading("other", quantity, noun, whole.name if whole else "")


@ranks.rule(
    rf"(?P<of>{WORD}{{0,30}}?)(?:在{{scope}}(?:同行业|同类产品|同行)?[中内里]?){_STILL}{_STANDS}{_TO}(?:的?(?:排名|位次))?{{ordinal}}(?!流)"
)
def stands_in(of: Span, scope: Scope, ordinal: Ordinal) -> Reading | None:
    """‹thing›在‹scope›居第‹n›位: 黄金储量在全国居第一位."""
    return _ranked(of, Span("", of.end, of.end), scope, ordinal)


@ranks.rule(
    rf"(?P<of>{WORD}{{0,30}}?){_STILL}{_STANDS}{_TO}"
    rf"{{scope}}?(?P<kind>{NOUN}{{0,14}}?)(?:中|里)?的?(?:排名|位次)?{{ordinal}}(?!流)"
)
def stands(of: Span, scope: Scope | None, kind: Span, ordinal: Ordinal) -> Reading | None:
    """‹thing›居‹scope›第‹n›位: 居全国第五位, 产量高居全国第一, 列全省同行业第二."""
    return _ranked(of, kind, scope, ordinal)


@ranks.rule(rf"(?:、|，|和|及)(?:{_STANDS})?{{scope}}(?P<kind>{NOUN}{{0,12}}?){{ordinal}}(?:强|位|名)?(?![家个大批])")
def also(scope: Scope, kind: Span, ordinal: Ordinal) -> Reading | None:
    """、‹scope›第‹n›: a second rank of what has just been ranked, 居国内第一、世界第三."""
    if (ordinal.last and ordinal.last > _LAST_PLACE) or re.search("领先|落后|超过?|比", kind.text):
        return None
    noun = None if not kind.text or kind.text.startswith("同") else kind
    return Reading("rank", place_of(ordinal), noun, scope.name, follows="rank")


@ranks.rule(rf"{{scope}}(?:县级|同行业)?{{ordinal}}大(?:的|个|家)?(?P<of>{NOUN}{{2,14}}?{_KIND})")
def nth(scope: Scope, ordinal: Ordinal, of: Span) -> Reading | None:
    """‹scope›第‹n›大‹thing›: 全国第三大皮具出口基地, 国内第二大石材市场."""
    first = ordinal.last or ordinal.place == 1
    return None if first else Reading("rank", place_of(ordinal), of, scope.name)


@ranks.rule(rf"(?P<of>{WORD}{{2,30}}?)(?:在|为)?{{scope}}(?:同行业|同类产品)?{{ordinal}}位?(?!个|家|批|次|届|大)")
def bare(of: Span, scope: Scope, ordinal: Ordinal) -> Reading | None:
    """‹thing›‹scope›第‹n›: 石油钻具产量国际第一."""
    return None if ordinal.last else Reading("rank", place_of(ordinal), trimmed(of), scope.name)


@ranks.rule(
    rf"(?P<of>{WORD}{{0,24}}?)"
    rf"{any_of(words('figures', 'topping_verb'))}(?P<whole>(?:{{group}})?{NOUN}{{2,10}}?)(?:之首|榜首)"
)
def first_of(of: Span, whole: Span, group: Quantity | None) -> Reading:
    """居‹whole›之首: 居四大支柱产业之首."""
    if whole.text.endswith(("类", "行业类")):
        return Reading("rank", place_of(None), whole)
    return Reading("rank", place_of(None), trimmed(of), whole.text)


@ranks.rule(rf"(?P<whole>{_REGION})(?:县级|规模)?最大(?>(?:的|一个|一家){{0,2}})(?P<of>{NOUN}{{0,14}}?{_KIND})")
def largest_in(whole: str, of: Span) -> Reading:
    """‹region›最大的‹thing›: 陕西最大的茶叶产区, 皖北地区最大的果蔬集散地."""
    return Reading("rank", place_of(None), of, whole)


@ranks.rule(
    rf"{{scope}}(?:县级|同行业|规模)?(?:最大|第一大|首个|首家|第一[个家]|唯一)(?>(?:的|一个|一家){{0,6}})(?P<of>{NOUN}{{0,14}}?{_KIND})"
)
def largest(scope: Scope, of: Span) -> Reading:
    """‹scope›最大的‹thing›: 全国最大的粮食交易市场, 全国首个县级工作站."""
    return Reading("rank", place_of(None), of, scope.name)
