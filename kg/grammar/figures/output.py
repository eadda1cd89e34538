"""What is made, sold, invested and grown: 年产鞋7亿多双, 年出口3亿美元, 总投资10万元, 已种植膏桐8万亩."""

import re

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.heads import grows
from kg.grammar.figures.reading import GROUP, NOUN, THING, VERB, WORD, Reading, collective, joined, trimmed
from kg.grammar.phrases import nouns, verbs
from kg.grammar.rates import Rate
from kg.lexicon import any_of, words

output = Grammar("output")

_LAND = f"(?:{any_of(words('nouns', 'land'))})"
_PROJECT = f"{nouns('project_kind')}?(?:{nouns('project')}|能力|规模)"
_BUILT = f"(?:{nouns('project')}|厂)"
_BULK = ("mass", "volume", "power", "quantity")
_COUNTED = ("个", "家", "项", "户", "种", "处", "座", "所")
_GOODS = ("money", "share", "time", "person", "ratio")
_YEARLY = (
    "(?:年|每年|全年|累计|总(?=产(?![量值出品销])))(?:可|共|约|能)?"
    "(?P<verb>产出|产|生产|加工|制造|出产)(?:各类|各种|各式)?"
)
_RAW = re.compile(f"^{any_of(words('products', 'raw'))}")  # what is worked up is no output: 年加工鲜椒8万吨
_CROPS = re.compile(f"{any_of(words('figures', 'planting'))}[^，]*(?:基地|园)$|[果茶桑菜花]园$")  # by what grows on it
_ON_LAND = re.compile(f"[地园田林场区城库湖塘]$|{any_of(words('nouns', 'built_area'))}")
_SPENT = re.compile(f"{any_of(words('figures', 'spending'))}$")  # 广告投入 is spent, not invested
_SHIPS = any_of(words("products", "shipping_verb"))
_GROWING = frozenset("种栽植播林")
_BULKY = 1000  # goods that are no single machines
_DEAREST = 1000  # yuan: 精品果卖到15元 tells a price, no turnover
_SELLS = f"(?:{verbs('sell')}|卖)"


def _made(verb: str, of: Span | None, quantity: Quantity) -> Reading | None:
    """A volume of output, or what is worked up in a year."""
    if quantity.kind in _GOODS:
        return None
    if verb == "加工" and of and _RAW.search(of.text):
        return Reading("other", quantity, Span(f"年加工{of.text}", of.start, of.end))
    return Reading("output_volume", quantity, of)


@output.rule(rf"年(?:产|生产|加工|制造|处理){{quantity}}的?(?P<of>{NOUN}{{1,14}}?)的?{_PROJECT}")
def capacity(quantity: Quantity, of: Span) -> Reading | None:
    """年产‹quantity›‹product›项目: 年产5万吨燃料酒精改扩建工程: what it is built for."""
    return Reading("output_capacity", quantity, of) if quantity.kind not in _GOODS else None


@output.rule(rf"年(?:产|生产|加工)(?P<of>{NOUN}{{1,8}}?){{quantity}}的?(?:加工|生产)?(?:规模|能力)")
def capacity_after(of: Span, quantity: Quantity) -> Reading | None:
    """年生产‹product›‹quantity›的规模: 年生产凝胶10吨的加工规模."""
    return Reading("output_capacity", quantity, of) if quantity.kind not in _GOODS else None


@output.rule(rf"年(?:产|生产|加工|处理)(?P<of>{NOUN}{{1,8}}?)的?能力{VERB}{{quantity}}")
def capacity_for(of: Span, quantity: Quantity) -> Reading | None:
    """年生产‹product›能力‹quantity›: 年生产凝胶能力10吨, 年加工鲜果能力达3万吨."""
    return Reading("output_capacity", quantity, of) if quantity.kind not in _GOODS else None


@output.rule(rf"{{rate}}的?(?P<of>{THING}{{1,14}}?)(?:{nouns('project_kind')}{{0,2}}{_BUILT})")
def rated(rate: Rate, of: Span) -> Reading | None:
    """‹quantity›/年‹product›项目: 30万吨/年钢管项目, 5000吨/年浓缩果汁生产线."""
    yearly = rate.quantity.per in ("年", "天", "月") and rate.quantity.kind not in _GOODS
    return (
        Reading("output_capacity", rate.quantity, of, per="" if rate.quantity.per == "年" else rate.quantity.per)
        if yearly
        else None
    )


@output.rule(
    rf"(?P<of>{NOUN}{{0,4}}?)年(?:{verbs('process')}|生产|出栏){{quantity}}(?P<goods>{THING}{{1,10}}?)(?P<head>(?:{nouns('project')}|厂房?|能力|精细|精深|深加工|企业|公司))"
)
def worked(of: Span, quantity: Quantity, goods: Span, head: str) -> Reading | None:
    """年屠宰‹quantity›‹goods›项目: 年屠宰6万头牦牛精深加工企业."""
    return Reading("output_capacity", quantity, goods) if quantity.kind not in _GOODS else None


@output.rule(
    rf"年?{{quantity}}的?(?P<of>{THING}{{1,10}}?)(?:的?年?(?:设计)?(?:{verbs('process')}|生产|制造)能力|产能|的?(?:生产|加工|深加工|精深加工)?(?:"
    rf"{nouns('project')}|基地项目)(?!资金|贷款|个))"
)
def built(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›‹product›项目, ‹quantity›‹product›生产能力: 8万吨番茄酱生产能力, 20万吨水泥项目."""
    return Reading("output_capacity", quantity, of) if quantity.kind in _BULK else None


@output.rule(
    rf"{{quantity}}的?(?P<of>{NOUN}{{1,8}}?)(?=(?:、{NOUN}{{0,12}}?{{more}}{NOUN}{{1,8}}?){{1,6}}(?:的?年?(?:设计)?(?:生产|加工|纺纱)?(?:能力|产能)|等(?:重大|重点|骨干|龙头|一批|大)?(?:产业)?项目))"
)
def listed(quantity: Quantity, of: Span, more: Quantity) -> Reading | None:
    """‹quantity›‹product› of a list whose head stands at its end: 20万锭纺纱、3万头气流纺、5000吨毛巾的生产能力."""
    told = quantity.kind not in _GOODS and quantity.kind != "area" and quantity.word not in _COUNTED
    return Reading("output_capacity", quantity, trimmed(of)) if told and more.kind not in _GOODS else None


@output.rule(rf"{_YEARLY}(?P<of>{NOUN}{{1,12}}?)量?{VERB}{{quantity}}")
def produced(verb: str, of: Span, quantity: Quantity) -> Reading | None:
    """年产‹product›‹quantity›: 年产鞋7亿多双, 年加工板材近6000万平米; 年加工鲜椒8万吨 is what goes in."""
    return _made(verb, trimmed(of), quantity)


@output.rule(
    rf"{{span}}(?>(?:可|共|约|能|要|就){{0,6}})(?P<verb>产出|产|生产|加工|制造|出产)(?:各类|各种|各式)?(?P<of>{NOUN}{{1,12}}?)(?P<said>{VERB}{{quantity}})"
)
def produced_in(span: Quantity, verb: str, of: Span, said: str, quantity: Quantity) -> Reading | None:
    """一年生产‹product›‹quantity›: in the space of a year."""
    return _made(verb, trimmed(of), quantity) if span.unit == "年" and span.value == 1 else None


@output.rule(
    rf"(?<![能可日月天班时产应])(?:生产|产出|出产)(?:了|出)?(?:各类|各种|各式)?(?P<of>{NOUN}{{1,12}}?)量?{VERB}{{quantity}}(?=[，。；、]|$)"
)
def turned_out(of: Span, quantity: Quantity) -> Reading | None:
    """生产‹product›‹quantity› of a period told before it, in bulk: 今年，该公司生产雨伞300万把; not 生产样机3台."""
    bulk = quantity.kind not in _GOODS and quantity.kind != "area" and quantity.word not in _COUNTED
    return Reading("output_volume", quantity, trimmed(of)) if bulk and quantity.value >= _BULKY else None


@output.rule(
    rf"(?:每年|年|全年)(?>(?:有|约|就|共){{0,3}}){{quantity}}(?P<of>{NOUN}{{1,10}}?)(?:由此|从这里|从此|从当地)?{_SHIPS}{NOUN}{{2,8}}"
)
def shipped(quantity: Quantity, of: Span) -> Reading | None:
    """每年有‹quantity›‹product›销往‹…›: how much is sold in a year."""
    return Reading("sales_volume", quantity, trimmed(of)) if quantity.kind not in _GOODS else None


@output.rule(rf"{_YEARLY}{{quantity}}(?P<of>{THING}{{0,12}})")
def produced_before(verb: str, quantity: Quantity, of: Span) -> Reading | None:
    """年产‹quantity›‹product›: 年产30万辆自行车."""
    return _made(verb, of if of.text else None, quantity)


@output.rule(
    rf"(?P<of>{WORD}{{0,16}}?)(?:{{single}}就?)?年?{_SELLS}(?P<product>{NOUN}{{0,8}}?)(?:额|收入)?{VERB}{{quantity}}(?P<tail>{THING}{{0,8}})"
)
def sold(of: Span, single: Quantity | None, product: Span, quantity: Quantity, tail: Span) -> Reading | None:
    """销售‹product›‹quantity›: 7年销售15万立方, 一晚交易2000多万枝鲜切花, 年销售20亿元 (revenue)."""
    if quantity.kind == "money" and quantity.word == "元" and quantity.value < _DEAREST:
        return Reading("price", quantity, trimmed(product) or trimmed(of))
    if quantity.kind == "money":
        return Reading("revenue", quantity, trimmed(product) or trimmed(of))
    if quantity.kind in _GOODS or quantity.word in ("个", "家", "户", "次", "类"):
        return None
    noun = trimmed(product) or (tail if tail.text else None) or trimmed(of)
    if noun and noun.text.endswith("日均"):
        return Reading("other", quantity, Span(f"{noun.text}销售", noun.start, noun.end))
    return Reading("sales_volume", quantity, noun)


@output.rule(rf"(?P<of>{WORD}{{0,16}}?)年?(?<!进)出口(?:值|总量)?{VERB}{{quantity}}")
def exported(of: Span, quantity: Quantity) -> Reading | None:
    """出口‹quantity›: 年出口3亿美元; 年出口2万吨 is of 出口量."""
    if quantity.kind in ("mass", "volume", "quantity"):
        return Reading("other", quantity, Span("出口量", of.end, of.end))
    return Reading("export_value", quantity, trimmed(of)) if quantity.kind == "money" else None


@output.rule(
    rf"(?P<of>{GROUP}{WORD}{{0,20}}?)(?>(?:累计|共|总|已|计划|完成|先后){{0,6}})(?P<verb>投入)(?P<funds>{NOUN}{{0,6}}?资金)?(?:总额|额)?{VERB}{{quantity}}"
)
def invested(
    of: Span, count: Span | None, group: Quantity | None, verb: Span, funds: Span | None, quantity: Quantity
) -> Reading | None:
    """投入‹quantity›: 累计投入3亿元, 投入技改资金2亿元; 广告投入 is a kind of spending."""
    if quantity.kind != "money":
        return None
    noun = collective(of, count, group)
    if noun and _SPENT.search(noun.text):
        return Reading("other", quantity, joined(noun, verb))
    return Reading("investment", quantity, funds if funds and funds.text != "资金" else noun)


@output.rule(rf"(?P<of>{WORD}{{0,16}}?{_LAND})(?:资源)?(?:总)?(?P<area>面积)?{VERB}{{quantity}}")
def land(of: Span, area: str, quantity: Quantity) -> Reading | None:
    """‹land›‹area›: 林业用地175.8万亩, 盐田面积60万公亩."""
    if quantity.kind != "area":
        return None
    return Reading(
        "planted_area" if (_CROPS.search(of.text) or grows(of.text)) and not area else "area", quantity, trimmed(of)
    )


@output.rule(rf"(?P<verb>{any_of(words('figures', 'planting_verb'))}|造){{quantity}}的?(?P<of>{THING}{{1,14}})")
def planted_before(verb: Span, quantity: Quantity, of: Span) -> Reading | None:
    """建设‹area›‹crop›: 建设10万亩的草果种植基地, 造3万亩林."""
    if quantity.kind != "area":
        return None
    grown = verb.text in ("造", "种植", "栽植", "栽种") or "种植" in of.text or not _ON_LAND.search(of.text)
    noun = joined(verb, of) if verb.text == "造" else of
    return Reading("planted_area" if grown else "area", quantity, noun)


@output.rule(
    rf"(?P<verb>"
    rf"{any_of(words('figures', 'planting_verb'))})(?P<of>{NOUN}{{0,10}}?)(?:面积)?{VERB}{{quantity}}"
)
def planted(verb: Span, of: Span, quantity: Quantity) -> Reading | None:
    """种植‹crop›‹area›: 已种植膏桐8万亩, 种植2.8万亩."""
    if quantity.kind != "area":
        return None
    noun = trimmed(of)
    if noun and noun.text.startswith(("区", "户")):
        return None  # 适宜种植区 is land, 种植户 are people
    crop = verb.text in ("发展", "新增") and noun is not None and not _ON_LAND.search(noun.text)
    grown = crop or not _GROWING.isdisjoint(verb.text) or (noun and _CROPS.search(noun.text))
    return Reading("planted_area" if grown else "area", quantity, noun or (verb if verb.text[-1] in "苗林" else None))


@output.rule(rf"{{quantity}}的?(?P<of>{THING}{{0,9}}?{_LAND}|{THING}{{1,8}})")
def land_before(quantity: Quantity, of: Span) -> Reading | None:
    """‹area›‹land›: 22万亩耕地; 15万亩杉木 is what is grown on it."""
    if quantity.kind != "area":
        return None
    grown = (grows(of.text) and of.text.endswith("基地")) or (quantity.unit == "mu" and not _ON_LAND.search(of.text))
    return Reading("planted_area" if grown else "area", quantity, of)
