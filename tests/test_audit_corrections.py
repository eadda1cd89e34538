"""Every slip of one digit and back, and the likely misprint among them."""

from decimal import Decimal
from random import Random

import pytest
from generated import Writer, spoil
from hypothesis import given
from hypothesis import strategies as st

from kg.audit.checking import audit
from kg.audit.corrections import slips
from kg.audit.findings import Finding
from kg.model import Entity


@pytest.mark.parametrize(
    ("printed", "slip", "meant"),
    [
        ("28836", "dropped", "288836"),
        ("28836", "added", "2836"),
        ("28836", "swapped", "82836"),
        ("28836", "replaced", "28536"),
        ("14.7", "dropped", "14.75"),
        ("14.7", "replaced", "11.7"),
    ],
)
def test_a_slip_is_undone(printed: str, slip: str, meant: str) -> None:
    assert (slip, meant) in set(slips(printed))


@given(st.integers(10, 10**9), st.integers(0, 10**6))
def test_whatever_one_slip_spoils_is_among_what_was_meant(number: int, seed: int) -> None:
    slip, printed = spoil(Random(seed), str(number))
    assert slip == "shifted" or str(number) in {form for _, form in slips(printed)}


@given(st.integers(1, 10**7))
def test_no_slip_is_the_number_itself_or_one_that_nobody_writes(number: int) -> None:
    forms = [form for _, form in slips(str(number))]
    assert str(number) not in forms
    assert len(forms) == len(set(forms))
    assert all(not form.startswith("0") or form[1:2] in ("", ".") for form in forms)


def sum_of(total: str, *parts: str) -> Finding:
    writer = Writer("云岭县")
    writer.open()
    group = f"{len(parts)}个产业集群"
    writer.figure("t", "", f"{group}实现利税", total, "万元", Entity("Place", "云岭县"), "profit_and_tax", of=group)
    for at, part in enumerate(parts):
        writer.figure(f"p{at}", "", "。利税", part, "万元", Entity("Cluster", f"第{at}业"), "profit_and_tax")
    writer.close()
    [finding] = [finding for finding in audit(writer.document, writer.facts) if finding.kind == "sum"]
    return finding


@pytest.mark.parametrize(
    ("total", "parts", "before", "after", "slip"),
    [
        ("731466", ("312446", "19238", "167037", "59945"), "19238万元", "192038万元", "dropped"),
        ("731466", ("3124446", "192038", "167037", "59945"), "3124446万元", "312446万元", "added"),
        ("731466", ("312446", "192038", "167037", "599450"), "599450万元", "59945万元", "shifted"),
        ("731466", ("324146", "192038", "167037", "59945"), "324146万元", "312446万元", None),
        ("7314.66", ("312446", "192038", "167037", "59945"), "7314.66万元", "731466万元", "shifted"),
    ],
)
def test_the_likely_misprint_is_named(
    total: str, parts: tuple[str, ...], before: str, after: str, slip: str | None
) -> None:
    finding = sum_of(total, *parts)
    assert finding.severity == "error"
    if slip is None:
        assert finding.correction is None  # two digits are wrong
        return
    assert finding.correction is not None
    assert (finding.correction.before, finding.correction.after) == (before, after)
    assert finding.correction.slip == slip or slip == "shifted"
    assert after in finding.zh
    assert after in finding.en


def test_a_replaced_digit_that_any_figure_may_have_suffered_is_not_pinned_on_one() -> None:
    finding = sum_of("7314", "3124", "1920", "1670", "700")
    assert finding.residual == Decimal(-100) * 10**4
    assert finding.correction is None
    assert len(finding.corrections) > 1
    assert finding.suspects == ()


def test_a_sum_that_holds_is_confirmed() -> None:
    finding = sum_of("731466", "312446", "192038", "167037", "59945")
    assert finding.confirmed
    assert finding.residual == 0
