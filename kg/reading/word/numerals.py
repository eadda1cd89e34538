"""Numbers as Word prints them before paragraphs: 一, ①, iv, 甲; by the names that numFmt has for them."""

from collections.abc import Callable

_SIMPLE, _LEGAL, _ZEROS = "一二三四五六七八九", "壹贰叁肆伍陆柒捌玖", "零〇○"
_UNITS, _LEGAL_UNITS = "十百千万", "拾佰仟万"
_STEMS, _BRANCHES = "甲乙丙丁戊己庚辛壬癸", "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    *((1000, "m"), (900, "cm"), (500, "d"), (400, "cd"), (100, "c"), (90, "xc"), (50, "l"), (40, "xl")),
    *((10, "x"), (9, "ix"), (5, "v"), (4, "iv"), (1, "i")),
)
_ORDINALS = {1: "st", 2: "nd", 3: "rd"}
_FULL = str.maketrans("0123456789", "０１２３４５６７８９")
_LETTERS = 26
_MOST_LETTERS = 780
_MOST_ROMAN = 3999
_MOST_COUNTED = 99_999


def numeral(number: int, style: str) -> str:
    """A number in a style of numFmt; in digits where Word has no more signs of it, or we do not know it.

    What print sets in one sign with its brackets or its stop is told in several: （一）, （1）, 1.
    """
    said = _STYLES[style](number) if number > 0 and style in _STYLES else ""
    return said or ("" if style == "none" else str(number))


def _digits(number: int, zero: str) -> str:
    return "".join((zero + _SIMPLE)[int(digit)] for digit in str(number))


def _counted(number: int, digits: str = _SIMPLE, units: str = _UNITS) -> str:
    """十二, 一百零五; with signs of law 壹拾贰."""
    if number > _MOST_COUNTED:
        return ""
    written = str(number)
    said = ""
    for place, digit in zip(range(len(written) - 1, -1, -1), map(int, written), strict=True):
        if digit:
            gap = said and written[-place - 2] == "0"
            said += f"{_ZEROS[0] if gap else ''}{digits[digit - 1]}{units[place - 1] if place else ''}"
    return said.removeprefix(_SIMPLE[0]) if said.startswith(_SIMPLE[0] + _UNITS[0]) else said


def _hundred(number: int) -> str:
    """As counted below a hundred, in digits above: 九十九, 一○○."""
    return _counted(number) if number < 100 else _digits(number, _ZEROS[2])


def _japanese(number: int) -> str:
    """Without 零, and without 一 before 十, 百 and 千: 百五."""
    said = _counted(number).replace(_ZEROS[0], "")
    for unit in _UNITS[:3]:
        said = said.replace(_SIMPLE[0] + unit, unit)
    return said


def _letters(number: int) -> str:
    """a … z, aa, bb …: not ab."""
    if number > _MOST_LETTERS:
        return ""
    times, at = divmod(number - 1, _LETTERS)
    return chr(ord("a") + at) * (times + 1)


def _roman(number: int) -> str:
    if number > _MOST_ROMAN:
        return ""
    said = ""
    for worth, sign in _ROMAN:
        times, number = divmod(number, worth)
        said += sign * times
    return said


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else _ORDINALS.get(number % 10, "th")
    return f"{number}{ending}"


def _signs(first: str, last: int) -> Callable[[int], str]:
    """Signs that follow one another in Unicode, up to the last that there is."""
    return lambda number: chr(ord(first) + number - 1) if number <= last else ""


def _of(signs: str) -> Callable[[int], str]:
    return lambda number: signs[number - 1] if number <= len(signs) else ""


_STYLES: dict[str, Callable[[int], str]] = {
    "none": lambda _: "",
    "decimalZero": "{:02}".format,
    "decimalFullWidth": lambda number: str(number).translate(_FULL),
    "decimalFullWidth2": lambda number: str(number).translate(_FULL),
    "decimalEnclosedCircle": _signs("①", 20),
    "decimalEnclosedCircleChinese": _signs("①", 20),
    "decimalEnclosedFullstop": "{}.".format,
    "decimalEnclosedParen": "（{}）".format,
    "numberInDash": "- {} -".format,
    "lowerLetter": _letters,
    "upperLetter": lambda number: _letters(number).upper(),
    "lowerRoman": _roman,
    "upperRoman": lambda number: _roman(number).upper(),
    "ordinal": _ordinal,
    "chineseCounting": _hundred,
    "chineseCountingThousand": _counted,
    "chineseLegalSimplified": lambda number: _counted(number, _LEGAL, _LEGAL_UNITS),
    "ideographDigital": lambda number: _digits(number, _ZEROS[1]),
    "japaneseDigitalTenThousand": lambda number: _digits(number, _ZEROS[1]),
    "japaneseCounting": _japanese,
    "taiwaneseCounting": _hundred,
    "taiwaneseCountingThousand": _counted,
    "taiwaneseDigital": lambda number: _digits(number, _ZEROS[2]),
    "ideographTraditional": _of(_STEMS),
    "ideographZodiac": _of(_BRANCHES),
    "ideographEnclosedCircle": lambda number: f"（{_counted(number)}）",
}
