"""Numbers in digits, in Chinese numerals and mixed: 1.2亿, 18,000, 1亿2千万, 二十多万, 三四十, 三分之二, 七成, 第五."""

import re
from dataclasses import dataclass, replace
from decimal import ROUND_HALF_UP, Decimal
from math import prod

from kg.grammar.engine import Grammar
from kg.grammar.phrases import COUNTED, DIGIT
from kg.grammar.uncounted import Uncounted, uncounted
from kg.lexicon import any_of, rows, words

_PLAIN, _FORMAL = "零一二三四五六七八九", "〇壹贰叁肆伍陆柒捌玖"
DIGITS = {c: n for row in (_PLAIN, _FORMAL) for n, c in enumerate(row)} | {"两": 2, "○": 0}
PLACES = {"十": 10, "百": 100, "千": 1000, "拾": 10, "佰": 100, "仟": 1000}
MYRIADS = {"万": 10**4, "亿": 10**8}
_TENTHS = {multiplier: Decimal(value) / 10 for multiplier, value in (PLACES | MYRIADS).items()}
_TENS = str.maketrans({"廿": "二十", "卅": "三十"})
_MARKS = str.maketrans(dict.fromkeys(",，'’ \u00a0\u3000"))  # of thousands, which no value has
_POINTS = str.maketrans(dict.fromkeys("．·•", "."))  # 12·5亿元 of old print
_MOST_DIGITS = 18  # longer ones are no quantity, but the number of an account, a licence or a damaged page
_MOST = Decimal(10) ** 20

numbers = Grammar("numbers", (uncounted,))  # 三元 of 三元食品 is no number

_SPACE = "[ \u00a0\u3000]?"
_PLACE = "(?:[十拾佰]|百(?!分点)|[千仟](?![瓦米克伏升]))"  # 50万千瓦 is half a million 千瓦
_UNIT = f"(?:{_PLACE}|[万亿])"
_POINT = r"(?: ?[.．·•]\d+(?: \d{1,2}(?=[倍%％亿万]))?)?"  # 1.6 2倍 of broken print
_DIGITS = rf"(?:\d{{1,3}}(?:[,，'’]\d{{3}}){{1,8}}(?!\d)|\d{{1,3}}(?: \d{{3}}){{1,8}}(?![\d.．])|\d+){_POINT}"
_DIGIT = "[零〇○一二三四五六七八九两壹贰叁肆伍陆柒捌玖廿卅]"
_NUMERAL = f"(?:{_DIGIT}|{_UNIT})+(?:点{_DIGIT}+{_UNIT}*)?"
_LATIN = any_of(row["surface"] for row in rows("units") if row["surface"][0].isascii() and row["surface"][0].isalpha())
_WORDS = any_of(row["surface"] for row in rows("units"))
_LONGEST = 40  # characters of a number; what is longer (a run of digits) counts nothing
_SPOKEN_POINT = re.compile(r"(?<=\d)点(?=\d)")
_NO_DECIMALS = re.compile(r"(?<=\d)[.．](?=[万亿])")  # of 1.亿, whose decimals are lost
_MYRIADS, _ENDS = re.compile("[万亿]+$"), re.compile("([百千]?)([万亿]*)$")
_TOKEN = re.compile(rf"{_DIGITS}|{_DIGIT}{{0,{_LONGEST}}}点{_DIGIT}+|.")


@dataclass(frozen=True, slots=True)
class Number:
    """A value with the upper bound that 多, 余, 几 or 数 leave open (the value itself where it is exact).

    `last` is the second of two numerals side by side (三四十: 30 to 40); `place` and `myriad` are the multipliers that
    the numeral ends in (三百亿: 100 and 10⁸), which the numbers before it may share.
    """

    value: Decimal
    upper: Decimal
    last: Decimal | None = None
    place: int = 1
    myriad: int = 1


@dataclass(frozen=True, slots=True)
class Fraction:
    """A share of a whole in per cent, to two places: 1/7 is 14.29, 七成 is 70; bounds and range as in Number."""

    percent: Decimal
    upper: Decimal
    last: Decimal | None = None


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A place in an order, 第五 is 5; the places up to `last` in 前三强, which is 1 to 3."""

    place: int
    last: int | None = None


def value_of(text: str) -> Decimal | None:  # noqa: C901 - a branch for each kind of sign in a numeral
    """The value of a numeral (一百零四 → 104, 1亿2千万); None where digits stand side by side (二三十, 二〇二四)."""
    if len(text) > _LONGEST:
        return None
    if text.isdecimal() and text.isascii() and len(text) <= _MOST_DIGITS:
        return Decimal(text)
    total = section = added = Decimal(0)
    digit: Decimal | None = None
    text = _NO_DECIMALS.sub("", _SPOKEN_POINT.sub(".", text.translate(_TENS)))
    tokens = _TOKEN.findall(text)
    for at, token in enumerate(tokens):
        before = tokens[at - 1] if at else ""
        tail = _tenth(before) if at == len(tokens) - 1 and len(token) == 1 else Decimal(1)
        if token in PLACES:
            if section and section % (10 * PLACES[token]):
                return None  # 百千万
            section += (1 if digit is None or before == "零" else digit) * PLACES[token]  # 零十 is ten, 0十 nought
            digit = None
        elif token == "万" and before in MYRIADS:
            if before == "亿":
                return None  # 亿万
            total += added * (MYRIADS[token] - 1)  # 四万万
            added *= MYRIADS[token]
        elif token in MYRIADS:
            section += digit or 0
            if (token == "亿" and token in tokens[:at]) or (token == "万" and added):
                return None  # 三万五万
            if token == "亿":
                added = Decimal(0)
                total = (total + section if at else Decimal(1)) * MYRIADS[token]
            else:
                added = (section if at else Decimal(1)) * MYRIADS[token]
                total += added
            section, digit = Decimal(0), None
        elif token in DIGITS and digit in (None, 0):
            digit = DIGITS[token] * tail
        elif "点" in token:
            whole, tenths = ("".join(str(DIGITS[c]) for c in side) for side in token.split("点"))
            digit = (digit or 0) + Decimal(f"{whole or 0}.{tenths}")
        elif token[0].isdigit() and not digit and len(token) <= _MOST_DIGITS:
            digit = _decimal(token) * tail
        else:
            return None
        if total + section > _MOST:
            return None
    if digit and text[0] in "百千万亿":
        return None  # 万一, 百一: no digit counts 万 or 百
    return total + section + (digit or 0) if text else None


def _decimal(digits: str) -> Decimal:
    """The value of digits with their point and marks of thousands, of either width."""
    return Decimal(digits.translate(_MARKS).translate(_POINTS))


def _tenth(before: str) -> Decimal:
    """What a last digit counts right after a multiplier: 一万二 is 12000, 三千六 3600."""
    return _TENTHS.get(before, Decimal(1))


def _pair(text: str) -> tuple[Decimal, Decimal] | None:
    """The two values of a numeral with neighbours side by side: 三四十 is 30 and 40, 十七八 17 and 18, 三五 3 and 5."""
    found = [
        (value_of(text[: at + 1] + text[at + 2 :]), value_of(text[:at] + text[at + 1 :]))
        for at in range(len(text) - 1)
        if (text[at : at + 2] == "三五" or DIGITS.get(text[at + 1], 0) - DIGITS.get(text[at], 10) == 1)
        and DIGITS[text[at]] > 0
    ]
    match found:
        case [(Decimal() as low, Decimal() as high)]:
            return low, high
    return None


def _step(numeral: str) -> Decimal:
    """What 多 after a numeral stays below: one of its last multiplier, or of the last place of its digits."""
    myriads = _MYRIADS.search(numeral)
    unit = Decimal(prod(MYRIADS[c] for c in myriads[0])) if myriads else Decimal(PLACES.get(numeral[-1], 1))
    tokens = [t for t in _TOKEN.findall(numeral) if t[0].isdigit()]
    if not tokens:
        return unit
    digits = _decimal(tokens[-1]).normalize()
    exponent = digits.as_tuple().exponent
    assert isinstance(exponent, int)
    bare = numeral[-1].isdigit()
    return unit * Decimal(10) ** (exponent if bare else min(exponent, 0))


def _number(numeral: str, inside: str, multiplier: str) -> Number | None:
    """The number of a numeral, with 多, 余, 几 or 来 after it and before the rest of its multipliers (20多亿)."""
    if len(numeral) + len(multiplier) > _LONGEST:
        return None
    numeral, multiplier = (part.translate(_TENS | _MARKS) for part in (numeral, multiplier))
    factor = prod(PLACES.get(c) or MYRIADS[c] for c in multiplier)
    ends = _ENDS.search(numeral + multiplier)
    assert ends is not None
    place, myriad = PLACES.get(ends[1], 1), prod(MYRIADS[c] for c in ends[2])
    value = value_of(numeral)
    if value is None:
        pair = None if inside else _pair(numeral)
        return pair and Number(pair[0] * factor, pair[1] * factor, pair[1] * factor, place, myriad)
    if not value and numeral in DIGITS:
        return None  # 零件, 零售
    upper = value + _step(numeral) if inside else value
    return Number(value * factor, upper * factor, None, place, myriad)


@numbers.rule(f"(?P<text>{any_of(words('numbers', 'uncounted'))})")
def idiom(text: str) -> Uncounted:
    """‹idiom›: 千家万户, 成千上万, 万一."""
    return Uncounted(text)


_DASH = "(?:[-－–~～∼]+|—{1,2}|至|到)"


@numbers.rule(
    rf"(?P<text>(?:(?:19|20)\d\d年?(?:{_DASH}))?(?:19|20)\d\d年(?!度?电)(?:{_SPACE}\d{{1,2}}月)?|(?:\d0|[二三四五六七八九]十)年代"
    rf"|(?:\d{{1,2}}月?{_DASH})?(?<![\d.])\d{{1,2}}月(?:\d{{1,2}}日)?|[“”]?十[一二三四]五[“”]?(?!{_UNIT}))"
)
def date(text: str) -> Uncounted:
    """‹year›年, ‹month›月, “十四五”: 2024年, 12月31日, 1—10月, 80年代; periods say when."""
    return Uncounted(text)


@numbers.rule(
    rf"(?P<text>[〔\[（(](?:19|20)\d\d[〕\]）)](?:第?\d+号)?|(?<!\d)\d+{any_of(words('places', 'road'))}"
    rf"|(?<![A-Za-z])[A-Za-z][A-Za-z/]{{0,60}} ?[-–]?\d[\d.]*(?![\d.]|[多余]|{_SPACE}(?:{_UNIT}|{_WORDS})))"
)
def code(text: str) -> Uncounted:
    """‹letters›‹digits›, ‹digits›号: ISO9001, GB/T 4754, 〔2021〕15号, 319国道."""
    return Uncounted(text)


# what stands behind the last multiplier: 1万5 is 15000, 3万4000, 1千零1
_REST = r"(?:(?<=[百千万亿])\d|(?<=[百千万亿])零\d{1,3}|(?<=万)\d{3,4})(?![\d.．,，年])"


@numbers.rule(
    rf"(?<![\d.．A-Za-z/+＋:：第])(?<!\d[·•])(?<![A-Za-z][-–])(?P<numeral>(?:\d{{1,4}}点\d{{1,4}}(?=[万亿])|{_DIGITS}(?:[.．](?=[万亿]))?)(?!\d|[.．·•:：+＋]\d|[+＋])(?!(?!(?:{_LATIN})(?![A-Za-z]))[A-Za-z])"
    rf"(?:{_SPACE}{_UNIT})*(?:{_SPACE}零?\d+(?:{_SPACE}{_UNIT})+)*(?:{_REST})?)(?P<inside>{_SPACE}[多余几来])?(?P<multiplier>(?:{_SPACE}{_UNIT})*)"
)
def digits(numeral: str, inside: str, multiplier: str) -> Number | None:
    """‹digits›‹multiplier›: 142亿, 7800万, 20多亿, 3300多, 18,000, 1亿2千万."""
    return _number(numeral, inside, multiplier)


_DAMAGED = r"(?<=[A-Za-z）)\]〕….．·_＿□■?？/／])[百千万亿]"  # 亿 of 1O亿, (2.3)亿 and □□亿 is no number by itself


@numbers.rule(
    rf"(?<![xX×*＊某第\d])(?<!{_DIGIT})(?<!{_UNIT})(?!{_DAMAGED})(?!二[类等级])(?P<numeral>{_NUMERAL})(?P<inside>[多余几来])?(?P<multiplier>{_UNIT}*)"
)
def chinese(numeral: str, inside: str, multiplier: str) -> Number | None:
    """‹numeral›‹multiplier›: 十三, 四百余, 二十多万, 一百零四, 三四十, 一点五亿."""
    return _number(numeral, inside, multiplier)


# behind 个亿: not an adjective, 三个亿元镇, 5个亿吨级港口
_A_SUM = "(?![吨斤级]|元[级镇乡村企园产项户工俱])"


@numbers.rule(rf"(?<![十百千万亿\d多])好?[数几](?:(?P<multiplier>{_UNIT}{{1,6}})(?!分)|个亿{_A_SUM})")
def vague(multiplier: str) -> Number:
    """数‹multiplier›, 几‹multiplier›: 数百, 几十万, 几个亿: from two to ten of them."""
    unit = Decimal(prod(PLACES.get(c) or MYRIADS[c] for c in multiplier or "亿"))
    return Number(2 * unit, 10 * unit)


@numbers.rule(
    rf"(?<![\d.．第])(?<!{_DIGIT})(?<!{_UNIT})(?P<numeral>\d{{1,4}}(?:[.．]\d{{1,2}})?|{COUNTED}{{1,3}})(?P<some>(?<=十)[几多])?个(?P<more>多)?亿{_A_SUM}"
)
def hundred_millions(numeral: str, some: str, more: str) -> Number | None:
    """‹number›个亿: 三个亿, 1.5个亿, 两个多亿, 十几个亿, 两三个亿; not 三个亿元镇."""
    value, pair = value_of(numeral), _pair(numeral)
    if pair:
        return Number(pair[0] * 10**8, pair[1] * 10**8, pair[1] * 10**8, 1, 10**8)
    open_to = 10 if some else 1 if more else 0
    return None if not value else Number(value * 10**8, (value + open_to) * 10**8, None, 1, 10**8)


@numbers.rule(
    rf"(?<![\d.．])(?<!{_DIGIT})(?<!{_UNIT})(?P<numeral>(?:\d{{1,4}}|{COUNTED}{{1,3}})[百千]?[万亿])半(?=[元多亩斤吨公的，。、；）]|$)"
)
def half_more(numeral: str) -> Number | None:
    """‹number›‹multiplier›半: 两亿半 is 250 million."""
    value = value_of(numeral)
    half = Decimal(MYRIADS[numeral[-1]] * PLACES.get(numeral[-2], 1)) / 2
    return None if value is None else Number(value + half, value + half, None, 1, MYRIADS[numeral[-1]])


@numbers.rule(
    rf"(?<![\d.．])(?<!{_DIGIT})(?<!{_UNIT})(?P<whole>\d{{1,4}}|{COUNTED}{{1,3}})又(?:(?P<bottom>{_NUMERAL})分之(?P<top>{_NUMERAL})|(?P<over>\d{{1,2}})[/／](?P<under>\d{{1,3}}))"
)
def mixed(whole: str, bottom: str, top: str, over: str, under: str) -> Number | None:
    """‹number›又‹fraction›: 2又1/3, 一又二分之一; to two places."""
    part, parts, ones = value_of(top or over), value_of(bottom or under), value_of(whole)
    if not part or not parts or ones is None or part >= parts:
        return None
    value = ones + (part / parts).quantize(Decimal("0.01"), ROUND_HALF_UP).normalize()
    return Number(value, value)


def _share(part: Decimal | None, whole: Decimal | None) -> Fraction | None:
    if not part or not whole or (part > whole and whole != 100):
        return None
    percent = 100 * part / whole
    if whole not in _DECIMAL_WHOLES:
        percent = percent.quantize(Decimal("0.01"), ROUND_HALF_UP)
    return Fraction(percent.normalize(), percent.normalize())


_DECIMAL_WHOLES = (10, 100, 1000, 10**4, 10**5, 10**6)  # whose parts are exact
_PART = f"(?:{_NUMERAL}|{_DIGITS})"


@numbers.rule(
    rf"(?<!{_DIGIT})(?<!{_UNIT})(?P<whole>{_NUMERAL})分之(?P<part>{_PART})(?:[至到](?P<upto>(?>{_PART}))(?!{_UNIT}|分之|[半成%％]|{_WORDS}))?"
    rf"|(?<![\d/／.])(?P<top>\d{{1,2}})[/／](?P<bottom>\d{{1,3}})(?![\d/／.])|(?<!\d)(?P<digits>{_DIGITS})(?P<sign>[‰‱])"
)
def fraction(whole: str, part: str, upto: str, top: str, bottom: str, digits: str, sign: str) -> Fraction | None:
    """‹whole›分之‹part›, ‹part›/‹whole›, ‹number›‰: 三分之二, 百分之十二点五, 百分之二十到三十, 1/7, 5‰, 2‱."""
    if sign:
        return _share(value_of(digits), Decimal(1000 if sign == "‰" else 10000))
    parts = value_of(whole or bottom)
    low, high = _share(value_of(part or top), parts), _share(value_of(upto) if upto else None, parts)
    if low is None or high is None or high.percent <= low.percent:
        return low
    return replace(low, upper=high.upper, last=high.percent)


@numbers.rule(
    rf"(?<![\d.．十百千万亿])(?P<tenths>[一二两三四五六七八九]{{1,2}}|\d(?:[.．]\d)?|(?<![一大多过])半)成(?P<more>半|多|余|{DIGIT})?(?![立为功本果员就交份熟都分品套])"
)
def tenths(tenths: str, more: str) -> Fraction | None:
    """‹tenths›成: 七成, 三成半, 七成五, 六成多, 六七成."""
    both = _pair(tenths) if len(tenths) == 2 else None
    if both:
        return Fraction(both[0] * 10, both[1] * 10, both[1] * 10)
    value = Decimal("0.5") if tenths == "半" else value_of(tenths)
    if value is None:
        return None
    percent = value * 10 + (5 if more == "半" else DIGITS.get(more, 0))
    return Fraction(percent, percent + (10 if more in ("多", "余") else 0))


@numbers.rule(r"一半|半数|半壁江山|(?<=[过近超])半(?![\u4e00-\u9fff])")
def half() -> Fraction:
    """一半, 半数, 过半, 半壁江山."""
    return Fraction(Decimal(50), Decimal(50))


@numbers.rule(
    rf"第{_SPACE}(?P<place>[零一二三四五六七八九十百]++|\d++){_SPACE}[位名]?(?![届条批次期章节款号代线天轮步季站课场者]|"
    rf"{any_of(words('numbers', 'not_ranked'))})|(?P<top>首位(?!产业|度)|榜首)"
)
def ordinal(place: str, top: str) -> Ordinal | None:
    """第‹place›: 第五, 第1位, 首位; not 第三产业, 第七届."""
    value = Decimal(1) if top else value_of(place)
    return None if not value else Ordinal(int(value))


@numbers.rule(
    rf"(?<![目此以之年日当])前{_SPACE}(?P<last>[一二两三四五六七八九十百]+|\d+){_SPACE}(?:[强位名甲]|(?!\w|[-－—–~～.%]))"
)
def leading(last: str) -> Ordinal | None:
    """前‹last›强: 前三强, 前10位, 前五: the places from the first to the last."""
    value = value_of(last)
    return Ordinal(1, int(value)) if value and value > 1 else None
