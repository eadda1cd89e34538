"""How a finding is said in Chinese and English: the equation, the residual, the likely misprint."""

import re
from decimal import MAX_PREC, ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal

from kg.audit.equations import Equation
from kg.audit.findings import Correction, Term, likely
from kg.model import Figure
from kg.ontology import ontology

_INNER_HEDGE = re.compile("[多余约近超逾]|以上|以下|左右")
_SLIPS = {
    "dropped": ("漏印一位", "a digit dropped"),
    "added": ("多印一位", "a digit added"),
    "swapped": ("相邻两位颠倒", "two digits exchanged"),
    "replaced": ("一位印错", "a digit replaced"),
    "shifted": ("小数点或单位错位", "the point or the unit shifted"),
}
_SEVERITIES = {
    "error": ("错误", "error"),
    "warning": ("可疑", "doubtful"),
    "note": ("残缺", "damaged"),
    "confirmed": ("相符", "confirmed"),
}
_KIND_WORDS = {
    "sum": ("合计", "sum"),
    "share": ("占比", "share"),
    "product": ("乘积", "product"),
    "growth": ("增长", "growth"),
    "order": ("大小", "order"),
    "count": ("个数", "count"),
    "contradiction": ("矛盾", "contradiction"),
    "time": ("时间", "time"),
    "print": ("印刷", "print"),
}
_KINDS = {
    "sum": ("合计", "各部分之和", "the total", "the parts"),
    "share": ("占比", "部分÷整体", "the share", "part ÷ whole"),
    "product": ("结果", "各因数之积", "the result", "the factors"),
    "growth": ("增长率", "按两期数字推算", "the rate", "the levels"),
    "count": ("所说个数", "列出个数", "the number said", "the number listed"),
    "order": ("该数", "其上限或下限", "the figure", "its bound"),
    "contradiction": ("一处", "另一处", "one place", "another"),
}
_UNITS = {"1": "", "CNY": "元", "USD": "美元", "%": "%"}
_HEDGES = {"about": ("约{}", "about {}"), "over": ("{}以上", "over {}"), "under": ("{}以下", "under {}")}
_MYRIAD, _HUNDRED_MILLION, _MILLION = Decimal(10**4), Decimal(10**8), Decimal(10**6)


def amount_zh(value: Decimal, unit: str) -> str:
    """778.00亿元, 28836万元, 4252: a value in the unit that reports would print it in."""
    words = _UNITS[unit] if unit in _UNITS else ontology().label(unit, "zh")
    size = abs(value)
    for step, word in ((_HUNDRED_MILLION, "亿"), (_MYRIAD, "万")):
        if size >= step and unit not in ("1", "%"):
            return f"{_plain(value / step, 4)}{word}{words}"
    return f"{_plain(value, 2)}{words}"


def amount_en(value: Decimal, unit: str) -> str:
    """6,472.65 million yuan, 4,263, 53.52 %: a value with its unit; sums of money all in millions, to be compared."""
    words = unit.replace("1", "") if unit in ("1", "%") else ontology().label(unit, "en")
    if unit == "CNY" and abs(value) >= _MILLION:
        return f"{_grouped(value / _MILLION)} million {words}"
    return f"{_grouped(value)} {words}".strip()


def written(equation: Equation) -> str:
    """381446万元（机电产业集群 利税） + … = 647265万元 ≠ 907265万元（…）."""
    terms = [term.name if term.name == term.lexical else f"{shown(term)}（{term.name}）" for term in equation.terms]
    right = equation.shape.format(*terms)
    if len(terms) > 1 or equation.kind == "growth":
        right += f" = {_computed(equation)}"
    left = f"{shown(equation.stated)}（{equation.stated.name}）"
    sign = {
        "=": "=" if equation.holds else "≠",
        "≤": "≤" if equation.holds else ">",
        "≥": "≥" if equation.holds else "<",
    }[equation.relation]
    return f"{left} {sign} {right}"


def shown(term: Term) -> str:
    """A figure as printed with its unit; a cell of a table, whose unit its header gives, as an amount."""
    bare = term.lexical.replace(",", "").replace(".", "").isdigit()
    words = amount_zh(term.value, term.unit) if bare and term.unit != "1" else term.lexical
    hedge = _hedge(term)
    return _HEDGES[hedge][0].format(words) if hedge and not _INNER_HEDGE.search(words) else words


def _english(term: Term) -> str:
    words, hedge = amount_en(term.value, term.unit), _hedge(term)
    return _HEDGES[hedge][1].format(words) if hedge else words


def _hedge(term: Term) -> str:
    figure = term.fact.object if term.fact else None
    return figure.qualifier if isinstance(figure, Figure) else ""


def said(equation: Equation, found: tuple[Correction, ...]) -> tuple[str, str]:
    """What an equation tells, in Chinese and in English."""
    stated, names = equation.stated, _KINDS[equation.kind]
    value, unit = equation.computed, stated.unit
    if equation.holds:
        return (
            f"{stated.name}：{shown(stated)}，与{names[1]}相符。",
            f"{stated.name}: {_english(stated)} agrees with {names[3]}.",
        )
    apart = stated.value - value
    share = f"（{_percent(apart / value)}）" if value else ""
    share_en = f" ({_percent(apart / value)})" if value else ""
    if equation.kind == "contradiction":
        zh = f"{stated.name}：一处作{shown(stated)}，另一处作{shown(equation.terms[0])}，不能同时成立。"
        elsewhere = _english(equation.terms[0])
        en = f"{stated.name}: {_english(stated)} in one place and {elsewhere} in another cannot both hold."
    elif equation.kind == "order":
        more, less = ("大", "more") if equation.relation == "≤" else ("小", "less")
        other = equation.terms[0]
        zh = f"{stated.name}{shown(stated)}不应{more}于{other.name}{shown(other)}。"
        en = f"{stated.name}, {_english(stated)}, cannot be {less} than {other.name}, {_english(other)}."
    else:
        zh = f"{stated.name}：{names[0]}{shown(stated)}，{names[1]}{_computed(equation)}，"
        zh += f"相差{amount_zh(apart, unit)}{share}。"
        en = f"{stated.name}: {names[2]} is {_english(stated)}, {names[3]} give {amount_en(value, unit)}, "
        en += f"residual {amount_en(apart, unit)}{share_en}."
    if one := likely(found):
        words = _SLIPS[one.slip]
        zh += f"若把{one.term.name}的“{one.before}”改作“{one.after}”（{words[0]}），等式恰好成立。"
        en += f" If {one.before} of {one.term.name} is {one.after} ({words[1]}), it holds exactly."
    elif found:
        zh += f"有{len(found)}种一处改动都能使它成立，仅凭此式不能断定是哪一处。"
        en += f" {len(found)} single slips would each make it hold: it does not tell which figure is wrong."
    return zh, en


def slip_words(slip: str, lang: str) -> str:
    """What a slip is called."""
    return _SLIPS[slip][lang == "en"]


def kind_word(kind: str, lang: str) -> str:
    """What a kind of finding is called."""
    return _KIND_WORDS[kind][lang == "en"]


def severity_word(severity: str, lang: str) -> str:
    """What a severity is called."""
    return _SEVERITIES[severity][lang == "en"]


def _computed(equation: Equation) -> str:
    digits = equation.stated.printed.scale if equation.stated.printed else None
    if equation.stated.unit == "CNY" and digits in (_MYRIAD, _HUNDRED_MILLION):
        return f"{_plain(equation.computed / digits, 4)}{'万' if digits == _MYRIAD else '亿'}元"
    return amount_zh(equation.computed, equation.stated.unit)


def _percent(ratio: Decimal) -> str:
    return f"{_plain(ratio * 100, 2)}%"


def rounded(value: Decimal, places: int, how: str = ROUND_HALF_EVEN) -> Decimal:
    """A number to so many places, however great it is."""
    return value.quantize(Decimal(1).scaleb(-places), how, Context(prec=MAX_PREC))


def _plain(value: Decimal, places: int) -> str:
    text = format(rounded(value, places, ROUND_HALF_UP), "f").replace("-", "−")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _grouped(value: Decimal) -> str:
    whole, point, places = _plain(value, 2).partition(".")
    sign, whole = ("−", whole[1:]) if whole.startswith("−") else ("", whole)
    return f"{sign}{int(whole):,}{point}{places}"
