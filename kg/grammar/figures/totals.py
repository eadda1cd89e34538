"""Figures of several things together: 三个集群共有企业4310家, 两镇合计产值30亿元, of 三个集群 and 两镇."""

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.counts import class_of_firms
from kg.grammar.figures.reading import NOUN, VERB, Follows, Reading, fits
from kg.grammar.numbers import Number
from kg.grammar.phrases import nouns
from kg.lexicon import any_of, words
from kg.model import Measure

totals = Grammar("totals")

_WORKERS = any_of(words("nouns", "worker"))
_THINGS = any_of([*words("nouns", "counted"), "企业", "公司", "市场", "项目"])
_TOGETHER = f"{any_of(words('figures', 'sum'))}(?:有|拥有|实现|完成|聚集了?|集聚了?|吸纳)?"
# no list of names in its clause, whose number is told by itself: 甲、乙、丙三个特色产业
_ALONE = "".join(f"(?<![、和与及][^，。；]{{{n}}})" for n in range(1, 9))
_ALL = f"(?P<alone>{_ALONE})?(?P<of>(?:{{group}}|{{number}})(?:{NOUN}{{0,8}}?)(?P<things>{_THINGS})){_TOGETHER}"


def _several(group: Quantity | None, number: Number | None) -> bool:
    """Whether a number is of several things: 三个, 四大, the 两 of 两镇."""
    if group is not None:
        return group.kind == "count" and group.value > 1
    return number is not None and 1 < number.value < 100


def _follows(alone: Span | None, things: str) -> Follows:
    """How many industries there are (五个产业集群共实现产值) is told of their place too; 三个集群 are some of them."""
    return "" if alone is None or things.endswith(("产业集群", "产业")) else "together"


@totals.rule(rf"{_ALL}(?:{NOUN}{{0,6}}?)(?P<said>{{measure}})(?:总额|总量|总数)?{VERB}{{quantity}}")
def measured(
    alone: Span | None,
    of: Span,
    group: Quantity | None,
    number: Number | None,
    things: str,
    said: Span,
    measure: Measure,
    quantity: Quantity,
) -> Reading | None:
    """‹n›‹things›共‹measure›‹quantity›: 三个集群合计产值30亿元, 四大产业累计利税5亿元."""
    told = _several(group, number) and fits(measure, quantity) and not measure.id.endswith("firm_count")
    return Reading(measure.id, quantity, of, follows=_follows(alone, things)) if told else None


@totals.rule(
    rf"{_ALL}(?P<which>(?:{NOUN}{{0,8}}?)(?:{nouns('maker')}|商户|经营户))(?:总数|户数|数量|数)?{VERB}{{quantity}}"
)
def firms(
    alone: Span | None,
    of: Span,
    group: Quantity | None,
    number: Number | None,
    things: str,
    which: str,
    quantity: Quantity,
) -> Reading | None:
    """‹n›‹things›共有企业‹quantity›: 三个集群共有企业4310家, 两镇共有规模以上企业30家."""
    told = _several(group, number) and quantity.kind == "count" and quantity.word in ("家", "户", "个")
    return Reading(class_of_firms(which), quantity, of, follows=_follows(alone, things)) if told else None


@totals.rule(rf"{_ALL}(?:{_WORKERS}|用工|人员)?{VERB}{{quantity}}(?:{_WORKERS}|就业)?")
def workers(
    alone: Span | None, of: Span, group: Quantity | None, number: Number | None, things: str, quantity: Quantity
) -> Reading | None:
    """‹n›‹things›共有从业人员‹quantity›: 5个园区共吸纳从业人员2万人."""
    told = _several(group, number) and quantity.kind == "person"
    return Reading("employment", quantity, of, follows=_follows(alone, things)) if told else None
