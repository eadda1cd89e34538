"""Rates, an amount for each of something: 5000元/亩, 每公斤10元, 350吨/天, 每平方公里25家."""

from dataclasses import dataclass, replace

from kg.grammar.amounts import Quantity
from kg.grammar.engine import Grammar
from kg.grammar.words import UnitWord

rates = Grammar("rates")

_SPACE = "[ \u00a0\u3000]?"


@dataclass(frozen=True, slots=True)
class Rate:
    """A quantity whose `per` is the base unit that it goes for each of."""

    quantity: Quantity


def _per(quantity: Quantity, base: UnitWord) -> Rate:
    ends = (quantity.value, quantity.lower, quantity.upper, quantity.value_max)
    value, lower, upper, last = (None if end is None else end / base.factor for end in ends)
    assert value is not None
    return Rate(replace(quantity, per=base.id, value=value, lower=lower, upper=upper, value_max=last))


@rates.rule(f"{{quantity}}{_SPACE}(?:[/／]|每){_SPACE}{{base}}")
def over(quantity: Quantity, base: UnitWord) -> Rate:
    """‹quantity›/‹unit›, ‹quantity›每‹unit›: 5000元/亩, 350吨/天, 1200元每吨."""
    return _per(quantity, base)


@rates.rule(r"每{base}(?:[^\d，。；、：！？“”\ue000-\uf8ff]{0,6}?){quantity}(?![/／])")
def each(base: UnitWord, quantity: Quantity) -> Rate | None:
    """每‹unit›‹quantity›: 每公斤10元, 每亩产值3000元, 每平方公里25家; not 每年."""
    return None if quantity.unit == "%" or base.kind == "time" else _per(quantity, base)
