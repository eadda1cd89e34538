"""Periods as EDTF: 2024年, 截至2024年底, 2011—2015年, “十一五”期间; and against a year: 去年, 1—10月, 近五年."""

from calendar import monthrange
from dataclasses import dataclass

from kg.grammar.engine import Grammar
from kg.grammar.numbers import DIGITS, value_of
from kg.grammar.phrases import DIGIT

periods = Grammar("periods")

_YEAR = r"(?P<year>(?<!\d)(?:[1１][9９]|[2２][0０])\d\d|(?:一九|二[〇○零])[〇○零一二三四五六七八九]{2}) ?年"
_TO = "(?:[-－–~～]|—{1,2}|至|到)"
_AS_OF = "(?:截至|截止到|截止至|截止|到|至)?"
_QUARTER = r"(?P<up_to>前)?第?(?P<quarter>[一二两三四1-4])个?季度"
_HALF = "(?P<half>[上下])半年"
_FIRST_HALF = "(?<![上下])半年度"


@dataclass(frozen=True, slots=True)
class Period:
    """A point or span of time in EDTF: `2024`, `2024-12-31`, `2024-01/2024-10`, `2024/..`."""

    edtf: str


@dataclass(frozen=True, slots=True)
class Relative:
    """A period against a year that the phrase does not say: its first and last year as distances, and their parts.

    1—10月 is (0, 0) with parts `-01` and `-10`; 近五年 is (-4, 0); `of` gives the period once the year is known.
    """

    first: int
    last: int
    start: str = ""
    end: str = ""

    def of(self, year: int) -> Period:
        """The period in EDTF against a year: 去年 of 2024 is 2023."""
        ends = (f"{year + self.first}{self.start}", f"{year + self.last}{self.end}")
        return Period(ends[0] if ends[0] == ends[1] else "/".join(ends))


def _int(digits: str) -> int:
    return int("".join(str(DIGITS.get(c, c)) for c in digits))


def _month_span(first: int, last: int) -> tuple[str, str] | None:
    return (f"-{first:02}", f"-{last:02}") if 1 <= first <= last <= 12 else None


def _part(half: str, quarter: str, up_to: str, first: str = "", last: str = "") -> tuple[str, str] | None:
    """The months of a part of a year as EDTF endings: 上半年, 前三季度, 1—10月; None where there are no such months."""
    if half:
        return _month_span(1, 6) if half == "上" else _month_span(7, 12)
    if quarter:
        nth = _int(quarter)
        return _month_span(1 if up_to else 3 * nth - 2, 3 * nth)
    if first or last:
        return _month_span(int(first or last), int(last))
    return "", ""


@periods.rule(_YEAR + "(?:度|全年)?")
def year(year: str) -> Period:
    """‹year›: 2024年, 二〇二四年."""
    return Period(f"{_int(year)}")


@periods.rule(_AS_OF + _YEAR + "(?:年)?(?:底|末|终)")
def year_end(year: str) -> Period:
    """截至‹year›底: 截至2024年底, 2024年末."""
    return Period(f"{_int(year)}-12-31")


@periods.rule(_AS_OF + _YEAR + "初")
def year_start(year: str) -> Period:
    """‹year›初: 2024年初."""
    return Period(f"{_int(year)}-01-01")


@periods.rule(_AS_OF + _YEAR + r" ?(?P<month>\d{1,2}) ?月(?:份|(?P<end>底|末))?(?: ?(?P<day>\d{1,2}) ?[日号])?")
def month(year: str, month: str, end: str, day: str) -> Period | None:
    """‹year›‹month›: 2024年6月, 截至2024年6月30日, 2023年6月底 (its last day)."""
    if not 1 <= int(month) <= 12 or (day and not 1 <= int(day) <= 31):
        return None
    if end:
        day = str(monthrange(_int(year), int(month))[1])
    return Period(f"{_int(year)}-{int(month):02}" + (f"-{int(day):02}" if day else ""))


@periods.rule(_YEAR + rf" ?(?:(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月(?:份)?|前(?P<count>\d{{1,2}})个?月)")
def months(year: str, first: str, last: str, count: str) -> Period | None:
    """‹year›‹month›—‹month›: 2024年1—10月, 2024年前10个月."""
    part = _part("", "", "", first or "1", last or count)
    return part and Relative(0, 0, *part).of(_int(year))


@periods.rule(_YEAR + f" ?(?:{_HALF}|{_QUARTER})")
def part_of_year(year: str, half: str, quarter: str, up_to: str) -> Period | None:
    """‹year›上半年, ‹year›前三季度, ‹year›第二季度."""
    part = _part(half, quarter, up_to)
    return part and Relative(0, 0, *part).of(_int(year))


@periods.rule(rf"从?(?P<first>(?<!\d)(?:19|20)\d\d)年?{_TO}(?P<last>(?:19|20)\d\d)年(?:期?间)?")
def years(first: str, last: str) -> Period | None:
    """‹year›至‹year›: 2011—2015年, 从2018年至2024年."""
    return Period(f"{first}/{last}") if first <= last else None


@periods.rule("(?:自|从)?" + _YEAR + "(?:以来|至今|起|开始)")
def since(year: str) -> Period:
    """‹year›以来: 2024年以来, 从2024年起."""
    return Period(f"{_int(year)}/..")


@periods.rule(f'[“"]?(?P<ordinal>十{DIGIT}?)五[”"]?(?:规划)?(?P<point>期间|时期|以来|末|初)')
def five_years(ordinal: str, point: str) -> Period | None:
    """“‹ordinal›五”期间: “十一五”期间 is 2006 to 2010; the third plan began in 1966, each later one five years on."""
    number = value_of(ordinal)
    if number is None:
        return None
    first = 1966 + 5 * (int(number) - 3)
    points = {"以来": f"{first}/..", "末": f"{first + 4}-12-31", "初": f"{first}-01-01"}
    return Period(points.get(point, f"{first}/{first + 4}"))


_WORDS = {"今年": 0, "本年": 0, "去年": -1, "上年": -1, "上一年": -1, "前年": -2, "明年": 1}
_ALONE = r"(?<![\d年月xX×.·+-])(?<![—~～－–])"


@periods.rule(
    rf"(?P<word>今年|本年(?!级)|去年|上一?年(?![级代])|前年|明年)度?(?:(?P<point>年?底|年?末|年?初)|{_HALF}|{_QUARTER}|(?:(?P<first>\d{{1,2}})月?{_TO})?(?P<last>\d{{1,2}})月)?"
)
def by_word(word: str, point: str, half: str, quarter: str, up_to: str, first: str, last: str) -> Relative | None:
    """去年, 今年上半年, 上年底, 今年1—10月: against the year that the report speaks in."""
    distance = _WORDS[word]
    if point:
        day = "-01-01" if "初" in point else "-12-31"
        return Relative(distance, distance, day, day)
    part = _part(half, quarter, up_to, first, last)
    return part and Relative(distance, distance, *part)


@periods.rule(
    rf"{_ALONE}(?:{_HALF}|{_QUARTER}|(?P<first>\d{{1,2}})月?{_TO}(?P<last>\d{{1,2}})月(?:份)?"
    rf"|前(?P<count>\d{{1,2}}|[一二三四五六七八九十]{{1,2}})个?月)"
)
def part_alone(half: str, quarter: str, up_to: str, first: str, last: str, count: str) -> Relative | None:
    """1—10月, 上半年, 前三季度, 前8个月 without a year: of the year in force."""
    months = value_of(count) if count else None
    part = _part(half, quarter, up_to, first or ("1" if months else ""), f"{months:.0f}" if months else last)
    return part and Relative(0, 0, *part)


@periods.rule(_ALONE + r"(?:截至|截止|到|至)?(?P<month>\d{1,2})月(?:底|末)")
def month_end_alone(month: str) -> Relative | None:
    """‹month›底, 截至‹month›末 without a year: of the year in force."""
    if not 1 <= int(month) <= 12:
        return None
    day = f"-{int(month):02}-{monthrange(2023, int(month))[1]}"
    return Relative(0, 0, day, day)


@periods.rule(_FIRST_HALF)
def half_year() -> Relative:
    """半年度: the first half of the year in force."""
    return Relative(0, 0, "-01", "-06")


@periods.rule("(?<![\\d年])全年(?!计划|任务|目标|预期|预算|总?目标|[的无平气降均日温]|.{0,3}候)")
def whole_year() -> Relative:
    """全年: the year in force; not 占全年计划的五成, 全年无霜期."""
    return Relative(0, 0)


@periods.rule(_ALONE + "(?:截至|到|至)?年(?P<point>底|末|初)(?![级])")
def end_alone(point: str) -> Relative:
    """年底, 截至年末, 年初: of the year in force."""
    day = "-01-01" if point == "初" else "-12-31"
    return Relative(0, 0, day, day)


@periods.rule(
    r"(?:过去的?(?P<past>一)年(?=，)|(?:近|最近|过去的?|这|连续)(?P<count>[两三四五六七八九十]{1,3}|\d{1,2})个?年(?:来|间|以来)?|(?<![十百\d])(?P<counted>[两三四五六七八九十]{1,3}|\d{1,2})年(?:多?来|间|以来))(?![级度代])"
)
def last_years(past: str, count: str, counted: str) -> Relative | None:
    """近‹n›年, ‹n›年来: 近五年, 三年来, 连续三年: the years up to the year in force; 过去一年 is the one before it."""
    if past:
        return Relative(-1, -1)
    number = value_of(count or counted)
    if number is None or not 1 < number < 100:
        return None
    return Relative(1 - int(number), 0)


@periods.rule(r"(?:未来|今后)的?(?P<count>[三五两二])年(?![级度代])")
def next_years(count: str) -> Relative:
    """未来‹n›年, 今后‹n›年: the years behind the year in force."""
    return Relative(1, _int(count))
