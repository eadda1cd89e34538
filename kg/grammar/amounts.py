"""Amounts, a number of a unit with its hedge: 近200家, 20多亿元, 40%以上, 25-30个, 70和50亿元, 2/3, 三米多."""

from dataclasses import dataclass, replace
from decimal import Decimal

from kg.grammar.engine import Grammar, Span
from kg.grammar.numbers import Fraction, Number
from kg.grammar.words import UnitWord, unit_in
from kg.lexicon import any_of, rows, words
from kg.ontology import ontology

amounts = Grammar("amounts")

_HEDGES = {row["surface"]: row for row in rows("numbers", "hedge")}


def _standing(where: str) -> str:
    return any_of(surface for surface, row in _HEDGES.items() if row["stands"] == where)


_SPACE = "[ \u00a0\u3000]?"
_NO_HEDGE = "(?<![经通签合制节预条邀履违续])"  # 通过, 签约
_BEFORE = f"(?:{_NO_HEDGE}(?P<before>{_standing('before')}|{_standing('multiplier')})[为占合]?{_SPACE})?"
_AFTER = f"(?:{_SPACE}(?P<after>{_standing('after')}))?"
_TO = f"{_SPACE}(?:[-－–~～∼]+|—{{1,2}}|至|到){_SPACE}"
_AND = f"{_SPACE}[、和与及]{_SPACE}"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A value in a base unit, the hedge as a qualifier and as bounds (None: open), and the unit's word.

    `value_max` is the upper end of a range; `per` the base unit of a rate.
    """

    value: Decimal
    unit: str
    kind: str
    word: str
    qualifier: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    value_max: Decimal | None = None
    per: str = ""


@dataclass(frozen=True, slots=True)
class Bare:
    """An amount whose unit is left out, 近百 or 142亿; fields as in Quantity."""

    value: Decimal
    qualifier: str = ""
    lower: Decimal | None = None
    upper: Decimal | None = None
    value_max: Decimal | None = None


def _bounds(low: Decimal, high: Decimal, hedge: str) -> tuple[str, Decimal | None, Decimal | None]:
    """Qualifier, lower and upper bound of what runs from `low` to `high` beside a hedge; None is an open bound."""
    if not hedge:
        return "", low, high
    row = _HEDGES[hedge]
    lower = low * Decimal(row["lower"]) if row["lower"] else None
    upper = high * Decimal(row["upper"]) if row["upper"] else None
    return row["qualifier"], lower, upper


def about(quantity: Quantity) -> Quantity:
    """A quantity hedged by an 约 that stands apart from it: 约占30%."""
    if quantity.qualifier:
        return quantity
    qualifier, lower, upper = _bounds(quantity.value, quantity.value_max or quantity.value, "约")
    return replace(quantity, qualifier=qualifier, lower=lower, upper=upper)


def negative(quantity: Quantity) -> Quantity:
    """A quantity below nothing: -1.2亿元, a fall of 3%; its bounds change places."""
    ends = (quantity.value, quantity.upper, quantity.lower, quantity.value_max)
    value, lower, upper, last = (None if end is None else -end for end in ends)
    assert value is not None
    if last is not None:
        value, last = last, value
    return replace(quantity, value=value, lower=lower, upper=upper, value_max=last)


def plain(number: Number) -> Bare:
    """A number as an amount whose unit is left out: 三百多 is over 300."""
    qualifier = "over" if number.upper != number.value and number.last is None else ""
    return Bare(number.value, qualifier, number.value, number.upper, number.last)


def in_unit_of(told: Quantity, number: Quantity) -> Quantity:
    """A number without a unit in that of the quantity told before it: 60万 behind 10万公亩."""
    factor = unit_in(told.word).factor

    def times(end: Decimal | None) -> Decimal | None:
        return None if end is None else end * factor

    return replace(
        told,
        value=number.value * factor,
        qualifier=number.qualifier,
        lower=times(number.lower),
        upper=times(number.upper),
        value_max=times(number.value_max),
    )


def _hedge(before: str, after: str) -> str:
    """The hedge that counts: a limit after the amount outranks an about before it (约30%以上)."""
    return after if after and (not before or _HEDGES[after]["qualifier"] != "about") else before


def _stands(before: str, number: Number, unit: UnitWord | None = None) -> bool:
    """Whether a hedge may stand before a number: 上 only before a round 百, 千, 万 or 亿, 过 before money too."""
    if before == "过" and unit is not None and unit.kind == "money":
        return True
    is_round = number.value >= 10 and number.value in (100, 1000, number.place * number.myriad)
    return not before or _HEDGES[before]["stands"] == "before" or is_round


_YUAN = UnitWord("CNY", "money", Decimal(1), "元")
_A_STEP = ("多", "余", "有余")  # behind a unit they leave open one of it


def _quantity(number: Number, unit: UnitWord, before: str, after: str) -> Quantity:
    low, high = number.value * unit.factor, number.upper * unit.factor
    if number.last is None and (high != low or after in _A_STEP):
        if high == low:  # 3米多 is less than 4米, 8亿元多 less than 9亿元
            high += number.myriad * unit.factor
        hedge = _hedge(before, "")
        return Quantity(low, unit.id, unit.kind, unit.word, _HEDGES[hedge]["qualifier"] if hedge else "over", low, high)
    last = None if number.last is None else number.last * unit.factor
    return Quantity(low, unit.id, unit.kind, unit.word, *_bounds(low, high, _hedge(before, after)), last)


def _shared(low: Number, high: Number) -> int:
    """The multiplier that a number takes from the one after it: 3~4亿, 三至五百."""
    if low.myriad != 1:
        return 1
    return high.myriad * (high.place if low.place == 1 and low.value < 10 else 1)


_LOSABLE = "(?:(?<=利润)|(?<=利润总额)|(?<=盈利)|(?<=效益)|(?<=[润差余净]额)|(?<=净资产)|(?<=[为是的至到达]))"
_MINUS = (
    rf"(?P<minus>(?:(?<![\w%％\-－–—)）\ue000-\uf8ff])|{_LOSABLE})[-－–]|{_LOSABLE}—(?!—)|(?<![自抱担背肩胜欺辜])负)"
)
# before a share a dash is a minus wherever it stands: 增长-2.3%
_DASH = r"(?P<dash>(?<![\d%％\ue000-\uf8ff])[-－]|(?<=增[长速幅])—(?!—))"


@amounts.rule(f"{_BEFORE}(?:{_MINUS}|{_DASH})?{{number}}{_SPACE}{{unit}}{_AFTER}")
def amount(before: str, minus: str, dash: str, number: Number, unit: UnitWord, after: str) -> Quantity | None:
    """‹hedge›‹number›‹unit›‹hedge›: 近200家, 20多亿元, 40%以上, 不足百家, -2.3%, 利润-1.2亿元, 负2.3%."""
    if not _stands(before, number, unit) or not _counts(number, unit):
        return None
    quantity = _quantity(number, unit, before, after)
    below = (minus and unit.kind in ("share", "money")) or (dash and (before or unit.id == "%"))
    return negative(quantity) if below else quantity


def _counts(number: Number, unit: UnitWord) -> bool:
    """Not 2024年, which is a year."""
    return not (unit.id == "年" and number.value == number.upper and 1900 <= number.value <= 2100)


@amounts.rule(
    rf"{_BEFORE}(?<!{{counted}}){{currency}}{_SPACE}(?P<later>{_standing('before')})?{{number}}(?:{_SPACE}{{unit}})?{_AFTER}"
)
def priced(
    before: str,
    counted: Number | None,
    currency: UnitWord,
    later: str,
    number: Number,
    unit: UnitWord | None,
    after: str,
) -> Quantity | None:
    """‹currency›‹number›元: 港币3亿元, 人民币5亿元, ￥1200万元, $500万."""
    if currency.kind != "money" or currency.word.startswith(("元", "块")):
        return None
    if (unit and unit.word != "元" and unit.id != currency.id) or not _stands(before, number, currency):
        return None
    return _quantity(number, replace(currency, factor=Decimal(1)), before or later, after)


@amounts.rule(f"{{sets}}[×*＊]{{number}}{_SPACE}{{unit}}{_AFTER}")
def sets(sets: Number, number: Number, unit: UnitWord, after: str) -> Quantity | None:
    """‹n›×‹number›‹unit›: 2×66万千瓦, 3×5000吨: so many of the size."""
    if unit.kind not in ("power", "mass", "volume", "energy") or not 1 < sets.value < 100 or number.last:
        return None
    several = replace(number, value=sets.value * number.value, upper=sets.value * number.upper)
    return _quantity(several, unit, "", after)


@amounts.rule(f"{_BEFORE}{{number}}{_SPACE}{{unit}}零?{_SPACE}{{more}}{_SPACE}{{smaller}}")
def compound(before: str, number: Number, unit: UnitWord, more: Number, smaller: UnitWord) -> Quantity | None:
    """‹number›‹unit›‹number›‹smaller unit›: 3吨500公斤, 1公里500米, 2公顷5亩."""
    if unit.kind != smaller.kind or unit.kind in ("count", "share", "money", "time"):
        return None
    size, part = (one.factor if unit.id == smaller.id else _size(one) for one in (unit, smaller))
    if part >= size or not 0 < more.value * part < 2 * size:
        return None
    rest = more.value * part * unit.factor / size
    whole = Number(number.value * unit.factor + rest, number.upper * unit.factor + rest)
    return _quantity(whole, replace(unit, factor=Decimal(1)), before, "")


def _size(unit: UnitWord) -> Decimal:
    """How much of the SI unit of its kind one is, 1000 kg of 吨; without one, of its base unit."""
    base = ontology().units.get(unit.id)
    return unit.factor * ((base.factor if base else None) or 1)


@amounts.rule(f"{_BEFORE}{{number}}元(?:{{tenths}}角)?(?:{{cents}}分)?(?<!元)(?![之成钟])")
def coins(before: str, number: Number, tenths: Number | None, cents: Number | None) -> Quantity | None:
    """‹number›元‹number›角‹number›分: 3元5角, 123元1角1分."""
    rest = (tenths.value if tenths else 0) / Decimal(10) + (cents.value if cents else 0) / Decimal(100)
    if rest >= 1 or number.upper != number.value:
        return None
    return _quantity(Number(number.value + rest, number.value + rest), _YUAN, before, "")


@amounts.rule(f"{_BEFORE}{{number}}个?小时{{minutes}}分钟?(?![之成])")
def hours(before: str, number: Number, minutes: Number) -> Quantity | None:
    """‹number›小时‹number›分: 2小时30分, in hours to two places."""
    if minutes.value >= 60:
        return None
    value = number.value + (minutes.value / 60).quantize(Decimal("0.01"))
    return _quantity(Number(value, value), UnitWord("小时", "time", Decimal(1), "小时"), before, "")


@amounts.rule(rf"{_BEFORE}{{number}}米{{tenths}}(?![\w%％\ue000-\uf8ff]|[.．]\d)")
def metres(before: str, number: Number, tenths: Number) -> Quantity | None:
    """‹number›米‹digit›: 1米8, 两米五: the digit is of tenths."""
    if tenths.value not in range(1, 10):
        return None
    value = number.value + tenths.value / 10
    return _quantity(Number(value, value), UnitWord("m", "length", Decimal(1), "米"), before, "")


@amounts.rule("{number}{classifier}(?P<some>多|半)(?:{time}|(?P<month>月))")
def half_more(number: Number, classifier: UnitWord, some: str, time: UnitWord | None, month: str) -> Quantity | None:
    """‹number›个多月, ‹number›个半小时: two or three months, an hour and a half."""
    unit = time or UnitWord("月", "time", Decimal(1), month)
    if classifier.word != "个" or unit.kind != "time":
        return None
    if some == "多":
        return Quantity(number.value, unit.id, unit.kind, unit.word, "over", number.value, number.value + 1)
    value = number.value + Decimal("0.5")
    return Quantity(value, unit.id, unit.kind, unit.word, "", value, value)


@amounts.rule(rf"{_BEFORE}(?:{{number}}{{unit}}半(?!数|价|径|成品)|(?<![上下前后多大过一南北东西])半{{one}})")
def halves(before: str, number: Number | None, unit: UnitWord | None, one: UnitWord | None) -> Quantity | None:
    """‹number›‹unit›半, 半‹unit›: 一亩半, 三公里半, 半吨."""
    measured = unit or one
    assert measured is not None
    if measured.kind in ("count", "person", "share") or (before and _HEDGES[before]["stands"] != "before"):
        return None
    value = (number.value if number else 0) * measured.factor + measured.factor / 2
    return Quantity(value, measured.id, measured.kind, measured.word, *_bounds(value, value, before))


@amounts.rule(
    f"(?:(?<![从由])|(?=[^，。；]{{1,24}}不等)){_BEFORE}(?:{_MINUS}|{_DASH})?{{low}}{_SPACE}{{low_unit}}?(?P<to>{_TO})(?P<high_minus>(?<![-－])[-－]|负)?{{high}}{_SPACE}{{unit}}{_AFTER}"
)
def between(
    before: str,
    minus: str,
    dash: str,
    low: Number,
    low_unit: UnitWord | None,
    to: str,
    high_minus: str,
    high: Number,
    unit: UnitWord,
    after: str,
) -> Quantity | None:
    """‹number›-‹number›‹unit›: 25-30个, 1600－1900米, 30%—40%, 3~4亿元, 3万元至5万元, -3%至5%; not 从3亿元到12亿元."""
    if low_unit and low_unit.id != unit.id:
        return None
    first = low.value * (low_unit or unit).factor
    last = high.value * unit.factor
    if low_unit is None and first * _shared(low, high) < last:
        first *= _shared(low, high)
    below = (minus and unit.kind in ("share", "money")) or (dash and unit.id == "%")
    if (below or high_minus) and (not below or before or after or "--" in to):
        return None  # 从5%到-3% is a change, -3%--1% open
    if below:
        first, last = sorted((-first, -last if high_minus else last))
    if first >= last or not _counts(low, unit):
        return None
    return Quantity(first, unit.id, unit.kind, unit.word, *_bounds(first, last, _hedge(before, after)), last)


@amounts.rule(f"{_BEFORE}{{number}}(?=(?:{_AND}{{middle}})*{_AND}{{last}}{_SPACE}{{unit}})")
def listed(before: str, number: Number, middle: Number | None, last: Number, unit: UnitWord) -> Quantity | None:
    """‹number› of a list whose unit stands at its end: 70 in 70和50亿元, 12 in 12、8和5家."""
    if not _stands(before, number, unit) or not _counts(number, unit):
        return None
    factor = _shared(number, last)
    shared = replace(
        number,
        value=number.value * factor,
        upper=number.upper * factor,
        last=None if number.last is None else number.last * factor,
        myriad=number.myriad * factor,
    )
    return _quantity(shared, unit, before, "")


_GROWN = f"(?:{any_of(words('figures', 'rise', 'fall'))}|涨幅|降幅)"
_BY_DIGITS = "|".join(
    f"(?<={word}{verb}.位数)"
    for word in ("增长", "增速", "增幅", "递增", "上升", "提高", "下降", "降幅")
    for verb in ("", "达", "为", "均达", "均为", "达到", "超过", "保持", "实现")
)


@amounts.rule(
    rf"(?P<places>[两二三2])位数(?:{_BY_DIGITS}|(?<=保持.位数)|(?<=实现.位数)|(?=(?:以上)?的?{_GROWN})){_AFTER}"
)
def places(places: str, after: str) -> Quantity:
    """增长两位数, 两位数增长: growth of ten to ninety-nine per cent."""
    least = Decimal(100 if places == "三" else 10)
    most = 10 * least - 1
    if after:
        return Quantity(least, "%", "share", "%", *_bounds(least, most, after))
    return Quantity(least, "%", "share", "%", "", least, most, most)


@amounts.rule(f"{_BEFORE}(?P<minus>负)?{{fraction}}(?P<rest>强|弱)?{_AFTER}")
def part(before: str, minus: str, fraction: Fraction, rest: str, after: str) -> Quantity | None:
    """‹fraction›: 三分之二, 1/7左右, 七成以上, 一半, 三分之一强: in per cent."""
    low, high = fraction.percent, fraction.upper
    if high != low and fraction.last is None:
        return Quantity(low, "%", "share", "%", "over", low, high)
    limit = {"强": "以上", "弱": "以下"}.get(rest, after)
    quantity = Quantity(low, "%", "share", "%", *_bounds(low, high, _hedge(before, limit)), fraction.last)
    return negative(quantity) if minus else quantity


@amounts.rule(f"{_BEFORE}(?:{{number}}|{{first}}){_TO}{{last}}{_AFTER}")
def parts(before: str, number: Number | None, first: Fraction | None, last: Fraction, after: str) -> Quantity | None:
    """‹fraction›到‹fraction›: 六到七成, 三分之一至一半."""
    if number and not (1 <= number.value < 10 and last.percent % 10 == 0):
        return None
    low = first.percent if first else 10 * number.value if number else last.percent
    if low >= last.percent:
        return None
    return Quantity(low, "%", "share", "%", *_bounds(low, last.percent, _hedge(before, after)), last.percent)


@amounts.rule(
    rf"每"
    rf"{any_of(words('products', 'trading'))}"
    rf"?{{whole}}{{unit}}(?P<what>[^，。；\d]{{0,8}}?)(?:[中里]|当中)?，?(?:当?中)?(?P<about>大约|约|大概|差不多|差不多就)?就?(?:会)?(?:至少)?有{{some}}{{same}}"
)
def of_every(whole: Number, unit: UnitWord, what: str, about: str, some: Number, same: UnitWord) -> Quantity | None:
    """每‹number›‹unit›有‹number›‹unit›: 每10台就有7台, in per cent."""
    if unit.word != same.word or not 0 < some.value <= whole.value:
        return None
    percent = (100 * some.value / whole.value).quantize(Decimal("0.01"))
    return Quantity(percent, "%", "share", what or "%", *_bounds(percent, percent, "约" if about else ""))


_NO_UNIT = UnitWord("", "number", Decimal(1), "")


@amounts.rule(f"{_BEFORE}{{number}}{_AFTER}(?=的(?:经济)?规模)")
def scale(before: str, number: Number, after: str) -> Quantity | None:
    """‹number›的规模: 300亿的规模 leaves out 元."""
    if number.value < 10**8 or not _stands(before, number):
        return None
    return _quantity(number, _YUAN, before, after)


_APART = r"(?P<apart>(?<![\w+＋/.-]))?"
_END = r"(?:(?=级(?:[，。；、）]|$))|(?![\w+＋%％/-]|[.．:：]\d))"


@amounts.rule(f"{_APART}{_BEFORE}(?:{{low}}{_TO})?{{number}}{_AFTER}{_END}")
def bare(apart: Span, before: str, low: Number | None, number: Number, after: str) -> Bare | None:
    """‹hedge›‹number›: 近百, 142亿, 二十多万, 3~4亿: an amount whose unit is left out."""
    open_ended = bool(before or after) or number.upper != number.value
    manifold = number.myriad > 1 and number.value != number.place * number.myriad
    year = 1900 <= number.value <= 2100
    if not _stands(before, number) or not (open_ended or manifold or (apart and number.value >= 100 and not year)):
        return None
    whole = _quantity(number, _NO_UNIT, before, after)
    if low is None:
        return Bare(whole.value, whole.qualifier, whole.lower, whole.upper, whole.value_max)
    first = low.value * _shared(low, number)
    if not manifold or first >= number.value:
        return None
    return Bare(first, *_bounds(first, number.value, _hedge(before, after)), number.value)
