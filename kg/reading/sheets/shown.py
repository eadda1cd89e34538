"""A value and its number format → what a person sees in the cell: 0.153 as 0.0% is 15.3%, 12 as 0"万亩" is 12万亩.

Three things are told otherwise than they are shown, as they would tell something else: a value that its format rounds
to nothing keeps its first digits, a negative one that is only red or in brackets has its sign, and a fraction or a
power of ten is its number. Numerals are told in digits even where the format writes them 一二三.
"""

import re
import struct
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Context, Decimal
from functools import lru_cache
from typing import Literal

from kg.lexicon import any_of, words

Kind = Literal["text", "digit", "point", "comma", "percent", "power", "date", "general", "value"]

GENERAL = "General"
_KINDS: dict[str, Kind] = {
    "digit": "digit",
    "point": "point",
    "comma": "comma",
    "percent": "percent",
    "power": "power",
    "general": "general",
    "value": "value",
}
_YM, _YMD, _MD = 'yyyy"年"m"月"', 'yyyy"年"m"月"d"日"', 'm"月"d"日"'
_HM, _HMS = 'h"时"mm"分"', 'h"时"mm"分"ss"秒"'
_MONEY, _CENTS = "#,##0;-#,##0", "#,##0.00;-#,##0.00"
BUILT_IN = (
    {0: GENERAL, 1: "0", 2: "0.00", 3: "#,##0", 4: "#,##0.00", 9: "0%", 10: "0.00%", 11: "0.00E+00", 12: "# ?/?"}
    | {13: "# ??/??", 14: "yyyy/m/d", 15: "d-mmm-yy", 16: "d-mmm", 17: "mmm-yy", 22: "yyyy/m/d h:mm", 49: "@"}
    | {18: "h:mm AM/PM", 19: "h:mm:ss AM/PM", 20: "h:mm", 21: "h:mm:ss", 45: "mm:ss", 46: "[h]:mm:ss", 47: "mm:ss"}
    | dict.fromkeys((5, 6, 37, 38, 41, 42), _MONEY)
    | dict.fromkeys((7, 8, 39, 40, 43, 44), _CENTS)
    | dict.fromkeys((27, 36, 50, 52, 57), _YM)
    | dict.fromkeys((28, 29, 51, 53, 54, 58), _MD)
    | {30: "m-d-yy", 31: _YMD, 32: _HM, 33: _HMS, 34: f"上午/下午{_HM}", 35: f"上午/下午{_HMS}"}
    | {55: f"上午/下午{_HM}", 56: f"上午/下午{_HMS}"}
)
"""The formats that have a number and no words in the file, as Excel shows them in Chinese."""

_TOKEN = re.compile(
    r'"(?P<quoted>[^"]*)"?|\\(?P<escaped>.)|!(?P<forced>.)|_.|\*.'
    r"|\[(?P<bracket>[^\]]*)\]?|(?P<power>E[+-])"
    rf"|(?P<general>{any_of(words('documents', 'general'))})|(?P<half>AM/PM|A/P|{any_of(words('documents', 'half'))})"
    r"|(?P<date>y+|m+|d+|h+|s+|e+|aaaa?)|(?P<digit>[0#?])|(?P<point>\.)|(?P<comma>,)|(?P<percent>%)|(?P<value>@)"
    r"|(?P<plain>.)",
    re.IGNORECASE | re.DOTALL,
)
_CONDITION = re.compile(r"(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$")
_CURRENCY = re.compile(r"\$([^-]*)")
_ELAPSED = re.compile(r"h+|m+|s+", re.IGNORECASE)
_QUOTED = re.compile(r'"[^"]*"?|\\.|!.|_.|\*.|\[[^\]]*\]?|;|[^"\\!_*\[;]+', re.DOTALL)
_WEEKDAYS = "一二三四五六日"
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LONGEST = 255  # characters of a format in Excel
_MOST_PLACES = 30
_ROOM = Context(prec=800)
_EXACT = 10**15
_SECONDS = 86_400
_LAST = 2_958_466  # the day after 9999-12-31


@dataclass(frozen=True, slots=True)
class Token:
    """A part of a format: its kind, and its words."""

    kind: Kind
    words: str


@dataclass(frozen=True, slots=True)
class Section:
    """What a format does with some of the values: its parts, and the condition that they must meet, if there is one."""

    tokens: tuple[Token, ...]
    sign: str = ""
    bound: Decimal = Decimal(0)

    @property
    def is_date(self) -> bool:
        """Whether a value is shown as a day or a time."""
        return any(token.kind == "date" for token in self.tokens)


def seen(value: str | float | bool, code: str, *, from_1904: bool = False) -> str:
    """What is seen of any value in a cell of that format."""
    if isinstance(value, bool):
        return str(value).upper()
    if isinstance(value, str):
        return shown_words(value, code).strip()
    return shown(value, code, from_1904=from_1904)


def packed(number: int) -> float:
    """A number in 30 bits: a whole one or the head of a float, a hundredth of it if so marked."""
    if number & 2:
        whole = number >> 2
        value = float(whole - (1 << 30) if whole >= 1 << 29 else whole)
    else:
        value = float(struct.unpack("<d", bytes(4) + struct.pack("<I", number & ~3))[0])
    return value / 100 if number & 1 else value


def general(value: float) -> str:
    """A number as it is shown without a format: eleven digits, and never more than was typed."""
    if value == int(value) and abs(value) < _EXACT:
        return str(int(value))
    return _digits(Decimal(f"{value:.11g}"))


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """What is seen of a number in a cell of that format."""
    if value != value or abs(value) == float("inf"):
        return ""
    section = None if code == GENERAL else _chosen(value, _sections(code[:_LONGEST]))
    if section is None:
        return general(value)
    if section.is_date:
        return _day(value, section, from_1904)
    return _number(value, section)


def shown_words(words: str, code: str) -> str:
    """What is seen of words in a cell of that format: 象溪 as @"镇" is 象溪镇."""
    sections = _sections(code[:_LONGEST])
    section = sections[3] if len(sections) > 3 else sections[-1]
    if len(sections) < 4 and not any(token.kind == "value" for token in section.tokens):
        return words
    return "".join(words if token.kind == "value" else token.words for token in section.tokens)


@lru_cache(4096)
def _sections(code: str) -> tuple[Section, ...]:
    parts = [""]
    for found in _QUOTED.finditer(code):
        if found[0] == ";":
            parts.append("")
        else:
            parts[-1] += found[0]
    return tuple(map(_section, parts))


def _section(part: str) -> Section:
    tokens: list[Token] = []
    sign, bound = "", Decimal(0)
    for found in _TOKEN.finditer(part):
        kind, words = found.lastgroup or "", found[0]
        if kind in ("quoted", "escaped", "forced", "plain"):
            tokens.append(Token("text", found[kind]))
        elif kind == "bracket":
            words = found["bracket"]
            if condition := _CONDITION.match(words):
                sign, bound = condition[1], Decimal(condition[2])
            elif currency := _CURRENCY.match(words):
                tokens.append(Token("text", currency[1]))
            elif _ELAPSED.fullmatch(words):
                tokens.append(Token("date", f"[{words.lower()}]"))
        elif kind == "half":
            tokens.append(Token("date", words))
        elif kind == "date":
            tokens.append(Token("date", words.lower()))
        elif kind in _KINDS:
            tokens.append(Token(_KINDS[kind], words))
    if any(token.kind == "digit" and token.words != "0" for token in tokens):
        tokens = [Token("text", token.words) if token.kind == "date" else token for token in tokens]
    return Section(tuple(tokens), sign, bound)


def _chosen(value: float, sections: tuple[Section, ...]) -> Section | None:
    """The section for a value, None if it is shown without a format."""
    if any(section.sign for section in sections):
        exact = Decimal(repr(value))
        met = (one for one in sections[:3] if not one.sign or _meets(exact, one))
        return next(met, None)
    numbers = sections[:3]
    if value > 0 or len(numbers) == 1:
        return numbers[0]
    return numbers[1] if value < 0 else numbers[2 if len(numbers) > 2 else 0]


def _meets(value: Decimal, section: Section) -> bool:
    bound = section.bound
    return {
        "<": value < bound,
        "<=": value <= bound,
        ">": value > bound,
        ">=": value >= bound,
        "=": value == bound,
        "<>": value != bound,
    }[section.sign]


def _number(value: float, section: Section) -> str:
    """A number in the digits that a section has places for, and the words around them."""
    kinds = [token.kind for token in section.tokens]
    if not kinds:
        return ""
    if "general" in kinds or "value" in kinds:
        plain = general(abs(value))
        said = "".join(plain if t.kind in ("general", "value") else t.words for t in section.tokens)
        return _signed(value, said)
    if "digit" not in kinds:
        return "".join(token.words for token in section.tokens)
    if "power" in kinds or any(token.words == "/" for token in section.tokens):
        return general(value)
    return _signed(value, _placed(abs(value), section.tokens, kinds))


def _placed(value: float, tokens: tuple[Token, ...], kinds: list[Kind]) -> str:
    first, last = kinds.index("digit"), len(kinds) - 1 - kinds[::-1].index("digit")
    point = kinds.index("point", first) if "point" in kinds[first:] else len(kinds)
    whole = [at for at, kind in enumerate(kinds) if kind == "digit" and at < point]
    places = [at for at, kind in enumerate(kinds) if kind == "digit" and at > point]
    inner = max(whole, default=first)
    scale = sum(kind == "comma" and (at > last or inner < at < point) for at, kind in enumerate(kinds))
    grouped = any(kind == "comma" and first < at < inner for at, kind in enumerate(kinds))
    exact = Decimal(f"{value:.15g}").scaleb(2 * kinds.count("percent") - 3 * scale)
    digits = _rounded(exact, len(places))
    before, _, behind = digits.partition(".")
    told = _filled(before.lstrip("0"), [tokens[at].words for at in whole], grouped)
    ends = dict(zip(places, behind, strict=False))
    rest = behind[len(places) :]
    least = max((n for n, at in enumerate(places, 1) if tokens[at].words == "0"), default=0)
    kept = max(len(behind.rstrip("0")), least)
    said: list[str] = []
    for at, token in enumerate(tokens):
        if token.kind == "digit":
            if at in ends:
                said.append(ends[at] if places.index(at) < kept else "")
                said.append(rest if at == places[-1] else "")
            elif at in whole:
                said.append(told[whole.index(at)])
                if at == whole[-1] and not places and rest:
                    said.append(f".{rest}")
        elif token.kind == "point":
            said.append("." if kept else "")
        elif token.kind != "comma":
            said.append(token.words)
    return "".join(said).strip()


def _rounded(exact: Decimal, places: int) -> str:
    """A number with so many decimal places, and with more where it would be nothing."""
    if exact and exact.adjusted() < -places:
        places = min(-exact.adjusted() + 1, _MOST_PLACES)
        return format(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ROOM).normalize(_ROOM), "f")
    return format(exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP, _ROOM), "f")


def _filled(digits: str, places: list[str], grouped: bool) -> list[str]:
    """The digits before the point, from the right into their places; what is left stands in the first."""
    if not places:
        return []
    digits = digits.rjust(sum(place == "0" for place in places), "0")
    if grouped:
        return [f"{int(digits or 0):,}" if digits else "", *[""] * (len(places) - 1)]
    told: list[str] = []
    for _ in places[1:]:
        told.append(digits[-1:])
        digits = digits[:-1]
    return [digits, *reversed(told)]


def _signed(value: float, said: str) -> str:
    """A negative number with its sign, whatever its section says instead."""
    if value >= 0 or "-" in said or "－" in said:
        return said
    if said[:1] in "(（" and said[-1:] in ")）":
        said = said[1:-1]
    return f"-{said}" if any(map(str.isdecimal, said)) else said


def _day(value: float, section: Section, from_1904: bool) -> str:
    """A day or a time of day."""
    if not 0 <= value < _LAST:
        return general(value)
    base = datetime(1904, 1, 1) if from_1904 else datetime(1899, 12, 30)  # noqa: DTZ001
    seconds = round(value * _SECONDS)
    try:
        moment = base + timedelta(seconds=seconds)
    except OverflowError:
        return general(value)
    tokens = section.tokens
    halved = any(token.kind == "date" and "/" in token.words for token in tokens)
    dates = [token.words for token in tokens if token.kind == "date" and "/" not in token.words]
    said: list[str] = []
    seen = 0
    for token in tokens:
        if token.kind != "date":
            said.append(token.words if token.kind in ("text", "comma") else "")
        elif "/" in token.words:
            said.append(token.words.partition("/")[2 if moment.hour >= 12 else 0])
        else:
            before = dates[seen - 1] if seen else ""
            behind = dates[seen + 1] if seen + 1 < len(dates) else ""
            is_minute = before.strip("[]")[:1] == "h" or behind.strip("[]")[:1] == "s"
            said.append(_part(moment, token.words, seconds, is_minute, halved))
            seen += 1
    return "".join(said).strip()


def _part(moment: datetime, words: str, seconds: int, is_minute: bool, halved: bool) -> str:
    """A part of a day or a time: the 5 of yyyy年m月."""
    if words[0] == "[":
        return str(seconds // {"h": 3600, "m": 60, "s": 1}[words[1]])
    if words[0] == "y":
        return f"{moment.year:04}" if len(words) > 2 else f"{moment.year % 100:02}"
    if words[0] == "e":
        return str(moment.year)
    if words[0] == "a" or (words[0] == "d" and len(words) > 2):
        return ("星期" if len(words) > 3 else "") + _WEEKDAYS[moment.weekday()]
    if words[0] == "m" and not is_minute and len(words) > 2:
        return _MONTHS[moment.month - 1]
    hour = (moment.hour - 1) % 12 + 1 if halved else moment.hour
    number = {"m": moment.minute if is_minute else moment.month, "d": moment.day, "h": hour, "s": moment.second}[
        words[0]
    ]
    return f"{number:02}" if len(words) > 1 else str(number)


def _digits(number: Decimal) -> str:
    """A number in digits only, without zeros behind its last."""
    said = format(number, "f")
    return said.rstrip("0").rstrip(".") if "." in said else said
