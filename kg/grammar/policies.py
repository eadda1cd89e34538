"""Policies that a report names: 《产业集群发展规划》, 启动“三年倍增”计划, 专项基金, 建立联席会议制度."""

import re
from dataclasses import dataclass

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span

policies = Grammar("policies")

_NAME = "[^，。；：、！？“”《》（）\\s\\d]"
_FIVE_YEARS = re.compile("“十[一二三四五六]五”")
_QUOTED = "“[^“”]{2,24}”"


@dataclass(frozen=True, slots=True)
class NamedPolicy:
    """A policy by name, and its kind: plan, fund or mechanism."""

    name: Span
    kind: str


@policies.rule("《(?P<name>[^》]{3,40}(?:规划|纲要|决定|意见|办法|方案|条例|计划|通知|政策|措施|细则)[^》]{0,16})》")
def document(name: Span) -> NamedPolicy:
    """《‹document›》: a plan, decision or opinion by its title."""
    return NamedPolicy(name, "plan")


@policies.rule(
    f"(?P<name>{_QUOTED}(?:(?:[一二三四五六七八九十]|\\d+)年)?(?:行动)?(?:计划|工程|行动|战略)?)"
    f"(?=(?:[、和](?:打造)?{_QUOTED}){{0,4}}的?{_NAME}{{0,8}}?(?<!品牌)(?<!集群)"
    "(?:计划|战略|工程|行动|建设|目标责任)"
    "|(?<=计划)|(?<=工程)|(?<=行动)|(?<=战略))"
)
def slogan(name: Span) -> NamedPolicy | None:
    """“‹slogan›”‹计划›: 启动“三二三三三”计划, “千企技改”三年行动计划, “A”、“B”的战略: a policy each."""
    return None if _FIVE_YEARS.fullmatch(name.text) else NamedPolicy(name, "plan")


@policies.rule(
    f"(?P<name>{_QUOTED}(?:、{_QUOTED}){{0,4}})的?{_NAME}{{0,8}}?(?:思路|布局|发展要求|方针)"
    f"|按照(?P<asked>{_QUOTED})的(?:总体|总)?要求"
)
def idea(name: Span | None, asked: Span | None) -> NamedPolicy | None:
    """“‹slogans›”的思路: 按照“一镇一业”、“一园一品”的总体发展思路: one policy said in several slogans."""
    slogans = name or asked
    return NamedPolicy(slogans, "plan") if slogans else None


@policies.rule("(?:以|实施|坚持|确立)(?P<name>“[^”]{2,12}(?:强市|强县|立市|立县|兴市|兴县|富县|富市|强区|强镇)”)")
def guided(name: Span) -> NamedPolicy:
    """以“‹slogan›”为指导: 以“工业强市”为指导."""
    return NamedPolicy(Span(name.text[1:-1], name.start + 1, name.end - 1), "plan")


@policies.rule(f"(?:实施|围绕|推进|贯彻|落实|坚持)了?(?P<name>{_NAME}{{2,7}}?(?:兴|强|富|立)[市县区](?:战略)?)")
def strategy(name: Span) -> NamedPolicy:
    """实施‹strategy›: 全面实施产业富县战略, 大力实施质量兴市."""
    return NamedPolicy(name, "plan")


@policies.rule(
    f"(?:纳入|进入|列入|根据|按照|依据|依照|遵循)了?(?:{_NAME}{{1,6}}?的)?"
    f"(?P<name>(?:“[^”]{{2,5}}”)?{_NAME}{{0,16}}?(?:发展规划|专项规划|振兴规划|发展纲要))"
)
def entered(name: Span) -> NamedPolicy:
    """进入‹plan›: 进入了某省产业集群发展规划, 根据某市的“十一五”发展规划."""
    return NamedPolicy(name, "plan")


@policies.rule(
    f"(?:编制|出台|制定|制订|发布|印发)(?:出台|了){{0,6}}(?P<name>{_NAME}{{4,20}}?(?:目录|指导意见|实施方案|行动计划))"
)
def issued(name: Span) -> NamedPolicy:
    """出台‹document›: 编制出台产业集群品牌指导目录."""
    return NamedPolicy(name, "plan")


@policies.rule(
    f"(?:纳入|设立|组建|成立|建立|用好|扩大|安排|发放)了?(?:总?规模)?(?:{{quantity}})?的?"
    f"(?P<name>{_NAME}{{2,16}}?(?:、{_NAME}{{1,6}}?)?(?:专项基金|发展基金|引导基金|奖励金|专项资金|扶持资金))"
)
def fund(quantity: Quantity | None, name: Span) -> NamedPolicy:
    """纳入‹fund›: 设立中小企业发展专项基金, 发放质量奖励金."""
    return NamedPolicy(name, "fund")


@policies.rule(
    f"(?:实施|启动|开展|推行)(?:了|好)?(?P<name>(?:(?![的和])(?!实施|启动|开展|推行){_NAME}){{3,14}}?(?:计划|行动))(?![能力])"
)
def programme(name: Span) -> NamedPolicy | None:
    """实施‹programme›: 启动某某企业倍增计划, 实施质量提升三年行动; not 实施生产计划."""
    general = re.search("^(?:生产|工作|发展|年度|经营|这[一项]|该|各项|一系列|具体)", name.text)
    return None if general else NamedPolicy(name, "plan")


@policies.rule(f"(?:建立|实行|完善|推行)(?:了)?(?P<name>(?:(?!的){_NAME}){{2,10}}?制度)")
def mechanism(name: Span) -> NamedPolicy:
    """建立‹mechanism›: 建立联席会议制度."""
    return NamedPolicy(name, "mechanism")


@policies.rule(f"(?P<name>[二三四五六七八九十]大{_NAME}{{2,8}}?体系)")
def system(name: Span) -> NamedPolicy:
    """‹n›大‹…›体系: 八大公共支撑体系."""
    return NamedPolicy(name, "mechanism")
