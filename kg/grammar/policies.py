"""Policies that a report names: 《产业集群发展规划》, 启动“三年倍增”计划, 专项基金, 建立联席会议制度, “链长制”."""

import re
from dataclasses import dataclass

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.phrases import NUMERAL, verbs
from kg.lexicon import any_of, rows, table, words

policies = Grammar("policies")

_NAME = "[^，。；：、！？“”《》（）\\s\\d]"
_WORD = "[^，。；：、！？“”《》（）\\s\\d的和与及]"
_FIVE_YEARS = re.compile("“十[一二三四五六]五”")
_QUOTED = "“[^“”]{2,24}”"
_KINDS = table("policies", "kind", role="ending")


def _endings(needs: str) -> str:
    """A pattern of the words that a policy's name ends with, of those that need quotes, a verb or a deed before."""
    return any_of(row["surface"] for row in rows("policies", "ending") if row["needs"] == needs)


_PROGRAMME, _LAYOUT = "(?:计划|行动)", _endings("structure")
_NAMED = f"(?:{_endings('verb')}|{_endings('quotes')})"
_FUND, _REGIME = any_of(words("policies", "fund")), any_of(words("policies", "regime"))
_VERB = f"(?:{verbs('enact')}|启动|开展|组织)(?:了|好)?"
_DEED = any_of(words("policies", "deed"))
_ONE = "“[^“”、]{2,24}”"
_COUNTED = "[一二三四五六七八九十百千双两多]"
_PIECE = f"{_COUNTED}{any_of(words('policies', 'structure'))}[^，。；、“”]{{0,5}}?"
_COUNTS = re.compile(_COUNTED)
_STRUCTURE = f"“{_PIECE}(?:、?{_PIECE}){{1,4}}”"
_SHORT = "冀晋辽吉黑苏浙皖闽赣鲁豫鄂湘粤琼川蜀贵黔云滇陕秦甘陇青桂宁新藏蒙"  # 工业强桂
_PRINCIPLE = 3  # as many stops within slogans, and they are no name
_GENERAL = re.compile(
    f"^(?:生产|工作|年度|经营|这[一项]|该|各项?|一系列|具体|{any_of(words('policies', 'plain'))}"
    f"*(?:发展)?战略$|.{{0,4}}(?:一系列|多项))"
)
_MANY = re.compile(f"“(?!{_COUNTED}|\\d)[^“”、，]{{1,16}}[、，][^“”、，]{{1,16}}[、，]")  # “做强主业、做优…”
_PARTIES = re.compile("[一-鿿][+＋]")  # 企业+农户, not 6+4
_JOINED = "“[^“”+＋，。；]{1,16}(?:[+＋][^“”+＋，。；]{1,16}){1,4}”"


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """A policy by name, and its kind: plan, fund, target or mechanism.

    `apart` is true of one that is told of beside the heading that names it: 实施龙头企业倍增计划 is of a plan.
    """

    name: Span
    kind: str
    apart: bool = False


@policies.rule(f"《(?P<name>[^》]{{3,40}}{any_of(words('policies', 'document'))}[^》]{{0,16}})》")
def document(name: Span) -> NamedPolicy:
    """《‹document›》: a plan, decision or opinion by its title."""
    return NamedPolicy(name, "plan", apart=True)


@policies.rule(f"(?P<name>(?:{_STRUCTURE}|{_JOINED})(?:(?!{_LAYOUT}){_WORD}){{0,6}}{_LAYOUT})(?!{_LAYOUT})")
def layout(name: Span) -> NamedPolicy:
    """“‹structure›”‹格局›: “一核三带”发展布局, “三带多庄园”空间格局, “村集体+企业+农户”联结体系."""
    return NamedPolicy(name, "mechanism" if _PARTIES.search(name.text) else "plan")


@policies.rule(f"(?P<aim>{any_of(words('policies', 'goal_verb'))})?了?(?P<name>{_STRUCTURE})")
def structure(aim: str, name: Span) -> NamedPolicy | None:
    """“‹structure›”: 锚定“一极两地”, 布局为“一园两片”; “一村一品”, which counts nothing but ones, is a saying."""
    if not set(_COUNTS.findall(name.text)) - {"一"}:
        return None
    return NamedPolicy(name, "target" if aim else "plan")


@policies.rule(
    f"(?P<name>(?:{_QUOTED}|{_ONE}(?:(?:{NUMERAL}|\\d+)年)?{_WORD}{{1,8}}?)"
    f"(?<!品牌)(?<!集群)(?P<end>{_NAMED})(?P<last>{_NAMED})?)(?!的?{any_of(words('policies', 'weight'))})"
)
def slogan(name: Span, end: str, last: str) -> NamedPolicy | None:
    """“‹slogan›”‹计划›: “千企技改”三年行动计划, “甲乙之都”提升战略, “百亿元”目标, “公司+农户”模式.

    A slogan of several parts (“三围、四带”县域发展战略) is a name by itself.
    """
    if _FIVE_YEARS.match(name.text):
        return None
    return NamedPolicy(name, _KINDS[last or end], apart=True)


@policies.rule(
    f"(?P<name>{_QUOTED})(?=(?:、?{_QUOTED}){{0,6}}等?{_COUNTED}{{1,2}}(?:项|大|条|个)(?:主要|重点|专项)?"
    f"{any_of(words('policies', 'step'))})(?<!品牌)"
)
def item(name: Span) -> NamedPolicy:
    """“‹measure›”“…”三项任务: 部署“龙头做强一批”“短板补齐一批”两项主要任务: a measure each."""
    return NamedPolicy(name, "measure")


@policies.rule(
    f"(?P<name>{_QUOTED}|{_JOINED})(?=(?:[、和](?:打造)?{_QUOTED}){{1,4}}的?{_NAME}{{0,8}}?(?<!品牌)(?<!集群){_NAMED}"
    f"|的?{_NAME}{{0,8}}?(?<!品牌)(?<!集群)(?P<end>{_NAMED})(?!{any_of(words('policies', 'weight'))})|目标责任)"
)
def one_slogan(name: Span, end: str) -> NamedPolicy | None:
    """“‹slogan›”、“…”的战略: “质量立市”、“品牌立市”的战略, “企业+基地+农户”的经营模式."""
    general = _FIVE_YEARS.fullmatch(name.text) or _MANY.search(name.text)
    return None if general else NamedPolicy(name, _KINDS.get(end, "plan"))


@policies.rule(
    f"(?:{verbs('enact')}|建立|完善|健全)了?(?P<name>{_WORD}{{0,8}}?“?{_REGIME}”?)|(?P<alone>(?:产业链)?“{_REGIME}”)"
)
def regime(name: Span | None, alone: Span | None) -> NamedPolicy | None:
    """推行‹regime›: 推行重点产业链链长制, “链长制”."""
    said = name or alone
    return NamedPolicy(said, "mechanism") if said else None


@policies.rule(
    f"(?P<name>{_QUOTED}(?:、{_QUOTED}){{0,4}})的?{_NAME}{{0,8}}?(?:思路|布局|发展要求|方针)"
    f"|按照(?P<asked>{_QUOTED})的(?:总体|总)?要求"
)
def idea(name: Span | None, asked: Span | None) -> NamedPolicy | None:
    """“‹slogans›”的思路: 按照“一镇一业”、“一园一品”的总体发展思路: one policy said in several slogans; none in many."""
    slogans = name or asked
    several = slogans is not None and (_MANY.search(slogans.text) or _FIVE_YEARS.fullmatch(slogans.text))
    return NamedPolicy(slogans, "plan") if slogans and not several and slogans.text.count("、") < _PRINCIPLE else None


@policies.rule(f"(?:以|实施|坚持|确立)(?P<name>“[^”]{{2,12}}{any_of(words('policies', 'aim'))}”)")
def guided(name: Span) -> NamedPolicy:
    """以“‹slogan›”为指导: 以“工业强市”为指导."""
    return NamedPolicy(Span(name.text[1:-1], name.start + 1, name.end - 1), "plan")


@policies.rule(
    f"(?:{verbs('enact')}|围绕)(?:了|好)?(?P<name>{_NAME}{{2,7}}?(?:兴|强|富|立)[省市县区镇{_SHORT}](?:战略)?"
    f"|(?:(?!{verbs('enact')}){_WORD}){{2,12}}?(?<!集群)战略)(?![性合投地要])"
)
def strategy(name: Span) -> NamedPolicy | None:
    """实施‹strategy›: 全面实施产业富县战略, 大力实施质量兴市, 深入实施创新驱动发展战略; not 落实国家战略."""
    return None if _GENERAL.search(name.text) else NamedPolicy(name, "plan")


@policies.rule(
    f"{any_of(words('policies', 'leaning_verb'))}了?(?:{_NAME}{{1,6}}?的)?"
    f"(?P<name>(?:“[^”]{{2,5}}”)?{_NAME}{{0,16}}?{any_of(words('policies', 'paper'))})"
)
def entered(name: Span) -> NamedPolicy:
    """进入‹plan›: 进入了某省产业集群发展规划, 根据某市的“十一五”发展规划."""
    return NamedPolicy(name, "plan")


@policies.rule(
    f"{verbs('draft', 'publish')}(?:出台|了){{0,6}}(?P<name>{_NAME}{{4,20}}?{any_of(words('policies', 'guide'))})"
)
def issued(name: Span) -> NamedPolicy:
    """出台‹document›: 编制出台产业集群品牌指导目录."""
    return NamedPolicy(name, "plan")


@policies.rule(
    f"(?:{verbs('found')}|{any_of(words('policies', 'spending'))})了?(?:总?规模)?(?:{{quantity}})?的?"
    f"(?P<name>{_NAME}{{2,16}}?(?:、{_NAME}{{1,6}}?)?{_FUND})"
)
def fund(quantity: Quantity | None, name: Span) -> NamedPolicy:
    """纳入‹fund›: 设立中小企业发展专项基金, 发放质量奖励金."""
    return NamedPolicy(name, "fund", apart=True)


@policies.rule(f"(?P<name>(?!本|该){_WORD}{{2,16}}?{_FUND})(?=由[^，。；]{{2,20}}(?:设立|出资|管理))")
def founded(name: Span) -> NamedPolicy:
    """‹fund›由…设立: 香菇产业引导资金由县政府设立."""
    return NamedPolicy(name, "fund")


@policies.rule(
    f"{_VERB}(?P<name>(?:(?!{_VERB}){_WORD}){{3,14}}?{_PROGRAMME}|(?:(?!{_VERB}){_WORD}){{2,14}}?{_DEED}工程)(?![能力者不])"
)
def programme(name: Span) -> NamedPolicy | None:
    """实施‹programme›: 启动某某企业倍增计划, 实施质量提升三年行动, 实施梯队培育工程; not 实施生产计划, 改造工程."""
    one = re.match("[一几两三四五六七八九十][项批个](?:的)?", name.text)
    name = Span(name.text[one.end() :], name.start + one.end(), name.end) if one else name
    return None if _GENERAL.search(name.text) else NamedPolicy(name, "plan", apart=True)


@policies.rule(f"{any_of(words('policies', 'setting_up'))}(?:了)?(?P<name>(?:(?!的){_NAME}){{2,10}}?制度)")
def mechanism(name: Span) -> NamedPolicy:
    """建立‹mechanism›: 建立联席会议制度."""
    return NamedPolicy(name, "mechanism")


@policies.rule(f"(?P<name>[二三四五六七八九十]大{_NAME}{{2,8}}?体系)")
def system(name: Span) -> NamedPolicy:
    """‹n›大‹…›体系: 八大公共支撑体系."""
    return NamedPolicy(name, "mechanism")
