"""Counts of firms, honours, centres, clusters, towns and people: 169家限额以上企业, 省级名牌产品7件, 三大主导产业."""

import re
from dataclasses import replace
from decimal import Decimal

from kg.grammar import roles
from kg.grammar.amounts import Quantity, about
from kg.grammar.engine import Grammar, Span
from kg.grammar.figures.heads import headed, stocked
from kg.grammar.figures.reading import GROUP, NOUN, VERB, WORD, Reading, Readings, collective, joined, trimmed
from kg.grammar.names import is_tally
from kg.grammar.numbers import Number
from kg.grammar.periods import Period
from kg.grammar.phrases import nouns, verbs
from kg.grammar.words import Hedge
from kg.lexicon import any_of, rows, words

counts = Grammar("counts")

_FIRM = f"{any_of(words('firms', 'counted'))}(?:企业)?(?!家)"
_SIZED = f"(?:{any_of(words('firms', 'above'))}|高新技术)"
_FEW = 10  # people who are none of a trade's number: 夫妻两人从事袜业
_PEOPLED = 100  # households or people of a town
_INHABITANTS = {"户": "户数", "人": "人口"}
_MANY = "(?:总数|户数|数量|数)?"
_SINCE = "(?:[由从]?{period}的?|[由从])?"  # 企业从2021年的9家发展到17家
_HONOUR = any_of(words("titles", "honour"))
_HONOURS = rf"(?>{NOUN}{{0,8}}?{_HONOUR}(?:产品|企业|称号)?(?:[、和](?={NOUN}{{0,8}}?{_HONOUR}))?){{1,5}}"
_NO_HONOUR = f"(?!{any_of(words('titles', 'after_mark'))}|化|店)"
_CENTRE = f"(?:{any_of(words('firms', 'centre'))}中心|企业研究院|技术开发机构|研发机构|研发平台)"
_SHOPS = re.compile("老字号$")
_GROUP = (
    f"(?:{any_of(words('clusters', 'rank'))}产业(?:集群|群体|群|链条|链)?|产业链(?!条)"
    "|产业(?:集群|群体|群|集聚区)|集群)"
)
_TOWNS = (
    "(?:(?:乡镇|镇|镇乡)（街道）|乡（镇）|乡镇|镇街|镇乡|街道|乡(?![镇村])|镇(?![区域上])|镇区)"
    f"(?!企业|政府|工业|主导|领导|干部|{any_of(words('figures', 'sum'))})"
)
_HONOURED = f"(?:{any_of(words('titles', 'verb'))}|获|通过|是)"
_GOAL = f"(?:年)?{any_of(words('figures', 'threshold'))}"
_GONE = any_of(words("firms", "closing_verb"))
_IS_GONE = re.compile(_GONE)
_WORKERS = any_of(words("nouns", "worker"))
_AT_WORK = re.compile(f"就业|劳动力|从业|用工|{_WORKERS}")
_ANY_POST = re.compile(f"(?:就业|工作|^|{verbs('give_work')})了?岗位$|就业$")
_OF_A_CLASS = re.compile(f"(?:劳动力|{nouns('farmer')})$")
_DOING = re.compile(f"{any_of(words('products', 'activity'))}{{1,3}}的")  # 配套加工的企业 are not all
_SALES = re.compile(f"销售{nouns('sales_force')}")
_HAVE = re.compile(f"{verbs('have', 'gather')}|占|{any_of(words('figures', 'sum'))}")
_FIRM_WORDS = ("家", "户", "个", "多家")
_COME_UP = re.compile(verbs("emerge"))
_LIST = f"(?P<names>{WORD}{{4,80}}?)(?P<rest>等|，?(?:共计?|总共|合计))?"
_WHICH = f"{nouns('maker')}"


def class_of_firms(words: str) -> str:
    """The measure that a class of firms is counted by: 限额以上企业 → above_scale_firm_count."""
    return next((row["measure"] for row in rows("firms", "class") if row["surface"] in words), "firm_count")


def _plain(value: Decimal) -> Quantity:
    return Quantity(value, "1", "count", "个", "", value, value)


def _threshold(quantity: Quantity, goal: Span, bound: Quantity) -> Reading | None:
    counts_clusters = quantity.kind == "count" and quantity.word == "个" and bound.kind == "money"
    return Reading("cluster_count", quantity, goal) if counts_clusters else None


def _such(whole: Span | None, of: Span, quantity: Quantity) -> Reading | None:
    if quantity.kind != "count" or quantity.word != "个":
        return None
    return Reading("cluster_count", quantity, of, whole.text if whole else "")


@counts.rule(
    rf"{{quantity}}(?P<goal>{_GOAL}(?:超过?|过|达到?|突破)?{{bound}}(?:以上)?)(?:的)?{nouns('trade')}?(?!的?{NOUN}{{0,6}}?企业(?!集群))"
)
def threshold(quantity: Quantity, goal: Span, bound: Quantity) -> Reading | None:
    """‹quantity›营业收入过‹bound›: 3个营业收入过100亿元: a count of clusters by a threshold."""
    return _threshold(quantity, goal, bound)


@counts.rule(rf"(?P<goal>{_GOAL}(?:超过?|过|达到?|突破)?{{bound}}(?:以上)?)的(?:集群)?{VERB}{{quantity}}")
def threshold_after(goal: Span, bound: Quantity, quantity: Quantity) -> Reading | None:
    """营业收入过‹bound›的达到‹quantity›: 营业收入过100亿元的达到3个: a count of clusters by a threshold."""
    return _threshold(quantity, goal, bound)


@counts.rule(
    rf"(?P<of>{NOUN}{{0,12}}?{{bound}}(?:{NOUN}{{0,4}}?{{upper}})?{NOUN}{{0,12}}?{_FIRM}){_MANY}{_SINCE}{VERB}{{quantity}}"
)
def firms_over(
    of: Span, bound: Quantity, upper: Quantity | None, period: Period | None, quantity: Quantity
) -> Reading | None:
    """‹bound›的企业‹quantity›: 年产值超千万元的企业702家, 注册资本500万元以上的企业有85户."""
    return Reading("firm_count", quantity, trimmed(of)) if quantity.kind == "count" and bound.kind == "money" else None


@counts.rule(rf"(?P<of>{NOUN}{{0,12}}?{{bound}}{NOUN}{{0,8}}?{nouns('each')}){VERB}{{quantity}}")
def things_over(of: Span, bound: Quantity, quantity: Quantity) -> Reading | None:
    """‹bound›的产业‹quantity›: 产值突破亿元的产业已达5个, 500亩以上的专业村21个."""
    if quantity.kind != "count" or bound.kind not in ("money", "area"):
        return None
    kind = "cluster_count" if of.text.endswith(("产业", "集群")) else "other"
    return Reading("town_count" if of.text.endswith("镇") else kind, quantity, trimmed(of))


@counts.rule(
    "(?<=[，、；：中])(?P<of>(?:突破|超过?|达到?|过|在)?{bound}(?:以上|以下)?的?)(?:企业|产业|集群|公司)?"
    "(?:有|达到|为|达){0,2}{quantity}(?=[，。；、]|$)"
)
def such_over(of: Span, bound: Quantity, quantity: Quantity) -> Reading | None:
    """其中突破‹bound›的‹quantity›: of the firms or clusters just counted, those over another threshold."""
    told = quantity.kind == "count" and bound.kind == "money" and quantity.word in _FIRM_WORDS
    return Reading("", quantity, of, follows="counted") if told else None


@counts.rule(rf"{{quantity}}(?P<of>{NOUN}{{0,12}}?{{bound}}{NOUN}{{0,12}}?{_FIRM})(?!集群|园)")
def firms_over_before(quantity: Quantity, of: Span, bound: Quantity) -> Reading | None:
    """‹quantity›‹bound›企业: 5家产值超亿元企业."""
    return Reading("firm_count", quantity, of) if quantity.kind == "count" and bound.kind == "money" else None


@counts.rule(
    rf"(?P<of>{roles.FIRMS})(?:主要|分别)?(?:有|包括|包含|是|为|：|如)"
    rf"{_LIST}{{quantity}}{_WHICH}?(?=，|。|；|、|$)"
)
def led(of: Span, names: str, rest: str, quantity: Quantity) -> Reading | None:
    """龙头企业有‹names›‹quantity›: 龙头企业有华丰、远大、宏达三家公司, 骨干企业有华丰、远大等5家."""
    listed = rest or re.search("[、和与及]", names)
    return Reading("firm_count", quantity, of) if listed and quantity.word in _FIRM_WORDS else None


@counts.rule(rf"{_LIST}{{quantity}}{_WHICH}")
def named(names: str, rest: str, quantity: Quantity) -> Readings | None:
    """‹names›‹quantity›企业: 华丰、远大、宏达三家公司 are those named, and no number of the cluster's firms."""
    told = quantity.word in _FIRM_WORDS and not rest and is_tally(quantity.value, names)
    return Readings(()) if told else None


@counts.rule(rf"{{quantity}}(?P<who>品牌|产品|企业|公司|{NOUN}{{1,6}}企业){_HONOURED}(?P<of>[^，。；]{{2,24}})")
def honoured(quantity: Quantity, who: str, of: Span) -> Reading | None:
    """‹quantity›品牌入选‹list›: 5个品牌入选亚洲500强; 26家石材企业获评专精特新 are so many firms."""
    if quantity.kind != "count" or quantity.word == "大" or of.text.endswith("元"):
        return None
    return Reading(_holders(who, of.text), quantity, of)


def _holders(who: str, honour: str) -> str:
    """What is counted by an honour: firms, by their class, or brands and products."""
    return class_of_firms(honour) if who.endswith(("企业", "公司")) else "brand_count"


@counts.rule(
    rf"(?<=[，；、中])(?:有|共有)?{{quantity}}(?P<of>(?:登上|上榜|{_HONOURED})[^，。；]{{2,24}})(?=[，。；]|$)"
)
def listed_among(quantity: Quantity, of: Span) -> Reading | None:
    """，‹quantity›登上‹list›: of the firms just counted those with an honour, 袜企现有300家，8家入选省级名单."""
    told = quantity.kind == "count" and quantity.word in ("家", "户")
    return Reading("", quantity, of, follows="counted") if told else None


@counts.rule(
    rf"(?:{_HONOURED}了?)(?P<of>[^，。；]{{2,24}}?)的(?P<who>品牌|产品|企业|公司|商标)(?:已|共|就)?(?:有|达到|达){{quantity}}"
)
def honoured_after(of: Span, who: str, quantity: Quantity) -> Reading | None:
    """入选‹list›的品牌有‹quantity›: 入选亚洲500强的品牌有5个."""
    return Reading(_holders(who, of.text), quantity, of) if quantity.kind == "count" else None


@counts.rule(rf"(?P<of>{WORD}{{0,20}}?{_CENTRE})(?:已|共)?{VERB}{{quantity}}(?!{NOUN}{{0,4}}?企业)")
def centres(of: Span, quantity: Quantity) -> Reading | None:
    """‹centres›‹quantity›: 技术开发中心2处, 国家级、省级技术中心、企业技术开发机构70多家."""
    return Reading("tech_centre_count", quantity, trimmed(of)) if quantity.kind == "count" else None


@counts.rule(rf"{{quantity}}(?P<of>{NOUN}{{0,10}}?{_CENTRE})")
def centres_before(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›‹centres›: 12家省级企业技术中心."""
    return Reading("tech_centre_count", quantity, of) if quantity.kind == "count" else None


@counts.rule(rf"(?P<of>{_HONOURS})(?:称号|数量)?{VERB}{{quantity}}")
def honours(of: Span, quantity: Quantity) -> Reading | None:
    """‹honours›‹quantity›: 省级名牌产品7件, 中国驰名商标46枚, 福建省著名商标、省名牌产品210项; 名牌7家 are firms."""
    measure = "firm_count" if quantity.word in ("家", "户") and not _SHOPS.search(of.text) else "brand_count"
    return Reading(measure, quantity, trimmed(of)) if quantity.kind == "count" else None


@counts.rule(
    rf"[给为向]{{quantity}}(?:的)?(?P<of>{NOUN}{{2,10}}?)(?P<does>供货|配套|代工|贴牌|供应{NOUN}{{2,6}}|提供{NOUN}{{2,8}})"
)
def served(quantity: Quantity, of: Span, does: Span) -> Reading | None:
    """给‹quantity›‹customers›供货: 给30多个国际品牌供货, 为12家整车厂配套."""
    return Reading("other", quantity, Span(does.text + of.text, of.end, of.end)) if quantity.kind == "count" else None


@counts.rule(rf"{{quantity}}(?P<of>{nouns('maker')})(?P<does>{verbs('take_part')}[^，。；、\s]{{4,24}}?)(?=，|。|；|$)")
def firms_doing(quantity: Quantity, of: Span, does: Span) -> Reading | None:
    """‹quantity›企业参与‹…›: 6家企业参与起草国家标准: firms by what they do."""
    which = Span(f"{does.text}的{of.text}", of.end, of.end)
    return Reading("firm_count", quantity, which) if quantity.kind == "count" else None


@counts.rule(
    rf"{{quantity}}的?(?P<of>{NOUN}{{0,8}}?{nouns('maker')})"
    rf"(?=(?P<does>(?:(?:[与同][^，。；]{{2,40}}?)?{verbs('ally')}|{verbs('do')})[^，。；、\s\ue000-\uf8ff]{{2,14}}?)"
    rf"(?:的{nouns('shape')}|[，。；]|$))"
)
def firms_allied(quantity: Quantity, of: Span, does: Span) -> Reading | None:
    """‹quantity›企业与‹others›合作, ‹quantity›企业进行‹…›: 60家企业签订了合作协议: firms by what they do."""
    if quantity.kind != "count" or quantity.word not in _FIRM_WORDS:
        return None
    return Reading(class_of_firms(of.text), quantity, Span(f"{does.text}的{of.text}", of.end, of.end))


@counts.rule(
    rf"(?P<does>授权|许可|准许)(?:给|了|使用)?{{quantity}}(?P<of>{nouns('maker')}|商户|经营主体|合作社)(?:使用)?"
)
def licensed(does: str, quantity: Quantity, of: Span) -> Reading | None:
    """授权‹quantity›企业使用: how many may use a mark."""
    return Reading("firm_count", quantity, Span(does + of.text, of.end, of.end)) if quantity.kind == "count" else None


@counts.rule(rf"{{quantity}}(?P<of>(?:“[^”]{{1,8}}”)?{NOUN}{{0,14}}?(?:{_HONOUR}(?:产品|企业)?|品牌{_NO_HONOUR}))")
def honours_before(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›‹honours›: 1件驰名商标, 12件著名商标, 两个品牌."""
    return Reading("brand_count", quantity, of) if quantity.kind == "count" else None


@counts.rule(
    rf"(?P<of>{WORD}{{0,24}}?{_FIRM})(?P<sized>{_SIZED})?{_MANY}(?:已|现|就)?{_SINCE}{VERB}{{quantity}}(?P<tail>{NOUN}{{0,2}})"
)
def firms(of: Span, sized: str, period: Period | None, quantity: Quantity, tail: str) -> Reading | None:
    """‹class›企业‹quantity›: 高新技术企业5家, 企业集团55家, 规模以上机电企业近200家."""
    if quantity.kind != "count" or quantity.word not in _FIRM_WORDS:
        return None
    if quantity.word == "个" and tail and not re.match("占|居|比|较", tail):
        return None  # 服务企业三个层次
    noun = of if _DOING.match(of.text) else trimmed(of)
    if _IS_GONE.search(of.text):
        return Reading("other", quantity, noun)
    return Reading(class_of_firms(sized + of.text), quantity, noun)


@counts.rule(
    rf"(?P<gone>{_GONE}{{1,2}}(?:各类|了)?)?{{quantity}}的?(?P<of>{NOUN}{{0,18}}?{_FIRM})(?!化|的?产品|主题|联盟|协会)"
)
def firms_before(gone: str, quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›‹class›企业: 169家限额以上企业, 16家金矿开采企业, 100多家企业."""
    if quantity.kind != "count" or quantity.word not in _FIRM_WORDS or (quantity.value == 1 and not quantity.qualifier):
        return None
    if _HAVE.search(of.text):
        return None  # 三个集群｜共有企业
    if gone:
        return Reading("other", quantity, Span(f"{gone}{of.text}", of.end, of.end))
    return Reading(class_of_firms(of.text), quantity, of)


@counts.rule(
    rf"(?<!或)(?P<which>(?:具有|具备|有){NOUN}{{2,12}}的)?{{quantity}}(?P<of>(?:{NOUN}|“|”){{0,14}}?{_GROUP})(?!的?(?:企业|规模|发展)|小镇)"
)
def clusters(which: Span | None, quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›‹clusters›: 14个产业集群, 三大主导产业, 4个主导产业."""
    if quantity.kind != "count" or not 1 < quantity.value < 1000 or quantity.word in ("家", "户"):
        return None
    if _COME_UP.search(of.text):
        return None  # 两大片区｜涌现出多个特色集群
    if which:
        return Reading("cluster_count", quantity, joined(which, of))
    return Reading("cluster_count", quantity, None if of.text == "产业集群" else of)


@counts.rule(
    r"(?P<of>{quantity}(?:[百千]亿级?)?产业)(?=中|在|支撑|撑起|贡献|，|。|、|共|合计|实现|完成|总|$|到|产值|营业|主营|利税|占|带动)"
)
def industries(quantity: Quantity, of: Span) -> Reading | None:
    """‹n›大产业: 医药、机电、化工、船舶等四大产业."""
    return Reading("cluster_count", quantity, of) if quantity.word == "大" and quantity.value > 1 else None


@counts.rule(rf"(?P<of>{NOUN}{{0,18}}?{_GROUP}){VERB}{{quantity}}(?!大?类|种)(?P<tail>{NOUN}?)")
def clusters_after(of: Span, quantity: Quantity, tail: str) -> Reading | None:
    """‹clusters›‹quantity›: 产业集群有26个, 产业群体25-30个."""
    if quantity.kind != "count" or quantity.word != "个" or tail:
        return None
    noun = trimmed(of)
    return Reading("cluster_count", quantity, None if noun and noun.text == "产业集群" else noun)


@counts.rule(rf"(?:(?P<whole>{{group}}{NOUN}{{1,8}}?)中)?(?P<of>依托{NOUN}{{2,14}}?的)(?:就)?有{{quantity}}")
def such(whole: Span | None, group: Quantity | None, of: Span, quantity: Quantity) -> Reading | None:
    """‹clusters›中依托‹…›的有‹quantity›: of the clusters just named, those that rest on something."""
    return _such(whole, of, quantity)


@counts.rule(
    rf"(?:(?P<whole>{{group}}{NOUN}{{1,8}}?)[中里]，?)?(?:就)?有{{quantity}}(?:是|为)?(?P<of>依托{NOUN}{{2,14}}?的)"
)
def such_before(whole: Span | None, group: Quantity | None, quantity: Quantity, of: Span) -> Reading | None:
    """‹clusters›中，有‹quantity›是依托‹…›的: the same, told the other way round."""
    return _such(whole, of, quantity)


@counts.rule(rf"(?P<of>{NOUN}{{2,24}}?的(?:乡镇|镇|乡|街道)){VERB}{{quantity}}(?P<tail>{NOUN}{{0,2}})")
def towns_after(of: Span, quantity: Quantity, tail: str) -> Reading | None:
    """‹which›的乡镇有‹quantity›: 适宜种植茶叶的乡镇有6个."""
    return Reading("town_count", quantity, trimmed(of)) if quantity.kind == "count" and not tail else None


@counts.rule(rf"(?:{{quantity}}|(?P<numeral>{{number}}))(?:多)?(?:个)?{_TOWNS}")
def towns(quantity: Quantity | None, numeral: str, number: Number | None) -> Reading | None:
    """‹number›‹towns›: 13处乡镇（街道）, 6个乡镇, 四镇."""
    if quantity is not None:
        return Reading("town_count", quantity) if quantity.kind == "count" and quantity.value > 1 else None
    assert number is not None
    return Reading("town_count", _plain(number.value)) if 1 < number.value < 100 else None


@counts.rule(rf"{{quantity}}(?P<of>{NOUN}{{0,8}}?(?:特色|产业)小镇)")
def small_towns(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›特色小镇: 5个省级特色产业小镇."""
    return Reading("town_count", quantity, of) if quantity.kind == "count" and quantity.value > 1 else None


@counts.rule(r"{quantity}(?P<of>村委会|(?:行政|自然|专业)?村(?![镇庄民级委])|社区)")
def villages(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›个村: 辐射86个村, 40余个行政村."""
    return Reading("other", quantity, of) if quantity.kind == "count" and quantity.value > 1 else None


@counts.rule(r"(?:(?<=[村组]，)|(?<=社区，)|(?<=居委会，)){quantity}(?:[，、]{more})?(?=[，。；（]|$)")
def inhabitants(quantity: Quantity, more: Quantity | None) -> Readings | None:
    """‹villages›，‹households›，‹people›: 辖12个村，3200户，1.4万人 are all that live there."""
    told = [one for one in (quantity, more) if one]
    found = [Reading("other", one, Span(name, 0, 0)) for one in told if (name := _INHABITANTS.get(one.word))]
    return Readings(tuple(found)) if len(found) == len(told) and min(one.value for one in told) >= _PEOPLED else None


@counts.rule(rf"{{quantity}}(?:的)?(?P<of>{NOUN}{{0,8}}?(?:{_WORKERS}|销售人员|销售网络|销售队伍|销售大军|就业))")
def workers_before(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›从业人员: 3000多人的销售网络, 5万名从业人员."""
    if quantity.kind != "person":
        return None
    found = _SALES.search(of.text)
    return Reading("employment", quantity, Span(found[0], of.start + found.start(), of.end) if found else None)


@counts.rule(rf"{{hedge}}?{{number}}(?!平方|公顷|公里|亩|米){NOUN}{{0,4}}?{_WORKERS}(?!{nouns('lodging')})")
def workers_uncounted(hedge: Hedge | None, number: Number) -> Reading | None:
    """‹number›从业者, without 人: 12万汉服从业者."""
    if number.myriad == 1 and number.place < 1000:
        return None
    more = number.upper != number.value
    plain = Quantity(number.value, "person", "person", "人", "over" if more else "", number.value, number.upper)
    if hedge is None or more:
        return Reading("employment", plain)
    if hedge.qualifier == "about":
        return Reading("employment", about(plain))
    lower, upper = (number.value, None) if hedge.qualifier == "over" else (None, number.value)
    return Reading("employment", replace(plain, qualifier=hedge.qualifier, lower=lower, upper=upper))


@counts.rule(
    rf"(?P<verb>{verbs('employ')}|引进|培育了?|拥有|提供)(?P<of>(?:{NOUN}|、){{0,14}}?){{quantity}}(?P<tail>{NOUN}{{0,10}})"
)
def people(verb: Span, of: Span, quantity: Quantity, tail: Span) -> Reading | None:
    """吸纳‹people›‹quantity›: 吸纳职工近23万人, 带动了10万农民增收, 引进人才3870多名."""
    if quantity.kind != "person":
        return None
    if verb.text not in ("引进", "带动", "培育", "培育了", "拥有") or _AT_WORK.search(of.text + tail.text):
        return Reading("employment", quantity, trimmed(of) if _OF_A_CLASS.search(of.text) else None)
    noun = of.text.removeprefix("了")
    if verb.text == "引进":
        return headed(joined(verb, of) if noun else trimmed(tail), quantity)
    if does := re.search(nouns("benefit"), tail.text):
        who = noun or tail.text[: does.start()] or quantity.word
        return Reading("other", quantity, Span(f"{verb.text}{does[0]}的{who}", tail.end, tail.end))
    return headed(trimmed(of) or trimmed(tail), quantity)


@counts.rule(
    rf"(?P<of>{NOUN}{{0,16}}?(?:岗位|(?:{verbs('employ')}|新增)就业))(?:总数|数量|数)?{VERB}{{quantity}}(?!{NOUN})"
)
def posts(of: Span, quantity: Quantity) -> Reading | None:
    """岗位‹quantity›: 提供就业岗位5000个, 酿酒车间固定岗位160个: as many people."""
    return _posts(quantity, of)


@counts.rule(rf"{{quantity}}(?P<of>{NOUN}{{0,6}}?岗位)(?!{nouns('pay')})")
def posts_before(quantity: Quantity, of: Span) -> Reading | None:
    """‹quantity›岗位: 提供5000多个就业岗位."""
    return _posts(quantity, of)


def _posts(quantity: Quantity, of: Span) -> Reading | None:
    least = 10 if of.text.endswith("就业") else 2  # 带动就业两个 leaves out of what
    if quantity.kind != "count" or quantity.word != "个" or quantity.value < least:
        return None
    which = None if _ANY_POST.search(of.text) else trimmed(of)
    return Reading("employment", replace(quantity, unit="person", kind="person"), which)


@counts.rule(
    rf"从事(?P<of>{NOUN}{{2,16}}?)的(?:人员|{nouns('farmer')})?(?:总数|人数)?{VERB}{{quantity}}(?=[，。；、]|$)"
)
def engaged(of: Span, quantity: Quantity) -> Reading | None:
    """从事‹trade›的有‹people›: 从事袜业的共7000人, 从事花卉种植的农民达1.2万人."""
    return Reading("employment", quantity, trimmed(of)) if quantity.kind == "person" else None


@counts.rule(rf"{{quantity}}{nouns('farmer')}?从事(?P<of>(?:(?!的){NOUN}){{2,12}})(?=[，。；、]|$)")
def engaged_before(quantity: Quantity, of: Span) -> Reading | None:
    """‹people›从事‹trade›: 全县有3万人从事袜业."""
    if quantity.kind != "person" or quantity.value < _FEW:
        return None
    return Reading("employment", quantity, trimmed(of))


@counts.rule(rf"(?P<of>销售{nouns('sales_force')}){VERB}{{quantity}}")
def sellers(of: Span, quantity: Quantity) -> Reading | None:
    """销售网络‹quantity›: 销售网络有3000多人."""
    return Reading("employment", quantity, of) if quantity.kind == "person" else None


@counts.rule(rf"(?:{_WORKERS}|从业人数|就业人数|用工)(?:总数|总量)?{_SINCE}{VERB}{{quantity}}")
def workers(period: Period | None, quantity: Quantity) -> Reading | None:
    """从业人员‹quantity›: 从业人员达到1万人, 职工近23万人."""
    return Reading("employment", quantity) if quantity.kind == "person" else None


@counts.rule(
    rf"(?:(?<=[，、；：])|(?<=其中))(?P<of>{GROUP}{NOUN}{{2,14}}?)(?:就|共|各)?(?:有|占|为)?{{quantity}}(?=[，。；、（]|$)"
)
def among(of: Span, count: Span | None, group: Quantity | None, quantity: Quantity) -> Reading | None:
    """，‹part›有‹quantity›: of the firms just counted those of a part, 规上企业95家，两大产业有88家."""
    noun = collective(of, count, group)
    if noun is None or quantity.word not in ("家", "户") or headed(noun, quantity) or stocked(noun, quantity):
        return None  # 养羊户71户 are no firms
    return Reading("", quantity, noun, follows="counted")
