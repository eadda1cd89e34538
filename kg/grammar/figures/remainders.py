"""Figures whose measure has no name of its own: 与50多个国家建立关系, 八大支撑体系, 四百余年的历史, 300亿的规模."""

import re

from kg.grammar.amounts import Bare, Quantity
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.heads import BEHIND, headed, is_noun, stocked
from kg.grammar.figures.reading import CONDITION, NO_BOUND, NOUN, VERB, WORD, Reading, joined, trimmed
from kg.grammar.phrases import nouns, verbs
from kg.lexicon import any_of, table, words

remainders = Grammar("remainders")

_IDLE = f"(?:{any_of(words('nouns', 'idle'))})"
_KINDS = f"{any_of(words('products', 'variety'))}"
_CUT_SHORT = 18  # characters of a noun at which it may begin within a word

_HERE = ("当地", "本地", "全市", "全县", "全区", "我市", "我县", "我区", "这里")
_LANDS = f"{nouns('country')}|省"
_GATHERED = re.compile(  # 三大行业｜产值 tells of several things together
    f"{any_of(words('nouns', 'counted'))}的?{any_of(table('measures', 'measure'))}"
)
_NO_COUNT = ("时", "次", "趟", "届", "类", "大类", "期", "批", "步")
_OF_WORKS = ("大", "个", "座", "条", "项", "张")  # 两家民宿 is how a story goes
_GIFT = f"{verbs('grant')}"
_GIVES = re.compile(_GIFT)
_AT_MOST = "(?:最高|最多|不超过|上限为?)"
_YEARLY_SPAN = f"(?:(?:{verbs('farm', 'process')}|生产|发展)?历史|{any_of(words('periods', 'history'))})"


def _counted(quantity: Quantity) -> bool:
    """Whether a count is worth telling: not 一个, not a span of time that only dates something."""
    if quantity.kind in ("time", "share", "voltage", "ratio"):
        return False
    return quantity.kind != "count" or quantity.value > 1 or bool(quantity.qualifier)


@remainders.rule(
    rf"(?:{verbs('found')}|发起|募集)(?:了|总规模|规模){{0,6}}{{quantity}}的?(?:{NOUN}{{0,16}}?)(?P<of>基金)"
)
def fund(quantity: Quantity, of: Span) -> Reading | None:
    """设立‹money›‹…›基金: how large a fund is."""
    return Reading("other", quantity, Span("基金规模", of.end, of.end)) if quantity.kind == "money" else None


@remainders.rule(
    rf"(?P<of>{NOUN}{{0,16}}?)(?:单个企业|每[家户个人]|企业)?(?:给予|予以|按|可获)?(?P<gift>{_GIFT}|{_AT_MOST})(?:资金|总额)?"
    rf"(?:一次性|累计|{_AT_MOST}|不超过|不高于){{0,3}}{{quantity}}(?:的(?:一次性)?)?(?P<kind>{_GIFT})?"
)
def granted(of: Span, gift: Span, quantity: Quantity, kind: Span | None) -> Reading | None:
    """奖励‹money›, 最高‹money›补助: a sum that a policy grants, 新认定的企业技术中心奖励30万元, 给予最高500万元补助."""
    told = kind or (gift if _GIVES.fullmatch(gift.text) else None)
    if quantity.kind != "money" or told is None:
        return None
    return Reading("other", quantity, trimmed(of) or told, granted=True)


@remainders.rule("{quantity}的(?P<of>(?:经济)?规模)")
def scale(quantity: Quantity, of: Span) -> Reading | None:
    """‹money›的规模: 300亿的规模, 1800亿左右的经济规模."""
    return Reading("other", quantity, of) if quantity.kind == "money" else None


@remainders.rule(rf"(?P<of>(?:经济|产业|总)?规模)(?:将|要|可|分别|各|均|都|就|已){{0,3}}{VERB}(?P<said>{{bare}})")
def scaled(of: Span, said: str, bare: Bare) -> Reading | None:
    """规模达到‹number›亿: 规模要分别达到300亿, 规模各达30亿, without 元."""
    if bare.value < 10**8 or "亿" not in said:
        return None
    money = Quantity(bare.value, "CNY", "money", "元", bare.qualifier, bare.lower, bare.upper, bare.value_max)
    return Reading("other", money, of)


@remainders.rule(
    rf"(?P<of>{NOUN}{{0,4}}?{any_of(words('periods', 'span'))}){VERB}(?:持续|延续|保持|长达){{0,2}}{{quantity}}"
)
def span(of: Span, quantity: Quantity) -> Reading | None:
    """盛产期长达‹years›: how long something lasts."""
    return Reading("other", quantity, trimmed(of)) if quantity.kind == "time" else None


@remainders.rule(
    rf"(?P<of>{NOUN}{{2,16}}?)(?P<use>{verbs('farm', 'process')}"
    rf"|生产)?(?P<aged>(?>(?:已经?|{any_of(words('periods', 'lasting'))}){{1,6}}))"
    rf"{{quantity}}(?:的?(?P<history>{_YEARLY_SPAN}))?"
)
def age(of: Span, use: Span | None, aged: str, quantity: Quantity, history: str) -> Reading | None:
    """‹thing›已有‹years›的历史: 石材开采与加工已有四百余年的历史, 花炮距今1400多年."""
    if quantity.unit != "年" or quantity.value < 10:
        return None
    if history:
        told = Span(history, of.end, of.end) if history not in ("历史", "传统") else None
        return Reading("other", quantity, trimmed(joined(None if of.text in _HERE else of, use)) or told)
    if use is None and not aged.endswith(("今", "长达")):
        return None  # 办厂已有20年 tells of a person
    return Reading("other", quantity, Span((use.text if use else "") + "历史", of.end, of.end))


@remainders.rule(f"(?:经过|历经|历时){{quantity}}的?(?P<of>{any_of(words('periods', 'work'))})")
def course(quantity: Quantity, of: Span) -> Reading | None:
    """经过‹years›发展: the age of an industry, where it is ten years or more."""
    return Reading("other", quantity, of) if quantity.unit == "年" and quantity.value >= 10 else None


@remainders.rule(
    rf"{{quantity}}后(?:可以?|能够?|方可|才能?|就|便|即可?|陆续|全面){{0,2}}(?P<of>(?:开始|进入){NOUN}{{2,8}}|"
    rf"{any_of(words('periods', 'bearing'))})"
)
def after(quantity: Quantity, of: Span) -> Reading | None:
    """‹years›后进入盛产期: how long a crop takes to bear."""
    return Reading("other", quantity, of) if quantity.unit == "年" else None


@remainders.rule(
    rf"(?P<of>海拔|年?平均?气温|年均气温|年均?降[水雨]量|日照时数|水深)(?:高度)?(?>(?:在|高|约){{0,6}}){VERB}{{quantity}}(?!的?(?:主峰|高峰|雪山|山))"
)
def site(of: Span, quantity: Quantity) -> Reading:
    """海拔‹length›: what the land of a crop is like."""
    return Reading("other", quantity, of)


@remainders.rule(rf"(?P<of>(?:{nouns('resident')}|总|非?农业)?人口){VERB}{{bare}}")
def population(of: Span, bare: Bare) -> Reading:
    """人口‹number›, without 人: 总人口45万."""
    people = Quantity(bare.value, "person", "person", "人", bare.qualifier, bare.lower, bare.upper, bare.value_max)
    return Reading("other", people, of)


@remainders.rule(rf"{{quantity}}(?P<of>{any_of(words('titles', 'event_verb'))}{NOUN}{{2,14}})")
def done(quantity: Quantity, of: Span) -> Reading | None:
    """‹n›次参与‹thing›: how many times something was done."""
    return Reading("other", quantity, of) if quantity.word == "次" and quantity.value > 1 else None


@remainders.rule(
    rf"(?P<does>{verbs('sell_to')}|出口到?|覆盖|辐射)(?:到|至|了)?(?:{any_of(words('places', 'whole'))}"
    rf"|海外|国内外|欧美)?的?等?{{quantity}}(?P<of>{_LANDS})"
)
def sold_to(does: Span, quantity: Quantity, of: Span) -> Reading | None:
    """销往‹n›国家和地区: how many countries a product is sold to."""
    if quantity.kind != "count":
        return None
    verb = does.text.removesuffix("到")
    return Reading("other", quantity, of if verb in ("覆盖", "辐射") else Span(f"{verb}{of.text}", of.end, of.end))


@remainders.rule(
    rf"[与和同]{{quantity}}(?P<of>{_LANDS}|(?:(?!"
    rf"{any_of(words('firms', 'entering'))}){WORD}){{2,20}})(?P<does>"
    rf"{any_of(words('firms', 'entering'))}{NOUN}{{2,18}})?"
)
def partners(quantity: Quantity, of: Span, does: Span | None) -> Reading | None:
    """与‹n›‹partners›‹建立…›: 与50多个国家和地区建立购销关系, 与12家科研院所、高校签订协议."""
    if quantity.kind != "count" or does is None or not _counted(quantity):
        return None
    if re.search("国家|地区|省|城市", of.text):
        return Reading("other", quantity, Span(f"{does.text}的{of.text}", does.end, does.end))
    return Reading("other", quantity, of)


@remainders.rule(
    rf"(?<=[\ue000-\uf8ff])[、，](?:各类|各种)?(?P<of>{NOUN}{{1,12}}?){VERB}{{quantity}}(?=、|，|。|；|等|$)"
)
def listed(of: Span, quantity: Quantity) -> Reading | None:
    """、‹thing›‹quantity›: a further item of a list of figures, 年加工板材6000万平米、雕刻品20余万件."""
    noun = trimmed(of)
    if noun is None or noun.text.endswith("时") or noun.text == "人":
        return None  # 耕地3万亩，人｜均1.1亩 is of the land before it
    if (
        quantity.kind != "area"
        and (told := headed(noun, quantity))
        and (_counted(quantity) or quantity.kind == "count")
    ):
        return told
    if not _counted(quantity):
        return None
    if quantity.kind in ("share", "time", "money", "person", "ratio", "length"):
        return None
    return Reading("other" if stocked(noun, quantity) else "", quantity, noun, follows="list")


@remainders.rule(
    rf"(?:(?<=[、，形成有盖括及共达了])|(?<=[\ue000-\uf8ff等])){{quantity}}(?P<of>{_KINDS})?(?={NOUN}{{0,10}}(?:、|，|。|；|（|$|[\ue000-\uf8ff]))"
)
def kinds(quantity: Quantity, of: Span | None) -> Reading | None:
    """‹n›大类, ‹n›品种: 形成18大类、3000多个品种."""
    if quantity.kind != "count" or quantity.value < 3:
        return None
    if of is None:
        return Reading("other", quantity, Span("大类", 0, 0)) if quantity.word == "大类" else None
    return Reading("other", quantity, of)


@remainders.rule(rf"(?P<of>{_KINDS})(?:主要|现|共|已){{0,2}}(?:有|包括){WORD}{{4,60}}?等{{quantity}}(?=[，。；]|$)")
def kinds_named(of: Span, quantity: Quantity) -> Reading | None:
    """品种有‹names›等‹n›种: how many kinds there are, some of them named."""
    return Reading("other", quantity, of) if quantity.kind == "count" and quantity.value >= 3 else None


@remainders.rule(
    rf"(?<![靠凭用以]){{quantity}}(?:的)?(?!{_IDLE}|产业(?!化|园|基地|带(?!动)|大道|链)|集群)(?P<of>{_KINDS}|{BEHIND})"
)
def counted(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›‹things›: 57个乡镇工业园区, 86家科研院所, 八大公共支撑体系."""
    if quantity.kind not in ("count", "quantity", "power") or not _counted(quantity) or quantity.word in _NO_COUNT:
        return None
    if not is_noun(of.text) or _GATHERED.match(of.text) or (quantity.value == 2 and quantity.word not in _OF_WORKS):
        return None
    return headed(of, quantity)


@remainders.rule(
    rf"(?P<of>(?:{NOUN}|[、“”]){{2,18}}?){VERB}{{quantity}}(?!的?{_IDLE}){NO_BOUND}(?P<tail>{NOUN}{{0,2}})"
)
def stated(of: Span, quantity: Quantity, tail: str) -> Reading | None:
    """‹thing›‹quantity›: 广告投入高达7亿多元, 质量检测机构7家, 实割株数为24000株."""
    whole = of.text.rfind("的") + 1 if len(of.text) >= _CUT_SHORT else 0
    noun = trimmed(Span(of.text[whole:], of.start + whole, of.end))
    if noun is None or len(noun.text) < 2 or quantity.word in ("大", "小", *_NO_COUNT) or not _counted(quantity):
        return None
    if tail and of.text.endswith(("、", "在", "自", "于", "从", "往")):
        return None  # 远大、三元食品, 分布在三元区: a name goes on
    if CONDITION.match(of.text) or noun.text.endswith("时"):
        return None
    if quantity.word in ("个", "种", "项") and tail and not tail.startswith(("占", "居", "比", "较", "，")):
        return None  # 加大对这两个产业: the number is of what stands behind it
    return headed(noun, quantity) or (Reading("other", quantity, noun) if stocked(noun, quantity) else None)


@remainders.rule(rf"(?P<of>{NOUN}{{2,16}}?)(?>(?:在|时|仅|只|(?<!提)高|(?<!降)低){{0,6}}){VERB}{{quantity}}")
def part(of: Span, quantity: Quantity) -> Reading | None:
    """‹thing›‹share›: 利润高于20%, 招商乡镇得分100%."""
    noun = None if "可以" in of.text else trimmed(of)  # what something can do in general is no figure
    if quantity.unit != "%" or noun is None or len(noun.text) < 2:
        return None
    return headed(noun, quantity)
