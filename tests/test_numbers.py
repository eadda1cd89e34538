"""Numerals read back: every number that is written out in Chinese or in digits is read as that number."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg import grammar
from kg.grammar.amounts import Quantity, amounts
from kg.grammar.numbers import Number, Ordinal, numbers, value_of
from kg.grammar.words import words


def written(number: int) -> str:
    """A number below 10¹² in Chinese numerals: 10203 is 一万零二百零三."""
    if number >= 10**8:
        return _joined(written(number // 10**8) + "亿", number % 10**8, 10**7)
    if number >= 10**4:
        return _joined(written(number // 10**4) + "万", number % 10**4, 10**3)
    for size, name in ((1000, "千"), (100, "百"), (10, "十")):
        if number >= size:
            return _joined("零一二三四五六七八九"[number // size] + name, number % size, size // 10)
    return "零一二三四五六七八九"[number]


def _joined(head: str, rest: int, size: int) -> str:
    return head + ("" if not rest else ("" if rest >= size else "零") + written(rest))


def read(text: str) -> list[Quantity]:
    below = words.read(text)
    below += numbers.read(text, below)
    return [m.value for m in amounts.read(text, below) if isinstance(m.value, Quantity)]


@given(st.integers(1, 10**12 - 1))
def test_a_number_written_in_chinese_is_read_back(number: int) -> None:
    assert value_of(written(number)) == number


@given(st.decimals(Decimal("0.01"), 10**7, places=2), st.sampled_from(["", "万", "亿"]))
def test_digits_with_a_multiplier_are_read_back(number: Decimal, multiplier: str) -> None:
    [amount] = read(f"{number}{multiplier}元")
    assert amount.value == amount.lower == amount.upper == number * {"": 1, "万": 10**4, "亿": 10**8}[multiplier]


@given(st.integers(1, 10**7), st.sampled_from(["多", "余"]))
def test_more_leaves_less_than_a_step_of_the_last_place(number: int, more: str) -> None:
    [amount] = read(f"{number}{more}家")
    assert amount.value == amount.lower == number
    step = (amount.upper or 0) - number
    assert number % step == 0
    assert number % (10 * step) != 0


@given(st.integers(1, 999), st.integers(1, 999))
def test_a_range_has_its_ends_as_bounds(low: int, more: int) -> None:
    [amount] = read(f"{low}—{low + more}亿元")
    assert (amount.lower, amount.upper) == (amount.value, amount.value_max)
    assert [amount.value, amount.value_max] == [low * 10**8, (low + more) * 10**8]


_ALPHABET = "零一二两三五十百千万亿点多余几数半成第前约近上过0123１.,，%％家元年月日个/-—~至到、和每有的强 \n"


@given(st.text(_ALPHABET, max_size=16))
def test_any_text_is_read_without_an_error(text: str) -> None:
    for amount in read(text):
        assert amount.lower is None or amount.lower <= amount.value


TENTHS = [("一万二", 12_000), ("三千六", 3600), ("二百二", 220), ("两万零二", 20_002)]


@pytest.mark.parametrize(("numeral", "value"), TENTHS)
def test_a_last_digit_counts_tenths_of_the_multiplier_before_it(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


@pytest.mark.parametrize("numeral", ["二〇二四", "三一", "万一", "一二三", "百一", "百千万"])
def test_digits_side_by_side_are_no_number(numeral: str) -> None:
    assert value_of(numeral) is None


@pytest.mark.parametrize(
    ("text", "place", "myriad"),
    [("三百亿", 100, 10**8), ("70", 1, 1), ("1.3万亿", 1, 10**12), ("5千万", 1000, 10**4)],
)
def test_a_number_keeps_the_multipliers_it_ends_in(text: str, place: int, myriad: int) -> None:
    [number] = [m.value for m in numbers.read(text) if isinstance(m.value, Number)]
    assert (number.place, number.myriad) == (place, myriad)


SIGNED = [("-1.2亿元", "-120000000"), ("负2.3%", "-2.3"), ("－3600万元", "-36000000"), ("利润为-5万元", "-50000")]


@pytest.mark.parametrize(("text", "value"), SIGNED)
def test_what_is_below_nothing_has_its_sign(text: str, value: str) -> None:
    [amount] = read(text)
    assert amount.value == amount.lower == amount.upper == Decimal(value)


@pytest.mark.parametrize("numeral", ["三万五万", "九万九万九万", "三亿五亿", "亿万", "三亿万", "二万一万三", "亿亿"])
def test_numerals_side_by_side_are_not_added_up(numeral: str) -> None:
    assert value_of(numeral) is None


MYRIADS = [("四万万", 400_000_000), ("1.2万万", 120_000_000), ("三亿四万万", 700_000_000), ("二十万亿", 20 * 10**12)]
ZEROS = [("1千零20万", 10_200_000), ("1万零500", 10_500), ("五十万零五千", 505_000), ("一万零一十二", 10_012)]
MIXED = [
    ("3万4000", 34_000),
    ("25万6千", 256_000),
    ("1亿2000万", 120_000_000),
    ("13万2", 132_000),
    ("1点5亿", 150_000_000),
]
OLD = [("廿五", 25), ("卅六", 36), ("卅", 30), ("一百廿", 120), ("廿万", 200_000)]


@pytest.mark.parametrize(("numeral", "value"), [*MYRIADS, *ZEROS, *MIXED, *OLD])
def test_numerals_of_every_make_have_their_value(numeral: str, value: int) -> None:
    assert value_of(numeral) == value


LONG = "9" * 4_400  # more digits than Python turns into an integer


@pytest.mark.parametrize("numeral", [LONG, LONG + "亿", "九" * 4_400, "亿" * 40, "1" + "万亿" * 20, f"{LONG}.{LONG}"])
def test_a_number_beyond_all_measure_is_none(numeral: str) -> None:
    assert value_of(numeral) is None


@pytest.mark.parametrize("text", [f"产值{LONG}亿元", f"位居全国第{LONG}位", f"占全国的{LONG}%"])
def test_digits_without_end_give_no_figure(text: str) -> None:
    assert [m for m in grammar.read(text) if isinstance(m.value, Quantity | Ordinal)] == []
