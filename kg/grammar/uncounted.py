"""Names and set phrases with a numeral in them that count nothing: 陆家镇, 三元食品, 五位一体, 万人计划, 二十大."""

import re
from collections import defaultdict
from dataclasses import dataclass

from kg.gazetteer import gazetteer
from kg.grammar.engine import Grammar
from kg.grammar.phrases import DIGIT, HUNDREDS, NUMERAL
from kg.lexicon import any_of, rows, words

uncounted = Grammar("uncounted")

_FORMAL = "零壹贰叁肆伍陆柒捌玖拾佰仟"
_NUMERAL = f"一二两三四五六七八九十百千万亿{_FORMAL}"
_APART = f"(?<![\\d{_NUMERAL}几数余多近上约超过])"  # 上万户镇区居民 counts
_NAME = "[\u4e00-\u9fff]"
_ENDS = "(?=[，。；、：？！（）《》“”的等和与及]|有(?!限)|位于|地处|落户|投资|$)"
_PLACED = "(?:子|房|店|营|窑|井|沟|岔|树|岗|湾|桥|铺|河|坪|塘|岭|山|墩|坡)"
# what a numeral stands before in a name; 家, 户, 个 and 大 count firms, 吨 their goods
_MEASURED = any_of(
    row["surface"]
    for row in rows("units")
    if row["surface"][0] >= "\u4e00" and row["surface"] not in ("家", "户", "个", "所", "大", "吨", "种", "类")
)
_COUNTED = any_of(
    ["乡镇", "镇", "乡", "街道", "省", "市", "县", "区", "村", *(row["surface"] for row in rows("units"))]
)
_STYLE = any_of(words("firms", "style", "legal_form"))
_ROUND = "[十百千万亿]"


@dataclass(frozen=True, slots=True)
class Uncounted:
    """Words with a numeral in them that count nothing: 千家万户, 2024年10月, ISO9001, 319国道."""

    text: str


def _divisions() -> str:
    """A regular expression that takes the divisions' names that hold a count: 三元区; but not 三乡镇, 三百间."""
    count = re.compile(f"[{_NUMERAL}]+{_COUNTED}")
    rests: dict[str, list[str]] = defaultdict(list)
    for name in gazetteer().holding(_NUMERAL):
        if count.search(name) and not count.fullmatch(name):
            rests[name[0]].append(name[1:])
    return "|".join(f"{head}{any_of(found)}" for head, found in sorted(rests.items()))


@uncounted.rule(f"(?P<text>{any_of(words('numbers', 'uncounted_name'))})")
def name(text: str) -> Uncounted:
    """‹name›: 三只松鼠, 六个核桃, 三元锂电池, 四大名绣."""
    return Uncounted(text)


@uncounted.rule(f"{_APART}(?P<text>{_divisions()})")
def place(text: str) -> Uncounted:
    """‹division›: 陆家镇, 三元区, 七家岱乡, 五台县, 三门峡."""
    return Uncounted(text)


@uncounted.rule(
    f"{_APART}(?P<text>[{_NUMERAL}]{{1,3}}[家户间台里亩棵口]{_PLACED}{{0,2}}(?:自然|行政)?(?:村|屯|庄|寨|堡|社区|乡|镇)){_ENDS}"
)
def village(text: str) -> Uncounted:
    """‹numeral›家‹…›村: 三家店村, 六户村, 五里屯, which no table of divisions has."""
    return Uncounted(text)


@uncounted.rule(f"(?<![{_NUMERAL}\\d])(?P<text>[{_FORMAL}])(?![{_NUMERAL}元圆角分点])")
def surname(text: str) -> Uncounted:
    """A numeral of cheques that stands alone: the surname of 陆家村 and 伍总; 伍佰 and 陆元 are amounts."""
    return Uncounted(text)


@uncounted.rule(f"{_APART}(?P<text>[{_NUMERAL}]{_MEASURED}{_NAME}{{0,6}}?{_STYLE}){_ENDS}")
def firm(text: str) -> Uncounted:
    """‹numeral›‹unit›‹…›‹style›: 三元食品, 百克生物, 三棵树涂料有限公司."""
    return Uncounted(text)


@uncounted.rule(
    f"(?<![产过超破逾\\d.双{_NUMERAL}])(?P<text>(?:\\d{{1,4}}(?:\\.\\d{{1,2}})?)?[双{_NUMERAL}]{{0,4}}(?<={_ROUND})(?:[元吨亩人]?级(?!别)|(?<=亿)元?(?=(?:"
    f"{any_of(words('clusters', 'rank'))}|现代|战略性新兴)?(?:产业|集群))))"
)
def level(text: str) -> Uncounted:
    """‹round number›级: 百亿级产业, 千亿元级集群, 万吨级码头, 千亿元产业集群."""
    return Uncounted(text)


@uncounted.rule(f"(?P<text>(?:[双{_NUMERAL}]{{2,3}}|[{_NUMERAL}][人企村户店园])(?:计划|工程|行动|战略))")
def campaign(text: str) -> Uncounted:
    """‹numeral›‹…›计划: 万人计划, 千企行动, 双百工程."""
    return Uncounted(text)


@uncounted.rule(
    f"(?P<text>[“”](?=[^“”]{{0,4}}[\\d{_NUMERAL}])[^“”，。；]{{2,14}}[“”]{any_of(words('numbers', 'slogan'))})"
)
def quoted(text: str) -> Uncounted:
    """“‹…numeral…›”工程: “百条绿色窑炉”工程, “八十亿元”目标, “一园三区”布局."""
    return Uncounted(text)


@uncounted.rule(
    f"{_APART}(?P<text>[{_NUMERAL}]{{1,2}}(?:个(?:不(?![锈同等良动])|一(?![级等线二流般类家年])|"
    f"{any_of(words('numbers', 'talk'))})|位一体)(?:工程|行动|计划)?"
    f"|[{_NUMERAL}]{{1,2}}(?:张(?:金?名片|"
    f"{any_of(words('numbers', 'figurative'))})|块(?:短板|硬骨头)|把(?:钥匙|尺子)|面旗帜|本账|盘大?棋)"
    f"|[新国][{_NUMERAL}]{{1,3}}条(?![^，。；]{{0,6}}[线路链]))"
)
def slogan(text: str) -> Uncounted:
    """‹numeral›个‹…›, ‹numeral›位一体: 四个不摘, 三个一批, 五位一体, 六张名片, 新九条; not 三个不锈钢项目."""
    return Uncounted(text)


@uncounted.rule(
    f"(?P<text>(?:(?<=党的){NUMERAL}{{1,3}}大|(?<!{HUNDREDS})(?:十[五六七八九]|二十)大"
    f"(?={any_of(words('numbers', 'congress'))}|[，。；]|$))"
    f"|{NUMERAL}{{1,3}}届(?:{DIGIT}中全会|{DIGIT}次))"
)
def congress(text: str) -> Uncounted:
    """党的‹numeral›大: 二十大, 十九届五中全会; not 十八大产业集群."""
    return Uncounted(text)


@uncounted.rule(rf"(?<!\d)(?P<text>{any_of(words('numbers', 'myriad'))})")
def myriads(text: str) -> Uncounted:
    """亿万‹people›: 亿万家庭, 亿万农民."""
    return Uncounted(text)
