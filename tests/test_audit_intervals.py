"""What printed figures leave open, and that rounding never makes an error."""

from decimal import ROUND_HALF_UP, Decimal

import pytest
from generated import Writer
from hypothesis import given
from hypothesis import strategies as st

from kg.audit.checking import audit
from kg.audit.intervals import Interval, product, total
from kg.audit.ledger import interval
from kg.audit.printed import printed
from kg.model import Entity, Evidence, Figure

amounts = st.decimals(min_value=1, max_value=10**6, places=2)


def figure(value: str, unit: str, words: str, **rest: str) -> tuple[Figure, Evidence]:
    return Figure("other", Decimal(value), unit, **rest), Evidence("made", 10, 10 + len(words), words, "made")


@pytest.mark.parametrize(
    ("value", "unit", "words", "lower", "upper"),
    [
        ("14200000000", "CNY", "主营业务收入142亿元", "14150000000", "14250000000"),
        ("1470000000", "CNY", "利税14.7亿元", "1465000000", "1475000000"),
        ("53.5", "%", "占国土面积的53.5%", "53.45", "53.55"),
        ("4252", "1", "企业4252家", "4252", "4252"),
        ("32000", "1", "企业3.2万户", "31500", "32500"),
        ("14979000000", "CNY", "43% 1497900", "14978995000", "14979005000"),
    ],
)
def test_an_exact_figure_leaves_half_its_last_place_open(
    value: str, unit: str, words: str, lower: str, upper: str
) -> None:
    made, evidence = figure(value, unit, words)
    assert interval(made, printed(made, evidence)) == Interval(Decimal(lower), Decimal(upper))


@pytest.mark.parametrize(
    ("qualifier", "lower", "upper"),
    [("about", Decimal(180), Decimal(220)), ("over", Decimal(200), None), ("under", None, Decimal(200))],
)
def test_a_hedge_opens_its_bounds(qualifier: str, lower: Decimal | None, upper: Decimal | None) -> None:
    made, evidence = figure("200", "1", "企业200家", qualifier=qualifier)
    assert interval(made, printed(made, evidence)) == Interval(lower, upper)


@pytest.mark.parametrize(
    ("divided", "divisor", "expected"),
    [
        ((5, 5), (0, 0), (0, None)),
        ((0, 0), (0, 0), (0, None)),
        ((5, 5), (0, 2), (Decimal("2.5"), None)),
        ((None, 5), (1, None), (0, 5)),
    ],
)
def test_a_ratio_to_what_may_be_nothing_is_open(
    divided: tuple[int | None, int | None], divisor: tuple[int, int | None], expected: tuple[Decimal, Decimal | None]
) -> None:
    one, other = (Interval(*(None if end is None else Decimal(end) for end in ends)) for ends in (divided, divisor))
    assert one / other == Interval(*expected)


def test_the_figure_is_found_where_the_quote_prints_it() -> None:
    made, evidence = figure("18000", "mu", "占地30亩，种植面积18,000亩")
    found = printed(made, evidence)
    assert found is not None
    assert (found.start, found.lexical, found.digits) == (10 + 10, "18,000亩", "18000")


def test_a_figure_in_words_has_no_printed_place() -> None:
    assert printed(*figure("66.67", "%", "占三分之二")) is None


@given(st.lists(st.tuples(amounts, amounts), min_size=1, max_size=6))
def test_sums_and_products_hold_what_their_members_hold(pairs: list[tuple[Decimal, Decimal]]) -> None:
    spans = [Interval(min(pair), max(pair)) for pair in pairs]
    for which in (0, 1):
        members = [pair[which] for pair in pairs]
        inside = Interval(sum(members), sum(members))
        assert total(spans).meets(inside)
    few = spans[:2]
    assert product(few).meets(product([Interval(span.lower, span.lower) for span in few]))


@given(st.lists(st.integers(10**4, 10**7), min_size=2, max_size=8), st.integers(0, 3), st.integers(0, 2))
def test_rounding_is_never_called_an_error(parts: list[int], part_places: int, total_places: int) -> None:
    """Parts and total each rounded by themselves, in 亿元 of some places, are never in doubt."""
    writer = Writer("云岭县")
    home = Entity("Place", "云岭县")
    writer.open()
    whole = rounded(Decimal(sum(parts)), total_places)
    writer.figure(
        "t", "", f"{len(parts)}个产业集群共实现产值", whole, "亿元", home, "output_value", of=f"{len(parts)}个产业集群"
    )
    for at, part in enumerate(parts):
        writer.figure(
            f"p{at}",
            "",
            "。产值",
            rounded(Decimal(part), part_places),
            "亿元",
            Entity("Cluster", f"第{at}业"),
            "output_value",
        )
    writer.close()
    assert [f.equation for f in audit(writer.document, writer.facts) if f.kind == "sum" and not f.confirmed] == []


def rounded(ten_thousands: Decimal, places: int) -> str:
    return format((ten_thousands / 10**4).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP), "f")
